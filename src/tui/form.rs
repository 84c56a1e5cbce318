//! Fields that are typed into or chosen from; the only place that knows the input library.
mod area;

pub use area::Area;
pub(super) use area::draw_running;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;
use tui_input::Input;
use tui_input::backend::crossterm::EventHandler;

use super::keys::{Command, Key};
use super::msg::Target;
use super::theme;
use super::view::{Map, fit};
use crate::domain::text::{Clean, fold};

/// A field of a form.
#[derive(Debug, Clone)]
pub struct Field {
    pub label: &'static str,
    /// What may stand here, shown while it is empty.
    pub hint: &'static str,
    kind: Kind,
    /// What stands here was filled in for the person: the first letter typed replaces it.
    fresh: bool,
    /// The letters typed so far towards an option.
    towards: String,
}

#[derive(Debug, Clone)]
enum Kind {
    Text(Input),
    Choice { options: Vec<(Option<i64>, String)>, at: usize },
}

impl Field {
    pub fn text(label: &'static str, hint: &'static str, value: &str) -> Self {
        Self { label, hint, kind: Kind::Text(Input::new(value.to_owned())), fresh: false, towards: String::new() }
    }

    /// One of several; each with the id it stands for.
    pub fn choice(label: &'static str, hint: &'static str, options: Vec<(Option<i64>, String)>, chosen: Option<i64>) -> Self {
        let at = options.iter().position(|(id, _)| *id == chosen).unwrap_or(0);
        Self { label, hint, kind: Kind::Choice { options, at }, fresh: false, towards: String::new() }
    }

    /// What is typed, made safe; for a choice the words of the option.
    pub fn value(&self) -> Clean {
        match &self.kind {
            Kind::Text(input) => Clean::line(input.value()),
            Kind::Choice { options, at } => options.get(*at).map(|(_, words)| words.as_str().into()).unwrap_or_default(),
        }
    }

    /// The id of the option chosen.
    pub fn chosen(&self) -> Option<i64> {
        match &self.kind {
            Kind::Text(_) => None,
            Kind::Choice { options, at } => options.get(*at).and_then(|(id, _)| *id),
        }
    }

    pub fn set(&mut self, value: &str) {
        if let Kind::Text(input) = &mut self.kind {
            *input = Input::new(value.to_owned());
        }
    }

    /// [`Field::set`], to be replaced by the first letter typed.
    pub fn suggest(&mut self, value: &str) {
        self.set(value);
        self.fresh = !value.is_empty();
    }

    pub fn choose(&mut self, id: Option<i64>) {
        if let Kind::Choice { options, at } = &mut self.kind
            && let Some(place) = options.iter().position(|(option, _)| *option == id)
        {
            *at = place;
        }
    }

    /// Other options; the one chosen stays where it is among them.
    pub fn offer(&mut self, new: Vec<(Option<i64>, String)>) {
        let chosen = self.chosen();
        if let Kind::Choice { options, at } = &mut self.kind {
            *at = new.iter().position(|(id, _)| *id == chosen).unwrap_or(0);
            *options = new;
        }
    }

    /// The option at a place.
    pub fn take(&mut self, place: usize) {
        if let Kind::Choice { options, at } = &mut self.kind
            && place < options.len()
        {
            *at = place;
        }
    }

    pub fn is_text(&self) -> bool {
        matches!(self.kind, Kind::Text(_))
    }

    /// The next option, or the one before.
    pub fn turn(&mut self, back: bool) {
        self.towards.clear();
        if let Kind::Choice { options, at } = &mut self.kind
            && !options.is_empty()
        {
            *at = (*at + if back { options.len() - 1 } else { 1 }) % options.len();
        }
    }

    /// Takes a key that types; false when it means nothing to the field. A letter on a choice jumps to the option that begins so.
    pub fn press(&mut self, key: Key) -> bool {
        if std::mem::take(&mut self.fresh) && matches!(key, Key::Char(_) | Key::Backspace | Key::Delete) {
            self.set("");
            if !matches!(key, Key::Char(_)) {
                return true;
            }
        }
        match &mut self.kind {
            Kind::Text(input) => {
                let Some(event) = typing(key) else { return false };
                let before = (input.value().len(), input.visual_cursor());
                input.handle_event(&Event::Key(event));
                before != (input.value().len(), input.visual_cursor()) || matches!(key, Key::Char(_))
            }
            Kind::Choice { options, at } => {
                let Key::Char(c) = key else { return false };
                let begins = |place: usize, wanted: &str| !wanted.is_empty() && fold(&options[place].1).starts_with(wanted);
                let more = format!("{}{}", self.towards, fold(&c.to_string()));
                let one = fold(&c.to_string());
                // "dana" goes on to Dana; one letter that leads nowhere after another begins anew, with the next option that begins so.
                let again = self.towards.chars().count() < 2;
                let on = (0..options.len()).find(|place| begins(*place, &more)).map(|place| (place, more));
                let anew = (*at + 1..options.len()).chain(0..=*at).find(|place| begins(*place, &one)).map(|place| (place, one));
                match on.or_else(|| anew.filter(|_| again)) {
                    Some((place, typed)) => {
                        *at = place;
                        self.towards = typed;
                    }
                    None => self.towards.clear(),
                }
                true
            }
        }
    }

