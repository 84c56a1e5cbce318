//! The sentences of the glance in so many rows: nothing that matters for this session gives way, the old findings do. They stand
//! one to a row, then as many to a row as it holds, and what still has no room is scrolled to.
use unicode_width::UnicodeWidthStr;

use crate::domain::care::glance_words::{Part, Said};
use crate::tui::text::{fit, wrap};

/// A row with what it is about.
pub(in crate::tui) type Row = (Part, String);

/// Between two findings of a row.
const BETWEEN: &str = " · ";
/// Findings stand further in than the session they are of.
const INDENT: &str = "  ";

/// Rows as they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) struct Laid {
    pub(in crate::tui) rows: Vec<Row>,
    /// Every sentence is there.
    pub(in crate::tui) whole: bool,
    /// The first row of findings that is shown, and how many are.
    pub(in crate::tui) top: usize,
    pub(in crate::tui) shown: usize,
}

/// Every sentence wrapped to `width`, in at most `room` rows; of findings that have none it says how many there are.
pub(in crate::tui) fn lay(said: &[Said], width: usize, room: usize) -> Vec<Row> {
    lay_from(said, width, room, 0, "").rows
}

/// The same with the findings from their row `top` on, and the keys that lead to the others.
pub(in crate::tui) fn lay_from(said: &[Said], width: usize, room: usize, top: usize, keys: &str) -> Laid {
    let whole = |rows: Vec<Row>| Laid { rows, whole: true, top: 0, shown: 0 };
    let rows: Vec<Row> = said.iter().flat_map(|said| wrapped(said, width)).collect();
    if rows.len() <= room {
        return whole(rows);
    }
    let flowed = flowed(said, width);
    let others = said.iter().filter(|said| said.part != Part::Finding).map(|said| wrapped(said, width).len()).sum::<usize>();
    if others + flowed.len() <= room {
        return whole(around(said, width, flowed.into_iter().map(|(words, _)| words)));
    }
    // One row tells how many are not there.
    let shown = room.saturating_sub(others + 1);
    let top = top.min(flowed.len().saturating_sub(shown.max(1)));
    let left_out: usize = flowed.iter().enumerate().filter(|(at, _)| !(top..top + shown).contains(at)).map(|(_, (_, many))| many).sum();
    let many = if left_out == 1 { "finding" } else { "findings" };
    let keys = if keys.is_empty() || shown == 0 { String::new() } else { format!("{BETWEEN}{keys}") };
    let in_sight = flowed.into_iter().skip(top).take(shown).map(|(words, _)| words);
    let told = (left_out > 0).then(|| fit(&format!("{INDENT}… {left_out} more {many}{keys}"), width));
    let mut rows = around(said, width, in_sight.chain(told));
    // In a very small window whole sentences go, the least needed first.
    for part in [Part::Likes, Part::HomeCare, Part::Finding, Part::Visit, Part::Last, Part::Arrival] {
        if rows.len() > room {
            rows.retain(|(of, _)| *of != part);
        }
    }
    rows.truncate(room);
    Laid { rows, whole: false, top, shown }
}

/// The sentences with these rows in the place of the findings.
fn around(said: &[Said], width: usize, findings: impl Iterator<Item = String>) -> Vec<Row> {
    let mut findings = Some(findings.map(|words| (Part::Finding, words)).collect::<Vec<Row>>());
    let rows = said.iter().map(|said| match said.part {
        Part::Finding => findings.take().unwrap_or_default(),
        _ => wrapped(said, width),
    });
    rows.collect::<Vec<_>>().concat()
}

/// The findings, as many to a row as it holds, with how many begin in each.
fn flowed(said: &[Said], width: usize) -> Vec<(String, usize)> {
    let mut rows: Vec<(String, usize)> = Vec::new();
    for finding in said.iter().filter(|said| said.part == Part::Finding) {
        match rows.last_mut() {
            Some((words, many)) if *many > 0 && words.width() + BETWEEN.width() + finding.words.width() <= width => {
                words.push_str(BETWEEN);
                words.push_str(&finding.words);
                *many += 1;
            }
            _ => rows.extend(wrapped(finding, width).into_iter().enumerate().map(|(nth, (_, words))| (words, usize::from(nth == 0)))),
        }
    }
    rows
}

/// Rows after the first stand further in; so do the findings below their session.
fn wrapped(said: &Said, width: usize) -> Vec<Row> {
    let before = if said.part == Part::Finding { INDENT } else { "" };
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
    fn findings_share_rows_then_give_way_and_say_how_many_and_the_rest_stays() {
        let mut all = vec![said(Part::Last, "last Mon 16 Nov")];
        all.extend((1..=5).map(|n| said(Part::Finding, &format!("L utrap {n}>0"))));
        all.push(said(Part::Next, "next: recheck L infra before R lev"));
        let words = |room| lay(&all, 40, room).into_iter().map(|(_, words)| words).collect::<Vec<_>>();
        assert_eq!(words(7).len(), 7);
        let next = "next: recheck L infra before R lev";
        let all_of_them = ["last Mon 16 Nov", "  L utrap 1>0 · L utrap 2>0", "  L utrap 3>0 · L utrap 4>0", "  L utrap 5>0", next];
        assert_eq!(words(6), all_of_them);
        assert_eq!(words(5), all_of_them);
        assert_eq!(words(4), ["last Mon 16 Nov", "  L utrap 1>0 · L utrap 2>0", "  … 3 more findings", next]);
        assert_eq!(words(1), [next]);
        assert_eq!(words(3), ["last Mon 16 Nov", "  … 5 more findings", next]);
        assert_eq!(lay(&all, 20, 9)[7].1, "  infra before R lev");
        // What has no room is gone to, not further than to the last.
        let scrolled = |top| {
            let laid = lay_from(&all, 40, 4, top, "↑ ↓");
            assert!(!laid.whole);
            (laid.top, laid.rows.into_iter().skip(1).take(2).map(|(_, words)| words).collect::<Vec<_>>())
        };
        assert_eq!(scrolled(1), (1, vec!["  L utrap 3>0 · L utrap 4>0".into(), "  … 3 more findings · ↑ ↓".into()]));
        assert_eq!(scrolled(9), (2, vec!["  L utrap 5>0".into(), "  … 4 more findings · ↑ ↓".into()]));
    }
}
