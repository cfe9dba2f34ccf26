//! The floor's queue rules as citizens and clerks see them.

use std::collections::BTreeSet;

use sunhall_hall::Refusal;
use sunhall_hall::command::{Called, Clerk as Act};
use sunhall_hall::floor::Why;
use sunhall_protocol::Outcome;
use sunhall_protocol::access::DeviceClass;
use sunhall_protocol::kiosk::PriorityClass;
use sunhall_protocol::pad::{PadAnswer, PadAsk};
use sunhall_tests::clerk::{Clerk, number};
use sunhall_tests::hall::{Hall, at};

/// Calls, starts and finishes one; the call.
async fn serve_next(hall: &Hall, clerk: &Clerk) -> anyhow::Result<Called> {
    let called = clerk.call().await?;
    hall.seconds_pass(20).await;
    clerk.does(Act::Start).await?;
    hall.minutes_pass(2).await;
    clerk.does(Act::Finish).await?;
    Ok(called)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_cap_holds_and_nobody_starves() -> anyhow::Result<()> {
    let hall = Hall::new(at("2026-11-23 09:00")).await?;
    let (mut kiosk, clerk) = (hall.kiosk("kiosk-1").await?, hall.clerk("0203"));
    clerk.open(2).await?;
    for _ in 0..6 {
        kiosk.take_and_print("SB01", None).await?;
        hall.seconds_pass(1).await;
    }
    for _ in 0..6 {
        kiosk.take_and_print("SB01", Some(PriorityClass::Elderly)).await?;
        hall.seconds_pass(1).await;
    }
    let mut calls = Vec::new();
    for _ in 0..12 {
        calls.push(serve_next(&hall, &clerk).await?);
    }
    let order: Vec<String> = calls.iter().map(|called| called.number.to_string()).collect();
    assert_eq!(order, ["A007", "A001", "A002", "A008", "A003", "A004", "A009", "A005", "A006", "A010", "A011", "A012"]);
    let overtakes: Vec<bool> = calls.iter().map(|called| matches!(called.why, Why::HeadStart { .. })).collect();
    assert!(overtakes.windows(3).all(|three| three.iter().filter(|overtakes| **overtakes).count() <= 1), "{overtakes:?}");
    let passed: Vec<u32> = calls.iter().map(|called| called.passed).collect();
    assert_eq!(passed, [6, 0, 0, 4, 0, 0, 2, 0, 0, 0, 0, 0], "every call says how many it passed");
    hall.stop().await.map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_number_twice_and_no_ticket_at_two_windows() -> anyhow::Result<()> {
    let hall = Hall::new(at("2026-11-23 09:00")).await?;
    let (mut one, mut other) = (hall.kiosk("kiosk-1").await?, hall.kiosk("kiosk-2").await?);
    let mut numbers = BTreeSet::new();
    for _ in 0..10 {
        let (first, second) = tokio::join!(one.take_and_print("SB01", None), other.take_and_print("SB02", None));
        for slip in [first?, second?] {
            assert!(numbers.insert(slip.number.clone()), "{} was given twice", slip.number);
        }
    }
    hall.clerk("0203").open(2).await?;
    hall.clerk("0204").open(3).await?;
    // Window 3 helps this group after a while: from now on both windows want the same people.
    hall.minutes_pass(15).await;
    let (mut left, mut right) = (hall.pad("pad-2").await?, hall.pad("pad-3").await?);
    let new_id = || hall.engine.new_id().0;
    let mut called = BTreeSet::new();
    for _ in 0..10 {
        let (call_left, call_right) = (PadAsk::CallNext, PadAsk::CallNext);
        let answers: (anyhow::Result<Outcome<PadAnswer>>, anyhow::Result<Outcome<PadAnswer>>) =
            tokio::join!(left.ask(new_id(), &call_left), right.ask(new_id(), &call_right));
        for answer in [answers.0?, answers.1?] {
            let Outcome::Done(PadAnswer::Window { ticket: Some(number) }) = answer else { anyhow::bail!("instead of a call: {answer:?}") };
            assert!(called.insert(number.clone()), "{number} was called twice");
        }
        for act in [PadAsk::Start, PadAsk::Finish] {
            let _: Outcome<PadAnswer> = left.ask(new_id(), &act).await?;
            let _: Outcome<PadAnswer> = right.ask(new_id(), &act).await?;
        }
    }
    assert_eq!(called, numbers);
    hall.stop().await.map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_missed_person_comes_back_with_the_third_in_time_and_last_when_late() -> anyhow::Result<()> {
    let hall = Hall::new(at("2026-11-23 09:00")).await?;
    let (mut kiosk, mut staff) = (hall.kiosk("kiosk-1").await?, hall.screen("live-1", DeviceClass::StaffDisplay).await?);
    let (clerk, guide) = (hall.clerk("0203"), hall.clerk("0101"));
    clerk.open(2).await?;
    for _ in 0..6 {
        kiosk.take_and_print("SB01", None).await?;
        hall.seconds_pass(1).await;
    }
    for _ in 0..2 {
        clerk.call().await?;
        clerk.does(Act::MarkMissed).await?;
        hall.seconds_pass(11).await;
    }
    guide.does(Act::BringBack { number: number("A001") }).await?;
    assert_eq!(guide.act(Act::BringBack { number: number("A003") }).await?, Err(Refusal::TicketNotAway));
    let queue = |wanted: &'static [&'static str]| {
        move |live: &sunhall_protocol::live::Live| {
            let social = live.groups.iter().find(|group| group.code == "social");
            social.is_some_and(|group| group.tickets.iter().map(|ticket| ticket.number.as_str()).eq(wanted.iter().copied()))
        }
    };
    staff.live("A001 stands behind the third", queue(&["A003", "A004", "A005", "A001", "A006"])).await?;
    hall.minutes_pass(61).await;
    guide.does(Act::BringBack { number: number("A002") }).await?;
    staff.live("A002 stands last", queue(&["A003", "A004", "A005", "A001", "A006", "A002"])).await?;
    hall.stop().await.map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn choosing_a_ticket_is_a_permission_with_a_reason() -> anyhow::Result<()> {
    let hall = Hall::new(at("2026-11-23 09:00")).await?;
    let mut kiosk = hall.kiosk("kiosk-1").await?;
    let (without, with) = (hall.clerk("0203"), hall.clerk("0208"));
    without.open(2).await?;
    with.open(1).await?;
    kiosk.take_and_print("SB01", None).await?;
    let first = kiosk.take_and_print("ZH01", None).await?;
    let second = kiosk.take_and_print("ZH01", None).await?;
    assert!(matches!(without.call_chosen(number("A001"), "熟人").await?, Err(Refusal::RoleMayNot { .. })));
    let sunhall_hall::Answer::Called(called) = with.call_chosen(number(&second.number), "约好的时间").await?.map_err(anyhow::Error::from)? else {
        anyhow::bail!("nobody was called")
    };
    assert_eq!((called.number.to_string(), called.why, called.passed), (second.number, Why::Chosen, 1), "whom it passed is counted: {}", first.number);
    hall.stop().await.map(drop)
}
