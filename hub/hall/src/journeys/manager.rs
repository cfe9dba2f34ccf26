//! What a manager does: lends help, approves an urgent matter, ends a ticket, closes a window left open.

use super::{Decided, done, nothing};
use crate::Hall;
use crate::command::{Answer, Manager, Refusal};
use crate::event::Event;
use crate::floor::{Event as Floor, Outcome, Relation, State};
use crate::ids::{GroupCode, StaffNumber, TextRef, TicketNumber, WindowNumber};
use crate::moment::Moment;
use crate::policy::keys;

pub(super) fn decide(hall: &Hall, staff: &StaffNumber, act: &Manager, now: Moment) -> Decided {
    match act {
        Manager::LetHelp { window, group } => let_help(hall, staff, *window, group, now),
        Manager::TakeBackHelp { window, group } => {
            if hall.floor.lent.contains_key(&(*window, group.clone())) {
                done(Floor::HelpTakenBack { window: *window, group: group.clone(), staff: staff.clone(), at: now })
            } else {
                nothing()
            }
        }
        Manager::ApproveUrgent { number, reason } => approve_urgent(hall, staff, *number, reason, now),
        Manager::CancelTicket { number, reason } => cancel(hall, staff, *number, reason, now),
        Manager::CloseWindow { window, reason } => close_window(hall, staff, *window, reason, now),
    }
}

fn let_help(hall: &Hall, staff: &StaffNumber, window: WindowNumber, group: &GroupCode, now: Moment) -> Decided {
    hall.floor.windows.get(&window).ok_or(Refusal::UnknownWindow)?;
    hall.floor.groups.get(group).ok_or(Refusal::UnknownGroup)?;
    match hall.floor.relation(window, group) {
        Relation::First | Relation::Lent => nothing(),
        Relation::Help | Relation::Stranger => done(Floor::HelpLent { window, group: group.clone(), staff: staff.clone(), at: now }),
    }
}

/// The turn moves back by the approved minutes, and never behind where the ticket already stands.
fn approve_urgent(hall: &Hall, staff: &StaffNumber, number: TicketNumber, reason: &TextRef, now: Moment) -> Decided {
    let ticket = hall.ticket_today(number, now.day()).ok_or(Refusal::UnknownTicket)?;
    match ticket.state {
        State::Waiting => {}
        State::Ended { .. } => return Err(Refusal::TicketEnded),
        State::Reserved | State::Called { .. } | State::Serving { .. } | State::Missed { .. } | State::Parked { .. } => return Err(Refusal::TicketNotWaiting),
    }
    let minutes = hall.policy.whole(keys::HEAD_START_URGENT, now.day());
    let turn = ticket.turn.plus_minutes(-minutes).min(ticket.effective());
    done(Floor::TurnSet { ticket: ticket.id, turn, staff: staff.clone(), reason: reason.clone(), at: now })
}

fn cancel(hall: &Hall, staff: &StaffNumber, number: TicketNumber, reason: &TextRef, now: Moment) -> Decided {
    let ticket = hall.ticket_today(number, now.day()).ok_or(Refusal::UnknownTicket)?;
    match ticket.state {
        State::Ended { .. } => Err(Refusal::TicketEnded),
        State::Serving { .. } => Err(Refusal::AlreadyStarted),
        State::Reserved | State::Waiting | State::Called { .. } | State::Missed { .. } | State::Parked { .. } => done(Floor::TicketEnded {
            ticket: ticket.id,
            outcome: Outcome::CancelledByStaff,
            at: now,
            staff: Some(staff.clone()),
            reason: Some(reason.clone()),
            window: None,
            handled_seconds: None,
        }),
    }
}

/// Somebody called but not served yet waits again, at the same place; a service under way must be finished first.
fn close_window(hall: &Hall, staff: &StaffNumber, window: WindowNumber, reason: &TextRef, now: Moment) -> Decided {
    hall.floor.working.get(&window).ok_or(Refusal::NoWindowOpen)?;
    let mut events: Vec<Event> = Vec::new();
    if let Some(ticket) = hall.floor.ticket_at(window) {
        if matches!(ticket.state, State::Serving { .. }) {
            return Err(Refusal::WindowBusy { number: ticket.number });
        }
        events.push(Floor::TicketReturned { ticket: ticket.id, turn: None, at: now, staff: Some(staff.clone()) }.into());
    }
    events.push(Floor::WindowClosed { window, staff: staff.clone(), at: now, reason: Some(reason.clone()) }.into());
    Ok((events, Answer::Done))
}
