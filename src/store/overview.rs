//! The file and all its copies at a look.
use std::fs;
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};

use super::backup::{Copy, folder, stem};
use super::{Error, Second, Store};
use crate::domain::practice::backups::{BackupsOverview, Kept, SecondFolder};

impl Store {
    /// Where the file is, how large, and what copies there are of it.
    pub fn backups_overview(&self, today: NaiveDate) -> Result<BackupsOverview, Error> {
        let mut copies: Vec<Kept> = self.copies()?.into_iter().map(kept).collect();
        // By date and time, whatever stands before them in the name.
        copies.sort_by_key(|copy| std::cmp::Reverse(date_in(&copy.file).map(|(_, moment)| moment)));
        let second = self.second()?.map(|Second { folder, is_there, newest }| {
            let newest = newest.map(|(date, _)| date);
            SecondFolder { folder, is_there, newest, days: newest.map(|date| (today - date).num_days().max(0)) }
        });
        // What is still in the file beside it counts too.
        let size: i64 = self
            .connection
            .query_row("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()", [], |row| row.get(0))
            .map_err(anyhow::Error::from)?;
        let file = fs::canonicalize(&self.file).unwrap_or_else(|_| self.file.clone());
        Ok(BackupsOverview { file, size: size.unsigned_abs(), copies, second })
    }

    /// A copy beyond the day's own, with the time in its name; `None`: one of this very second is there.
    pub fn backup_further(&self, at: DateTime<Utc>) -> Result<Option<Copy>, Error> {
        let stamp = self.local(at).format("%Y-%m-%d-%H%M%S");
        let target = folder(&self.file).join(format!("{}-{stamp}.knot", stem(&self.file)));
        if target.exists() { Ok(None) } else { self.backup_to(&target).map(Some) }
    }
}

fn kept(copy: Copy) -> Kept {
    let name = copy.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Kept { made: date_in(&copy.file).map(|(date, _)| date), file: copy.file, name, size: copy.size }
}

/// The first date in a name, and the name from there on: "practice-before-restore-2026-11-23-090500.knot".
fn date_in(file: &Path) -> Option<(NaiveDate, String)> {
    let name = file.file_stem()?.to_string_lossy().into_owned();
    // "-2026-11-2" would be a date too: of long before Christ.
    name.match_indices(|c: char| c.is_ascii_digit()).find_map(|(at, _)| Some((name.get(at..at + 10)?.parse().ok()?, name[at..].to_owned())))
}
