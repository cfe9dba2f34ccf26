//! The public snapshot `duty`: today's badges, for window signs, the duty wall and the kiosk's guide.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Bilingual, Moment, Version};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Duty {
    pub version: Version,
    pub badges: Vec<Badge>,
    /// Number of the guide on duty.
    pub guide: Option<String>,
    /// The hall's totals of this month up to yesterday.
    pub month: Totals,
    pub supervision_phone: String,
}

/// A staff member's badge (R04.2). Names of clerks are public by that rule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Badge {
    /// Staff number on the badge, for instance `0203`.
    pub number: String,
    pub name: String,
    pub position: Bilingual,
    pub department: Bilingual,
    pub phone: String,
    /// Hash of the portrait under `file/{hash}`.
    pub portrait: Option<String>,
    pub leader: bool,
    pub state: DutyState,
    /// The open or paused window of this person.
    pub window: Option<u16>,
    /// The window at which this person usually serves; nobody is missed at a window who has none.
    #[serde(default)]
    pub usual_window: Option<u16>,
    /// Address of the public supervision page, where there is a public address.
    pub supervise_url: Option<String>,
    /// This month up to yesterday; absent below `rating.show_from` ratings.
    pub month: Option<Totals>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DutyState {
    OnDuty,
    /// A leader receiving people.
    Receiving,
    /// Paused; back at the moment, if known.
    Away {
        back_at: Option<Moment>,
    },
    Out {
        until: Option<Moment>,
    },
    /// A day off by the rota.
    Rest,
    /// Expected today, not signed on.
    #[default]
    NotYet,
}

/// Served, rated and satisfied always stand together: silence never counts as satisfied (R08.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Totals {
    pub served: u32,
    pub rated: u32,
    pub satisfied: u32,
}
