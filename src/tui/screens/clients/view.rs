//! How the list of clients looks.
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Clients;
use super::shelf::Shelf;
use crate::domain::care::muscle::Muscle;
use crate::domain::care::shorthand::Catalogued;
use crate::domain::people::card::ClientLine;
use crate::domain::people::client::age;
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::form;
use crate::tui::keys::{Command, Context};
use crate::tui::msg::Target;
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
    let shelves = screen.has_shelves_for(app.viewer.sees_care());
    if shelves && Shelf::ALL.into_iter().filter(|shelf| screen.count(*shelf) > 0).count() > 1 && !screen.typed.value().is_empty() {
        shelf_row(screen, shelves, app, frame, head, map);
    } else if found.more > 0 {
        let words = format!("{} more; type another letter", found.more);
        line_at(frame, head, 1, vec![Span::styled(fit(&format!(" {words}"), width), theme::dim())]);
    }
    match screen.shelf(shelves) {
        Shelf::Clients => {}
        Shelf::Notes => return notes(screen, app, frame, (head, list), map),
        Shelf::Body => return catalogue(screen, frame, (head, list), map),
    }
    line_at(frame, head, 2, vec![Span::styled(fit(&heading(width), width), theme::dim())]);
    if found.clients.is_empty() {
        let add = app.keymap().said(Context::Clients, Command::AddClient);
        line_at(frame, list, 1, vec![Span::raw(format!(" Nobody fits. Fewer letters find more; {add} adds a new client."))]);
        return;
    }
    rows(frame, list, screen.list, found.clients.len(), map, |place| client_row(&found.clients[place], width, app.now.date(), year));
}

/// How much of each there is; the list that is shown stands out.
fn shelf_row(screen: &Clients, shelves: bool, app: &App, frame: &mut Frame<'_>, head: Rect, map: &mut Map) {
    let here = screen.shelf(shelves);
    let mut spans = vec![Span::raw(" ")];
    for shelf in Shelf::ALL.into_iter().filter(|shelf| screen.count(*shelf) > 0) {
        let pointer = if shelf == here { "▸" } else { " " };
        let words = format!("{pointer}{}   ", shelf.words(screen.count(shelf)));
        spans.push(Span::styled(words, if shelf == here { theme::bold() } else { theme::dim() }));
    }
    if spans.len() > 2 {
        spans.push(Span::styled(app.keymap().said(Context::Clients, Command::TurnShelf), theme::key()));
    }
    line_at(frame, head, 1, spans);
    map.target(Rect { y: head.y + 1, height: 1, ..head }, Target::Command(Command::TurnShelf));
}

/// When, whose, and the line with the words.
fn notes(screen: &Clients, app: &App, frame: &mut Frame<'_>, (head, list): (Rect, Rect), map: &mut Map) {
    let width = usize::from(list.width);
    let name = (width / 3).clamp(12, 26);
    line_at(frame, head, 2, vec![Span::styled(format!(" {}{}In the note", pad("When", 13), pad("Client", name)), theme::dim())]);
    rows(frame, list, screen.list, screen.notes().len(), map, |place| {
        let found = &screen.notes()[place];
        vec![
            Span::raw(format!(" {}", pad(&short_day(found.at.date(), app.now.year()), 13))),
            Span::styled(pad(found.client_name.as_str(), name - 1) + " ", theme::bold()),
            Span::raw(fit(&found.excerpt, width.saturating_sub(name + 15))),
        ]
    });
}

/// Regions with how many muscles refer there, and muscles with where they refer to.
fn catalogue(screen: &Clients, frame: &mut Frame<'_>, (head, list): (Rect, Rect), map: &mut Map) {
    let width = usize::from(list.width);
    let name = (width / 3).clamp(12, 34);
    line_at(frame, head, 2, vec![Span::styled(format!(" {}{}Refers to", pad("Muscle or region", name), pad("Short", 9)), theme::dim())]);
    rows(frame, list, screen.list, screen.body().len(), map, |place| {
        let (named, short, words) = match screen.body()[place] {
            Catalogued::Region(region) => {
                let muscles: Vec<&str> = Muscle::that_refer_to(region).map(Muscle::word).collect();
                (
                    region.name(),
                    region.word(),
                    format!("region; from {}", if muscles.is_empty() { "none known".into() } else { muscles.join(", ") }),
                )
            }
            Catalogued::Muscle(muscle) => {
                let regions: Vec<&str> = muscle.refers_to().iter().map(|region| region.name()).collect();
                (muscle.name(), muscle.word(), regions.join(", "))
            }
        };
        vec![
            Span::raw(format!(" {}", pad(named, name))),
            Span::styled(pad(short, 9), theme::bold()),
            Span::raw(fit(&words, width.saturating_sub(name + 11))),
        ]
    });
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
