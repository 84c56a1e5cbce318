//! A line in the list of alerts and red flags.
use super::Unread;
use crate::domain::change::PracticeChange;
use crate::domain::people::alert_list::{AlertKind, ListedAlert, NewListedAlert, differences};
use crate::tui::form::{Field, Form};

const KIND: usize = 0;
const TEXT: usize = 1;
const HANDLING: usize = 2;

/// What follows from a kind where nothing else is said.
const USUAL: [&str; 4] = ["no treatment today; doctor first", "", "", "doctor first"];

pub(super) fn fields(alert: Option<&ListedAlert>) -> Form {
    let kinds = AlertKind::ALL.iter().zip(0..).map(|(kind, place)| (Some(place), kind.marked().to_owned())).collect();
    let kind = alert.map_or(AlertKind::Care, |alert| alert.kind);
    let chosen = AlertKind::ALL.iter().zip(0..).find(|(one, _)| **one == kind).map(|(_, place)| place);
    let mut form = Form::new(vec![
        Field::choice("Level", "", kinds, chosen),
        Field::text("What", "what must be known: varicose veins", alert.map_or("", |alert| alert.text.as_str())),
        Field::text(
            "Handling",
            "what follows from it: keep off the area. The desk sees only this",
            alert.map_or("", |alert| alert.handling.as_str()),
        ),
    ]);
    form.focus = TEXT;
    form
}

fn kind(form: &Form) -> AlertKind {
    let place = form.chosen(KIND).and_then(|place| usize::try_from(place).ok());
    place.and_then(|place| AlertKind::ALL.get(place).copied()).unwrap_or(AlertKind::Care)
}

/// What usually follows is proposed until somebody types something else.
pub(super) fn suit_handling(form: &mut Form) {
    let typed = form.value(HANDLING);
    let usual = form.chosen(KIND).and_then(|place| usize::try_from(place).ok()).and_then(|place| USUAL.get(place).copied());
    if form.focus == KIND && USUAL.contains(&typed.as_str()) {
        form.fields[HANDLING].suggest(usual.unwrap_or_default());
    }
}

/// What a line of this kind does.
pub(super) fn echo(form: &Form) -> &'static str {
    match kind(form) {
        AlertKind::Stop => "STOP: offered in the alert form of a client; the session asks for a reason before it begins.",
        AlertKind::Care => "care: offered in the alert form of a client; treat with care.",
        AlertKind::Note => "note: offered in the alert form of a client; worth knowing.",
        AlertKind::RedFlag => "red flag: asked about at arrival, before the first session and when a plan is due for its look again.",
    }
}

pub(super) fn read(form: &Form, seen: Option<&ListedAlert>) -> Result<Option<PracticeChange>, Unread> {
    let (kind, text, handling) = (kind(form), form.value(TEXT), form.value(HANDLING));
    if text.is_empty() {
        return Err((TEXT, "What must be known before a session?".into()));
    }
    let Some(seen) = seen else { return Ok(Some(PracticeChange::ListAlert(NewListedAlert { kind, text, handling }))) };
    let fields = differences(seen, ListedAlert { kind, text, handling, ..seen.clone() });
    Ok((!fields.is_empty()).then_some(PracticeChange::EditListedAlert { id: seen.id, fields }))
}

/// The field a refusal names.
pub(super) fn place(field: &str) -> usize {
    if field == "handling" { HANDLING } else { TEXT }
}
