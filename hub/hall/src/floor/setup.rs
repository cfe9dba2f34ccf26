//! What the hall is made of: groups, services and windows, as an administrator sets them.

use serde::{Deserialize, Serialize};

use crate::ids::{GroupCode, ServiceCode, StaffNumber, WindowNumber};

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
    #[serde(default)]
    pub town: String,
    #[serde(default)]
    pub town_en: String,
    /// The hall's own line at the foot of a slip.
    #[serde(default)]
    pub slip_note: String,
    #[serde(default)]
    pub slip_note_en: String,
    /// Who is called about urgent matters while the hall is closed (R07.2), and at which phone.
    #[serde(default)]
    pub on_call: Option<StaffNumber>,
    #[serde(default)]
    pub on_call_phone: String,
    /// Demo halls say on slips that QR codes open on this machine only, and keep demo sign-ons.
    pub demo: bool,
}

/// A queue with a letter (A–H, J; never I, O, Q; K–Z belong to kiosks' offline series).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub code: GroupCode,
    pub letter: char,
    pub name: String,
    pub name_en: String,
    pub summary: String,
    pub summary_en: String,
    pub icon: String,
    /// ISO weekdays on which it is served; empty = whenever the hall is open.
    pub weekdays: Vec<u8>,
    /// The group behind 不知道选哪个.
    pub not_sure: bool,
    pub in_elder_mode: bool,
    pub elder_name: String,
    /// What the elder screen says under that name.
    #[serde(default)]
    pub elder_summary: String,
}

/// A service of the catalogue (`services.csv`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    pub code: ServiceCode,
    pub group: GroupCode,
    pub name: String,
    pub name_en: String,
    /// For window signs and narrow lists; empty = the full name.
    #[serde(default)]
    pub short: String,
    pub department: String,
    /// `consult`, `service`, `approval`, `disclosure` …, as in the catalogue.
    pub kind: String,
    /// The lowest level where it can be done: `household`, `village`, `town`, `county`.
    pub level_lowest: String,
    pub statutory: Option<Limit>,
    /// Working days promised; 0 = on the spot.
    pub pledged_days: u32,
    pub fee: Fee,
    /// Row of `clocks.csv` that binds the authority.
    pub clock: Option<String>,
    pub materials: Vec<String>,
    /// Those of the materials that are looked at and given back.
    #[serde(default)]
    pub originals: Vec<String>,
    pub aliases: Vec<String>,
    /// Village service points that do it too.
    pub also_at: Vec<String>,
    pub guide: Guide,
    pub offered: bool,
}

/// A limit of law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    pub days: u32,
    /// True: working days; false: calendar days.
    pub working: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fee {
    Zero,
    /// The published standard in yuan.
    Amount(String),
    /// A fee exists whose standard is not set yet; the text says what kind.
    Local(String),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    pub object: String,
    pub conditions: String,
    pub steps: Vec<String>,
    pub basis: String,
    pub result: String,
}

/// A window: the groups it serves first, those it helps, and the services to which skills narrow it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    pub number: WindowNumber,
    pub first: Vec<GroupCode>,
    pub help: Vec<GroupCode>,
    /// Empty = every service of its groups.
    pub services: Vec<ServiceCode>,
}

impl Window {
    /// Whether the skills at this window reach to the service.
    pub fn may_take(&self, service: &ServiceCode) -> bool {
        self.services.is_empty() || self.services.contains(service)
    }
}
