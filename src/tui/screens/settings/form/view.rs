//! How the form looks: the fields, what was understood, and what saving would hit.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::ThingForm;
use crate::tui::app::App;
use crate::tui::form;
use crate::tui::screens::See;
use crate::tui::screens::to_decide::{hit_words, hits_title};
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, split_bottom, split_top, wrap};

pub(in crate::tui) fn draw(screen: &ThingForm, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
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
    // In the smallest window what follows from the fields has its rows, and the fields around the one with the keys theirs.
    let small = area.height < 10;
    let (head, rest) = split_top(area, if small { 1 } else { 2 });
    let width = usize::from(area.width.saturating_sub(2));
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(fit(&screen.title(), width), theme::bold())]);
    let (fields, _) = split_bottom(rest, if small { rest.height / 2 } else { 0 });
    let used = form::draw(frame, fields, &screen.form, true, map);
    let (_, below) = split_top(rest, if small { used } else { used + 1 });
    let mut lines: Vec<Span<'_>> = Vec::new();
    if let Some(echo) = screen.echo(&see) {
        let (words, style) = match echo {
            Ok(words) => (words, theme::good()),
            Err(why) => (why, theme::dim()),
        };
        lines.extend(wrap(&words, width).into_iter().map(|words| Span::styled(words, style)));
    }
    for words in screen.loses(&see) {
        let style = if words.starts_with('!') { theme::bold() } else { theme::dim() };
        lines.extend(wrap(&words, width).into_iter().map(|words| Span::styled(words, style)));
    }
    match screen.hits(&see) {
        Some(Ok(hits)) if !hits.is_empty() => {
            let title = hits_title(hits.len());
            // Narrow, it says how many and leaves the rest to the question before saving.
            let title = if title.len() > width { title.split(';').next().unwrap_or_default() } else { title.as_str() };
            lines.push(Span::styled(fit(title, width), theme::bold()));
            let room = usize::from(below.height).saturating_sub(lines.len());
            let mut told: Vec<String> = Vec::new();
            let mut shown = 0;
            for hit in hits {
                let words = wrap(&format!("? {}", hit_words(hit, directory, app.now.year())), width);
                // The last row is for how many more there are.
                let kept = usize::from(shown + 1 < hits.len());
                if told.len() + words.len() + kept > room {
                    break;
                }
                told.extend(words);
                shown += 1;
            }
            lines.extend(told.into_iter().map(Span::raw));
            if shown < hits.len() {
                lines.push(Span::styled(
                    fit(&format!("… and {} more; saving shows all of them first", hits.len() - shown), width),
                    theme::dim(),
                ));
            }
        }
        Some(Err(why)) => {
            lines.extend(wrap(&why.to_string(), width).into_iter().map(|words| Span::styled(words, theme::bad())));
        }
        Some(Ok(_)) if screen.can_hit() => lines.push(Span::styled("No appointment is hit by this.", theme::dim())),
        Some(Ok(_)) | None => {}
    }
    for (row, words) in lines.into_iter().enumerate() {
        line_at(frame, below, row, vec![Span::raw(" "), words]);
    }
}
