//! How long somebody will wait: the real order run forward with recent service times and the windows on duty.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use super::queue::{LaneKey, Ordered};
use super::ranks::Place;
use super::samples::share;
use super::{Estimate, Floor, Relation, State, Ticket, Window, WindowState, Working, calling};
use crate::ids::{GroupCode, ServiceCode, WindowNumber};
use crate::moment::Moment;
use crate::policy::{Policy, keys};

/// With more people ahead than this, a promise in minutes would say nothing.
const AHEAD_MOST: u32 = 100;
/// People of each other group that are looked at: as many as are ahead and these, but no more than the most.
const OTHERS_BESIDES: u32 = 8;
const OTHERS_MOST: u32 = 60;
/// Runs with service times drawn anew, odd so that one is in the middle. The more people are ahead, the more single
/// times even out by themselves and the fewer runs are needed; so the work stays bounded.
const RUNS: [(u32, u64); 3] = [(15, 21), (50, 11), (AHEAD_MOST, 7)];
/// How far a window with skills looks past people whom it may not take.
const LOOK_PAST: usize = 8;
/// A service that outlasted its sample is taken to last at least this much longer.
const OVERDUE_SECONDS: i64 = 30;

/// Somebody in line, with moments in seconds from now.
struct Person {
    turn: i64,
    effective: i64,
    needs_assistance: bool,
    only_window: Option<WindowNumber>,
    service: ServiceCode,
    times: usize,
    /// The one whose wait is asked for.
    asks: bool,
    seed: u64,
}

/// A window on duty.
struct Desk<'a> {
    setup: &'a Window,
    /// Lines that it serves, and whether only those who waited.
    lines: Vec<(usize, bool)>,
    busy: Busy,
}

enum Busy {
    FreeIn(i64),
    /// Somebody is here since so many seconds; the service times to draw from.
    Since(i64, usize),
}

/// Everything that one run needs; the same for all runs.
struct Forward<'a> {
    lines: Vec<Vec<Person>>,
    desks: Vec<Desk<'a>>,
    times: Vec<Vec<u32>>,
    help_after: i64,
}

impl Floor {
    /// What a ticket that waits may still expect; none while too little is known.
    pub fn estimate_ticket(&self, ticket: &Ticket, policy: &Policy, now: Moment) -> Option<Estimate> {
        if !matches!(ticket.state, State::Reserved | State::Waiting) {
            return None;
        }
        let place = Place { turn: ticket.turn, set: ticket.set, ticket: ticket.id };
        self.estimate(&ticket.group, &LaneKey::of(ticket), place, policy, now)
    }

    pub(super) fn estimate(&self, group: &GroupCode, lane: &LaneKey, place: Place, policy: &Policy, now: Moment) -> Option<Estimate> {
        let ahead = self.queue(group).map_or(0, |queue| queue.ahead_of(lane.effective(place), place.set));
        if ahead > AHEAD_MOST {
            return None;
        }
        let mut setting = Setting { floor: self, on_duty: self.on_duty(), policy, now, ahead, times: Vec::new(), known: Vec::new() };
        // While even the whole hall has too few samples nothing can be said.
        setting.times_of(&lane.service, group)?;
        let forward = setting.forward(group, lane, place)?;
        let runs = RUNS.into_iter().find(|(most, _)| ahead <= *most).map_or(1, |(_, runs)| runs);
        let mut waits: Vec<u32> = (0..runs).map(|run| forward.run(run)).collect::<Option<_>>()?;
        waits.sort_unstable();
        Some(Estimate { low_seconds: share(&waits, 50), high_seconds: share(&waits, 90) })
    }

    /// The windows with a clerk at them; both maps are walked side by side, which is a good deal quicker than looking each up.
    fn on_duty(&self) -> Vec<(&Window, &Working)> {
        let mut setups = self.windows.iter().peekable();
        let with_setup = self.working.iter().filter_map(|(number, working)| {
            while setups.next_if(|(known, _)| *known < number).is_some() {}
            let (known, setup) = setups.peek()?;
            (*known == number).then_some((*setup, working))
        });
        with_setup.collect()
    }
}

struct Setting<'a> {
    floor: &'a Floor,
    /// The windows with a clerk at them.
    on_duty: Vec<(&'a Window, &'a Working)>,
    policy: &'a Policy,
    now: Moment,
    ahead: u32,
    times: Vec<Vec<u32>>,
    known: Vec<ServiceCode>,
}

