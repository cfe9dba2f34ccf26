//! Opening hours and the official calendar with its make-up working days.

use chrono::NaiveTime;
use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use crate::moment::Day;

/// One opening span of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub from: NaiveTime,
    pub to: NaiveTime,
}

/// Opening spans by ISO weekday; index 0 is Monday. A make-up working day is opened like a Monday.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    pub days: [Vec<Span>; 7],
}

/// A day that the yearly arrangement names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    pub day: Day,
    pub kind: DayKind,
    pub name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// Off inside a public holiday.
    Rest,
    /// A weekend day worked to make up.
    Work,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    HoursSet(Week),
    CalendarLoaded { year: i32, days: Vec<SpecialDay> },
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calendar {
    pub week: Week,
    pub special: OrdMap<Day, SpecialDay>,
    /// Years whose arrangement is loaded.
    pub years: OrdMap<i32, ()>,
}
