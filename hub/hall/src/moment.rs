//! A moment and a day as the hall counts them; time always comes in as an argument.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, Timelike, Utc};
use serde::{Deserialize, Serialize};

/// Milliseconds that China's clocks are ahead of UTC; the country keeps one offset.
const OFFSET_MS: i64 = 8 * 3600 * 1000;

/// Milliseconds since 1970-01-01T00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// The moment at `time` on the wall clock of `day`.
    pub fn at(day: Day, time: NaiveTime) -> Self {
        Self(day.0.and_time(time).and_utc().timestamp_millis() - OFFSET_MS)
    }

    /// The hall's calendar day.
    pub fn day(self) -> Day {
        Day(self.wall().date_naive())
    }

    /// Time of day on the hall's wall clock, to the second.
    pub fn time(self) -> NaiveTime {
        let wall = self.wall();
        NaiveTime::from_hms_opt(wall.hour(), wall.minute(), wall.second()).unwrap_or(NaiveTime::MIN)
    }

    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_seconds(minutes.saturating_mul(60))
    }

    /// The beginning of the day so many months before; the calendar's first day stays itself.
    #[must_use]
    pub fn minus_months(self, months: i64) -> Self {
        let day = self.day().0;
        let months = Months::new(u32::try_from(months).unwrap_or(0));
        Self::at(Day(day.checked_sub_months(months).unwrap_or(day)), NaiveTime::MIN)
    }

    /// Milliseconds from `earlier` to this moment; negative when it is the other way round.
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The wall clock as if it were UTC; moments beyond the calendar read as its beginning.
    fn wall(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.saturating_add(OFFSET_MS)).unwrap_or_default()
    }
}

/// A calendar day of the hall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub NaiveDate);

impl Day {
    /// ISO weekday, 1 = Monday.
    pub fn weekday(self) -> u8 {
        self.0.weekday().number_from_monday() as u8
    }

    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// `12-01`: month and day, which sort as they follow each other in a year.
    pub fn of_year(self) -> String {
        self.0.format("%m-%d").to_string()
    }

    #[must_use]
    pub fn next(self) -> Self {
        self.plus(1)
    }

    /// This day and `days` more; the last day of the calendar stays itself.
    #[must_use]
    pub fn plus(self, days: u64) -> Self {
        Self(self.0.checked_add_days(Days::new(days)).unwrap_or(self.0))
    }

    #[must_use]
    pub fn minus(self, days: u64) -> Self {
        Self(self.0.checked_sub_days(Days::new(days)).unwrap_or(self.0))
    }
}
