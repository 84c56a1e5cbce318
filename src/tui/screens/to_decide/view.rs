//! How the list of what is to be decided looks.
use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{ToDecide, why_words};
use crate::domain::book::decide::Hit;
use crate::domain::book::status::Status;
use crate::domain::practice::directory::Directory;
use crate::domain::refusal::capitalize;
use crate::domain::text::Clean;
use crate::domain::wording::say;
use crate::tui::app::App;
use crate::tui::screens::clients::view::first_phone;
use crate::tui::screens::day::view::REPEATS;
use crate::tui::theme;
use crate::tui::view::{Map, fit, line_at, pad, rows, rule, split_bottom, split_top, wrap};

pub(in crate::tui) fn draw(screen: &ToDecide, app: &App, frame: &mut Frame<'_>, area: Rect, map: &mut Map) {
    let Some(directory) = &app.directory else { return };
    let small = area.height < 10;
    let (head, rest) = split_top(area, if small { 2 } else { 3 });
    let width = usize::from(area.width.saturating_sub(1));
    let count = if screen.hits.is_empty() { String::new() } else { format!(": {}", screen.hits.len()) };
    let dates = screen.hits.iter().filter(|(hit, _)| hit.appointment.status == Status::ToDecide).count();
    let about = match (dates, screen.hits.len() - dates) {
        (0, _) => "they keep their time until you decide".to_owned(),
        (1, 0) => "it holds no time until you decide".to_owned(),
        (_, 0) => "they hold no time until you decide".to_owned(),
        (1, _) => "1 holds no time yet (a date to decide), the others keep theirs".to_owned(),
        (many, _) => format!("{many} hold no time yet (dates to decide), the others keep theirs"),
    };
    let title = format!("To decide{count}");
    line_at(
        frame,
        head,
        0,
        vec![
            Span::raw(" "),
            Span::styled(title.clone(), theme::bold()),
            Span::styled(fit(&format!("  {about}"), width.saturating_sub(title.len() + 1)), theme::dim()),
        ],
    );
    if screen.hits.is_empty() {
        let words = "Nothing is to be decided. When hours, an absence or the practice change around an appointment, it waits here.";
        if screen.read {
            for (row, words) in wrap(words, width.saturating_sub(4)).into_iter().enumerate() {
                line_at(frame, rest, row, vec![Span::styled(format!("   {words}"), theme::dim())]);
            }
        }
        return;
    }
    let (list, pane) = split_bottom(rest, if rest.height >= 12 { 6 } else { rest.height / 2 });
    let columns = Columns::of(width, screen, app.now.year());
    line_at(frame, head, if small { 1 } else { 2 }, vec![Span::styled(columns.heading(), theme::dim())]);
    rows(frame, list, screen.list, screen.hits.len(), map, |place| {
        let (hit, phones) = &screen.hits[place];
        row(hit, phones, screen.marked.contains(&hit.appointment.id), directory, app.now.year(), &columns)
    });
    if let (Some((hit, phones)), true) = (screen.hits.get(screen.list.selected), pane.height > 0) {
        let mut why = wrap(&capitalize(&why_words(hit)), width.saturating_sub(1));
        let date = app.see().and_then(|see| screen.date_words(&see));
        why.extend(date.into_iter().flatten().flat_map(|words| wrap(&words, width.saturating_sub(1))));
        if small {
            for (row, words) in why.into_iter().enumerate() {
                line_at(frame, pane, row, vec![Span::raw(format!(" {words}"))]);
            }
            return;
        }
        let (line, inside) = split_top(pane, 1);
        rule(frame, line);
        let who = format!("{} {phones}", hit.appointment.client_name);
        line_at(frame, inside, 0, vec![Span::raw(" "), Span::styled(fit(&who, width), theme::bold())]);
        for (row, words) in why.into_iter().enumerate() {
            line_at(frame, inside, row + 1, vec![Span::raw(format!(" {words}"))]);
        }
    }
}

/// How wide each column is.
struct Columns {
    when: usize,
    client: usize,
    phone: usize,
    why: usize,
}

const STAFF: usize = 8;
const SERVICE: usize = 9;

impl Columns {
    fn of(width: usize, screen: &ToDecide, year: i32) -> Self {
        let moments = screen.hits.iter().map(|(hit, _)| say::moment(hit.appointment.span.from(), year).len());
        let when = moments.max().unwrap_or(0).max(16) + 1;
        let left = width.saturating_sub(4 + when + STAFF);
        if left < 44 {
            return Self { when, client: left.min(24), phone: 0, why: left.saturating_sub(24) };
        }
        let left = left - SERVICE;
        let (client, phone) = if left > 70 { (24, 18) } else { (16, 9) };
        Self { when, client, phone, why: left - client - phone }
    }

    fn service(&self) -> usize {
        if self.phone > 0 { SERVICE } else { 0 }
    }

    fn heading(&self) -> String {
        let phone = pad("Phone", self.phone);
        let parts = [
            pad("When", self.when),
            pad("Client", self.client),
            phone,
            pad("Who", STAFF),
            pad("Service", self.service()),
            fit("Why", self.why),
        ];
        format!("    {}", parts.concat())
    }
}

fn row<'a>(hit: &Hit, phones: &Clean, marked: bool, directory: &Directory, year: i32, columns: &Columns) -> Vec<Span<'a>> {
    let appointment = &hit.appointment;
    let cell = |text: &str, width: usize| pad(&fit(text, width.saturating_sub(1)), width);
    let mark = if marked { "*" } else { "?" };
    let date = if appointment.status == Status::ToDecide { " · a date to decide" } else { "" };
    let again = if appointment.dated.is_some() { REPEATS } else { " " };
    vec![
        Span::styled(format!("  {mark}{again}"), theme::to_decide()),
        Span::raw(cell(&say::moment(appointment.span.from(), year), columns.when)),
        Span::raw(cell(appointment.client_name.as_str(), columns.client)),
        Span::raw(cell(first_phone(phones.as_str()), columns.phone)),
        Span::raw(cell(directory.staff_short(appointment.staff), STAFF)),
        Span::raw(cell(directory.service_short(appointment.service), columns.service())),
        Span::styled(fit(&format!("{}{date}", why_words(hit)), columns.why), theme::dim()),
    ]
}
