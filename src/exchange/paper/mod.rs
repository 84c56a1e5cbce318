//! Pages of one client's care, and of a therapist's day: in words, for a line printer, a mail or a browser.
mod client;
mod day;
mod html;
mod note;
mod progress;
mod text;

use std::fmt;

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::domain::ids::StaffId;
use crate::domain::practice::directory::Directory;
use crate::domain::wording::say;

pub use client::{client, plan_blocks};
pub use day::{Visit, day};
pub use html::html;
pub use note::{draft_blocks, note, note_blocks};
pub use progress::progress_blocks;
pub use text::{text, text_of};

/// A page before it has a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub practice: String,
    pub title: String,
    /// Lines under the title.
    pub about: Vec<String>,
    pub blocks: Vec<Block>,
}

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A part begins.
    Heading(String),
    Words(String),
    /// A line with its mark in front and more beneath it.
    Line {
        mark: String,
        words: String,
        beneath: Vec<String>,
    },
}

/// What every page is written with.
#[derive(Clone, Copy)]
pub struct Pen<'a> {
    pub directory: &'a Directory,
    /// The moment of printing on the practice's wall clock.
    pub now: NaiveDateTime,
    /// An instant on that clock.
    pub local: &'a dyn Fn(DateTime<Utc>) -> NaiveDateTime,
}

impl fmt::Debug for Pen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pen").field("now", &self.now).finish_non_exhaustive()
    }
}

impl Pen<'_> {
    pub(super) fn year(&self) -> i32 {
        chrono::Datelike::year(&self.now)
    }

    pub(super) fn staff(&self, id: StaffId) -> String {
        self.directory.staff(id).map_or_else(String::new, |staff| staff.name.to_string())
    }

    /// "Tue 24 Nov 2026 11:04".
    pub(super) fn moment(&self, at: DateTime<Utc>) -> String {
        full_moment((self.local)(at))
    }

    fn paper(&self, title: String, about: Vec<String>, blocks: Vec<Block>) -> Paper {
        let printed = format!("Printed {}", full_moment(self.now));
        let about = about.into_iter().filter(|line| !line.is_empty()).chain([printed]).collect();
        Paper { practice: self.directory.practice.name.to_string(), title, about, blocks }
    }
}

fn full_moment(at: NaiveDateTime) -> String {
    format!("{} {}", say::full_day(at.date()), say::time(at.time()))
}

/// What is said when it is not empty.
fn named(name: &str, words: &str) -> Option<Block> {
    (!words.trim().is_empty()).then(|| Block::Words(format!("{name}: {words}")))
}
