//! Finding clients while a name is being typed.
use std::cell::RefCell;

use rusqlite::{Row, named_params};

use super::rows::{Day, Wall};
use super::{Error, Store};
use crate::domain::ids::ClientId;
use crate::domain::people::card::{ClientLine, Double, Found, Likeness};
use crate::domain::text::{Clean, digits, fold};

/// All clients as they are searched, kept until somebody writes: a key then costs a walk over memory and not over the file.
#[derive(Debug, Default)]
pub(super) struct Finder(RefCell<Option<Index>>);

#[derive(Debug)]
struct Index {
    data_version: i64,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    id: ClientId,
    /// The folded names with a blank in front, so that " smi" finds the beginnings of words.
    names: String,
    digits: String,
    email: String,
    archived: bool,
}

impl Finder {
    pub(super) fn forget(&self) {
        self.0.replace(None);
    }
}

impl Store {
    /// Clients for the words typed, at most `most`: every word begins or stands in a part of the name, the phone's digits or
    /// the e-mail; beginnings of words first, then by name. No words: everybody. Archived ones only when asked for.
    pub fn find_clients(&self, typed: &str, archived: bool, most: usize) -> Result<Found, Error> {
        self.fill_finder()?;
        let index = self.finder.0.borrow();
        let words = query_words(typed);
        let mut best: Vec<&Entry> = Vec::new();
        let mut inside: Vec<&Entry> = Vec::new();
        for entry in index.iter().flat_map(|index| &index.entries).filter(|entry| archived || !entry.archived) {
            match entry.fit(&words) {
                Some(true) => best.push(entry),
                Some(false) => inside.push(entry),
                None => {}
            }
        }
        let in_all = best.len() + inside.len();
        let ids: Vec<ClientId> = best.into_iter().chain(inside).take(most).map(|entry| entry.id).collect();
        drop(index);
        let clients = ids.into_iter().map(|id| self.client_line(id)).collect::<Result<Vec<_>, _>>()?;
        Ok(Found { more: in_all - clients.len(), clients })
    }

    fn fill_finder(&self) -> Result<(), Error> {
        let data_version = self.data_version()?;
        if self.finder.0.borrow().as_ref().is_some_and(|index| index.data_version == data_version) {
            return Ok(());
        }
        let mut ask = self.connection.prepare_cached("SELECT id, folded, digits, email, archived FROM client ORDER BY folded, id")?;
        let read = |row: &Row<'_>| {
            Ok(Entry {
                id: row.get(0)?,
                names: format!(" {}", row.get_ref(1)?.as_str()?),
                digits: row.get(2)?,
                email: row.get_ref(3)?.as_str()?.to_lowercase(),
                archived: row.get(4)?,
            })
        };
        let entries = ask.query_map([], read)?.collect::<Result<Vec<_>, _>>()?;
        self.finder.0.replace(Some(Index { data_version, entries }));
        Ok(())
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
        // "Next" is what still waits to happen; the index on (client_id, starts) is walked from its end.
        let mut ask = self.connection.prepare_cached(
            "SELECT id, name, phones, email, born, archived,
                    (SELECT starts FROM appointment WHERE client_id = c.id AND status = 'done' ORDER BY starts DESC LIMIT 1),
                    (SELECT min(starts) FROM (SELECT starts, status FROM appointment WHERE client_id = c.id ORDER BY starts DESC LIMIT 60)
                      WHERE status IN ('booked', 'confirmed', 'arrived', 'in session'))
               FROM client AS c WHERE id = :id",
        )?;
        Ok(ask.query_row(named_params! {":id": id}, read)?)
    }

    /// Other clients of the same name or of a phone with the same digits.
    pub fn doubles(&self, name: &Clean, phones: &Clean, except: Option<ClientId>) -> Result<Vec<Double>, Error> {
        self.fill_finder()?;
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
            .filter(|entry| Some(entry.id) != except)
            .filter_map(|entry| Some((entry.id, like(entry)?)))
            .take(9)
            .collect();
        drop(index);
        found.into_iter().map(|(id, like)| Ok(Double { client: self.client_line(id)?, like })).collect()
    }
}

/// A typed word as names, digits and e-mails are compared with it.
struct Word {
    begins: String,
    digits: String,
    raw: String,
}

fn query_words(typed: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for raw in typed.split_whitespace() {
        let is_number = raw.chars().all(|c| c.is_ascii_digit() || "+-/().".contains(c));
        if raw.contains('@') || is_number {
            words.push(Word {
                begins: String::new(),
                digits: if is_number { digits(raw) } else { String::new() },
                raw: raw.to_lowercase(),
            });
        } else {
            let folded = fold(raw);
            words.extend(folded.split(' ').filter(|part| !part.is_empty()).map(|part| Word {
                begins: format!(" {part}"),
                digits: String::new(),
                raw: part.to_owned(),
            }));
        }
    }
    words
}

impl Entry {
    /// `None`: does not fit; `Some(true)`: every word is the beginning of a part of the name or a phone's digits.
    fn fit(&self, words: &[Word]) -> Option<bool> {
        let mut begins = true;
        for word in words {
            if !word.begins.is_empty() && self.names.contains(&word.begins) || !word.digits.is_empty() && self.digits.contains(&word.digits)
            {
                continue;
            }
            let inside = !word.begins.is_empty() && self.names.contains(&word.raw) || self.email.contains(&word.raw);
            if !inside {
                return None;
            }
            begins = false;
        }
        Some(begins)
    }
}
