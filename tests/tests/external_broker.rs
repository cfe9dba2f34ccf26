//! An external Mosquitto by one line of configuration: the real hub beside it, devices over TLS, and each of the two restarted.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

use anyhow::{Context, ensure};
use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::{LastWill, SubscribeReasonCode};
use sunhall_hub::trust;
use sunhall_protocol::access::DeviceClass;
use sunhall_protocol::board::Board;
use sunhall_protocol::device::Enrolment;
use sunhall_protocol::kiosk::{KioskAnswer, KioskAsk};
use sunhall_protocol::presence::Presence;
use sunhall_protocol::topics::{Topic, Topics};
use sunhall_tests::citizen::{Asker, Kiosk, Said, Screen};
use sunhall_tests::mosquitto::Mosquitto;
use sunhall_tests::mqtt::{Client, Credentials, Place};
use sunhall_tests::program::{self, Program};
use sunhall_tests::{checkout, hub};
use tempfile::TempDir;

struct House {
    data: PathBuf,
    program: PathBuf,
    files: PathBuf,
    broker: Mosquitto,
    topics: Topics,
    _temporary: TempDir,
}

impl House {
    /// A demo hall with two devices whose configuration names a Mosquitto that runs already.
    fn new() -> anyhow::Result<Self> {
        let temporary = TempDir::new()?;
        let (data, files, program) = (temporary.path().join("data"), temporary.path().join("broker"), program::hub()?);
        let demo = checkout::top().join("deploy/demo");
        let run = |arguments: &[&str]| run(&program, &data, arguments);
        let init = ["init", "--address", "127.0.0.1", "--http", "127.0.0.1:0", "--at", "2026-11-23T10:14+08:00", "--public", "127.0.0.1:0", "--demo"];
        run(&[&init[..], &[&demo.to_string_lossy()]].concat())?;
        for (device, class) in [("kiosk-1", "kiosk"), ("kiosk-2", "kiosk"), ("board-1", "public-display")] {
            run(&["enroll", device, "--class", class, "--out", &data.join(format!("{device}.toml")).to_string_lossy()])?;
        }
        run(&["broker-files", &files.to_string_lossy()])?;
        let broker = Mosquitto::start(&files)?;
        std::fs::copy(files.join("hub-password"), data.join("broker-password"))?;
        let config = std::fs::read_to_string(data.join("sunhall-hub.toml"))?;
        let wanted = format!("external = \"mqtts://{}\"\nexternal_password_file = \"broker-password\"", broker.addr);
        let config = config.replace("# external = \"mqtts://broker.example:8883\"", &wanted);
        ensure!(config.contains(&wanted), "the example has changed");
        std::fs::write(data.join("sunhall-hub.toml"), config)?;
        Ok(Self { data, program, files, broker, topics: Topics::new("demo"), _temporary: temporary })
    }

    fn run(&self, arguments: &[&str]) -> anyhow::Result<String> {
        run(&self.program, &self.data, arguments)
    }

    async fn serve(&self) -> anyhow::Result<Program> {
        let mut running = Program::start(&self.program, &self.data)?;
        let addresses = running.ready().await?;
        ensure!(addresses.mqtt == self.broker.addr, "the hub has no broker of its own");
        Ok(running)
    }

    /// Where devices connect, as their file and the hall's CA say.
    fn place(&self) -> anyhow::Result<Place> {
        let ca = std::fs::read_to_string(self.data.join(trust::FOLDER).join(trust::CA_FILE))?;
        Ok(Place { addr: self.broker.addr, ca: Some(ca.into()) })
    }

    fn file(&self, device: &str) -> anyhow::Result<Enrolment> {
        Ok(toml::from_str(&std::fs::read_to_string(self.data.join(format!("{device}.toml")))?)?)
    }

    async fn kiosk(&self, device: &str) -> anyhow::Result<Kiosk> {
        let asker = Asker::kiosk(self.place()?, &self.topics, device, &self.file(device)?.password).await?;
        Ok(Kiosk::new(asker, ids()))
    }

    async fn board(&self) -> anyhow::Result<Screen> {
        Screen::connect(self.place()?, &self.topics, DeviceClass::PublicDisplay, "board-1", &self.file("board-1")?.password).await
    }
}

fn run(program: &PathBuf, data: &PathBuf, arguments: &[&str]) -> anyhow::Result<String> {
    let output = Command::new(program).args(arguments).arg("--data").arg(data).stdin(Stdio::null()).output()?;
    ensure!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?)
}

/// Command ids with the hall's time; no two kiosks of a test make the same.
fn ids() -> impl FnMut() -> uuid::Uuid {
    || {
        let chance: [u8; 16] = *uuid::Uuid::now_v7().as_bytes();
        let chance: [u8; 10] = std::array::from_fn(|place| chance[place + 6]);
        uuid::Builder::from_unix_timestamp_millis(hub::MORNING.0.unsigned_abs(), &chance).into_uuid()
    }
}

fn reserved(said: Said<KioskAnswer>) -> anyhow::Result<sunhall_protocol::kiosk::Reserved> {
    match said {
        Ok(KioskAnswer::Reserved(reserved)) => Ok(reserved),
        other => anyhow::bail!("no number: {other:?}"),
    }
}

