//! The ways between day and week: what is shown and selected in one is shown in the other.
use chrono::{NaiveDate, NaiveDateTime};

use super::acts::{go_home, keep_booking};
use super::app::App;
use super::msg::Effect;
use super::screens::{Screen, day, week};

/// The day; from the week the one that is selected there, with the same therapist.
pub(super) fn to_day(app: &mut App) -> Vec<Effect> {
    let shown = app.screens.iter().find_map(|screen| if let Screen::Week(week) = screen { Some((week.date(), week.only())) } else { None });
    let effects = go_home(app, Screen::Day(day::DayScreen::new(app.now.date())));
    if let (Some((date, only)), Some(Screen::Day(day))) = (shown, app.screens.last_mut()) {
        day.show_only(only);
        day.go_to(date);
        app.asked.clear();
    }
    effects
}

/// The week of the day that was shown last.
pub(super) fn to_week(app: &mut App) -> Vec<Effect> {
    // What lies over a week is put away and the week is there as it was.
    if let Some(place) = app.screens.iter().position(|screen| matches!(screen, Screen::Week(_))) {
        keep_booking(app);
        app.screens.truncate(place + 1);
        app.asked.clear();
        return Vec::new();
    }
    let day = app.screens.iter().find_map(|screen| if let Screen::Day(day) = screen { Some(day) } else { None });
    let week = app.see().map(|see| match day {
        Some(day) => week::WeekScreen::of_day(day, &see),
        None => week::WeekScreen::new(see.now, None, &see),
    });
    week.map(|week| go_home(app, Screen::Week(week))).unwrap_or_default()
}

pub(super) fn show_day(app: &mut App, date: NaiveDate) {
    let starts = app.see().map_or(chrono::Weekday::Mon, |see| week::week_starts(&see));
    match app.screens.last_mut() {
        Some(Screen::Day(day)) => day.go_to(date),
        Some(Screen::Week(week)) => week.go_to(date, starts),
        _ => {}
    }
}

/// The day of a moment, or in the week its cell.
pub(super) fn show_moment(app: &mut App, at: NaiveDateTime) {
    show_day(app, at.date());
    if let Some(Screen::Week(week)) = app.screens.last_mut() {
        week.select(at);
    }
}
