//! What a made-up client comes for, and how it goes: the lines of each note and the answers at arrival.
use fastrand::Rng;

use super::lines_of;
use crate::domain::care::arrival::{Answers, HomeCare, Soreness};
use crate::domain::care::finding::Nrs;
use crate::domain::care::note::Written;
use crate::domain::care::visit::CountsFor;
use crate::domain::care::{shorthand, signing};
use crate::domain::ids::PlanId;
use crate::domain::text::Clean;

/// What a client comes for.
#[derive(Debug, Clone)]
pub(super) struct Story {
    pub(super) complaint: &'static str,
    pub(super) goal: &'static str,
    measure: &'static str,
    findings: Vec<&'static str>,
    next: Vec<&'static str>,
    home: Vec<&'static str>,
}

/// How it goes with the pain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Better,
    /// Better at first, then it stands still.
    Still,
    Worse,
}

/// One client's story so far.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) story: Story,
    side: &'static str,
    way: Way,
    /// Pain at the first visit.
    start: u8,
    /// A bit for each visit: a point more than it should be.
    jitter: u32,
    /// Visits with a note so far.
    pub(super) visits: u8,
    pub(super) plan: Option<PlanId>,
}

pub(super) fn stories() -> Vec<Story> {
    let parts = |cell: &'static str| cell.split(" | ").collect();
    let story = |line: &'static str| {
        let mut cells = line.split('\t');
        Some(Story {
            complaint: cells.next()?,
            goal: cells.next()?,
            measure: cells.next()?,
            findings: parts(cells.next()?),
            next: parts(cells.next()?),
            home: parts(cells.next()?),
        })
    };
    include_str!("stories.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(story).collect()
}

impl Case {
    pub(super) fn new(story: &Story, way: Way, rng: &mut Rng) -> Self {
        let start = match way {
            Way::Better => rng.u8(6..9),
            Way::Still => 7,
            Way::Worse => 4,
        };
        let side = if rng.bool() { "L" } else { "R" };
        Self { story: story.clone(), side, way, start, jitter: rng.u32(..), visits: 0, plan: None }
    }

    /// From 6 down to the goal within eight visits.
    pub(super) fn steady(self) -> Self {
        Self { start: 6, jitter: 0, ..self }
    }

    /// Pain before the next session.
    pub(super) fn before(&self) -> Option<Nrs> {
        let (visit, more) = (self.visits, u8::from(self.jitter >> (self.visits % 31) & 3 == 3));
        let pain = match self.way {
            _ if visit == 0 => self.start,
            Way::Better => (self.start.saturating_sub(visit - visit / 4) + more).max(1),
            Way::Still => self.start.saturating_sub(visit.min(3)),
            Way::Worse => self.start + visit / 2 + more,
        };
        Nrs::new(pain.min(9))
    }

    fn after(&self, before: u8) -> u8 {
        let less = match self.way {
            Way::Better => 2 + u8::from(self.jitter >> (self.visits % 31) & 2 == 2),
            Way::Still => 2,
            Way::Worse => 1,
        };
        before.saturating_sub(less)
    }

    /// What the client answers when they come to the next session.
    pub(super) fn answers(&self, rng: &mut Rng) -> Answers {
        let days = match self.way {
            Way::Better => 1 + u32::from(self.visits).min(9) + rng.u32(0..2),
            Way::Still => 1,
            Way::Worse => 0,
        };
        let sore = [Soreness::None, Soreness::None, Soreness::Short, Soreness::Long];
        let home = [HomeCare::Yes, HomeCare::Partly, HomeCare::Partly, HomeCare::No];
        let came = self.visits > 0;
        Answers {
            unchanged: Some(true),
            changed: Clean::default(),
            pain: self.before(),
            relief_days: Some(days).filter(|_| came),
            sore: rng.choice(sore).filter(|_| came),
            home_care: rng.choice(home).filter(|_| came),
            red_flags: (!came).then_some(false),
        }
    }

    /// The note of the next session.
    pub(super) fn note(&mut self, rng: &mut Rng) -> Written {
        let (visit, before) = (usize::from(self.visits), self.before().map_or(5, Nrs::get));
        let after = self.after(before);
        let mut lines = Vec::new();
        for place in 0..2 + visit % 2 {
            let told = before.saturating_sub(u8::try_from(place).unwrap_or(0) / 2 + u8::from(place == 1));
            lines.push(self.finding(place, visit, told, self.after(told)));
        }
        lines.push(format!("nrs {before}>{after}"));
        lines.extend((visit.is_multiple_of(4)).then(|| self.measure(before)));
        let of = |all: &[&'static str], n: usize| all.get(n % all.len().max(1)).copied().unwrap_or_default();
        lines.extend((visit % 3 != 2).then(|| format!("hc {}", of(&self.story.home, visit / 3))));
        lines.push(format!("next {}", of(&self.story.next, visit)));
        let read: Vec<_> = shorthand::read_all(&lines.join("\n")).into_iter().filter_map(|(_, line)| line.ok()).collect();
        for muscle in signing::consent_gaps(&read) {
            lines.insert(0, format!("ok {} asked, said yes", muscle.word()));
        }
        let said = |kind: &str, chance: u32, rng: &mut Rng| {
            let all = lines_of(kind);
            rng.choice(all).filter(|_| rng.u32(0..100) < chance).map(Clean::text).unwrap_or_default()
        };
        let mood = match self.way {
            _ if visit == 0 => self.story.complaint,
            Way::Better => "better",
            Way::Still => "still",
            Way::Worse => "worse",
        };
        let subjective = if visit == 0 { Clean::text(&format!("{mood}, for weeks.")) } else { said(mood, 70, rng) };
        self.visits = self.visits.saturating_add(1);
        Written {
            lines: Clean::text(&lines.join("\n")),
            subjective,
            objective: said("found", 30, rng),
            assessment: said("thinks", 20, rng),
            plan_text: Clean::default(),
            plan: self.plan.map_or(CountsFor::Usual, CountsFor::Plan),
        }
    }

    /// The so many-th finding of a visit; from the second visit on most are brought over from the last note.
    fn finding(&self, place: usize, visit: usize, before: u8, after: u8) -> String {
        let wanted = if place == 2 { 2 + visit / 2 % 2 } else { place };
        let line = self.story.findings.get(wanted).copied().unwrap_or("{s} utrap {p}");
        let pain = format!("{before}>{after}");
        let line = line.replace("{s}", self.side).replace("{p}", &pain);
        let carried = if visit > 0 && place < 2 { "^ " } else { "" };
        let response = match () {
            () if line.contains('=') => "",
            () if after >= before => " =nc",
            () if after <= 1 => " =rel",
            () => " =part",
        };
        format!("{carried}{line}{response}")
    }

    fn measure(&self, before: u8) -> String {
        match self.story.measure {
            "ndi" => format!("ndi {}/50", 3 * before + 2),
            "odi" => format!("odi {}", 6 * before + 2),
            _ => format!("psfs1 {}", 10 - before),
        }
    }
}
