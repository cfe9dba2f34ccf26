//! The file with which a device comes in: what it says, and the passwords that wait to be fetched once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use sunhall_hall::Moment;
use sunhall_hall::access::{Device, DeviceClass};
use sunhall_hall::ids::{DeviceName, TextRef};
use sunhall_protocol::device::Enrolment;

use crate::trust::Pins;
use crate::wire::device_class;

/// How long a password waits to be fetched, in memory only.
const WAITS_MS: i64 = 60 * 60 * 1000;

/// Passwords that may wait at the same time; beyond it the oldest is forgotten.
const WAITING_MAX: usize = 200;

/// What every device file of this hub says.
#[derive(Clone)]
pub struct DeviceFiles {
    pub hall: String,
    /// `host:port` of the broker as devices reach it.
    pub broker: String,
    /// Where the CA stands by which a device knows the broker.
    pub pins: Pins,
}

impl DeviceFiles {
    /// The file of one device.
    pub fn text(&self, device: &str, class: DeviceClass, password: &str) -> anyhow::Result<String> {
        let enrolment = Enrolment {
            hall: self.hall.clone(),
            device: device.to_owned(),
            class: device_class(class),
            password: password.to_owned(),
            broker: self.broker.clone(),
            ca: self.pins.read()?,
        };
        toml::to_string(&enrolment).context("the device file")
    }
}

struct Held {
    password: String,
    /// The row with its hash: another enrolment or password makes this one worthless.
    secret: TextRef,
    until: Moment,
}

/// Passwords that were just made and not fetched yet. They never reach the disk.
#[derive(Default)]
pub struct Waiting {
    held: Mutex<HashMap<DeviceName, Held>>,
}

impl Waiting {
    pub fn keep(&self, device: DeviceName, secret: TextRef, password: String, now: Moment) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|_, held| now < held.until);
        if held.len() >= WAITING_MAX
            && let Some(oldest) = held.iter().min_by_key(|(_, held)| held.until).map(|(name, _)| name.clone())
        {
            held.remove(&oldest);
        }
        held.insert(device, Held { password, secret, until: Moment(now.0 + WAITS_MS) });
    }

    /// Whether there is something to fetch for the device as it is now.
    pub fn has(&self, name: &DeviceName, device: &Device, now: Moment) -> bool {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.get(name).is_some_and(|held| held.secret.key == device.secret.key && now < held.until)
    }

    /// Takes the password out for good.
    pub fn take(&self, name: &DeviceName) -> Option<String> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).remove(name).map(|held| held.password)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(key: &str) -> TextRef {
        TextRef { key: key.into(), hash: "hash".into() }
    }

    fn device(key: &str) -> Device {
        Device { class: DeviceClass::Kiosk, window: None, secret: secret(key), revoked: false, lock: None, restarts: 0, file_taken: None }
    }

    #[test]
    fn a_password_waits_an_hour_for_its_own_enrolment_and_is_taken_once() {
        let (waiting, name) = (Waiting::default(), DeviceName::new("kiosk-1"));
        waiting.keep(name.clone(), secret("one"), "first".into(), Moment(0));
        assert!(waiting.has(&name, &device("one"), Moment(WAITS_MS - 1)));
        assert!(!waiting.has(&name, &device("one"), Moment(WAITS_MS)));
        assert!(!waiting.has(&name, &device("two"), Moment(0)), "a newer password made it worthless");
        assert_eq!(waiting.take(&name).as_deref(), Some("first"));
        assert_eq!(waiting.take(&name), None);
    }

    #[test]
    fn the_file_is_what_a_device_reads() {
        let files = DeviceFiles { hall: "demo".into(), broker: "127.0.0.1:1883".into(), pins: Pins::None };
        let read: Enrolment = toml::from_str(&files.text("kiosk-1", DeviceClass::Kiosk, "pass").unwrap()).unwrap();
        assert_eq!((read.device.as_str(), read.password.as_str(), read.broker.as_str()), ("kiosk-1", "pass", "127.0.0.1:1883"));
        assert_eq!((read.class, read.ca.as_deref()), (sunhall_protocol::access::DeviceClass::Kiosk, None));
    }
}