impl<'a> Setting<'a> {
    fn forward(mut self, group: &GroupCode, lane: &LaneKey, place: Place) -> Option<Forward<'a>> {
        let groups = self.connected(group);
        let desks = self.desks(&groups);
        if !desks.iter().any(|desk| desk.lines.iter().any(|(line, _)| *line == 0)) {
            return None;
        }
        let mut lines = Vec::with_capacity(groups.len());
        for (index, code) in groups.iter().enumerate() {
            let asked = (index == 0).then_some((lane, place));
            lines.push(self.line(code, asked)?);
        }
        let help_after = self.figure(keys::HELP_AFTER) * 60;
        Some(Forward { lines, desks, times: self.times, help_after })
    }

    /// The group that is asked for, and those in whose lines a window that may come to it also calls, from window to
    /// window; the others cannot change what happens here.
    fn connected(&self, group: &GroupCode) -> Vec<GroupCode> {
        let floor = self.floor;
        let mut groups = vec![group.clone()];
        let mut open: Vec<&Window> = self.on_duty.iter().map(|(setup, _)| *setup).collect();
        let mut looked_at = 0;
        while let Some(group) = groups.get(looked_at).cloned() {
            looked_at += 1;
            let (serving, others) = open.into_iter().partition(|setup| floor.relation_of(setup, &group) != Relation::Stranger);
            open = others;
            for setup in serving {
                let new = |other: &&GroupCode| floor.relation_of(setup, other) != Relation::Stranger && floor.waiting(other) > 0;
                let reached: Vec<GroupCode> = floor.groups.keys().filter(new).filter(|other| !groups.contains(other)).cloned().collect();
                groups.extend(reached);
            }
        }
        groups
    }

    fn line(&mut self, group: &GroupCode, asked: Option<(&LaneKey, Place)>) -> Option<Vec<Person>> {
        let cap = calling::cap(self.policy, self.now);
        let limit = if asked.is_some() { AHEAD_MOST * 2 } else { (self.ahead + OTHERS_BESIDES).min(OTHERS_MOST) };
        let empty = super::Queue::default();
        let queue = self.floor.queue(group).unwrap_or(&empty);
        let waits_already = asked.is_some_and(|(_, place)| self.floor.ticket(place.ticket).is_some_and(|ticket| matches!(ticket.state, State::Waiting)));
        let order = queue.order(cap, asked.filter(|_| !waits_already), limit as usize);
        let asks = asked.map(|(_, place)| place.ticket);
        order.iter().map(|ordered| self.person(group, ordered, asks == Some(ordered.ticket))).collect()
    }

    fn person(&mut self, group: &GroupCode, ordered: &Ordered, asks: bool) -> Option<Person> {
        Some(Person {
            turn: ordered.turn.since(self.now) / 1000,
            effective: ordered.effective.since(self.now) / 1000,
            needs_assistance: ordered.needs_assistance,
            only_window: ordered.only_window,
            service: ordered.service.clone(),
            times: self.times_of(&ordered.service, group)?,
            asks,
            seed: ordered.ticket.0,
        })
    }

    fn desks(&mut self, groups: &[GroupCode]) -> Vec<Desk<'a>> {
        let floor = self.floor;
        let mut desks = Vec::new();
        for (setup, working) in self.on_duty.clone() {
            let relation = |group: &GroupCode| match floor.relation_of(setup, group) {
                Relation::First | Relation::Lent => Some(false),
                Relation::Help => Some(true),
                Relation::Stranger => None,
            };
            let lines: Vec<(usize, bool)> = groups.iter().enumerate().filter_map(|(line, group)| Some((line, relation(group)?))).collect();
            if lines.is_empty() {
                continue;
            }
            let busy = match (&working.state, floor.ticket_at(setup.number)) {
                (WindowState::Paused { back_at: None, .. }, _) => continue,
                (WindowState::Paused { back_at: Some(back_at), .. }, _) => Busy::FreeIn((back_at.since(self.now) / 1000).max(OVERDUE_SECONDS)),
                (WindowState::Open { .. }, None) => Busy::FreeIn(0),
                (WindowState::Open { .. }, Some(ticket)) => {
                    let since = ticket.called.as_ref().map_or(0, |called| self.now.since(called.at) / 1000);
                    self.times_of(&ticket.service, &ticket.group).map_or(Busy::FreeIn(OVERDUE_SECONDS), |times| Busy::Since(since, times))
                }
            };
            desks.push(Desk { setup, lines, busy });
        }
        desks
    }

    /// Where the service times to draw from stand; none while there are too few.
    fn times_of(&mut self, service: &ServiceCode, group: &GroupCode) -> Option<usize> {
        if let Some(index) = self.known.iter().position(|known| known == service) {
            return Some(index);
        }
        let count = |figure: i64| usize::try_from(figure).unwrap_or(0);
        let (recent, least) = (count(self.figure(keys::ESTIMATE_RECENT)), count(self.figure(keys::ESTIMATE_SAMPLES)));
        let times = self.floor.samples.occupied_seconds(service, group, recent.max(least), least)?;
        self.known.push(service.clone());
        self.times.push(times);
        Some(self.known.len() - 1)
    }

    fn figure(&self, key: &str) -> i64 {
        self.policy.whole(key, self.now.day())
    }
}

