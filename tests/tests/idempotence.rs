//! The same command id always gets the same answer: at once, in a race, after a restart, after a crash between commit and answer.

use std::collections::BTreeSet;

use sunhall_hall::ids::TicketId;
use sunhall_hall::{Event, Moment};
use sunhall_hub::engine::{CommandId, Outcome};
use sunhall_hub::store::{Batch, Fault, Head, Journal, Reply, Store};
use sunhall_tests::small::{Small, at, morning, reserved, take};
use tempfile::TempDir;
use uuid::Uuid;

const DAY_MS: i64 = 24 * 3600 * 1000;

fn made_at(ms: i64) -> CommandId {
    CommandId(uuid::Builder::from_unix_timestamp_millis(u64::try_from(ms).unwrap_or(0), &[3; 10]).into_uuid())
}

fn tickets(small: &Small) -> Vec<TicketId> {
    small.engine.hall().floor.tickets.keys().copied().collect()
}

#[tokio::test]
async fn a_repeat_gets_the_first_answer_also_after_a_restart() {
    let folder = TempDir::new().unwrap();
    let small = Small::new(folder.path()).await.unwrap();
    let id = small.engine.new_id();
    let first = small.take_as(id).await;
    assert_eq!(small.take_as(id).await, first);
    small.take().await.unwrap();
    let small = small.restart().await.unwrap();
    assert_eq!(small.take_as(id).await, first);
    assert_eq!(tickets(&small).len(), 2, "the repeat drew no number");
    let code = small.engine.texts().get(&reserved(first).unwrap().code);
    assert!(code.is_some(), "the code is read from its row, also after a restart");
}

#[tokio::test]
async fn repeats_that_race_get_one_answer() {
    let folder = TempDir::new().unwrap();
    let small = Small::new(folder.path()).await.unwrap();
    let ids: Vec<CommandId> = (0..8).map(|_| small.engine.new_id()).collect();
    let asks: Vec<_> = (0..400)
        .map(|turn| {
            let (engine, id) = (small.engine.clone(), ids[turn % ids.len()]);
            tokio::spawn(async move { (id, take(&engine, id, "kiosk-1").await) })
        })
        .collect();
    let mut answers = BTreeSet::new();
    for ask in asks {
        let (id, outcome) = ask.await.unwrap();
        answers.insert((id, reserved(outcome).unwrap().ticket));
    }
    assert_eq!(answers.len(), ids.len(), "one ticket for each id: {answers:?}");
    assert_eq!(tickets(&small).len(), ids.len());
    assert_eq!(small.findings().unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn refusals_are_remembered_too() {
    let folder = TempDir::new().unwrap();
    let small = Small::open(folder.path(), morning()).unwrap();
    let id = small.engine.new_id();
    let refused = small.take_as(id).await;
    assert!(matches!(refused, Outcome::Decided(Err(_))), "an empty hall gives no numbers: {refused:?}");
    small.furnish().await.unwrap();
    assert_eq!(small.take_as(id).await, refused, "the first answer stands");
    let small = small.restart().await.unwrap();
    assert_eq!(small.take_as(id).await, refused);
    assert!(reserved(small.take_as(small.engine.new_id()).await).is_ok());
}

#[tokio::test]
async fn ids_count_only_around_the_hubs_time() {
    let folder = TempDir::new().unwrap();
    let small = Small::new(folder.path()).await.unwrap();
    let Moment(now) = small.engine.now();
    let minute = 60_000;
    for (id, holds) in [
        (made_at(now), true),
        (made_at(now + 10 * minute), true),
        (made_at(now + 10 * minute + 1), false),
        (made_at(now - 30 * DAY_MS), true),
        (made_at(now - 30 * DAY_MS - 1), false),
        (CommandId(Uuid::nil()), false),
        (CommandId(uuid::Builder::from_random_bytes([9; 16]).into_uuid()), false),
    ] {
        let outcome = small.take_as(id).await;
        assert_eq!(outcome == Outcome::IdRefused { hub_time: Moment(now) }, !holds, "{id:?}: {outcome:?}");
    }
}

#[tokio::test]
async fn a_repeat_by_somebody_else_is_no_repeat() {
    let folder = TempDir::new().unwrap();
    let small = Small::new(folder.path()).await.unwrap();
    let id = small.engine.new_id();
    assert!(reserved(take(&small.engine, id, "kiosk-1").await).is_ok());
    assert!(matches!(take(&small.engine, id, "kiosk-2").await, Outcome::IdRefused { .. }));
    let small = small.restart().await.unwrap();
    assert!(matches!(take(&small.engine, id, "kiosk-2").await, Outcome::IdRefused { .. }));
}

#[tokio::test]
async fn answers_are_kept_thirty_days() {
    let folder = TempDir::new().unwrap();
    let small = Small::new(folder.path()).await.unwrap();
    let id = small.engine.new_id();
    let first = small.take_as(id).await;
    let small = small.restart().await.unwrap();
    small.time(Moment(at(23, 10, 0).0 + 29 * DAY_MS)).await;
    let small = small.restart().await.unwrap();
    assert_eq!(small.take_as(id).await, first);
    small.time(Moment(at(23, 10, 0).0 + 31 * DAY_MS)).await;
    assert!(matches!(small.take_as(id).await, Outcome::IdRefused { .. }));
}

/// A journal that commits and then dies before anybody is told.
struct Dying {
    store: Store,
    appends_left: u32,
}

impl Journal for Dying {
    fn replay(&mut self, apply: &mut dyn FnMut(&Event)) -> Result<Head, Fault> {
        self.store.replay(apply)
    }

    fn append(&mut self, batch: &Batch) -> Result<Head, Fault> {
        let head = self.store.append(batch)?;
        assert!(self.appends_left > 0, "the power fails");
        self.appends_left -= 1;
        Ok(head)
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

#[tokio::test]
async fn a_crash_between_commit_and_answer_then_the_same_request_again() {
    let folder = TempDir::new().unwrap();
    let small = Small::new(folder.path()).await.unwrap();
    small.engine.stop().await;
    drop(small);

    let small = Small::open_with(folder.path(), morning(), |store| Box::new(Dying { store, appends_left: 1 })).unwrap();
    let (told, lost) = (small.engine.new_id(), small.engine.new_id());
    let answered = small.take_as(told).await;
    assert!(reserved(answered.clone()).is_ok());
    assert_eq!(small.take_as(lost).await, Outcome::Fault, "nobody was told");
    drop(small);

    let small = Small::open(folder.path(), morning()).unwrap();
    assert_eq!(tickets(&small).len(), 2, "it had been committed");
    let again = reserved(small.take_as(lost).await).unwrap();
    assert_eq!(reserved(small.take_as(lost).await).unwrap().ticket, again.ticket);
    assert_eq!(small.take_as(told).await, answered);
    assert_eq!(tickets(&small).len(), 2, "nobody got a second number");
    assert_eq!(small.findings().unwrap(), Vec::<String>::new());
}
