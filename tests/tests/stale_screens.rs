//! The real hub dies and comes back while real displays hang on the walls: they say so in time, show the last truth and its moment, and recover by themselves.

use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use sunhall_hall::Moment;
use sunhall_hall::access;
use sunhall_hub::clock::{Clock, MachineClock};
use sunhall_hub::config::example_with;
use sunhall_hub::console::{Console, ConsoleAnswer, ConsoleAsk};
use sunhall_hub::folder::Folder;
use sunhall_hub::trust::Pins;
use sunhall_hub::wire::device_class;
use sunhall_protocol::Outcome;
use sunhall_protocol::access::DeviceClass;
use sunhall_protocol::board::{Board, BoardSettings};
use sunhall_protocol::kiosk::{Carrier, KioskAnswer, KioskAsk};
use sunhall_protocol::pad::{PadAnswer, PadAsk};
use sunhall_protocol::topics::{Topic, Topics};
use sunhall_tests::chance::Chance;
use sunhall_tests::citizen::{Asker, Screen};
use sunhall_tests::clerk::Clerk;
use sunhall_tests::hall::{self, HALL, PASSWORD, at};
use sunhall_tests::program::{self, Addresses, Program};
use sunhall_tests::screens::{Display, Map};
use tempfile::TempDir;

/// Device, its class, and what its display shows.
const WALLS: [(&str, access::DeviceClass, &[&str]); 4] = [
    ("board-1", access::DeviceClass::PublicDisplay, &["board"]),
    ("window-2", access::DeviceClass::PublicDisplay, &["window", "2"]),
    ("duty-1", access::DeviceClass::PublicDisplay, &["duty"]),
    ("live-1", access::DeviceClass::StaffDisplay, &["live"]),
];

/// The hall is open for more than three hours from here.
const BEGIN: &str = "2026-11-23 08:31";

/// A machine under load draws late.
const SLOW: u64 = 5;

struct Hall {
    clock: MachineClock,
    offset_ms: i64,
    chance: Chance,
    topics: Topics,
}

impl Hall {
    fn now(&self) -> Moment {
        Moment(self.clock.now().0 + self.offset_ms)
    }

    /// A citizen takes a number at the kiosk, and window 2 calls it.
    async fn call_somebody(&mut self, hub: Addresses) -> anyhow::Result<String> {
        let mut kiosk = Asker::kiosk(hub.mqtt, &self.topics, "kiosk-1", PASSWORD).await?;
        let taken = kiosk.ask(self.chance.id(self.now().0), &KioskAsk::TakeTicket { service: "SB01".into(), class: None, company: false }).await?;
        let Outcome::Done(KioskAnswer::Reserved(slip)) = taken else { anyhow::bail!("instead of a number: {taken:?}") };
        let issued: Outcome<KioskAnswer> =
            kiosk.ask(self.chance.id(self.now().0), &KioskAsk::ConfirmTicket { ticket: slip.ticket, carrier: Carrier::Paper }).await?;
        ensure!(matches!(issued, Outcome::Done(_)), "{issued:?}");
        let mut pad = Asker::pad(hub.mqtt, &self.topics, "pad-2", PASSWORD).await?;
        let called = pad.ask(self.chance.id(self.now().0), &PadAsk::CallNext).await?;
        let Outcome::Done(PadAnswer::Window { ticket: Some(number) }) = called else { anyhow::bail!("instead of a call: {called:?}") };
        for act in [PadAsk::Start, PadAsk::Finish] {
            let done: Outcome<PadAnswer> = pad.ask(self.chance.id(self.now().0), &act).await?;
            ensure!(matches!(done, Outcome::Done(_)), "{act:?}: {done:?}");
        }
        Ok(number)
    }
}

/// A demo hall with window 2 open, the device files of the walls beside it.
async fn prepare(folder: &Path, mqtt: &str) -> anyhow::Result<Hall> {
    let clock = MachineClock::default();
    let offset_ms = at(BEGIN).since(clock.now());
    let data = Folder::init(&folder.join("data"), &example_with(HALL, "127.0.0.1:0", mqtt, None))?;
    let engine = data.start(Arc::new(MachineClock::default()), Some(offset_ms))?;
    hall::furnish(&engine).await?;
    Clerk::new(engine.clone(), "0203").open(2).await?;
    let console = Console { engine: engine.clone(), hall: HALL.into(), broker: mqtt.into(), pins: Pins::None, trust: None };
    for (device, class, _) in WALLS {
        if hall::DEVICES.iter().all(|(known, ..)| *known != device) {
            let enrolled = console.act(ConsoleAsk::Enrol { id: None, device: device.into(), class, window: None, password: PASSWORD.into() }).await;
            let ConsoleAnswer::Enrolled { .. } = &enrolled else { anyhow::bail!("{device}: {enrolled:?}") };
        }
        let class = serde_json::to_value(device_class(class))?;
        let text = format!("hall = \"{HALL}\"\ndevice = \"{device}\"\nclass = {class}\npassword = \"{PASSWORD}\"\nbroker = \"{mqtt}\"\n");
        std::fs::write(folder.join(format!("{device}.toml")), text)?;
    }
    engine.stop().await;
    Ok(Hall { clock, offset_ms, chance: Chance::new(7), topics: Topics::new(HALL) })
}

