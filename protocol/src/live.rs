//! The staff snapshot `live`: the managers' live queue display. Staff displays only.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::board::{Hours, Range, WindowState};
use crate::duty::Totals;
use crate::{Bilingual, Moment, Version};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Live {
    pub version: Version,
    pub hall: Bilingual,
    pub hours: Hours,
    pub windows: Vec<LiveWindow>,
    pub groups: Vec<LiveGroup>,
    /// The advice of the moment, if there is one.
    pub advice: Option<Advice>,
    pub today: Today,
    pub yesterday: Totals,
    /// Minutes from which a wait is soon late (amber) and late (red).
    pub wait_yellow_minutes: u32,
    pub wait_red_minutes: u32,
    /// Minutes of pause and of idleness with people waiting that raise an alert.
    pub away_alert_minutes: u32,
    pub idle_alert_minutes: u32,
    /// Help calls from kiosks that nobody has answered.
    pub help_calls: Vec<HelpCall>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LiveWindow {
    pub number: u16,
    pub state: WindowState,
    pub clerk: Option<String>,
    pub ticket: Option<String>,
    pub serving: bool,
    /// Since when the present state holds: called, serving, idle or paused.
    pub since: Moment,
    /// True when the present service takes longer than the usual P90 of its service.
    pub slow: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LiveGroup {
    pub code: String,
    pub letter: String,
    pub name: Bilingual,
    pub first_windows: Vec<u16>,
    /// In true calling order, at most forty; `waiting` counts all.
    pub tickets: Vec<LiveTicket>,
    pub waiting: u32,
    pub range: Option<Range>,
    pub open_today: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LiveTicket {
    pub number: String,
    /// The turn from which the wait counts.
    pub since: Moment,
    /// Has a head start or needs assistance; shown to staff only.
    pub priority: bool,
    pub offline: bool,
    pub unconfirmed: bool,
}

/// One group is slow and one window could help.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Advice {
    pub group: String,
    pub letter: String,
    pub group_name: Bilingual,
    pub window: Option<u16>,
    /// With that help, minutes until nobody in the group waits too long; absent while too little is known.
    #[serde(default)]
    pub recovers_minutes: Option<u32>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Today {
    pub numbers: u32,
    pub done: u32,
    /// Calls whose promise was kept and calls that had a promise.
    pub promises_kept: u32,
    pub promises: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HelpCall {
    pub device: String,
    pub at: Moment,
}
