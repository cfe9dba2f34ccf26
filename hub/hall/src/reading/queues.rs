//! The queues as managers see them: who waits in which order, and how long.

use crate::Hall;
use crate::floor::{Estimate, Group};
use crate::ids::{GroupCode, ServiceCode, TicketId, TicketNumber, WindowNumber};
use crate::moment::Moment;

/// Somebody waiting, in the true order of calling.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own on the slip")]
pub struct Waiting {
    pub ticket: TicketId,
    pub number: TicketNumber,
    pub service: ServiceCode,
    /// The turn from which the wait counts.
    pub since: Moment,
    pub minutes: u32,
    /// Staff only: never shown in public.
    pub head_start: bool,
    pub needs_assistance: bool,
    pub company: bool,
    pub unconfirmed: bool,
    /// Sent to one window.
    pub only_window: Option<WindowNumber>,
}

/// One group as of now.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupNow<'a> {
    pub group: &'a Group,
    pub waiting: u32,
    pub open_today: bool,
    pub estimate: Option<Estimate>,
    pub first_windows: Vec<WindowNumber>,
    /// Minutes of the longest wait.
    pub longest_minutes: Option<u32>,
}

impl Hall {
    /// Waiting tickets of a group in the order in which they would be called, at most `limit`.
    pub fn queue(&self, group: &GroupCode, now: Moment, limit: usize) -> Vec<Waiting> {
        let ordered = self.floor.order(group, &self.policy, now, limit);
        ordered
            .iter()
            .filter_map(|place| {
                let ticket = self.floor.ticket(place.ticket)?;
                Some(Waiting {
                    ticket: ticket.id,
                    number: ticket.number,
                    service: ticket.service.clone(),
                    since: ticket.turn,
                    minutes: minutes_between(ticket.turn, now),
                    head_start: ticket.head_start_minutes > 0,
                    needs_assistance: ticket.needs_assistance,
                    company: ticket.company,
                    unconfirmed: ticket.unconfirmed,
                    only_window: ticket.only_window,
                })
            })
            .collect()
    }

    /// All groups in the order of their letters.
    pub fn groups_now(&self, now: Moment) -> Vec<GroupNow<'_>> {
        let mut groups: Vec<GroupNow<'_>> = self.floor.groups.values().map(|group| self.group_now(group, now)).collect();
        groups.sort_by_key(|group| group.group.letter);
        groups
    }

    fn group_now<'a>(&'a self, group: &'a Group, now: Moment) -> GroupNow<'a> {
        GroupNow {
            group,
            waiting: self.floor.waiting(&group.code),
            open_today: self.group_served(&group.code, now.day()) && !self.calendar.spans(now.day()).is_empty(),
            estimate: self.estimate_for_group(&group.code, now),
            first_windows: self.floor.first_windows(&group.code, None),
            longest_minutes: self.floor.earliest_turn(&group.code).map(|turn| minutes_between(turn, now)),
        }
    }
}

/// Whole minutes between two moments; 0 when they are the other way round.
pub(super) fn minutes_between(from: Moment, to: Moment) -> u32 {
    u32::try_from(to.since(from) / 60_000).unwrap_or(0)
}
