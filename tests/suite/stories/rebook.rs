//! What waits for a new time, and the same again.
use crate::person::Person;
use crate::practice::DESK;
use crate::scene::Scene;

#[test]
fn the_list_to_rebook_leads_to_a_new_time() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.shows("1 to rebook").click_on("1 to rebook").shows("To rebook: 1 appointment waits");
    robin.shows("Zoë Brandt-Müller").shows("555-0129").shows("Mon 23 Nov 16:00").shows("Lee is at the dentist");
    robin.keys("<enter>").shows("MOVING Zoë Brandt-Müller").shows("Mon 23 Nov 2026").keys("<tab> <enter>");
    robin.shows("Moved Zoë Brandt-Müller").shows_not("to rebook").keys("6").shows("Nothing waits for a new time");
    robin.keys("u").shows("Took back").shows("Lee is at the dentist").keys("<f2>").shows("1 to rebook");
}

#[test]
fn what_waits_can_come_back_to_its_old_time_or_be_cancelled_for_good() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("<f7> m g").types("23 nov 16:00").keys("<enter> <enter>").shows("Put Zoë Brandt-Müller back into the book");
    robin.shows("16:00  60 · Zoë").keys("u 6 x").shows("Cancel Zoë").shows_not("lift it out").keys("<enter>");
    robin.shows("Zoë Brandt-Müller, Mon 23 Nov 16:00").shows("Nothing waits for a new time");
}

#[test]
fn what_waits_takes_its_next_free_time_in_one_question() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("6 y").shows("A new time for Zoë").shows("next free").shows("Lee R").shows("free · ↵ books it").keys("<enter>");
    robin.shows("Moved Zoë Brandt-Müller, Mon 23 Nov 16:00 →").shows("Nothing waits").keys("u").shows("Zoë Brandt-Müller");
}

#[test]
fn the_same_again_in_a_week_or_in_three() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("g tue <enter>").click_on("Maria").keys("y").shows("Maria Smith again, TrP 60 with Dana: in how many weeks?");
    robin.shows("Tue 1 Dec 11:30 Dana R1: free · ↵ books it").types("3").shows("Tue 15 Dec 11:30 Dana R1: free").keys("<enter>");
    robin.shows("Booked Maria Smith, Tue 15 Dec 11:30 with Dana").keys("u").shows("Took back: booked Maria Smith");
    robin.keys("y").types("after 12 dec").shows("Mon 14 Dec 09:00 Dana R1: free").types(" soon").shows_not("free · ↵").keys("<enter>");
    robin.shows("in how many weeks?").keys("<esc>");
}

#[test]
fn the_same_again_where_it_is_not_free_shows_the_free_times() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.keys("b john <enter> <s-tab> <s-tab> dana <tab> <tab> 1 <space> dec <space> 11:30 <enter>").shows("Booked John");
    robin.keys("/ maria <enter> y").shows("✗ ").shows("has John Smith 11:30–12:30").shows("Free: ").keys("<enter>");
    robin.shows("Book an appointment").shows("Maria Smith").shows("free: ").keys("<down> 1").shows("Booked Maria Smith, Tue 1 Dec");
}

#[test]
fn what_was_called_off_asks_for_its_next_free_time() {
    let scene = Scene::week();
    let mut robin = Person::at(&scene.place, DESK);
    robin.click_on("山田").keys("x <enter> y").shows("A new time for 山田 花子").shows("free · ↵ books it").keys("<enter>");
    robin.shows("Booked 山田 花子");
}
