//! How things look. Colour only repeats what a mark or a word already says, and comes from the terminal's own sixteen.
use ratatui::style::{Color, Modifier, Style};

use crate::domain::book::status::Status;
use crate::domain::people::alert::Level;

pub(super) const PLAIN: Style = Style::new();

pub(super) fn dim() -> Style {
    Style::new().add_modifier(Modifier::DIM)
}

pub(super) fn bold() -> Style {
    Style::new().add_modifier(Modifier::BOLD)
}

/// The selected row.
pub(super) fn selected() -> Style {
    Style::new().add_modifier(Modifier::REVERSED)
}

/// A key in the footer.
pub(super) fn key() -> Style {
    Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD)
}

pub(super) fn good() -> Style {
    Style::new().fg(Color::Green)
}

pub(super) fn bad() -> Style {
    Style::new().fg(Color::Red)
}

pub(super) fn moving() -> Style {
    Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD)
}

pub(super) fn now() -> Style {
    Style::new().fg(Color::Cyan)
}

pub(super) fn status(status: Status) -> Style {
    match status {
        // Green is kept for what is free: that is what the desk looks for.
        Status::Booked | Status::Confirmed | Status::Held => PLAIN,
        Status::Arrived => Style::new().fg(Color::Yellow).add_modifier(Modifier::BOLD),
        Status::InSession => Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD),
        Status::Done => dim(),
        Status::NoShow => Style::new().fg(Color::Red),
        Status::Cancelled | Status::LateCancelled | Status::Skipped => Style::new().add_modifier(Modifier::DIM | Modifier::CROSSED_OUT),
        Status::ToRebook | Status::ToDecide => Style::new().fg(Color::Magenta),
    }
}

pub(super) fn alert(level: Level) -> Style {
    match level {
        Level::Stop => Style::new().fg(Color::Red).add_modifier(Modifier::BOLD),
        Level::Care => Style::new().fg(Color::Yellow).add_modifier(Modifier::BOLD),
        Level::Note => PLAIN,
    }
}
