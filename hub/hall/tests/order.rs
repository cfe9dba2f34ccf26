//! The order of calling: numbers, head starts, the cap, help, assistance, and coming back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod support;

use sunhall_hall::Refusal;
use sunhall_hall::command::{Clerk, Manager};
use sunhall_hall::floor::{Next, PriorityClass, State, TransferTo, Why};
use sunhall_hall::ids::WindowNumber;
use support::{Scene, at, group, number, service, text};

#[test]
fn numbers_count_per_letter_and_grow_to_four_and_five_digits() {
    let mut scene = Scene::new();
    assert_eq!(scene.reserve("A1", None).unwrap().number.to_string(), "A001");
    assert_eq!(scene.reserve("B1", None).unwrap().number.to_string(), "B001");
    for _ in 0..998 {
        scene.reserve("A2", None).unwrap();
    }
    assert_eq!(scene.reserve("A1", None).unwrap().number.to_string(), "A1000");
    assert_eq!(number("a1000").to_string(), "A1000");
    assert_eq!(number("A10000").to_string(), "A10000");
}

#[test]
fn the_earliest_number_is_next_and_says_why() {
    let mut scene = Scene::open();
    let first = scene.take("A1");
    scene.pass_minutes(1);
    let second = scene.take("A1");
    assert_eq!((scene.hall.ahead(first), scene.hall.ahead(second)), (Some(0), Some(1)));
    let called = scene.call(1).unwrap();
    assert_eq!((called.ticket, called.why, called.passed, called.times), (first, Why::Earliest, 0, 1));
    assert_eq!(scene.hall.ahead(second), Some(0));
}

#[test]
fn a_reserved_number_is_neither_called_nor_counted() {
    let mut scene = Scene::open();
    let reserved = scene.reserve("A1", None).unwrap();
    assert_eq!(scene.call(1), Err(Refusal::NoOneWaiting));
    assert_eq!(scene.hall.floor.waiting(&group("social")), 0);
    assert_eq!(scene.hall.floor.figures.numbers, 0);
    scene.confirm(reserved.ticket).unwrap();
    assert_eq!(scene.hall.floor.figures.numbers, 1);
    assert_eq!(scene.call(1).unwrap().ticket, reserved.ticket);
}

#[test]
fn a_number_without_answer_is_unconfirmed_after_thirty_seconds_and_keeps_its_turn() {
    let mut scene = Scene::open();
    let silent = scene.reserve("A1", None).unwrap().ticket;
    scene.pass_seconds(29);
    let later = scene.take("A1");
    assert_eq!(scene.ticket(silent).state, State::Reserved);
    scene.pass_seconds(1);
    assert!(scene.ticket(silent).unconfirmed && scene.ticket(silent).state == State::Waiting);
    assert_eq!(scene.hall.ahead(later), Some(1));
    scene.confirm(silent).unwrap();
    assert!(!scene.ticket(silent).unconfirmed);
    assert_eq!(scene.hall.floor.figures.numbers, 2);
    assert_eq!(scene.call(1).unwrap().ticket, silent);
}

#[test]
fn a_confirmation_said_twice_changes_nothing() {
    let mut scene = Scene::open();
    let ticket = scene.take("A1");
    let events = scene.log.len();
    assert!(scene.confirm(ticket).is_ok());
    assert_eq!(scene.log.len(), events);
}

#[test]
fn a_head_start_moves_up_by_its_minutes_and_no_further() {
    let mut scene = Scene::open();
    let early = scene.take("A1");
    scene.pass_minutes(10);
    let within = scene.take("A1");
    scene.pass_minutes(15);
    let elderly = scene.take_elderly("A1");
    assert_eq!(scene.hall.ahead(elderly), Some(1));
    assert_eq!(scene.call(1).unwrap().ticket, early);
    scene.at_window(1, Clerk::MarkMissed).unwrap();
    let called = scene.call(1).unwrap();
    assert_eq!((called.ticket, called.why, called.passed), (elderly, Why::HeadStart { minutes: 20 }, 1));
    scene.at_window(1, Clerk::MarkMissed).unwrap();
    assert_eq!(scene.call(1).unwrap().ticket, within);
}

