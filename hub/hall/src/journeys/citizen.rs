//! What a citizen does: takes a number, confirms it, gives it back, rates, calls for help.

use super::{Decided, done, nothing};
use crate::Hall;
use crate::calendar::HoursState;
use crate::command::{Answer, Citizen, Refusal};
use crate::event::Event;
use crate::floor::{Carrier, Event as Floor, Origin, Outcome, State, Wanted};
use crate::ids::{DeviceName, ServiceCode, TextRef, TicketId};
use crate::moment::Moment;
use crate::policy::keys;
use crate::regulations::public_appraisal;

pub(super) fn decide(hall: &Hall, act: &Citizen, now: Moment) -> Decided {
    match act {
        Citizen::TakeTicket { service, class, class_words, company, origin, code } => {
            allow_origin(hall, origin)?;
            allow_numbers(hall, service, now)?;
            let wanted = Wanted { service, class: *class, class_words: class_words.as_ref(), company: *company, origin: origin.clone(), code };
            let (event, reserved) = hall.floor.reserve_number(&wanted, &hall.policy, now)?;
            Ok((vec![event.into()], Answer::Reserved(reserved)))
        }
        Citizen::ConfirmTicket { ticket, carrier } => confirm(hall, *ticket, *carrier, now),
        Citizen::CancelTicket { ticket } => cancel(hall, *ticket, now),
        Citizen::Rate { ticket, level, reasons, words, phone } => {
            rate(hall, *ticket, &Rating { level: *level, reasons, words: words.as_ref(), phone: phone.as_ref() }, now)
        }
        Citizen::CallHelp { device } => call_help(hall, device, now),
    }
}

struct Rating<'a> {
    level: u8,
    reasons: &'a [String],
    words: Option<&'a TextRef>,
    phone: Option<&'a TextRef>,
}

/// A kiosk that was taken out of service gives no numbers, also before it has heard of it.
fn allow_origin(hall: &Hall, origin: &Origin) -> Result<(), Refusal> {
    match origin {
        Origin::Kiosk(device) if hall.access.device(device).is_some_and(|device| device.lock.is_some()) => Err(Refusal::DeviceLocked),
        Origin::Kiosk(_) | Origin::Phone | Origin::Staff(_) => Ok(()),
    }
}

/// Numbers are given while the hall is open, until shortly before it closes, for groups that are served that day.
fn allow_numbers(hall: &Hall, service: &ServiceCode, now: Moment) -> Result<(), Refusal> {
    let group = &hall.floor.offered(service)?.group;
    let stop_before = hall.policy.whole(keys::STOP_BEFORE_CLOSE, now.day());
    let state = hall.calendar.state(now, stop_before);
    if state != HoursState::Open {
        let next = hall.calendar.next_opening(now);
        let again_today = next.is_some_and(|next| next.day() == now.day());
        return Err(match state {
            HoursState::LastCalls | HoursState::Over if !again_today => Refusal::HoursOver { next },
            HoursState::Open | HoursState::LastCalls | HoursState::Over | HoursState::Before | HoursState::Break | HoursState::Rest => {
                Refusal::OutsideHours { next }
            }
        });
    }
    if hall.group_served(group, now.day()) { Ok(()) } else { Err(Refusal::GroupNotToday { group: group.clone() }) }
}

/// A late confirmation still issues; a repeated one changes nothing.
fn confirm(hall: &Hall, ticket: TicketId, carrier: Carrier, now: Moment) -> Decided {
    let held = hall.live_ticket(ticket)?;
    if matches!(held.state, State::Ended { .. }) {
        return Err(Refusal::TicketEnded);
    }
    let news = matches!(held.state, State::Reserved) || held.unconfirmed;
    let events = if news { vec![Floor::TicketIssued { ticket, carrier, at: now }.into()] } else { Vec::new() };
    Ok((events, Answer::Confirmed { ticket }))
}

fn cancel(hall: &Hall, ticket: TicketId, now: Moment) -> Decided {
    match hall.live_ticket(ticket)?.state {
        State::Ended { .. } => Err(Refusal::TicketEnded),
        State::Serving { .. } => Err(Refusal::AlreadyStarted),
        State::Reserved | State::Waiting | State::Called { .. } | State::Missed { .. } | State::Parked { .. } => {
            let outcome = Outcome::Cancelled;
            done(Floor::TicketEnded { ticket, outcome, at: now, staff: None, reason: None, window: None, handled_seconds: None })
        }
    }
}

fn rate(hall: &Hall, ticket: TicketId, rating: &Rating<'_>, now: Moment) -> Decided {
    if hall.public_appraisal.ratable(ticket).is_none() {
        return Err(match hall.floor.ticket(ticket) {
            Some(_) => Refusal::NotServedYet,
            None if hall.floor.was_given(ticket) => Refusal::RatingOver,
            None => Refusal::UnknownTicket,
        });
    }
    let ratable = hall.public_appraisal.allow_rating(ticket, rating.level, rating.reasons, now)?;
    let event = public_appraisal::Event::TicketRated {
        ticket,
        staff: ratable.staff.clone(),
        window: ratable.window,
        level: rating.level,
        reasons: rating.reasons.to_vec(),
        words: rating.words.cloned(),
        phone: rating.phone.cloned(),
        at: now,
    };
    Ok((vec![Event::from(event)], Answer::Rated))
}

fn call_help(hall: &Hall, device: &DeviceName, now: Moment) -> Decided {
    hall.access.device(device).ok_or(Refusal::UnknownDevice)?;
    if hall.floor.help_calls.contains_key(device) {
        return nothing();
    }
    done(Floor::HelpCalled { device: device.clone(), at: now })
}
