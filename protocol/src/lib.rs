//! What SunHall's programs say to each other: topics, messages, who may speak where, and every visible word.

pub mod access;
pub mod board;
pub mod device;
pub mod duty;
pub mod envelope;
pub mod kiosk;
pub mod live;
pub mod moment;
pub mod notices;
pub mod order;
pub mod pad;
pub mod presence;
pub mod pulse;
pub mod slip;
pub mod topics;
pub mod trust;
pub mod wording;
pub mod words;

pub use envelope::{Answer, Ask, Outcome, Refusal, Version};
pub use moment::Moment;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Version of the wire; the `1` in every topic. Fields are added, never changed or removed.
pub const WIRE_VERSION: u16 = 1;

/// The largest snapshot that the hub publishes, in bytes; an edit that would exceed it is refused.
pub const SNAPSHOT_BYTES_MAX: usize = 200 * 1024;

/// A text in both languages; English may be empty where only Chinese exists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Bilingual {
    pub zh: String,
    pub en: String,
}

impl Bilingual {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The text in `language`; Chinese where the English is missing.
    pub fn text(&self, language: words::Language) -> &str {
        match language {
            words::Language::English if !self.en.is_empty() => &self.en,
            words::Language::English | words::Language::Chinese => &self.zh,
        }
    }
}
