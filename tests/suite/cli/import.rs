//! Files of other programs, brought in, taken back and written out again.
use std::fmt::Write;
use std::fs;

use chrono::{Datelike, Days, Weekday};

use crate::practice::{DANA, DESK, Place, R1, booking, date, slot};

impl Place {
    pub(crate) fn file_of(&self, name: &str, text: &str) -> String {
        let file = self.folder.path().join(name);
        fs::write(&file, text).expect("a file");
        file.display().to_string()
    }
}

const CLIENTS: &str = "Client ID;First Name;Last Name;Mobile Phone;Email;Date of Birth;Loyalty\r\n\
    7;Ana;Silva;+49 170 5550101;ana@silva.example;24.11.1980;gold\r\n\
    8;Tom;Okafor;555-0178;;;\r\n\
    9;;;;nobody@x.example;;\r\n\
    10;Maria;Smith;555-0134;;;\r\n";

const APPOINTMENTS: &str = "Client;Client Phone;Date;Start;End;Staff;Service;Status\r\n\
    Ana Silva;+49 170 5550101;13.10.2026;10:00;11:00;Dana Reyes;Trigger point 60;Completed\r\n\
    Tom Okafor;555-0178;13.10.2026;10:30;11:30;Dana Reyes;Trigger point 60;Completed\r\n\
    Maria Smith;555-0134;24.11.2026;11:30;12:30;Dana Reyes;TrP 60;Confirmed\r\n\
    Jo Brandt;555-0190;25.11.2026;09:00;10:00;Dana;TrP 60;Booked\r\n\
    Ana Silva;+49 170 5550101;26.11.2026;09:00;10:00;Kim;TrP 60;Booked\r\n";

#[test]
fn a_list_of_clients_is_shown_first_and_then_brought_in() {
    let mut place = Place::hollis();
    place.client("Maria Smith", "555-0134");
    let file = place.file_of("clients.csv", CLIENTS);
    let shown = place.knotbook(&format!("import csv {file}")).done();
    assert!(shown.contains("  2 new clients · 1 here already · 1 to mend\n  columns not taken: Loyalty\n"), "{shown}");
    assert!(shown.contains("clients.csv line 4: The name is missing"), "{shown}");
    assert!(shown.ends_with("Nothing was brought in yet: add --yes to do it.\n"));
    assert_eq!(place.knotbook("clients list").done().lines().count(), 1);

    let refused = place.knotbook(&format!("import csv {file} --yes"));
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("--skip-bad --rest FILE"), "{}", refused.err);
    let rest = place.folder.path().join("rest.csv");
    let rest = rest.display();
    let done = place.knotbook(&format!("import csv {file} --yes --skip-bad --rest {rest}"));
    assert_eq!(done.code, 0);
    assert!(done.out.contains("Imported 2 clients and 0 appointments from clients.csv\n"), "{}", done.out);
    assert!(fs::read_to_string(place.folder.path().join("rest.csv")).expect("the rest").contains("nobody@x.example"));
    let shown = place.knotbook("clients show ana").done();
    assert!(shown.contains("born 24 Nov 1980 (45)") && shown.contains("ana@silva.example"), "{shown}");
    let again = place.knotbook(&format!("import csv {file} --yes --skip-bad --rest {rest}")).out;
    assert!(again.contains("  0 new clients · 3 here already · 1 to mend\n"), "{again}");
}

#[test]
fn appointments_keep_the_past_and_refuse_a_clash_to_come() {
    let mut place = Place::hollis();
    let tom = place.client("Tom Okafor", "555-0178");
    place.apply(&booking(tom, slot(DANA, R1, "2026-11-24 11:00")), DESK).expect("a booking");
    let file = place.file_of("appointments.csv", APPOINTMENTS);
    let shown = place.knotbook(&format!("import csv {file} --dry-run")).done();
    assert!(shown.contains("  3 new appointments · 2 to mend\n"), "{shown}");
    assert!(shown.contains("  1 overlaps of the past are kept as they happened\n"), "{shown}");
    assert!(shown.contains("line 4: Tue 24 Nov 2026, 11:30–12:30: the therapist is busy at that time."), "{shown}");
    assert!(shown.contains("line 6: “Kim” is no therapist here: say which one with --map \"Kim=…\""), "{shown}");
    assert!(shown.contains("therapist “Kim” (1 line)\n  ours: Dana, Lee, "), "{shown}");

    let rest = place.folder.path().join("rest.csv");
    let done = place.knotbook(&format!("import csv {file} --map Kim=Lee --yes --skip-bad --rest {}", rest.display())).out;
    assert!(done.contains("Imported 2 clients and 4 appointments from appointments.csv\n"), "{done}");
    let day = place.knotbook("day 13 oct 2026").done();
    assert!(day.contains("d  Ana Silva") && day.contains("d  Tom Okafor"), "{day}");
    assert!(place.knotbook("check").done().contains("is sound"));
    let undone = place.knotbook("undo").done();
    assert!(undone.starts_with("Took back: imported 2 clients and 4 appointments"), "{undone}");
    assert_eq!(place.knotbook("clients list").done().lines().count(), 1);
}

