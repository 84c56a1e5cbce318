//! Which events of a calendar are here already, and as what.
use std::collections::HashMap;

use chrono::NaiveDateTime;
use rusqlite::{Row, named_params};

use super::rows::{Day, Wall};
use super::{Error, Store};
use crate::domain::book::calendar::{Here, HereDate};
use crate::domain::span::Span;

impl Store {
    /// Of these names (RFC 5545 UID) the ones that came in before, as a standing appointment, as an appointment or as dates of
    /// their own ("UID/20261124T100000"), each with what it is in the book now.
    pub fn known_uids<'a>(&self, uids: impl IntoIterator<Item = &'a str>) -> Result<HashMap<String, Here>, Error> {
        // "0" is the character after "/".
        let mut ask = self.connection.prepare_cached(
            "SELECT sequence, id, uid, client_id, starts, ends, status, NULL FROM appointment WHERE uid = :uid
             UNION ALL SELECT sequence, id, uid, client_id, starts, ends, status, NULL FROM appointment
                WHERE uid > :uid || '/' AND uid < :uid || '0' AND length(uid) = length(:uid) + 16
             UNION ALL SELECT s.sequence, a.id, s.uid, a.client_id, a.starts, a.ends, a.status, a.rule_date
                FROM series AS s JOIN appointment AS a ON a.series_id = s.id WHERE s.uid = :uid",
        )?;
        let mut series = self.connection.prepare_cached(
            "SELECT sequence, id, made_until, EXISTS (SELECT 1 FROM series AS n WHERE n.split_from = s.id) FROM series AS s WHERE uid = :uid",
        )?;
        let mut known = HashMap::new();
        for uid in uids {
            let rows = ask.query_map(named_params! {":uid": uid}, read)?.collect::<Result<Vec<_>, _>>()?;
            let made = series
                .query_map(named_params! {":uid": uid}, |row| Ok((row.get(0)?, (row.get(1)?, row.get::<_, Day>(2)?.0, row.get(3)?))))?;
            let made = made.collect::<Result<Vec<_>, _>>()?;
            if rows.is_empty() && made.is_empty() {
                continue;
            }
            let sequence = rows.iter().map(|(of, _)| *of).chain(made.iter().map(|(of, _)| *of)).max().unwrap_or_default();
            let mut dates: Vec<HereDate> = rows.into_iter().map(|(_, date)| date).collect();
            dates.sort_by_key(|one| one.date);
            known.insert(uid.to_owned(), Here { sequence, series: made.first().map(|(_, series)| *series), dates });
        }
        Ok(known)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<(u32, HereDate)> {
    let (starts, ends) = (row.get::<_, Wall>(4)?.0, row.get::<_, Wall>(5)?.0);
    let uid: String = row.get(2)?;
    let listed = || NaiveDateTime::parse_from_str(uid.rsplit_once('/')?.1, "%Y%m%dT%H%M%S").ok();
    let date = row.get::<_, Option<Wall>>(7)?.map(|at| at.0).or_else(listed).unwrap_or(starts);
    let span = Span::lasting(starts, u32::try_from((ends - starts).num_minutes()).unwrap_or_default());
    Ok((row.get(0)?, HereDate { id: row.get(1)?, date, span, status: row.get(6)?, client: row.get(3)? }))
}
