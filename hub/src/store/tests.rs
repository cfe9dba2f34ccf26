//! The store under an engine: durable pragmas, a database that may not grow, somebody else's writes.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use sunhall_hall::access::DeviceClass;
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::{DeviceName, StaffNumber, TextRef};
use sunhall_hall::{Event, Moment};
use tempfile::TempDir;

use super::*;
use crate::clock::MovedClock;
use crate::draw::Draw;
use crate::engine::{Engine, Outcome, Setup};

const NOW: Moment = Moment(1_795_400_040_000);

/// A store whose database may grow only to so many pages.
struct Limited {
    store: Store,
    pages_max: Arc<AtomicI64>,
}

impl Journal for Limited {
    fn replay(&mut self, apply: &mut dyn FnMut(&Event)) -> Result<Head, Fault> {
        self.store.replay(apply)
    }

    fn append(&mut self, batch: &Batch) -> Result<Head, Fault> {
        self.store.connection.pragma_update(None, "max_page_count", self.pages_max.load(Ordering::SeqCst)).map_err(storage)?;
        self.store.append(batch)
    }

    fn reply(&mut self, id: CommandId) -> Result<Option<Reply>, Fault> {
        self.store.reply(id)
    }

    fn rebuild_views(&mut self) -> Result<u64, Fault> {
        self.store.rebuild_views()
    }

    fn forget_replies(&mut self, before: Moment) -> Result<(), Fault> {
        self.store.forget_replies(before)
    }
}

fn start(journal: Box<dyn Journal>, folder: &TempDir) -> Engine {
    let reader = Reader::new(&folder.path().join(DATABASE));
    let clock = Arc::new(MovedClock::new(NOW));
    let security = SecurityLog::in_memory().unwrap();
    let (draw, allow_edit) = (Draw::from_seed([5; 32]), Box::new(|_: &_, _, _: crate::engine::Lookup<'_>| Ok(())));
    Engine::start(Setup { journal, reader, security, clock, offset_ms: 0, draw, allow_edit }).unwrap()
}

fn open(folder: &TempDir) -> Store {
    Store::open(&folder.path().join(DATABASE), "small").unwrap()
}

/// Enrols a device; its row of 2 KiB makes the database grow.
async fn enrol(engine: &Engine, id: CommandId, device: u32) -> Outcome {
    let make = move |draw: &mut Draw| Administrator::Enrol {
        device: DeviceName::new(format!("kiosk-{device}")),
        class: DeviceClass::Kiosk,
        window: None,
        secret: draw.secret(&"x".repeat(2_000)),
    };
    engine.administrators().ask(id, Actor::Console, StaffNumber::console(), make).await
}

fn refused(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Decided(Err(_)))
}

fn done(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Decided(Ok(_)))
}

#[tokio::test]
async fn a_full_database_is_a_clear_fault_for_every_asker_and_the_hub_recovers() {
    let folder = TempDir::new().unwrap();
    let pages_max = Arc::new(AtomicI64::new(1_000_000));
    let engine = start(Box::new(Limited { store: open(&folder), pages_max: Arc::clone(&pages_max) }), &folder);
    assert!(done(&enrol(&engine, engine.new_id(), 0).await));

    pages_max.store(1, Ordering::SeqCst);
    let before = engine.hall();
    let ids: Vec<CommandId> = (0..100).map(|_| engine.new_id()).collect();
    let asks: Vec<_> = ids
        .iter()
        .zip(1..)
        .map(|(id, device)| {
            let (engine, id) = (engine.clone(), *id);
            tokio::spawn(async move { enrol(&engine, id, device).await })
        })
        .collect();
    let mut faults = 0;
    for ask in asks {
        let outcome = ask.await.unwrap();
        assert!(done(&outcome) || outcome == Outcome::Fault, "{outcome:?}");
        faults += u32::from(outcome == Outcome::Fault);
    }
    assert!(faults > 0, "the database was not full");
    let known = engine.hall().access.devices.len();
    assert_eq!(known, before.access.devices.len() + 100 - faults as usize, "a fault leaves nothing behind");

    pages_max.store(1_000_000, Ordering::SeqCst);
    for (id, device) in ids.iter().zip(1..) {
        let outcome = enrol(&engine, *id, device).await;
        assert!(done(&outcome), "a repeat after the fault is done once: {outcome:?}");
    }
    assert!(refused(&enrol(&engine, engine.new_id(), 1).await), "the name is taken once");
    assert_eq!(engine.hall().access.devices.len(), 101);
    engine.stop().await;
    let verified = verify(&folder.path().join(DATABASE), "small").unwrap();
    assert_eq!((verified.events, verified.findings), (101, Vec::new()));
}

