//! Clients, staff and alerts.
pub mod alert;
pub mod card;
pub mod client;
pub mod keyboard;
pub mod staff;
