//! How the list of standing appointments looks: whose, how often, when next, and what waits or ends.
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{Filter, Standing, words};
use crate::domain::book::series::list::Listed;
use crate::domain::practice::directory::Directory;
use crate::domain::wording::{repeat, say};
use crate::tui::app::App;
use crate::tui::keys::{Command, Context};
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, pad, rows, rule, split_bottom, split_top, wrap};

pub(in crate::tui) fn draw(screen: &Standing, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let Some(directory) = &app.directory else { return };
    let small = area.height < 12;
    let (head, list) = split_top(area, if small { 1 } else { 3 });
    let width = usize::from(area.width);
    title(screen, app, directory, frame, head);
    if screen.shown.is_empty() {
        if screen.read {
            for (row, text) in wrap(&empty(screen, app), width.saturating_sub(4)).into_iter().enumerate() {
                line_at(frame, list, row, vec![Span::styled(format!("   {text}"), theme::dim())]);
            }
        }
        return;
    }
    let columns = Columns::of(width);
    line_at(frame, head, 2, vec![Span::styled(fit(&columns.heading(), width), theme::dim())]);
    let (list, pane) = split_bottom(
        list,
        match list.height {
            _ if small => 2,
            ..24 => 6,
            _ => 8,
        },
    );
    rows(frame, list, screen.list, screen.shown.len(), map, |place| {
        screen.line(place).map(|line| row(line, directory, app.now, &columns)).unwrap_or_default()
    });
    let Some(line) = screen.selected() else { return };
    let about = about(screen, line, directory, app.now, width.saturating_sub(2));
    if small {
        for (row, text) in about.into_iter().skip(1).enumerate() {
            line_at(frame, pane, row, vec![Span::raw(format!(" {text}"))]);
        }
        return;
    }
    let (top, inside) = split_top(pane, 1);
    rule(frame, top);
    for (row, text) in about.into_iter().enumerate() {
        line_at(frame, inside, row, vec![Span::styled(format!(" {text}"), if row == 0 { theme::bold() } else { theme::PLAIN })]);
    }
}

/// "Standing appointments: 23 · 3 end within 4 weeks · 1 with a date to decide", or which of them are shown.
fn title(screen: &Standing, app: &App, directory: &Directory, frame: &mut Frame<'_>, head: Rect) {
    let (all, soon, decide) = screen.counts(app.now);
    let whose = screen.only.map(|id| format!(" with {}", directory.staff_short(id))).unwrap_or_default();
    let (words, rest) = match screen.filter {
        _ if !screen.read || all == 0 => (format!("Standing appointments{whose}"), String::new()),
        Filter::All => {
            let ends = if soon == 1 { "ends within 4 weeks" } else { "end within 4 weeks" };
            let parts = [(soon, ends), (decide, "with a date to decide")];
            let parts = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!(" · {n} {what}"));
            (format!("Standing appointments{whose}: {all}"), parts.collect())
        }
        Filter::EndsSoon => (format!("Standing appointments{whose} that end within 4 weeks: {soon}"), format!(" of {all}")),
        Filter::ToDecide => (format!("Standing appointments{whose} with a date to decide: {decide}"), format!(" of {all}")),
    };
    let room = usize::from(head.width).saturating_sub(2);
    let words = fit(&words, room);
    let left = room.saturating_sub(unicode_width::UnicodeWidthStr::width(words.as_str()));
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(words, theme::bold()), Span::raw(fit(&rest, left))]);
}

fn empty(screen: &Standing, app: &App) -> String {
    let filter = app.keymap().said(Context::Standing, Command::TurnFilter);
    let who = app.keymap().said(Context::Standing, Command::NextTherapist);
    match screen.filter {
        Filter::All if screen.only.is_some() => format!("None with this therapist. {who} shows the next one, then all."),
        Filter::All => "No standing appointments yet. On an appointment, r makes it one.".into(),
        Filter::EndsSoon => format!("None of them ends within 4 weeks. {filter} shows those with a date to decide."),
        Filter::ToDecide => format!("None of them has a date to decide. {filter} shows all."),
    }
}

/// How wide each column is. Narrow, the numbers stand together: "12 -1 ?1".
struct Columns {
    staff: usize,
    client: usize,
    service: usize,
    repeats: usize,
    next: usize,
    number: usize,
    ends: usize,
    wide: bool,
}

const POINTER: usize = 3;

impl Columns {
    fn of(width: usize) -> Self {
        let left = width.saturating_sub(POINTER);
        if left < 110 {
            let (staff, next, ends, number) = if left < 70 { (0, 8, 0, 0) } else { (6, 8, 12, 9) };
            let rest = left.saturating_sub(staff + next + ends + number);
            let repeats = (rest * 13 / 20).min(36);
            return Self { staff, client: rest - repeats, service: 0, repeats, next, number, ends, wide: false };
        }
        let (staff, next, number, ends) = (6, 17, 8, 12);
        let rest = left - staff - next - 3 * number - ends;
        let service = if rest > 90 { 10 } else { 0 };
        let repeats = ((rest - service) * 2 / 3).clamp(43, 70);
        Self { staff, client: (rest - service - repeats).min(30), service, repeats, next, number, ends, wide: true }
    }

