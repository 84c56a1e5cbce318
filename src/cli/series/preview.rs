//! The dates of any rule, for whoever writes one.
use std::iter::Peekable;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use clap::Args;
use serde_json::{Value, json};

use crate::cli::desk::stamp_words;
use crate::cli::setup;
use crate::cli::world::{Stop, World};
use crate::domain::book::rule::{Dates, End, Rule};
use crate::domain::span::is_skipped;

/// As many dates as are shown of a rule that never ends.
const SHOWN: u32 = 52;

/// The dates of a rule, one a line.
#[derive(Debug, Args)]
#[command(
    after_help = "The rule is one of iCalendar (RFC 5545), from daily to yearly; its dates are counted from the first moment on and have its\ntime of day. A rule without an end shows its first 52 dates."
)]
pub(super) struct PreviewArgs {
    /// The rule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=8"
    #[arg(long, value_name = "RRULE")]
    rule: String,
    /// Where it begins: 2026-11-24T10:00, or a day
    #[arg(long, value_name = "MOMENT")]
    from: String,
    /// At most so many dates
    #[arg(long, value_name = "N", conflicts_with = "until", value_parser = clap::value_parser!(u32).range(1..))]
    count: Option<u32>,
    /// No date after this day or moment
    #[arg(long, value_name = "MOMENT")]
    until: Option<String>,
    /// Without the date on this day or at this moment; may be said several times
    #[arg(long, value_name = "MOMENT")]
    skip: Vec<String>,
    /// With this day or moment as one more date; may be said several times
    #[arg(long, value_name = "MOMENT")]
    also: Vec<String>,
    /// The practice's time zone: marks dates that the clocks skip
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
}

pub(super) fn run(args: &PreviewArgs, json: bool, world: &mut World<'_>) -> Result<(), Stop> {
    let zone = args.zone.as_deref().map(setup::zone).transpose()?;
    let rule = Rule::read(&args.rule, zone).map_err(Stop::Refused)?;
    let start = moment(&args.from)?.or_at(NaiveTime::MIN);
    let mut listed = Listed::new(&rule, start);
    for text in &args.also {
        listed.also.push(moment(text)?.or_at(start.time()));
    }
    listed.also.sort_unstable_by(|a, b| b.cmp(a));
    listed.skipped = args.skip.iter().map(|text| moment(text)).collect::<Result<_, _>>()?;
    let last =
        args.until.as_deref().map(moment).transpose()?.map(|until| until.or_at(NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default()));
    let is_open = rule.end() == End::Never && last.is_none();
    let most = args.count.or(is_open.then_some(SHOWN)).map_or(usize::MAX, |n| usize::try_from(n).unwrap_or(usize::MAX));
    let mut dates = listed.take_while(|date| last.is_none_or(|last| *date <= last));
    let is_gap = |date: NaiveDateTime| zone.is_some_and(|zone| is_skipped(zone, date));
    if json {
        let rows: Vec<Value> =
            dates.by_ref().take(most).map(|date| json!({"at": stamp_words(date), "skipped_by_the_clocks": is_gap(date)})).collect();
        let goes_on = args.count.is_none() && dates.next().is_some();
        let zone = zone.map(Tz::name);
        return world.json(&json!({"rule": rule.to_string(), "from": stamp_words(start), "zone": zone, "dates": rows, "goes_on": goes_on}));
    }
    let mut some = false;
    for date in dates.by_ref().take(most) {
        some = true;
        let mark = if is_gap(date) { "  skipped by the clocks" } else { "" };
        world.say(format_args!("{}{mark}", stamp_words(date)))?;
    }
    if !some {
        world.aside("The rule gives no date here. Look at its end, at --until, and at days that no month has.");
    } else if args.count.is_none() && dates.next().is_some() {
        world.aside(format_args!("These are the first {SHOWN}; the rule goes on. Say --count or --until for others."));
    }
    Ok(())
}

/// A day, or a moment of it.
#[derive(Debug, Clone, Copy)]
struct Moment {
    day: NaiveDate,
    time: Option<NaiveTime>,
}

impl Moment {
    fn or_at(self, time: NaiveTime) -> NaiveDateTime {
        self.day.and_time(self.time.unwrap_or(time))
    }

    fn is(self, date: NaiveDateTime) -> bool {
        self.day == date.date() && self.time.is_none_or(|time| time == date.time())
    }
}

fn moment(text: &str) -> Result<Moment, Stop> {
    let text = text.trim();
    let (day, time) = text.split_once(['T', ' ']).map_or((text, None), |(day, time)| (day, Some(time)));
    let read_time = |time: &str| NaiveTime::parse_from_str(time, "%H:%M").or_else(|_| NaiveTime::parse_from_str(time, "%H:%M:%S"));
    let read = || Some(Moment { day: day.parse().ok()?, time: time.map(read_time).transpose().ok()? });
    read().ok_or_else(|| Stop::refused(format!("“{text}” is neither a day nor a moment: write 2026-11-24 or 2026-11-24T10:00.")))
}

/// A rule's dates without some and with others, in order.
struct Listed<'a> {
    dates: Peekable<Dates<'a>>,
    /// The last comes first.
    also: Vec<NaiveDateTime>,
    skipped: Vec<Moment>,
}

impl<'a> Listed<'a> {
    fn new(rule: &'a Rule, start: NaiveDateTime) -> Self {
        Self { dates: rule.dates(start).peekable(), also: Vec::new(), skipped: Vec::new() }
    }

    fn following(&mut self) -> Option<NaiveDateTime> {
        let date = [self.dates.peek().copied(), self.also.last().copied()].into_iter().flatten().min()?;
        self.dates.next_if_eq(&date);
        while self.also.pop_if(|also| *also == date).is_some() {}
        Some(date)
    }
}

impl Iterator for Listed<'_> {
    type Item = NaiveDateTime;

    fn next(&mut self) -> Option<NaiveDateTime> {
        loop {
            let date = self.following()?;
            if !self.skipped.iter().any(|skipped| skipped.is(date)) {
                return Some(date);
            }
        }
    }
}
