//! The real hub is killed (SIGKILL) at random moments while kiosks and a desk take tickets and windows call, over MQTT and over HTTP; afterwards nothing that anybody was told is lost, and nothing is doubled.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, bail, ensure};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sunhall_hall::Moment;
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::{StaffNumber, TokenName, WindowNumber};
use sunhall_hall::staff::Role;
use sunhall_hub::clock::{Clock, MachineClock};
use sunhall_hub::console::done;
use sunhall_hub::credentials;
use sunhall_hub::draw::Draw;
use sunhall_hub::engine::{Actor, Engine};
use sunhall_hub::store::DATABASE;
use sunhall_protocol::access::DeviceClass;
use sunhall_protocol::board::Board;
use sunhall_protocol::kiosk::{Carrier, KioskAnswer, KioskAsk};
use sunhall_protocol::pad::{PadAnswer, PadAsk};
use sunhall_protocol::topics::{Topic, Topics};
use sunhall_protocol::{Answer, Outcome};
use sunhall_tests::chance::Chance;
use sunhall_tests::citizen::{Asker, Screen};
use sunhall_tests::clerk::Clerk;
use sunhall_tests::hall::{self, HALL, PASSWORD, at};
use sunhall_tests::http::{Answer as Said, Request};
use sunhall_tests::program::{self, Addresses, Program};
use tempfile::TempDir;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

/// Kills in a test run, and in a long one (`SUNHALL_LONG=1`).
const KILLS: u64 = 30;
const KILLS_LONG: u64 = 1_000;

/// A hub that serves is killed at a random moment within this time.
const LIFE_MS_MAX: u64 = 900;

/// A hub that is only just starting is killed within this time.
const BIRTH_MS_MAX: u64 = 150;

/// An asker that was not answered asks again after this time, when the connection did not break before.
const REPEAT: Duration = Duration::from_secs(2);

/// What was begun must be answered within this time once the hub is left alive.
const LAST_ANSWERS: Duration = Duration::from_secs(30);

/// The hall is open for more than three hours from here.
const BEGIN: &str = "2026-11-23 08:31";

const SERVICES: [&str; 5] = ["SB01", "SB02", "SB05", "YB01", "YB02"];

/// A service of the group that the desk's window serves first, and no other open one.
const DESK_SERVICE: &str = "MZ04";
const DESK_WINDOW: u16 = 4;

/// What the askers know of the hub.
#[derive(Clone, Copy, PartialEq)]
struct Now {
    addresses: Option<Addresses>,
    /// Nothing new is begun any more; what was begun is brought to its end.
    finishing: bool,
}

/// One device that asks until it is answered, over as many lives of the hub as it takes.
struct Persistent {
    device: &'static str,
    pad: bool,
    now: watch::Receiver<Now>,
    chance: Chance,
    offset_ms: i64,
    asker: Option<Asker>,
    repeats: u64,
}

impl Persistent {
    fn new(device: &'static str, now: &watch::Sender<Now>, seed: u64, offset_ms: i64) -> Self {
        Self { device, pad: device.starts_with("pad"), now: now.subscribe(), chance: Chance::new(seed), offset_ms, asker: None, repeats: 0 }
    }

    fn finishing(&self) -> bool {
        self.now.borrow().finishing
    }

    fn id(&mut self) -> Uuid {
        self.chance.id(machine_ms() + self.offset_ms)
    }

    /// Asks a new thing until it is answered; sometimes asks once more, which must give the same answer.
    async fn ask<A: Serialize, B: DeserializeOwned + PartialEq + std::fmt::Debug>(&mut self, body: &A) -> anyhow::Result<Outcome<B>> {
        let id = self.id();
        let outcome = self.until_answered(id, body).await?;
        if self.chance.below(5) == 0 {
            let again: Outcome<B> = self.until_answered(id, body).await?;
            ensure!(again == outcome, "{}: the same id was answered {outcome:?} and then {again:?}", self.device);
        }
        Ok(outcome)
    }

    async fn until_answered<A: Serialize, B: DeserializeOwned>(&mut self, id: Uuid, body: &A) -> anyhow::Result<Outcome<B>> {
        loop {
            if self.asker.is_none() {
                self.connect().await?;
            }
            let Some(asker) = &mut self.asker else { continue };
            match asker.try_ask(id, body, REPEAT).await {
                Some(Answer { outcome: Outcome::Busy | Outcome::Fault, .. }) => {}
                Some(answer) => return Ok(answer.outcome),
                None => self.asker = None,
            }
            self.repeats += 1;
        }
    }

