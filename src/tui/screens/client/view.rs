//! How one client looks: first line, alerts, what is to come, what was.
use chrono::{Datelike, NaiveDateTime};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Card;
use super::lines::Line;
use crate::domain::book::appointment::Appointment;
use crate::domain::care::finding::pain_words;
use crate::domain::care::glance_words;
use crate::domain::care::note::Note;
use crate::domain::people::alert::Alert;
use crate::domain::people::card::ClientCard;
use crate::domain::people::client::age;
use crate::domain::practice::hours::Absence;
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::keys::{Command, Context};
use crate::tui::list::List;
use crate::tui::msg::Target;
use crate::tui::screens::See;
use crate::tui::screens::day::entry::doubts;
use crate::tui::screens::day::pane::{away_span, real_words};
use crate::tui::screens::day::view::REPEATS;
use crate::tui::screens::plans;
use crate::tui::screens::standing::words;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, pad, row_at, rows_from, select, split_top, wrap};

pub(in crate::tui) fn draw(screen: &Card, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let Some(directory) = &app.directory else { return };
    let see = See {
        directory,
        viewer: app.viewer,
        now: app.now,
        size: app.size,
        moving: app.moving.as_ref(),
        page: app.page,
        keymap: app.keymap(),
    };
    let Some(card) = &screen.known else {
        if screen.gone {
            line_at(
                frame,
                area,
                1,
                vec![Span::raw(" This client is not in the book any more: adding them was taken back. esc goes back.")],
            );
        }
        return;
    };
    let width = usize::from(area.width.saturating_sub(2));
    let head = head_lines(screen, card, &see, width);
    let (top, list) = split_top(area, u16::try_from(head.len()).unwrap_or(10));
    for (row, (spans, line)) in head.into_iter().enumerate() {
        line_at(frame, top, row, spans);
        if let (Some(line), Some(spot)) = (line, row_at(top, row)) {
            map.target(spot, Target::Row(line));
            if line == screen.list.selected {
                select(frame, spot);
            }
        }
    }
    let visits = screen.visits();
    if visits.is_empty() {
        let book = see.key(Context::Client, Command::Book);
        line_at(frame, list, 0, vec![Span::styled(format!("   No appointments yet. {book} books the first one."), theme::dim())]);
        return;
    }
    let upcoming = screen.upcoming().count();
    let above = screen.above();
    let selected = screen.list.selected.checked_sub(above).unwrap_or(visits.len());
    rows_from(frame, list, List { selected, ..screen.list }, (above, visits.len()), map, |place| {
        let past = place >= upcoming;
        // What is off lies behind those to come, though its day is still ahead.
        let part = |place: usize| (place >= upcoming, at(visits[place]) <= Some(see.now));
        let first = place == 0 || part(place) != part(place - 1);
        let label = match (first, part(place)) {
            (true, (false, _)) if place == 0 => "next ",
            (true, (true, false)) => "off  ",
            (true, (true, true)) => "past ",
            (true | false, _) => "     ",
        };
        match visits[place] {
            Line::Appointment(one) => {
                let note = screen.note_of_past(one.id);
                let mut row = appointment_row(one, label, past, note, &see, usize::from(list.width));
                let more = if past { 0 } else { screen.not_listed(one) };
                row.extend((more > 0).then(|| Span::styled(format!(" · and {more} more"), theme::dim())));
                row
            }
            Line::Visit(note) => visit_row(note, label, &see),
            Line::Alert(_) | Line::Away(_) | Line::Standing(_) | Line::Plan(_) => Vec::new(),
        }
    });
    if card.past_in_all as usize > card.past.len() && selected + 1 == visits.len() {
        let words = format!("… and {} older", card.past_in_all as usize - card.past.len());
        if let Some(last) = row_at(list, usize::from(list.height.saturating_sub(1))) {
            crate::tui::view::put(frame, last, width.saturating_sub(words.len() + 1), &words, theme::dim());
        }
    }
}

