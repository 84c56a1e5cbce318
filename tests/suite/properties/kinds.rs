//! The kinds of acts there are. A new variant does not compile here until it has a name, and the undo test does not pass until
//! the generator makes it.
use knotbook::domain::book::appointment::AppointmentField;
use knotbook::domain::change::{BookChange, Change, Import, PeopleChange, PracticeChange, Ref, Who};
use knotbook::domain::people::alert::AlertField;
use knotbook::domain::people::alert_list::ListedAlertField;
use knotbook::domain::people::client::ClientField;
use knotbook::domain::people::staff::StaffField;
use knotbook::domain::practice::PracticeField;
use knotbook::domain::practice::hours::{Absent, ShiftDays};
use knotbook::domain::practice::room::RoomField;
use knotbook::domain::practice::service::ServiceField;

/// Everything that [`kinds`] can answer, statuses aside.
pub(crate) const ALL: [&str; 116] = [
    "found",
    "practice name",
    "practice zone",
    "practice order",
    "practice slot",
    "practice late",
    "staff",
    "service",
    "room",
    "shift weekly",
    "shift once",
    "absence staff",
    "absence block",
    "absence practice",
    "absence room",
    "absence client",
    "client",
    "client name",
    "client preferred name",
    "client phones",
    "client email",
    "client born",
    "client guardian",
    "client therapist",
    "client service",
    "client pressure",
    "client note",
    "client archived",
    "alert",
    "alert closed",
    "book known",
    "book new",
    "book walk-in",
    "book anyway",
    "alter client",
    "alter service",
    "alter staff",
    "alter room",
    "alter starts",
    "alter length",
    "alter note",
    "alter anyway",
    "step",
    "step cancelled",
    "step anyway",
    "swap",
    "swap anyway",
    "move several",
    "move several anyway",
    "import",
    "import known client",
    "import new client",
    "import known staff",
    "import new staff",
    "import kept overlap",
    "import room",
    "practice week",
    "practice second backup",
    "practice ascii",
    "practice colours",
    "practice consent",
    "practice missed",
    "staff name",
    "staff short",
    "staff role",
    "staff treats",
    "staff login",
    "staff offers",
    "staff archived",
    "service name",
    "service short",
    "service modality",
    "service minutes",
    "service buffer",
    "service room",
    "service price",
    "service archived",
    "room name",
    "room short",
    "room archived",
    "hours set",
    "absence edited",
    "absence removed",
    "client prefers",
    "alert level",
    "alert text",
    "alert handling",
    "alert since",
    "merge",
    "keep",
    "step stop",
    "answered",
    "answered again",
    "plan",
    "course",
    "plan complaint",
    "plan goal",
    "plan goal pain",
    "plan modality",
    "plan visits",
    "plan cadence",
    "plan minutes",
    "plan reassess",
    "plan baseline",
    "plan state",
    "plan series",
    "reassessed",
    "reassessed, another follows",
    "phrase",
    "phrase changed",
    "phrase forgotten",
    "listed alert",
    "listed alert kind",
    "listed alert text",
    "listed alert handling",
    "listed alert archived",
];

pub(crate) fn kinds(change: &Change) -> Vec<String> {
    let mut found = Vec::new();
    match change {
        Change::Practice(change) => practice(change, &mut found),
        Change::People(change) => people(change, &mut found),
        Change::Book(change) => book(change, &mut found),
        Change::Care(change) => found.extend(super::care::kinds(change)),
        Change::Import(import) => imported(import, &mut found),
    }
    found
}

fn practice(change: &PracticeChange, found: &mut Vec<String>) {
    let mut say = |word: &str| found.push(word.to_owned());
    match change {
        PracticeChange::Found(_) => say("found"),
        PracticeChange::Edit(fields) => fields.iter().for_each(|field| {
            say(match field {
                PracticeField::Name(_) => "practice name",
                PracticeField::Zone(_) => "practice zone",
                PracticeField::Order(_) => "practice order",
                PracticeField::SlotMinutes(_) => "practice slot",
                PracticeField::LateCancelHours(_) => "practice late",
                PracticeField::WeekStarts(_) => "practice week",
                PracticeField::SecondBackup(_) => "practice second backup",
                PracticeField::Ascii(_) => "practice ascii",
                PracticeField::Colours(_) => "practice colours",
                PracticeField::AskConsent(_) => "practice consent",
                PracticeField::MissedCount(_) => "practice missed",
            });
        }),
        PracticeChange::AddStaff(_) => say("staff"),
        PracticeChange::AddService(_) => say("service"),
        PracticeChange::AddRoom(_) => say("room"),
        PracticeChange::EditStaff { fields, .. } => fields.iter().for_each(|field| say(staff(field))),
        PracticeChange::EditService { fields, .. } => fields.iter().for_each(|field| say(service(field))),
        PracticeChange::EditRoom { fields, .. } => fields.iter().for_each(|field| {
            say(match field {
                RoomField::Name(_) => "room name",
                RoomField::Short(_) => "room short",
                RoomField::Archived(_) => "room archived",
            });
        }),
        PracticeChange::SetHours { old, new, .. } => {
            if !old.is_empty() {
                say("hours set");
            }
            for shift in new {
                say(match shift.days {
                    ShiftDays::Weekly { .. } => "shift weekly",
                    ShiftDays::Once(_) => "shift once",
                });
            }
        }
        PracticeChange::EditAbsence { .. } => say("absence edited"),
        PracticeChange::RemoveAbsence { .. } => say("absence removed"),
        PracticeChange::ListAlert(_) => say("listed alert"),
        PracticeChange::EditListedAlert { fields, .. } => fields.iter().for_each(|field| {
            say(match field {
                ListedAlertField::Kind(_) => "listed alert kind",
                ListedAlertField::Text(_) => "listed alert text",
                ListedAlertField::Handling(_) => "listed alert handling",
                ListedAlertField::Archived(_) => "listed alert archived",
            });
        }),
        PracticeChange::AddAbsence(absence) => say(match absence.of {
            Absent::Staff(_) => "absence staff",
            Absent::Block(_) => "absence block",
            Absent::Practice => "absence practice",
            Absent::Room(_) => "absence room",
            Absent::Client(_) => "absence client",
        }),
    }
}

