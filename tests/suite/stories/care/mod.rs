//! What a therapist sees of care around a session.
mod arrival;
mod day;
mod find;
mod glance;
mod notes;
mod roles;
