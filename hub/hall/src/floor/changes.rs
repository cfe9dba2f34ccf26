//! What each fact of the floor changes; the only place that writes the floor.

use std::sync::Arc;

use super::queue::PastCall;
use super::undo::seconds_between;
use super::{Act, CALLS_KEPT, CalledAt, Carrier, Event, Floor, Outcome, Sample, ShownCall, State, Ticket, TransferTo, WindowState, Working};
use crate::ids::{GroupCode, ServiceCode, StaffNumber, TicketId, WindowNumber};
use crate::moment::Moment;

impl Floor {
    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::ProfileSet(profile) => self.profile = profile.clone(),
            Event::GroupSet(group) => drop(self.groups.insert(group.code.clone(), group.clone())),
            Event::ServiceSet(service) => drop(self.services.insert(service.code.clone(), Arc::new(service.as_ref().clone()))),
            Event::WindowSet(window) => drop(self.windows.insert(window.number, window.clone())),

            Event::TicketReserved { .. } => self.reserve(event),
            Event::TicketIssued { ticket, carrier, .. } => self.issue(*ticket, *carrier),
            Event::TicketUnconfirmed { ticket, .. } => self.unconfirm(*ticket),
            Event::TicketReturned { ticket, turn, at, .. } => self.bring_back(*ticket, *turn, *at),
            Event::TurnSet { ticket, turn, .. } => self.set_turn(*ticket, *turn),
            Event::AssistanceConfirmed { ticket, .. } => self.change(*ticket, |ticket| ticket.needs_assistance = true),
            Event::CompanyAsked { ticket, .. } => self.change(*ticket, |ticket| ticket.company = true),

            Event::TicketCalled { .. } => self.call(event),
            Event::TicketCalledAgain { ticket, window, running, times, at } => self.call_again(*ticket, *window, *running, *times, *at),
            Event::TicketMissed { ticket, window, at } => {
                self.leave_window(*window, *ticket, Act::Miss, *at, |ticket| ticket.state = State::Missed { at: *at });
            }
            Event::ServiceStarted { ticket, window, at, .. } => {
                self.act(*window, *ticket, Act::Start, *at, |ticket, _| ticket.state = State::Serving { window: *window, started: *at });
            }
            Event::TicketTransferred { ticket, window, to, group, service, at } => {
                self.leave_window(*window, *ticket, Act::Transfer, *at, |ticket| send(ticket, to, group, service));
            }
            Event::TicketParked { ticket, window, until, at } => {
                self.leave_window(*window, *ticket, Act::Park, *at, |ticket| ticket.state = State::Parked { until: *until });
            }
            Event::TicketEnded { ticket, outcome: Outcome::Served, at, window: Some(window), handled_seconds, .. } => {
                self.finish(*ticket, *window, *at, handled_seconds.unwrap_or(0));
            }
            Event::TicketEnded { ticket, outcome, at, .. } => {
                self.free_window_of(*ticket, *at);
                self.change(*ticket, |ticket| ticket.state = State::Ended { outcome: *outcome, at: *at });
            }
            Event::ActUndone { window, .. } => self.undo_act(*window),

