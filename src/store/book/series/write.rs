//! An act on a standing appointment as it is written: its terms, and every date it touches, all together or not at all.
use rusqlite::named_params;
use uuid::Uuid;

use super::super::super::rows::{Day as DayText, Wall};
use super::super::super::{Error, Writer};
use crate::domain::book::appointment::Slot;
use crate::domain::book::conflict::Conflict;
use crate::domain::book::series::act::{Fate, Kind, Planned, Seen, SeriesAct, Target};
use crate::domain::book::series::{FOREVER, MOST_DATES, Series, Terms};
use crate::domain::change::{Anyway, Who};
use crate::domain::deed::{Deed, StandingDeed};
use crate::domain::ids::{ClientId, SeriesId};
use crate::domain::people::client::{ClientField, LONGEST_NOTE, too_long};
use crate::domain::refusal::{Refusal, Stale};

impl Writer<'_> {
    /// Acts on standing appointments, one after the other; one deed tells of all.
    pub(in crate::store) fn series_acts(&self, acts: &[SeriesAct]) -> Result<Deed, Error> {
        let mut told: Option<StandingDeed> = None;
        for act in acts {
            let deed = self.series_act(act)?;
            match &mut told {
                None => told = Some(deed),
                Some(first) => {
                    first.dates += deed.dates;
                    first.skipped += deed.skipped;
                    first.undecided += deed.undecided;
                    first.anyway |= deed.anyway;
                }
            }
        }
        let told = told.ok_or_else(|| Refusal::field("dates", "Nothing was chosen, so nothing was changed."))?;
        Ok(Deed::Standing(Box::new(told)))
    }

    pub(super) fn series_act(&self, act: &SeriesAct) -> Result<StandingDeed, Error> {
        if let Some(away) = &act.away {
            self.add_absence(away)?;
        }
        let (id, client, terms) = self.target(act)?;
        if let Some(edit) = act.prefer {
            self.edit_client(client, &[ClientField::Therapist(edit)])?;
        }
        let mut deed = StandingDeed {
            act: act.kind,
            series: id,
            client,
            first: None,
            from: None,
            to: None,
            until: None,
            dates: 0,
            skipped: 0,
            undecided: 0,
            anyway: false,
            rule: terms.rule.to_string(),
            begins: terms.first,
        };
        let olds = self.lift_all(&act.dates)?;
        // What speaks against the dates and nobody has decided on.
        let mut open = Vec::new();
        for (planned, old) in act.dates.iter().zip(&olds) {
            self.write_date(&terms, planned, old.as_ref(), &mut deed, &mut open)?;
        }
        if open.is_empty() { Ok(deed) } else { Err(Refusal::Conflicts { conflicts: open, ways: Vec::new() }.into()) }
    }

    /// The series an act is on, written with its new terms; made or split off where the act says so.
    fn target(&self, act: &SeriesAct) -> Result<(SeriesId, ClientId, Terms), Error> {
        match &act.target {
            Target::New { who, terms, note } => {
                too_long("note", "The note", note, LONGEST_NOTE)?;
                let client = match who {
                    Who::Known(id) => *id,
                    Who::New(new) => self.add_client(new)?,
                };
                self.refuse_archived(client)?;
                if act.dates.is_empty() {
                    return Err(Refusal::field("repeats", "This rule has no date. Say another one, or a later end.").into());
                }
                let terms = Terms { client: Some(client), ..terms.clone() };
                Ok((self.insert_series(client, &terms, act, 0, None)?, client, terms))
            }
            Target::Same { id, seen, terms } => {
                let (now, client) = self.seen_series(*id, seen)?;
                let terms = Terms { client: Some(client), ..terms.clone() };
                self.update_series(now.id, &terms, act)?;
                Ok((*id, client, terms))
            }
            Target::Split { id, seen, ends, terms, before } => {
                let (now, client) = self.seen_series(*id, seen)?;
                let terms = Terms { client: Some(client), ..terms.clone() };
                // All that is left of its rule is made, and what was called off behind goes along with the other part.
                let ended = now.terms.ended.filter(|ended| ended < ends);
                self.tx.prepare_cached("UPDATE series SET rule = :rule, ended = :ended, made_until = :made WHERE id = :id")?.execute(
                    named_params! {
                        ":rule": now.terms.cut(*ends).to_string(), ":ended": ended.map(Wall), ":made": DayText(FOREVER), ":id": now.id,
                    },
                )?;
                Ok((self.insert_series(client, &terms, act, *before, Some(*id))?, client, terms))
            }
        }
    }

    /// The series as it is now; refused when it is not what the person saw.
    fn seen_series(&self, id: SeriesId, seen: &Seen) -> Result<(Series, ClientId), Error> {
        let now = super::series(self.tx, id)?.ok_or(Refusal::Gone { what: "standing appointment" })?;
        let client = now.terms.client.ok_or(Refusal::Gone { what: "client" })?;
        let same_client = Terms { client: now.terms.client, ..seen.terms.clone() };
        if now.terms == same_client && now.made_until == seen.made_until {
            return Ok((now, client));
        }
        let words = |terms: &Terms| terms.repeats();
        let grown = now.terms == same_client;
        Err(Refusal::Stale(Box::new(Stale {
            what: format!("the standing appointment of {}", now.client_name),
            field: if grown { "dates".into() } else { "rule".into() },
            seen: if grown { format!("made until {}", seen.made_until) } else { words(&seen.terms) },
            now: if grown { format!("made until {}", now.made_until) } else { words(&now.terms) },
            wanted: "another change".into(),
            by: None,
        }))
        .into())
    }

    fn check_terms(&self, terms: &Terms) -> Result<(), Error> {
        terms.slot(terms.first).check()?;
        if terms.counted().is_some_and(|count| count == 0 || count > MOST_DATES) {
            let sentence = format!("A standing appointment has 1 to {MOST_DATES} dates. Say fewer times, or leave the end open.");
            return Err(Refusal::field("repeats", sentence).into());
        }
        let directory = self.directory()?;
        directory.staff(terms.staff).ok_or(Refusal::Gone { what: "therapist" })?;
        directory.service(terms.service).ok_or(Refusal::Gone { what: "service" })?;
        Ok(())
    }

    fn insert_series(
        &self,
        client: ClientId,
        terms: &Terms,
        act: &SeriesAct,
        before: u32,
        from: Option<SeriesId>,
    ) -> Result<SeriesId, Error> {
        self.check_terms(terms)?;
        self.tx
            .prepare_cached(
                "INSERT INTO series (uid, client_id, staff_id, service_id, room_id, rule, first, minutes, buffer, ended, made_until, before, split_from)
                 VALUES (:uid, :client, :staff, :service, :room, :rule, :first, :minutes, :buffer, :ended, :made, :before, :from)",
            )?
            .execute(named_params! {
                ":uid": Uuid::now_v7().to_string(), ":client": client, ":staff": terms.staff, ":service": terms.service, ":room": terms.room,
                ":rule": terms.rule.to_string(), ":first": Wall(terms.first), ":minutes": terms.minutes, ":buffer": terms.buffer,
                ":ended": terms.ended.map(Wall), ":made": DayText(act.made_until), ":before": before, ":from": from,
            })?;
        Ok(SeriesId(self.tx.last_insert_rowid()))
    }

    fn update_series(&self, id: SeriesId, terms: &Terms, act: &SeriesAct) -> Result<(), Error> {
        self.check_terms(terms)?;
        self.tx
            .prepare_cached(
                "UPDATE series SET staff_id = :staff, service_id = :service, room_id = :room, rule = :rule, first = :first,
                        minutes = :minutes, buffer = :buffer, ended = :ended, made_until = :made WHERE id = :id",
            )?
            .execute(named_params! {
                ":staff": terms.staff, ":service": terms.service, ":room": terms.room, ":rule": terms.rule.to_string(),
                ":first": Wall(terms.first), ":minutes": terms.minutes, ":buffer": terms.buffer, ":ended": terms.ended.map(Wall),
                ":made": DayText(act.made_until), ":id": id,
            })?;
        Ok(())
    }
}

/// What the program itself does as time goes on.
pub(super) fn grown(series: &Series, dates: Vec<Planned>, made_until: chrono::NaiveDate) -> SeriesAct {
    let seen = Seen { terms: series.terms.clone(), made_until: series.made_until };
    let target = Target::Same { id: series.id, seen, terms: series.terms.clone() };
    SeriesAct { kind: Kind::Grown, target, dates, made_until, prefer: None, away: None }
}

/// A date with what speaks against it left for a person.
pub(super) fn undecided(anyway: Option<Anyway>, slot: Slot, conflicts: &[Conflict]) -> Fate {
    if conflicts.is_empty() { Fate::Book { slot, anyway } } else { Fate::Decide }
}
