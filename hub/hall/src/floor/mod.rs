//! The floor: groups, services, windows, tickets, and the order in which people are called.

mod calling;
mod changes;
mod estimate;
mod event;
mod issuing;
mod queue;
mod ranks;
mod samples;
mod setup;
mod ticket;
mod undo;

use std::sync::Arc;

use imbl::{OrdMap, OrdSet, Vector};

pub use calling::{Next, Pick, Relation};
pub use event::Event;
pub use issuing::Wanted;
pub use queue::{Cap, Ordered, Queue, Taking};
pub use ranks::Place;
pub use samples::{Sample, Samples, Usual};
pub use setup::{Fee, Group, Guide, Limit, Profile, Service, Window};
pub use ticket::{Act, CalledAt, Carrier, Estimate, Origin, Outcome, PriorityClass, State, Ticket, TransferTo, Why, WindowState, Working};
pub use undo::LastAct;

use crate::ids::{DeviceName, GroupCode, ServiceCode, StaffNumber, TicketId, TicketNumber, WindowNumber};
use crate::moment::{Day, Moment};
use crate::policy::Policy;

/// Calls and recalls kept for the boards.
pub const CALLS_KEPT: usize = 20;

/// Everything about one opening day, and what it is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Floor {
    pub profile: Profile,
    pub groups: OrdMap<GroupCode, Group>,
    pub services: OrdMap<ServiceCode, Arc<Service>>,
    pub windows: OrdMap<WindowNumber, Window>,

    /// The day to which all that follows belongs; none while nothing has happened since the last day ended.
    pub day: Option<Day>,
    pub tickets: OrdMap<TicketId, Arc<Ticket>>,
    /// Windows with a clerk at them.
    pub working: OrdMap<WindowNumber, Working>,
    /// The window that each clerk has open.
    pub at_window: OrdMap<StaffNumber, WindowNumber>,
    /// Help that a manager lent, with the lender.
    pub lent: OrdMap<(WindowNumber, GroupCode), StaffNumber>,
    /// Help calls that nobody has answered.
    pub help_calls: OrdMap<DeviceName, Moment>,
    /// The last calls and recalls, newest first.
    pub calls: Vector<ShownCall>,
    pub figures: Figures,
    pub done_by: OrdMap<StaffNumber, DoneBy>,
    pub samples: Samples,

    queues: OrdMap<GroupCode, Queue>,
    numbers: OrdMap<TicketNumber, TicketId>,
    /// Numbers given today by letter.
    counts: OrdMap<char, u32>,
    reserved: OrdSet<(Moment, TicketId)>,
    parked: OrdSet<(Moment, TicketId)>,
    missed: OrdSet<(Moment, TicketId)>,
    undo: OrdMap<WindowNumber, LastAct>,

    last_ticket: u64,
    last_set: u64,
    last_running: u64,
}

/// A call or recall as boards show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownCall {
    /// Counts over all calls and recalls of the hall; never reused.
    pub running: u64,
    pub ticket: TicketId,
    pub number: TicketNumber,
    pub group: GroupCode,
    pub window: WindowNumber,
    pub at: Moment,
    pub times: u8,
}

/// Today's figures of the hall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Numbers that reached a citizen, unconfirmed ones included.
    pub numbers: u32,
    /// Services finished.
    pub done: u32,
    /// First calls of tickets that carried a promise, and those within it.
    pub promises: u32,
    pub promises_kept: u32,
}

/// What one clerk finished today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DoneBy {
    pub done: u32,
    pub seconds: u64,
}

impl Floor {
    pub fn ticket(&self, ticket: TicketId) -> Option<&Ticket> {
        self.tickets.get(&ticket).map(Arc::as_ref)
    }

    /// The ticket of today with this number.
    pub fn by_number(&self, number: TicketNumber) -> Option<&Ticket> {
        self.numbers.get(&number).and_then(|ticket| self.ticket(*ticket))
    }

