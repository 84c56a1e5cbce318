//! Two entries of one person made one.
use rusqlite::named_params;

use super::{Error, Writer, book};
use crate::domain::deed::Deed;
use crate::domain::ids::{AppointmentId, ClientId};
use crate::domain::people::client::{Client, united};
use crate::domain::refusal::Refusal;
use crate::domain::wording::say;

impl Writer<'_> {
    /// Everything of `gone` goes to `keep`: appointments, alerts, absences, plans, and what `keep` does not say. `gone` is archived
    /// and names `keep`; signed notes and drafts stay as they were and are found through that name.
    pub(super) fn merge(&self, keep: ClientId, gone: ClientId) -> Result<Deed, Error> {
        let (kept, going) = (self.existing(keep)?, self.existing(gone)?);
        if keep == gone {
            return Err(Refusal::field("client", "A client cannot be merged with itself: choose the other entry.").into());
        }
        if kept.archived || going.archived {
            let name = if kept.archived { kept.name } else { going.name };
            return Err(Refusal::field("client", format!("{name} is archived. Take them out of the archive, then merge.")).into());
        }
        self.move_appointments(keep, gone)?;
        for sql in [
            "UPDATE alert SET client_id = :keep WHERE client_id = :gone",
            "UPDATE series SET client_id = :keep WHERE client_id = :gone",
            "UPDATE absence SET client_id = :keep WHERE client_id = :gone",
            "UPDATE plan SET client_id = :keep WHERE client_id = :gone",
            "UPDATE client SET merged_into = :keep WHERE merged_into = :gone",
            "UPDATE client SET merged_into = :keep, archived = 1 WHERE id = :gone",
        ] {
            self.tx.prepare_cached(sql)?.execute(named_params! {":keep": keep, ":gone": gone})?;
        }
        let fields = united(&kept, &going);
        if !fields.is_empty() {
            self.edit_client(keep, &fields)?;
        }
        Ok(Deed::Merged { keep, gone })
    }

    fn existing(&self, id: ClientId) -> Result<Client, Error> {
        self.store.client_row(id)?.ok_or_else(|| Refusal::Gone { what: "client" }.into())
    }

    /// All are lifted first: where both entries hold one time, the refusal names it.
    fn move_appointments(&self, keep: ClientId, gone: ClientId) -> Result<(), Error> {
        let ids = self
            .tx
            .prepare_cached("SELECT id FROM appointment WHERE client_id = :gone ORDER BY starts, id")?
            .query_map(named_params! {":gone": gone}, |row| row.get(0))?
            .collect::<Result<Vec<AppointmentId>, _>>()?;
        for id in &ids {
            book::land::lift(self.tx, *id)?;
            self.tx
                .prepare_cached("UPDATE appointment SET client_id = :keep WHERE id = :id")?
                .execute(named_params! {":keep": keep, ":id": id})?;
        }
        ids.into_iter().try_for_each(|id| book::land::land(self.tx, id).map_err(|why| self.at_one_time(id, why)))
    }

    /// Nobody is in two places at once: which appointments of the two entries are in each other's way.
    fn at_one_time(&self, id: AppointmentId, why: Error) -> Error {
        let Error::Refused(Refusal::Conflicts { conflicts, .. }) = &why else { return why };
        let Ok(Some(going)) = book::appointment(self.tx, id) else { return why };
        let others: Vec<String> = conflicts.iter().map(ToString::to_string).collect();
        let sentence = format!(
            "Both entries hold one time, {}: {}. Move or cancel one of the two, then merge.",
            say::full_span(&going.span),
            others.join("; ")
        );
        Refusal::field("client", sentence).into()
    }
}
