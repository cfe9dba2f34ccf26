//! Requests on their way to the hub: what each was, until it is answered. The link repeats them meanwhile.

use std::collections::BTreeMap;

use sunhall_protocol::kiosk::KioskAsk;
use sunhall_protocol::{Ask, Moment, WIRE_VERSION};
use uuid::Uuid;

/// A request that the hub could not save is asked again after this.
const AGAIN_SECONDS: i64 = 2;
/// More than this never waits: the oldest is then given up, so that a long silence fills no memory.
const WAITING_MAX: usize = 64;

#[derive(Clone, Debug)]
struct Waiting {
    ask: Ask<KioskAsk>,
    again_at: Option<Moment>,
}

/// What was asked and not yet answered.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    /// Ids are ordered by their time, so the first is the oldest.
    waiting: BTreeMap<Uuid, Waiting>,
}

impl Outbox {
    /// Remembers a request and gives it back for sending.
    pub fn ask(&mut self, id: Uuid, body: KioskAsk) -> Ask<KioskAsk> {
        let ask = Ask { version: WIRE_VERSION, id, body };
        self.waiting.insert(id, Waiting { ask: ask.clone(), again_at: None });
        while self.waiting.len() > WAITING_MAX {
            self.waiting.pop_first();
        }
        ask
    }

    /// What the answered request was; nothing when it had been answered before.
    pub fn answered(&mut self, id: Uuid) -> Option<KioskAsk> {
        self.waiting.remove(&id).map(|waiting| waiting.ask.body)
    }

    /// The hub was busy or could not save: the same request, with its id, is asked again soon.
    pub fn postponed(&mut self, id: Uuid, now: Moment) {
        if let Some(waiting) = self.waiting.get_mut(&id) {
            waiting.again_at = Some(now.plus_seconds(AGAIN_SECONDS));
        }
    }

    /// Forgets requests whose answer nobody waits for, and names them.
    pub fn give_up(&mut self, is_meant: impl Fn(&KioskAsk) -> bool) -> Vec<Uuid> {
        let meant: Vec<Uuid> = self.waiting.iter().filter(|(_, waiting)| is_meant(&waiting.ask.body)).map(|(id, _)| *id).collect();
        for id in &meant {
            self.waiting.remove(id);
        }
        meant
    }

    /// Requests whose time to be asked again has come.
    pub fn due(&mut self, now: Moment) -> Vec<Ask<KioskAsk>> {
        let mut due = Vec::new();
        for waiting in self.waiting.values_mut() {
            if waiting.again_at.is_some_and(|again| again <= now) {
                waiting.again_at = None;
                due.push(waiting.ask.clone());
            }
        }
        due
    }

    pub fn next_due(&self) -> Option<Moment> {
        self.waiting.values().filter_map(|waiting| waiting.again_at).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_that_was_not_saved_is_asked_again_with_its_id() {
        let mut outbox = Outbox::default();
        let id = Uuid::from_u128(7);
        let first = outbox.ask(id, KioskAsk::CallHelp);
        assert!(outbox.due(Moment(60_000)).is_empty(), "repeating what is unanswered is the link's work");
        outbox.postponed(id, Moment(60_000));
        assert_eq!(outbox.next_due(), Some(Moment(62_000)));
        assert_eq!(outbox.due(Moment(62_000)), [first]);
        assert_eq!(outbox.answered(id), Some(KioskAsk::CallHelp));
        assert_eq!(outbox.answered(id), None, "a doubled answer means nothing");
    }

    #[test]
    fn a_long_silence_fills_no_memory() {
        let mut outbox = Outbox::default();
        for number in 0..500 {
            outbox.ask(Uuid::from_u128(number), KioskAsk::CallHelp);
        }
        assert_eq!(outbox.give_up(|_| true).len(), WAITING_MAX);
    }
}
