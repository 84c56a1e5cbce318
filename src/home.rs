//! Where this computer keeps what belongs to the person and not to the practice: colours and keys, and the log.
use std::io;
use std::path::PathBuf;

use etcetera::BaseStrategy;

use crate::tui::config::{self, Config};

/// Where config.toml has to be; `None` when the computer does not say where the person's folders are.
pub fn config_file() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.config_dir().join("knotbook").join(config::NAME))
}

/// The folder of the log.
pub fn state_folder() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.state_dir().unwrap_or_else(|| base.data_dir()).join("knotbook"))
}

/// Reads config.toml; without one everything is as it comes, and `None` says so.
pub fn config() -> Option<Config> {
    match std::fs::read(config_file()?) {
        Ok(bytes) => Some(match String::from_utf8(bytes) {
            Ok(text) => config::read(text.trim_start_matches('\u{feff}')),
            Err(_) => Config::unread("it is not written in UTF-8"),
        }),
        Err(why) if matches!(why.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => None,
        Err(why) => Some(Config::unread(why_unread(&why))),
    }
}

fn why_unread(why: &io::Error) -> &'static str {
    match why.kind() {
        io::ErrorKind::PermissionDenied => "it belongs to somebody else",
        io::ErrorKind::IsADirectory => "it is a folder",
        _ => "the disk did not answer",
    }
}