fn staff(field: &StaffField) -> &'static str {
    match field {
        StaffField::Name(_) => "staff name",
        StaffField::Short(_) => "staff short",
        StaffField::Role(_) => "staff role",
        StaffField::Treats(_) => "staff treats",
        StaffField::OsUser(_) => "staff login",
        StaffField::Offers(_) => "staff offers",
        StaffField::Archived(_) => "staff archived",
    }
}

fn service(field: &ServiceField) -> &'static str {
    match field {
        ServiceField::Name(_) => "service name",
        ServiceField::Short(_) => "service short",
        ServiceField::Modality(_) => "service modality",
        ServiceField::Minutes(_) => "service minutes",
        ServiceField::Buffer(_) => "service buffer",
        ServiceField::NeedsRoom(_) => "service room",
        ServiceField::Price(_) => "service price",
        ServiceField::Archived(_) => "service archived",
    }
}

fn people(change: &PeopleChange, found: &mut Vec<String>) {
    let mut say = |word: &str| found.push(word.to_owned());
    match change {
        PeopleChange::AddClient(_) => say("client"),
        PeopleChange::EditClient { fields, .. } => fields.iter().for_each(|field| {
            say(match field {
                ClientField::Name(_) => "client name",
                ClientField::PreferredName(_) => "client preferred name",
                ClientField::Phones(_) => "client phones",
                ClientField::Email(_) => "client email",
                ClientField::Born(_) => "client born",
                ClientField::Guardian(_) => "client guardian",
                ClientField::Therapist(_) => "client therapist",
                ClientField::Service(_) => "client service",
                ClientField::Pressure(_) => "client pressure",
                ClientField::Note(_) => "client note",
                ClientField::Prefers(_) => "client prefers",
                ClientField::Archived(_) => "client archived",
            });
        }),
        PeopleChange::AddAlert(_) => say("alert"),
        PeopleChange::EditAlert { fields, .. } => fields.iter().for_each(|field| {
            say(match field {
                AlertField::Level(_) => "alert level",
                AlertField::Text(_) => "alert text",
                AlertField::Handling(_) => "alert handling",
                AlertField::Since(_) => "alert since",
            });
        }),
        PeopleChange::CloseAlert(_) => say("alert closed"),
        PeopleChange::Merge { .. } => say("merge"),
    }
}

fn book(change: &BookChange, found: &mut Vec<String>) {
    let mut say = |word: &str| found.push(word.to_owned());
    match change {
        BookChange::Book(booking) => {
            say(match &booking.who {
                Who::Known(_) => "book known",
                Who::New(_) => "book new",
            });
            if booking.arrived.is_some() {
                say("book walk-in");
            }
            if booking.anyway.is_some() {
                say("book anyway");
            }
        }
        BookChange::Alter { fields, anyway, .. } => {
            for field in fields {
                say(match field {
                    AppointmentField::Client(_) => "alter client",
                    AppointmentField::Service(_) => "alter service",
                    AppointmentField::Staff(_) => "alter staff",
                    AppointmentField::Room(_) => "alter room",
                    AppointmentField::Starts(_) => "alter starts",
                    AppointmentField::Length(_) => "alter length",
                    AppointmentField::Note(_) => "alter note",
                });
            }
            if anyway.is_some() {
                say("alter anyway");
            }
        }
        BookChange::Step(step) => {
            say("step");
            say(&format!("step to {}", step.to.word()));
            if step.cancel.is_some() {
                say("step cancelled");
            }
            if step.anyway.is_some() {
                say("step anyway");
            }
            if step.stop.is_some() {
                say("step stop");
            }
        }
        BookChange::Swap { anyway, .. } => say(if anyway.is_some() { "swap anyway" } else { "swap" }),
        BookChange::MoveSeveral { anyway, .. } => say(if anyway.is_some() { "move several anyway" } else { "move several" }),
        BookChange::Keep { .. } => say("keep"),
        BookChange::Series(_) => say("series"),
    }
}

fn imported(import: &Import, found: &mut Vec<String>) {
    let mut say = |word: &str| found.push(word.to_owned());
    say("import");
    for line in &import.appointments {
        say(match line.client {
            Ref::Known(_) => "import known client",
            Ref::New(_) => "import new client",
        });
        say(match line.staff {
            Ref::Known(_) => "import known staff",
            Ref::New(_) => "import new staff",
        });
        if line.room.is_some() {
            say("import room");
        }
        if line.keep_overlap {
            say("import kept overlap");
        }
    }
}
