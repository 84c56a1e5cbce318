//! What was done in a client's care, as it is remembered and said: that it was done, never what was found.
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{Names, StandingDeed, standing};
use crate::domain::care::plan::Outcome;
use crate::domain::ids::{AppointmentId, ClientId, NoteId, PlanId};
use crate::domain::refusal::uncapitalize;
use crate::domain::wording::say;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CareDeed {
    Signed {
        note: NoteId,
        client: ClientId,
        appointment: Option<AppointmentId>,
        at: NaiveDateTime,
    },
    Amended {
        note: NoteId,
        client: ClientId,
        at: NaiveDateTime,
    },
    StruckOut {
        note: NoteId,
        client: ClientId,
        at: NaiveDateTime,
        /// For whom it is entered again.
        again: Option<ClientId>,
        /// In which session of theirs; nothing for a visit that was never booked.
        #[serde(default)]
        session: Option<NaiveDateTime>,
    },
    Answered {
        client: ClientId,
        appointment: AppointmentId,
        at: NaiveDateTime,
    },
    OpenedPlan {
        client: ClientId,
        plan: PlanId,
    },
    Course {
        client: ClientId,
        plan: PlanId,
        standing: Box<StandingDeed>,
    },
    EditedPlan {
        client: ClientId,
        plan: PlanId,
        fields: Vec<String>,
    },
    Reassessed {
        client: ClientId,
        plan: PlanId,
        outcome: Outcome,
    },
    SetPhrase,
    ForgotPhrase,
}

impl CareDeed {
    pub(super) fn client(&self) -> Option<ClientId> {
        match self {
            Self::Signed { client, .. }
            | Self::Amended { client, .. }
            | Self::StruckOut { client, .. }
            | Self::Answered { client, .. }
            | Self::OpenedPlan { client, .. }
            | Self::Course { client, .. }
            | Self::EditedPlan { client, .. }
            | Self::Reassessed { client, .. } => Some(*client),
            Self::SetPhrase | Self::ForgotPhrase => None,
        }
    }

    pub(super) fn appointment(&self) -> Option<AppointmentId> {
        match self {
            Self::Signed { appointment, .. } => *appointment,
            Self::Answered { appointment, .. } => Some(*appointment),
            Self::Course { standing, .. } => standing.first,
            Self::Amended { .. }
            | Self::StruckOut { .. }
            | Self::OpenedPlan { .. }
            | Self::EditedPlan { .. }
            | Self::Reassessed { .. }
            | Self::SetPhrase
            | Self::ForgotPhrase => None,
        }
    }

    pub(super) fn is_signed(&self) -> bool {
        matches!(self, Self::Signed { .. } | Self::Amended { .. } | Self::StruckOut { .. })
    }
}

pub(super) fn words(deed: &CareDeed, names: &dyn Names, year: i32) -> String {
    let note = |client: ClientId, at: NaiveDateTime| format!("the note of {}, {}", names.client(client), say::moment(at, year));
    match deed {
        CareDeed::Signed { client, at, .. } => format!("Signed {}", note(*client, *at)),
        CareDeed::Amended { client, at, .. } => format!("Added to {}", note(*client, *at)),
        CareDeed::StruckOut { client, at, again, session, .. } => {
            let again = again.map(|client| match session {
                Some(at) => format!("; it is the draft of {}, {} now", names.client(client), say::moment(*at, year)),
                None => format!("; it is a draft for {} now", names.client(client)),
            });
            format!("Struck out {}{}", note(*client, *at), again.unwrap_or_default())
        }
        CareDeed::Answered { client, at, .. } => format!("Asked {} at arrival, {}", names.client(*client), say::moment(*at, year)),
        CareDeed::OpenedPlan { client, .. } => format!("Opened a plan for {}", names.client(*client)),
        CareDeed::Course { client, standing, .. } => {
            format!("Opened a plan for {} and {}", names.client(*client), uncapitalize(&standing::words(standing, names, year)))
        }
        CareDeed::EditedPlan { client, fields, .. } => format!("Changed {} of a plan of {}", fields.join(", "), names.client(*client)),
        CareDeed::Reassessed { client, outcome, .. } => {
            format!("Looked at the plan of {} again: {}", names.client(*client), outcome.word())
        }
        CareDeed::SetPhrase => "Kept a phrase".into(),
        CareDeed::ForgotPhrase => "Forgot a phrase".into(),
    }
}
