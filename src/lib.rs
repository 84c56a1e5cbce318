//! knotbook: the appointment book of a small trigger-point-massage practice, in a terminal, over one local SQLite file.
//!
//! The house has floors that stand on one another, and each floor has the same rooms: **practice** (services, rooms, hours,
//! roles), **people** (clients, staff, alerts), **book** (appointments, free time) and **care** (notes, findings, plans, progress).
//! Whoever knows the floor and the room knows where a line of code lives.
//!
//! | floor | what it is | may know |
//! |---|---|---|
//! | [`domain`] | the practice itself: values, rules, words; no SQL, no screen, no clock, no files | nothing |
//! | [`exchange`] | files of other programs: bytes to values and back; no SQL, no file access | domain |
//! | [`store`] | the file: SQL here and nowhere else | domain |
//! | [`cli`] | the commands, each one act over the same doors | domain, store, exchange, demo |
//! | [`demo`] | a made-up practice to look around in | domain, store |
//! | [`tui`] | the screens | domain; the worker also store |
//! | [`log`] | what was done and how long it took, never a client's words; told by store, tui and main | nothing |
//! | [`home`] | where this computer keeps colours, keys and the log | tui |
pub mod cli;
pub mod demo;
pub mod domain;
pub mod exchange;
pub mod home;
pub mod log;
pub mod store;
pub mod tui;
