//! How the questions about a standing appointment look.
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Which;
use super::terms::Question;
use crate::tui::dialog::Dialog;
use crate::tui::form;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, rows, sheet, split_top, wrap};

pub(in crate::tui) fn which(dialog: &Dialog, which: &Which, frame: &mut Frame<'_>, body: Rect, map: &mut Map) {
    let width = usize::from(body.width.saturating_sub(2));
    let sentence = wrap(&format!("{}{}", which.sentence, which.position()), width);
    let choices = which.choices();
    let high = u16::try_from(sentence.len() + choices.len().max(1)).unwrap_or(4);
    let inside = sheet(frame, body, &dialog.title, high);
    let (above, list) = split_top(inside, u16::try_from(sentence.len()).unwrap_or(1));
    for (row, words) in sentence.into_iter().enumerate() {
        line_at(frame, above, row, vec![Span::raw(words)]);
    }
    if choices.is_empty() {
        line_at(frame, list, 0, vec![Span::styled("…", theme::dim())]);
    }
    let width = usize::from(list.width);
    rows(frame, list, dialog.list, choices.len(), map, |place| {
        let choice = &choices[place];
        let words = fit(&choice.words, width.saturating_sub(8));
        let room = width.saturating_sub(8 + unicode_width::UnicodeWidthStr::width(words.as_str()));
        let aside = if choice.aside.is_empty() { String::new() } else { format!("  {}", choice.aside) };
        vec![Span::styled(format!("{}  ", choice.digit), theme::key()), Span::raw(words), Span::styled(fit(&aside, room), theme::dim())]
    });
}

pub(in crate::tui) fn terms(dialog: &Dialog, question: &Question, frame: &mut Frame<'_>, body: Rect, map: &mut Map) {
    let width = usize::from(body.width.saturating_sub(2));
    let (is_good, echo) = question.echo();
    let echo = wrap(&echo, width);
    let fields = u16::try_from(dialog.form.fields.len()).unwrap_or(3);
    let inside = sheet(frame, body, &dialog.title, fields + u16::try_from(echo.len()).unwrap_or(1));
    let used = form::draw(frame, inside, &dialog.form, true, map);
    let (_, below) = split_top(inside, used);
    let style = if is_good { theme::good() } else { theme::dim() };
    for (row, words) in echo.into_iter().enumerate() {
        line_at(frame, below, row, vec![Span::styled(words, style)]);
    }
}
