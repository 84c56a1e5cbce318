//! A standing appointment changed from one of its dates, key by key: which dates, and what stands in the file afterwards.
mod away;
mod edges;
mod terms;
mod waiting;
mod which;

use knotbook::domain::book::rule::Rule;
use knotbook::domain::book::series::plan::{self, Standing};
use knotbook::domain::book::series::{Series, Terms};
use knotbook::domain::change::{BookChange, Change, Who};
use knotbook::domain::ids::{ClientId, SeriesId};
use knotbook::domain::text::Clean;

use crate::person::Person;
use crate::practice::{DANA, DESK, Place, TRP60, assert_sound, at, dump, now, raw};

/// Hollis Street with Maria, who comes by this rule, sixty minutes with Dana in any room.
struct Regular {
    place: Place,
    maria: ClientId,
    series: SeriesId,
}

impl Regular {
    fn by(rule: &str, first: &str) -> Self {
        let mut place = Place::hollis();
        let maria = place.client("Maria Smith", "555-0134");
        let series = standing(&mut place, maria, rule, first);
        Self { place, maria, series }
    }

    /// Eight Tuesdays at ten from tomorrow on.
    fn eight() -> Self {
        Self::by("FREQ=WEEKLY;COUNT=8", "2026-11-24 10:00")
    }

    fn robin(&self) -> Person {
        Person::at(&self.place, DESK)
    }

    /// All appointments of Maria, as "12-15 10:00 ·".
    fn dates(&self) -> Vec<String> {
        dates(&self.place, self.maria)
    }

    fn dump(&self) -> Vec<String> {
        dump(&raw(&self.place.file()))
    }

    fn sound(&self) {
        assert_sound(&self.place.store, &raw(&self.place.file()));
    }

    fn read<T>(&self, of: SeriesId, look: impl FnOnce(&Series, &Standing<'_>) -> T) -> T {
        let (series, rows) = self.place.store.series(of).expect("a read").expect("the series");
        look(&series, &Standing { series: &series, rows: &rows, now: self.place.store.local(now()) })
    }
}

fn standing(place: &mut Place, client: ClientId, rule: &str, first: &str) -> SeriesId {
    let terms = Terms {
        client: Some(client),
        service: TRP60,
        staff: DANA,
        room: None,
        minutes: 60,
        buffer: 15,
        rule: Rule::read(rule, None).expect("a rule"),
        first: at(first),
        ended: None,
    };
    let wall = place.store.local(now());
    let mut act = plan::make(Who::Known(client), terms, Clean::default(), wall);
    let judged = place.store.review(&act.asked(), &act.leaving(), true, wall).expect("a review");
    assert!(judged.iter().all(|one| one.conflicts.is_empty()), "{judged:?}");
    act.settle(&judged);
    place.apply(&Change::Book(BookChange::Series(vec![act])), DESK).expect("a standing appointment");
    let listed = place.store.standing(Some(client), wall).expect("a list");
    listed.iter().map(|line| line.series.id).max().expect("the new one")
}

fn dates(place: &Place, client: ClientId) -> Vec<String> {
    let raw = raw(&place.file());
    let mut ask = raw
        .prepare("SELECT substr(starts, 6, 5) || ' ' || substr(starts, 12, 5) || ' ' || status FROM appointment WHERE client_id = ?1 ORDER BY starts, id")
        .expect("a question");
    let found = ask.query_map([client.0], |row| row.get::<_, String>(0)).expect("rows");
    found.map(|row| row.expect("a row").replace("booked", "·").replace("cancelled", "x").replace("skipped", "-")).collect()
}

/// "11-24 10:00 ·" for each of these days of a month.
fn at_ten(days: &[&str]) -> Vec<String> {
    days.iter().map(|day| format!("{day} 10:00 ·")).collect()
}

const TUESDAYS: [&str; 8] = ["11-24", "12-01", "12-08", "12-15", "12-22", "12-29", "01-05", "01-12"];

/// Goes to a day and stands on its first appointment.
fn go(person: &mut Person, day: &str) {
    person.keys("g").types(day).keys("<enter>");
}

/// Carries what is selected to a moment and puts it down.
fn carry(person: &mut Person, to: &str) {
    person.keys("m g").types(to).keys("<enter> <enter>");
}
