//! Every command × role: nothing of care for the desk.
use chrono::NaiveDate;
use knotbook::domain::change::{Change, PeopleChange};
use knotbook::domain::people::alert::{Level, NewAlert};

use crate::practice::{DANA, DESK, Place, R1, booking, slot};

const SECRET: &str = "apixaban since 3 Nov";
const HANDLING: &str = "no deep pressure";

/// Every command that reads, in words and as JSON.
const COMMANDS: [&str; 24] = [
    "today",
    "day tue",
    "find smith",
    "free tue",
    "free --client smith",
    "book smith wed",
    "clients list",
    "clients show smith",
    "history",
    "history --client smith",
    "practice",
    "staff",
    "services",
    "rooms",
    "hours",
    "absence",
    "decide",
    "absence add --practice tue --dry-run",
    "print day tue",
    "print week",
    "print day --html",
    "export csv clients",
    "export csv appointments",
    "check",
];

/// Every command that is for those who treat.
const OF_CARE: [&str; 10] = [
    "note show smith",
    "note show smith --all",
    "note sign smith",
    "note amend smith more --why late",
    "plan list",
    "plan show 1",
    "plan show smith",
    "progress smith",
    "print note smith",
    "print client smith --html",
];

fn place() -> Place {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "555-0134");
    let alert = |level, text: &str, handling: &str| {
        Change::People(PeopleChange::AddAlert(NewAlert {
            client: maria,
            level,
            text: text.into(),
            handling: handling.into(),
            since: NaiveDate::from_ymd_opt(2026, 11, 3),
        }))
    };
    place.apply(&alert(Level::Stop, SECRET, HANDLING), DANA).expect("an alert");
    place.apply(&alert(Level::Note, "sleeps badly", ""), DANA).expect("a note");
    place.apply(&booking(maria, slot(DANA, R1, "2026-11-23 11:00")), DESK).expect("a booking");
    place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), DESK).expect("a booking");
    place
}

#[test]
fn the_desk_reads_nothing_of_care() {
    let place = place();
    for who in ["Robin", "Olive"] {
        for command in COMMANDS {
            for json in ["", " --json"] {
                let said = place.knotbook(&format!("{command} --as {who}{json}"));
                let all = format!("{}{}", said.out, said.err);
                assert_eq!(said.code, 0, "{command}: {all}");
                for hidden in ["apixaban", "sleeps badly"] {
                    assert!(!all.contains(hidden), "{command}{json} tells {who} of {hidden}:\n{all}");
                }
            }
        }
    }
    let day = place.knotbook("day tue --as Robin").done();
    assert!(day.contains("Maria Smith !!") && day.contains(HANDLING), "{day}");
}

#[test]
fn the_desk_is_refused_what_is_of_care() {
    let place = place();
    let lines = "L utrap 7>3 @temple\nplan 1/w x6\ns: woke at four";
    place.given("note add smith --visit --as Dana", lines).done();
    place.knotbook("note sign smith --as Dana").done();
    place.given("note add smith --visit --as Dana", "next try lev").done();
    let before = crate::practice::dump(&crate::practice::raw(&place.file()));
    for who in ["Robin", "Olive"] {
        for command in OF_CARE.iter().chain(&["note add smith"]) {
            for json in ["", " --json"] {
                let why = place.given(&format!("{command} --as {who}{json}"), "nrs 6>3").refused();
                assert!(
                    why.starts_with("The front desk cannot ") && why.ends_with("say who you are with --as NAME.\n"),
                    "{command}: {why}"
                );
            }
        }
        let found = place.knotbook(&format!("find temple --as {who}")).refused();
        assert_eq!(found, place.knotbook(&format!("find tempel --as {who}")).refused().replace("tempel", "temple"));
        let day = place.knotbook(&format!("print day tue --as {who}")).done();
        assert!(!day.contains("utrap") && !day.contains("apixaban"), "{day}");
    }
    assert_eq!(crate::practice::dump(&crate::practice::raw(&place.file())), before);
    for command in OF_CARE.iter().filter(|command| !command.starts_with("note ") || command.starts_with("note show")) {
        place.knotbook(&format!("{command} --as Dana")).done();
    }
}

#[test]
fn the_therapist_reads_what_concerns_the_session() {
    let place = place();
    for command in ["today", "day tue", "clients show smith", "day tue --json", "clients show smith --json"] {
        let said = place.knotbook(&format!("{command} --as Dana")).done();
        assert!(said.contains(SECRET) && said.contains(HANDLING), "{command}:\n{said}");
    }
    assert!(place.knotbook("clients show smith --as Dana").done().contains("sleeps badly"));
}

#[test]
fn who_is_at_the_keyboard_stands_in_the_history() {
    let place = place();
    place.knotbook("clients add 'Tom Okafor' --as lee").done();
    let history = place.knotbook("history -n 1").done();
    assert!(history.contains("Lee  Added Tom Okafor"), "{history}");
    assert_eq!(place.knotbook("undo --as Robin").done().lines().next(), Some("Took back: booked Maria Smith, Tue 24 Nov 11:00 with Dana"));
    assert_eq!(
        place.knotbook("today --as Zoe").refused(),
        "Nobody here is called “Zoe”. Here are: Olive Hollis, Dana Reyes, Lee Park, Robin Vale.\n"
    );
}

#[test]
fn only_an_owner_changes_who_works_here_and_brings_a_copy_back() {
    let place = place();
    let copy = place.folder.path().join("copy.knot");
    place.knotbook(&format!("backup {}", copy.display())).done();
    for command in ["staff add Kim", "staff edit dana --role owner", "practice --name 'Harbour Practice'"] {
        let said = place.knotbook(&format!("{command} --as Robin")).refused();
        assert!(
            said.starts_with("Only an owner can change") && said.contains("Olive. If you are one, say who you are with --as NAME."),
            "{said}"
        );
    }
    assert!(place.knotbook(&format!("restore {} --yes --as Dana", copy.display())).refused().contains("bring a copy back: Olive"));
    place.knotbook("absence add --therapist dana '24 dec' --as Robin").done();
    // Where nobody is an owner, nobody is locked out.
    crate::practice::raw(&place.file()).execute("UPDATE staff SET role = 'therapist' WHERE role = 'owner'", []).expect("no owner");
    place.knotbook("staff edit lee --role owner --as Dana").done();
}
