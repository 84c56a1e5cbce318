//! Files of other programs as they come: a literal file a program, a row a fault.
use chrono::NaiveDate;
use knotbook::domain::text::Clean;
use knotbook::exchange::csv::*;

mod there_and_back;

fn options() -> Options {
    Options { order: DateOrder::DayFirst, zone: chrono_tz::Europe::Berlin, default_minutes: Some(60), today: date(2026, 11, 24) }
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date of the test")
}

fn clients(text: &str) -> Sheet<ClientLine> {
    read_clients(text.as_bytes(), &options()).expect("clients of the test")
}

fn appointments(text: &str) -> Sheet<AppointmentLine> {
    read_appointments(text.as_bytes(), &options()).expect("appointments of the test")
}

/// An appointment in one line: who, with whom, what, when, how long, state.
fn told(line: &AppointmentLine) -> String {
    let span = line.span;
    let from = span.from().format("%d %H:%M");
    format!("{} / {} / {} / {from} {} / {}", line.client.name, line.therapist, line.service, span.minutes(), line.status.word())
}

fn reasons<T>(sheet: &Sheet<T>) -> Vec<(usize, &str)> {
    sheet.bad.iter().map(|bad| (bad.line, bad.reason.as_str())).collect()
}

#[test]
fn a_client_list_with_columns_of_its_own() {
    let file = "Id,First name,Last name,Preferred first name,Date of birth,Email,Home phone,Mobile,Archived at,Occupation,Notes\r\n\
        101,Ana,Silva,Nina,1985-03-02,ana@example.org,030 555 1,0170 555 2,,Nurse,\"likes quiet,\r\nno oil\"\r\n\
        102,Bo,\"O'Neil\",,,,,\"=\"\"0301234\"\"\",2024-05-01T10:00:00Z,,\r\n";
    let sheet = clients(file);
    assert_eq!(reasons(&sheet), []);
    assert_eq!(sheet.unmapped, ["Occupation"]);
    let ana = &sheet.lines[0];
    assert_eq!((ana.line, ana.name.as_str(), ana.preferred.as_ref().map(Clean::as_str)), (2, "Ana Silva", Some("Nina")));
    assert_eq!((ana.phones.as_str(), ana.born), ("0170 555 2, 030 555 1", Some(date(1985, 3, 2))));
    assert_eq!((ana.note.as_str(), ana.archived), ("likes quiet,\nno oil", false));
    let bo = &sheet.lines[1];
    assert_eq!((bo.line, bo.name.as_str(), bo.phones.as_str(), bo.archived), (4, "Bo O'Neil", "0301234", true));
}

#[test]
fn an_address_book_with_numbered_columns() {
    let file = "First Name,Middle Name,Last Name,Nickname,Birthday,Notes,Photo,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,\
        Phone 1 - Label,Phone 1 - Value,Phone 2 - Value\n\
        Grace,B,Hopper,,1906-12-09,,,Work,grace@navy.example,g@example.com,Mobile,+1 555 0199 ::: +1 555 0100,(555) 0142\n";
    let sheet = clients(file);
    let grace = &sheet.lines[0];
    assert_eq!((grace.name.as_str(), grace.email.as_str()), ("Grace B Hopper", "grace@navy.example"));
    assert_eq!((grace.phones.as_str(), grace.note.as_str()), ("+1 555 0199, +1 555 0100, (555) 0142", "Also: g@example.com"));
    assert_eq!(sheet.unmapped, ["E-mail 1 - Label", "Phone 1 - Label"]);
}