#[test]
fn equal_effective_times_go_by_the_one_set_earlier() {
    let mut scene = Scene::open();
    let plain = scene.take("A1");
    scene.pass_minutes(20);
    let elderly = scene.take_elderly("A1");
    assert_eq!(scene.ticket(plain).effective(), scene.ticket(elderly).effective());
    assert_eq!(scene.call(1).unwrap().ticket, plain);
}

#[test]
fn when_the_cap_bites_the_earliest_turn_is_next() {
    let mut scene = Scene::open();
    let plain: Vec<_> = (0..4).map(|_| scene.take("A1")).collect();
    let elderly: Vec<_> = (0..3).map(|_| scene.take_elderly("A1")).collect();
    let shown: Vec<_> = scene.hall.queue(&group("social"), scene.now, 10).iter().map(|waiting| waiting.ticket).collect();
    let mut called = Vec::new();
    let mut why = Vec::new();
    for _ in 0..7 {
        let next = scene.call(1).unwrap();
        called.push(next.ticket);
        why.push(next.why);
        scene.at_window(1, Clerk::Start).unwrap();
        scene.at_window(1, Clerk::Finish).unwrap();
    }
    let expected = vec![elderly[0], plain[0], plain[1], elderly[1], plain[2], plain[3], elderly[2]];
    assert_eq!(called, expected);
    assert_eq!(shown, expected, "the queue on the wall is the true order");
    let twenty = Why::HeadStart { minutes: 20 };
    assert_eq!(why, [twenty, Why::Cap, Why::Cap, twenty, Why::Cap, Why::Cap, Why::Earliest]);
}

#[test]
fn a_plain_call_that_can_still_be_undone_does_not_open_the_cap() {
    let mut scene = Scene::open();
    scene.set_all_windows_to_social();
    for _ in 0..3 {
        scene.take("A1");
    }
    for _ in 0..2 {
        scene.take_elderly("A1");
    }
    let why: Vec<_> = (1..=4).map(|window| scene.call(window).unwrap().why).collect();
    assert_eq!(why, [Why::HeadStart { minutes: 20 }, Why::Cap, Why::Cap, Why::Cap]);
}

#[test]
fn a_window_serves_its_groups_first_and_helps_those_who_waited() {
    let mut scene = Scene::open();
    let medical = scene.take("B1");
    assert_eq!(scene.call(1), Err(Refusal::OnlyYoungHelp { minutes: 15 }));
    scene.pass_seconds(14 * 60 + 1);
    assert_eq!(scene.hall.next_at(WindowNumber(1), scene.now), Next::OnlyYoungHelp { minutes: 1 });
    scene.pass_seconds(59);
    let social = scene.take("A1");
    let called = scene.call(1).unwrap();
    assert_eq!((called.ticket, called.why), (medical, Why::Help));
    scene.at_window(1, Clerk::MarkMissed).unwrap();
    assert_eq!(scene.call(1).unwrap().ticket, social);
    assert_eq!(scene.call(4), Err(Refusal::NoOneWaiting));
}

#[test]
fn lent_help_needs_no_wait_until_it_is_taken_back() {
    let mut scene = Scene::open();
    let relief = scene.take("C1");
    assert_eq!(scene.call(1), Err(Refusal::NoOneWaiting));
    scene.manager(Manager::LetHelp { window: WindowNumber(1), group: group("relief") }).unwrap();
    let called = scene.call(1).unwrap();
    assert_eq!((called.ticket, called.why), (relief, Why::Help));
    scene.at_window(1, Clerk::MarkMissed).unwrap();
    scene.manager(Manager::TakeBackHelp { window: WindowNumber(1), group: group("relief") }).unwrap();
    scene.take("C1");
    assert_eq!(scene.call(1), Err(Refusal::NoOneWaiting));
}

