//! At the window: one ticket each, calling again, missed, undo, pausing, closing, and what readers see.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod support;

use sunhall_hall::command::{Answer, Citizen, Clerk, Manager};
use sunhall_hall::floor::{Act, Outcome, State};
use sunhall_hall::ids::{DeviceName, StaffNumber, WindowNumber};
use sunhall_hall::reading::WindowDoing;
use sunhall_hall::{Event, Refusal, floor};
use support::{KIOSK, Scene, group, staff, text};

#[test]
fn a_window_has_one_clerk_and_a_clerk_one_window() {
    let mut scene = Scene::new();
    scene.open_window(1);
    let open = |window| Clerk::OpenWindow { window: WindowNumber(window) };
    assert_eq!(scene.clerk("1001", open(2)), Err(Refusal::OtherWindowOpen { window: WindowNumber(1) }));
    assert_eq!(scene.clerk("1002", open(1)), Err(Refusal::WindowTaken { staff: staff("1001") }));
    assert_eq!(scene.clerk("1002", open(9)), Err(Refusal::UnknownWindow));
    assert_eq!(scene.clerk("1002", Clerk::CallNext), Err(Refusal::NoWindowOpen));
    scene.at_window(1, Clerk::CloseWindow).unwrap();
    assert_eq!(scene.clerk("1002", open(1)), Ok(Answer::Done));
    assert_eq!(scene.hall.window_of(&staff("1002")), Some(WindowNumber(1)));
}

#[test]
fn a_ticket_is_at_one_window_and_a_window_has_one_ticket() {
    let mut scene = Scene::open();
    let ticket = scene.take("A2");
    let number = scene.number(ticket);
    scene.call(1).unwrap();
    assert_eq!(scene.call(3), Err(Refusal::NoOneWaiting));
    scene.take("A2");
    assert_eq!(scene.call(1), Err(Refusal::WindowBusy { number }));
    for act in [Clerk::PauseWindow { minutes: None }, Clerk::CloseWindow] {
        assert_eq!(scene.at_window(1, act), Err(Refusal::WindowBusy { number }));
    }
}

#[test]
fn a_paused_window_calls_nobody() {
    let mut scene = Scene::open();
    scene.take("A1");
    scene.at_window(1, Clerk::PauseWindow { minutes: Some(10) }).unwrap();
    assert_eq!(scene.call(1), Err(Refusal::WindowPaused));
    let doing = scene.hall.window_now(WindowNumber(1), scene.now).unwrap().doing;
    assert_eq!(doing, WindowDoing::Paused { back_at: Some(scene.now.plus_minutes(10)) });
    scene.pass_minutes(16);
    assert!(scene.hall.window_now(WindowNumber(1), scene.now).unwrap().alert);
    scene.at_window(1, Clerk::ResumeWindow).unwrap();
    assert_eq!(scene.at_window(1, Clerk::ResumeWindow), Err(Refusal::WindowNotPaused));
    scene.call(1).unwrap();
}

#[test]
fn three_calls_with_a_gap_then_missed() {
    let mut scene = Scene::open();
    let ticket = scene.take("A1");
    scene.call(1).unwrap();
    scene.pass_seconds(15);
    assert_eq!(scene.at_window(1, Clerk::CallAgain), Err(Refusal::TooSoonToCall { seconds: 5 }));
    for times in [2, 3] {
        scene.pass_seconds(20);
        let Ok(Answer::Called(called)) = scene.at_window(1, Clerk::CallAgain) else { panic!("not called") };
        assert_eq!(called.times, times);
    }
    scene.pass_seconds(20);
    assert_eq!(scene.at_window(1, Clerk::CallAgain), Err(Refusal::CallsUsedUp));
    scene.at_window(1, Clerk::MarkMissed).unwrap();
    assert!(matches!(scene.ticket(ticket).state, State::Missed { .. }));
    assert_eq!(scene.hall.floor.missed().map(|ticket| ticket.id).collect::<Vec<_>>(), [ticket]);
    let shown: Vec<_> = scene.hall.floor.calls.iter().map(|call| (call.running, call.times)).collect();
    assert_eq!(shown, [(3, 3), (2, 2), (1, 1)]);
}

