//! A line read word by word: each part of a repeat is taken with the small words before it, and all else is left.
use chrono::{NaiveDateTime, NaiveTime, Weekday};

use super::ends;
use super::words::{contradict, is_and, positive, quote};
use crate::domain::book::rule::{End, Frequency, RuleDay};
use crate::domain::wording::say;
use crate::domain::wording::when::lex::{self, Token, said, word};
use crate::domain::wording::when::{DateOrder, clock, words as calendar};

/// What a line says of a repeat, not yet brought together.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Every so many of these, and the words that said it.
    pub(super) frequency: Option<(Frequency, u32, String)>,
    pub(super) days: Vec<RuleDay>,
    pub(super) months: Vec<i32>,
    pub(super) weeks: Vec<i32>,
    pub(super) year_days: Vec<i32>,
    pub(super) month_days: Vec<i32>,
    pub(super) positions: Vec<i32>,
    pub(super) week_start: Option<Weekday>,
    pub(super) end: Option<(End, String)>,
    pub(super) at: Option<NaiveTime>,
    marks: Vec<Mark>,
    /// The words of the days, for a sentence about them.
    pub(super) day_words: Vec<String>,
    pub(super) words: Vec<String>,
    pub(super) rest: Vec<String>,
}

/// What a word says beside its part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A word that no single appointment is said with.
    Repeat,
    /// "every tue": each of them is meant, and not one a month.
    Each,
    /// "the last weekday": the positions are of Monday to Friday.
    OfWeekdays,
    /// "of the month".
    OfMonth,
    /// "the 13th when it is fri": only where both are so.
    When,
    /// "in all months", where a year would mean one of them.
    AllMonths,
}

pub(super) const WORKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

/// Small words that lead to a part and mean nothing alone.
const LEADS: [&str; 8] = ["on", "of", "in", "the", "when", "it", "is", "only"];

pub(super) fn scan(text: &str, start: NaiveDateTime, order: DateOrder) -> Result<Found, String> {
    let tokens: Vec<Token> = lex::tokens(text).into_iter().flat_map(parted).collect();
    let mut found = Found::default();
    let mut at = 0;
    while at < tokens.len() {
        let here = lex::from(&tokens, at);
        let left = elsewhere(here);
        let taken = if left > 0 { None } else { found.take(here, at.checked_sub(1).map_or("", |i| word(&tokens, i)), start, order)? };
        if taken.is_none() {
            let n = left.max(1);
            found.rest.extend(here.iter().take(n).map(|token| token.text.to_owned()));
        }
        at += taken.unwrap_or(left.max(1));
    }
    Ok(found)
}

