//! How a device is: what it last said of itself, held against what it was told and what the hub's clock says.

use sunhall_hall::Moment;
use sunhall_hall::access::{Device, DeviceClass};
use sunhall_hall::ids::DeviceName;
use sunhall_protocol::presence::PrinterState;

use super::say::Say;
use super::state::{App, clock};
use crate::bus;

/// A clock that differs by more than this is worth a word; ids would still hold.
pub const CLOCK_SECONDS_MAX: i64 = 30;

/// What is known of a device now.
pub struct Health {
    pub said: Option<bus::Device>,
    /// Seconds that its clock is ahead of the hub machine's.
    pub ahead_seconds: Option<i64>,
}

impl Health {
    pub fn of(app: &App, name: &DeviceName) -> Self {
        let said = app.devices.as_ref().and_then(|devices| devices.borrow().get(name).cloned());
        // The hub's time may be shifted on purpose, as in a demo hall; machines are compared with the machine.
        let shift = app.engine.shift_ms().div_euclid(1000);
        let ahead_seconds = said.as_ref().and_then(|said| said.presence.clock_seconds).map(|seconds| seconds + shift);
        Self { said, ahead_seconds }
    }

    pub fn is_online(&self) -> bool {
        self.said.as_ref().is_some_and(|said| said.presence.online)
    }

    /// One word on how it is, with a tone for it.
    pub fn state(&self, ui: Say, device: &Device) -> (&'static str, String) {
        match &self.said {
            _ if device.revoked => ("", ui.say("device-revoked-state")),
            Some(said) if !said.presence.online => ("red", ui.with("device-away", &[("time", clock(said.at).into())])),
            Some(said) if device.lock.is_some() && !said.presence.locked => ("amber", ui.say("device-out-soon")),
            _ if device.lock.is_some() => ("amber", ui.say("device-out")),
            Some(_) => ("green", ui.say("device-online")),
            None => ("amber", ui.say("device-never")),
        }
    }

    /// What somebody should do about it; nothing while all is well.
    pub fn trouble(&self, ui: Say, name: &DeviceName, device: &Device) -> Option<String> {
        let kiosk = device.class == DeviceClass::Kiosk;
        let Some(said) = &self.said else { return Some(ui.with("health-unseen", &[("device", name.as_str().into())])) };
        let time = clock(said.at);
        let named = |key: &str, role: &'static str| ui.with(key, &[(role, name.as_str().into()), ("time", time.as_str().into())]);
        match (said.presence.online, said.presence.printer) {
            (false, _) if kiosk => return Some(named("health-kiosk-away", "kiosk")),
            (false, _) => return Some(named("health-display-away", "display")),
            (true, Some(PrinterState::PaperOut)) => return Some(named("health-paper-out", "kiosk")),
            (true, Some(PrinterState::CoverOpen)) => return Some(named("health-cover-open", "kiosk")),
            (true, Some(PrinterState::Jam | PrinterState::Unreachable)) => return Some(named("health-printer-away", "kiosk")),
            (true, Some(PrinterState::PaperLow)) => return Some(named("health-paper-low", "kiosk")),
            (true, Some(PrinterState::Ready | PrinterState::Unknown) | None) => {}
        }
        if let Some(lock) = &device.lock {
            return Some(ui.with("health-locked", &[("device", name.as_str().into()), ("time", clock(lock.at).into())]));
        }
        let seconds = self.ahead_seconds.filter(|seconds| seconds.abs() > CLOCK_SECONDS_MAX)?;
        Some(ui.with("health-clock", &[("device", name.as_str().into()), ("seconds", seconds.abs().to_string().into())]))
    }

    /// The clock in words; unknown before the first pulse.
    pub fn clock(&self, ui: Say) -> String {
        let Some(seconds) = self.ahead_seconds else { return ui.say("common-unknown") };
        let told = [("seconds", seconds.abs().to_string().into())];
        match seconds {
            -1..=1 => ui.say("device-clock-right"),
            2.. => ui.with("device-clock-ahead", &told),
            _ => ui.with("device-clock-behind", &told),
        }
    }
}

/// The words key of a printer's condition.
pub fn printer(state: PrinterState) -> &'static str {
    match state {
        PrinterState::Ready => "printer-ready",
        PrinterState::PaperLow => "printer-paper-low",
        PrinterState::PaperOut => "printer-paper-out",
        PrinterState::CoverOpen => "printer-cover-open",
        PrinterState::Jam => "printer-jam",
        PrinterState::Unreachable => "printer-unreachable",
        PrinterState::Unknown => "printer-unknown",
    }
}

/// A moment of the wire in the hall's.
pub fn moment(moment: sunhall_protocol::Moment) -> Moment {
    Moment(moment.0)
}