#[test]
fn skills_narrow_a_window_to_its_services() {
    let mut scene = Scene::open();
    let other = scene.take("A1");
    let skilled = scene.take("A2");
    let called = scene.call(3).unwrap();
    assert_eq!((called.ticket, called.passed), (skilled, 1));
    assert_eq!(scene.call(1).unwrap().ticket, other);
}

#[test]
fn a_missed_person_returns_behind_the_third_who_waits() {
    let mut scene = Scene::open();
    let missed = scene.take("A1");
    scene.call(1).unwrap();
    scene.at_window(1, Clerk::MarkMissed).unwrap();
    let waiting: Vec<_> = (0..5).map(|_| scene.take_after_a_minute("A1")).collect();
    let number = scene.number(missed);
    scene.clerk("3001", Clerk::BringBack { number }).unwrap();
    let order: Vec<_> = scene.hall.queue(&group("social"), scene.now, 9).iter().map(|waiting| waiting.ticket).collect();
    assert_eq!(order, [waiting[0], waiting[1], waiting[2], missed, waiting[3], waiting[4]]);
    assert_eq!(scene.number(missed), number);
}

#[test]
fn back_after_the_hour_joins_from_then() {
    let mut scene = Scene::open();
    let missed = scene.take("A1");
    scene.call(1).unwrap();
    scene.at_window(1, Clerk::MarkMissed).unwrap();
    for _ in 0..4 {
        scene.take("A1");
    }
    scene.pass_minutes(61);
    let number = scene.number(missed);
    scene.at_window(2, Clerk::BringBack { number }).unwrap();
    assert_eq!(scene.hall.ahead(missed), Some(4));
    assert_eq!(scene.ticket(missed).turn, scene.now);
    assert_eq!(scene.at_window(2, Clerk::BringBack { number }), Err(Refusal::TicketNotAway));
}

#[test]
fn with_fewer_than_three_waiting_a_returned_person_joins_from_now() {
    let mut scene = Scene::open();
    let missed = scene.take_elderly("A1");
    scene.call(1).unwrap();
    scene.at_window(1, Clerk::MarkMissed).unwrap();
    scene.take("A1");
    scene.pass_minutes(5);
    let number = scene.number(missed);
    scene.at_window(1, Clerk::BringBack { number }).unwrap();
    assert_eq!((scene.ticket(missed).turn, scene.ticket(missed).head_start_minutes), (scene.now, 0));
}

#[test]
fn a_parked_person_returns_by_itself_to_the_same_place() {
    let mut scene = Scene::open();
    let parked = scene.take("A1");
    scene.call(1).unwrap();
    scene.at_window(1, Clerk::Park { minutes: Some(5) }).unwrap();
    let other = scene.take("A1");
    assert_eq!(scene.call(1).unwrap().ticket, other);
    scene.at_window(1, Clerk::MarkMissed).unwrap();
    scene.take("A1");
    scene.pass_minutes(5);
    assert_eq!(scene.call(1).unwrap().ticket, parked);
    scene.at_window(1, Clerk::Park { minutes: Some(60) }).unwrap();
    assert_eq!(scene.ticket(parked).state, State::Parked { until: scene.now.plus_minutes(60) });
}

#[test]
fn nobody_is_parked_longer_than_allowed_or_past_closing() {
    let mut scene = Scene::open();
    scene.take("A1");
    scene.call(1).unwrap();
    for minutes in [61, u16::MAX] {
        assert_eq!(scene.at_window(1, Clerk::Park { minutes: Some(minutes) }), Err(Refusal::ParkTooLong { minutes_max: 60 }));
    }
    let closing = scene.hall.calendar.spans(scene.now.day()).last().unwrap().to;
    scene.now = closing.plus_minutes(-20);
    assert_eq!(scene.at_window(1, Clerk::Park { minutes: Some(21) }), Err(Refusal::ParkPastClosing));
    scene.at_window(1, Clerk::Park { minutes: Some(20) }).unwrap();
    scene.now = closing;
    scene.call(1).unwrap();
    scene.at_window(1, Clerk::Park { minutes: None }).unwrap();
    assert_eq!(scene.hall.floor.parked().count(), 1, "who is still here after closing is served to the end");
}

