//! The journal: what was decided comes back the same after a restart, and every byte that was touched is found and named.

use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, params};
use sunhall_hall::command::Clerk;
use sunhall_hall::ids::WindowNumber;
use sunhall_hub::clock::{Clock, MovedClock};
use sunhall_hub::config::example_with;
use sunhall_hub::engine::StartError;
use sunhall_hub::folder::Folder;
use sunhall_tests::small::{Small, at, findings, morning};
use tempfile::TempDir;

/// A day with calls, an undone call and finish, a missed and a parked ticket, a rating, its end, and the first number of the next day.
async fn a_day(small: &Small) -> anyhow::Result<()> {
    small.clerk(Clerk::OpenWindow { window: WindowNumber(1) }).await?;
    let (first, _missed, _parked) = (small.take().await?, small.take().await?, small.take().await?);
    small.clerk(Clerk::CallNext).await?;
    small.clerk(Clerk::Undo).await?;
    small.clerk(Clerk::CallNext).await?;
    small.clerk(Clerk::Start).await?;
    small.clerk(Clerk::Finish).await?;
    small.clerk(Clerk::Undo).await?;
    small.time(at(23, 10, 5)).await;
    small.clerk(Clerk::Finish).await?;
    small.rate(first.ticket, 5, "很快，谢谢").await?;
    small.clerk(Clerk::CallNext).await?;
    small.clerk(Clerk::MarkMissed).await?;
    small.clerk(Clerk::CallNext).await?;
    small.clerk(Clerk::Start).await?;
    small.clerk(Clerk::Park { minutes: None }).await?;
    small.time(at(24, 9, 0)).await;
    small.take().await?;
    Ok(())
}

