//! A therapist who leaves, and a holiday that is put in later.
use super::{Regular, go};
use crate::person::Person;
use crate::practice::{LEE, OLIVE, raw};

#[test]
fn a_therapist_who_leaves_has_her_dates_to_decide_and_handing_over_mends_them() {
    let regular = Regular::eight();
    let mut olive = Person::at(&regular.place, OLIVE);
    let fields = vec![knotbook::domain::people::staff::StaffField::Archived(knotbook::domain::change::Edit { seen: false, new: true })];
    let leaves = knotbook::domain::change::PracticeChange::EditStaff { id: crate::practice::DANA, fields };
    let mut place = regular.place.store.sibling().expect("another window");
    let stamp = knotbook::domain::change::Stamp { at: crate::practice::now(), by: Some(OLIVE) };
    place.apply(&knotbook::domain::change::Change::Practice(leaves), stamp).expect("Dana leaves");
    assert_eq!(regular.place.store.to_decide().expect("a read").len(), 8);
    olive.idle();
    go(&mut olive, "24 nov");
    olive.keys(": hand<space>the <enter>").shows("8 dates from Tue 24 Nov 2026 on are handed over").keys("<enter>");
    olive.shows("Handed 8 dates of Maria Smith over to Lee");
    assert_eq!(regular.place.store.to_decide().expect("a read").len(), 0);
    let of_lee: i64 = raw(&regular.place.file())
        .query_row("SELECT count(*) FROM appointment WHERE staff_id = ?1", [LEE.0], |row| row.get(0))
        .expect("a count");
    assert_eq!(of_lee, 8);
    regular.sound();
}

#[test]
fn a_holiday_put_in_later_lists_the_dates_it_hits_and_each_is_decided() {
    let regular = Regular::eight();
    let mut olive = Person::at(&regular.place, OLIVE);
    olive.keys(": absences <enter> n").types("whole").keys("<tab> <tab>").types("21 dec").keys("<tab>").types("31 dec").keys("<tab>");
    olive.types("holidays").keys("<c-s>").shows("This hits 2 appointments").keys("<enter> 1 p").shows("To decide: 2");
    // One is skipped, the other goes to another time by itself.
    olive.keys("x <right> <right> <enter>").shows("Skipped").shows("To decide: 1");
    olive.keys("m g").types("18 dec 10:00").keys("<enter> <enter>").shows("Which dates?").keys("1").shows("Moved Maria Smith");
    let dates = regular.dates();
    assert!(dates.contains(&"12-22 10:00 -".to_owned()) && dates.contains(&"12-18 10:00 ·".to_owned()), "{dates:?}");
    assert!(regular.place.store.to_decide().expect("a read").is_empty());
    regular.sound();
}
