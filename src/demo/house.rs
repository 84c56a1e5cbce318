//! The house itself: services, rooms, the five who work here, and their hours.
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Weekday};

use Weekday::{Fri, Mon, Sat, Thu, Tue, Wed};

use super::Calendar;
use crate::domain::change::{Change, Founding, PracticeChange, Ref};
use crate::domain::people::staff::{NewShift, NewStaff};
use crate::domain::practice::Practice;
use crate::domain::practice::directory::Directory;
use crate::domain::practice::hours::{Shift, ShiftDays};
use crate::domain::practice::role::Role;
use crate::domain::practice::room::NewRoom;
use crate::domain::practice::service::NewService;
use crate::domain::text::Clean;
use crate::domain::wording::when::DateOrder;

/// Name, short name, modality, minutes, clean-up, price, and whether it needs a room.
type ServiceRow = (&'static str, &'static str, &'static str, u32, u32, i64, bool);
const SERVICES: [ServiceRow; 7] = [
    ("Trigger point 60", "TrP 60", "trigger point", 60, 15, 9_500, true),
    ("Trigger point 90", "TrP 90", "trigger point", 90, 15, 13_500, true),
    ("Trigger point 30", "TrP 30", "trigger point", 30, 15, 5_500, true),
    ("First visit", "First", "assessment", 90, 15, 12_000, true),
    ("Deep tissue 60", "Deep 60", "deep tissue", 60, 15, 9_500, true),
    ("Reassessment", "Check 45", "assessment", 45, 15, 7_500, true),
    ("Home visit", "Home 60", "trigger point", 60, 30, 14_000, false),
];

/// Name, short name, role, whether they treat, and the services they offer, by place.
const STAFF: [(&str, &str, Role, bool, &[usize]); 5] = [
    ("Olive Hollis", "Olive", Role::Owner, true, &[0, 1, 2, 3, 5, 6]),
    ("Dana Reyes", "Dana", Role::Therapist, true, &[0, 1, 2, 3, 4, 5]),
    ("Lee Park", "Lee", Role::Therapist, true, &[0, 1, 2, 3, 4]),
    ("Inês Marín", "Inês", Role::Therapist, true, &[0, 1, 2, 3, 5, 6]),
    ("Robin Vale", "Robin", Role::Desk, false, &[]),
];

/// Short name, weekdays, every n weeks, weeks later, from and to in minutes of the day. At no time do more than three of them
/// work: there are three rooms. Dana's Thursdays are late ones every other week.
type HoursRow = (&'static str, &'static [Weekday], u32, i64, u32, u32);
const HOURS: [HoursRow; 12] = [
    ("Olive", &[Mon, Wed, Fri], 1, 0, 540, 780),
    ("Dana", &[Mon, Tue, Wed, Fri], 1, 0, 540, 780),
    ("Dana", &[Mon, Tue, Wed, Fri], 1, 0, 840, 1080),
    ("Dana", &[Thu], 2, 0, 540, 780),
    ("Dana", &[Thu], 2, 0, 840, 1080),
    ("Dana", &[Thu], 2, 1, 720, 945),
    ("Dana", &[Thu], 2, 1, 975, 1200),
    ("Lee", &[Tue, Wed, Thu, Fri], 1, 0, 600, 840),
    ("Lee", &[Tue, Wed, Thu, Fri], 1, 0, 885, 1140),
    ("Lee", &[Sat], 1, 0, 540, 840),
    ("Inês", &[Mon, Tue, Thu], 1, 0, 480, 720),
    ("Inês", &[Mon, Tue, Thu], 1, 0, 765, 960),
];

fn hours(short: &str, opened: NaiveDate) -> Vec<NewShift> {
    let time = |minutes: u32| NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).unwrap_or(NaiveTime::MIN);
    let mut shifts = Vec::new();
    for (_, days, every, later, from, to) in HOURS.iter().filter(|row| row.0 == short) {
        let first = opened + TimeDelta::weeks(*later);
        shifts.extend(days.iter().map(|weekday| NewShift {
            days: ShiftDays::Weekly { weekday: *weekday, every: *every, from: first, until: None },
            from: time(*from),
            to: time(*to),
        }));
    }
    shifts
}

/// The Monday before the first day of the calendar.
fn opened(calendar: &Calendar) -> NaiveDate {
    calendar.first - TimeDelta::days(7 + i64::from(calendar.first.weekday().num_days_from_monday()))
}

/// The hours of everybody who works here.
pub(super) fn shifts(calendar: &Calendar, directory: &Directory) -> Vec<Shift> {
    let opened = opened(calendar);
    let of = |staff: &crate::domain::people::staff::Staff| {
        let id = staff.id;
        hours(staff.short.as_str(), opened).into_iter().map(move |shift| Shift {
            staff: id,
            days: shift.days,
            from: shift.from,
            to: shift.to,
        })
    };
    directory.staff.iter().flat_map(of).collect()
}

/// Hollis Street Practice, open since the first day of the calendar.
pub(super) fn founding(calendar: &Calendar) -> Change {
    let services = SERVICES.iter().map(|&(name, short, modality, minutes, buffer, price, needs_room)| NewService {
        name: name.into(),
        short: short.into(),
        modality: modality.into(),
        minutes,
        buffer,
        needs_room,
        price: Some(price),
    });
    let staff = STAFF.iter().map(|&(name, short, role, treats, offers)| NewStaff {
        name: name.into(),
        short: short.into(),
        role,
        treats,
        os_user: Clean::default(),
        offers: offers.iter().map(|service| Ref::New(*service)).collect(),
        hours: hours(short, opened(calendar)),
    });
    let room = |name: &str, short: &str| NewRoom { name: name.into(), short: short.into() };
    Change::Practice(PracticeChange::Found(Box::new(Founding {
        practice: Practice::new("Hollis Street Practice".into(), calendar.zone, DateOrder::DayFirst),
        services: services.collect(),
        rooms: vec![room("Room 1", "R1"), room("Room 2", "R2"), room("Garden room", "R3")],
        staff: staff.collect(),
    })))
}
