//! What a read file gives: its lines as values, and the lines somebody has to mend.
use std::fmt;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::cell::key;
use super::dates::DatesRead;
use super::decode::Encoding;
use super::header::Columns;
use super::rest;
use super::table::{Row, Table};
use crate::domain::wording::when::DateOrder;

/// What the practice adds where a file leaves a question open.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The order of 03/04/2026 when nothing in the file proves one.
    pub order: DateOrder,
    /// The practice's zone: instants with an offset become its wall clock.
    pub zone: Tz,
    /// The length of an appointment that says none, in minutes.
    pub default_minutes: Option<u32>,
    /// Nobody is born after it; two-digit years are read around it.
    pub today: NaiveDate,
}

/// One file, read: every line of it is in `lines` or in `bad`, blank lines aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet<T> {
    pub lines: Vec<T>,
    pub bad: Vec<BadLine>,
    /// The headings as the file has them.
    pub header: Vec<String>,
    /// The headings whose cells were not taken, though some say something.
    pub unmapped: Vec<String>,
    pub encoding: Encoding,
    pub delimiter: char,
    /// How dates such as 03/04/2026 were read, and why.
    pub dates: DatesRead,
}

/// A line that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Where it begins in the file, from 1.
    pub line: usize,
    /// What is wrong and how to mend it, in a sentence.
    pub reason: String,
    /// Its cells as they were read, for [`super::write_rest`].
    pub raw: Vec<String>,
}

/// Why nothing of a file could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing but blanks.
    Empty,
    /// An Excel or other packed file instead of text.
    Workbook,
    /// No row near the top has the headings that are needed; the first row is given.
    NoHeadings { first: Vec<String> },
    /// Some dates can only be day first, others only month first; a line of each.
    MixedDates { day_first: usize, month_first: usize },
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("The file is empty."),
            Self::Workbook => {
                f.write_str("This is a workbook, not a CSV file: open it and save it as \"CSV UTF-8\", then import that file.")
            }
            Self::NoHeadings { first } => write!(
                f,
                "No row of headings was found. A list of clients needs a name column; a list of appointments needs the client, and a start or a \
                 date. The file begins with: {}.",
                first.join(", ")
            ),
            Self::MixedDates { day_first, month_first } => write!(
                f,
                "The dates of this file are not in one order: line {day_first} has the day first, line {month_first} the month first. Mend the \
                 one that is wrong, or write all dates as 2026-11-24."
            ),
        }
    }
}

impl std::error::Error for Unreadable {}

/// Reads every row: `build` gives its value or the reason why there is none.
pub(super) fn gather<C: Copy + PartialEq, T>(
    table: Table,
    columns: &Columns<C>,
    dates: DatesRead,
    build: impl Fn(&Row) -> Result<T, String>,
) -> Sheet<T> {
    let ours = table.header.iter().position(|head| rest::is_ours(head));
    let mut lines = Vec::with_capacity(table.rows.len());
    let mut bad = Vec::new();
    for row in &table.rows {
        match misshapen(row, &table.header, ours).map_or_else(|| build(row), Err) {
            Ok(line) => lines.push(line),
            Err(reason) => bad.push(BadLine { line: row.line, reason, raw: row.texts(ours) }),
        }
    }
    let unmapped = columns.unmapped(&table.header, &table.rows);
    Sheet { lines, bad, header: table.header, unmapped, encoding: table.encoding, delimiter: table.delimiter, dates }
}

/// Why the row cannot be read whatever its cells say. `ours`: where the reasons of an earlier import stand.
fn misshapen(row: &Row, header: &[String], ours: Option<usize>) -> Option<String> {
    if let Some(fault) = row.fault {
        return Some(fault.to_owned());
    }
    let named = match ours {
        // Cells without a heading in a file of lines to mend are those that were too many before.
        Some(ours) => header[..ours].iter().rposition(|head| !head.is_empty()).map_or(0, |last| last + 1),
        None => header.len(),
    };
    let extra = (named..row.len()).filter(|at| Some(*at) != ours).any(|at| !row.cell(at).trim().is_empty());
    if extra {
        let cells = (0..row.len()).rfind(|at| Some(*at) != ours && !row.cell(*at).trim().is_empty()).map_or(0, |last| last + 1);
        return Some(format!(
            "This line has {cells} cells and the headings are {named}: put the text that has the delimiter in it into double quotes."
        ));
    }
    is_total(row).then(|| "This looks like a line of totals, which is nobody's: delete it.".to_owned())
}

fn is_total(row: &Row) -> bool {
    let mut said = (0..row.len()).map(|at| row.cell(at)).filter(|cell| !cell.trim().is_empty());
    let Some(first) = said.next() else { return false };
    let word = first.trim();
    if !word.starts_with(|c: char| "tTgGsS".contains(c)) || said.count() > 2 {
        return false;
    }
    let totals = ["total", "totals", "grandtotal", "subtotal", "gesamt", "summe", "gesamtsumme", "totale", "totaal", "soustotal"];
    let first_word = word.split([':', '=']).next().unwrap_or_default();
    totals.contains(&key(first_word).as_str())
}
