//! How the booking form looks: the fields, the echo of what was understood, and the list of clients or times.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::list::Listed;
use super::{Booking, CLIENT};
use crate::domain::people::alert::{self, Level};
use crate::domain::refusal::capitalize;
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::form;
use crate::tui::msg::Query;
use crate::tui::screens::See;
use crate::tui::screens::clients::view::{client_row, first_phone};
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, pad, rows, split_top, wrap};

pub(in crate::tui) fn draw(screen: &Booking, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
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
    let (head, rest) = split_top(area, 1);
    let title = match &screen.of {
        Some(old) => format!("Edit: {}, {}", old.client_name, say::full_span(&old.span)),
        None if screen.start.walk_in => "Walk-in: book and arrive now".to_owned(),
        None => screen.course_title().unwrap_or_else(|| "Book an appointment".to_owned()),
    };
    let width = usize::from(area.width.saturating_sub(2));
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(fit(&title, width), theme::bold())]);
    // In the smallest window the times have their rows, and the fields around the one with the keys theirs.
    let small = area.height < 12;
    let most = if screen.in_list { 1 } else { rest.height / 2 };
    let (fields, _) = split_top(rest, if small { most } else { rest.height });
    let used = form::draw(frame, fields, &screen.form, !screen.in_list, map);
    let (_, below) = split_top(rest, used);
    let mut echo = echo(screen, &see, width);
    if small {
        echo.truncate(usize::from(below.height).saturating_sub(if screen.in_list { 3 } else { 1 }).max(1));
    }
    let (echo_area, list) = split_top(below, u16::try_from(echo.len()).unwrap_or(3));
    for (row, spans) in echo.into_iter().enumerate() {
        line_at(frame, echo_area, row, spans);
    }
    the_list(screen, &see, frame, list, map);
}

/// What was understood, and what is to be known of the client.
fn echo<'a>(screen: &Booking, see: &See<'_>, width: usize) -> Vec<Vec<Span<'a>>> {
    let mut lines: Vec<Vec<Span<'a>>> = Vec::new();
    let service = service_words(screen, see);
    let short = |id| see.directory.staff_short(id).to_owned();
    // Where anybody will do on several dates, the one who suits them is named.
    let anyone = || screen.best_suited(see).map_or_else(|| "anyone".to_owned(), short);
    let staff = screen.staff().map_or_else(anyone, short);
    let client = match (&screen.card, screen.is_new_client()) {
        (Some(card), _) => {
            let born = || card.client.born.map(|born| format!("b. {}", born.year())).unwrap_or_default();
            let phone = first_phone(card.client.phones.as_str());
            format!("{} {}", card.client.name, if phone.is_empty() { born() } else { phone.to_owned() }).trim_end().to_owned()
        }
        (None, true) => format!("{}, a new client", screen.form.value(CLIENT)),
        (None, false) => "who?".to_owned(),
    };
    match screen.wanted_time(see) {
        Ok(wanted) => {
            let words = format!("{client} · {service} · {staff} · {}", wanted.words);
            lines.extend(wrap(&words, width).into_iter().take(2).map(|text| vec![Span::raw(" "), Span::styled(text, theme::bold())]));
            let repeats = screen.repeats_words(see);
            let many = repeats.iter().flat_map(|words| wrap(&format!("↻ {words}"), width));
            lines.extend(many.take(2).map(|text| vec![Span::raw(" "), Span::styled(text, theme::bold())]));
            lines.extend(verdict(screen, wanted.exactly.is_some(), repeats.is_some(), width));
        }
        Err(why) => lines.extend(wrap(&why, width).into_iter().take(3).map(|text| vec![Span::raw(" "), Span::styled(text, theme::bad())])),
    }
    lines.extend(about_client(screen, see, width));
    if !screen.note().is_empty() && screen.note().letters() > 2000 {
        lines.push(vec![Span::styled(" The note is longer than 2000 letters; shorten it.", theme::bad())]);
    }
    lines
}

/// "Trigger point 60", with the length when it is not the service's own.
fn service_words(screen: &Booking, see: &See<'_>) -> String {
    let Some(service) = screen.service().and_then(|id| see.directory.service(id)) else { return String::new() };
    match screen.minutes() {
        Ok(minutes) if minutes != service.minutes => format!("{}, {minutes} min", service.name),
        _ => service.name.to_string(),
    }
}

