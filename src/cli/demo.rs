//! The made-up practice: a file of its own, made anew on another day.
use std::path::Path;

use super::world::{Stop, World};

pub(super) fn fill(file: &Path, _world: &mut World<'_>) -> Result<(), Stop> {
    Err(Stop::refused(format!("The made-up practice is not built in yet; nothing was written to {}.", file.display())))
}
