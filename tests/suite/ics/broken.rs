//! Calendars that are not in order: whatever cannot be read is told at its line, and the rest is read.
use knotbook::exchange::ics::{self, Left};
use proptest::prelude::*;

use super::{assert_told, calendar, options, told};

#[test]
fn what_cannot_be_read_says_what_to_mend() {
    let table: [(&[&str], &str); 11] = [
        (&["SUMMARY:Ana"], "It does not say when it begins: add DTSTART."),
        (&["DTSTART:2026-11-24"], "DTSTART: “2026-11-24” is no moment: it is written like 20261124T100000."),
        (&["DTSTART:20261124T100000"], "Neither an end nor a length is said: add one, or give the usual length with --minutes."),
        (&["DTSTART:20261124T100000", "DTEND:20261124T090000"], "It ends before it begins: correct the end."),
        (
            &["DTSTART:20261124T100000", "DTEND:20261125T100000"],
            "It lasts more than ten hours, and no appointment does: correct the end, or make it a whole day.",
        ),
        (&["DTSTART:20261124T100000", "DURATION:an hour"], "DURATION: “an hour” is no length: it is written like PT1H."),
        (
            &["DTSTART;TZID=Middle Earth:20261124T100000", "DURATION:PT1H"],
            "The time zone “Middle Earth” is not known, and the file does not describe one without summer time: write an IANA name such as Europe/Berlin.",
        ),
        (
            &["DTSTART:20261124T100000", "DURATION:PT1H", "RRULE:FREQ=HOURLY"],
            "Its rule cannot be kept here. FREQ=HOURLY is more often than daily, and no standing appointment is: take FREQ=DAILY, one rule for each time of day.",
        ),
        (
            &["DTSTART:20261124T100000", "DURATION:PT1H", "RRULE:FREQ=DAILY;BYHOUR=8,25"],
            "Its rule cannot be kept here. BYHOUR takes whole numbers from 0 to 23.",
        ),
        (
            &["DTSTART:20261124T100000", "DURATION:PT5M", "RRULE:FREQ=DAILY;BYHOUR=8,9,10,11;BYMINUTE=0,15,30"],
            "It has 4374 dates to come, and no appointment has: correct its rule.",
        ),
        (
            &["DTSTART:20261124T100000", "DURATION:PT1H", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261124T100000"],
            "It changes all dates from one on (RANGE=THISANDFUTURE): write them as an event of their own.",
        ),
    ];
    for (lines, why) in table {
        assert_told(lines, &[&format!("mend 2: {why}")]);
    }
}

#[test]
fn one_broken_event_spoils_no_other() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261124T100000\nBEGIN:VEVENT\nUID:b\nATTENDEE;CN=\"open:mailto:a@b.c\n\
        DTSTART:20261125T100000\nDURATION:PT1H\nend:vevent\nrubbish\n\nBEGIN:VEVENT\nUID:c\nDTSTART:20261126T100000";
    let read = calendar(text);
    let cut = "It is cut off: its end is missing, so part of it may be missing too.";
    assert_eq!(told(&read), ["single 26-11-25 10:00 60".to_owned(), format!("mend 2: {cut}"), format!("mend 13: {cut}")]);
}

#[test]
fn events_of_one_name_wait_for_one_another() {
    let text = "BEGIN:VEVENT\nUID:a\nDTSTART:20261124T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20261201T100000\nDTSTART:soon\nEND:VEVENT\n";
    let expected = [
        "mend 1: It belongs together with line 7, which is to be mended first.",
        "mend 7: DTSTART: “soon” is no moment: it is written like 20261124T100000.",
    ];
    assert_eq!(told(&calendar(text)), expected);
}

