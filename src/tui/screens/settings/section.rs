//! What can be set, and what stands in each list.
use chrono::{Datelike, NaiveTime};

use super::form::Of;
use crate::domain::change::{Change, Edit, NewAbsence, PracticeChange};
use crate::domain::ids::{ServiceId, StaffId};
use crate::domain::people::alert_list::{ListedAlert, ListedAlertField};
use crate::domain::people::staff::{Staff, StaffField};
use crate::domain::practice::directory::Directory;
use crate::domain::practice::hours::{Absence, Absent, KeptShift};
use crate::domain::practice::room::RoomField;
use crate::domain::practice::service::{Service, ServiceField};
use crate::domain::span::Span;
use crate::domain::wording::hours::{Pattern, patterns};
use crate::domain::wording::say;
use crate::tui::app::role_words;
use crate::tui::keys::{Command, Context};
use crate::tui::screens::See;

/// A part of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    Practice,
    Staff,
    Services,
    Rooms,
    Hours,
    Absences,
    Alerts,
    Backup,
}

impl Section {
    pub const ALL: [Self; 8] =
        [Self::Practice, Self::Staff, Self::Services, Self::Rooms, Self::Hours, Self::Absences, Self::Alerts, Self::Backup];

    pub fn of(command: Command) -> Option<Self> {
        match command {
            Command::ToPractice => Some(Self::Practice),
            Command::ToStaff => Some(Self::Staff),
            Command::ToServices => Some(Self::Services),
            Command::ToRooms => Some(Self::Rooms),
            Command::ToHours => Some(Self::Hours),
            Command::ToAbsences => Some(Self::Absences),
            Command::ToAlerts => Some(Self::Alerts),
            Command::ToBackup => Some(Self::Backup),
            _ => None,
        }
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Practice => "Practice",
            Self::Staff => "Staff",
            Self::Services => "Services",
            Self::Rooms => "Rooms",
            Self::Hours => "Hours",
            Self::Absences => "Absences",
            Self::Alerts => "Alerts",
            Self::Backup => "Backup",
        }
    }

    pub(super) fn about(self) -> &'static str {
        match self {
            Self::Practice => "name, time zone, dates, offered times, look of the screens",
            Self::Staff => "who works here, who treats what, who may set things up",
            Self::Services => "what can be booked: minutes, clean-up, price",
            Self::Rooms => "where it takes place",
            Self::Hours => "when each therapist works, week by week",
            Self::Absences => "time off, blocks, closures, rooms out of use",
            Self::Alerts => "alerts to choose from, red flags to ask about",
            Self::Backup => "where the file is, its copies, bringing one back",
        }
    }

    /// What would stand here, and the key that begins it.
    pub(super) fn empty(self, see: &See<'_>) -> String {
        let add = see.key(Context::Settings, Command::Add);
        match self {
            Self::Practice | Self::Backup => String::new(),
            Self::Staff => format!("Nobody works here. {add} adds somebody."),
            Self::Services => format!("What can be booked stands here, with its minutes and price. {add} adds a service."),
            Self::Rooms => format!("The treatment rooms stand here. {add} adds one."),
            Self::Hours => "Nobody treats yet, so nobody has hours. Add a therapist under Staff first.".to_owned(),
            Self::Alerts if !see.viewer.keeps_alert_list() => "The list of alerts is kept by those who treat and by the owner.".to_owned(),
            Self::Alerts => format!("Alerts to choose from and red flags to ask about stand here. {add} adds one."),
            Self::Absences => format!("Time off, closures and rooms out of use from today on stand here. {add} adds one."),
        }
    }
}

/// What a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Section(Section),
    Staff(StaffId),
    Service(ServiceId),
    Room(crate::domain::ids::RoomId),
    Hours(Pattern),
    /// A therapist without any.
    NoHours(StaffId),
    Absence(Absence),
    Alert(ListedAlert),
}

/// A row of the list: what stands in its columns, the last one taking the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) what: What,
    pub(super) cells: Vec<String>,
    pub(super) archived: bool,
}

fn row(what: What, cells: Vec<String>, archived: bool) -> Row {
    Row { what, cells, archived }
}

