//! The security log: who came in, who did not, and what was done to passwords, tokens and devices. A file of its own beside
//! the hall's log, because it ends after `security.log_months` while the hall's log never does. No secret ever stands in it.

use std::collections::HashMap;
use std::net::IpAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, Row, params};
use sunhall_hall::Moment;

use super::journal::Fault;
use super::storage;

/// The file in the data folder.
pub const SECURITY: &str = "security.sqlite";

/// Entries that are too old are looked for at most this often.
const FORGET_EVERY_MS: i64 = 3_600_000;

/// The same refusal is written down once in this time, and no more different ones than this.
const SAME_EVERY_MS: i64 = 60_000;
const REFUSED_MAX: usize = 1_000;

/// Longest text of an entry; what is longer was made by no page of ours.
const TEXT_MAX: usize = 80;

macro_rules! kinds {
    ($($(#[$meta:meta])* $name:ident => $text:literal,)*) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum SecurityKind {
            $($(#[$meta])* $name),*
        }

        impl SecurityKind {
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name in the table, in addresses and behind `security-` in the words.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text),*
                }
            }
        }
    };
}

kinds! {
    SignedOn => "signed-on",
    SignOnWrong => "sign-on-wrong",
    /// Too many wrong ones for this account, or from this address.
    LockedOut => "locked-out",
    Unlocked => "unlocked",
    SignedOff => "signed-off",
    SessionRevoked => "session-revoked",
    /// By the person's own hand.
    PasswordChanged => "password-changed",
    /// By somebody else: a new one-time password.
    PasswordGiven => "password-given",
    RightsChanged => "rights-changed",
    TokenIssued => "token-issued",
    TokenRevoked => "token-revoked",
    TokenWrong => "token-wrong",
    DeviceEnrolled => "device-enrolled",
    DeviceRevoked => "device-revoked",
    /// At the broker's door: the first of a row, and the one that locks.
    DevicePasswordWrong => "device-password-wrong",
    DeviceLocked => "device-locked",
    DeviceUnlocked => "device-unlocked",
    DeviceRestarted => "device-restarted",
    ActRefused => "act-refused",
}

impl SecurityKind {
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == text)
    }
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityEntry {
    pub at: Moment,
    pub kind: SecurityKind,
    /// A staff number, `token:NAME` or `console`; none for strangers.
    pub who: Option<String>,
    pub address: Option<IpAddr>,
    /// Whom or what it was about: a staff number, a device, a token, a verb, a page.
    pub about: Option<String>,
}

impl SecurityEntry {
    pub fn new(at: Moment, kind: SecurityKind) -> Self {
        Self { at, kind, who: None, address: None, about: None }
    }

    #[must_use]
    pub fn by(mut self, who: impl Into<String>) -> Self {
        self.who = Some(who.into());
        self
    }

    #[must_use]
    pub fn from(mut self, address: Option<IpAddr>) -> Self {
        self.address = address;
        self
    }

    #[must_use]
    pub fn about(mut self, what: impl Into<String>) -> Self {
        self.about = Some(what.into());
        self
    }
}

/// Which entries somebody wants to see, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityQuery {
    pub kind: Option<SecurityKind>,
    /// Staff number, token or console, on either side of the act.
    pub who: Option<String>,
    pub from: Option<Moment>,
    /// The first moment that no longer belongs.
    pub until: Option<Moment>,
    /// Entries that are passed over, and how many are wanted.
    pub skip: u32,
    pub take: u32,
}

/// A line without its moment.
type Same = (SecurityKind, Option<String>, Option<IpAddr>, Option<String>);

struct Inner {
    connection: Connection,
    forgot_at: Option<Moment>,
    /// What was refused lately, so that a program that asks on and on fills no disk.
    refused: HashMap<Same, Moment>,
}

/// A cheap handle for everybody who writes into the log or reads it.
#[derive(Clone)]
pub struct SecurityLog {
    inner: Arc<Mutex<Inner>>,
}

impl SecurityLog {
    /// Opens or makes the file in a data folder.
    pub fn open(folder: &Path) -> Result<Self, Fault> {
        let connection = Connection::open(folder.join(SECURITY)).map_err(storage)?;
        connection.pragma_update(None, "journal_mode", "wal").map_err(storage)?;
        Self::prepare(connection)
    }

