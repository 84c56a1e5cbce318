//! Everything that can happen to the app, and everything it can want. Data only, so that a test compares it.
use std::path::PathBuf;

use chrono::{NaiveDate, NaiveDateTime};

use super::body::walk::Stand;
use super::keys::{Command, Key};
use crate::domain::book::appointment::{Appointment, Slot, Usual};
use crate::domain::book::conflict::Conflict;
use crate::domain::book::day::Day;
use crate::domain::book::decide::Hit;
use crate::domain::book::free::{Offer, Wish};
use crate::domain::book::rebook::ToRebook;
use crate::domain::book::series::list::Listed;
use crate::domain::book::series::review::{Asked, Judged};
use crate::domain::book::series::suited::Suited;
use crate::domain::book::series::{DateRow, Position, Series};
use crate::domain::book::together::Landing;
use crate::domain::book::week::Week;
use crate::domain::care::change::Phrase;
use crate::domain::care::glance::{DayCare, Glance, Record, Session};
use crate::domain::care::note::{FoundNote, Keep, Kept, Note, NoteOf, Place, Unsigned};
use crate::domain::care::plan::Plan;
use crate::domain::change::{Applied, Change};
use crate::domain::ids::{AppointmentId, ChangeId, ClientId, NoteId, SeriesId, StaffId};
use crate::domain::people::alert_list::ListedAlert;
use crate::domain::people::card::{ClientCard, Double, Found};
use crate::domain::practice::backups::BackupsOverview;
use crate::domain::practice::directory::Directory;
use crate::domain::practice::history::{HistoryLine, HistoryOf};
use crate::domain::practice::hours::{Absence, KeptShift};
use crate::domain::practice::role::Viewer;
use crate::domain::refusal::{Refusal, Way};
use crate::domain::text::Clean;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Msg {
    Key(Key),
    /// Text pasted by the terminal: text, never keys.
    Paste(String),
    /// A click on something that was drawn.
    Pointed(Target),
    /// The wheel, in rows; positive is down.
    Scrolled(i32),
    /// The terminal has this size now.
    Resized(u16, u16),
    /// The practice's wall clock.
    Clock(NaiveDateTime),
    Answered(Box<Answer>),
    /// What came of an act.
    Done(Box<Outcome>),
    /// Somebody else has written to the file.
    Elsewhere,
    /// Who is at the keyboard from now on.
    SwitchedTo(Viewer),
    /// A click on a cell; the loop finds out what was drawn there.
    Clicked(u16, u16),
    /// The terminal is gone, or somebody ends the program.
    Hangup,
    /// Something to tell that no key asked for.
    Told(String),
    /// What came of keeping a half-written note, and when; the sentence says why it could not be.
    NoteKept {
        of: NoteOf,
        kept: Result<Kept, String>,
        at: NaiveDateTime,
    },
}

/// Something the app wants done outside of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    Ask(Query),
    Apply(Box<Change>),
    Undo,
    Redo,
    Revert(ChangeId),
    SwitchTo(StaffId),
    Backup,
    /// Keep the half-typed booking in the file; `None` forgets it. Nothing answers.
    Keep(Option<String>),
    /// Keep the half-written note in the file.
    KeepNote(Box<Keep>),
    /// This window is done with a note that is not signed.
    LeaveNote(NoteOf),
    /// Give the terminal back to the shell until it is continued.
    Suspend,
    Quit,
    /// Leave, and begin again with something else.
    Instead(Instead),
}

/// What is opened instead of the file as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instead {
    Demo,
    Restore(PathBuf),
}

/// So many notes with the words looked for are listed, the newest.
pub(in crate::tui) const NOTES_LISTED: usize = 50;