/// The columns of a section: heading and width; the last one has what is left.
pub(super) fn columns(section: Option<Section>) -> &'static [(&'static str, usize)] {
    match section {
        None | Some(Section::Practice | Section::Backup) => &[("", 12), ("", 0)],
        Some(Section::Staff) => &[("Name", 22), ("Short", 10), ("Role", 12), ("Treats", 0)],
        Some(Section::Services) => &[("Service", 22), ("Short", 9), ("Minutes", 13), ("Room", 8), ("Price", 9), ("Kind", 0)],
        Some(Section::Rooms) => &[("Room", 28), ("Short", 0)],
        Some(Section::Hours) => &[("Who", 10), ("Hours", 0)],
        Some(Section::Alerts) => &[("Level", 9), ("What", 34), ("Handling", 0)],
        Some(Section::Absences) => &[("When", 28), ("Who or what", 24), ("Reason", 0)],
    }
}

/// What the lists read of the file beside the directory.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// Once they are known.
    pub(super) hours: Option<Vec<KeptShift>>,
    pub(super) absences: Vec<Absence>,
    pub(super) alerts: Vec<ListedAlert>,
}

/// The rows of a section; the index without one.
pub(super) fn rows(section: Option<Section>, archived: bool, listed: &Listed, see: &See<'_>) -> Vec<Row> {
    let directory = see.directory;
    let hours = listed.hours.as_deref();
    match section {
        None | Some(Section::Practice | Section::Backup) => {
            Section::ALL.map(|one| row(What::Section(one), vec![one.title().into(), one.about().into()], false)).into()
        }
        Some(Section::Staff) => {
            let shown = directory.staff.iter().filter(|staff| archived || !staff.archived);
            shown.map(|staff| row(What::Staff(staff.id), staff_cells(staff, hours, directory), staff.archived)).collect()
        }
        Some(Section::Services) => {
            let shown = directory.services.iter().filter(|service| archived || !service.archived);
            shown.map(|service| row(What::Service(service.id), service_cells(service), service.archived)).collect()
        }
        Some(Section::Rooms) => {
            let shown = directory.rooms.iter().filter(|room| archived || !room.archived);
            shown.map(|room| row(What::Room(room.id), vec![room.name.to_string(), room.short.to_string()], room.archived)).collect()
        }
        Some(Section::Hours) => hours.map(|hours| hours_rows(hours, see)).unwrap_or_default(),
        Some(Section::Absences) => {
            let shown = listed.absences.iter().filter(|absence| !matches!(absence.of, Absent::Client(_)));
            let cells = |absence: &Absence| {
                vec![away_span(&absence.span, see.now.year()), absent_words(absence.of, directory), absence.reason.to_string()]
            };
            shown.map(|absence| row(What::Absence(absence.clone()), cells(absence), false)).collect()
        }
        Some(Section::Alerts) => {
            let shown = listed.alerts.iter().filter(|alert| archived || !alert.archived);
            let cells = |alert: &ListedAlert| vec![alert.kind.marked().to_owned(), alert.text.to_string(), alert.handling.to_string()];
            shown.map(|alert| row(What::Alert(alert.clone()), cells(alert), alert.archived)).collect()
        }
    }
}

fn staff_cells(staff: &Staff, hours: Option<&[KeptShift]>, directory: &Directory) -> Vec<String> {
    let has_hours = hours.is_none_or(|hours| hours.iter().any(|kept| kept.shift.staff == staff.id));
    let offers: Vec<&str> =
        directory.offered().filter(|service| staff.offers.contains(&service.id)).map(|service| service.short.as_str()).collect();
    let treats = match (staff.treats, offers.is_empty()) {
        (false, _) => "does not treat".to_owned(),
        _ if !has_hours && !staff.archived => "no hours yet: cannot be booked".to_owned(),
        (true, true) => "no service yet".to_owned(),
        (true, false) if offers.len() == directory.offered().count() && offers.len() > 3 => "all services".to_owned(),
        (true, false) => offers.join(", "),
    };
    vec![staff.name.to_string(), staff.short.to_string(), role_words(staff.role).to_owned(), treats]
}

fn service_cells(service: &Service) -> Vec<String> {
    let minutes = if service.buffer > 0 { format!("{} + {}", service.minutes, service.buffer) } else { service.minutes.to_string() };
    let room = if service.needs_room { "room" } else { "no room" };
    vec![
        service.name.to_string(),
        service.short.to_string(),
        minutes,
        room.to_owned(),
        service.price.map(super::form::service::price_words).unwrap_or_default(),
        service.modality.to_string(),
    ]
}

