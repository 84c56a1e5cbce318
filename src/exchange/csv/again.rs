//! Lines that could be read but not brought in, as they stand in the file.
use std::collections::HashMap;

use super::header::{Kind, is_appointments, is_clients};
use super::rest;
use super::sheet::{BadLine, Sheet, Unreadable};
use super::table;

/// Adds lines of the file, each with its reason, to the ones that are to be mended.
pub fn put_aside<T>(sheet: &mut Sheet<T>, bytes: &[u8], kind: Kind, reasons: &[(usize, String)]) -> Result<(), Unreadable> {
    if reasons.is_empty() {
        return Ok(());
    }
    let table = match kind {
        Kind::Clients => table::read(bytes, is_clients)?,
        Kind::Appointments => table::read(bytes, is_appointments)?,
    };
    let ours = table.header.iter().position(|head| rest::is_ours(head));
    let reasons: HashMap<usize, &String> = reasons.iter().map(|(line, reason)| (*line, reason)).collect();
    for row in &table.rows {
        if let Some(reason) = reasons.get(&row.line) {
            sheet.bad.push(BadLine { line: row.line, reason: (*reason).clone(), raw: row.texts(ours) });
        }
    }
    sheet.bad.sort_by_key(|bad| bad.line);
    Ok(())
}
