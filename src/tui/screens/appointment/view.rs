//! How one appointment looks.
use chrono::{Datelike, NaiveDate};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Card;
use crate::domain::book::appointment::Appointment;
use crate::domain::people::card::ClientCard;
use crate::domain::people::client::age;
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::screens::See;
use crate::tui::screens::client::view::alert_words;
use crate::tui::screens::day::pane::real_words;
use crate::tui::screens::history::view::history_row;
use crate::tui::screens::standing::words;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, rows, split_top, wrap};

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
    let Some(appointment) = &screen.appointment else {
        if screen.gone {
            line_at(frame, area, 1, vec![Span::raw(" This appointment is not in the book any more: it was taken back. esc goes back.")]);
        }
        return;
    };
    let width = usize::from(area.width.saturating_sub(2));
    let mut facts = facts(appointment, &see, width);
    // What stops a session is never cut.
    let alerts = screen.client.iter().flat_map(|card| &card.alerts).map(|alert| ("alert", alert_words(alert, &see)));
    let stop = (!appointment.stop_reason.is_empty()).then(|| format!("the session began all the same: {}", appointment.stop_reason));
    let whole = standing(screen, appointment, &see).into_iter().chain(alerts).chain(stop.map(|words| ("STOP", words)));
    facts.extend(whole.flat_map(|(label, words)| {
        let lines = wrap(&words, width.saturating_sub(13));
        lines.into_iter().enumerate().map(move |(n, line)| (if n == 0 { label } else { "" }, line))
    }));
    let (top, rest) = split_top(area, u16::try_from(facts.len() + 3).unwrap_or(14));
    let name = fit(appointment.client_name.as_str(), width);
    let room = width.saturating_sub(unicode_width::UnicodeWidthStr::width(name.as_str()));
    let who = screen.client.as_ref().map(|card| who_words(card, see.now.date())).unwrap_or_default();
    line_at(frame, top, 0, vec![Span::raw(" "), Span::styled(name, theme::bold()), Span::raw(fit(&format!("  {who}"), room))]);
    for (row, (label, words)) in facts.iter().enumerate() {
        line_at(
            frame,
            top,
            row + 1,
            vec![Span::styled(format!(" {label:>10}  "), theme::dim()), Span::raw(fit(words, width.saturating_sub(13)))],
        );
    }
    line_at(frame, top, facts.len() + 2, vec![Span::styled(" History", theme::bold())]);
    if screen.history.is_empty() {
        let words = match appointment.dated {
            Some(_) => "   It was made with its standing appointment; nothing was done with this date by itself.",
            None => "   It came in with an import; nothing was done with it here since.",
        };
        line_at(frame, rest, 0, vec![Span::styled(fit(words, width), theme::dim())]);
    }
    let whole = usize::from(rest.width);
    rows(frame, rest, screen.list, screen.history.len(), map, |place| history_row(&screen.history[place], whole, app));
}

/// "date 3 of 8 · every 2 weeks on Tuesday at 10:00, 8 times", what is different on this one, and the dates after it.
fn standing(screen: &Card, appointment: &Appointment, see: &See<'_>) -> Vec<(&'static str, String)> {
    let (Some((series, rows)), Some(dated)) = (screen.standing.as_deref(), appointment.dated) else { return Vec::new() };
    if series.id != dated.series {
        return Vec::new();
    }
    let at = dated.rule_date;
    let mut facts = vec![("repeats", words::place(series, words::position_of(series, rows, at)))];
    let differs = words::differs(series, (at, appointment), see.directory, see.now.year());
    if !differs.is_empty() {
        facts.push(("", format!("this date by itself: {}", differs.join(" · "))));
    }
    let after = appointment.span.from().max(see.now);
    facts.extend(words::dates_after(rows, after, 5).map(|dates| ("next dates", dates)));
    facts
}

/// What tells this client from another one of the same name: "41 · 555-0134".
fn who_words(card: &ClientCard, today: NaiveDate) -> String {
    let client = &card.client;
    let age = client.born.map(|born| age(born, today).to_string());
    let phones = Some(client.phones.to_string()).filter(|phones| !phones.is_empty());
    age.into_iter().chain(phones).collect::<Vec<_>>().join(" · ")
}

fn facts(appointment: &Appointment, see: &See<'_>, width: usize) -> Vec<(&'static str, String)> {
    let directory = see.directory;
    let name = |text: Option<&crate::domain::text::Clean>| text.map(ToString::to_string).unwrap_or_default();
    let mut facts = vec![
        ("when", format!("{} ({} min)", say::full_span(&appointment.span), appointment.span.minutes())),
        ("service", name(directory.service(appointment.service).map(|service| &service.name))),
        ("therapist", name(directory.staff(appointment.staff).map(|staff| &staff.name))),
        ("room", appointment.room.and_then(|id| directory.room(id)).map_or_else(|| "none".to_owned(), |room| room.name.to_string())),
        ("status", real_words(appointment, see)),
    ];
    if appointment.buffer > 0 {
        facts
            .push(("clean-up", format!("{} min after it, until {}", appointment.buffer, say::time(appointment.slot().held().to().time()))));
    }
    for text in wrap(appointment.note.as_str(), width.saturating_sub(14)).into_iter().filter(|text| !text.is_empty()).take(4) {
        facts.push(("note", text));
    }
    facts
}
