//! Calendars of other programs, shown, brought in, and brought in again.
use std::fs;

use knotbook::domain::book::status::Status;

use crate::practice::{DANA, DESK, Place, R1, at, booking, date, slot};

/// Two clients who are here, somebody who is not, a day off and a broken event.
const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Dana Reyes\r\n\
    BEGIN:VEVENT\r\nUID:one\r\nSUMMARY:Maria Smith (555-0134)\r\nDTSTART;TZID=Europe/Berlin:20261124T140000\r\nDURATION:PT1H\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:every-week\r\nSUMMARY:TrP 30 – Okafor\\, Tom\r\nDTSTART;TZID=Europe/Berlin:20261110T100000\r\nDTEND;TZID=Europe/Berlin:20261110T103000\r\n\
    RRULE:FREQ=WEEKLY;COUNT=6\r\nEXDATE;TZID=Europe/Berlin:20261201T100000\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:every-week\r\nRECURRENCE-ID;TZID=Europe/Berlin:20261208T100000\r\nSUMMARY:TrP 30 – Okafor\\, Tom\r\n\
    DTSTART;TZID=Europe/Berlin:20261209T160000\r\nDURATION:PT30M\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:new\r\nSUMMARY:Jo Brandt\r\nDTSTART:20261125T080000Z\r\nDURATION:PT1H\r\n\
    ATTENDEE;CN=Jo:mailto:jo@brandt.example\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:off\r\nSUMMARY:Training\r\nDTSTART;VALUE=DATE:20270111\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:broken\r\nSUMMARY:Maria Smith\r\nEND:VEVENT\r\n\
    BEGIN:VTODO\r\nSUMMARY:Towels\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";

fn practice() -> Place {
    let mut place = Place::hollis();
    place.client("Maria Smith", "555-0134");
    place.client("Tom Okafor", "555-0178");
    place
}

#[test]
fn a_calendar_is_shown_first_and_then_brought_in_once() {
    let mut place = practice();
    let maria = place.client("Maria Smith", "555-0199");
    place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 10:00")), DESK).expect("a booking");
    let file = place.file_of("dana.ics", CALENDAR);
    let shown = place.knotbook(&format!("import ics {file}")).done();
    let counts = "dana.ics: 6 events\n  1 new appointment · 1 new standing appointment · 5 dates · 1 skipped · 1 new absence · 2 to mend\n  \
        left alone: 1 task\n";
    assert!(shown.starts_with(counts), "{shown}");
    assert!(shown.contains("“Jo Brandt” (1 event)"), "{shown}");
    assert!(shown.contains("It would leave 1 appointment to decide:\n"), "{shown}");
    assert!(shown.contains("Tue 24 Nov 10:00  Tom Okafor  TrP 30  Dana  Dana has Maria Smith 10:00–11:00"), "{shown}");
    assert!(shown.contains("dana.ics line 25: “Jo Brandt” is no client here: say who is meant with --map \"Jo Brandt=…\""), "{shown}");
    assert!(shown.contains("dana.ics line 37: It does not say when it begins: add DTSTART."), "{shown}");
    assert!(shown.ends_with("Nothing was brought in yet: add --yes to do it.\n"), "{shown}");
    assert!(place.knotbook(&format!("import ics {file} --yes")).err.contains("--skip-bad --rest FILE"));

    let rest = place.folder.path().join("rest.ics");
    let all = format!("import ics {file} --new-clients --yes --skip-bad --rest {}", rest.display());
    let done = place.knotbook(&all).out;
    assert!(done.contains("Imported 1 client and 7 appointments, with 1 absence from dana.ics\n"), "{done}");
    let day = place.knotbook("day 25 nov 2026").done();
    assert!(day.contains("Jo Brandt"), "{day}");
    assert!(place.knotbook("clients show jo").done().contains("jo@brandt.example"));
    assert!(place.knotbook("day 9 dec 2026").done().contains("Tom Okafor"));
    assert!(place.knotbook("check").done().contains("is sound"));
    let kept = fs::read_to_string(&rest).expect("the rest");
    assert!(kept.contains("X-KNOTBOOK-NOT-IMPORTED:It does not say when it begins: add DTSTART.\r\nUID:broken"), "{kept}");
    assert!(!kept.contains("UID:one"), "{kept}");

    fs::remove_file(&rest).expect("the rest goes");
    let again = place.knotbook(&all).out;
    assert!(again.contains("  0 new appointments · 5 already in the book · 1 to mend\n"), "{again}");
    assert!(again.ends_with("Nothing is new, so nothing was brought in.\n"), "{again}");
    let mended = kept.replace("UID:broken", "UID:broken\r\nDTSTART:20261126T090000\r\nDURATION:PT1H");
    let mended = place.file_of("mended.ics", &mended.replace("Maria Smith", "Maria Smith 555-0134"));
    let done = place.knotbook(&format!("import ics {mended} --yes")).done();
    assert!(done.contains("Imported 0 clients and 1 appointment from mended.ics\n"), "{done}");
    for _ in 0..2 {
        assert!(place.knotbook("undo").done().starts_with("Took back: imported "));
    }
    assert!(!place.knotbook("day 25 nov 2026").done().contains("Jo Brandt"));
}

