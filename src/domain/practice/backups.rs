//! Where the practice's file is, and what copies there are of it.
use std::path::PathBuf;

use chrono::NaiveDate;

/// The file and its copies as they are told to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupsOverview {
    pub file: PathBuf,
    /// Bytes.
    pub size: u64,
    /// Newest first.
    pub copies: Vec<Kept>,
    pub second: Option<SecondFolder>,
}

/// A copy beside the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub file: PathBuf,
    pub name: String,
    /// The date that its name says.
    pub made: Option<NaiveDate>,
    /// Bytes.
    pub size: u64,
}

/// The folder of copies outside this computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFolder {
    pub folder: PathBuf,
    /// Whether it can be reached now: a stick may be out.
    pub is_there: bool,
    /// The date of the newest copy in it.
    pub newest: Option<NaiveDate>,
    /// How many days ago that was.
    pub days: Option<i64>,
}
