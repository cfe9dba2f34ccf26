//! One group's queue: lanes of people alike, the cap on overtaking, and the true order of calling.

use imbl::{OrdMap, Vector};

use super::ranks::{Place, Ranks};
use super::ticket::{Ticket, Why};
use crate::ids::{ServiceCode, TicketId, WindowNumber};
use crate::moment::Moment;

/// Calls remembered for the cap; far above the longest run that a parameter may set.
const CALLS_REMEMBERED: usize = 128;

/// People who differ in nothing but their turn.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LaneKey {
    pub needs_assistance: bool,
    pub only_window: Option<WindowNumber>,
    pub head_start_minutes: u32,
    pub service: ServiceCode,
}

impl LaneKey {
    pub fn of(ticket: &Ticket) -> Self {
        Self {
            needs_assistance: ticket.needs_assistance,
            only_window: ticket.only_window,
            head_start_minutes: ticket.head_start_minutes,
            service: ticket.service.clone(),
        }
    }

    pub fn effective(&self, place: Place) -> Moment {
        place.turn.plus_minutes(-i64::from(self.head_start_minutes))
    }
}

/// A call as the cap remembers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastCall {
    pub running: u64,
    pub window: WindowNumber,
    pub overtakes: bool,
}

/// Of any `of` successive calls at most `max` may overtake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cap {
    pub max: usize,
    pub of: usize,
}

/// Which of a lane's people somebody may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taking {
    Nobody,
    Anybody,
    /// Those whose turn is not later.
    TurnUntil(Moment),
}

/// Who would be next, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub ticket: TicketId,
    pub effective: Moment,
    pub set: u64,
    pub why: Why,
    /// A head start passes an earlier turn that the same taker could have called.
    pub overtakes: bool,
}

/// Somebody in the true order of calling.
#[derive(Clone, Debug, PartialEq)]
pub struct Ordered {
    pub ticket: TicketId,
    pub service: ServiceCode,
    pub turn: Moment,
    pub effective: Moment,
    pub only_window: Option<WindowNumber>,
    pub needs_assistance: bool,
}

/// A lane while the order is run forward.
struct Line<'a> {
    lane: &'a LaneKey,
    head: Place,
    rest: Box<dyn Iterator<Item = Place> + 'a>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Queue {
    lanes: OrdMap<LaneKey, Ranks>,
    waiting: u32,
    /// The group's last calls, recalls, undone calls and needs-assistance aside; newest last.
    past: Vector<PastCall>,
}

impl Queue {
    pub fn waiting(&self) -> u32 {
        self.waiting
    }

    pub fn lanes(&self) -> impl Iterator<Item = (&LaneKey, &Ranks)> {
        self.lanes.iter()
    }

    /// Waiting tickets with an earlier effective time.
    pub fn ahead_of(&self, effective: Moment, set: u64) -> u32 {
        self.lanes.iter().map(|(lane, ranks)| ranks.rank(Place::before(effective.plus_minutes(i64::from(lane.head_start_minutes)), set)) as u32).sum()
    }

    /// Waiting tickets with an earlier turn.
    pub fn turns_before(&self, turn: Moment, set: u64) -> u32 {
        self.lanes.values().map(|ranks| ranks.rank(Place::before(turn, set)) as u32).sum()
    }

    /// Effective time of the n-th who waits, counted from one, by effective time.
    pub fn effective_of_place(&self, place: usize) -> Option<Moment> {
        let mut heads: Vec<Moment> = self.lanes.iter().flat_map(|(lane, ranks)| ranks.iter().take(place).map(|held| lane.effective(held))).collect();
        heads.sort_unstable();
        heads.get(place.checked_sub(1)?).copied()
    }

    /// The next whom somebody may take: needs assistance first, then by effective time within the cap.
    pub fn next(&self, taking: impl Fn(&LaneKey) -> Taking, capped: bool) -> Option<Candidate> {
        let heads = self.lanes.iter().filter_map(|(lane, ranks)| {
            let place = ranks.first()?;
            let may = if lane.needs_assistance { taking(lane) != Taking::Nobody } else { allows(taking(lane), place) };
            may.then_some((lane, place))
        });
        choose(heads, capped).map(|(_, candidate)| candidate)
    }

    /// Whether one more overtaking call would break the cap. A plain call that may still be undone does not count as
    /// standing between two overtaking ones, so that the cap holds even after it is undone.
    pub fn capped(&self, cap: Cap, may_be_undone: impl Fn(&PastCall) -> bool) -> bool {
        let standing = self.past.iter().rev().filter(|call| call.overtakes || !may_be_undone(call));
        standing.take(cap.of.saturating_sub(1)).filter(|call| call.overtakes).count() >= cap.max
    }

    /// Whether calling this ticket would pass an earlier turn, among those that the same taker may call.
    pub fn would_overtake(&self, ticket: &Ticket, taking: impl Fn(&LaneKey) -> Taking) -> bool {
        let me = Place::before(ticket.turn, ticket.set);
        ticket.head_start_minutes > 0
            && !ticket.needs_assistance
            && self
                .lanes
                .iter()
                .filter(|(lane, _)| !lane.needs_assistance)
                .any(|(lane, ranks)| ranks.first().is_some_and(|place| place < me && allows(taking(lane), place)))
    }

