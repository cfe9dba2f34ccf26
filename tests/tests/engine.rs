//! The engine: one writer, shared commits, *busy* at once, and time that acts by itself.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use sunhall_hall::floor::State;
use sunhall_hall::{Event, Moment};
use sunhall_hub::engine::{CommandId, Engine, MAILBOX, Outcome};
use sunhall_hub::store::{Batch, Fault, Head, Journal, Reply, Store};
use sunhall_tests::small::{Small, morning, reserved, take};
use tempfile::TempDir;

/// A journal that counts its commits, and holds each back while the gate is shut.
struct Gated {
    store: Store,
    commits: Arc<AtomicU32>,
    gate: Arc<Gate>,
}

#[derive(Default)]
struct Gate {
    shut: Mutex<bool>,
    moved: Condvar,
}

impl Gate {
    fn set(&self, shut: bool) {
        *self.shut.lock().unwrap_or_else(PoisonError::into_inner) = shut;
        self.moved.notify_all();
    }

    fn pass(&self) {
        let shut = self.shut.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.moved.wait_while(shut, |shut| *shut).unwrap_or_else(PoisonError::into_inner));
    }
}

impl Journal for Gated {
    fn replay(&mut self, apply: &mut dyn FnMut(&Event)) -> Result<Head, Fault> {
        self.store.replay(apply)
    }

    fn append(&mut self, batch: &Batch) -> Result<Head, Fault> {
        self.gate.pass();
        self.commits.fetch_add(1, Ordering::SeqCst);
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

async fn gated(folder: &TempDir) -> (Small, Arc<AtomicU32>, Arc<Gate>) {
    let (commits, gate) = (Arc::new(AtomicU32::new(0)), Arc::new(Gate::default()));
    let around = |store| Box::new(Gated { store, commits: Arc::clone(&commits), gate: Arc::clone(&gate) }) as Box<dyn Journal>;
    let small = Small::open_with(folder.path(), morning(), around).expect("it opens");
    small.furnish().await.expect("it can be furnished");
    (small, commits, gate)
}

fn ask(engine: &Engine) -> tokio::task::JoinHandle<Outcome> {
    let engine = engine.clone();
    tokio::spawn(async move { take(&engine, engine.new_id(), "kiosk-1").await })
}

#[tokio::test]
async fn commands_that_wait_together_share_a_commit() {
    let folder = TempDir::new().unwrap();
    let (small, commits, gate) = gated(&folder).await;
    let before = commits.load(Ordering::SeqCst);
    reserved(small.take_as(small.engine.new_id()).await).unwrap();
    assert_eq!(commits.load(Ordering::SeqCst), before + 1, "a lone command is committed at once");
    gate.set(true);
    let asks: Vec<_> = (0..200).map(|_| ask(&small.engine)).collect();
    tokio::task::yield_now().await;
    gate.set(false);
    for ask in asks {
        reserved(ask.await.unwrap()).unwrap();
    }
    let shared = commits.load(Ordering::SeqCst) - before - 1;
    assert!(shared <= 10, "200 commands took {shared} commits");
}

#[tokio::test]
async fn a_full_mailbox_says_busy_at_once_and_nothing_happens() {
    let folder = TempDir::new().unwrap();
    let (small, _, gate) = gated(&folder).await;
    gate.set(true);
    let asks: Vec<_> = (0..2 * MAILBOX).map(|_| ask(&small.engine)).collect();
    // Every asker has had its turn when this one has been answered, and the gate is still shut.
    let busy = ask(&small.engine).await.unwrap();
    assert_eq!(busy, Outcome::Busy);
    gate.set(false);
    let (mut done, mut busy) = (0, 0);
    for ask in asks {
        match ask.await.unwrap() {
            Outcome::Busy => busy += 1,
            outcome => done += usize::from(reserved(outcome).is_ok()),
        }
    }
    assert_eq!(done + busy, 2 * MAILBOX);
    assert!(busy > 0);
    assert_eq!(small.engine.hall().floor.tickets.len(), done, "who heard busy has no number");
}

#[tokio::test]
async fn whoever_was_answered_sees_it() {
    let folder = TempDir::new().unwrap();
    let small = Small::new(folder.path()).await.unwrap();
    let mut live = small.engine.live();
    for _ in 0..50 {
        let reserved = small.take().await.unwrap();
        assert!(small.engine.hall().floor.tickets.contains_key(&reserved.ticket));
        assert!(small.engine.texts().get(&reserved.code).is_some());
    }
    let newest = small.engine.newest();
    let seen = live.wait_for(|live| live.seq == newest.seq).await.unwrap();
    assert_eq!(*seen.hall, *newest.hall, "what is published is what was answered");
}

#[tokio::test]
async fn time_acts_by_itself() {
    let folder = TempDir::new().unwrap();
    let small = Small::new(folder.path()).await.unwrap();
    let ticket = reserved(small.take_as(small.engine.new_id()).await).unwrap().ticket;
    let state = |small: &Small| small.engine.hall().floor.ticket(ticket).map(|ticket| (ticket.state.clone(), ticket.unconfirmed));
    small.time(morning().plus_seconds(29)).await;
    assert_eq!(state(&small), Some((State::Reserved, false)));
    small.time(morning().plus_seconds(30)).await;
    assert_eq!(state(&small), Some((State::Waiting, true)), "without an answer it is callable, never silently void");
    assert_eq!(small.findings().unwrap(), Vec::<String>::new());
}