/// The rows above the appointments; those of an alert, a time away, a standing appointment or a plan with its place among the lines.
fn head_lines<'a>(screen: &Card, card: &ClientCard, see: &See<'_>, width: usize) -> Vec<(Vec<Span<'a>>, Option<usize>)> {
    let client = &card.client;
    let mut who: Vec<String> = Vec::new();
    who.extend(Some(client.preferred_name.to_string()).filter(|name| !name.is_empty()).map(|name| format!("called {name}")));
    who.extend(
        client
            .born
            .map(|born| format!("{} (born {})", age(born, see.now.date()), say::full_day(born).split_once(' ').map_or("", |(_, day)| day))),
    );
    who.extend([&client.phones, &client.email].into_iter().filter(|text| !text.is_empty()).map(ToString::to_string));
    if client.archived {
        who.push("archived".into());
    }
    let mut lines = vec![vec![
        Span::raw(" "),
        Span::styled(fit(client.name.as_str(), width), theme::bold()),
        Span::raw(fit(
            &format!("  {}", who.join(" · ")),
            width.saturating_sub(unicode_width::UnicodeWidthStr::width(client.name.as_str())),
        )),
    ]];
    lines.push(vec![Span::raw(fit(&format!(" {}", first_line(card, see)), width))]);
    let usual = usual_words(card, see);
    if !usual.is_empty() {
        lines.push(vec![Span::styled(fit(&format!(" {usual}"), width), theme::dim())]);
    }
    let mut lines: Vec<(Vec<Span<'a>>, Option<usize>)> = lines.into_iter().map(|spans| (spans, None)).collect();
    let alerts = card.alerts.iter().map(|alert| (alert_words(alert, see), theme::alert(alert.level)));
    let away = card.away.iter().map(|absence| (away_words(absence, see), theme::PLAIN));
    let repeating = screen.standing.iter().map(|line| {
        let words = format!("{REPEATS} {}", words::whole(line, see.directory, see.now));
        (words, if line.to_decide > 0 { theme::to_decide() } else { theme::PLAIN })
    });
    let plans = screen.plans().into_iter().filter_map(|plan| {
        let record = screen.care.as_ref()?;
        let style = match (record.due(plan, see.now), plan.terms.state.is_open()) {
            (Some(_), _) => theme::to_decide(),
            (None, true) => theme::PLAIN,
            (None, false) => theme::dim(),
        };
        Some((format!("plan: {}", plans::words::line(record, plan, see)), style))
    });
    for (place, (words, style)) in alerts.chain(away).chain(repeating).chain(plans).enumerate() {
        let wrapped = wrap(&words, width.saturating_sub(1)).into_iter();
        lines.extend(wrapped.map(|text| (vec![Span::raw("  "), Span::styled(text, style)], Some(place))));
    }
    for text in wrap(client.note.as_str(), width).into_iter().filter(|text| !text.is_empty()).take(3) {
        lines.push((vec![Span::raw(" "), Span::styled(text, theme::dim())], None));
    }
    lines.push((Vec::new(), None));
    lines
}

/// "last here Tue 10 Nov · next Tue 24 Nov 11:30 · 1 no-show".
fn first_line(card: &ClientCard, see: &See<'_>) -> String {
    let year = see.now.year();
    let mut words = vec![card.last.map_or_else(|| "never here yet".to_owned(), |at| format!("last here {}", say::day(at.date(), year)))];
    words.push(
        card.upcoming.first().map_or_else(|| "nothing booked".to_owned(), |next| format!("next {}", say::moment(next.span.from(), year))),
    );
    if card.no_shows > 0 {
        words.push(say::count(card.no_shows as usize, "no-show", "no-shows"));
    }
    if card.late_cancels > 0 {
        words.push(format!("{} late-cancelled", card.late_cancels));
    }
    words.join(" · ")
}

fn usual_words(card: &ClientCard, see: &See<'_>) -> String {
    let client = &card.client;
    let mut words: Vec<String> = Vec::new();
    words.extend(client.service.map(|id| format!("usually {}", see.directory.service_short(id))));
    words.extend(client.therapist.map(|id| format!("prefers {}", see.directory.staff_short(id))));
    words.extend(Some(client.prefers.to_string()).filter(|words| !words.is_empty()).map(|words| format!("likes to come {words}")));
    words.extend(client.pressure.map(|pressure| format!("pressure {pressure} of 5")));
    words.extend(Some(client.guardian.to_string()).filter(|name| !name.is_empty()).map(|name| format!("guardian {name}")));
    words.join(" · ")
}

/// "away Thu 24 Dec to Wed 6 Jan 2027: holidays".
fn away_words(absence: &Absence, see: &See<'_>) -> String {
    let why = if absence.reason.is_empty() { String::new() } else { format!(": {}", absence.reason) };
    format!("away {}{why}", away_span(&absence.span, see.now.year()))
}

pub(in crate::tui) fn alert_words(alert: &Alert, see: &See<'_>) -> String {
    glance_words::alert_words(alert, see.now.year())
}

/// When it was, or is to be.
fn at(line: Line<'_>) -> Option<NaiveDateTime> {
    match line {
        Line::Appointment(one) => Some(one.span.from()),
        Line::Visit(note) => Some(note.at),
        Line::Alert(_) | Line::Away(_) | Line::Standing(_) | Line::Plan(_) => None,
    }
}

/// "pain 6 → 3", or that there is a note at least.
fn note_words(note: &Note) -> String {
    pain_words(note.before, note.after).unwrap_or_else(|| "note signed".to_owned())
}

fn visit_row<'a>(note: &Note, label: &str, see: &See<'_>) -> Vec<Span<'a>> {
    vec![
        Span::styled(format!("   {label}"), theme::dim()),
        Span::raw("   "),
        Span::styled(pad(&say::moment(note.at, see.now.year()), 21), theme::dim()),
        Span::raw(pad("     not booked", 25)),
        Span::styled(note_words(note), theme::dim()),
    ]
}

fn appointment_row<'a>(
    appointment: &Appointment,
    label: &str,
    past: bool,
    note: Option<&Note>,
    see: &See<'_>,
    width: usize,
) -> Vec<Span<'a>> {
    let style = theme::status(appointment.status);
    let when = say::moment(appointment.span.from(), see.now.year());
    let words = note.map(note_words).into_iter().chain([real_words(appointment, see)].into_iter().filter(|words| !words.is_empty()));
    let status = words.collect::<Vec<_>>().join(" · ");
    vec![
        Span::styled(format!("   {label}"), theme::dim()),
        Span::styled(appointment.status.mark().to_string(), style),
        Span::raw(if appointment.dated.is_some() { REPEATS } else { " " }),
        Span::styled(if doubts(appointment) { "?" } else { " " }, theme::to_decide()),
        Span::styled(pad(&when, 21), if past { theme::dim() } else { theme::bold() }),
        Span::raw(format!("{:>3}  ", appointment.span.minutes())),
        Span::raw(pad(see.directory.service_short(appointment.service), 9)),
        Span::raw(pad(see.directory.staff_short(appointment.staff), 9)),
        Span::raw(pad(see.directory.room_short(appointment.room), 4)),
        Span::styled(fit(&status, width.saturating_sub(60)), theme::dim()),
    ]
}
