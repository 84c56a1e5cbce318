//! Signing, adding to and striking out notes.
use rusqlite::named_params;
use uuid::Uuid;

use super::{answers, draft, note};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::status::Status;
use crate::domain::care::change::Signing;
use crate::domain::care::note::{Note, NoteOf};
use crate::domain::care::signing::{Settled, settle, words_of_note};
use crate::domain::change::Step;
use crate::domain::deed::CareDeed;
use crate::domain::ids::{ClientId, NoteId, PlanId, StaffId};
use crate::domain::people::client::too_long;
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::store::rows::{Day, Instant, Wall};
use crate::store::{Error, Writer, book};

impl Writer<'_> {
    fn signer(&self) -> Result<StaffId, Error> {
        let nobody = || Refusal::field("", "A note is signed by somebody: say who is at the keyboard.");
        Ok(self.stamp.by.ok_or_else(nobody)?)
    }

    pub(super) fn sign(&self, signing: &Signing) -> Result<CareDeed, Error> {
        let by = self.signer()?;
        signing.written.check_length()?;
        let (client, appointment) = draft::subject(self.tx, signing.of)?;
        if let Some(id) = appointment
            && let Some(signed) = note::of_session(self.tx, id)?
        {
            let name = self.directory()?.staff_short(signed.by).to_owned();
            let sentence = format!("This session has a note already, signed by {name}. Add to it, or strike it out first.");
            return Err(Refusal::field("note", sentence).into());
        }
        let settled = settle(&signing.written, self.directory()?.practice.ask_consent)?;
        let session = appointment.map(|id| book::appointment(self.tx, id)).transpose()?.flatten();
        let asked = appointment.map(|id| answers::answers(self.tx, id)).transpose()?.flatten();
        let at = session.as_ref().map_or(signing.at.unwrap_or_else(|| self.now()), |session| session.span.from());
        let plan = self.planned(client, signing.written.plan, &settled, at.date())?;
        self.tx
            .prepare_cached(
                "INSERT INTO note (uid, client_id, appointment_id, staff_id, plan_id, at, signed_at, lines, subjective, objective, assessment,
                                   plan_text, before, after, next_step)
                 VALUES (:uid, :client, :appointment, :by, :plan, :at, :signed, :lines, :subjective, :objective, :assessment, :plan_text,
                         :before, :after, :next)",
            )?
            .execute(named_params! {
                ":uid": Uuid::now_v7().to_string(), ":client": client, ":appointment": appointment, ":by": by, ":plan": plan, ":at": Wall(at),
                ":signed": Instant(self.stamp.at), ":lines": settled.text, ":subjective": signing.written.subjective,
                ":objective": signing.written.objective, ":assessment": signing.written.assessment,
                ":plan_text": signing.written.plan_text,
                ":before": settled.before.or_else(|| asked.and_then(|asked| asked.pain)), ":after": settled.after, ":next": settled.next,
            })?;
        let id = NoteId(self.tx.last_insert_rowid());
        self.index(id, &settled.words)?;
        draft::forget(self.tx, signing.of)?;
        // Before what the note itself has found: that is for the next session.
        if let Some(session) = session {
            self.complete(&session)?;
        }
        for (level, text) in &settled.alerts {
            self.tx
                .prepare_cached("INSERT INTO alert (client_id, level, text, since) VALUES (:client, :level, :text, :since)")?
                .execute(named_params! {":client": client, ":level": level, ":text": text, ":since": Day(at.date())})?;
        }
        Ok(CareDeed::Signed { note: id, client, appointment, at })
    }

    /// Makes a note findable by these words.
    fn index(&self, id: NoteId, words: &str) -> Result<(), Error> {
        let mut put = self.tx.prepare_cached("INSERT INTO note_words (rowid, words) VALUES (:id, :words)")?;
        put.execute(named_params! {":id": id, ":words": words})?;
        Ok(())
    }

    /// A signed note says that the session took place; one that was called off keeps its status.
    fn complete(&self, session: &Appointment) -> Result<(), Error> {
        if !session.status.holds() || session.status == Status::Done {
            return Ok(());
        }
        let step = Step { id: session.id, seen: session.status, to: Status::Done, at: self.now(), cancel: None, anyway: None, stop: None };
        self.step(&step).map(drop)
    }

    /// The plan a note belongs to: a plan line changes its terms, or opens one where there is none.
    fn planned(&self, client: ClientId, named: Option<PlanId>, settled: &Settled, on: chrono::NaiveDate) -> Result<Option<PlanId>, Error> {
        match &settled.plan {
            None => Ok(named),
            Some(line) => Ok(Some(self.plan_line(client, named, line, &settled.complaint, on)?)),
        }
    }

    fn kept_note(&self, id: NoteId) -> Result<Note, Error> {
        let found = note::one(self.tx, id)?.ok_or(Refusal::Gone { what: "note" })?;
        if found.struck.is_some() {
            return Err(Refusal::field("note", "That note is struck out: nothing is added to it.").into());
        }
        Ok(found)
    }

    pub(super) fn amend(&self, id: NoteId, text: &Clean, why: &Clean) -> Result<CareDeed, Error> {
        let (by, found) = (self.signer()?, self.kept_note(id)?);
        if text.is_empty() {
            return Err(Refusal::field("text", "Say what is to be added to the note.").into());
        }
        if why.is_empty() {
            return Err(Refusal::field("why", "Say in a word why it is added; it stays with the note.").into());
        }
        too_long("text", "What is added", text, 5000)?;
        too_long("why", "The reason", why, 500)?;
        self.tx
            .prepare_cached("INSERT INTO amendment (note_id, text, why, staff_id, at) VALUES (:note, :text, :why, :by, :at)")?
            .execute(named_params! {":note": id, ":text": text, ":why": why, ":by": by, ":at": Instant(self.stamp.at)})?;
        // The index keeps no texts: what it was made of is said again to be taken out.
        self.tx
            .prepare_cached("INSERT INTO note_words (note_words, rowid, words) VALUES ('delete', :id, :words)")?
            .execute(named_params! {":id": id, ":words": words_of_note(&found)})?;
        self.index(id, &words_of_note(&self.kept_note(id)?))?;
        Ok(CareDeed::Amended { note: id, client: found.client, at: found.at })
    }

    pub(super) fn strike_out(&self, id: NoteId, why: &Clean, again: Option<NoteOf>) -> Result<CareDeed, Error> {
        let (by, found) = (self.signer()?, self.kept_note(id)?);
        if why.is_empty() {
            return Err(Refusal::field("why", "Say in a word why it was entered in error; it stays with the note.").into());
        }
        too_long("why", "The reason", why, 500)?;
        self.tx
            .prepare_cached("INSERT INTO strike (note_id, why, staff_id, at) VALUES (:note, :why, :by, :at)")?
            .execute(named_params! {":note": id, ":why": why, ":by": by, ":at": Instant(self.stamp.at)})?;
        let (again, session) = again.map(|of| self.enter_again(&found, of)).transpose()?.unzip();
        Ok(CareDeed::StruckOut { note: id, client: found.client, at: found.at, again, session: session.flatten() })
    }
}
