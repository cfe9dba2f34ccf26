//! Publishing: after each commit the board at once, then whatever else changed; the pulse; everything again after each connection.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use imbl::OrdMap;
use rumqttc::v5::AsyncClient;
use rumqttc::v5::mqttbytes::QoS;
use sunhall_hall::access::{Device, DeviceClass};
use sunhall_hall::ids::DeviceName;
use sunhall_protocol::Version;
use sunhall_protocol::board::Board;
use sunhall_protocol::duty::Duty;
use sunhall_protocol::kiosk::Menu;
use sunhall_protocol::live::Live as LiveQueue;
use sunhall_protocol::notices::NoticeIndex;
use sunhall_protocol::order::Order;
use sunhall_protocol::pulse::{PULSE_SECONDS, Pulse};
use sunhall_protocol::topics::Topic;
use sunhall_protocol::trust::Trust;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until};
use tokio_util::sync::CancellationToken;

use super::Settings;
use super::files::Files;
use super::round::{self, Ranges, Round, Totals};
use super::snapshot::{Kept, News};
use crate::snapshots::moment;

/// A call goes to the board at once, but boards for calls are no closer together than this.
const CALL_GAP: Duration = Duration::from_millis(2);

/// Changes that nobody waits for come to the board together.
const BOARD_GAP: Duration = Duration::from_millis(25);

/// The other snapshots are made a moment after the first change, and so far apart from each other.
const COALESCE: Duration = Duration::from_millis(200);
const ROUND_GAP: Duration = Duration::from_secs(1);

/// How often the hub's minute is looked at.
const LOOK: Duration = Duration::from_secs(1);

const MINUTE_MS: i64 = 60_000;

pub struct Publisher {
    pub(super) settings: Arc<Settings>,
    client: AsyncClient,
    connected: watch::Receiver<u64>,
    board: Kept<Board>,
    duty: Kept<Duty>,
    notices: Kept<NoticeIndex>,
    live: Kept<LiveQueue>,
    /// The menu as every kiosk gets it, without the kiosk's own name.
    menu: Kept<Menu>,
    /// The version of the menu that each kiosk was sent.
    pub(super) menus: BTreeMap<DeviceName, Version>,
    files: Files,
    /// The devices as they were when it was last looked at, and what each was ordered.
    pub(super) devices: OrdMap<DeviceName, Device>,
    pub(super) orders: BTreeMap<DeviceName, Kept<Order>>,
    ranges: Ranges,
    totals: Option<Arc<Totals>>,
    due: Due,
}

/// What is to happen when.
struct Due {
    board: Option<Instant>,
    board_last: Instant,
    /// When the last board with a new call went out.
    call_last: Instant,
    /// Running number of the newest call on the board.
    call: u64,
    round: Option<Instant>,
    round_last: Option<Instant>,
    /// The round on its way; made beside the loop, so that no call waits for it.
    making: Option<JoinHandle<Round>>,
    /// The next round publishes also what has not changed.
    again: bool,
    /// The hub's minute that was last looked at.
    minute: i64,
}

impl Due {
    /// Somebody waits for a call; any other change may come a moment later.
    fn board_soon(&mut self, with_call: bool) {
        let due = if with_call { self.call_last + CALL_GAP } else { self.board_last + BOARD_GAP };
        self.board = Some(self.board.map_or(due, |other| other.min(due)));
    }

    fn round_soon(&mut self) {
        let soon = Instant::now() + COALESCE;
        let due = self.round_last.map_or(soon, |last| soon.max(last + ROUND_GAP));
        self.round = self.round.or(Some(due));
    }
}

impl Publisher {
    pub fn new(settings: Arc<Settings>, client: AsyncClient, connected: watch::Receiver<u64>) -> Self {
        let devices = settings.engine.hall().access.devices.clone();
        Self {
            settings,
            client,
            connected,
            board: Kept::default(),
            duty: Kept::default(),
            notices: Kept::default(),
            live: Kept::default(),
            menu: Kept::default(),
            menus: BTreeMap::new(),
            files: Files::default(),
            devices,
            orders: BTreeMap::new(),
            ranges: Ranges::default(),
            totals: None,
            due: Due {
                board: None,
                board_last: Instant::now(),
                call_last: Instant::now(),
                call: 0,
                round: None,
                round_last: None,
                making: None,
                again: false,
                minute: 0,
            },
        }
    }

