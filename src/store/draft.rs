//! What is being typed and not saved yet, so that a dropped line or a closed window loses nothing. Not journalled.
use rusqlite::{OptionalExtension, named_params};

use super::connection::Access;
use super::rows::Instant;
use super::{Error, Store};
use crate::domain::change::Stamp;

impl Store {
    /// Keeps `text` as the draft of this kind of the person of `stamp`; `None` forgets it.
    pub fn keep_draft(&mut self, kind: &str, text: Option<&str>, stamp: Stamp) -> Result<(), Error> {
        if self.access() == Access::ReadOnly {
            return Ok(());
        }
        let staff = stamp.by.map_or(0, |id| id.0);
        let kept = match text {
            None => self
                .connection
                .prepare_cached("DELETE FROM draft WHERE kind = :kind AND subject = 0 AND staff_id = :staff")?
                .execute(named_params! {":kind": kind, ":staff": staff}),
            Some(text) => self
                .connection
                .prepare_cached(
                    "INSERT INTO draft (kind, staff_id, text, at) VALUES (:kind, :staff, :text, :at)
                     ON CONFLICT (kind, subject, staff_id) DO UPDATE SET text = excluded.text, at = excluded.at",
                )?
                .execute(named_params! {":kind": kind, ":staff": staff, ":text": text, ":at": Instant(stamp.at)}),
        };
        kept.map(drop).map_err(|why| self.failed(why))
    }

    /// The draft of this kind of the person at the keyboard.
    pub fn draft(&self, kind: &str) -> Result<Option<String>, Error> {
        let staff = self.viewer().staff.map_or(0, |id| id.0);
        let mut ask = self.connection.prepare_cached("SELECT text FROM draft WHERE kind = :kind AND subject = 0 AND staff_id = :staff")?;
        Ok(ask.query_row(named_params! {":kind": kind, ":staff": staff}, |row| row.get(0)).optional()?)
    }
}
