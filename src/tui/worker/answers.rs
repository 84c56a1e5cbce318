//! What the file answers to each question.
use super::super::msg::{Fit, NOTES_LISTED, Query, Reply};
use super::{BOOKING, Worker};
use crate::domain::book::appointment::Slot;
use crate::domain::ids::AppointmentId;
use crate::domain::practice::directory::Directory;
use crate::store::Error;

/// How many lines the history reads at once.
const LISTED: usize = 200;
/// As many as the tallest screen shows, and some: each costs a look at the client's appointments.
const CLIENTS_LISTED: usize = 80;

impl Worker {
    pub(super) fn answer(&self, query: &Query) -> Result<Reply, Error> {
        let now = self.store.local((self.clock)());
        Ok(match query {
            Query::Directory => Reply::Directory(self.store.directory()?),
            Query::Day(date) => Reply::Day(self.store.day(*date)?),
            Query::Week(first) => Reply::Week(self.store.week(*first, 7)?),
            Query::Clients { typed, archived } => Reply::Clients(self.store.find_clients(typed, *archived, CLIENTS_LISTED)?),
            Query::Client(id) => Reply::Client(self.store.client(*id, now)?),
            Query::Doubles { name, phones, except } => Reply::Doubles(self.store.doubles(name, phones, *except)?),
            Query::Appointment(id) => Reply::Appointment(self.store.appointment(*id)?),
            Query::Usual(client) => Reply::Usual(self.store.usual(*client)?),
            Query::Fit { slot, any_room, except } => Reply::Fit(self.fit(slot, *any_room, *except)?),
            Query::Offers(wish) => Reply::Offers(self.store.offers(wish)?),
            Query::Series(id) => Reply::Series(self.store.series(*id)?.map(Box::new)),
            Query::Review { asked, leaving, any_room } => Reply::Reviewed(self.store.review(asked, leaving, *any_room, now)?),
            Query::Suited { asked, staff, any_room } => Reply::Suited(self.store.suited(asked, staff, *any_room, now)?),
            Query::Landing(moves) => Reply::Landing(self.store.landing(moves, now)?),
            Query::Fits { carried, days, staff } => Reply::Fits(self.store.fits(carried, *days, *staff, now)?),
            Query::FitDay { carried, from, back, staff } => Reply::FitDay(self.store.fit_day(carried, *from, *back, *staff, now)?),
            Query::ToRebook => Reply::ToRebook(self.store.to_rebook()?),
            Query::History { of, before } => Reply::History(self.store.history(*of, *before, LISTED, (self.clock)())?),
            Query::Hours => Reply::Hours(self.store.hours()?),
            Query::Absences(from) => Reply::Absences(self.store.absences_from(*from)?),
            Query::AlertList => Reply::AlertList(self.store.alert_list()?),
            Query::Preview(change) => match self.store.preview(change, self.stamp()) {
                Ok(hits) => Reply::Preview(Ok(hits)),
                Err(Error::Refused(refusal)) => Reply::Preview(Err(refusal)),
                Err(failed) => return Err(failed),
            },
            Query::ToDecide => {
                let hits = self.store.to_decide()?.into_iter();
                Reply::ToDecide(
                    hits.map(|hit| Ok((self.store.phones(hit.appointment.client)?, hit)))
                        .map(|row| row.map(|(phones, hit)| (hit, phones)))
                        .collect::<Result<_, Error>>()?,
                )
            }
            Query::Draft => Reply::Draft(self.store.draft(BOOKING)?),
            Query::SeriesOf(client) => Reply::SeriesOf(self.store.series_of(*client, now)?),
            Query::Standing { client } => Reply::Standing(self.store.standing(*client, now)?),
            Query::Position(id) => Reply::Position(self.store.position(*id)?.map(Box::new)),
            Query::DayCare(date) => Reply::DayCare(self.store.day_care(*date, now)?),
            Query::Glance(id) => Reply::Glance(self.store.glance(*id)?.map(Box::new)),
            Query::Session(of) => {
                let mut session = self.store.session(*of, now)?;
                if let Some(draft) = &mut session.draft {
                    draft.is_here = draft.holder == self.window;
                }
                Reply::Session(Box::new(session))
            }
            Query::Notes { client, struck } => Reply::Notes(self.store.notes(*client, *struck)?),
            Query::Note(id) => Reply::Note(self.store.note(*id)?.map(Box::new)),
            Query::PlacesAgain { note, client } => Reply::PlacesAgain(self.store.places_again(*note, *client, now)?),
            Query::Record(client) => Reply::Record(self.store.record(*client, now)?.map(Box::new)),
            Query::Unsigned => Reply::Unsigned(self.store.unsigned(now)?),
            Query::FindNotes(words) => Reply::FoundNotes(self.store.find_notes(words, NOTES_LISTED)?),
            Query::OpenPlans => Reply::OpenPlans(self.store.open_plans()?),
            Query::Phrases => Reply::Phrases(self.store.phrases()?),
            Query::Backups => Reply::Backups(self.store.backups_overview(now.date())?),
        })
    }

    /// The slot in its own room, or where that does not fit and any room will do, in the one with the least against it.
    fn fit(&self, slot: &Slot, any_room: bool, except: Option<AppointmentId>) -> Result<Fit, Error> {
        let now = self.store.local((self.clock)());
        let (conflicts, ways) = self.store.judge(slot, except, now)?;
        let mut best = Fit { slot: *slot, conflicts, ways };
        if any_room && !best.conflicts.is_empty() {
            let directory = self.store.directory()?;
            for room in directory.iter().flat_map(Directory::usable_rooms).map(|room| room.id) {
                let elsewhere = Slot { room: Some(room), ..*slot };
                let (conflicts, ways) = self.store.judge(&elsewhere, except, now)?;
                if conflicts.len() < best.conflicts.len() {
                    best = Fit { slot: elsewhere, conflicts, ways };
                }
            }
        }
        Ok(best)
    }
}
