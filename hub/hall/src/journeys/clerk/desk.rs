//! By hand, at a window or the guide desk: issue, bring back, assistance, company, giving back, help calls.

use super::Decided;
use crate::Hall;
use crate::command::{Answer, Refusal};
use crate::event::Event;
use crate::floor::{Carrier, Event as Floor, Origin, Outcome, PriorityClass, State, Ticket, Wanted};
use crate::ids::{DeviceName, ServiceCode, StaffNumber, TextRef, TicketNumber};
use crate::journeys::{done, nothing};
use crate::moment::Moment;
use crate::policy::keys;

/// A number given by a person to a person.
pub(super) struct ByHand<'a> {
    pub(super) service: &'a ServiceCode,
    pub(super) class: Option<PriorityClass>,
    pub(super) class_words: Option<&'a TextRef>,
    pub(super) company: bool,
    pub(super) code: &'a TextRef,
}

/// Possible at any hour: staff decide whom they still receive. R16.2: whoever issues is the first contact.
pub(super) fn issue_by_hand(hall: &Hall, staff: &StaffNumber, asked: &ByHand<'_>, now: Moment) -> Decided {
    let origin = Origin::Staff(staff.clone());
    let wanted = Wanted { service: asked.service, class: asked.class, class_words: asked.class_words, company: asked.company, origin, code: asked.code };
    let (event, reserved) = hall.floor.reserve_number(&wanted, &hall.policy, now)?;
    let ticket = reserved.ticket;
    let mut events: Vec<Event> = vec![event.into(), Floor::TicketIssued { ticket, carrier: Carrier::Hand, at: now }.into()];
    events.extend(hall.first_contact.set(ticket, staff, now).map(Event::from));
    Ok((events, Answer::Reserved(reserved)))
}

/// Back within `queue.return_within`: with the third who waits, else from now; a parked person keeps the place.
pub(super) fn bring_back(hall: &Hall, staff: &StaffNumber, number: TicketNumber, now: Moment) -> Decided {
    let ticket = open_ticket(hall, number, now)?;
    let turn = match ticket.state {
        State::Missed { at } => Some(returned_turn(hall, ticket, at, now)),
        State::Parked { .. } => None,
        State::Reserved | State::Waiting | State::Called { .. } | State::Serving { .. } | State::Ended { .. } => return Err(Refusal::TicketNotAway),
    };
    done(Floor::TicketReturned { ticket: ticket.id, turn, at: now, staff: Some(staff.clone()) })
}

fn returned_turn(hall: &Hall, ticket: &Ticket, missed_at: Moment, now: Moment) -> Moment {
    let figure = |key| hall.policy.whole(key, now.day());
    if now > missed_at.plus_minutes(figure(keys::RETURN_WITHIN)) {
        return now;
    }
    let place = usize::try_from(figure(keys::RETURN_PLACES)).unwrap_or(0);
    hall.floor.queue(&ticket.group).and_then(|queue| queue.effective_of_place(place)).unwrap_or(now)
}

/// R16.5: moves the person to the next free suitable window.
pub(super) fn confirm_assistance(hall: &Hall, staff: &StaffNumber, number: TicketNumber, now: Moment) -> Decided {
    let ticket = open_ticket(hall, number, now)?;
    match ticket.state {
        State::Waiting | State::Missed { .. } | State::Parked { .. } => {}
        State::Reserved | State::Called { .. } | State::Serving { .. } | State::Ended { .. } => return Err(Refusal::TicketNotWaiting),
    }
    if ticket.needs_assistance {
        return nothing();
    }
    done(Floor::AssistanceConfirmed { ticket: ticket.id, staff: staff.clone(), at: now })
}

/// R16.5: somebody accompanies; the order stays.
pub(super) fn ask_company(hall: &Hall, staff: &StaffNumber, number: TicketNumber, now: Moment) -> Decided {
    let ticket = open_ticket(hall, number, now)?;
    if ticket.company {
        return nothing();
    }
    done(Floor::CompanyAsked { ticket: ticket.id, staff: staff.clone(), at: now })
}

/// The citizen gives the ticket back to somebody; one who stands at another window is that clerk's guest.
pub(super) fn cancel(hall: &Hall, staff: &StaffNumber, number: TicketNumber, now: Moment) -> Decided {
    let ticket = open_ticket(hall, number, now)?;
    match ticket.state {
        State::Serving { .. } => return Err(Refusal::AlreadyStarted),
        State::Called { window, .. } if hall.floor.at_window.get(staff) != Some(&window) => return Err(Refusal::TicketNotWaiting),
        State::Reserved | State::Waiting | State::Called { .. } | State::Missed { .. } | State::Parked { .. } | State::Ended { .. } => {}
    }
    let (ticket, staff) = (ticket.id, Some(staff.clone()));
    done(Floor::TicketEnded { ticket, outcome: Outcome::Cancelled, at: now, staff, reason: None, window: None, handled_seconds: None })
}

/// Somebody goes to the kiosk that called; a colleague who was quicker is no mistake.
pub(super) fn answer_help(hall: &Hall, staff: &StaffNumber, device: &DeviceName, now: Moment) -> Decided {
    hall.access.devices.get(device).ok_or(Refusal::UnknownDevice)?;
    if !hall.floor.help_calls.contains_key(device) {
        return Ok((Vec::new(), Answer::Done));
    }
    done(Floor::HelpAnswered { device: device.clone(), staff: staff.clone(), at: now })
}

fn open_ticket(hall: &Hall, number: TicketNumber, now: Moment) -> Result<&Ticket, Refusal> {
    let ticket = hall.ticket_today(number, now.day()).ok_or(Refusal::UnknownTicket)?;
    if ticket.open() { Ok(ticket) } else { Err(Refusal::TicketEnded) }
}