    /// Waits for a living hub and connects; a connection that fails is tried again.
    async fn connect(&mut self) -> anyhow::Result<()> {
        let topics = Topics::new(HALL);
        loop {
            let now = *self.now.wait_for(|now| now.addresses.is_some()).await.context("the test has ended")?;
            let Some(Addresses { mqtt, .. }) = now.addresses else { continue };
            let connecting = async {
                if self.pad { Asker::pad(mqtt, &topics, self.device, PASSWORD).await } else { Asker::kiosk(mqtt, &topics, self.device, PASSWORD).await }
            };
            if let Ok(Ok(asker)) = timeout(REPEAT, connecting).await {
                self.asker = Some(asker);
                return Ok(());
            }
            // The hub died meanwhile, or is about to be replaced.
            let _changed = timeout(Duration::from_millis(20), self.now.changed()).await;
        }
    }
}

/// What one kiosk was told: every number with its ticket, and which of them it confirmed.
#[derive(Default)]
struct Told {
    numbers: Vec<(String, u64)>,
    confirmed: BTreeSet<u64>,
    repeats: u64,
}

async fn kiosk(mut device: Persistent) -> anyhow::Result<Told> {
    let mut told = Told::default();
    while !device.finishing() {
        let service = (*device.chance.one_of(&SERVICES)).to_owned();
        let slip = match device.ask(&KioskAsk::TakeTicket { service, class: None, company: false }).await? {
            Outcome::Done(KioskAnswer::Reserved(slip)) => slip,
            other => bail!("instead of a number: {other:?}"),
        };
        told.numbers.push((slip.number, slip.ticket));
        let confirmed: Outcome<KioskAnswer> = device.ask(&KioskAsk::ConfirmTicket { ticket: slip.ticket, carrier: Carrier::Paper }).await?;
        ensure!(confirmed == Outcome::Done(KioskAnswer::Confirmed { ticket: slip.ticket }), "not confirmed: {confirmed:?}");
        told.confirmed.insert(slip.ticket);
    }
    told.repeats = device.repeats;
    Ok(told)
}

/// What one window was told: the numbers it called and those it finished.
#[derive(Default)]
struct Worked {
    called: Vec<String>,
    finished: Vec<String>,
    repeats: u64,
}

async fn window(mut device: Persistent) -> anyhow::Result<Worked> {
    let mut worked = Worked::default();
    while !device.finishing() {
        let number = match device.ask(&PadAsk::CallNext).await? {
            Outcome::Done(PadAnswer::Window { ticket: Some(number) }) => number,
            Outcome::Refused(refusal) if ["refusal-no-one-waiting", "refusal-only-young-help"].contains(&refusal.key.as_str()) => {
                sleep(Duration::from_millis(5)).await;
                continue;
            }
            other => bail!("instead of a call: {other:?}"),
        };
        worked.called.push(number.clone());
        for act in [PadAsk::Start, PadAsk::Finish] {
            let said: Outcome<PadAnswer> = device.ask(&act).await?;
            ensure!(matches!(said, Outcome::Done(_)), "{act:?} of {number}: {said:?}");
        }
        worked.finished.push(number);
    }
    worked.repeats = device.repeats;
    Ok(worked)
}

/// A program at a window that speaks the JSON API: it issues by hand, calls, starts and finishes, each under a key of its own.
struct Desk {
    now: watch::Receiver<Now>,
    chance: Chance,
    offset_ms: i64,
    token: String,
    repeats: u64,
}

impl Desk {
    /// Posts under one idempotency key until the hub has decided; sometimes posts once more, which must give the same answer.
    async fn post(&mut self, path: &str, body: &Value) -> anyhow::Result<Said> {
        let key = self.chance.id(machine_ms() + self.offset_ms).to_string();
        let said = self.until_decided(path, body, &key).await?;
        if self.chance.below(5) == 0 {
            let again = self.until_decided(path, body, &key).await?;
            ensure!((again.status, &again.body) == (said.status, &said.body), "{path}: the same key was answered {said:?} and then {again:?}");
        }
        Ok(said)
    }

