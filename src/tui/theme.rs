//! How things look, by role. What a view puts into the frame is a role, and `look` turns the roles of a finished frame into
//! the colours of this computer. Colour only repeats what a mark or a word already says.
use ratatui::style::{Color, Modifier, Style};

use super::body::signs::Ink;
use super::role::{Hue, Paint, Role};
use crate::domain::book::status::Status;
use crate::domain::people::alert::Level;
use crate::domain::practice::look::Colours;

pub(super) const PLAIN: Style = Style::new();

/// Roles travel through the frame as colours that nothing else uses.
const FIRST: u8 = 200;

fn role(role: Role) -> Style {
    Style::new().fg(Color::Indexed(FIRST + role as u8))
}

/// The role that a cell of the frame carries.
pub(super) fn role_of(colour: Color) -> Option<Role> {
    let Color::Indexed(number) = colour else { return None };
    Role::ALL.get(usize::from(number.checked_sub(FIRST)?)).copied()
}

pub(super) fn dim() -> Style {
    role(Role::Dim)
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
    role(Role::Key)
}

pub(super) fn good() -> Style {
    role(Role::Good)
}

pub(super) fn bad() -> Style {
    role(Role::Bad)
}

pub(super) fn moving() -> Style {
    Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD)
}

pub(super) fn now() -> Style {
    role(Role::Now)
}

pub(super) fn status(status: Status) -> Style {
    match status {
        // Green is kept for what is free: that is what the desk looks for.
        Status::Booked | Status::Confirmed | Status::Held => PLAIN,
        Status::Arrived => role(Role::Arrived),
        Status::InSession => role(Role::InSession),
        Status::Done => dim(),
        Status::NoShow => role(Role::NoShow),
        Status::Cancelled | Status::LateCancelled | Status::Skipped => dim().add_modifier(Modifier::CROSSED_OUT),
        Status::ToRebook | Status::ToDecide => role(Role::Decide),
    }
}

/// An appointment that somebody has to decide on.
pub(super) fn to_decide() -> Style {
    role(Role::Decide)
}

pub(super) fn alert(level: Level) -> Style {
    match level {
        Level::Stop => role(Role::Stop),
        Level::Care => role(Role::Care),
        Level::Note => PLAIN,
    }
}

/// What is drawn of the body.
pub(super) fn ink(ink: Ink) -> Style {
    match ink {
        Ink::Nothing | Ink::Sparse => PLAIN,
        Ink::Edge | Ink::Thin => dim(),
        Ink::Dense => role(Role::Pain),
        Ink::Selected => bold(),
        Ink::Point => role(Role::Pain).add_modifier(Modifier::BOLD),
    }
}

/// What each role looks like on this computer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Theme {
    styles: [(Option<Color>, Modifier); Role::ALL.len()],
    pub(super) faint: bool,
}

impl Theme {
    pub(super) fn new(colours: Colours, own: &[(Role, Paint)]) -> Self {
        let styles = Role::ALL.map(|role| {
            let own = own.iter().rev().find(|(of, _)| *of == role).map(|(_, paint)| *paint);
            style_of(colours, role.paint(), own)
        });
        Self { styles, faint: colours != Colours::HighContrast }
    }

    /// The colour and the modifiers of a role.
    pub(super) fn of(&self, role: Role) -> (Color, Modifier) {
        let (colour, modifiers) = self.styles[role as usize];
        (colour.unwrap_or(Color::Reset), modifiers)
    }
}

fn style_of(colours: Colours, usual: Paint, own: Option<Paint>) -> (Option<Color>, Modifier) {
    let paint = own.unwrap_or(usual);
    let mut modifiers = Modifier::empty();
    modifiers.set(Modifier::BOLD, paint.bold);
    modifiers.set(Modifier::DIM, paint.dim);
    modifiers.set(Modifier::UNDERLINED, paint.underlined);
    match colours {
        Colours::Terminal => (paint.hue.map(colour), modifiers),
        Colours::None => (None, modifiers),
        // What the person chose for a role on this computer is what they can read.
        Colours::HighContrast => match own {
            Some(own) => (own.hue.map(colour), modifiers),
            None => (None, if usual.hue.is_some() { Modifier::BOLD } else { modifiers - Modifier::DIM }),
        },
    }
}

fn colour(hue: Hue) -> Color {
    match hue {
        Hue::Sixteen(number) => [
            Color::Black,
            Color::Red,
            Color::Green,
            Color::Yellow,
            Color::Blue,
            Color::Magenta,
            Color::Cyan,
            Color::Gray,
            Color::DarkGray,
            Color::LightRed,
            Color::LightGreen,
            Color::LightYellow,
            Color::LightBlue,
            Color::LightMagenta,
            Color::LightCyan,
            Color::White,
        ][usize::from(number & 15)],
        Hue::Exact(red, green, blue) => Color::Rgb(red, green, blue),
    }
}