#[test]
fn a_transfer_keeps_number_and_place() {
    let mut scene = Scene::open();
    let moved = scene.take("A1");
    scene.pass_minutes(1);
    scene.take("B1");
    scene.call(1).unwrap();
    assert_eq!(scene.at_window(1, Clerk::Transfer { to: TransferTo::Service(service("B2")) }), Err(Refusal::NotStarted));
    scene.at_window(1, Clerk::Start).unwrap();
    scene.at_window(1, Clerk::Transfer { to: TransferTo::Service(service("B2")) }).unwrap();
    let called = scene.call(2).unwrap();
    assert_eq!((called.ticket, called.number.to_string(), called.why), (moved, "A001".into(), Why::Earliest));
}

#[test]
fn a_transfer_to_one_window_waits_for_it_until_it_closes() {
    let mut scene = Scene::open();
    let moved = scene.take("A1");
    scene.call(1).unwrap();
    scene.at_window(1, Clerk::Start).unwrap();
    for (to, refusal) in [(1, Refusal::WindowDoesNotServe), (9, Refusal::UnknownWindow)] {
        assert_eq!(scene.at_window(1, Clerk::Transfer { to: TransferTo::Window(WindowNumber(to)) }), Err(refusal));
    }
    scene.at_window(1, Clerk::Transfer { to: TransferTo::Window(WindowNumber(4)) }).unwrap();
    assert_eq!(scene.call(1), Err(Refusal::NoOneWaiting));
    let Next::Ticket(pick) = scene.hall.next_at(WindowNumber(4), scene.now) else { panic!("nobody") };
    assert_eq!((pick.ticket, pick.why), (moved, Why::Transferred));
    scene.at_window(4, Clerk::CloseWindow).unwrap();
    assert_eq!(scene.call(1).unwrap().ticket, moved);
}

#[test]
fn an_urgent_matter_moves_up_only_with_a_manager() {
    let mut scene = Scene::open();
    scene.take("A1");
    scene.pass_minutes(50);
    let urgent = scene.take_elderly("A1");
    let number = scene.number(urgent);
    scene.manager(Manager::ApproveUrgent { number, reason: text("reason") }).unwrap();
    assert_eq!((scene.ticket(urgent).turn, scene.ticket(urgent).head_start_minutes), (at(8, 50), 0));
    assert_eq!(scene.call(1).unwrap().ticket, urgent);
    assert_eq!(scene.manager(Manager::ApproveUrgent { number, reason: text("reason") }), Err(Refusal::TicketNotWaiting));
}

#[test]
fn choosing_is_a_permission_and_stays_within_the_cap() {
    let mut scene = Scene::open();
    scene.take("A1");
    let elderly: Vec<_> = (0..2).map(|_| scene.reserve_confirmed("A1", Some(PriorityClass::Pregnant))).collect();
    let choose = |number| Clerk::CallChosen { number, reason: text("reason") };
    let numbers = [scene.number(elderly[0]), scene.number(elderly[1])];
    assert!(matches!(scene.at_window(4, choose(numbers[0])), Err(Refusal::RoleMayNot { .. })));
    assert_eq!(scene.at_window(3, choose(numbers[0])), Err(Refusal::WindowDoesNotServe));
    scene.at_window(1, choose(numbers[0])).unwrap();
    scene.at_window(1, Clerk::MarkMissed).unwrap();
    assert_eq!(scene.at_window(1, choose(numbers[1])), Err(Refusal::EarliestTurnNext));
    assert_eq!(scene.at_window(1, choose(numbers[0])), Err(Refusal::TicketNotWaiting));
    assert_eq!(scene.call(1).unwrap().why, Why::Cap);
}