#[test]
fn a_german_list_in_latin_1() {
    let file =
        "Kunden-Nr.;Name;Vorname;Straße;Telefon;Geburtsdatum;Bemerkung\r\n7;Müller;Jörg;Am Anger 1;030/1;03.04.1980;käme gern früh\r\n";
    let bytes: Vec<u8> = file.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    let month_first = Options { order: DateOrder::MonthFirst, ..options() };
    let sheet = read_clients(&bytes, &month_first).expect("clients of the test");
    assert_eq!((sheet.encoding, sheet.delimiter, sheet.dates), (Encoding::Windows1252, ';', DatesRead::Plain));
    assert_eq!(sheet.unmapped, ["Straße"]);
    let line = &sheet.lines[0];
    assert_eq!((line.name.as_str(), line.born, line.note.as_str()), ("Jörg Müller", Some(date(1980, 4, 3)), "käme gern früh"));
    assert_eq!(line.foreign_id.as_ref().map(Clean::as_str), Some("7"));
}

#[test]
fn the_unicode_text_of_excel() {
    let text = "\u{feff}Client name\tPhone\tDOB\r\n\"Silva, Ana\"\t'+49 30 1\t11/24/1980\r\nGarcía López, José\t2\t3/4/1990\r\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let sheet = read_clients(&bytes, &options()).expect("clients of the test");
    assert_eq!((sheet.encoding, sheet.delimiter), (Encoding::Utf16Le, '\t'));
    assert_eq!(sheet.dates, DatesRead::Proved { order: DateOrder::MonthFirst, line: 2 });
    let names: Vec<(&str, Option<NaiveDate>)> = sheet.lines.iter().map(|line| (line.name.as_str(), line.born)).collect();
    assert_eq!(names, [("Ana Silva", Some(date(1980, 11, 24))), ("José García López", Some(date(1990, 3, 4)))]);
    assert_eq!(sheet.lines[0].phones.as_str(), "+49 30 1");
}

#[test]
fn appointments_with_separate_columns_for_what_became_of_them() {
    let file = "Appointment date,Start time,End time,Patient,Practitioner,Appointment type,Did not arrive,Cancelled at,Cancellation reason,Notes\n\
        24 Nov 2026,10:00am,11:00am,Ana Silva,Dana Roe,TrP 60,No,,,\n\
        24 Nov 2026,2:30pm,3:00pm,Bo O'Neil,Dana Roe,TrP 30,Yes,,,\n\
        25 Nov 2026,9:00am,10:00am,Cy Wu,Lee Park,TrP 60,No,23 Nov 2026,Feeling better,rang\n";
    let sheet = appointments(file);
    assert_eq!(reasons(&sheet), []);
    let lines: Vec<String> = sheet.lines.iter().map(told).collect();
    assert_eq!(
        lines,
        [
            "Ana Silva / Dana Roe / TrP 60 / 24 10:00 60 / ",
            "Bo O'Neil / Dana Roe / TrP 30 / 24 14:30 30 / no-show",
            "Cy Wu / Lee Park / TrP 60 / 25 09:00 60 / cancelled",
        ]
    );
    assert_eq!((sheet.lines[2].cancel_reason.as_str(), sheet.lines[2].note.as_str()), ("Feeling better", "rang"));
}

#[test]
fn appointments_with_start_and_end_in_words() {
    let file = "Start Time,End Time,First Name,Last Name,Phone,Email,Type,Calendar,Appointment Price,Paid?,Notes,Date Scheduled\n\
        \"November 24, 2026 2:30 pm\",\"November 24, 2026 3:45 pm\",Ana,Silva,'+1 555 0134,ana@example.org,TrP 75,Dana,90.00,yes,,2026-01-02\n";
    let sheet = appointments(file);
    assert_eq!(sheet.lines.iter().map(told).collect::<Vec<_>>(), ["Ana Silva / Dana / TrP 75 / 24 14:30 75 / "]);
    assert_eq!(sheet.lines[0].client.phone.as_str(), "+1 555 0134");
    assert_eq!(sheet.unmapped, ["Appointment Price", "Paid?", "Date Scheduled"]);
}

