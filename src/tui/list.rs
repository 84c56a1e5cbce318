//! A selection in a list, and which part of the list is shown.

/// Where the selection is and which row is drawn first. It knows nothing of what the rows are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct List {
    pub selected: usize,
    pub top: usize,
}

impl List {
    /// Moves by `rows`, staying within `len` rows.
    pub fn step(&mut self, rows: isize, len: usize) {
        self.selected = self.selected.saturating_add_signed(rows).min(len.saturating_sub(1));
    }

    pub fn first(&mut self) {
        self.selected = 0;
    }

    pub fn last(&mut self, len: usize) {
        self.selected = len.saturating_sub(1);
    }

    /// The list as it is drawn while something else has the keys: from its top, nothing selected.
    #[must_use]
    pub fn within(self, len: usize, has_keys: bool) -> Self {
        if has_keys { self } else { Self { selected: len, top: 0 } }
    }

    /// The first row to draw in `height` rows, so that the selection is in sight and nothing jumps without need.
    pub fn top(&self, height: usize, len: usize) -> usize {
        let height = height.max(1);
        if self.selected >= len {
            return 0;
        }
        // Two rows of what comes before and after stay in sight.
        let margin = (height / 4).min(2);
        let low = (self.selected + 1 + margin).saturating_sub(height).min(len.saturating_sub(height));
        let high = self.selected.saturating_sub(margin).max(low);
        self.top.clamp(low, high).min(len.saturating_sub(height))
    }
}
