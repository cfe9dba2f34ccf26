//! Taking back the last act of a window: what was before it, and what it had changed besides.

use std::sync::Arc;

use super::{Act, Floor, State, Ticket, Working};
use crate::ids::{StaffNumber, TicketId, WindowNumber};
use crate::moment::Moment;

/// The last act of a window with the ticket before and after it.
#[derive(Clone, Debug, PartialEq)]
pub struct LastAct {
    pub act: Act,
    pub at: Moment,
    pub staff: StaffNumber,
    pub before: Arc<Ticket>,
    pub after: Arc<Ticket>,
    pub(super) working: Working,
    pub(super) running: Option<u64>,
}

impl Floor {
    /// Changes ticket and window together and keeps what was before.
    pub(super) fn act(
        &mut self,
        window: WindowNumber,
        ticket: TicketId,
        act: Act,
        at: Moment,
        change: impl FnOnce(&mut Ticket, &mut Working),
    ) -> Option<&mut LastAct> {
        let before = self.tickets.get(&ticket)?.clone();
        let working = self.working.get(&window)?.clone();
        let (mut changed, mut at_work) = (before.as_ref().clone(), working.clone());
        change(&mut changed, &mut at_work);
        self.put(changed);
        self.working.insert(window, at_work);
        let after = self.tickets.get(&ticket)?.clone();
        self.undo.insert(window, LastAct { act, at, staff: working.staff.clone(), before, after, working, running: None });
        self.undo.get_mut(&window)
    }

    pub(super) fn undo_act(&mut self, window: WindowNumber) {
        let Some(last) = self.undo.remove(&window) else { return };
        match last.act {
            Act::Call => self.uncall(&last),
            Act::Finish => self.unfinish(&last),
            Act::Miss | Act::Start | Act::Transfer | Act::Park => {}
        }
        self.put(last.before.as_ref().clone());
        self.working.insert(window, last.working);
    }

    fn uncall(&mut self, last: &LastAct) {
        let Some(running) = last.running else { return };
        self.calls.retain(|call| call.running != running);
        if let Some(queue) = self.queues.get_mut(&last.before.group) {
            queue.forget(running);
        }
        if let (None, Some(kept)) = (last.before.promise_kept, last.after.promise_kept) {
            self.figures.promises = self.figures.promises.saturating_sub(1);
            self.figures.promises_kept = self.figures.promises_kept.saturating_sub(u32::from(kept));
        }
    }

    fn unfinish(&mut self, last: &LastAct) {
        self.figures.done = self.figures.done.saturating_sub(1);
        self.samples.remove(&last.before.service, &last.before.group, last.before.id);
        if let (State::Serving { started, .. }, Some(done)) = (&last.before.state, self.done_by.get_mut(&last.staff)) {
            done.done = done.done.saturating_sub(1);
            done.seconds = done.seconds.saturating_sub(seconds_between(*started, last.at));
        }
    }
}

/// Whole seconds between two moments; none when they are the other way round.
pub(super) fn seconds_between(from: Moment, to: Moment) -> u64 {
    u64::try_from(to.since(from) / 1000).unwrap_or(0)
}
