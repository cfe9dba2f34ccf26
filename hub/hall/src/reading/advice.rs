//! The advice of the moment: which group waits too long, and which idle window could help.

use super::queues::minutes_between;
use crate::Hall;
use crate::floor::{Next, Relation, WindowState};
use crate::ids::{GroupCode, TicketNumber, WindowNumber};
use crate::moment::Moment;
use crate::policy::keys;

/// A group whose longest wait is late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlowGroup {
    pub group: GroupCode,
    /// Who has waited longest.
    pub number: TicketNumber,
    pub minutes: u32,
}

/// One group is slow; if a window could help, which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    pub slow: SlowGroup,
    pub window: Option<WindowNumber>,
}

impl Hall {
    /// The slowest group above `queue.wait_red`, with the longest idle window that finds nobody else to call.
    pub fn advice(&self, now: Moment) -> Option<Advice> {
        let red = self.figure(keys::WAIT_RED, now);
        let slow = self.floor.groups.keys().filter_map(|group| self.longest_wait(group, now)).filter(|slow| i64::from(slow.minutes) >= red);
        let slow = slow.max_by(|left, right| (left.minutes, &right.number).cmp(&(right.minutes, &left.number)))?;
        let window = self.idle_helper(&slow.group, now);
        Some(Advice { slow, window })
    }

    /// Who has waited longest in a group.
    pub fn longest_wait(&self, group: &GroupCode, now: Moment) -> Option<SlowGroup> {
        let ticket = self.floor.ticket(self.floor.earliest_place(group)?.ticket)?;
        Some(SlowGroup { group: group.clone(), number: ticket.number, minutes: minutes_between(ticket.turn, now) })
    }

    /// Open, without a ticket, nobody to call, and a manager's word would give it the group.
    fn idle_helper(&self, group: &GroupCode, now: Moment) -> Option<WindowNumber> {
        let idle = self.floor.working.iter().filter(|(_, working)| matches!(working.state, WindowState::Open { .. }) && working.ticket.is_none());
        let could = idle.filter(|(window, _)| match self.floor.relation(**window, group) {
            Relation::First | Relation::Lent => false,
            Relation::Help | Relation::Stranger => !matches!(self.next_at(**window, now), Next::Ticket(_)) && self.floor.could_serve(**window, group),
        });
        could.min_by_key(|(_, working)| working.idle_since).map(|(window, _)| *window)
    }
}
