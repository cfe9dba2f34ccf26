//! Sign-ons of staff: kept beside the log in a file of their own, because they come and go and are no fact of the hall.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, params};
use sunhall_hall::Moment;
use sunhall_hall::ids::StaffNumber;

use super::journal::Fault;
use super::storage;

/// The file in the data folder.
pub const SESSIONS: &str = "sessions.sqlite";

/// A sign-on as it is stored; the cookie's value itself is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    /// blake3 of the cookie's value.
    pub hash: [u8; 32],
    pub staff: StaffNumber,
    pub began: Moment,
    /// The last act of the person, as of the last time it was stored.
    pub seen: Moment,
    pub locked: bool,
    /// From where the person signed on; empty for sign-ons of older programs.
    pub address: String,
}

/// The table of sign-ons.
pub struct Sessions {
    connection: Mutex<Connection>,
}

impl Sessions {
    /// Opens or makes the file in a data folder.
    pub fn open(folder: &Path) -> Result<Self, Fault> {
        Self::prepare(Connection::open(folder.join(SESSIONS)).map_err(storage)?)
    }

    fn prepare(connection: Connection) -> Result<Self, Fault> {
        connection.busy_timeout(Duration::from_secs(5)).map_err(storage)?;
        connection.pragma_update(None, "journal_mode", "wal").map_err(storage)?;
        connection
            .execute_batch(
                "CREATE TABLE IF NOT EXISTS session (hash BLOB PRIMARY KEY, staff TEXT NOT NULL, began INTEGER NOT NULL, seen INTEGER NOT NULL, locked INTEGER NOT NULL) STRICT",
            )
            .map_err(storage)?;
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(storage)?;
        if version < 1 {
            connection
                .execute_batch("BEGIN; ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT ''; PRAGMA user_version = 1; COMMIT;")
                .map_err(storage)?;
        }
        Ok(Self { connection: Mutex::new(connection) })
    }

    pub fn all(&self) -> Result<Vec<StoredSession>, Fault> {
        let connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let mut statement = connection.prepare("SELECT hash, staff, began, seen, locked, address FROM session").map_err(storage)?;
        let rows = statement.query_map([], |row| {
            Ok(StoredSession {
                hash: row.get(0)?,
                staff: StaffNumber::new(row.get::<_, String>(1)?),
                began: Moment(row.get(2)?),
                seen: Moment(row.get(3)?),
                locked: row.get(4)?,
                address: row.get(5)?,
            })
        });
        rows.map_err(storage)?.collect::<Result<_, _>>().map_err(storage)
    }

    /// Stores a new sign-on or what changed of it.
    pub fn put(&self, session: &StoredSession) -> Result<(), Fault> {
        let connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let sql = "INSERT INTO session (hash, staff, began, seen, locked, address) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (hash) DO UPDATE SET seen = excluded.seen, locked = excluded.locked";
        let values = params![session.hash, session.staff.as_str(), session.began.0, session.seen.0, session.locked, session.address];
        connection.prepare_cached(sql).and_then(|mut statement| statement.execute(values)).map(drop).map_err(storage)
    }

    pub fn remove(&self, hash: &[u8; 32]) -> Result<(), Fault> {
        let connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        connection.execute("DELETE FROM session WHERE hash = ?1", params![hash]).map(drop).map_err(storage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sign_ons_survive_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let mut session =
            StoredSession { hash: [7; 32], staff: StaffNumber::new("0203"), began: Moment(1), seen: Moment(2), locked: false, address: "127.0.0.1".into() };
        let table = Sessions::open(folder.path()).unwrap();
        table.put(&session).unwrap();
        session.seen = Moment(9);
        session.locked = true;
        table.put(&session).unwrap();
        drop(table);
        let table = Sessions::open(folder.path()).unwrap();
        assert_eq!(table.all().unwrap(), [session.clone()]);
        table.remove(&session.hash).unwrap();
        assert!(table.all().unwrap().is_empty());
    }

    #[test]
    fn sign_ons_of_an_older_program_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let older = Connection::open(folder.path().join(SESSIONS)).unwrap();
        older
            .execute_batch(
                "CREATE TABLE session (hash BLOB PRIMARY KEY, staff TEXT NOT NULL, began INTEGER NOT NULL, seen INTEGER NOT NULL, locked INTEGER NOT NULL) STRICT;
                 INSERT INTO session VALUES (zeroblob(32), '0203', 1, 2, 0);",
            )
            .unwrap();
        drop(older);
        for _ in 0..2 {
            let all = Sessions::open(folder.path()).unwrap().all().unwrap();
            assert_eq!((all.len(), all[0].address.as_str(), all[0].staff.as_str()), (1, "", "0203"));
        }
    }
}
