//! Changing, skipping, ending and handing them over.
use crate::practice::{DANA, DESK, LEE, Place, R1, R2, booking, dump, raw, slot};

/// Maria every Tuesday at ten with Dana, six times; Tom at eleven on Wednesday 16 December.
fn standing() -> Place {
    let mut place = Place::hollis();
    place.client("Maria Smith", "555-0134");
    let tom = place.client("Tom Okafor", "555-0178");
    place.apply(&booking(tom, slot(DANA, R1, "2026-12-16 11:00")), DESK).expect("a booking");
    place.apply(&booking(tom, slot(LEE, R2, "2026-12-29 10:00")), DESK).expect("a booking");
    place.knotbook("series add maria smith weekly tue 10:00 x6 @dana").done();
    place
}

fn shown(place: &Place, id: i64) -> String {
    let shown = place.knotbook(&format!("series show {id} --json")).json();
    let dates = shown["dates"].as_array().expect("dates").iter();
    let one = |date: &serde_json::Value| {
        let at = date["starts"].as_str().expect("a moment");
        format!("{} {}", at[5..].replace('T', " "), date["status"].as_str().expect("a status"))
    };
    dates.map(one).collect::<Vec<_>>().join(", ")
}

/// With one blank where columns have several.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn dumped(place: &Place) -> Vec<String> {
    dump(&raw(&place.file()))
}

#[test]
fn each_act_says_what_it_would_do_does_it_and_is_taken_back() {
    for (line, dry, done, id, wanted) in [
        (
            "move 1 --from '15 dec' thu 14:30",
            "  4  Tue 15 Dec 10:00 → Thu 17 Dec 14:30      free\n",
            "Moved 3 dates of Maria Smith, Tue 15 Dec 10:00 → Thu 17 Dec 14:30\n",
            2,
            "12-17 14:30 booked, 12-24 14:30 booked, 12-31 14:30 booked",
        ),
        (
            "move 1 --all 11:00",
            "  1  Tue 24 Nov 10:00 → Tue 24 Nov 11:00            free\n",
            "Moved 6 dates",
            1,
            "11-24 11:00 booked, 12-01 11:00 booked, 12-08 11:00 booked, 12-15 11:00 booked, 12-22 11:00 booked, 12-29 11:00 booked",
        ),
        (
            "move 1 --from '22 dec' --service 'TrP 30'",
            "  5  Tue 22 Dec 10:00  free\n",
            "Changed 2 dates of Maria Smith",
            2,
            "12-22 10:00 booked, 12-29 10:00 booked",
        ),
        (
            "skip 1 1 dec",
            "  2  Tue 1 Dec 10:00  skipped\n",
            "Maria Smith does not come on Tue 1 Dec, 1 skipped\n",
            1,
            "11-24 10:00 booked, 12-01 10:00 skipped, 12-08 10:00 booked, 12-15 10:00 booked, 12-22 10:00 booked, 12-29 10:00 booked",
        ),
        (
            "skip 1 1 dec..9 dec --at-end",
            "  7  Tue 5 Jan 2027 10:00   free\n",
            "Added 2 dates at the end for Maria Smith",
            1,
            "11-24 10:00 booked, 12-01 10:00 skipped, 12-08 10:00 skipped, 12-15 10:00 booked, 12-22 10:00 booked, 12-29 10:00 booked, \
             01-05 10:00 booked, 01-12 10:00 booked",
        ),
        (
            "end 1 --from '15 dec' --by client --reason moved",
            "  4  Tue 15 Dec 10:00  called off\n",
            "Ended the standing appointment of Maria Smith, from Tue 15 Dec 10:00: 3 dates called off\n",
            1,
            "11-24 10:00 booked, 12-01 10:00 booked, 12-08 10:00 booked, 12-15 10:00 cancelled, 12-22 10:00 cancelled, 12-29 10:00 cancelled",
        ),
        (
            "extend 1 2 more",
            "  7  Tue 5 Jan 2027 10:00   free\n",
            "Added 2 dates to the standing appointment of Maria Smith",
            1,
            "11-24 10:00 booked, 12-01 10:00 booked, 12-08 10:00 booked, 12-15 10:00 booked, 12-22 10:00 booked, 12-29 10:00 booked, \
             01-05 10:00 booked, 01-12 10:00 booked",
        ),
        (
            "extend 1 until 8 dec --yes",
            "  4  Tue 15 Dec 10:00  called off\n",
            "Ended the standing appointment of Maria Smith",
            1,
            "11-24 10:00 booked, 12-01 10:00 booked, 12-08 10:00 booked, 12-15 10:00 cancelled, 12-22 10:00 cancelled, 12-29 10:00 cancelled",
        ),
        (
            "hand-over 1 --to lee --from '8 dec' --on-conflict skip --prefer",
            "  6  Tue 29 Dec 10:00  skipped: Lee has Tom Okafor 10:00–11:00\n",
            "Handed 3 dates of Maria Smith over to Lee",
            2,
            "12-08 10:00 booked, 12-15 10:00 booked, 12-22 10:00 booked, 12-29 10:00 skipped",
        ),
    ] {
        let place = standing();
        let before = dumped(&place);
        let would = place.knotbook(&format!("series {line} --dry-run")).done();
        assert!(
            squeezed(&would).contains(&squeezed(dry)) && would.ends_with("Nothing was changed yet: leave --dry-run out to do it.\n"),
            "{line}: {would}"
        );
        assert_eq!(dumped(&place), before, "{line}");
        let said = place.knotbook(&format!("series {line}")).done();
        assert!(said.starts_with(done) && said.ends_with("“knotbook undo” takes it back\n"), "{line}: {said}");
        assert_eq!(shown(&place, id), wanted, "{line}");
        place.knotbook("undo").done();
        assert_eq!(dumped(&place), before, "{line}");
        let json = place.knotbook(&format!("series {line} --json")).json();
        assert!(json["done"].as_str().is_some_and(|words| words.starts_with(done.trim_end())), "{line}: {json}");
        assert!(json["dates"].as_array().is_some_and(|dates| !dates.is_empty()), "{line}: {json}");
    }
}

