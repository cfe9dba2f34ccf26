//! The floor of issue and call: a bare axum handler with one writer thread that hash-chains and group-commits a row
//! of the same size into SQLite (WAL, FULL) and answers after the commit. Nothing is decided, nothing is published.

use std::path::Path;
use std::sync::mpsc;

use axum::extract::State;
use axum::{Json, Router, routing::post};
use rusqlite::Connection;
use serde_json::{Value, json};
use tokio::sync::oneshot;

/// Bytes of the row: what one issued ticket adds to the journal (two envelopes, their seals, a text row and a reply).
pub const ROW_BYTES: usize = 1200;

const MAILBOX: usize = 1024;
const BATCH: usize = 256;

type Row = (Vec<u8>, oneshot::Sender<u64>);

/// Serves on a free port of the loopback until the process ends; the port is printed.
pub fn serve(folder: &Path) -> anyhow::Result<()> {
    let (sender, receiver) = mpsc::sync_channel::<Row>(MAILBOX);
    let connection = open(folder)?;
    std::thread::Builder::new().name("floor-writer".into()).spawn(move || write(connection, &receiver))?;
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async move {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("{}", listener.local_addr()?);
        let router = Router::new().route("/row", post(append)).with_state(sender);
        axum::serve(listener, router).await?;
        Ok(())
    })
}

async fn append(State(sender): State<mpsc::SyncSender<Row>>, Json(body): Json<Value>) -> Json<Value> {
    let mut row = serde_json::to_vec(&body).unwrap_or_default();
    row.resize(ROW_BYTES, b' ');
    let (answer, answered) = oneshot::channel();
    let sent = sender.try_send((row, answer)).is_ok();
    let seq = if sent { answered.await.unwrap_or_default() } else { 0 };
    Json(json!({ "seq": seq }))
}

fn open(folder: &Path) -> anyhow::Result<Connection> {
    let connection = Connection::open(folder.join("floor.sqlite"))?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    let synchronous: i64 = connection.pragma_query_value(None, "synchronous", |row| row.get(0))?;
    anyhow::ensure!(mode == "wal" && synchronous == 2, "the floor must be durable");
    connection.execute_batch("create table row (seq integer primary key, body blob not null, hash blob not null) strict")?;
    Ok(connection)
}

fn write(mut connection: Connection, receiver: &mpsc::Receiver<Row>) {
    let mut previous = blake3::hash(b"floor");
    let mut seq = 0;
    while let Ok(first) = receiver.recv() {
        let mut batch = vec![first];
        batch.extend(receiver.try_iter().take(BATCH - 1));
        let Ok(transaction) = connection.transaction() else { return };
        let mut answers = Vec::with_capacity(batch.len());
        {
            let Ok(mut insert) = transaction.prepare_cached("insert into row values (?1, ?2, ?3)") else { return };
            for (body, answer) in batch {
                let mut hasher = blake3::Hasher::new();
                previous = *hasher.update(previous.as_bytes()).update(&body).finalize().as_bytes().into_hash();
                seq += 1;
                if insert.execute((seq, &body, previous.as_bytes().as_slice())).is_err() {
                    return;
                }
                answers.push((answer, seq));
            }
        }
        if transaction.commit().is_err() {
            return;
        }
        for (answer, seq) in answers {
            drop(answer.send(seq.try_into().unwrap_or_default()));
        }
    }
}