            Event::WindowOpened { window, staff, at } => self.open_window(*window, staff, *at),
            Event::WindowPaused { window, back_at, at } => self.set_window(*window, WindowState::Paused { since: *at, back_at: *back_at }, *at),
            Event::WindowResumed { window, at } => self.set_window(*window, WindowState::Open { since: *at }, *at),
            Event::WindowClosed { window, .. } => self.close_window(*window),
            Event::HelpLent { window, group, staff, at } => {
                self.day.get_or_insert(at.day());
                self.lent.insert((*window, group.clone()), staff.clone());
            }
            Event::HelpTakenBack { window, group, .. } => drop(self.lent.remove(&(*window, group.clone()))),
            Event::HelpCalled { device, at } => {
                self.day.get_or_insert(at.day());
                self.help_calls.insert(device.clone(), *at);
            }
            Event::HelpAnswered { device, .. } => drop(self.help_calls.remove(device)),
            Event::DayEnded { .. } => self.clear_day(),
        }
    }

    fn issue(&mut self, ticket: TicketId, carrier: Carrier) {
        let counted = self.ticket(ticket).is_some_and(|ticket| matches!(ticket.state, State::Reserved));
        self.figures.numbers += u32::from(counted);
        self.change(ticket, |ticket| {
            ticket.carrier = Some(carrier);
            ticket.unconfirmed = false;
            if matches!(ticket.state, State::Reserved) {
                ticket.state = State::Waiting;
            }
        });
    }

    fn unconfirm(&mut self, ticket: TicketId) {
        self.figures.numbers += 1;
        self.change(ticket, |ticket| {
            ticket.unconfirmed = true;
            ticket.state = State::Waiting;
        });
    }

    fn bring_back(&mut self, ticket: TicketId, turn: Option<Moment>, at: Moment) {
        self.free_window_of(ticket, at);
        self.change(ticket, |ticket| ticket.state = State::Waiting);
        if let Some(turn) = turn {
            self.set_turn(ticket, turn);
        }
    }

    /// A recorded act sets a new turn: the head start is used up, and among equals it stands last.
    fn set_turn(&mut self, ticket: TicketId, turn: Moment) {
        let set = self.take_set();
        self.change(ticket, |ticket| (ticket.turn, ticket.set, ticket.head_start_minutes) = (turn, set, 0));
    }

    fn call_again(&mut self, ticket: TicketId, window: WindowNumber, running: u64, times: u8, at: Moment) {
        self.change(ticket, |ticket| ticket.state = State::Called { window, times, last: at });
        self.show_call(ticket, window, running, times, at);
    }

    fn leave_window(&mut self, window: WindowNumber, ticket: TicketId, act: Act, at: Moment, change: impl FnOnce(&mut Ticket)) {
        self.act(window, ticket, act, at, |ticket, working| {
            change(ticket);
            leave(working, at);
        });
    }

    fn open_window(&mut self, window: WindowNumber, staff: &StaffNumber, at: Moment) {
        self.day.get_or_insert(at.day());
        let working = Working { staff: staff.clone(), state: WindowState::Open { since: at }, ticket: None, idle_since: at };
        self.working.insert(window, working);
        self.at_window.insert(staff.clone(), window);
        self.undo.remove(&window);
    }

    fn reserve(&mut self, event: &Event) {
        let Event::TicketReserved { ticket, day, number, group, service, origin, turn, head_start_minutes, company, promise, code, class } = event else {
            return;
        };
        self.day.get_or_insert(*day);
        let set = self.take_set();
        self.last_ticket = self.last_ticket.max(ticket.0);
        let count = self.counts.entry(number.letter).or_insert(0);
        *count = number.count.max(*count);
        self.numbers.insert(*number, *ticket);
        self.put(Ticket {
            id: *ticket,
            day: *day,
            number: *number,
            group: group.clone(),
            service: service.clone(),
            origin: origin.clone(),
            state: State::Reserved,
            turn: *turn,
            head_start_minutes: *head_start_minutes,
            set,
            reserved_at: *turn,
            unconfirmed: false,
            carrier: None,
            needs_assistance: false,
            company: *company,
            promise: *promise,
            promise_kept: None,
            code: code.clone(),
            class: class.clone(),
            called: None,
            only_window: None,
        });
    }

    fn call(&mut self, event: &Event) {
        let Event::TicketCalled { ticket, window, staff, running, why, passed, overtakes, promise_kept, at, .. } = event else { return };
        let Some(before) = self.tickets.get(ticket).cloned() else { return };
        let called = CalledAt { at: *at, window: *window, staff: staff.clone(), why: *why, passed: *passed };
        let last = self.act(*window, *ticket, Act::Call, *at, |ticket, working| {
            ticket.state = State::Called { window: *window, times: 1, last: *at };
            ticket.called = Some(called);
            ticket.promise_kept = ticket.promise_kept.or(*promise_kept);
            working.ticket = Some(ticket.id);
        });
        if let Some(last) = last {
            last.running = Some(*running);
        }
        if let (None, Some(kept)) = (before.promise_kept, promise_kept) {
            self.figures.promises += 1;
            self.figures.promises_kept += u32::from(*kept);
        }
        if !before.needs_assistance {
            self.queues.entry(before.group.clone()).or_default().remember(PastCall { running: *running, window: *window, overtakes: *overtakes });
        }
        self.show_call(*ticket, *window, *running, 1, *at);
    }

    fn finish(&mut self, ticket: TicketId, window: WindowNumber, at: Moment, handled_seconds: u32) {
        let Some(before) = self.tickets.get(&ticket).cloned() else { return };
        let staff = self.working.get(&window).map(|working| working.staff.clone());
        self.act(window, ticket, Act::Finish, at, |ticket, working| {
            ticket.state = State::Ended { outcome: Outcome::Served, at };
            leave(working, at);
        });
        self.figures.done += 1;
        if let Some(staff) = staff {
            let done = self.done_by.entry(staff).or_default();
            done.done += 1;
            done.seconds += u64::from(handled_seconds);
        }
        let started = match before.state {
            State::Serving { started, .. } => started,
            _ => at,
        };
        let walk_seconds = before.called.as_ref().map_or(0, |called| seconds_between(called.at, started) as u32);
        self.samples.add(&before.service, &before.group, Sample { ticket, walk_seconds, service_seconds: handled_seconds });
    }

    fn show_call(&mut self, ticket: TicketId, window: WindowNumber, running: u64, times: u8, at: Moment) {
        self.last_running = self.last_running.max(running);
        let Some((number, group)) = self.ticket(ticket).map(|ticket| (ticket.number, ticket.group.clone())) else { return };
        self.calls.push_front(ShownCall { running, ticket, number, group, window, at, times });
        self.calls.truncate(CALLS_KEPT.min(self.calls.len()));
    }

    fn set_window(&mut self, window: WindowNumber, state: WindowState, at: Moment) {
        self.undo.remove(&window);
        if let Some(working) = self.working.get_mut(&window) {
            working.state = state;
            working.idle_since = at;
        }
    }

    /// A transfer to one window lasts while that window is open; then the ticket belongs to its whole group again.
    fn close_window(&mut self, window: WindowNumber) {
        self.undo.remove(&window);
        if let Some(working) = self.working.remove(&window) {
            self.at_window.remove(&working.staff);
        }
        let mut sent: Vec<TicketId> = Vec::new();
        for queue in self.queues.values() {
            for (_, ranks) in queue.lanes().filter(|(lane, _)| lane.only_window == Some(window)) {
                sent.extend(ranks.iter().map(|place| place.ticket));
            }
        }
        let away = self.missed.iter().chain(self.parked.iter()).map(|(_, ticket)| *ticket);
        sent.extend(away.filter(|ticket| self.ticket(*ticket).is_some_and(|ticket| ticket.only_window == Some(window))));
        for ticket in sent {
            self.change(ticket, |ticket| ticket.only_window = None);
        }
    }

    fn clear_day(&mut self) {
        self.day = None;
        self.tickets = imbl::OrdMap::new();
        self.working = imbl::OrdMap::new();
        self.at_window = imbl::OrdMap::new();
        self.lent = imbl::OrdMap::new();
        self.help_calls = imbl::OrdMap::new();
        self.calls = imbl::Vector::new();
        self.figures = super::Figures::default();
        self.done_by = imbl::OrdMap::new();
        self.queues = imbl::OrdMap::new();
        self.numbers = imbl::OrdMap::new();
        self.counts = imbl::OrdMap::new();
        self.reserved = imbl::OrdSet::new();
        self.parked = imbl::OrdSet::new();
        self.missed = imbl::OrdSet::new();
        self.undo = imbl::OrdMap::new();
    }

    fn take_set(&mut self) -> u64 {
        self.last_set += 1;
        self.last_set
    }

    /// A window whose ticket ends or goes back to waiting from outside becomes free; its act can no longer be undone.
    fn free_window_of(&mut self, ticket: TicketId, at: Moment) {
        let Some(State::Called { window, .. } | State::Serving { window, .. }) = self.ticket(ticket).map(|ticket| ticket.state.clone()) else { return };
        self.undo.remove(&window);
        if let Some(working) = self.working.get_mut(&window) {
            leave(working, at);
        }
    }

    fn change(&mut self, ticket: TicketId, change: impl FnOnce(&mut Ticket)) {
        if let Some(before) = self.tickets.get(&ticket) {
            let mut changed = before.as_ref().clone();
            change(&mut changed);
            self.put(changed);
        }
    }

    /// Every change of a ticket goes through here, so that it stands in exactly one place.
    pub(super) fn put(&mut self, ticket: Ticket) {
        if let Some(before) = self.tickets.get(&ticket.id).cloned() {
            match before.state {
                State::Reserved => drop(self.reserved.remove(&(before.reserved_at, before.id))),
                State::Waiting => {
                    if let Some(queue) = self.queues.get_mut(&before.group) {
                        queue.remove(&before);
                    }
                }
                State::Missed { at } => drop(self.missed.remove(&(at, before.id))),
                State::Parked { until } => drop(self.parked.remove(&(until, before.id))),
                State::Called { .. } | State::Serving { .. } | State::Ended { .. } => {}
            }
        }
        match ticket.state {
            State::Reserved => drop(self.reserved.insert((ticket.reserved_at, ticket.id))),
            State::Waiting => self.queues.entry(ticket.group.clone()).or_default().insert(&ticket),
            State::Missed { at } => drop(self.missed.insert((at, ticket.id))),
            State::Parked { until } => drop(self.parked.insert((until, ticket.id))),
            State::Called { .. } | State::Serving { .. } | State::Ended { .. } => {}
        }
        self.tickets.insert(ticket.id, Arc::new(ticket));
    }
}

fn send(ticket: &mut Ticket, to: &TransferTo, group: &GroupCode, service: &ServiceCode) {
    ticket.state = State::Waiting;
    ticket.group = group.clone();
    ticket.service = service.clone();
    ticket.only_window = match to {
        TransferTo::Service(_) => None,
        TransferTo::Window(window) => Some(*window),
    };
}

fn leave(working: &mut Working, at: Moment) {
    working.ticket = None;
    working.idle_since = at;
}
