//! The one test binary: stories by the person's door, properties where there is an invariant, tables where there are cases.
mod book_store;
mod cli;
mod csv;
mod demo;
mod practice;
