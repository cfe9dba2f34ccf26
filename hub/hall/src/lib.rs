//! The rules of a township service hall: one value in memory that facts change and nothing else does.

pub mod access;
pub mod calendar;
pub mod command;
pub mod event;
pub mod floor;
pub mod ids;
mod journeys;
pub mod moment;
mod people;
pub mod planned;
pub mod policy;
pub mod reading;
pub mod refusal;
pub mod regulations;
pub mod roles;
pub mod screens;
pub mod settings;
pub mod staff;

pub use command::{Answer, Command, Refusal};
pub use event::{EVENT_SCHEMA, Event};
pub use floor::Profile;
pub use moment::{Day, Moment};
pub use roles::Verb;

use regulations::{disclosure, first_contact, public_appraisal};

/// The whole hall. A clone costs next to nothing; readers ask the methods of [`reading`] and the parts themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hall {
    pub access: access::Access,
    pub calendar: calendar::Calendar,
    pub disclosure: disclosure::Record,
    pub first_contact: first_contact::Record,
    pub floor: floor::Floor,
    pub planned: planned::Record,
    pub policy: policy::Policy,
    pub public_appraisal: public_appraisal::Record,
    pub screens: screens::Screens,
    pub staff: staff::Roster,
}

/// What a command leads to: the facts to be written down, and what the asker is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    pub events: Vec<Event>,
    pub answer: Result<Answer, Refusal>,
}

/// Decides a command and changes nothing. What was due before `now` happens first, so that a late clock changes no
/// outcome; when the command is refused it is left to the clock.
pub fn decide(hall: &Hall, command: &Command, now: Moment) -> Decision {
    let mut events = if next_due(hall).is_some_and(|due| due <= now) { journeys::clock::settle(hall, now) } else { Vec::new() };
    if *command == Command::Clock {
        return Decision { events, answer: Ok(Answer::Done) };
    }
    let answer = if events.is_empty() {
        journeys::decide(hall, command, now)
    } else {
        let mut settled = hall.clone();
        for event in &events {
            apply(&mut settled, event);
        }
        journeys::decide(&settled, command, now)
    };
    match answer {
        Ok((own, answer)) => {
            events.extend(own);
            Decision { events, answer: Ok(answer) }
        }
        Err(refusal) => Decision { events: Vec::new(), answer: Err(refusal) },
    }
}

/// Changes the hall by one fact; refuses nothing and never panics.
pub fn apply(hall: &mut Hall, event: &Event) {
    match event {
        Event::Access(fact) => hall.access.apply(fact),
        Event::Calendar(fact) => hall.calendar.apply(fact),
        Event::Disclosure(fact) => hall.disclosure.apply(fact),
        Event::FirstContact(fact) => hall.first_contact.apply(fact),
        Event::Floor(fact) => hall.floor.apply(fact),
        Event::Planned(fact) => hall.planned.apply(fact),
        Event::Policy(fact) => hall.policy.apply(fact),
        Event::PublicAppraisal(fact) => hall.public_appraisal.apply(fact),
        Event::Screens(fact) => hall.screens.apply(fact),
        Event::Staff(fact) => hall.staff.apply(fact),
    }
}

/// When the clock's command is needed next; none while nothing is under way.
pub fn next_due(hall: &Hall) -> Option<Moment> {
    journeys::clock::next_due(hall)
}
