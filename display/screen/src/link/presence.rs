//! What a device says of itself: its printer, its clock beside the hub's, and whether it is out of service as ordered.

use sunhall_protocol::Moment;
use sunhall_protocol::order::Order;
use sunhall_protocol::presence::Presence;
use sunhall_protocol::topics::Topic;

use super::{Action, LinkCore, News, Ticks, json};

/// Clocks drift and messages take their time: only a change of this many seconds is told again.
const CLOCK_STEP_SECONDS: i64 = 2;

impl LinkCore {
    /// The presence topic and what the broker says there when this device is gone.
    pub fn last_will(&self) -> (String, Vec<u8>) {
        (self.topics.name(&Topic::Presence(self.device.clone())), json(&self.presence(false)))
    }

    pub(super) fn announce_presence(&self) -> Action {
        let topic = self.topics.name(&Topic::Presence(self.device.clone()));
        Action::Publish { topic, payload: json(&self.presence(true)), retain: true, request: None }
    }

    pub(super) fn presence(&self, online: bool) -> Presence {
        Presence {
            online,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            printer: self.printer,
            clock_seconds: self.ahead_seconds,
            locked: self.locked,
            since: self.since,
        }
    }

    /// Whether the clocks stand so differently from what was last told that it is worth telling.
    pub(super) fn compare_clocks(&mut self, hub: Moment, now: Ticks) -> bool {
        let wall = self.clock.zip(i64::try_from(now).ok()).map(|(clock, now)| clock + now);
        let Some(ahead) = wall.map(|wall| (wall - hub.0 + 500).div_euclid(1000)) else { return false };
        let news = self.ahead_seconds.is_none_or(|told| (told - ahead).abs() >= CLOCK_STEP_SECONDS);
        if news {
            self.ahead_seconds = Some(ahead);
        }
        news
    }

    /// What staff ordered; a cleared order is none.
    pub(super) fn ordered(&mut self, payload: &[u8]) -> Vec<Action> {
        let order = if payload.is_empty() { Ok(Order::default()) } else { serde_json::from_slice::<Order>(payload) };
        let order = match order {
            Ok(order) => order,
            Err(fault) => {
                tracing::warn!(%fault, "an order could not be read");
                return Vec::new();
            }
        };
        let locked = order.lock.is_some();
        let mut actions = vec![Action::Tell(News::Order(Box::new(order)))];
        if std::mem::replace(&mut self.locked, locked) != locked && self.connected {
            actions.push(self.announce_presence());
        }
        actions
    }
}
