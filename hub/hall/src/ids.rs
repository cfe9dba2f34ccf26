//! Names of things: one type for each, so that none is taken for another.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! code {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Arc<str>);

        impl $name {
            pub fn new(text: impl Into<Arc<str>>) -> Self {
                Self(text.into())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

code!(
    /// Code of a group, for instance `social`.
    GroupCode
);
code!(
    /// Code of a service in the catalogue, for instance `SB01`.
    ServiceCode
);
code!(
    /// A staff member's number on the badge, for instance `0203`; never given twice.
    StaffNumber
);
code!(
    /// Code of a role that the hall made for itself; drawn, never seen.
    RoleCode
);
code!(
    /// Id of a kiosk, display or call pad: lower-case letters, digits, hyphens.
    DeviceName
);
code!(
    /// Name of an API token.
    TokenName
);
code!(
    /// Id of a notice thread.
    NoticeId
);
code!(
    /// Hex hash of a file that lies beside the log: a portrait, a notice body.
    FileHash
);

impl StaffNumber {
    /// The author of what is done at the hub's own console, which may do what an administrator may.
    pub fn console() -> Self {
        Self::new("console")
    }

    /// The author of what an API token does without a person.
    pub fn of_token(token: &TokenName) -> Self {
        Self::new(format!("token:{token}"))
    }

    /// The token that this author is, if it is one.
    pub fn as_token(&self) -> Option<TokenName> {
        self.0.strip_prefix("token:").map(TokenName::new)
    }
}

/// A ticket; counted by the hall over all days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TicketId(pub u64);

/// A planned change; counted by the hall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlanId(pub u64);

/// The number over a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WindowNumber(pub u16);

/// The number on a slip: group letter and count of the day, `A001`; after 999 four digits, after 9999 five.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TicketNumber {
    pub letter: char,
    pub count: u32,
}

impl fmt::Display for TicketNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{:03}", self.letter, self.count)
    }
}

impl TicketNumber {
    /// Reads `A012`, in either case, blanks around it ignored.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let letter = text.chars().next()?.to_ascii_uppercase();
        let digits = text.get(1..)?;
        let well_formed = letter.is_ascii_uppercase() && (3..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        well_formed.then(|| digits.parse().ok().map(|count| Self { letter, count }))?
    }
}

/// What the log holds in place of a person's words: the key of an erasable row, and a salted hash of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TextRef {
    /// Thirty-two hex digits, random.
    pub key: Arc<str>,
    /// Hex hash of salt and text; the salt lies in the row.
    pub hash: Arc<str>,
}
