//! The rules of a township service hall: one value in memory that facts change and nothing else does.

pub mod access;
pub mod calendar;
pub mod command;
pub mod event;
pub mod floor;
pub mod ids;
pub mod moment;
pub mod policy;
pub mod regulations;
pub mod staff;

pub use command::{Answer, Command, Refusal};
pub use event::{EVENT_SCHEMA, Event};
pub use moment::{Day, Moment};

use serde::{Deserialize, Serialize};

/// What the hall is called and where things are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub name: String,
    pub name_en: String,
    pub place: String,
    pub place_en: String,
    pub guide_desk: String,
    pub guide_desk_en: String,
    pub supervision_phone: String,
    /// Demo halls say on slips that QR codes open on this machine only, and keep demo sign-ons.
    pub demo: bool,
}
