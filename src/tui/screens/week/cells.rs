//! What stands in a cell: a therapist in a slot of time, the one thing that matters most there.
use chrono::NaiveDateTime;

use crate::domain::book::week::{Cell, Lane, Stretch, Week};
use crate::domain::span::Span;
use crate::domain::wording::say;
use crate::tui::screens::See;

/// What a cell shows. The numbers are places in the week's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// `begins` here or goes on; so many others begin here as well.
    Booked {
        place: usize,
        begins: bool,
        more: usize,
    },
    NoShow(usize),
    /// Long enough for a service. From when in this cell, until when, and whether the stretch begins here.
    Free {
        at: NaiveDateTime,
        until: NaiveDateTime,
        begins: bool,
        /// An appointment follows at once: clean-up has to fit in before it.
        followed: bool,
    },
    /// Free, but too short for any service.
    Short(u32),
    CleanUp(usize),
    Break {
        until: NaiveDateTime,
        begins: bool,
    },
    /// Blocked, off or closed: the absence, and whether it begins here.
    Away {
        cell: Cell,
        begins: bool,
    },
    Outside,
}

/// What matters most for a therapist in a slot. What begins there comes before what goes on; free time before the end of
/// something, since that is what one looks for.
pub(super) fn content(week: &Week, lane: &Lane, slot: &Span, shortest: u32) -> Content {
    let begin = |place: &&usize| week.booked.get(**place).is_some_and(|booked| slot.contains(booked.span.from()));
    let holds = |place: &&usize| week.booked.get(**place).is_some_and(|booked| booked.status.holds());
    let beginning = || lane.booked.iter().filter(begin);
    if let Some(place) = beginning().find(holds) {
        return Content::Booked { place: *place, begins: true, more: beginning().filter(holds).count() - 1 };
    }
    if let Some(place) = beginning().next() {
        return Content::NoShow(*place);
    }
    // The stretches follow one another.
    let first = lane.stretches.partition_point(|stretch| stretch.span.to() <= slot.from());
    let here = (first..lane.stretches.len()).take_while(|place| lane.stretches[*place].span.from() < slot.to());
    here.map(|place| of_stretch(&lane.stretches, place, slot, shortest)).min_by_key(rank).unwrap_or(Content::Outside)
}

fn of_stretch(stretches: &[Stretch], place: usize, slot: &Span, shortest: u32) -> Content {
    let stretch = &stretches[place];
    let begins = slot.contains(stretch.span.from());
    let until = stretch.span.to();
    match stretch.cell {
        Cell::Booked(place) => Content::Booked { place, begins: false, more: 0 },
        Cell::CleanUp(place) => Content::CleanUp(place),
        Cell::Free if stretch.span.minutes() >= shortest => {
            let at = stretch.span.from().max(slot.from());
            let followed = stretches.get(place + 1).is_some_and(|next| matches!(next.cell, Cell::Booked(_)));
            Content::Free { at, until, begins, followed }
        }
        Cell::Free => Content::Short(stretch.span.minutes()),
        Cell::Break => Content::Break { until, begins },
        cell @ (Cell::Blocked(_) | Cell::Off(_) | Cell::Closed(_)) => Content::Away { cell, begins },
        Cell::Outside => Content::Outside,
    }
}

fn rank(content: &Content) -> u8 {
    match content {
        Content::Free { .. } => 0,
        Content::Booked { .. } => 1,
        Content::NoShow(_) => 2,
        Content::Away { .. } => 3,
        Content::Short(_) => 4,
        Content::CleanUp(_) => 5,
        Content::Break { .. } => 6,
        Content::Outside => 7,
    }
}

impl Content {
    /// The appointment in it.
    pub(super) fn place(&self) -> Option<usize> {
        match self {
            Self::Booked { place, .. } | Self::NoShow(place) => Some(*place),
            _ => None,
        }
    }

    /// Whether somebody works there, free or not.
    pub(super) fn is_work(&self) -> bool {
        matches!(self, Self::Booked { .. } | Self::NoShow(_) | Self::Free { .. } | Self::Short(_) | Self::CleanUp(_))
    }

    pub(super) fn is_free(&self) -> bool {
        matches!(self, Self::Free { .. })
    }

    /// Whether what is lifted has room from here on.
    pub(super) fn fits(&self, see: &See<'_>) -> bool {
        let (Self::Free { at, until, followed, .. }, Some(moving)) = (self, see.moving) else { return false };
        let clean_up = if *followed { moving.target.buffer } else { 0 };
        (*until - *at).num_minutes() >= i64::from(moving.target.span.minutes() + clean_up)
    }

    /// What it is, as a sentence about `who` says it, `short` among others; `who` is empty where only one therapist is shown.
    pub(super) fn words(&self, week: &Week, who: &str, short: bool, see: &See<'_>) -> String {
        let of = |words: String| if who.is_empty() { words } else { format!("{who} {words}") };
        match *self {
            Self::Booked { place, .. } | Self::NoShow(place) if short => {
                week.booked.get(place).map_or_else(String::new, |booked| of(format!("{} {}", say::hours(&booked.span), booked.name())))
            }
            Self::Booked { place, .. } | Self::NoShow(place) => booked_words(week, place, see),
            Self::Free { at, until, .. } => {
                let from = if at == until { String::new() } else { format!("{}–{}", say::time(at.time()), say::time(until.time())) };
                of(format!("free {from}"))
            }
            Self::Short(minutes) => of(format!("free for {minutes} min, shorter than any service")),
            Self::CleanUp(_) => of("cleans up".into()),
            Self::Break { until, .. } => of(format!("break until {}", say::time(until.time()))),
            Self::Away { cell, .. } => away_words(week, cell, who),
            Self::Outside => of("outside the hours".into()),
        }
    }
}

/// "11:30–12:30 Maria Smith · TrP 60 · Dana · R1 · booked".
fn booked_words(week: &Week, place: usize, see: &See<'_>) -> String {
    let Some(booked) = week.booked.get(place) else { return String::new() };
    let name = booked.name();
    let named = [
        name.as_str(),
        see.directory.service_short(booked.service),
        see.directory.staff_short(booked.staff),
        see.directory.room_short(booked.room),
        booked.status.word(),
        if booked.to_decide { "to decide" } else { "" },
        if booked.dated.is_some() { "repeats" } else { "" },
    ];
    let named: Vec<&str> = named.into_iter().filter(|name| !name.is_empty()).collect();
    format!("{} {}", say::hours(&booked.span), named.join(" · "))
}

/// "Dana off: training", "closed: Christmas week".
fn away_words(week: &Week, cell: Cell, who: &str) -> String {
    let (what, place) = match cell {
        Cell::Off(place) => ("off", place),
        Cell::Blocked(place) => ("blocked", place),
        Cell::Closed(place) => return named("closed", reason(week, place)),
        _ => return String::new(),
    };
    let words = named(what, reason(week, place));
    if who.is_empty() { words } else { format!("{who} {words}") }
}

fn named(what: &str, reason: &str) -> String {
    if reason.is_empty() { what.to_owned() } else { format!("{what}: {reason}") }
}

pub(super) fn reason(week: &Week, place: usize) -> &str {
    week.absences.get(place).map_or("", |absence| absence.reason.as_str())
}

/// "45m", "1h", "2h30".
pub(super) fn length(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h{minutes:02}"),
    }
}

/// The first letters of a name.
pub(super) fn initials(name: &str) -> String {
    name.split_whitespace().take(2).filter_map(|word| word.chars().next()).collect()
}
