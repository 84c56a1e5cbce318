//! Questions on top of a screen. A dialog holds what it will do as data, never as a closure.
use std::path::PathBuf;

use super::again::SameAgain;
use super::app::App;
use super::dialog_acts::read_go_to;
use super::form::{Field, Form};
use super::keys::{Command, Key};
use super::list::List;
use super::moving::Moving;
use super::msg::{Answer, Fit, Query, Target};
use super::repeating::Repeating;
use super::screens::note::Asked;
use super::screens::{Act, See, walk};
use super::standing::Which;
use super::standing::terms::Question;
use crate::domain::book::appointment::Appointment;
use crate::domain::book::conflict::Conflict;
use crate::domain::book::status::Status;
use crate::domain::change::{Booking, Change, Step};
use crate::domain::ids::{AppointmentId, StaffId};
use crate::domain::text::{Clean, fold};
use crate::domain::wording::say;

/// A question on the screen.
#[derive(Debug)]
pub struct Dialog {
    pub title: String,
    pub form: Form,
    pub list: List,
    pub body: Body,
}

/// What is asked.
#[derive(Debug)]
pub enum Body {
    /// All keys of these contexts, as (heading or keys, words).
    Help(Vec<(String, String)>),
    /// Commands by word; those that fit what is typed.
    Palette {
        all: Vec<Found>,
        fitting: Vec<usize>,
    },
    /// Who is at the keyboard?
    Who {
        all: Vec<(StaffId, String)>,
        fitting: Vec<usize>,
    },
    /// Which day, or while moving, which moment? With the echo of what was understood.
    GoTo {
        echo: Result<String, String>,
    },
    /// By whom, and why?
    Cancel {
        appointment: Box<Appointment>,
        late_hours: u32,
    },
    /// In spite of these conflicts, because …
    Anyway {
        fit: Box<Fit>,
        of: Box<Over>,
    },
    /// What a change of the practice leaves to decide, each in words.
    Hits {
        words: Vec<String>,
        change: Box<Change>,
    },
    /// Why these stay as they are.
    Keep {
        words: Vec<String>,
        kept: Vec<(AppointmentId, Vec<Conflict>)>,
    },
    /// A STOP alert stands: does the session begin all the same, and why?
    Stop {
        alerts: Vec<String>,
        step: Box<Step>,
    },
    /// What bringing this copy back touches, a sentence each.
    Restore {
        copy: PathBuf,
        words: Vec<String>,
    },
    Leave {
        unsaved: bool,
    },
    /// The same again: when?
    Again(Box<SameAgain>),
    /// It shall come again and again: how often?
    Repeat(Box<Repeating>),
    /// Which dates of a standing appointment?
    Which(Box<Which>),
    /// From when on does a standing appointment end, until when does it go on, who takes it over?
    Terms(Box<Question>),
    /// What is added to a session note, or struck out; what a phrase says.
    Note(Box<Asked>),
}

/// A command as the palette lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub command: Command,
    pub words: &'static str,
    pub keys: String,
}

/// What is to be done in spite of conflicts.
#[derive(Debug)]
pub enum Over {
    Moving(Box<Moving>),
    Booking(Box<Booking>),
    Altering(Box<Change>),
    Stepping(Step),
    /// A date of the screen beneath, which takes the reason over.
    Date,
}

impl Dialog {
    pub(super) fn of(title: impl Into<String>, fields: Vec<Field>, body: Body) -> Self {
        Self { title: title.into(), form: Form::new(fields), list: List::default(), body }
    }

    pub fn go_to(moving: bool) -> Self {
        let (title, hint) = if moving {
            ("Move it to which day and time?", "wed 10:30 · in 2 weeks 9:00 · after 5 dec (the first fit)")
        } else {
            ("Which day?", "fri · 24 nov · next tue · in 2 weeks · +3d")
        };
        Self::of(title, vec![Field::text("", hint, "")], Body::GoTo { echo: Err(String::new()) })
    }

    pub fn cancel(appointment: Appointment, late_hours: u32) -> Self {
        let mut options = vec![(Some(1), "the client".to_owned()), (Some(2), "the practice".to_owned())];
        let is_date = appointment.dated.is_some();
        if appointment.status != Status::ToRebook {
            options.push((Some(3), if is_date { "to rebook" } else { "lift it out, to rebook" }.to_owned()));
        }
        if is_date {
            options.push((Some(4), "skip this date".to_owned()));
        }
        let title = format!("Cancel {}, {}?", appointment.client_name, say::full_span(&appointment.span));
        // Where the practice has changed around it, it is not the client's wish.
        let by = if appointment.to_decide { 2 } else { 1 };
        let fields = vec![
            Field::choice("by", "whose wish it is", options, Some(by)),
            Field::text("reason", "a word is enough; it may stay empty", ""),
        ];
        Self::of(title, fields, Body::Cancel { appointment: Box::new(appointment), late_hours })
    }

