//! One cell that says when: a date, a time, or both, as programs and people write them. The order of 03/04/2026 stays open.
use chrono::{FixedOffset, NaiveTime};

use super::calendar_words::{is_filler, is_weekday, month_of};
use crate::domain::text::fold;

/// What a cell says, each part as far as it says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Moment {
    pub(super) day: Option<Day>,
    pub(super) time: Option<NaiveTime>,
    /// The clock the time is on, when that is said (ISO 8601).
    pub(super) offset: Option<FixedOffset>,
    /// The end of "14:00 – 15:00".
    pub(super) until: Option<NaiveTime>,
}

/// A date whose parts may still want an order or a century.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) parts: Parts,
    pub(super) year: i32,
    /// The year has two digits.
    pub(super) short: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts {
    /// The month is named, or the year comes first.
    Known { month: u32, day: u32 },
    /// Two numbers whose order the file has to prove; with dots nobody writes the month first.
    Either { first: u32, second: u32, dotted: bool },
}

/// Reads a whole cell; `None` if any of it is not understood.
pub(super) fn read(text: &str) -> Option<Moment> {
    let mut scan = Scan { rest: text.trim() };
    let mut moment = Moment::default();
    let mut clock_only = scan;
    if clock_only.clock(&mut moment, false) && clock_only.rest.is_empty() {
        return Some(moment);
    }
    let day = scan.day()?;
    moment = Moment { day: Some(day), ..Moment::default() };
    let joined = scan.rest.starts_with(['T', 't']);
    scan.glue();
    let done = scan.rest.is_empty() || scan.clock(&mut moment, joined) && scan.rest.is_empty();
    done.then_some(moment)
}

