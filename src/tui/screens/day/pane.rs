//! The pane about the row that is selected.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::DayScreen;
use super::away::why;
use super::care::UNSIGNED;
use super::entry::doubts;
use super::view::{REPEATS, away_words, is_whole_day};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::day::{Day, Entry, Row};
use crate::domain::book::status::Status;
use crate::domain::care::glance::Glance;
use crate::domain::care::glance_words::{Part, Said, said};
use crate::domain::people::alert::said as said_of_alert;
use crate::domain::people::client::age;
use crate::domain::wording::say;
use crate::tui::keys::{Command, Context};
use crate::tui::screens::See;
use crate::tui::screens::glance::lay::{lay, lay_from};
use crate::tui::screens::glance::view::style;
use crate::tui::theme;
use crate::tui::view::{fit, line};

/// With fewer rows than these the session itself has one of them.
const ROOMY: usize = 16;

pub(super) fn draw(screen: &DayScreen, day: &Day, see: &See<'_>, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width.saturating_sub(2));
    let key = |command| see.key(Context::Day, command);
    let mut lines: Vec<Vec<Span<'_>>> = Vec::new();
    match screen.selected() {
        Some(Row::Entry(place)) => {
            if let Some(entry) = day.entries.get(*place) {
                let dated = screen.dated_words(see).map(|words| format!("{REPEATS} {words}"));
                let glance = screen.care.glance(entry.appointment.id);
                let waits = screen.care.line(entry.appointment.id).is_some_and(|line| line.unsigned);
                entry_pane((day, entry), (glance, waits), dated, see, (width, usize::from(area.height)), &mut lines);
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

fn entry_pane(
    (day, entry): (&Day, &Entry),
    (glance, waits): (Option<&Glance>, bool),
    dated: Option<String>,
    see: &See<'_>,
    (width, height): (usize, usize),
    lines: &mut Vec<Vec<Span<'_>>>,
) {
    let appointment = &entry.appointment;
    let mut told = glance.map(|glance| said(glance, Some(appointment.id), appointment.span.from(), see.now.year())).unwrap_or_default();
    if waits {
        let first = told.iter().position(|said| !matches!(said.part, Part::Alert(_) | Part::Consent)).unwrap_or(told.len());
        told.insert(first, Said { part: Part::Unsigned, words: format!("{UNSIGNED} its note is not signed yet") });
    }
    let (alerts, told): (Vec<Said>, Vec<Said>) = told.into_iter().partition(|said| matches!(said.part, Part::Alert(_)));
    lines.extend(alerts.iter().map(|alert| vec![Span::styled(fit(&alert.words, width), style(alert.part))]));
    if let Some(alert) = entry.alert.as_ref().filter(|_| alerts.is_empty()) {
        let words = said_of_alert(alert.text.as_ref(), &alert.handling).join(": ");
        lines.push(vec![Span::styled(fit(&format!("{} {words}", alert.level.mark()), width), theme::alert(alert.level))]);
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
    // Where there is little room, what concerns the session itself stands in one row.
    let facts = if glance.is_some() && height < ROOMY {
        vec![in_one_row(appointment, see, width)]
    } else {
        vec![about(appointment, see), real_words(appointment, see)]
    };
    lines.extend(facts.into_iter().chain(dated).map(|words| vec![Span::raw(fit(&words, width))]));
    // The name has the first row.
    let room = height.saturating_sub(lines.len() + 1);
    let rest = glance.map(|glance| rest_of_glance(told, glance, appointment, see, (width, room))).unwrap_or_default();
    let likes = rest.iter().any(|(part, _)| *part == Part::Likes);
    lines.insert(0, name_row(entry, !likes, see, width));
    lines.extend(rest.into_iter().map(|(part, words)| vec![Span::styled(words, style(part))]));
    let notes = [&appointment.note, &entry.client_note].into_iter().filter(|note| !note.is_empty());
    // The glance has what is known of the client.
    for note in notes.take(if glance.is_some() { 1 } else { 2 }).filter(|note| glance.is_none() || **note == appointment.note) {
        lines.push(vec![Span::styled(fit(&note.as_str().replace('\n', " · "), width), theme::dim())]);
    }
}

/// Who it is; the pressure they like only where nothing below says it.
fn name_row<'a>(entry: &Entry, with_pressure: bool, see: &See<'_>, width: usize) -> Vec<Span<'a>> {
    let name = entry.appointment.client_name.as_str();
    let mut who: Vec<String> = Vec::new();
    who.extend(entry.born.map(|born| age(born, see.now.date()).to_string()));
    who.extend(Some(entry.phones.to_string()).filter(|phones| !phones.is_empty()));
    who.extend(entry.first_visit.then(|| "first visit".to_owned()));
    who.extend(entry.pressure.filter(|_| with_pressure).map(|pressure| format!("pressure {pressure} of 5")));
    let rest = fit(&format!("  {}", who.join(" · ")), width.saturating_sub(name.width()));
    vec![Span::styled(fit(name, width), theme::bold()), Span::raw(rest)]
}

/// What the pane has room for.
fn rest_of_glance(
    told: Vec<Said>,
    glance: &Glance,
    appointment: &Appointment,
    see: &See<'_>,
    (width, room): (usize, usize),
) -> Vec<(Part, String)> {
    let mut told = told;
    if glance.answers.is_none() && appointment.status == Status::Arrived {
        let ask = see.key(Context::Day, Command::Arrive);
        let words = format!("{ask} asks: health unchanged? pain now? relief? soreness? home care?");
        let first = told.iter().position(|said| !matches!(said.part, Part::Consent | Part::Unsigned)).unwrap_or(told.len());
        told.insert(first, Said { part: Part::Arrival, words });
    }
    if !lay_from(&told, width, room, 0, "").whole {
        // Each in one row: a second one would cost a sentence.
        for said in &mut told {
            said.words = fit(&said.words, width.saturating_sub(2));
        }
    }
    lay(&told, width, room)
}

/// The session and its state in one row. Where the whole has no room, the long name and the therapist go first, then at what
/// o'clock each step was; that somebody waits is never cut.
pub(in crate::tui) fn in_one_row(appointment: &Appointment, see: &See<'_>, width: usize) -> String {
    let state = real_words(appointment, see);
    let shortly = format!("{}, {}", say::hours(&appointment.span), see.directory.service_short(appointment.service));
    let room = Some(see.directory.room_short(appointment.room)).filter(|room| !room.is_empty());
    let room = room.map(|room| format!(" in {room}")).unwrap_or_default();
    let (whole, brief) = (format!("{} · {state}", about(appointment, see)), format!("{shortly}{room} · {state}"));
    let late = appointment.overdue(see.now).map(|late| format!("{shortly} · {late}"));
    let fits = |words: &String| words.width() <= width;
    Some(whole).filter(fits).or(Some(brief.clone()).filter(fits)).or(late).unwrap_or(brief)
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
    words.extend(doubts(appointment).then(|| Status::ToDecide.word().to_owned()));
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
