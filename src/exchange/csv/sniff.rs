//! Which character parts the cells: the one that parts most rows into the same number of cells, quotes respected.
use std::cmp::Reverse;
use std::collections::HashMap;

use ::csv::{ReaderBuilder, StringRecord};

/// How the cells of a file are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sniffed {
    pub(super) delimiter: u8,
    /// How many cells most rows have.
    pub(super) width: usize,
    /// Bytes of text before the first row (the `sep=;` line of Excel).
    pub(super) skip: usize,
}

const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Rows looked at: enough to outvote a title above the headings and notes with commas in them.
const ROWS: usize = 40;
/// Bytes looked at, so that an unclosed quote cannot make this read a large file four times.
const BYTES: usize = 64 * 1024;

/// The ways the text may be parted, the likeliest first; the last is one column. Headings have the last word.
pub(super) fn sniff(text: &str) -> Vec<Sniffed> {
    if let Some((delimiter, skip)) = told(text) {
        let (width, _) = parted(&text[skip..], delimiter);
        return vec![Sniffed { delimiter, width, skip }];
    }
    let mut ways: Vec<(u64, Sniffed)> = Vec::with_capacity(CANDIDATES.len() + 1);
    for delimiter in CANDIDATES {
        let (width, fit) = parted(text, delimiter);
        ways.push((fit, Sniffed { delimiter, width, skip: 0 }));
    }
    ways.retain(|(fit, _)| *fit > 0);
    ways.sort_by_key(|(fit, _)| Reverse(*fit));
    let one_column = Sniffed { delimiter: b',', width: 1, skip: 0 };
    ways.into_iter().map(|(_, way)| way).chain([one_column]).collect()
}

/// The `sep=;` line Excel writes and obeys.
fn told(text: &str) -> Option<(u8, usize)> {
    let (line, _) = text.split_once('\n')?;
    let word = line.trim_end_matches('\r').trim_matches('"');
    let (name, sign) = (word.get(..4)?, word.get(4..)?);
    let &[delimiter] = sign.as_bytes() else { return None };
    (name.eq_ignore_ascii_case("sep=") && delimiter.is_ascii() && !matches!(delimiter, b'"' | b'\r')).then_some((delimiter, line.len() + 1))
}

/// The commonest row width over one cell, and how well it fits.
fn parted(text: &str, delimiter: u8) -> (usize, u64) {
    let mut end = text.len().min(BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(&text.as_bytes()[..end]);
    let mut widths = Vec::with_capacity(ROWS);
    let mut row = StringRecord::new();
    while widths.len() <= ROWS && reader.read_record(&mut row).unwrap_or(false) {
        if row.iter().any(|cell| !cell.trim().is_empty()) {
            widths.push(row.len());
        }
    }
    if end < text.len() && widths.len() > 1 {
        // The look may have ended in the middle of a row.
        widths.pop();
    }
    let mut count: HashMap<usize, usize> = HashMap::new();
    for width in widths.iter().filter(|width| **width > 1) {
        *count.entry(*width).or_default() += 1;
    }
    // The fourth power: alike counts more than wide, or lists inside a cell would win over the cells.
    let fit = |rows: usize, width: usize| (width as u64 - 1) * (rows as u64 * 1000 / widths.len() as u64).pow(4);
    let best = count.into_iter().map(|(width, rows)| (width, fit(rows, width)));
    best.max_by_key(|(width, score)| (*score, *width)).unwrap_or((1, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_that_parts_the_rows_alike() {
        let table = [
            ("Name,Phone\nAna,1\n", b',', 2),
            ("Name, Vorname;Telefon;Notiz\nSilva, Ana;1;kommt, wenn es regnet, spät\nRoth, Bo;2;\n", b';', 3),
            ("Name\tPhone\nAna, Silva\t1\n", b'\t', 2),
            ("Name|Phone\nAna|1\n", b'|', 2),
            ("Clients of the practice\n\nName;Phone;Note\nAna;1;x\nBo;2;y\n", b';', 3),
            ("Name,Note\nAna,\"a;b;c;d\"\nBo,\"a;b;c;d\"\n", b',', 2),
            ("Name,Note\nAna,\"one\n;two;\n\"\n", b',', 2),
            ("Name\nAna\n", b',', 1),
            ("", b',', 1),
        ];
        for (text, delimiter, width) in table {
            assert_eq!(sniff(text)[0], Sniffed { delimiter, width, skip: 0 }, "{text:?}");
        }
    }

    #[test]
    fn the_sep_line_of_excel_decides() {
        assert_eq!(sniff("sep=;\r\nName,x;Phone\r\n"), [Sniffed { delimiter: b';', width: 2, skip: 7 }]);
        assert_eq!(sniff("\"SEP=|\"\nName|Phone\n")[0].delimiter, b'|');
        assert_eq!(sniff("sep=\tx\nName,Phone\nA,1\n")[0].delimiter, b',');
    }
}
