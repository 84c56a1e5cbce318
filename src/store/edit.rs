//! The compare-and-set behind every edit: a column is written only while it still holds what the person saw.
use chrono::NaiveDateTime;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, named_params, params_from_iter};

use super::{Error, Writer};
use crate::domain::refusal::{Refusal, Stale};
use crate::domain::text::Clean;

/// A column with what the person saw and what they want.
pub(super) struct Field {
    column: &'static str,
    seen: Value,
    new: Value,
}

impl Field {
    pub(super) fn new(column: &'static str, seen: impl Into<Value>, new: impl Into<Value>) -> Self {
        Self { column, seen: seen.into(), new: new.into() }
    }

    /// The column as the screen calls it.
    pub(super) fn words(&self) -> String {
        match self.column {
            "staff_id" => "therapist".into(),
            "date_order" => "order of dates".into(),
            "ends" => "length".into(),
            "starts" => "time".into(),
            "email" => "e-mail".into(),
            column => column.trim_end_matches("_id").replace('_', " "),
        }
    }
}

/// Whether a cell holds what the person saw: text of another program is cleaned before it is shown.
fn same(now: &Value, seen: &Value) -> bool {
    match (now, seen) {
        (Value::Text(now), Value::Text(seen)) => now == seen || Clean::text(now).as_str() == seen,
        _ => now == seen,
    }
}

/// A cell as a sentence quotes it.
fn cell_words(value: &Value) -> String {
    match value {
        Value::Null | Value::Blob(_) => String::new(),
        Value::Integer(n) => n.to_string(),
        Value::Real(n) => n.to_string(),
        Value::Text(text) => {
            let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M");
            wall.map_or_else(|_| text.clone(), |at| at.format("%Y-%m-%d %H:%M").to_string())
        }
    }
}

impl Writer<'_> {
    /// Sets the columns that still hold what the person saw; refuses with both versions when one does not.
    pub(super) fn edit(&self, table: &str, row: i64, whose: &str, fields: &[Field]) -> Result<(), Error> {
        for field in fields {
            let now: Value = self
                .tx
                .prepare_cached(&format!("SELECT {} FROM {table} WHERE id = :id", field.column))?
                .query_row(named_params! {":id": row}, |found| found.get(0))
                .optional()?
                .ok_or(Refusal::Gone { what: "row" })?;
            if !same(&now, &field.seen) {
                return Err(self.stale(table, row, whose, field, &now)?.into());
            }
        }
        let sets: Vec<String> = fields.iter().map(|field| format!("{} = ?", field.column)).collect();
        if sets.is_empty() {
            return Err(Refusal::field("", "Nothing was changed, so nothing was saved.").into());
        }
        let values = fields.iter().map(|field| field.new.clone()).chain([Value::Integer(row)]);
        self.tx.prepare_cached(&format!("UPDATE {table} SET {} WHERE id = ?", sets.join(", ")))?.execute(params_from_iter(values))?;
        Ok(())
    }

    pub(super) fn stale(&self, table: &str, row: i64, whose: &str, field: &Field, now: &Value) -> Result<Refusal, Error> {
        let by: Option<String> = self
            .tx
            .prepare_cached(
                "SELECT staff.short FROM journal JOIN change ON change.id = journal.change_id JOIN staff ON staff.id = change.staff_id
                  WHERE tbl = :table AND row_id = :row ORDER BY journal.id DESC LIMIT 1",
            )?
            .query_row(named_params! {":table": table, ":row": row}, |found| found.get(0))
            .optional()?;
        Ok(Refusal::Stale(Box::new(Stale {
            what: whose.to_owned(),
            field: field.words(),
            seen: self.in_words(field.column, &field.seen)?,
            now: self.in_words(field.column, now)?,
            wanted: self.in_words(field.column, &field.new)?,
            by,
        })))
    }

    /// A cell as the person knows it: names for ids.
    fn in_words(&self, column: &str, value: &Value) -> Result<String, Error> {
        let table = match column {
            "staff_id" => "staff",
            "room_id" => "room",
            "service_id" => "service",
            "client_id" => "client",
            _ => return Ok(cell_words(value)),
        };
        let name: Option<Clean> = self
            .tx
            .prepare_cached(&format!("SELECT name FROM {table} WHERE id = :id"))?
            .query_row(named_params! {":id": value}, |row| row.get(0))
            .optional()?;
        Ok(name.map(String::from).unwrap_or_default())
    }
}