    pub fn paste(&mut self, text: &str) {
        if std::mem::take(&mut self.fresh) {
            self.set("");
        }
        if let Kind::Text(input) = &mut self.kind {
            for c in Clean::line(text).as_str().chars() {
                input.handle(tui_input::InputRequest::InsertChar(c));
            }
        }
    }
}

/// The keys of a line of text, as the input library knows them.
fn typing(key: Key) -> Option<KeyEvent> {
    let plain = |code| Some(KeyEvent::new(code, KeyModifiers::NONE));
    match key {
        Key::Char(c) if !c.is_control() => plain(KeyCode::Char(c)),
        Key::Backspace => plain(KeyCode::Backspace),
        Key::Delete => plain(KeyCode::Delete),
        Key::Left => plain(KeyCode::Left),
        Key::Right => plain(KeyCode::Right),
        Key::Home => plain(KeyCode::Home),
        Key::End => plain(KeyCode::End),
        Key::Ctrl(c @ ('a' | 'e' | 'w' | 'u' | 'k')) => Some(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL)),
        _ => None,
    }
}

/// Several fields, one of which has the keys.
#[derive(Debug, Clone)]
pub struct Form {
    pub fields: Vec<Field>,
    pub focus: usize,
}

impl Form {
    pub fn new(fields: Vec<Field>) -> Self {
        Self { fields, focus: 0 }
    }

    pub fn current(&mut self) -> Option<&mut Field> {
        self.fields.get_mut(self.focus)
    }

    /// Whether letters typed now go into text.
    pub fn is_typing(&self) -> bool {
        self.fields.get(self.focus).is_some_and(Field::is_text)
    }

    pub fn value(&self, place: usize) -> Clean {
        self.fields.get(place).map(Field::value).unwrap_or_default()
    }

    pub fn chosen(&self, place: usize) -> Option<i64> {
        self.fields.get(place).and_then(Field::chosen)
    }

    pub fn step(&mut self, back: bool) {
        self.fields.iter_mut().for_each(|field| field.towards.clear());
        let count = self.fields.len().max(1);
        self.focus = (self.focus + if back { count - 1 } else { 1 }) % count;
    }

    /// Does what the keys of a form ask for; the last field is not left here.
    pub fn walk(&mut self, command: Command) {
        let back = matches!(command, Command::PreviousField | Command::ChoiceBack);
        match command {
            Command::NextField | Command::PreviousField => self.step(back),
            Command::ChoiceBack | Command::ChoiceOn => {
                if let Some(field) = self.current() {
                    if field.is_text() {
                        field.press(if back { Key::Left } else { Key::Right });
                    } else {
                        field.turn(back);
                    }
                }
            }
            _ => {}
        }
    }

    /// A click on a field gives it the keys; one on an option takes it.
    pub fn pointed(&mut self, target: Target) {
        if let Target::Field(place) | Target::Choice(place, _) = target {
            self.focus = place.min(self.fields.len().saturating_sub(1));
        }
        if let (Target::Choice(_, option), Some(field)) = (target, self.current()) {
            field.take(option);
        }
    }

    pub fn is_last(&self) -> bool {
        self.focus + 1 >= self.fields.len()
    }
}

/// Draws the fields, one a row, from the top of `area`; returns the rows used. Where not all have room, those around the one
/// that has the keys are in sight.
pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, form: &Form, focused: bool, map: &mut Map) -> u16 {
    let label_width = form.fields.iter().map(|field| field.label.chars().count()).max().unwrap_or(0);
    let label_width = u16::try_from(label_width).unwrap_or(12);
    let height = usize::from(area.height);
    let top = (form.focus + 2).saturating_sub(height).min(form.fields.len().saturating_sub(height)).min(form.focus);
    for (place, field) in form.fields.iter().enumerate().skip(top) {
        let Some(y) = u16::try_from(place - top).ok().map(|row| area.y + row).filter(|y| *y < area.bottom()) else { break };
        let row = Rect { x: area.x, y, width: area.width, height: 1 };
        map.target(row, Target::Field(place));
        let has_keys = focused && place == form.focus;
        let label = format!(" {:>width$}  ", field.label, width = usize::from(label_width));
        let room = row.width.saturating_sub(label_width + 4);
        let mut spans = vec![Span::styled(label, if has_keys { theme::bold() } else { theme::dim() })];
        match &field.kind {
            Kind::Text(input) => draw_text(frame, row, label_width + 3, room, input, has_keys, field, &mut spans),
            Kind::Choice { options, at } if has_keys => {
                let spot = Rect { x: row.x + label_width + 3, width: row.width.saturating_sub(label_width + 3), ..row };
                // Letters typed towards an option are seen, and stand where the hint stood.
                let typed = format!("“{}”", field.towards);
                let hint = if field.towards.is_empty() { field.hint } else { &typed };
                spans.extend(choices(options, *at, hint, usize::from(room), &mut |column, wide, option| {
                    let spot = Rect { x: spot.x + column.min(spot.width), width: wide, ..spot };
                    map.target(spot.intersection(row), Target::Choice(place, option));
                }));
            }
            Kind::Choice { .. } => spans.push(Span::raw(fit(field.value().as_str(), usize::from(room)))),
        }
        frame.render_widget(Paragraph::new(Line::from(spans)), row);
    }
    u16::try_from(form.fields.len()).unwrap_or(u16::MAX).min(area.height)
}

