//! The first start, in an empty file.
use knotbook::tui::Instead;

use crate::person::{Left, Person};
use crate::practice::Place;

#[test]
fn a_practice_is_set_up_by_keys_and_its_owner_is_at_the_keyboard() {
    let place = Place::empty();
    let mut owner = Person::on(&place.file(), None);
    owner.shows("Welcome to knotbook").keys("1").shows("A new practice.").types("Knots & Co").keys("<enter> <c-u>").types("berlin");
    owner.keys("<enter> <enter>").types("Mia Stone").keys("<enter> <enter>").shows("Knots & Co").shows("Mia · owner").shows("free");
    owner.keys("b").types("Ann Lee").keys("<enter> <enter>").types("tomorrow 10:00").keys("<enter>").shows("Booked Ann Lee (new client)");
    let mut again = owner.restart();
    again.shows("Knots & Co").keys("g tomorrow <enter>").shows("Ann Lee");
}

#[test]
fn what_cannot_be_read_is_said_at_its_field() {
    let place = Place::empty();
    let mut owner = Person::on(&place.file(), None);
    owner.keys("<enter> <c-s>").shows("What is the practice called?").types("Knots").keys("<tab> <c-u>").types("nowhere").keys("<c-s>");
    owner.shows("“nowhere” is no time zone.").keys("<c-u>").types("berlin").keys("<c-s>").shows("Who treats?");
    owner.types("Mia").keys("<tab> <c-u>").types("sometimes").keys("<c-s>").shows_not("Mia · owner");
}

#[test]
fn nothing_else_can_be_opened_before_there_is_a_practice() {
    let place = Place::empty();
    let mut owner = Person::on(&place.file(), None);
    owner.keys("<f2> <f4> <c-b> <c-f> <c-z>").shows("Welcome to knotbook").shows("There is no practice in this file yet.");
    owner.keys("<f1>").shows("First start").keys("<esc> <c-s>").shows("A new practice.");
}

#[test]
fn a_backup_or_the_made_up_practice_is_opened_instead() {
    let place = Place::empty();
    let mut owner = Person::on(&place.file(), None);
    owner.keys("4");
    assert_eq!(owner.left, Some(Left::For(Instead::Demo)));
    let mut owner = Person::on(&place.file(), None);
    owner.keys("3 <enter>").shows("Where is the copy?").types("/x/copy.knot").keys("<enter>");
    assert_eq!(owner.left, Some(Left::For(Instead::Restore("/x/copy.knot".into()))));
}
