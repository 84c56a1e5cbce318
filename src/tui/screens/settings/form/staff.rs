//! Somebody who works here.
use super::{Unread, yes_no};
use crate::domain::change::{PracticeChange, Ref};
use crate::domain::ids::ServiceId;
use crate::domain::people::staff::{NewStaff, Staff, differences};
use crate::domain::practice::directory::Directory;
use crate::domain::practice::role::Role;
use crate::domain::practice::service::Service;
use crate::domain::practice::start::read_hours;
use crate::domain::text::fold;
use crate::domain::wording::hours;
use crate::tui::app::role_words;
use crate::tui::form::{Field, Form};
use crate::tui::screens::See;

const NAME: usize = 0;
const SHORT: usize = 1;
const ROLE: usize = 2;
const TREATS: usize = 3;
const LOGIN: usize = 4;
const OFFERS: usize = 5;
const HOURS: usize = 6;

pub(super) fn fields(staff: Option<&Staff>, directory: &Directory) -> Form {
    let roles = (0..).zip(Role::ALL).map(|(place, role)| (Some(place), role_words(role).to_owned())).collect();
    let role = staff.map_or(Role::Therapist, |staff| staff.role);
    let chosen = (0..).zip(Role::ALL).find(|(_, one)| *one == role).map(|(place, _)| place);
    let offers = staff.map_or_else(|| "all".to_owned(), |staff| offers_words(&staff.offers, directory));
    let mut fields = vec![
        Field::text("Name", "first and last name", staff.map_or("", |staff| staff.name.as_str())),
        Field::text("Short", "for narrow columns: Dana", staff.map_or("", |staff| staff.short.as_str())),
        Field::choice("Role", "", roles, chosen),
        Field::choice("Treats clients", "", yes_no(), Some(i64::from(staff.is_none_or(|staff| staff.treats)))),
        Field::text(
            "Login",
            "the name they log in with on this computer; may stay empty",
            staff.map_or("", |staff| staff.os_user.as_str()),
        ),
        Field::text("Services", "TrP 60, Deep 60 · all · none", &offers),
    ];
    if staff.is_none() {
        fields.push(Field::text("Hours", "Mon-Fri 9-13 14-18; more under Hours", ""));
    }
    Form::new(fields)
}

/// The first word of the name is the short name until somebody types another.
pub(super) fn suggest_short(form: &mut Form) {
    if form.focus == NAME {
        let name = form.value(NAME);
        form.fields[SHORT].suggest(name.as_str().split(' ').next().unwrap_or_default());
    }
}

fn offers_words(offers: &[ServiceId], directory: &Directory) -> String {
    let in_use: Vec<&Service> = directory.offered().collect();
    let own: Vec<&str> = in_use.iter().filter(|service| offers.contains(&service.id)).map(|service| service.short.as_str()).collect();
    match own.len() {
        0 => "none".into(),
        all if all == in_use.len() => "all".into(),
        _ => own.join(", "),
    }
}

