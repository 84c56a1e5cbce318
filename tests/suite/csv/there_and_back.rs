//! Our own files, written and read: what comes back is what went out, whatever the text.
use chrono::NaiveDateTime;
use proptest::prelude::*;

use super::*;

fn first() -> NaiveDateTime {
    date(2026, 11, 1).and_hms_opt(0, 0, 0).expect("a time of the test")
}

/// Text as the book holds it: what is cleaned once more stays the same.
fn settled(clean: fn(&str) -> Clean, raw: &str) -> String {
    let mut text = String::from(clean(raw));
    for _ in 0..4 {
        text = String::from(clean(&text));
    }
    text
}

fn line() -> impl Strategy<Value = String> {
    let nasty =
        prop::sample::select(vec!["'=x", "''=x", "'n", "=\"01\"", "-", "\"", ",", ";", "Silva, Ana", "@x", "+49", "4E+11", "Total: 3"]);
    prop_oneof![".{0,20}", nasty.prop_map(str::to_owned), "['=+@-]{0,4}[a-c\"',;\\r\\n\\t]{0,6}"].prop_map(|raw| settled(Clean::line, &raw))
}

fn note() -> impl Strategy<Value = String> {
    "(?s)['=+@-]{0,2}.{0,30}".prop_map(|raw| settled(Clean::text, &raw))
}

prop_compose! {
    fn client()(
        id in any::<i64>(), uid in "[0-9a-f]{8}", name in line(), preferred in line(), phones in line(), email in line(), guardian in line(),
        therapist in line(), service in line(), (pressure, prefers) in (line(), line()), note in note(), archived: bool, days in prop::option::of(0i64..40_000),
    ) -> ExportClient {
        let born = days.map(|days| date(2026, 11, 24) - chrono::TimeDelta::days(days));
        let name = format!("A{name}");
        ExportClient { id, uid, name, preferred, phones, email, born, guardian, therapist, service, pressure, prefers, note, archived }
    }
}

const STATES: [ForeignStatus; 8] = [
    ForeignStatus::Booked,
    ForeignStatus::InSession,
    ForeignStatus::Done,
    ForeignStatus::NoShow,
    ForeignStatus::CancelledByPractice,
    ForeignStatus::ToRebook,
    ForeignStatus::Held,
    ForeignStatus::Unsaid,
];

prop_compose! {
    fn appointment()(
        id in any::<i64>(), client_id in any::<i64>(), client in line(), client_phone in line(), therapist in line(), service in line(),
        room in line(), note in note(), cancel_reason in line(), status in prop::sample::select(&STATES[..]), start in 0i64..600_000,
        minutes in 1i64..=600, buffer in 0u32..60,
    ) -> ExportAppointment {
        let starts = first() + chrono::TimeDelta::minutes(start);
        let starts = if knotbook::domain::span::is_skipped(chrono_tz::Europe::Berlin, starts) { first() } else { starts };
        let ends = starts + chrono::TimeDelta::minutes(minutes);
        let (uid, client_born) = (format!("u{id}"), None);
        ExportAppointment {
            id, uid, client_id, client, client_phone, client_born, starts, ends, buffer, therapist, service, room, status, note, cancel_reason,
        }
    }
}

fn back(line: &ClientLine) -> ExportClient {
    let text = |clean: &Option<Clean>| clean.as_ref().map(ToString::to_string).unwrap_or_default();
    ExportClient {
        id: text(&line.foreign_id).parse().expect("the id we wrote"),
        uid: text(&line.uid),
        name: line.name.to_string(),
        preferred: text(&line.preferred),
        phones: line.phones.to_string(),
        email: line.email.to_string(),
        born: line.born,
        guardian: line.guardian.to_string(),
        therapist: text(&line.therapist),
        service: text(&line.service),
        pressure: line.pressure.to_string(),
        prefers: line.prefers.to_string(),
        note: line.note.to_string(),
        archived: line.archived,
    }
}

