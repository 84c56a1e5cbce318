//! A room.
use super::Unread;
use crate::domain::change::PracticeChange;
use crate::domain::practice::room::{NewRoom, Room, differences};
use crate::tui::form::{Field, Form};

const NAME: usize = 0;
const SHORT: usize = 1;

pub(super) fn fields(room: Option<&Room>) -> Form {
    Form::new(vec![
        Field::text("Name", "Room 2", room.map_or("", |room| room.name.as_str())),
        Field::text("Short", "for narrow columns: R2", room.map_or("", |room| room.short.as_str())),
    ])
}

/// A short name is proposed until somebody types another.
pub(super) fn suggest_short(form: &mut Form) {
    if form.focus == NAME {
        let short = NewRoom::short_of(&form.value(NAME));
        form.fields[SHORT].suggest(short.as_str());
    }
}

pub(super) fn read(form: &Form, seen: Option<&Room>) -> Result<Option<PracticeChange>, Unread> {
    let (name, short) = (form.value(NAME), form.value(SHORT));
    if name.is_empty() {
        return Err((NAME, "What is the room called?".into()));
    }
    if short.is_empty() {
        return Err((SHORT, "It needs a short name for narrow columns, like R2.".into()));
    }
    let Some(seen) = seen else { return Ok(Some(PracticeChange::AddRoom(NewRoom { name, short }))) };
    let fields = differences(seen, Room { name, short, ..seen.clone() });
    Ok((!fields.is_empty()).then_some(PracticeChange::EditRoom { id: seen.id, fields }))
}

/// The field a refusal names.
pub(super) fn place(field: &str) -> usize {
    if field == "short" { SHORT } else { NAME }
}
