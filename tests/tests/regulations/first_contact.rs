//! 首问负责 · R16.2: the first who was asked stays responsible, whatever happens to the ticket afterwards.

use sunhall_hall::command::Clerk as Act;
use sunhall_hall::floor::{TransferTo, Why};
use sunhall_hall::ids::{TicketId, WindowNumber};
use sunhall_tests::hall::{Hall, at};

fn first_contact(hall: &Hall, ticket: u64) -> Option<String> {
    hall.engine.hall().first_contact.of(TicketId(ticket)).map(|contact| contact.staff.to_string())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r16_2_first_contact_is_never_overwritten() -> anyhow::Result<()> {
    let hall = Hall::new(at("2026-11-23 09:00")).await?;
    let (first, second) = (hall.clerk("0203"), hall.clerk("0204"));
    first.open(2).await?;
    second.open(3).await?;
    let slip = hall.kiosk("kiosk-1").await?.take_and_print("SB01", None).await?;
    first.call().await?;
    assert_eq!(first_contact(&hall, slip.ticket), None, "nobody was asked yet");
    first.does(Act::Start).await?;
    hall.seconds_pass(10).await;
    assert_eq!(first_contact(&hall, slip.ticket), None, "the start can still be undone");
    hall.seconds_pass(1).await;
    assert_eq!(first_contact(&hall, slip.ticket).as_deref(), Some("0203"));

    // Handed on, served, parked and served again by somebody else.
    first.does(Act::Transfer { to: TransferTo::Window(WindowNumber(3)) }).await?;
    assert_eq!(second.call().await?.why, Why::Transferred);
    second.does(Act::Start).await?;
    hall.minutes_pass(1).await;
    second.does(Act::Park { minutes: Some(5) }).await?;
    hall.minutes_pass(5).await;
    second.call().await?;
    second.does(Act::Start).await?;
    hall.minutes_pass(3).await;
    second.does(Act::Finish).await?;
    assert_eq!(first_contact(&hall, slip.ticket).as_deref(), Some("0203"));
    assert_eq!(recorded(&hall, slip.ticket)?, (Some("0203".into()), Some("0204".into())), "the record names both: first contact and who served");

    let hall = hall.restart().await?;
    assert_eq!(first_contact(&hall, slip.ticket).as_deref(), Some("0203"));
    hall.verify()?;
    hall.stop().await.map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r16_2_a_start_taken_back_names_nobody() -> anyhow::Result<()> {
    let hall = Hall::new(at("2026-11-23 09:00")).await?;
    let (first, second) = (hall.clerk("0203"), hall.clerk("0204"));
    first.open(2).await?;
    second.open(3).await?;
    let slip = hall.kiosk("kiosk-1").await?.take_and_print("YB01", None).await?;
    hall.minutes_pass(16).await;
    first.call().await?;
    first.does(Act::Start).await?;
    hall.seconds_pass(5).await;
    first.does(Act::Undo).await?;
    hall.minutes_pass(1).await;
    assert_eq!(first_contact(&hall, slip.ticket), None);
    first.does(Act::MarkMissed).await?;
    hall.clerk("0101").does(Act::BringBack { number: sunhall_tests::clerk::number(&slip.number) }).await?;
    second.call().await?;
    second.does(Act::Start).await?;
    hall.seconds_pass(11).await;
    assert_eq!(first_contact(&hall, slip.ticket).as_deref(), Some("0204"));
    hall.stop().await.map(drop)
}

/// First contact and last clerk of a ticket as the record keeps them.
fn recorded(hall: &Hall, ticket: u64) -> anyhow::Result<(Option<String>, Option<String>)> {
    let connection = rusqlite::Connection::open_with_flags(hall.database(), rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let id = i64::try_from(ticket)?;
    Ok(connection.query_row("SELECT first_contact, staff FROM ticket WHERE id = ?1", [id], |row| Ok((row.get(0)?, row.get(1)?)))?)
}
