//! A range of motion: `rom cx rot R 55>70`.
use super::number;
use super::once::Once;
use super::unclear::{Unclear, Word, any_of, nearest};
use super::words::Token;
use crate::domain::care::finding::Side;
use crate::domain::care::line::{Joint, Motion, Rom, RomUnit};

const WHY: &str = "needs a joint, a motion, and before and after, as in rom cx rot R 55>70";

/// Reads what stands after `rom`; the words come in any order.
pub(super) fn read(head: Word<'_>, said: &[Word<'_>]) -> Result<Rom, Unclear> {
    let (mut joint, mut motion) = (Once::new("joint"), Once::new("motion"));
    let (mut side, mut values) = (Once::new("side"), Once::new("pair of numbers"));
    for word in said.iter().copied() {
        let lower = word.lower();
        if let Some(one) = Joint::from_code(&lower) {
            joint.put(word, one)?;
        } else if let Some(one) = Motion::from_code(&lower) {
            motion.put(word, one)?;
        } else if let Some(one) = super::read::side(&lower) {
            if one == Side::Both {
                return Err(word.or("is no side of a motion: each side has its own line", vec!["L".to_owned(), "R".to_owned()]));
            }
            side.put(word, one)?;
        } else if lower.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '?' | '>')) {
            values.put(word, pair(word, &lower)?)?;
        } else {
            return Err(unknown(word, &lower));
        }
    }
    let joint_word = joint.word();
    let joint = joint.needed(head, WHY)?;
    let motion = motion.needed(head, WHY)?;
    let (unit, before, after) = values.needed(head, WHY)?;
    let side = side.take();
    if side.is_none() && is_paired(joint) {
        let word = joint_word.unwrap_or(head);
        let offers = vec![format!("{} L", word.text), format!("{} R", word.text)];
        return Err(word.or("has a left and a right one: say L or R", offers));
    }
    Ok(Rom { joint, motion, side, unit, before, after })
}

/// Whether there is a left and a right one, as there is of a shoulder and not of a neck.
pub(super) fn is_paired(joint: Joint) -> bool {
    match joint {
        Joint::Shoulder | Joint::Elbow | Joint::Wrist | Joint::Hip | Joint::Knee | Joint::Ankle => true,
        Joint::Neck | Joint::UpperBack | Joint::LowBack | Joint::Jaw => false,
    }
}

/// The most a motion is noted as, in its unit.
fn most(unit: RomUnit) -> u32 {
    match unit {
        RomUnit::Degrees => 360,
        RomUnit::Percent | RomUnit::Millimetres => 200,
    }
}

fn pair(word: Word<'_>, lower: &str) -> Result<(RomUnit, u16, u16), Unclear> {
    let Some((before, after)) = lower.split_once('>') else {
        return Err(word.unclear("is one number; a motion has two, before and after, as in 55>70"));
    };
    let why = "is no pair of numbers; a motion is written 55>70 in degrees, 60%>80% or 38mm>42mm";
    let (Some((before, first)), Some((after, second))) = (value(before), value(after)) else {
        return Err(word.unclear(why));
    };
    let unit = match (first, second) {
        (Some(first), Some(second)) if first != second => return Err(two_units(word, lower)),
        (first, second) => first.or(second).unwrap_or_default(),
    };
    let fits = |value: u32| u16::try_from(value).ok().filter(|_| value <= most(unit));
    if let (Some(before), Some(after)) = (fits(before), fits(after)) {
        return Ok((unit, before, after));
    }
    let (most, sign) = (most(unit), number::leading(lower.split('>').next().unwrap_or_default()).1);
    let offer = format!("{}{sign}>{}{sign}", before.min(most), after.min(most));
    Err(word.or(&format!("is beyond 0–{most}"), vec![offer]))
}

/// Both numbers in the one unit, or in the other.
fn two_units(word: Word<'_>, lower: &str) -> Unclear {
    let (before, after) = lower.split_once('>').unwrap_or_default();
    let ((first, one), (second, other)) = (number::leading(before), number::leading(after));
    let offers = [one, other].map(|unit| format!("{first}{unit}>{second}{unit}")).to_vec();
    word.or("has two units; both numbers have the same", offers)
}

/// A number with its unit, if it has one.
fn value(text: &str) -> Option<(u32, Option<RomUnit>)> {
    let (digits, unit) = number::leading(text);
    let unit = match unit {
        "" => None,
        "°" | "deg" => Some(RomUnit::Degrees),
        "%" => Some(RomUnit::Percent),
        "mm" => Some(RomUnit::Millimetres),
        _ => return None,
    };
    Some((number::digits(digits)?, unit))
}

fn unknown(word: Word<'_>, lower: &str) -> Unclear {
    let all = [Joint::codes(), Motion::codes()].concat();
    let whole = |said: &str| said.starts_with(lower) && lower.len() > 1;
    let joints = Joint::ALL.iter().filter(|joint| whole(joint.said())).map(|joint| joint.code().to_owned());
    let mut near: Vec<String> =
        joints.chain(Motion::ALL.iter().filter(|motion| whole(motion.said())).map(|motion| motion.code().to_owned())).collect();
    if near.is_empty() {
        near = nearest(lower, all.iter().map(String::as_str)).into_iter().take(5).map(str::to_owned).collect();
    }
    if near.is_empty() {
        return word.unclear(&format!("is neither a joint ({}) nor a motion ({})", any_of(&Joint::codes()), any_of(&Motion::codes())));
    }
    word.or(&format!("is neither a joint nor a motion; near it: {}", any_of(&near)), near)
}
