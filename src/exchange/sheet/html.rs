//! The list as one page that any browser prints: nothing in it is loaded from elsewhere.
use super::{Kind, Line, Sheet};
use crate::domain::book::day::Day;
use crate::domain::wording::say;

const STYLE: &str = "body{font:11pt/1.35 sans-serif;color:#000;background:#fff;margin:1.5em;max-width:60em}\
h1{font-size:1.3em;margin:0}p{margin:.2em 0 1em}h2{font-size:1.1em;margin:1.2em 0 .3em}\
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #000;padding:.3em .5em;text-align:left;vertical-align:top}\
th{border-bottom-width:2px}.time,.phone{white-space:nowrap}.free td{height:2.2em}.off td{text-decoration:line-through}\
.break td,.away td{font-style:italic}tr{break-inside:avoid}section{break-inside:auto}\
@media print{body{margin:0;font-size:10pt}section+section{break-before:page}}";

/// The sheet as a whole HTML page.
pub fn html(sheet: &Sheet<'_>) -> String {
    let name = escape(sheet.directory.practice.name.as_str());
    let title = escape(&sheet.title());
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{name}: {title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <h1>{name}</h1>\n<p>{title}<br>{}</p>\n",
        escape(&sheet.printed())
    );
    for day in sheet.days {
        out.push_str(&section(sheet, day));
    }
    out + "</body>\n</html>\n"
}

fn section(sheet: &Sheet<'_>, day: &Day) -> String {
    let heading = format!("<section>\n<h2>{} · {}</h2>\n", escape(&say::full_day(day.date)), escape(&sheet.totals(day)));
    let rows: String = sheet.lines(day).iter().map(row).collect();
    if rows.is_empty() {
        return heading + "<p>Nobody works on this day and nothing is in the book.</p>\n</section>\n";
    }
    let head = "<tr><th>Time</th><th>Client</th><th>Phone</th><th>Service</th><th>With</th></tr>";
    format!("{heading}<table>\n{head}\n{rows}</table>\n</section>\n")
}

fn row(line: &Line) -> String {
    let time = if line.to.is_empty() { line.from.clone() } else { format!("{}–{}", line.from, line.to) };
    let class = match line.kind {
        Kind::Booked => "booked",
        Kind::Off => "off",
        Kind::Free => "free",
        Kind::Break => "break",
        Kind::Away => "away",
    };
    format!(
        "<tr class=\"{class}\"><td class=\"time\">{}</td><td dir=\"auto\">{}</td><td class=\"phone\">{}</td><td>{}</td><td>{}</td></tr>\n",
        escape(&time),
        escape(&line.who),
        escape(&line.phone),
        escape(&line.what),
        escape(&line.with)
    )
}

/// Letters that mean something to a browser, as themselves.
pub(in crate::exchange) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