#[test]
fn any_encoding_folding_and_zone_of_its_own_is_read() {
    let zone = "BEGIN:VTIMEZONE\nTZID:Office\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0530\nTZOFFSETTO:+0530\nEND:STANDARD\nEND:VTIMEZONE\n";
    let text = format!(
        "\u{feff}BEGIN:VCALENDAR\n{zone}BEGIN:VEVENT\nUID:1\nSUMMARY:Zoë\n  Mül\n ler\nDTSTART;TZID=Office:20261124T143000\nDURATION:PT1H\n\
        BEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM\nEND:VEVENT\nBEGIN:VTODO\nEND:VTODO\n"
    );
    let read = calendar(&text);
    assert_eq!((told(&read), read.items[0].about.summary.as_str()), (vec!["single 26-11-24 10:00 60".to_owned()], "Zoë Müller"));
    assert_eq!((read.left.get(&Left::Alarm), read.left.get(&Left::Task)), (Some(&1), Some(&1)));
    let latin: Vec<u8> = text.trim_start_matches('\u{feff}').chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    let read = ics::read(&latin, &options()).expect("a calendar in Latin-1");
    assert_eq!(read.items[0].about.summary.as_str(), "Zoë Müller");
    assert!(ics::read(b"", &options()).is_err() && ics::read(b"Name,Phone\nAna,1\n", &options()).is_err());
}

/// Lines as calendars have them, whole and broken, to be put together by chance.
const LINES: [&str; 40] = [
    "BEGIN:VCALENDAR",
    "END:VCALENDAR",
    "BEGIN:VEVENT",
    "BEGIN:VEVENT",
    "BEGIN:VEVENT",
    "END:VEVENT",
    "END:VEVENT",
    "END:VEVENT",
    "BEGIN:VALARM",
    "END:VALARM",
    "BEGIN:VTIMEZONE",
    "END:VTIMEZONE",
    "TZID:X",
    "TZOFFSETTO:+0100",
    "UID:a",
    "UID:b",
    "SEQUENCE:3",
    "DTSTART:20261124T100000",
    "DTSTART;TZID=Europe/Berlin:20260329T023000",
    "DTSTART;TZID=America/New_York:20261124T100000",
    "DTSTART;TZID=X:20261124T100000",
    "DTSTART;VALUE=DATE:20261124",
    "DTSTART:99991231T235959Z",
    "DTSTART:19000101T000000",
    "DURATION:PT1H",
    "DURATION:P99999999W",
    "DTEND:20261124T110000Z",
    "RRULE:FREQ=DAILY",
    "RRULE:FREQ=DAILY;COUNT=4294967295",
    "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;UNTIL=20280101T000000Z",
    "RRULE:FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2",
    "RRULE:FREQ=MONTHLY;BYHOUR=1,2,3;COUNT=7",
    "EXRULE:FREQ=WEEKLY",
    "EXDATE:20261125T100000,20261126T100000Z",
    "EXDATE;VALUE=DATE:21990101",
    "RDATE;VALUE=PERIOD:20261201T100000Z/PT2H",
    "RECURRENCE-ID:20261125T100000",
    "RECURRENCE-ID;VALUE=DATE:21991125",
    "SUMMARY:Ana \"Silva\u{202e};\\n\\,",
    "STATUS:CANCELLED",
];

fn line() -> impl Strategy<Value = String> {
    let broken = (0..LINES.len(), any::<prop::sample::Index>(), any::<char>()).prop_map(|(n, at, c)| {
        let line = LINES[n];
        let cut = line.char_indices().map(|(at, _)| at).nth(at.index(line.chars().count())).unwrap_or(0);
        format!("{}{c}{}", &line[..cut], &line[cut..])
    });
    prop_oneof![8 => (0..LINES.len()).prop_map(|n| LINES[n].to_owned()), 2 => broken]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// However a calendar is broken, nothing panics and every event that begins is brought in, told or counted, once.
    #[test]
    fn every_event_is_accounted_for(lines in prop::collection::vec(line(), 0..40), end in prop::sample::select(vec!["\n", "\r\n", "\r"])) {
        let text = lines.join(end);
        if let Ok(read) = ics::read(text.as_bytes(), &options()) {
            let mut seen: Vec<usize> = read.items.iter().flat_map(|item| item.lines.clone()).collect();
            seen.extend(read.bad.iter().chain(&read.aside).map(|(line, _)| *line));
            seen.extend(&read.older);
            seen.sort_unstable();
            let mut once = seen.clone();
            once.dedup();
            prop_assert_eq!(&seen, &once, "an event is told twice");
            prop_assert_eq!(seen.len(), read.events, "an event is lost");
        }
    }
}
