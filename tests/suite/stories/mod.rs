//! What people do at the desk, key by key, and what they see of it.
mod alerts;
mod away;
mod booking;
mod clients;
mod day;
mod editing;
mod everywhere;
mod first_start;
mod merging;
mod mouse;
mod moving;
mod roles;
mod status;
mod taking_back;
mod two_windows;
