//! Asking about one ticket: where it is, who is ahead, how long it may take, who was asked first.

use crate::Hall;
use crate::command::Refusal;
use crate::floor::{Estimate, State, Ticket, Usual};
use crate::ids::{GroupCode, ServiceCode, StaffNumber, TicketId, TicketNumber};
use crate::moment::{Day, Moment};
use crate::policy::keys;

impl Hall {
    /// The ticket with this number on that day, while the day is live.
    pub fn ticket_today(&self, number: TicketNumber, day: Day) -> Option<&Ticket> {
        self.floor.by_number(number).filter(|ticket| ticket.day == day)
    }

    /// People ahead of a ticket: waiting in its group with an earlier effective time. None once it waits no more.
    pub fn ahead(&self, ticket: TicketId) -> Option<u32> {
        let ticket = self.floor.ticket(ticket).filter(|ticket| matches!(ticket.state, State::Reserved | State::Waiting))?;
        Some(self.floor.queue(&ticket.group).map_or(0, |queue| queue.ahead_of(ticket.effective(), ticket.set)))
    }

    /// What a ticket that waits may still expect.
    pub fn estimate(&self, ticket: TicketId, now: Moment) -> Option<Estimate> {
        self.floor.estimate_ticket(self.floor.ticket(ticket)?, &self.policy, now)
    }

    /// What somebody who took a number for this service now would be promised.
    pub fn estimate_for_service(&self, service: &ServiceCode, now: Moment) -> Option<Estimate> {
        self.floor.estimate_new(self.floor.services.get(service)?, &self.policy, now)
    }

    /// What somebody who took a number of this group now would be promised; asked for its first service.
    pub fn estimate_for_group(&self, group: &GroupCode, now: Moment) -> Option<Estimate> {
        let service = self.floor.services.values().find(|service| service.group == *group && service.offered)?;
        self.floor.estimate_new(service, &self.policy, now)
    }

    /// A promise in minutes, rounded outward as it is shown.
    pub fn shown_minutes(&self, estimate: Estimate, now: Moment) -> (u32, u32) {
        estimate.minutes(self.figure(keys::ESTIMATE_ROUND, now))
    }

    /// How long the service usually takes; none with too few samples.
    pub fn usual(&self, service: &ServiceCode, now: Moment) -> Option<Usual> {
        self.floor.samples.usual(service, usize::try_from(self.figure(keys::ESTIMATE_SAMPLES, now)).unwrap_or(usize::MAX))
    }

    /// R16.2: who was asked first; a started service counts from its start, even before undo has run out.
    pub fn first_contact_of(&self, ticket: TicketId) -> Option<&StaffNumber> {
        if let Some(contact) = self.first_contact.of(ticket) {
            return Some(&contact.staff);
        }
        match self.floor.ticket(ticket)?.state {
            State::Serving { window, .. } => self.floor.working.get(&window).map(|working| &working.staff),
            State::Reserved | State::Waiting | State::Called { .. } | State::Missed { .. } | State::Parked { .. } | State::Ended { .. } => None,
        }
    }

    pub(crate) fn live_ticket(&self, ticket: TicketId) -> Result<&Ticket, Refusal> {
        self.floor.ticket(ticket).ok_or(Refusal::UnknownTicket)
    }
}