const TAKE: fn() -> KioskAsk = || KioskAsk::TakeTicket { service: "SB01".into(), class: None, company: false };

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hall_lives_on_an_external_broker_and_both_may_restart() -> anyhow::Result<()> {
    let mut house = House::new()?;
    let running = house.serve().await?;

    // A kiosk asks and is answered; the board shows it.
    let mut kiosk = house.kiosk("kiosk-1").await?;
    let mut board = house.board().await?;
    let before = board.board("the board", |_| true).await?;
    let taken = kiosk.take_and_print("SB01", None).await?;
    let more = move |now: &Board| waiting(now) == waiting(&before) + 1;
    let shown = board.board("the number taken", more).await?;

    // The hub goes; what it published stays with the broker, and comes again when it is back.
    running.kill().await?;
    let mut watcher = house.board().await?;
    watcher.board("what was kept", |_| true).await?;
    let running = house.serve().await?;
    watcher.board("the board again", |now| now.version >= shown.version).await?;
    let found = kiosk.find(&taken.number, &taken.code).await?;
    ensure!(found.is_err_and(|refusal| refusal.key == "refusal-not-served-yet"), "the hub that came back answers");

    // The broker goes and forgets everything; the hub connects again and publishes every snapshot again.
    drop((kiosk, board, watcher));
    house.broker.restart()?;
    let mut board = house.board().await?;
    let again = board.board("the board after the broker's restart", |_| true).await?;
    ensure!(waiting(&again) == waiting(&shown));
    board.duty("the duty wall too", |_| true).await?;
    let mut kiosk = house.kiosk("kiosk-2").await?;
    reserved(kiosk.ask(TAKE()).await?)?;
    running.kill().await
}

fn waiting(board: &Board) -> u32 {
    board.groups.iter().map(|group| group.waiting).sum()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revoked_device_is_ignored_at_once_and_dropped_when_the_broker_reads_its_files() -> anyhow::Result<()> {
    let house = House::new()?;
    let running = house.serve().await?;
    let mut kiosk = house.kiosk("kiosk-1").await?;
    reserved(kiosk.ask(TAKE()).await?)?;
    house.run(&["revoke", "kiosk-1"])?;
    let said = kiosk.ask(TAKE()).await?;
    ensure!(said.as_ref().is_err_and(|refusal| refusal.key == "refusal-device-unknown"), "still connected, and ignored: {said:?}");

    house.run(&["broker-files", &house.files.to_string_lossy()])?;
    let access = std::fs::read_to_string(house.files.join("acl"))?;
    ensure!(!access.contains("user kiosk-1\n") && access.contains("user kiosk-2\n"), "{access}");
    let mut own = Client::connect(house.place()?, &Credentials::of("kiosk-1", &house.file("kiosk-1")?.password)).await?;
    house.broker.reload()?;
    own.ended().await.context("Mosquitto drops it")?;
    running.kill().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_will_of_a_device_comes_through() -> anyhow::Result<()> {
    let house = House::new()?;
    let hub_password = std::fs::read_to_string(house.files.join("hub-password"))?;
    let mut hub = Client::connect(house.place()?, &Credentials::of("hub", &hub_password)).await?;
    let topic = house.topics.name(&Topic::Presence("kiosk-1".into()));
    let code = hub.subscribe(&house.topics.name(&Topic::Presence("+".into()))).await?;
    ensure!(matches!(code, SubscribeReasonCode::Success(_)));
    let away = serde_json::to_vec(&Presence::default())?;
    let will = LastWill::new(topic.clone(), away, QoS::AtLeastOnce, true, None);
    let mut kiosk = Client::connect_with_will(house.place()?, &Credentials::of("kiosk-1", &house.file("kiosk-1")?.password), Some(will)).await?;
    kiosk.publish(&topic, true, serde_json::to_vec(&Presence { online: true, ..Presence::default() })?).await?;
    let online = |online: bool| {
        move |message: &rumqttc::v5::mqttbytes::v5::Publish| serde_json::from_slice::<Presence>(&message.payload).is_ok_and(|said| said.online == online)
    };
    hub.next_where(online(true)).await?;
    drop(kiosk);
    hub.next_where(online(false)).await.context("the will")?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_hub_waits_for_a_broker_that_is_not_there_yet_and_takes_no_other() -> anyhow::Result<()> {
    let mut house = House::new()?;
    house.broker.stop()?;
    let running = house.serve().await?;
    house.broker.restart()?;
    let mut board = house.board().await?;
    board.board("the board once the broker has come", |_| true).await?;
    running.kill().await?;

    // A broker with a certificate of somebody else's is not spoken to.
    let (other, names) = (TempDir::new()?, ["127.0.0.1".to_owned()]);
    let now = sunhall_hub::clock::Clock::now(&sunhall_hub::clock::MachineClock::default());
    let foreign = trust::Trust::open(other.path(), "other", &names, now)?;
    let server = foreign.issue_for(&names, now)?;
    std::fs::write(house.files.join("server.pem"), server.chain_pem())?;
    std::fs::write(house.files.join("server-key.pem"), server.key_pem())?;
    house.broker.restart()?;
    let running = house.serve().await?;
    let place = Place { addr: house.broker.addr, ca: Some(Arc::from(foreign.ca_pem())) };
    let mut spy = Screen::connect(place, &house.topics, DeviceClass::PublicDisplay, "board-1", &house.file("board-1")?.password).await?;
    let deadline = tokio::time::Instant::now() + std::time::Duration::from_secs(20);
    while !running.said().contains("the broker is away") {
        ensure!(tokio::time::Instant::now() < deadline, "the hub says so: {}", running.said());
        tokio::task::yield_now().await;
    }
    ensure!(spy.shown().is_empty(), "nothing was published there");
    running.kill().await
}
