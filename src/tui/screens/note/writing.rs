//! What the commands of a note that is being written do.
use chrono::Datelike;

use super::super::{Act, See};
use super::carried::Last;
use super::pad::{Focus, Row};
use super::{SessionNote, Stage, look, plan};
use crate::domain::care::change::{CareChange, Signing};
use crate::domain::care::finding::Origin;
use crate::domain::change::Change;
use crate::domain::wording::say;
use crate::tui::keys::{Command, Context, Key};

impl SessionNote {
    /// A key that types. Nothing is typed into what another window has.
    pub(super) fn type_key(&mut self, key: Key, see: &See<'_>) -> Vec<Act> {
        self.warned = false;
        let moves = matches!(
            key,
            Key::Left | Key::Right | Key::Up | Key::Down | Key::Home | Key::End | Key::PageUp | Key::PageDown | Key::Ctrl('a' | 'e')
        );
        if !moves && !self.keeping.may_write() {
            return self.keeping.sentence(see).map(Act::Refuse).into_iter().collect();
        }
        let phrases = self.session.as_ref().map_or(&[][..], |session| session.phrases.as_slice());
        self.pad.press(key, phrases);
        Vec::new()
    }

    pub(super) fn write_command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        self.warned = self.warned && command == Command::Back;
        if changes(command) && !self.keeping.may_write() {
            return self.keeping.sentence(see).map(Act::Refuse).into_iter().collect();
        }
        match command {
            Command::NextField if self.pad.end_muscle() => Vec::new(),
            Command::NextField | Command::PreviousField => {
                self.pad.step(command == Command::PreviousField);
                Vec::new()
            }
            Command::TakeOffer => {
                self.pad.take_offer();
                Vec::new()
            }
            Command::NextLine => {
                self.pad.next_line();
                Vec::new()
            }
            Command::Up | Command::Down => self.up_or_down(command == Command::Down),
            Command::CarryForward => self.carry(see),
            Command::DropLine => self.drop_line(),
            Command::DropCarried => self.drop_carried(),
            Command::NotAssessed => self.not_assessed(see),
            Command::TakeOver => self.take_over(see),
            Command::ShowMap => {
                self.shows_map = !self.shows_map;
                Vec::new()
            }
            Command::Phrases => self.ask_phrase(),
            Command::NextPlan => self.next_plan(),
            Command::UndoTyping | Command::RedoTyping => self.take_back(command == Command::RedoTyping, see),
            Command::Save => vec![self.say_kept(see)],
            Command::LookAndSign => self.look_at_all(see),
            Command::Back => self.back(see),
            _ => Vec::new(),
        }
    }

    /// Into the list that is offered for what is being typed; else to another line.
    fn up_or_down(&mut self, down: bool) -> Vec<Act> {
        match &mut self.pad.offers {
            Some(offers) if !offers.mends || offers.chosen => offers.step(if down { 1 } else { -1 }),
            _ => {
                self.pad.press(if down { Key::Down } else { Key::Up }, &[]);
            }
        }
        Vec::new()
    }

    fn carry(&mut self, see: &See<'_>) -> Vec<Act> {
        let Some(session) = &self.session else { return Vec::new() };
        let Some(last) = session.goes_on_from(self.pad.plan) else {
            let key = see.key(Context::Note, Command::NextPlan);
            return vec![Act::Say(match plan::words(session, self.pad.plan) {
                Some(plan) if session.glance.last.is_some() => format!("No signed note of this plan yet ({plan}). {key} chooses another."),
                None if session.glance.last.is_some() => format!("The last signed note is of a plan. {key} chooses it."),
                Some(_) | None => "There is no signed note of this client yet; nothing to bring.".into(),
            })];
        };
        let when = say::moment(last.at, see.now.year());
        let new: Vec<String> = self.last.to_bring(&self.pad).into_iter().map(str::to_owned).collect();
        if new.is_empty() {
            return vec![Act::Say(format!("Every finding of {when} stands here already, or there was none."))];
        }
        let many = say::count(new.len(), "line", "lines");
        self.pad.add_lines(new);
        let [none, drop] = [Command::NotAssessed, Command::DropLine].map(|command| see.key(Context::Note, command));
        vec![Act::Say(format!("{many} of {when}, marked ^: type a value over ?>?, {none} not assessed, {drop} drops."))]
    }

    fn drop_line(&mut self) -> Vec<Act> {
        if self.pad.focus != Focus::Lines {
            return vec![Act::Say("This drops a line of shorthand. tab goes back to the lines.".into())];
        }
        let here = self.pad.lines.row();
        self.pad.drop_lines(|place, _| place == here);
        Vec::new()
    }

    fn drop_carried(&mut self) -> Vec<Act> {
        match self.pad.drop_lines(|_, row| row.is_untouched()) {
            0 => vec![Act::Say("No line that was carried forward waits for a value.".into())],
            many => vec![Act::Say(format!("Dropped {} that had no value.", say::count(many, "carried line", "carried lines")))],
        }
    }

    fn not_assessed(&mut self, see: &See<'_>) -> Vec<Act> {
        if self.pad.focus == Focus::Lines && self.pad.set_not_assessed() {
            return Vec::new();
        }
        let key = see.key(Context::Note, Command::CarryForward);
        vec![Act::Say(format!("This answers a line that was carried forward and has no value yet; {key} brings them. Elsewhere type na."))]
    }

    fn take_over(&mut self, see: &See<'_>) -> Vec<Act> {
        if self.keeping.sentence(see).is_none() || self.writes().is_none() {
            return vec![Act::Say("The note is written in this window.".into())];
        }
        if self.keeping.may_write() || self.keeping.state == super::keeping::State::Signed {
            return self.keeping.sentence(see).map(Act::Refuse).into_iter().collect();
        }
        let theirs =
            self.session.as_ref().and_then(|session| session.draft.as_ref()).map(|draft| draft.written.clone()).unwrap_or_default();
        if self.keeping.own {
            self.pad.take_in(&theirs);
        }
        vec![Act::Want(self.keeping.take_over(self.pad.written(), theirs))]
    }

    fn next_plan(&mut self) -> Vec<Act> {
        let Some(session) = &self.session else { return Vec::new() };
        if !session.glance.plans.iter().any(|plan| plan.terms.state.is_open()) {
            return vec![Act::Say("This client has no open plan. A plan line opens one: plan 1/w x6 60m re@4".into())];
        }
        self.pad.plan = plan::next(&session.glance, self.pad.plan);
        self.last = Last::of(session, self.pad.plan);
        let words = plan::words(session, self.pad.plan);
        vec![Act::Say(words.map_or_else(
            || "The session belongs to no plan; a plan line in it opens a new one.".to_owned(),
            |words| format!("The session belongs to the plan: {words}"),
        ))]
    }

    fn take_back(&mut self, again: bool, see: &See<'_>) -> Vec<Act> {
        if self.pad.take_back(again) {
            return Vec::new();
        }
        let undo = see.key(Context::Day, Command::Undo);
        let words = if again { "Nothing to type again." } else { "Nothing was typed in this part that could be taken back." };
        vec![Act::Say(format!("{words} Acts on the book are taken back outside the note ({undo})."))]
    }

    fn say_kept(&self, see: &See<'_>) -> Act {
        let key = see.key(Context::Note, Command::LookAndSign);
        match self.keeping.sentence(see) {
            Some(why) => Act::Refuse(why),
            None => Act::Say(format!("A draft is kept as it is typed ({}). {key} looks at it and signs.", self.keeping.words(see))),
        }
    }

    /// Esc puts offers away, says once what leaving would lose, and leaves.
    fn back(&mut self, see: &See<'_>) -> Vec<Act> {
        if self.pad.offers.as_ref().is_some_and(|offers| !offers.mends || offers.chosen) {
            self.pad.offers = None;
            return vec![Act::Say(String::new())];
        }
        if self.keeping.would_lose() && !std::mem::replace(&mut self.warned, true) {
            let back = see.key(Context::Everywhere, Command::Back);
            let why = self.keeping.sentence(see).unwrap_or_default();
            return vec![Act::Refuse(format!("{why} {back} again leaves without it."))];
        }
        let words = match (self.pad.written().is_empty(), self.keeping.sentence(see)) {
            (false, None) => "The draft is kept; it waits to be signed.".to_owned(),
            _ => String::new(),
        };
        vec![Act::Close, Act::Say(words)]
    }

    /// All of it before it is signed; a refusal leads to its line.
    fn look_at_all(&mut self, see: &See<'_>) -> Vec<Act> {
        let Some(session) = &self.session else { return Vec::new() };
        match look::settled(session, &self.pad, see) {
            Ok(_) => {
                self.stage = Stage::Looking;
                self.list = crate::tui::list::List::default();
                Vec::new()
            }
            Err(why) => {
                self.go_to_refused(why.row);
                vec![Act::Refuse(why.sentence)]
            }
        }
    }

    pub(super) fn go_to_refused(&mut self, row: Option<usize>) {
        self.stage = Stage::Writing;
        if let Some(place) = row {
            let at = |row: &Row| match &row.read {
                Some(Err(unclear)) => unclear.at.end,
                _ if row.is_untouched() => row.text.find(super::pad::OPEN).unwrap_or(row.text.len()),
                _ => row.text.len(),
            };
            let byte = self.pad.rows.get(place).map_or(0, at);
            self.pad.go(place, byte);
        }
    }

    /// Signs what was looked at.
    pub(super) fn sign(&mut self, see: &See<'_>) -> Vec<Act> {
        let (Some(session), Some(of)) = (&self.session, self.writes()) else { return Vec::new() };
        let at = session.appointment.is_none().then_some(see.now);
        let signing = Signing { of, written: self.pad.written(), at };
        vec![Act::Do(Box::new(Change::Care(CareChange::Sign(Box::new(signing)))))]
    }

    /// Lines that were carried forward and have no value yet.
    pub(super) fn open_lines(&self) -> usize {
        self.pad.rows.iter().filter(|row| row.is_untouched()).count()
    }

    /// Lines that the last note could bring.
    pub(super) fn can_carry(&self) -> bool {
        let brought = self.pad.rows.iter().any(|row| row.finding().is_some_and(|finding| finding.origin == Origin::Carried));
        !brought && !self.last.to_bring(&self.pad).is_empty()
    }

    pub(super) fn looks_or_signs(&mut self, see: &See<'_>) -> Vec<Act> {
        match self.stage {
            Stage::Looking => self.sign(see),
            Stage::Writing => self.look_at_all(see),
            Stage::Waiting | Stage::Signed | Stage::Gone => Vec::new(),
        }
    }
}

/// Commands that write.
fn changes(command: Command) -> bool {
    matches!(
        command,
        Command::TakeOffer
            | Command::NextLine
            | Command::CarryForward
            | Command::DropLine
            | Command::DropCarried
            | Command::NotAssessed
            | Command::NextPlan
            | Command::UndoTyping
            | Command::RedoTyping
            | Command::LookAndSign
    )
}