    /// Whether a ticket with this id was ever given.
    pub fn was_given(&self, ticket: TicketId) -> bool {
        ticket.0 > 0 && ticket.0 <= self.last_ticket
    }

    /// The group's queue; none while nobody of the group has waited today.
    pub fn queue(&self, group: &GroupCode) -> Option<&Queue> {
        self.queues.get(group)
    }

    pub fn waiting(&self, group: &GroupCode) -> u32 {
        self.queue(group).map_or(0, Queue::waiting)
    }

    /// Missed tickets that may come back, newest first.
    pub fn missed(&self) -> impl Iterator<Item = &Ticket> {
        self.missed.iter().rev().filter_map(|(_, ticket)| self.ticket(*ticket))
    }

    /// Parked tickets, the one that returns first in front.
    pub fn parked(&self) -> impl Iterator<Item = &Ticket> {
        self.parked.iter().filter_map(|(_, ticket)| self.ticket(*ticket))
    }

    /// Reserved tickets, oldest first.
    pub fn reserved(&self) -> impl Iterator<Item = &Ticket> {
        self.reserved.iter().filter_map(|(_, ticket)| self.ticket(*ticket))
    }

    /// The ticket at a window, called or being served.
    pub fn ticket_at(&self, window: WindowNumber) -> Option<&Ticket> {
        self.ticket(self.working.get(&window)?.ticket?)
    }

    /// The last act of a window that can be taken back, if nobody acted on its ticket since.
    pub fn last_act(&self, window: WindowNumber) -> Option<&LastAct> {
        self.undo.get(&window).filter(|last| self.tickets.get(&last.after.id) == Some(&last.after))
    }

    pub fn next_ticket(&self) -> TicketId {
        TicketId(self.last_ticket + 1)
    }

    pub fn next_running(&self) -> u64 {
        self.last_running + 1
    }

    /// The order in which the next turn would be set.
    pub fn next_set(&self) -> u64 {
        self.last_set + 1
    }

    /// The next number of a letter today.
    pub fn next_number(&self, letter: char) -> TicketNumber {
        TicketNumber { letter, count: self.counts.get(&letter).copied().unwrap_or(0) + 1 }
    }

    /// Whether a clerk has signed on at a window that would call the ticket; a pause counts as there.
    pub fn is_staffed(&self, ticket: &Ticket) -> bool {
        self.working.keys().any(|window| match ticket.only_window {
            Some(only) => *window == only,
            None => self.relation(*window, &ticket.group) != Relation::Stranger,
        })
    }

    /// Windows that serve the group first and may take the service.
    pub fn first_windows(&self, group: &GroupCode, service: Option<&ServiceCode>) -> Vec<WindowNumber> {
        let serves = |window: &&Window| window.first.contains(group) && service.is_none_or(|service| window.may_take(service));
        self.windows.values().filter(serves).map(|window| window.number).collect()
    }
}

impl Floor {
    /// Whether this hall ever gave a number.
    pub fn has_served(&self) -> bool {
        self.last_ticket > 0
    }

    /// The group's waiting tickets in the true order of calling.
    pub fn order(&self, group: &GroupCode, policy: &Policy, now: Moment, limit: usize) -> Vec<Ordered> {
        self.queue(group).map(|queue| queue.order(calling::cap(policy, now), None, limit)).unwrap_or_default()
    }

    /// The earliest turn that waits in the group.
    pub fn earliest_place(&self, group: &GroupCode) -> Option<Place> {
        self.queue(group)?.lanes().filter_map(|(_, ranks)| ranks.first()).min()
    }

    pub fn earliest_turn(&self, group: &GroupCode) -> Option<Moment> {
        self.earliest_place(group).map(|place| place.turn)
    }

    /// Whether the skills at the window reach to somebody who waits in the group.
    pub fn could_serve(&self, window: WindowNumber, group: &GroupCode) -> bool {
        let Some((setup, queue)) = self.windows.get(&window).zip(self.queue(group)) else { return false };
        queue.lanes().any(|(lane, _)| lane.only_window.is_none() && setup.may_take(&lane.service))
    }
}
