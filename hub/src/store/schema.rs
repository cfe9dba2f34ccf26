//! The tables of a data folder, and how an older folder becomes a newer one.

use rusqlite::Connection;

use super::journal::Fault;
use super::storage;

/// One step for each version; a step is never changed once it was released.
const STEPS: &[&str] = &[
    "
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The log. `envelope` is never rewritten; `hash` begins with its algorithm byte.
CREATE TABLE event(
  hall TEXT NOT NULL, seq INTEGER NOT NULL, envelope BLOB NOT NULL, nonce BLOB NOT NULL, hash BLOB NOT NULL,
  PRIMARY KEY(hall, seq)) WITHOUT ROWID;
CREATE TABLE root(
  hall TEXT NOT NULL, day TEXT NOT NULL, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL, root BLOB NOT NULL,
  PRIMARY KEY(hall, day)) WITHOUT ROWID;

-- Persons and free text: erasing empties salt and text, the log keeps key and hash.
CREATE TABLE text(key TEXT PRIMARY KEY, kind TEXT NOT NULL, salt BLOB, text TEXT, erased_at INTEGER) WITHOUT ROWID;
CREATE INDEX text_code ON text(text) WHERE kind = 'code';
CREATE TABLE file(hash TEXT PRIMARY KEY, bytes BLOB NOT NULL);

-- Answers by command id; ids begin with their time, so that old ones go as a range.
CREATE TABLE reply(id BLOB PRIMARY KEY, at INTEGER NOT NULL, asker TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
",
    "
-- Behind the short code stands the minute: codes of one time lie together, and a commit writes few pages.
DROP INDEX text_code;
CREATE INDEX text_code ON text(substr(text, 9)) WHERE kind = 'code';
",
];

/// Brings the tables to the newest version, one transaction for each step.
pub fn migrate(connection: &mut Connection) -> Result<(), Fault> {
    let known = STEPS.len() as i64;
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(storage)?;
    if found > known {
        return Err(Fault::Newer { found, known });
    }
    for (version, step) in STEPS.iter().enumerate().skip(found as usize) {
        let transaction = connection.transaction().map_err(storage)?;
        transaction.execute_batch(step).map_err(storage)?;
        transaction.pragma_update(None, "user_version", version as i64 + 1).map_err(storage)?;
        transaction.commit().map_err(storage)?;
    }
    super::views::create(connection)
}
