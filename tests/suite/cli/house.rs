//! The practice's shape from the command line: staff, services, rooms, hours, absences, and what they leave to decide.
use crate::practice::{DANA, DESK, LEE, Place, R1, R2, booking, slot};

fn booked() -> Place {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "555-0134");
    place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), DESK).expect("a booking");
    place.apply(&booking(maria, slot(LEE, R2, "2026-11-26 15:00")), DESK).expect("a booking");
    place
}

#[test]
fn somebody_new_is_added_and_booked_the_same_minute() {
    let mut place = Place::hollis();
    place.client("Maria Smith", "555-0134");
    let added = place.knotbook("staff add 'Kim Osei' --services 'TrP 60, first' --hours 'Sat 9-13'").done();
    assert!(added.starts_with("Added Kim to the staff"), "{added}");
    assert!(place.knotbook("staff").done().contains("Kim    Kim Osei      therapist  TrP 60, First"));
    assert!(place.knotbook("book smith sat 10:00 @kim 60").done().starts_with("Booked Maria Smith, Sat 28 Nov 10:00 with Kim"));
    let bare = place.knotbook("staff add 'Ann Lee'");
    assert!(place.knotbook("staff").done().contains("no hours yet: cannot be booked"));
    assert!(bare.err.contains("--services all") && bare.err.contains("hours set Ann"), "{}", bare.err);
    assert!(place.knotbook("staff edit kim --role desk --no-treat").done().contains("It leaves 1 appointment to decide"));
    assert!(place.knotbook("staff archive olive").refused().contains("is the only owner"));
    assert!(place.knotbook("staff edit kim --services juggling").refused().contains("TrP 60, TrP 30, First"));
}

#[test]
fn what_is_archived_comes_back() {
    let place = booked();
    let dry = place.knotbook("rooms archive r1 --dry-run").done();
    assert_eq!(
        dry,
        "It would leave 1 appointment to decide:\n\
         #1  Tue 24 Nov 11:00  Maria Smith  555-0134  TrP 60  Dana  R1 is archived\n\
         Nothing was changed yet: leave --dry-run out to do it.\n"
    );
    assert!(place.knotbook("decide").done().starts_with("Nothing is to decide."));
    let done = place.knotbook("rooms archive r1").done();
    assert!(done.contains("“knotbook undo” takes it back\nIt leaves 1 appointment to decide"), "{done}");
    assert!(place.knotbook("rooms").done().contains("R1  Room 1  archived"));
    assert!(place.knotbook("rooms archive r1").refused().contains("is not one of the rooms here: R2"));
    place.knotbook("rooms restore r1").done();
    assert!(place.knotbook("rooms edit r1 --name 'Sun room' --dry-run").done().contains("Nothing was changed yet"));
    assert!(place.knotbook("rooms").done().contains("R1  Room 1"));
    assert!(place.knotbook("decide").done().starts_with("Nothing is to decide."));
    place.knotbook("services edit first --minutes 75 --price 110,5").done();
    assert!(place.knotbook("services").done().contains("First   First visit       75 min  clean-up 15  110.50"));
    assert!(place.knotbook("services edit first --price lots").refused().contains("is no price"));
    place.knotbook("services add Cupping --minutes 30 --needs-room no").done();
    assert!(place.knotbook("services").done().contains("Cupping  Cupping           30 min               no room"));
}

