//! A whole hall for tests: the demo hall in a real SQLite file with the real engine, broker and bus on free loopback ports, and a clock that is moved.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail, ensure};
use sunhall_hall::access::DeviceClass;
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::StaffNumber;
use sunhall_hall::staff::{Role, Staff};
use sunhall_hall::{Day, Moment};
use sunhall_hub::broker::{self, Broker};
use sunhall_hub::bus::{self, Bus};
use sunhall_hub::clock::MovedClock;
use sunhall_hub::config::example_with;
use sunhall_hub::console::{Console, ConsoleAnswer, ConsoleAsk, done};
use sunhall_hub::draw::{Draw, TextKind};
use sunhall_hub::engine::{Actor, Engine};
use sunhall_hub::folder::Folder;
use sunhall_hub::store;
use sunhall_hub::trust::Pins;
use sunhall_protocol::access;
use sunhall_protocol::topics::Topics;
use tempfile::TempDir;

use crate::checkout;
use crate::citizen::{Asker, Kiosk, Screen};
use crate::clerk::Clerk;

/// Password of every device that a test enrols; the broker hashes it like any other.
pub const PASSWORD: &str = "a password for tests only";

/// What QR codes begin with.
pub const PUBLIC_URL: &str = "http://127.0.0.1:9";

/// The hall's id in the demo folder.
pub const HALL: &str = "demo";

/// The devices of a test hall.
pub const DEVICES: [(&str, DeviceClass, Option<u16>); 6] = [
    ("kiosk-1", DeviceClass::Kiosk, None),
    ("kiosk-2", DeviceClass::Kiosk, None),
    ("board-1", DeviceClass::PublicDisplay, None),
    ("live-1", DeviceClass::StaffDisplay, None),
    ("pad-2", DeviceClass::CallPad, Some(2)),
    ("pad-3", DeviceClass::CallPad, Some(3)),
];

/// A moment on the hall's wall clock, `2026-11-23 08:30` or with seconds.
pub fn at(text: &str) -> Moment {
    let (day, time) = text.split_once(' ').unwrap_or((text, "00:00"));
    let time = if time.len() == 5 { format!("{time}:00") } else { time.to_owned() };
    let (Ok(day), Ok(time)) = (day.parse(), time.parse()) else { panic!("{text:?} is no moment") };
    Moment::at(Day(day), time)
}

/// A running hall. Its data folder goes away with it.
pub struct Hall {
    pub clock: Arc<MovedClock>,
    pub engine: Engine,
    pub mqtt: SocketAddr,
    pub topics: Topics,
    data: PathBuf,
    temporary: TempDir,
    folder: Folder,
    broker: Broker,
    bus: Bus,
}

impl Hall {
    /// A new demo hall with its devices, at this moment.
    pub async fn new(now: Moment) -> anyhow::Result<Self> {
        let temporary = TempDir::new()?;
        let data = temporary.path().join("data");
        let folder = make(&data)?;
        let clock = Arc::new(MovedClock::new(now));
        let engine = folder.start(Arc::clone(&clock) as _, Some(0))?;
        furnish(&engine).await?;
        Self::open(temporary, data, folder, clock, engine).await
    }

    async fn open(temporary: TempDir, data: PathBuf, folder: Folder, clock: Arc<MovedClock>, engine: Engine) -> anyhow::Result<Self> {
        let topics = Topics::new(HALL);
        let broker = broker::start(broker::Settings {
            addr: ([127, 0, 0, 1], 0).into(),
            topics: topics.clone(),
            hub_password: "the hub's own password for this test".into(),
            devices: broker::Devices::enrolled(&engine),
            tls: None,
        })
        .await?;
        let bus = bus::start(bus::Settings {
            pins: Pins::None,
            way: bus::Way::within(broker.hub_addr, "the hub's own password for this test".into()),
            topics: topics.clone(),
            engine: engine.clone(),
            public_url: Some(PUBLIC_URL.into()),
            expeller: None,
        });
        bus.connected().wait_for(|connections| *connections > 0).await.context("the bus ended")?;
        let mqtt = broker.addr;
        Ok(Self { clock, engine, mqtt, topics, data, temporary, folder, broker, bus })
    }

    /// Stops everything in order and starts it again on the same folder.
    pub async fn restart(self) -> anyhow::Result<Self> {
        let Self { clock, engine, data, temporary, folder, broker, bus, .. } = self;
        bus.stop().await;
        broker.stop().await?;
        engine.stop().await;
        drop(engine);
        drop(folder);
        let folder = Folder::open(&data)?;
        let engine = folder.start(Arc::clone(&clock) as _, None)?;
        Self::open(temporary, data, folder, clock, engine).await
    }

