//! The store's codec: an event and its circumstances as the bytes that are sealed.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use sunhall_hall::ids::DeviceName;
use sunhall_hall::{EVENT_SCHEMA, Event, Moment};

use super::journal::{Actor, CommandId, Fact, Fault};

#[derive(Serialize)]
struct Written<'a> {
    hall: &'a str,
    seq: u64,
    time: Moment,
    actor: &'a Actor,
    #[serde(skip_serializing_if = "Option::is_none")]
    device: Option<&'a DeviceName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    command: Option<CommandId>,
    schema: u16,
    event: &'a Event,
}

/// What a start reads of an envelope; the rest is skipped without being built.
#[derive(Deserialize)]
pub struct Read<'a> {
    #[serde(borrow)]
    pub hall: Cow<'a, str>,
    pub seq: u64,
    pub time: Moment,
    pub actor: Actor,
    pub schema: u16,
    pub event: Event,
}

/// The bytes of a fact, written once and kept for ever.
pub fn write(hall: &str, seq: u64, fact: &Fact) -> Result<Vec<u8>, Fault> {
    let written = Written {
        hall,
        seq,
        time: fact.time,
        actor: &fact.actor,
        device: fact.device.as_ref(),
        command: fact.command,
        schema: EVENT_SCHEMA,
        event: &fact.event,
    };
    serde_json::to_vec(&written).map_err(|error| Fault::Storage(format!("an event cannot be written as JSON: {error}")))
}

/// Reads an envelope that the row calls event `seq` of `hall`.
pub fn read<'a>(hall: &str, seq: u64, bytes: &'a [u8]) -> Result<Read<'a>, Fault> {
    let damaged = |what: String| Fault::Damaged { seq, what };
    let read: Read<'a> = serde_json::from_slice(bytes).map_err(|error| damaged(format!("its envelope cannot be read: {error}")))?;
    if read.schema > EVENT_SCHEMA {
        return Err(Fault::Newer { found: i64::from(read.schema), known: i64::from(EVENT_SCHEMA) });
    }
    if read.seq != seq || read.hall != hall {
        return Err(damaged(format!("its envelope says event {} of hall {}", read.seq, read.hall)));
    }
    Ok(read)
}
