//! The journal on SQLite: opening it durably, replaying it, and one transaction for each batch.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sunhall_hall::{Day, Event, Moment};
use uuid::Uuid;

use super::journal::{Batch, CommandId, Fact, Fault, Head, Journal, Reply};
use super::seal::{self, Digest, Tree};
use super::{envelope, schema, storage, views};

/// Name of the database in the data folder.
pub const DATABASE: &str = "hall.db";

/// Pages of journal after which SQLite moves them into the database.
const CHECKPOINT_PAGES: i64 = 4_000;

/// Memory for pages of the database, in KiB: what a busy day writes again and again stays there.
const CACHE_KIB: i64 = 8_192;

/// Prepared statements that are kept; more than there are different ones.
const STATEMENTS_MAX: usize = 128;

/// Where the chain stands: what the next event is linked to.
#[derive(Clone)]
struct Position {
    seq: u64,
    hash: Digest,
    time: Option<Moment>,
    /// Day of the last event, its first event, and the tree over its leaves.
    day: Option<(Day, u64)>,
    tree: Tree,
}

impl Position {
    fn start(hall: &str) -> Self {
        Self { seq: 0, hash: seal::start(hall), time: None, day: None, tree: Tree::default() }
    }

    fn head(&self) -> Head {
        Head { seq: self.seq, time: self.time }
    }

    /// Goes one event on; returns the day that ended with the event before, if one did.
    fn advance(&mut self, time: Moment, leaf: Digest, hash: Digest) -> Option<EndedDay> {
        let day = time.day();
        let ended =
            self.day.filter(|(last, _)| *last < day).and_then(|(last, first)| self.tree.root().map(|root| EndedDay { day: last, first, last: self.seq, root }));
        if ended.is_some() || self.day.is_none() {
            self.day = Some((day, self.seq + 1));
            self.tree = Tree::default();
        }
        self.tree.push(leaf);
        self.seq += 1;
        self.hash = hash;
        self.time = Some(time);
        ended
    }
}

struct EndedDay {
    day: Day,
    first: u64,
    last: u64,
    root: Digest,
}

/// A data folder's database, held by the one writer.
pub struct Store {
    pub(super) connection: Connection,
    hall: String,
    position: Position,
}

/// The data of one hall under the configuration of another.
pub fn foreign(own: &str, hall: &str) -> Fault {
    Fault::Storage(format!("the database belongs to the hall {own}, the configuration says {hall}"))
}

