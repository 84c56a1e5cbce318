//! The last step of a frame: roles become the colours of this computer, and where only plain letters may be drawn, every sign
//! and every name becomes plain.
use deunicode::deunicode_char;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use super::theme::{self, Theme};

/// Turns a finished frame into what this computer shows.
pub(super) fn finish(frame: &mut Buffer, theme: &Theme, ascii: bool) {
    for cell in &mut frame.content {
        paint(cell, theme);
    }
    if ascii {
        let area = frame.area;
        for y in area.top()..area.bottom() {
            // The words of the footer are clicked where they were put; nothing may push them aside.
            let may_push = y + 1 < area.bottom();
            plain_row(frame, Rect { y, height: 1, ..area }, may_push);
        }
    }
}

fn paint(cell: &mut Cell, theme: &Theme) {
    if let Some(role) = theme::role_of(cell.fg) {
        let (colour, modifiers) = theme.of(role);
        cell.fg = colour;
        cell.modifier |= modifiers;
    }
    if let Some(role) = theme::role_of(cell.bg) {
        cell.bg = theme.of(role).0;
    }
    if !theme.faint {
        cell.modifier -= Modifier::DIM;
    }
    debug_assert!(!matches!(cell.fg, Color::Indexed(_)), "a colour without a role");
}

/// Signs of ours in one plain letter, and in several where there is room behind them.
const SIGNS: [(&str, &str, &str); 29] = [
    ("↵", "@", "enter"),
    ("→", ">", "->"),
    ("←", "<", "<-"),
    ("↑", "^", "up"),
    ("↓", "v", "down"),
    ("…", "~", "..."),
    ("─", "-", "-"),
    ("┄", "-", "-"),
    ("└", "+", "+"),
    ("┴", "+", "+"),
    ("▲", "^", "^"),
    ("│", "|", "|"),
    ("▏", "|", "|"),
    ("▸", ">", ">"),
    ("▶", ">", ">"),
    ("◂", "<", "<"),
    ("‹", "<", "<"),
    ("›", ">", ">"),
    ("·", ".", "."),
    ("✗", "x", "x"),
    ("✓", "+", "+"),
    ("×", "x", "x"),
    ("↻", "&", "&"),
    ("¶", "_", "_"),
    ("░", ":", ":"),
    ("▒", "#", "#"),
    ("–", "-", "-"),
    ("“", "\"", "\""),
    ("”", "\"", "\""),
];

fn plain_row(frame: &mut Buffer, row: Rect, may_push: bool) {
    let mut x = row.left();
    while x < row.right() {
        if frame[(x, row.y)].symbol().is_ascii() {
            x += 1;
            continue;
        }
        let symbol = frame[(x, row.y)].symbol().to_owned();
        let symbol = symbol.as_str();
        let cells = u16::try_from(symbol.width()).unwrap_or(1).max(1).min(row.right() - x);
        let sign = SIGNS.iter().find(|(sign, _, _)| *sign == symbol);
        let more = sign.map_or(0, |(_, _, long)| u16::try_from(long.len()).unwrap_or(1) - 1);
        let pushed = more > 0 && may_push && stands_alone(frame, row, x) && push(frame, row, x, more);
        let plain = match sign {
            Some((_, _, long)) if pushed => (*long).to_owned(),
            Some((_, short, _)) => (*short).to_owned(),
            None => plain_letter(symbol, usize::from(cells)),
        };
        let cells = if pushed { more + 1 } else { cells };
        let style = frame[(x, row.y)].style();
        let mut letters = plain.chars();
        for x in x..x + cells {
            frame[(x, row.y)].set_char(letters.next().unwrap_or(' ')).set_style(style);
        }
        x += cells;
    }
}

/// A letter of a name in as many plain letters as it took cells.
fn plain_letter(symbol: &str, cells: usize) -> String {
    let plain: String = symbol.chars().filter_map(deunicode_char).flat_map(str::chars).filter(char::is_ascii_graphic).take(cells).collect();
    if plain.is_empty() { "?".to_owned() } else { plain }
}

/// Makes room for `more` letters behind `x` at the cost of the next empty stretch that is wide enough; false when there is none.
fn push(frame: &mut Buffer, row: Rect, x: u16, more: u16) -> bool {
    let blank = |x: u16| frame[(x, row.y)].symbol() == " " && !covered(frame, row, x);
    // One blank stays between what was parted before.
    let holds = |gap: u16| (gap..gap + more).all(blank) && (gap + more == row.right() || blank(gap + more));
    let Some(gap) = (x + 1..(row.right() + 1).saturating_sub(more)).find(|gap| holds(*gap)) else { return false };
    for to in (x + 1 + more..gap + more).rev() {
        let moved = frame[(to - more, row.y)].clone();
        frame[(to, row.y)] = moved;
    }
    true
}

/// Whether a sign is a word of a sentence, and not a part of something that stands in columns: "7→5→4", "Mac Cá…".
fn stands_alone(frame: &Buffer, row: Rect, x: u16) -> bool {
    let blank = |x: u16| frame[(x, row.y)].symbol() == " ";
    (x == row.left() || blank(x - 1)) && (x + 1 == row.right() || blank(x + 1))
}

/// Whether a wide letter reaches into this cell.
fn covered(frame: &Buffer, row: Rect, x: u16) -> bool {
    x > row.left() && frame[(x - 1, row.y)].symbol().width() > 1
}

/// Words that are wrapped before they are drawn, with the key spelled out.
pub(super) fn words(text: &str, ascii: bool) -> String {
    if ascii { SIGNS.iter().fold(text.to_owned(), |text, (sign, _, long)| text.replace(sign, long)) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;
    use crate::domain::practice::look::Colours;

    fn plain(text: &str, width: u16) -> String {
        let mut frame = Buffer::empty(Rect::new(0, 0, width, 2));
        frame.set_string(0, 0, text, Style::new());
        finish(&mut frame, &Theme::new(Colours::Terminal, &[]), true);
        frame.content.iter().take(usize::from(width)).map(Cell::symbol).collect()
    }

    #[test]
    fn signs_are_spelled_out_where_there_is_room() {
        assert_eq!(plain("↵ goes on", 20), "enter goes on       ");
        assert_eq!(plain("↵ open      esc", 15), "enter open  esc");
        assert_eq!(plain("↵ open   esc", 12), "@ open   esc");
        assert_eq!(plain("Mon → Tue", 9), "Mon > Tue");
        assert_eq!(plain("Mon → Tue", 10), "Mon -> Tue");
        assert_eq!(plain("7→5→4   Mac Cá…   |", 19), "7>5>4   Mac Ca~   |");
    }

    #[test]
    fn names_keep_their_cells() {
        assert_eq!(plain("Łukasz Zieliński|", 17), "Lukasz Zielinski|");
        assert_eq!(plain("山田 花子|", 10), "ShTi HuZi|");
        assert_eq!(plain("Zoë Groß|", 9), "Zoe Gros|");
    }
}