/// "tue+thu" and "tue,thu" are several words.
fn parted(token: Token<'_>) -> Vec<Token<'_>> {
    let marks = ['+', ',', '&'];
    let parts: Vec<&str> = token.text.split(marks).collect();
    let is_known = |part: &&str| {
        let low = part.to_lowercase();
        calendar::weekday(&low).is_some() || calendar::month(&low).is_some() || positive(&low).is_some()
    };
    if parts.len() < 2 || token.low.is_empty() || !parts.iter().all(is_known) {
        return vec![token];
    }
    parts.into_iter().map(|part| Token::new(part, part.to_lowercase())).collect()
}

/// How many words here say one day, which is where something begins and no part of how it repeats.
fn elsewhere(tokens: &[Token]) -> usize {
    let led = matches!(word(tokens, 0), "from" | "starting" | "start" | "since" | "after" | "before" | "next" | "this" | "coming");
    let begins = usize::from(led) + usize::from(led && word(tokens, 1) == "on");
    match ends::calendar(lex::from(tokens, begins)) {
        0 if led && calendar::weekday(word(tokens, begins)).is_some() => begins + 1,
        0 => 0,
        n => begins + n,
    }
}

impl Found {
    pub(super) fn has(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    pub(super) fn mark(&mut self, marks: &[Mark]) {
        self.marks.extend(marks);
    }

    /// Takes the part that begins here; `None`: the word is none of a repeat.
    fn take(&mut self, tokens: &[Token], before: &str, start: NaiveDateTime, order: DateOrder) -> Result<Option<usize>, String> {
        if let Some(n) = self.time(tokens, before)? {
            return Ok(Some(n));
        }
        let mut lead = 0;
        while lead < 5 && (LEADS.contains(&word(tokens, lead)) || is_and(word(tokens, lead))) {
            lead += 1;
        }
        let led = lex::from(tokens, lead);
        let in_month = !self.months.is_empty() || !tokens.iter().take(lead).all(|token| is_and(token.word()));
        // "in nov 24" says a day.
        if calendar::month(word(led, 0)).is_some() && ends::calendar(led) > 0 {
            return Ok(None);
        }
        let Some(n) = self.part(led, in_month, start, order)? else { return Ok(None) };
        self.mark(if tokens.iter().take(lead).any(|token| token.word() == "when") { &[Mark::When] } else { &[] });
        self.words.push(said(led, n));
        Ok(Some(lead + n))
    }

    fn part(&mut self, tokens: &[Token], in_month: bool, start: NaiveDateTime, order: DateOrder) -> Result<Option<usize>, String> {
        if let Some((end, n)) = ends::end(tokens, start, order)? {
            self.ends(end, said(tokens, n))?;
            return Ok(Some(n));
        }
        if let Some(n) = self.every(tokens)? {
            return Ok(Some(n));
        }
        if word(tokens, 0) == "weeks"
            && word(tokens, 1) == "from"
            && let Some(day) = calendar::weekday(word(tokens, 2))
        {
            self.week_start = Some(day);
            return Ok(Some(3));
        }
        if word(tokens, 0) == "all" && word(tokens, 1) == "months" {
            self.mark(&[Mark::AllMonths]);
            return Ok(Some(2));
        }
        if let Some(n) = self.numbered(tokens)? {
            return Ok(Some(n));
        }
        if word(tokens, 0) == "weekdays" {
            self.plain(&WORKDAYS, "weekdays");
            self.mark(&[Mark::Repeat]);
            return Ok(Some(1));
        }
        if let Some((day, is_plural)) = weekday(word(tokens, 0)) {
            self.plain(&[day], &said(tokens, 1));
            self.mark(if is_plural { &[Mark::Repeat, Mark::Each] } else { &[] });
            return Ok(Some(1));
        }
        match calendar::month(word(tokens, 0)).and_then(|month| i32::try_from(month).ok()) {
            Some(month) if in_month => {
                self.months.push(month);
                Ok(Some(1))
            }
            Some(_) | None => Ok(None),
        }
    }

    pub(super) fn plain(&mut self, days: &[Weekday], words: &str) {
        self.days.extend(days.iter().map(|weekday| RuleDay { nth: None, weekday: *weekday }));
        self.day_words.push(words.to_owned());
    }

    fn ends(&mut self, end: End, words: String) -> Result<(), String> {
        match &self.end {
            Some((own, said)) if *own != end => Err(contradict(said, &words)),
            _ => {
                self.end = Some((end, words));
                Ok(())
            }
        }
    }

    pub(super) fn repeats(&mut self, frequency: Frequency, interval: u32, words: String) -> Result<(), String> {
        if interval == 0 {
            return Err(format!("{} never comes: say 1 or more.", quote(&words)));
        }
        match &self.frequency {
            Some((own, every, said)) if (*own, *every) != (frequency, interval) => Err(contradict(said, &words)),
            _ => {
                self.frequency = Some((frequency, interval, words));
                self.mark(&[Mark::Repeat]);
                Ok(())
            }
        }
    }

    /// "at 10:00", "2pm"; not where the time is a bound or one of two.
    fn time(&mut self, tokens: &[Token], before: &str) -> Result<Option<usize>, String> {
        let led = usize::from(word(tokens, 0) == "at");
        if led == 0 && matches!(before, "after" | "before" | "from" | "until" | "till" | "between" | "to" | "-" | "and") {
            return Ok(None);
        }
        let here = lex::from(tokens, led);
        let Some((clock, n)) = clock::clock(here, led > 0).map_err(|why| why.to_string())? else { return Ok(None) };
        if matches!(word(here, n), "to" | "-" | "until" | "till") && is_time(lex::from(here, n + 1)) {
            return Ok(None);
        }
        match self.at {
            Some(at) if at != clock.time => Err(contradict(&say::time(at), &said(here, n))),
            Some(_) | None => {
                self.at = Some(clock.time);
                Ok(Some(led + n))
            }
        }
    }
}

fn is_time(tokens: &[Token]) -> bool {
    ends::calendar(tokens) == 0 && clock::clock(tokens, true).is_ok_and(|time| time.is_some())
}

/// "tue", "tuesdays": whether it is several of them.
pub(super) fn weekday(word: &str) -> Option<(Weekday, bool)> {
    let one = || word.strip_suffix('s').and_then(calendar::weekday);
    calendar::weekday(word).map(|day| (day, false)).or_else(|| one().map(|day| (day, true)))
}
