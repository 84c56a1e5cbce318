//! What a session note answers to.
use chrono::NaiveDateTime;

use super::super::{Act, Page, See, walk};
use super::carried::Last;
use super::keeping::{Keeping, State};
use super::pad::{Focus, Pad};
use super::{Early, SessionNote, Stage, What, look};
use crate::domain::book::appointment::Appointment;
use crate::domain::care::change::CareChange;
use crate::domain::care::glance::Session;
use crate::domain::care::note::{Kept, NoteOf};
use crate::domain::change::{Applied, Change};
use crate::domain::ids::ClientId;
use crate::domain::refusal::Refusal;
use crate::tui::keys::{Command, Context, Key};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply, Target};

impl SessionNote {
    /// The first answer begins the note; later ones bring what others did, and never touch what is typed here.
    fn take_session(&mut self, session: &Session, see: &See<'_>) -> Vec<Act> {
        let first = self.stage == Stage::Waiting;
        let mut session = session.clone();
        if let Some(note) = session.note.take() {
            let is_written = matches!(self.stage, Stage::Writing | Stage::Looking) && self.keeping.own;
            if is_written {
                self.keeping.state = State::Signed;
                self.stage = Stage::Writing;
            } else {
                self.stage = Stage::Signed;
                self.signed = Some(Box::new(note));
            }
        } else if self.stage == Stage::Signed {
            // Struck out, here or elsewhere.
            let words = (!self.acted).then(|| Act::Say("This note was struck out in another window.".into()));
            return [Act::Close].into_iter().chain(words).collect();
        } else if first || (!self.keeping.own && self.stage == Stage::Writing) {
            self.begin(&session, first, see);
        }
        self.notice_taken_over(&session);
        self.last = Last::of(&session, self.pad.plan);
        self.session = Some(Box::new(session));
        let early = std::mem::take(&mut self.early);
        if self.stage != Stage::Writing {
            return Vec::new();
        }
        let mut acts = Vec::new();
        for early in early {
            match early {
                Early::Key(key) => acts.extend(self.type_key(key, see)),
                Early::Do(command) => acts.extend(self.write_command(command, see)),
                Early::Paste(text) => self.paste(&text, see),
            }
        }
        acts
    }

    fn begin(&mut self, session: &Session, first: bool, see: &See<'_>) {
        let mut written = session.draft.as_ref().map(|draft| draft.written.clone()).unwrap_or_default();
        written.plan = written.plan.among(&session.glance.plans).or(session.usual_plan(see.now));
        let mut keeping = Keeping::new(session.of, session.draft.as_ref());
        keeping.shows(written.clone());
        self.keeping = keeping;
        if first || written.texts() != self.pad.written().texts() {
            self.pad = Pad::new(&written);
        }
        self.stage = Stage::Writing;
    }

    /// Another window wrote in the draft after this one did.
    fn notice_taken_over(&mut self, session: &Session) {
        let Some(draft) = session.draft.as_ref().filter(|draft| !draft.is_here) else { return };
        if matches!(self.keeping.state, State::Kept(_)) && self.keeping.own {
            self.keeping.state = if draft.holder.is_empty() {
                State::Changed { by: draft.by, at: Some(draft.at) }
            } else {
                State::Held { by: draft.by, at: draft.at }
            };
            self.stage = Stage::Writing;
        }
    }

    fn read_len(&self, see: &See<'_>) -> usize {
        self.wrapped(see).len().saturating_sub(see.page) + 1
    }
}

impl Page for SessionNote {
    fn context(&self) -> Context {
        match self.stage {
            Stage::Signed | Stage::Gone => Context::NoteSigned,
            Stage::Looking => Context::NoteLook,
            Stage::Writing if self.pad.offers.is_some() => Context::NoteOffers,
            Stage::Waiting | Stage::Writing => Context::Note,
        }
    }

    fn is_typing(&self) -> bool {
        matches!(self.stage, Stage::Waiting | Stage::Writing)
    }

    fn is_unsaved(&self, _see: &See<'_>) -> bool {
        self.writes().is_some() && self.keeping.would_lose()
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        match self.what {
            What::Of(of) => vec![Query::Session(of)],
            What::Signed(id) => {
                let client = self.signed.as_ref().map(|note| Query::Client(note.client));
                [Query::Note(id)].into_iter().chain(client).collect()
            }
        }
    }

