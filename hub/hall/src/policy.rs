//! Parameters with the dates they hold and where they come from; the catalogue is `data/parameters.csv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveTime};
use imbl::{OrdMap, Vector};
use serde::{Deserialize, Serialize};

use crate::moment::Day;

/// Where a default comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Regulation,
    Law,
    /// Shown as 建议值 until an administrator confirms it.
    Suggested,
}

/// What a value is counted in; decides which values are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Seconds,
    Minutes,
    Hours,
    Days,
    WorkingDays,
    Months,
    Count,
    Percent,
    Characters,
    Age,
    /// `HH:MM`.
    Time,
    Text,
}

/// A row of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    pub key: String,
    pub default: String,
    pub unit: Unit,
    /// Rule id of the regulations, or `queue`, `screen`, `security`.
    pub rule: String,
    pub source: Source,
    /// Article or example on which the default rests.
    pub basis: String,
    pub description: String,
    pub description_en: String,
    whole: i64,
}

/// One value and the day from which it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    pub value: String,
    pub from: Day,
    pub confirmed: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    ParameterSet { key: String, setting: Setting },
}

/// Settings by key, each list in order of `from`; what is not set holds the catalogue's default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    pub settings: OrdMap<String, Vector<Setting>>,
}

/// Keys that the rules themselves read; a test checks that each is in the catalogue.
pub mod keys {
    pub const HEAD_START_ELDERLY: &str = "queue.head_start_elderly";
    pub const HEAD_START_ACCESS: &str = "queue.head_start_disabled";
    pub const HEAD_START_PREGNANT: &str = "queue.head_start_pregnant";
    pub const HEAD_START_SOLDIER: &str = "queue.head_start_soldier";
    pub const HEAD_START_URGENT: &str = "queue.head_start_urgent";
    pub const OVERTAKE_MAX: &str = "queue.overtake_max";
    pub const OVERTAKE_OF: &str = "queue.overtake_of";
    pub const HELP_AFTER: &str = "queue.help_after";
    pub const CALLS: &str = "queue.calls";
    pub const CALL_GAP: &str = "queue.call_gap";
    pub const RETURN_PLACES: &str = "queue.return_places";
    pub const RETURN_WITHIN: &str = "queue.return_within";
    pub const UNDO: &str = "queue.undo";
    pub const PARK: &str = "queue.park";
    pub const PARK_MAX: &str = "queue.park_max";
    pub const UNCONFIRMED_AFTER: &str = "queue.unconfirmed_after";
    pub const STOP_BEFORE_CLOSE: &str = "queue.stop_before_close";
    pub const ESTIMATE_SAMPLES: &str = "queue.estimate_samples";
    pub const ESTIMATE_RECENT: &str = "queue.estimate_recent";
    pub const ESTIMATE_ROUND: &str = "queue.estimate_round";
    pub const WAIT_YELLOW: &str = "queue.wait_yellow";
    pub const WAIT_RED: &str = "queue.wait_red";
    pub const IDLE_ALERT: &str = "queue.idle_alert";
    pub const AWAY_ALERT: &str = "queue.away_alert";
    pub const RATING_OPEN_DAYS: &str = "rating.open_days";
    pub const RATING_SHOW_FROM: &str = "rating.show_from";
    pub const QUIET_TIMES: &str = "screen.quiet_times";
    pub const CALENDAR_WARN_FROM: &str = "calendar.warn_from";
    pub const ALL: [&str; 28] = [
        HEAD_START_ELDERLY,
        HEAD_START_ACCESS,
        HEAD_START_PREGNANT,
        HEAD_START_SOLDIER,
        HEAD_START_URGENT,
        OVERTAKE_MAX,
        OVERTAKE_OF,
        HELP_AFTER,
        CALLS,
        CALL_GAP,
        RETURN_PLACES,
        RETURN_WITHIN,
        UNDO,
        PARK,
        PARK_MAX,
        UNCONFIRMED_AFTER,
        STOP_BEFORE_CLOSE,
        ESTIMATE_SAMPLES,
        ESTIMATE_RECENT,
        ESTIMATE_ROUND,
        WAIT_YELLOW,
        WAIT_RED,
        IDLE_ALERT,
        AWAY_ALERT,
        RATING_OPEN_DAYS,
        RATING_SHOW_FROM,
        QUIET_TIMES,
        CALENDAR_WARN_FROM,
    ];
}

static CATALOGUE: LazyLock<BTreeMap<String, Parameter>> = LazyLock::new(|| {
    let rows = csv::Reader::from_reader(include_str!("../data/parameters.csv").as_bytes());
    rows.into_records().filter_map(|row| read_row(&row.ok()?)).map(|row| (row.key.clone(), row)).collect()
});

