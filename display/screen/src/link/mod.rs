//! The link to the hub, pure: what happened and the moment go in, what to send and what is new come out.

mod device_file;
mod files;
mod pins;
mod presence;
mod shell;

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use serde::de::DeserializeOwned;
use serde_json::Value;
use sunhall_protocol::access::{DeviceClass, subscriptions};
use sunhall_protocol::board::Board;
use sunhall_protocol::device::Enrolment;
use sunhall_protocol::duty::Duty;
use sunhall_protocol::kiosk::Menu;
use sunhall_protocol::live::Live;
use sunhall_protocol::notices::NoticeIndex;
use sunhall_protocol::order::{ORDER, Order};
use sunhall_protocol::presence::PrinterState;
use sunhall_protocol::pulse::Pulse;
use sunhall_protocol::topics::{Topic, Topics};
use sunhall_protocol::trust::Trust;
use sunhall_protocol::{Answer, Moment, Outcome, Version};
use uuid::Uuid;

pub use device_file::{DeviceFile, read_enrolment};
use files::Files;
pub use shell::Link;

/// Milliseconds of the screen's own steady clock; only differences mean anything.
pub type Ticks = u64;

/// A lost connection is tried again after so many seconds.
pub const RECONNECT_SECONDS: u64 = 3;
/// An unanswered request is repeated after so many milliseconds, the first times sooner.
const REPEAT_AFTER: [Ticks; 4] = [1_500, 3_000, 5_000, 8_000];
/// A busy hub is asked again after this.
const BUSY_PAUSE: Ticks = 2_000;
/// Silence that means stale until a snapshot says otherwise.
const STALE_AFTER: Ticks = 15_000;

/// What happens to a link.
#[derive(Debug)]
pub enum Input<'a> {
    Connected,
    Disconnected,
    Message {
        topic: &'a str,
        payload: &'a [u8],
    },
    /// Somebody on this device asks the hub for something.
    Ask {
        id: Uuid,
        payload: Vec<u8>,
    },
    /// The asker no longer waits.
    Forget {
        id: Uuid,
    },
    Printer(PrinterState),
    /// What the device's own clock says now, in milliseconds; the next pulse is compared with it.
    Clock(i64),
    Tick,
}

/// What the shell does for a link.
#[derive(Debug, PartialEq)]
pub enum Action {
    Subscribe(Vec<String>),
    Publish {
        topic: String,
        payload: Vec<u8>,
        retain: bool,
        request: Option<Request>,
    },
    Tell(News),
    /// The hub announces the CAs by which this device is to know it.
    Trust(String),
}

/// The MQTT 5 properties of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub response_topic: String,
    pub correlation: [u8; 16],
}

/// What a screen learns.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    Board(Box<Board>),
    Duty(Box<Duty>),
    Notices(Box<NoticeIndex>),
    Live(Box<Live>),
    Menu(Box<Menu>),
    /// What staff ordered this device to do.
    Order(Box<Order>),
    /// Other words of the hub to this display.
    Told {
        what: String,
        payload: Vec<u8>,
    },
    File {
        hash: String,
        bytes: Vec<u8>,
    },
    /// A request was answered: done, refused or fault.
    Answer {
        id: Uuid,
        outcome: Outcome<Value>,
    },
    /// The hub's time at one tick of the own clock.
    HubTime {
        hub: Moment,
        at: Ticks,
    },
    /// The data are stale; the moment is that of the last truth.
    Stale(Option<Moment>),
    /// The data are true again.
    Fresh,
}

struct Pending {
    payload: Vec<u8>,
    tries: usize,
    next: Ticks,
}

/// One device's link.
pub struct LinkCore {
    topics: Topics,
    device: String,
    class: DeviceClass,
    connected: bool,
    pulse: Option<(Moment, Ticks)>,
    stale: bool,
    stale_after: Ticks,
    started: Ticks,
    versions: BTreeMap<&'static str, Version>,
    /// A mark of the bytes last told for each snapshot: what says the same again is no news.
    told: BTreeMap<&'static str, u64>,
    files: Files,
    pending: BTreeMap<Uuid, Pending>,
    printer: Option<PrinterState>,
    /// The device's own clock at tick 0.
    clock: Option<i64>,
    /// How far that clock is ahead of the hub's, as it was last told.
    ahead_seconds: Option<i64>,
    /// The first pulse.
    since: Option<Moment>,
    locked: bool,
}

impl LinkCore {
    pub fn new(enrolment: &Enrolment, now: Ticks) -> Self {
        Self {
            topics: Topics::new(&enrolment.hall),
            device: enrolment.device.clone(),
            class: enrolment.class,
            connected: false,
            pulse: None,
            stale: false,
            stale_after: STALE_AFTER,
            started: now,
            versions: BTreeMap::new(),
            told: BTreeMap::new(),
            files: Files::default(),
            pending: BTreeMap::new(),
            printer: None,
            clock: None,
            ahead_seconds: None,
            since: None,
            locked: false,
        }
    }

