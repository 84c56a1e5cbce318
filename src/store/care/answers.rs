//! What was asked at arrival.
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::care::arrival::Answers;
use crate::domain::deed::CareDeed;
use crate::domain::ids::AppointmentId;
use crate::domain::refusal::{Refusal, Stale};
use crate::store::{Error, Store, Writer, book};

pub(super) fn answers(connection: &Connection, appointment: AppointmentId) -> Result<Option<Answers>, Error> {
    let read = |row: &Row<'_>| {
        Ok(Answers {
            unchanged: row.get(0)?,
            changed: row.get(1)?,
            pain: row.get(2)?,
            relief_days: row.get(3)?,
            sore: row.get(4)?,
            home_care: row.get(5)?,
            red_flags: row.get(6)?,
        })
    };
    let mut ask = connection.prepare_cached(
        "SELECT unchanged, changed, pain, relief_days, sore, home_care, red_flags FROM arrival WHERE appointment_id = :id",
    )?;
    Ok(ask.query_row(named_params! {":id": appointment}, read).optional()?)
}

impl Store {
    /// What the client answered at arrival.
    pub fn answers(&self, appointment: AppointmentId) -> Result<Option<Answers>, Error> {
        self.refuse_desk("read what a client answered about their health")?;
        answers(&self.connection, appointment)
    }
}

impl Writer<'_> {
    pub(super) fn answer(&self, id: AppointmentId, seen: Option<&Answers>, new: &Answers) -> Result<CareDeed, Error> {
        new.check()?;
        let appointment = book::appointment(self.tx, id)?.ok_or(Refusal::Gone { what: "appointment" })?;
        let now = answers(self.tx, id)?;
        if now.as_ref() != seen {
            return Err(Refusal::Stale(Box::new(Stale {
                what: appointment.client_name.as_str().to_owned(),
                field: "answers at arrival".into(),
                seen: in_words(seen),
                now: in_words(now.as_ref()),
                wanted: in_words(Some(new)),
                by: None,
            }))
            .into());
        }
        self.tx
            .prepare_cached(
                "INSERT INTO arrival (appointment_id, unchanged, changed, pain, relief_days, sore, home_care, red_flags)
                 VALUES (:id, :unchanged, :changed, :pain, :relief, :sore, :home, :flags)
                 ON CONFLICT (appointment_id) DO UPDATE SET unchanged = excluded.unchanged, changed = excluded.changed, pain = excluded.pain,
                   relief_days = excluded.relief_days, sore = excluded.sore, home_care = excluded.home_care,
                   red_flags = excluded.red_flags",
            )?
            .execute(named_params! {
                ":id": id, ":unchanged": new.unchanged, ":changed": new.changed, ":pain": new.pain, ":relief": new.relief_days,
                ":sore": new.sore, ":home": new.home_care, ":flags": new.red_flags,
            })?;
        Ok(CareDeed::Answered { client: appointment.client, appointment: id, at: appointment.span.from() })
    }
}

fn in_words(answers: Option<&Answers>) -> String {
    answers.map_or_else(String::new, |answers| format!("{} answered", answers.answered()))
}
