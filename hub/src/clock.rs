//! Time: the machine's clock, a clock that tests move, and the hub's own time, which never runs backwards.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use sunhall_hall::Moment;

/// A last event further ahead of the clock than this is refused at start.
pub const AHEAD_MAX_MS: i64 = 10 * 60 * 1000;

/// Where the time of day comes from.
pub trait Clock: Send + Sync {
    fn now(&self) -> Moment;
}

/// The machine's clock. It follows a step forward at once and runs on evenly through a step backward.
pub struct MachineClock {
    last: Mutex<(i64, Instant)>,
}

impl Default for MachineClock {
    fn default() -> Self {
        Self { last: Mutex::new((wall_ms(), Instant::now())) }
    }
}

impl Clock for MachineClock {
    fn now(&self) -> Moment {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let instant = Instant::now();
        let even = last.0 + i64::try_from(instant.duration_since(last.1).as_millis()).unwrap_or(i64::MAX);
        let wall = wall_ms();
        if wall > even {
            *last = (wall, instant);
        }
        Moment(wall.max(even))
    }
}

fn wall_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// A clock that stands still until it is moved, for tests and simulation.
#[derive(Default)]
pub struct MovedClock(AtomicI64);

impl MovedClock {
    pub fn new(now: Moment) -> Self {
        Self(AtomicI64::new(now.0))
    }

    pub fn set(&self, now: Moment) {
        self.0.store(now.0, Ordering::SeqCst);
    }
}

impl Clock for MovedClock {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::SeqCst))
    }
}

/// The journal ends further ahead of the clock than a clock may be wrong.
#[derive(Debug, thiserror::Error)]
#[error("the last event lies {} minutes ahead of this machine's clock: set the clock right, then start again", .ahead_ms / 60_000)]
pub struct ClockBehind {
    pub ahead_ms: i64,
}

/// The hub's time: the clock plus the stored offset, never before the last event and never backwards.
pub struct HubTime {
    clock: Arc<dyn Clock>,
    shift_ms: i64,
    last: AtomicI64,
}

impl HubTime {
    /// Time goes on from the later of clock and last event.
    pub fn new(clock: Arc<dyn Clock>, offset_ms: i64, last_event: Option<Moment>) -> Result<Self, ClockBehind> {
        let now = clock.now().0.saturating_add(offset_ms);
        let ahead_ms = last_event.map_or(0, |last| last.0.saturating_sub(now)).max(0);
        if ahead_ms > AHEAD_MAX_MS {
            return Err(ClockBehind { ahead_ms });
        }
        Ok(Self { clock, shift_ms: offset_ms.saturating_add(ahead_ms), last: AtomicI64::new(i64::MIN) })
    }

    /// How far it is ahead of the clock.
    pub fn shift_ms(&self) -> i64 {
        self.shift_ms
    }

    pub fn now(&self) -> Moment {
        let now = self.clock.now().0.saturating_add(self.shift_ms);
        Moment(self.last.fetch_max(now, Ordering::SeqCst).max(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(now: i64, offset_ms: i64, last_event: Option<i64>) -> (Arc<MovedClock>, Result<HubTime, ClockBehind>) {
        let clock = Arc::new(MovedClock::new(Moment(now)));
        let time = HubTime::new(Arc::clone(&clock) as Arc<dyn Clock>, offset_ms, last_event.map(Moment));
        (clock, time)
    }

    #[test]
    fn time_never_runs_backwards() {
        let (clock, time) = at(1_000, 0, None);
        let time = time.unwrap();
        clock.set(Moment(5_000));
        assert_eq!(time.now(), Moment(5_000));
        clock.set(Moment(3_000));
        assert_eq!(time.now(), Moment(5_000));
    }

    #[test]
    fn time_goes_on_from_the_last_event() {
        let (clock, time) = at(1_000, 0, Some(61_000));
        let time = time.unwrap();
        assert_eq!(time.now(), Moment(61_000));
        clock.set(Moment(2_000));
        assert_eq!(time.now(), Moment(62_000), "it runs on, it does not stand still until the clock has caught up");
    }

    #[test]
    fn a_last_event_far_ahead_is_refused_in_words() {
        let error = at(0, 0, Some(AHEAD_MAX_MS + 60_000)).1.err().unwrap();
        assert!(error.to_string().contains("11 minutes ahead"), "{error}");
        assert!(at(0, 0, Some(AHEAD_MAX_MS)).1.is_ok());
        assert!(at(0, AHEAD_MAX_MS, Some(2 * AHEAD_MAX_MS)).1.is_ok(), "the stored offset counts");
    }

    #[test]
    fn the_machine_clock_is_close_to_the_wall() {
        let clock = MachineClock::default();
        let (first, wall, second) = (clock.now().0, wall_ms(), clock.now().0);
        assert!(first <= second && first <= wall + 1 && wall <= second + 1);
    }
}