impl Store {
    /// Opens or makes the database at `path` for `hall`, and proves that it is durable.
    pub fn open(path: &Path, hall: &str) -> Result<Self, Fault> {
        let mut connection = Connection::open(path).map_err(storage)?;
        connection.busy_timeout(Duration::from_secs(5)).map_err(storage)?;
        connection
            .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;")
            .map_err(storage)?;
        connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES).map_err(storage)?;
        connection.pragma_update(None, "cache_size", -CACHE_KIB).map_err(storage)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
        prove_durable(&connection)?;
        schema::migrate(&mut connection)?;
        let store = Self { connection, hall: hall.to_owned(), position: Position::start(hall) };
        match store.meta("hall")? {
            None => store.set_meta("hall", hall)?,
            Some(own) if own == hall => {}
            Some(own) => return Err(foreign(&own, hall)),
        }
        if !views::current(&store.connection)? {
            store.rebuild()?;
        }
        Ok(store)
    }

    /// A setting that belongs to the data, not to the configuration.
    pub fn meta(&self, key: &str) -> Result<Option<String>, Fault> {
        self.connection.query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0)).optional().map_err(storage)
    }

    pub fn set_meta(&self, key: &str, value: &str) -> Result<(), Fault> {
        self.connection.execute("INSERT OR REPLACE INTO meta(key, value) VALUES(?1, ?2)", [key, value]).map(drop).map_err(storage)
    }

    fn rebuild(&self) -> Result<u64, Fault> {
        let transaction = self.connection.unchecked_transaction().map_err(storage)?;
        views::clear(&transaction)?;
        let mut count = 0;
        let mut statement = transaction.prepare("SELECT seq, envelope FROM event WHERE hall = ?1 ORDER BY seq").map_err(storage)?;
        let mut rows = statement.query([&self.hall]).map_err(storage)?;
        while let Some(row) = rows.next().map_err(storage)? {
            let seq = row.get::<_, i64>(0).map_err(storage)? as u64;
            let bytes = row.get_ref(1).and_then(|value| value.as_blob().map_err(Into::into)).map_err(storage)?;
            let read = envelope::read(&self.hall, seq, bytes)?;
            views::write(&transaction, &views::Stored { seq, time: read.time, actor: &read.actor, event: &read.event })?;
            count += 1;
        }
        drop(rows);
        drop(statement);
        transaction.commit().map_err(storage)?;
        Ok(count)
    }

    /// Empties an erasable row; the log keeps its key and hash, the chain stays whole.
    pub fn erase_text(&self, key: &str, at: Moment) -> Result<bool, Fault> {
        let sql = "UPDATE text SET salt = NULL, text = NULL, erased_at = ?2 WHERE key = ?1 AND erased_at IS NULL";
        self.connection.execute(sql, params![key, at.0]).map(|rows| rows == 1).map_err(storage)
    }

    /// The end of the log as it is on disk.
    fn end_on_disk(&self) -> Result<(u64, Option<Vec<u8>>), Fault> {
        let sql = "SELECT seq, hash FROM event WHERE hall = ?1 ORDER BY seq DESC LIMIT 1";
        let found = self.connection.query_row(sql, [&self.hall], |row| Ok((row.get::<_, i64>(0)? as u64, row.get(1)?))).optional().map_err(storage)?;
        Ok(found.map_or((0, None), |(seq, hash)| (seq, Some(hash))))
    }

    fn write(&mut self, batch: &Batch) -> Result<Position, Fault> {
        let mut position = self.position.clone();
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(storage)?;
        for fact in &batch.facts {
            write_fact(&transaction, &self.hall, fact, &mut position)?;
        }
        write_rows(&transaction, batch)?;
        write_replies(&transaction, &batch.replies)?;
        transaction.commit().map_err(storage)?;
        Ok(position)
    }
}

impl Drop for Store {
    /// Moves what is in the write-ahead log into the database, so that a copy of the one file is whole.
    fn drop(&mut self) {
        let moved = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        if let Err(error) = moved {
            tracing::warn!(%error, "the write-ahead log stays for the next start");
        }
    }
}

impl Journal for Store {
    fn replay(&mut self, apply: &mut dyn FnMut(&Event)) -> Result<Head, Fault> {
        let mut position = Position::start(&self.hall);
        let mut statement = self.connection.prepare("SELECT seq, envelope, nonce, hash FROM event WHERE hall = ?1 ORDER BY seq").map_err(storage)?;
        let mut rows = statement.query([&self.hall]).map_err(storage)?;
        while let Some(row) = rows.next().map_err(storage)? {
            let seq = position.seq + 1;
            let damaged = |what: &str| Fault::Damaged { seq, what: what.to_owned() };
            let blob = |column| row.get_ref(column).and_then(|value| value.as_blob().map_err(Into::into)).map_err(storage);
            if row.get::<_, i64>(0).map_err(storage)? as u64 != seq {
                return Err(damaged("it is missing"));
            }
            let bytes = blob(1)?;
            let leaf = seal::leaf(blob(2)?, bytes);
            let hash = seal::link(&position.hash, &leaf);
            if seal::unsealed(blob(3)?) != Some(hash) {
                return Err(damaged("its hash does not fit"));
            }
            let read = envelope::read(&self.hall, seq, bytes)?;
            apply(&read.event);
            position.advance(read.time, leaf, hash);
        }
        drop(rows);
        drop(statement);
        let head = position.head();
        self.position = position;
        Ok(head)
    }

    fn append(&mut self, batch: &Batch) -> Result<Head, Fault> {
        match self.write(batch) {
            Ok(position) => {
                self.position = position;
                Ok(self.position.head())
            }
            // Whether a failed commit left anything behind is asked of the database, never guessed.
            Err(fault) => match self.end_on_disk() {
                Ok((seq, hash)) if seq == self.position.seq && hash.as_deref().is_none_or(|hash| seal::unsealed(hash) == Some(self.position.hash)) => {
                    Err(fault)
                }
                Ok(_) => Err(Fault::Fenced),
                Err(_) => Err(fault),
            },
        }
    }

