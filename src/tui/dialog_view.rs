//! How the questions on top of a screen look.
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::app::App;
use super::dialog::{Body, Dialog};
use super::dialog_acts::called_off;
use super::form;
use super::screens::note;
use super::standing;
use super::theme;
use super::view::{Map, fit, line_at, pad, rows, sheet, split_bottom, split_top, wrap};
use crate::domain::people::alert::Level;
use crate::domain::refusal::capitalize;

pub(super) fn draw(app: &App, frame: &mut Frame<'_>, body: Rect, map: &mut Map) {
    let Some(dialog) = app.dialogs.last() else { return };
    match &dialog.body {
        Body::Help(lines) => help(dialog, lines, frame, body, map),
        Body::Palette { all, fitting } => {
            let inside = sheet(frame, body, &dialog.title, 14);
            let (typed, list) = split_top(inside, 1);
            form::draw_line(frame, typed, &dialog.form.fields[0]);
            let width = usize::from(list.width);
            rows(frame, list, dialog.list, fitting.len(), map, |place| {
                let found = &all[fitting[place]];
                vec![Span::raw(pad(found.words, width.saturating_sub(20)) + "  "), Span::styled(pad(&found.keys, 18), theme::key())]
            });
        }
        Body::Who { all, fitting } => {
            let inside = sheet(frame, body, &dialog.title, u16::try_from(all.len() + 1).unwrap_or(10));
            let (typed, list) = split_top(inside, 1);
            form::draw_line(frame, typed, &dialog.form.fields[0]);
            let width = usize::from(list.width);
            rows(frame, list, dialog.list, fitting.len(), map, |place| vec![Span::raw(fit(&all[fitting[place]].1, width))]);
        }
        Body::GoTo { echo } => {
            let inside = sheet(frame, body, &dialog.title, 2);
            let (typed, rest) = split_top(inside, 1);
            form::draw_line(frame, typed, &dialog.form.fields[0]);
            let (words, style) = match echo {
                Ok(words) => (words, theme::good()),
                Err(why) => (why, theme::dim()),
            };
            line_at(frame, rest, 0, vec![Span::styled(fit(words, usize::from(rest.width)), style)]);
        }
        Body::Cancel { appointment, late_hours } => {
            let inside = sheet(frame, body, &dialog.title, 3);
            let used = form::draw(frame, inside, &dialog.form, true, map);
            let status = called_off(appointment, *late_hours, dialog.form.chosen(0), app);
            let (_, below) = split_top(inside, used);
            line_at(frame, below, 0, vec![Span::styled(format!("↵ notes it as {}", status.word()), theme::dim())]);
        }
        Body::Anyway { fit: held, .. } => {
            let width = usize::from(body.width.saturating_sub(4));
            let mut lines: Vec<String> =
                held.conflicts.iter().flat_map(|conflict| wrap(&format!("✗ {}", capitalize(&conflict.to_string())), width)).collect();
            if !held.ways.is_empty() {
                let ways: Vec<&str> = held.ways.iter().map(|way| way.words.as_str()).collect();
                lines.extend(wrap(&format!("Free: {}", ways.join(" · ")), width));
            }
            let most = usize::from(body.height.saturating_sub(5)).max(1);
            if lines.len() > most {
                let more = lines.len() + 1 - most;
                lines.truncate(most - 1);
                lines.push(format!("… and {more} lines more"));
            }
            let inside = sheet(frame, body, &dialog.title, u16::try_from(lines.len()).unwrap_or(4) + 1);
            for (row, text) in lines.iter().enumerate() {
                line_at(frame, inside, row, vec![Span::raw(text.clone())]);
            }
            let (_, rest) = split_top(inside, u16::try_from(lines.len()).unwrap_or(0));
            form::draw(frame, rest, &dialog.form, true, map);
        }
        Body::Again(again) => echoed(dialog, again.echo(app), frame, body),
        Body::Repeat(repeating) => echoed(dialog, repeating.echo(app), frame, body),
        Body::Hits { words, .. } | Body::Keep { words, .. } => sentences(dialog, words, frame, body, map),
        Body::Stop { alerts, .. } => {
            let width = usize::from(body.width.saturating_sub(4));
            let lines: Vec<String> = alerts.iter().flat_map(|alert| wrap(&format!("!! {alert}"), width)).collect();
            let used = u16::try_from(lines.len()).unwrap_or(4);
            let inside = sheet(frame, body, &dialog.title, used + 1);
            for (row, text) in lines.into_iter().enumerate() {
                line_at(frame, inside, row, vec![Span::styled(text, theme::alert(Level::Stop))]);
            }
            let (_, rest) = split_top(inside, used);
            form::draw(frame, rest, &dialog.form, true, map);
        }
        Body::Restore { words, .. } => {
            let width = usize::from(body.width.saturating_sub(2));
            let lines: Vec<String> = words.iter().flat_map(|text| wrap(text, width)).collect();
            let inside = sheet(frame, body, &dialog.title, u16::try_from(lines.len()).unwrap_or(4));
            for (row, text) in lines.into_iter().enumerate() {
                line_at(frame, inside, row, vec![Span::raw(text)]);
            }
        }
        Body::Which(which) => standing::view::which(dialog, which, frame, body, map),
        Body::Terms(question) => standing::view::terms(dialog, question, frame, body, map),
        Body::Note(asked) => note::ask::view::draw(dialog, asked, frame, body, map),
        Body::Leave { unsaved } => {
            let words =
                if *unsaved { "What is typed here is not saved yet and would be lost; all else is saved." } else { "Everything is saved." };
            let lines = wrap(words, usize::from(body.width.saturating_sub(2)));
            let inside = sheet(frame, body, &dialog.title, u16::try_from(lines.len()).unwrap_or(1));
            for (row, text) in lines.into_iter().enumerate() {
                line_at(frame, inside, row, vec![Span::raw(text)]);
            }
        }
    }
}