/// The services named, by short name, name or the beginning of either.
fn read_offers(typed: &str, directory: &Directory) -> Result<Vec<ServiceId>, String> {
    let all: Vec<&Service> = directory.offered().collect();
    match fold(typed).as_str() {
        "" | "none" => return Ok(Vec::new()),
        "all" => return Ok(all.iter().map(|service| service.id).collect()),
        _ => {}
    }
    let mut found = Vec::new();
    for word in typed.split(',').map(str::trim).filter(|word| !word.is_empty()) {
        let wanted = fold(word);
        let exact = all.iter().find(|service| fold(service.short.as_str()) == wanted || fold(service.name.as_str()) == wanted);
        let begins =
            |service: &&&Service| fold(service.short.as_str()).starts_with(&wanted) || fold(service.name.as_str()).starts_with(&wanted);
        let near: Vec<&&Service> = all.iter().filter(begins).collect();
        match (exact, near.as_slice()) {
            (Some(service), _) => found.push(service.id),
            (None, [service]) => found.push(service.id),
            (None, several) => {
                let known: Vec<&str> = all.iter().map(|service| service.short.as_str()).collect();
                let what = if several.is_empty() { "is no service" } else { "can be several services" };
                return Err(format!("“{word}” {what}. Type them parted by commas: {}; or all, or none.", known.join(", ")));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

pub(super) fn read(form: &Form, seen: Option<&Staff>, see: &See<'_>) -> Result<Option<PracticeChange>, Unread> {
    let (name, short) = (form.value(NAME), form.value(SHORT));
    if name.is_empty() {
        return Err((NAME, "Who is it? The name stands beside their appointments.".into()));
    }
    if short.is_empty() {
        return Err((SHORT, "They need a short name for narrow columns, like Dana.".into()));
    }
    let role = form.chosen(ROLE).and_then(|place| usize::try_from(place).ok()).and_then(|place| Role::ALL.get(place).copied());
    let (role, treats, os_user) = (role.unwrap_or(Role::Therapist), form.chosen(TREATS) == Some(1), form.value(LOGIN));
    let mut offers = read_offers(form.value(OFFERS).as_str(), see.directory).map_err(|why| (OFFERS, why))?;
    let Some(seen) = seen else {
        let hours = read_hours(form.value(HOURS).as_str(), see.now.date()).map_err(|why| (HOURS, why.to_string()))?;
        if !treats && !hours.is_empty() {
            return Err((HOURS, "Only who treats clients has hours in the book. Empty the hours, or choose that they treat.".into()));
        }
        let offers = if treats { offers.into_iter().map(Ref::Known).collect() } else { Vec::new() };
        return Ok(Some(PracticeChange::AddStaff(NewStaff { name, short, role, treats, os_user, offers, hours })));
    };
    // What is archived is not shown here, and comes back as it was.
    let hidden = seen.offers.iter().filter(|id| see.directory.service(**id).is_none_or(|service| service.archived));
    offers.extend(hidden.copied());
    let fields = differences(seen, Staff { name, short, role, treats, os_user, offers, ..seen.clone() });
    Ok((!fields.is_empty()).then_some(PracticeChange::EditStaff { id: seen.id, fields }))
}

/// The services and the hours as they are understood.
pub(super) fn echo(form: &Form, see: &See<'_>) -> Option<Result<String, String>> {
    let offers = match read_offers(form.value(OFFERS).as_str(), see.directory) {
        Ok(offers) => offers,
        Err(why) => return Some(Err(why)),
    };
    if form.chosen(TREATS) != Some(1) {
        return None;
    }
    let names: Vec<&str> = offers.iter().filter_map(|id| see.directory.service(*id)).map(|service| service.name.as_str()).collect();
    let names = if names.is_empty() { "Offers nothing yet".to_owned() } else { format!("Offers {}", names.join(", ")) };
    let typed = form.value(HOURS);
    if typed.is_empty() {
        let short = form.value(SHORT);
        let warns = form.fields.len() > HOURS && !short.is_empty();
        let without = format!(" · {short} has no hours yet: nobody can be booked with them. Type them here, or later: F10 → Hours, n");
        return Some(Ok(if warns { format!("{names}{without}") } else { names }));
    }
    Some(match read_hours(typed.as_str(), see.now.date()) {
        Ok(shifts) => {
            let shifts: Vec<_> = shifts.iter().map(|shift| super::hours::shift_of(crate::domain::ids::StaffId(0), shift)).collect();
            Ok(format!("{names} · works {}", hours::words(&shifts)))
        }
        Err(why) => Err(why.to_string()),
    })
}

/// The field a refusal names.
pub(super) fn place(field: &str) -> usize {
    match field {
        "short" => SHORT,
        "role" => ROLE,
        "services" => OFFERS,
        "hours" => HOURS,
        _ => NAME,
    }
}
