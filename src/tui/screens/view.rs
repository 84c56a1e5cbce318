//! Draws the screen on top.
use ratatui::Frame;
use ratatui::layout::Rect;

use super::Screen;
use crate::tui::app::App;
use crate::tui::view::Map;

pub(in crate::tui) fn draw(app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    match app.screens.last() {
        Some(Screen::Setup(setup)) => super::setup::view::draw(setup, app, frame, area, map),
        Some(Screen::Day(day)) => super::day::view::draw(day, app, frame, area, map),
        Some(Screen::Week(week)) => super::week::view::draw(week, app, frame, area, map),
        Some(Screen::Clients(clients)) => super::clients::view::draw(clients, app, frame, area, map),
        Some(Screen::Client(card)) => super::client::view::draw(card, app, frame, area, map),
        Some(Screen::AlertForm(form)) => super::alert_form::view::draw(form, app, frame, area, map),
        Some(Screen::ClientAway(form)) => super::client_away::view::draw(form, app, frame, area, map),
        Some(Screen::Merge(merge)) => super::merge::view::draw(merge, app, frame, area, map),
        Some(Screen::Note(note)) => super::note::view::draw(note, app, frame, area, map),
        Some(Screen::ClientForm(form)) => super::client_form::view::draw(form, app, frame, area, map),
        Some(Screen::Appointment(card)) => super::appointment::view::draw(card, app, frame, area, map),
        Some(Screen::Glance(glance)) => super::glance::view::draw(glance, app, frame, area, map),
        Some(Screen::Arrival(arrival)) => super::arrival::view::draw(arrival, app, frame, area, map),
        Some(Screen::Notes(notes)) => super::notes::view::draw(notes, app, frame, area, map),
        Some(Screen::Booking(booking)) => super::booking::view::draw(booking, app, frame, area, map),
        Some(Screen::Dates(dates)) => super::dates::view::draw(dates, app, frame, area, map),
        Some(Screen::Rebook(rebook)) => super::rebook::view::draw(rebook, app, frame, area, map),
        Some(Screen::Standing(list)) => super::standing::view::draw(list, app, frame, area, map),
        Some(Screen::StandingDates(dates)) => super::standing_dates::view::draw(dates, app, frame, area, map),
        Some(Screen::History(history)) => super::history::view::draw(history, app, frame, area, map),
        Some(Screen::Settings(settings)) => super::settings::view::draw(settings, app, frame, area, map),
        Some(Screen::SettingsForm(form)) => super::settings::form::view::draw(form, app, frame, area, map),
        Some(Screen::Backup(backup)) => super::backup::view::draw(backup, app, frame, area, map),
        Some(Screen::ToDecide(list)) => super::to_decide::view::draw(list, app, frame, area, map),
        Some(Screen::Body(body)) => super::body::view::draw(body, app, frame, area, map),
        Some(Screen::Plans(list)) => super::plans::view::draw(list, app, frame, area, map),
        Some(Screen::PlanForm(form)) => super::plan_form::view::draw(form, app, frame, area, map),
        Some(Screen::Reassess(screen)) => super::reassess::view::draw(screen, app, frame, area, map),
        Some(Screen::Progress(screen)) => super::progress::view::draw(screen, app, frame, area, map),
        None => {}
    }
}
