//! The second folder of copies: on a stick or another computer, for the day this one is gone.
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use chrono::NaiveDate;

use super::backup::{Copy, KEPT, copies_in, copy, is_daily, stem};
use super::{Access, Error, Store};

/// What stands in the second folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Second {
    pub folder: PathBuf,
    /// Whether it can be reached now: a stick may be out.
    pub is_there: bool,
    /// The newest copy of this file in it, and the date it is of.
    pub newest: Option<(NaiveDate, Copy)>,
}

impl Store {
    /// The day's copy in the second folder, if the practice has one and nobody made it yet; the oldest beyond the last 14 go.
    /// Says in words when the folder is away: it is never made here, since an empty mount point is no stick.
    pub fn backup_second(&self, today: NaiveDate) -> Result<Option<Copy>, Error> {
        let Some(folder) = self.second_folder()?.filter(|_| self.access == Access::Write) else { return Ok(None) };
        let target = folder.join(format!("{}-{today}.knot", stem(&self.file)));
        if target.exists() {
            return Ok(None);
        }
        if !folder.is_dir() {
            return Err(away(&folder).into());
        }
        let made = match copy(&self.connection, &target) {
            // Another window was faster.
            Err(_) if target.exists() => return Ok(None),
            made => made.with_context(|| format!("The second copy could not be made in {}", folder.display()))?,
        };
        self.thin_out(&folder, &target)?;
        Ok(Some(made))
    }

    fn thin_out(&self, folder: &Path, target: &Path) -> Result<()> {
        let mut daily = copies_in(folder);
        daily.retain(|copy| is_daily(&copy.file, &stem(&self.file)) && copy.file != target);
        for old in daily.iter().skip(KEPT - 1) {
            fs::remove_file(&old.file).with_context(|| format!("The old copy {} could not be removed", old.file.display()))?;
        }
        Ok(())
    }

    fn second_folder(&self) -> Result<Option<PathBuf>, Error> {
        let said = self.directory()?.map(|directory| directory.practice.second_backup.to_string()).unwrap_or_default();
        Ok(Some(said).filter(|said| !said.is_empty()).map(PathBuf::from))
    }

    /// How it stands with the second folder; `None` when the practice has none.
    pub fn second(&self) -> Result<Option<Second>, Error> {
        let Some(folder) = self.second_folder()? else { return Ok(None) };
        let date = |copy: &Copy| {
            let name = copy.file.file_stem()?.to_string_lossy().into_owned();
            name.strip_prefix(&stem(&self.file))?.strip_prefix('-')?.parse().ok()
        };
        let newest = copies_in(&folder).into_iter().filter_map(|copy| Some((date(&copy)?, copy))).max_by_key(|(date, _)| *date);
        Ok(Some(Second { is_there: folder.is_dir(), folder, newest }))
    }
}

fn away(folder: &Path) -> anyhow::Error {
    anyhow!(
        "The second folder of copies, {}, is not there. Plug the stick in or connect the share; “knotbook practice --second-backup” names another.",
        folder.display()
    )
}
