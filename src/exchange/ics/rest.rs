//! The events that were not taken, as a calendar to mend and to import again.
use std::collections::HashMap;
use std::io::{self, Write};

use super::{blocks, lines, own};
use crate::exchange::csv::decode::decode;

/// Writes the events that begin on these lines as they stand in the file, each with its reason, and the time zones of the
/// file. UTF-8, CRLF.
pub fn write_rest(mut out: impl Write, bytes: &[u8], bad: &[(usize, String)]) -> io::Result<()> {
    let decoded = decode(bytes);
    let all: Vec<&str> = lines::physical(&decoded.text).collect();
    let blocks = blocks::gather(lines::unfold(&decoded.text));
    let reasons: HashMap<usize, &String> = bad.iter().map(|(line, reason)| (*line, reason)).collect();
    let mut line = |text: &str| write!(out, "{text}\r\n");
    line("BEGIN:VCALENDAR")?;
    line("VERSION:2.0")?;
    // What is read in our own words shall be read so again.
    let ours = blocks.calendars.iter().find(|calendar| own::wrote(calendar)).and_then(|lines| lines.iter().find(|l| l.name() == "PRODID"));
    line(ours.map_or("PRODID:-//knotbook//to mend//EN", |ours| &ours.text))?;
    for name in ["METHOD", "X-WR-CALNAME"] {
        let said = blocks.calendars.iter().flatten().find(|line| line.name() == name);
        said.map(|said| line(&said.text)).transpose()?;
    }
    let wanted = blocks.events.iter().filter(|event| reasons.contains_key(&event.line));
    for block in blocks.zones.iter().chain(wanted) {
        let text = all.get(block.line.saturating_sub(1)..block.last.min(all.len())).unwrap_or_default();
        for (n, raw) in text.iter().filter(|raw| !raw.trim().is_empty()).enumerate() {
            line(raw)?;
            if let (0, Some(reason)) = (n, reasons.get(&block.line)) {
                line(&format!("X-KNOTBOOK-NOT-IMPORTED:{}", reason.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")))?;
            }
        }
    }
    line("END:VCALENDAR")?;
    out.flush()
}
