//! Text of several lines; the only place that knows the editing library. What is taken back here is what was typed here.
use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui_textarea::{CursorMove, DataCursor, TextArea, WrapMode};

use crate::domain::text::Clean;
use crate::tui::keys::Key;

/// So many steps can be taken back.
const REMEMBERED: usize = 200;

/// A text with the cursor in it.
#[derive(Debug, Clone)]
pub struct Area {
    inner: TextArea<'static>,
    wraps: bool,
    past: Vec<Snap>,
    future: Vec<Snap>,
    run: Run,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Snap {
    lines: Vec<String>,
    at: (usize, usize),
}

/// What goes on being typed is one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    None,
    Letters,
    Deleting,
}

impl Area {
    /// Lines that each stand for themselves; a long one is not broken when it is walked over.
    pub fn lines_of(text: &str) -> Self {
        Self::new(text, false)
    }

    /// Running text, broken where the window ends.
    pub fn running(text: &str) -> Self {
        Self::new(text, true)
    }

    fn new(text: &str, wraps: bool) -> Self {
        let lines = text.split('\n').map(str::to_owned).collect();
        Self { inner: made(lines, (usize::MAX, usize::MAX), wraps), wraps, past: Vec::new(), future: Vec::new(), run: Run::None }
    }

    pub fn lines(&self) -> &[String] {
        self.inner.lines()
    }

    pub fn text(&self) -> String {
        self.inner.lines().join("\n")
    }

    /// The row of the cursor, counted from 0.
    pub fn row(&self) -> usize {
        self.inner.cursor().0
    }

    /// The line of the cursor.
    pub fn line(&self) -> &str {
        self.lines().get(self.row()).map(String::as_str).unwrap_or_default()
    }

    /// The cursor's byte in its line.
    pub fn byte(&self) -> usize {
        let column = self.inner.cursor().1;
        self.line().char_indices().nth(column).map_or(self.line().len(), |(byte, _)| byte)
    }

    /// A letter, a key that moves, a key that deletes. False when it means nothing here.
    pub fn press(&mut self, key: Key) -> bool {
        match key {
            Key::Char(c) if may_stand(c) => {
                let run = if c.is_whitespace() { Run::None } else { Run::Letters };
                self.change(run, |inner| inner.insert_char(c));
            }
            Key::Enter => self.change(Run::None, TextArea::insert_newline),
            Key::Backspace => self.change(Run::Deleting, TextArea::delete_char),
            Key::Delete => self.change(Run::Deleting, TextArea::delete_next_char),
            Key::Ctrl('w') => self.change(Run::None, TextArea::delete_word),
            Key::Ctrl('u') => self.change(Run::None, TextArea::delete_line_by_head),
            Key::Ctrl('k') => self.change(Run::None, TextArea::delete_line_by_end),
            Key::Left => self.walk(CursorMove::Back, 1),
            Key::Right => self.walk(CursorMove::Forward, 1),
            Key::Up => self.walk(CursorMove::Up, 1),
            Key::Down => self.walk(CursorMove::Down, 1),
            Key::PageUp => self.walk(CursorMove::Up, 8),
            Key::PageDown => self.walk(CursorMove::Down, 8),
            Key::Home | Key::Ctrl('a') => self.walk(CursorMove::Head, 1),
            Key::End | Key::Ctrl('e') => self.walk(CursorMove::End, 1),
            _ => return false,
        }
        true
    }

    fn walk(&mut self, to: CursorMove, times: usize) {
        self.run = Run::None;
        (0..times).for_each(|_| self.inner.move_cursor(to));
    }

    fn snap(&self) -> Snap {
        let DataCursor(row, column) = self.inner.cursor();
        Snap { lines: self.lines().to_vec(), at: (row, column) }
    }

