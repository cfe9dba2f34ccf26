//! How long somebody will wait: the real order run forward with recent service times and the windows on duty.

use super::queue::LaneKey;
use super::ranks::Place;
use super::{Estimate, Floor, State, Ticket};
use crate::ids::GroupCode;
use crate::moment::Moment;
use crate::policy::Policy;

impl Floor {
    /// What a ticket that waits may still expect; none while too little is known.
    pub fn estimate_ticket(&self, ticket: &Ticket, policy: &Policy, now: Moment) -> Option<Estimate> {
        if !matches!(ticket.state, State::Reserved | State::Waiting) {
            return None;
        }
        let place = Place { turn: ticket.turn, set: ticket.set, ticket: ticket.id };
        self.estimate(&ticket.group, &LaneKey::of(ticket), place, policy, now)
    }

    pub(super) fn estimate(&self, _group: &GroupCode, _lane: &LaneKey, _place: Place, _policy: &Policy, _now: Moment) -> Option<Estimate> {
        None
    }
}
