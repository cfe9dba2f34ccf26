//! The windows as of now: who sits there, what they do, what they could take back.

use crate::Hall;
use crate::floor::{Act, LastAct, Next, State, Ticket, WindowState, Working};
use crate::ids::{StaffNumber, TicketId, TicketNumber, WindowNumber};
use crate::moment::Moment;
use crate::policy::keys;

/// One window of the hall, with a clerk or without.
#[derive(Clone, Debug, PartialEq)]
pub struct WindowNow<'a> {
    pub window: &'a crate::floor::Window,
    /// None: closed.
    pub working: Option<&'a Working>,
    pub ticket: Option<&'a Ticket>,
    pub doing: WindowDoing,
    /// Since when it does so.
    pub since: Option<Moment>,
    /// Waiting tickets that it serves first.
    pub waiting: u32,
    /// The present service takes longer than nine in ten of its kind.
    pub slow: bool,
    /// Paused longer than `queue.away_alert`, or idle longer than `queue.idle_alert` while somebody it serves waits.
    pub alert: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowDoing {
    Closed,
    Paused { back_at: Option<Moment> },
    Idle,
    Called,
    Serving,
}

/// The act that a window may take back, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undoable {
    pub act: Act,
    pub ticket: TicketId,
    pub number: TicketNumber,
    pub until: Moment,
}

/// Where a person is, as far as the hall knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    AtWindow { window: WindowNumber },
    Away { window: WindowNumber, back_at: Option<Moment> },
    NotSignedOn,
}

impl Hall {
    /// Whether a person is at a window, away from it, or not signed on at any.
    pub fn duty(&self, staff: &StaffNumber) -> Duty {
        let Some((window, working)) = self.window_of(staff).and_then(|window| Some((window, self.floor.working.get(&window)?))) else {
            return Duty::NotSignedOn;
        };
        match working.state {
            WindowState::Open { .. } => Duty::AtWindow { window },
            WindowState::Paused { back_at, .. } => Duty::Away { window, back_at },
        }
    }

    /// All windows by number.
    pub fn windows_now(&self, now: Moment) -> Vec<WindowNow<'_>> {
        self.floor.windows.keys().filter_map(|window| self.window_now(*window, now)).collect()
    }

    pub fn window_now(&self, window: WindowNumber, now: Moment) -> Option<WindowNow<'_>> {
        let setup = self.floor.windows.get(&window)?;
        let working = self.floor.working.get(&window);
        let ticket = self.floor.ticket_at(window);
        let (doing, since) = doing(working, ticket);
        let waiting = self.floor.waiting_at(window);
        let minutes = |key| self.figure(key, now) * 60_000;
        let lasts = since.map_or(0, |since| now.since(since));
        let slow = match doing {
            WindowDoing::Serving => ticket.and_then(|ticket| self.usual(&ticket.service, now)).is_some_and(|usual| lasts > i64::from(usual.p90_seconds) * 1000),
            WindowDoing::Closed | WindowDoing::Paused { .. } | WindowDoing::Idle | WindowDoing::Called => false,
        };
        let alert = match doing {
            WindowDoing::Paused { .. } => lasts > minutes(keys::AWAY_ALERT),
            WindowDoing::Idle => lasts > minutes(keys::IDLE_ALERT) && waiting > 0,
            WindowDoing::Closed | WindowDoing::Called | WindowDoing::Serving => false,
        };
        Some(WindowNow { window: setup, working, ticket, doing, since, waiting, slow, alert })
    }

    /// What the window would find if its clerk called now; counts only, no persons, are shown before the call.
    pub fn next_at(&self, window: WindowNumber, now: Moment) -> Next {
        self.floor.next_for(window, &self.policy, now)
    }

    /// The window that this clerk has open.
    pub fn window_of(&self, staff: &StaffNumber) -> Option<WindowNumber> {
        self.floor.at_window.get(staff).copied()
    }

    /// The last act of the window while it can be taken back.
    pub fn undoable(&self, window: WindowNumber, now: Moment) -> Option<&LastAct> {
        let until = |last: &LastAct| last.at.plus_seconds(self.policy.whole(keys::UNDO, last.at.day()));
        self.floor.last_act(window).filter(|last| now <= until(last) && !self.acted_on(last))
    }

    /// The same for pages: what it is and until when.
    pub fn undo_offer(&self, window: WindowNumber, now: Moment) -> Option<Undoable> {
        let last = self.undoable(window, now)?;
        let until = last.at.plus_seconds(self.policy.whole(keys::UNDO, last.at.day()));
        Some(Undoable { act: last.act, ticket: last.before.id, number: last.before.number, until })
    }

    /// Somebody acted on it elsewhere: a rated service was finished, and its window has taken nobody since.
    fn acted_on(&self, last: &LastAct) -> bool {
        match last.act {
            Act::Finish => self.public_appraisal.ratable(last.before.id).is_some_and(|ratable| ratable.rated.is_some()),
            Act::Start => self.first_contact.of(last.before.id).is_some_and(|contact| contact.at == last.at),
            Act::Call | Act::Miss | Act::Transfer | Act::Park => false,
        }
    }
}

fn doing(working: Option<&Working>, ticket: Option<&Ticket>) -> (WindowDoing, Option<Moment>) {
    let Some(working) = working else { return (WindowDoing::Closed, None) };
    if let WindowState::Paused { since, back_at } = working.state {
        return (WindowDoing::Paused { back_at }, Some(since));
    }
    match ticket.map(|ticket| (&ticket.state, &ticket.called)) {
        Some((State::Serving { started, .. }, _)) => (WindowDoing::Serving, Some(*started)),
        Some((_, Some(called))) => (WindowDoing::Called, Some(called.at)),
        Some((_, None)) | None => (WindowDoing::Idle, Some(working.idle_since)),
    }
}
