//! `restart`: a long journal replayed and chain-verified, beside the bare read of the same rows. Each in a process of its own.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use serde::Deserialize;
use sunhall_hall::{Event, Hall, apply};
use sunhall_hub::store::{DATABASE, Journal, Store};

use crate::figure::Figure;
use crate::folder::HALL;
use crate::load::median;
use crate::machine;
use crate::{Mode, history};

const EVENTS: u64 = 1_000_000;
const ROUNDS: usize = 3;

pub async fn measure(scratch: &Path) -> anyhow::Result<Vec<Figure>> {
    let data = scratch.join("restart");
    let began = Instant::now();
    let (events, days) = history::write(&data, &scratch.join("restart-catalogue"), EVENTS).await?;
    eprintln!("restart: a journal of {events} events of {days} days written in {:.0} s", began.elapsed().as_secs_f64());
    let database = data.join(DATABASE);
    let (mut replays, mut reads) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        let read = child(Mode::Read, &database, events)?;
        let replay = child(Mode::Replay, &database, events)?;
        eprintln!("restart: round {round}: read {:.2} s, replay {:.2} s", read.as_secs_f64(), replay.as_secs_f64());
        reads.push(read.as_secs_f64());
        replays.push(replay.as_secs_f64());
    }
    let conditions = format!("{events} events of {days} days, {ROUNDS} rounds, file cache dropped before each, {}", machine::conditions());
    Ok(vec![Figure::cost("restart", median(replays), "s", Some(median(reads)), conditions)])
}

/// Runs one side in a new process with the database's pages dropped from the cache.
fn child(mode: Mode, database: &Path, events: u64) -> anyhow::Result<Duration> {
    machine::forget_cache(database)?;
    let began = Instant::now();
    let output = Command::new(std::env::current_exe()?).arg(mode.name()).arg(database).output()?;
    let took = began.elapsed();
    ensure!(output.status.success(), "{}: {}", mode.name(), String::from_utf8_lossy(&output.stderr));
    let read: u64 = String::from_utf8_lossy(&output.stdout).trim().parse().context("a child prints how many events it read")?;
    ensure!(read == events, "{} read {read} events of {events}", mode.name());
    Ok(took)
}

/// Everything that a start does with the journal.
pub fn replay(database: &Path) -> anyhow::Result<u64> {
    let mut store = Store::open(database, HALL)?;
    let mut hall = Hall::default();
    Ok(store.replay(&mut |event| apply(&mut hall, event))?.seq)
}

#[derive(Deserialize)]
struct Envelope {
    seq: u64,
    /// Built and thrown away: reading an event is part of the floor, applying it is not.
    event: Event,
}

/// The floor: every row, hashed and read as JSON; nothing is linked, checked or applied.
pub fn read(database: &PathBuf) -> anyhow::Result<u64> {
    let connection = rusqlite::Connection::open_with_flags(database, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = connection.prepare("SELECT seq, envelope, nonce, hash FROM event WHERE hall = ?1 ORDER BY seq")?;
    let mut rows = statement.query([HALL])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(1)?.as_blob()?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(row.get_ref(2)?.as_blob()?);
        std::hint::black_box(hasher.update(bytes).finalize());
        let envelope: Envelope = serde_json::from_slice(bytes)?;
        std::hint::black_box(&envelope.event);
        count = envelope.seq;
    }
    Ok(count)
}
