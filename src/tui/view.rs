//! What every screen has: one header line, the body, the notice, one footer line of keys; and text cut to fit.
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};
use unicode_width::UnicodeWidthStr;

use super::app::{App, Tone};
use super::body::raster::Scale;
use super::body::walk::{self, Stand};
use super::body::zoom::Zoom;
use super::dialog_view;
use super::keys::{Command, Context};
use super::look;
use super::msg::Target;
use super::screens;
pub(super) use super::text::{fit, pad, wrap};
use super::theme;
use crate::domain::care::body::View;
use crate::domain::wording::say;

/// Below this there is no room for a row of the day.
pub const SMALLEST: (u16, u16) = (40, 12);

/// What a click on an area means: one thing, or the region of the body that lies beneath it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hit {
    Is(Target),
    Body(View, Zoom),
}

/// What was drawn where: areas that can be clicked, and how many rows of the list are in sight.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Map {
    targets: Vec<(Rect, Hit)>,
    /// Rows of the list in sight.
    pub rows: usize,
    /// The row drawn first.
    pub top: usize,
}

impl Map {
    pub(super) fn target(&mut self, area: Rect, target: Target) {
        self.targets.push((area, Hit::Is(target)));
    }

    /// A view of the body fills the area.
    pub(super) fn body(&mut self, area: Rect, view: View, zoom: Zoom) {
        self.targets.push((area, Hit::Body(view, zoom)));
    }

    /// What was drawn at a cell; what was drawn last lies on top.
    pub fn at(&self, column: u16, row: u16) -> Option<Target> {
        let (area, hit) = self.targets.iter().rev().find(|(area, _)| area.contains((column, row).into()))?;
        match *hit {
            Hit::Is(target) => Some(target),
            Hit::Body(view, zoom) => {
                let scale = Scale::new(zoom.window(view), area.width, area.height);
                let (region, half) = walk::at(view, scale.middle_of(column - area.x, row - area.y))?;
                Some(Target::Region(Stand { view, region, half }))
            }
        }
    }

    /// Forgets the targets beneath a dialog.
    pub(super) fn cover(&mut self) {
        self.targets.clear();
    }
}

/// Rows parted from the rest of an area at its top.
pub(super) fn split_top(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    (Rect { height: rows, ..area }, Rect { y: area.y + rows, height: area.height - rows, ..area })
}

pub(super) fn split_bottom(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    (Rect { height: area.height - rows, ..area }, Rect { y: area.bottom() - rows, height: rows, ..area })
}

pub(super) fn rule(frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Paragraph::new(Span::styled("─".repeat(usize::from(area.width)), theme::dim())), area);
}

pub(super) fn line(frame: &mut Frame<'_>, area: Rect, spans: Vec<Span<'_>>) {
    frame.render_widget(Paragraph::new(Line::from(spans)), area);
}

/// A line at the `row`-th row of an area, when it is there.
pub(super) fn line_at(frame: &mut Frame<'_>, area: Rect, row: usize, spans: Vec<Span<'_>>) {
    if let Some(row) = row_at(area, row) {
        line(frame, row, spans);
    }
}

pub(super) fn row_at(area: Rect, row: usize) -> Option<Rect> {
    let y = u16::try_from(row).ok().and_then(|row| area.y.checked_add(row)).filter(|y| *y < area.bottom())?;
    Some(Rect { y, height: 1, ..area })
}

/// Draws everything, in the colours and letters of this computer.
pub fn draw(app: &App, frame: &mut Frame<'_>) -> Map {
    let map = draw_roles(app, frame);
    let look = app.look();
    look::finish(frame.buffer_mut(), &theme::Theme::new(look.colours, &app.config.roles), look.ascii);
    map
}

fn draw_roles(app: &App, frame: &mut Frame<'_>) -> Map {
    let mut map = Map::default();
    let area = frame.area();
    if app.blank {
        return map;
    }
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(frame, area);
        return map;
    }
    let (header_area, rest) = split_top(area, 1);
    let (upper_rule, rest) = split_top(rest, 1);
    let (rest, footer_area) = split_bottom(rest, 1);
    let (rest, lower_rule) = split_bottom(rest, 1);
    let (body, notice_area) = split_bottom(rest, notice_rows(app, area));
    header(app, frame, header_area, &mut map);
    rule(frame, upper_rule);
    screens::draw(app, frame, body, &mut map);
    notice(app, frame, notice_area);
    rule(frame, lower_rule);
    if !app.dialogs.is_empty() {
        map.cover();
        dialog_view::draw(app, frame, body, &mut map);
    }
    footer(app, frame, footer_area, &mut map);
    map
}

