//! The enrolment file of a device, `<device>.toml`: written once by the hub, read by the device at start.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::DeviceClass;

/// Everything a device needs to reach its hall. The file holds a password: only the device may read it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Enrolment {
    /// Id of the hall in every topic.
    pub hall: String,
    /// Id of the device; also its user name and client id at the broker.
    pub device: String,
    pub class: DeviceClass,
    pub password: String,
    /// `host:port` of the broker.
    pub broker: String,
    /// The hall's CA in PEM; absent where the broker is reached over loopback without TLS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca: Option<String>,
}

impl std::fmt::Debug for Enrolment {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Enrolment").field("hall", &self.hall).field("device", &self.device).field("class", &self.class).finish_non_exhaustive()
    }
}
