//! How the dates of a standing appointment look: each with its number, where it is now, and what became of it.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Dates;
use crate::domain::book::series::{DateRow, Series};
use crate::domain::practice::directory::Directory;
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::screens::See;
use crate::tui::screens::day::entry::doubts;
use crate::tui::screens::day::pane::real_words;
use crate::tui::screens::standing::words;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, pad, rows, split_top, wrap};

pub(in crate::tui) fn draw(screen: &Dates, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let (Some(directory), Some(see)) = (&app.directory, app.see()) else { return };
    let Some(series) = &screen.series else {
        if screen.gone {
            line_at(
                frame,
                area,
                1,
                vec![Span::raw(" This standing appointment is not in the book any more: it was taken back. esc goes back.")],
            );
        }
        return;
    };
    let width = usize::from(area.width.saturating_sub(2));
    let facts = wrap(&facts(screen, series, directory, app), width);
    let (head, list) = split_top(area, u16::try_from(facts.len() + 2).unwrap_or(4));
    let name = fit(series.client_name.as_str(), width);
    let room = width.saturating_sub(unicode_width::UnicodeWidthStr::width(name.as_str()));
    let repeats = format!("  {}", words::repeats(&series.terms));
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(name, theme::bold()), Span::raw(fit(&repeats, room))]);
    for (row, text) in facts.into_iter().enumerate() {
        line_at(frame, head, row + 1, vec![Span::raw(format!(" {text}"))]);
    }
    let whole = usize::from(list.width);
    rows(frame, list, screen.list, screen.rows.len(), map, |place| date_row(series, &screen.rows[place], place, &see, whole));
}

/// "TrP 60 with Dana · 8 dates: 3 over, 4 to come, 1 skipped · no end".
fn facts(screen: &Dates, series: &Series, directory: &Directory, app: &App) -> String {
    let over = screen.rows.iter().filter(|(_, row)| row.span.to() <= app.now).count();
    let ahead = || screen.rows.iter().filter(|(_, row)| row.span.to() > app.now).map(|(_, row)| row);
    let of = |fits: &dyn Fn(&crate::domain::book::appointment::Appointment) -> bool| ahead().filter(|row| fits(row)).count();
    let waits = |row: &crate::domain::book::appointment::Appointment| row.status.waits();
    let parts = [
        (over, "over"),
        (of(&|row| row.status.holds()), "to come"),
        (of(&|row| row.status.is_off() && !waits(row)), "called off"),
        (of(&|row| row.status == crate::domain::book::status::Status::ToRebook), "to rebook"),
        (of(&|row| row.status == crate::domain::book::status::Status::Skipped), "skipped"),
        (of(&|row| row.status == crate::domain::book::status::Status::ToDecide || doubts(row)), "to decide"),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let year = app.now.year();
    let mut words = vec![words::what(&series.terms, directory)];
    words.push(format!("{}: {}", say::count(screen.rows.len(), "date", "dates"), parts.join(", ")));
    words.extend(series.terms.ended.map(|ended| format!("ended from {} on", say::day(ended.date(), year))));
    if series.before > 0 {
        words.push(format!("goes on from an earlier one with {}", say::count(series.before as usize, "date", "dates")));
    }
    words.join(" · ")
}

/// "  5  · Tue 19 Jan 10:45   booked · moved from Tue 19 Jan 10:00".
fn date_row<'a>(series: &Series, (at, row): &DateRow, place: usize, see: &See<'_>, width: usize) -> Vec<Span<'a>> {
    let style = theme::status(row.status);
    let over = row.span.to() <= see.now;
    let number = series.before as usize + place + 1;
    let mut words = vec![real_words(row, see)];
    words.extend(words::differs(series, (*at, row), see.directory, see.now.year()));
    words.extend(Some(row.note.as_str().replace('\n', " ")).filter(|note| !note.is_empty()));
    let when = say::moment(row.span.from(), see.now.year());
    vec![
        Span::styled(format!("  {number:>4}  "), theme::dim()),
        Span::styled(row.status.mark().to_string(), style),
        Span::styled(if doubts(row) { "?" } else { " " }, theme::to_decide()),
        Span::styled(pad(&when, 24), if over { theme::dim() } else { theme::bold() }),
        Span::styled(fit(&words.join(" · "), width.saturating_sub(34)), if over { theme::dim() } else { theme::PLAIN }),
    ]
}