fn hours_rows(hours: &[KeptShift], see: &See<'_>) -> Vec<Row> {
    let all = patterns(hours, see.now.date());
    let mut rows = Vec::new();
    for staff in see.directory.therapists() {
        let own: Vec<&Pattern> = all.iter().filter(|pattern| pattern.staff == staff.id).collect();
        if own.is_empty() {
            rows.push(row(What::NoHours(staff.id), vec![staff.short.to_string(), "no hours: cannot be booked. ↵ adds them".into()], false));
        }
        rows.extend(
            own.into_iter()
                .map(|pattern| row(What::Hours(pattern.clone()), vec![staff.short.to_string(), pattern.words(see.now.date())], false)),
        );
    }
    rows
}

/// "Dana off", "Dana blocked", "Room 1 out of use", "the practice closed".
pub(in crate::tui) fn absent_words(of: Absent, directory: &Directory) -> String {
    match of {
        Absent::Staff(id) => format!("{} off", directory.staff_short(id)),
        Absent::Block(id) => format!("{} blocked", directory.staff_short(id)),
        Absent::Practice => "practice closed".into(),
        Absent::Room(id) => format!("{} out of use", directory.room(id).map_or("", |room| room.name.as_str())),
        Absent::Client(_) => "client away".into(),
    }
}

/// "Fri 27 Nov", "Fri 27 Nov – Sun 29 Nov", "Fri 27 Nov 14:00–16:00".
pub(in crate::tui) fn away_span(span: &Span, year: i32) -> String {
    let midnight = |at: chrono::NaiveDateTime| at.time() == NaiveTime::MIN;
    let last = if midnight(span.to()) { span.to().date().pred_opt().unwrap_or(span.to().date()) } else { span.to().date() };
    let (first, last) = (say::day(span.date(), year), say::day(last, year));
    match (midnight(span.from()) && midnight(span.to()), first == last) {
        (true, true) => first,
        (true, false) => format!("{first} – {last}"),
        (false, true) => format!("{first} {}", say::hours(span)),
        (false, false) => format!("{} – {}", say::moment(span.from(), year), say::moment(span.to(), year)),
    }
}

/// Archives what a row is about, brings it back, or takes it out of the book; with nothing of the kind, why.
pub(super) fn taken_out(row: &Row) -> Result<Change, &'static str> {
    let flag = Edit { seen: row.archived, new: !row.archived };
    Ok(Change::Practice(match &row.what {
        What::Section(_) => return Err("Choose a part of the settings with ↵ first."),
        What::NoHours(_) => return Err("There are no hours here yet. ↵ adds them."),
        What::Staff(id) => PracticeChange::EditStaff { id: *id, fields: vec![StaffField::Archived(flag)] },
        What::Service(id) => PracticeChange::EditService { id: *id, fields: vec![ServiceField::Archived(flag)] },
        What::Room(id) => PracticeChange::EditRoom { id: *id, fields: vec![RoomField::Archived(flag)] },
        What::Hours(pattern) => {
            PracticeChange::SetHours { staff: pattern.staff, old: pattern.shifts.iter().map(|kept| kept.id).collect(), new: Vec::new() }
        }
        What::Absence(absence) => removal(absence),
        What::Alert(alert) => PracticeChange::EditListedAlert { id: alert.id, fields: vec![ListedAlertField::Archived(flag)] },
    }))
}

/// It does not take place.
pub(in crate::tui) fn removal(absence: &Absence) -> PracticeChange {
    let seen = NewAbsence { of: absence.of, span: absence.span, reason: absence.reason.clone() };
    PracticeChange::RemoveAbsence { id: absence.id, seen }
}

/// The form for what a row is about.
pub(super) fn edited(row: &Row, see: &See<'_>) -> Option<Of> {
    let directory = see.directory;
    match &row.what {
        What::Section(_) => None,
        What::Staff(id) => directory.staff(*id).map(|staff| Of::Staff(Some(Box::new(staff.clone())))),
        What::Service(id) => directory.service(*id).map(|service| Of::Service(Some(Box::new(service.clone())))),
        What::Room(id) => directory.room(*id).map(|room| Of::Room(Some(Box::new(room.clone())))),
        What::Hours(pattern) => Some(Of::Hours(Some(pattern.clone()))),
        What::NoHours(_) => Some(Of::Hours(None)),
        What::Absence(absence) => Some(Of::Absence(Some(Box::new(absence.clone())))),
        What::Alert(alert) => Some(Of::Alert(Some(Box::new(alert.clone())))),
    }
}
