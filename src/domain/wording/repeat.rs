//! How often something repeats, in words.
use chrono::NaiveDateTime;

use crate::domain::book::rule::Rule;

/// A rule as a sentence.
pub fn say(rule: &Rule, start: NaiveDateTime) -> String {
    format!("{rule} from {start}")
}
