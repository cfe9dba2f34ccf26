//! Bytes → request: what is too large, unreadable, of another version or says more than we know is refused, never guessed at.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sunhall_protocol::{Ask, Refusal, WIRE_VERSION};
use uuid::Uuid;

/// The largest request of a device.
pub const ASK_BYTES_MAX: usize = 64 * 1024;

/// Why a request was not even asked, and the id under which its asker waits, if one could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    pub id: Option<Uuid>,
    pub fault: Fault,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    TooLarge,
    NotJson,
    OtherVersion,
    /// The path of the first field that this hub does not know.
    UnknownField(String),
    /// JSON, but not one of the requests of this device.
    OtherShape,
    /// The correlation data is missing or names another id than the body.
    OtherCorrelation,
    /// The response topic is missing or is not the device's own.
    OtherResponseTopic,
}

impl Fault {
    /// A word for logs and counters.
    pub fn name(&self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::NotJson => "not_json",
            Self::OtherVersion => "other_version",
            Self::UnknownField(_) => "unknown_field",
            Self::OtherShape => "other_shape",
            Self::OtherCorrelation => "other_correlation",
            Self::OtherResponseTopic => "other_response_topic",
        }
    }

    /// What the asker is told.
    pub fn refusal(&self) -> Refusal {
        let (key, field) = match self {
            Self::OtherVersion => ("refusal-wrong-version", None),
            Self::UnknownField(field) => ("refusal-unknown-fields", Some(field)),
            Self::TooLarge | Self::NotJson | Self::OtherShape | Self::OtherCorrelation | Self::OtherResponseTopic => ("refusal-malformed", None),
        };
        let arguments = field.map(|field| ("field".to_owned(), field.clone())).into_iter().collect();
        Refusal { key: key.to_owned(), arguments, rule: None }
    }
}

/// Reads a request. `correlation` is the MQTT correlation data, 16 bytes of the command id.
pub fn decode<T: Serialize + DeserializeOwned>(payload: &[u8], correlation: Option<&[u8]>) -> Result<Ask<T>, Malformed> {
    let waiting = correlation.and_then(|bytes| Uuid::from_slice(bytes).ok());
    let malformed = |id, fault| Malformed { id, fault };
    if payload.len() > ASK_BYTES_MAX {
        return Err(malformed(waiting, Fault::TooLarge));
    }
    let value: Value = serde_json::from_slice(payload).map_err(|_| malformed(waiting, Fault::NotJson))?;
    let id = waiting.or_else(|| value.get("id")?.as_str()?.parse().ok());
    let version = value.get("version").and_then(Value::as_u64);
    if version.is_some_and(|version| version != u64::from(WIRE_VERSION)) {
        return Err(malformed(id, Fault::OtherVersion));
    }
    let ask: Ask<T> = serde_json::from_value(value.clone()).map_err(|_| malformed(id, Fault::OtherShape))?;
    if let Some(field) = unknown_field(&value, &ask) {
        return Err(malformed(id, Fault::UnknownField(field)));
    }
    if waiting != Some(ask.id) {
        return Err(malformed(Some(ask.id), Fault::OtherCorrelation));
    }
    Ok(ask)
}

/// The first field that was sent but is not part of the message as we know it. A newer device may mean something by it
/// that we would silently drop.
fn unknown_field<T: Serialize>(sent: &Value, known: &T) -> Option<String> {
    let known = serde_json::to_value(known).ok()?;
    surplus(sent, &known)
}

fn surplus(sent: &Value, known: &Value) -> Option<String> {
    match (sent, known) {
        (Value::Object(sent), Value::Object(known)) => sent.iter().find_map(|(key, value)| match known.get(key) {
            None => Some(shown(key)),
            Some(known) => surplus(value, known).map(|inner| format!("{}.{inner}", shown(key))),
        }),
        (Value::Array(sent), Value::Array(known)) => sent.iter().zip(known).find_map(|(sent, known)| surplus(sent, known)),
        _ => None,
    }
}

