//! `issue` and `call`, with 64 clients and with one: hub and floor in turn, several rounds, then every answer checked.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use sunhall_hub::clock::{Clock, MachineClock};
use sunhall_hub::store::DATABASE;

use crate::api::{self, Act, Desk};
use crate::bench_hall::{self, Prepared};
use crate::check::{self, Answered, Wrong};
use crate::figure::Figure;
use crate::folder;
use crate::load::{Brought, Client, Round, median, together};
use crate::machine;
use crate::serving::Serving;

/// Windows, clerks and clients of the measured hall.
pub const WINDOWS: u16 = 64;
const ROUNDS: usize = 5;
/// Tickets for each of the 64 clients in a round; with call, start and finish of each that is four operations.
const EACH: usize = 80;
/// Tickets for the one client in a round.
const ALONE: usize = 200;
/// The check is worth its name from so many operations on.
const OPERATIONS_LEAST: usize = 100_000;

/// A running hub of 64 open windows, with what its clients need.
pub struct Ground {
    pub hub: Serving,
    pub prepared: Prepared,
    pub services: Vec<String>,
}

impl Ground {
    pub async fn make(scratch: &Path, name: &str) -> anyhow::Result<Self> {
        let (data, catalogue) = (scratch.join(name), scratch.join(format!("{name}-catalogue")));
        let clock: Arc<dyn Clock> = Arc::new(MachineClock::default());
        // Mid-morning, so that no run meets midnight.
        let begin = machine::mid_morning();
        let (folder, engine) = bench_hall::make(&data, &catalogue, WINDOWS, Arc::clone(&clock), begin).await?;
        let prepared = bench_hall::open_windows(folder, engine, WINDOWS, &*clock).await?;
        Ok(Self { hub: Serving::hub(&data)?, prepared, services: folder::services(&catalogue)? })
    }

    /// A connection for each of the first `count` windows.
    pub async fn desks(&self, count: u16) -> anyhow::Result<Vec<Desk>> {
        let mut desks = Vec::new();
        for window in 1..=count {
            let token = self.prepared.tokens.get(usize::from(window - 1)).context("a token for each window")?.clone();
            let service = self.services[folder::group_of(window)].clone();
            desks.push(Desk { http: Client::connect(&self.hub.http).await?, window, service, token, offset_ms: self.prepared.offset_ms });
        }
        Ok(desks)
    }
}

/// One side of the comparison over all rounds.
#[derive(Default)]
struct Line {
    hub: Vec<Round>,
    floor: Vec<Round>,
}

#[derive(Default)]
struct Lines {
    issue: Line,
    call: Line,
}

/// Bytes that one operation leaves in the hub's database, which the floor's row gets too.
struct Sizes {
    issue: usize,
    act: usize,
}

pub async fn measure(scratch: &Path, wanted: &impl Fn(&str) -> bool) -> anyhow::Result<Vec<Figure>> {
    let data = scratch.join("traffic");
    let ground = Ground::make(scratch, "traffic").await?;
    let floor = Serving::floor(&scratch.join("traffic-floor"))?;
    let mut answers = Vec::new();
    let sizes = warm(&ground, &data, &mut answers).await?;
    let (mut many, mut one) = (Lines::default(), Lines::default());
    for round in 1..=ROUNDS {
        pair(&ground, &floor, WINDOWS, EACH, &sizes, &mut many, &mut answers).await?;
        pair(&ground, &floor, 1, ALONE, &sizes, &mut one, &mut answers).await?;
        let rate = |line: &Line| line.hub.last().zip(line.floor.last()).map_or((0.0, 0.0), |(hub, floor)| (hub.rate, floor.rate));
        eprintln!(
            "traffic: round {round}: issue {:.0?} call {:.0?} issue-one {:.0?} call-one {:.0?} (hub, floor; per second)",
            rate(&many.issue),
            rate(&many.call),
            rate(&one.issue),
            rate(&one.call)
        );
    }
    drop(floor);
    ground.hub.stop()?;
    let wrong = check::check(&data, &answers)?;
    ensure!(answers.len() >= OPERATIONS_LEAST, "only {} operations were checked", answers.len());
    ensure!(wrong == Wrong::default(), "{wrong:?} in {} operations", answers.len());
    let checked = format!("0 duplicates, double calls, lost in {} operations, verified", answers.len());
    let mut figures = Vec::new();
    for (name, many, one, bytes) in [("issue", many.issue, one.issue, sizes.issue), ("call", many.call, one.call, sizes.act)] {
        if wanted(name) {
            figures.push(figure(name, &many, &format!("{WINDOWS} clients, rows of {bytes} bytes, {checked}")));
            figures.push(figure(&format!("{name}-one"), &one, &format!("1 client, rows of {bytes} bytes")));
        }
    }
    Ok(figures)
}

