//! How often somebody may try: wrong sign-ons and codes by account, number and address, and requests of a token by second.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use sunhall_hall::Moment;

/// Keys remembered; beyond this the quiet ones are forgotten, then everybody.
const KEYS_MAX: usize = 10_000;

#[derive(Clone, Copy, Debug)]
struct Count {
    tries: u32,
    last: Moment,
}

/// Wrong tries by key; `tries_max` of them lock the key for the lock's length after the last.
pub struct Tries<K> {
    counts: Mutex<HashMap<K, Count>>,
}

impl<K> Default for Tries<K> {
    fn default() -> Self {
        Self { counts: Mutex::default() }
    }
}

/// What holds for a kind of try.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    pub tries_max: u32,
    pub lock_ms: i64,
}

impl<K: Hash + Eq> Tries<K> {
    /// Milliseconds until the key may try again; none when it may now.
    pub fn locked_ms(&self, key: &K, limit: Limit, now: Moment) -> Option<i64> {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        locked_ms(*counts.get(key)?, limit, now)
    }

    /// Counts a try before it is looked at, so that many at once cannot all slip in; tells how many are left after it, or
    /// the milliseconds until the key may try again. [`Tries::right`] and [`Tries::refund`] take it back.
    pub fn begin(&self, key: K, limit: Limit, now: Moment) -> Result<u32, i64> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(left) = counts.get(&key).and_then(|count| locked_ms(*count, limit, now)) {
            return Err(left);
        }
        Ok(count(&mut counts, key, limit, now))
    }

    /// Takes one try back: it was somebody's right one.
    pub fn refund(&self, key: &K) {
        if let Some(count) = self.counts.lock().unwrap_or_else(PoisonError::into_inner).get_mut(key) {
            count.tries = count.tries.saturating_sub(1);
        }
    }

    /// The keys that may not try now, and until when.
    pub fn locked(&self, limit: Limit, now: Moment) -> Vec<(K, Moment)>
    where
        K: Clone,
    {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let until = |count: &Count| locked_ms(*count, limit, now).map(|left| Moment(now.0.saturating_add(left)));
        counts.iter().filter_map(|(key, count)| Some((key.clone(), until(count)?))).collect()
    }

    /// Notes a wrong try and tells how many are left.
    pub fn wrong(&self, key: K, limit: Limit, now: Moment) -> u32 {
        count(&mut self.counts.lock().unwrap_or_else(PoisonError::into_inner), key, limit, now)
    }

    /// A right try forgets the wrong ones.
    pub fn right(&self, key: &K) {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

fn locked_ms(count: Count, limit: Limit, now: Moment) -> Option<i64> {
    let left = limit.lock_ms - now.since(count.last);
    (count.tries >= limit.tries_max && left > 0).then_some(left)
}

/// Adds one try and tells how many are left.
fn count<K: Hash + Eq>(counts: &mut HashMap<K, Count>, key: K, limit: Limit, now: Moment) -> u32 {
    if counts.len() >= KEYS_MAX {
        counts.retain(|_, count| now.since(count.last) < limit.lock_ms);
        if counts.len() >= KEYS_MAX {
            counts.clear();
        }
    }
    let count = counts.entry(key).or_insert(Count { tries: 0, last: now });
    if now.since(count.last) >= limit.lock_ms {
        count.tries = 0;
    }
    count.tries = count.tries.saturating_add(1);
    count.last = now;
    limit.tries_max.saturating_sub(count.tries)
}

/// Requests by key within the running second.
pub struct Rates<K> {
    seconds: Mutex<HashMap<K, (i64, u32)>>,
}

impl<K> Default for Rates<K> {
    fn default() -> Self {
        Self { seconds: Mutex::default() }
    }
}

impl<K: Hash + Eq + Clone> Rates<K> {
    /// Counts a request; false when the second's allowance is used up. 0 = no limit.
    pub fn allow(&self, key: &K, per_second: u32, now: Moment) -> bool {
        if per_second == 0 {
            return true;
        }
        let second = now.0.div_euclid(1000);
        let mut seconds = self.seconds.lock().unwrap_or_else(PoisonError::into_inner);
        if seconds.len() >= KEYS_MAX {
            seconds.retain(|_, (last, _)| *last == second);
        }
        let (last, count) = seconds.entry(key.clone()).or_insert((second, 0));
        if *last != second {
            (*last, *count) = (second, 0);
        }
        *count += 1;
        *count <= per_second
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Limit = Limit { tries_max: 3, lock_ms: 60_000 };

    #[test]
    fn three_wrong_tries_lock_and_time_or_a_right_one_opens() {
        let tries = Tries::default();
        assert_eq!([0, 1, 2].map(|at| tries.wrong("0203", LIMIT, Moment(at))), [2, 1, 0]);
        assert_eq!(tries.locked_ms(&"0203", LIMIT, Moment(2)), Some(60_000));
        assert_eq!(tries.locked_ms(&"0204", LIMIT, Moment(2)), None);
        assert_eq!(tries.locked_ms(&"0203", LIMIT, Moment(60_002)), None);
        assert_eq!(tries.wrong("0203", LIMIT, Moment(60_002)), 2);
        tries.right(&"0203");
        assert_eq!(tries.wrong("0203", LIMIT, Moment(60_003)), 2);
    }

    #[test]
    fn tries_that_come_at_once_are_counted_before_they_are_looked_at() {
        let tries = Tries::default();
        assert_eq!([0, 1, 2, 3].map(|at| tries.begin("0203", LIMIT, Moment(at))), [Ok(2), Ok(1), Ok(0), Err(59_999)]);
        assert_eq!(tries.locked(LIMIT, Moment(3)), [("0203", Moment(60_002))]);
        tries.refund(&"0203");
        assert_eq!(tries.begin("0203", LIMIT, Moment(4)), Ok(0), "a right one gives its try back");
        assert!(tries.begin("0203", LIMIT, Moment(60_004)).is_ok() && tries.locked(LIMIT, Moment(60_004)).is_empty());
    }

    #[test]
    fn a_second_has_its_allowance() {
        let rates = Rates::default();
        assert_eq!([0, 1, 2].map(|at| rates.allow(&"county", 2, Moment(at))), [true, true, false]);
        assert!(rates.allow(&"county", 2, Moment(1000)) && rates.allow(&"other", 2, Moment(2)));
        assert!((0..100).all(|at| rates.allow(&"bench", 0, Moment(at))));
    }
}
