//! One appointment as a row of the day's list.
use chrono::Datelike;
use ratatui::style::Style;
use ratatui::text::Span;

use super::away::why;
use super::care::{UNSIGNED, trend_words, visit_words};
use super::view::REPEATS;
use crate::domain::book::appointment::Appointment;
use crate::domain::book::day::{Day, Entry};
use crate::domain::book::status::Status;
use crate::domain::care::glance::CareLine;
use crate::domain::wording::say;
use crate::tui::screens::See;
use crate::tui::theme;
use crate::tui::view::{fit, pad};

/// Columns every row has: pointer, time, minutes, mark and alert.
const FIXED: usize = 19;

/// What a row has room for. It gives up its least needed column first and never wraps.
pub(super) struct Columns {
    pub(super) name: usize,
    pub(super) service: usize,
    pub(super) staff: usize,
    pub(super) room: usize,
    trend: usize,
    visit: usize,
    more: usize,
    /// More than one therapist is shown.
    pub(super) all: bool,
}

impl Columns {
    /// Room is kept for care whether or not it has been read: nothing jumps when it comes.
    pub(super) fn of(width: usize, with_staff: bool, care: bool) -> Self {
        // " ▸ 10:00 60 a " and four for the alert.
        let mut left = width.saturating_sub(FIXED);
        let mut take = |wanted: usize, keep: usize| {
            let got = if wanted > 0 && left >= wanted + keep { wanted } else { 0 };
            left -= got;
            got
        };
        // Before a session her pain and what comes next are needed more than the room.
        let keep = if care { 20 } else { 14 };
        let trend = if care { take(8, keep) } else { 0 };
        let early = if care && with_staff { take(8, keep) } else { 0 };
        let visit = if care { take(6, keep) } else { 0 };
        let service = take(9, if care { 28 } else { keep });
        let staff = if with_staff && !care { take(8, keep) } else { early };
        let room = take(4, if care { 31 } else { keep });
        let least = if care { 16 } else { 18 };
        let name = left.min((left * 11 / 20).max(least)).min(30);
        Self { name, service, staff, room, trend, visit, more: left - name, all: with_staff }
    }

    /// Everything between the edges.
    pub(super) fn all_of_it(&self) -> usize {
        FIXED + self.name + self.service + self.staff + self.room + self.trend + self.visit + self.more
    }
}

pub(super) fn entry_row<'a>(
    day: &Day,
    place: usize,
    care: Option<&CareLine>,
    pointer: &str,
    columns: &Columns,
    see: &See<'_>,
) -> Vec<Span<'a>> {
    let Some(entry) = day.entries.get(place) else { return Vec::new() };
    let appointment = &entry.appointment;
    let style = theme::status(appointment.status);
    let is_date = appointment.dated.is_some();
    let name = name_of(entry, day.has_namesake(place), columns.name - usize::from(is_date));
    let alert = entry.alert.as_ref();
    let mark = alert.map_or("", |alert| alert.level.mark());
    let more = more_words(day, entry, care, see);
    let (second, second_style) = second_mark(appointment, care);
    // Whoever comes for the first time has no pain to compare: the words may stand there.
    let is_new = entry.first_visit && care.is_none_or(|care| care.trend.is_empty() && care.visit.is_none());
    let (trend, visit) = if is_new { (0, 0) } else { (columns.trend, columns.visit) };
    let said = |words: fn(&CareLine) -> String| care.map(words).unwrap_or_default();
    vec![
        Span::raw(format!("{pointer}{} {:>3} ", say::time(appointment.span.from().time()), appointment.span.minutes())),
        Span::styled(appointment.status.mark().to_string(), style),
        Span::styled(second, second_style),
        Span::styled(pad(&name, columns.name), style),
        Span::raw(if is_date { REPEATS } else { " " }),
        Span::styled(format!("{mark:<2} "), alert.map_or(theme::PLAIN, |alert| theme::alert(alert.level))),
        Span::raw(pad(see.directory.service_short(appointment.service), columns.service)),
        Span::raw(pad(see.directory.staff_short(appointment.staff), columns.staff)),
        Span::raw(pad(see.directory.room_short(appointment.room), columns.room)),
        Span::raw(pad(&said(trend_words), trend)),
        Span::raw(pad(&said(visit_words), visit)),
        Span::styled(fit(&more, columns.more + columns.trend + columns.visit - trend - visit), theme::dim()),
    ]
}

/// Beside the mark of its state: that it is to decide, or that its note waits to be written.
pub(super) fn second_mark(appointment: &Appointment, care: Option<&CareLine>) -> (&'static str, Style) {
    match care.filter(|care| care.unsigned) {
        _ if doubts(appointment) => ("?", theme::to_decide()),
        Some(_) => (UNSIGNED, theme::bold()),
        None => (" ", theme::PLAIN),
    }
}

/// Whether something was decided around it; a date that is to decide has a mark of its own that says so.
pub(in crate::tui) fn doubts(appointment: &Appointment) -> bool {
    appointment.to_decide && appointment.status != Status::ToDecide
}

/// The name, with what tells it from another one of the same name on the day.
pub(super) fn name_of(entry: &Entry, namesake: bool, room: usize) -> String {
    let name = entry.appointment.client_name.as_str();
    let apart = entry.born.map_or_else(|| entry.phones.to_string(), |born| format!("b. {}", born.year()));
    if !namesake || apart.is_empty() {
        return fit(name, room);
    }
    let apart = format!(" ({})", fit(&apart, 9));
    fit(name, room.saturating_sub(unicode_width::UnicodeWidthStr::width(apart.as_str()))) + &apart
}

/// What else matters now: what is late, what is off and why, what is new.
fn more_words(day: &Day, entry: &Entry, care: Option<&CareLine>, see: &See<'_>) -> String {
    let appointment = &entry.appointment;
    let next =
        care.map(|care| care.next.to_string()).filter(|next| !next.is_empty() && appointment.status.holds() && !appointment.to_decide);
    let mut words: Vec<String> = next.into_iter().chain(appointment.overdue(see.now)).chain(why(day, entry, see)).collect();
    if appointment.status.is_off() || appointment.status == Status::NoShow {
        words.push(appointment.status.word().into());
        words.extend(Some(appointment.cancel_reason.to_string()).filter(|reason| !reason.is_empty()));
    }
    if entry.first_visit && appointment.status.is_expected() {
        words.push("first visit".into());
    }
    if let Some(alert) = &entry.alert {
        words.extend(Some(alert.handling.to_string()).filter(|handling| !handling.is_empty()));
    }
    words.extend(Some(appointment.note.to_string()).filter(|note| !note.is_empty()));
    words.join(" · ").replace('\n', " ")
}
