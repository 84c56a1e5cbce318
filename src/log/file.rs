//! The log's file: its owner's alone, and never larger than a few files of a fixed size.
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::NAME;

/// One file's most bytes.
const LARGEST: u64 = 1024 * 1024;
/// So many older ones are kept beside it.
const OLDER: u32 = 3;

/// The newest file, set aside when it is full.
#[derive(Debug)]
pub(super) struct Rolling {
    folder: PathBuf,
    file: File,
    bytes: u64,
    largest: u64,
}

impl Rolling {
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        Self::of_size(folder, LARGEST)
    }

    fn of_size(folder: &Path, largest: u64) -> io::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let file = open(folder)?;
        let bytes = file.metadata()?.len();
        Ok(Self { folder: folder.to_owned(), file, bytes, largest })
    }

    fn roll(&mut self) -> io::Result<()> {
        let name = |number: u32| self.folder.join(if number == 0 { NAME.to_owned() } else { format!("{NAME}.{number}") });
        for number in (0..OLDER).rev() {
            // One that is not there leaves its place to the next.
            let _ = fs::rename(name(number), name(number + 1));
        }
        self.file = open(&self.folder)?;
        // Another window may have begun a new one a moment ago.
        self.bytes = self.file.metadata()?.len();
        Ok(())
    }
}

fn open(folder: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).mode(0o600).open(folder.join(NAME))
}

impl Write for Rolling {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if self.bytes + line.len() as u64 > self.largest && self.bytes > 0 {
            self.roll()?;
        }
        self.file.write_all(line)?;
        self.bytes += line.len() as u64;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn it_never_grows_past_a_few_files_and_is_its_owners_alone() {
        let place = tempfile::TempDir::new().expect("a folder");
        let folder = place.path().join("deep/knotbook");
        let mut log = Rolling::of_size(&folder, 100).expect("a log");
        for line in 0..1000 {
            writeln!(log, "line {line:>34}").expect("a line");
        }
        drop(log);
        let mut again = Rolling::of_size(&folder, 100).expect("the log again");
        writeln!(again, "the last").expect("a line");
        let mut names: Vec<String> = Vec::new();
        let mut all = 0;
        for entry in fs::read_dir(&folder).expect("the folder") {
            let entry = entry.expect("an entry");
            let about = entry.metadata().expect("its size");
            assert_eq!(about.permissions().mode() & 0o777, 0o600);
            assert!(about.len() <= 100);
            all += about.len();
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        assert_eq!(names, ["knotbook.log", "knotbook.log.1", "knotbook.log.2", "knotbook.log.3"]);
        assert!(all > 300, "the older ones are empty");
        assert_eq!(fs::metadata(&folder).expect("the folder").permissions().mode() & 0o777, 0o700);
        assert!(fs::read_to_string(folder.join(NAME)).expect("the newest").ends_with("the last\n"));
    }
}
