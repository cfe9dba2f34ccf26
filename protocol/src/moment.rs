//! A moment on the wire: milliseconds since 1970 in UTC, shown in the hall's one offset, +08:00.

use chrono::{DateTime, FixedOffset, Timelike, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Seconds that China's clocks are ahead of UTC; the country keeps one offset and no summer time.
const OFFSET_SECONDS: i32 = 8 * 3600;

/// Milliseconds since 1970-01-01T00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// The wall clock of the hall at this moment. Moments beyond the calendar read as its beginning.
    pub fn local(self) -> DateTime<FixedOffset> {
        let utc = DateTime::<Utc>::from_timestamp_millis(self.0).unwrap_or_default();
        match FixedOffset::east_opt(OFFSET_SECONDS) {
            Some(offset) => utc.with_timezone(&offset),
            None => utc.fixed_offset(),
        }
    }

    /// `HH:MM` on the hall's wall clock.
    pub fn clock(self) -> String {
        let local = self.local();
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// Whole minutes from `earlier` to this moment, never negative.
    pub fn minutes_since(self, earlier: Self) -> u32 {
        u32::try_from((self.0 - earlier.0).max(0) / 60_000).unwrap_or(u32::MAX)
    }

    /// This moment moved by `seconds`.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }
}
