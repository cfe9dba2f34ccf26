//! What the API takes and gives.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use sunhall_hall::command::{Called, Reserved};
use sunhall_hall::floor::{Carrier, Estimate, Outcome, PriorityClass, State, Ticket};
use sunhall_hall::{Answer, Hall, Moment};
use utoipa::ToSchema;

use crate::web::issue::short_code;
use crate::web::state::App;

#[derive(Debug, Serialize, ToSchema)]
pub struct NewId {
    /// `UUIDv7` with the hub's time, for the header `Idempotency-Key`.
    pub id: String,
    /// The hub's time, milliseconds since 1970 in UTC.
    pub hub_time: i64,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeTicket {
    /// Code of the service, for instance `SB01`.
    pub service: String,
    #[serde(default)]
    pub class: Option<ApiClass>,
    #[serde(default)]
    pub company: bool,
    /// Given by hand: possible at any hour, issued at once.
    #[serde(default)]
    pub by_hand: bool,
}

/// A class that gives a head start; only staff see it.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApiClass {
    Elderly,
    Access,
    Pregnant,
    Soldier,
}

impl From<ApiClass> for PriorityClass {
    fn from(class: ApiClass) -> Self {
        match class {
            ApiClass::Elderly => Self::Elderly,
            ApiClass::Access => Self::Access,
            ApiClass::Pregnant => Self::Pregnant,
            ApiClass::Soldier => Self::Soldier,
        }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    pub carrier: ApiCarrier,
}

/// How the number reached the citizen.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApiCarrier {
    Paper,
    PaperStatusUnknown,
    Screen,
    Phone,
    Hand,
}

