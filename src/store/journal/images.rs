//! Row images: what the journal holds of a change, joined row by row, and what the rows are now.
use std::collections::BTreeMap;

use anyhow::{Context, Result};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, named_params, params_from_iter};
use serde_json::Map;

use crate::domain::ids::ChangeId;

pub(super) type Image = Map<String, serde_json::Value>;

/// One row as a change found it and left it. `None` is "no such row"; an update holds only the columns that changed.
#[derive(Debug, Clone)]
pub(super) struct Images {
    pub table: String,
    pub row: i64,
    pub before: Option<Image>,
    pub after: Option<Image>,
}

/// The images of a change, one per row, in the order in which the rows were first touched. Several writes to one row are
/// joined: the oldest before and the newest after.
pub(super) fn of_change(connection: &Connection, change: ChangeId) -> Result<Vec<Images>> {
    let mut ask = connection.prepare_cached("SELECT tbl, row_id, before, after FROM journal WHERE change_id = :change ORDER BY id")?;
    let mut rows = ask.query(named_params! {":change": change})?;
    let mut joined: Vec<Images> = Vec::new();
    let mut places: BTreeMap<(String, i64), usize> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let next = Images { table: row.get(0)?, row: row.get(1)?, before: read(row.get(2)?)?, after: read(row.get(3)?)? };
        let place = *places.entry((next.table.clone(), next.row)).or_insert(joined.len());
        match joined.get_mut(place) {
            Some(first) => join(first, next),
            None => joined.push(next),
        }
    }
    joined.retain(|images| images.before != images.after);
    Ok(joined)
}

fn read(json: Option<String>) -> Result<Option<Image>> {
    json.map(|text| serde_json::from_str(&text).context("A row of the journal could not be read")).transpose()
}

fn join(first: &mut Images, next: Images) {
    if let (Some(before), Some(older)) = (&mut first.before, next.before) {
        for (column, value) in older {
            before.entry(column).or_insert(value);
        }
    }
    first.after = match (first.after.take(), next.after) {
        (Some(mut image), Some(newer)) => {
            image.extend(newer);
            Some(image)
        }
        (_, after) => after,
    };
}

/// The columns of `image` as they stand in the file now; `None` when there is no such row.
pub(super) fn now(connection: &Connection, table: &str, row: i64, image: &Image) -> Result<Option<Image>> {
    let columns: Vec<&String> = image.keys().collect();
    let list = if columns.is_empty() { "id".to_owned() } else { columns.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(", ") };
    let sql = format!("SELECT {list} FROM {table} WHERE id = :id");
    let found = connection
        .prepare_cached(&sql)?
        .query_row(named_params! {":id": row}, |found| {
            (0..columns.len()).map(|n| found.get::<_, Value>(n)).collect::<rusqlite::Result<Vec<_>>>()
        })
        .optional()?;
    Ok(found.map(|values| columns.into_iter().cloned().zip(values.into_iter().map(to_json)).collect()))
}

/// Whether there is such a row.
pub(super) fn exists(connection: &Connection, table: &str, row: i64) -> Result<bool> {
    Ok(now(connection, table, row, &Image::new())?.is_some())
}

/// Puts a whole row back. An appointment comes back lifted, to be landed when all rows are in place.
pub(super) fn insert(connection: &Connection, table: &str, image: &Image, lifted: bool) -> Result<()> {
    let mut columns: Vec<&str> = image.keys().map(String::as_str).collect();
    let mut values: Vec<Value> = image.values().map(to_sql).collect();
    if lifted {
        columns.push("lifted");
        values.push(Value::Integer(1));
    }
    let marks = vec!["?"; columns.len()].join(", ");
    let sql = format!("INSERT INTO {table} ({}) VALUES ({marks})", columns.join(", "));
    connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    Ok(())
}

/// Sets the columns of `image` in a row.
pub(super) fn update(connection: &Connection, table: &str, row: i64, image: &Image) -> Result<()> {
    let sets: Vec<String> = image.keys().map(|column| format!("{column} = ?")).collect();
    let sql = format!("UPDATE {table} SET {} WHERE id = ?", sets.join(", "));
    let values = image.values().map(to_sql).chain([Value::Integer(row)]);
    connection.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    Ok(())
}

/// Takes a row out.
pub(super) fn delete(connection: &Connection, table: &str, row: i64) -> Result<()> {
    connection.prepare_cached(&format!("DELETE FROM {table} WHERE id = :id"))?.execute(named_params! {":id": row})?;
    Ok(())
}

// The tables are STRICT and hold integers and text only.
fn to_json(value: Value) -> serde_json::Value {
    match value {
        Value::Null | Value::Blob(_) => serde_json::Value::Null,
        Value::Integer(n) => n.into(),
        Value::Real(n) => n.into(),
        Value::Text(text) => text.into(),
    }
}

fn to_sql(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Number(n) => n.as_i64().map_or(Value::Null, Value::Integer),
        serde_json::Value::String(text) => Value::Text(text.clone()),
        serde_json::Value::Bool(yes) => Value::Integer(i64::from(*yes)),
        _ => Value::Null,
    }
}
