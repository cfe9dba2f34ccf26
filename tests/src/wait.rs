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

/// The same for conditions that must be asked elsewhere.
pub async fn until_true<F: Future<Output = bool>>(seconds: u64, what: &str, mut condition: impl FnMut() -> F) {
    let deadline = Instant::now() + Duration::from_secs(seconds);
    while !condition().await {
        assert!(Instant::now() < deadline, "waited {seconds} s in vain for {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