impl From<ApiCarrier> for Carrier {
    fn from(carrier: ApiCarrier) -> Self {
        match carrier {
            ApiCarrier::Paper => Self::Paper,
            ApiCarrier::PaperStatusUnknown => Self::PaperStatusUnknown,
            ApiCarrier::Screen => Self::Screen,
            ApiCarrier::Phone => Self::Phone,
            ApiCarrier::Hand => Self::Hand,
        }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// 5 very satisfied … 1 very dissatisfied.
    #[serde(deserialize_with = "whole")]
    #[schema(minimum = 1, maximum = 5)]
    pub level: u8,
    #[serde(default)]
    pub reasons: Vec<String>,
    #[serde(default)]
    #[schema(max_length = 300)]
    pub words: Option<String>,
    #[serde(default)]
    #[schema(max_length = 20)]
    pub phone: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenWindow {
    /// Staff number of the clerk, who must be signed on.
    pub staff: String,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ForMinutes {
    #[serde(default, deserialize_with = "whole_or_none")]
    #[schema(maximum = 65535)]
    pub minutes: Option<u16>,
}

/// Another service's queue or another window.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum TransferTo {
    Service(ToService),
    Window(ToWindow),
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToService {
    pub service: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ToWindow {
    #[serde(deserialize_with = "whole")]
    #[schema(maximum = 65535)]
    pub window: u16,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BringBack {
    /// Number of today, for instance `A012`.
    #[schema(pattern = "^[A-Za-z][0-9]{3,6}$")]
    pub number: String,
    /// The window whose clerk brings it back; without one the token does.
    #[serde(default, deserialize_with = "whole_or_none")]
    #[schema(maximum = 65535)]
    pub window: Option<u16>,
}

/// A whole number as JSON Schema means it: 5.0 is one too.
fn whole<'de, D: Deserializer<'de>, T: TryFrom<u64>>(source: D) -> Result<T, D::Error> {
    let number = serde_json::Number::deserialize(source)?;
    let float = || number.as_f64().filter(|value| value.fract() == 0.0 && (0.0..=9_007_199_254_740_992.0).contains(value)).map(|value| value as u64);
    number.as_u64().or_else(float).and_then(|value| T::try_from(value).ok()).ok_or_else(|| D::Error::custom("no whole number in the range"))
}

fn whole_or_none<'de, D: Deserializer<'de>, T: TryFrom<u64>>(source: D) -> Result<Option<T>, D::Error> {
    struct Whole<T>(T);
    impl<'de, T: TryFrom<u64>> Deserialize<'de> for Whole<T> {
        fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
            whole(source).map(Whole)
        }
    }
    Ok(Option::<Whole<T>>::deserialize(source)?.map(|Whole(value)| value))
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Minutes {
    pub low: u32,
    pub high: u32,
}

impl Minutes {
    pub fn of(hall: &Hall, estimate: Estimate, now: Moment) -> Self {
        let (low, high) = hall.shown_minutes(estimate, now);
        Self { low, high }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Taken {
    pub ticket: u64,
    pub number: String,
    pub group: String,
    pub service: String,
    pub windows: Vec<u16>,
    pub ahead: u32,
    pub minutes: Option<Minutes>,
    /// The whole code, and the eight characters that stand on paper.
    pub code: String,
    pub short_code: String,
}

impl Taken {
    pub fn of(app: &App, hall: &Hall, reserved: &Reserved) -> Self {
        let code = app.text(&reserved.code);
        Self {
            ticket: reserved.ticket.0,
            number: reserved.number.to_string(),
            group: reserved.group.to_string(),
            service: reserved.service.to_string(),
            windows: reserved.windows.iter().map(|window| window.0).collect(),
            ahead: reserved.ahead,
            minutes: reserved.estimate.map(|estimate| Minutes::of(hall, estimate, reserved.turn)),
            short_code: short_code(&code),
            code,
        }
    }
}

/// The window after an act.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct AtWindow {
    pub window: u16,
    pub ticket: Option<u64>,
    pub number: Option<String>,
    /// How often it was called.
    pub times: Option<u8>,
    /// How many of an earlier turn the call passed.
    pub passed: Option<u32>,
}

impl AtWindow {
    pub fn of(hall: &Hall, window: u16, answer: &Answer) -> Self {
        let with = |ticket: Option<sunhall_hall::ids::TicketId>| Self {
            window,
            ticket: ticket.map(|ticket| ticket.0),
            number: ticket.and_then(|ticket| hall.floor.ticket(ticket)).map(|ticket| ticket.number.to_string()),
            ..Self::default()
        };
        match answer {
            Answer::Called(called) => Self::called(called),
            Answer::Window { ticket, .. } | Answer::Undone { ticket, .. } => with(*ticket),
            Answer::Done | Answer::Reserved(_) | Answer::Confirmed { .. } | Answer::Rated => with(None),
        }
    }

    fn called(called: &Called) -> Self {
        Self {
            window: called.window.0,
            ticket: Some(called.ticket.0),
            number: Some(called.number.to_string()),
            times: Some(called.times),
            passed: Some(called.passed),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Done {
    pub done: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TicketStatus {
    pub ticket: u64,
    pub number: String,
    pub group: String,
    pub service: String,
    /// `reserved`, `waiting`, `called`, `serving`, `missed`, `parked` or `ended`.
    pub state: String,
    pub outcome: Option<String>,
    pub window: Option<u16>,
    pub ahead: Option<u32>,
    pub minutes: Option<Minutes>,
    pub unconfirmed: bool,
}

impl TicketStatus {
    pub fn of(hall: &Hall, ticket: &Ticket, now: Moment) -> Self {
        let (state, window, outcome) = match &ticket.state {
            State::Reserved => ("reserved", None, None),
            State::Waiting => ("waiting", None, None),
            State::Called { window, .. } => ("called", Some(window.0), None),
            State::Serving { window, .. } => ("serving", Some(window.0), None),
            State::Missed { .. } => ("missed", None, None),
            State::Parked { .. } => ("parked", None, None),
            State::Ended { outcome, .. } => ("ended", None, Some(outcome_name(*outcome))),
        };
        Self {
            ticket: ticket.id.0,
            number: ticket.number.to_string(),
            group: ticket.group.to_string(),
            service: ticket.service.to_string(),
            state: state.to_owned(),
            outcome: outcome.map(str::to_owned),
            window,
            ahead: hall.ahead(ticket.id),
            minutes: hall.estimate(ticket.id, now).map(|estimate| Minutes::of(hall, estimate, now)),
            unconfirmed: ticket.unconfirmed,
        }
    }
}

fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Served => "served",
        Outcome::Cancelled => "cancelled",
        Outcome::CancelledByStaff => "cancelled_by_staff",
        Outcome::MissedAtDayEnd => "missed_at_day_end",
        Outcome::NotServedAtDayEnd => "not_served_at_day_end",
        Outcome::LeftOpenAtDayEnd => "left_open_at_day_end",
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct GroupStatus {
    pub group: String,
    pub letter: String,
    pub name: String,
    pub name_en: String,
    pub waiting: u32,
    pub longest_minutes: Option<u32>,
    pub minutes: Option<Minutes>,
    pub windows: Vec<u16>,
    pub open_today: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Line {
    pub group: String,
    /// In true calling order.
    pub tickets: Vec<LineTicket>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct LineTicket {
    pub ticket: u64,
    pub number: String,
    pub service: String,
    pub minutes: u32,
    pub head_start: bool,
    pub needs_assistance: bool,
    pub unconfirmed: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct WindowStatus {
    pub window: u16,
    /// `closed`, `paused`, `idle`, `called` or `serving`.
    pub state: String,
    pub staff: Option<String>,
    pub number: Option<String>,
    pub waiting: u32,
}
