//! The lines that were not taken, as a file to mend and to import again.
use std::io;

use ::csv::{Terminator, WriterBuilder};

use super::cell::{key, safe_cell};
use super::dates::DatesRead;
use super::sheet::Sheet;
use super::write::BOM;
use crate::domain::wording::when::DateOrder;

/// The heading of our own column; it also carries the order the dates of the whole file proved, which the few lines left
/// may not prove any more.
const HEADING: &str = "Why not imported";

/// Writes the bad lines of a sheet under its own headings, each with its reason in a last column, which the reader skips.
/// Same delimiter as the file, UTF-8 with byte order mark, CRLF.
pub fn write_rest<T>(mut out: impl io::Write, sheet: &Sheet<T>) -> io::Result<()> {
    out.write_all(BOM)?;
    let kept: Vec<&String> = sheet.header.iter().filter(|head| !is_ours(head)).collect();
    let width = sheet.bad.iter().map(|bad| bad.raw.len()).fold(kept.len(), usize::max);
    let delimiter = u8::try_from(sheet.delimiter).unwrap_or(b',');
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).delimiter(delimiter).from_writer(out);
    let mut line = |cells: &mut dyn Iterator<Item = &str>, last: &str| {
        let mut written = 0;
        for cell in cells {
            writer.write_field(safe_cell(cell).as_ref())?;
            written += 1;
        }
        for _ in written..width {
            writer.write_field("")?;
        }
        writer.write_field(safe_cell(last).as_ref())?;
        writer.write_record(None::<&[u8]>)
    };
    let order = match sheet.dates {
        DatesRead::Plain => None,
        DatesRead::Proved { order, .. } | DatesRead::Assumed(order) => Some(order),
    };
    let heading = order.map_or_else(|| HEADING.to_owned(), |order| format!("{HEADING} (dates {order})"));
    line(&mut kept.into_iter().map(String::as_str), &heading)?;
    for bad in &sheet.bad {
        line(&mut bad.raw.iter().map(String::as_str), &bad.reason)?;
    }
    writer.flush()
}

/// Whether a heading is that of our own column of reasons.
pub(super) fn is_ours(heading: &str) -> bool {
    key(heading).starts_with(&key(HEADING))
}

/// The order of dates that our own column says.
pub(super) fn told_order(heading: &str) -> Option<DateOrder> {
    let word = is_ours(heading).then(|| key(heading))?;
    [DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().find(|order| word.ends_with(&key(&format!("dates {order}"))))
}