/// Every parameter of the catalogue, by key.
pub fn catalogue() -> &'static BTreeMap<String, Parameter> {
    &CATALOGUE
}

impl Policy {
    /// The value that holds on `day`, as text; empty for a key outside the catalogue.
    pub fn text(&self, key: &str, day: Day) -> &str {
        match self.setting(key, day) {
            Some(setting) => &setting.value,
            None => CATALOGUE.get(key).map_or("", |row| &row.default),
        }
    }

    /// The value that holds on `day`, as a whole number; 0 for texts and for keys outside the catalogue.
    pub fn whole(&self, key: &str, day: Day) -> i64 {
        match self.setting(key, day) {
            Some(setting) => setting.value.parse().unwrap_or(0),
            None => CATALOGUE.get(key).map_or(0, |row| row.whole),
        }
    }

    /// The time of day that holds on `day`.
    pub fn time(&self, key: &str, day: Day) -> Option<NaiveTime> {
        NaiveTime::parse_from_str(self.text(key, day), "%H:%M").ok()
    }

    /// The setting that holds on `day`; none while the default does.
    pub fn setting(&self, key: &str, day: Day) -> Option<&Setting> {
        self.settings.get(key)?.iter().rev().find(|setting| setting.from <= day)
    }

    /// True while the value of `day` is a suggested default that nobody has confirmed: 建议值.
    pub fn suggested(&self, key: &str, day: Day) -> bool {
        match self.setting(key, day) {
            Some(setting) => !setting.confirmed,
            None => CATALOGUE.get(key).is_some_and(|row| row.source == Source::Suggested),
        }
    }

    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::ParameterSet { key, setting } => {
                let list = self.settings.entry(key.clone()).or_default();
                list.retain(|earlier| earlier.from != setting.from);
                let place = list.iter().take_while(|earlier| earlier.from < setting.from).count();
                list.insert(place, setting.clone());
            }
        }
    }
}

impl Parameter {
    /// Whether a value fits the unit; figures stay within what the rules can count with.
    pub fn accepts(&self, value: &str) -> bool {
        match self.unit {
            Unit::Text if self.key == keys::QUIET_TIMES => times_of_day(value).is_some(),
            // A leap year, so that every day that some year has is one.
            Unit::Text if self.key == keys::CALENDAR_WARN_FROM => value.len() == 5 && NaiveDate::parse_from_str(&format!("2000-{value}"), "%Y-%m-%d").is_ok(),
            Unit::Text if !self.choices().is_empty() => self.choices().contains(&value),
            Unit::Text => !value.trim().is_empty() && value.chars().count() <= 60,
            Unit::Time => NaiveTime::parse_from_str(value, "%H:%M").is_ok(),
            Unit::Percent => whole(value).is_some_and(|figure| figure <= 100),
            Unit::Seconds | Unit::Minutes | Unit::Hours | Unit::Days | Unit::WorkingDays | Unit::Months | Unit::Count | Unit::Characters | Unit::Age => {
                whole(value).is_some_and(|figure| figure <= self.largest() && figure >= self.smallest())
            }
        }
    }

    /// The values from which a text is chosen, where the catalogue lists them; none for everything else.
    pub fn choices(&self) -> Vec<&str> {
        let listed: Vec<&str> = self.basis.split(" / ").collect();
        if self.unit == Unit::Text && listed.len() > 1 && listed.contains(&self.default.as_str()) { listed } else { Vec::new() }
    }

    /// Counts that the order of calls is built on must not be 0, or nobody could be called.
    fn smallest(&self) -> i64 {
        let counts_from_one = [keys::OVERTAKE_OF, keys::CALLS, keys::RETURN_PLACES, keys::PARK_MAX, keys::ESTIMATE_RECENT, keys::ESTIMATE_ROUND];
        i64::from(counts_from_one.contains(&self.key.as_str()))
    }

    fn largest(&self) -> i64 {
        match self.key.as_str() {
            keys::OVERTAKE_MAX | keys::OVERTAKE_OF => 20,
            keys::ESTIMATE_RECENT => 100,
            keys::UNDO => 60,
            _ => 1_000_000,
        }
    }
}

/// `12:00-14:00 17:30-08:00`, or 无 for none; a span that ends before it begins goes over midnight.
pub fn times_of_day(text: &str) -> Option<Vec<(NaiveTime, NaiveTime)>> {
    if text.trim() == "无" {
        return Some(Vec::new());
    }
    let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").ok();
    let spans: Option<Vec<_>> = text.split_whitespace().map(|span| span.split_once('-').and_then(|(from, to)| Some((time(from)?, time(to)?)))).collect();
    spans.filter(|spans| !spans.is_empty() && spans.len() <= 8 && spans.iter().all(|(from, to)| from != to))
}

