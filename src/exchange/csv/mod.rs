//! Tables as other practice programs export them (comma, semicolon or tab separated), read by what their headings mean.
//!
//! | step | file |
//! |---|---|
//! | bytes → text: UTF-8, UTF-16, Windows-1252 | [`decode`] |
//! | text → rows: delimiter, headings, physical lines | `sniff`, `table`, `cell` |
//! | headings → meanings, in six languages | [`header`], `heading_words` |
//! | cells → dates (one order a file), lengths, names, states | [`dates`], `moment`, `calendar_words`, `length`, `person`, [`status`] |
//! | rows → values, and the lines that could not be read, each with its reason | [`clients`], [`appointments`], [`sheet`] |
//! | values → our own file; the lines to mend → a file to import again | [`mod@write`], [`rest`] |
//!
//! Nothing is guessed in silence: a column without a known meaning is listed, a row that cannot be read whole is kept aside.
pub mod again;
pub mod appointments;
mod calendar_words;
mod cell;
pub mod clients;
pub mod dates;
pub mod decode;
pub mod header;
mod heading_words;
mod length;
mod moment;
mod person;
pub mod rest;
pub mod sheet;
mod sniff;
pub mod status;
mod table;
pub mod write;

pub use crate::domain::wording::when::DateOrder;
pub use again::put_aside;
pub use appointments::{AppointmentLine, ClientKey, read_appointments};
pub use clients::{ClientLine, read_clients};
pub use dates::DatesRead;
pub use decode::Encoding;
pub use header::{Kind, kind};
pub use rest::write_rest;
pub use sheet::{BadLine, Options, Sheet, Unreadable};
pub use status::ForeignStatus;
pub use write::{ExportAppointment, ExportClient, safe_cell, write_appointments, write_clients};
