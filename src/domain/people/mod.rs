//! Clients, staff and alerts.
pub mod alert;
pub mod alert_list;
pub mod card;
pub mod client;
pub mod keyboard;
pub mod staff;
