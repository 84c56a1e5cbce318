//! How the copies of the file look.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Backup;
use crate::domain::practice::backups::{BackupsOverview, Kept, SecondFolder};
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::keys::{Command, Context};
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, pad, rows, split_top, wrap};

pub(in crate::tui) fn draw(screen: &Backup, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let title = vec![
        Span::raw(" "),
        Span::styled("Backup", theme::bold()),
        Span::styled(format!("  knotbook {}", env!("CARGO_PKG_VERSION")), theme::dim()),
    ];
    line_at(frame, area, 0, title);
    let Some(overview) = &screen.overview else { return };
    let year = app.now.year();
    let width = usize::from(area.width);
    let mut head: Vec<(String, bool)> = Vec::new();
    let now = app.keymap().said(Context::Backup, Command::BackupNow);
    for (name, words) in facts(overview, year, &now) {
        let lines = wrap(&words, width.saturating_sub(17).max(8));
        let names = std::iter::once(name).chain(std::iter::repeat(""));
        head.extend(lines.into_iter().zip(names).map(|(line, name)| (format!("   {}{line}", pad(name, 13)), false)));
    }
    head.push((String::new(), false));
    if overview.copies.is_empty() {
        head.push((format!("   No copy yet. {now} makes one; the open program makes one a day by itself."), true));
    } else {
        head.push((format!("   {}{}File", pad("Copy of", 17), pad("Size", 10)), true));
    }
    let (about, list) = split_top(area, u16::try_from(head.len() + 1).unwrap_or(9).min(area.height.saturating_sub(3)));
    for (place, (text, dim)) in head.into_iter().enumerate() {
        // In the smallest window the copies have their rows, whatever is told above them.
        let style = if dim { theme::dim() } else { theme::PLAIN };
        line_at(frame, about, place + 1, vec![Span::styled(fit(&text, width), style)]);
    }
    rows(frame, list, screen.list, overview.copies.len(), map, |place| {
        vec![Span::raw(fit(&copy_words(&overview.copies[place], year), width))]
    });
}

fn copy_words(copy: &Kept, year: i32) -> String {
    let made = copy.made.map(|made| say::day(made, year)).unwrap_or_default();
    format!("   {}{}{}", pad(&made, 17), pad(&say::bytes(copy.size), 10), copy.name)
}

fn facts(overview: &BackupsOverview, year: i32, now: &str) -> [(&'static str, String); 4] {
    let newest = overview.copies.iter().find_map(|copy| copy.made);
    let last = newest.map_or_else(|| "none yet".to_owned(), |made| say::day(made, year));
    [
        ("The file", overview.file.display().to_string()),
        ("Its size", say::bytes(overview.size)),
        ("Last copy", last),
        ("Outside", outside(overview.second.as_ref(), year, now)),
    ]
}

/// What would be left if this computer were gone.
fn outside(second: Option<&SecondFolder>, year: i32, now: &str) -> String {
    let Some(second) = second else {
        return "every copy is on this computer; no second folder is set: settings, practice".into();
    };
    let folder = second.folder.display();
    match (second.newest, second.days) {
        (Some(_), Some(0)) => format!("a copy of today in {folder}"),
        (Some(newest), Some(days)) => {
            let days = say::count(usize::try_from(days).unwrap_or(0), "day", "days");
            format!("no copy outside this computer for {days}; the last one, of {}, is in {folder}", say::day(newest, year))
        }
        _ if second.is_there => format!("no copy outside this computer yet; {now} makes one in {folder}"),
        _ => format!("{folder} is not there now: plug the stick in or connect the share, then {now}"),
    }
}
