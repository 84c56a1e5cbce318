//! The list for a line printer: at most 80 columns, with room to write where nobody is booked.
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Kind, Line, Sheet};

/// Columns of a line printer.
const WIDTH: usize = 80;
/// Of these a name, a phone, and a service with "first visit".
const NAME: usize = 22;
const PHONE: usize = 13;
const WHAT: usize = 19;

/// The sheet as plain text; `ascii`: in letters that the oldest printer has.
pub fn text(sheet: &Sheet<'_>, ascii: bool) -> String {
    let mut lines: Vec<String> = Vec::new();
    let name = sheet.directory.practice.name.to_string();
    lines.extend([name, sheet.title(), sheet.printed()]);
    for day in sheet.days {
        lines.push("=".repeat(WIDTH));
        let heading = if sheet.days.len() > 1 { format!("{}   ", crate::domain::wording::say::full_day(day.date)) } else { String::new() };
        lines.push(format!("{heading}{}", sheet.totals(day)));
        lines.push("-".repeat(WIDTH));
        let rows = sheet.lines(day);
        if rows.is_empty() {
            lines.push("Nobody works on this day and nothing is in the book.".to_owned());
        }
        lines.extend(rows.iter().flat_map(row));
    }
    let mut out = String::new();
    for line in lines {
        let line = if ascii { deunicode::deunicode(&line.replace(['·', '–'], "-")) } else { line };
        out.push_str(cut(&line, WIDTH).trim_end());
        out.push('\n');
    }
    out
}

/// One line, and a second one for a name or phones that are too long for their columns: on paper nothing can be looked up.
fn row(line: &Line) -> Vec<String> {
    let time = if line.to.is_empty() { line.from.clone() } else { format!("{}-{}", line.from, line.to) };
    let time = fit(&time, 11);
    match line.kind {
        Kind::Booked | Kind::Off => {
            let mark = if line.kind == Kind::Off { "x" } else { " " };
            let over = line.who.width() > NAME || line.phone.width() > PHONE;
            let phone = if over { "" } else { line.phone.as_str() };
            let first =
                [time, mark.to_owned(), fit(&line.who, NAME), fit(phone, PHONE), fit(&line.what, WHAT), line.with.clone()].join(" ");
            let whole = if line.who.width() > NAME { format!("{}  {}", line.who, line.phone) } else { line.phone.clone() };
            [first].into_iter().chain(over.then(|| format!("{}{whole}", " ".repeat(14)))).collect()
        }
        Kind::Free => vec![[time, " ".to_owned(), fit(&line.who, 6), "_".repeat(41), line.with.clone()].join(" ")],
        Kind::Break | Kind::Away => {
            let what = if line.with.is_empty() { line.who.clone() } else { format!("{} ({})", line.who, line.with) };
            vec![[time, " ".to_owned(), format!("-- {what} --")].join(" ")]
        }
    }
}

/// Cut or filled up to a width.
fn fit(text: &str, width: usize) -> String {
    let cut = cut(text, width);
    let blanks = width.saturating_sub(cut.width());
    format!("{cut}{}", " ".repeat(blanks))
}

/// As much as fits; a dot at the end says that something is missing.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for letter in text.graphemes(true) {
        if out.width() + letter.width() + 1 > width {
            break;
        }
        out.push_str(letter);
    }
    out + "."
}
