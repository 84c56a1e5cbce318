//! Which events of a calendar are here already.
use std::collections::HashMap;

use rusqlite::named_params;

use super::{Error, Store};

impl Store {
    /// Of these names (RFC 5545 UID) the ones that came in before, as a standing appointment, as an appointment or as dates of
    /// their own ("UID/20261124T100000"), each with the highest revision under which it did.
    pub fn known_uids<'a>(&self, uids: impl IntoIterator<Item = &'a str>) -> Result<HashMap<String, u32>, Error> {
        // "0" is the character after "/".
        let mut ask = self.connection.prepare_cached(
            "SELECT max(sequence) FROM (
               SELECT sequence FROM series WHERE uid = :uid
               UNION ALL SELECT sequence FROM appointment WHERE uid = :uid
               UNION ALL SELECT sequence FROM appointment
                 WHERE uid > :uid || '/' AND uid < :uid || '0' AND length(uid) = length(:uid) + 16)",
        )?;
        let mut known = HashMap::new();
        for uid in uids {
            let revision: Option<u32> = ask.query_row(named_params! {":uid": uid}, |row| row.get(0))?;
            known.extend(revision.map(|revision| (uid.to_owned(), revision)));
        }
        Ok(known)
    }
}
