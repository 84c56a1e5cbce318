//! What a therapist sees of care around a session.
mod day;
