//! Lines that are no findings, in plain words.
use super::words::Token;
use crate::domain::care::finding::Side;
use crate::domain::care::line::{Measure, PlanLine, Rom, RomUnit};

/// "pain of the session, 6 before, 3 after".
pub(super) fn measure(measure: &Measure) -> String {
    match measure {
        Measure::Pain { before, after: None } => format!("pain of the session, {} before", before.get()),
        Measure::Pain { before, after: Some(after) } => format!("pain of the session, {} before, {} after", before.get(), after.get()),
        Measure::PainOf(all) => {
            let all: Vec<String> = all.iter().map(|(of, value)| format!("{} {}", of.said(), value.get())).collect();
            format!("pain {}", all.join(", "))
        }
        Measure::Psfs { activity, score } => format!("activity {activity} goes {} of 10", score.get()),
        Measure::Change(0) => "no change, as the client rates it".to_owned(),
        Measure::Change(by) => {
            let way = if *by > 0 { "better" } else { "worse" };
            format!("{way} by {} of 7, as the client rates it", by.unsigned_abs())
        }
        Measure::Neck(points) => format!("neck disability {points} of 50"),
        Measure::Back(points) => format!("low back disability {points} %"),
    }
}

/// "neck rotation to the right, 55° before, 70° after".
pub(super) fn rom(rom: Rom) -> String {
    let unit = match rom.unit {
        RomUnit::Degrees => "°",
        RomUnit::Percent => " %",
        RomUnit::Millimetres => " mm",
    };
    let (before, after) = (format!("{}{unit} before", rom.before), format!("{}{unit} after", rom.after));
    let (joint, motion) = (rom.joint.said(), rom.motion.said());
    let moved = match rom.side {
        None => format!("{joint} {motion}"),
        Some(Side::Both) => format!("{joint} {motion}, both sides"),
        Some(side @ (Side::Left | Side::Right)) if is_middle(rom) => format!("{joint} {motion} to the {}", side.said()),
        Some(side @ (Side::Left | Side::Right)) => format!("{} {joint} {motion}", side.said()),
    };
    format!("{moved}, {before}, {after}")
}

fn is_middle(rom: Rom) -> bool {
    !super::rom::is_paired(rom.joint)
}

/// "once a week, 6 visits of 60 min, looked at again after 4".
pub(super) fn plan(plan: PlanLine) -> String {
    let times = match plan.cadence.times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    };
    let visits = if plan.visits == 1 { "1 visit".to_owned() } else { format!("{} visits", plan.visits) };
    let long = plan.minutes.map(|minutes| format!(" of {minutes} min")).unwrap_or_default();
    let again = plan.reassess.map(|after| format!(", looked at again after {after}")).unwrap_or_default();
    format!("{times} {}, {visits}{long}{again}", plan.cadence.every.said())
}