/// A list of sentences; where one is cut, the selected one stands whole below them.
fn sentences(dialog: &Dialog, words: &[String], frame: &mut Frame<'_>, body: Rect, map: &mut Map) {
    let asked = u16::try_from(dialog.form.fields.len()).unwrap_or(0);
    let width = usize::from(body.width.saturating_sub(2));
    let lines = |words: &String| wrap(words, width.saturating_sub(2)).len();
    let most = words.iter().map(lines).max().unwrap_or(1);
    let whole = if most > 1 { u16::try_from(most).unwrap_or(4) } else { 0 };
    let rows_wanted = u16::try_from(words.len()).unwrap_or(u16::MAX / 2).saturating_add(asked + whole);
    let inside = sheet(frame, body, &dialog.title, rows_wanted);
    let (list, typed) = split_bottom(inside, asked);
    let (list, below) = split_bottom(list, whole.min(list.height.saturating_sub(1)));
    rows(frame, list, dialog.list, words.len(), map, |place| vec![Span::raw(fit(&format!("  {}", words[place]), width))]);
    let selected = words.get(dialog.list.selected).map(|words| wrap(words, width.saturating_sub(2))).unwrap_or_default();
    for (row, text) in selected.into_iter().enumerate() {
        line_at(frame, below, row, vec![Span::raw("  "), Span::styled(text, theme::dim())]);
    }
    form::draw(frame, typed, &dialog.form, true, map);
}

/// A line that is typed, and what is understood of it below; whether that can be had.
fn echoed(dialog: &Dialog, (is_free, lines): (bool, Vec<String>), frame: &mut Frame<'_>, body: Rect) {
    let width = usize::from(body.width.saturating_sub(2));
    let lines: Vec<String> = lines.iter().flat_map(|text| wrap(text, width)).collect();
    let inside = sheet(frame, body, &dialog.title, u16::try_from(lines.len() + 1).unwrap_or(4).max(3));
    let (typed, rest) = split_top(inside, 1);
    form::draw_line(frame, typed, &dialog.form.fields[0]);
    let style = if is_free { theme::good() } else { theme::PLAIN };
    for (row, text) in lines.into_iter().enumerate() {
        line_at(frame, rest, row, vec![Span::styled(text, style)]);
    }
}

fn help(dialog: &Dialog, lines: &[(String, String)], frame: &mut Frame<'_>, body: Rect, map: &mut Map) {
    let inside = sheet(frame, body, "All keys here · ↑ ↓ scroll · esc closes · : finds any command by word", body.height);
    let width = usize::from(inside.width);
    rows(frame, inside, dialog.list, lines.len(), map, |place| {
        let (keys, words) = &lines[place];
        if words.is_empty() {
            return vec![Span::styled(fit(keys, width), theme::bold())];
        }
        vec![Span::raw("  "), Span::styled(pad(keys, 20), theme::key()), Span::raw(fit(words, width.saturating_sub(22)))]
    });
}