    /// A log that ends with the process, for engines without a folder.
    pub fn in_memory() -> Result<Self, Fault> {
        Self::prepare(Connection::open_in_memory().map_err(storage)?)
    }

    fn prepare(connection: Connection) -> Result<Self, Fault> {
        connection.busy_timeout(Duration::from_secs(5)).map_err(storage)?;
        connection
            .execute_batch(
                "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;
                 CREATE TABLE IF NOT EXISTS security(
                   id INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, who TEXT, address TEXT, about TEXT) STRICT;
                 CREATE INDEX IF NOT EXISTS security_at ON security(at);",
            )
            .map_err(storage)?;
        Ok(Self { inner: Arc::new(Mutex::new(Inner { connection, forgot_at: None, refused: HashMap::new() })) })
    }

    /// Writes one line, and now and then forgets those that have outlived `keep_months`.
    pub fn note(&self, entry: &SecurityEntry, keep_months: i64) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.said_already(entry) {
            return;
        }
        if let Err(fault) = inner.put(entry) {
            tracing::error!(%fault, kind = entry.kind.as_str(), "the security log could not be written");
        }
        if inner.forgot_at.is_none_or(|last| entry.at.since(last) >= FORGET_EVERY_MS) {
            inner.forgot_at = Some(entry.at);
            let before = entry.at.minus_months(keep_months);
            if let Err(fault) = inner.forget(before) {
                tracing::warn!(%fault, "old lines of the security log could not be forgotten");
            }
        }
    }

    /// The wanted lines, and how many there are in all.
    pub fn read(&self, query: &SecurityQuery) -> Result<(Vec<SecurityEntry>, u32), Fault> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).read(query).map_err(storage)
    }
}

/// Which lines a query wants; each condition falls away where nothing is asked.
const WHERE: &str = "WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR who = ?2 OR about = ?2) AND (?3 IS NULL OR at >= ?3) AND (?4 IS NULL OR at < ?4)";

impl Inner {
    /// Whether the same refusal was written down within the minute.
    fn said_already(&mut self, entry: &SecurityEntry) -> bool {
        if !matches!(entry.kind, SecurityKind::ActRefused | SecurityKind::TokenWrong) {
            return false;
        }
        let lately = |at: Moment| entry.at.since(at) < SAME_EVERY_MS;
        self.refused.retain(|_, at| lately(*at));
        if self.refused.len() >= REFUSED_MAX {
            return true;
        }
        let same = (entry.kind, entry.who.clone(), entry.address, entry.about.clone());
        if self.refused.contains_key(&same) {
            return true;
        }
        self.refused.insert(same, entry.at);
        false
    }

    fn put(&self, entry: &SecurityEntry) -> Result<(), Fault> {
        let sql = "INSERT INTO security(at, kind, who, address, about) VALUES(?1, ?2, ?3, ?4, ?5)";
        let address = entry.address.map(|address| address.to_canonical().to_string());
        let values = params![entry.at.0, entry.kind.as_str(), entry.who.as_deref().map(short), address, entry.about.as_deref().map(short)];
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.execute(values)).map(drop).map_err(storage)
    }

    fn forget(&self, before: Moment) -> Result<(), Fault> {
        self.connection.execute("DELETE FROM security WHERE at < ?1", [before.0]).map(drop).map_err(storage)
    }

    fn read(&self, query: &SecurityQuery) -> rusqlite::Result<(Vec<SecurityEntry>, u32)> {
        let (kind, who) = (query.kind.map(SecurityKind::as_str), query.who.as_deref());
        let (from, until) = (query.from.map(|from| from.0), query.until.map(|until| until.0));
        let count = format!("SELECT count(*) FROM security {WHERE}");
        let count = self.connection.prepare_cached(&count)?.query_row(params![kind, who, from, until], |row| row.get(0))?;
        let page = format!("SELECT at, kind, who, address, about FROM security {WHERE} ORDER BY id DESC LIMIT ?5 OFFSET ?6");
        let mut statement = self.connection.prepare_cached(&page)?;
        let rows = statement.query_map(params![kind, who, from, until, query.take, query.skip], entry)?;
        // A kind of a newer program is passed over.
        Ok((rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect(), count))
    }
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Option<SecurityEntry>> {
    let Some(kind) = SecurityKind::parse(row.get_ref(1)?.as_str()?) else { return Ok(None) };
    let address = row.get::<_, Option<String>>(3)?.and_then(|text| text.parse().ok());
    Ok(Some(SecurityEntry { at: Moment(row.get(0)?), kind, who: row.get(2)?, address, about: row.get(4)? }))
}

