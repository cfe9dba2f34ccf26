//! Who is signed on: sessions live on the server, the browser holds thirty-two random bytes that name one.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use sunhall_hall::ids::StaffNumber;
use sunhall_hall::{Hall, Moment};
use tokio::sync::watch;

use super::say::Said;
use crate::draw::{hex, system_bytes};
use crate::store::{Fault, Sessions as Table, StoredSession};

/// Name of the cookie.
pub const COOKIE: &str = "sunhall";

/// The last act is stored at most this often.
const SEEN_STORED_EVERY_MS: i64 = 60_000;

/// Sign-ons that one person keeps; one more ends the oldest.
const KEPT_MAX: usize = 10;

/// A sign-on that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub hash: [u8; 32],
    pub staff: StaffNumber,
    /// The page asks for the PIN before anything else; the window stays open.
    pub locked: bool,
}

/// A sign-on as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Names the sign-on in a list; opens nothing.
    pub id: String,
    pub staff: StaffNumber,
    pub began: Moment,
    pub seen: Moment,
    pub locked: bool,
    pub address: String,
}

/// What a cookie is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Nobody,
    /// The sign-on has reached its end.
    Ended,
    Somebody(Session),
}

struct Entry {
    stored: StoredSession,
    seen_stored: Moment,
    said: Option<Said>,
}

/// All sign-ons, in memory and stored.
pub struct Sessions {
    table: Table,
    entries: Mutex<HashMap<[u8; 32], Entry>>,
    /// Tells open streams that a sign-on has ended or was locked.
    changes: watch::Sender<()>,
}

/// Lengths that hold now, in milliseconds.
#[derive(Clone, Copy, Debug)]
struct Lengths {
    whole_ms: i64,
    idle_ms: i64,
}

impl Lengths {
    fn of(hall: &Hall, now: Moment) -> Self {
        let day = now.day();
        Self { whole_ms: hall.policy.whole("security.session_hours", day) * 3_600_000, idle_ms: hall.policy.whole("security.session_idle", day) * 60_000 }
    }

    fn idle(self, stored: &StoredSession, now: Moment) -> bool {
        now.since(stored.seen) >= self.idle_ms
    }

    /// At an open window idleness only locks.
    fn over(self, stored: &StoredSession, hall: &Hall, now: Moment) -> bool {
        let at_window = hall.floor.at_window.contains_key(&stored.staff);
        now.since(stored.began) >= self.whole_ms || (self.idle(stored, now) && !at_window) || hall.staff.present(&stored.staff).is_none()
    }
}

impl Sessions {
    pub fn new(table: Table) -> Result<Self, Fault> {
        let stored = table.all()?;
        let entries = stored.into_iter().map(|stored| (stored.hash, Entry { seen_stored: stored.seen, stored, said: None })).collect();
        Ok(Self { table, entries: Mutex::new(entries), changes: watch::Sender::new(()) })
    }

    /// Signs somebody on; returns the cookie's value.
    pub fn begin(&self, staff: &StaffNumber, from: IpAddr, now: Moment) -> anyhow::Result<String> {
        let secret = format!("{}{}", hex(&system_bytes()?), hex(&system_bytes()?));
        let address = from.to_canonical().to_string();
        let stored = StoredSession { hash: hash(&secret), staff: staff.clone(), began: now, seen: now, locked: false, address };
        self.table.put(&stored)?;
        self.entries().insert(stored.hash, Entry { seen_stored: now, stored, said: None });
        self.end_oldest(&hash(&secret), staff);
        Ok(secret)
    }

    /// Finds the sign-on of a cookie. `acting`: the person does something, which keeps the page unlocked.
    pub fn find(&self, secret: &str, acting: bool, hall: &Hall, now: Moment) -> Found {
        let hash = hash(secret);
        let lengths = Lengths::of(hall, now);
        let mut entries = self.entries();
        let Some(entry) = entries.get_mut(&hash) else { return Found::Nobody };
        if lengths.over(&entry.stored, hall, now) {
            entries.remove(&hash);
            drop(entries);
            self.forget(&hash);
            return Found::Ended;
        }
        let mut changed = false;
        if lengths.idle(&entry.stored, now) && !entry.stored.locked {
            entry.stored.locked = true;
            changed = true;
        }
        if acting && !entry.stored.locked {
            entry.stored.seen = now;
            changed |= now.since(entry.seen_stored) >= SEEN_STORED_EVERY_MS;
        }
        if changed {
            entry.seen_stored = entry.stored.seen;
            self.keep(&entry.stored);
        }
        Found::Somebody(Session { hash, staff: entry.stored.staff.clone(), locked: entry.stored.locked })
    }

    /// The sign-ons that count now, the last act first; all of them or those of one person.
    pub fn list(&self, staff: Option<&StaffNumber>, hall: &Hall, now: Moment) -> Vec<Listed> {
        let lengths = Lengths::of(hall, now);
        let entries = self.entries();
        let wanted = |stored: &&StoredSession| staff.is_none_or(|staff| stored.staff == *staff) && !lengths.over(stored, hall, now);
        let mut listed: Vec<Listed> = entries.values().map(|entry| &entry.stored).filter(wanted).map(listed).collect();
        listed.sort_by(|one, other| other.seen.cmp(&one.seen).then_with(|| one.id.cmp(&other.id)));
        listed
    }

