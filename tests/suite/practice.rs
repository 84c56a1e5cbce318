//! A small practice in a file of its own, for the tests.
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};
use knotbook::domain::book::appointment::Slot;
use knotbook::domain::change::{Applied, BookChange, Booking, Change, Founding, PeopleChange, PracticeChange, Ref, Stamp, Who};
use knotbook::domain::ids::{ClientId, RoomId, ServiceId, StaffId};
use knotbook::domain::people::client::NewClient;
use knotbook::domain::people::staff::{NewShift, NewStaff};
use knotbook::domain::practice::Practice;
use knotbook::domain::practice::hours::ShiftDays;
use knotbook::domain::practice::role::Role;
use knotbook::domain::practice::room::NewRoom;
use knotbook::domain::practice::service::NewService;
use knotbook::domain::span::Span;
use knotbook::domain::text::Clean;
use knotbook::domain::wording::when::DateOrder;
use knotbook::store::{Error, Store};
use tempfile::TempDir;

/// Mon 23 Nov 2026, 09:05 in Berlin.
pub(crate) fn now() -> DateTime<Utc> {
    "2026-11-23T08:05:00Z".parse().expect("an instant")
}

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date like 2026-11-24")
}

pub(crate) fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time like 2026-11-24 10:00")
}

pub(crate) const OLIVE: StaffId = StaffId(1);
pub(crate) const DANA: StaffId = StaffId(2);
pub(crate) const LEE: StaffId = StaffId(3);
pub(crate) const DESK: StaffId = StaffId(4);
pub(crate) const TRP60: ServiceId = ServiceId(1);
pub(crate) const TRP30: ServiceId = ServiceId(2);
pub(crate) const FIRST: ServiceId = ServiceId(3);
pub(crate) const R1: RoomId = RoomId(1);
pub(crate) const R2: RoomId = RoomId(2);

/// A store on a file that goes with the test.
pub(crate) struct Place {
    pub(crate) store: Store,
    pub(crate) folder: TempDir,
}

impl Place {
    pub(crate) fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("practice.knot")
    }

    /// A file with nothing in it.
    pub(crate) fn empty() -> Self {
        let folder = TempDir::new().expect("a folder");
        let store = Store::open(&folder.path().join("practice.knot")).expect("a new file");
        Self { store, folder }
    }

    /// Hollis Street Practice: Olive (owner), Dana and Lee (therapists, Mon–Fri 9–13 and 14–18), Robin (desk), two rooms.
    pub(crate) fn hollis() -> Self {
        let mut place = Self::empty();
        place.store.apply(&founding(), Stamp { at: now(), by: None }).expect("a founded practice");
        let dana = place.store.directory().expect("a directory").expect("a practice").staff(DANA).expect("Dana").viewer();
        place.store.view_as(dana);
        place
    }

    pub(crate) fn apply(&mut self, change: &Change, by: StaffId) -> Result<Applied, Error> {
        self.store.apply(change, Stamp { at: now(), by: Some(by) })
    }

    pub(crate) fn client(&mut self, name: &str, phones: &str) -> ClientId {
        let client = NewClient { name: name.into(), phones: phones.into(), ..NewClient::default() };
        self.apply(&Change::People(PeopleChange::AddClient(client)), DESK).expect("an added client").client.expect("its id")
    }
}

/// A second way into the file, past the store: another program.
pub(crate) fn raw(file: &std::path::Path) -> rusqlite::Connection {
    let raw = rusqlite::Connection::open(file).expect("the file, by another program");
    raw.busy_timeout(std::time::Duration::from_secs(10)).expect("a wait");
    raw.execute_batch("PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON").expect("settings of another program");
    raw
}

