//! The dates before they are saved: each decision by its key, and what the file holds of it afterwards.
use knotbook::domain::book::series::plan::{Place, Scope, Standing};
use knotbook::tui::msg::Msg;
use knotbook::tui::screens::{Screen, dates::Dates};

use super::Winter;
use crate::person::Person;
use crate::practice::{DANA, DESK, R1, assert_sound, at, booking, dump, now, raw, slot};

const FORTNIGHTS: &str = "FREQ=WEEKLY;INTERVAL=2;COUNT=8";

fn on(mut robin: Person, dates: Dates) -> Person {
    robin.app.screens.push(Screen::Dates(Box::new(dates)));
    let now = robin.app.now;
    robin.send(Msg::Clock(now));
    robin
}

/// Eight dates of which the third is closed and the fifth is Tom's.
fn open(winter: &Winter, rule: &str, first: &str) -> Person {
    on(winter.desk(), Dates::new(winter.plan(rule, first), true, "Maria Smith"))
}

#[test]
fn every_date_is_seen_with_what_stands_against_it() {
    let winter = Winter::new();
    let mut robin = open(&winter, FORTNIGHTS, "2026-11-24 10:00");
    robin.shows("Maria Smith · TrP 60 · Dana").shows("8 wanted · 6 free · 2 to decide");
    let row = robin.row_with("5  Tue 19 Jan 10:00");
    assert!(row.contains("✗ Dana busy") && row.contains("nearest: Tue 19 Jan 10:45"), "{row}");
    // The first one to decide has the keys, and is read in full.
    robin.shows("▸ 3  Tue 22 Dec 10:00").shows("✗ The practice is closed on Mon 21 Dec to Sun 27 Dec (Christmas week)");
    robin.size(120, 36);
    robin.shows("✗ Dana has Tom Okafor 09:30–10:30").shows("✗ the practice is closed on Mon 21 Dec to Sun 27 Dec (Christmas week)");
}

#[test]
fn saving_waits_until_every_date_is_decided() {
    let winter = Winter::new();
    let mut robin = open(&winter, FORTNIGHTS, "2026-11-24 10:00");
    robin.keys("<end> <c-s>").shows("2 dates are to decide: Tue 22 Dec 10:00, Tue 19 Jan 10:00.").shows("▸ 3  Tue 22 Dec 10:00");
    assert!(winter.has_none());
    robin.keys("<enter>").shows("Tue 22 Dec 10:00 → Fri 18 Dec 10:00").shows("▸ 5  Tue 19 Jan 10:00");
    robin.keys("<enter>").shows("All dates are decided: ctrl-s saves them.").keys("<c-s>");
    robin.shows("Made a standing appointment for Maria Smith").shows("with Dana, 8 dates · u takes it back");
    assert_eq!(
        winter.dates(),
        [
            "11-24 10:00 ·",
            "12-08 10:00 ·",
            "12-18 10:00 ·",
            "01-05 10:00 ·",
            "01-19 10:45 ·",
            "02-02 10:00 ·",
            "02-16 10:00 ·",
            "03-02 10:00 ·"
        ]
    );
    assert_sound(&winter.place.store, &raw(&winter.place.file()));
    robin.keys("u").shows("Took back: made a standing appointment for Maria Smith");
    assert!(winter.has_none());
}

#[test]
fn skipped_ones_can_come_at_the_end_so_that_eight_stay_eight() {
    let winter = Winter::new();
    let mut robin = open(&winter, FORTNIGHTS, "2026-11-24 10:00");
    robin.keys("+").shows("No date is skipped, so none is put at the end.");
    robin.keys("<space>").shows("Tue 22 Dec 10:00 is skipped").shows("8 wanted · 6 free · 1 skipped · 1 to decide");
    robin.keys("<down> <down> <space> +").shows("2 dates at the end").shows("8 wanted · 8 free · 2 skipped");
    robin.shows("Tue 16 Mar 10:00").shows("Tue 30 Mar 10:00");
    // One comes back: one less is needed at the end.
    robin.keys("<space>").shows("Tue 19 Jan 10:00 is back · 1 date is too many at the end now: + takes it away");
    robin.keys("+").shows("1 date at the end").shows("8 wanted").shows_not("Tue 30 Mar").keys("<space> + <c-s>");
    robin.shows("8 dates, 2 skipped · u takes it back");
    let dates = winter.dates();
    assert_eq!(dates.len(), 10);
    assert_eq!([&dates[2], &dates[4], &dates[9]], ["12-22 10:00 -", "01-19 10:00 -", "03-30 10:00 ·"]);
}

