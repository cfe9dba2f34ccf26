//! `verify`: reads everything, changes nothing, and names each item that is not as it was written.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row};
use sunhall_hall::Day;

use super::journal::Fault;
use super::seal::{self, Digest, Tree};
use super::sqlite::foreign;
use super::{envelope, reader, storage, views};
use crate::draw::{file_hash, text_hash};

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    Event { seq: u64, what: String },
    Root { day: String, what: String },
    Text { key: String, seq: u64, what: String },
    File { hash: String, what: String },
    View { table: String, row: String, what: String },
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Event { seq, what } => write!(formatter, "event {seq}: {what}"),
            Self::Root { day, what } => write!(formatter, "daily root of {day}: {what}"),
            Self::Text { key, seq, what } => write!(formatter, "text {key}, named by event {seq}: {what}"),
            Self::File { hash, what } => write!(formatter, "file {hash}: {what}"),
            Self::View { table, row, what } => write!(formatter, "view {table}, row {row}: {what}"),
        }
    }
}

/// What was read, and what was wrong with it.
#[derive(Debug, Default)]
pub struct Verified {
    pub events: u64,
    pub days: u64,
    pub texts: u64,
    pub erased: u64,
    pub files: u64,
    pub findings: Vec<Finding>,
}

/// Checks chain, daily roots, texts that were not erased, files, and that the views equal a rebuild.
pub fn verify(path: &Path, hall: &str) -> Result<Verified, Fault> {
    let connection = reader::open(path)?;
    let own: Option<String> = connection.query_row("SELECT value FROM meta WHERE key = 'hall'", [], |row| row.get(0)).optional().map_err(storage)?;
    if let Some(own) = own.filter(|own| own != hall) {
        return Err(foreign(&own, hall));
    }
    // One transaction sees one moment, also while a hub writes on.
    connection.execute_batch("BEGIN").map_err(storage)?;
    let rebuilt = Connection::open_in_memory().map_err(storage)?;
    rebuilt.execute_batch("CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL)").map_err(storage)?;
    views::clear(&rebuilt)?;
    let mut walk = Walk { hall, rebuilt: &rebuilt, verified: Verified::default(), named: BTreeMap::new(), roots: Vec::new() };
    walk.events(&connection)?;
    walk.roots(&connection)?;
    walk.texts(&connection)?;
    walk.files(&connection)?;
    for table in views::TABLES {
        walk.view(&connection, table)?;
    }
    Ok(walk.verified)
}

struct DayRoot {
    day: Day,
    first: u64,
    last: u64,
    root: Digest,
}

struct Walk<'a> {
    hall: &'a str,
    rebuilt: &'a Connection,
    verified: Verified,
    /// Texts that events name: key → hash and the first event that names it.
    named: BTreeMap<String, (String, u64)>,
    roots: Vec<DayRoot>,
}

