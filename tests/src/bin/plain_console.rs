//! A hub of engine and console only, on a journal whose `synchronous` pragma is an argument: what the trace must be able to tell apart.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail};
use rusqlite::{Connection, params};
use sunhall_hall::{Event, Moment};
use sunhall_hub::clock::MachineClock;
use sunhall_hub::console::Console;
use sunhall_hub::draw::Draw;
use sunhall_hub::engine::{CommandId, Engine, Setup};
use sunhall_hub::store::{Batch, Fault, Head, Journal, Reader, Reply, SecurityLog};
use sunhall_hub::trust::Pins;

/// A journal that only counts what it was given, durably or not.
struct Plain {
    connection: Connection,
    seq: u64,
}

impl Journal for Plain {
    fn replay(&mut self, _apply: &mut dyn FnMut(&Event)) -> Result<Head, Fault> {
        Ok(Head { seq: 0, time: None })
    }

    fn append(&mut self, batch: &Batch) -> Result<Head, Fault> {
        let storage = |error: rusqlite::Error| Fault::Storage(error.to_string());
        let transaction = self.connection.transaction().map_err(storage)?;
        for fact in &batch.facts {
            self.seq += 1;
            transaction.execute("INSERT INTO event VALUES(?1, ?2)", params![self.seq as i64, format!("{fact:?}")]).map_err(storage)?;
        }
        transaction.commit().map_err(storage)?;
        Ok(Head { seq: self.seq, time: batch.facts.last().map(|fact| fact.time) })
    }

    fn reply(&mut self, _id: CommandId) -> Result<Option<Reply>, Fault> {
        Ok(None)
    }

    fn rebuild_views(&mut self) -> Result<u64, Fault> {
        Ok(0)
    }

    fn forget_replies(&mut self, _before: Moment) -> Result<(), Fault> {
        Ok(())
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, synchronous] = arguments.as_slice() else { bail!("plain_console FOLDER OFF|FULL") };
    let data = PathBuf::from(data);
    let database = data.join("hall.db");
    let connection = Connection::open(&database)?;
    connection.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE event(seq INTEGER PRIMARY KEY, text TEXT);")?;
    connection.pragma_update(None, "synchronous", synchronous)?;
    let engine = Engine::start(Setup {
        journal: Box::new(Plain { connection, seq: 0 }),
        reader: Reader::new(&database),
        security: SecurityLog::in_memory()?,
        clock: Arc::new(MachineClock::default()),
        offset_ms: 0,
        draw: Draw::from_system()?,
        allow_edit: Box::new(|_, _, _| Ok(())),
    })?;
    let console = Console { engine: engine.clone(), hall: "plain".to_owned(), broker: String::new(), pins: Pins::None, trust: None };
    console.serve(&data)?;
    std::fs::write(data.join("ready"), "").context("the folder is not there")?;
    tokio::signal::ctrl_c().await?;
    Ok(())
}
