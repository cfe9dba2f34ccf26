//! Whom a window calls next: its own groups, and those it helps once they have waited.

use super::queue::{Candidate, Cap, LaneKey, PastCall, Queue, Taking};
use super::{Act, Floor, State, Ticket, Why, Window};
use crate::ids::{GroupCode, TicketId, WindowNumber};
use crate::moment::Moment;
use crate::policy::{Policy, keys};

/// The ticket that a window would call, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    pub ticket: TicketId,
    pub group: GroupCode,
    pub why: Why,
    /// Waiting tickets of the group with an earlier turn.
    pub passed: u32,
    pub overtakes: bool,
}

/// What a window finds when it calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    Ticket(Pick),
    /// Only tickets of help groups wait, the first of which may be called in so many minutes.
    OnlyYoungHelp {
        minutes: u32,
    },
    Nobody,
}

/// How a window stands to a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    First,
    /// A manager let the window help.
    Lent,
    Help,
    Stranger,
}

impl Floor {
    pub fn relation(&self, window: WindowNumber, group: &GroupCode) -> Relation {
        self.windows.get(&window).map_or(Relation::Stranger, |setup| self.relation_of(setup, group))
    }

    pub(super) fn relation_of(&self, setup: &Window, group: &GroupCode) -> Relation {
        if setup.first.contains(group) {
            Relation::First
        } else if !self.lent.is_empty() && self.lent.contains_key(&(setup.number, group.clone())) {
            Relation::Lent
        } else if setup.help.contains(group) {
            Relation::Help
        } else {
            Relation::Stranger
        }
    }

    /// What the window would call now.
    pub fn next_for(&self, window: WindowNumber, policy: &Policy, now: Moment) -> Next {
        let cap = cap(policy, now);
        let mut best: Option<(bool, Moment, u64, Pick)> = None;
        let mut young: Option<u32> = None;
        for (group, queue) in &self.queues {
            let taking = self.taking(window, group, policy, now);
            let capped = self.capped(queue, cap, policy, now);
            if let Some(candidate) = queue.next(&taking, capped) {
                let key = (candidate.why != Why::NeedsAssistance, candidate.effective, candidate.set);
                if best.as_ref().is_none_or(|(later, effective, set, _)| key < (*later, *effective, *set)) {
                    let pick = self.pick(window, group, queue, candidate);
                    best = Some((key.0, key.1, key.2, pick));
                }
            } else if let Some(minutes) = minutes_until_help(queue, &taking) {
                young = Some(young.map_or(minutes, |other| other.min(minutes)));
            }
        }
        match (best, young) {
            (Some((.., pick)), _) => Next::Ticket(pick),
            (None, Some(minutes)) => Next::OnlyYoungHelp { minutes },
            (None, None) => Next::Nobody,
        }
    }

    /// A particular ticket, chosen by staff; none when the window may not take it.
    pub fn chosen(&self, window: WindowNumber, ticket: &Ticket, policy: &Policy, now: Moment) -> Option<Pick> {
        let queue = self.queue(&ticket.group).filter(|_| matches!(ticket.state, State::Waiting))?;
        let taking = self.taking(window, &ticket.group, policy, now);
        (taking(&LaneKey::of(ticket)) != Taking::Nobody).then(|| Pick {
            ticket: ticket.id,
            group: ticket.group.clone(),
            why: Why::Chosen,
            passed: queue.turns_before(ticket.turn, ticket.set),
            overtakes: queue.would_overtake(ticket, taking),
        })
    }

    /// Whether one more overtaking call of the group would break the cap.
    pub fn cap_reached(&self, group: &GroupCode, policy: &Policy, now: Moment) -> bool {
        self.queue(group).is_some_and(|queue| self.capped(queue, cap(policy, now), policy, now))
    }

    /// Waiting tickets that the window serves first and may take.
    pub fn waiting_at(&self, window: WindowNumber) -> u32 {
        let Some(setup) = self.windows.get(&window) else { return 0 };
        let waiting = |queue: &Queue| -> usize {
            queue
                .lanes()
                .filter(|(lane, _)| lane.only_window.map_or_else(|| setup.may_take(&lane.service), |only| only == window))
                .map(|(_, ranks)| ranks.len())
                .sum()
        };
        setup.first.iter().filter_map(|group| self.queue(group)).map(waiting).sum::<usize>() as u32
    }

    fn taking<'a>(&'a self, window: WindowNumber, group: &GroupCode, policy: &Policy, now: Moment) -> impl Fn(&LaneKey) -> Taking + 'a {
        let relation = self.relation(window, group);
        let setup = self.windows.get(&window);
        let waited = now.plus_minutes(-policy.whole(keys::HELP_AFTER, now.day()));
        move |lane| match (lane.only_window, relation) {
            (Some(only), _) => {
                if only == window {
                    Taking::Anybody
                } else {
                    Taking::Nobody
                }
            }
            (None, Relation::Stranger) => Taking::Nobody,
            (None, _) if !setup.is_some_and(|setup| setup.may_take(&lane.service)) => Taking::Nobody,
            (None, Relation::First | Relation::Lent) => Taking::Anybody,
            (None, Relation::Help) => Taking::TurnUntil(waited),
        }
    }

    fn capped(&self, queue: &Queue, cap: Cap, policy: &Policy, now: Moment) -> bool {
        let undo_seconds = policy.whole(keys::UNDO, now.day());
        let may_be_undone = |call: &PastCall| {
            self.last_act(call.window)
                .is_some_and(|last| last.act == Act::Call && last.running == Some(call.running) && now <= last.at.plus_seconds(undo_seconds))
        };
        queue.capped(cap, may_be_undone)
    }

    fn pick(&self, window: WindowNumber, group: &GroupCode, queue: &Queue, candidate: Candidate) -> Pick {
        let ticket = self.ticket(candidate.ticket);
        let sent_here = ticket.is_some_and(|ticket| ticket.only_window == Some(window));
        let why = match (candidate.why, self.relation(window, group)) {
            (Why::Earliest | Why::HeadStart { .. }, _) if sent_here => Why::Transferred,
            (Why::Earliest | Why::HeadStart { .. }, Relation::Help | Relation::Lent) => Why::Help,
            (why, _) => why,
        };
        let passed = ticket.map_or(0, |ticket| queue.turns_before(ticket.turn, ticket.set));
        Pick { ticket: candidate.ticket, group: group.clone(), why, passed, overtakes: candidate.overtakes }
    }
}

/// The cap that holds today.
pub fn cap(policy: &Policy, now: Moment) -> Cap {
    let figure = |key| usize::try_from(policy.whole(key, now.day())).unwrap_or(0);
    Cap { max: figure(keys::OVERTAKE_MAX), of: figure(keys::OVERTAKE_OF) }
}

/// Minutes, rounded up, until the first of a help group has waited long enough.
fn minutes_until_help(queue: &Queue, taking: impl Fn(&LaneKey) -> Taking) -> Option<u32> {
    let left = queue.lanes().filter_map(|(lane, ranks)| match taking(lane) {
        Taking::TurnUntil(latest) => ranks.first().map(|place| place.turn.since(latest)),
        Taking::Nobody | Taking::Anybody => None,
    });
    left.min().map(|milliseconds| u32::try_from(milliseconds.max(1).unsigned_abs().div_ceil(60_000)).unwrap_or(u32::MAX))
}
