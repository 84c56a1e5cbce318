//! The pane about the row that is selected.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::DayScreen;
use super::away::why;
use super::view::{REPEATS, away_words, is_whole_day};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::day::{Day, Entry, Row};
use crate::domain::book::status::Status;
use crate::domain::people::client::age;
use crate::domain::wording::say;
use crate::tui::keys::{Command, Context};
use crate::tui::screens::See;
use crate::tui::theme;
use crate::tui::view::{fit, line};

pub(super) fn draw(screen: &DayScreen, day: &Day, see: &See<'_>, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width.saturating_sub(2));
    let key = |command| see.key(Context::Day, command);
    let mut lines: Vec<Vec<Span<'_>>> = Vec::new();
    match screen.selected() {
        Some(Row::Entry(place)) => {
            if let Some(entry) = day.entries.get(*place) {
                entry_pane(day, entry, see, width, &mut lines);
                // Before the notes, which may be cut.
                let words = screen.dated_words(see).map(|words| vec![Span::raw(fit(&format!("{REPEATS} {words}"), width))]);
                let notes = [&entry.appointment.note, &entry.client_note].into_iter().filter(|note| !note.is_empty()).count();
                let place = lines.len().saturating_sub(notes);
                lines.splice(place..place, words);
            }
        }
        Some(Row::Free { staff, span }) => {
            lines.push(vec![Span::styled(
                format!("Free: {} with {}", say::full_span(span), see.directory.staff_short(*staff)),
                theme::bold(),
            )]);
            let fitting: Vec<&str> =
                see.directory.offered().filter(|service| service.minutes <= span.minutes()).map(|service| service.short.as_str()).collect();
            if let Some(moving) = see.moving {
                let mut starts: Vec<_> =
                    moving.fits_on(span.date()).filter(|offer| offer.staff == *staff && span.encloses(&offer.span)).collect();
                starts.sort_by_key(|offer| offer.span);
                let words = match (starts.first(), starts.last()) {
                    (Some(first), Some(last)) if first != last => {
                        format!(
                            "Fits from {} to {}; + and - shift it",
                            say::time(first.span.from().time()),
                            say::time(last.span.from().time())
                        )
                    }
                    (Some(only), _) => format!("Fits at {}", say::time(only.span.from().time())),
                    _ => "Does not fit here: not long enough, or no room, or the client is elsewhere".into(),
                };
                lines.push(vec![Span::raw(fit(&words, width))]);
                lines.push(vec![Span::styled(fit(&format!("↵ puts {} here", moving.who()), width), theme::dim())]);
            } else {
                lines.push(vec![Span::raw(fit(&format!("Long enough for {}", fitting.join(", ")), width))]);
                lines.push(vec![Span::styled(format!("{} or {} books here", key(Command::Open), key(Command::Book)), theme::dim())]);
            }
        }
        Some(Row::Break { staff, span }) => {
            lines.push(vec![Span::raw(format!("{} has a break, {}", see.directory.staff_short(*staff), say::hours(span)))]);
        }
        Some(Row::Away { absence, .. }) => {
            if let Some(absence) = day.absences.get(*absence) {
                lines.push(vec![Span::styled(fit(&format!("{} {}", away_words(absence.of, see), absence.reason), width), theme::bold())]);
                lines.push(vec![Span::raw(fit(&away_span(&absence.span, see.now.year()), width))]);
                lines.push(vec![Span::styled(
                    format!("{} changes it, {} takes it out", key(Command::Open), key(Command::Remove)),
                    theme::dim(),
                )]);
            }
        }
        Some(Row::Now(_)) | None => {}
    }
    for (row, spans) in lines.into_iter().enumerate() {
        if let Some(spot) = crate::tui::view::row_at(area, row) {
            let mut all = vec![Span::raw(" ")];
            all.extend(spans);
            line(frame, spot, all);
        }
    }
}

