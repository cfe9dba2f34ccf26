//! What every message carries: the wire's version, the command id, and how a request was answered.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Bilingual, Moment};

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
    /// What fills its placeholders: plain text and figures as they are, the rest as [`Spoken`] writes it.
    #[serde(default)]
    pub arguments: BTreeMap<String, String>,
    /// Rule id such as `R04.2`, or `queue`, shown on a second line.
    pub rule: Option<String>,
}

/// An argument that reads differently in each language; it travels as text with a mark in front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// Day and time on the hall's wall clock.
    Moment(Moment),
    /// ISO weekdays, 1 = Monday.
    Weekdays(Vec<u8>),
    /// A key of the words, without arguments.
    Word(String),
    Both(Bilingual),
}

impl Spoken {
    /// The form in which it travels.
    pub fn write(&self) -> String {
        match self {
            Self::Moment(moment) => format!("@moment:{}", moment.0),
            Self::Weekdays(days) => format!("@weekdays:{}", days.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")),
            Self::Word(key) => format!("@word:{key}"),
            Self::Both(both) => format!("@both:{}|{}", both.zh.replace('|', " "), both.en.replace('|', " ")),
        }
    }

    /// Reads that form; `None` for plain text.
    pub fn read(text: &str) -> Option<Self> {
        let (mark, rest) = text.strip_prefix('@')?.split_once(':')?;
        match mark {
            "moment" => Some(Self::Moment(Moment(rest.parse().ok()?))),
            "weekdays" => rest.split(',').map(|day| day.parse().ok().filter(|day| (1..=7).contains(day))).collect::<Option<_>>().map(Self::Weekdays),
            "word" => Some(Self::Word(rest.to_owned())),
            "both" => rest.split_once('|').map(|(zh, en)| Self::Both(Bilingual::new(zh, en))),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spoken_travels_as_text_and_comes_back() {
        for spoken in [
            Spoken::Moment(Moment(1_795_400_040_000)),
            Spoken::Weekdays(vec![2, 4]),
            Spoken::Word("role-manager".into()),
            Spoken::Both(Bilingual::new("社会保障", "Social security")),
            Spoken::Both(Bilingual::new("社会保障", "")),
        ] {
            assert_eq!(Spoken::read(&spoken.write()), Some(spoken));
        }
        for plain in ["12", "演示甲", "@", "a@moment:1", "@moment:soon", "@weekdays:8", "@weekdays:", "@else:1"] {
            assert_eq!(Spoken::read(plain), None, "{plain}");
        }
    }
}
