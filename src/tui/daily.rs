//! The day's copy of the file: once a day by whoever has the book open, also when it stays open overnight.
use std::path::Path;
use std::time::Duration;

use chrono::NaiveDate;

use super::worker::told;
use crate::store::Store;

/// The keyboard must have been still for so long before the day's copy is made.
const STILL: Duration = Duration::from_secs(10);

/// The day whose copy this window has seen to.
#[derive(Debug, Default)]
pub struct Daily {
    last: Option<NaiveDate>,
}

impl Daily {
    /// Whether the copy of `today` is to be made now; it is asked for once a day, whatever comes of it.
    pub fn is_due(&mut self, today: NaiveDate, still: Duration) -> bool {
        if self.last == Some(today) || still <= STILL {
            return false;
        }
        self.last = Some(today);
        true
    }
}

/// Makes the copies of the day on a connection of their own; answers with what there is to tell. That the second folder is
/// away is told by whoever made the day's copy, and so once a day; the backup screen says it always.
pub fn make(file: &Path, today: NaiveDate) -> Option<String> {
    let made = Store::open(file).and_then(|store| {
        store.tidy()?;
        let is_first = store.backup_daily(today)?.is_some();
        Ok((store, is_first))
    });
    match made.map(|(store, is_first)| (store.backup_second(today), is_first)) {
        Ok((Ok(_), _)) => None,
        Ok((Err(why), is_first)) => {
            told("second copy", &why);
            is_first.then(|| format!("Today's copy is made, but not the second one. {why}"))
        }
        Err(why) => {
            told("daily copy", &why);
            Some(format!("Today's copy of the file could not be made. {why}"))
        }
    }
}
