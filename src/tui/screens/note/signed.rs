//! A signed note as it is read: its words and lines, what was added, and whether it was struck out.
use chrono::{DateTime, Datelike, Utc};

use super::super::See;
use super::look::{Ink, Said, note, said};
use crate::domain::care::note::Note;
use crate::domain::care::signing::lines_of;
use crate::domain::wording::say;

/// Its rows, top to bottom.
pub(super) fn rows(signed: &Note, see: &See<'_>) -> Vec<Said> {
    let mut rows = Vec::new();
    if let Some(struck) = &signed.struck {
        let who = see.directory.staff_short(struck.by);
        rows.push(said(Ink::Warning, format!("STRUCK OUT, entered in error: {} ({who}, {})", struck.why, moment(struck.at, see))));
        rows.push(said(Ink::Dim, "It is kept for the record and counts for nothing."));
        rows.push(said(Ink::Plain, ""));
    }
    let mut body = note(&signed.written, &lines_of(&signed.written), true);
    if signed.struck.is_some() {
        body.iter_mut().filter(|row| row.ink == Ink::Plain).for_each(|row| row.ink = Ink::Struck);
    }
    rows.extend(body);
    for added in &signed.amendments {
        let who = see.directory.staff_short(added.by);
        let why = if added.why.is_empty() { String::new() } else { format!(", because: {}", added.why) };
        rows.push(said(Ink::Title, format!("Added by {who}, {}{why}", moment(added.at, see))));
        rows.extend(added.text.as_str().lines().map(|line| said(Ink::Plain, format!("  {line}"))));
    }
    rows
}

/// "signed by Dana, Tue 24 Nov 12:40".
pub(super) fn by_whom(signed: &Note, see: &See<'_>) -> String {
    let state = if signed.struck.is_some() { "STRUCK OUT · signed" } else { "signed" };
    let added = match signed.amendments.len() {
        0 => String::new(),
        many => format!(", {}", say::count(many, "addition", "additions")),
    };
    format!("{state} by {}, {}{added}", see.directory.staff_short(signed.by), moment(signed.signed, see))
}

fn moment(at: DateTime<Utc>, see: &See<'_>) -> String {
    say::moment(at.with_timezone(&see.directory.practice.zone).naive_local(), see.now.year())
}
