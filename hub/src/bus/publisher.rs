//! Publishing: after each commit the snapshots that changed, the board first and at once; the pulse; everything again after each connection.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use rumqttc::v5::AsyncClient;
use rumqttc::v5::mqttbytes::QoS;
use sunhall_hall::Day;
use sunhall_hall::access::DeviceClass;
use sunhall_hall::floor::Estimate;
use sunhall_hall::ids::{DeviceName, GroupCode, TextRef};
use sunhall_hall::reading::GroupNow;
use sunhall_protocol::Version;
use sunhall_protocol::board::Board;
use sunhall_protocol::duty::Duty;
use sunhall_protocol::kiosk::Menu;
use sunhall_protocol::live::Live as LiveQueue;
use sunhall_protocol::notices::NoticeIndex;
use sunhall_protocol::pulse::{PULSE_SECONDS, Pulse};
use sunhall_protocol::topics::Topic;
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until};
use tokio_util::sync::CancellationToken;

use super::Settings;
use super::files::{Files, Wanted};
use super::snapshot::{Kept, News};
use crate::engine::Live;
use crate::snapshots::{self, Look, moment};
use crate::store::{DayTotals, Month};

/// Commits within this time share one round of the snapshots that nobody waits for.
const COALESCE: Duration = Duration::from_millis(200);

/// How often the hub's minute is looked at.
const LOOK: Duration = Duration::from_secs(1);

/// Totals of past days change only by late ratings; they are read again after this time and on a new day.
const TOTALS_AGE: Duration = Duration::from_secs(600);

const MINUTE_MS: i64 = 60_000;

pub struct Publisher {
    settings: Arc<Settings>,
    client: AsyncClient,
    connected: watch::Receiver<u64>,
    board: Kept<Board>,
    duty: Kept<Duty>,
    notices: Kept<NoticeIndex>,
    live: Kept<LiveQueue>,
    /// The menu as every kiosk gets it, without the kiosk's own name.
    menu: Kept<Menu>,
    /// The version of the menu that each kiosk was sent.
    menus: BTreeMap<DeviceName, Version>,
    files: Files,
    totals: Option<Totals>,
    /// Estimates of the last round. Running the order forward costs more than all else of a board, so a call does not wait for it.
    estimates: BTreeMap<GroupCode, Estimate>,
    /// Devices that were enrolled when it was last looked at.
    enrolled: BTreeSet<DeviceName>,
    /// The hub's minute of the last round.
    minute: i64,
}

/// What the views say of past days, and when that was read.
struct Totals {
    month: Month,
    yesterday: DayTotals,
    day: Day,
    read: Instant,
}

impl Publisher {
    pub fn new(settings: Arc<Settings>, client: AsyncClient, connected: watch::Receiver<u64>) -> Self {
        let enrolled = enrolled(&settings);
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
            totals: None,
            estimates: BTreeMap::new(),
            enrolled,
            minute: 0,
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
        let (mut pulse, mut look) = (interval(Duration::from_secs(PULSE_SECONDS)), interval(LOOK));
        pulse.set_missed_tick_behavior(MissedTickBehavior::Delay);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut rest_due: Option<Instant> = None;
        loop {
            tokio::select! {
                // What has its time goes before what may come without end, or a busy hall would look stale.
                biased;
                _ = pulse.tick() => self.publish_pulse().await,
                _ = look.tick() => {
                    if self.new_minute() {
                        self.estimate();
                        self.publish_board(false).await;
                        self.publish_rest(false).await;
                    }
                }
                changed = self.connected.changed() => {
                    if changed.is_err() {
                        return;
                    }
                    if *self.connected.borrow() != 0 {
                        self.estimate();
                        self.publish_board(true).await;
                        self.publish_rest(true).await;
                        self.publish_pulse().await;
                        rest_due = None;
                    }
                }
                () = sleep_until(rest_due.unwrap_or_else(Instant::now)), if rest_due.is_some() => {
                    rest_due = None;
                    self.estimate();
                    self.publish_board(false).await;
                    self.publish_rest(false).await;
                }
                changed = live.changed() => {
                    if changed.is_err() {
                        return;
                    }
                    self.publish_board(false).await;
                    rest_due.get_or_insert_with(|| Instant::now() + COALESCE);
                }
            }
        }
    }

    /// Hours and ranges depend on the minute, so everything is looked at once in each.
    fn new_minute(&mut self) -> bool {
        let minute = self.settings.engine.now().0.div_euclid(MINUTE_MS);
        std::mem::replace(&mut self.minute, minute) != minute
    }

    fn is_connected(&self) -> bool {
        *self.connected.borrow() != 0
    }

    /// Runs the order forward for every group.
    fn estimate(&mut self) {
        let now = self.newest();
        let groups = now.hall.groups_now(now.at);
        self.estimates = groups.iter().filter_map(|group| Some((group.group.code.clone(), group.estimate?))).collect();
    }

