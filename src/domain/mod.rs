//! The practice itself: values, rules and words. Pure: no SQL, no screen, no clock, no files.
pub mod ids;
pub mod span;
pub mod text;
pub mod wording;