/// A question to the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    Directory,
    Day(NaiveDate),
    /// The seven days from this one on.
    Week(NaiveDate),
    Clients {
        typed: String,
        archived: bool,
    },
    Client(ClientId),
    Doubles {
        name: Clean,
        phones: Clean,
        except: Option<ClientId>,
    },
    Appointment(AppointmentId),
    Usual(ClientId),
    /// Whether a slot can be had, in its own room or another one, and what speaks against it.
    Fit {
        slot: Slot,
        any_room: bool,
        except: Option<AppointmentId>,
    },
    Offers(Box<Wish>),
    /// A standing appointment with all its dates.
    Series(SeriesId),
    /// What stands against the dates of a standing appointment, all together.
    Review {
        asked: Vec<Asked>,
        leaving: Vec<AppointmentId>,
        any_room: bool,
    },
    /// How the dates of a standing appointment would fit each of these therapists.
    Suited {
        asked: Vec<Asked>,
        staff: Vec<StaffId>,
        any_room: bool,
    },
    /// How appointments would land on these slots, in their own rooms or free ones.
    Landing(Vec<(AppointmentId, Slot)>),
    /// Where the first of what is carried (as it stands in the book) can go so that all of it fits.
    Fits {
        carried: Vec<(AppointmentId, Slot)>,
        days: (NaiveDate, NaiveDate),
        staff: Option<StaffId>,
    },
    /// The nearest day with such a fit, from a date on or back from it.
    FitDay {
        carried: Vec<(AppointmentId, Slot)>,
        from: NaiveDate,
        back: bool,
        staff: Option<StaffId>,
    },
    /// All that waits for a new time.
    ToRebook,
    History {
        of: HistoryOf,
        before: Option<ChangeId>,
    },
    /// Where the file is, and its copies.
    Backups,
    /// Everybody's hours.
    Hours,
    /// Absences that end on this date or later.
    Absences(NaiveDate),
    /// The list of alerts and red flags; not for the desk.
    AlertList,
    /// What a change would leave to decide; nothing is written.
    Preview(Box<Change>),
    /// What the practice has changed around and nobody has decided on.
    ToDecide,
    /// The booking that was half typed when the program last ended.
    Draft,
    /// Every standing appointment of a client that goes on, each with all its dates.
    SeriesOf(ClientId),
    /// Standing appointments that go on: of a client, or all.
    Standing {
        client: Option<ClientId>,
    },
    /// The place of an appointment in its standing one.
    Position(AppointmentId),
    /// What the rows of a date show of care.
    DayCare(NaiveDate),
    /// The ten seconds before a session.
    Glance(AppointmentId),
    /// Everything a note is written with.
    Session(NoteOf),
    /// The signed notes of a client, newest first; those struck out only when asked for.
    Notes {
        client: ClientId,
        struck: bool,
    },
    Note(NoteId),
    /// Where a note that is struck out can be entered again for a client.
    PlacesAgain {
        note: NoteId,
        client: ClientId,
    },
    /// Everything a client's progress is read from.
    Record(ClientId),
    /// Notes that wait to be written or signed.
    Unsigned,
    /// The newest notes with these words.
    FindNotes(String),
    /// The plans that are open, with their clients' names.
    OpenPlans,
    /// The phrases of the person at the keyboard.
    Phrases,
}

impl Query {
    /// A newer question of the same kind makes an older one pointless.
    pub fn same_kind(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// An answer holds its question: a screen takes it only while it still asks that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub query: Query,
    pub reply: Reply,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    Directory(Option<Directory>),
    Day(Day),
    Week(Week),
    Clients(Found),
    Client(Option<ClientCard>),
    Doubles(Vec<Double>),
    Appointment(Option<Appointment>),
    Usual(Option<Usual>),
    Fit(Fit),
    Offers(Vec<Offer>),
    Series(Option<Box<(Series, Vec<DateRow>)>>),
    Reviewed(Vec<Judged>),
    Suited(Vec<Suited>),
    Landing(Landing),
    Fits(Vec<Offer>),
    FitDay(Option<NaiveDate>),
    ToRebook(Vec<ToRebook>),
    History(Vec<HistoryLine>),
    Backups(BackupsOverview),
    Draft(Option<String>),
    Hours(Vec<KeptShift>),
    Absences(Vec<Absence>),
    AlertList(Vec<ListedAlert>),
    /// What it hits, or why it would be refused.
    Preview(Result<Vec<Hit>, Refusal>),
    /// Soonest first, each with the client's phones.
    ToDecide(Vec<(Hit, Clean)>),
    SeriesOf(Vec<(Series, Vec<DateRow>)>),
    Standing(Vec<Listed>),
    Position(Option<Box<(Series, Position)>>),
    DayCare(DayCare),
    Glance(Option<Box<Glance>>),
    Session(Box<Session>),
    Notes(Vec<Note>),
    Note(Option<Box<Note>>),
    PlacesAgain(Vec<Place>),
    Record(Option<Box<Record>>),
    Unsigned(Vec<Unsigned>),
    FoundNotes(Vec<FoundNote>),
    OpenPlans(Vec<(Plan, Clean)>),
    Phrases(Vec<Phrase>),
    /// The question could not be answered; the sentence says why.
    Failed(String),
}

/// How a slot fits: as it would be booked (with a room), the conflicts if any, and the ways out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    pub slot: Slot,
    pub conflicts: Vec<Conflict>,
    pub ways: Vec<Way>,
}

/// What came of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Applied(Applied),
    /// A rule that the person can mend; nothing was written.
    Refused(Refusal),
    Failed(String),
}

/// Something on the screen that can be clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A row of the screen's or the dialog's list, by its place.
    Row(usize),
    /// A field of a form, by its place.
    Field(usize),
    /// A slot of a day, from its minute on; the therapist, where she has a column of her own.
    Cell { date: NaiveDate, minute: i64, staff: Option<StaffId> },
    /// A date above a column, among the weeks or in the months.
    Date(NaiveDate),
    /// An option of a field, by the places of both.
    Choice(usize, usize),
    /// A region of the drawn body, on the view that shows it.
    Region(Stand),
    /// A footer word.
    Command(Command),
}
