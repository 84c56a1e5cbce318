//! What people do at the desk, key by key, and what they see of it.
mod booking;
mod clients;
mod day;
mod deciding;
mod editing;
mod everywhere;
mod first_start;
mod mouse;
mod moving;
mod rebook;
mod roles;
mod settings;
mod status;
mod taking_back;
mod two_windows;
mod week;
