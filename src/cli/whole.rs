//! Files that are written whole or not at all.
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use uuid::Uuid;

use super::world::Stop;

/// The whole file or none: it is written beside, then gets its name. A file that is there is only replaced with `force`.
pub(super) fn write(out: &Path, force: bool, fill: impl FnOnce(&mut dyn Write) -> Result<(), Stop>) -> Result<(), Stop> {
    let refused =
        || Stop::refused(format!("The file {} is there already and was left as it is. Name another file, or add --force.", out.display()));
    match out.symlink_metadata() {
        // A link, a device or a folder is nobody's old list.
        Ok(there) if !there.is_file() => {
            return Err(Stop::refused(format!(
                "The name {} is no plain file's, so it was left as it is. Name another file.",
                out.display()
            )));
        }
        Ok(_) if !force => return Err(refused()),
        Ok(_) | Err(_) => {}
    }
    let part = out.with_extension(format!("{}.part", Uuid::now_v7()));
    let unusable =
        |why: &std::io::Error| Stop::Unusable(format!("{} could not be written: {why}. Name a file in another folder.", out.display()));
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part).map_err(|why| unusable(&why));
    let done = match made.and_then(|file| filled(file, fill, &unusable)) {
        Ok(()) if force => fs::rename(&part, out).map_err(|why| unusable(&why)),
        // A link refuses what has come there in the meantime.
        Ok(()) => fs::hard_link(&part, out).map_err(|why| if why.kind() == ErrorKind::AlreadyExists { refused() } else { unusable(&why) }),
        Err(why) => Err(why),
    };
    // After a rename it is not there any more; after anything else it is of no use.
    let _ = fs::remove_file(&part);
    done
}

fn filled(
    file: File,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), Stop>,
    unusable: &impl Fn(&std::io::Error) -> Stop,
) -> Result<(), Stop> {
    let mut buffered = BufWriter::new(file);
    fill(&mut buffered)?;
    let file = buffered.into_inner().map_err(|why| unusable(why.error()))?;
    file.sync_all().map_err(|why| unusable(&why))
}