/// Whether the exact time is free, or everything that is against it.
fn verdict<'a>(screen: &Booking, exact: bool, repeats: bool, width: usize) -> Vec<Vec<Span<'a>>> {
    if !exact {
        return Vec::new();
    }
    if screen.is_free() {
        let saves = match screen.of {
            Some(_) => " ✓ free · ↵ saves",
            None if repeats => " ✓ free · ↵ shows all dates",
            None => " ✓ free · ↵ books",
        };
        return vec![vec![Span::styled(saves, theme::good())]];
    }
    let Some(found) = &screen.fit else { return vec![vec![Span::styled(" …", theme::dim())]] };
    let lines = found.conflicts.iter().flat_map(|conflict| wrap(&format!("✗ {}", capitalize(&conflict.to_string())), width));
    let against = lines.take(5).map(|text| vec![Span::raw(" "), Span::styled(text, theme::bad())]);
    let way = repeats.then(|| vec![Span::styled(fit(" ↵ shows all dates; this one is decided among them", width), theme::dim())]);
    against.chain(way).collect()
}

/// Alerts, and other appointments on the same day.
fn about_client<'a>(screen: &Booking, see: &See<'_>, width: usize) -> Vec<Vec<Span<'a>>> {
    let Some(card) = &screen.card else { return Vec::new() };
    let mut lines = Vec::new();
    for alert in card.alerts.iter().filter(|alert| alert.level > Level::Note).take(2) {
        let words = alert::said(alert.text.as_ref(), &alert.handling).join(": ");
        let words = fit(&format!(" {} {words}", alert.level.mark()), width);
        lines.push(vec![Span::styled(words, theme::alert(alert.level))]);
    }
    if screen.of.is_none() {
        let full = card.plan_full_words().map(|words| fit(&format!(" {words}"), width));
        lines.extend(full.map(|words| vec![Span::styled(words, theme::alert(Level::Care))]));
    }
    let days = screen.wanted_time(see).map_or((see.now.date(), see.now.date()), |wanted| wanted.days);
    let own = screen.of.as_ref().map(|old| old.id);
    let same_day = card.upcoming.iter().filter(|other| days.0 == days.1 && other.span.date() == days.0 && Some(other.id) != own);
    for other in same_day.take(2) {
        let when = say::full_span(&other.span);
        let words = format!(" already has {when} with {}", see.directory.staff_short(other.staff));
        lines.push(vec![Span::styled(fit(&words, width), theme::alert(Level::Care))]);
    }
    lines
}

fn the_list(screen: &Booking, see: &See<'_>, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let width = usize::from(area.width);
    let (list, len) = (screen.list, screen.rows());
    let number = |place: usize| if place < 9 { format!("  {} ", place + 1) } else { "    ".to_owned() };
    let year = see.now.year();
    if len == 0 {
        empty(screen, see, frame, area);
        return;
    }
    rows(frame, area, list.within(len, screen.in_list), len, map, |place| {
        let mut spans = vec![Span::styled(number(place), theme::key())];
        match screen.listed() {
            Listed::Clients => spans.extend(client_row(&screen.found.clients[place], width.saturating_sub(4), see.now.date(), year)),
            Listed::Offers => {
                let offer = &screen.offers[place];
                spans.push(Span::raw(pad(&format!("{} {}", say::day(offer.span.date(), year), say::hours(&offer.span)), 28)));
                spans.push(Span::raw(pad(see.directory.staff_short(offer.staff), 9)));
                spans.push(Span::raw(pad(see.directory.room_short(offer.room), 5)));
                spans.push(Span::styled(fit(&offer.why(), width.saturating_sub(46)), theme::dim()));
            }
            Listed::Ways => {
                let words = screen.fit.as_ref().and_then(|fit| fit.ways.get(place)).map(|way| way.words.clone()).unwrap_or_default();
                spans.push(Span::raw(fit(&format!("free: {words}"), width.saturating_sub(5))));
            }
        }
        spans
    });
}

fn empty(screen: &Booking, see: &See<'_>, frame: &mut Frame<'_>, area: Rect) {
    let typed = screen.form.value(CLIENT);
    let words = if screen.listed() == Listed::Clients {
        // Nothing is said before the file has answered.
        if !screen.answered.iter().any(|query| matches!(query, Query::Clients { typed: of, .. } if of == typed.as_str())) {
            return;
        }
        format!("  Nobody is called “{typed}”. ↵ makes a new client of that name.")
    } else if screen.of.is_some() || screen.fit.is_some() || screen.answered.is_empty() {
        String::new()
    } else {
        format!("  {}", screen.why_none(see))
    };
    line_at(frame, area, 0, vec![Span::styled(fit(&words, usize::from(area.width)), theme::dim())]);
}
