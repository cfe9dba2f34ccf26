//! 首问负责 · first asked, first responsible: who was asked first, never overwritten.

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use super::{Clause, Regulation};
use crate::floor::{Floor, State};
use crate::ids::{StaffNumber, TicketId};
use crate::moment::{Day, Moment};

pub const REGULATION: Regulation = Regulation {
    number: 16,
    title: "首问负责",
    title_en: "First asked, first responsible",
    file: "first_contact.rs",
    clauses: &[
        Clause::not_yet("R16.1"),
        Clause::by_rule("R16.2", "cases"),
        Clause::not_yet("R16.3"),
        Clause::not_yet("R16.4"),
        Clause::by_rule("R16.5", "the named person who accompanies, the guardian"),
        Clause::not_yet("R16.6"),
        Clause::not_yet("R16.7"),
        Clause::not_yet("R16.8"),
    ],
};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// R16.2: the clerk at the start of service, or whoever issued by hand; fixed once undo has run out.
    FirstContactSet { ticket: TicketId, staff: StaffNumber, at: Moment },
    /// The day's first contacts leave the live state; the log keeps them.
    DayFiled { day: Day, at: Moment },
}

/// The first contact of each ticket of the day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    pub contacts: OrdMap<TicketId, Contact>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub staff: StaffNumber,
    pub at: Moment,
}

impl Record {
    pub fn of(&self, ticket: TicketId) -> Option<&Contact> {
        self.contacts.get(&ticket)
    }

    /// R16.2: names the first contact, unless the ticket has one.
    pub fn set(&self, ticket: TicketId, staff: &StaffNumber, at: Moment) -> Option<Event> {
        (!self.contacts.contains_key(&ticket)).then(|| Event::FirstContactSet { ticket, staff: staff.clone(), at })
    }

    /// R16.2: the clerk who started to serve this ticket, if nobody is named yet.
    pub fn fix_start(&self, floor: &Floor, ticket: TicketId) -> Option<Event> {
        let State::Serving { window, started } = floor.ticket(ticket)?.state else { return None };
        self.set(ticket, &floor.working.get(&window)?.staff, started)
    }

    /// Started services whose first contact is not fixed yet, with the moment of the start.
    pub fn to_fix<'a>(&'a self, floor: &'a Floor) -> impl Iterator<Item = (TicketId, Moment)> + 'a {
        floor.working.values().filter_map(|working| working.ticket).filter_map(|ticket| match floor.ticket(ticket)?.state {
            State::Serving { started, .. } if !self.contacts.contains_key(&ticket) => Some((ticket, started)),
            _ => None,
        })
    }

    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::FirstContactSet { ticket, staff, at } => {
                if !self.contacts.contains_key(ticket) {
                    self.contacts.insert(*ticket, Contact { staff: staff.clone(), at: *at });
                }
            }
            Event::DayFiled { .. } => self.contacts = OrdMap::new(),
        }
    }
}
