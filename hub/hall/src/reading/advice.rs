//! The advice of the moment: which group waits too long, and which idle window could help.

use super::queues::minutes_between;
use crate::Hall;
use crate::floor::{Next, Relation, WindowState};
use crate::ids::{GroupCode, StaffNumber, TicketNumber, WindowNumber};
use crate::moment::Moment;
use crate::policy::keys;

/// Late tickets that are looked at; with more of them no forecast would hold.
const LATE_MOST: usize = 60;

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
    /// With that help, whole minutes until everybody of the group who waits too long by now is called; none while too
    /// little is known.
    pub recovers_minutes: Option<u32>,
}

impl Hall {
    /// The slowest group above `queue.wait_red`, with the longest idle window that finds nobody else to call.
    pub fn advice(&self, now: Moment) -> Option<Advice> {
        let red = self.figure(keys::WAIT_RED, now);
        let slow = self.floor.groups.keys().filter_map(|group| self.longest_wait(group, now)).filter(|slow| i64::from(slow.minutes) >= red);
        let slow = slow.max_by(|left, right| (left.minutes, &right.number).cmp(&(right.minutes, &left.number)))?;
        let window = self.idle_helper(&slow.group, now);
        let recovers_minutes = window.and_then(|window| self.recovers(&slow.group, window, red, now));
        Some(Advice { slow, window, recovers_minutes })
    }

    /// The real order run forward as if the window helped already, up to the last one who waits too long now.
    fn recovers(&self, group: &GroupCode, window: WindowNumber, red: i64, now: Moment) -> Option<u32> {
        let late = self.queue(group, now, LATE_MOST).into_iter().rfind(|waiting| i64::from(waiting.minutes) >= red)?;
        let mut floor = self.floor.clone();
        floor.lent.insert((window, group.clone()), StaffNumber::console());
        let estimate = floor.estimate_ticket(floor.ticket(late.ticket)?, &self.policy, now)?;
        Some(estimate.high_seconds.div_ceil(60).max(1))
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
