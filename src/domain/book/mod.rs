//! The book: appointments, what stands in their way, and the free time between them.
pub mod appointment;
pub mod calendar;
pub mod conflict;
pub mod day;
pub mod decide;
pub mod free;
pub mod rebook;
pub mod rule;
pub mod series;
pub mod status;
pub mod together;
pub mod week;
