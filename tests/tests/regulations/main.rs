//! The rules that the hall keeps, each seen from outside: on a real hub, by what kiosks, screens and staff get to see.

mod badge;
mod first_contact;
mod public_appraisal;
mod queue;
