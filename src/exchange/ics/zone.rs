//! Time zones by the names calendars give them: IANA, Windows, paths of other programs, and zones the file itself describes.
use std::cell::RefCell;
use std::collections::HashMap;
use std::str::FromStr;

use calcard::common::timezone::Tz as Known;
use chrono::FixedOffset;
use chrono_tz::{TZ_VARIANTS, Tz};

use super::blocks::Block;
use super::lines::Line;
use super::moment::{Clock, Zone};
use crate::domain::text::Clean;

/// The zones that a file describes, and the answers so far.
#[derive(Debug)]
pub(super) struct Zones {
    described: HashMap<String, Block>,
    answers: RefCell<HashMap<String, Option<Zone>>>,
}

impl Zones {
    pub(super) fn new(blocks: Vec<Block>) -> Self {
        let mut described = HashMap::new();
        for block in blocks {
            if let Some(id) = value_of(&block, "TZID") {
                described.entry(id).or_insert(block);
            }
        }
        Self { described, answers: RefCell::default() }
    }

    pub(super) fn find(&self, clock: &Clock) -> Result<Zone, String> {
        let id = match clock {
            Clock::Floating => return Ok(Zone::Floating),
            Clock::Utc => return Ok(Zone::Tz(Tz::UTC)),
            Clock::Named(id) => id,
        };
        let known = self.answers.borrow().get(id).copied();
        let answer = known.unwrap_or_else(|| {
            let found = self.resolve(id);
            self.answers.borrow_mut().insert(id.clone(), found);
            found
        });
        answer.ok_or_else(|| {
            let id = Clean::line(id);
            format!("The time zone “{id}” is not known, and the file does not describe one without summer time: write an IANA name such as Europe/Berlin.")
        })
    }

    fn resolve(&self, id: &str) -> Option<Zone> {
        let block = self.described.get(id);
        let own = || value_of(block?, "X-LIC-LOCATION").and_then(|location| named(&location));
        named(id).or_else(own).or_else(|| fixed(block?).map(Zone::Fixed))
    }
}

fn value_of(block: &Block, name: &str) -> Option<String> {
    let value = block.props.iter().find(|line| line.name() == name).map(Line::value)?;
    Some(value.trim_matches('"').to_owned()).filter(|value| !value.is_empty())
}

/// "Europe/Berlin", "W. Europe Standard Time", `/mozilla.org/20050126_1/Europe/Berlin`, `Europe_Berlin`.
fn named(id: &str) -> Option<Zone> {
    let id = id.trim().trim_matches('"');
    let parts: Vec<&str> = id.split('/').filter(|part| !part.is_empty()).collect();
    let ends = (2..=3).rev().filter_map(|n| parts.len().checked_sub(n)).map(|from| parts[from..].join("/"));
    let iana = |name: &str| Tz::from_str(name).ok().or_else(|| TZ_VARIANTS.into_iter().find(|zone| zone.name().eq_ignore_ascii_case(name)));
    let by_path = || ends.into_iter().find_map(|name| iana(&name));
    let by_slash = || iana(&id.replacen('_', "/", 1));
    if let Some(zone) = iana(id).or_else(by_path).or_else(by_slash) {
        return Some(Zone::Tz(zone));
    }
    match Known::from_str(id) {
        Ok(Known::Tz(zone)) => Some(Zone::Tz(zone)),
        Ok(Known::Fixed(offset)) => Some(Zone::Fixed(offset)),
        Ok(Known::Floating) | Err(()) => None,
    }
}

/// The offset of a zone that never changes its clocks.
fn fixed(block: &Block) -> Option<FixedOffset> {
    let mut offsets = block.props.iter().filter(|line| line.name() == "TZOFFSETTO").map(|line| offset(line.value()));
    let first = offsets.next()??;
    offsets.all(|other| other == Some(first)).then_some(first)
}

/// "+0100", "-053000".
fn offset(text: &str) -> Option<FixedOffset> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize| digits.get(from..from + 2).and_then(|two| two.parse::<i32>().ok()).unwrap_or(0);
    FixedOffset::east_opt(sign * (part(0) * 3600 + part(2) * 60 + part(4)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_by_the_names_that_programs_give_them() {
        let berlin = Some(Zone::Tz(Tz::Europe__Berlin));
        let table = [
            ("Europe/Berlin", berlin),
            ("europe/berlin", berlin),
            ("W. Europe Standard Time", berlin),
            ("/mozilla.org/20050126_1/Europe/Berlin", berlin),
            ("/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", berlin),
            ("Europe_Berlin", berlin),
            ("America_New_York", Some(Zone::Tz(Tz::America__New_York))),
            ("Nowhere/Middle", None),
            ("", None),
        ];
        for (id, expected) in table {
            assert_eq!(named(id), expected, "{id}");
        }
        assert_eq!(offset("-0530"), FixedOffset::west_opt(19_800));
        assert_eq!((offset("+2500"), offset("+1"), offset("ä")), (None, None, None));
    }
}
