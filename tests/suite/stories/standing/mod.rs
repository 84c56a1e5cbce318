//! Standing appointments at the screen: made, decided date by date, and seen in the file afterwards.
mod deciding;
mod making;

use chrono::NaiveDateTime;
use knotbook::domain::book::appointment::Appointment;
use knotbook::domain::book::rule::Rule;
use knotbook::domain::book::series::act::SeriesAct;
use knotbook::domain::book::series::{Terms, plan};
use knotbook::domain::change::{Change, NewAbsence, PracticeChange, Who};
use knotbook::domain::ids::ClientId;
use knotbook::domain::practice::hours::Absent;
use knotbook::domain::span::Span;
use knotbook::domain::text::Clean;

use crate::person::Person;
use crate::practice::{DANA, DESK, Place, R1, TRP60, at, booking, date, now, slot};

/// Hollis Street in the winter: closed over Christmas, and Tom Okafor sits on Tue 19 Jan.
pub(crate) struct Winter {
    pub(crate) place: Place,
    pub(crate) maria: ClientId,
}

impl Winter {
    pub(crate) fn new() -> Self {
        let mut place = Place::hollis();
        let maria = place.client("Maria Smith", "555-0134");
        let tom = place.client("Tom Okafor", "555-0190");
        place.apply(&booking(tom, slot(DANA, R1, "2027-01-19 09:30")), DESK).expect("a booking");
        let closed = Span::new(at("2026-12-21 00:00"), at("2026-12-28 00:00")).expect("a week");
        let absence = NewAbsence { of: Absent::Practice, span: closed, reason: "Christmas week".into() };
        place.apply(&Change::Practice(PracticeChange::AddAbsence(absence)), DANA).expect("a closure");
        Self { place, maria }
    }

    pub(crate) fn desk(&self) -> Person {
        Person::at(&self.place, DESK)
    }

    pub(crate) fn plan(&self, rule: &str, first: &str) -> SeriesAct {
        let terms = Terms {
            client: Some(self.maria),
            service: TRP60,
            staff: DANA,
            room: None,
            minutes: 60,
            buffer: 15,
            rule: Rule::read(rule, None).expect("a rule"),
            first: at(first),
            ended: None,
        };
        plan::make(Who::Known(self.maria), terms, Clean::default(), self.place.store.local(now()))
    }

    /// The dates of Maria's only standing appointment as the file has them: "11-24 10:00 ·".
    pub(crate) fn dates(&self) -> Vec<String> {
        self.rows().iter().map(|(_, row)| format!("{} {}", row.span.from().format("%m-%d %H:%M"), row.status.mark())).collect()
    }

    pub(crate) fn rows(&self) -> Vec<(NaiveDateTime, Appointment)> {
        let listed = self.place.store.standing(Some(self.maria), self.place.store.local(now())).expect("a list");
        let [line] = listed.as_slice() else { panic!("{} standing appointments", listed.len()) };
        self.place.store.series(line.series.id).expect("a read").expect("the standing appointment").1
    }

    pub(crate) fn has_none(&self) -> bool {
        self.place.store.standing(None, date("2026-11-23").and_time(chrono::NaiveTime::MIN)).expect("a list").is_empty()
    }
}
