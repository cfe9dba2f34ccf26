//! The floor of issue and call: a bare axum handler with one writer thread that hash-chains and group-commits a row
//! of the same size into SQLite (WAL, FULL) and answers after the commit. Nothing is decided, nothing is published.

use std::path::Path;
use std::sync::mpsc;

use axum::extract::{Path as Segment, State};
use axum::http::StatusCode;
use axum::{Json, Router, routing::post};
use rusqlite::Connection;
use serde_json::{Value, json};
use tokio::sync::oneshot;

/// The same bounds as the hub's mailbox and batch.
const MAILBOX: usize = 4_096;
const BATCH: usize = 512;

type Row = (Vec<u8>, oneshot::Sender<u64>);

/// Serves `POST /row/{bytes}` on a free port of the loopback until the process ends; the address is printed.
pub fn serve(folder: &Path) -> anyhow::Result<()> {
    let (sender, receiver) = mpsc::sync_channel::<Row>(MAILBOX);
    let connection = open(folder)?;
    std::thread::Builder::new().name("floor-writer".into()).spawn(move || {
        if let Err(fault) = write(connection, &receiver) {
            eprintln!("the floor's writer ended: {fault}");
        }
    })?;
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async move {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        let router = Router::new().route("/row/{bytes}", post(append)).with_state(sender);
        axum::serve(listener, router).await?;
        Ok(())
    })
}

async fn append(State(sender): State<mpsc::SyncSender<Row>>, Segment(bytes): Segment<usize>, Json(body): Json<Value>) -> (StatusCode, Json<Value>) {
    let mut row = serde_json::to_vec(&body).unwrap_or_default();
    row.resize(bytes, b' ');
    let (answer, answered) = oneshot::channel();
    let seq = match sender.try_send((row, answer)) {
        Ok(()) => answered.await.ok(),
        Err(_) => None,
    };
    seq.map_or((StatusCode::SERVICE_UNAVAILABLE, Json(json!({}))), |seq| (StatusCode::OK, Json(json!({ "seq": seq }))))
}

fn open(folder: &Path) -> anyhow::Result<Connection> {
    let connection = Connection::open(folder.join("floor.sqlite"))?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "wal_autocheckpoint", 4_000)?;
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    let synchronous: i64 = connection.pragma_query_value(None, "synchronous", |row| row.get(0))?;
    anyhow::ensure!(mode == "wal" && synchronous == 2, "the floor must be durable");
    connection.execute_batch("create table if not exists row (seq integer primary key, body blob not null, hash blob not null) strict")?;
    Ok(connection)
}

fn write(mut connection: Connection, receiver: &mpsc::Receiver<Row>) -> anyhow::Result<()> {
    let mut previous = blake3::hash(b"floor");
    let mut seq = 0_u64;
    while let Ok(first) = receiver.recv() {
        let mut batch = vec![first];
        batch.extend(receiver.try_iter().take(BATCH - 1));
        let transaction = connection.transaction()?;
        let mut answers = Vec::with_capacity(batch.len());
        for (body, answer) in batch {
            let mut hasher = blake3::Hasher::new();
            hasher.update(previous.as_bytes());
            previous = hasher.update(&body).finalize();
            seq += 1;
            let stored = i64::try_from(seq)?;
            transaction.prepare_cached("insert into row values (?1, ?2, ?3)")?.execute((stored, &body, previous.as_bytes().as_slice()))?;
            answers.push((answer, seq));
        }
        transaction.commit()?;
        for (answer, seq) in answers {
            // A client that has gone away needs no answer.
            let _gone = answer.send(seq);
        }
    }
    Ok(())
}
