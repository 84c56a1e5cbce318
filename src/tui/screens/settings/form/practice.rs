//! The practice itself.
use chrono::Weekday;

use super::{Unread, number, yes_no};
use crate::domain::change::{Edit, PracticeChange};
use crate::domain::practice::look::Colours;
use crate::domain::practice::{Practice, PracticeField, find_zone};
use crate::domain::wording::when::DateOrder;
use crate::tui::form::{Field, Form};

const NAME: usize = 0;
const ZONE: usize = 1;
const ORDER: usize = 2;
const STEP: usize = 3;
const LATE: usize = 4;
const WEEK: usize = 5;
const SECOND: usize = 6;
const ASCII: usize = 7;
const COLOURS: usize = 8;
const CONSENT: usize = 9;
const MISSED: usize = 10;

pub(super) fn fields(practice: &Practice) -> Form {
    let orders = vec![(Some(1), "24/11 (day first)".to_owned()), (Some(2), "11/24 (month first)".to_owned())];
    let weeks = vec![(Some(1), "Monday".to_owned()), (Some(2), "Sunday".to_owned())];
    let colours = (0..).zip(Colours::ALL).map(|(place, colours)| (Some(place), colours.word().to_owned())).collect();
    let chosen = (0..).zip(Colours::ALL).find(|(_, colours)| *colours == practice.look.colours).map(|(place, _)| place);
    Form::new(vec![
        Field::text("Name", "it stands at the top of every screen", practice.name.as_str()),
        Field::text("Time zone", "your city, like Berlin or New York", practice.zone.name()),
        Field::choice("Dates", "", orders, Some(if practice.order == DateOrder::DayFirst { 1 } else { 2 })),
        Field::text("Step, minutes", "between the times offered: 15", &practice.slot_minutes.to_string()),
        Field::text("Late, hours", "24: a client who cancels later than that cancels late", &practice.late_cancel_hours.to_string()),
        Field::choice("Week starts", "", weeks, Some(if practice.week_starts == Weekday::Sun { 2 } else { 1 })),
        Field::text("Second copy", "a folder for each day's copy too, e.g. /media/stick/knotbook", practice.second_backup.as_str()),
        Field::choice("Plain letters", "only signs that every terminal has", yes_no(), Some(i64::from(practice.look.ascii))),
        Field::choice("Colours", "", colours, chosen),
        Field::choice(
            "Ask consent",
            "an “ok” line before a note with a sensitive place is signed",
            yes_no(),
            Some(i64::from(practice.ask_consent)),
        ),
        Field::choice(
            "Missed visits",
            "a no-show or a late cancellation uses up a visit of a plan",
            yes_no(),
            Some(i64::from(practice.missed_count)),
        ),
    ])
}

pub(super) fn read(form: &Form, seen: &Practice) -> Result<Option<PracticeChange>, Unread> {
    let zone = form.value(ZONE);
    let zone = find_zone(zone.as_str())
        .ok_or_else(|| (ZONE, format!("“{zone}” is no time zone. Type a large city in it: Berlin, New York, Sydney.")))?;
    let order = if form.chosen(ORDER) == Some(2) { DateOrder::MonthFirst } else { DateOrder::DayFirst };
    let starts = if form.chosen(WEEK) == Some(2) { Weekday::Sun } else { Weekday::Mon };
    let colours = form.chosen(COLOURS).and_then(|place| usize::try_from(place).ok()).and_then(|place| Colours::ALL.get(place).copied());
    let fields: Vec<PracticeField> = [
        Edit::of(seen.name.clone(), form.value(NAME)).map(PracticeField::Name),
        Edit::of(seen.zone, zone).map(PracticeField::Zone),
        Edit::of(seen.order, order).map(PracticeField::Order),
        Edit::of(seen.slot_minutes, number(form, STEP, "minutes, like 15")?).map(PracticeField::SlotMinutes),
        Edit::of(seen.late_cancel_hours, number(form, LATE, "hours from 0 to 336")?).map(PracticeField::LateCancelHours),
        Edit::of(seen.week_starts, starts).map(PracticeField::WeekStarts),
        Edit::of(seen.second_backup.clone(), form.value(SECOND)).map(PracticeField::SecondBackup),
        Edit::of(seen.look.ascii, form.chosen(ASCII) == Some(1)).map(PracticeField::Ascii),
        Edit::of(seen.look.colours, colours.unwrap_or_default()).map(PracticeField::Colours),
        Edit::of(seen.ask_consent, form.chosen(CONSENT) == Some(1)).map(PracticeField::AskConsent),
        Edit::of(seen.missed_count, form.chosen(MISSED) == Some(1)).map(PracticeField::MissedCount),
    ]
    .into_iter()
    .flatten()
    .collect();
    for field in &fields {
        field.check().map_err(|why| (place_of(field), why.to_string()))?;
    }
    Ok((!fields.is_empty()).then_some(PracticeChange::Edit(fields)))
}

fn place_of(field: &PracticeField) -> usize {
    match field {
        PracticeField::Name(_) => NAME,
        PracticeField::Zone(_) => ZONE,
        PracticeField::Order(_) => ORDER,
        PracticeField::SlotMinutes(_) => STEP,
        PracticeField::LateCancelHours(_) => LATE,
        PracticeField::WeekStarts(_) => WEEK,
        PracticeField::SecondBackup(_) => SECOND,
        PracticeField::Ascii(_) => ASCII,
        PracticeField::Colours(_) => COLOURS,
        PracticeField::AskConsent(_) => CONSENT,
        PracticeField::MissedCount(_) => MISSED,
    }
}

/// The field a refusal names.
pub(super) fn place(field: &str) -> usize {
    match field {
        "slot minutes" => STEP,
        "late cancel hours" => LATE,
        "week starts" => WEEK,
        "second backup" => SECOND,
        _ => NAME,
    }
}
