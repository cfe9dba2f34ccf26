//! The facts of the floor. Each carries the result, not the recipe, so that old days replay as they were.

use serde::{Deserialize, Serialize};

use super::setup::{Group, Profile, Service, Window};
use super::ticket::{Act, Carrier, Estimate, Origin, Outcome, TransferTo, Why};
use crate::ids::{DeviceName, GroupCode, ServiceCode, StaffNumber, TextRef, TicketId, TicketNumber, WindowNumber};
use crate::moment::{Day, Moment};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    ProfileSet(Profile),
    GroupSet(Group),
    ServiceSet(Box<Service>),
    WindowSet(Window),

    TicketReserved {
        ticket: TicketId,
        day: Day,
        number: TicketNumber,
        group: GroupCode,
        service: ServiceCode,
        origin: Origin,
        turn: Moment,
        head_start_minutes: u32,
        company: bool,
        promise: Option<Estimate>,
        code: TextRef,
        class: Option<TextRef>,
    },
    TicketIssued {
        ticket: TicketId,
        carrier: Carrier,
        at: Moment,
    },
    /// No answer within `queue.unconfirmed_after`: callable, marked, never silently void.
    TicketUnconfirmed {
        ticket: TicketId,
        at: Moment,
    },
    TicketEnded {
        ticket: TicketId,
        outcome: Outcome,
        at: Moment,
        staff: Option<StaffNumber>,
        reason: Option<TextRef>,
        /// Where it was served, with the seconds from start to finish.
        window: Option<WindowNumber>,
        handled_seconds: Option<u32>,
    },

    /// `running` counts calls and recalls of the hall over all days.
    TicketCalled {
        ticket: TicketId,
        window: WindowNumber,
        staff: StaffNumber,
        running: u64,
        why: Why,
        passed: u32,
        /// A head start passed an earlier turn; the cap counts these.
        overtakes: bool,
        /// Seconds from the turn to this call.
        waited_seconds: u32,
        /// Outcome of the promise, told by the first call only.
        promise_kept: Option<bool>,
        at: Moment,
        reason: Option<TextRef>,
    },
    TicketCalledAgain {
        ticket: TicketId,
        window: WindowNumber,
        running: u64,
        times: u8,
        at: Moment,
    },
    TicketMissed {
        ticket: TicketId,
        window: WindowNumber,
        at: Moment,
    },
    /// A missed or parked ticket waits again; `turn` only when the act sets a new one.
    TicketReturned {
        ticket: TicketId,
        turn: Option<Moment>,
        at: Moment,
        staff: Option<StaffNumber>,
    },
    ServiceStarted {
        ticket: TicketId,
        window: WindowNumber,
        staff: StaffNumber,
        at: Moment,
    },
    TicketTransferred {
        ticket: TicketId,
        window: WindowNumber,
        to: TransferTo,
        group: GroupCode,
        service: ServiceCode,
        at: Moment,
    },
    TicketParked {
        ticket: TicketId,
        window: WindowNumber,
        until: Moment,
        at: Moment,
    },
    /// A manager's act: new turn, head start 0.
    TurnSet {
        ticket: TicketId,
        turn: Moment,
        staff: StaffNumber,
        reason: TextRef,
        at: Moment,
    },
    AssistanceConfirmed {
        ticket: TicketId,
        staff: StaffNumber,
        at: Moment,
    },
    CompanyAsked {
        ticket: TicketId,
        staff: StaffNumber,
        at: Moment,
    },
    /// The last act of this window is taken back; ticket and window are as before it.
    ActUndone {
        window: WindowNumber,
        ticket: TicketId,
        act: Act,
        staff: StaffNumber,
        at: Moment,
    },

    WindowOpened {
        window: WindowNumber,
        staff: StaffNumber,
        at: Moment,
    },
    WindowPaused {
        window: WindowNumber,
        back_at: Option<Moment>,
        at: Moment,
    },
    WindowResumed {
        window: WindowNumber,
        at: Moment,
    },
    WindowClosed {
        window: WindowNumber,
        staff: StaffNumber,
        at: Moment,
        reason: Option<TextRef>,
    },
    HelpLent {
        window: WindowNumber,
        group: GroupCode,
        staff: StaffNumber,
        at: Moment,
    },
    HelpTakenBack {
        window: WindowNumber,
        group: GroupCode,
        staff: StaffNumber,
        at: Moment,
    },

    HelpCalled {
        device: DeviceName,
        at: Moment,
    },
    HelpAnswered {
        device: DeviceName,
        staff: StaffNumber,
        at: Moment,
    },

    /// Every ticket of the day has its outcome; the day leaves the live state.
    DayEnded {
        day: Day,
        at: Moment,
    },
}
