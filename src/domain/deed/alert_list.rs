//! Acts on the list of alerts and red flags, as they are remembered.
use serde::{Deserialize, Serialize};

use super::Names;
use crate::domain::ids::ListedAlertId;

/// What was done to a line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AlertListDeed {
    Added(ListedAlertId),
    Edited { id: ListedAlertId, fields: Vec<String> },
    Archived(ListedAlertId),
    Restored(ListedAlertId),
}

/// For those whose business the list is not.
pub const UNTOLD: &str = "Changed the list of alerts";

pub(super) fn words(deed: &AlertListDeed, names: &dyn Names) -> String {
    match deed {
        AlertListDeed::Added(id) => format!("Added “{}” to the list of alerts", names.listed_alert(*id)),
        AlertListDeed::Edited { id, fields } => {
            format!("Changed {} of “{}” in the list of alerts", fields.join(", "), names.listed_alert(*id))
        }
        AlertListDeed::Archived(id) => format!("Archived “{}” in the list of alerts", names.listed_alert(*id)),
        AlertListDeed::Restored(id) => format!("Took “{}” in the list of alerts out of the archive", names.listed_alert(*id)),
    }
}