#[test]
fn another_time_is_read_like_any_time_of_the_house() {
    let winter = Winter::new();
    let mut robin = open(&winter, FORTNIGHTS, "2026-11-24 10:00");
    robin.keys("<down> <down> e thu <space> 3pm").shows("Thu 21 Jan 2027, 15:00: free");
    robin.keys("<c-u> 10:15").shows("Tue 19 Jan 2027, 10:15:").shows("✗ Dana has Tom Okafor 09:30–10:30");
    robin.keys("<c-u> 18 <space> jan <space> 9:00").shows("Mon 18 Jan 2027, 09:00: free");
    robin.keys("<c-u> soon <enter>").shows("“soon”").keys("<esc>").shows("2 to decide");
    // One with something against it can be taken; it is then to decide there.
    robin.keys("e 10:15 <enter>").shows("5  Tue 19 Jan 10:00 → Tue 19 Jan 10:15").shows("2 to decide");
    robin.keys("e thu <space> 3pm <enter>").shows("moved to Thu 21 Jan 15:00").shows("▸ 3  Tue 22 Dec").keys("<space> <c-s>");
    assert_eq!([winter.dates()[2].as_str(), winter.dates()[4].as_str()], ["12-22 10:00 -", "01-21 15:00 ·"]);
}

#[test]
fn booking_anyway_keeps_its_reason_and_names_what_it_overlaps() {
    let winter = Winter::new();
    let mut robin = open(&winter, FORTNIGHTS, "2026-11-24 10:00");
    robin.keys("<down> <down> o").shows("This time has something against it:").keys("<enter>").shows("Say in a word why");
    robin.keys("twins <enter>").shows("anyway: twins").shows("1 anyway · 1 to decide").keys("<space> <c-s>");
    robin.shows("7 dates, 1 skipped, anyway · u takes it back");
    let rows = winter.rows();
    assert_eq!((rows[4].1.anyway.as_str(), rows[4].1.span.from()), ("twins", at("2027-01-19 10:00")));
    assert_sound(&winter.place.store, &raw(&winter.place.file()));
}

#[test]
fn a_time_that_the_clocks_skip_cannot_be_had() {
    let winter = Winter::new();
    let mut robin = open(&winter, "FREQ=WEEKLY;COUNT=3", "2027-03-21 02:30");
    robin.keys("<home> <down>").shows("✗ The clocks go forward and skip Sun 28 Mar 02:30").keys("o");
    robin.shows("The clocks skip this time, so nobody can come then.").shows_not("because");
}

#[test]
fn somebody_takes_a_date_while_the_list_is_open() {
    let mut winter = Winter::new();
    let mut robin = open(&winter, "FREQ=WEEKLY;COUNT=3", "2026-11-24 10:00");
    let tom = winter.place.store.find_clients("okafor", false, 1).expect("a find").clients[0].id;
    robin.keys("<down> <space>").shows("3 wanted · 2 free · 1 skipped");
    winter.place.apply(&booking(tom, slot(DANA, R1, "2026-12-08 10:30")), DESK).expect("a booking");
    robin.idle().shows("3 wanted · 1 free · 1 skipped · 1 to decide").shows("Tue 1 Dec 10:00   skipped");
    // Taken between the last look and the save: refused whole, and judged again.
    robin.keys("<end> <enter>");
    let before = dump(&raw(&winter.place.file()));
    winter.place.apply(&booking(tom, slot(DANA, R1, "2026-11-24 10:00")), DESK).expect("a booking");
    robin.keys("<c-s>").shows("Tue 24 Nov 10:00: Dana has Tom Okafor 10:00–11:00").shows("1 to decide");
    assert!(winter.has_none());
    assert_ne!(before, dump(&raw(&winter.place.file())));
    robin.keys("<home> <space> <c-s>").shows("Made a standing appointment").shows("1 date, 2 skipped");
}

#[test]
fn esc_asks_once_where_something_was_decided() {
    let winter = Winter::new();
    let mut robin = open(&winter, FORTNIGHTS, "2026-11-24 10:00");
    robin.keys("b").shows("First these dates: ctrl-s saves them, esc goes back.").keys("<esc>").shows("today");
    let mut robin = open(&winter, FORTNIGHTS, "2026-11-24 10:00");
    robin.keys("<space> <f2>").shows("This is not saved yet.").keys("<esc>").shows("These dates are not saved yet.");
    robin.keys("<esc>").shows("today").shows_not("wanted");
    assert!(winter.has_none());
}

#[test]
fn every_date_skipped_makes_nothing() {
    let winter = Winter::new();
    let mut robin = open(&winter, "FREQ=WEEKLY;COUNT=2", "2026-11-24 10:00");
    robin.keys("<space> <down> <space> <c-s>").shows("Every date is skipped, so there is nothing to make.");
    assert!(winter.has_none());
}

