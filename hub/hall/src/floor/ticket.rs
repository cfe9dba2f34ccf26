//! A ticket from reserved to its outcome, and what a window is doing with it.

use serde::{Deserialize, Serialize};

use crate::ids::{DeviceName, GroupCode, ServiceCode, StaffNumber, TextRef, TicketId, TicketNumber, WindowNumber};
use crate::moment::{Day, Moment};

/// Why somebody is seen sooner; the log holds only the minutes of head start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriorityClass {
    Elderly,
    /// Moving, seeing, hearing or speaking is hard.
    Access,
    Pregnant,
    Soldier,
}

/// Where a ticket was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    Kiosk(DeviceName),
    Phone,
    /// Issued by hand by this person, who is its first contact (R16.2).
    Staff(StaffNumber),
}

/// How the number reached the citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Carrier {
    Paper,
    PaperStatusUnknown,
    Screen,
    Phone,
    Hand,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Neither callable nor counted until it reached the citizen.
    Reserved,
    /// Issued or unconfirmed: callable and counted.
    Waiting,
    Called {
        window: WindowNumber,
        times: u8,
        last: Moment,
    },
    Serving {
        window: WindowNumber,
        started: Moment,
    },
    Missed {
        at: Moment,
    },
    Parked {
        until: Moment,
    },
    Ended {
        outcome: Outcome,
        at: Moment,
    },
}

/// Every ticket ends with one of these; nothing is wiped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Served,
    /// The citizen gave it back.
    Cancelled,
    /// Staff ended it, with a reason.
    CancelledByStaff,
    /// Day end: missed and never came back.
    MissedAtDayEnd,
    /// Day end: still waiting, called or parked; the hall owes an apology.
    NotServedAtDayEnd,
    /// Day end: service was under way; counted as served, the time flagged doubtful.
    LeftOpenAtDayEnd,
}

/// An act of a window that can be taken back for a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    Call,
    Miss,
    Start,
    Finish,
    Transfer,
    Park,
}

/// A promised wait, unrounded; screens round it outward with [`Estimate::minutes`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Seconds that half of the runs stay within.
    pub low_seconds: u32,
    /// Seconds that nine runs in ten stay within.
    pub high_seconds: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ticket {
    pub id: TicketId,
    pub day: Day,
    pub number: TicketNumber,
    pub group: GroupCode,
    pub service: ServiceCode,
    pub origin: Origin,
    pub state: State,
    /// When the number was reserved; a recorded act may set a new one.
    pub turn: Moment,
    pub head_start_minutes: u32,
    /// Order in which turns were set; decides between equal effective times.
    pub set: u64,
    pub reserved_at: Moment,
    pub unconfirmed: bool,
    pub carrier: Option<Carrier>,
    pub needs_assistance: bool,
    pub company: bool,
    pub promise: Option<Estimate>,
    /// Whether the first call came within the promised range; none before it or without a promise.
    pub promise_kept: Option<bool>,
    pub code: TextRef,
    pub class: Option<TextRef>,
    /// Where and by whom it was last called, and why.
    pub called: Option<CalledAt>,
    /// A transfer to one window only.
    pub only_window: Option<WindowNumber>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CalledAt {
    pub at: Moment,
    pub window: WindowNumber,
    pub staff: StaffNumber,
    pub why: Why,
    pub passed: u32,
}

impl Estimate {
    /// Minutes from and to, rounded outward to `round_minutes`; never from 0.
    pub fn minutes(self, round_minutes: i64) -> (u32, u32) {
        let round = u32::try_from(round_minutes).unwrap_or(1).clamp(1, 60);
        let low = (self.low_seconds / 60 / round * round).max(1);
        let high = self.high_seconds.div_ceil(60).div_ceil(round).max(1) * round;
        (low, if high > low { high } else { low + round })
    }
}

impl Ticket {
    /// Still to be served, or being served.
    pub fn open(&self) -> bool {
        !matches!(self.state, State::Ended { .. })
    }

    /// Turn less head start; the earliest is next. Unchanged by transfer and park.
    pub fn effective(&self) -> Moment {
        self.turn.plus_minutes(-i64::from(self.head_start_minutes))
    }
}

/// Why this ticket was next; stored with the call, told to whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Earliest turn among all that wait in its group.
    Earliest,
    /// Earliest effective time by a head start of so many minutes.
    HeadStart { minutes: u32 },
    /// The cap bit: people with a head start had just passed, so the earliest turn is next.
    Cap,
    /// Staff confirmed that the person needs assistance.
    NeedsAssistance,
    /// A help group whose wait passed `queue.help_after`, or that a manager opened to this window.
    Help,
    /// Sent to this window by a transfer.
    Transferred,
    /// Chosen by staff with a reason.
    Chosen,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransferTo {
    Service(ServiceCode),
    Window(WindowNumber),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowState {
    Open { since: Moment },
    Paused { since: Moment, back_at: Option<Moment> },
}

/// A window with a clerk at it. R04.2: only with a complete badge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Working {
    pub staff: StaffNumber,
    pub state: WindowState,
    pub ticket: Option<TicketId>,
    /// Since when it has had no ticket.
    pub idle_since: Moment,
}
