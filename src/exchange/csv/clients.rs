//! Rows as clients.
use chrono::NaiveDate;

use super::cell::{add_phones, emails, is_cut_number, is_placeholder, says_yes};
use super::dates::Dates;
use super::header::{ClientColumn as C, Columns, client_column, is_clients};
use super::person::NameCells;
use super::sheet::{Options, Sheet, Unreadable, gather};
use super::table::{self, Row};
use crate::domain::text::Clean;

/// One client, as a file describes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientLine {
    /// Where the row begins in the file, from 1.
    pub line: usize,
    /// The client's name in the other program's file.
    pub foreign_id: Option<Clean>,
    /// The client's `uid`; only our own exports have it.
    pub uid: Option<Clean>,
    /// First name first; never empty.
    pub name: Clean,
    pub preferred: Option<Clean>,
    /// Every number of the row once, as written, mobile first, parted by ", ".
    pub phones: Clean,
    pub email: Clean,
    pub born: Option<NaiveDate>,
    pub guardian: Clean,
    /// Several lines; further e-mail addresses are in it too.
    pub note: Clean,
    /// The preferred therapist's name.
    pub therapist: Option<Clean>,
    /// The usual service's name.
    pub service: Option<Clean>,
    pub pressure: Clean,
    /// When they like to come, as written.
    pub prefers: Clean,
    pub archived: bool,
}

/// Reads a list of clients; every row is in `lines` or in `bad`.
pub fn read_clients(bytes: &[u8], options: &Options) -> Result<Sheet<ClientLine>, Unreadable> {
    let table = table::read(bytes, is_clients)?;
    let columns = Columns::new(&table.header, client_column);
    let dates = Dates::of(&table, &columns, &[C::Born], options)?;
    let reader = Reader { ours: columns.has(C::Uid), columns: &columns, dates };
    Ok(gather(table, &columns, dates.read, |row| reader.client(row)))
}

struct Reader<'a> {
    columns: &'a Columns<C>,
    dates: Dates,
    /// The file is our own export: its texts are taken as they are.
    ours: bool,
}

impl Reader<'_> {
    fn client(&self, row: &Row) -> Result<ClientLine, String> {
        let (email, more) = self.email(row)?;
        Ok(ClientLine {
            line: row.line,
            foreign_id: foreign_id(&self.columns.first(row, C::Id))?,
            uid: said(&self.columns.first(row, C::Uid)),
            name: self.name(row)?,
            preferred: said(&self.columns.first(row, C::Preferred)),
            phones: self.phones(row)?,
            email,
            born: self.born(row)?,
            guardian: Clean::line(&self.columns.first(row, C::Guardian)),
            note: self.note(row, &more),
            therapist: said(&self.columns.first(row, C::Therapist)),
            service: said(&self.columns.first(row, C::Service)),
            pressure: Clean::line(&self.columns.first(row, C::Pressure)),
            prefers: Clean::line(&self.columns.first(row, C::Prefers)),
            archived: self.archived(row),
        })
    }

    fn name(&self, row: &Row) -> Result<Clean, String> {
        let [first, middle, last, full] = [C::FirstName, C::MiddleName, C::LastName, C::Name].map(|column| self.columns.first(row, column));
        let name = NameCells { first: &first, middle: &middle, last: &last, full: &full }.name(self.ours)?;
        if name.is_empty() {
            return Err("The name is missing: write it, or delete the line.".to_owned());
        }
        Ok(name)
    }

    fn phones(&self, row: &Row) -> Result<Clean, String> {
        if self.ours {
            return Ok(Clean::line(&self.columns.first(row, C::Phone)));
        }
        let cells = [C::Mobile, C::Phone, C::OtherPhone].into_iter().flat_map(|column| self.columns.all(row, column));
        phones(cells)
    }

    /// The first address, and the others.
    fn email(&self, row: &Row) -> Result<(Clean, Vec<Clean>), String> {
        if self.ours {
            return Ok((Clean::line(&self.columns.first(row, C::Email)), Vec::new()));
        }
        let mut found: Vec<Clean> = Vec::new();
        for cell in self.columns.all(row, C::Email) {
            for address in addresses(&cell)? {
                if !found.contains(&address) {
                    found.push(address);
                }
            }
        }
        let mut found = found.into_iter();
        Ok((found.next().unwrap_or_default(), found.collect()))
    }

    fn born(&self, row: &Row) -> Result<Option<NaiveDate>, String> {
        let cell = self.columns.first(row, C::Born);
        if is_placeholder(&cell) || cell.starts_with("0000") { Ok(None) } else { self.dates.born(&cell).map(Some) }
    }

    fn note(&self, row: &Row, emails: &[Clean]) -> Clean {
        let mut notes: Vec<String> = self.columns.all(row, C::Note).map(std::borrow::Cow::into_owned).collect();
        notes.extend(emails.iter().map(|email| format!("Also: {email}")));
        Clean::text(&notes.join("\n"))
    }

    fn archived(&self, row: &Row) -> bool {
        let away =
            ["archived", "inactive", "deleted", "former", "lapsed", "archiviert", "inaktiv", "inactif", "inactivo", "inattivo", "inactief"];
        let status = super::cell::key(&self.columns.first(row, C::Status));
        let inactive = self.columns.all(row, C::Active).any(|cell| !says_yes(&cell));
        inactive || away.contains(&status.as_str()) || self.columns.all(row, C::Archived).any(|cell| says_yes(&cell))
    }
}

/// A text, if it says something.
pub(super) fn said(text: &str) -> Option<Clean> {
    Some(Clean::line(text)).filter(|clean| !clean.is_empty())
}

/// A name in another file; one whose last digits a spreadsheet has cut would be that of several people.
pub(super) fn foreign_id(text: &str) -> Result<Option<Clean>, String> {
    if is_cut_number(text) {
        return Err(cut("number", text));
    }
    Ok(said(text))
}

/// All phones of the cells, each once.
pub(super) fn phones<T: AsRef<str>>(cells: impl Iterator<Item = T>) -> Result<Clean, String> {
    let (mut joined, mut seen) = (String::new(), Vec::new());
    for cell in cells {
        add_phones(&mut joined, &mut seen, cell.as_ref()).map_err(|number| cut("phone", number.as_str()))?;
    }
    Ok(Clean::line(&joined))
}

/// The e-mail addresses of one cell.
pub(super) fn addresses(cell: &str) -> Result<Vec<Clean>, String> {
    if is_placeholder(cell) {
        return Ok(Vec::new());
    }
    emails(cell).map_err(|text| format!("\"{text}\" cannot be an e-mail address: correct it, or leave it empty."))
}

fn cut(what: &str, text: &str) -> String {
    format!("A spreadsheet has cut the {what} to {}: format the column as text and export again, or write it in full.", text.trim())
}
