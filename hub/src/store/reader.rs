//! Reading beside the writer: erasable texts, files and codes, over connections that cannot write.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension};
use sunhall_hall::ids::{FileHash, TextRef, TicketId, TicketNumber};
use sunhall_hall::{Day, Moment};

use super::journal::Fault;
use super::storage;
use crate::draw::{CODE_LENGTH, Rows, SHORT_CODE_LENGTH, normal_code};

/// Texts kept in memory; beyond this the oldest half is forgotten.
const TEXTS_MAX: usize = 8_192;
/// Idle connections that are kept open.
const IDLE_MAX: usize = 4;

/// Texts by key, each with its age: the larger, the newer.
type Kept = HashMap<Arc<str>, (u64, Arc<str>)>;

struct Shared {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    texts: Mutex<Kept>,
}

/// A cheap handle for everybody who reads.
#[derive(Clone)]
pub struct Reader {
    shared: Arc<Shared>,
}

/// Reads erasable rows: memory first, then the store.
#[derive(Clone)]
pub struct Texts {
    reader: Reader,
}

/// The code in two parts, as the index has it; the whole text beside them would keep SQLite from using the index.
pub(super) const BY_CODE: &str = "SELECT ticket.id FROM text JOIN ticket ON ticket.code = text.key
  WHERE text.kind = 'code' AND substr(text.text, 9) = substr(?1, 9) AND substr(text.text, 1, 8) = substr(?1, 1, 8)";
pub(super) const BY_NUMBER: &str = "SELECT ticket.id FROM ticket JOIN text ON text.key = ticket.code
  WHERE ticket.day = ?1 AND ticket.count = ?2 AND ticket.letter = ?3 AND substr(text.text, 1, 8) = ?4";

impl Reader {
    pub fn new(path: &Path) -> Self {
        Self { shared: Arc::new(Shared { path: path.to_owned(), idle: Mutex::default(), texts: Mutex::default() }) }
    }

    pub fn texts(&self) -> Texts {
        Texts { reader: self.clone() }
    }

    pub fn file(&self, hash: &FileHash) -> Option<Arc<[u8]>> {
        let found = self.query(|connection| {
            connection.prepare_cached("SELECT bytes FROM file WHERE hash = ?1")?.query_row([hash.as_str()], |row| row.get::<_, Vec<u8>>(0)).optional()
        });
        found.map(Into::into)
    }

    /// The ticket that a whole code names.
    pub fn ticket_by_code(&self, code: &str) -> Option<TicketId> {
        let code = normal_code(code);
        if code.len() != CODE_LENGTH {
            return None;
        }
        self.query(|connection| connection.prepare_cached(BY_CODE)?.query_row([&code], |row| row.get::<_, i64>(0)).optional()).map(|id| TicketId(id as u64))
    }

    /// The newest ticket of these days with this number whose code begins with the short code; days with the newest first.
    pub fn ticket_by_number(&self, number: TicketNumber, short_code: &str, days: impl Iterator<Item = Day>) -> Option<TicketId> {
        let short_code = normal_code(short_code);
        if short_code.len() != SHORT_CODE_LENGTH || !short_code.is_ascii() {
            return None;
        }
        self.query(|connection| {
            let mut statement = connection.prepare_cached(BY_NUMBER)?;
            let mut of_day = |day: Day| {
                let parameters = rusqlite::params![day.0.to_string(), number.count, number.letter.to_string(), short_code];
                statement.query_row(parameters, |row| row.get::<_, i64>(0)).optional().transpose()
            };
            days.into_iter().find_map(&mut of_day).transpose()
        })
        .map(|id| TicketId(id as u64))
    }

    /// When this asker's latest remembered answer was given.
    pub fn last_asked(&self, asker: &str) -> Option<Moment> {
        // Ids begin with their time: whoever asked lately is found at once.
        let sql = "SELECT at FROM reply WHERE asker = ?1 ORDER BY id DESC LIMIT 1";
        self.query(|connection| connection.prepare_cached(sql)?.query_row([asker], |row| row.get::<_, i64>(0)).optional()).map(Moment)
    }

    /// Keeps texts that were just written, so that answers need not read them back.
    pub fn keep(&self, rows: &Rows) {
        let mut texts = self.shared.texts.lock().unwrap_or_else(PoisonError::into_inner);
        for row in &rows.texts {
            insert(&mut texts, &row.key, &row.text);
        }
    }

    /// Forgets a text that is being erased.
    pub fn forget(&self, key: &str) {
        self.shared.texts.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }

    /// Runs a read; what fails is logged once and reads as nothing.
    pub(super) fn query<T>(&self, read: impl FnOnce(&Connection) -> Result<Option<T>, rusqlite::Error>) -> Option<T> {
        let result = self.connection().and_then(|connection| {
            let found = read(&connection).map_err(storage);
            self.give_back(connection);
            found
        });
        result.unwrap_or_else(|fault| {
            tracing::error!(%fault, "a read failed");
            None
        })
    }

    fn connection(&self) -> Result<Connection, Fault> {
        let idle = self.shared.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| open(&self.shared.path), Ok)
    }

    fn give_back(&self, connection: Connection) {
        let mut idle = self.shared.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_MAX {
            idle.push(connection);
        }
    }
}

impl Texts {
    /// The text behind a reference; `None` once it was erased.
    pub fn get(&self, reference: &TextRef) -> Option<Arc<str>> {
        {
            let texts = self.reader.shared.texts.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((_, text)) = texts.get(&reference.key) {
                return Some(Arc::clone(text));
            }
        }
        let found = self.reader.query(|connection| {
            let mut statement = connection.prepare_cached("SELECT text FROM text WHERE key = ?1")?;
            statement.query_row([&*reference.key], |row| row.get::<_, Option<String>>(0)).optional().map(Option::flatten)
        });
        let text: Arc<str> = found?.into();
        let mut texts = self.reader.shared.texts.lock().unwrap_or_else(PoisonError::into_inner);
        insert(&mut texts, &reference.key, &text);
        Some(text)
    }
}

fn insert(texts: &mut Kept, key: &Arc<str>, text: &Arc<str>) {
    let newest = texts.len() as u64;
    if texts.len() >= TEXTS_MAX {
        let half = TEXTS_MAX as u64 / 2;
        texts.retain(|_, (age, _)| *age >= half);
        for (age, _) in texts.values_mut() {
            *age -= half;
        }
    }
    texts.insert(Arc::clone(key), (newest.min(TEXTS_MAX as u64), Arc::clone(text)));
}

/// A connection that cannot write.
pub fn open(path: &Path) -> Result<Connection, Fault> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(storage)?;
    connection.busy_timeout(Duration::from_secs(5)).map_err(storage)?;
    Ok(connection)
}