/// Every row of every table that an undo has to bring back, as text.
pub(crate) fn dump(raw: &rusqlite::Connection) -> Vec<String> {
    let mut ask = raw
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT IN ('change', 'journal', 'draft') AND name NOT LIKE 'note_words%'
              ORDER BY name",
        )
        .expect("the tables");
    let tables: Vec<String> = ask.query_map([], |row| row.get(0)).expect("names").collect::<Result<_, _>>().expect("names");
    let mut rows = Vec::new();
    for table in tables {
        let mut ask = raw.prepare(&format!("SELECT * FROM {table} ORDER BY id")).expect("a table");
        let width = ask.column_count();
        let names: Vec<String> = ask.column_names().map(str::to_owned).collect();
        let mut found = ask.query([]).expect("its rows");
        while let Some(row) = found.next().expect("a row") {
            // What is to decide follows from the other rows and from the day it is looked at.
            let cells: Vec<rusqlite::types::Value> =
                (0..width).filter(|n| names[*n] != "decide").map(|n| row.get(n).expect("a cell")).collect();
            rows.push(format!("{table} {cells:?}"));
        }
    }
    rows
}

/// What has to hold whatever was done: a sound file, no row in the air, no overlap that nobody named.
pub(crate) fn assert_sound(store: &Store, raw: &rusqlite::Connection) {
    assert_eq!(store.check().expect("a check").problems, Vec::<String>::new());
    let lifted: i64 = raw.query_row("SELECT count(*) FROM appointment WHERE lifted = 1", [], |row| row.get(0)).expect("a count");
    let open: i64 = raw.query_row("SELECT count(*) FROM change WHERE open = 1", [], |row| row.get(0)).expect("a count");
    assert_eq!((lifted, open), (0, 0), "rows in the air, acts left open");
}

pub(crate) fn founding() -> Change {
    let service = |name: &str, short: &str, minutes, buffer| NewService {
        name: name.into(),
        short: short.into(),
        modality: "trigger point".into(),
        minutes,
        buffer,
        needs_room: true,
        price: Some(9000),
    };
    let shift = |weekday, from: u32, to: u32| NewShift {
        days: ShiftDays::Weekly { weekday, every: 1, from: date("2024-01-01"), until: None },
        from: NaiveTime::from_hms_opt(from, 0, 0).expect("an hour"),
        to: NaiveTime::from_hms_opt(to, 0, 0).expect("an hour"),
    };
    let week = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
    let hours: Vec<NewShift> = week.iter().flat_map(|day| [shift(*day, 9, 13), shift(*day, 14, 18)]).collect();
    let person = |name: &str, short: &str, role, treats: bool| NewStaff {
        name: name.into(),
        short: short.into(),
        role,
        treats,
        os_user: Clean::default(),
        offers: if treats { vec![Ref::New(0), Ref::New(1), Ref::New(2)] } else { Vec::new() },
        hours: if treats { hours.clone() } else { Vec::new() },
    };
    Change::Practice(PracticeChange::Found(Box::new(Founding {
        practice: Practice::new("Hollis Street Practice".into(), chrono_tz::Europe::Berlin, DateOrder::DayFirst),
        services: vec![
            service("Trigger point 60", "TrP 60", 60, 15),
            service("Trigger point 30", "TrP 30", 30, 0),
            service("First visit", "First", 90, 15),
        ],
        rooms: vec![NewRoom { name: "Room 1".into(), short: "R1".into() }, NewRoom { name: "Room 2".into(), short: "R2".into() }],
        staff: vec![
            person("Olive Hollis", "Olive", Role::Owner, false),
            person("Dana Reyes", "Dana", Role::Therapist, true),
            person("Lee Park", "Lee", Role::Therapist, true),
            person("Robin Vale", "Robin", Role::Desk, false),
        ],
    })))
}

pub(crate) fn slot(staff: StaffId, room: RoomId, from: &str) -> Slot {
    Slot { client: None, service: TRP60, staff, room: Some(room), span: Span::lasting(at(from), 60), buffer: 15 }
}

pub(crate) fn booking(client: ClientId, slot: Slot) -> Change {
    Change::Book(BookChange::Book(Booking { who: Who::Known(client), slot, note: Clean::default(), arrived: None, anyway: None }))
}
