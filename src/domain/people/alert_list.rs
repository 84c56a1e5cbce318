//! The practice's own list of what must be known before a session: alerts to choose from, and red flags to ask about.
use super::alert::Level;
use crate::domain::change::Edit;
use crate::domain::ids::ListedAlertId;
use crate::domain::people::client::too_long;
use crate::domain::refusal::Refusal;
use crate::domain::text::{Clean, fold};

/// What a practice begins with: kind, what it is, handling, parted by tabs. By contraindications and red flags as they are commonly
/// taught for massage; the practice makes the list its own.
const SHIPPED: &str = include_str!("alerts.tsv");

/// What a line of the list is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AlertKind {
    Stop,
    Care,
    Note,
    /// Asked about at arrival; whoever says yes gets an alert of the level care. The program asks, it does not diagnose.
    RedFlag,
}

impl AlertKind {
    /// In the order of the list.
    pub const ALL: [Self; 4] = [Self::Stop, Self::Care, Self::Note, Self::RedFlag];

    /// The word for it in the file and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Care => "care",
            Self::Note => "note",
            Self::RedFlag => "red flag",
        }
    }

    /// Reads the word; "red-flag" and "flag" too.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = fold(word);
        Self::ALL.into_iter().find(|kind| kind.word() == word).or_else(|| (word == "flag").then_some(Self::RedFlag))
    }

    /// With the mark it has on a row.
    pub fn marked(self) -> &'static str {
        match self {
            Self::Stop => "!! STOP",
            Self::Care => "! care",
            Self::Note => "note",
            Self::RedFlag => "red flag",
        }
    }

    /// The level of a client's alert that is taken from it.
    pub fn level(self) -> Level {
        match self {
            Self::Stop => Level::Stop,
            Self::Care | Self::RedFlag => Level::Care,
            Self::Note => Level::Note,
        }
    }
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedAlert {
    pub id: ListedAlertId,
    pub kind: AlertKind,
    /// What it is ("varicose veins").
    pub text: Clean,
    /// What follows for the session ("keep off the area"); everybody sees it.
    pub handling: Clean,
    pub archived: bool,
}

impl ListedAlert {
    /// Whether every word that is typed begins a word of it.
    pub fn fits(&self, typed: &str) -> bool {
        let text = fold(self.text.as_str());
        fold(typed).split(' ').all(|word| text.split(' ').any(|of| of.starts_with(word)))
    }
}

/// A line to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewListedAlert {
    pub kind: AlertKind,
    pub text: Clean,
    pub handling: Clean,
}

/// A changed field of a line, with what the person saw before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListedAlertField {
    Kind(Edit<AlertKind>),
    Text(Edit<Clean>),
    Handling(Edit<Clean>),
    Archived(Edit<bool>),
}

/// The list a practice begins with.
pub fn shipped() -> Vec<NewListedAlert> {
    let line = |line: &str| {
        let mut cells = line.split('\t');
        let kind = cells.next().and_then(AlertKind::from_word)?;
        Some(NewListedAlert { kind, text: Clean::line(cells.next()?), handling: Clean::line(cells.next().unwrap_or_default()) })
    };
    SHIPPED.lines().filter_map(line).collect()
}

/// The lines in use that fit what is typed. Of the kind that is asked for first, then as listed.
pub fn fitting<'a>(list: &'a [ListedAlert], typed: &str, first: Option<AlertKind>) -> Vec<&'a ListedAlert> {
    let mut found: Vec<&ListedAlert> = list.iter().filter(|one| !one.archived && one.fits(typed)).collect();
    found.sort_by_key(|one| Some(one.kind) != first);
    found
}

/// The red flags to ask about, in the order of the list.
pub fn red_flags(list: &[ListedAlert]) -> Vec<&str> {
    list.iter().filter(|one| one.kind == AlertKind::RedFlag && !one.archived).map(|one| one.text.as_str()).collect()
}

/// The fields in which a line differs from what the person saw.
pub fn differences(seen: &ListedAlert, new: ListedAlert) -> Vec<ListedAlertField> {
    [
        Edit::of(seen.kind, new.kind).map(ListedAlertField::Kind),
        Edit::of(seen.text.clone(), new.text).map(ListedAlertField::Text),
        Edit::of(seen.handling.clone(), new.handling).map(ListedAlertField::Handling),
        Edit::of(seen.archived, new.archived).map(ListedAlertField::Archived),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn check_text(text: &Clean) -> Result<(), Refusal> {
    if text.is_empty() {
        return Err(Refusal::field("alert", "A line of the list needs words: what must be known before a session?"));
    }
    too_long("alert", "What it is", text, 200)
}

fn check_handling(text: &Clean) -> Result<(), Refusal> {
    too_long("handling", "The handling", text, 200)
}

impl NewListedAlert {
    /// Everything that can be judged without the file.
    pub fn check(&self) -> Result<(), Refusal> {
        check_text(&self.text)?;
        check_handling(&self.handling)
    }
}

impl ListedAlertField {
    /// Everything that can be judged without the file.
    pub fn check(&self) -> Result<(), Refusal> {
        match self {
            Self::Text(edit) => check_text(&edit.new),
            Self::Handling(edit) => check_handling(&edit.new),
            Self::Kind(_) | Self::Archived(_) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Vec<ListedAlert> {
        let listed = |(id, new): (i64, NewListedAlert)| ListedAlert {
            id: ListedAlertId(id),
            kind: new.kind,
            text: new.text,
            handling: new.handling,
            archived: false,
        };
        (1..).zip(shipped()).map(listed).collect()
    }

    #[test]
    fn every_line_that_is_shipped_can_stand_in_the_list_once() {
        let all = shipped();
        assert_eq!(all.len(), SHIPPED.lines().count());
        for new in &all {
            assert!(new.check().is_ok() && !new.handling.is_empty(), "{new:?}");
            assert_eq!(all.iter().filter(|other| fold(other.text.as_str()) == fold(new.text.as_str())).count(), 1, "{new:?}");
        }
        let of = |kind| all.iter().filter(|new| new.kind == kind).count();
        assert_eq!(AlertKind::ALL.map(of), [7, 12, 0, 8]);
    }

    #[test]
    fn what_is_typed_fits_by_the_beginnings_of_words() {
        let mut list = list();
        list[6].text = "intoxicación".into();
        let words = |typed: &str, first| fitting(&list, typed, first).iter().map(|one| one.text.to_string()).collect::<Vec<_>>();
        assert_eq!(words("dvt", None), ["suspected clot (DVT)"]);
        assert_eq!(words("blee antico", None), ["anticoagulants, bleeding disorder"]);
        assert_eq!(words("INTOXICACION", None), ["intoxicación"]);
        assert_eq!(words("fev", None), ["fever", "fever with back pain"]);
        assert_eq!(words("fev", Some(AlertKind::RedFlag)), ["fever with back pain", "fever"]);
        assert_eq!(words("", None).len(), list.len());
        assert_eq!(words("ever", None), Vec::<String>::new());
        list[1].archived = true;
        assert_eq!(fitting(&list, "fev", None).len(), 1);
        assert_eq!(red_flags(&list).len(), 8);
    }
}
