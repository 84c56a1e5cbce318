//! How two entries look side by side.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::Merge;
use crate::domain::people::card::ClientCard;
use crate::domain::people::client::age;
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::msg::Target;
use crate::tui::screens::See;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line, line_at, row_at, split_top, wrap};

pub(in crate::tui) fn draw(screen: &Merge, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let Some(see) = app.see() else { return };
    let (head, rest) = split_top(area, 2);
    let width = usize::from(area.width.saturating_sub(2));
    line_at(frame, head, 0, vec![Span::raw(" "), Span::styled(fit("Are these two one person?", width), theme::bold())]);
    let [Some(first), Some(second)] = &screen.cards else {
        line_at(frame, rest, 0, vec![Span::raw(fit(" One of the two is not in the book any more. esc goes back.", width))]);
        return;
    };
    let both = [facts(first, &see), facts(second, &see)];
    let half = (rest.width.saturating_sub(13)) / 2;
    let column = |row: Rect, place: usize| Rect {
        x: row.x + 12 + (half + 1) * u16::try_from(place).unwrap_or(0),
        width: half.min(row.width.saturating_sub(12)),
        ..row
    };
    let labels = ["", "", "born", "phone", "e-mail", "to come", "past", "alerts", "last here"];
    for (place, label) in labels.iter().enumerate() {
        let Some(row) = row_at(rest, place) else { break };
        line(frame, Rect { width: row.width.min(12), ..row }, vec![Span::styled(format!(" {label:>9}"), theme::dim())]);
        for (side, facts) in both.iter().enumerate() {
            let spot = column(row, side);
            let stays = side == screen.keep;
            let (words, style) = match place {
                0 if stays => ("▸ stays".to_owned(), theme::good()),
                0 => ("  goes into the other".to_owned(), theme::dim()),
                1 => (facts[0].clone(), if stays { theme::selected() } else { theme::bold() }),
                _ => (facts[place - 1].clone(), theme::PLAIN),
            };
            line(frame, spot, vec![Span::styled(fit(&words, usize::from(spot.width)), style)]);
            map.target(spot, Target::Row(side));
        }
    }
    let [kept, gone] = if screen.keep == 0 { [first, second] } else { [second, first] };
    let words = format!(
        "Merging gives all appointments, alerts and absences of {} to {}, adds the phones, fills what is empty there, and takes the other entry out of the lists. u takes it back.",
        apart(gone),
        apart(kept)
    );
    for (row, words) in wrap(&words, width).into_iter().enumerate() {
        line_at(frame, rest, labels.len() + 1 + row, vec![Span::raw(" "), Span::raw(words)]);
    }
}

/// The name with what tells it from another one.
fn apart(card: &ClientCard) -> String {
    let client = &card.client;
    let more = client.born.map_or_else(|| client.phones.to_string(), |born| format!("b. {}", born.year()));
    if more.is_empty() { client.name.to_string() } else { format!("{} ({more})", client.name) }
}

fn facts(card: &ClientCard, see: &See<'_>) -> [String; 8] {
    let client = &card.client;
    let or_none = |text: String| if text.is_empty() { "–".to_owned() } else { text };
    let born = client.born.map(|born| format!("{} ({})", born.format("%-d %b %Y"), age(born, see.now.date())));
    [
        client.name.to_string(),
        or_none(born.unwrap_or_default()),
        or_none(client.phones.to_string()),
        or_none(client.email.to_string()),
        say::count(card.upcoming.len(), "appointment", "appointments"),
        say::count(card.past_in_all as usize, "appointment", "appointments"),
        say::count(card.alerts.len(), "alert", "alerts"),
        card.last.map_or_else(|| "never".to_owned(), |last| say::day(last.date(), see.now.year())),
    ]
}