    /// Whether somebody is signed on anywhere and not locked.
    pub fn signed_on(&self, staff: &StaffNumber) -> bool {
        self.entries().values().any(|entry| entry.stored.staff == *staff && !entry.stored.locked)
    }

    /// Whether the sign-on still counts, for streams that outlive their request.
    pub fn counts(&self, session: &Session) -> bool {
        self.entries().get(&session.hash).is_some_and(|entry| !entry.stored.locked)
    }

    /// News for streams: whenever a sign-on has ended or was locked.
    pub fn changes(&self) -> watch::Receiver<()> {
        self.changes.subscribe()
    }

    /// The page asks for the PIN from now on.
    pub fn lock(&self, session: &Session) {
        self.change(session, |stored| stored.locked = true);
        self.changes.send_replace(());
    }

    pub fn unlock(&self, session: &Session, now: Moment) {
        self.change(session, |stored| {
            stored.locked = false;
            stored.seen = now;
        });
    }

    /// Ends the sign-on of this cookie.
    pub fn end(&self, session: &Session) {
        self.end_where(|stored| stored.hash == session.hash);
    }

    /// Ends every other sign-on of a person, for instance after the password changed.
    pub fn end_others(&self, session: &Session) -> Vec<Listed> {
        self.end_where(|stored| stored.staff == session.staff && stored.hash != session.hash)
    }

    /// Ends the sign-on that a list names; `of` narrows it to one person's own.
    pub fn end_listed(&self, id: &str, of: Option<&StaffNumber>) -> Option<Listed> {
        self.end_where(|stored| name(&stored.hash) == id && of.is_none_or(|of| stored.staff == *of)).pop()
    }

    /// Ends every sign-on of a person.
    pub fn end_all_of(&self, staff: &StaffNumber) -> Vec<Listed> {
        self.end_where(|stored| stored.staff == *staff)
    }

    /// Ends every sign-on but this one.
    pub fn end_all_but(&self, session: &Session) -> Vec<Listed> {
        self.end_where(|stored| stored.hash != session.hash)
    }

    fn end_oldest(&self, new: &[u8; 32], staff: &StaffNumber) {
        let of_staff = |entry: &&Entry| entry.stored.staff == *staff && entry.stored.hash != *new;
        let mut others: Vec<(Moment, [u8; 32])> = self.entries().values().filter(of_staff).map(|entry| (entry.stored.seen, entry.stored.hash)).collect();
        others.sort_unstable_by(|one, other| other.cmp(one));
        let too_many: Vec<[u8; 32]> = others.into_iter().skip(KEPT_MAX - 1).map(|(_, hash)| hash).collect();
        if !too_many.is_empty() {
            self.end_where(|stored| too_many.contains(&stored.hash));
        }
    }

    fn end_where(&self, ends: impl Fn(&StoredSession) -> bool) -> Vec<Listed> {
        let mut ended = Vec::new();
        self.entries().retain(|hash, entry| {
            let stays = !ends(&entry.stored);
            if !stays {
                ended.push((*hash, listed(&entry.stored)));
            }
            stays
        });
        for (hash, _) in &ended {
            self.forget(hash);
        }
        self.changes.send_replace(());
        ended.into_iter().map(|(_, listed)| listed).collect()
    }

    /// Leaves a sentence for the next whole page of this sign-on.
    pub fn tell(&self, session: &Session, said: Said) {
        if let Some(entry) = self.entries().get_mut(&session.hash) {
            entry.said = Some(said);
        }
    }

    /// Takes the sentence that was left.
    pub fn told(&self, session: &Session) -> Option<Said> {
        self.entries().get_mut(&session.hash)?.said.take()
    }

    fn change(&self, session: &Session, change: impl FnOnce(&mut StoredSession)) {
        if let Some(entry) = self.entries().get_mut(&session.hash) {
            change(&mut entry.stored);
            self.keep(&entry.stored);
        }
    }

    fn keep(&self, stored: &StoredSession) {
        if let Err(fault) = self.table.put(stored) {
            tracing::error!(%fault, "a sign-on could not be stored; it lasts until the next restart");
        }
    }

    fn forget(&self, hash: &[u8; 32]) {
        if let Err(fault) = self.table.remove(hash) {
            tracing::error!(%fault, "a sign-on could not be removed from the table");
        }
    }

    fn entries(&self) -> std::sync::MutexGuard<'_, HashMap<[u8; 32], Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Session {
    /// How lists name this sign-on.
    pub fn id(&self) -> String {
        name(&self.hash)
    }
}

fn listed(stored: &StoredSession) -> Listed {
    let StoredSession { hash, staff, began, seen, locked, address } = stored.clone();
    Listed { id: name(&hash), staff, began, seen, locked, address }
}

fn name(hash: &[u8; 32]) -> String {
    hex(&hash[..8])
}

fn hash(secret: &str) -> [u8; 32] {
    *blake3::hash(secret.as_bytes()).as_bytes()
}
