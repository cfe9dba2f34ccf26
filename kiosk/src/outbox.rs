//! Requests on their way to the hub: each is repeated, with its first id, until it is answered.

use std::collections::BTreeMap;

use sunhall_protocol::kiosk::KioskAsk;
use sunhall_protocol::{Ask, Moment, WIRE_VERSION};
use uuid::Uuid;

/// An unanswered request goes out again after this.
const REPEAT_SECONDS: i64 = 2;
/// More than this never waits: the oldest is then given up, so that a long silence fills no memory.
const WAITING_MAX: usize = 64;

#[derive(Clone, Debug)]
struct Waiting {
    ask: Ask<KioskAsk>,
    again_at: Moment,
}

/// What was asked and not yet answered.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    /// Ids are ordered by their time, so the first is the oldest.
    waiting: BTreeMap<Uuid, Waiting>,
}

impl Outbox {
    /// Remembers a request and gives it back for sending.
    pub fn ask(&mut self, id: Uuid, body: KioskAsk, now: Moment) -> Ask<KioskAsk> {
        let ask = Ask { version: WIRE_VERSION, id, body };
        self.waiting.insert(id, Waiting { ask: ask.clone(), again_at: now.plus_seconds(REPEAT_SECONDS) });
        while self.waiting.len() > WAITING_MAX {
            self.waiting.pop_first();
        }
        ask
    }

    /// What the answered request was; nothing when it had been answered before.
    pub fn answered(&mut self, id: Uuid) -> Option<KioskAsk> {
        self.waiting.remove(&id).map(|waiting| waiting.ask.body)
    }

    /// What a request that must be asked again was: the hub was busy or could not save.
    pub fn postponed(&mut self, id: Uuid, now: Moment) -> Option<&KioskAsk> {
        let waiting = self.waiting.get_mut(&id)?;
        waiting.again_at = now.plus_seconds(REPEAT_SECONDS);
        Some(&waiting.ask.body)
    }

    /// Asks no longer: nobody waits for the answer.
    pub fn give_up(&mut self, is_meant: impl Fn(&KioskAsk) -> bool) {
        self.waiting.retain(|_, waiting| !is_meant(&waiting.ask.body));
    }

    /// Requests whose time to be repeated has come.
    pub fn due(&mut self, now: Moment) -> Vec<Ask<KioskAsk>> {
        let mut due = Vec::new();
        for waiting in self.waiting.values_mut().filter(|waiting| waiting.again_at <= now) {
            waiting.again_at = now.plus_seconds(REPEAT_SECONDS);
            due.push(waiting.ask.clone());
        }
        due
    }

    pub fn next_due(&self) -> Option<Moment> {
        self.waiting.values().map(|waiting| waiting.again_at).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_repeated_with_its_id_until_answered() {
        let mut outbox = Outbox::default();
        let id = Uuid::from_u128(7);
        let first = outbox.ask(id, KioskAsk::CallHelp, Moment(0));
        assert!(outbox.due(Moment(1_999)).is_empty());
        assert_eq!(outbox.due(Moment(2_000)), std::slice::from_ref(&first));
        assert_eq!(outbox.due(Moment(4_500)), [first]);
        assert_eq!(outbox.answered(id), Some(KioskAsk::CallHelp));
        assert_eq!(outbox.answered(id), None, "a doubled answer means nothing");
        assert_eq!(outbox.next_due(), None);
    }

    #[test]
    fn a_long_silence_fills_no_memory() {
        let mut outbox = Outbox::default();
        for number in 0..500 {
            outbox.ask(Uuid::from_u128(number), KioskAsk::CallHelp, Moment(0));
        }
        assert_eq!(outbox.due(Moment(9_000)).len(), WAITING_MAX);
    }
}
