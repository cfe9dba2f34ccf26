//! What every message carries: the wire's version, the command id, and how a request was answered.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Moment;

/// Version of a snapshot: the sequence number of the last event in it and the moment when it was true, so it survives restarts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Version {
    pub seq: u64,
    pub at: Moment,
}

/// A request to the hub. The asker repeats it, with the same id, until it is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ask<T> {
    /// [`crate::WIRE_VERSION`].
    pub version: u16,
    /// `UUIDv7` made by the asker with the hub's time; also the MQTT correlation data (16 bytes).
    pub id: Uuid,
    pub body: T,
}

/// The hub's answer to the [`Ask`] with the same id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Answer<T> {
    pub version: u16,
    pub id: Uuid,
    pub hub_time: Moment,
    pub outcome: Outcome<T>,
}

/// How a request ended. *Busy* and *fault* are not remembered: the same id may be asked again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome<T> {
    Done(T),
    Refused(Refusal),
    /// The hub's mailbox is full; ask again in a few seconds.
    Busy,
    /// The hub could not save; nothing happened.
    Fault,
}

/// A rule's polite no: a key of `words`, its arguments, and the rule it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Refusal {
    /// Key in `protocol/words`, for instance `refusal-outside-hours`.
    pub key: String,
    #[serde(default)]
    pub arguments: BTreeMap<String, String>,
    /// Rule id such as `R04.2`, or `queue`, shown on a second line.
    pub rule: Option<String>,
}
