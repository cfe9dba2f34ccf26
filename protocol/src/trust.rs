//! The CAs by which devices know their hall, so that one can follow the other without anybody visiting a device.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Retained. A device accepts these from now on, and keeps the one that vouched for the present connection until another has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Trust {
    /// Certificates as PEM, the older ones first.
    pub ca: String,
}