    /// All groups with the estimates of the last round.
    fn groups<'a>(&self, now: &'a Live) -> Vec<GroupNow<'a>> {
        now.hall.groups_with(now.at, |group| self.estimates.get(group).copied())
    }

    async fn publish_board(&mut self, again: bool) {
        if !self.is_connected() {
            return;
        }
        let now = self.newest();
        let groups = self.groups(&now);
        let board = self.look(&now, &groups, |look| snapshots::board(look));
        let news = self.board.take(board, version(&now), again);
        self.send(Topic::Board, news).await;
    }

    async fn publish_rest(&mut self, again: bool) {
        if !self.is_connected() {
            return;
        }
        self.read_totals().await;
        let now = self.newest();
        let hall = Arc::clone(&now.hall);
        let groups = self.groups(&now);
        let (live, duty, notices, menu) =
            self.look(&now, &groups, |look| (snapshots::live(look), snapshots::duty(look), snapshots::notices(look), snapshots::menu(look, "")));
        let at = version(&now);
        let news = self.live.take(live, at, again);
        self.send(Topic::Live, news).await;
        // Files go before what names them.
        let wanted = Wanted::of(&hall, &notices, &duty);
        for hash in self.files.missing(&wanted, again) {
            for (topic, bytes) in self.files.publish(&wanted, &self.settings.engine, &hash) {
                self.publish(topic, true, bytes).await;
            }
        }
        let news = self.duty.take(duty, at, again);
        self.send(Topic::Duty, news).await;
        let news = self.notices.take(notices, at, again);
        self.send(Topic::Notices, news).await;
        self.publish_menus(menu, at, again).await;
        for topic in self.files.surplus(&wanted) {
            self.publish(topic, true, Vec::new()).await;
        }
        self.follow_enrolment().await;
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

    /// Cuts off devices whose enrolment ended and clears what was kept for them.
    async fn follow_enrolment(&mut self) {
        let enrolled = enrolled(&self.settings);
        let gone: Vec<DeviceName> = self.enrolled.difference(&enrolled).cloned().collect();
        self.enrolled = enrolled;
        for device in gone {
            tracing::info!(%device, "a device was revoked");
            if let Some(expeller) = &self.settings.expeller {
                expeller.expel(device.as_str()).await;
            }
            if self.menus.remove(&device).is_some() {
                self.publish(Topic::KioskMenu(device.to_string()), true, Vec::new()).await;
            }
            self.publish(Topic::Presence(device.to_string()), true, Vec::new()).await;
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

    async fn send(&self, topic: Topic, news: News) {
        match news {
            News::Same => {}
            News::Changed(bytes) => self.publish(topic, true, bytes).await,
            News::TooLarge(bytes) => too_large(&topic.path(), bytes),
        }
    }

    async fn publish(&self, topic: Topic, retain: bool, payload: Vec<u8>) {
        self.put(&topic, QoS::AtLeastOnce, retain, payload).await;
    }

    async fn put(&self, topic: &Topic, quality: QoS, retain: bool, payload: Vec<u8>) {
        if let Err(fault) = self.client.publish(self.settings.topics.name(topic), quality, retain, payload).await {
            tracing::error!(topic = topic.path(), %fault, "a message could not be published");
        }
    }

    /// The newest state, with the time that it is now.
    fn newest(&self) -> Live {
        let mut newest = self.settings.engine.live().borrow().clone();
        newest.at = newest.at.max(self.settings.engine.now());
        newest
    }

    fn look<T>(&self, now: &Live, groups: &[GroupNow<'_>], make: impl FnOnce(&Look<'_>) -> T) -> T {
        let texts = self.settings.engine.texts();
        let none = (Month::default(), DayTotals::default());
        let (month, yesterday) = self.totals.as_ref().map_or((&none.0, &none.1), |totals| (&totals.month, &totals.yesterday));
        make(&Look {
            hall: &now.hall,
            now: now.at,
            text: &|text: &TextRef| texts.get(text),
            groups,
            month,
            yesterday,
            public_url: self.settings.public_url.as_deref(),
        })
    }

    async fn read_totals(&mut self) {
        let day = self.settings.engine.now().day();
        if self.totals.as_ref().is_some_and(|totals| totals.day == day && totals.read.elapsed() < TOTALS_AGE) {
            return;
        }
        let reports = self.settings.engine.reports();
        if let Ok((month, yesterday)) = tokio::task::spawn_blocking(move || (reports.month(), reports.yesterday())).await {
            self.totals = Some(Totals { month, yesterday, day, read: Instant::now() });
        }
    }
}

fn enrolled(settings: &Settings) -> BTreeSet<DeviceName> {
    settings.engine.hall().access.devices.iter().filter(|(_, device)| !device.revoked).map(|(name, _)| name.clone()).collect()
}

fn version(now: &Live) -> Version {
    Version { seq: now.seq, at: moment(now.at) }
}

fn too_large(snapshot: &str, bytes: usize) {
    metrics::counter!("sunhall_bus_snapshots_too_large_total").increment(1);
    tracing::error!(snapshot, bytes, "a snapshot is larger than it may be; what was published stays");
}