#[test]
fn the_boards_keep_the_last_twenty_calls() {
    let mut scene = Scene::open();
    for _ in 0..25 {
        scene.take("A1");
        scene.serve(1);
    }
    assert_eq!(scene.hall.floor.calls.len(), floor::CALLS_KEPT);
    assert_eq!(scene.hall.floor.calls.front().unwrap().running, 25);
}

#[test]
fn what_was_started_is_neither_called_again_nor_missed() {
    let mut scene = Scene::open();
    scene.take("A1");
    assert_eq!(scene.at_window(1, Clerk::Start), Err(Refusal::WindowIdle));
    scene.call(1).unwrap();
    assert_eq!(scene.at_window(1, Clerk::Finish), Err(Refusal::NotStarted));
    scene.at_window(1, Clerk::Start).unwrap();
    for act in [Clerk::Start, Clerk::CallAgain, Clerk::MarkMissed] {
        assert_eq!(scene.at_window(1, act), Err(Refusal::AlreadyStarted));
    }
}

#[test]
fn each_act_can_be_taken_back_for_ten_seconds() {
    let acts: [(Act, &[Clerk]); 6] = [
        (Act::Call, &[Clerk::CallNext]),
        (Act::Miss, &[Clerk::CallNext, Clerk::MarkMissed]),
        (Act::Start, &[Clerk::CallNext, Clerk::Start]),
        (Act::Finish, &[Clerk::CallNext, Clerk::Start, Clerk::Finish]),
        (Act::Transfer, &[Clerk::CallNext, Clerk::Start, Clerk::Transfer { to: floor::TransferTo::Window(WindowNumber(2)) }]),
        (Act::Park, &[Clerk::CallNext, Clerk::Park { minutes: None }]),
    ];
    for (act, steps) in acts {
        let mut scene = Scene::open();
        scene.take_elderly("A1");
        scene.take("A1");
        let (last, first) = steps.split_last().unwrap();
        for step in first {
            scene.at_window(1, step.clone()).unwrap();
        }
        let before = scene.hall.clone();
        scene.at_window(1, last.clone()).unwrap();
        let mut late = scene.clone();
        scene.pass_seconds(10);
        assert_eq!(scene.hall.undo_offer(WindowNumber(1), scene.now).map(|offer| offer.act), Some(act));
        assert!(matches!(scene.at_window(1, Clerk::Undo), Ok(Answer::Undone { .. })));
        assert_eq!(scene.hall.floor.tickets, before.floor.tickets, "{act:?}");
        assert_eq!(scene.hall.floor.working, before.floor.working, "{act:?}");
        assert_eq!((scene.hall.floor.figures, &scene.hall.floor.calls), (before.floor.figures, &before.floor.calls), "{act:?}");
        assert_eq!(scene.hall.floor.samples, before.floor.samples, "{act:?}");
        assert_eq!(scene.hall.public_appraisal.open, before.public_appraisal.open, "{act:?}");
        assert_eq!(scene.at_window(1, Clerk::Undo), Err(Refusal::NothingToUndo));
        late.pass_seconds(11);
        assert_eq!(late.at_window(1, Clerk::Undo), Err(Refusal::NothingToUndo), "{act:?}");
    }
}

#[test]
fn nothing_is_taken_back_once_somebody_acted_on_it() {
    let mut scene = Scene::open();
    let ticket = scene.take("A1");
    let number = scene.number(ticket);
    scene.call(1).unwrap();
    scene.at_window(1, Clerk::MarkMissed).unwrap();
    scene.clerk("3001", Clerk::BringBack { number }).unwrap();
    assert_eq!(scene.at_window(1, Clerk::Undo), Err(Refusal::NothingToUndo));
    scene.call(1).unwrap();
    scene.citizen(Citizen::CancelTicket { ticket }).unwrap();
    assert_eq!(scene.at_window(1, Clerk::Undo), Err(Refusal::NothingToUndo));
    scene.take("A1");
    let rated = scene.call(1).unwrap().ticket;
    scene.at_window(1, Clerk::Start).unwrap();
    scene.at_window(1, Clerk::Finish).unwrap();
    scene.citizen(Citizen::Rate { ticket: rated, level: 5, reasons: vec![], words: None, phone: None }).unwrap();
    assert_eq!(scene.at_window(1, Clerk::Undo), Err(Refusal::NothingToUndo));
    scene.take("A1");
    scene.call(1).unwrap();
    scene.at_window(1, Clerk::Park { minutes: None }).unwrap();
    scene.at_window(1, Clerk::PauseWindow { minutes: None }).unwrap();
    assert_eq!(scene.at_window(1, Clerk::Undo), Err(Refusal::NothingToUndo));
}

