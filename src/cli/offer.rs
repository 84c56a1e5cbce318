//! Free times: what a line wishes for, and the times that fit it.
use chrono::{Days, NaiveDate, NaiveTime};
use clap::Args;
use serde_json::{Value, json};

use super::desk::{Desk, stamp_words};
use super::table::columns;
use super::whom;
use super::world::{Stop, World};
use crate::domain::book::free::{Offer, Wish};
use crate::domain::ids::{AppointmentId, ClientId, RoomId, ServiceId, StaffId};
use crate::domain::people::card::ClientCard;
use crate::domain::wording::liked::{self, Liked};
use crate::domain::wording::line::{self, Habit, Line};
use crate::domain::wording::say;
use crate::domain::wording::when::{DayWish, TimeWish, read_minutes};

/// How far ahead a free time is looked for when no day is said.
const DAYS_AHEAD: u64 = 90;

/// The next free times.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  knotbook free\n  knotbook free 60 tue pm\n  knotbook free first next week --therapist Dana\n  knotbook free --client smith"
)]
pub struct FreeArgs {
    /// Service, minutes, day, time, therapist, in any order
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    #[command(flatten)]
    wishes: WishArgs,
    /// For this client: the usual service, and nothing while they are elsewhere
    #[arg(long, short, value_name = "NAME")]
    client: Option<String>,
    /// At most so many
    #[arg(short = 'n', long = "most", default_value_t = 9, value_name = "NUMBER")]
    most: usize,
}

/// What can be said as an option instead of in the line.
#[derive(Debug, Args)]
pub(super) struct WishArgs {
    /// The service, by name or short name
    #[arg(long, short, value_name = "NAME")]
    service: Option<String>,
    /// Only this therapist
    #[arg(long, short, value_name = "NAME")]
    therapist: Option<String>,
    /// Only this room
    #[arg(long, short, value_name = "NAME")]
    room: Option<String>,
    /// Length in minutes
    #[arg(long, short, value_name = "MINUTES")]
    minutes: Option<String>,
}

/// What was said about a time, settled: nothing is left open but the time itself.
#[derive(Debug, Clone)]
pub(super) struct Settled {
    pub(super) line: Line,
    pub(super) service: ServiceId,
    pub(super) minutes: u32,
    pub(super) buffer: u32,
    /// Said: nobody else will do.
    pub(super) staff: Option<StaffId>,
    /// Not said, but usual.
    pub(super) usual_staff: Option<StaffId>,
    /// When the client likes to come.
    pub(super) liked: Vec<Liked>,
    pub(super) room: Option<RoomId>,
    pub(super) usual_room: Option<RoomId>,
}

/// Reads the line of a command and its options; words that name nothing are refused.
pub(super) fn read_line(words: &[String], options: &WishArgs, desk: &Desk) -> Result<Line, Stop> {
    let line = understand(&words.join(" "), options, desk)?;
    if line.left.is_empty() {
        return Ok(line);
    }
    Err(Stop::refused(format!(
        "“{}” is no day, time, service ({}), therapist or room here. Say the day like “tue” or “24 nov”, the time like “14:30” or “pm”.",
        line.left.join(" "),
        services(desk)
    )))
}

/// Reads a line and the options beside it; words that name nothing are left.
pub(super) fn understand(text: &str, options: &WishArgs, desk: &Desk) -> Result<Line, Stop> {
    let mut line = line::read(text, &desk.directory, desk.now)?;
    if let Some(name) = &options.service {
        line.services = line::find_services(&desk.directory, name);
        if line.services.is_empty() {
            return Err(Stop::refused(format!("“{name}” is not one of the services here: {}.", services(desk))));
        }
    }
    if let Some(name) = &options.therapist {
        line.staff = Some(desk.therapist(name)?);
    }
    if let Some(name) = &options.room {
        let rooms: Vec<&str> = desk.directory.usable_rooms().map(|room| room.short.as_str()).collect();
        let refused = || Stop::refused(format!("“{name}” is not one of the rooms here: {}.", rooms.join(", ")));
        line.room = Some(line::find_room(&desk.directory, name).ok_or_else(refused)?);
    }
    if let Some(minutes) = &options.minutes {
        line.minutes = Some(read_minutes(minutes)?);
    }
    Ok(line)
}

fn services(desk: &Desk) -> String {
    desk.directory.offered().map(|service| service.short.as_str()).collect::<Vec<_>>().join(", ")
}

/// When a client likes to come; words of an older version that cannot be read are no wish.
pub(super) fn liked_of(card: Option<&ClientCard>) -> Vec<Liked> {
    card.and_then(|card| liked::read(card.client.prefers.as_str()).ok()).unwrap_or_default()
}

/// Fills what was left out with what is usual for the client.
pub(super) fn settle(line: Line, client: Option<ClientId>, desk: &Desk) -> Result<Settled, Stop> {
    let usual = client.map(|id| desk.store.usual(id)).transpose()?.flatten();
    let card = client.map(|id| desk.store.client(id, desk.now)).transpose()?.flatten();
    let habit = Habit {
        service: usual.map(|usual| usual.service).or(card.as_ref().and_then(|card| card.client.service)),
        minutes: usual.map(|usual| usual.minutes),
    };
    let (service, minutes) = line
        .service(&desk.directory, habit)
        .ok_or_else(|| Stop::refused("The practice offers no service yet, so nothing can be booked. Add one in the settings."))?;
    let liked = liked_of(card.as_ref());
    let works = |staff: &StaffId| desk.directory.therapists().any(|one| one.id == *staff);
    let preferred = card.and_then(|card| card.client.therapist).or(usual.map(|usual| usual.staff)).filter(works);
    let usual_room = usual.and_then(|usual| usual.room).filter(|room| desk.directory.usable_rooms().any(|one| one.id == *room));
    Ok(Settled {
        service: service.id,
        minutes,
        buffer: service.buffer,
        staff: line.staff,
        usual_staff: preferred,
        liked,
        room: line.room,
        usual_room,
        line,
    })
}