#[test]
fn a_year_of_weeks_scrolls_and_goes_on() {
    let winter = Winter::new();
    let mut robin = open(&winter, "FREQ=WEEKLY", "2026-11-24 10:00");
    robin.shows("53 wanted in the first year").keys("<end>").shows("▸ 53  Tue 23 Nov 2027 10:00").keys("+");
    robin.shows("These dates have no last one to put others behind: they go on.");
    robin.keys("<home> <pgdn>").click_on("Tue 19 Jan 2027").keys("<space>").shows("1 skipped");
}

#[test]
fn the_clients_own_single_appointment_becomes_its_date() {
    let mut winter = Winter::new();
    winter.place.apply(&booking(winter.maria, slot(DANA, R1, "2026-12-01 10:00")), DESK).expect("a booking");
    let mut robin = open(&winter, "FREQ=WEEKLY;COUNT=3", "2026-11-24 10:00");
    robin.shows("already booked, becomes this date").shows("3 wanted · 2 free · 1 booked already").keys("<c-s>");
    assert_eq!(winter.dates(), ["11-24 10:00 ·", "12-01 10:00 ·", "12-08 10:00 ·"]);
    let count: i64 = raw(&winter.place.file()).query_row("SELECT count(*) FROM appointment", [], |row| row.get(0)).expect("a count");
    assert_eq!(count, 4, "Maria's three and Tom's one");
}

#[test]
fn one_that_was_moved_by_itself_stays_or_goes_along() {
    let winter = Winter::new();
    let mut robin = open(&winter, "FREQ=WEEKLY;COUNT=4", "2026-11-24 10:00");
    // Date 3 goes to another day by itself.
    robin.keys("<home> <down> <down> e wed <space> 11:00 <enter> <c-s>").shows("Made");
    let plan = |winter: &Winter| {
        let listed = winter.place.store.standing(None, winter.place.store.local(now())).expect("a list");
        let (series, rows) = winter.place.store.series(listed[0].series.id).expect("a read").expect("it");
        let standing = Standing { series: &series, rows: &rows, now: winter.place.store.local(now()) };
        standing.change(Scope::All, &Place { starts: Some(at("2026-11-24 12:00")), ..Place::default() }).expect("a plan")
    };
    let mut robin = on(winter.desk(), Dates::new(plan(&winter), true, "Maria Smith"));
    robin.shows("stays: moved by itself to Wed 9 Dec 11:00 with Dana").shows("4 wanted · 3 free · 1 staying");
    robin.keys("<home> <down> <down> <space>").shows("4 wanted · 4 free").keys("<space>").shows("1 staying").keys("<c-s>");
    robin.shows("Moved 3 dates of Maria Smith");
    assert_eq!(winter.dates(), ["11-24 12:00 ·", "12-01 12:00 ·", "12-09 11:00 ·", "12-15 12:00 ·"]);
    robin.keys("u");
    let mut robin = on(winter.desk(), Dates::new(plan(&winter), true, "Maria Smith"));
    robin.keys("<home> <down> <down> <space> <c-s>").shows("Moved 4 dates of Maria Smith");
    assert_eq!(winter.dates()[2], "12-08 12:00 ·");
}

#[test]
fn a_click_selects_and_again_takes_the_nearest() {
    let winter = Winter::new();
    let mut robin = open(&winter, FORTNIGHTS, "2026-11-24 10:00");
    robin.click_on("Tue 19 Jan").shows("▸ 5").click_on("Tue 19 Jan").shows("moved to Tue 19 Jan 10:45").click_footer("skip");
    robin.shows("Tue 22 Dec 10:00 is skipped").click_on("Tue 8 Dec").click_on("Tue 8 Dec").shows("Nothing stands against this date");
}

#[test]
fn in_any_window_no_word_is_cut() {
    let winter = Winter::new();
    for (width, height) in [(80, 24), (120, 36), (40, 12)] {
        let mut robin = open(&winter, FORTNIGHTS, "2026-11-24 10:00");
        robin.size(width, height).keys("<down> <down> o twins <enter>");
        for _ in 0..8 {
            let screen = robin.screen();
            let body = screen.lines().skip(2).collect::<Vec<_>>().join("\n");
            assert!(!body.contains('…'), "{width}×{height}:\n{screen}");
            robin.keys("<enter> <up>");
        }
        robin.shows("8 wanted");
    }
}

#[test]
fn what_stands_against_a_date_is_read_whole_in_the_smallest_window() {
    let winter = Winter::new();
    let mut robin = open(&winter, FORTNIGHTS, "2026-11-24 10:00");
    robin.size(40, 12).shows("✗ The practice is closed on Mon 21 Dec to Sun 27 Dec (Christmas week) nearest: Fri 18 Dec 10:00, R1");
    robin.keys("<down> <down>").shows("✗ Dana has Tom Okafor 09:30–10:30").shows("nearest: Tue 19 Jan 10:45, R1");
}
