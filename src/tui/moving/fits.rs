//! Where what is carried fits, and the few of those places at which Tab stops.
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::Moving;
use crate::domain::book::appointment::Slot;
use crate::domain::book::free::Offer;
use crate::domain::ids::StaffId;
use crate::domain::span::Span;
use crate::tui::msg::{Answer, Query, Reply};

/// What a screen shows of the book: the first and last date, and the therapist when it is only one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    pub days: (NaiveDate, NaiveDate),
    pub only: Option<StaffId>,
}

/// To which of the fits in sight Tab goes once they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Next,
    Previous,
    First,
    Last,
}

/// A search for the nearest day with a fit, from a date on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Search {
    pub from: NaiveDate,
    pub back: bool,
}

/// The free times at which everything that is carried fits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fits {
    /// The dates, and the therapist, that the offers are for.
    of: Option<Shown>,
    offers: Vec<Offer>,
    /// Where Tab stops: by day, the therapist it has now first, then by time.
    stops: Vec<Offer>,
    /// Tab was pressed and waits for what it needs.
    pub tab: Option<Tab>,
    pub search: Option<Search>,
}

impl Fits {
    /// Whether they are known for what is in sight.
    pub fn are_known(&self, shown: Shown) -> bool {
        self.of == Some(shown)
    }

    /// The places of a date at which Tab stops; `None` while they are not known.
    pub fn stops_on(&self, date: NaiveDate) -> Option<Vec<&Offer>> {
        let (first, last) = self.of?.days;
        (first <= date && date <= last).then(|| self.stops.iter().filter(|stop| stop.span.date() == date).collect())
    }
}

impl Moving {
    /// The free times of a date at which it fits, as far as they are known.
    pub fn fits_on(&self, date: NaiveDate) -> impl Iterator<Item = &Offer> {
        self.fits.offers.iter().filter(move |offer| offer.span.date() == date)
    }

    /// The first of them that lies wholly in a stretch of a therapist's time.
    pub fn fit_in(&self, staff: StaffId, stretch: &Span) -> Option<NaiveDateTime> {
        let inside = self.fits_on(stretch.date()).filter(|offer| offer.staff == staff && stretch.encloses(&offer.span));
        inside.map(|offer| offer.span.from()).min()
    }

    /// Takes the fits for what is in sight; `step` is the practice's step of times, minutes.
    pub fn take_fits(&mut self, answer: &Answer, shown: Option<Shown>, step: u32) -> bool {
        let (Query::Fits { carried, days, staff }, Reply::Fits(offers)) = (&answer.query, &answer.reply) else { return false };
        let of = Shown { days: *days, only: *staff };
        if shown != Some(of) || *carried != self.carried() {
            return false;
        }
        self.fits.offers.clone_from(offers);
        self.fits.stops = self.stops(step);
        self.fits.of = Some(of);
        true
    }

    /// The beginning and the end of each stretch of fits, and the time of day it has now: what a person would offer.
    fn stops(&self, step: u32) -> Vec<Offer> {
        let mut sorted = self.fits.offers.clone();
        sorted.sort_by_key(|offer| (offer.staff, offer.span));
        let joins = |a: &Offer, b: &Offer| a.staff == b.staff && b.span.from() - a.span.from() <= TimeDelta::minutes(i64::from(step));
        let mut stops = Vec::new();
        for (place, offer) in sorted.iter().enumerate() {
            let begins = place == 0 || !joins(&sorted[place - 1], offer);
            let ends = sorted.get(place + 1).is_none_or(|next| !joins(offer, next));
            let stays = self.appointment.status.holds() && offer.staff == self.appointment.staff && offer.span == self.appointment.span;
            if stays {
                continue;
            }
            if begins || ends || offer.span.from().time() == self.appointment.span.from().time() {
                stops.push(*offer);
            }
        }
        stops.sort_by_key(|stop| self.order(stop.staff, stop.span.from()));
        stops
    }

    fn order(&self, staff: StaffId, from: NaiveDateTime) -> (NaiveDate, bool, NaiveDateTime, StaffId) {
        (from.date(), staff != self.appointment.staff, from, staff)
    }

    /// The fit that Tab goes to from where it hovers.
    pub fn stop(&self, tab: Tab) -> Option<Slot> {
        let here = self.order(self.target.staff, self.target.span.from());
        let order = |stop: &&Offer| self.order(stop.staff, stop.span.from());
        let mut stops = self.fits.stops.iter();
        let found = match tab {
            Tab::First => stops.next(),
            Tab::Last => stops.next_back(),
            Tab::Next => stops.find(|stop| order(stop) > here),
            Tab::Previous => stops.rfind(|stop| order(stop) < here),
        };
        found.map(|stop| self.with(stop.staff, stop.span.from()))
    }
}