#[tokio::test]
async fn a_hub_whose_journal_was_written_by_another_steps_down() {
    let folder = TempDir::new().unwrap();
    let engine = start(Box::new(open(&folder)), &folder);
    assert!(done(&enrol(&engine, engine.new_id(), 0).await));
    let mut other = open(&folder);
    other.replay(&mut |_| {}).unwrap();
    let secret = TextRef { key: "0".into(), hash: "0".into() };
    let event =
        Event::Access(sunhall_hall::access::Event::DeviceEnrolled { device: DeviceName::new("other"), class: DeviceClass::Kiosk, window: None, secret });
    let fact = Fact { time: NOW, actor: Actor::Console, device: None, command: None, nonce: [0; 16], event };
    other.append(&Batch { facts: vec![fact], ..Batch::default() }).unwrap();

    assert_eq!(enrol(&engine, engine.new_id(), 1).await, Outcome::Fault);
    let mut live = engine.live();
    while live.changed().await.is_ok() {}
    assert_eq!(enrol(&engine, engine.new_id(), 2).await, Outcome::Fault, "it has stepped down");
}

#[test]
fn the_store_reads_back_that_it_is_durable() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    let (mode, synchronous): (String, i64) = store
        .connection
        .query_row("SELECT journal_mode, synchronous FROM pragma_journal_mode, pragma_synchronous", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    assert_eq!((mode.as_str(), synchronous), ("wal", 2));
    drop(store);
    // A database in memory cannot keep a write-ahead log, and is refused for it.
    assert!(matches!(Store::open(std::path::Path::new(":memory:"), "small"), Err(Fault::NotDurable(_))));
}

#[test]
fn a_folder_of_another_hall_or_of_a_newer_program_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(DATABASE);
    open(&folder).connection.pragma_update(None, "user_version", 999).unwrap();
    assert!(matches!(Store::open(&path, "small"), Err(Fault::Newer { found: 999, .. })));
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 1).unwrap();
    assert!(Store::open(&path, "other").err().unwrap().to_string().contains("belongs to the hall small"));
}

#[test]
fn old_replies_are_forgotten_by_the_time_in_their_ids() {
    let folder = TempDir::new().unwrap();
    let mut store = open(&folder);
    let id = |ms: u64| CommandId(uuid::Builder::from_unix_timestamp_millis(ms, &[7; 10]).into_uuid());
    let reply = |ms| Reply { id: id(ms), at: NOW, asker: "console".to_owned(), decided: Ok(sunhall_hall::Answer::Done) };
    store.append(&Batch { replies: vec![reply(1_000), reply(2_000)], ..Batch::default() }).unwrap();
    store.forget_replies(Moment(2_000)).unwrap();
    assert!(store.reply(id(1_000)).unwrap().is_none());
    assert_eq!(store.reply(id(2_000)).unwrap().unwrap().decided, Ok(sunhall_hall::Answer::Done));
}

#[test]
fn an_erased_text_is_gone_from_the_file_and_the_chain_stays_whole() {
    let folder = TempDir::new().unwrap();
    let mut store = open(&folder);
    let mut draw = Draw::from_seed([9; 32]);
    let secret = draw.secret("a word that must go away for good");
    let key = secret.key.clone();
    let event =
        Event::Access(sunhall_hall::access::Event::DeviceEnrolled { device: DeviceName::new("kiosk-1"), class: DeviceClass::Kiosk, window: None, secret });
    let fact = Fact { time: NOW, actor: Actor::Console, device: None, command: None, nonce: draw.bytes(), event };
    store.append(&Batch { facts: vec![fact], rows: draw.take_rows(), replies: Vec::new() }).unwrap();
    assert!(store.erase_text(&key, NOW).unwrap());
    assert!(!store.erase_text(&key, NOW).unwrap(), "only once");
    drop(store);
    let verified = verify(&folder.path().join(DATABASE), "small").unwrap();
    assert_eq!((verified.events, verified.texts, verified.erased, verified.findings), (1, 0, 1, Vec::new()));
    let bytes = std::fs::read(folder.path().join(DATABASE)).unwrap();
    assert!(!bytes.windows(16).any(|window| window == b"a word that must"), "the words are still in the file");
}

#[test]
fn a_ticket_is_found_without_looking_through_all_of_them() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    for sql in [reader::BY_CODE, reader::BY_NUMBER] {
        let mut statement = store.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let blanks = vec![""; statement.parameter_count()];
        let steps = statement.query_map(rusqlite::params_from_iter(blanks), |row| row.get::<_, String>(3)).unwrap();
        let steps: Vec<String> = steps.collect::<Result<_, _>>().unwrap();
        assert!(steps.len() == 2 && steps.iter().all(|step| step.starts_with("SEARCH")), "{steps:?}");
    }
}