#[test]
fn appointments_as_instants_become_the_wall_clock_of_the_practice() {
    let file = "Appointment Report\n\nstart_at,end_at,patient_guid,patient_first_name,patient_last_name,staff_member_name,treatment_name,state\n\
        2026-11-24T13:30:00Z,2026-11-24T14:30:00Z,g-1,Ana,Silva,Dana,TrP 60,arrived\n\
        2026-11-24T08:30:00-05:00,2026-11-24T09:30:00-05:00,g-2,Bo,Roe,Dana,TrP 60,Canceled by client\n";
    let sheet = appointments(file);
    let lines: Vec<String> = sheet.lines.iter().map(told).collect();
    let expected = ["Ana Silva / Dana / TrP 60 / 24 14:30 60 / arrived", "Bo Roe / Dana / TrP 60 / 24 14:30 60 / cancelled by client"];
    assert_eq!(lines, expected);
    assert_eq!((sheet.lines[0].line, sheet.lines[0].client.foreign_id.as_ref().map(Clean::as_str)), (4, Some("g-1")));
}

#[test]
fn a_german_book_and_a_sep_line() {
    let file = "sep=;\r\nDatum;Uhrzeit;Dauer;Kunde;Behandler;Behandlung;Raum;Status\r\n\
        Di, 24.11.2026;14.30;60 Min.;Müller, Jörg;Dana;Triggerpunkt;R1;Bestätigt\r\n24.11.2026;16:00 Uhr;1,5 Std.;Ida Roth;Lee;Triggerpunkt;;abgesagt\r\n";
    let sheet = appointments(file);
    let lines: Vec<String> = sheet.lines.iter().map(told).collect();
    let expected =
        ["Jörg Müller / Dana / Triggerpunkt / 24 14:30 60 / confirmed", "Ida Roth / Lee / Triggerpunkt / 24 16:00 90 / cancelled"];
    assert_eq!(lines, expected);
    assert_eq!((sheet.lines[0].line, sheet.lines[0].room.as_str()), (3, "R1"));
}

#[test]
fn a_kind_is_known_by_its_headings() {
    let table = [
        ("Name,Phone,Last appointment date\n", Some(Kind::Clients)),
        ("Start,Client,Service\n", Some(Kind::Appointments)),
        ("Prénom;Nom;Téléphone\n", Some(Kind::Clients)),
        ("Date;Heure;Client;Praticien\n", Some(Kind::Appointments)),
        ("Invoice,Amount\n1,2\n", None),
    ];
    for (file, expected) in table {
        assert_eq!(kind(file.as_bytes()).ok(), expected, "{file}");
    }
}

#[test]
fn dates_of_one_file_have_one_order() {
    let mixed = read_clients(b"Name,Born\nAna,24/11/1980\nBo,11/24/1980\n", &options());
    assert_eq!(mixed.map(|sheet| sheet.dates), Err(Unreadable::MixedDates { day_first: 2, month_first: 3 }));
    let proved = clients("Name,Born\nAna,3/4/80\nBo,24/11/1980\n");
    assert_eq!(proved.dates, DatesRead::Proved { order: DateOrder::DayFirst, line: 3 });
    assert_eq!(proved.lines[0].born, Some(date(1980, 4, 3)));
    assert_eq!(clients("Name,Born\nAna,3/4/80\n").dates, DatesRead::Assumed(DateOrder::DayFirst));
}

#[test]
fn each_bad_client_has_its_reason() {
    let table = [
        (",1,a@b.org,", "The name is missing"),
        ("Ana,4.91E+11,,", "A spreadsheet has cut the phone to 4.91E+11"),
        ("Ana,1,ana(at)b.org,", "\"ana(at)b.org\" cannot be an e-mail address"),
        ("Ana,1,,2030-01-01", "The date of birth, 2030-01-01, is still to come"),
        ("Ana,1,,1850-01-01", "The date of birth, 1850-01-01, is more than 130 years ago"),
        ("Ana,1,,31/02/1980", "The date of birth \"31/02/1980\" cannot be read"),
        ("Ana,1,,,extra", "This line has 5 cells and the headings are 4"),
        ("Total: 345,,,", "This looks like a line of totals"),
    ];
    for (row, reason) in table {
        let sheet = clients(&format!("Name,Phone,Email,Born\nBo,2,b@b.org,1990-01-01\n{row}\n"));
        assert_eq!(sheet.lines.len(), 1, "{row}");
        assert!(sheet.bad[0].line == 3 && sheet.bad[0].reason.starts_with(reason), "{row}: {:?}", sheet.bad);
    }
    assert_eq!(clients("Name,Phone,Email,Born\nBo\n\n,,,\nAna,-,n/a,0000-00-00,,\n").lines.len(), 2);
}

