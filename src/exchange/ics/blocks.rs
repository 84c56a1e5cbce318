//! Lines to components: where each begins and ends, whatever is missing around it.
use std::collections::BTreeMap;

use super::lines::Line;

/// What a calendar can hold besides events; it is counted and left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    Task,
    Journal,
    FreeBusy,
    Alarm,
    Other,
}

impl Left {
    /// One of them, and several, in words.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Task => ("task", "tasks"),
            Self::Journal => ("journal entry", "journal entries"),
            Self::FreeBusy => ("list of busy times", "lists of busy times"),
            Self::Alarm => ("reminder", "reminders"),
            Self::Other => ("part of another kind", "parts of another kind"),
        }
    }
}

/// An event or a time zone, with its own lines.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// The first and the last line of the file.
    pub(super) line: usize,
    pub(super) last: usize,
    /// It has an end of its own, and so has everything in it.
    pub(super) is_whole: bool,
    /// The place of its calendar.
    pub(super) calendar: Option<usize>,
    pub(super) props: Vec<Line>,
}

/// All components of a file.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) events: Vec<Block>,
    pub(super) zones: Vec<Block>,
    /// The own lines of each calendar (METHOD, X-WR-CALNAME).
    pub(super) calendars: Vec<Vec<Line>>,
    pub(super) left: BTreeMap<Left, usize>,
    /// Whether anything begins at all.
    pub(super) is_calendar: bool,
}

struct Open {
    kind: String,
    line: usize,
    is_whole: bool,
    props: Vec<Line>,
}

/// None of these can stand in another one of them.
const TOP: [&str; 5] = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"];

pub(super) fn gather(lines: Vec<Line>) -> Blocks {
    let last = lines.last().map_or(0, |line| line.number);
    let mut all = Gather::default();
    for line in lines {
        match line.name().trim_start_matches('\u{feff}') {
            "BEGIN" => all.begin(line.value().to_ascii_uppercase(), line.number),
            "END" => all.end(&line.value().to_ascii_uppercase(), line.number),
            _ => all.take(line),
        }
    }
    all.cut_to(0, last);
    all.found
}

#[derive(Default)]
struct Gather {
    found: Blocks,
    stack: Vec<Open>,
    calendar: Option<usize>,
}

impl Gather {
    fn begin(&mut self, kind: String, line: usize) {
        self.found.is_calendar = true;
        let is_calendar = kind == "VCALENDAR";
        let is_top = |open: &Open| TOP.contains(&open.kind.as_str());
        if (is_calendar || TOP.contains(&kind.as_str()))
            && let Some(at) = self.stack.iter().position(is_top)
        {
            self.cut_to(at, line - 1);
        }
        if is_calendar {
            self.calendar = Some(self.found.calendars.len());
            self.found.calendars.push(Vec::new());
        }
        self.stack.push(Open { kind, line, is_whole: true, props: Vec::new() });
    }

    fn end(&mut self, kind: &str, line: usize) {
        let Some(at) = self.stack.iter().rposition(|open| open.kind == kind) else { return };
        if at + 1 < self.stack.len() {
            // What was not closed inside may have swallowed lines of what it stands in.
            self.stack[at].is_whole = false;
            self.cut_to(at + 1, line - 1);
        }
        if let Some(open) = self.stack.pop() {
            self.close(open, line);
        }
    }

    fn take(&mut self, line: Line) {
        match (self.stack.last_mut(), self.calendar) {
            (Some(open), Some(calendar)) if open.kind == "VCALENDAR" => self.found.calendars[calendar].push(line),
            (Some(open), _) => open.props.push(line),
            (None, _) => {}
        }
    }

    /// Everything from this depth on ends here without having said so.
    fn cut_to(&mut self, depth: usize, last: usize) {
        while self.stack.len() > depth {
            if let Some(open) = self.stack.pop() {
                self.close(Open { is_whole: false, ..open }, last);
            }
        }
    }

    fn close(&mut self, open: Open, last: usize) {
        let block =
            |calendar| Block { line: open.line, last: last.max(open.line), is_whole: open.is_whole, calendar, props: open.props.clone() };
        match open.kind.as_str() {
            "VEVENT" => self.found.events.push(block(self.calendar)),
            "VTIMEZONE" => self.found.zones.push(block(self.calendar)),
            "VCALENDAR" => self.calendar = None,
            "STANDARD" | "DAYLIGHT" => {
                if let Some(zone) = self.stack.last_mut() {
                    zone.props.extend(open.props);
                }
            }
            "VTODO" => self.leave(Left::Task),
            "VJOURNAL" => self.leave(Left::Journal),
            "VFREEBUSY" => self.leave(Left::FreeBusy),
            "VALARM" => self.leave(Left::Alarm),
            _ => self.leave(Left::Other),
        }
    }

    fn leave(&mut self, what: Left) {
        *self.found.left.entry(what).or_default() += 1;
    }
}