#[test]
fn what_is_missing_can_be_added_and_is_offered_from_then_on() {
    let place = Place::hollis();
    let text = "Client,Start,Minutes,Therapist,Service,Room\nAna Silva,2026-12-01 09:00,50,Dana,Lymph drainage,Room 9\n";
    let file = place.file_of("appointments.csv", text);
    let done = place.knotbook(&format!("import csv {file} --create-missing --yes")).done();
    assert!(done.contains("Will be added:\n  service “Lymph drainage” (1 line)\n  room “Room 9” (1 line)\n"), "{done}");
    let booked = place.knotbook("book ana '2026-12-02' 10:00").done();
    assert!(booked.contains("10:00–10:50 · Lymph dr · Dana · R9"), "{booked}");
}

#[test]
fn a_therapist_who_comes_in_works_when_her_appointments_say() {
    let place = Place::hollis();
    let text = "Client,Start,Minutes,Therapist,Service,Room\nAna Silva,2026-11-26 09:00,50,Kim Yoon,Lymph drainage,R1\n\
                Tom Okafor,2026-11-26 11:00,55,Kim Yoon,Lymph drainage,R1\n";
    let file = place.file_of("appointments.csv", text);
    place.knotbook(&format!("import csv {file} --create-missing --yes")).done();
    let free = place.knotbook("free 'lymph drainage' thu 3 dec --therapist kim -n 20").done();
    assert!(free.contains("09:00–09:50") && free.contains("11:10–12:00"), "{free}");
    assert!(!free.contains("11:15") && !free.contains("12:00–"), "{free}");
}

/// 5,000 clients and 20,000 appointments, as another program would write them.
fn large() -> (String, String) {
    let mut clients = String::from("Name,Phone,Born\n");
    for n in 0..5000 {
        writeln!(clients, "Client{n} Name{},+49 170 {:07},{}-03-04", n % 97, 1_000_000 + n, 1950 + n % 50).expect("a line");
    }
    let mut appointments = String::from("Client,Client phone,Start,End,Therapist,Service,Status\n");
    let mut day = date("2020-01-01");
    let mut made = 0;
    while made < 20_000 {
        if !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            for hour in 9..18 {
                for therapist in ["Dana", "Lee"] {
                    let n = made % 5000;
                    writeln!(
                        appointments,
                        "Client{n} Name{},+49 170 {:07},{day} {hour:02}:00,{day} {hour:02}:55,{therapist},TrP 60,done",
                        n % 97,
                        1_000_000 + n
                    )
                    .expect("a line");
                    made += 1;
                }
            }
        }
        day = day + Days::new(1);
    }
    (clients, appointments)
}

#[test]
fn a_large_import_goes_in_once_and_one_undo_takes_it_back() {
    let place = Place::hollis();
    let (clients, appointments) = large();
    let (a, b) = (place.file_of("clients.csv", &clients), place.file_of("appointments.csv", &appointments));
    let first = place.knotbook(&format!("import csv {a} {b} --yes --json")).json();
    assert_eq!((&first["clients"]["new"], &first["appointments"]["new"]), (&5000.into(), &first["appointments"]["new"]), "{first}");
    assert!(first["appointments"]["new"].as_u64().is_some_and(|n| n >= 20_000), "{first}");
    assert_eq!(first["to_mend"].as_array().map(Vec::len), Some(0), "{first}");
    let again = place.knotbook(&format!("import csv {a} {b} --yes --json")).json();
    assert_eq!((&again["clients"]["new"], &again["appointments"]["new"]), (&0.into(), &0.into()), "{again}");
    assert_eq!(&again["clients"]["here_already"], 5000);
    assert!(place.knotbook("undo").done().starts_with("Took back: imported 5000 clients and 20"));
    assert!(place.knotbook("check").done().ends_with("is sound: 0 clients and 0 appointments.\n"));
}

/// A table without the columns that name rows of one file only.
fn without_ids(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<Vec<String>> = reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
    let named: Vec<usize> = (0..rows[0].len()).filter(|at| !rows[0][*at].ends_with("ID")).collect();
    rows.iter().map(|row| named.iter().map(|at| row[*at].clone()).collect()).collect()
}

#[test]
fn what_goes_out_comes_in_elsewhere_as_it_was() {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "555-0134");
    place.knotbook("clients add 'Łukasz Zieliński' --phone '555-01 77, 030/55501' --email l@z.example --born '1 feb 1970' --note '=1+1' --therapist Dana --service 'TrP 30' --pressure 5").done();
    place.knotbook("clients add 'Old Timer'").done();
    place.knotbook("clients archive 'Old Timer'").done();
    place.apply(&booking(maria, slot(DANA, R1, "2026-11-24 11:00")), DESK).expect("a booking");
    place.knotbook("book lukasz tue 14:00 --note 'rings first'").done();
    place.knotbook("book maria 10 nov 2026 10:00 @lee").done();
    place.knotbook("status 3 no-show").done();
    place.knotbook("book maria wed 9:00").done();
    place.knotbook("cancel 4 --by practice --reason 'burst pipe'").done();
    let (clients, appointments) = (place.knotbook("export csv clients").done(), place.knotbook("export csv appointments").done());

    let other = Place::hollis();
    let (a, b) = (other.file_of("clients.csv", &clients), other.file_of("appointments.csv", &appointments));
    let done = other.knotbook(&format!("import csv {a} {b} --yes")).done();
    assert!(done.contains("Imported 3 clients and 4 appointments"), "{done}");
    assert_eq!(without_ids(&other.knotbook("export csv clients").done()), without_ids(&clients));
    assert_eq!(without_ids(&other.knotbook("export csv appointments").done()), without_ids(&appointments));
    let again = place.knotbook(&format!("import csv {a} {b} --yes")).done();
    assert!(again.ends_with("Nothing is new, so nothing was brought in.\n"), "{again}");
}