fn too_small(frame: &mut Frame<'_>, area: Rect) {
    let (width, height) = SMALLEST;
    let words = format!("This window is {}×{}. knotbook needs {width}×{height}: make it larger. Nothing is lost.", area.width, area.height);
    for (row, text) in wrap(&words, usize::from(area.width.max(1))).into_iter().enumerate() {
        line_at(frame, area, row, vec![Span::raw(text)]);
    }
}

fn header(app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    // Before there is a practice nobody is chosen and its time zone is not known.
    let known = app.directory.is_some();
    let who = if known { app.who_words() } else { String::new() };
    let middle = if known { format!("{} {}", say::full_day(app.now.date()), say::time(app.now.time())) } else { String::new() };
    let width = usize::from(area.width);
    let practice = app.directory.as_ref().map_or("knotbook", |directory| directory.practice.name.as_str());
    let room = width.saturating_sub(who.width() + 4);
    let left = fit(practice, room);
    line(frame, area, vec![Span::raw(" "), Span::styled(left.clone(), theme::bold())]);
    if known {
        let width = u16::try_from(left.width() + 1).unwrap_or(u16::MAX).min(area.width);
        map.target(Rect { width, ..area }, Target::Command(Command::Palette));
    }
    let right_at = width.saturating_sub(who.width() + 1);
    put(frame, area, right_at, &who, theme::PLAIN);
    let spot = |at: usize, words: &str| {
        let cells = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
        Rect { x: area.x.saturating_add(cells(at)), width: cells(words.width()), ..area }.intersection(area)
    };
    map.target(spot(right_at, &who), Target::Command(Command::SwitchPerson));
    let at = width.saturating_sub(middle.width()) / 2;
    if at > left.width() + 3 && at + middle.width() + 2 < right_at {
        put(frame, area, at, &middle, theme::PLAIN);
        map.target(spot(at, &middle), Target::Command(Command::ToDay));
    }
}

/// Text at a column of a row.
pub(super) fn put(frame: &mut Frame<'_>, area: Rect, column: usize, text: &str, style: Style) {
    let column = u16::try_from(column).unwrap_or(0).min(area.width);
    let spot = Rect { x: area.x + column, width: area.width - column, ..area };
    frame.render_widget(Paragraph::new(Span::styled(fit(text, usize::from(spot.width)), style)), spot);
}

/// The notice takes a second row, and a third, when it says more than fits in one.
fn notice_rows(app: &App, area: Rect) -> u16 {
    let most = if area.height >= 24 { 4 } else { 2 };
    let width = usize::from(area.width.saturating_sub(2));
    let moving = u16::try_from(banner(app, usize::from(area.width)).len()).unwrap_or(1);
    let words = app.notice.as_ref().map_or(1, |notice| u16::try_from(notice_lines(app, &notice.words, width).len()).unwrap_or(1).min(most));
    words + moving
}

fn notice_lines(app: &App, words: &str, width: usize) -> Vec<String> {
    wrap(&look::words(words, app.look().ascii), width)
}

/// What is lifted and how it fits, in as many rows as that takes.
fn banner(app: &App, width: usize) -> Vec<String> {
    let most = if app.size.1 >= 24 { 3 } else { 2 };
    let mut lines = app.moving.as_ref().map(|moving| notice_lines(app, &moving.words(app), width.saturating_sub(2))).unwrap_or_default();
    lines.truncate(most);
    lines
}

fn notice(app: &App, frame: &mut Frame<'_>, area: Rect) {
    let mut area = area;
    for words in banner(app, usize::from(area.width)) {
        let (row, rest) = split_top(area, 1);
        area = rest;
        line(frame, row, vec![Span::styled(pad(&format!(" {words}"), usize::from(row.width)), theme::moving())]);
    }
    let Some(notice) = &app.notice else { return };
    let style = match notice.tone {
        Tone::Done => theme::good(),
        Tone::Refused => theme::bad(),
        Tone::Plain => theme::PLAIN,
    };
    let lines = notice_lines(app, &notice.words, usize::from(area.width.saturating_sub(2)));
    let shown = usize::from(area.height);
    for (row, text) in lines.iter().take(shown).enumerate() {
        let cut = row + 1 == shown && lines.len() > shown;
        let text = if cut { fit(&format!("{text} …"), usize::from(area.width.saturating_sub(2))) } else { text.clone() };
        line_at(frame, area, row, vec![Span::raw(" "), Span::styled(text, style)]);
    }
}

