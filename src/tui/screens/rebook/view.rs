//! How the list to rebook looks: whom to ring, what it was, since when it waits and why.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Rebook;
use crate::domain::book::rebook::ToRebook;
use crate::domain::practice::directory::Directory;
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::screens::clients::view::first_phone;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, pad, rows, rule, split_bottom, split_top, wrap};

pub(in crate::tui) fn draw(screen: &Rebook, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let Some(directory) = &app.directory else { return };
    let (head, list) = split_top(area, 2);
    let title = match screen.lines.len() {
        0 => "To rebook".to_owned(),
        n => format!("To rebook: {}, the oldest first", say::count(n, "appointment waits", "appointments wait")),
    };
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(title, theme::bold())]);
    if screen.lines.is_empty() {
        if screen.read {
            let words =
                "Nothing waits for a new time. On an appointment, x and then “lift it out, to rebook” puts it here until a time is found.";
            for (row, text) in wrap(words, usize::from(list.width.saturating_sub(4))).into_iter().enumerate() {
                line_at(frame, list, row, vec![Span::styled(format!("   {text}"), theme::dim())]);
            }
        }
        return;
    }
    let (list, pane) = if list.height >= 12 { split_bottom(list, 5) } else { (list, Rect { height: 0, ..list }) };
    let width = usize::from(list.width);
    rows(frame, list, screen.list, screen.lines.len(), map, |place| row(&screen.lines[place], directory, app.now.year(), width));
    if let Some(line) = screen.lines.get(screen.list.selected) {
        let (top, inside) = split_top(pane, 1);
        rule(frame, top);
        about(line, directory, app, frame, inside);
    }
}

/// Client, phone, old time and why; service, therapist and since when where there is room.
fn row<'a>(line: &ToRebook, directory: &Directory, year: i32, width: usize) -> Vec<Span<'a>> {
    let appointment = &line.appointment;
    // " ▸ r ", the phone and the old time.
    let mut left = width.saturating_sub(5 + 14 + 18);
    let mut take = |wanted: usize, keep: usize| {
        let got = if left >= wanted + keep { wanted } else { 0 };
        left -= got;
        got
    };
    let staff = take(8, 44);
    let since = take(18, 44);
    let service = take(10, 44);
    let name = (left * 4 / 9).clamp(14, 28).min(left);
    let since_words = line.since.map_or_else(String::new, |at| format!("since {}", say::day(at.date(), year)));
    vec![
        Span::raw("   "),
        Span::styled(format!("{} ", appointment.status.mark()), theme::status(appointment.status)),
        Span::styled(pad(appointment.client_name.as_str(), name.saturating_sub(1)) + " ", theme::bold()),
        Span::raw(pad(first_phone(line.phones.as_str()), 13) + " "),
        Span::raw(pad(&say::moment(appointment.span.from(), year), 18)),
        Span::raw(pad(directory.service_short(appointment.service), service)),
        Span::raw(pad(directory.staff_short(appointment.staff), staff)),
        Span::styled(pad(&since_words, since), theme::dim()),
        Span::raw(fit(appointment.cancel_reason.as_str(), left - name)),
    ]
}

/// All that a call about the selected one needs.
fn about(line: &ToRebook, directory: &Directory, app: &App, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width.saturating_sub(2));
    let year = app.now.year();
    let one = &line.appointment;
    let service = directory.service(one.service).map_or("", |service| service.name.as_str());
    let was = format!("was {}, {service} with {}", say::full_span(&one.span), directory.staff_short(one.staff));
    let by = one.cancelled_by.map(|by| format!("lifted out for the {}", by.word()));
    let since = line.since.map(|at| format!("waits since {}", say::moment(at, year)));
    let waits: Vec<String> = since.into_iter().chain(by).collect();
    let name = fit(one.client_name.as_str(), width);
    let room = width.saturating_sub(unicode_width::UnicodeWidthStr::width(name.as_str()));
    line_at(frame, area, 0, vec![Span::raw(" "), Span::styled(name, theme::bold()), Span::raw(fit(&format!("  {}", line.phones), room))]);
    line_at(frame, area, 1, vec![Span::raw(fit(&format!(" {was}"), width))]);
    line_at(frame, area, 2, vec![Span::raw(fit(&format!(" {}", waits.join(" · ")), width))]);
    line_at(frame, area, 3, vec![Span::raw(fit(&format!(" {}", one.cancel_reason), width))]);
}