    pub async fn stop(self) -> anyhow::Result<TempDir> {
        self.bus.stop().await;
        self.broker.stop().await?;
        self.engine.stop().await;
        drop(self.folder);
        Ok(self.temporary)
    }

    /// Moves the clock and waits until what has become due is done.
    pub async fn clock_to(&self, now: Moment) {
        assert!(now >= self.engine.now(), "the clock would run backwards");
        self.clock.set(now);
        self.engine.wake().await;
    }

    /// The same with the time of day of `day`.
    pub async fn time(&self, day: &str, time: &str) {
        self.clock_to(at(&format!("{day} {time}"))).await;
    }

    pub async fn seconds_pass(&self, seconds: i64) {
        self.clock_to(self.engine.now().plus_seconds(seconds)).await;
    }

    pub async fn minutes_pass(&self, minutes: i64) {
        self.clock_to(self.engine.now().plus_minutes(minutes)).await;
    }

    pub async fn kiosk(&self, id: &str) -> anyhow::Result<Kiosk> {
        let engine = self.engine.clone();
        Ok(Kiosk::new(Asker::kiosk(self.mqtt, &self.topics, id, PASSWORD).await?, move || engine.new_id().0))
    }

    pub async fn pad(&self, id: &str) -> anyhow::Result<Asker> {
        Asker::pad(self.mqtt, &self.topics, id, PASSWORD).await
    }

    pub async fn screen(&self, id: &str, class: access::DeviceClass) -> anyhow::Result<Screen> {
        Screen::connect(self.mqtt, &self.topics, class, id, PASSWORD).await
    }

    /// A clerk whose badge lacks portrait and phone.
    pub async fn clerk_without_badge(&self, staff: &str) -> anyhow::Result<Clerk> {
        let number = StaffNumber::new(staff);
        let make = move |draw: &mut Draw| Administrator::SetStaff {
            staff: Staff {
                number,
                roles: vec![Role::Clerk],
                hall_roles: Vec::new(),
                name: Some(draw.text(TextKind::Name, "演示癸")),
                phone: None,
                position: "综合岗".into(),
                position_en: String::new(),
                department: "便民服务中心".into(),
                department_en: String::new(),
                portrait: None,
                usual_window: None,
                may_choose: false,
                left: false,
            },
        };
        let administrators = self.engine.administrators();
        done(administrators.ask(self.engine.new_id(), Actor::Console, StaffNumber::console(), make).await)?;
        Ok(self.clerk(staff))
    }

    pub fn clerk(&self, staff: &str) -> Clerk {
        Clerk::new(self.engine.clone(), staff)
    }

    /// Where the log lies.
    pub fn database(&self) -> PathBuf {
        self.data.join(store::DATABASE)
    }

    /// Checks the log as `sunhall-hub verify` does; the number of its events.
    pub fn verify(&self) -> anyhow::Result<u64> {
        verify(&self.data)
    }
}

/// A new data folder of the demo hall, without anything in it. Its public address is fixed, so that slips read the same
/// after a restart on another port.
pub fn make(data: &Path) -> anyhow::Result<Folder> {
    Folder::init(data, &example_with(HALL, "127.0.0.1:0", "127.0.0.1:0", Some(PUBLIC_URL)))
}

/// Imports the demo hall and enrols the devices of [`DEVICES`].
pub async fn furnish(engine: &Engine) -> anyhow::Result<()> {
    let console = Console { engine: engine.clone(), hall: HALL.into(), broker: String::new(), pins: Pins::None, trust: None };
    let imported = console.act(ConsoleAsk::Import { folder: checkout::top().join("deploy/demo") }).await;
    ensure!(matches!(imported, ConsoleAnswer::Imported { .. }), "the demo hall was not imported: {imported:?}");
    for (device, class, window) in DEVICES {
        let ask = ConsoleAsk::Enrol { id: None, device: device.into(), class, window, password: PASSWORD.into() };
        match console.act(ask).await {
            ConsoleAnswer::Enrolled { .. } => {}
            other => bail!("{device} was not enrolled: {other:?}"),
        }
    }
    Ok(())
}

/// Checks chain, roots, texts and views of a data folder; an error names what was found.
pub fn verify(data: &Path) -> anyhow::Result<u64> {
    let verified = store::verify(&data.join(store::DATABASE), HALL)?;
    let findings: Vec<String> = verified.findings.iter().map(ToString::to_string).collect();
    ensure!(findings.is_empty(), "verify found: {}", findings.join("; "));
    Ok(verified.events)
}
