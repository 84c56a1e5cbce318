//! How often: "every 2 weeks", "weekly", "every tue", "every other tue".
use super::scan::{Found, Mark, WORKDAYS, weekday};
use super::words::{compact, count, not_understood, ordinals, positive, unit, which};
use crate::domain::book::rule::Frequency;
use crate::domain::wording::when::lex::{self, Token, said, word};

impl Found {
    /// "every 2 weeks", "weekly", "every tue", "every other tue".
    pub(super) fn every(&mut self, tokens: &[Token]) -> Result<Option<usize>, String> {
        let first = word(tokens, 0);
        let alone = match first {
            "daily" => Some((Frequency::Daily, 1)),
            "weekly" => Some((Frequency::Weekly, 1)),
            "fortnightly" => Some((Frequency::Weekly, 2)),
            "monthly" => Some((Frequency::Monthly, 1)),
            "quarterly" => Some((Frequency::Monthly, 3)),
            "yearly" | "annually" => Some((Frequency::Yearly, 1)),
            "biweekly" => return Err(which(first, "every 2 weeks", "weekly on tue and thu")),
            "bimonthly" => return Err(which(first, "every 2 months", "1st and 3rd tue monthly")),
            _ => None,
        };
        if let Some((frequency, interval)) = alone {
            self.repeats(frequency, interval, said(tokens, 1))?;
            return Ok(Some(1));
        }
        if !matches!(first, "every" | "each") {
            return Ok(None);
        }
        let next = word(tokens, 1);
        let counted = if next == "other" { Some(2) } else { positive(next).and_then(|n| u32::try_from(n).ok()).or_else(|| count(next)) };
        if let Some(unit) = unit(next).or((next == "fortnight").then_some(Frequency::Weekly)) {
            self.repeats(unit, if next == "fortnight" { 2 } else { 1 }, said(tokens, 2))?;
            return Ok(Some(2));
        }
        if let Some((n, unit)) = compact(next).and_then(|(n, letters)| Some((n, unit(letters)?))) {
            self.repeats(unit, n, said(tokens, 2))?;
            return Ok(Some(2));
        }
        // "every 2nd day of the month" counts the month's days.
        let of_month = positive(next).is_some() && word(tokens, 3) == "of";
        if let Some((n, unit)) = counted.and_then(|n| Some((n, unit(word(tokens, 2))?))).filter(|_| !of_month) {
            self.repeats(unit, n, said(tokens, 3))?;
            return Ok(Some(3));
        }
        if next == "weekday" {
            self.plain(&WORKDAYS, "every weekday");
            self.mark(&[Mark::Repeat, Mark::Each]);
            return Ok(Some(2));
        }
        if next == "other" && weekday(word(tokens, 2)).is_some() {
            self.repeats(Frequency::Weekly, 2, said(tokens, 3))?;
            return Ok(Some(2));
        }
        let numbered = ordinals(lex::from(tokens, 1));
        if let Some((nth, n)) = &numbered
            && let Some((day, _)) = weekday(word(tokens, 1 + n))
        {
            let of_month = matches!(word(tokens, 2 + n), "of" | "monthly");
            if nth.iter().all(|nth| *nth > 1) && nth.len() == 1 && !of_month {
                let day = day.to_string().to_lowercase();
                let weeks = format!("every {} weeks on {day}", nth.first().copied().unwrap_or(2));
                return Err(which(&said(tokens, 2 + n), &weeks, &format!("{} {day} monthly", word(tokens, 1))));
            }
            self.mark(&[Mark::Repeat]);
            return Ok(self.numbered(lex::from(tokens, 1))?.map(|n| 1 + n));
        }
        if numbered.is_some_and(|(_, n)| matches!(word(tokens, 1 + n), "weekday" | "day")) {
            return Ok(self.numbered(lex::from(tokens, 1))?.map(|n| 1 + n));
        }
        if weekday(next).is_some() {
            self.mark(&[Mark::Repeat, Mark::Each]);
            return Ok(Some(1));
        }
        Err(not_understood(&said(tokens, 2)))
    }
}
