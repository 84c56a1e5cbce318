//! The practice itself: values, rules and words. Pure: no SQL, no screen, no clock, no files.
pub mod book;
pub mod care;
pub mod change;
pub mod deed;
pub mod ids;
pub mod people;
pub mod practice;
pub mod refusal;
pub mod span;
pub mod text;
pub mod wording;
