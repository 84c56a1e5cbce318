//! Who is at the keyboard: by name, else by the computer's own user, else the owner. A practice is never locked out.
use super::staff::Staff;
use crate::domain::practice::role::Role;
use crate::domain::refusal::Refusal;
use crate::domain::text::fold;

/// The one of `staff` who is at the keyboard: `named` when somebody is named, else whose login is `os_user`, else the owner.
/// Refuses a name that nobody or more than one answers to, saying who is here.
pub fn at_keyboard<'a>(staff: &'a [Staff], named: Option<&str>, os_user: &str) -> Result<&'a Staff, Refusal> {
    let here: Vec<&Staff> = staff.iter().filter(|staff| !staff.archived).collect();
    if here.is_empty() {
        return Err(Refusal::field("staff", "Nobody works here yet: set the practice up first, with “knotbook” or “knotbook setup”."));
    }
    match named.map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) => by_name(&here, name),
        None => Ok(by_login(&here, os_user)),
    }
}

fn by_name<'a>(here: &[&'a Staff], name: &str) -> Result<&'a Staff, Refusal> {
    let is = |staff: &&&Staff| [&staff.name, &staff.short].iter().any(|own| fold(own.as_str()) == fold(name));
    let exact: Vec<&Staff> = here.iter().filter(is).copied().collect();
    let found = if exact.is_empty() { here.iter().filter(|staff| staff.answers_to(name)).copied().collect() } else { exact };
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(Refusal::field("staff", format!("Nobody here is called “{name}”. Here are: {}.", names(here)))),
        several => Err(Refusal::field("staff", format!("“{name}” can be {}. Say more of the name.", names(several)))),
    }
}

fn by_login<'a>(here: &[&'a Staff], os_user: &str) -> &'a Staff {
    let logins: Vec<&&Staff> = here.iter().filter(|staff| !os_user.is_empty() && staff.os_user.as_str() == os_user).collect();
    match logins.as_slice() {
        [one] => one,
        _ => here.iter().find(|staff| staff.role == Role::Owner).unwrap_or(&here[0]),
    }
}

fn names(staff: &[&Staff]) -> String {
    staff.iter().map(|staff| staff.name.as_str()).collect::<Vec<_>>().join(", ")
}
