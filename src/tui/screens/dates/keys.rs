//! The keys of the dates, and of the line in which another time is typed.
use crate::tui::keys::{Binding, Command, Key, quiet, shown};
use Key::{Char, Ctrl, Enter, Esc};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter], Command::TakeNearest, "nearest", "take the nearest free time for this date, and go to the next one to decide"),
    shown(&[Ctrl('s')], Command::Save, "save", "save all dates; each has to be decided"),
    shown(&[Char(' ')], Command::SkipDate, "skip", "skip this date, or bring it back; one that was moved by itself goes along, or stays"),
    shown(&[Char('e')], Command::AnotherTime, "other time", "another time for this date, in words"),
    shown(&[Char('o')], Command::BookAnyway, "anyway", "book it in spite of what is against it, with a reason"),
    shown(&[Char('+')], Command::PutAtEnd, "as many at the end", "put as many dates at the end as are skipped"),
    quiet(&[Esc], Command::Back, "back; nothing is saved, and what was typed before is still there"),
];

pub(in crate::tui) const TIME_KEYS: &[Binding] = &[
    shown(&[Enter], Command::Open, "take this time", "the date goes to this time"),
    shown(&[Esc], Command::Back, "back to the dates", "back to the dates; this one stays where it is"),
    quiet(&[Ctrl('s')], Command::Save, "the date goes to this time"),
];