/// A field's name as it may be shown: short and without control characters.
fn shown(key: &str) -> String {
    key.chars().filter(|letter| !letter.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use sunhall_protocol::kiosk::KioskAsk;

    use super::*;

    const ID: &str = "0193573f-6c00-7abc-8def-0123456789ab";

    fn id() -> Uuid {
        ID.parse().unwrap()
    }

    fn read(value: &Value) -> Result<Ask<KioskAsk>, Malformed> {
        decode(&serde_json::to_vec(value).unwrap(), Some(id().as_bytes()))
    }

    fn fault(value: &Value) -> Fault {
        let malformed = read(value).unwrap_err();
        assert_eq!(malformed.id, Some(id()), "{value}");
        malformed.fault
    }

    #[test]
    fn a_well_formed_request_is_read() {
        let ask = read(&json!({"version": 1, "id": ID, "body": {"take_ticket": {"service": "SB01", "class": null, "company": false}}})).unwrap();
        assert_eq!(ask.body, KioskAsk::TakeTicket { service: "SB01".into(), class: None, company: false });
        assert_eq!(read(&json!({"version": 1, "id": ID, "body": "call_help"})).unwrap().body, KioskAsk::CallHelp);
    }

    #[test]
    fn an_absent_optional_field_is_not_unknown() {
        let ask = read(&json!({"version": 1, "id": ID, "body": {"take_ticket": {"service": "SB01", "company": false}}}));
        assert!(ask.is_ok());
    }

    #[test]
    fn everything_else_is_refused_by_its_kind() {
        assert_eq!(fault(&json!({"version": 2, "id": ID, "body": "call_help"})), Fault::OtherVersion);
        assert_eq!(fault(&json!({"id": ID, "body": "call_help"})), Fault::OtherShape);
        assert_eq!(fault(&json!({"version": 1, "id": ID, "body": "call_next"})), Fault::OtherShape);
        assert_eq!(fault(&json!({"version": 1, "id": ID, "body": {"take_ticket": {"service": 7, "company": false}}})), Fault::OtherShape);
        assert_eq!(fault(&json!({"version": 1, "id": ID, "body": "call_help", "more": 1})), Fault::UnknownField("more".into()));
        let inner = json!({"version": 1, "id": ID, "body": {"take_ticket": {"service": "SB01", "class": null, "company": false, "room": 3}}});
        assert_eq!(fault(&inner), Fault::UnknownField("body.take_ticket.room".into()));
        assert_eq!(fault(&json!([1, 2])), Fault::OtherShape);
        let other = "0193573f-6c00-7abc-8def-0123456789ac";
        assert_eq!(read(&json!({"version": 1, "id": other, "body": "call_help"})).unwrap_err().fault, Fault::OtherCorrelation);
    }

    #[test]
    fn bytes_that_are_no_json_and_floods_are_refused() {
        let nested = vec![b'['; 50_000];
        for payload in [b"".as_slice(), b"{", b"\xff\xfe\x00", b"{\"version\":1,\"id\":\"", &nested] {
            assert_eq!(decode::<KioskAsk>(payload, None).unwrap_err(), Malformed { id: None, fault: Fault::NotJson });
        }
        let flood = vec![b' '; ASK_BYTES_MAX + 1];
        assert_eq!(decode::<KioskAsk>(&flood, Some(&[1; 16])).unwrap_err().fault, Fault::TooLarge);
    }

    #[test]
    fn without_correlation_the_id_of_the_body_is_answered() {
        let sent = json!({"version": 1, "id": ID, "body": "call_help"});
        let malformed = decode::<KioskAsk>(&serde_json::to_vec(&sent).unwrap(), None).unwrap_err();
        assert_eq!(malformed, Malformed { id: Some(id()), fault: Fault::OtherCorrelation });
    }

    #[test]
    fn names_of_unknown_fields_are_cut_and_cleaned() {
        let long = format!("a\u{1b}{}", "b".repeat(100));
        let found = fault(&json!({"version": 1, "id": ID, "body": "call_help", long: 1}));
        assert_eq!(found, Fault::UnknownField(format!("a{}", "b".repeat(39))));
    }
}
