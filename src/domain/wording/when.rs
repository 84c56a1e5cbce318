use serde::{Deserialize, Serialize};
/// Which of two numbers is the day: `24/11` or `11/24`. A setting of the practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// `24/11` is 24 November.
    #[default]
    DayFirst,
    /// `11/24` is 24 November.
    MonthFirst,
}
