//! Finding clients while a name is being typed.
use rusqlite::{OptionalExtension, Row, named_params};

use super::connection::{PASSING, with_cache};
use super::finder::{Entry, Fit, Index, Mark, WORTH_CATCHING_UP, query_words};
use super::rows::{Day, Wall};
use super::{Error, Store};
use crate::domain::ids::ClientId;
use crate::domain::people::card::{ClientLine, Double, Found, Likeness};
use crate::domain::text::{Clean, digits, fold};

impl Store {
    /// Clients for the words typed, at most `most`: every word begins or stands in a part of the name, the phone's digits or
    /// the e-mail; beginnings of words first, then by name. No words: everybody. Archived ones only when asked for, merged ones never.
    pub fn find_clients(&self, typed: &str, archived: bool, most: usize) -> Result<Found, Error> {
        self.ready_finder()?;
        let kept = self.finder.0.borrow();
        let Some(index) = kept.as_ref() else { return Ok(Found::default()) };
        let fits = index.fits(&query_words(typed));
        let fitting = |wanted: Fit| {
            let shown = index
                .entries
                .iter()
                .zip(&fits)
                .filter(move |(entry, fit)| **fit == wanted && !entry.merged && (archived || !entry.archived));
            shown.map(|(entry, _)| entry.id)
        };
        let in_all = fitting(Fit::Begins).count() + fitting(Fit::Inside).count();
        let ids: Vec<ClientId> = fitting(Fit::Begins).chain(fitting(Fit::Inside)).take(most).collect();
        drop(kept);
        let clients = ids.into_iter().map(|id| self.client_line(id)).collect::<Result<Vec<_>, _>>()?;
        Ok(Found { more: in_all - clients.len(), clients })
    }

    /// Makes the finder ready, so that the first key typed does not wait for all clients to be read.
    pub fn ready_finder(&self) -> Result<(), Error> {
        let data_version = Some(self.data_version()?);
        let mut kept = self.finder.0.borrow_mut();
        if kept.as_ref().is_some_and(|index| index.data_version == data_version) {
            return Ok(());
        }
        let caught_up = match kept.as_mut() {
            Some(index) => self.catch_up(index)?,
            None => false,
        };
        if !caught_up {
            let seen = self.newest_mark()?;
            *kept = Some(Index::new(data_version, seen, self.all_entries()?));
        }
        if let Some(index) = kept.as_mut() {
            index.data_version = data_version;
        }
        Ok(())
    }

    fn all_entries(&self) -> Result<Vec<Entry>, Error> {
        let mut ask = self.connection.prepare_cached("SELECT id, folded, digits, email, archived, merged_into IS NOT NULL FROM client")?;
        let read = with_cache(&self.connection, PASSING, || ask.query_map([], read_entry)?.collect::<Result<Vec<_>, _>>())?;
        Ok(read?)
    }

    fn newest_mark(&self) -> Result<Mark, Error> {
        let mut ask = self
            .connection
            .prepare_cached("SELECT j.id, (SELECT at FROM change WHERE id = j.change_id) FROM journal AS j ORDER BY j.id DESC LIMIT 1")?;
        let found = ask.query_row([], |row| Ok(Mark { row: row.get(0)?, at: row.get(1)? })).optional()?;
        Ok(found.unwrap_or(Mark { row: 0, at: None }))
    }

    /// Takes over what was written since the index was made; false when that cannot be told from the journal.
    fn catch_up(&self, index: &mut Index) -> Result<bool, Error> {
        let newest = self.newest_mark()?;
        let mut same =
            self.connection.prepare_cached("SELECT (SELECT at FROM change WHERE id = j.change_id) FROM journal AS j WHERE j.id = :row")?;
        let still: Option<Option<String>> = same.query_row(named_params! {":row": index.seen.row}, |row| row.get(0)).optional()?;
        if still.as_ref() != Some(&index.seen.at) || newest.row - index.seen.row > WORTH_CATCHING_UP.0 {
            return Ok(false);
        }
        let mut ask = self.connection.prepare_cached("SELECT DISTINCT row_id FROM journal WHERE id > :row AND tbl = 'client'")?;
        let touched = ask.query_map(named_params! {":row": index.seen.row}, |row| row.get(0))?.collect::<Result<Vec<ClientId>, _>>()?;
        if touched.len() > WORTH_CATCHING_UP.1 {
            return Ok(false);
        }
        let mut one = self
            .connection
            .prepare_cached("SELECT id, folded, digits, email, archived, merged_into IS NOT NULL FROM client WHERE id = :id")?;
        for id in touched {
            index.replace(id, one.query_row(named_params! {":id": id}, read_entry).optional()?);
        }
        index.seen = newest;
        Ok(true)
    }

    /// One client as lists show them.
    pub fn client_line(&self, id: ClientId) -> Result<ClientLine, Error> {
        let read = |row: &Row<'_>| {
            Ok(ClientLine {
                id: row.get(0)?,
                name: row.get(1)?,
                phones: row.get(2)?,
                email: row.get(3)?,
                born: row.get::<_, Option<Day>>(4)?.map(|day| day.0),
                last: row.get::<_, Option<Wall>>(6)?.map(|at| at.0),
                next: row.get::<_, Option<Wall>>(7)?.map(|at| at.0),
                archived: row.get(5)?,
            })
        };
        // "Next" is the first that still waits to happen after the last that took place: both stand near each other in the index.
        let mut ask = self.connection.prepare_cached(
            "SELECT id, name, phones, email, born, archived,
                    (SELECT starts FROM appointment WHERE client_id = c.id AND status = 'done' ORDER BY starts DESC LIMIT 1),
                    (SELECT starts FROM appointment WHERE client_id = c.id AND status IN ('booked', 'confirmed', 'arrived', 'in session')
                        AND starts > coalesce((SELECT starts FROM appointment WHERE client_id = c.id AND status = 'done' ORDER BY starts DESC LIMIT 1), '')
                      ORDER BY starts LIMIT 1)
               FROM client AS c WHERE id = :id",
        )?;
        Ok(ask.query_row(named_params! {":id": id}, read)?)
    }

    /// Other clients of the same name or of a phone with the same digits.
    pub fn doubles(&self, name: &Clean, phones: &Clean, except: Option<ClientId>) -> Result<Vec<Double>, Error> {
        self.ready_finder()?;
        let index = self.finder.0.borrow();
        let name = format!(" {}", fold(name.as_str()));
        let numbers: Vec<String> = phones.as_str().split([',', ';', '/']).map(digits).filter(|number| number.len() >= 6).collect();
        let like = |entry: &Entry| {
            if !name.trim().is_empty() && entry.names == name {
                Some(Likeness::SameName)
            } else {
                numbers.iter().any(|number| entry.digits.contains(number.as_str())).then_some(Likeness::SamePhone)
            }
        };
        let found: Vec<(ClientId, Likeness)> = index
            .iter()
            .flat_map(|index| &index.entries)
            .filter(|entry| Some(entry.id) != except && !entry.merged)
            .filter_map(|entry| Some((entry.id, like(entry)?)))
            .take(9)
            .collect();
        drop(index);
        found.into_iter().map(|(id, like)| Ok(Double { client: self.client_line(id)?, like })).collect()
    }
}

fn read_entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        id: row.get(0)?,
        names: format!(" {}", row.get_ref(1)?.as_str()?),
        digits: row.get(2)?,
        email: row.get_ref(3)?.as_str()?.to_lowercase(),
        archived: row.get(4)?,
        merged: row.get(5)?,
    })
}