#[test]
fn a_newer_revision_of_what_is_here_is_said_and_not_applied() {
    let place = practice();
    let text = "BEGIN:VEVENT\nUID:a\nSEQUENCE:1\nSUMMARY:Tom Okafor\nDTSTART:20261124T140000\nDURATION:PT1H\nEND:VEVENT\n";
    let file = place.file_of("a.ics", text);
    place.knotbook(&format!("import ics {file} --therapist Dana --yes")).done();
    let untouched = place.file_of("c.ics", &text.replace("SEQUENCE:1", "SEQUENCE:4"));
    let said = place.knotbook(&format!("import ics {untouched} --therapist Dana --yes")).done();
    assert!(!said.contains("revision") && !said.contains("differs"), "{said}");
    let newer = place.file_of("b.ics", &text.replace("SEQUENCE:1", "SEQUENCE:4").replace("T14", "T15"));
    let said = place.knotbook(&format!("import ics {newer} --therapist Dana --yes")).done();
    assert!(said.contains("b.ics line 1: The calendar has a newer revision of it (4 instead of 1)."), "{said}");
    assert!(said.ends_with("Nothing is new, so nothing was brought in.\n"), "{said}");
}

#[test]
fn a_changed_event_says_what_the_book_has_and_what_the_file() {
    let place = practice();
    let text = "BEGIN:VEVENT\nUID:a\nSUMMARY:Tom Okafor\nDTSTART:20261124T110000\nDURATION:PT1H\nEND:VEVENT\n";
    let file = place.file_of("a.ics", text);
    place.knotbook(&format!("import ics {file} --therapist Dana --yes")).done();
    let again = place.knotbook(&format!("import ics {file} --therapist Dana --yes")).done();
    assert!(!again.contains("differs"), "{again}");
    let cases = [
        ("T11", "T17", "the book has Tue 24 Nov 2026, 11:00–12:00, the file 17:00–18:00."),
        ("1124T", "1126T", "the book has Tue 24 Nov 2026, 11:00–12:00, the file Thu 26 Nov 2026, 11:00–12:00."),
        ("UID:a", "UID:a\nSTATUS:CANCELLED", "the book has Tue 24 Nov 2026, 11:00–12:00, the file does not have it any more."),
        ("Tom Okafor", "Maria Smith", "the book has Tom Okafor, the file Maria Smith."),
    ];
    for (from, to, differs) in cases {
        let file = place.file_of("b.ics", &text.replace(from, to));
        let said = place.knotbook(&format!("import ics {file} --therapist Dana --yes")).done();
        let whole = format!(
            "b.ics line 1: It differs from the book: {differs} The book is kept as it is; where the file is right, change the book (“knotbook move 1”)."
        );
        assert!(said.contains(&whole), "{said}");
    }
    place.knotbook("cancel 1 --by client").done();
    let said = place.knotbook(&format!("import ics {file} --therapist Dana --yes")).done();
    assert!(said.contains("the file has Tue 24 Nov 2026, 11:00–12:00, in the book it is cancelled."), "{said}");
}