impl Forward<'_> {
    /// Seconds until the one who asks is called in this run; none when nobody on duty would come to it.
    fn run(&self, run: u64) -> Option<u32> {
        let mut taken: Vec<Vec<bool>> = self.lines.iter().map(|line| vec![false; line.len()]).collect();
        let mut first: Vec<usize> = vec![0; self.lines.len()];
        let desks = self.desks.iter().enumerate();
        let mut free: BinaryHeap<_> = desks.map(|(index, desk)| Reverse((self.free_in(desk, run, index), index))).collect();
        while let Some(mut earliest) = free.peek_mut() {
            let Reverse((at, index)) = *earliest;
            match self.next(&self.desks[index], at, &taken, &first) {
                Found::Person(line, position) => {
                    let person = &self.lines[line][position];
                    if person.asks {
                        return u32::try_from(at.max(0)).ok();
                    }
                    taken[line][position] = true;
                    while taken[line].get(first[line]).copied().unwrap_or(false) {
                        first[line] += 1;
                    }
                    earliest.0.0 = at + self.draw(person.times, run, person.seed);
                }
                Found::Later(moment) => earliest.0.0 = moment,
                Found::Nobody => {
                    PeekMut::pop(earliest);
                }
            }
        }
        None
    }

    fn next(&self, desk: &Desk<'_>, at: i64, taken: &[Vec<bool>], first: &[usize]) -> Found {
        let mut best: Option<(bool, i64, usize, usize)> = None;
        let mut later: Option<i64> = None;
        for (line, helps) in &desk.lines {
            let waiting = (first[*line]..self.lines[*line].len()).filter(|position| !taken[*line][*position]);
            for position in waiting.take(LOOK_PAST) {
                let person = &self.lines[*line][position];
                if !person.only_window.map_or_else(|| desk.setup.may_take(&person.service), |only| only == desk.setup.number) {
                    continue;
                }
                let ready = person.turn + self.help_after;
                if *helps && !person.needs_assistance && person.only_window.is_none() && ready > at {
                    later = Some(later.map_or(ready, |other| other.min(ready)));
                    break;
                }
                let key = (!person.needs_assistance, person.effective, *line, position);
                best = Some(best.map_or(key, |other| other.min(key)));
                break;
            }
        }
        match (best, later) {
            (Some((_, _, line, position)), _) => Found::Person(line, position),
            (None, Some(moment)) => Found::Later(moment),
            (None, None) => Found::Nobody,
        }
    }

    fn free_in(&self, desk: &Desk<'_>, run: u64, index: usize) -> i64 {
        match desk.busy {
            Busy::FreeIn(seconds) => seconds,
            Busy::Since(since, times) => {
                let whole = self.draw(times, run, u64::MAX - index as u64);
                if whole > since { whole - since } else { (whole / 4).max(OVERDUE_SECONDS) }
            }
        }
    }

    /// One of the service times, the same for the same run and person: chance does not enter the rules.
    fn draw(&self, times: usize, run: u64, seed: u64) -> i64 {
        let times = &self.times[times];
        let mixed = mix(seed ^ mix(run.wrapping_add(1)));
        times.get((mixed % times.len().max(1) as u64) as usize).copied().map_or(0, i64::from)
    }
}

enum Found {
    Person(usize, usize),
    /// Only people who have not waited long enough to be helped; the first may be from then.
    Later(i64),
    Nobody,
}

/// Spreads a number over all bits, so that neighbouring tickets draw unlike times.
fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
