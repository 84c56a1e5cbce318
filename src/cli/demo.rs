//! The made-up practice: a file of its own, made anew on another day so that its book is always full around today.
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};

use super::world::{Stop, World};
use crate::demo::{self, Shape};
use crate::domain::wording::say;
use crate::store::Store;

/// The file of the day.
pub(super) fn file(folder: &Path, now: DateTime<Utc>) -> PathBuf {
    folder.join(format!("demo-{}.knot", now.date_naive()))
}

/// Makes the practice unless it is there. `own`: the file is in the program's own folder, where those of other days go.
pub(super) fn fill(file: &Path, own: bool, world: &mut World<'_>) -> Result<(), Stop> {
    if own {
        remove_old(file)?;
    }
    let mut store = Store::open(file)?;
    let made = store.directory()?.is_none();
    if made {
        let zone = iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok());
        let usual = Shape::default();
        demo::fill(&mut store, world.now, &Shape { zone: zone.unwrap_or(usual.zone), ..usual })?;
    }
    let name = store.directory()?.map(|directory| directory.practice.name).unwrap_or_default();
    let checked = store.find_clients("", true, 0)?.more;
    let what = if made { "Made" } else { "Found" };
    world.say(format!(
        "{what} {name} with {} in {}; nothing of it is real.",
        say::count(checked, "client", "clients"),
        store.file().display()
    ))
}

/// Yesterday's practice is of no use to anybody; only files that carry the name of a demo and a date are touched.
fn remove_old(today: &Path) -> Result<(), Stop> {
    let Some(Ok(listed)) = today.parent().map(fs::read_dir) else { return Ok(()) };
    for path in listed.flatten().map(|entry| entry.path()) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let date = name.strip_prefix("demo-").and_then(|rest| rest.split_once(".knot"));
        let is_old = date.is_some_and(|(date, tail)| date.parse::<NaiveDate>().is_ok() && matches!(tail, "" | "-wal" | "-shm"));
        if is_old && !path.to_string_lossy().starts_with(&*today.to_string_lossy()) {
            fs::remove_file(&path).map_err(|why| Stop::Unusable(format!("{} could not be removed: {why}.", path.display())))?;
        }
    }
    Ok(())
}
