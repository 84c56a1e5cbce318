//! One line of a session note, whatever it says. `shorthand` reads it and prints it.
use super::finding::{Finding, Nrs, Side};
use crate::domain::people::alert::Level;
use crate::domain::text::Clean;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Line {
    Finding(Box<Finding>),
    Measure(Measure),
    /// How far a joint moves, before and after.
    Rom(Rom),
    /// What is agreed from here on.
    Plan(PlanLine),
    /// What to do next time.
    Next(Clean),
    /// What the client does at home.
    HomeCare(Clean),
    /// How the client was after.
    Post(Clean),
    /// Something to be known before the next session.
    Alert {
        level: Level,
        text: Clean,
    },
    /// The client agreed to be treated there, and how they said so.
    Consent {
        area: Clean,
        how: Clean,
    },
    /// A sentence that belongs to one of the four parts of the note.
    Soap(Part, Clean),
}

/// The four parts of a note (SOAP).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// In the client's words.
    Subjective,
    /// What was found and done.
    Objective,
    Assessment,
    Plan,
}

/// A number of the whole session.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Pain before the session, and after it.
    Pain { before: Nrs, after: Option<Nrs> },
    /// Pain now, at its worst, at its best, on average since the last visit; at least one.
    PainOf(Vec<(PainOf, Nrs)>),
    /// Patient-specific functional scale: the activity's number and how well it goes, 0 to 10.
    Psfs { activity: u8, score: Nrs },
    /// Global rating of change, −7 to 7.
    Change(i8),
    /// Neck disability index, of 50.
    Neck(u8),
    /// Oswestry disability index (low back), in percent.
    Back(u8),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PainOf {
    Now,
    Worst,
    Best,
    Average,
}

/// A range of motion: joint, direction, side, before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rom {
    pub joint: Joint,
    pub motion: Motion,
    /// None for a joint of the middle moved to neither side.
    pub side: Option<Side>,
    pub unit: RomUnit,
    pub before: u16,
    pub after: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Joint {
    Neck,
    UpperBack,
    LowBack,
    Shoulder,
    Elbow,
    Wrist,
    Hip,
    Knee,
    Ankle,
    Jaw,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Motion {
    Flexion,
    Extension,
    Rotation,
    SideBend,
    Abduction,
    Adduction,
    InnerRotation,
    OuterRotation,
    Opening,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum RomUnit {
    #[default]
    Degrees,
    Percent,
    Millimetres,
}

/// A plan as one line says it: so many visits, so often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PlanLine {
    pub cadence: Cadence,
    pub visits: u32,
    /// Minutes of each session.
    pub minutes: Option<u32>,
    /// Looked at again after so many visits.
    pub reassess: Option<u32>,
}

/// `times` in each `every`: "2/w" is twice a week, "1/4w" once in four weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cadence {
    pub times: u32,
    pub every: Every,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Every {
    Week,
    TwoWeeks,
    ThreeWeeks,
    FourWeeks,
    Month,
}

impl Line {
    /// The part of the note it belongs to: what the client tells, what was found and done, how it went, what follows.
    pub fn part(&self) -> Part {
        match self {
            Self::Measure(_) => Part::Subjective,
            Self::Finding(_) | Self::Rom(_) | Self::Consent { .. } => Part::Objective,
            Self::Post(_) | Self::Alert { .. } => Part::Assessment,
            Self::Next(_) | Self::HomeCare(_) | Self::Plan(_) => Part::Plan,
            Self::Soap(part, _) => *part,
        }
    }
}