#[test]
fn what_stands_against_a_change_is_named_and_decided() {
    let place = standing();
    let before = dumped(&place);
    let refused = place.knotbook("series move 1 --from '15 dec' wed 11:00").refused();
    assert!(refused.contains("  4  Tue 15 Dec 10:00 → Wed 16 Dec 11:00  Dana has Tom Okafor 11:00–12:00"), "{refused}");
    assert!(refused.contains("1 of 3 dates is to decide"), "{refused}");
    assert_eq!(dumped(&place), before);
    let done = place.knotbook("series move 1 --from '15 dec' wed 11:00 --on-conflict nearest").done();
    assert!(done.contains("number 2: “knotbook series show 2”"), "{done}");
    let parts = place.knotbook("series show 2").done();
    assert!(parts.contains("  split from number 1\n") && parts.contains("  4  Wed 16 Dec 11:00"), "{parts}");
    assert!(parts.contains("moved to Wed 16 Dec"), "{parts}");
    assert!(place.knotbook("series show 1").done().contains("  goes on as number 2\n"));
    let several = place.knotbook("series show maria").refused();
    assert!(several.starts_with("Maria Smith has several standing appointments."), "{several}");
}

#[test]
fn a_skipped_date_is_filled_and_an_ended_one_goes_on() {
    let place = standing();
    place.knotbook("series skip 1 8 dec").done();
    assert!(place.knotbook("series list").done().contains("5 to come  1 skipped"));
    assert!(place.knotbook("series fill 1 1 dec").refused().contains("is booked, so there is nothing to fill"));
    assert!(place.knotbook("series fill 1 2 dec").refused().contains("No date of it is on Wed 2 Dec 2026"));
    let dry = place.knotbook("series fill 1 8 dec --at '9 dec 11:00' --dry-run").done();
    assert!(dry.starts_with("Wed 9 Dec 2026, 11:00–12:00 would be booked."), "{dry}");
    place.knotbook("series fill 1 8 dec --at '9 dec 11:00'").done();
    assert!(shown(&place, 1).contains("12-09 11:00 booked"));
    place.knotbook("undo").done();
    let busy = place.knotbook("series fill 1 8 dec --at '16 dec 11:00'").refused();
    assert!(busy.contains("Dana has Tom Okafor 11:00–12:00. Nearest: Wed 16 Dec"), "{busy}");
    place.knotbook("series fill 1 8 dec --at '16 dec 11:00' --on-conflict nearest").done();
    place.knotbook("undo").done();
    place.knotbook("series fill 1 8 dec").done();
    assert!(shown(&place, 1).contains("12-08 10:00 booked"));

    place.knotbook("series end 1 --from '15 dec'").done();
    assert!(place.knotbook("series show 1").done().contains("  ended: nothing happens from Tue 15 Dec 10:00 on\n"));
    let tom = place.knotbook("book tom 22 dec 10:00 @dana");
    assert_eq!(tom.code, 0, "{}", tom.err);
    let refused = place.knotbook("series restore 1").refused();
    assert!(refused.contains("  5  Tue 22 Dec 10:00  Dana has Tom Okafor"), "{refused}");
    let back = place.knotbook("series restore 1 --on-conflict skip").done();
    assert!(back.starts_with("Put 2 dates of Maria Smith back into the book"), "{back}");
    assert!(shown(&place, 1).ends_with("12-15 10:00 booked, 12-22 10:00 skipped, 12-29 10:00 booked"));
    assert!(place.knotbook("series restore 1").refused().contains("nothing to put back"));
}

