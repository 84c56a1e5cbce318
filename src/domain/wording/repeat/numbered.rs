//! What is counted out: "1st and 3rd tue", "the last weekday", "the 15th", "the 100th day of the year".
use super::scan::{Found, Mark, WORKDAYS, weekday};
use super::words::{is_and, ordinals, quote};
use crate::domain::book::rule::RuleDay;
use crate::domain::wording::when::lex::{self, Token, said, word};

impl Found {
    /// "1st and 3rd tue", "the last weekday", "the 15th", "the 100th day of the year", "the first of them".
    pub(super) fn numbered(&mut self, tokens: &[Token]) -> Result<Option<usize>, String> {
        let Some((nth, n)) = ordinals(tokens) else { return Ok(None) };
        let noun = word(tokens, n);
        let (of, one) = (word(tokens, n + 1) == "of", matches!(word(tokens, n + 2), "the" | "a" | "each" | "every"));
        let of_year = of && one && word(tokens, n + 3) == "year";
        if noun == "of" && word(tokens, n + 1) == "them" {
            self.positions.extend(nth);
            return Ok(Some(n + 2));
        }
        if matches!(noun, "week" | "weeks") {
            if of_year {
                self.weeks.extend(nth);
                self.mark(&[Mark::Repeat]);
            }
            return Ok(of_year.then_some(n + 4));
        }
        let words = said(tokens, n + usize::from(weekday(noun).is_some() || matches!(noun, "day" | "days" | "weekday")));
        if let Some((day, _)) = weekday(noun) {
            self.days.extend(nth.into_iter().map(|nth| RuleDay { nth: Some(nth), weekday: day }));
            self.mark(&[Mark::Repeat]);
        } else if noun == "weekday" {
            self.plain(&WORKDAYS, &words);
            self.positions.extend(nth);
            self.mark(&[Mark::Repeat, Mark::OfWeekdays]);
        } else if matches!(noun, "day" | "days") && of_year {
            self.year_days.extend(nth);
            self.mark(&[Mark::Repeat]);
            return Ok(Some(n + 4));
        } else {
            let of_month = |n: usize| word(tokens, n) == "of" && word(tokens, n + 2) == "month";
            let is_day = matches!(noun, "day" | "days");
            // "first" and "last" alone are no day of the month.
            let in_digits = tokens
                .iter()
                .take(n)
                .all(|token| token.word().starts_with(|c: char| c.is_ascii_digit()) || is_and(token.word()) || token.word() == "the");
            if !(is_day || in_digits || of_month(n)) {
                return Ok(None);
            }
            if let Some(far) = nth.iter().find(|nth| nth.abs() > 31) {
                return Err(format!("No month has {} days: {} is no day of one.", far.abs(), quote(&words)));
            }
            self.month_days.extend(nth);
            self.mark(if is_day { &[Mark::Repeat] } else { &[] });
            let n = n + usize::from(is_day);
            self.day_words.push(words);
            return Ok(Some(n + self.of_the_month(lex::from(tokens, n))));
        }
        self.day_words.push(words);
        Ok(Some(n + 1 + self.of_the_month(lex::from(tokens, n + 1))))
    }

    /// "of the month": two words that stay for "every month" to be read.
    fn of_the_month(&mut self, tokens: &[Token]) -> usize {
        let is_said = word(tokens, 0) == "of" && matches!(word(tokens, 1), "the" | "a") && word(tokens, 2) == "month";
        self.mark(if is_said { &[Mark::Repeat, Mark::OfMonth] } else { &[] });
        if is_said { 3 } else { 0 }
    }
}