/// The keys that fit, whole words only; the way to all of them always stays.
fn footer(app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let contexts = app.contexts();
    let mut items: Vec<(String, &str, Command)> = Vec::new();
    for context in &contexts {
        for binding in app.keymap().bindings(*context) {
            if let (Some(label), Some(key)) = (binding.label, binding.keys.first()) {
                let key = app.key_words(*key);
                let covered = items.iter().any(|(known, _, _)| *known == key);
                if !covered && app.is_of_use(binding.command) {
                    items.push((key, label, binding.command));
                }
            }
        }
    }
    let help = app.keymap().key_for(Command::Help, &contexts).map_or_else(String::new, |key| app.key_words(key));
    let last = (help, "help", Command::Help);
    items.retain(|item| item.2 != Command::Help);
    // Walking is found by arrows too; what books and finds is not.
    items.sort_by_key(|item| {
        matches!(item.2, Command::GoToDay | Command::Today | Command::NextTherapist | Command::PickDay)
            && !app.contexts().contains(&Context::Moving)
    });
    let width = |item: &(String, &str, Command)| item.0.width() + 1 + item.1.width() + 2;
    let room = usize::from(area.width).saturating_sub(width(&last) + 1);
    let mut column = 1;
    let mut shown = Vec::new();
    for item in items {
        if column + width(&item) > room {
            break;
        }
        column += width(&item);
        shown.push(item);
    }
    shown.push(last);
    let mut column = 1;
    for item in shown {
        put(frame, area, column, &item.0, theme::key());
        put(frame, area, column + item.0.width() + 1, item.1, theme::PLAIN);
        let spot = Rect {
            x: area.x + u16::try_from(column).unwrap_or(0),
            width: u16::try_from(width(&item)).unwrap_or(0).saturating_sub(1),
            ..area
        };
        map.target(spot.intersection(area), Target::Command(item.2));
        column += width(&item);
    }
}

/// Rows of a list: draws those in sight, marks the selected one, and makes each a target.
pub(super) fn rows<'a>(
    frame: &mut Frame<'_>,
    area: Rect,
    list: super::list::List,
    len: usize,
    map: &mut Map,
    draw_row: impl FnMut(usize) -> Vec<Span<'a>>,
) {
    rows_from(frame, area, list, (0, len), map, draw_row);
}

/// [`rows`] of which the first is the `first`-th of what can be selected: something else stands above.
pub(super) fn rows_from<'a>(
    frame: &mut Frame<'_>,
    area: Rect,
    list: super::list::List,
    (first, len): (usize, usize),
    map: &mut Map,
    mut draw_row: impl FnMut(usize) -> Vec<Span<'a>>,
) {
    let height = usize::from(area.height);
    let top = list.top(height, len);
    (map.rows, map.top) = (height, top);
    for place in (top..len).take(height) {
        let Some(row) = row_at(area, place - top) else { break };
        map.target(row, Target::Row(first + place));
        let spans = draw_row(place);
        if place == list.selected {
            line(frame, row, spans);
            select(frame, row);
        } else {
            line(frame, row, spans);
        }
    }
}

/// The row has the keys.
pub(super) fn select(frame: &mut Frame<'_>, row: Rect) {
    point_at(frame, row);
    // One look for the whole row: the colours of its words would come out as coloured blocks.
    frame.buffer_mut().set_style(row, Style::reset().patch(theme::selected()));
}

/// The selected row has a sign too, where it does not bring its own: colours may be off.
fn point_at(frame: &mut Frame<'_>, row: Rect) {
    let buffer = frame.buffer_mut();
    let pointed = (row.x..row.right().min(row.x + 3)).any(|x| buffer[(x, row.y)].symbol() == "▸");
    let x = if buffer[(row.x, row.y)].symbol() == " " { row.x } else { row.x.saturating_sub(1) };
    if !pointed && buffer[(x, row.y)].symbol() == " " {
        buffer[(x, row.y)].set_symbol("▸");
    }
}

/// A frame in the middle of the body for a question; answers with its inside.
pub(super) fn sheet(frame: &mut Frame<'_>, body: Rect, title: &str, rows: u16) -> Rect {
    let titles = wrap(title, usize::from(body.width.saturating_sub(2)));
    let height = (rows + 2 + cells(titles.len())).min(body.height);
    let (_, spot) = split_bottom(body, height);
    frame.render_widget(Clear, spot);
    // A rule that stands right above does for this one too.
    let ruled = spot.y > 0 && frame.buffer_mut()[(spot.x, spot.y - 1)].symbol() == "─";
    let top = u16::from(!ruled);
    if !ruled {
        rule(frame, Rect { height: 1, ..spot });
    }
    let inside = Rect { x: spot.x + 1, y: spot.y + top, width: spot.width.saturating_sub(2), height: spot.height.saturating_sub(top) };
    let (head, inside) = split_top(inside, cells(titles.len()));
    for (row, words) in titles.into_iter().enumerate() {
        line_at(frame, head, row, vec![Span::styled(words, theme::bold())]);
    }
    inside
}

fn cells(rows: usize) -> u16 {
    u16::try_from(rows).unwrap_or(u16::MAX / 2)
}
