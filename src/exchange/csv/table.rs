//! A file as rows of cells under headings, each row with the physical line it begins on.
use std::borrow::Cow;

use ::csv::{Reader, ReaderBuilder, StringRecord};

use super::cell::unguard;
use super::decode::{Encoding, decode};
use super::sheet::Unreadable;
use super::sniff::{Sniffed, sniff};
use crate::domain::text::Clean;

/// A file parted into cells; `header` is the row whose cells are headings, `rows` are those after it.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) encoding: Encoding,
    pub(super) delimiter: char,
    /// The line the headings are on.
    pub(super) head_line: usize,
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// One row that is not blank.
#[derive(Debug)]
pub(super) struct Row {
    /// Where it begins in the file, from 1.
    pub(super) line: usize,
    /// Why its cells cannot be trusted.
    pub(super) fault: Option<&'static str>,
    cells: StringRecord,
}

impl Row {
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// What the cell says; empty when the row is too short to have it.
    pub(super) fn cell(&self, at: usize) -> Cow<'_, str> {
        self.cells.get(at).map_or(Cow::Borrowed(""), unguard)
    }

    /// All cells but the one at `without`.
    pub(super) fn texts(&self, without: Option<usize>) -> Vec<String> {
        (0..self.len()).filter(|at| Some(*at) != without).map(|at| self.cell(at).into_owned()).collect()
    }
}

/// Rows above the headings that are looked through: report titles, dates of the report, blank lines.
const ABOVE: usize = 10;
/// Unclosed quotes that are recovered from, so that a file of nothing else cannot make this read it again and again.
const RECOVERIES: usize = 20;

const UNCLOSED: &str = "A double quote begins a cell on this line and is never closed: delete it, or close it.";
const CUT: &str = "The file ends in the middle of this line: export it again, or complete the line.";

/// Reads the whole file; the headings are the first row, of those near the top, that `is_header` takes.
pub(super) fn read(bytes: &[u8], is_header: impl Fn(&[String]) -> bool) -> Result<Table, Unreadable> {
    parted(bytes, usize::MAX, is_header)
}

/// Reads no further than the headings can be.
pub(super) fn heads(bytes: &[u8], is_header: impl Fn(&[String]) -> bool) -> Result<Table, Unreadable> {
    parted(bytes, ABOVE, is_header)
}

fn parted(bytes: &[u8], most: usize, is_header: impl Fn(&[String]) -> bool) -> Result<Table, Unreadable> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(Unreadable::Workbook);
    }
    let decoded = decode(bytes);
    let text = plain(decoded.text);
    let headings = |row: &Row| row.texts(None).iter().map(|cell| Clean::line(cell).into()).collect::<Vec<String>>();
    let mut first = None;
    for way in sniff(&text) {
        let top = rows(&text, way, ABOVE);
        let Some(at) = top.iter().position(|row| is_header(&headings(row))) else {
            first = first.or(top.first().map(headings));
            continue;
        };
        let (header, head_line) = (headings(&top[at]), top[at].line);
        let mut rows = if most > ABOVE { rows(&text, way, most) } else { top };
        rows.drain(..=at);
        return Ok(Table { encoding: decoded.encoding, delimiter: char::from(way.delimiter), head_line, header, rows });
    }
    Err(first.map_or(Unreadable::Empty, |first| Unreadable::NoHeadings { first }))
}

