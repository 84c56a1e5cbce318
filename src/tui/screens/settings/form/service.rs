//! A service.
use super::{Unread, number, yes_no};
use crate::domain::change::PracticeChange;
use crate::domain::practice::service::{NewService, Service, check_buffer, check_minutes, check_price, differences};
use crate::tui::form::{Field, Form};

const NAME: usize = 0;
const SHORT: usize = 1;
const KIND: usize = 2;
const MINUTES: usize = 3;
const CLEAN_UP: usize = 4;
const ROOM: usize = 5;
const PRICE: usize = 6;

pub(super) fn fields(service: Option<&Service>) -> Form {
    let text = |of: fn(&Service) -> String| service.map(of).unwrap_or_default();
    let minutes = service.map_or_else(|| "60".to_owned(), |service| service.minutes.to_string());
    let buffer = service.map_or_else(|| "15".to_owned(), |service| service.buffer.to_string());
    let price = service.and_then(|service| service.price).map(price_words).unwrap_or_default();
    Form::new(vec![
        Field::text("Name", "Trigger point 60", &text(|service| service.name.to_string())),
        Field::text("Short", "for narrow columns: TrP 60", &text(|service| service.short.to_string())),
        Field::text("Kind", "trigger point, deep tissue …", &text(|service| service.modality.to_string())),
        Field::text("Minutes", "how long it lasts", &minutes),
        Field::text("Clean-up", "minutes after it that hold therapist and room", &buffer),
        Field::choice("Needs a room", "", yes_no(), Some(i64::from(service.is_none_or(|service| service.needs_room)))),
        Field::text("Price", "90 or 90.50; empty when there is none", &price),
    ])
}

/// A short name is proposed until somebody types another.
pub(super) fn suggest_short(form: &mut Form) {
    if form.focus == NAME {
        let short = NewService::short_of(&form.value(NAME));
        form.fields[SHORT].suggest(short.as_str());
    }
}

/// "90", "90.50".
pub(in crate::tui::screens::settings) fn price_words(hundredths: i64) -> String {
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, rest) => format!("{whole}.{rest:02}"),
    }
}

/// "90", "90.5", "90,50" in hundredths; empty is none.
fn read_price(typed: &str) -> Result<Option<i64>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let unread = || format!("“{typed}” is no price. Type it like 90 or 90.50, without a currency; empty when there is none.");
    let (whole, rest) = typed.split_once(['.', ',']).unwrap_or((typed, ""));
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    if !digits(whole) || whole.len() > 7 || rest.len() > 2 || !(rest.is_empty() || digits(rest)) {
        return Err(unread());
    }
    format!("{whole}{rest:0<2}").parse().map(Some).map_err(|_| unread())
}

pub(super) fn read(form: &Form, seen: Option<&Service>) -> Result<Option<PracticeChange>, Unread> {
    let (name, short) = (form.value(NAME), form.value(SHORT));
    if name.is_empty() {
        return Err((NAME, "What is the service called? The name stands on every booking.".into()));
    }
    if short.is_empty() {
        return Err((SHORT, "It needs a short name for narrow columns, like TrP 60.".into()));
    }
    let minutes = number(form, MINUTES, "minutes from 5 to 600")?;
    check_minutes(minutes).map_err(|why| (MINUTES, why.to_string()))?;
    let buffer = if form.value(CLEAN_UP).is_empty() { 0 } else { number(form, CLEAN_UP, "minutes from 0 to 120")? };
    check_buffer(buffer).map_err(|why| (CLEAN_UP, why.to_string()))?;
    let price = read_price(form.value(PRICE).as_str()).map_err(|why| (PRICE, why))?;
    check_price(price).map_err(|why| (PRICE, why.to_string()))?;
    let (modality, needs_room) = (form.value(KIND), form.chosen(ROOM) == Some(1));
    let Some(seen) = seen else {
        return Ok(Some(PracticeChange::AddService(NewService { name, short, modality, minutes, buffer, needs_room, price })));
    };
    let fields = differences(seen, Service { name, short, modality, minutes, buffer, needs_room, price, ..seen.clone() });
    Ok((!fields.is_empty()).then_some(PracticeChange::EditService { id: seen.id, fields }))
}

/// The field a refusal names.
pub(super) fn place(field: &str) -> usize {
    match field {
        "short" => SHORT,
        "length" => MINUTES,
        "clean-up" => CLEAN_UP,
        "price" => PRICE,
        _ => NAME,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_read_as_they_are_said() {
        for (typed, price) in [("", None), ("90", Some(9000)), ("90.5", Some(9050)), ("90,50", Some(9050)), ("0.05", Some(5))] {
            assert_eq!(read_price(typed), Ok(price), "{typed}");
        }
        for typed in ["90 €", "-5", "9.999", ".", "+3", "1e4", "99999999"] {
            assert!(read_price(typed).is_err(), "{typed}");
        }
        for price in [5, 9000, 9050, 100_000_000] {
            assert_eq!(read_price(&price_words(price)), Ok(Some(price)));
        }
    }
}
