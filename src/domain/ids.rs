//! The names rows have in the file: a newtype a table, so that one cannot stand where another is meant.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    )+};
}

ids! {
    /// A row of `staff`.
    StaffId,
    /// A row of `service`.
    ServiceId,
    /// A row of `room`.
    RoomId,
    /// A row of `shift`.
    ShiftId,
    /// A row of `absence`.
    AbsenceId,
    /// A row of `client`.
    ClientId,
    /// A row of `alert`.
    AlertId,
    /// A row of `listed_alert`: what the practice looks out for.
    ListedAlertId,
    /// A row of `series`: a standing appointment.
    SeriesId,
    /// A row of `appointment`.
    AppointmentId,
    /// A row of `plan`: a treatment plan.
    PlanId,
    /// A row of `note`: a signed note.
    NoteId,
    /// A row of `change`: one act, in the order it was committed.
    ChangeId,
}

impl AppointmentId {
    /// Stands for an appointment that is planned but no row yet: the `place`-th of a list.
    pub fn planned(place: usize) -> Self {
        Self(-1 - i64::try_from(place).unwrap_or(0))
    }

    /// Whether it stands for one that is no row yet.
    pub fn is_planned(self) -> bool {
        self.0 < 0
    }
}
