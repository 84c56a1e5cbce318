//! Words for days, times and amounts: read from what a person types, and said back.
pub mod absence;
pub mod again;
pub mod ending;
pub mod hours;
pub mod liked;
pub mod line;
pub mod repeat;
pub mod say;
pub mod when;
