//! The `AsyncAPI` document is made from the message types and the access table; its stored copy must be the same.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value, json};
use sunhall_protocol::access::{Row, TABLE};
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
use sunhall_protocol::{Answer, Ask, WIRE_VERSION};

/// Set to anything, the test writes the stored copy instead of comparing with it.
const UPDATE: &str = "SUNHALL_UPDATE_STORED";

/// One kind of topic and what is said on it.
struct Channel {
    name: &'static str,
    /// Behind `sunhall/1/{hall}/`.
    path: &'static str,
    retained: bool,
    quality: u8,
    /// The channel on which the answer comes, for requests.
    answered_on: Option<&'static str>,
    schemas: fn(&mut SchemaGenerator) -> Vec<Value>,
}

fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}

const fn snapshot(name: &'static str, path: &'static str, schemas: fn(&mut SchemaGenerator) -> Vec<Value>) -> Channel {
    Channel { name, path, retained: true, quality: 1, answered_on: None, schemas }
}

const CHANNELS: [Channel; 14] = [
    snapshot("board", "board", |g| vec![schema::<Board>(g)]),
    snapshot("duty", "duty", |g| vec![schema::<Duty>(g)]),
    snapshot("notices", "notices", |g| vec![schema::<NoticeIndex>(g)]),
    snapshot("live", "live", |g| vec![schema::<Live>(g)]),
    snapshot("kioskOrder", "kiosk/{device}/order", |g| vec![schema::<Order>(g)]),
    snapshot("displayOrder", "display/{device}/order", |g| vec![schema::<Order>(g)]),
    snapshot("menu", "kiosk/{device}/menu", |g| vec![schema::<Menu>(g)]),
    // Portraits are images under the same topics and have no schema.
    snapshot("file", "file/{hash}/{part}/{parts}", |g| vec![schema::<Guide>(g), schema::<Notice>(g)]),
    Channel { name: "pulse", path: "pulse", retained: false, quality: 0, answered_on: None, schemas: |g| vec![schema::<Pulse>(g)] },
    snapshot("trust", "trust", |g| vec![schema::<Trust>(g)]),
    snapshot("presence", "presence/{device}", |g| vec![schema::<Presence>(g)]),
    Channel {
        name: "kioskAsk",
        path: "kiosk/{device}/ask",
        retained: false,
        quality: 1,
        answered_on: Some("kioskAnswer"),
        schemas: |g| vec![schema::<Ask<KioskAsk>>(g)],
    },
    Channel {
        name: "kioskAnswer",
        path: "kiosk/{device}/answer",
        retained: false,
        quality: 1,
        answered_on: None,
        schemas: |g| vec![schema::<Answer<KioskAnswer>>(g)],
    },
    Channel {
        name: "padAsk",
        path: "pad/{device}/ask",
        retained: false,
        quality: 1,
        answered_on: Some("padAnswer"),
        schemas: |g| vec![schema::<Ask<PadAsk>>(g)],
    },
];

const PAD_ANSWER: Channel = Channel {
    name: "padAnswer",
    path: "pad/{device}/answer",
    retained: false,
    quality: 1,
    answered_on: None,
    schemas: |g| vec![schema::<Answer<PadAnswer>>(g)],
};

fn document() -> Value {
    let settings = SchemaSettings::draft07().with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut generator = settings.into_generator();
    let mut channels = Map::new();
    let mut operations = Map::new();
    for channel in CHANNELS.iter().chain([&PAD_ANSWER]) {
        channels.insert(channel.name.into(), channel_object(channel, &mut generator));
        if let Some(answer) = channel.answered_on {
            operations.insert(format!("{}Request", channel.name), request_object(channel.name, answer));
        }
    }
    json!({
        "asyncapi": "3.0.0",
        "info": {
            "title": "SunHall",
            "version": format!("{WIRE_VERSION}"),
            "description": "What the programs of a hall say to each other over MQTT 5. Fields are added, never changed or removed.",
        },
        "defaultContentType": "application/json",
        "channels": channels,
        "operations": operations,
        "components": { "schemas": generator.take_definitions(true) },
        "x-access": TABLE.iter().map(access_object).collect::<Vec<Value>>(),
    })
}

fn channel_object(channel: &Channel, generator: &mut SchemaGenerator) -> Value {
    let schemas = (channel.schemas)(generator);
    let payload = match schemas.as_slice() {
        [only] => only.clone(),
        several => json!({ "oneOf": several }),
    };
    let names = channel.path.split(['{', '}']).skip(1).step_by(2);
    let parameters: Map<String, Value> = std::iter::once("hall").chain(names).map(|name| (name.to_owned(), json!({}))).collect();
    json!({
        "address": format!("sunhall/{WIRE_VERSION}/{{hall}}/{}", channel.path),
        "parameters": parameters,
        "messages": { channel.name: { "payload": payload } },
        "bindings": { "mqtt": { "qos": channel.quality, "retain": channel.retained } },
    })
}

fn request_object(ask: &str, answer: &str) -> Value {
    json!({
        "action": "send",
        "channel": { "$ref": format!("#/channels/{ask}") },
        "reply": { "channel": { "$ref": format!("#/channels/{answer}") } },
    })
}

fn access_object(row: &Row) -> Value {
    json!({ "class": row.class, "publish": row.publish, "subscribe": row.subscribe })
}

fn stored() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("asyncapi.json")
}

#[test]
fn the_stored_document_is_what_the_types_say() {
    let made = format!("{}\n", serde_json::to_string_pretty(&document()).unwrap());
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(stored(), &made).unwrap();
    }
    let kept = std::fs::read_to_string(stored()).unwrap_or_default();
    assert!(kept == made, "protocol/asyncapi.json differs from the types: look at the change, then run this test once with {UPDATE}=1");
}

#[test]
fn every_reference_of_the_document_leads_somewhere() {
    let document = document();
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(references.len() > 20);
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap_or(&reference);
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
}

#[test]
fn every_path_of_the_access_table_has_a_channel() {
    for path in TABLE.iter().flat_map(|row| row.publish.iter()) {
        let first = path.split('/').next().unwrap();
        // What the hub says to one display has no message yet.
        let known = first == "display" || CHANNELS.iter().chain([&PAD_ANSWER]).any(|channel| shape(channel.path) == shape(path));
        assert!(known, "no channel for {path}");
    }
}

/// The path with every name that varies written alike.
fn shape(path: &str) -> Vec<&str> {
    path.split('/').map(|level| if level.starts_with('{') { "+" } else { level }).collect()
}

fn collect(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(target) if key == "$ref" => references.push(target.clone()),
                    value => collect(value, references),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, references)),
        _ => {}
    }
}