    /// For a move that does not fit.
    pub fn anyway(fit: Fit, moving: Moving) -> Self {
        Self::over(fit, Over::Moving(Box::new(moving)))
    }

    pub fn over(fit: Fit, of: Over) -> Self {
        let several = fit.conflicts.iter().any(|conflict| matches!(conflict, Conflict::Of { .. }));
        Self::of(
            if several { "These times have something against them:" } else { "This time has something against it:" },
            vec![Field::text("because", "why it is booked anyway; a word is enough", "")],
            Body::Anyway { fit: Box::new(fit), of: Box::new(of) },
        )
    }

    /// The same again, or a new time for what was called off.
    pub fn again(appointment: Appointment, see: &See<'_>) -> Self {
        let again = SameAgain::new(appointment, see);
        let mut field = Field::text("", "2 · 3 weeks · after 12 dec · next free · 12 dec 14:00", "");
        field.suggest(again.suggested());
        Self::of(again.title(see), vec![field], Body::Again(Box::new(again)))
    }

    /// How often an appointment shall come.
    pub fn repeat(repeating: Repeating, see: &See<'_>) -> Self {
        let mut field = Field::text("", "weekly · every 2w x8 · tue and thu until 12 mar · 1st mon", "");
        field.suggest(&repeating.suggested());
        Self::of(repeating.title(see), vec![field], Body::Repeat(Box::new(repeating)))
    }

    /// What it has to know from the file.
    pub fn asks(&self) -> Option<Query> {
        match &self.body {
            Body::Again(again) => again.asks(),
            Body::Repeat(repeating) => repeating.asks(),
            Body::Which(which) => Some(which.asks()),
            Body::Terms(question) => Some(question.asks()),
            Body::Note(asked) => asked.asks(&self.form),
            _ => None,
        }
    }

