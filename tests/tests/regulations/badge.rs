//! 佩证上岗 · R04.2: a window opens only for a clerk with a complete badge.

use sunhall_hall::Refusal;
use sunhall_hall::command::Clerk as Act;
use sunhall_hall::ids::WindowNumber;
use sunhall_protocol::Outcome;
use sunhall_protocol::access::DeviceClass;
use sunhall_protocol::board::WindowState;
use sunhall_protocol::pad::{PadAnswer, PadAsk};
use sunhall_tests::hall::{Hall, at};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r04_2_a_window_opens_only_with_a_complete_badge() -> anyhow::Result<()> {
    let hall = Hall::new(at("2026-11-23 09:00")).await?;
    let mut public = hall.screen("board-1", DeviceClass::PublicDisplay).await?;
    let newcomer = hall.clerk_without_badge("0299").await?;
    for window in 1..=8 {
        assert_eq!(newcomer.act(Act::OpenWindow { window: WindowNumber(window) }).await?, Err(Refusal::BadgeIncomplete));
    }
    // Somebody with a badge opens the last window, so that a board newer than all refusals is shown.
    hall.clerk("0207").open(8).await?;
    let board = public.board("window 8 is open", |board| board.windows.iter().any(|window| window.number == 8 && window.state == WindowState::Open)).await?;
    let open: Vec<(u16, Option<&str>)> =
        board.windows.iter().filter(|window| window.state != WindowState::Closed).map(|window| (window.number, window.staff.as_deref())).collect();
    assert_eq!(open, [(8, Some("0207"))]);
    let duty = public.duty("0207 is on duty", |duty| duty.badges.iter().any(|badge| badge.window == Some(8))).await?;
    assert!(duty.badges.iter().all(|badge| badge.number != "0299" || badge.window.is_none()));
    // The badge beside the window is complete: portrait, name, position, number and phone.
    let badge = duty.badges.iter().find(|badge| badge.window == Some(8)).unwrap();
    assert!(badge.portrait.is_some() && !badge.name.is_empty() && !badge.position.zh.is_empty() && !badge.phone.is_empty(), "{badge:?}");
    hall.stop().await.map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r04_2_nobody_is_called_to_a_window_without_a_clerk() -> anyhow::Result<()> {
    let hall = Hall::new(at("2026-11-23 09:00")).await?;
    hall.kiosk("kiosk-1").await?.take_and_print("SB01", None).await?;
    let mut pad = hall.pad("pad-2").await?;
    let said: Outcome<PadAnswer> = pad.ask(hall.engine.new_id().0, &PadAsk::CallNext).await?;
    let Outcome::Refused(refusal) = said else { anyhow::bail!("the pad was answered {said:?}") };
    assert_eq!(refusal.key, "refusal-not-signed-on");
    hall.clerk("0203").open(2).await?;
    let said: Outcome<PadAnswer> = pad.ask(hall.engine.new_id().0, &PadAsk::CallNext).await?;
    assert_eq!(said, Outcome::Done(PadAnswer::Window { ticket: Some("A001".into()) }));
    hall.stop().await.map(drop)
}
