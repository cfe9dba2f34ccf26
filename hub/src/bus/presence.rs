//! What devices say of themselves: online or away, their program, their printer.

use std::collections::BTreeMap;

use sunhall_hall::Moment;
use sunhall_hall::ids::DeviceName;
use sunhall_protocol::presence::Presence;

/// The largest presence that is read.
const BYTES_MAX: usize = 4096;

/// Every enrolled device that has said something since the hub started.
pub type Devices = BTreeMap<DeviceName, Device>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    pub presence: Presence,
    /// When it said so.
    pub at: Moment,
}

/// Reads a presence. A newer program may say more than we know, which does no harm here.
pub fn read(payload: &[u8]) -> Option<Presence> {
    if payload.len() > BYTES_MAX {
        return None;
    }
    serde_json::from_slice(payload).ok()
}