fn short(text: &str) -> &str {
    let end = text.char_indices().nth(TEXT_MAX).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * 3_600_000;

    fn all() -> SecurityQuery {
        SecurityQuery { take: 100, ..SecurityQuery::default() }
    }

    #[test]
    fn lines_survive_a_restart_and_come_newest_first() {
        let folder = tempfile::tempdir().unwrap();
        let log = SecurityLog::open(folder.path()).unwrap();
        let first = SecurityEntry::new(Moment(1), SecurityKind::SignedOn).by("0203").from(Some([10, 0, 0, 7].into()));
        let second = SecurityEntry::new(Moment(2), SecurityKind::TokenIssued).by("console").about("county");
        log.note(&first, 6);
        log.note(&second, 6);
        drop(log);
        let log = SecurityLog::open(folder.path()).unwrap();
        assert_eq!(log.read(&all()).unwrap(), (vec![second.clone(), first.clone()], 2));
        assert_eq!(log.read(&SecurityQuery { kind: Some(SecurityKind::SignedOn), ..all() }).unwrap(), (vec![first.clone()], 1));
        assert_eq!(log.read(&SecurityQuery { who: Some("county".into()), ..all() }).unwrap().0, std::slice::from_ref(&second));
        assert_eq!(log.read(&SecurityQuery { from: Some(Moment(2)), ..all() }).unwrap().0, std::slice::from_ref(&second));
        assert_eq!(log.read(&SecurityQuery { until: Some(Moment(2)), ..all() }).unwrap().0, [first]);
        assert_eq!(log.read(&SecurityQuery { take: 1, ..all() }).unwrap(), (vec![second], 2));
    }

    #[test]
    fn lines_end_with_their_months_and_not_before() {
        let log = SecurityLog::in_memory().unwrap();
        let start = 1_795_400_040_000;
        let at = |days: i64| SecurityEntry::new(Moment(start + days * DAY), SecurityKind::SignedOn);
        log.note(&at(0), 6);
        log.note(&at(180), 6);
        assert_eq!(log.read(&all()).unwrap().1, 2, "six months are longer than 180 days");
        log.note(&at(182), 6);
        assert_eq!(log.read(&all()).unwrap().0, [at(182), at(180)]);
    }

    #[test]
    fn the_same_refusal_is_one_line_a_minute_and_every_sign_on_a_line_of_its_own() {
        let log = SecurityLog::in_memory().unwrap();
        let refused = |at, about: &str| SecurityEntry::new(Moment(at), SecurityKind::ActRefused).by("token:feed").about(about);
        for at in [1, 2, 59_000, 60_001] {
            log.note(&refused(at, "call-next"), 6);
        }
        log.note(&refused(3, "start"), 6);
        assert_eq!(log.read(&all()).unwrap().1, 3);
        for at in [1, 2] {
            log.note(&SecurityEntry::new(Moment(at), SecurityKind::SignOnWrong).about("0203"), 6);
        }
        assert_eq!(log.read(&all()).unwrap().1, 5);
    }

    #[test]
    fn every_kind_has_a_name_of_its_own_and_long_texts_are_cut() {
        for kind in SecurityKind::ALL {
            assert_eq!(SecurityKind::parse(kind.as_str()), Some(*kind));
        }
        let log = SecurityLog::in_memory().unwrap();
        log.note(&SecurityEntry::new(Moment(1), SecurityKind::ActRefused).about("号".repeat(500)), 6);
        assert_eq!(log.read(&all()).unwrap().0[0].about.as_deref().map(|about| about.chars().count()), Some(TEXT_MAX));
    }
}
