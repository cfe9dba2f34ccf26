//! The conversation with a kiosk: its menu, what it may ask, what it is answered.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::board::Range;
use crate::slip::SlipLayout;
use crate::wording::Wording;
use crate::{Bilingual, Moment, Version};

/// The retained snapshot `kiosk/{id}/menu`; sent only when it changed. Counts and hours of the moment are in `board`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Menu {
    pub version: Version,
    pub hall: Bilingual,
    /// What this device is called in words, for instance 入口.
    pub kiosk: String,
    pub groups: Vec<MenuGroup>,
    pub services: Vec<MenuService>,
    /// Where the guide desk is, for slips.
    pub guide_desk: Bilingual,
    /// Where the windows are, for instance 镇大厅一楼.
    pub place: Bilingual,
    pub supervision_phone: String,
    /// The hall's own line at the foot of a slip; empty = none.
    #[serde(default)]
    pub slip_note: Bilingual,
    /// Who is called about urgent matters while the hall is closed (R07.2).
    #[serde(default)]
    pub on_call: Option<OnCall>,
    /// Rating reasons as keys of `words`, good ones and bad ones.
    pub good_reasons: Vec<String>,
    pub bad_reasons: Vec<String>,
    /// True in a demo hall: QR codes open on this machine only, and slips say so.
    pub demo: bool,
    pub settings: MenuSettings,
    /// The hall's own words on kiosks and slips.
    #[serde(default)]
    pub wording: Wording,
    /// Which lines a slip carries.
    #[serde(default)]
    pub slip: SlipLayout,
}

/// The person on call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OnCall {
    pub name: String,
    pub position: Bilingual,
    pub phone: String,
    /// Hash of the portrait under `file/{hash}`.
    pub portrait: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MenuGroup {
    pub code: String,
    pub letter: String,
    pub name: Bilingual,
    /// Three words of what is in it.
    pub summary: Bilingual,
    /// Phosphor icon name, regular weight.
    pub icon: String,
    pub first_windows: Vec<u16>,
    /// The group behind "not sure which?"; drawn as the wide key, not as a tile.
    pub not_sure: bool,
    pub in_elder_mode: bool,
    pub elder_name: String,
    /// What the elder screen says under that name.
    #[serde(default)]
    pub elder_summary: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MenuService {
    pub code: String,
    pub group: String,
    pub name: Bilingual,
    /// Working days promised; 0 = on the spot.
    pub pledged_days: u32,
    pub statutory: Option<Statutory>,
    pub fee: Fee,
    pub materials: Vec<String>,
    /// Those of the materials that are looked at and given back.
    #[serde(default)]
    pub originals: Vec<String>,
    /// Everyday words for search, never shown.
    pub aliases: Vec<String>,
    /// Pinyin initials of the name and of each alias.
    pub initials: Vec<String>,
    /// Village service points that do it too, for instance 演示村.
    pub also_at: Vec<String>,
    /// The county decides; the town forwards as agent.
    pub county: bool,
    /// Hash of the guide body under `file/{hash}`, JSON of [`Guide`].
    pub guide: Option<String>,
    /// Public address of the guide, where there is one.
    pub guide_url: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Statutory {
    pub days: u32,
    /// True: working days; false: calendar days.
    pub working: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fee {
    #[default]
    Zero,
    /// A published amount in yuan.
    Amount(String),
    /// A fee exists whose standard the hall has not set; the text says what kind.
    Local(String),
}

/// The longer guide of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Guide {
    pub service: String,
    pub conditions: String,
    pub steps: Vec<String>,
    pub basis: String,
    pub result: String,
    pub department: String,
    pub object: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MenuSettings {
    pub idle_seconds: u32,
    pub idle_warn_seconds: u32,
    /// The same two where the type is large.
    #[serde(default = "idle_elder_seconds")]
    pub idle_elder_seconds: u32,
    #[serde(default = "idle_elder_warn_seconds")]
    pub idle_elder_warn_seconds: u32,
    pub ticket_seconds: u32,
    pub elder_age: u32,
    pub infant_age: u32,
    pub return_within_minutes: u32,
    pub return_places: u32,
    pub rating_contact_days: u32,
    pub stale_after_seconds: u32,
}

fn idle_elder_seconds() -> u32 {
    MenuSettings::default().idle_elder_seconds
}

fn idle_elder_warn_seconds() -> u32 {
    MenuSettings::default().idle_elder_warn_seconds
}

impl Default for MenuSettings {
    /// The suggested values of `parameters.csv`.
    fn default() -> Self {
        Self {
            idle_seconds: 45,
            idle_warn_seconds: 20,
            idle_elder_seconds: 90,
            idle_elder_warn_seconds: 30,
            ticket_seconds: 15,
            elder_age: 60,
            infant_age: 3,
            return_within_minutes: 60,
            return_places: 3,
            rating_contact_days: 1,
            stale_after_seconds: 15,
        }
    }
}

/// Why somebody is seen sooner; kept apart from the log and never shown in public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PriorityClass {
    Elderly,
    /// Moving, seeing, hearing or speaking is hard.
    Access,
    Pregnant,
    Soldier,
}

/// What a kiosk may ask on `kiosk/{id}/ask`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KioskAsk {
    /// Reserve a number. It counts only once confirmed.
    TakeTicket {
        service: String,
        class: Option<PriorityClass>,
        company: bool,
    },
    /// The number reached the citizen.
    ConfirmTicket {
        ticket: u64,
        carrier: Carrier,
    },
    /// The citizen changed their mind, or no slip came out and no other way was wanted.
    CancelTicket {
        ticket: u64,
    },
    /// Look up a ticket by its number and code, before rating.
    FindTicket {
        number: String,
        code: String,
    },
    Rate {
        number: String,
        code: String,
        level: u8,
        reasons: Vec<String>,
        words: Option<String>,
        phone: Option<String>,
    },
    /// Call staff to this kiosk.
    CallHelp,
}

/// How a number reached the citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Carrier {
    /// The printer confirmed the slip.
    Paper,
    /// Written without error to a printer that answers no status.
    PaperStatusUnknown,
    Screen,
    Phone,
}

/// What the hub answers on `kiosk/{id}/answer`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KioskAnswer {
    Reserved(Reserved),
    Confirmed { ticket: u64 },
    Cancelled { ticket: u64 },
    Found(Found),
    Rated,
    HelpCalled,
}

/// A reserved number with everything a slip needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reserved {
    pub ticket: u64,
    pub number: String,
    pub service: String,
    pub group: String,
    /// Windows that may call it; several only when more than one serves the group first.
    pub windows: Vec<u16>,
    pub ahead: u32,
    pub range: Option<Range>,
    pub taken_at: Moment,
    /// Eight Crockford characters as printed, `7Q4M-2KPX`.
    pub code: String,
    /// Address in the QR code (holds the 128-bit code); absent where the hall has no public address.
    pub url: Option<String>,
}

/// A ticket found by number and code, ready to be rated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Found {
    pub ticket: u64,
    pub number: String,
    pub service: String,
    pub window: u16,
    /// Number of the clerk, whose badge is in `duty`.
    pub staff: String,
    pub staff_name: String,
    pub position: Bilingual,
    pub portrait: Option<String>,
}
