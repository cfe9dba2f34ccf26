//! What an administrator does with devices: lets them in, gives new passwords, takes them out of service, restarts them.

use super::allow_new;
use crate::Hall;
use crate::access::{Device, DeviceClass, Event, Lock};
use crate::command::Refusal;
use crate::ids::{DeviceName, StaffNumber, TextRef, WindowNumber};
use crate::journeys::{Decided, done, nothing};
use crate::moment::Moment;
use crate::screens::{self, LOCK_MESSAGE_MAX, Worded};
use crate::settings::{allow_name, allow_windows};

pub fn enrol(hall: &Hall, device: &DeviceName, class: DeviceClass, window: Option<WindowNumber>, secret: &TextRef) -> Decided {
    allow_name(device.as_str())?;
    if device.as_str().bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(Refusal::NameInvalid);
    }
    allow_new(hall.access.device(device).is_none())?;
    match (class, window) {
        (DeviceClass::CallPad, None) => return Err(Refusal::UnknownWindow),
        (DeviceClass::CallPad, Some(window)) => allow_windows(hall, &[window])?,
        (DeviceClass::Kiosk | DeviceClass::PublicDisplay | DeviceClass::StaffDisplay, _) => {}
    }
    done(Event::DeviceEnrolled { device: device.clone(), class, window, secret: secret.clone() })
}

pub fn revoke(hall: &Hall, device: &DeviceName) -> Decided {
    known(hall, device)?;
    done(Event::DeviceRevoked { device: device.clone() })
}

pub fn renew(hall: &Hall, device: &DeviceName, secret: &TextRef, staff: &StaffNumber, at: Moment) -> Decided {
    known(hall, device)?;
    done(Event::DeviceRenewed { device: device.clone(), secret: secret.clone(), staff: staff.clone(), at })
}

/// The file with a password leaves the hub once.
pub fn take_file(hall: &Hall, device: &DeviceName, staff: &StaffNumber, at: Moment) -> Decided {
    if known(hall, device)?.file_taken.is_some() {
        return Err(Refusal::DeviceFileTaken);
    }
    done(Event::DeviceFileTaken { device: device.clone(), staff: staff.clone(), at })
}

/// Locking again only changes what the screen says.
pub fn lock(hall: &Hall, device: &DeviceName, message: &str, message_en: &str, staff: &StaffNumber, at: Moment) -> Decided {
    let known = with_screen(hall, device)?;
    let said = screens::allow_words(&Worded { zh: message.to_owned(), en: message_en.to_owned() }, LOCK_MESSAGE_MAX)?;
    let at = known.lock.as_ref().map_or(at, |lock| lock.at);
    let lock = Lock { message: said.zh, message_en: said.en, staff: staff.clone(), at };
    done(Event::DeviceLocked { device: device.clone(), lock })
}

pub fn unlock(hall: &Hall, device: &DeviceName, staff: &StaffNumber, at: Moment) -> Decided {
    if known(hall, device)?.lock.is_none() {
        return nothing();
    }
    done(Event::DeviceUnlocked { device: device.clone(), staff: staff.clone(), at })
}

pub fn restart(hall: &Hall, device: &DeviceName, staff: &StaffNumber, at: Moment) -> Decided {
    with_screen(hall, device)?;
    done(Event::DeviceRestartOrdered { device: device.clone(), staff: staff.clone(), at })
}

fn known<'a>(hall: &'a Hall, device: &DeviceName) -> Result<&'a Device, Refusal> {
    hall.access.device(device).ok_or(Refusal::UnknownDevice)
}

fn with_screen<'a>(hall: &'a Hall, device: &DeviceName) -> Result<&'a Device, Refusal> {
    let known = known(hall, device)?;
    if known.class.has_screen() { Ok(known) } else { Err(Refusal::DeviceWithoutScreen) }
}