fn appointment_back(line: &AppointmentLine) -> ExportAppointment {
    let text = |clean: &Option<Clean>| clean.as_ref().map(ToString::to_string).unwrap_or_default();
    ExportAppointment {
        id: text(&line.foreign_id).parse().expect("the id we wrote"),
        uid: text(&line.uid),
        client_id: text(&line.client.foreign_id).parse().expect("the client's id we wrote"),
        client: line.client.name.to_string(),
        client_phone: line.client.phone.to_string(),
        client_born: line.client.born,
        starts: line.span.from(),
        ends: line.span.to(),
        buffer: line.buffer.expect("the clean-up we wrote"),
        therapist: line.therapist.to_string(),
        service: line.service.to_string(),
        room: line.room.to_string(),
        status: line.status,
        note: line.note.to_string(),
        cancel_reason: line.cancel_reason.to_string(),
    }
}

fn is_harmless(file: &[u8]) -> bool {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&file[3..]);
    reader.records().all(|row| row.expect("a row we wrote").iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0'])))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn clients_come_back_as_they_were_written(rows in prop::collection::vec(client(), 0..6)) {
        let mut file = Vec::new();
        write_clients(&mut file, rows.iter().cloned())?;
        prop_assert!(is_harmless(&file));
        let sheet = read_clients(&file, &options()).expect("our own file");
        prop_assert_eq!(reasons(&sheet), Vec::new());
        prop_assert_eq!(sheet.lines.iter().map(back).collect::<Vec<_>>(), rows);
        prop_assert_eq!(sheet.unmapped, Vec::<String>::new());
    }

    #[test]
    fn appointments_come_back_as_they_were_written(rows in prop::collection::vec(appointment(), 0..6)) {
        let mut file = Vec::new();
        write_appointments(&mut file, rows.iter().cloned())?;
        prop_assert!(is_harmless(&file));
        let sheet = read_appointments(&file, &options()).expect("our own file");
        prop_assert_eq!(reasons(&sheet), Vec::new());
        prop_assert_eq!(sheet.lines.iter().map(appointment_back).collect::<Vec<_>>(), rows);
        prop_assert_eq!(sheet.unmapped, Vec::<String>::new());
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), cells in "[\\PC\\n,;\"'=0-9/:.-]{0,200}") {
        for head in [&b""[..], b"Name,Phone,Born,Email\n", b"Client;Start;End;Duration;Status\n", b"\xFF\xFEN\0a\0m\0e\0\n\0"] {
            for body in [&bytes[..], cells.as_bytes()] {
                let file = [head, body].concat();
                let _ = kind(&file);
                if let Ok(sheet) = read_clients(&file, &options()) {
                    write_rest(std::io::sink(), &sheet)?;
                }
                if let Ok(sheet) = read_appointments(&file, &options()) {
                    write_rest(std::io::sink(), &sheet)?;
                }
            }
        }
    }

    #[test]
    fn no_date_makes_the_reader_panic(start in "[0-9]{1,9}[-/.: T][0-9]{1,9}[-/.: T+][0-9A-Za-z:+. -]{0,20}", length in "[0-9.,:hm -]{0,20}") {
        let sheet = appointments(&format!("Client;Start;Duration\nAna;{start};{length}\n"));
        prop_assert_eq!(sheet.lines.len() + sheet.bad.len(), 1);
    }

    #[test]
    fn lines_left_come_back_as_they_were(cells in prop::collection::vec(prop::collection::vec(line(), 0..5), 0..6)) {
        let mut file = csv::WriterBuilder::new().flexible(true).from_writer(b"Name,Note,Email\n".to_vec());
        for row in &cells {
            file.write_record(row.iter().map(|cell| safe_cell(cell).into_owned()).chain(["not an address".to_owned(), String::new()]))?;
        }
        let sheet = clients(&String::from_utf8(file.into_inner().expect("flushed")).expect("UTF-8"));
        let mut rest = Vec::new();
        write_rest(&mut rest, &sheet)?;
        prop_assert!(is_harmless(&rest));
        let again = read_clients(&rest, &options()).expect("our own file");
        let raw = |sheet: &Sheet<ClientLine>| {
            let trimmed = |bad: &BadLine| bad.raw.iter().rposition(|cell| !cell.is_empty()).map_or(Vec::new(), |last| bad.raw[..=last].to_vec());
            sheet.bad.iter().map(trimmed).collect::<Vec<_>>()
        };
        prop_assert_eq!(raw(&again), raw(&sheet));
    }
}
