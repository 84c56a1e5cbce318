//! Words in notes.
use rusqlite::{Row, named_params};

use super::note;
use crate::domain::care::note::{FoundNote, Note};
use crate::domain::care::signing::{words_of_line, words_of_note};
use crate::domain::ids::{ClientId, NoteId};
use crate::domain::text::{Clean, fold};
use crate::store::{Error, Store};

/// A last word longer than this is looked for whole, and by its beginning on the newest notes: each letter more would cost a
/// whole index.
const PREFIX: usize = 6;
/// So many notes are looked at for each one wanted before the search gives up on a long last word that is only begun.
const LOOKED_AT: usize = 2;

/// A note that the index names, and whose it is.
type Indexed = (NoteId, ClientId, Clean);

impl Store {
    /// The newest `most` notes that hold all the words typed, the last one perhaps only begun. Muscles and regions are found by
    /// any of their names. Of a word of more than six letters that is only begun, the newest notes are looked at.
    pub fn find_notes(&self, typed: &str, most: usize) -> Result<Vec<FoundNote>, Error> {
        if !self.viewer.sees_care() {
            return Ok(Vec::new());
        }
        let folded = fold(typed);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let Some((last, whole)) = words.split_last() else { return Ok(Vec::new()) };
        let begun: String = last.chars().take(PREFIX).collect();
        let before: String = whole.iter().flat_map(|word| ["\"", word, "\" "]).collect();
        let is_long = begun.len() < last.len();
        let mut rows = if is_long { self.indexed(&format!("{before}\"{last}\""), most)? } else { Vec::new() };
        if rows.len() < most {
            let looked = if is_long { most * LOOKED_AT } else { most };
            for row in self.indexed(&format!("{before}\"{begun}\" *"), looked)? {
                if !rows.iter().any(|known| known.0 == row.0) && (!is_long || self.has_begun(row.0, last)?) {
                    rows.push(row);
                }
            }
            rows.sort_by_key(|row| std::cmp::Reverse(row.0));
            rows.truncate(most);
        }
        let mut found = Vec::new();
        for (id, client, client_name) in rows {
            let Some(note) = note::one(&self.connection, id)? else { continue };
            found.push(FoundNote { note: id, client, client_name, at: note.at, by: note.by, excerpt: excerpt(&note, &words) });
        }
        Ok(found)
    }

    /// The newest notes that stand in the index for `wanted`, newest first.
    fn indexed(&self, wanted: &str, most: usize) -> Result<Vec<Indexed>, Error> {
        let mut ask = self.connection.prepare_cached(
            "SELECT w.rowid, c.id, c.name FROM note_words AS w CROSS JOIN note AS n ON n.id = w.rowid CROSS JOIN client AS g ON g.id = n.client_id
               CROSS JOIN client AS c ON c.id = coalesce(g.merged_into, g.id)
              WHERE note_words MATCH :wanted AND NOT EXISTS (SELECT 1 FROM strike AS s WHERE s.note_id = w.rowid)
              ORDER BY w.rowid DESC LIMIT :most",
        )?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        Ok(ask.query_map(named_params! {":wanted": wanted, ":most": most}, read)?.collect::<Result<_, _>>()?)
    }

    /// Whether a word of the note begins so.
    fn has_begun(&self, id: NoteId, begin: &str) -> Result<bool, Error> {
        let Some(note) = note::one(&self.connection, id)? else { return Ok(false) };
        Ok(words_of_note(&note).split(' ').any(|word| word.starts_with(begin)))
    }
}

/// The line or sentence with most of the words, the last of which may only be begun; of several the first.
fn excerpt(note: &Note, words: &[&str]) -> String {
    let held = |text: &str| words.iter().filter(|word| text.split(' ').any(|found| found.starts_with(**word))).count();
    let [(_, lines), texts @ ..] = note.written.texts();
    let added = note.amendments.iter().map(|amendment| &amendment.text);
    let texts = texts.into_iter().map(|(_, text)| text).chain(added).flat_map(rows);
    // Most stand there as they were typed; only the lines are worth reading for what they say in words, and only until one says all.
    let typed = rows(lines).chain(texts).map(|row| (row, fold(row)));
    let said = rows(lines).map(|row| (row, words_of_line(row)));
    let (mut most, mut best) = (None, "");
    for (row, told) in typed.chain(said) {
        let count = held(&told);
        if most.is_none_or(|most| count > most) {
            (most, best) = (Some(count), row);
        }
        if count == words.len() {
            break;
        }
    }
    best.to_owned()
}

fn rows(text: &Clean) -> impl Iterator<Item = &str> {
    text.as_str().lines().filter(|row| !row.trim().is_empty())
}
