//! Wrong passwords at the broker's door: counted for each address and device, locked when there were too many.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often a password may be wrong, and how long the lock lasts (`security.login_tries`, `security.login_lock`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TryLimit {
    pub tries: u32,
    pub lock: Duration,
}

/// Entries kept at the same time; beyond it those that ended first are dropped.
const ENTRIES_MAX: usize = 4096;

#[derive(Debug)]
struct Entry {
    /// The stored hash that was tried; a newly enrolled device starts afresh.
    secret: Arc<str>,
    wrong: u32,
    /// End of the lock, or of the time in which wrong tries are remembered.
    until: Instant,
    locked: bool,
}

#[derive(Debug, Default)]
pub struct Tries {
    entries: HashMap<(IpAddr, String), Entry>,
}

impl Tries {
    /// Is this device locked for this address now?
    pub fn locked(&self, from: IpAddr, id: &str, secret: &Arc<str>, now: Instant) -> bool {
        self.entries.get(&(from, id.to_owned())).is_some_and(|entry| entry.locked && entry.secret == *secret && now < entry.until)
    }

    /// A wrong password. True for the first and for the one that locks: enough for a log, however long somebody goes on.
    pub fn wrong(&mut self, from: IpAddr, id: &str, secret: &Arc<str>, limit: TryLimit, now: Instant) -> bool {
        self.entries.retain(|_, entry| now < entry.until);
        if self.entries.len() >= ENTRIES_MAX {
            self.drop_the_oldest();
        }
        let fresh = || Entry { secret: Arc::clone(secret), wrong: 0, until: now + limit.lock, locked: false };
        let entry = self.entries.entry((from, id.to_owned())).or_insert_with(fresh);
        if entry.secret != *secret {
            *entry = fresh();
        }
        entry.wrong += 1;
        entry.until = now + limit.lock;
        entry.locked = entry.wrong >= limit.tries;
        entry.locked || entry.wrong == 1
    }

    /// The right password: earlier mistakes count no more.
    pub fn forget(&mut self, from: IpAddr, id: &str) {
        self.entries.remove(&(from, id.to_owned()));
    }

    fn drop_the_oldest(&mut self) {
        if let Some(oldest) = self.entries.iter().min_by_key(|(_, entry)| entry.until).map(|(key, _)| key.clone()) {
            self.entries.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
    const LIMIT: TryLimit = TryLimit { tries: 5, lock: Duration::from_mins(15) };

    #[test]
    fn the_fifth_wrong_password_locks_until_the_lock_ends() {
        let (mut tries, secret, now) = (Tries::default(), Arc::from("hash"), Instant::now());
        for wrong in 1..=5 {
            assert!(!tries.locked(HERE, "kiosk-1", &secret, now), "before wrong try {wrong}");
            assert_eq!(tries.wrong(HERE, "kiosk-1", &secret, LIMIT, now), matches!(wrong, 1 | 5), "what a log hears of wrong try {wrong}");
        }
        assert!(tries.locked(HERE, "kiosk-1", &secret, now));
        assert!(!tries.locked(HERE, "kiosk-2", &secret, now));
        assert!(!tries.locked(HERE, "kiosk-1", &secret, now + LIMIT.lock));
    }

    #[test]
    fn a_device_enrolled_again_starts_afresh() {
        let (mut tries, old, new, now) = (Tries::default(), Arc::from("old"), Arc::from("new"), Instant::now());
        for _ in 0..5 {
            tries.wrong(HERE, "kiosk-1", &old, LIMIT, now);
        }
        assert!(!tries.locked(HERE, "kiosk-1", &new, now));
        tries.wrong(HERE, "kiosk-1", &new, LIMIT, now);
        assert!(!tries.locked(HERE, "kiosk-1", &new, now));
    }

    #[test]
    fn the_right_password_wipes_the_count() {
        let (mut tries, secret, now) = (Tries::default(), Arc::from("hash"), Instant::now());
        for _ in 0..4 {
            tries.wrong(HERE, "kiosk-1", &secret, LIMIT, now);
        }
        tries.forget(HERE, "kiosk-1");
        tries.wrong(HERE, "kiosk-1", &secret, LIMIT, now);
        assert!(!tries.locked(HERE, "kiosk-1", &secret, now));
    }

    #[test]
    fn memory_stays_bounded_under_a_storm_of_addresses() {
        let (mut tries, secret, now) = (Tries::default(), Arc::from("hash"), Instant::now());
        for address in 0..(ENTRIES_MAX as u32 + 100) {
            tries.wrong(IpAddr::V4(address.into()), "kiosk-1", &secret, LIMIT, now);
        }
        assert!(tries.entries.len() <= ENTRIES_MAX);
    }
}