    fn heading(&self) -> String {
        let mut parts = vec![
            pad("With", self.staff),
            pad("Client", self.client),
            pad("Service", self.service),
            pad("Repeats", self.repeats),
            pad("Next", self.next),
        ];
        if self.wide {
            parts.extend(["To come", "Skipped", "Decide"].map(|word| pad(word, self.number)));
        } else {
            parts.push(pad("To come", self.number));
        }
        parts.push(fit("Until", self.ends));
        format!("{}{}", " ".repeat(POINTER), parts.concat())
    }
}

/// "24 Nov": the year only where it is not plain.
fn brief_day(date: NaiveDate, now: NaiveDateTime) -> String {
    let near = (0..300).contains(&(date - now.date()).num_days());
    date.format(if near { "%-d %b" } else { "%-d %b %Y" }).to_string()
}

fn row<'a>(line: &Listed, directory: &Directory, now: NaiveDateTime, columns: &Columns) -> Vec<Span<'a>> {
    let terms = &line.series.terms;
    let year = now.year();
    let cell = |text: &str, width: usize| pad(&fit(text, width.saturating_sub(1)), width);
    let brief = || repeat::say_briefly(&terms.rule, terms.first);
    let long = terms.repeats();
    let repeats = if unicode_width::UnicodeWidthStr::width(long.as_str()) < columns.repeats { long } else { brief() };
    let next = line.next.map_or_else(|| "–".to_owned(), |at| if columns.wide { say::moment(at, year) } else { brief_day(at.date(), now) });
    let soon = line.ends_soon(now);
    let last = line.last.map(|at| brief_day(at.date(), now)).unwrap_or_default();
    let ends = match (line.is_finite(), soon) {
        (false, _) => "no end".to_owned(),
        (true, true) => format!("ends {last}"),
        (true, false) => last,
    };
    let mut spans = vec![
        Span::raw(" ".repeat(POINTER)),
        Span::raw(cell(directory.staff_short(terms.staff), columns.staff)),
        Span::styled(cell(line.series.client_name.as_str(), columns.client), theme::bold()),
        Span::raw(cell(directory.service_short(terms.service), columns.service)),
        Span::raw(cell(&repeats, columns.repeats)),
        Span::raw(cell(&next, columns.next)),
    ];
    let number = |n: u32| if n == 0 { String::new() } else { n.to_string() };
    let decide = if line.to_decide > 0 { theme::to_decide() } else { theme::PLAIN };
    if columns.wide {
        spans.push(Span::raw(cell(&line.to_come.to_string(), columns.number)));
        spans.push(Span::raw(cell(&number(line.skipped), columns.number)));
        spans.push(Span::styled(cell(&number(line.to_decide), columns.number), decide));
    } else if columns.number > 0 {
        let marked = |n: u32, mark: char| if n == 0 { String::new() } else { format!(" {mark}{n}") };
        let come = format!("{:>2}{}", line.to_come, marked(line.skipped, '-'));
        let marks = fit(&marked(line.to_decide, '?'), (columns.number - 1).saturating_sub(come.len()));
        let blank = " ".repeat(columns.number.saturating_sub(come.len() + marks.len()));
        spans.extend([Span::raw(come), Span::styled(marks, decide), Span::raw(blank)]);
    }
    spans.push(Span::styled(fit(&ends, columns.ends), if soon { theme::bold() } else { theme::dim() }));
    spans
}

/// All that is known of the selected one: client, how it repeats, what comes, what is different.
fn about(screen: &Standing, line: &Listed, directory: &Directory, now: NaiveDateTime, width: usize) -> Vec<String> {
    let terms = &line.series.terms;
    let said = format!("{}  {} · {}", line.series.client_name, words::what(terms, directory), words::repeats(terms));
    let mut lines = wrap(&said, width);
    let mut facts = vec![words::next(line, now)];
    facts.extend(words::counts(line));
    facts.push(words::ends(line, now));
    lines.extend(wrap(&facts.join(" · "), width));
    let known = screen.dates.as_ref().filter(|(series, _)| series.id == line.series.id);
    let coming = known.and_then(|(_, rows)| words::dates_after(rows, now, (width / 20).max(2)));
    lines.extend(coming.map(|dates| fit(&format!("to come: {dates}"), width)));
    let exceptions = known.map(|(series, rows)| {
        let ahead = rows.iter().filter(|(_, row)| row.span.from() > now);
        let words = ahead.flat_map(|(at, row)| {
            let differs = words::differs(series, (*at, row), directory, now.year());
            differs.into_iter().map(|what| format!("{}: {what}", say::moment(row.span.from(), now.year()))).collect::<Vec<_>>()
        });
        words.collect::<Vec<_>>().join(" · ")
    });
    lines.extend(exceptions.filter(|words| !words.is_empty()).into_iter().flat_map(|words| wrap(&words, width)));
    lines
}
