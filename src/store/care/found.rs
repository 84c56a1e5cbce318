//! Words in notes.
use rusqlite::{Row, named_params};

use super::note;
use crate::domain::care::note::{FoundNote, Note};
use crate::domain::care::signing::{words_of_line, words_of_note};
use crate::domain::text::{Clean, fold};
use crate::store::{Error, Store};

/// A last word longer than this is looked for by its beginning and checked on the notes found: each letter more would cost a
/// whole index.
const PREFIX: usize = 6;
/// So many notes are looked at for each one wanted before the search gives up on a long last word.
const LOOKED_AT: usize = 40;

impl Store {
    /// The newest `most` notes that hold all the words typed, the last one perhaps only begun. Muscles and regions are found by
    /// any of their names.
    pub fn find_notes(&self, typed: &str, most: usize) -> Result<Vec<FoundNote>, Error> {
        if !self.viewer.sees_care() {
            return Ok(Vec::new());
        }
        let folded = fold(typed);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let Some((last, whole)) = words.split_last() else { return Ok(Vec::new()) };
        let begun: String = last.chars().take(PREFIX).collect();
        let mut wanted: Vec<String> = whole.iter().map(|word| format!("\"{word}\"")).collect();
        wanted.push(format!("\"{begun}\" *"));
        let mut ask = self.connection.prepare_cached(
            "SELECT w.rowid, c.id, c.name FROM note_words AS w CROSS JOIN note AS n ON n.id = w.rowid CROSS JOIN client AS g ON g.id = n.client_id
               CROSS JOIN client AS c ON c.id = coalesce(g.merged_into, g.id)
              WHERE note_words MATCH :wanted AND NOT EXISTS (SELECT 1 FROM strike AS s WHERE s.note_id = w.rowid)
              ORDER BY w.rowid DESC LIMIT :most",
        )?;
        let looked = if begun.len() < last.len() { most * LOOKED_AT } else { most };
        let looked = i64::try_from(looked).unwrap_or(i64::MAX);
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let mut rows = ask.query_map(named_params! {":wanted": wanted.join(" "), ":most": looked}, read)?;
        let mut found = Vec::new();
        while found.len() < most
            && let Some(row) = rows.next()
        {
            let (id, client, client_name): (_, _, Clean) = row?;
            let Some(note) = note::one(&self.connection, id)? else { continue };
            let words = words_of_note(&note);
            if begun.len() < last.len() && !words.split(' ').any(|word| word.starts_with(*last)) {
                continue;
            }
            found.push(FoundNote { note: id, client, client_name, at: note.at, by: note.by, excerpt: excerpt(&note, last) });
        }
        Ok(found)
    }
}

/// The line or sentence with the word, or the first one.
fn excerpt(note: &Note, word: &str) -> String {
    let added = note.amendments.iter().map(|amendment| amendment.text.as_str());
    let lines = note.written.texts().into_iter().flat_map(|(_, text)| text.as_str().lines()).chain(added);
    let mut lines = lines.filter(|line| !line.trim().is_empty()).peekable();
    let first = lines.peek().copied().unwrap_or_default();
    let has = |line: &str| words_of_line(line).split(' ').any(|found| found.starts_with(word));
    lines.find(|line| has(line)).unwrap_or(first).to_owned()
}