#[tokio::test]
async fn a_restart_finds_the_same_hall() {
    let folder = TempDir::new().unwrap();
    let small = Small::new(folder.path()).await.unwrap();
    a_day(&small).await.unwrap();
    let before = small.engine.hall();
    let seq = small.engine.newest().seq;
    let small = small.restart().await.unwrap();
    assert_eq!(*small.engine.hall(), *before);
    assert_eq!(small.engine.newest().seq, seq);
    assert_eq!(small.findings().unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn the_past_reads_as_it_was() {
    let folder = TempDir::new().unwrap();
    let small = Small::new(folder.path()).await.unwrap();
    small.clerk(Clerk::OpenWindow { window: WindowNumber(1) }).await.unwrap();
    let first = small.take().await.unwrap();
    small.clerk(Clerk::CallNext).await.unwrap();
    small.clerk(Clerk::Start).await.unwrap();
    small.clerk(Clerk::Finish).await.unwrap();
    assert!(small.engine.reports().ticket(first.ticket).unwrap().ended_at.is_some());
    small.clerk(Clerk::Undo).await.unwrap();
    let undone = small.engine.reports().ticket(first.ticket).unwrap();
    assert_eq!((undone.ended_at, undone.outcome), (None, None), "what was undone is not in the past");
    assert!(undone.started_at.is_some());
    small.clerk(Clerk::Finish).await.unwrap();
    small.rate(first.ticket, 4, "很好").await.unwrap();

    assert_eq!(small.engine.reports().month().hall.served, 0, "today is not told yet");
    small.time(at(24, 9, 0)).await;
    let reports = small.engine.reports();
    let month = reports.month();
    assert_eq!((month.hall.served, month.hall.rated), (1, None), "one rating alone is not shown");
    assert_eq!(month.staff.values().next().unwrap().served, 1);
    assert_eq!((reports.yesterday().issued, reports.yesterday().served), (1, 1));
    let past = reports.ticket(first.ticket).unwrap();
    assert_eq!((past.outcome, past.rated, past.window), (Some(sunhall_hall::floor::Outcome::Served), true, Some(WindowNumber(1))));
}

#[tokio::test]
async fn a_ticket_is_found_by_its_code_and_by_number_with_short_code() {
    let folder = TempDir::new().unwrap();
    let small = Small::new(folder.path()).await.unwrap();
    let (first, second) = (small.take().await.unwrap(), small.take().await.unwrap());
    let code = small.engine.texts().get(&first.code).unwrap();
    let spoken = format!("{}-{}", &code[..4], &code[4..]).to_lowercase().replace('1', "l").replace('0', "o");
    let engine = &small.engine;
    assert_eq!(engine.ticket_by_code(&code), Some(first.ticket));
    assert_eq!(engine.ticket_by_code(&spoken), Some(first.ticket));
    assert_eq!(engine.ticket_by_code(&code[..8]), None, "the short code alone names nobody");
    assert_eq!(engine.ticket_by_number(first.number, &spoken[..9]), Some(first.ticket));
    assert_eq!(engine.ticket_by_number(second.number, &code[..8]), None, "number and code belong together");
    assert_eq!(engine.ticket_by_number(first.number, ""), None);
    small.time(at(30, 9, 0)).await;
    assert_eq!(small.engine.ticket_by_number(first.number, &code[..8]), Some(first.ticket), "it can still be rated");
    small.clock.set(at(30, 9, 0).plus_minutes(3 * 24 * 60));
    assert_eq!(small.engine.ticket_by_number(first.number, &code[..8]), None);
}

/// Changes one byte of one column of one row, looks, and puts it back.
fn flipped(database: &Path, table: &str, column: &str, row: &str) -> Vec<String> {
    let connection = Connection::open(database).expect("the database can be read and changed");
    let select = format!("SELECT CAST({column} AS BLOB), typeof({column}) FROM {table} WHERE {row}");
    let (bytes, kind): (Vec<u8>, String) =
        connection.query_row(&select, [], |row| Ok((row.get(0)?, row.get(1)?))).expect("the database can be read and changed");
    let put = |bytes: &[u8]| {
        let sql = format!("UPDATE {table} SET {column} = CAST(?1 AS {kind}) WHERE {row}");
        assert_eq!(connection.execute(&sql, params![bytes]).expect("the database can be read and changed"), 1, "{sql}");
    };
    let mut touched = bytes.clone();
    let middle = touched.len() / 2;
    touched[middle] ^= 1;
    put(&touched);
    let found = findings(database).expect("the database can be read and changed");
    put(&bytes);
    found
}

#[tokio::test]
async fn a_flipped_byte_is_found_and_its_event_named() {
    let folder = TempDir::new().unwrap();
    let small = Small::new(folder.path()).await.unwrap();
    a_day(&small).await.unwrap();
    let last = small.engine.newest().seq;
    let (database, clean) = (small.database(), Vec::<String>::new());
    small.engine.stop().await;
    assert_eq!(findings(&database).unwrap(), clean);

    for seq in 1..=last {
        for column in ["envelope", "nonce", "hash"] {
            let found = flipped(&database, "event", column, &format!("seq = {seq}"));
            let named: Vec<&String> = found.iter().filter(|finding| finding.starts_with("event ")).collect();
            assert_eq!(named.len(), 1, "{column} of event {seq}: {found:?}");
            assert!(named[0].starts_with(&format!("event {seq}:")), "{column} of event {seq}: {found:?}");
        }
    }
    for (table, column, row, word) in [
        ("text", "text", "kind = 'words'", "text "),
        ("text", "salt", "kind = 'words'", "named by event"),
        ("file", "bytes", "1", "file "),
        ("root", "root", "1", "daily root of 2026-11-23"),
        ("ticket", "outcome", "id = 1", "view ticket, row 1"),
    ] {
        let found = flipped(&database, table, column, row);
        assert_eq!(found.len(), 1, "{table}.{column}: {found:?}");
        assert!(found[0].contains(word), "{found:?}");
    }
    assert_eq!(findings(&database).unwrap(), clean, "everything is as it was again");

    Connection::open(&database).unwrap().execute("DELETE FROM event WHERE seq = 5", []).unwrap();
    assert!(findings(&database).unwrap().contains(&"event 5: it is missing".to_owned()));
    let start = Small::open(folder.path(), at(24, 9, 0)).err().unwrap();
    assert!(format!("{start:#}").contains("event 5"), "a hub does not start on a broken chain: {start:#}");
}

#[tokio::test]
async fn views_are_the_same_when_they_are_rebuilt() {
    let folder = TempDir::new().unwrap();
    let small = Small::new(folder.path()).await.unwrap();
    a_day(&small).await.unwrap();
    let database = small.database();
    Connection::open(&database).unwrap().execute_batch("UPDATE ticket SET outcome = 'cancelled' WHERE id = 1; DELETE FROM ticket WHERE id = 2;").unwrap();
    assert_eq!(small.findings().unwrap().len(), 2);
    let events = small.engine.rebuild_views().await.unwrap();
    assert_eq!(events, small.engine.newest().seq);
    assert_eq!(small.findings().unwrap(), Vec::<String>::new());
    small.take().await.unwrap();
    assert_eq!(small.findings().unwrap(), Vec::<String>::new(), "and they go on");
}

#[tokio::test]
async fn a_log_that_ends_far_ahead_of_the_clock_is_refused_in_words() {
    let folder = TempDir::new().unwrap();
    let small = Small::new(folder.path()).await.unwrap();
    small.engine.stop().await;
    drop(small);
    let error = Small::open_with(folder.path(), at(23, 9, 0), |store| Box::new(store)).err().unwrap();
    assert!(matches!(error, StartError::Clock(_)) && error.to_string().contains("60 minutes ahead"), "{error}");
    let small = Small::open(folder.path(), at(23, 9, 55)).unwrap();
    assert!(small.engine.now() >= morning(), "time goes on from the last event");
}

#[tokio::test]
async fn a_demo_clock_is_set_at_the_first_start_and_never_again() {
    let temporary = TempDir::new().unwrap();
    let data = temporary.path().join("data");
    let folder = Folder::init(&data, &example_with("small", "127.0.0.1:0", "127.0.0.1:0", None)).unwrap();
    let clock: Arc<dyn Clock> = Arc::new(MovedClock::new(morning()));
    let hour = 3_600_000;
    let engine = folder.start(Arc::clone(&clock), Some(hour)).unwrap();
    assert_eq!(engine.now(), at(23, 11, 0));
    engine.stop().await;
    for asked in [None, Some(0), Some(7 * hour)] {
        let engine = folder.start(Arc::clone(&clock), asked).unwrap();
        assert_eq!(engine.now(), at(23, 11, 0), "asked {asked:?}");
        engine.stop().await;
    }
    assert!(Folder::try_open(&data).unwrap().is_none(), "only one process may write");
    drop(folder);
    assert!(Folder::try_open(&data).unwrap().is_some());
}
