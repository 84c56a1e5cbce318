//! The one test binary: stories by the person's door, properties where there is an invariant, tables where there are cases.
mod backup;
mod book_store;
mod child;
mod cli;
mod crash;
mod csv;
mod demo;
mod finder;
mod limits;
mod live;
mod practice;
mod properties;
mod race;
mod refused_files;
mod schema;
mod taken_back;
