//! Personal phrases.
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::care::change::Phrase;
use crate::domain::deed::CareDeed;
use crate::domain::ids::StaffId;
use crate::domain::refusal::{Refusal, Stale};
use crate::domain::text::Clean;
use crate::store::{Error, Store, Writer};

pub(super) fn phrases(connection: &Connection, staff: Option<StaffId>) -> Result<Vec<Phrase>, Error> {
    let mut ask = connection.prepare_cached("SELECT word, text FROM phrase WHERE staff_id = :staff ORDER BY word")?;
    let found = ask.query_map(named_params! {":staff": staff}, |row| Ok(Phrase { word: row.get(0)?, text: row.get(1)? }))?;
    Ok(found.collect::<Result<_, _>>()?)
}

impl Store {
    /// The phrases of the person at the keyboard, by word.
    pub fn phrases(&self) -> Result<Vec<Phrase>, Error> {
        self.refuse_desk("keep phrases for session notes")?;
        phrases(&self.connection, self.viewer.staff)
    }
}

impl Writer<'_> {
    pub(super) fn set_phrase(&self, word: &Clean, seen: Option<&Clean>, text: Option<&Clean>) -> Result<CareDeed, Error> {
        let staff = self.stamp.by.ok_or_else(|| Refusal::field("phrase", "A phrase belongs to somebody: say who is at the keyboard."))?;
        let is_word = !word.is_empty() && word.as_str().chars().all(|c| c.is_alphanumeric() || c == '-');
        if !is_word || word.letters() > 20 {
            let sentence = "A phrase has a short word of letters and digits: “desk” is written .desk in a note.";
            return Err(Refusal::field("word", sentence).into());
        }
        let key = named_params! {":staff": staff, ":word": word};
        let now: Option<Clean> = self
            .tx
            .prepare_cached("SELECT text FROM phrase WHERE staff_id = :staff AND word = :word")?
            .query_row(key, |row| row.get(0))
            .optional()?;
        if now.as_ref() != seen {
            return Err(Refusal::Stale(Box::new(Stale {
                what: format!(".{word}"),
                field: "phrase".into(),
                seen: seen.cloned().unwrap_or_default().into(),
                now: now.unwrap_or_default().into(),
                wanted: text.cloned().unwrap_or_default().into(),
                by: None,
            }))
            .into());
        }
        let Some(text) = text.filter(|text| !text.is_empty()) else {
            self.tx.prepare_cached("DELETE FROM phrase WHERE staff_id = :staff AND word = :word")?.execute(key)?;
            return Ok(CareDeed::ForgotPhrase);
        };
        crate::domain::people::client::too_long("text", "The phrase", text, 1000)?;
        self.tx
            .prepare_cached(
                "INSERT INTO phrase (staff_id, word, text) VALUES (:staff, :word, :text)
                 ON CONFLICT (staff_id, word) DO UPDATE SET text = excluded.text",
            )?
            .execute(named_params! {":staff": staff, ":word": word, ":text": text})?;
        Ok(CareDeed::SetPhrase)
    }
}
