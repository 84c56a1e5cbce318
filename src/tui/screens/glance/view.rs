//! How the ten seconds look: the words on the left, the body with the last points on the right.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::GlanceScreen;
use super::lay::{Laid, lay_from};
use crate::domain::book::appointment::Appointment;
use crate::domain::care::body::View;
use crate::domain::care::glance::Glance;
use crate::domain::care::glance_words::{Part, points, said};
use crate::domain::care::place;
use crate::domain::people::client::age;
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::body::picture::Marks;
use crate::tui::body::signs::legend;
use crate::tui::body::view::{Drawing, columns, draw as draw_body};
use crate::tui::body::zoom::Zoom;
use crate::tui::keys::{Command, Context};
use crate::tui::screens::See;
use crate::tui::screens::day::pane::in_one_row;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line, line_at, split_bottom, split_top};

/// Columns that the words keep beside the body.
const WORDS: u16 = 44;

pub(in crate::tui) fn draw(screen: &GlanceScreen, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let Some(see) = app.see() else { return };
    let (Some(appointment), Some(glance)) = (&screen.appointment, &screen.glance) else {
        if screen.gone {
            line_at(frame, area, 1, vec![Span::raw(" This appointment is not in the book any more: it was taken back. esc goes back.")]);
        }
        return;
    };
    let (head, area) = split_top(area, 2);
    heading(appointment, glance, &see, frame, head);
    let said = said(glance, Some(appointment.id), appointment.span.from(), see.now.year());
    let keys = [Command::Up, Command::Down].map(|command| see.key(Context::Glance, command)).join(" ");
    let beside = |wide: u16| area.width.saturating_sub(if wide == 0 { 2 } else { wide + 4 });
    let lay = |wide: u16| lay_from(&said, usize::from(beside(wide)), usize::from(area.height), screen.list.top, &keys);
    // Both views of the body where everything else has room beside them; else one.
    let ways: Vec<(u16, Laid)> = pictures(glance, area).into_iter().map(|wide| (wide, lay(wide))).collect();
    let best = ways.iter().position(|(_, laid)| laid.whole).unwrap_or(ways.len().saturating_sub(1));
    let Some((wide, laid)) = ways.into_iter().nth(best) else { return };
    if wide > 0 {
        body(glance, app.look().ascii, frame, Rect { x: area.right() - wide - 1, width: wide, ..area }, map);
    }
    (map.rows, map.top) = (laid.shown, laid.top);
    let width = beside(wide);
    for (row, (part, words)) in laid.rows.into_iter().enumerate() {
        line_at(frame, Rect { width: width + 1, ..area }, row, vec![Span::raw(" "), Span::styled(words, style(part))]);
    }
}

/// What has to be known stands out, by its sign and its place too; what was is dim.
pub(in crate::tui) fn style(part: Part) -> Style {
    match part {
        Part::Alert(level) => theme::alert(level),
        Part::Consent | Part::Unsigned | Part::Next => theme::bold(),
        Part::Arrival | Part::Visit | Part::Last | Part::Finding => theme::PLAIN,
        Part::HomeCare | Part::Likes => theme::dim(),
    }
}

fn heading(appointment: &Appointment, glance: &Glance, see: &See<'_>, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width.saturating_sub(2));
    let client = &glance.client;
    let preferred = Some(&client.preferred_name).filter(|name| !name.is_empty()).map(|name| format!("called {name}"));
    let years = client.born.map(|born| age(born, see.now.date()).to_string());
    let who: Vec<String> =
        years.into_iter().chain(preferred).chain([say::day(appointment.span.date(), chrono::Datelike::year(&see.now))]).collect();
    let name = fit(client.name.as_str(), width);
    let room = width.saturating_sub(name.width());
    line_at(
        frame,
        area,
        0,
        vec![Span::raw(" "), Span::styled(name, theme::bold()), Span::raw(fit(&format!("  {}", who.join(" · ")), room))],
    );
    let words = format!(" {}", in_one_row(appointment, see, width));
    line_at(frame, area, 1, vec![Span::styled(fit(&words, width + 1), theme::dim())]);
}

/// The columns that the body with the last points can have beside the words, the most first; 0 where it has no room at all.
fn pictures(glance: &Glance, area: Rect) -> Vec<u16> {
    let one = columns(area.height.saturating_sub(2));
    let fits = |wide: &u16| area.width >= WORDS + wide + 3 && !points(glance).is_empty();
    let all: Vec<u16> = [2 * one + 3, one].into_iter().filter(fits).collect();
    if all.is_empty() { vec![0] } else { all }
}

/// The body with the points of the last note, and below it what its signs mean; nothing where there are none.
pub(in crate::tui) fn body(glance: &Glance, ascii: bool, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let findings = points(glance);
    if findings.is_empty() {
        return;
    }
    let marks = Marks::of(&findings);
    let (spot, below) = split_bottom(area, 1);
    // Where there is room for one view, the one with more of the points.
    let behind = findings.iter().filter(|finding| place::of(finding.muscle).is_some_and(|place| place.view == View::Back)).count();
    let view = if behind * 2 >= findings.len() { View::Back } else { View::Front };
    draw_body(&Drawing { marks: &marks, view, closer: Zoom::Whole, ascii }, frame, spot, map);
    let words = fit(&legend(&marks, ascii), usize::from(below.width));
    line(frame, below, vec![Span::styled(words, theme::dim())]);
}
