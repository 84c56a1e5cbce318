//! Signing, adding to and striking out notes.
use chrono::NaiveDate;
use rusqlite::{Connection, named_params};
use uuid::Uuid;

use super::{answers, draft, note, plan};
use crate::domain::book::appointment::Appointment;
use crate::domain::book::status::Status;
use crate::domain::care::change::Signing;
use crate::domain::care::note::{Draft, Note, NoteOf};
use crate::domain::care::signing::{Settled, refuse_too_early, settle, words_of_note};
use crate::domain::care::visit::CountsFor;
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
        let draft = draft::draft(self.tx, signing.of)?;
        self.refuse_other_draft(signing, draft.as_ref())?;
        let settled = settle(&signing.written, self.directory()?.practice.ask_consent)?;
        let session = appointment.map(|id| book::appointment(self.tx, id)).transpose()?.flatten();
        let asked = appointment.map(|id| answers::answers(self.tx, id)).transpose()?.flatten();
        let unbooked = || draft.map(|draft| draft.visited).or(signing.at).map_or(self.now(), |at| at.min(self.now()));
        let at = session.as_ref().map_or_else(unbooked, |session| session.span.from());
        refuse_too_early(at, self.now())?;
        let plan = self.planned(client, signing.written.plan, &settled, at.date())?;
        let no_plan = plan.is_none() && signing.written.plan == CountsFor::NoPlan;
        self.tx
            .prepare_cached(
                "INSERT INTO note (uid, client_id, appointment_id, staff_id, plan_id, at, signed_at, lines, subjective, objective, assessment,
                                   plan_text, before, after, next_step, no_plan)
                 VALUES (:uid, :client, :appointment, :by, :plan, :at, :signed, :lines, :subjective, :objective, :assessment, :plan_text,
                         :before, :after, :next, :no_plan)",
            )?
            .execute(named_params! {
                ":uid": Uuid::now_v7().to_string(), ":client": client, ":appointment": appointment, ":by": by, ":plan": plan, ":at": Wall(at),
                ":signed": Instant(self.stamp.at), ":lines": settled.text, ":subjective": signing.written.subjective,
                ":objective": signing.written.objective, ":assessment": signing.written.assessment,
                ":plan_text": signing.written.plan_text,
                ":before": settled.before.or_else(|| asked.and_then(|asked| asked.pain)), ":after": settled.after, ":next": settled.next,
                ":no_plan": no_plan,
            })?;
        let id = NoteId(self.tx.last_insert_rowid());
        index(self.tx, id, &settled.words)?;
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

    /// What is signed is all that is written: a draft that somebody else went on with meanwhile is not done away with unread.
    fn refuse_other_draft(&self, signing: &Signing, draft: Option<&Draft>) -> Result<(), Error> {
        let Some(draft) = draft.filter(|draft| draft.written.texts() != signing.written.texts()) else { return Ok(()) };
        let directory = self.directory()?;
        let who = draft.by.map_or("Somebody", |by| directory.staff_short(by));
        let sentence = format!("{who} wrote in this note in another window meanwhile. Nothing was signed: read what stands there first.");
        Err(Refusal::field("note", sentence).into())
    }

    /// A signed note says that the session took place; one that was called off keeps its status.
    fn complete(&self, session: &Appointment) -> Result<(), Error> {
        if !session.status.holds() || session.status == Status::Done {
            return Ok(());
        }
        let step = Step { id: session.id, seen: session.status, to: Status::Done, at: self.now(), cancel: None, anyway: None, stop: None };
        self.step(&step).map(drop)
    }

    /// The plan a note counts for: a plan line changes its terms, or opens one where there is none. A plan that a session of an earlier
    /// day counts for was open by then.
    fn planned(&self, client: ClientId, said: CountsFor, settled: &Settled, on: NaiveDate) -> Result<Option<PlanId>, Error> {
        let named = said.among(&plan::of_client(self.tx, client)?).plan();
        let plan = match &settled.plan {
            None => named,
            Some(line) => Some(self.plan_line(client, named, line, &settled.complaint, on)?),
        };
        self.tx
            .prepare_cached("UPDATE plan SET opened = :on WHERE id = :id AND opened > :on")?
            .execute(named_params! {":id": plan, ":on": Day(on)})?;
        Ok(plan)
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
        self.tx.prepare_cached("DELETE FROM note_words WHERE rowid = :id")?.execute(named_params! {":id": id})?;
        index(self.tx, id, &words_of_note(&self.kept_note(id)?))?;
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

/// Makes a note findable by these words.
fn index(connection: &Connection, id: NoteId, words: &str) -> Result<(), Error> {
    let mut put = connection.prepare_cached("INSERT INTO note_words (rowid, words) VALUES (:id, :words)")?;
    put.execute(named_params! {":id": id, ":words": words})?;
    Ok(())
}

/// Makes all signed notes findable, in an index that is empty.
pub(in crate::store) fn index_all(connection: &Connection) -> Result<(), Error> {
    let mut ask = connection.prepare("SELECT id FROM note ORDER BY id")?;
    let mut rows = ask.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        if let Some(found) = note::one(connection, id)? {
            index(connection, id, &words_of_note(&found))?;
        }
    }
    Ok(())
}
