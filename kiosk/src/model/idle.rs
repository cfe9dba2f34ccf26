//! What time does on the kiosk: asking again, patience, going home and wiping.

use sunhall_protocol::Moment;
use sunhall_protocol::kiosk::KioskAsk;

use super::{Action, Draft, Help, Kiosk, Screen};

/// A printed slip is shown as taken after this, even if the hub has not answered the confirmation.
const CONFIRM_SECONDS: i64 = 5;
/// The printer has its own deadlines; this one holds when even they fail.
const PRINT_SECONDS: i64 = 25;
/// A call for help that nobody acknowledged sends the citizen to the desk.
const HELP_SECONDS: i64 = 12;
/// The acknowledged call stays in sight.
const HELP_SHOWN_SECONDS: i64 = 20;
/// Thanks and farewells.
const PARTING_SECONDS: i64 = 8;
/// A reservation that does not come: say so.
pub const SLOW_SECONDS: i64 = 4;
/// And then let the citizen go.
const TAKING_SECONDS: i64 = 40;
/// A kiosk that has not begun by now says where numbers are given.
pub const START_SECONDS: i64 = 10;

impl Kiosk {
    pub(super) fn tick(&mut self, now: Moment) -> Vec<Action> {
        self.judge_start(now);
        let mut actions: Vec<Action> = self.read_on(now).into_iter().collect();
        actions.extend(self.patience(now));
        self.idle(now);
        self.keep_locked();
        actions.extend(self.outbox.due(now).into_iter().map(Action::Send));
        actions
    }

    /// When something will happen by itself, so that a still kiosk can sleep until then.
    pub fn next_due(&self, now: Moment) -> Option<Moment> {
        let own = [self.patience_ends(), self.idle_due(), self.outbox.next_due(), self.help_ends(), self.aloud_due(), self.start_ends()];
        own.into_iter().flatten().map(|due| due.max(now)).min()
    }

    /// When the patience with the start ends.
    fn start_ends(&self) -> Option<Moment> {
        let waits = !self.start_failed && (self.last_heard.is_none() || !self.has_begun());
        self.starting_since.filter(|_| waits).map(|since| since.plus_seconds(START_SECONDS))
    }

    fn judge_start(&mut self, now: Moment) {
        if self.starting_since.is_none() {
            self.starting_since = Some(now);
        }
        if self.start_ends().is_some_and(|ends| ends <= now) {
            self.start_failed = true;
        }
    }

    /// When the ticket on the screen makes room; touching it gives more time.
    pub fn ticket_ends(&self) -> Option<Moment> {
        match self.screen {
            // While it is read aloud it stays.
            Screen::Ticket { since, cancelling: false, .. } if self.being_read().is_none() => {
                let from = since.max(self.touched_at);
                Some(from.plus_seconds(i64::from(self.hall.settings().ticket_seconds)))
            }
            _ => None,
        }
    }

    /// Seconds until the idle question answers itself.
    pub fn idle_left(&self, now: Moment) -> Option<u32> {
        let ends = self.warned_at?.plus_seconds(self.idle_seconds().1);
        u32::try_from((ends.0 - now.0 + 999) / 1000).ok()
    }

    fn patience_ends(&self) -> Option<Moment> {
        match &self.screen {
            Screen::Confirming { since, .. } => Some(since.plus_seconds(CONFIRM_SECONDS)),
            Screen::Printing { since, .. } => Some(since.plus_seconds(PRINT_SECONDS)),
            Screen::Taking { since, .. } => Some(since.plus_seconds(TAKING_SECONDS)),
            Screen::Cancelled { since, .. } | Screen::Thanks { since } => Some(since.plus_seconds(PARTING_SECONDS)),
            Screen::Ticket { .. } => self.ticket_ends(),
            _ => None,
        }
    }

    fn patience(&mut self, now: Moment) -> Vec<Action> {
        if self.help_ends().is_some_and(|ends| ends <= now) {
            self.help = match self.help {
                Some(Help::Asking { .. }) => {
                    self.forget(|ask| *ask == KioskAsk::CallHelp);
                    Some(Help::Later { since: now })
                }
                _ => None,
            };
        }
        if self.patience_ends().is_none_or(|ends| ends > now) {
            return Vec::new();
        }
        match self.screen {
            Screen::Confirming { .. } => return self.show_ticket(now),
            Screen::Printing { .. } => self.printing_took_too_long(),
            _ => self.wipe(),
        }
        Vec::new()
    }

    fn help_ends(&self) -> Option<Moment> {
        Some(match self.help? {
            Help::Asking { since } => since.plus_seconds(HELP_SECONDS),
            Help::Coming { since } | Help::Later { since } => since.plus_seconds(HELP_SHOWN_SECONDS),
        })
    }

    /// Whether the idle question applies: somebody has begun something that waits for them.
    fn waits_for_citizen(&self) -> bool {
        !matches!(
            self.screen,
            Screen::Home
                | Screen::Taking { .. }
                | Screen::Printing { .. }
                | Screen::Confirming { .. }
                | Screen::Ticket { cancelling: false, .. }
                | Screen::Cancelled { .. }
                | Screen::Thanks { .. }
        )
    }

    /// Seconds until the question, and until it answers itself: more of both where the type is large.
    fn idle_seconds(&self) -> (i64, i64) {
        let settings = self.hall.settings();
        let (ask, warn) = if self.modes.elder {
            (settings.idle_elder_seconds, settings.idle_elder_warn_seconds)
        } else {
            (settings.idle_seconds, settings.idle_warn_seconds)
        };
        (i64::from(ask), i64::from(warn))
    }

    fn idle_due(&self) -> Option<Moment> {
        let (ask, warn) = self.idle_seconds();
        if let Some(warned) = self.warned_at {
            return Some(warned.plus_seconds(warn));
        }
        if self.being_read().is_some() {
            return None;
        }
        let at_home = self.screen == Screen::Home;
        let leaves_a_trace = at_home && (self.language != self.home_language || self.draft != Draft::default() || self.modes != self.home_modes);
        (self.waits_for_citizen() || leaves_a_trace).then(|| self.touched_at.plus_seconds(ask))
    }

    fn idle(&mut self, now: Moment) {
        if self.idle_due().is_none_or(|due| due > now) {
            return;
        }
        if self.warned_at.is_none() && self.waits_for_citizen() {
            self.warned_at = Some(now);
        } else {
            self.wipe();
        }
    }
}