    pub async fn run(mut self, stop: CancellationToken) {
        tokio::select! {
            () = stop.cancelled() => {}
            () = self.publish_for_ever() => {}
        }
    }

    async fn publish_for_ever(&mut self) {
        let mut live = self.settings.engine.live();
        let mut pins = self.settings.pins.changes();
        let (mut pulse, mut look) = (interval(Duration::from_secs(PULSE_SECONDS)), interval(LOOK));
        pulse.set_missed_tick_behavior(MissedTickBehavior::Delay);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                // Commits come last: while they come without end, everything else still has its turn.
                biased;
                changed = self.connected.changed() => {
                    if changed.is_err() {
                        return;
                    }
                    self.publish_trust().await;
                    self.publish_board(true).await;
                    self.due.again = true;
                    self.due.round = Some(Instant::now());
                }
                () = changed(&mut pins), if pins.is_some() => self.publish_trust().await,
                _ = pulse.tick() => self.publish_pulse().await,
                () = at(self.due.board), if self.due.board.is_some() => self.publish_board(false).await,
                made = made(&mut self.due.making), if self.due.making.is_some() => {
                    self.due.making = None;
                    if let Some(round) = made {
                        self.publish_round(round).await;
                    }
                }
                () = at(self.due.round), if self.due.round.is_some() && self.due.making.is_none() => self.start_round(),
                _ = look.tick() => self.look_at_the_minute(),
                changed = live.changed() => {
                    if changed.is_err() {
                        return;
                    }
                    if !live.borrow_and_update().hall.access.devices.ptr_eq(&self.devices) {
                        self.follow_devices(false).await;
                    }
                    let newest = live.borrow().hall.floor.calls.front().map_or(0, |call| call.running);
                    self.due.board_soon(newest != self.due.call);
                    self.due.round_soon();
                }
            }
        }
    }

    /// Hours and ranges depend on the minute, so everything is looked at once in each.
    fn look_at_the_minute(&mut self) {
        let minute = self.settings.engine.now().0.div_euclid(MINUTE_MS);
        if std::mem::replace(&mut self.due.minute, minute) != minute {
            self.due.board_soon(false);
            self.due.round = Some(Instant::now());
        }
    }

    pub(super) fn is_connected(&self) -> bool {
        *self.connected.borrow() != 0
    }

    /// The board with the ranges last worked out: a call must not wait for estimates.
    async fn publish_board(&mut self, again: bool) {
        (self.due.board, self.due.board_last) = (None, Instant::now());
        if !self.is_connected() {
            return;
        }
        let now = round::newest(&self.settings);
        let newest = now.hall.floor.calls.front().map_or(0, |call| call.running);
        if std::mem::replace(&mut self.due.call, newest) != newest {
            self.due.call_last = self.due.board_last;
        }
        let board = round::board(&self.settings, &now, &self.ranges);
        let news = self.board.take(board, round::version(&now), again);
        self.send(Topic::Board, news).await;
    }

    /// The CAs by which devices know the broker; where it speaks without TLS there is nothing to tell.
    async fn publish_trust(&mut self) {
        match self.settings.pins.read() {
            Ok(Some(ca)) if self.is_connected() => self.publish(Topic::Trust, serde_json::to_vec(&Trust { ca }).unwrap_or_default()).await,
            Ok(_) => {}
            Err(error) => tracing::error!(error = format!("{error:#}"), "devices cannot be told the CA"),
        }
    }

    fn start_round(&mut self) {
        (self.due.round, self.due.round_last) = (None, Some(Instant::now()));
        if self.is_connected() {
            let (settings, totals) = (Arc::clone(&self.settings), self.totals.clone());
            self.due.making = Some(tokio::task::spawn_blocking(move || round::make(&settings, totals)));
        }
    }

    async fn publish_round(&mut self, round: Round) {
        if !self.is_connected() {
            return;
        }
        let again = std::mem::take(&mut self.due.again);
        let at = round.version;
        (self.ranges, self.totals) = (round.ranges, Some(round.totals));
        self.publish_board(false).await;
        let news = self.live.take(round.live, at, again);
        self.send(Topic::Live, news).await;
        // Files go before what names them.
        for hash in self.files.missing(&round.wanted, again) {
            for (topic, bytes) in self.files.publish(&round.wanted, &self.settings.engine, &hash) {
                self.publish(topic, bytes).await;
            }
        }
        let news = self.duty.take(round.duty, at, again);
        self.send(Topic::Duty, news).await;
        let news = self.notices.take(round.notices, at, again);
        self.send(Topic::Notices, news).await;
        self.publish_menus(round.menu, at, again).await;
        for topic in self.files.surplus(&round.wanted) {
            self.publish(topic, Vec::new()).await;
        }
        self.follow_devices(again).await;
        if again {
            self.publish_pulse().await;
        }
    }

    /// Each kiosk gets the menu under its own name, only when it changed.
    async fn publish_menus(&mut self, menu: Menu, at: Version, again: bool) {
        match self.menu.take(menu.clone(), at, false) {
            News::Same | News::Changed(_) => {}
            News::TooLarge(bytes) => return too_large("menu", bytes),
        }
        let Some(newest) = self.menu.version() else { return };
        let hall = self.settings.engine.hall();
        let kiosks = hall.access.devices.iter().filter(|(_, device)| !device.revoked && device.class == DeviceClass::Kiosk);
        let stale: Vec<DeviceName> = kiosks.map(|(name, _)| name).filter(|name| again || self.menus.get(*name) != Some(&newest)).cloned().collect();
        for kiosk in stale {
            let mut own = Kept::default();
            let news = own.take(Menu { kiosk: kiosk.to_string(), ..menu.clone() }, newest, true);
            self.send(Topic::KioskMenu(kiosk.to_string()), news).await;
            self.menus.insert(kiosk, newest);
        }
    }

    async fn publish_pulse(&mut self) {
        if !self.is_connected() {
            return;
        }
        let versions = [
            ("board", self.board.version()),
            ("duty", self.duty.version()),
            ("notices", self.notices.version()),
            ("live", self.live.version()),
            ("menu", self.menu.version()),
        ];
        let known = versions.into_iter().filter_map(|(name, version)| Some((name.to_owned(), version?)));
        let pulse = Pulse { hub_time: moment(self.settings.engine.now()), versions: known.collect() };
        // Figures and names always have a JSON form.
        let payload = serde_json::to_vec(&pulse).unwrap_or_default();
        self.put(&Topic::Pulse, QoS::AtMostOnce, false, payload).await;
    }

    pub(super) async fn send(&self, topic: Topic, news: News) {
        match news {
            News::Same => {}
            News::Changed(bytes) => self.publish(topic, bytes).await,
            News::TooLarge(bytes) => too_large(&topic.path(), bytes),
        }
    }

    /// Retained; empty bytes clear what was kept.
    pub(super) async fn publish(&self, topic: Topic, payload: Vec<u8>) {
        self.put(&topic, QoS::AtLeastOnce, true, payload).await;
    }

    async fn put(&self, topic: &Topic, quality: QoS, retain: bool, payload: Vec<u8>) {
        if let Err(fault) = self.client.publish(self.settings.topics.name(topic), quality, retain, payload).await {
            tracing::error!(topic = topic.path(), %fault, "a message could not be published");
        }
    }
}

/// Waits until then; a moment that is past is now.
async fn at(due: Option<Instant>) {
    if let Some(due) = due {
        sleep_until(due).await;
    }
}

/// Waits for the next change; where none can come, for ever.
async fn changed(pins: &mut Option<watch::Receiver<Arc<str>>>) {
    let Some(receiver) = pins else { return };
    if receiver.changed().await.is_err() {
        *pins = None;
    }
}

async fn made(making: &mut Option<JoinHandle<Round>>) -> Option<Round> {
    making.as_mut()?.await.ok()
}

fn too_large(snapshot: &str, bytes: usize) {
    metrics::counter!("sunhall_bus_snapshots_too_large_total").increment(1);
    tracing::error!(snapshot, bytes, "a snapshot is larger than it may be; what was published stays");
}