    fn take(&mut self, answer: &Answer, see: &See<'_>) -> Vec<Act> {
        match &answer.reply {
            Reply::Session(session) => return self.take_session(session, see),
            Reply::Note(Some(note)) => {
                self.signed = Some(note.clone());
                self.stage = Stage::Signed;
            }
            Reply::Note(None) => self.stage = Stage::Gone,
            Reply::Client(Some(card)) => self.whose = card.client.name.clone(),
            _ => {}
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        match self.stage {
            Stage::Waiting if command != Command::Back => {
                self.early.push(Early::Do(command));
                Vec::new()
            }
            Stage::Waiting => vec![Act::Close],
            Stage::Gone => Vec::new(),
            Stage::Writing => self.write_command(command, see),
            Stage::Looking | Stage::Signed => {
                let len = self.read_len(see);
                if walk(&mut self.list, command, len, see.page) {
                    return Vec::new();
                }
                match command {
                    Command::LookAndSign => self.looks_or_signs(see),
                    Command::Back if self.stage == Stage::Looking => {
                        self.stage = Stage::Writing;
                        vec![Act::Say(String::new())]
                    }
                    _ => self.on_signed(command, see),
                }
            }
        }
    }

    fn press(&mut self, key: Key, see: &See<'_>) -> Vec<Act> {
        match self.stage {
            Stage::Writing => self.type_key(key, see),
            Stage::Waiting => {
                self.early.push(Early::Key(key));
                Vec::new()
            }
            Stage::Looking | Stage::Signed | Stage::Gone => Vec::new(),
        }
    }

    fn paste(&mut self, text: &str, _see: &See<'_>) {
        match self.stage {
            Stage::Writing if self.keeping.may_write() => self.pad.paste(text),
            Stage::Waiting => self.early.push(Early::Paste(text.to_owned())),
            Stage::Writing | Stage::Looking | Stage::Signed | Stage::Gone => {}
        }
    }

    fn pointed(&mut self, target: Target, see: &See<'_>) -> Vec<Act> {
        if self.stage != Stage::Writing {
            return Vec::new();
        }
        match target {
            Target::Row(row) => {
                let end = self.pad.rows.get(row).map_or(0, |row| row.text.len());
                self.pad.go(row, end);
            }
            Target::Field(place) => self.pad.focus = Focus::Text(place.min(3)),
            Target::Choice(_, option) => {
                if let Some(offers) = &mut self.pad.offers {
                    offers.list.selected = option.min(offers.all.len().saturating_sub(1));
                }
                return self.write_command(Command::TakeOffer, see);
            }
            Target::Cell { .. } | Target::Date(_) | Target::Region(_) | Target::Command(_) => {}
        }
        Vec::new()
    }

    fn applied(&mut self, applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        self.done_with(applied)
    }

    fn refused(&mut self, refusal: &Refusal, see: &See<'_>) -> Vec<Act> {
        if self.stage == Stage::Looking && matches!(refusal, Refusal::Field { field: "lines", .. }) {
            let why = self.session.as_ref().and_then(|session| look::settled(session, &self.pad, see).err());
            self.go_to_refused(why.and_then(|why| why.row));
        }
        Vec::new()
    }

    fn note_kept(&mut self, of: NoteOf, kept: &Result<Kept, String>, at: NaiveDateTime, _see: &See<'_>) -> Vec<Act> {
        if self.writes() == Some(of) {
            self.keeping.kept(kept, at);
            if !self.keeping.may_write() {
                self.stage = Stage::Writing;
                self.pad.offers = None;
            }
        }
        Vec::new()
    }

    fn is_of_use(&self, command: Command, see: &See<'_>) -> bool {
        match command {
            Command::TakeOver => matches!(self.keeping.state, State::Held { .. }),
            Command::DropCarried | Command::NotAssessed => self.open_lines() > 0,
            Command::CarryForward => self.can_carry(),
            Command::LookAndSign | Command::DropLine | Command::Phrases | Command::NextLine | Command::Save => {
                self.stage != Stage::Writing || self.keeping.may_write()
            }
            Command::ShowMap => see.size.0 < super::view::WIDE,
            Command::Amend | Command::StrikeOut => self.signed.as_ref().is_some_and(|note| note.struck.is_none()),
            Command::Book | Command::FindClient | Command::Undo => false,
            _ => true,
        }
    }

    fn why_not(&self, command: Command, _see: &See<'_>) -> Option<String> {
        let struck = self.signed.as_ref().is_some_and(|note| note.struck.is_some());
        (struck && matches!(command, Command::Amend | Command::StrikeOut))
            .then(|| "This note is struck out: nothing is added to it, and it counts for nothing.".to_owned())
    }

    fn client(&self) -> Option<ClientId> {
        let signed = self.signed.as_ref().map(|note| note.client);
        signed.or_else(|| self.session.as_ref().map(|session| session.glance.client.id))
    }

    fn treats(&self) -> Option<&Appointment> {
        self.appointment()
    }

    fn stands_on(&self) -> Option<&Appointment> {
        None
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        None
    }
}

/// Whether a phrase is kept or forgotten.
pub(in crate::tui) fn is_phrase(change: &Change) -> bool {
    matches!(change, Change::Care(CareChange::SetPhrase { .. }))
}

/// Whether an act is final: nothing takes it back.
pub(in crate::tui) fn is_final(change: &Change) -> bool {
    matches!(change, Change::Care(CareChange::Sign(_) | CareChange::Amend { .. } | CareChange::StrikeOut { .. }))
}
