//! How the client form looks.
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::ClientForm;
use crate::domain::people::card::Likeness;
use crate::tui::app::App;
use crate::tui::form;
use crate::tui::keys::Command;
use crate::tui::msg::Target;
use crate::tui::screens::See;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line, line_at, row_at, split_top};

pub(in crate::tui) fn draw(screen: &ClientForm, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
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
    let (head, rest) = split_top(area, 2);
    let title = screen.of.as_ref().map_or_else(|| "New client".to_owned(), |client| format!("Edit {}", client.name));
    let width = usize::from(area.width.saturating_sub(2));
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(fit(&title, width), theme::bold())]);
    let used = form::draw(frame, rest, &screen.form, true, map);
    let (_, below) = split_top(rest, used + 1);
    let mut row = 0;
    if let Some(echo) = screen.born_echo(&see) {
        let (words, style) = match echo {
            Ok(words) => (format!(" Born {words}"), theme::good()),
            Err(why) => (format!(" {why}"), theme::bad()),
        };
        line_at(frame, below, row, vec![Span::styled(fit(&words, width), style)]);
        row += 1;
    }
    for (place, double) in screen.doubles.iter().enumerate() {
        let Some(spot) = row_at(below, row) else { break };
        let why = match double.like {
            Likeness::SameName => "same name",
            Likeness::SamePhone => "same phone",
        };
        let born = double.client.born.map(|born| format!(", born {}", born.format("%-d %b %Y"))).unwrap_or_default();
        let key = app.keymap().key_for(Command::Merge, &app.contexts()).map(|key| app.key_words(key));
        let merge = key.filter(|_| screen.of.is_some() && place == 0).map(|key| format!("; {key} merges")).unwrap_or_default();
        let words = format!(" ! Already in the book ({why}{merge}): {}{born}, {}", double.client.name, double.client.phones);
        line(frame, spot, vec![Span::styled(fit(&words, width), theme::alert(crate::domain::people::alert::Level::Care))]);
        map.target(spot, Target::Row(place));
        row += 1;
    }
}
