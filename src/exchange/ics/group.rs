//! Events of one name belong together: the main one, and those that stand in for some of its dates.
use std::collections::HashMap;

use super::blocks::{Block, Blocks};
use super::event::{self, Ends, Event, Said};
use super::lines::Line;
use super::moment::Moment;
use super::unroll::{Unroll, Unrolled, occasion};
use super::zone::Zones;
use super::{About, Calendar, Item, Options, What, days, own};
use crate::domain::span::Span;
use crate::domain::text::Clean;

/// An event of a group, as far as it could be read.
struct Member {
    block: Block,
    read: Result<Event, String>,
}

impl Member {
    fn line(&self) -> usize {
        self.block.line
    }
}

pub(super) fn calendar(blocks: Blocks, options: &Options) -> Calendar {
    let Blocks { events, zones, calendars, left, .. } = blocks;
    let zones = Zones::new(zones);
    let mut calendar = Calendar { left, events: events.len(), ..Calendar::default() };
    let mut groups: Vec<(Clean, Vec<Member>)> = Vec::new();
    let mut places: HashMap<Clean, usize> = HashMap::new();
    for block in events {
        let own = block.calendar.and_then(|at| calendars.get(at)).map(Vec::as_slice).unwrap_or_default();
        if let Some(why) = is_letter(own) {
            calendar.aside.push((block.line, why));
            continue;
        }
        let mut read = event::read(&block);
        if let (Ok(event), true) = (&mut read, method(own) == "CANCEL") {
            event.said = Said::Cancelled;
        }
        let uid = event::uid(&block).or_else(|| read.as_ref().ok().map(|event| nameless(event, &block)));
        // What has no name and cannot be read belongs to nothing else.
        let uid = uid.unwrap_or_else(|| Clean::line(&format!("line {}", block.line)));
        let place = *places.entry(uid.clone()).or_insert_with(|| {
            groups.push((uid, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(Member { block, read });
    }
    let reader = Reader { unroll: Unroll { zones: &zones, options }, options, calendars: &calendars };
    for (uid, members) in groups {
        reader.take(uid, members, &mut calendar);
    }
    for lines in [&mut calendar.bad, &mut calendar.aside] {
        lines.sort();
    }
    calendar
}

fn method(calendar: &[Line]) -> String {
    calendar.iter().find(|line| line.name() == "METHOD").map(|line| line.value().to_ascii_uppercase()).unwrap_or_default()
}

/// Answers to invitations are letters and not appointments.
fn is_letter(calendar: &[Line]) -> Option<String> {
    let method = method(calendar);
    let letters = ["REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"];
    letters
        .contains(&method.as_str())
        .then(|| format!("It is an answer to an invitation (METHOD:{method}) and no appointment, so it was left alone."))
}

/// A name for an event without one: it is known again by its beginning and its words.
fn nameless(event: &Event, block: &Block) -> Clean {
    let start = block.props.iter().find(|line| line.name() == "DTSTART").map_or("", Line::value);
    Clean::line(&format!("{start}/{}", event.summary))
}

struct Reader<'a> {
    unroll: Unroll<'a>,
    options: &'a Options,
    calendars: &'a [Vec<Line>],
}

impl Reader<'_> {
    fn take(&self, uid: Clean, members: Vec<Member>, calendar: &mut Calendar) {
        let members = newest(members, calendar);
        let broken = members.iter().find(|member| member.read.is_err()).map(Member::line);
        let mut reasons: Vec<(usize, String)> =
            members.iter().filter_map(|member| Some((member.line(), member.read.as_ref().err()?.clone()))).collect();
        let events: Vec<&Event> = members.iter().filter_map(|member| member.read.as_ref().ok()).collect();
        let (changed, main): (Vec<&Event>, Vec<&Event>) = events.iter().copied().partition(|event| event.instead_of.is_some());
        if let (None, [first, second, ..]) = (broken, main.as_slice()) {
            reasons.push((second.line, format!("It has the UID of line {} and says something else: give it one of its own.", first.line)));
        }
        let lines: Vec<usize> = main.iter().chain(&changed).map(|event| event.line).collect();
        let unrolled =
            if reasons.is_empty() { self.unrolled(main.first().copied(), &changed) } else { Ok((What::Nothing(""), Vec::new())) };
        match unrolled {
            Ok((What::Nothing(why), _)) if reasons.is_empty() => calendar.aside.extend(lines.iter().map(|line| (*line, why.to_owned()))),
            Ok((what, notes)) if reasons.is_empty() => {
                let Some(shown) = main.first().or(changed.first()) else { return };
                calendar.items.push(Item {
                    about: self.about(shown, &members),
                    sequence: events.iter().map(|event| event.sequence).max().unwrap_or(0),
                    uid,
                    lines,
                    what,
                    notes,
                });
            }
            other => {
                if let Err((line, why)) = other {
                    reasons.push((line, why));
                }
                let to_mend = reasons.first().map_or(0, |(line, _)| *line);
                let beside = format!("It belongs together with line {to_mend}, which is to be mended first.");
                let others = members.iter().map(Member::line).filter(|line| reasons.iter().all(|(bad, _)| bad != line));
                let others: Vec<(usize, String)> = others.map(|line| (line, beside.clone())).collect();
                calendar.bad.extend(reasons);
                calendar.bad.extend(others);
            }
        }
    }

    /// The refusal names the line it is about.
    fn unrolled(&self, main: Option<&Event>, changed: &[&Event]) -> Result<Unrolled, (usize, String)> {
        let Some(main) = main else { return self.without_main(changed) };
        if main.own.away.is_some() && changed.is_empty() && main.rules.is_empty() && main.extra.is_empty() {
            return self.absence(main).map_err(|why| (main.line, why));
        }
        // What is wrong with a changed date is told at its own line.
        for one in changed {
            let read = match main.start {
                Moment::Day(_) => days::one(one).map(|_| ()),
                Moment::At { .. } => self.unroll.place(one, Some(1)).map(|_| ()),
            };
            read.map_err(|why| (one.line, why))?;
        }
        let unrolled = match main.start {
            Moment::Day(_) => days::away(main, changed, &self.unroll, self.options),
            Moment::At { .. } => self.unroll.timed(main, changed),
        };
        unrolled.map_err(|why| (main.line, why))
    }

    /// An absence of our own: any stretch, and nothing is said of a length.
    fn absence(&self, event: &Event) -> Result<Unrolled, String> {
        let Ends::At(to) = &event.ends else { return Err("It does not say when it ends: add DTEND.".to_owned()) };
        let (from, to) = (self.unroll.on_our_clock(&event.start)?, self.unroll.on_our_clock(to)?);
        let span = Span::new(from, to).ok_or("It ends before it begins: correct the end.")?;
        Ok((What::Away(vec![span]), Vec::new()))
    }

    /// Changed dates whose main event is not in the file: each is what it is.
    fn without_main(&self, changed: &[&Event]) -> Result<Unrolled, (usize, String)> {
        let (mut dates, mut spans) = (Vec::new(), Vec::new());
        for one in changed {
            let at_line = |why| (one.line, why);
            match &one.start {
                Moment::Day(_) => match days::away(one, &[], &self.unroll, self.options).map_err(at_line)?.0 {
                    What::Away(more) => spans.extend(more),
                    What::Single(_) | What::Dates(_) | What::Standing { .. } | What::Nothing(_) => {}
                },
                Moment::At { .. } => {
                    let placed = self.unroll.place(one, self.options.minutes).map_err(at_line)?;
                    let of = one.instead_of.as_ref().map(|of| self.unroll.on_our_clock(of)).transpose().map_err(at_line)?;
                    dates.push(occasion(one, of.unwrap_or(placed.at), placed.at, placed.minutes));
                }
            }
        }
        let notes = vec!["The event it belongs to is not in the file, so it comes in by itself.".to_owned()];
        match (dates.is_empty(), spans.is_empty(), changed) {
            (false, false, [one, ..]) => {
                Err((one.line, "Some dates of it are whole days and others are not: give all the same.".to_owned()))
            }
            (false, _, _) => Ok((What::Dates(dates), notes)),
            (true, false, _) => Ok((What::Away(spans), notes)),
            (true, true, _) => Ok((What::Nothing("None of its days takes place, so there was nothing to bring in."), Vec::new())),
        }
    }

    fn about(&self, event: &Event, members: &[Member]) -> About {
        let of = members.iter().find(|member| member.line() == event.line).and_then(|member| member.block.calendar);
        let own = of.and_then(|at| self.calendars.get(at));
        let name = own.and_then(|lines| lines.iter().find(|line| matches!(line.name().as_str(), "X-WR-CALNAME" | "NAME")));
        let mut about = event.about();
        about.own.is_named = own.is_some_and(|lines| own::wrote(lines));
        about.calendar = name.map(|line| Clean::line(&line.value().replace('\\', ""))).unwrap_or_default();
        about
    }
}

/// Of several revisions of one event the newest; where two are equal in every word, the first. What cannot be read stays.
fn newest(members: Vec<Member>, calendar: &mut Calendar) -> Vec<Member> {
    let mut kept: Vec<Member> = Vec::new();
    for member in members {
        let Ok(event) = &member.read else {
            kept.push(member);
            continue;
        };
        let is_same = |other: &Member| other.read.as_ref().is_ok_and(|other| other.instead_of == event.instead_of);
        let Some(at) = kept.iter().position(is_same) else {
            kept.push(member);
            continue;
        };
        let before = kept[at].read.as_ref().map_or(0, |other| other.sequence);
        let older = match before.cmp(&event.sequence) {
            std::cmp::Ordering::Less => std::mem::replace(&mut kept[at], member),
            std::cmp::Ordering::Greater => member,
            std::cmp::Ordering::Equal if words(&kept[at].block) == words(&member.block) => member,
            // Two changes of one date: the later one in the file is the one that holds.
            std::cmp::Ordering::Equal if event.instead_of.is_some() => std::mem::replace(&mut kept[at], member),
            std::cmp::Ordering::Equal => {
                kept.push(member);
                continue;
            }
        };
        calendar.older.push(older.line());
    }
    kept
}

/// All that an event says, but for when it was written.
fn words(block: &Block) -> Vec<&str> {
    let written = ["DTSTAMP", "LAST-MODIFIED", "CREATED"];
    let mut words: Vec<&str> =
        block.props.iter().filter(|line| !written.contains(&line.name().as_str())).map(|line| line.text.as_str()).collect();
    words.sort_unstable();
    words
}
