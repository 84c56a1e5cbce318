//! How the first start looks.
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{CHOICES, Setup, Stage};
use crate::tui::app::App;
use crate::tui::form;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, rows, split_top, wrap};

pub(in crate::tui) fn draw(screen: &Setup, _app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let width = usize::from(area.width.saturating_sub(2));
    let title = match &screen.stage {
        Stage::Choosing(_) => "Welcome to knotbook, the appointment book. What shall it open?",
        Stage::Founding { import: false, .. } => "A new practice. Name, zone and dates can be changed later (knotbook practice).",
        Stage::Founding { import: true, .. } => "Your practice. Then leave with ctrl-q and run: knotbook import csv FILE",
        Stage::Restoring(_) => "Bring back a backup",
    };
    let (head, rest) = split_top(area, 2);
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(fit(title, width), theme::bold())]);
    match &screen.stage {
        Stage::Choosing(list) => {
            rows(frame, rest, *list, CHOICES.len(), map, |place| {
                let (what, how) = CHOICES[place];
                vec![
                    Span::styled(format!("  {}  ", place + 1), theme::key()),
                    Span::raw(format!("{what:<34}")),
                    Span::styled(fit(how, width.saturating_sub(40)), theme::dim()),
                ]
            });
        }
        Stage::Founding { form, .. } => {
            let used = form::draw(frame, rest, form, true, map);
            let (_, below) = split_top(rest, used + 1);
            let words = "knotbook begins with four services (trigger point 60 and 30, first visit, deep tissue), one room, and you as the owner who treats.";
            for (row, text) in wrap(words, width).into_iter().enumerate() {
                line_at(frame, below, row, vec![Span::styled(format!(" {text}"), theme::dim())]);
            }
        }
        Stage::Restoring(form) => {
            form::draw(frame, rest, form, true, map);
        }
    }
}