    fn change<R>(&mut self, run: Run, act: impl FnOnce(&mut TextArea<'static>) -> R) {
        let before = (run == Run::None || run != self.run).then(|| self.snap());
        act(&mut self.inner);
        self.run = run;
        self.future.clear();
        if let Some(before) = before.filter(|before| before.lines != self.lines()) {
            self.past.push(before);
            if self.past.len() > REMEMBERED {
                self.past.remove(0);
            }
        }
    }

    /// Puts text where the cursor is.
    pub fn insert(&mut self, text: &str) {
        let text = Clean::text(text);
        self.change(Run::None, |inner| inner.insert_str(text.as_str()));
    }

    /// Puts `text` in the place of some bytes of the cursor's line; the cursor stands behind it.
    pub fn replace(&mut self, bytes: Range<usize>, text: &str) {
        let (row, line) = (self.row(), self.line().to_owned());
        let (Some(before), Some(behind)) = (line.get(..bytes.start), line.get(bytes.end..)) else { return };
        let mut new: Vec<String> = self.lines().to_vec();
        let replaced = format!("{before}{text}");
        let last = replaced.rsplit('\n').next().unwrap_or_default().chars().count();
        let rows = replaced.matches('\n').count();
        new.splice(row..=row, format!("{replaced}{behind}").split('\n').map(str::to_owned));
        self.put(new, (row + rows, last));
    }

    /// Other lines in the place of all; the cursor goes to a row and a byte of it.
    pub fn put_lines(&mut self, lines: Vec<String>, (row, byte): (usize, usize)) {
        let column = lines.get(row).and_then(|line| line.get(..byte.min(line.len()))).map_or(0, |before| before.chars().count());
        self.put(lines, (row, column));
    }

    fn put(&mut self, lines: Vec<String>, at: (usize, usize)) {
        let wraps = self.wraps;
        self.change(Run::None, |inner| *inner = made(lines, at, wraps));
    }

    /// Puts the cursor on a row, at a byte of it.
    pub fn go(&mut self, row: usize, byte: usize) {
        self.run = Run::None;
        let column = self.lines().get(row).map_or(0, |line| line.char_indices().take_while(|(at, _)| *at < byte).count());
        jump(&mut self.inner, (row, column));
    }

    /// Takes back the last step; false when there is none.
    pub fn undo(&mut self) -> bool {
        let Some(snap) = self.past.pop() else { return false };
        self.future.push(self.snap());
        self.show(snap);
        true
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) -> bool {
        let Some(snap) = self.future.pop() else { return false };
        self.past.push(self.snap());
        self.show(snap);
        true
    }

    fn show(&mut self, snap: Snap) {
        self.run = Run::None;
        self.inner = made(snap.lines, snap.at, self.wraps);
    }
}

/// Letters that a cleaned text keeps.
fn may_stand(c: char) -> bool {
    c == ' ' || Clean::line(&format!("a{c}")).as_str() != "a"
}

fn made(lines: Vec<String>, at: (usize, usize), wraps: bool) -> TextArea<'static> {
    let mut inner = TextArea::new(lines);
    inner.set_max_histories(0);
    inner.set_wrap_mode(if wraps { WrapMode::WordOrGlyph } else { WrapMode::None });
    // The terminal's own cursor stands in it.
    inner.set_cursor_line_style(Style::new());
    inner.set_cursor_style(Style::new());
    jump(&mut inner, at);
    inner
}

fn jump(inner: &mut TextArea<'static>, (row, column): (usize, usize)) {
    let small = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
    inner.move_cursor(CursorMove::Jump(small(row), small(column)));
}

/// Draws running text, the part with the cursor in sight.
pub(in crate::tui) fn draw_running(frame: &mut Frame<'_>, area: Rect, text: &Area, has_keys: bool) {
    if area.width == 0 || area.height == 0 {
        return;
    }
    frame.render_widget(&text.inner, area);
    if has_keys {
        let (at, (top, left)) = (text.inner.screen_cursor(), text.inner.scroll_offset());
        let cells = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
        let x = area.x.saturating_add(cells(at.col).saturating_sub(left)).min(area.right() - 1);
        let y = area.y.saturating_add(cells(at.row).saturating_sub(top)).min(area.bottom() - 1);
        frame.set_cursor_position(Position { x, y });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(area: &mut Area, text: &str) {
        for c in text.chars() {
            area.press(if c == '\n' { Key::Enter } else { Key::Char(c) });
        }
    }

    #[test]
    fn what_was_typed_is_taken_back_word_by_word() {
        let mut area = Area::lines_of("");
        typed(&mut area, "L utrap\n7");
        assert_eq!((area.text().as_str(), area.row(), area.byte()), ("L utrap\n7", 1, 1));
        assert!(area.undo());
        assert_eq!(area.text(), "L utrap\n");
        assert!(area.undo() && area.undo() && area.undo());
        assert_eq!(area.text(), "L");
        assert!(area.redo());
        assert_eq!(area.text(), "L ");
        typed(&mut area, "x");
        assert!(!area.redo());
    }

    #[test]
    fn a_piece_of_a_line_is_replaced_in_any_script() {
        let mut area = Area::lines_of("één\nŁ utr 7>3");
        area.go(1, "Ł utr".len());
        area.replace("Ł ".len().."Ł utr".len(), "utrap");
        assert_eq!((area.text().as_str(), area.byte()), ("één\nŁ utrap 7>3", "Ł utrap".len()));
        assert!(!area.press(Key::Char('\u{202e}')));
        assert!(!area.press(Key::F(9)));
    }
}