    /// The one way in: something happened at `now`.
    pub fn on(&mut self, input: Input<'_>, now: Ticks) -> Vec<Action> {
        let mut actions = match input {
            Input::Connected => self.greet(),
            Input::Disconnected => {
                self.connected = false;
                Vec::new()
            }
            Input::Message { topic, payload } => self.read(topic, payload, now),
            Input::Ask { id, payload } => {
                self.pending.insert(id, Pending { payload, tries: 0, next: now });
                Vec::new()
            }
            Input::Forget { id } => {
                self.pending.remove(&id);
                Vec::new()
            }
            Input::Printer(state) => {
                let changed = self.printer != Some(state);
                self.printer = Some(state);
                if changed && self.connected { vec![self.announce_presence()] } else { Vec::new() }
            }
            Input::Clock(wall) => {
                self.clock = i64::try_from(now).ok().map(|now| wall - now);
                Vec::new()
            }
            Input::Tick => Vec::new(),
        };
        actions.extend(self.repeat(now));
        actions.extend(self.judge_silence(now));
        actions
    }

    /// When the link wants to be ticked at the latest.
    pub fn next_due(&self) -> Ticks {
        let silence = self.silent_since() + self.stale_after;
        let repeat = if self.connected { self.pending.values().map(|pending| pending.next).min() } else { None };
        let silence = if self.stale { Ticks::MAX } else { silence };
        repeat.unwrap_or(Ticks::MAX).min(silence)
    }

    /// The hub's time at `now`; none before the first pulse.
    pub fn hub_time(&self, now: Ticks) -> Option<Moment> {
        hub_time(self.pulse?, now)
    }

    fn greet(&mut self) -> Vec<Action> {
        self.connected = true;
        for pending in self.pending.values_mut() {
            pending.next = 0;
        }
        let filters = subscriptions(&self.topics, self.class, &self.device);
        vec![Action::Subscribe(filters), self.announce_presence()]
    }

    fn read(&mut self, name: &str, payload: &[u8], now: Ticks) -> Vec<Action> {
        let Some(topic) = self.topics.parse(name) else { return Vec::new() };
        match topic {
            Topic::Board => self.snapshot::<Board>(payload, "board", |board| board.version, News::Board),
            Topic::Duty => self.snapshot::<Duty>(payload, "duty", |duty| duty.version, News::Duty),
            Topic::Notices => self.snapshot::<NoticeIndex>(payload, "notices", |index| index.version, News::Notices),
            Topic::Live => self.snapshot::<Live>(payload, "live", |live| live.version, News::Live),
            Topic::KioskMenu(_) => self.snapshot::<Menu>(payload, "menu", |menu| menu.version, News::Menu),
            Topic::KioskOrder(_) => self.ordered(payload),
            Topic::Pulse => self.pulse(payload, now),
            Topic::Trust => serde_json::from_slice::<Trust>(payload).map(|trust| Action::Trust(trust.ca)).into_iter().collect(),
            Topic::KioskAnswer(_) | Topic::PadAnswer(_) => self.answered(payload, now),
            Topic::Display(_, what) if what == ORDER => self.ordered(payload),
            Topic::Display(_, what) => vec![Action::Tell(News::Told { what, payload: payload.to_vec() })],
            Topic::File { hash, part, parts } => {
                let whole = self.files.add(&hash, part, parts, payload);
                whole.map(|bytes| Action::Tell(News::File { hash, bytes })).into_iter().collect()
            }
            Topic::KioskAsk(_) | Topic::PadAsk(_) | Topic::Presence(_) => Vec::new(),
        }
    }

    fn snapshot<T: DeserializeOwned>(
        &mut self,
        payload: &[u8],
        name: &'static str,
        version: impl Fn(&T) -> Version,
        news: impl Fn(Box<T>) -> News,
    ) -> Vec<Action> {
        // An empty payload is a retained message being cleared: what is shown stays until the pulse falls silent.
        if payload.is_empty() {
            return Vec::new();
        }
        let mark = mark(payload);
        if self.told.get(name) == Some(&mark) {
            return Vec::new();
        }
        match serde_json::from_slice::<T>(payload) {
            Ok(snapshot) => {
                self.told.insert(name, mark);
                self.versions.insert(name, version(&snapshot));
                let news = news(Box::new(snapshot));
                self.learn_settings(&news);
                vec![Action::Tell(news)]
            }
            Err(fault) => {
                tracing::warn!(name, %fault, "a snapshot could not be read");
                Vec::new()
            }
        }
    }

