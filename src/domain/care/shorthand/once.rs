//! What a line can say once only.
use super::unclear::{Unclear, Word};

/// A value with the word that said it.
#[derive(Debug)]
pub(super) struct Once<'a, T> {
    what: &'static str,
    said: Option<(Word<'a>, T)>,
}

impl<'a, T> Once<'a, T> {
    /// Nothing said yet; `what` names it ("pain") when it is said twice.
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, said: None }
    }

    pub(super) fn put(&mut self, word: Word<'a>, value: T) -> Result<(), Unclear> {
        if let Some((first, _)) = &self.said {
            return Err(word.unclear(&format!("is a second {}; “{}” says it already: leave one out", self.what, first.text)));
        }
        self.said = Some((word, value));
        Ok(())
    }

    pub(super) fn word(&self) -> Option<Word<'a>> {
        self.said.as_ref().map(|(word, _)| *word)
    }

    pub(super) fn get(&self) -> Option<&T> {
        self.said.as_ref().map(|(_, value)| value)
    }

    pub(super) fn take(self) -> Option<T> {
        self.said.map(|(_, value)| value)
    }

    /// What was said, or a refusal of the line's first word that goes on with `why` and shows how it can look.
    pub(super) fn needed(self, head: Word<'a>, why: &str) -> Result<T, Unclear> {
        self.take().ok_or_else(|| head.unclear(why))
    }
}