/// The wish for the free times of a settled line; `same` is the time that “same” means.
pub(super) fn wish(
    settled: &Settled,
    (client, except): (Option<ClientId>, Option<AppointmentId>),
    same: Option<NaiveTime>,
    desk: &Desk,
    limit: usize,
) -> Result<Wish, Stop> {
    let today = desk.today();
    let later = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let days = match settled.line.when.day {
        Some(DayWish::On(date)) => (date, date),
        Some(DayWish::From { from, to }) => (from, to),
        None => (today, later(DAYS_AHEAD)),
    };
    if days.1 < today {
        return Err(Stop::refused(format!(
            "{} is over. Free times are looked for from today on; a full time in the past can be written down.",
            say::full_day(days.1)
        )));
    }
    let (starts, exactly) = match settled.line.when.time {
        TimeWish::Any | TimeWish::Now => ((None, None), None),
        TimeWish::At(time) => ((None, None), Some(time)),
        TimeWish::Window { from, to } => ((Some(from), to), None),
        TimeWish::Same => {
            let refused = || Stop::refused("“same” is the time of the last appointment, and there is none. Say the time.");
            ((None, None), Some(same.ok_or_else(refused)?))
        }
    };
    Ok(Wish {
        service: settled.service,
        minutes: settled.minutes,
        buffer: settled.buffer,
        staff: settled.staff,
        preferred: settled.usual_staff,
        liked: settled.liked.clone(),
        room: settled.room,
        client,
        days: (days.0.max(today), days.1),
        starts,
        exactly,
        not_before: desk.now,
        except,
        limit,
    })
}

pub(super) fn run(args: &FreeArgs, desk: &Desk, world: &mut World<'_>) -> Result<(), Stop> {
    let line = read_line(&args.words, &args.wishes, desk)?;
    let client = args.client.as_deref().map(|words| whom::client(desk, words, false)).transpose()?.map(|client| client.id);
    let settled = settle(line, client, desk)?;
    let offers = desk.store.offers(&wish(&settled, (client, None), last_time(client, desk)?, desk, args.most)?)?;
    if desk.json {
        return world.json(&json!({"offers": offers.iter().map(|offer| offer_json(offer, desk)).collect::<Vec<Value>>()}));
    }
    if offers.is_empty() {
        return Err(none(&settled, desk));
    }
    world.say(heading(&settled, None, desk))?;
    world.say_all(rows(&offers, desk))
}

/// The time of day of the client's last or next appointment: what “same” means.
pub(super) fn last_time(client: Option<ClientId>, desk: &Desk) -> Result<Option<NaiveTime>, Stop> {
    let Some(id) = client else { return Ok(None) };
    let line = desk.store.client_line(id)?;
    Ok(line.next.or(line.last).map(|at| at.time()))
}

/// "Maria Smith · TrP 60 · anyone · Tue 24 Nov 2026, 12:00–24:00": what was understood.
pub(super) fn heading(settled: &Settled, client: Option<&str>, desk: &Desk) -> String {
    let minutes = format!("{} min", settled.minutes);
    let who = settled.staff.map_or_else(|| "anyone".to_owned(), |staff| desk.directory.staff_short(staff).to_owned());
    let when = match (settled.line.when.day, settled.line.when.time) {
        (None, TimeWish::Any) => "next free".to_owned(),
        _ => settled.line.when.to_string(),
    };
    let parts = client.into_iter().map(str::to_owned);
    parts.chain([desk.directory.service_short(settled.service).to_owned(), minutes, who, when]).collect::<Vec<_>>().join(" · ")
}

pub(super) fn rows(offers: &[Offer], desk: &Desk) -> Vec<String> {
    let rows: Vec<Vec<String>> = offers
        .iter()
        .enumerate()
        .map(|(place, offer)| {
            vec![
                format!("{:>3}", place + 1),
                day(offer.span.date(), desk),
                say::hours(&offer.span),
                desk.directory.staff_short(offer.staff).to_owned(),
                desk.directory.room_short(offer.room).to_owned(),
                offer.why(),
            ]
        })
        .collect();
    columns(&rows)
}

fn day(date: NaiveDate, desk: &Desk) -> String {
    say::day(date, desk.year())
}

pub(super) fn offer_json(offer: &Offer, desk: &Desk) -> Value {
    json!({
        "starts": stamp_words(offer.span.from()), "ends": stamp_words(offer.span.to()), "minutes": offer.span.minutes(),
        "therapist": desk.directory.staff_short(offer.staff), "room": offer.room.map(|_| desk.directory.room_short(offer.room)),
        "why": offer.why(),
    })
}

/// Nothing fits: what was looked for, and what to try.
pub(super) fn none(settled: &Settled, desk: &Desk) -> Stop {
    let what = heading(settled, None, desk);
    Stop::refused(format!(
        "Nothing is free for: {what}. Try another day, a shorter session, or anyone; a full time with --anyway books in spite of it."
    ))
}
