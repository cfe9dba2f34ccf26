//! What staff ordered from afar: out of service, or started again, but never under the hands of whoever is getting a number.

use super::{Kiosk, Screen, Tap};

impl Kiosk {
    /// Out of service. Whoever is just getting a number still gets it.
    pub fn is_locked(&self) -> bool {
        self.orders.lock().is_some() && !self.is_giving()
    }

    /// Told to start again, and nobody is just getting a number.
    pub fn must_restart(&self) -> bool {
        self.orders.must_restart() && !self.is_giving()
    }

    fn is_giving(&self) -> bool {
        self.screen.holds_a_ticket() || matches!(self.screen, Screen::Taking { .. })
    }

    /// A locked kiosk keeps nothing of whoever was reading.
    pub(super) fn keep_locked(&mut self) {
        if self.is_locked() && self.screen != Screen::Home {
            self.wipe();
        }
    }
}

/// Keys that a locked kiosk still has: how it speaks and looks, and the call for staff.
pub(super) fn is_open_when_locked(tap: &Tap) -> bool {
    matches!(tap, Tap::Language | Tap::Help | Tap::HelpSeen | Tap::ReadAloud | Tap::Elder | Tap::Low | Tap::Contrast)
}