#[test]
fn dates_that_differ_are_named_and_an_untouched_export_has_none() {
    let place = practice();
    for line in [
        "series add tom weekly tue 10:00 x6 @dana",
        "series skip 1 '8 dec'",
        "series move 1 --from '15 dec' 11:00",
        "book maria 60 25 nov 14:00 @dana",
        "move 9 26 nov 15:00",
    ] {
        place.knotbook(line);
    }
    let file = place.folder.path().join("out.ics");
    assert_eq!(place.knotbook(&format!("export ics {}", file.display())).code, 0);
    let said = place.knotbook(&format!("import ics {} --yes", file.display())).done();
    assert!(said.contains("already in the book"), "{said}");
    assert!(!said.contains("revision") && !said.contains("differs"), "{said}");

    let text = "BEGIN:VEVENT\nUID:w\nSUMMARY:Maria Smith\nDTSTART:20261127T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT\n";
    let file = place.file_of("a.ics", text);
    place.knotbook(&format!("import ics {file} --therapist Dana --yes")).done();
    let later = place.file_of("b.ics", &text.replace("T10", "T17").replace("COUNT=3", "COUNT=5"));
    let said = place.knotbook(&format!("import ics {later} --therapist Dana --yes")).done();
    assert!(said.contains("the book has Fri 27 Nov 2026, 10:00–11:00, the file 17:00–18:00; "), "{said}");
    assert!(said.contains("; and 2 more. The book is kept as it is"), "{said}");
}

#[test]
fn an_import_names_all_that_it_would_leave_to_decide() {
    let mut place = practice();
    let tom = place.client("Ines Roth", "555-0111");
    place.apply(&booking(tom, slot(DANA, R1, "2027-01-11 10:00")), DESK).expect("a booking");
    place.knotbook("absence add --practice '25 dec' '1 jan' --reason holidays").done();
    // Two Fridays of closed days, one date on a Sunday that was moved there, and a day off that hits what is in the book.
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:w\nSUMMARY:Jo Brandt\nDTSTART:20261204T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=6\n\
        EXDATE:20261211T100000\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:w\nRECURRENCE-ID:20261218T100000\nSUMMARY:Jo Brandt\nDTSTART:20261220T100000\nDURATION:PT1H\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:off\nSUMMARY:Training\nDTSTART;VALUE=DATE:20270111\nEND:VEVENT\nEND:VCALENDAR\n";
    let file = place.file_of("a.ics", text);
    let import = format!("import ics {file} --therapist Dana --new-clients");
    let shown = place.knotbook(&format!("{import} --dry-run")).done();
    assert!(shown.contains("1 new standing appointment · 5 dates · 1 skipped · 1 new absence\n"), "{shown}");
    assert!(shown.contains("It would leave 4 appointments to decide:\n"), "{shown}");
    for day in ["Sun 20 Dec 10:00", "Fri 25 Dec 10:00", "Fri 1 Jan 2027 10:00", "Mon 11 Jan 2027 10:00"] {
        assert!(shown.contains(day), "{day}: {shown}");
    }
    assert!(shown.contains("The practice is closed on Fri 25 Dec to Fri 1 Jan 2027 (holidays)"), "{shown}");
    assert_eq!(place.knotbook(&format!("{import} --dry-run --json")).json()["to_decide"], 4);
    assert!(place.knotbook("decide").done().starts_with("Nothing is to decide."));
    let done = place.knotbook(&format!("{import} --yes")).done();
    assert!(done.contains("Imported 1 client and 5 appointments, with 1 absence"), "{done}");
    assert_eq!(place.knotbook("decide --json").json()["to_decide"].as_array().map(Vec::len), Some(4));
}

