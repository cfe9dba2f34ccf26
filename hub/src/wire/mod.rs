//! Message ⇄ command or answer: the only place where both are seen together on the way to and from devices.

mod decode;
mod kiosk;
mod outcome;
mod pad;
mod refusal;
mod why;

use std::sync::Arc;

use sunhall_hall::access;
use sunhall_hall::ids::TextRef;
use sunhall_protocol::access::DeviceClass;

pub use decode::{ASK_BYTES_MAX, Fault, Malformed, decode};
pub use kiosk::{KioskCommand, call_help, cancel, cancelled, confirm, found, help_called, kiosk_answer, rate, take_ticket};
pub use outcome::{outcome, refused};
pub use pad::{pad_act, pad_answer};
pub use refusal::{refusal, role_key};
pub use why::{Sentence, why};

/// How erasable rows are read.
pub type Texts<'a> = &'a dyn Fn(&TextRef) -> Option<Arc<str>>;

/// The class of an enrolled device as the access table names it.
pub fn device_class(class: access::DeviceClass) -> DeviceClass {
    match class {
        access::DeviceClass::Kiosk => DeviceClass::Kiosk,
        access::DeviceClass::PublicDisplay => DeviceClass::PublicDisplay,
        access::DeviceClass::StaffDisplay => DeviceClass::StaffDisplay,
        access::DeviceClass::CallPad => DeviceClass::CallPad,
    }
}
