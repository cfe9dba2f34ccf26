//! Promises: none while too little is known, within what really happens, kept or not.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod support;

use std::time::Duration;

use sunhall_hall::command::{Administrator, Clerk};
use sunhall_hall::floor::Estimate;
use sunhall_hall::ids::WindowNumber;
use support::{Scene, a_window, group, service};

/// So many services of so many minutes at the window.
fn history(scene: &mut Scene, window: u16, code: &str, minutes: &[i64]) {
    for length in minutes {
        scene.take(code);
        scene.call(window).unwrap();
        scene.at_window(window, Clerk::Start).unwrap();
        scene.pass_minutes(*length);
        scene.at_window(window, Clerk::Finish).unwrap();
    }
}

#[test]
fn there_is_no_estimate_below_five_samples() {
    let mut scene = Scene::open();
    history(&mut scene, 1, "A1", &[5, 5, 5, 5]);
    assert_eq!(scene.hall.estimate_for_service(&service("A1"), scene.now), None);
    assert_eq!(scene.hall.usual(&service("A1"), scene.now), None);
    history(&mut scene, 1, "A1", &[5]);
    assert!(scene.hall.estimate_for_service(&service("A1"), scene.now).is_some());
    assert_eq!(scene.hall.usual(&service("A1"), scene.now).map(|usual| usual.median_seconds), Some(300));
}

#[test]
fn without_a_window_on_duty_nothing_is_promised() {
    let mut scene = Scene::open();
    history(&mut scene, 1, "A1", &[5; 6]);
    for window in [1, 2, 3] {
        scene.at_window(window, Clerk::CloseWindow).unwrap();
    }
    assert_eq!(scene.hall.estimate_for_service(&service("A1"), scene.now), None);
    scene.open_window(1);
    scene.at_window(1, Clerk::PauseWindow { minutes: None }).unwrap();
    assert_eq!(scene.hall.estimate_for_service(&service("A1"), scene.now), None);
}

#[test]
fn with_even_service_times_the_estimate_is_the_real_wait() {
    let mut scene = Scene::new();
    scene.open_window(1);
    history(&mut scene, 1, "A1", &[6; 8]);
    scene.take("A1");
    scene.call(1).unwrap();
    scene.at_window(1, Clerk::Start).unwrap();
    scene.pass_minutes(2);
    for _ in 0..3 {
        scene.take("A1");
    }
    let estimate = scene.hall.estimate_for_service(&service("A1"), scene.now).unwrap();
    let minutes = (4 + 3 * 6) * 60;
    assert_eq!(estimate, Estimate { low_seconds: minutes, high_seconds: minutes });
    scene.open_window(2);
    let helped = scene.hall.estimate_for_service(&service("A1"), scene.now).unwrap();
    assert!(helped.high_seconds < minutes && helped.high_seconds >= 15 * 60, "a helping window joins after fifteen minutes: {helped:?}");
    scene.set(Administrator::SetWindow { window: a_window(2, &["social"], &[], &[]) });
    let two = scene.hall.estimate_for_service(&service("A1"), scene.now).unwrap();
    assert!(two.high_seconds < helped.high_seconds, "{two:?} {helped:?}");
}

#[test]
fn a_few_samples_of_a_service_lean_on_its_group() {
    let mut scene = Scene::open();
    history(&mut scene, 1, "A1", &[10; 10]);
    history(&mut scene, 1, "A2", &[2]);
    scene.take("A2");
    scene.pass_seconds(1);
    for window in [2, 3] {
        scene.at_window(window, Clerk::CloseWindow).unwrap();
    }
    let estimate = scene.hall.estimate_for_service(&service("A1"), scene.now).unwrap();
    assert_eq!(estimate.high_seconds, 600, "{estimate:?}");
}

#[test]
fn a_head_start_shortens_the_promise_and_a_waiting_ticket_keeps_asking() {
    let mut scene = Scene::new();
    scene.open_window(1);
    history(&mut scene, 1, "A1", &[6; 8]);
    let tickets: Vec<_> = (0..6).map(|_| scene.take("A1")).collect();
    let last = scene.hall.estimate(tickets[5], scene.now).unwrap();
    assert_eq!(last.low_seconds, 5 * 360);
    let elderly = scene.take_elderly("A1");
    assert_eq!(scene.hall.estimate(elderly, scene.now).unwrap().high_seconds, 0);
    assert_eq!(scene.hall.estimate(tickets[5], scene.now).unwrap().low_seconds, 6 * 360);
    assert_eq!(scene.ticket(elderly).promise.unwrap().minutes(5), (1, 5));
}

#[test]
fn a_promise_is_rounded_outward_and_never_from_nothing() {
    let minutes = |low_seconds, high_seconds| Estimate { low_seconds, high_seconds }.minutes(5);
    assert_eq!(minutes(0, 0), (1, 5));
    assert_eq!(minutes(59, 61), (1, 5));
    assert_eq!(minutes(300, 300), (5, 10));
    assert_eq!(minutes(899, 901), (10, 20));
    assert_eq!(minutes(900, 1200), (15, 20));
    assert_eq!(Estimate { low_seconds: 130, high_seconds: 131 }.minutes(1), (2, 3));
}

#[test]
fn a_promise_is_stored_with_its_outcome() {
    let mut scene = Scene::new();
    scene.open_window(1);
    history(&mut scene, 1, "A1", &[6; 8]);
    let kept = scene.take("A1");
    let broken = scene.take("A1");
    assert_eq!(scene.ticket(broken).promise.map(|promise| promise.minutes(5)), Some((5, 10)));
    scene.serve(1);
    scene.pass_minutes(12);
    scene.call(1).unwrap();
    assert_eq!((scene.ticket(kept).promise_kept, scene.ticket(broken).promise_kept), (Some(true), Some(false)));
    // The eight before had no promise but the last three.
    let figures = scene.hall.floor.figures;
    assert_eq!((figures.promises, figures.promises_kept), (5, 4));
    scene.at_window(1, Clerk::Undo).unwrap();
    assert_eq!(scene.hall.floor.figures.promises, 4);
    scene.call(1).unwrap();
    assert_eq!(scene.hall.floor.figures.promises, 5);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "this measures the work itself")]
fn tens_of_thousands_of_tickets_stay_cheap() {
    let mut scene = Scene::open();
    history(&mut scene, 1, "A1", &[1; 6]);
    let started = std::time::Instant::now();
    for _ in 0..30_000 {
        scene.take("A1");
    }
    assert_eq!(scene.hall.floor.waiting(&group("social")), 30_000);
    for _ in 0..2_000 {
        scene.call(1).unwrap();
        scene.at_window(1, Clerk::Start).unwrap();
        scene.at_window(1, Clerk::Finish).unwrap();
    }
    // Unoptimised; what grows with the number of tickets would need minutes.
    assert!(started.elapsed() < Duration::from_mins(1), "{:?}", started.elapsed());
    assert!(scene.hall.window_now(WindowNumber(1), scene.now).is_some());
}
