//! The shorthand of a session note: one line, one thing.
//!
//! How words are taken where people differ:
//! - The first word decides: a side begins a finding, the others name themselves. After the muscle words come in any order, and
//!   case does not matter.
//! - What can only be said once is refused when it is said twice, by its name: two pains, two pressures, two classes, the same
//!   sign, region or quality again. Techniques are a sequence: "ic60 pir ic30" is compression, PIR, compression.
//! - "!" (the client recognises the pain) and "+l" (latent) contradict one another. More pain after than before does not: it
//!   happens, and is worth writing.
//! - "?>?" says nothing; in front of a carried line (`^`) it is the question that is still open.
mod complete;
mod mend;
mod names;
mod number;
mod once;
mod overview;
mod partly;
mod plan;
mod point;
mod print;
mod read;
mod rom;
mod say;
mod session;
mod tell;
#[cfg(test)]
mod tests;
mod unclear;
mod words;

pub use complete::{Completions, Offer, complete};
pub(in crate::domain::care) use names::LITTLE_WORDS;
pub use names::{Catalogued, catalogued, muscles_for_complaint, muscles_named, regions_named};
pub use overview::overview;
pub use partly::{Partly, read_partly};
pub use print::print;
pub use read::{read, read_all};
pub use say::{muscle_words, region_words, say};
pub use unclear::Unclear;