#[test]
fn a_citizen_may_give_the_number_back_until_service_starts() {
    let mut scene = Scene::open();
    let reserved = scene.reserve("A1", None).unwrap().ticket;
    scene.citizen(Citizen::CancelTicket { ticket: reserved }).unwrap();
    assert_eq!(scene.confirm(reserved), Err(Refusal::TicketEnded));
    assert_eq!(scene.hall.floor.figures.numbers, 0);
    let called = scene.take("A1");
    scene.call(1).unwrap();
    scene.citizen(Citizen::CancelTicket { ticket: called }).unwrap();
    assert_eq!(scene.hall.floor.ticket_at(WindowNumber(1)), None);
    assert!(matches!(scene.ticket(called).state, State::Ended { outcome: Outcome::Cancelled, .. }));
    let serving = scene.take("A1");
    scene.call(1).unwrap();
    scene.at_window(1, Clerk::Start).unwrap();
    assert_eq!(scene.citizen(Citizen::CancelTicket { ticket: serving }), Err(Refusal::AlreadyStarted));
}

#[test]
fn a_manager_closes_a_window_left_open_and_who_was_called_waits_again() {
    let mut scene = Scene::open();
    let ticket = scene.take("A1");
    scene.call(1).unwrap();
    let close = Manager::CloseWindow { window: WindowNumber(1), reason: text("left") };
    scene.manager(close.clone()).unwrap();
    assert_eq!(scene.ticket(ticket).state, State::Waiting);
    assert_eq!(scene.hall.window_of(&staff("1001")), None);
    assert_eq!(scene.manager(close), Err(Refusal::NoWindowOpen));
}

#[test]
fn an_idle_window_and_a_slow_group_make_advice() {
    let mut scene = Scene::open();
    scene.take("C1");
    scene.take("C1");
    scene.call(4).unwrap();
    scene.pass_minutes(31);
    let advice = scene.hall.advice(scene.now).unwrap();
    assert_eq!((advice.slow.group, advice.slow.minutes, advice.slow.number.to_string()), (group("relief"), 31, "C002".into()));
    assert_eq!((advice.window, advice.recovers_minutes), (Some(WindowNumber(1)), None), "nobody was served yet: nothing is known");
    scene.manager(Manager::LetHelp { window: WindowNumber(1), group: group("relief") }).unwrap();
    assert_eq!(scene.serve(1), "C002");
    assert_eq!(scene.hall.advice(scene.now), None);
}

#[test]
fn help_calls_wait_until_somebody_answers() {
    let mut scene = Scene::open();
    let device = DeviceName::new(KIOSK);
    let call = Citizen::CallHelp { device: device.clone() };
    scene.citizen(call.clone()).unwrap();
    scene.citizen(call).unwrap();
    assert_eq!(scene.hall.floor.help_calls.get(&device), Some(&scene.now));
    let called = scene.log.iter().filter(|event| matches!(event, Event::Floor(floor::Event::HelpCalled { .. }))).count();
    assert_eq!(called, 1);
    scene.clerk("3001", Clerk::AnswerHelp { device: device.clone() }).unwrap();
    assert!(scene.hall.floor.help_calls.is_empty());
    assert_eq!(scene.citizen(Citizen::CallHelp { device: DeviceName::new("nobody") }), Err(Refusal::UnknownDevice));
}

#[test]
fn figures_of_the_day_and_of_a_clerk_are_counted() {
    let mut scene = Scene::open();
    for _ in 0..3 {
        scene.take("A1");
        scene.serve(1);
    }
    let figures = scene.hall.floor.figures;
    assert_eq!((figures.numbers, figures.done), (3, 3));
    let done = scene.hall.floor.done_by[&StaffNumber::new("1001")];
    assert_eq!((done.done, done.seconds), (3, 180));
}