#[test]
fn hours_are_replaced_from_a_day_on_and_nobody_loses_an_appointment_unseen() {
    let place = booked();
    let set = place.knotbook("hours set lee 'Mon-Wed 9-13' --from wed").done();
    assert!(set.contains("#2  Thu 26 Nov 15:00  Maria Smith  555-0134  TrP 60  Lee  Lee does not work on Thu 26 Nov"), "{set}");
    assert!(set.contains("Lee will no longer work Thu Fri 9–13, 14–18\n"), "{set}");
    let hours = place.knotbook("hours lee").done();
    assert_eq!(
        hours,
        "Lee Park\n  Mon–Fri 9–13, 14–18 · every week from 1 Jan 2024 until 24 Nov 2026\n  Mon–Wed 9–13 · every week from 25 Nov 2026\n"
    );
    assert!(place.knotbook("day tue --therapist lee").done().contains("14:00"));
    assert!(!place.knotbook("day wed --therapist lee").done().contains("14:00"));
    let kept = place.knotbook("decide keep 2 --reason 'Lee stays for it'").done();
    assert!(kept.contains("Kept"), "{kept}");
    assert!(place.knotbook("decide").done().starts_with("Nothing is to decide."));
    assert!(place.knotbook("decide keep 2 --reason again").refused().contains("is not to decide"));
    place.knotbook("undo").done();
    assert_eq!(place.knotbook("decide --json").json()["to_decide"][0]["id"], 2);
}

#[test]
fn hours_come_every_other_week_once_and_end() {
    let place = Place::hollis();
    place.knotbook("hours add dana 'Sat 9-12' --every 2 --from '28 nov' --until '31 mar'").done();
    assert!(place.knotbook("day 28 nov --therapist dana").done().contains("09:00  180"));
    assert!(place.knotbook("day 5 dec --therapist dana").done().contains("Nobody works"));
    assert!(place.knotbook("day 12 dec --therapist dana").done().contains("09:00  180"));
    assert!(place.knotbook("hours extra dana sun 10-12").done().contains("  Sun 29 Nov 2026: 10–12, on this date only\n"));
    place.knotbook("hours end dana '27 nov'").done();
    assert!(place.knotbook("day mon week --therapist dana").done().contains("Nobody works"));
    assert!(place.knotbook("day 29 nov --therapist dana").done().contains("10:00  120"));
    assert!(place.knotbook("hours add dana 'Sat 9-12' --from '5 dec' --until '1 dec'").refused().contains("is before"));
    assert!(place.knotbook("hours end dana '27 nov'").refused().contains("no weekly hours after"));
}

#[test]
fn absences_are_said_in_words_and_taken_out_again() {
    let place = booked();
    let off = place.knotbook("absence add --therapist dana tue wed --reason training").done();
    assert!(off.contains("#1  Tue 24 Nov 11:00") && off.contains("Dana is off on Tue 24 Nov to Wed 25 Nov (training)"), "{off}");
    place.knotbook("absence add --block lee 'tue 14:00' 15:30 --reason dentist").done();
    place.knotbook("absence add --practice '24 dec' '1 jan'").done();
    place.knotbook("absence add --client smith 'next week'").done();
    let listed = place.knotbook("absence").done();
    for line in [
        "  1  Tue 24 Nov to Wed 25 Nov      Dana off             training\n",
        "  2  Tue 24 Nov 14:00–15:30        Lee blocked          dentist\n",
        "Maria Smith away\n",
        "  3  Thu 24 Dec to Fri 1 Jan 2027  The practice closed\n",
    ] {
        assert!(listed.contains(line), "{line}in\n{listed}");
    }
    place.knotbook("absence remove 1").done();
    assert!(place.knotbook("decide").done().starts_with("Nothing is to decide."));
    assert!(place.knotbook("absence remove 1").refused().contains("no absence 1"));
    assert!(place.knotbook("absence add --practice 'tue 14:00'").refused().starts_with("Until when?"));
    assert!(place.knotbook("absence add --practice wed tue").refused().contains("before it begins"));
    assert!(place.knotbook("absence add --practice blub").refused().contains("is no day or time"));
}

#[test]
fn every_setting_is_said_shown_and_found_by_its_word() {
    let place = Place::hollis();
    place.knotbook("practice --week-starts sunday --second-backup /media/stick --ascii yes --colours high-contrast").done();
    let json = place.knotbook("practice --json").json();
    assert_eq!(
        (&json["week_starts"], &json["second_backup"], &json["ascii"], &json["colours"]),
        (&"sunday".into(), &"/media/stick".into(), &true.into(), &"high contrast".into())
    );
    assert!(place.knotbook("practice --second-backup stick").refused().contains("no whole path"));
    for (word, command) in
        [("hours", "knotbook hours:"), ("time off", "knotbook absence:"), ("backup", "--second-backup"), ("roles", "knotbook staff:")]
    {
        let found = place.knotbook(&format!("find {word}")).done();
        assert!(found.contains(command), "{word}: {found}");
    }
}

