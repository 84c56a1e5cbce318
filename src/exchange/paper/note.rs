//! A session note on paper: its lines as they were signed, with the words for each.
use super::{Block, Paper, Pen, full_moment, named};
use crate::domain::care::note::{Draft, Note, Written};
use crate::domain::care::shorthand;
use crate::domain::text::Clean;

/// The page of one note.
pub fn note(pen: &Pen<'_>, client: &Clean, note: &Note) -> Paper {
    let title = format!("Session note of {client}, {}", full_moment(note.at));
    pen.paper(title, Vec::new(), note_blocks(pen, note).split_off(1))
}

/// A note as a part of a page.
pub fn note_blocks(pen: &Pen<'_>, note: &Note) -> Vec<Block> {
    let struck = if note.struck.is_some() { " · struck out" } else { "" };
    let mut blocks = vec![Block::Heading(format!("{} · {} · note {}{struck}", full_moment(note.at), pen.staff(note.by), note.id.0))];
    blocks.extend(note.struck.as_ref().map(|struck| {
        Block::Words(format!("Entered in error, struck out {} by {}: {}", pen.moment(struck.at), pen.staff(struck.by), struck.why))
    }));
    blocks.extend(written(&note.written));
    blocks.push(Block::Words(format!("Signed {} by {}.", pen.moment(note.signed), pen.staff(note.by))));
    blocks.extend(note.amendments.iter().map(|added| {
        let why = if added.why.is_empty() { String::new() } else { format!(" ({})", added.why) };
        Block::Words(format!("Added {} by {}{why}: {}", pen.moment(added.at), pen.staff(added.by), added.text))
    }));
    blocks
}

/// A note that is not signed yet.
pub fn draft_blocks(pen: &Pen<'_>, when: &str, draft: &Draft) -> Vec<Block> {
    let by = draft.by.map(|by| format!(" by {}", pen.staff(by))).unwrap_or_default();
    let mut blocks = vec![Block::Heading(format!("{when} · draft, not signed"))];
    blocks.extend(written(&draft.written));
    blocks.push(Block::Words(format!("Kept {}{by}.", pen.moment(draft.at))));
    blocks
}

fn written(written: &Written) -> Vec<Block> {
    let mut blocks: Vec<Block> =
        written.lines.as_str().lines().filter(|line| !line.trim().is_empty()).map(|line| line_block(line.trim())).collect();
    let texts = [
        ("Subjective", &written.subjective),
        ("Objective", &written.objective),
        ("Assessment", &written.assessment),
        ("Plan", &written.plan_text),
    ];
    blocks.extend(texts.into_iter().filter_map(|(name, text)| named(name, text.as_str())));
    blocks
}

/// A line and what it says; what says itself is not said twice.
fn line_block(line: &str) -> Block {
    let says = shorthand::read(line).map(|read| shorthand::say(&read)).unwrap_or_default();
    let plain = line.split_once(' ').is_some_and(|(_, rest)| says.ends_with(rest));
    let carried = if line.starts_with('^') { "; carried forward from the last note" } else { "" };
    let beneath = if says.is_empty() || plain { Vec::new() } else { vec![format!("{says}{carried}")] };
    Block::Line { mark: String::new(), words: line.to_owned(), beneath }
}