    fn reply(&mut self, id: CommandId) -> Result<Option<Reply>, Fault> {
        let mut statement = self.connection.prepare_cached("SELECT at, asker, body FROM reply WHERE id = ?1").map_err(storage)?;
        let found = statement
            .query_row([id.0.as_bytes().as_slice()], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)))
            .optional()
            .map_err(storage)?;
        let Some((at, asker, body)) = found else { return Ok(None) };
        let decided = serde_json::from_str(&body).map_err(|error| Fault::Storage(format!("a stored reply cannot be read: {error}")))?;
        Ok(Some(Reply { id, at: Moment(at), asker, decided }))
    }

    fn rebuild_views(&mut self) -> Result<u64, Fault> {
        self.rebuild()
    }

    fn forget_replies(&mut self, before: Moment) -> Result<(), Fault> {
        let millis = u64::try_from(before.0).unwrap_or(0);
        let bound = uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid();
        self.connection.execute("DELETE FROM reply WHERE id < ?1", [Uuid::as_bytes(&bound).as_slice()]).map(drop).map_err(storage)
    }
}

/// Reads back what decides durability; a database that ignores our words is not used.
fn prove_durable(connection: &Connection) -> Result<(), Fault> {
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).map_err(storage)?;
    let synchronous: i64 = connection.pragma_query_value(None, "synchronous", |row| row.get(0)).map_err(storage)?;
    if mode != "wal" || synchronous != 2 {
        return Err(Fault::NotDurable(format!("journal_mode is {mode} instead of wal, or synchronous {synchronous} instead of 2")));
    }
    Ok(())
}

fn write_fact(transaction: &Transaction<'_>, hall: &str, fact: &Fact, position: &mut Position) -> Result<(), Fault> {
    let bytes = envelope::write(hall, position.seq + 1, fact)?;
    let leaf = seal::leaf(&fact.nonce, &bytes);
    let hash = seal::link(&position.hash, &leaf);
    if let Some(ended) = position.advance(fact.time, leaf, hash) {
        transaction
            .prepare_cached("INSERT INTO root(hall, day, first_seq, last_seq, root) VALUES(?1, ?2, ?3, ?4, ?5)")
            .and_then(|mut statement| {
                statement.execute(params![hall, ended.day.0.to_string(), ended.first as i64, ended.last as i64, seal::sealed(&ended.root)])
            })
            .map_err(storage)?;
    }
    let inserted = transaction
        .prepare_cached("INSERT INTO event(hall, seq, envelope, nonce, hash) VALUES(?1, ?2, ?3, ?4, ?5)")
        .and_then(|mut statement| statement.execute(params![hall, position.seq as i64, bytes, fact.nonce, seal::sealed(&hash)]));
    match inserted {
        Ok(_) => views::write(transaction, &views::Stored { seq: position.seq, time: fact.time, actor: &fact.actor, event: &fact.event }),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => Err(Fault::Fenced),
        Err(error) => Err(storage(error)),
    }
}

fn write_rows(transaction: &Transaction<'_>, batch: &Batch) -> Result<(), Fault> {
    for row in &batch.rows.texts {
        transaction
            .prepare_cached("INSERT INTO text(key, kind, salt, text) VALUES(?1, ?2, ?3, ?4)")
            .and_then(|mut statement| statement.execute(params![&*row.key, row.kind.as_str(), row.salt, &*row.text]))
            .map_err(storage)?;
    }
    for file in &batch.rows.files {
        transaction
            .prepare_cached("INSERT OR IGNORE INTO file(hash, bytes) VALUES(?1, ?2)")
            .and_then(|mut statement| statement.execute(params![file.hash.as_str(), &*file.bytes]))
            .map_err(storage)?;
    }
    Ok(())
}

fn write_replies(transaction: &Transaction<'_>, replies: &[Reply]) -> Result<(), Fault> {
    for reply in replies {
        let body = serde_json::to_string(&reply.decided).map_err(|error| Fault::Storage(format!("a reply cannot be written as JSON: {error}")))?;
        transaction
            .prepare_cached("INSERT INTO reply(id, at, asker, body) VALUES(?1, ?2, ?3, ?4)")
            .and_then(|mut statement| statement.execute(params![reply.id.0.as_bytes().as_slice(), reply.at.0, reply.asker, body]))
            .map_err(storage)?;
    }
    Ok(())
}