    async fn until_decided(&mut self, path: &str, body: &Value, key: &str) -> anyhow::Result<Said> {
        let request = Request::json(&format!("/api/v1{path}"), body).header("authorization", &format!("Bearer {}", self.token)).header("idempotency-key", key);
        loop {
            let now = *self.now.wait_for(|now| now.addresses.is_some()).await.context("the test has ended")?;
            let Some(Addresses { http, .. }) = now.addresses else { continue };
            match timeout(REPEAT, request.send(http)).await {
                Ok(Ok(said)) if said.status < 500 && said.status != 429 => return Ok(said),
                // The hub died meanwhile, is full, or asks for patience.
                _ => {
                    self.repeats += 1;
                    let _changed = timeout(Duration::from_millis(20), self.now.changed()).await;
                }
            }
        }
    }

    async fn work(mut self) -> anyhow::Result<(Told, Worked)> {
        let (mut told, mut worked) = (Told::default(), Worked::default());
        while !self.now.borrow().finishing {
            let issued = self.post("/tickets", &json!({ "service": DESK_SERVICE, "by_hand": true })).await?;
            let (number, ticket) = (issued.json()["number"].clone(), issued.json()["ticket"].as_u64());
            let (Some(number), Some(ticket)) = (number.as_str(), ticket) else { bail!("instead of a number: {issued:?}") };
            told.numbers.push((number.to_owned(), ticket));
            told.confirmed.insert(ticket);
            let called = self.post(&format!("/windows/{DESK_WINDOW}/next"), &json!({})).await?;
            let Some(number) = called.json()["number"].as_str().map(str::to_owned) else { bail!("instead of a call: {called:?}") };
            worked.called.push(number.clone());
            for act in ["start", "finish"] {
                let said = self.post(&format!("/windows/{DESK_WINDOW}/{act}"), &json!({})).await?;
                ensure!(said.status == 200, "{act} of {number}: {said:?}");
            }
            worked.finished.push(number);
        }
        worked.repeats = self.repeats;
        Ok((told, worked))
    }
}