/// The choices of a field that has the keys: all of them side by side where they fit, else the chosen one.
/// Each option is told with its column and width.
fn choices<'a>(
    options: &[(Option<i64>, String)],
    at: usize,
    hint: &str,
    room: usize,
    option_at: &mut dyn FnMut(u16, u16, usize),
) -> Vec<Span<'a>> {
    let wide = |words: &str| unicode_width::UnicodeWidthStr::width(words) + 2;
    let side_by_side = options.iter().map(|(_, words)| wide(words)).sum::<usize>();
    // The options are worth more than the hint.
    let hint = if side_by_side + wide(hint) + 6 > room && side_by_side + 5 <= room { "" } else { hint };
    let turn = format!("  ← → {hint}");
    let all = side_by_side + unicode_width::UnicodeWidthStr::width(turn.trim_end());
    let turn = if all > room { format!("  ← → {} of {} {hint}", at + 1, options.len()) } else { turn };
    let mut spans: Vec<Span<'a>> = Vec::new();
    let mut column = 0;
    for (place, (_, words)) in options.iter().enumerate().filter(|(place, _)| *place == at || all <= room) {
        let span = if place == at {
            Span::styled(format!("‹{}›", fit(words, room.saturating_sub(2))), theme::selected())
        } else {
            Span::raw(format!(" {words} "))
        };
        // Where only the chosen one is in sight a click on it turns to the next.
        let next = if all <= room { place } else { (at + 1) % options.len() };
        option_at(cells(column), cells(span.width()), next);
        column += span.width();
        spans.push(span);
    }
    let last = options.len().saturating_sub(1);
    option_at(cells(column + 2), 1, at.checked_sub(1).unwrap_or(last));
    option_at(cells(column + 4), 1, if at == last { 0 } else { at + 1 });
    spans.push(Span::styled(turn.trim_end().to_owned(), theme::dim()));
    spans
}

fn cells(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}

#[expect(clippy::too_many_arguments, reason = "one row of a form, drawn piece by piece")]
fn draw_text(
    frame: &mut Frame<'_>,
    row: Rect,
    indent: u16,
    room: u16,
    input: &Input,
    has_keys: bool,
    field: &Field,
    spans: &mut Vec<Span<'static>>,
) {
    if input.value().is_empty() {
        // In brackets: where faint letters do not show, a hint must not look like something filled in.
        let hint = if field.hint.is_empty() { String::new() } else { format!("({})", field.hint) };
        spans.push(Span::styled(fit(&hint, usize::from(room)), theme::dim()));
    }
    let scroll = input.visual_scroll(usize::from(room.saturating_sub(1)));
    if !input.value().is_empty() {
        let mut skipped = 0;
        let shown: String = input
            .value()
            .chars()
            .skip_while(|c| {
                let skip = skipped < scroll;
                skipped += unicode_width::UnicodeWidthChar::width(*c).unwrap_or(0);
                skip
            })
            .collect();
        let words = fit(Clean::line(&format!("|{shown}")).as_str().trim_start_matches('|'), usize::from(room));
        spans.push(Span::styled(words, if field.fresh && has_keys { theme::selected() } else { theme::PLAIN }));
    }
    if has_keys {
        let cursor = u16::try_from(input.visual_cursor().saturating_sub(scroll)).unwrap_or(0).min(room);
        frame.set_cursor_position(Position { x: (row.x + indent + cursor).min(row.right().saturating_sub(1)), y: row.y });
    }
}

/// A line of text on its own, with the cursor in it.
pub(super) fn draw_line(frame: &mut Frame<'_>, area: Rect, field: &Field) {
    if let Kind::Text(input) = &field.kind {
        let mut spans = Vec::new();
        draw_text(frame, area, 0, area.width, input, true, field, &mut spans);
        frame.render_widget(Paragraph::new(Line::from(spans)), area);
    }
}
