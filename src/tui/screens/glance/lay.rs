//! The sentences of the glance in so many rows: nothing that matters for this session gives way, the old findings do.
use crate::domain::care::glance_words::{Part, Said};
use crate::tui::text::{fit, wrap};

/// A row with what it is about.
pub(in crate::tui) type Row = (Part, String);

/// Every sentence wrapped to `width`, in at most `room` rows.
pub(in crate::tui) fn lay(said: &[Said], width: usize, room: usize) -> Vec<Row> {
    let blocks: Vec<Vec<Row>> = said.iter().map(|said| wrapped(said, width)).collect();
    let over = blocks.iter().map(Vec::len).sum::<usize>().saturating_sub(room);
    if over == 0 {
        return blocks.concat();
    }
    // One row tells how many are not there.
    let is_finding = |block: &&Vec<Row>| block.first().is_some_and(|(part, _)| *part == Part::Finding);
    let mut rows_left = blocks.iter().filter(is_finding).map(Vec::len).sum::<usize>().saturating_sub(over + 1);
    let mut left_out = 0;
    let mut rows: Vec<Row> = Vec::new();
    for block in &blocks {
        if !is_finding(&block) {
            flush(&mut rows, &mut left_out);
            rows.extend(block.iter().cloned());
        } else if left_out == 0 && block.len() <= rows_left {
            rows_left -= block.len();
            rows.extend(block.iter().cloned());
        } else {
            left_out += 1;
        }
    }
    flush(&mut rows, &mut left_out);
    // In a very small window whole sentences go, the least needed first.
    for part in [Part::Likes, Part::HomeCare, Part::Finding, Part::Visit, Part::Last, Part::Arrival] {
        if rows.len() > room {
            rows.retain(|(of, _)| *of != part);
        }
    }
    rows.truncate(room);
    rows
}

fn flush(rows: &mut Vec<Row>, left_out: &mut usize) {
    if *left_out > 0 {
        let many = if *left_out == 1 { "finding" } else { "findings" };
        rows.push((Part::Finding, format!("  … {left_out} more {many}")));
        *left_out = 0;
    }
}

/// Rows after the first stand further in; so do the findings below their session.
fn wrapped(said: &Said, width: usize) -> Vec<Row> {
    let before = if said.part == Part::Finding { "  " } else { "" };
    let mut rows: Vec<Row> = Vec::new();
    for line in wrap(&said.words, width.saturating_sub(2 + before.len())) {
        let inner = if rows.is_empty() { "" } else { "  " };
        rows.push((said.part, fit(&format!("{before}{inner}{line}"), width)));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(part: Part, words: &str) -> Said {
        Said { part, words: words.into() }
    }

    #[test]
    fn findings_give_way_and_say_how_many_and_the_rest_stays() {
        let mut all = vec![said(Part::Visit, "visit 4 of 8")];
        all.extend((1..=5).map(|n| said(Part::Finding, &format!("L utrap {n}>0"))));
        all.push(said(Part::Next, "next: recheck L infra before R lev"));
        let words = |room| lay(&all, 40, room).into_iter().map(|(_, words)| words).collect::<Vec<_>>();
        assert_eq!(words(7).len(), 7);
        assert_eq!(
            words(5),
            ["visit 4 of 8", "  L utrap 1>0", "  L utrap 2>0", "  … 3 more findings", "next: recheck L infra before R lev"]
        );
        assert_eq!(words(1), ["next: recheck L infra before R lev"]);
        assert_eq!(words(3), ["visit 4 of 8", "  … 5 more findings", "next: recheck L infra before R lev"]);
        assert_eq!(lay(&all, 20, 9)[7].1, "  infra before R lev");
    }
}
