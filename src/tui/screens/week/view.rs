//! How the week looks: its title with the weeks around it, the days, what is selected in words, and the signs explained.
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::shape::MONTHS;
use super::{WeekScreen, grid, heading, strip};
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::screens::See;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, split_bottom, split_top, wrap};

/// What the signs of the cells mean, for the help.
pub(in crate::tui) const SIGNS: [(&str, &str); 8] = [
    ("free 1h30", "free for so long; blank below it as long as it lasts"),
    ("▏", "the appointment above goes on"),
    ("2/3 free", "two of the three who work then are free; full: none is"),
    (":15", "begins so many minutes after the row"),
    ("┄", "break"),
    ("▒", "off, blocked or closed"),
    ("~", "clean-up, or free but too short for any service"),
    ("░", "outside the hours"),
];

/// The same in one line: of cells with a name, and of cells with a number of therapists.
const LEGEND: &str = "▏ goes on · ↻ repeats · blank: still free · ┄ break · ▒ off, blocked, closed · ~ clean-up · ░ no hours";
const LEGEND_OF_SUMS: &str = "2/3 free: two of the three who work then · ┄ break · ▒ off, blocked, closed · ~ clean-up · ░ no hours";

pub(in crate::tui) fn draw(screen: &WeekScreen, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let Some(directory) = &app.directory else { return };
    let see = See {
        directory,
        viewer: app.viewer,
        now: app.now,
        size: app.size,
        moving: app.moving.as_ref(),
        page: app.page,
        keymap: app.keymap(),
    };
    let shape = screen.shape(&see);
    let rows = |count: usize| u16::try_from(count).unwrap_or(0);
    let (title, rest) = split_top(area, 1);
    heading::title(screen, &see, frame, title, map);
    let beside = shape.months || screen.months.is_some();
    let columns = rows(MONTHS).min(rest.width);
    let (rest, legend) = split_bottom(rest, u16::from(shape.legend));
    let (rest, foot) = split_bottom(rest, rows(shape.foot));
    let days = if shape.months { Rect { width: rest.width - columns, ..rest } } else { rest };
    let (heads, body) = split_top(days, rows(shape.head));
    heading::days(screen, shape, &see, frame, heads, map);
    grid::draw(screen, shape, &see, frame, body, map);
    selected(screen, &see, frame, foot);
    if shape.legend {
        let words = if screen.many() > 1 && !shape.lanes { LEGEND_OF_SUMS } else { LEGEND };
        line_at(frame, legend, 0, vec![Span::styled(fit(&format!(" {words}"), usize::from(legend.width)), theme::dim())]);
    }
    if beside {
        // Over the week where there is no room beside it.
        let spot = Rect { x: rest.right() - columns, width: columns, ..rest };
        strip::months(screen, &see, !shape.months, frame, spot, map);
    }
}

/// What is selected, in words: a cell is too small for most of it.
fn selected(screen: &WeekScreen, see: &See<'_>, frame: &mut Frame<'_>, area: Rect) {
    let Some(spot) = screen.spot(see) else { return };
    let does = match (spot.free().is_empty(), spot.places().len()) {
        (false, _) => "↵ books",
        (true, 0) => "",
        (true, 1) => "↵ opens",
        (true, _) => "↵ shows the day",
    };
    let mut parts = screen.spot_words(&spot, see);
    if let Some(appointment) = screen.appointment(see).filter(|_| spot.contents.len() == 1) {
        parts.extend(appointment.overdue(see.now));
        parts.extend(Some(appointment.note.to_string().replace('\n', " ")).filter(|note| !note.is_empty()));
    }
    let off = screen.off_words();
    // What the key does stands in the footer too.
    parts.extend(Some(does.to_owned()).filter(|does| !does.is_empty() && off.is_none()));
    parts.extend(off);
    let year = chrono::Datelike::year(&see.now);
    // One appointment or one stretch says its own time.
    let timed = spot.contents.len() == 1 && (spot.places().len() == 1 || !spot.free().is_empty());
    let when = if timed { say::day(spot.slot.date(), year) } else { say::moment(spot.slot.from(), year) };
    let words = format!("{when}  {}", parts.join(" · "));
    let width = usize::from(area.width.saturating_sub(2));
    let lines = wrap(&words, width);
    let shown = usize::from(area.height);
    for (row, text) in lines.iter().take(shown).enumerate() {
        let cut = row + 1 == shown && lines.len() > shown;
        let text = if cut { fit(&format!("{text} …"), width) } else { text.clone() };
        line_at(frame, area, row, vec![Span::raw(" "), Span::raw(text)]);
    }
}
