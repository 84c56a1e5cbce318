//! The made-up practice: a file of its own, made anew on another day.
use std::fs;
use std::path::Path;

use crate::demo::{Shape, fill as fill_store};
use crate::store::Store;

use super::world::{Stop, World};

/// Fills the file unless it holds a practice already, and throws away the ones of other days.
pub(super) fn fill(file: &Path, world: &mut World<'_>) -> Result<(), Stop> {
    let mut store = Store::open(file)?;
    if store.directory()?.is_some() {
        return Ok(());
    }
    let zone = iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok());
    let shape = Shape { zone: zone.unwrap_or(chrono_tz::Tz::UTC), ..Shape::default() };
    fill_store(&mut store, world.now, &shape)?;
    forget_older(file);
    Ok(())
}

/// Yesterday's made-up practice is of no use to anybody. That one cannot be removed is no reason to complain.
fn forget_older(file: &Path) {
    let (Some(folder), Some(name)) = (file.parent(), file.file_name().map(|name| name.to_string_lossy().into_owned())) else { return };
    if !is_demo(&name) {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let other = entry.file_name().to_string_lossy().into_owned();
        if is_demo(&other) && !other.starts_with(&name) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// "demo-2026-11-23.knot", and what SQLite keeps beside it.
fn is_demo(name: &str) -> bool {
    let rest = name.strip_prefix("demo-").and_then(|rest| rest.split_at_checked(10));
    rest.is_some_and(|(date, ending)| date.parse::<chrono::NaiveDate>().is_ok() && ending.starts_with(".knot"))
}
