//! Waiting for a condition with a deadline; a test never waits by the clock alone.

use std::time::{Duration, Instant};

/// Asks `condition` until it answers `Some`, at most `seconds` long.
pub fn until<T>(seconds: u64, what: &str, mut condition: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + Duration::from_secs(seconds);
    loop {
        if let Some(value) = condition() {
            return value;
        }
        assert!(Instant::now() < deadline, "waited {seconds} s in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