fn figure(name: &str, line: &Line, how: &str) -> Figure {
    let of = |rounds: &[Round], part: fn(&Round) -> f64| median(rounds.iter().map(part));
    let conditions = format!(
        "{how}, {ROUNDS} rounds, floor p50 {:.2} ms p99 {:.2} ms, processor time an operation {:.0} µs, floor {:.0} µs, {}",
        of(&line.floor, |round| round.p50_ms),
        of(&line.floor, |round| round.p99_ms),
        of(&line.hub, |round| round.used_us),
        of(&line.floor, |round| round.used_us),
        machine::conditions()
    );
    let (value, floor) = (of(&line.hub, |round| round.rate), of(&line.floor, |round| round.rate));
    Figure::rate(name, value, floor, of(&line.hub, |round| round.p50_ms), of(&line.hub, |round| round.p99_ms), conditions)
}

/// One unmeasured round, which also tells how much an operation writes.
async fn warm(ground: &Ground, data: &Path, answers: &mut Vec<Answered>) -> anyhow::Result<Sizes> {
    const WARM: usize = 5;
    let operations = WARM * usize::from(WINDOWS);
    let before = written(data)?;
    let desks = ground.desks(WINDOWS).await?;
    let (desks, issued, _) = together(&ground.hub, desks, |desk| issue(desk, WARM)).await?;
    let between = written(data)?;
    let (_, called, _) = together(&ground.hub, desks, |desk| serve(desk, WARM)).await?;
    let after = written(data)?;
    answers.extend(issued);
    answers.extend(called);
    Ok(Sizes { issue: (between - before) / operations, act: (after - between) / (operations * Act::ALL.len()) })
}

/// Bytes in the rows that operations write: events with their seals, texts and replies.
fn written(data: &Path) -> anyhow::Result<usize> {
    let connection = rusqlite::Connection::open_with_flags(data.join(DATABASE), rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let sum = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let events = sum("SELECT coalesce(sum(length(envelope) + length(nonce) + length(hash)), 0) FROM event")?;
    let texts = sum("SELECT coalesce(sum(length(key) + length(salt) + length(text)), 0) FROM text")?;
    let replies = sum("SELECT coalesce(sum(length(id) + length(asker) + length(body)), 0) FROM reply")?;
    Ok(usize::try_from(events + texts + replies)?)
}

/// The same work at floor and hub: so many tickets for each client issued, then called, started and finished.
async fn pair(
    ground: &Ground,
    floor: &Serving,
    clients: u16,
    each: usize,
    sizes: &Sizes,
    lines: &mut Lines,
    answers: &mut Vec<Answered>,
) -> anyhow::Result<()> {
    let (bare, desks) = (connect(floor, clients).await?, ground.desks(clients).await?);
    let (row, body) = (format!("/row/{}", sizes.issue), api::issue_body("SB01"));
    let (bare, _, round) = together(floor, bare, |client| append(client, row.clone(), body.clone(), each)).await?;
    lines.issue.floor.push(round);
    let (desks, issued, round) = together(&ground.hub, desks, |desk| issue(desk, each)).await?;
    lines.issue.hub.push(round);
    answers.extend(issued);
    let (row, body, acts) = (format!("/row/{}", sizes.act), api::act_body(), each * Act::ALL.len());
    let (_, _, round) = together(floor, bare, |client| append(client, row.clone(), body.clone(), acts)).await?;
    lines.call.floor.push(round);
    let (_, called, round) = together(&ground.hub, desks, |desk| serve(desk, each)).await?;
    lines.call.hub.push(round);
    answers.extend(called);
    Ok(())
}

/// So many connections to the floor.
pub async fn connect(floor: &Serving, clients: u16) -> anyhow::Result<Vec<Client>> {
    let mut connections = Vec::new();
    for _ in 0..clients {
        connections.push(Client::connect(&floor.http).await?);
    }
    Ok(connections)
}

/// Appends rows to the floor, one after the other.
pub async fn append(client: Client, path: String, body: Vec<u8>, count: usize) -> anyhow::Result<Brought<Client, ()>> {
    let mut brought = Brought::new(client);
    for _ in 0..count {
        let began = Instant::now();
        brought.client.post(&path, None, None, body.clone()).await?;
        brought.times.push(began.elapsed());
    }
    Ok(brought)
}

async fn issue(desk: Desk, count: usize) -> anyhow::Result<Brought<Desk, Answered>> {
    let mut brought = Brought::new(desk);
    for _ in 0..count {
        let began = Instant::now();
        let number = brought.client.issue().await?;
        brought.times.push(began.elapsed());
        brought.kept.push(Answered::Issued { number });
    }
    Ok(brought)
}

async fn serve(desk: Desk, count: usize) -> anyhow::Result<Brought<Desk, Answered>> {
    let mut brought = Brought::new(desk);
    let window = brought.client.window;
    for _ in 0..count {
        let number = act(&mut brought.client, Act::Call, &mut brought.times).await?.context("a call names its ticket")?;
        brought.kept.push(Answered::Called { number: number.clone(), window });
        act(&mut brought.client, Act::Start, &mut brought.times).await?;
        brought.kept.push(Answered::Started { number: number.clone() });
        act(&mut brought.client, Act::Finish, &mut brought.times).await?;
        brought.kept.push(Answered::Finished { number });
    }
    Ok(brought)
}

async fn act(desk: &mut Desk, act: Act, times: &mut Vec<Duration>) -> anyhow::Result<Option<String>> {
    let began = Instant::now();
    let number = desk.act(act).await?;
    times.push(began.elapsed());
    Ok(number)
}