fn seconds(duration: Duration) -> u64 {
    duration.as_secs()
}

/// The sentence of a stale screen for a last truth at this minute.
fn stale_words(moment: Moment) -> String {
    let clock = sunhall_protocol::Moment(moment.0).clock();
    format!("信号中断，数据截至 {clock}")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn displays_tell_a_dead_hub_in_time_and_recover_by_themselves() -> anyhow::Result<()> {
    let temporary = TempDir::new()?;
    let folder = temporary.path();
    // The hub comes back where the device files say that it is.
    let mqtt = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
    let mut hall = prepare(folder, &mqtt).await?;
    let program = program::hub()?;
    let mut hub = Program::start(&program, &folder.join("data"))?;
    let addresses = hub.ready().await?;
    let settings = settings(&hall, addresses).await?;
    let first = hall.call_somebody(addresses).await?;

    let mut walls = WALLS.map(|(device, _, show)| Display::start(folder, device, show)).into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    for wall in &mut walls {
        wall.until(60, "the hall as it is", |map| !["", "starting", "stale", "calling"].contains(&map.screen.as_str()));
        ensure!(wall.said().contains("motion is reduced"), "{} does not know that the processor draws it: {}", wall.name, wall.said());
    }
    walls[0].until(30, "the first call", |map| map.sees(&first).is_some());

    hub.kill().await?;
    let (killed, died) = (Instant::now(), hall.now());
    let stale_after = Duration::from_secs(settings.stale_after_seconds.into());
    for wall in &mut walls {
        let map = wall.until(seconds(stale_after) + SLOW, "the signal is gone", |map| map.screen == "stale");
        let early = stale_after.saturating_sub(Duration::from_secs(6));
        ensure!(killed.elapsed() >= early, "{} lost patience after {:?}", wall.name, killed.elapsed());
        check_stale(&wall.name, &map, &first, died)?;
    }

    let mut hub = Program::start(&program, &folder.join("data"))?;
    let addresses = hub.ready().await?;
    ensure!(addresses.mqtt.to_string() == mqtt, "the hub came back elsewhere: {addresses:?}");
    for wall in &mut walls {
        wall.until(30, "the hall as it is again", |map| !["stale", "starting"].contains(&map.screen.as_str()));
    }
    let second = hall.call_somebody(addresses).await?;
    ensure!(second != first);
    walls[0].until(20, "a call after the restart", |map| map.sees(&second).is_some());
    for wall in &mut walls {
        ensure!(wall.lives(), "{}", wall.said());
    }
    hub.kill().await
}

/// What the hall tells its screens.
async fn settings(hall: &Hall, hub: Addresses) -> anyhow::Result<BoardSettings> {
    let mut screen = Screen::connect(hub.mqtt, &hall.topics, DeviceClass::PublicDisplay, "board-1", PASSWORD).await?;
    let board: Board = screen.wait(&Topic::Board, "the board", |_| true).await?;
    Ok(board.settings)
}

/// The last truth and its moment, and nothing that could be wrong by now.
fn check_stale(name: &str, map: &Map, called: &str, died: Moment) -> anyhow::Result<()> {
    // The last pulse came at most five seconds before the end, perhaps in the minute before.
    let possible = [died, Moment(died.0 - 5_500)].map(stale_words);
    let told = map.sees("信号中断").with_context(|| format!("{name} does not say what happened"))?;
    ensure!(possible.iter().any(|words| told.contains(words)), "{name} says {told:?} instead of {possible:?}");
    ensure!(map.sees("请拿小票到引导台登记，听工作人员叫号").is_some(), "{name} does not say what to do");
    ensure!(map.sees("人在等").is_none(), "{name} shows a count that may be wrong");
    if !name.starts_with("window") {
        ensure!(map.sees(called).is_some(), "{name} hides the last call");
    }
    Ok(())
}
