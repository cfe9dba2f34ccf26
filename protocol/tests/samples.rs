//! One stored sample of every message: it loads for ever, and loading loses nothing of it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sunhall_protocol::board::Board;
use sunhall_protocol::duty::Duty;
use sunhall_protocol::kiosk::{Guide, KioskAnswer, KioskAsk, Menu};
use sunhall_protocol::live::Live;
use sunhall_protocol::notices::{Notice, NoticeIndex};
use sunhall_protocol::order::Order;
use sunhall_protocol::pad::{PadAnswer, PadAsk};
use sunhall_protocol::presence::Presence;
use sunhall_protocol::pulse::Pulse;
use sunhall_protocol::trust::Trust;
use sunhall_protocol::{Answer, Ask};

/// Reads a sample and writes it again; what comes out is compared with what stood in the file.
type Reload = fn(&str) -> serde_json::Result<Value>;

fn reload<T: Serialize + DeserializeOwned>(text: &str) -> serde_json::Result<Value> {
    serde_json::to_value(serde_json::from_str::<T>(text)?)
}

/// Every stored sample and the message that it is one of.
const SAMPLES: [(&str, Reload); 37] = [
    ("board", reload::<Board>),
    ("board-first-form", reload::<Board>),
    ("board-second-form", reload::<Board>),
    ("duty", reload::<Duty>),
    ("live", reload::<Live>),
    ("notices", reload::<NoticeIndex>),
    ("notice", reload::<Notice>),
    ("menu", reload::<Menu>),
    ("menu-first-form", reload::<Menu>),
    ("order", reload::<Order>),
    ("guide", reload::<Guide>),
    ("pulse", reload::<Pulse>),
    ("trust", reload::<Trust>),
    ("presence", reload::<Presence>),
    ("presence-first-form", reload::<Presence>),
    ("presence-second-form", reload::<Presence>),
    ("kiosk-ask-take-ticket", reload::<Ask<KioskAsk>>),
    ("kiosk-ask-confirm-ticket", reload::<Ask<KioskAsk>>),
    ("kiosk-ask-cancel-ticket", reload::<Ask<KioskAsk>>),
    ("kiosk-ask-find-ticket", reload::<Ask<KioskAsk>>),
    ("kiosk-ask-rate", reload::<Ask<KioskAsk>>),
    ("kiosk-ask-call-help", reload::<Ask<KioskAsk>>),
    ("kiosk-answer-reserved", reload::<Answer<KioskAnswer>>),
    ("kiosk-answer-confirmed", reload::<Answer<KioskAnswer>>),
    ("kiosk-answer-cancelled", reload::<Answer<KioskAnswer>>),
    ("kiosk-answer-found", reload::<Answer<KioskAnswer>>),
    ("kiosk-answer-rated", reload::<Answer<KioskAnswer>>),
    ("kiosk-answer-help-called", reload::<Answer<KioskAnswer>>),
    ("answer-refused", reload::<Answer<KioskAnswer>>),
    ("answer-busy", reload::<Answer<KioskAnswer>>),
    ("answer-fault", reload::<Answer<KioskAnswer>>),
    ("pad-ask-call-next", reload::<Ask<PadAsk>>),
    ("pad-ask-call-again", reload::<Ask<PadAsk>>),
    ("pad-ask-mark-missed", reload::<Ask<PadAsk>>),
    ("pad-ask-start", reload::<Ask<PadAsk>>),
    ("pad-ask-finish", reload::<Ask<PadAsk>>),
    ("pad-answer-window", reload::<Answer<PadAnswer>>),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

#[test]
fn every_sample_loads_and_loses_nothing() {
    for (name, reload) in SAMPLES {
        let path = folder().join(format!("{name}.json"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
        let stored: Value = serde_json::from_str(&text).unwrap();
        let read = reload(&text).unwrap_or_else(|fault| panic!("{name} no longer loads: {fault}"));
        assert!(keeps(&stored, &read), "{name} lost something:\n{stored:#}\nbecame\n{read:#}");
    }
}

#[test]
fn every_stored_sample_is_tested() {
    let mut stored: Vec<String> =
        std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned()).collect();
    stored.sort();
    let mut tested: Vec<&str> = SAMPLES.iter().map(|(name, _)| *name).collect();
    tested.sort_unstable();
    assert_eq!(stored, tested);
}

/// Does `read` still say everything that `stored` said? It may say more: fields are added.
fn keeps(stored: &Value, read: &Value) -> bool {
    match (stored, read) {
        (Value::Object(stored), Value::Object(read)) => stored.iter().all(|(key, value)| read.get(key).is_some_and(|now| keeps(value, now))),
        (Value::Array(stored), Value::Array(read)) => stored.len() == read.len() && stored.iter().zip(read).all(|(stored, read)| keeps(stored, read)),
        (stored, read) => stored == read,
    }
}
