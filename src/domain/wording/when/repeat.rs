//! Words that say a repeat. They hold weekdays and numbers that are no day of this line, so they are stepped over whole.
use super::lex::{self, Token, word};
use super::{Desk, words};

/// How many words here say a repeat: "every 2 weeks", "every tue and fri", "1st and 3rd tue", "last fri monthly".
pub(super) fn repeat(desk: &Desk, tokens: &[Token]) -> Option<usize> {
    let (first, next) = (word(tokens, 0), word(tokens, 1));
    if matches!(first, "every" | "each") {
        let counted = words::count(next).is_some() || words::ordinal(next).is_some() || matches!(next, "other" | "second" | "third");
        let n = 1 + usize::from(counted);
        let unit = words::unit(word(tokens, n)).is_some() || words::compact(word(tokens, n)).is_some();
        return Some(n + if unit { 1 } else { weekdays(lex::from(tokens, n)) });
    }
    let is_nth =
        |word: &str| matches!(word, "first" | "second" | "third" | "fourth" | "fifth") || words::ordinal(word).is_some_and(|n| n <= 5);
    if is_nth(first) {
        let mut n = 1;
        // A month has no more weeks than five, each with its "and".
        while n < 10 && (is_nth(word(tokens, n)) || (word(tokens, n) == "and" && is_nth(word(tokens, n + 1)))) {
            n += 1;
        }
        let weekdays = weekdays(lex::from(tokens, n));
        return (weekdays > 0).then_some(n + weekdays);
    }
    let last = first == "last" && words::weekday(next).is_some() && (desk.repeats || word(tokens, 2) == "of");
    last.then_some(2)
}

fn weekdays(tokens: &[Token]) -> usize {
    let mut n = 0;
    loop {
        let and = usize::from(n > 0 && matches!(word(tokens, n), "and" | "&"));
        if words::weekday(word(tokens, n + and)).is_none() {
            return n;
        }
        n += and + 1;
    }
}