fn whole(value: &str) -> Option<i64> {
    value.bytes().all(|byte| byte.is_ascii_digit()).then(|| value.parse().ok())?
}

fn read_row(row: &csv::StringRecord) -> Option<Parameter> {
    let text = |column: usize| row.get(column).map(str::to_owned);
    let default = text(1)?;
    Some(Parameter {
        key: text(0)?,
        unit: unit(row.get(2)?)?,
        rule: text(3)?,
        source: source(row.get(4)?)?,
        basis: text(5)?,
        description: text(6)?,
        description_en: text(7)?,
        whole: default.parse().unwrap_or(0),
        default,
    })
}

fn unit(text: &str) -> Option<Unit> {
    Some(match text {
        "s" => Unit::Seconds,
        "min" => Unit::Minutes,
        "h" => Unit::Hours,
        "d" => Unit::Days,
        "wd" => Unit::WorkingDays,
        "month" => Unit::Months,
        "count" => Unit::Count,
        "percent" => Unit::Percent,
        "chars" => Unit::Characters,
        "age" => Unit::Age,
        "time" => Unit::Time,
        "text" => Unit::Text,
        _ => return None,
    })
}

fn source(text: &str) -> Option<Source> {
    Some(match text {
        "regulation" => Source::Regulation,
        "law" => Source::Law,
        "suggested" => Source::Suggested,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn day(of_month: u32) -> Day {
        Day(NaiveDate::from_ymd_opt(2026, 11, of_month).unwrap())
    }

    #[test]
    fn every_row_of_the_catalogue_is_read_and_fits_its_own_unit() {
        let lines = include_str!("../data/parameters.csv").lines().count() - 1;
        assert_eq!(CATALOGUE.len(), lines);
        for row in CATALOGUE.values() {
            assert!(row.accepts(&row.default), "{} refuses its own default {}", row.key, row.default);
        }
    }

    #[test]
    fn every_key_that_the_rules_read_is_in_the_catalogue() {
        for key in keys::ALL {
            assert!(CATALOGUE.contains_key(key), "{key}");
        }
    }

    #[test]
    fn a_value_holds_from_its_day_and_the_default_before() {
        let mut policy = Policy::default();
        let set = |value: &str, from, confirmed| Event::ParameterSet { key: keys::CALLS.into(), setting: Setting { value: value.into(), from, confirmed } };
        policy.apply(&set("5", day(20), true));
        policy.apply(&set("4", day(10), false));
        assert_eq!([9, 10, 19, 20].map(|of_month| policy.whole(keys::CALLS, day(of_month))), [3, 4, 4, 5]);
        assert_eq!([9, 10, 20].map(|of_month| policy.suggested(keys::CALLS, day(of_month))), [true, true, false]);
        policy.apply(&set("6", day(20), true));
        assert_eq!(policy.whole(keys::CALLS, day(25)), 6);
        assert_eq!(policy.settings[keys::CALLS].len(), 2);
    }

    #[test]
    fn values_are_checked_against_their_unit() {
        let accepts = |key: &str, value: &str| CATALOGUE[key].accepts(value);
        assert!(accepts(keys::CALLS, "5") && !accepts(keys::CALLS, "0") && !accepts(keys::CALLS, "-1") && !accepts(keys::CALLS, "five"));
        assert!(accepts("handover.time", "08:30") && !accepts("handover.time", "25:00"));
        assert!(accepts("limit.yellow", "100") && !accepts("limit.yellow", "101") && !accepts("limit.yellow", ""));
        assert!(accepts("screen.quiet_times", "无") && accepts("screen.quiet_times", "12:00-14:00 17:30-08:00"));
        assert!(["", "noon", "12:00", "12:00-12:00", "12:00-25:00", "12:00–14:00"].iter().all(|value| !accepts("screen.quiet_times", value)));
        assert!(accepts("screen.voice_english", "是") && !accepts("screen.voice_english", " ") && !accepts("screen.voice_english", "也许"));
        assert!(accepts("calendar.warn_from", "02-29") && ["13-01", "12-32", "1-1", "later"].iter().all(|value| !accepts("calendar.warn_from", value)));
        assert_eq!(CATALOGUE["screen.voice_wording"].choices().len(), 3);
        assert!(CATALOGUE[keys::QUIET_TIMES].choices().is_empty() && CATALOGUE[keys::CALLS].choices().is_empty());
    }
}
