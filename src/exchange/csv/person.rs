//! Who a row is about: one name out of the cells that make it up.
use crate::domain::text::{Clean, fold};

/// Letters a name may have.
const LONGEST: usize = 120;

/// The cells a name is made of, each as the file has it; empty where it has none.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct NameCells<'a> {
    pub(super) first: &'a str,
    pub(super) middle: &'a str,
    pub(super) last: &'a str,
    pub(super) full: &'a str,
}

impl NameCells<'_> {
    /// The name as it is said, first name first; `ours`: as we wrote it ourselves. Empty if no cell says one.
    pub(super) fn name(&self, ours: bool) -> Result<Clean, String> {
        let name = if ours { Clean::line(self.full) } else { self.said() };
        // A letter has at least one byte, and counting letters is slow.
        let letters = if name.as_str().len() > LONGEST { name.letters() } else { 0 };
        if letters > LONGEST {
            return Err(format!("The name has {letters} letters and at most {LONGEST} fit: shorten it; the rest may be a note."));
        }
        Ok(name)
    }

    fn said(&self) -> Clean {
        let full = turned(self.full);
        let (has_first, has_last) = (!self.first.trim().is_empty(), !self.last.trim().is_empty());
        if full.is_empty() || has_first && has_last {
            return Clean::line(&format!("{} {} {}", self.first, self.middle, self.last));
        }
        // "Name" beside "Vorname" is the surname, "Nombre" beside "Apellidos" the first name, unless it holds both.
        if has_first && !has_word(&full, self.first) {
            return Clean::line(&format!("{} {} {full}", self.first, self.middle));
        }
        if has_last && !has_word(&full, self.last) {
            return Clean::line(&format!("{full} {} {}", self.middle, self.last));
        }
        full
    }
}

/// Whether the words stand in the name.
fn has_word(name: &Clean, words: &str) -> bool {
    format!(" {} ", fold(name.as_str())).contains(&format!(" {} ", fold(words)))
}

/// "Silva, Ana" as "Ana Silva"; a comma before a title or a number ("Silva, Jr.") stays.
fn turned(full: &str) -> Clean {
    let name = Clean::line(full);
    let Some((last, first)) = name.as_str().split_once(',') else { return name };
    let titles = ["jr", "sr", "ii", "iii", "iv", "phd", "md", "dr", "esq", "rn", "lmt"];
    let is_title = first.len() < 8 && titles.contains(&fold(first).as_str());
    let turns = !first.contains(',') && !first.trim().is_empty() && !last.trim().is_empty() && !is_title;
    if turns { Clean::line(&format!("{first} {last}")) } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_said_first_name_first() {
        let table = [
            (["Ana", "", "Silva", ""], "Ana Silva"),
            (["Ana", "Maria", "Silva", "Silva, Ana"], "Ana Maria Silva"),
            (["", "", "", "Silva, Ana"], "Ana Silva"),
            (["", "", "", "Silva, Jr."], "Silva, Jr."),
            (["", "", "", "Silva, Ana, Lisboa"], "Silva, Ana, Lisboa"),
            (["", "", "", " Ana  Silva "], "Ana Silva"),
            (["Ana", "", "", "Silva"], "Ana Silva"),
            (["Ana", "", "", "Silva, Ana"], "Ana Silva"),
            (["", "", "García López", "Ana"], "Ana García López"),
            (["", "", "Silva", "Ana Silva"], "Ana Silva"),
            (["Ana", "", "", ""], "Ana"),
            (["", "", "", ""], ""),
        ];
        for ([first, middle, last, full], name) in table {
            assert_eq!(NameCells { first, middle, last, full }.name(false).as_ref().map(Clean::as_str), Ok(name));
        }
        assert!(NameCells { full: &"ab".repeat(61), ..NameCells::default() }.name(false).is_err());
    }
}
