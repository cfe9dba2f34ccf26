//! At the window: call, call again, missed, start, finish, transfer, park, and take back.

use super::{AtWindow, Decided, fix_first_contact};
use crate::Hall;
use crate::command::{Answer, Called, Refusal};
use crate::event::Event;
use crate::floor::{Act, Event as Floor, Next, Outcome, Pick, State, Ticket, TransferTo, Why};
use crate::ids::{GroupCode, ServiceCode, StaffNumber, TextRef, TicketNumber, WindowNumber};
use crate::moment::Moment;
use crate::policy::keys;

pub(super) fn call_next(hall: &Hall, staff: &StaffNumber, now: Moment) -> Decided {
    let here = AtWindow::of(hall, staff)?;
    here.allow_open()?;
    here.allow_free()?;
    match hall.floor.next_for(here.window, &hall.policy, now) {
        Next::Ticket(pick) => call(hall, staff, here.window, &pick, None, now),
        Next::OnlyYoungHelp { minutes } => Err(Refusal::OnlyYoungHelp { minutes }),
        Next::Nobody => Err(Refusal::NoOneWaiting),
    }
}

/// Choosing a ticket is a permission of the person; the cap holds for it as for every call.
pub(super) fn call_chosen(hall: &Hall, staff: &StaffNumber, number: TicketNumber, reason: &TextRef, now: Moment) -> Decided {
    let here = AtWindow::of(hall, staff)?;
    here.allow_open()?;
    here.allow_free()?;
    if !hall.staff.may_choose(staff) {
        return Err(Refusal::RoleMayNot { role_needed: crate::staff::Role::Manager });
    }
    let ticket = hall.ticket_today(number, now.day()).ok_or(Refusal::UnknownTicket)?;
    match ticket.state {
        State::Waiting => {}
        State::Ended { .. } => return Err(Refusal::TicketEnded),
        State::Reserved | State::Called { .. } | State::Serving { .. } | State::Missed { .. } | State::Parked { .. } => return Err(Refusal::TicketNotWaiting),
    }
    let pick = hall.floor.chosen(here.window, ticket, &hall.policy, now).ok_or(Refusal::WindowDoesNotServe)?;
    if pick.overtakes && hall.floor.cap_reached(&pick.group, &hall.policy, now) {
        return Err(Refusal::EarliestTurnNext);
    }
    call(hall, staff, here.window, &pick, Some(reason), now)
}

fn call(hall: &Hall, staff: &StaffNumber, window: WindowNumber, pick: &Pick, reason: Option<&TextRef>, now: Moment) -> Decided {
    let ticket = hall.live_ticket(pick.ticket)?;
    let waited_seconds = u32::try_from(now.since(ticket.turn) / 1000).unwrap_or(0);
    let event = Floor::TicketCalled {
        ticket: ticket.id,
        window,
        staff: staff.clone(),
        running: hall.floor.next_running(),
        why: pick.why,
        passed: pick.passed,
        overtakes: pick.overtakes,
        waited_seconds,
        promise_kept: promise_kept(hall, ticket, now),
        at: now,
        reason: reason.cloned(),
    };
    let called = Called { ticket: ticket.id, number: ticket.number, window, times: 1, why: pick.why, passed: pick.passed };
    Ok((vec![event.into()], Answer::Called(called)))
}

/// Told once, by the first call: whether it came within the range that the citizen was shown.
fn promise_kept(hall: &Hall, ticket: &Ticket, now: Moment) -> Option<bool> {
    let promise = ticket.promise.filter(|_| ticket.promise_kept.is_none())?;
    let (_, high_minutes) = promise.minutes(hall.policy.whole(keys::ESTIMATE_ROUND, ticket.day));
    Some(now.since(ticket.reserved_at) <= i64::from(high_minutes) * 60_000)
}

pub(super) fn call_again(hall: &Hall, staff: &StaffNumber, now: Moment) -> Decided {
    let here = AtWindow::of(hall, staff)?;
    let ticket = here.ticket()?;
    let State::Called { times, last, .. } = ticket.state else { return Err(Refusal::AlreadyStarted) };
    if i64::from(times) >= hall.policy.whole(keys::CALLS, now.day()) {
        return Err(Refusal::CallsUsedUp);
    }
    let wait = last.plus_seconds(hall.policy.whole(keys::CALL_GAP, now.day())).since(now);
    if wait > 0 {
        return Err(Refusal::TooSoonToCall { seconds: u32::try_from(wait.unsigned_abs().div_ceil(1000)).unwrap_or(u32::MAX) });
    }
    let (times, window) = (times.saturating_add(1), here.window);
    let event = Floor::TicketCalledAgain { ticket: ticket.id, window, running: hall.floor.next_running(), times, at: now };
    let (why, passed) = ticket.called.as_ref().map_or((Why::Earliest, 0), |called| (called.why, called.passed));
    let called = Called { ticket: ticket.id, number: ticket.number, window, times, why, passed };
    Ok((vec![event.into()], Answer::Called(called)))
}

/// After the last call, or earlier when the clerk sees that nobody comes.
pub(super) fn mark_missed(hall: &Hall, staff: &StaffNumber, now: Moment) -> Decided {
    let here = AtWindow::of(hall, staff)?;
    let ticket = here.ticket()?;
    if !matches!(ticket.state, State::Called { .. }) {
        return Err(Refusal::AlreadyStarted);
    }
    Ok(left(&here, vec![Floor::TicketMissed { ticket: ticket.id, window: here.window, at: now }.into()]))
}

