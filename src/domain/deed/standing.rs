//! What was done to a standing appointment, as it is remembered and said.
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::saying::{from_to, place_time};
use super::{Names, Place};
use crate::domain::book::rule::Rule;
use crate::domain::book::series::act::Kind;
use crate::domain::ids::{AppointmentId, ClientId, SeriesId};
use crate::domain::refusal::{capitalize, uncapitalize};
use crate::domain::wording::{repeat, say};

/// One act on a standing appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingDeed {
    pub act: Kind,
    pub series: SeriesId,
    pub client: ClientId,
    /// The first date it touched: the appointment, where it was, and where it is.
    pub first: Option<AppointmentId>,
    pub from: Option<Place>,
    pub to: Option<Place>,
    /// Where the last date was that it skipped.
    #[serde(default)]
    pub until: Option<Place>,
    /// How many dates it put into the book, moved or called off.
    pub dates: usize,
    pub skipped: usize,
    pub undecided: usize,
    pub anyway: bool,
    /// The rule as it is afterwards (RFC 5545), and the moment it counts from.
    pub rule: String,
    pub begins: NaiveDateTime,
}

pub(super) fn words(deed: &StandingDeed, names: &dyn Names, year: i32) -> String {
    let client = names.client(deed.client);
    let dates = say::count(deed.dates, "date", "dates");
    let place = deed.to.or(deed.from);
    let from = place.map(|place| format!(", from {}", place_time(&place, year))).unwrap_or_default();
    let said = match deed.act {
        // Every date it would have touched is skipped or to decide.
        Kind::Moved | Kind::Changed | Kind::HandedOver | Kind::Restored | Kind::Extended if deed.dates == 0 => {
            format!("Changed the standing appointment of {client}{from}")
        }
        Kind::Made => {
            let repeats = Rule::read(&deed.rule, None).map(|rule| repeat::say(&rule, deed.begins)).unwrap_or_default();
            let with = place.map(|place| format!(" with {}", names.staff(place.staff))).unwrap_or_default();
            format!("Made a standing appointment for {client}: {}{with}, {dates}", uncapitalize(&repeats))
        }
        Kind::Moved => match (deed.from, deed.to) {
            (Some(from), Some(to)) => format!("Moved {dates} of {client}, {}", from_to(&from, &to, names, year)),
            _ => format!("Moved {dates} of {client}{from}"),
        },
        Kind::Changed => format!("Changed {dates} of {client}{from}"),
        Kind::HandedOver => {
            let to = place.map(|place| names.staff(place.staff)).unwrap_or_default();
            format!("Handed {dates} of {client} over to {to}{from}")
        }
        Kind::Ended => format!("Ended the standing appointment of {client}{from}: {dates} called off"),
        Kind::Restored => format!("Put {dates} of {client} back into the book{from}"),
        Kind::Extended => format!("Added {dates} to the standing appointment of {client}{from}"),
        Kind::Skipped if deed.dates > 0 => format!("Added {dates} at the end for {client}{from}"),
        Kind::Skipped => {
            let day = |place: &Place| say::day(place.starts.date(), year);
            let days = match (deed.from, deed.until) {
                (Some(first), Some(last)) if day(&first) != day(&last) => format!(" {} to {}", day(&first), day(&last)),
                (Some(only), _) => format!(" on {}", day(&only)),
                (None, _) => String::new(),
            };
            format!("{client} does not come{days}")
        }
        Kind::Grown => format!("Made the next {dates} of the standing appointment of {client}{from}"),
    };
    let aside = [(deed.skipped, "skipped"), (deed.undecided, "to decide"), (usize::from(deed.anyway), "anyway")];
    let aside = aside
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| if *word == "anyway" { ", anyway".to_owned() } else { format!(", {n} {word}") });
    capitalize(&format!("{said}{}", aside.collect::<String>()))
}
