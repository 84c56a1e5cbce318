//! What happens in a session and what comes of it: findings, notes, plans, progress, and the catalogue they are written in.
pub mod body;
pub mod finding;
pub mod line;
pub mod muscle;
pub mod shorthand;
