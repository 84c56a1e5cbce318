//! Where the file is, its copies, and one of them brought back.
pub(in crate::tui) mod view;

use super::{Act, Page, See, walk};
use crate::domain::practice::backups::{BackupsOverview, Kept};
use crate::domain::practice::role::RESTORES;
use crate::domain::wording::say;
use crate::tui::dialog::Dialog;
use crate::tui::keys::{Binding, Command, Context, Key, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply, Target};
use Key::{Char, Ctrl, Enter};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter], Command::Open, "restore", "bring the selected copy back, after a question"),
    shown(&[Char('n'), Ctrl('n')], Command::BackupNow, "copy now", "copy the file now"),
];

/// The file and its copies, as they were read last.
#[derive(Debug, Default)]
pub struct Backup {
    pub(super) overview: Option<BackupsOverview>,
    pub(super) list: List,
}

impl Backup {
    fn copies(&self) -> &[Kept] {
        self.overview.as_ref().map_or(&[], |overview| &overview.copies)
    }

    fn ask(&self, see: &See<'_>) -> Vec<Act> {
        let Some(copy) = self.copies().get(self.list.selected) else { return Vec::new() };
        if let Some(why) = see.directory.not_owner(see.viewer, RESTORES) {
            return vec![Act::Refuse(why.to_string())];
        }
        let of =
            copy.made.map_or_else(|| copy.name.clone(), |made| format!("the copy of {}", say::day(made, chrono::Datelike::year(&see.now))));
        let words = vec![
            format!("The whole book becomes what stands in {}; it is checked first.", copy.name),
            "Whatever was booked, moved or typed since that copy is not in it. u does not take this back.".to_owned(),
            "The book as it is now is kept beside, as a copy “before-restore” in this list, and can be brought back the same way."
                .to_owned(),
        ];
        vec![Act::Ask(Box::new(Dialog::restore(copy.file.clone(), format!("Bring back {of}?  ↵ does, esc leaves all as it is."), words)))]
    }
}

impl Page for Backup {
    fn context(&self) -> Context {
        Context::Backup
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        vec![Query::Backups]
    }

    fn take(&mut self, answer: &Answer, _see: &See<'_>) -> Vec<Act> {
        if let Reply::Backups(overview) = &answer.reply {
            // The selection stays on its copy when a newer one comes above it.
            let on = self.copies().get(self.list.selected).map(|copy| copy.file.clone());
            self.list.selected = overview.copies.iter().position(|copy| Some(&copy.file) == on.as_ref()).unwrap_or(0);
            self.overview = Some(overview.clone());
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        let rows = self.copies().len();
        if walk(&mut self.list, command, rows, see.page) {
            return Vec::new();
        }
        match command {
            Command::Open => self.ask(see),
            // A copy is what there is to save here.
            Command::Save => vec![Act::Run(Command::BackupNow)],
            _ => Vec::new(),
        }
    }

    fn why_not(&self, command: Command, see: &See<'_>) -> Option<String> {
        let now = || see.key(Context::Backup, Command::BackupNow);
        (command == Command::Open && self.copies().is_empty()).then(|| format!("There is no copy to bring back yet. {} makes one.", now()))
    }

    fn is_of_use(&self, command: Command, _see: &See<'_>) -> bool {
        command != Command::Open || !self.copies().is_empty()
    }

    fn pointed(&mut self, target: Target, see: &See<'_>) -> Vec<Act> {
        let Target::Row(row) = target else { return Vec::new() };
        if row == self.list.selected {
            return self.ask(see);
        }
        self.list.selected = row.min(self.copies().len().saturating_sub(1));
        Vec::new()
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}
