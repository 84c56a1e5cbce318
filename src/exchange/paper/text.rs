//! Plain text: at most 80 columns, no control characters but the ends of lines.
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Block, Paper};

/// Columns of a line printer.
const WIDTH: usize = 80;
/// How far a line without a mark stands in, and what stands beneath a line.
const INDENT: usize = 2;
const BENEATH: usize = 4;

/// The page as plain text; `ascii`: in letters that the oldest printer has.
pub fn text(paper: &Paper, ascii: bool) -> String {
    let mut lines: Vec<String> = Vec::new();
    for head in [&paper.practice, &paper.title].into_iter().chain(&paper.about) {
        lines.extend(wrapped(head, 0, 0));
    }
    lines.push("=".repeat(WIDTH));
    lines.extend(text_of(&paper.blocks));
    let mut out = String::new();
    for line in lines {
        let line = if ascii { plain(&line) } else { vec![line] };
        for line in line {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out
}

/// Only the pieces, a line each.
pub fn text_of(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    for (place, block) in blocks.iter().enumerate() {
        match block {
            Block::Heading(words) => {
                lines.extend((place > 0).then(String::new));
                lines.extend(wrapped(words, 0, 0));
                lines.push("-".repeat(words.width().min(WIDTH)));
            }
            Block::Words(words) => lines.extend(words.lines().flat_map(|line| wrapped(line, 0, INDENT))),
            Block::Line { mark, words, beneath } => {
                let indent = if mark.is_empty() { INDENT } else { mark.width() + 2 };
                let others = if mark.is_empty() { indent + INDENT } else { indent };
                let mut first = wrapped(words, indent, others);
                if let (Some(line), false) = (first.first_mut(), mark.is_empty()) {
                    line.replace_range(..indent, &format!("{mark}  "));
                }
                lines.extend(first);
                for line in beneath {
                    lines.extend(wrapped(line, indent + BENEATH, indent + BENEATH + INDENT));
                }
            }
        }
    }
    lines
}

/// Other letters may need more room than their own.
fn plain(line: &str) -> Vec<String> {
    let line = line.replace(['·', '–'], "-").replace('→', ">").replace('≥', ">=").replace('×', "x");
    let indent = line.len() - line.trim_start().len();
    let line = deunicode::deunicode(&line);
    if line.len() <= WIDTH { vec![line] } else { wrapped(line.trim_start(), indent, indent + INDENT) }
}

/// Words in lines of at most 80 columns: the first one so far in, the others so far.
fn wrapped(words: &str, first: usize, others: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = " ".repeat(first);
    let mut is_empty = true;
    for word in words.split_whitespace().flat_map(|word| pieces(word, WIDTH - others.max(first))) {
        let blank = usize::from(!is_empty);
        if !is_empty && line.width() + blank + word.width() > WIDTH {
            lines.push(std::mem::replace(&mut line, " ".repeat(others)));
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(&word);
        is_empty = false;
    }
    lines.push(line);
    lines
}

/// A word that is wider than a line, in pieces.
fn pieces(word: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for letter in word.graphemes(true) {
        if let Some(last) = pieces.last_mut() {
            if last.width() + letter.width() <= width {
                last.push_str(letter);
            } else {
                pieces.push(letter.to_owned());
            }
        }
    }
    pieces
}
