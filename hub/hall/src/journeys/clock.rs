//! What time does: reserved numbers count, parked people return, first contacts are fixed, the day ends.

use chrono::NaiveTime;

use crate::Hall;
use crate::event::Event;
use crate::floor::{Event as Floor, Outcome, State, Ticket};
use crate::moment::{Day, Moment};
use crate::planned;
use crate::policy::keys;
use crate::regulations::{first_contact, public_appraisal};

/// When something is due next.
pub(crate) fn next_due(hall: &Hall) -> Option<Moment> {
    let of_day = hall.floor.day.and_then(|day| next_of_day(hall, day));
    [of_day, hall.planned.next_due()].into_iter().flatten().min()
}

fn next_of_day(hall: &Hall, day: Day) -> Option<Moment> {
    let floor = &hall.floor;
    let unconfirmed = floor.reserved().next().map(|ticket| counts_at(hall, ticket, day));
    let returned = floor.parked().next().and_then(parked_until);
    let undo_seconds = hall.policy.whole(keys::UNDO, day);
    let fixed = hall.first_contact.to_fix(floor).map(|(_, started)| Moment(started.plus_seconds(undo_seconds).0.saturating_add(1))).min();
    [unconfirmed, returned, fixed, Some(end_of(day))].into_iter().flatten().min()
}

/// Everything that is due by `now`.
pub(crate) fn settle(hall: &Hall, now: Moment) -> Vec<Event> {
    let mut events = match hall.floor.day {
        Some(day) if now >= end_of(day) => end_day(hall, day, now),
        Some(day) => within_day(hall, day, now),
        None => Vec::new(),
    };
    if hall.planned.next_due().is_some_and(|due| due <= now) {
        // A day ends before the changes of the next one are made.
        let mut after = hall.clone();
        for event in &events {
            crate::apply(&mut after, event);
        }
        events.extend(planned::settle(&after, now));
    }
    events
}

fn within_day(hall: &Hall, day: Day, now: Moment) -> Vec<Event> {
    let floor = &hall.floor;
    let mut events: Vec<Event> = Vec::new();
    for ticket in floor.reserved().take_while(|ticket| counts_at(hall, ticket, day) <= now) {
        events.push(Floor::TicketUnconfirmed { ticket: ticket.id, at: now }.into());
    }
    for ticket in floor.parked().take_while(|ticket| parked_until(ticket).is_some_and(|until| until <= now)) {
        events.push(Floor::TicketReturned { ticket: ticket.id, turn: None, at: now, staff: None }.into());
    }
    let undo_seconds = hall.policy.whole(keys::UNDO, day);
    for (ticket, started) in hall.first_contact.to_fix(floor) {
        if now > started.plus_seconds(undo_seconds) {
            events.extend(hall.first_contact.fix_start(floor, ticket).map(Event::from));
        }
    }
    events
}

/// Every open ticket gets its outcome, windows left open are closed, lent help ends.
fn end_day(hall: &Hall, day: Day, now: Moment) -> Vec<Event> {
    let floor = &hall.floor;
    let mut events: Vec<Event> = Vec::new();
    for (ticket, _) in hall.first_contact.to_fix(floor) {
        events.extend(hall.first_contact.fix_start(floor, ticket).map(Event::from));
    }
    for ticket in floor.tickets.values().filter(|ticket| ticket.open()) {
        end_ticket(hall, ticket, now, &mut events);
    }
    for (window, working) in &floor.working {
        events.push(Floor::WindowClosed { window: *window, staff: working.staff.clone(), at: now, reason: None }.into());
    }
    for ((window, group), staff) in &floor.lent {
        events.push(Floor::HelpTakenBack { window: *window, group: group.clone(), staff: staff.clone(), at: now }.into());
    }
    events.push(Floor::DayEnded { day, at: now }.into());
    events.push(first_contact::Event::DayFiled { day, at: now }.into());
    events.push(public_appraisal::Event::RatingsClosed { at: now }.into());
    events
}

fn end_ticket(hall: &Hall, ticket: &Ticket, now: Moment, events: &mut Vec<Event>) {
    let (outcome, window) = match ticket.state {
        State::Missed { .. } => (Outcome::MissedAtDayEnd, None),
        State::Serving { window, .. } => (Outcome::LeftOpenAtDayEnd, Some(window)),
        State::Reserved | State::Waiting | State::Called { .. } | State::Parked { .. } => (Outcome::NotServedAtDayEnd, None),
        State::Ended { .. } => return,
    };
    let ended = Floor::TicketEnded { ticket: ticket.id, outcome, at: now, staff: None, reason: None, window, handled_seconds: None };
    events.push(ended.into());
    // Somebody whose service was left open was served, and may say how.
    if let Some((window, working)) = window.and_then(|window| Some((window, hall.floor.working.get(&window)?))) {
        events.push(hall.public_appraisal.open(ticket, &working.staff, window, &hall.policy, now).into());
    }
}

fn end_of(day: Day) -> Moment {
    Moment::at(day.next(), NaiveTime::MIN)
}

fn counts_at(hall: &Hall, ticket: &Ticket, day: Day) -> Moment {
    ticket.reserved_at.plus_seconds(hall.policy.whole(keys::UNCONFIRMED_AFTER, day))
}

fn parked_until(ticket: &Ticket) -> Option<Moment> {
    match ticket.state {
        State::Parked { until } => Some(until),
        State::Reserved | State::Waiting | State::Called { .. } | State::Serving { .. } | State::Missed { .. } | State::Ended { .. } => None,
    }
}