    /// The order in which the group would be called, as if by one taker who may call everybody; with somebody who is
    /// not waiting yet, if given.
    pub fn order<'a>(&'a self, cap: Cap, also: Option<(&'a LaneKey, Place)>, limit: usize) -> Vec<Ordered> {
        let start = |lane, mut places: Box<dyn Iterator<Item = Place> + 'a>| places.next().map(|head| Line { lane, head, rest: places });
        let mut lines: Vec<Line<'a>> = self.lanes.iter().filter_map(|(lane, ranks)| start(lane, Box::new(ranks.iter()))).collect();
        lines.extend(also.and_then(|(lane, place)| start(lane, Box::new(std::iter::once(place)))));
        let mut past: Vec<bool> = self.past.iter().map(|call| call.overtakes).collect();
        let mut order = Vec::new();
        while order.len() < limit {
            let reached = past.iter().rev().take(cap.of.saturating_sub(1)).filter(|overtakes| **overtakes).count() >= cap.max;
            let Some((index, candidate)) = choose(lines.iter().map(|line| (line.lane, line.head)), reached) else { break };
            let Line { lane, head: place, rest } = &mut lines[index];
            let (lane, place, next) = (*lane, *place, rest.next());
            if !lane.needs_assistance {
                past.push(candidate.overtakes);
            }
            order.push(Ordered {
                ticket: candidate.ticket,
                service: lane.service.clone(),
                turn: place.turn,
                effective: candidate.effective,
                only_window: lane.only_window,
                needs_assistance: lane.needs_assistance,
            });
            match next {
                Some(head) => lines[index].head = head,
                None => drop(lines.remove(index)),
            }
        }
        order
    }

    pub(super) fn insert(&mut self, ticket: &Ticket) {
        self.lanes.entry(LaneKey::of(ticket)).or_default().insert(place(ticket));
        self.waiting += 1;
    }

    pub(super) fn remove(&mut self, ticket: &Ticket) {
        let key = LaneKey::of(ticket);
        let Some(ranks) = self.lanes.get_mut(&key) else { return };
        ranks.remove(place(ticket));
        self.waiting = self.waiting.saturating_sub(1);
        if ranks.is_empty() {
            self.lanes.remove(&key);
        }
    }

    pub(super) fn remember(&mut self, call: PastCall) {
        self.past.push_back(call);
        if self.past.len() > CALLS_REMEMBERED {
            self.past.pop_front();
        }
    }

    pub(super) fn forget(&mut self, running: u64) {
        self.past.retain(|call| call.running != running);
    }
}

fn allows(taking: Taking, place: Place) -> bool {
    match taking {
        Taking::Nobody => false,
        Taking::Anybody => true,
        Taking::TurnUntil(latest) => place.turn <= latest,
    }
}

/// The place of a waiting ticket in its lane.
pub fn place(ticket: &Ticket) -> Place {
    Place { turn: ticket.turn, set: ticket.set, ticket: ticket.id }
}

/// Of the first in each lane: who needs assistance, else the earliest effective time, unless that would overtake while
/// the cap is reached; then the earliest turn. Tells also which of the lanes it was.
fn choose<'a>(heads: impl Iterator<Item = (&'a LaneKey, Place)>, capped: bool) -> Option<(usize, Candidate)> {
    let mut assisted: Option<(Moment, u64, usize, Candidate)> = None;
    let mut best: Option<(Moment, u64, usize, &LaneKey, Place)> = None;
    let mut earliest: Option<(usize, &LaneKey, Place)> = None;
    for (index, (lane, place)) in heads.enumerate() {
        let effective = lane.effective(place);
        if lane.needs_assistance {
            if assisted.is_none_or(|(moment, set, ..)| (effective, place.set) < (moment, set)) {
                let candidate = Candidate { ticket: place.ticket, effective, set: place.set, why: Why::NeedsAssistance, overtakes: false };
                assisted = Some((effective, place.set, index, candidate));
            }
            continue;
        }
        if best.is_none_or(|(moment, set, ..)| (effective, place.set) < (moment, set)) {
            best = Some((effective, place.set, index, lane, place));
        }
        if earliest.is_none_or(|(_, _, other)| place < other) {
            earliest = Some((index, lane, place));
        }
    }
    if let Some((_, _, index, candidate)) = assisted {
        return Some((index, candidate));
    }
    let ((effective, set, index, lane, place), (first_index, first_lane, first)) = best.zip(earliest)?;
    let overtakes = lane.head_start_minutes > 0 && first < place;
    if overtakes && capped {
        let candidate = Candidate { ticket: first.ticket, effective: first_lane.effective(first), set: first.set, why: Why::Cap, overtakes: false };
        return Some((first_index, candidate));
    }
    let why = if overtakes { Why::HeadStart { minutes: lane.head_start_minutes } } else { Why::Earliest };
    Some((index, Candidate { ticket: place.ticket, effective, set, why, overtakes }))
}
