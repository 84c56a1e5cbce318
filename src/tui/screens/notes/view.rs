//! How the notes that wait look: when the session was, whose, and how far the note is.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Notes;
use crate::domain::care::note::{NoteOf, OWED_DAYS, Unsigned};
use crate::domain::practice::directory::Directory;
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::keys::{Command, Context};
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, pad, rows, split_top, wrap};

pub(in crate::tui) fn draw(screen: &Notes, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let Some(directory) = &app.directory else { return };
    let (head, list) = split_top(area, 3);
    let shown = screen.shown();
    let (only, others, read) = screen.state();
    if !read {
        return;
    }
    let whose = only.map_or_else(|| "everybody".to_owned(), |id| directory.staff_short(id).to_owned());
    let count = if shown.is_empty() { "none waits".to_owned() } else { say::count(shown.len(), "waits", "wait") };
    let tab = app.keymap().said(Context::Notes, Command::TurnFilter);
    let more = match (only.is_some(), others) {
        (true, 1..) => format!(" · {others} of others, {tab} shows them"),
        (true, 0) => String::new(),
        (false, _) => format!(" · {tab} shows only yours"),
    };
    let width = usize::from(area.width.saturating_sub(2));
    line_at(
        frame,
        head,
        0,
        vec![Span::raw(" "), Span::styled(fit(&format!("Notes to sign, {whose}: {count}{more}"), width), theme::bold())],
    );
    let which = format!("Every draft, and the sessions of the last {OWED_DAYS} days that have no signed note.");
    line_at(frame, head, 1, vec![Span::raw(" "), Span::styled(fit(&which, width), theme::dim())]);
    if shown.is_empty() {
        let write = app.keymap().said(Context::Notes, Command::Open);
        let words = format!(
            "Every session has its signed note. A session that begins or is over stands here until its note is signed; {write} writes it."
        );
        for (row, text) in wrap(&words, usize::from(list.width.saturating_sub(4))).into_iter().enumerate() {
            line_at(frame, list, row, vec![Span::styled(format!("   {text}"), theme::dim())]);
        }
        return;
    }
    let width = usize::from(list.width);
    rows(frame, list, screen.list, shown.len(), map, |place| row(shown[place], directory, app.now.year(), width));
}

fn row<'a>(one: &Unsigned, directory: &Directory, year: i32, width: usize) -> Vec<Span<'a>> {
    let staff = if width >= 60 { 9 } else { 0 };
    // "Tue 24 Nov 09:00", and a year where there is another.
    let when = if one.at.year() == year { 18 } else { 23 };
    let left = width.saturating_sub(3 + when + staff);
    let name = (left * 2 / 5).clamp(10, 28).min(left);
    let whose = one.staff.map_or("", |id| directory.staff_short(id));
    vec![
        Span::raw("   "),
        Span::raw(pad(&say::moment(one.at, year), when)),
        Span::styled(pad(one.client_name.as_str(), name.saturating_sub(1)) + " ", theme::bold()),
        Span::raw(pad(whose, staff)),
        Span::raw(fit(&state(one), left - name)),
    ]
}

/// "draft · appointment called off", "nothing written yet".
fn state(one: &Unsigned) -> String {
    let state = if one.draft { "draft" } else { "nothing written yet" };
    let about = match one.of {
        _ if one.called_off => Some("appointment called off"),
        NoteOf::Visit(_) => Some("never booked"),
        NoteOf::Session(_) => None,
    };
    [state].into_iter().chain(about).collect::<Vec<_>>().join(" · ")
}
