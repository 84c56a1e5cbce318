//! Which question is asked, and what a key answers to it.
use super::Arrival;
use crate::domain::care::arrival::{HomeCare, LONGEST_RELIEF, Soreness};
use crate::domain::care::finding::Nrs;
use crate::domain::wording::say;
use crate::tui::screens::Act;

/// A question at arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Question {
    Health,
    /// Asked only when the health has changed.
    Changed,
    Pain,
    Relief,
    Sore,
    Home,
    /// Asked only before the first session, and when a plan is due for its look again.
    RedFlags,
}

impl Question {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Health => "Health unchanged?",
            Self::Changed => "What has changed?",
            Self::Pain => "Pain now?",
            Self::Relief => "How long did the relief last?",
            Self::Sore => "Soreness afterwards?",
            Self::Home => "Home care done?",
            Self::RedFlags => "Red flags?",
        }
    }

    /// The keys that answer it at once, each with its word.
    pub(super) fn keys(self) -> &'static [(char, &'static str)] {
        match self {
            Self::Health => &[('y', "yes"), ('n', "no")],
            Self::Sore => &[('n', "none"), ('a', "a day"), ('l', "longer")],
            Self::Home => &[('d', "done"), ('p', "partly"), ('n', "not done")],
            Self::RedFlags => &[('n', "none"), ('y', "yes, one")],
            Self::Changed | Self::Pain | Self::Relief => &[],
        }
    }

    /// What is typed where no key answers it.
    pub(super) fn hint(self) -> &'static str {
        match self {
            Self::Pain => "0 to 10",
            Self::Relief => "days",
            Self::Health | Self::Changed | Self::Sore | Self::Home | Self::RedFlags => "",
        }
    }
}

impl Arrival {
    /// The questions asked now, in their order.
    pub(super) fn shown(&self) -> Vec<Question> {
        let all =
            [Question::Health, Question::Changed, Question::Pain, Question::Relief, Question::Sore, Question::Home, Question::RedFlags];
        let is_asked = |question: &Question| match question {
            Question::Changed => self.answers.unchanged == Some(false),
            Question::RedFlags => self.red_flags,
            Question::Health | Question::Pain | Question::Relief | Question::Sore | Question::Home => true,
        };
        all.into_iter().filter(is_asked).collect()
    }

    pub(super) fn next(&self, at: Question) -> Option<Question> {
        let shown = self.shown();
        let place = shown.iter().position(|one| *one == at)?;
        shown.get(place + 1).copied()
    }

    pub(super) fn previous(&self, at: Question) -> Question {
        let shown = self.shown();
        let place = shown.iter().position(|one| *one == at).unwrap_or(0);
        shown.get(place.saturating_sub(1)).copied().unwrap_or(at)
    }

    /// The answer in words; nothing where it was not asked.
    pub(super) fn answered(&self, question: Question) -> Option<String> {
        let answers = &self.answers;
        match question {
            Question::Health => answers.unchanged.map(|unchanged| if unchanged { "yes" } else { "no" }.to_owned()),
            Question::Changed => Some(self.changed.value().to_string()).filter(|words| !words.is_empty()),
            Question::Pain => answers.pain.map(|pain| pain.get().to_string()),
            Question::Relief => answers.relief_days.map(|days| say::count(days as usize, "day", "days")),
            Question::Sore => answers.sore.map(|sore| sore.word().to_owned()),
            Question::Home => answers.home_care.map(|home| home.word().to_owned()),
            Question::RedFlags => answers.red_flags.map(|told| if told { "yes" } else { "none" }.to_owned()),
        }
    }