pub(super) fn start(hall: &Hall, staff: &StaffNumber, now: Moment) -> Decided {
    let here = AtWindow::of(hall, staff)?;
    let ticket = here.ticket()?;
    if !matches!(ticket.state, State::Called { .. }) {
        return Err(Refusal::AlreadyStarted);
    }
    let event = Floor::ServiceStarted { ticket: ticket.id, window: here.window, staff: staff.clone(), at: now };
    Ok((vec![event.into()], Answer::Window { window: here.window, ticket: Some(ticket.id) }))
}

pub(super) fn finish(hall: &Hall, staff: &StaffNumber, now: Moment) -> Decided {
    let here = AtWindow::of(hall, staff)?;
    let ticket = here.ticket()?;
    let started = started(ticket)?;
    let mut events: Vec<Event> = fix_first_contact(hall, ticket).into_iter().collect();
    events.push(
        Floor::TicketEnded {
            ticket: ticket.id,
            outcome: Outcome::Served,
            at: now,
            staff: Some(staff.clone()),
            reason: None,
            window: Some(here.window),
            handled_seconds: Some(u32::try_from(now.since(started) / 1000).unwrap_or(0)),
        }
        .into(),
    );
    events.push(hall.public_appraisal.open(ticket, staff, here.window, &hall.policy, now).into());
    Ok(left(&here, events))
}

/// Number and effective time stay; only the queue changes, or the one window.
pub(super) fn transfer(hall: &Hall, staff: &StaffNumber, to: &TransferTo, now: Moment) -> Decided {
    let here = AtWindow::of(hall, staff)?;
    let ticket = here.ticket()?;
    started(ticket)?;
    let (group, service) = destination(hall, here.window, ticket, to)?;
    let mut events: Vec<Event> = fix_first_contact(hall, ticket).into_iter().collect();
    events.push(Floor::TicketTransferred { ticket: ticket.id, window: here.window, to: to.clone(), group, service, at: now }.into());
    Ok(left(&here, events))
}

/// Another window must have somebody at it, or the ticket would wait for nobody.
fn destination(hall: &Hall, from: WindowNumber, ticket: &Ticket, to: &TransferTo) -> Result<(GroupCode, ServiceCode), Refusal> {
    match to {
        TransferTo::Service(service) => hall.floor.offered(service).map(|service| (service.group.clone(), service.code.clone())),
        TransferTo::Window(window) => {
            hall.floor.windows.get(window).ok_or(Refusal::UnknownWindow)?;
            let possible = *window != from && hall.floor.working.contains_key(window);
            if possible { Ok((ticket.group.clone(), ticket.service.clone())) } else { Err(Refusal::WindowDoesNotServe) }
        }
    }
}

/// The person comes back by themselves after the time, at the same place in the order.
pub(super) fn park(hall: &Hall, staff: &StaffNumber, minutes: Option<u16>, now: Moment) -> Decided {
    let here = AtWindow::of(hall, staff)?;
    let ticket = here.ticket()?;
    let figure = |key| hall.policy.whole(key, now.day());
    let minutes_max = figure(keys::PARK_MAX).max(1);
    let minutes = minutes.map_or_else(|| figure(keys::PARK).min(minutes_max), i64::from).max(1);
    if minutes > minutes_max {
        return Err(Refusal::ParkTooLong { minutes_max: u32::try_from(minutes_max).unwrap_or(u32::MAX) });
    }
    let until = now.plus_minutes(minutes);
    // Who is still here after closing is served to the end; a time agreed before it must not send anybody to closed doors.
    if hall.calendar.spans(now.day()).last().is_some_and(|last| now < last.to && until > last.to) {
        return Err(Refusal::ParkPastClosing);
    }
    let mut events: Vec<Event> = fix_first_contact(hall, ticket).into_iter().collect();
    events.push(Floor::TicketParked { ticket: ticket.id, window: here.window, until, at: now }.into());
    Ok(left(&here, events))
}

/// Takes back the last act of the window, while the time runs and nobody has acted on its ticket since.
pub(super) fn undo(hall: &Hall, staff: &StaffNumber, now: Moment) -> Decided {
    let here = AtWindow::of(hall, staff)?;
    let last = hall.undoable(here.window, now).ok_or(Refusal::NothingToUndo)?;
    let ticket = last.before.id;
    let mut events: Vec<Event> = vec![Floor::ActUndone { window: here.window, ticket, act: last.act, staff: staff.clone(), at: now }.into()];
    if last.act == Act::Finish {
        events.extend(hall.public_appraisal.withdraw(ticket, now).map(Event::from));
    }
    let stays = match last.act {
        Act::Call => None,
        Act::Miss | Act::Start | Act::Finish | Act::Transfer | Act::Park => Some(ticket),
    };
    Ok((events, Answer::Undone { window: here.window, ticket: stays }))
}

fn started(ticket: &Ticket) -> Result<Moment, Refusal> {
    match ticket.state {
        State::Serving { started, .. } => Ok(started),
        State::Reserved | State::Waiting | State::Called { .. } | State::Missed { .. } | State::Parked { .. } | State::Ended { .. } => Err(Refusal::NotStarted),
    }
}

fn left(here: &AtWindow<'_>, events: Vec<Event>) -> (Vec<Event>, Answer) {
    (events, Answer::Window { window: here.window, ticket: None })
}
