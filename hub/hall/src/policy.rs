//! Parameters with the dates they hold and where they come from; the catalogue is `data/parameters.csv`.

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