/// Without NULs, and with line feeds when a file ends its lines with carriage returns alone (old Macintosh programs).
fn plain(text: Cow<'_, str>) -> Cow<'_, str> {
    let text = if text.contains('\0') { Cow::Owned(text.replace('\0', "")) } else { text };
    if text.contains('\r') && !text.contains('\n') { Cow::Owned(text.replace('\r', "\n")) } else { text }
}

fn rows(text: &str, sniffed: Sniffed, most: usize) -> Vec<Row> {
    let bytes = text.as_bytes();
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut rows: Vec<Row> = Vec::new();
    let mut recovered = 0;
    let mut base = sniffed.skip;
    let mut reader = open(&bytes[base..], sniffed.delimiter);
    let mut cells = StringRecord::new();
    while rows.len() < most {
        let from = base + offset(&reader);
        if !reader.read_record(&mut cells).unwrap_or(false) {
            break;
        }
        let start = from + bytes[from..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let end = base + offset(&reader);
        let first_end = bytes[start..end].iter().position(|byte| *byte == b'\n').map_or(end, |at| start + at + 1);
        let short = cells.len() < sniffed.width;
        let unclosed = short && end == bytes.len() && first_end < end && recovered < RECOVERIES;
        let line = lines.number(start);
        if unclosed {
            recovered += 1;
            let torn = text[start..first_end].trim_end().split(char::from(sniffed.delimiter)).collect::<StringRecord>();
            rows.push(Row { line, fault: Some(UNCLOSED), cells: torn });
            base = first_end;
            reader = open(&bytes[base..], sniffed.delimiter);
            continue;
        }
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cut = short && end == bytes.len() && !text.ends_with('\n') && !rows.is_empty();
        rows.push(Row { line, fault: cut.then_some(CUT), cells: cells.clone() });
    }
    rows
}

fn open(bytes: &[u8], delimiter: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes)
}

fn offset(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

/// Counts line ends up to growing places, so that each is looked at once.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn number(&mut self, place: usize) -> usize {
        let place = place.max(self.at);
        self.line += self.text[self.at..place].matches('\n').count();
        self.at = place;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(usize, Vec<String>, bool)> {
        let table = read(text.as_bytes(), |header| header.iter().any(|head| head == "Name")).expect("a table of the test");
        table.rows.iter().map(|row| (row.line, row.texts(None), row.fault.is_some())).collect()
    }

    fn row(line: usize, cells: &[&str], fault: bool) -> (usize, Vec<String>, bool) {
        (line, cells.iter().map(|cell| (*cell).to_owned()).collect(), fault)
    }

    #[test]
    fn every_row_knows_its_line() {
        let expected = [row(4, &["Ana", "two\nlines"], false), row(7, &["Bo", "x"], false)];
        assert_eq!(lines("\nName,Note\n\nAna,\"two\nlines\"\n,\nBo,x\n"), expected);
        let crlf = [row(4, &["Ana", "two\r\nlines"], false), row(7, &["Bo", "x"], false)];
        assert_eq!(lines("sep=,\r\nName,Note\r\n\r\nAna,\"two\r\nlines\"\r\n\r\nBo,x\r\n"), crlf);
        assert_eq!(lines("Name,Note\rAna,x\rBo,y\r"), [row(2, &["Ana", "x"], false), row(3, &["Bo", "y"], false)]);
        assert_eq!(lines("Clients 2026,,\nName,Note,\nAna,x,\n"), [row(3, &["Ana", "x", ""], false)]);
    }

    #[test]
    fn an_unclosed_quote_costs_one_line_and_not_the_rest() {
        let expected = [row(2, &["\"Ana", "x", "y"], true), row(3, &["Bo", "y", "z"], false), row(4, &["Cy", "z", "a"], false)];
        assert_eq!(lines("Name,Note,More\n\"Ana,x,y\nBo,y,z\nCy,z,a\n"), expected);
    }

    #[test]
    fn a_torn_end_is_noticed() {
        assert_eq!(lines("Name,Note,More\nAna,x,y\nBo,y"), [row(2, &["Ana", "x", "y"], false), row(3, &["Bo", "y"], true)]);
        assert_eq!(lines("Name,Note,More\nAna,x,y\nBo,y,z"), [row(2, &["Ana", "x", "y"], false), row(3, &["Bo", "y", "z"], false)]);
    }

    #[test]
    fn what_is_no_table_is_said() {
        assert_eq!(read(b"PK\x03\x04zip", |_| true).map(|_| ()), Err(Unreadable::Workbook));
        assert_eq!(read(b"\n \n,,\n", |_| true).map(|_| ()), Err(Unreadable::Empty));
        assert_eq!(read(b"a,b\n", |_| false).map(|_| ()), Err(Unreadable::NoHeadings { first: vec!["a".into(), "b".into()] }));
    }
}