/// A display that notes every call it was ever shown: running number → number and window.
async fn display(mut now: watch::Receiver<Now>) -> anyhow::Result<BTreeMap<u64, (String, u16)>> {
    let (topics, mut seen) = (Topics::new(HALL), BTreeMap::new());
    while !now.borrow().finishing {
        let known = *now.borrow_and_update();
        let Some(Addresses { mqtt, .. }) = known.addresses else {
            let _changed = now.changed().await;
            continue;
        };
        let watching = async {
            let mut screen = Screen::connect(mqtt, &topics, DeviceClass::PublicDisplay, "board-1", PASSWORD).await?;
            // No board ever fits: every one is only noted, until the hub is gone.
            let note = |board: &Board| {
                for call in &board.calls {
                    seen.insert(call.running, (call.ticket.clone(), call.window));
                }
                false
            };
            screen.watch(&Topic::Board, note).await
        };
        let mut changes = now.clone();
        let broken: anyhow::Result<()> = tokio::select! {
            broken = watching => broken,
            _ = changes.changed() => Ok(()),
        };
        if broken.is_err() {
            let _changed = timeout(Duration::from_millis(20), now.changed()).await;
        }
    }
    Ok(seen)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_told_is_lost_and_nothing_is_doubled() -> anyhow::Result<()> {
    let kills = if std::env::var_os("SUNHALL_LONG").is_some() { KILLS_LONG } else { KILLS };
    let seed = Chance::seed();
    println!("SUNHALL_SEED={seed}, {kills} kills");
    let mut chance = Chance::new(seed);
    let temporary = TempDir::new()?;
    let data = temporary.path().join("data");
    let (offset_ms, token) = prepare(&data).await?;
    let program = program::hub()?;

    let (tell, now) = watch::channel(Now { addresses: None, finishing: false });
    let kiosks = ["kiosk-1", "kiosk-2"].map(|device| tokio::spawn(kiosk(Persistent::new(device, &tell, chance.draw(), offset_ms))));
    let windows = ["pad-2", "pad-3"].map(|device| tokio::spawn(window(Persistent::new(device, &tell, chance.draw(), offset_ms))));
    let desk = Desk { now: now.clone(), chance: Chance::new(chance.draw()), offset_ms, token, repeats: 0 };
    let desk = tokio::spawn(desk.work());
    let display = tokio::spawn(display(now));

    for kill in 0..kills {
        let mut hub = Program::start(&program, &data)?;
        if chance.below(6) == 0 {
            // During the start, before anybody could connect.
            sleep(Duration::from_millis(chance.below(BIRTH_MS_MAX))).await;
        } else {
            let addresses = hub.ready().await.with_context(|| format!("after {kill} kills"))?;
            tell.send_replace(Now { addresses: Some(addresses), finishing: false });
            sleep(Duration::from_millis(chance.below(LIFE_MS_MAX))).await;
        }
        hub.kill().await.with_context(|| format!("after {kill} kills"))?;
        tell.send_replace(Now { addresses: None, finishing: false });
    }
    let mut hub = Program::start(&program, &data)?;
    let addresses = hub.ready().await?;
    tell.send_replace(Now { addresses: Some(addresses), finishing: true });
    let (mut told, mut worked) = (Vec::new(), Vec::new());
    let unanswered = "somebody is still not answered by a hub that lives";
    for task in kiosks {
        told.push(timeout(LAST_ANSWERS, task).await.context(unanswered)???);
    }
    for task in windows {
        worked.push(timeout(LAST_ANSWERS, task).await.context(unanswered)???);
    }
    let (by_hand, at_desk) = timeout(LAST_ANSWERS, desk).await.context(unanswered)???;
    let http_repeats = at_desk.repeats;
    told.push(by_hand);
    worked.push(at_desk);
    let shown = timeout(LAST_ANSWERS, display).await.context("the display did not end")???;
    hub.kill().await?;

    hall::verify(&data)?;
    let log = Log::read(&data.join(DATABASE))?;
    let repeats: u64 = told.iter().map(|told| told.repeats).chain(worked.iter().map(|worked| worked.repeats)).sum();
    println!("{} tickets, {} calls, {} calls shown, {repeats} repeats", log.tickets.len(), log.calls.len(), shown.len());
    ensure!(repeats > http_repeats && http_repeats > 0, "no request was ever cut off by a kill: the test shows nothing");
    ensure!(!log.calls.is_empty() && !shown.is_empty(), "nobody was called: the test shows nothing");
    check_tickets(&log, &told);
    check_calls(&log, &worked, &shown);
    Ok(())
}

/// The demo hall with three windows open; how far its clock is ahead of the machine's, and the desk's token.
async fn prepare(data: &Path) -> anyhow::Result<(i64, String)> {
    let clock: Arc<dyn Clock> = Arc::new(MachineClock::default());
    let offset_ms = at(BEGIN).since(clock.now());
    let folder = hall::make(data)?;
    let engine = folder.start(clock, Some(offset_ms))?;
    hall::furnish(&engine).await?;
    for (staff, window) in [("0203", 2), ("0204", 3), ("0205", DESK_WINDOW)] {
        Clerk::new(engine.clone(), staff).open(window).await?;
    }
    let token = token(&engine).await?;
    engine.stop().await;
    Ok((offset_ms, token))
}

async fn token(engine: &Engine) -> anyhow::Result<String> {
    let secret = credentials::random_password()?;
    let (name, stored) = ("desk-4", credentials::hash_token(&secret)?);
    let make = move |draw: &mut Draw| {
        let (token, windows) = (TokenName::new(name), vec![WindowNumber(DESK_WINDOW)]);
        Administrator::IssueToken { token, role: Role::Clerk, windows, secret: draw.secret(&stored) }
    };
    done(engine.administrators().ask(engine.new_id(), Actor::Console, StaffNumber::console(), make).await)?;
    Ok(credentials::token_text(name, &secret))
}

fn machine_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(0))
}

/// Every number told is in the log under its ticket, and the log holds no ticket that nobody was told of.
fn check_tickets(log: &Log, told: &[Told]) {
    let mut numbers = BTreeMap::new();
    for (number, ticket) in told.iter().flat_map(|told| &told.numbers) {
        assert_eq!(numbers.insert(number.clone(), *ticket), None, "{number} was given twice");
        assert_eq!(log.tickets.get(ticket).map(|ticket| ticket.number.as_str()), Some(number.as_str()), "{number} is lost");
    }
    assert_eq!(log.tickets.len(), numbers.len(), "a request made two tickets");
    for ticket in told.iter().flat_map(|told| &told.confirmed) {
        assert!(log.tickets[ticket].issued, "the confirmation of ticket {ticket} is lost");
    }
}

