//! The hub's heartbeat: its time and the version of each snapshot.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Moment, Version};

/// Sent every [`PULSE_SECONDS`] with `QoS` 0, not retained. Silence means stale; a version newer than mine means subscribe again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Pulse {
    pub hub_time: Moment,
    /// Snapshot name (`board`, `duty`, `notices`, `live`, `menu`) → its newest version.
    pub versions: BTreeMap<String, Version>,
}

pub const PULSE_SECONDS: u64 = 5;
