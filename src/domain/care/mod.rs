//! What happens in a session and what comes of it: findings, notes, plans, progress, and the catalogue they are written in.
pub mod arrival;
pub mod body;
pub mod cadence;
pub mod carry;
pub mod change;
pub mod finding;
pub mod glance;
pub mod line;
pub mod muscle;
pub mod note;
pub mod place;
pub mod plan;
pub mod progress;
pub mod record;
pub mod shorthand;
pub mod signing;
pub mod template;
