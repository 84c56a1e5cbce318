//! What is refused is refused in a sentence, and nothing is changed by it.
use crate::practice::{DANA, DESK, Place, R1, booking, slot};

#[test]
fn every_refusal_is_a_sentence_with_a_way_out() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "555-0134");
    place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), DESK).expect("a booking");
    place.apply(&booking(maria, slot(DANA, R1, "2026-11-26 11:00")), DESK).expect("a booking");
    let before = place.knotbook("history --json").done();
    let refused = [
        "day blub",
        "day 31 feb",
        "day tue --therapist Zoe",
        "find zz",
        "free blub",
        "free 60 sun",
        "free last tue",
        "book zz tue 14:00",
        "book smith blub",
        "book smith tue 25:00",
        "book smith tue 14:00 --service juggling",
        "book smith tue 14:00 --room cellar",
        "book smith tue 14:00 --minutes 900",
        "book smith tue 3:00am",
        "book smith tue 11:30",
        "book smith tue 11:30 --anyway ''",
        "book --new '' tue 14:00",
        "book --new '!!' tue 14:00",
        "move smith wed 10:00",
        "move 99 wed 10:00",
        "move #99 wed 10:00",
        "move 1 blub",
        "cancel smith --by client",
        "status 1 no-show",
        "status 1 back",
        "status 1 booked",
        "clients add ''",
        "clients add 'Tom Okafor' --email nowhere",
        "clients add 'Tom Okafor' --born tomorrow",
        "clients edit smith",
        "clients archive smith --back",
        "history --client zz",
        "undo --id 999",
        "undo --as Lee",
        "redo",
        "practice --zone Atlantis",
        "practice --name ''",
        "practice --date-order day-first",
        "export csv clients --from today",
        "find zzz",
        "practice --second-backup stick",
        "practice --week-starts monday",
        "staff add ''",
        "staff add Dana",
        "staff edit dana",
        "staff edit zoe --role desk",
        "staff edit dana --services juggling",
        "staff archive olive",
        "staff restore dana",
        "services add Cupping",
        "services add Cupping --minutes 3",
        "services add Cupping --minutes 30 --price lots",
        "services edit 'trp 60'",
        "services archive juggling",
        "rooms add ''",
        "rooms add 'Room 9' --short r1",
        "rooms edit cellar --name x",
        "rooms restore r1",
        "hours zoe",
        "hours set dana 'Mon nine'",
        "hours set dana 'Mon 9-13' --from blub",
        "hours add dana 'Mon 9-13' --every 99",
        "hours add dana 'Mon 9-13' --until yesterday",
        "hours extra dana sat nine",
        "hours end robin today",
        "absence add --therapist zoe tue",
        "absence add --room cellar tue",
        "absence add --client zz tue",
        "absence add --practice 'tue 14:00'",
        "absence add --practice wed tue",
        "absence add --practice blub",
        "absence remove 99",
        "decide keep 1 --reason x",
        "print day blub",
        "print day --who zoe",
        "print day -o /dev/null",
        "print day -o /dev/null --force",
        "import csv /nowhere/at/all.csv --map nothing",
        "setup --name X --therapist Y --hours 'Mon 9-13' --zone Berlin",
        "setup --name X --therapist Y --hours 'Mon nine' --zone Berlin",
        "setup --name X --therapist '' --hours 'Mon 9-13' --zone Berlin",
    ];
    for command in refused {
        let said = place.knotbook(command);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{command}: {}", said.err);
        let low = said.err.to_lowercase();
        for bad in ["error", "invalid", "failed", "panic", "none", "some("] {
            assert!(!low.contains(bad), "{command}: {}", said.err);
        }
        let first = said.err.chars().next().expect("a word");
        assert!(first.is_uppercase() || first == '“', "{command}: {}", said.err);
        assert!(said.err.lines().count() > 1 || said.err.trim_end().ends_with(['.', '?', '"', '”']), "{command}: {}", said.err);
    }
    assert_eq!(place.knotbook("history --json").done(), before);
}

#[test]
fn settings_and_copies_are_said_back() {
    let place = Place::hollis();
    assert!(
        place
            .knotbook("practice --date-order month-first --late-cancel-hours 48")
            .done()
            .starts_with("Changed the practice's order of dates")
    );
    assert!(place.knotbook("day 11/24").done().starts_with("Tue 24 Nov 2026"));
    let copy = place.folder.path().join("copy.knot");
    let target = copy.display();
    assert!(place.knotbook(&format!("backup {target}")).done().starts_with("Copied the book to "));
    assert!(place.knotbook(&format!("backup {target}")).refused().contains("is there already"));
    place.knotbook("clients add 'Tom Okafor'").done();
    let asked = place.knotbook(&format!("restore {target}")).refused();
    assert!(asked.starts_with("This replaces 1 client and 0 appointments") && asked.contains("say --yes"), "{asked}");
    assert_eq!(place.answering(&format!("restore {target}"), Some(false)).refused(), "Nothing was replaced.\n");
    let done = place.answering(&format!("restore {target}"), Some(true)).done();
    assert!(done.starts_with("Brought back 0 clients and 0 appointments") && done.contains("what was there before is in "), "{done}");
    assert!(place.knotbook("check").done().ends_with("is sound: 0 clients and 0 appointments.\n"));
    assert!(place.knotbook("backup --list").done().contains("before-restore"));
}
