//! The facts of the hall: one variant for each owner, each with its own facts inside.

use serde::{Deserialize, Serialize};

use crate::regulations::{disclosure, first_contact, public_appraisal};
use crate::{access, calendar, floor, planned, policy, screens, staff};

/// Version of the stored events; fields are added, never changed.
pub const EVENT_SCHEMA: u16 = 1;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    Access(access::Event),
    Calendar(calendar::Event),
    Disclosure(disclosure::Event),
    FirstContact(first_contact::Event),
    Floor(floor::Event),
    Planned(planned::Event),
    Policy(policy::Event),
    PublicAppraisal(public_appraisal::Event),
    Screens(screens::Event),
    Staff(staff::Event),
}

impl From<access::Event> for Event {
    fn from(fact: access::Event) -> Self {
        Self::Access(fact)
    }
}

impl From<calendar::Event> for Event {
    fn from(fact: calendar::Event) -> Self {
        Self::Calendar(fact)
    }
}

impl From<disclosure::Event> for Event {
    fn from(fact: disclosure::Event) -> Self {
        Self::Disclosure(fact)
    }
}

impl From<first_contact::Event> for Event {
    fn from(fact: first_contact::Event) -> Self {
        Self::FirstContact(fact)
    }
}

impl From<floor::Event> for Event {
    fn from(fact: floor::Event) -> Self {
        Self::Floor(fact)
    }
}

impl From<planned::Event> for Event {
    fn from(fact: planned::Event) -> Self {
        Self::Planned(fact)
    }
}

impl From<policy::Event> for Event {
    fn from(fact: policy::Event) -> Self {
        Self::Policy(fact)
    }
}

impl From<public_appraisal::Event> for Event {
    fn from(fact: public_appraisal::Event) -> Self {
        Self::PublicAppraisal(fact)
    }
}

impl From<screens::Event> for Event {
    fn from(fact: screens::Event) -> Self {
        Self::Screens(fact)
    }
}

impl From<staff::Event> for Event {
    fn from(fact: staff::Event) -> Self {
        Self::Staff(fact)
    }
}
