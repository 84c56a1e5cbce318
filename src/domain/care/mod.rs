//! What happens in a session and what comes of it: findings, notes, plans, progress, and the catalogue they are written in.
pub mod body;
pub mod cadence;
pub mod carry;
pub mod finding;
pub mod line;
pub mod muscle;
pub mod shorthand;
pub mod progress;
pub mod template;
