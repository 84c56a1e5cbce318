//! How the list of clients looks.
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Clients;
use crate::domain::people::card::ClientLine;
use crate::domain::people::client::age;
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::form;
use crate::tui::keys::{Command, Context};
use crate::tui::theme;
use crate::tui::view::{Map, fit, line, line_at, pad, rows, split_top};

pub(in crate::tui) fn draw(screen: &Clients, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let (title, area) = split_top(area, u16::from(screen.merges.is_some()));
    if let Some((_, name)) = &screen.merges {
        let words = format!(" Which other entry is {name} too? ↵ shows both side by side.");
        line_at(frame, title, 0, vec![Span::styled(fit(&words, usize::from(title.width)), theme::bold())]);
    }
    let (head, list) = split_top(area, 3);
    let (typed, _) = split_top(head, 1);
    line(frame, Rect { width: 8.min(typed.width), ..typed }, vec![Span::styled(" Find ▏", theme::bold())]);
    form::draw_line(frame, Rect { x: typed.x + 8.min(typed.width), width: typed.width.saturating_sub(9), ..typed }, &screen.typed);
    let Some(found) = &screen.found else { return };
    let year = app.now.year();
    let width = usize::from(list.width);
    line_at(frame, head, 2, vec![Span::styled(fit(&heading(width), width), theme::dim())]);
    if found.clients.is_empty() {
        let add = app.keymap().said(Context::Clients, Command::AddClient);
        line_at(frame, list, 1, vec![Span::raw(format!(" Nobody fits. Fewer letters find more; {add} adds a new client."))]);
        return;
    }
    rows(frame, list, screen.list, found.clients.len(), map, |place| client_row(&found.clients[place], width, app.now.date(), year));
    if found.more > 0 {
        let words = format!("{} more; type another letter", found.more);
        line_at(frame, head, 1, vec![Span::styled(fit(&format!(" {words}"), width), theme::dim())]);
    }
}

/// Name, phone, age, last here, next.
fn widths(width: usize) -> (usize, usize, usize) {
    let when = if width >= 100 { 18 } else { 13 };
    let phone = if width >= 70 { 18 } else { 14 };
    let name = width.saturating_sub(phone + 5 + 2 * when + 1).max(14);
    (name, phone, when)
}

fn heading(width: usize) -> String {
    let (name, phone, when) = widths(width);
    format!(" {}{}{}{}{}", pad("Name", name), pad("Phone", phone), pad("Age", 5), pad("Last here", when), pad("Next", when))
}

/// A client in one row; used wherever somebody asks who.
pub(in crate::tui) fn client_row<'a>(client: &ClientLine, width: usize, today: NaiveDate, year: i32) -> Vec<Span<'a>> {
    let (name, phone, when) = widths(width);
    let day = |at: Option<NaiveDateTime>| {
        at.map_or_else(|| "–".to_owned(), |at| if when > 14 { say::moment(at, year) } else { short_day(at.date(), year) })
    };
    let archived = if client.archived { " (archived)" } else { "" };
    vec![
        Span::raw(" "),
        Span::raw(pad(&format!("{}{archived}", client.name), name)),
        Span::raw(pad(first_phone(client.phones.as_str()), phone)),
        Span::raw(pad(&client.born.map(|born| age(born, today).to_string()).unwrap_or_default(), 5)),
        Span::styled(pad(&day(client.last), when), theme::dim()),
        Span::raw(pad(&day(client.next), when)),
    ]
}

pub(in crate::tui) fn short_day(date: NaiveDate, year: i32) -> String {
    if date.year() == year { date.format("%a %-d %b").to_string() } else { date.format("%-d %b %Y").to_string() }
}

pub(in crate::tui) fn first_phone(phones: &str) -> &str {
    phones.split(',').next().unwrap_or_default().trim()
}
