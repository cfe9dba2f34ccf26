//! The facts of the hall: one variant for each owner, each with its own facts inside.

use serde::{Deserialize, Serialize};

use crate::regulations::{disclosure, first_contact, public_appraisal};
use crate::{access, calendar, floor, policy, staff};

/// Version of the stored events; fields are added, never changed.
pub const EVENT_SCHEMA: u16 = 1;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    Access(access::Event),
    Calendar(calendar::Event),
    Disclosure(disclosure::Event),
    FirstContact(first_contact::Event),
    Floor(floor::Event),
    Policy(policy::Event),
    PublicAppraisal(public_appraisal::Event),
    Staff(staff::Event),
}