    fn learn_settings(&mut self, news: &News) {
        let seconds = match news {
            News::Board(board) => board.settings.stale_after_seconds,
            News::Menu(menu) => menu.settings.stale_after_seconds,
            _ => return,
        };
        // Shorter than two pulses would call a healthy hub stale.
        self.stale_after = Ticks::from(seconds).saturating_mul(1000).max(10_500);
    }

    fn pulse(&mut self, payload: &[u8], now: Ticks) -> Vec<Action> {
        let Ok(pulse) = serde_json::from_slice::<Pulse>(payload) else { return Vec::new() };
        self.pulse = Some((pulse.hub_time, now));
        let mut actions = vec![Action::Tell(News::HubTime { hub: pulse.hub_time, at: now })];
        if std::mem::take(&mut self.stale) {
            actions.push(Action::Tell(News::Fresh));
        }
        self.since = self.since.or(Some(pulse.hub_time));
        if self.compare_clocks(pulse.hub_time, now) && self.connected {
            actions.push(self.announce_presence());
        }
        let behind = self.behind(&pulse);
        if !behind.is_empty() {
            actions.push(Action::Subscribe(behind));
        }
        actions
    }

    /// Filters of the snapshots of which the hub has a newer version; subscribing again brings the retained one.
    fn behind(&self, pulse: &Pulse) -> Vec<String> {
        let listened = subscriptions(&self.topics, self.class, &self.device);
        let topic_of = |name: &str| {
            Some(match name {
                "board" => Topic::Board,
                "duty" => Topic::Duty,
                "notices" => Topic::Notices,
                "live" => Topic::Live,
                "menu" => Topic::KioskMenu(self.device.clone()),
                _ => return None,
            })
        };
        let newer = pulse.versions.iter().filter(|(name, version)| self.versions.get(name.as_str()).is_none_or(|mine| mine < *version));
        newer.filter_map(|(name, _)| topic_of(name)).map(|topic| self.topics.name(&topic)).filter(|name| listened.contains(name)).collect()
    }

    fn answered(&mut self, payload: &[u8], now: Ticks) -> Vec<Action> {
        let Ok(answer) = serde_json::from_slice::<Answer<Value>>(payload) else { return Vec::new() };
        let Some(pending) = self.pending.get_mut(&answer.id) else { return Vec::new() };
        if answer.outcome == Outcome::Busy {
            pending.next = now + BUSY_PAUSE;
            return Vec::new();
        }
        self.pending.remove(&answer.id);
        vec![Action::Tell(News::Answer { id: answer.id, outcome: answer.outcome })]
    }

    fn repeat(&mut self, now: Ticks) -> Vec<Action> {
        if !self.connected {
            return Vec::new();
        }
        let (ask, answer) = match self.class {
            DeviceClass::CallPad => (Topic::PadAsk(self.device.clone()), Topic::PadAnswer(self.device.clone())),
            _ => (Topic::KioskAsk(self.device.clone()), Topic::KioskAnswer(self.device.clone())),
        };
        let (topic, response_topic) = (self.topics.name(&ask), self.topics.name(&answer));
        let mut actions = Vec::new();
        for (id, pending) in self.pending.iter_mut().filter(|(_, pending)| pending.next <= now) {
            pending.next = now + REPEAT_AFTER[pending.tries.min(REPEAT_AFTER.len() - 1)];
            pending.tries += 1;
            let request = Request { response_topic: response_topic.clone(), correlation: *id.as_bytes() };
            actions.push(Action::Publish { topic: topic.clone(), payload: pending.payload.clone(), retain: false, request: Some(request) });
        }
        actions
    }

    fn judge_silence(&mut self, now: Ticks) -> Vec<Action> {
        if self.stale || now < self.silent_since() + self.stale_after {
            return Vec::new();
        }
        self.stale = true;
        let last_truth = self.pulse.map(|(hub, _)| hub);
        vec![Action::Tell(News::Stale(last_truth))]
    }

    fn silent_since(&self) -> Ticks {
        self.pulse.map_or(self.started, |(_, at)| at)
    }
}

/// The hub's time at `now`, counted on from one pulse.
pub fn hub_time((hub, at): (Moment, Ticks), now: Ticks) -> Option<Moment> {
    let passed = i64::try_from(now.saturating_sub(at)).ok()?;
    Some(Moment(hub.0.saturating_add(passed)))
}

/// A command id that carries the hub's time, `chance` being ten random bytes.
pub fn command_id(hub: Moment, chance: [u8; 10]) -> Uuid {
    let milliseconds = u64::try_from(hub.0).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(milliseconds, &chance).into_uuid()
}

fn mark(payload: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    payload.hash(&mut hasher);
    hasher.finish()
}

fn json<T: serde::Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop where its story breaks")]
mod tests;