#[test]
fn each_bad_appointment_has_its_reason() {
    let table = [
        ("Ana,soon,,,", "The start \"soon\" cannot be read"),
        ("Ana,24/11/2026,,,", "The time is missing"),
        ("Ana,14:30,,,", "The date is missing"),
        (",24/11/2026 14:30,,,", "The client is missing"),
        ("Ana,24/11/2026 14:30,24/11/2026 14:30,,", "It ends before or when it starts"),
        ("Ana,24/11/2026 14:30,13:30,,", "It ends before or when it starts"),
        ("Ana,24/11/2026 14:30,,0,", "It lasts 0 minutes"),
        ("Ana,24/11/2026 14:30,,11 h,", "It lasts 660 minutes"),
        ("Ana,24/11/2026 08:00,20:00,,", "It lasts 720 minutes"),
        ("Ana,24/11/2026 14:30,,a while,", "The length \"a while\" cannot be read"),
        ("Ana,24/11/2026 14:30,,,Purple", "The state \"Purple\" is not known"),
        ("Ana,24/11/0026 14:30,,,", "The year of 0026-11-24 cannot be right"),
        ("Ana,28/03/2027 02:30,,,", "On 2027-03-28 the clocks skip 02:30"),
    ];
    for (row, reason) in table {
        let sheet = appointments(&format!("Client,Start,End,Duration,Status\nBo,24/11/2026 10:00,,45,\n{row}\n"));
        assert_eq!(sheet.lines.len(), 1, "{row}");
        assert!(sheet.bad[0].reason.starts_with(reason), "{row}: {:?}", sheet.bad);
    }
    let none = Options { default_minutes: None, ..options() };
    let sheet = read_appointments(b"Client,Start\nAna,2026-11-24 14:30\n", &none).expect("appointments of the test");
    assert!(sheet.bad[0].reason.starts_with("Neither an end nor a length is said"));
}

#[test]
fn the_lines_left_are_mended_and_imported_again() {
    let sheet = clients("Name;Born;Phone\nAna;24/11/1980;1\n=SUM(A1);3/4/1985;4.9E+11\nBo;3/4/1990;1;2\n");
    assert_eq!((sheet.lines.len(), sheet.bad.len()), (1, 2));
    let mut file = Vec::new();
    write_rest(&mut file, &sheet).expect("writing to memory");
    let text = String::from_utf8(file.clone()).expect("UTF-8");
    assert!(
        text.starts_with("\u{feff}Name;Born;Phone;;Why not imported (dates day first)\r\n'=SUM(A1);3/4/1985;4.9E+11;;A spread"),
        "{text}"
    );
    let again = read_clients(&file, &Options { order: DateOrder::MonthFirst, ..options() }).expect("the rest of the test");
    assert_eq!(again.dates, DatesRead::Proved { order: DateOrder::DayFirst, line: 1 });
    let raw =
        |sheet: &Sheet<ClientLine>| sheet.bad.iter().map(|bad| bad.raw.join("|").trim_end_matches('|').to_owned()).collect::<Vec<_>>();
    assert_eq!((raw(&again), again.unmapped.len()), (raw(&sheet), 1));
    let mended = text.replace("4.9E+11", "491701234567").replace("1;2;", "1, 2;;");
    let mended = read_clients(mended.as_bytes(), &options()).expect("the mended rest of the test");
    assert_eq!((reasons(&mended), mended.lines.len()), (Vec::new(), 2));
    assert_eq!(mended.lines[0].born, Some(date(1985, 4, 3)));
}