    /// Takes an answer to what it asks.
    pub fn take(&mut self, answer: &Answer, app: &App) -> Vec<Act> {
        match &mut self.body {
            Body::Again(again) => again.take(answer, app),
            Body::Repeat(repeating) => {
                repeating.take(answer);
                Vec::new()
            }
            Body::Which(which) => which.take(answer, app),
            Body::Terms(question) => question.take(answer, &mut self.form, app),
            Body::Note(asked) => {
                asked.take(answer);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn which(which: Which) -> Self {
        Self::of("Which dates?", Vec::new(), Body::Which(Box::new(which)))
    }

    pub(super) fn terms(title: String, fields: Vec<Field>, question: Question) -> Self {
        Self::of(title, fields, Body::Terms(Box::new(question)))
    }

    /// These alerts ask for a reason before the step is taken.
    pub fn stop(client: &Clean, alerts: Vec<String>, step: Step) -> Self {
        let fields = vec![Field::text("because", "why it begins all the same; a word is enough", "")];
        let title = format!("STOP: ask before treating {client}. esc leaves it as it is.");
        Self::of(title, fields, Body::Stop { alerts, step: Box::new(step) })
    }

    /// Before a copy takes the place of the file.
    pub fn restore(copy: PathBuf, title: String, words: Vec<String>) -> Self {
        Self::of(title, Vec::new(), Body::Restore { copy, words })
    }

    /// `unsaved`: something is typed that is not in the book yet.
    pub fn leave(unsaved: bool) -> Self {
        Self::of("Leave knotbook?  ↵ leaves, esc stays.", Vec::new(), Body::Leave { unsaved })
    }

    pub fn is_leave(&self) -> bool {
        matches!(self.body, Body::Leave { .. })
    }

    pub fn is_help(&self) -> bool {
        matches!(self.body, Body::Help(_))
    }

    pub fn list_mut(&mut self) -> &mut List {
        &mut self.list
    }

    /// How many rows its list has.
    pub fn rows(&self) -> usize {
        match &self.body {
            Body::Help(rows) => rows.len(),
            Body::Palette { fitting, .. } | Body::Who { fitting, .. } => fitting.len(),
            Body::Hits { words, .. } | Body::Keep { words, .. } => words.len(),
            Body::Which(which) => which.choices().len(),
            Body::Note(asked) => asked.rows(),
            Body::GoTo { .. }
            | Body::Cancel { .. }
            | Body::Anyway { .. }
            | Body::Stop { .. }
            | Body::Restore { .. }
            | Body::Leave { .. }
            | Body::Terms(_)
            | Body::Again(_)
            | Body::Repeat(_) => 0,
        }
    }

    /// Whether it goes away once the act it asked about is done.
    pub fn ends_with_act(&self) -> bool {
        matches!(
            self.body,
            Body::Cancel { .. }
                | Body::Anyway { .. }
                | Body::Stop { .. }
                | Body::Hits { .. }
                | Body::Keep { .. }
                | Body::Again(_)
                | Body::Which(_)
                | Body::Terms(_)
                | Body::Note(_)
        )
    }

    /// Whether a key goes into its field.
    pub fn takes(&self, key: Key) -> bool {
        let typed =
            matches!(key, Key::Char(_) | Key::Backspace | Key::Delete | Key::Home | Key::End | Key::Ctrl('a' | 'e' | 'w' | 'u' | 'k'));
        // A digit is a choice, and no other letter goes to what lies beneath.
        if matches!(self.body, Body::Which(_)) {
            return matches!(key, Key::Char(_));
        }
        !self.form.fields.is_empty() && (typed || matches!(key, Key::Left | Key::Right))
    }

    pub fn press(&mut self, key: Key) -> bool {
        if let (Body::Which(which), Key::Char(c)) = (&mut self.body, key) {
            which.press(c);
            return true;
        }
        // A reason typed at once is a reason, and not a choice of who wished it.
        if matches!((&self.body, key), (Body::Cancel { .. }, Key::Char(_))) && !self.form.is_typing() {
            self.form.step(false);
        }
        match (self.form.current(), key) {
            (Some(field), Key::Left | Key::Right) if !field.is_text() => {
                field.turn(key == Key::Left);
                true
            }
            (Some(field), _) => field.press(key),
            (None, _) => false,
        }
    }

    pub fn paste(&mut self, text: &str) {
        if let Some(field) = self.form.current() {
            field.paste(text);
        }
    }

    /// What follows from what is typed now.
    pub fn typed(&mut self, app: &App) -> Vec<Act> {
        let text = self.form.value(0);
        match &mut self.body {
            Body::Palette { all, fitting } => {
                *fitting = (0..all.len()).filter(|place| has_words(all[*place].words, text.as_str())).collect();
                self.list = List::default();
            }
            Body::Who { all, fitting } => {
                *fitting = (0..all.len()).filter(|place| has_words(&all[*place].1, text.as_str())).collect();
                self.list = List::default();
            }
            Body::GoTo { echo } => *echo = read_go_to(text.as_str(), app).map(|(_, words)| words),
            Body::Again(again) => again.typed(text.as_str(), app),
            Body::Repeat(repeating) => repeating.typed(text.as_str(), app),
            Body::Which(which) => return which.pick_early(app),
            Body::Terms(question) => question.read(&self.form, app),
            Body::Note(_) => self.list = List::default(),
            Body::Help(_)
            | Body::Cancel { .. }
            | Body::Anyway { .. }
            | Body::Stop { .. }
            | Body::Hits { .. }
            | Body::Keep { .. }
            | Body::Restore { .. }
            | Body::Leave { .. } => {}
        }
        Vec::new()
    }

    pub fn pointed(&mut self, target: Target, app: &App) -> Vec<Act> {
        match target {
            // These rows are read, not chosen.
            Target::Row(_) if matches!(self.body, Body::Hits { .. } | Body::Keep { .. }) => Vec::new(),
            Target::Row(row) if row < self.rows() => {
                self.list.selected = row;
                self.command(Command::Open, app)
            }
            Target::Field(_) | Target::Choice(..) => {
                self.form.pointed(target);
                self.typed(app)
            }
            Target::Row(_) | Target::Cell { .. } | Target::Date(_) | Target::Region(_) | Target::Command(_) => Vec::new(),
        }
    }

    pub fn command(&mut self, command: Command, app: &App) -> Vec<Act> {
        let rows = self.rows();
        match command {
            Command::Back => vec![Act::CloseDialog],
            Command::NextField | Command::Down if rows > 0 => {
                self.list.step(1, rows);
                Vec::new()
            }
            Command::PreviousField | Command::Up if rows > 0 => {
                self.list.step(-1, rows);
                Vec::new()
            }
            Command::NextField | Command::PreviousField => {
                self.form.step(command == Command::PreviousField);
                Vec::new()
            }
            Command::Open | Command::Save => self.go_on(app),
            other => {
                walk(&mut self.list, other, rows, app.page);
                Vec::new()
            }
        }
    }
}

/// Whether every word typed stands in `text`.
fn has_words(text: &str, typed: &str) -> bool {
    let text = fold(text);
    fold(typed).split(' ').all(|word| text.contains(word))
}