/// Every call told or shown is in the log once, and the log holds no call that no window was told of.
fn check_calls(log: &Log, worked: &[Worked], shown: &BTreeMap<u64, (String, u16)>) {
    let called: Vec<&String> = worked.iter().flat_map(|worked| &worked.called).collect();
    let once: BTreeSet<&String> = called.iter().copied().collect();
    assert_eq!(once.len(), called.len(), "a ticket was called twice");
    let in_log: BTreeSet<&String> = log.calls.values().map(|(number, _)| number).collect();
    assert_eq!(log.calls.len(), in_log.len(), "the log calls a ticket twice");
    assert_eq!(in_log, once, "calls told and calls in the log differ");
    for (running, call) in shown {
        assert_eq!(log.calls.get(running), Some(call), "call {running} was shown and is not in the log");
    }
    let finished: BTreeSet<&String> = worked.iter().flat_map(|worked| &worked.finished).collect();
    let served: BTreeSet<&String> = log.tickets.values().filter(|ticket| ticket.served).map(|ticket| &ticket.number).collect();
    assert_eq!(served, finished, "services told as finished and those in the log differ");
}

/// What the log holds of tickets and calls.
#[derive(Default)]
struct Log {
    tickets: BTreeMap<u64, Logged>,
    /// Running number → number and window.
    calls: BTreeMap<u64, (String, u16)>,
}

#[derive(Default)]
struct Logged {
    number: String,
    issued: bool,
    served: bool,
}

impl Log {
    fn read(database: &Path) -> anyhow::Result<Self> {
        let connection = rusqlite::Connection::open_with_flags(database, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut rows = connection.prepare("SELECT envelope FROM event ORDER BY seq")?;
        let mut log = Self::default();
        for envelope in rows.query_map([], |row| row.get::<_, Vec<u8>>(0))? {
            let envelope: Value = serde_json::from_slice(&envelope?)?;
            let Some((name, fact)) = envelope["event"]["Floor"].as_object().and_then(|fact| fact.iter().next()) else { continue };
            log.take(name, fact).with_context(|| envelope.to_string())?;
        }
        Ok(log)
    }

    fn take(&mut self, name: &str, fact: &Value) -> anyhow::Result<()> {
        let ticket = fact["ticket"].as_u64();
        match (name, ticket) {
            ("TicketReserved", Some(ticket)) => {
                let number: sunhall_hall::ids::TicketNumber = serde_json::from_value(fact["number"].clone())?;
                let before = self.tickets.insert(ticket, Logged { number: number.to_string(), ..Logged::default() });
                ensure!(before.is_none(), "ticket {ticket} was reserved twice");
            }
            ("TicketIssued", Some(ticket)) => self.known(ticket)?.issued = true,
            ("TicketEnded", Some(ticket)) => {
                let served = fact["outcome"] == "served";
                ensure!(!std::mem::replace(&mut self.known(ticket)?.served, served), "ticket {ticket} was finished twice");
            }
            ("TicketCalled", Some(ticket)) => {
                let number = self.known(ticket)?.number.clone();
                let window = fact["window"].as_u64().and_then(|window| u16::try_from(window).ok()).context("a call names its window")?;
                let running = fact["running"].as_u64().context("a call has a running number")?;
                ensure!(self.calls.insert(running, (number, window)).is_none(), "two calls have the running number {running}");
            }
            _ => {}
        }
        Ok(())
    }

    fn known(&mut self, ticket: u64) -> anyhow::Result<&mut Logged> {
        self.tickets.get_mut(&ticket).with_context(|| format!("ticket {ticket} was never reserved"))
    }
}

/// The clock of the hall as the askers reckon it is the one of the hub.
#[test]
fn ids_carry_the_time_of_the_hub() {
    let now = at(BEGIN);
    let id = Chance::new(1).id(now.0);
    assert_eq!(sunhall_hub::store::CommandId(id).made_at(), Some(Moment(now.0)));
}
