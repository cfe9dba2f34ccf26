//! What a device says of itself; the broker publishes the offline form as its last will.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Moment;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Presence {
    pub online: bool,
    /// Version of the program, for instance `0.1.0`.
    #[serde(default)]
    pub program: String,
    /// Condition of the printer in one word of [`PrinterState`], kiosks only.
    #[serde(default)]
    pub printer: Option<PrinterState>,
    /// Seconds that the device's own clock is ahead of the hub's; unknown before the first pulse.
    #[serde(default)]
    pub clock_seconds: Option<i64>,
    /// Whether the screen says that it is out of service.
    #[serde(default)]
    pub locked: bool,
    /// When the program heard its first pulse; it has run at least since then.
    #[serde(default)]
    pub since: Option<Moment>,
}

/// What a printer last said of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PrinterState {
    Ready,
    PaperLow,
    PaperOut,
    CoverOpen,
    Jam,
    Unreachable,
    /// A printer that answers no status, for instance a file.
    Unknown,
}