#[test]
fn one_that_goes_on_is_given_an_end_and_back() {
    let place = standing();
    place.knotbook("series add tom weekly fri 10:00 @lee").done();
    assert!(place.knotbook("series extend 2 4 more").refused().contains("until further notice already"));
    place.knotbook("series extend 2 until 18 dec --yes").done();
    assert!(place.knotbook("series list --client tom").done().contains("4 to come"));
    place.knotbook("series extend 2 x2 --yes").done();
    assert!(place.knotbook("series list --client tom").done().contains("2 to come"));
    let done = place.knotbook("series extend 2 until further notice").done();
    assert!(done.starts_with("Added"), "{done}");
    assert!(place.knotbook("series show 2").done().contains("more follow by themselves"));
}

#[test]
fn an_earlier_end_is_not_taken_for_more_dates() {
    let place = standing();
    let before = dumped(&place);
    let why = place.knotbook("series extend 1 x1").refused();
    let wanted = "“x1” ends it earlier than now: 5 dates are called off, Tue 1 Dec 2026 to Tue 29 Dec 2026. Nothing was changed: --yes does it \
                  all the same; “knotbook series end 1 --from DATE”";
    assert!(why.starts_with(wanted), "{why}");
    assert!(place.knotbook("series extend 1 until 22 dec").refused().contains("1 date is called off, Tue 29 Dec 2026"));
    assert_eq!(dumped(&place), before);
    assert!(place.knotbook("series extend 1 x1 --dry-run").done().contains("called off"));
    place.knotbook("series extend 1 x1 --yes").done();
    assert!(shown(&place, 1).starts_with("11-24 10:00 booked, 12-01 10:00 cancelled"), "{}", shown(&place, 1));
}

#[test]
fn several_days_are_skipped_at_once_and_the_name_keeps_its_capital() {
    let place = standing();
    let done = place.knotbook("series skip 1 '1 dec' '15 dec'").done();
    assert!(done.starts_with("Maria Smith does not come Tue 1 Dec to Tue 15 Dec, 2 skipped\n"), "{done}");
    assert!(shown(&place, 1).contains("12-01 10:00 skipped, 12-08 10:00 booked, 12-15 10:00 skipped"));
    assert!(place.knotbook("undo").done().starts_with("Took back: Maria Smith does not come Tue 1 Dec to Tue 15 Dec"));
    place.knotbook("series skip 1 1 dec..9 dec").done();
    assert!(shown(&place, 1).contains("12-01 10:00 skipped, 12-08 10:00 skipped, 12-15 10:00 booked"));
}

#[test]
fn what_the_client_confirmed_is_booked_again_where_it_goes_along() {
    let place = standing();
    let id = |nth: usize| place.knotbook("series show 1 --json").json()["dates"][nth]["id"].as_i64().expect("a number");
    place.knotbook(&format!("status {} confirm", id(1))).done();
    place.knotbook(&format!("move {} wed 10:00", id(1)));
    place.knotbook(&format!("status {} confirm", id(2))).done();
    place.knotbook("series hand-over 1 --to lee --from '8 dec' --on-conflict skip").done();
    assert!(shown(&place, 2).starts_with("12-08 10:00 confirmed"), "{}", shown(&place, 2));
    let before = dumped(&place);
    place.knotbook("series move 2 --all thu 10:00").done();
    assert!(shown(&place, 2).starts_with("12-10 10:00 booked"), "{}", shown(&place, 2));
    place.knotbook("undo").done();
    assert_eq!(dumped(&place), before);
}

#[test]
fn what_cannot_be_done_says_why_and_the_way_out() {
    let place = standing();
    for (line, word) in [
        ("move 9 --all 11:00", "no standing appointment 9"),
        ("move tom --all 11:00", "Tom Okafor has no standing appointment"),
        ("move 1 --all", "Move it where?"),
        ("move 1 --all pm", "very time"),
        ("move 1 --all blub", "is no day, time, service"),
        ("move 1 --all 10:00", "It is so already"),
        ("move 1 --from '1 mar' 11:00", "Mon 1 Mar 2027 or later"),
        ("hand-over 1 --to nobody --all", "not one of the therapists here"),
        ("hand-over 1 --to dana --all", "It is so already"),
        ("skip 1 2 dec", "None of its dates"),
        ("skip 1 9 dec..1 dec", "before it begins"),
        ("skip 1 blub", "blub"),
        ("extend 1 soon", "Say it like “4 more”"),
        ("extend 1 0 more", "That is no date."),
        ("extend 1 x6", "It ends there already"),
        ("extend 1 until 1 nov 2026", "That day is over"),
        ("restore 1", "nothing to put back"),
        ("end 1 --from '1 mar'", "or later"),
    ] {
        let why = place.knotbook(&format!("series {line}")).refused();
        assert!(why.contains(word) && why.trim_end().ends_with('.'), "{line}: {why}");
    }
    for line in [
        "series move 1 thu 11:00",
        "series move 1 --all --from tue 11:00",
        "series end 1",
        "series skip 1",
        "series add maria weekly --anyway x --on-conflict skip",
    ] {
        let unread = <knotbook::cli::Args as clap::Parser>::try_parse_from(["knotbook"].into_iter().chain(line.split(' ')));
        assert_eq!(unread.expect_err(line).exit_code(), i32::from(knotbook::cli::USAGE), "{line}");
    }
}
