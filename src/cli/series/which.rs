//! Which standing appointment, and which of its dates, the words of a command mean.
use chrono::{NaiveDate, NaiveDateTime};
use clap::Args;

use crate::cli::desk::Desk;
use crate::cli::whom;
use crate::cli::world::Stop;
use crate::domain::book::appointment::Appointment;
use crate::domain::book::rule::End;
use crate::domain::book::series::list::Listed;
use crate::domain::book::series::plan::{Scope, Standing};
use crate::domain::book::series::{DateRow, FOREVER, Series};
use crate::domain::ids::SeriesId;
use crate::domain::wording::{repeat, say, when};

/// From which date on.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct FromArgs {
    /// The first date that it is for, and all after it
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// All dates that are still to come
    #[arg(long)]
    all: bool,
}

/// A standing appointment with its dates.
pub(super) struct Found {
    pub(super) series: Series,
    pub(super) rows: Vec<DateRow>,
}

/// The one that a number means, or the only one of the client whom the words mean.
pub(super) fn find(words: &str, desk: &Desk) -> Result<Found, Stop> {
    let bare = words.trim().trim_start_matches('#');
    if let Ok(number) = bare.parse() {
        let found = desk.store.series(SeriesId(number))?;
        let refused = || Stop::refused(format!("There is no standing appointment {bare}. “knotbook series list” shows the numbers."));
        return found.map(|(series, rows)| Found { series, rows }).ok_or_else(refused);
    }
    let client = whom::client(desk, words, true)?;
    let own = desk.store.standing(Some(client.id), desk.now)?;
    match own.as_slice() {
        [one] => find(&one.series.id.0.to_string(), desk),
        [] => Err(Stop::refused(format!(
            "{} has no standing appointment. “knotbook series add \"{}\" every 2 weeks tue 10:00” makes one.",
            client.name, client.name
        ))),
        several => {
            let mut lines = vec![format!("{} has several standing appointments. Name one by its number:", client.name)];
            lines.extend(several.iter().map(|one| format!("  {}  {}", one.series.id.0, in_words(one))));
            Err(Stop::refused(lines.join("\n")))
        }
    }
}

/// How often, in a few words; what was ended is said so.
pub(super) fn in_words(one: &Listed) -> String {
    repeat::say_briefly(&one.series.terms.rule, one.series.terms.first)
}

impl Found {
    pub(super) fn standing(&self, desk: &Desk) -> Standing<'_> {
        Standing { series: &self.series, rows: &self.rows, now: desk.now }
    }

    /// The rule date that a change begins at.
    pub(super) fn scope(&self, args: &FromArgs, desk: &Desk) -> Result<Scope, Stop> {
        match &args.from {
            None => Ok(Scope::All),
            Some(said) => self.from(said, |row| row.span.from() > desk.now, desk).map(Scope::Following),
        }
    }

    /// The first of the wanted dates that is on the day said or later.
    pub(super) fn from(&self, said: &str, wanted: impl Fn(&Appointment) -> bool, desk: &Desk) -> Result<NaiveDateTime, Stop> {
        let day = day(said, desk)?;
        let mut fits = self.rows.iter().filter(|(_, row)| wanted(row));
        let on = fits.clone().find(|(at, row)| at.date() == day || row.span.date() == day);
        on.or_else(|| fits.find(|(at, _)| at.date() >= day)).map(|(at, _)| *at).ok_or_else(|| {
            Stop::refused(format!(
                "None of its dates that this could be for is on {} or later. “knotbook series show {}” lists them.",
                say::full_day(day),
                self.series.id.0
            ))
        })
    }

    /// The date on a day, whatever became of it.
    pub(super) fn on(&self, said: &str, desk: &Desk) -> Result<&DateRow, Stop> {
        let day = day(said, desk)?;
        let ruled = self.rows.iter().find(|(at, _)| at.date() == day);
        ruled.or_else(|| self.rows.iter().find(|(_, row)| row.span.date() == day)).ok_or_else(|| {
            Stop::refused(format!("No date of it is on {}. “knotbook series show {}” lists them.", say::full_day(day), self.series.id.0))
        })
    }

    /// Whether more dates follow those that are rows.
    pub(super) fn goes_on(&self) -> bool {
        self.series.terms.ended.is_none() && self.series.made_until < FOREVER && self.series.terms.rule.end() == End::Never
    }
}

/// A day in words.
pub(super) fn day(said: &str, desk: &Desk) -> Result<NaiveDate, Stop> {
    Ok(when::read_day(said, desk.today(), desk.directory.practice.order)?)
}