impl Walk<'_> {
    fn event(&mut self, seq: u64, what: impl Into<String>) {
        self.verified.findings.push(Finding::Event { seq, what: what.into() });
    }

    fn events(&mut self, connection: &Connection) -> Result<(), Fault> {
        let foreign: i64 = connection.query_row("SELECT count(*) FROM event WHERE hall <> ?1", [self.hall], |row| row.get(0)).map_err(storage)?;
        if foreign > 0 {
            self.event(0, format!("{foreign} rows belong to another hall"));
        }
        let mut statement = connection.prepare("SELECT seq, envelope, nonce, hash FROM event WHERE hall = ?1 ORDER BY seq").map_err(storage)?;
        let mut rows = statement.query([self.hall]).map_err(storage)?;
        let (mut expected, mut stored, mut computed) = (1, Some(seal::start(self.hall)), seal::start(self.hall));
        let mut day: Option<(Day, u64, Tree)> = None;
        while let Some(row) = rows.next().map_err(storage)? {
            let seq = row.get::<_, i64>(0).map_err(storage)? as u64;
            if seq != expected {
                self.event(expected, "it is missing");
                expected = seq;
            }
            let (bytes, nonce, hash) = (blob(row, 1)?, blob(row, 2)?, blob(row, 3)?);
            let leaf = seal::leaf(&nonce, &bytes);
            let own = seal::unsealed(&hash);
            // The event before may be the one that was touched, in its content or in its hash: this one is whole when it fits either.
            let fits = [stored, Some(computed)].into_iter().flatten().any(|previous| own == Some(seal::link(&previous, &leaf)));
            if !fits {
                self.event(seq, "its hash does not fit");
            }
            computed = seal::link(&stored.unwrap_or(computed), &leaf);
            stored = own;
            match envelope::read(self.hall, seq, &bytes) {
                Ok(read) => {
                    // A touched event may say what no view can hold; it is named already.
                    let written = views::write(self.rebuilt, &views::Stored { seq, time: read.time, actor: &read.actor, event: &read.event });
                    if fits {
                        written?;
                    }
                    self.tree(&mut day, read.time.day(), seq, leaf);
                    collect_names(&bytes, seq, &mut self.named);
                }
                Err(Fault::Damaged { what, .. }) if fits => self.event(seq, what),
                Err(_) if !fits => {}
                Err(fault) => return Err(fault),
            }
            self.verified.events += 1;
            expected += 1;
        }
        Ok(())
    }

    fn tree(&mut self, current: &mut Option<(Day, u64, Tree)>, day: Day, seq: u64, leaf: Digest) {
        if let Some((last, first, tree)) = current.take() {
            if last >= day {
                *current = Some((last, first, tree));
            } else if let Some(root) = tree.root() {
                self.roots.push(DayRoot { day: last, first, last: seq - 1, root });
            }
        }
        current.get_or_insert_with(|| (day, seq, Tree::default())).2.push(leaf);
    }

    fn roots(&mut self, connection: &Connection) -> Result<(), Fault> {
        let mut statement = connection.prepare("SELECT day, first_seq, last_seq, root FROM root WHERE hall = ?1").map_err(storage)?;
        let stored = statement
            .query_map([self.hall], |row| Ok((row.get::<_, String>(0)?, (row.get::<_, i64>(1)?, row.get::<_, i64>(2)?, row.get::<_, Vec<u8>>(3)?))))
            .and_then(Iterator::collect::<Result<BTreeMap<_, _>, _>>)
            .map_err(storage)?;
        self.verified.days = self.roots.len() as u64;
        for root in std::mem::take(&mut self.roots) {
            let day = root.day.0.to_string();
            let expected = (root.first as i64, root.last as i64, seal::sealed(&root.root).to_vec());
            match stored.get(&day) {
                Some(found) if *found == expected => {}
                Some(_) => self.verified.findings.push(Finding::Root { day, what: "it does not fit its events".to_owned() }),
                None => self.verified.findings.push(Finding::Root { day, what: "it is missing".to_owned() }),
            }
        }
        Ok(())
    }

    fn texts(&mut self, connection: &Connection) -> Result<(), Fault> {
        let mut statement = connection.prepare("SELECT salt, text, erased_at FROM text WHERE key = ?1").map_err(storage)?;
        for (key, (hash, seq)) in std::mem::take(&mut self.named) {
            let row = statement.query_row([&key], |row| {
                Ok((
                    row.get::<_, Option<Vec<u8>>>(0)?,
                    row.get::<_, Option<Vec<u8>>>(1).or_else(|_| row.get::<_, Option<String>>(1).map(|text| text.map(String::into_bytes)))?,
                    row.get::<_, Option<i64>>(2)?,
                ))
            });
            let what = match row {
                Ok((None, None, Some(_))) => {
                    self.verified.erased += 1;
                    continue;
                }
                Ok((Some(salt), Some(text), None)) => {
                    self.verified.texts += 1;
                    match String::from_utf8(text) {
                        Ok(text) if text_hash(&salt, &text) == hash => continue,
                        _ => "its hash does not fit".to_owned(),
                    }
                }
                Ok(_) => "it is neither whole nor erased".to_owned(),
                Err(rusqlite::Error::QueryReturnedNoRows) => "it is missing".to_owned(),
                Err(error) => error.to_string(),
            };
            self.verified.findings.push(Finding::Text { key, seq, what });
        }
        Ok(())
    }

    fn files(&mut self, connection: &Connection) -> Result<(), Fault> {
        let mut statement = connection.prepare("SELECT hash, bytes FROM file").map_err(storage)?;
        let mut rows = statement.query([]).map_err(storage)?;
        while let Some(row) = rows.next().map_err(storage)? {
            let hash: String = row.get(0).map_err(storage)?;
            self.verified.files += 1;
            if file_hash(&blob(row, 1)?).as_str() != hash {
                self.verified.findings.push(Finding::File { hash, what: "its bytes do not fit its name".to_owned() });
            }
        }
        Ok(())
    }

    fn view(&mut self, connection: &Connection, table: &str) -> Result<(), Fault> {
        let (found, expected) = (table_rows(connection, table)?, table_rows(self.rebuilt, table)?);
        for key in found.keys().chain(expected.keys().filter(|key| !found.contains_key(*key))) {
            let what = match (found.get(key), expected.get(key)) {
                (Some(found), Some(expected)) if found == expected => continue,
                (Some(_), Some(_)) => "it differs from a rebuild",
                (Some(_), None) => "a rebuild does not have it",
                (None, _) => "it is missing",
            };
            self.verified.findings.push(Finding::View { table: table.to_owned(), row: key.to_string(), what: what.to_owned() });
        }
        Ok(())
    }
}

/// A column as bytes, whatever type a touched row claims to have.
fn blob(row: &Row<'_>, column: usize) -> Result<Vec<u8>, Fault> {
    Ok(match row.get::<_, Value>(column).map_err(storage)? {
        Value::Blob(bytes) => bytes,
        Value::Text(text) => text.into_bytes(),
        Value::Integer(number) => number.to_string().into_bytes(),
        Value::Real(number) => number.to_string().into_bytes(),
        Value::Null => Vec::new(),
    })
}

/// Every row of a view by its integer key, its columns in one line.
fn table_rows(connection: &Connection, table: &str) -> Result<BTreeMap<i64, String>, Fault> {
    let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).map_err(storage)?;
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| {
        let values = (0..columns).map(|column| row.get::<_, Value>(column)).collect::<Result<Vec<_>, _>>()?;
        Ok((row.get::<_, i64>(0)?, format!("{values:?}")))
    });
    rows.and_then(Iterator::collect).map_err(storage)
}

/// Every reference to a text inside an envelope: an object of exactly `key` and `hash`.
fn collect_names(envelope: &[u8], seq: u64, named: &mut BTreeMap<String, (String, u64)>) {
    let mut open: Vec<serde_json::Value> = serde_json::from_slice(envelope).into_iter().collect();
    while let Some(value) = open.pop() {
        match value {
            serde_json::Value::Array(items) => open.extend(items),
            serde_json::Value::Object(fields) => {
                let text = |name: &str| fields.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
                match (fields.len(), text("key"), text("hash")) {
                    (2, Some(key), Some(hash)) => drop(named.entry(key).or_insert((hash, seq))),
                    _ => open.extend(fields.into_iter().map(|(_, value)| value)),
                }
            }
            serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) | serde_json::Value::String(_) => {}
        }
    }
}