/// "Fri 27 Nov", "Fri 27 Nov to Sun 29 Nov", or the moments when it is less than whole days.
pub(in crate::tui) fn away_span(span: &crate::domain::span::Span, year: i32) -> String {
    if !is_whole_day(span) {
        return format!("{} to {}", say::moment(span.from(), year), say::moment(span.to(), year));
    }
    let last = (span.to() - chrono::TimeDelta::minutes(1)).date();
    if last == span.date() { say::day(last, year) } else { format!("{} to {}", say::day(span.date(), year), say::day(last, year)) }
}

fn entry_pane(day: &Day, entry: &Entry, see: &See<'_>, width: usize, lines: &mut Vec<Vec<Span<'_>>>) {
    let appointment = &entry.appointment;
    let mut who: Vec<String> = Vec::new();
    who.extend(entry.born.map(|born| age(born, see.now.date()).to_string()));
    who.extend(Some(entry.phones.to_string()).filter(|phones| !phones.is_empty()));
    if entry.first_visit {
        who.push("first visit".into());
    }
    who.extend(entry.pressure.map(|pressure| format!("pressure {pressure} of 5")));
    lines.push(vec![
        Span::styled(fit(appointment.client_name.as_str(), width), theme::bold()),
        Span::raw(fit(
            &format!("  {}", who.join(" · ")),
            width.saturating_sub(unicode_width::UnicodeWidthStr::width(appointment.client_name.as_str())),
        )),
    ]);
    if let Some(alert) = &entry.alert {
        let text = alert.text.as_ref().map(|text| format!("{text}: ")).unwrap_or_default();
        lines.push(vec![Span::styled(fit(&format!("{} {text}{}", alert.level.mark(), alert.handling), width), theme::alert(alert.level))]);
    }
    if let Some(words) = why(day, entry, see) {
        lines.push(vec![Span::styled(
            fit(&format!("? {}{words}", if appointment.status == Status::ToDecide { "" } else { "to decide: " }), width),
            theme::to_decide(),
        )]);
    }
    if appointment.status == Status::Skipped {
        lines.push(vec![Span::styled(fit("- skipped · b books it after all, m gives it another time", width), theme::to_decide())]);
    }
    lines.push(vec![Span::raw(fit(&about(appointment, see), width))]);
    lines.push(vec![Span::raw(fit(&real_words(appointment, see), width))]);
    for note in [&appointment.note, &entry.client_note].into_iter().filter(|note| !note.is_empty()) {
        lines.push(vec![Span::styled(fit(&note.as_str().replace('\n', " · "), width), theme::dim())]);
    }
}

/// "11:30–13:00, First visit with Dana in R2".
pub(in crate::tui) fn about(appointment: &Appointment, see: &See<'_>) -> String {
    let service = see.directory.service(appointment.service).map_or("", |service| service.name.as_str());
    let room = see.directory.room_short(appointment.room);
    let room = if room.is_empty() { String::new() } else { format!(" in {room}") };
    format!("{}, {service} with {}{room}", say::hours(&appointment.span), see.directory.staff_short(appointment.staff))
}

/// The status with what really happened: "arrived 11:24 · started 11:31 · 3 min over".
pub(in crate::tui) fn real_words(appointment: &Appointment, see: &See<'_>) -> String {
    let real = appointment.real;
    // Its own moment says the state already.
    let said = match appointment.status {
        Status::Arrived => real.arrived.is_some(),
        Status::Done => real.done.is_some(),
        _ => false,
    };
    let mut words: Vec<String> = Some(appointment.status.word().to_owned()).filter(|_| !said).into_iter().collect();
    let times = [("arrived", real.arrived), ("started", real.started), ("done", real.done)];
    words.extend(times.into_iter().filter_map(|(what, at)| at.map(|at| format!("{what} {}", say::time(at.time())))));
    if let Some(by) = appointment.cancelled_by {
        words.push(format!("by the {}", by.word()));
    }
    for text in [&appointment.cancel_reason, &appointment.anyway] {
        words.extend(Some(text.to_string()).filter(|text| !text.is_empty()));
    }
    words.extend(appointment.overdue(see.now));
    words.join(" · ")
}
