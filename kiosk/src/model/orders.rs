//! What staff ordered from afar: out of service, or started again, but never under the hands of whoever is getting a number.

use super::{Kiosk, Screen};

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
