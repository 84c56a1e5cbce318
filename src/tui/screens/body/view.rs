//! How the body map looks: the body on the left, what refers to the region on the right.
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::BodyMap;
use crate::domain::care::body::View;
use crate::domain::care::muscle::{Basis, Muscle};
use crate::domain::care::place;
use crate::domain::care::shorthand::Catalogued;
use crate::domain::people::alert::Level;
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::body::signs::legend;
use crate::tui::body::view::{Drawing, draw as draw_body};
use crate::tui::body::zoom::Zoom;
use crate::tui::form;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line, line_at, pad, rows, split_bottom, split_top, wrap};

/// Columns that the words keep beside the body.
const WORDS: u16 = 39;

pub(in crate::tui) fn draw(screen: &BodyMap, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let (head, area) = split_top(area, 1);
    line(frame, Rect { width: 8.min(head.width), ..head }, vec![Span::styled(" Find ▏", theme::bold())]);
    form::draw_line(frame, Rect { x: head.x + 8.min(head.width), width: head.width.saturating_sub(9), ..head }, &screen.typed);
    let marks = screen.marks();
    let at = screen.looks_at();
    let drawing = Drawing { marks: &marks, view: at.view, closer: Zoom::of(at.region, at.half), ascii: app.look().ascii };
    let body = Rect { x: area.x + 1, width: area.width.saturating_sub(WORDS + 3), ..area };
    let wide = draw_body(&drawing, frame, body, map);
    let left = if wide == 0 { 0 } else { wide + 3 };
    let area = Rect { x: area.x + left, width: area.width - left, ..area };
    let (area, key) = split_bottom(area, u16::from(area.height > 8));
    line(frame, key, vec![Span::styled(fit(&format!(" {}", legend(&marks, drawing.ascii)), usize::from(key.width)), theme::dim())]);
    beside(screen, frame, area, map);
}

/// The region or what was typed, its list, and below it what is told of a muscle.
fn beside(screen: &BodyMap, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let width = usize::from(area.width);
    let found = &screen.found;
    let (head, area) = split_top(area, 2);
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(fit(&title(screen), width.saturating_sub(2)), theme::bold())]);
    line_at(frame, head, 1, vec![Span::raw(" "), Span::styled(fit(&count(screen, found), width.saturating_sub(2)), theme::dim())]);
    let told = screen.muscle().map(|muscle| told(muscle, width.saturating_sub(2))).unwrap_or_default();
    // The list keeps some rows, however much there is to tell.
    let most = usize::from(area.height).saturating_sub(found.len().min(3) + 1);
    let told = &told[..told.len().min(most)];
    let room = usize::from(area.height).saturating_sub(told.len() + usize::from(!told.is_empty()));
    let (list, below) = split_top(area, u16::try_from(room.min(found.len())).unwrap_or(0));
    let (_, below) = split_top(below, 1);
    let shown = screen.list.within(found.len(), screen.has_list());
    // The short names stand close to the longest name.
    let longest = found.iter().map(|found| found.name().width()).max().unwrap_or(0) + 2;
    rows(frame, list, shown, found.len(), map, |place| found_row(found[place], width, longest));
    for (row, (text, style)) in told.iter().enumerate() {
        line_at(frame, below, row, vec![Span::raw(" "), Span::styled(text.clone(), *style)]);
    }
}

fn title(screen: &BodyMap) -> String {
    if screen.is_looking() {
        return "Found by these words".to_owned();
    }
    let mut title = screen.stand.words();
    let first = title.chars().next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    title.replace_range(..title.chars().next().map_or(0, char::len_utf8), &first);
    title
}

fn count(screen: &BodyMap, found: &[Catalogued]) -> String {
    match (found.len(), screen.is_looking()) {
        (0, true) => "Nothing. Fewer letters find more.".to_owned(),
        (0, false) => "No muscle of the catalogue is known to refer here.".to_owned(),
        (n, true) => {
            let muscles = found.iter().filter(|one| matches!(one, Catalogued::Muscle(_))).count();
            let parts = [(n - muscles, "region", "regions"), (muscles, "muscle", "muscles")];
            let parts = parts.into_iter().filter(|(many, ..)| *many > 0).map(|(many, one, several)| say::count(many, one, several));
            parts.collect::<Vec<_>>().join(", ")
        }
        (1, false) => "1 muscle refers here".to_owned(),
        (n, false) => format!("{n} muscles refer here"),
    }
}

fn found_row<'a>(found: Catalogued, width: usize, longest: usize) -> Vec<Span<'a>> {
    let basis = if width >= 60 { 19 } else { 9 };
    let name = width.saturating_sub(basis + 11).min(longest);
    match found {
        Catalogued::Region(region) => vec![Span::raw(format!(" {}", pad(region.name(), name))), Span::styled("  region", theme::dim())],
        Catalogued::Muscle(muscle) => {
            let basis = if width >= 60 { muscle.basis().words() } else { short(muscle.basis()) };
            vec![
                Span::raw(format!(" {}", pad(muscle.name(), name))),
                Span::raw(if muscle.flags().is_empty() { "  " } else { "! " }),
                Span::raw(pad(muscle.word(), 8)),
                Span::styled(basis, theme::dim()),
            ]
        }
    }
}

fn short(basis: Basis) -> &'static str {
    match basis {
        Basis::Seen | Basis::Partly => basis.words(),
        Basis::General => "general",
    }
}

/// All that the catalogue says of a muscle, row by row.
fn told(muscle: Muscle, width: usize) -> Vec<(String, Style)> {
    let mut rows = vec![(fit(&format!("{} · {}", muscle.name(), muscle.aliases().join(", ")), width), theme::bold())];
    for flag in muscle.flags() {
        rows.extend(wrap(&format!("! {}", flag.words()), width).into_iter().map(|row| (row, theme::alert(Level::Care))));
    }
    let regions: Vec<&str> = muscle.refers_to().iter().map(|region| region.name()).collect();
    let lies = place::of(muscle).map(|place| format!("lies: {}, {}", place.region.name(), side(place.view)));
    let basis = format!(
        "its pattern is known {}",
        match muscle.basis() {
            Basis::Seen => "from a source",
            Basis::Partly => "from a source in part",
            Basis::General => "as general knowledge",
        }
    );
    let sentences = [
        Some(format!("refers to: {}", regions.join(", "))),
        Some(format!("complaints: {}", muscle.complaints().join(", "))),
        lies,
        Some(basis),
    ];
    for sentence in sentences.into_iter().flatten() {
        rows.extend(wrap(&sentence, width).into_iter().map(|row| (row, theme::PLAIN)));
    }
    rows
}

fn side(view: View) -> &'static str {
    match view {
        View::Front => "front",
        View::Back => "back",
    }
}
