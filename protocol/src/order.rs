//! What staff order a screen to do from afar: the retained snapshot `kiosk/{id}/order` or `display/{id}/order`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Bilingual, Moment, Version};

/// The last level of a display's order topic.
pub const ORDER: &str = "order";

/// A program ends with this code when it is told to start again; what watches over it starts it anew.
pub const RESTART_EXIT: u8 = 75;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Order {
    pub version: Version,
    /// While it is there the screen gives no service and says why.
    #[serde(default)]
    pub lock: Option<Lock>,
    /// Restarts ordered so far. A program takes the first count it hears as it is, and starts again at a larger one.
    #[serde(default)]
    pub restarts: u64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Lock {
    /// What the screen says; empty where its own words do.
    pub message: Bilingual,
    pub since: Moment,
}