#[test]
fn a_new_service_belongs_to_whoever_offers_everything() {
    let place = Place::hollis();
    place.knotbook("staff edit lee --services 'TrP 60'").done();
    place.knotbook("services add 'Hot stone 90' --short 'Hot 90' --minutes 90").done();
    assert!(place.knotbook("free 'hot 90' tue --therapist dana").done().contains("Dana"));
    assert!(!place.knotbook("free 'hot 90' tue").done().contains("Lee"));
}

#[test]
fn hours_that_overlap_are_refused_with_both_stretches() {
    let place = Place::hollis();
    let said = place.knotbook("hours add dana 'Thu 16-20' --every 2 --from thu").refused();
    assert_eq!(
        said,
        "“Thu 16–20 · every 2 weeks from 26 Nov 2026” overlaps “Thu 14–18 · every week from 1 Jan 2024” on Thu 26 Nov 2026. \
         Let one end before the other begins, or put it in the place of the other.\n"
    );
    assert!(place.knotbook("hours extra dana thu 12-15").refused().contains("overlaps"));
    place.knotbook("hours extra dana thu 19-21").done();
    assert!(
        place.knotbook("hours set dana 'Thu 9-20' --from wed").refused().contains("overlaps “Thu 26 Nov 2026: 19–21, on this date only”")
    );
    // Alternating weeks do not meet.
    place.knotbook("hours set lee 'Thu 9-13' --from 'next mon'").done();
    place.knotbook("hours add lee 'Fri 9-13' --every 2 --from '4 dec'").done();
    place.knotbook("hours add lee 'Fri 10-18' --every 2 --from '11 dec'").done();
}

#[test]
fn the_list_of_alerts_is_kept_by_those_who_treat_and_the_owner() {
    let place = booked();
    let list = place.knotbook("alerts").done();
    assert!(list.starts_with("!! STOP   suspected clot (DVT)"), "{list}");
    assert!(list.contains("red flag  constant night pain"), "{list}");
    let added = place.knotbook("alerts add 'latex allergy' --level stop --handling 'no gloves with latex'").done();
    assert!(added.contains("Added “latex allergy” to the list of alerts"), "{added}");
    assert!(place.knotbook("alerts add 'Latex Allergy'").refused().contains("is in the list already"));
    place.knotbook("alerts edit latex --level care").done();
    assert!(place.knotbook("alerts edit fev --level care").refused().contains("Several begin with “fev”: fever, fever with back pain"));
    assert!(place.knotbook("alerts edit fever").refused().contains("Nothing of “fever” was changed"));
    assert!(place.knotbook("alerts edit zzz --level care").refused().contains("“zzz” is not one of the alerts here"));
    place.knotbook("alerts archive latex").done();
    let listed = place.knotbook("alerts --json").json();
    let latex = listed["alerts"].as_array().expect("a list").iter().find(|one| one["what"] == "latex allergy").expect("the line").clone();
    assert_eq!((latex["level"].as_str(), latex["archived"].as_bool()), (Some("care"), Some(true)));
    assert!(place.knotbook("alerts restore latex").done().contains("out of the archive"));
    for line in ["alerts --as Robin", "alerts add x --as Robin", "alerts archive wound --as Robin"] {
        assert!(place.knotbook(line).refused().contains("The front desk cannot"));
    }
    let history = place.knotbook("history --as Robin").done();
    assert!(history.contains("Changed the list of alerts") && !history.contains("latex"), "{history}");
    assert!(place.knotbook("alerts --as Dana").done().contains("latex allergy"));
}