/// What of the cell is still to be read.
#[derive(Debug, Clone, Copy)]
struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    fn skip(&mut self, chars: impl Fn(char) -> bool) {
        self.rest = self.rest.trim_start_matches(chars);
    }

    fn sign(&mut self, sign: char) -> bool {
        let found = self.rest.strip_prefix(sign);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    /// Up to nine digits: their value and how many they are.
    fn number(&mut self) -> Option<(u32, usize)> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let value = self.rest.get(..digits).filter(|_| (1..=9).contains(&digits))?.parse().ok()?;
        self.rest = &self.rest[digits..];
        Some((value, digits))
    }

    fn word(&mut self) -> Option<&'a str> {
        let end = self.rest.find(|c: char| !c.is_alphabetic()).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        (!word.is_empty()).then(|| {
            self.rest = rest;
            word
        })
    }

    fn day(&mut self) -> Option<Day> {
        let mut after = *self;
        if after.word().is_some_and(|word| is_weekday(&fold(word))) {
            after.skip(|c| c.is_whitespace() || matches!(c, '.' | ','));
            *self = after;
        }
        let mut numeric = *self;
        if let Some(day) = numeric.numbers() {
            *self = numeric;
            return Some(day);
        }
        self.named()
    }

    /// 2026-11-24, 24/11/2026, 24.11.26, 20261124.
    fn numbers(&mut self) -> Option<Day> {
        let (first, digits) = self.number()?;
        if digits == 8 {
            let parts = Parts::Known { month: first / 100 % 100, day: first % 100 };
            return Some(Day { parts, year: i32::try_from(first / 10_000).ok()?, short: false });
        }
        let mark = self.rest.chars().next().filter(|mark| matches!(mark, '-' | '/' | '.'))?;
        let between = |scan: &mut Self| {
            let found = scan.sign(mark);
            scan.skip(char::is_whitespace);
            found
        };
        between(self);
        let (second, _) = self.number().filter(|(_, digits)| *digits <= 2)?;
        let (third, last) = between(self).then(|| self.number()).flatten()?;
        match (digits, last) {
            (4, 1 | 2) => Some(Day { parts: Parts::Known { month: second, day: third }, year: i32::try_from(first).ok()?, short: false }),
            (1 | 2, 2 | 4) => {
                let parts = Parts::Either { first, second, dotted: mark == '.' };
                Some(Day { parts, year: i32::try_from(third).ok()?, short: last == 2 })
            }
            _ => None,
        }
    }

    /// Nov 24, 2026; 24-Nov-2026; Dienstag, 24. November 2026; mar 24 nov 2026 (a word that a month follows is a weekday).
    fn named(&mut self) -> Option<Day> {
        let mut month = None;
        let mut numbers = [(0, 0); 2];
        let mut found = 0;
        while month.is_none() || found < 2 {
            self.skip(|c| c.is_whitespace() || matches!(c, ',' | '.' | '-' | '/'));
            if let Some(number) = self.number() {
                *numbers.get_mut(found)? = number;
                found += 1;
                let mut ordinal = *self;
                if ordinal.word().is_some_and(|word| matches!(word, "st" | "nd" | "rd" | "th" | "er" | "º" | "ª")) {
                    *self = ordinal;
                }
            } else {
                let word = fold(self.word()?);
                month = month_of(&word).or_else(|| (is_weekday(&word) || is_filler(&word)).then_some(month).flatten());
                if month.is_none() && !is_weekday(&word) && !is_filler(&word) {
                    return None;
                }
            }
        }
        let [(day, _), (year, digits)] = if numbers[0].1 == 4 { [numbers[1], numbers[0]] } else { numbers };
        let parts = Parts::Known { month: month?, day };
        matches!(digits, 2 | 4).then_some(Day { parts, year: i32::try_from(year).ok()?, short: digits == 2 })
    }

    /// What may stand between a date and a time.
    fn glue(&mut self) {
        self.skip(|c| c.is_whitespace() || matches!(c, ',' | '-' | '–' | '@' | '|'));
        let mut after = *self;
        if after.word().is_some_and(|word| matches!(word, "T" | "t" | "at" | "um" | "à" | "a" | "om" | "alle" | "las")) {
            *self = after;
            self.skip(char::is_whitespace);
        }
    }

    /// A time, the clock it is on, and the time it lasts until.
    fn clock(&mut self, moment: &mut Moment, joined: bool) -> bool {
        let before = self.rest;
        moment.time = self.time();
        // 09:00-10:00 lasts an hour; T09:00-10:00 and 09:00:00-10:00 are on a clock ten hours behind.
        let exact = joined || before[..before.len() - self.rest.len()].matches(':').count() == 2;
        if moment.time.is_none() || self.zone(moment, exact).is_none() {
            return false;
        }
        self.skip(char::is_whitespace);
        let mut after = *self;
        let ranged = after.sign('-')
            || after.sign('–')
            || after.sign('—')
            || after.word().is_some_and(|word| matches!(word, "to" | "bis" | "until"));
        after.skip(char::is_whitespace);
        if ranged && let Some(until) = after.time() {
            moment.until = Some(until);
            *self = after;
        }
        true
    }

    /// Z, UTC, +01:00, or a zone's name, which is the practice's own; `None` if it is none of them.
    fn zone(&mut self, moment: &mut Moment, exact: bool) -> Option<()> {
        let mut after = *self;
        after.skip(char::is_whitespace);
        let touching = after.rest.len() == self.rest.len();
        if let Some(east) = ['+', '-'].iter().position(|sign| after.sign(*sign)).map(|at| at == 0) {
            if !east && !(exact && after.rest.starts_with(|c: char| c.is_ascii_digit()) && (touching || !after.rest.contains(':'))) {
                return Some(());
            }
            let (hours, digits) = after.number()?;
            let (hours, minutes) = match digits {
                4 => (hours / 100, hours % 100),
                1 | 2 if after.sign(':') => (hours, after.number()?.0),
                1 | 2 => (hours, 0),
                _ => return None,
            };
            let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
            moment.offset = Some(if east { FixedOffset::east_opt(seconds)? } else { FixedOffset::west_opt(seconds)? });
            *self = after;
            return Some(());
        }
        let mut named = after;
        if let Some(word) = named.word() {
            match word {
                "Z" | "z" | "UTC" | "GMT" => moment.offset = FixedOffset::east_opt(0),
                _ if word.len() <= 4 && word.len() >= 3 && word.bytes().all(|c| c.is_ascii_uppercase()) => {}
                _ => return Some(()),
            }
            *self = named;
        }
        Some(())
    }

    /// 14:30, 14:30:00, 2:30 PM, 2pm, 14.30, 14h30, 14 Uhr.
    fn time(&mut self) -> Option<NaiveTime> {
        let mut scan = *self;
        let (hour, _) = scan.number().filter(|(_, digits)| *digits <= 2)?;
        let mark = scan.rest.chars().next().filter(|mark| matches!(mark, ':' | '.' | 'h' | 'H'));
        let mut minute = None;
        let mut second = 0;
        let mut after = scan;
        if let Some(mark) = mark
            && after.sign(mark)
            && let Some((value, 2)) = after.number()
        {
            minute = Some(value);
            scan = after;
            if mark == ':' && after.sign(':') {
                second = after.number().filter(|(_, digits)| *digits == 2)?.0;
                if after.sign('.') || after.sign(',') {
                    after.number()?;
                }
                scan = after;
            }
        }
        let hour = match scan.half() {
            Some(_) if hour > 12 => hour,
            Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
            None if scan.hour_word() || minute.is_some() => hour,
            None => return None,
        };
        let time = NaiveTime::from_hms_opt(hour, minute.unwrap_or(0), second)?;
        *self = scan;
        Some(time)
    }

    /// Am (`false`) or pm (`true`), in any writing.
    fn half(&mut self) -> Option<bool> {
        let mut scan = *self;
        scan.skip(char::is_whitespace);
        let afternoon = match scan.word()? {
            "am" | "AM" | "Am" | "a" | "A" => false,
            "pm" | "PM" | "Pm" | "p" | "P" => true,
            _ => return None,
        };
        if scan.sign('.') {
            scan.skip(|c| c.is_whitespace() || matches!(c, 'm' | 'M' | '.'));
        }
        *self = scan;
        Some(afternoon)
    }

    /// "Uhr" or "h" after a time.
    fn hour_word(&mut self) -> bool {
        let mut scan = *self;
        scan.skip(char::is_whitespace);
        let found = scan.word().is_some_and(|word| matches!(word, "Uhr" | "uhr" | "h" | "H" | "uur"));
        if found {
            *self = scan;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of a moment in one line: date or "a?b" when open, time, offset in minutes, end.
    fn told(text: &str) -> Option<String> {
        let moment = read(text)?;
        let day = moment.day.map(|day| match day.parts {
            Parts::Known { month, day: number } => format!("{}-{month}-{number}", day.year),
            Parts::Either { first, second, .. } => format!("{first}?{second} {}", day.year),
        });
        let clock = |time: NaiveTime| time.format("%H:%M").to_string();
        let offset = moment.offset.map(|offset| format!("{}", offset.local_minus_utc() / 60));
        let parts = [day, moment.time.map(clock), offset, moment.until.map(clock)];
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" | "))
    }

    #[test]
    fn cells_say_when_in_any_writing() {
        let table = [
            ("2026-11-24", "2026-11-24"),
            ("2026-11-24 14:30", "2026-11-24 | 14:30"),
            ("2026-11-24 14:30:00", "2026-11-24 | 14:30"),
            ("2026-11-24T14:30:00Z", "2026-11-24 | 14:30 | 0"),
            ("2026-11-24T14:30:00.000+01:00", "2026-11-24 | 14:30 | 60"),
            ("2026-11-24 14:30:00 -0500", "2026-11-24 | 14:30 | -300"),
            ("2026-11-24 14:30:00-05", "2026-11-24 | 14:30 | -300"),
            ("2026-11-24 14:30:00 UTC", "2026-11-24 | 14:30 | 0"),
            ("2026-11-24 09:00-10:00", "2026-11-24 | 09:00 | 10:00"),
            ("20261124T143000Z", ""),
            ("24/11/2026", "24?11 2026"),
            ("24/11/26 14:30", "24?11 26 | 14:30"),
            ("24. 11. 2026 14.30 Uhr", "24?11 2026 | 14:30"),
            ("Di, 24.11.2026", "24?11 2026"),
            ("24-Nov-2026", "2026-11-24"),
            ("Nov 24, 2026", "2026-11-24"),
            ("November 24th, 2026 at 2:30 pm", "2026-11-24 | 14:30"),
            ("Tuesday, November 24, 2026 2:30 PM", "2026-11-24 | 14:30"),
            ("Dienstag, 24. November 2026, 14:30 Uhr", "2026-11-24 | 14:30"),
            ("mar. 24 nov. 2026 à 14h30", "2026-11-24 | 14:30"),
            ("24 de noviembre de 2026", "2026-11-24"),
            ("1 März 2026", "2026-3-1"),
            ("14:30", "14:30"),
            ("2:30 PM", "14:30"),
            ("2:30\u{202f}PM", "14:30"),
            ("2:30pm EST", "14:30"),
            ("2:30 p.m.", "14:30"),
            ("12:15 AM", "00:15"),
            ("12 pm", "12:00"),
            ("14.30", "14:30"),
            ("14h", "14:00"),
            ("9:00 AM - 10:15 AM", "09:00 | 10:15"),
        ];
        for (text, expected) in table {
            let expected = Some(expected.to_owned()).filter(|said| !said.is_empty());
            assert_eq!(told(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_not_wholly_a_date_or_a_time_is_refused() {
        for text in
            ["", "soon", "24/11", "14", "2026", "25:00", "14:61", "Nov 24 2:30 PM", "24/11/2026 x", "2026-11-24 14:30 room", "Total: 345"]
        {
            assert_eq!(read(text), None, "{text:?}");
        }
    }
}