    /// A key answers the question and goes on to the next one; a number may have a digit more.
    pub(super) fn answer(&mut self, at: Question, key: char) -> Vec<Act> {
        self.at = at;
        let key = key.to_ascii_lowercase();
        let is_point = matches!(key, '.' | ',') && self.digits_of.is_some();
        if is_point || std::mem::take(&mut self.behind_point) && key.is_ascii_digit() {
            self.behind_point = is_point;
            return vec![Act::Refuse(format!("Whole numbers only: {} is kept. shift-tab goes back to it.", self.number()))];
        }
        let answered = match at {
            Question::Health => {
                let unchanged = match key {
                    'y' => Some(true),
                    'n' => Some(false),
                    _ => None,
                };
                self.answers.unchanged = unchanged.or(self.answers.unchanged);
                unchanged.is_some()
            }
            Question::Pain | Question::Relief if key.is_ascii_digit() => return self.digit(at, key),
            // A letter answers what comes after the number.
            Question::Relief if Question::Sore.keys().iter().any(|(of, _)| *of == key) => return self.answer(Question::Sore, key),
            Question::Sore => {
                let place = Question::Sore.keys().iter().position(|(of, _)| *of == key);
                self.answers.sore = place.and_then(|place| Soreness::ALL.get(place).copied()).or(self.answers.sore);
                place.is_some()
            }
            Question::Home => {
                let place = Question::Home.keys().iter().position(|(of, _)| *of == key);
                self.answers.home_care = place.and_then(|place| HomeCare::ALL.get(place).copied()).or(self.answers.home_care);
                place.is_some()
            }
            Question::RedFlags => {
                let place = Question::RedFlags.keys().iter().position(|(of, _)| *of == key);
                self.answers.red_flags = place.map(|place| place == 1).or(self.answers.red_flags);
                place.is_some()
            }
            Question::Changed | Question::Pain | Question::Relief => false,
        };
        if !answered {
            return vec![Act::Refuse(self.at.way())];
        }
        self.at = self.next(at).unwrap_or(at);
        Vec::new()
    }

    /// The number that was typed last: "pain 4", "3 days".
    fn number(&self) -> String {
        let of = self.digits_of.unwrap_or(self.at);
        let words = self.answered(of).unwrap_or_default();
        if of == Question::Pain { format!("pain {words}") } else { words }
    }

    fn digit(&mut self, at: Question, key: char) -> Vec<Act> {
        let digit = key.to_digit(10).unwrap_or(0);
        let goes_on = self.digits_of.replace(at) == Some(at);
        if at == Question::Pain {
            let begun = if goes_on { self.answers.pain.map_or(0, Nrs::get) } else { 0 };
            let pain = u8::try_from(u32::from(begun) * 10 + digit).unwrap_or(u8::MAX);
            let Some(told) = Nrs::new(pain) else {
                return vec![Act::Refuse(format!("Pain is counted from 0 to 10; {pain} is not among them."))];
            };
            self.answers.pain = Some(told);
            // Only a 1 may become a 10.
            if pain != 1 {
                self.at = self.next(at).unwrap_or(at);
            }
            return Vec::new();
        }
        let begun = if goes_on { self.answers.relief_days.unwrap_or(0) } else { 0 };
        let days = begun * 10 + digit;
        if days > LONGEST_RELIEF {
            return vec![Act::Refuse(format!("Relief is counted in days, up to {LONGEST_RELIEF}. backspace clears what is typed."))];
        }
        self.answers.relief_days = Some(days);
        Vec::new()
    }

    /// The answer is taken away again: it was not asked.
    pub(super) fn clear(&mut self, at: Question) {
        self.digits_of = None;
        match at {
            Question::Health => self.answers.unchanged = None,
            Question::Changed => self.changed.set(""),
            Question::Pain => self.answers.pain = None,
            Question::Relief => self.answers.relief_days = None,
            Question::Sore => self.answers.sore = None,
            Question::Home => self.answers.home_care = None,
            Question::RedFlags => self.answers.red_flags = None,
        }
    }
}

impl Question {
    /// How it is answered, for a key that answers nothing.
    fn way(self) -> String {
        let keys: Vec<String> = self.keys().iter().map(|(key, word)| format!("{key} {word}")).collect();
        let keys = if keys.is_empty() { format!("a number, {}", self.hint()) } else { keys.join(" · ") };
        format!("{} {keys} · ↵ leaves it out", self.words())
    }
}