#[test]
fn nobody_is_guessed() {
    let mut place = practice();
    place.client("Maria Smith", "555-0199");
    place.client("Ana Silva", "555-0100");
    place.knotbook("clients edit 'Tom Okafor' --email tom@okafor.example").done();
    let table = [
        ("SUMMARY:Maria Smith", "2 clients here are called Maria Smith: write the phone into the title, so that the right one is found."),
        ("SUMMARY:Ana Silva – Tom Okafor", "It names several clients, Ana Silva and Tom Okafor: write one event for each."),
        (
            "SUMMARY:Ana Silva\nATTENDEE:mailto:TOM@okafor.example",
            "Its title names Ana Silva and its guest is Tom Okafor: write the right one.",
        ),
        ("SUMMARY:Lunch - Pizza", "“Lunch - Pizza” names nobody who is a client here: say who is meant with --map \"Lunch - Pizza=NAME\"."),
        ("SUMMARY:", "It names nobody: write the client's name as its title (SUMMARY)."),
        ("SUMMARY:Ana", "“Ana” is no client here: say who is meant with --map \"Ana=…\", or add such clients with --new-clients."),
    ];
    for (lines, why) in table {
        let file = place.file_of("a.ics", &format!("BEGIN:VEVENT\nDTSTART:20261124T140000\nDURATION:PT1H\n{lines}\nEND:VEVENT\n"));
        let shown = place.knotbook(&format!("import ics {file} --therapist Lee --json --dry-run")).json();
        assert_eq!(shown["to_mend"][0]["reason"], why, "{lines}");
    }
    let known = [
        "SUMMARY:Maria Smith 555-0199",
        "SUMMARY:Massage: Silva\\, Ana",
        "SUMMARY:Massage\nATTENDEE;CN=T:mailto:TOM@okafor.example",
        "SUMMARY:Massage\nATTENDEE;CN=Ana Silva:mailto:unknown@x.example",
        "SUMMARY:The usual",
    ];
    for lines in known {
        let file = place.file_of("a.ics", &format!("BEGIN:VEVENT\nDTSTART:20261124T140000\nDURATION:PT1H\n{lines}\nEND:VEVENT\n"));
        let shown = place.knotbook(&format!("import ics {file} --therapist Lee --map 'The usual=Ana Silva' --json --dry-run")).json();
        assert_eq!((&shown["appointments"], &shown["new_clients"]), (&1.into(), &0.into()), "{lines}: {shown}");
    }
}

#[test]
fn whole_days_can_close_the_practice() {
    let place = practice();
    let text = "BEGIN:VEVENT\nUID:c\nSUMMARY:Christmas\nDTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227\nEND:VEVENT\n";
    let file = place.file_of("a.ics", text);
    let shown = place.knotbook(&format!("import ics {file} --dry-run")).done();
    assert!(
        shown.contains("line 1: It does not say whose appointment it is: say whose calendar this is with --therapist NAME."),
        "{shown}"
    );
    let done = place.knotbook(&format!("import ics {file} --closures --yes")).done();
    assert!(done.contains("Imported 0 clients and 0 appointments, with 1 absence from a.ics\n"), "{done}");
    assert!(place.knotbook("absence list").done().contains("Christmas"));
    let again = place.knotbook(&format!("import ics {file} --closures --yes")).done();
    assert!(again.contains("1 already in the book") && again.ends_with("Nothing is new, so nothing was brought in.\n"), "{again}");
}

#[test]
fn a_standing_appointment_that_came_in_goes_on_by_itself() {
    let mut place = practice();
    // Half past two in the night is on no clock on 28 March 2027; and on a day far ahead it is not to happen.
    let text = "BEGIN:VEVENT\nUID:night\nSUMMARY:Tom Okafor\nDTSTART:20261122T023000\nDURATION:PT30M\nRRULE:FREQ=WEEKLY\nEXDATE:20280102T023000\nEND:VEVENT\n";
    let file = place.file_of("a.ics", text);
    let shown = place.knotbook(&format!("import ics {file} --therapist Dana --yes")).done();
    assert!(shown.contains("Sun 28 Mar 2027 02:30  Tom Okafor"), "{shown}");
    let all = place.store.standing(None, at("2026-11-23 09:05")).expect("standing appointments");
    assert_eq!(all.len(), 1);
    let (series, rows) = place.store.series(all[0].series.id).expect("a read").expect("the standing appointment");
    let of = |status| rows.iter().filter(|(_, row)| row.status == status).map(|(at, _)| at.date()).collect::<Vec<_>>();
    assert_eq!((of(Status::ToDecide), of(Status::Skipped)), (vec![date("2027-03-28")], vec![date("2028-01-02")]));
    assert_eq!((of(Status::Done), rows.len(), series.made_until), (vec![date("2026-11-22")], 59, date("2028-01-02")));
    let grown = place.store.grow("2027-04-01T08:00:00Z".parse().expect("an instant")).expect("nothing in the way");
    // Nobody works at night: the dates made later are left to decide.
    assert_eq!((grown.series, grown.dates, grown.undecided), (1, 0, 12));
    assert!(place.knotbook("check").done().contains("is sound"));
}
