//! A half-typed booking as it is kept in the file, and brought back after a dropped line.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Booking, CLIENT, PHONE, REPEATS, Start};
use crate::domain::ids::ClientId;
use crate::tui::screens::See;

/// What was typed and chosen, field by field.
#[derive(Debug, Serialize, Deserialize)]
struct Draft {
    client: Option<ClientId>,
    day: Option<NaiveDate>,
    walk_in: bool,
    /// Written with the field of the repeat; a draft of an older version has none.
    #[serde(default)]
    repeats: bool,
    /// The texts; for a choice the id chosen.
    fields: Vec<(String, Option<i64>)>,
}

impl Booking {
    /// The draft of a form with something in it that would be lost; an edit of an appointment is none.
    pub fn draft(&self) -> Option<String> {
        if !self.is_worth_keeping() {
            return None;
        }
        let fields = self.form.fields.iter().map(|field| (field.value().to_string(), field.chosen())).collect();
        let draft = Draft { client: self.client, day: self.start.day, walk_in: self.start.walk_in, repeats: true, fields };
        serde_json::to_string(&draft).ok()
    }

    /// The form of a draft; `None` when it was written by another version and cannot be read.
    pub fn of_draft(draft: &str, see: &See<'_>) -> Option<Self> {
        let mut draft: Draft = serde_json::from_str(draft).ok()?;
        if !draft.repeats && draft.fields.len() > REPEATS {
            draft.fields.insert(REPEATS, (String::new(), None));
        }
        let mut booking = Self::new(see, Start { day: draft.day, walk_in: draft.walk_in, ..Start::default() });
        if draft.fields.len() > PHONE {
            booking.form.fields[CLIENT].set(&draft.fields[CLIENT].0);
            booking.begin_new_client();
        }
        for (field, (text, chosen)) in booking.form.fields.iter_mut().zip(&draft.fields) {
            if field.is_text() {
                field.set(text);
            } else {
                field.choose(*chosen);
            }
        }
        booking.client = draft.client;
        booking.set_by_hand = true;
        Some(booking)
    }
}
