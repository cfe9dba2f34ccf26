//! Hours in which numbers are given, and how the day ends.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod support;

use sunhall_hall::calendar::{DayKind, HoursState, SpecialDay};
use sunhall_hall::command::{Administrator, Citizen, Clerk, Manager};
use sunhall_hall::floor::Outcome::{LeftOpenAtDayEnd, MissedAtDayEnd, NotServedAtDayEnd, Served};
use sunhall_hall::floor::{Event as Floor, Outcome};
use sunhall_hall::ids::{DeviceName, TicketId, WindowNumber};
use sunhall_hall::{Event, Moment, Refusal, next_due};
use support::{KIOSK, Scene, a_group, at, day, group};

#[test]
fn numbers_are_given_while_the_hall_is_open() {
    let mut scene = Scene::new();
    let refusals = [
        (at(8, 29), Some(Refusal::OutsideHours { next: Some(at(8, 30)) })),
        (at(8, 30), None),
        (at(11, 44), None),
        (at(11, 45), Some(Refusal::OutsideHours { next: Some(at(14, 0)) })),
        (at(12, 30), Some(Refusal::OutsideHours { next: Some(at(14, 0)) })),
        (at(17, 15), Some(Refusal::HoursOver { next: Some(at(8, 30).plus_minutes(24 * 60)) })),
        (at(17, 31), Some(Refusal::HoursOver { next: Some(at(8, 30).plus_minutes(24 * 60)) })),
    ];
    for (moment, refusal) in refusals {
        scene.until(moment);
        assert_eq!(scene.reserve("A1", None).err(), refusal);
    }
    scene.until(at(10, 0).plus_minutes(5 * 24 * 60));
    assert_eq!(scene.hall.hours(scene.now).state, HoursState::Rest);
    assert!(matches!(scene.reserve("A1", None), Err(Refusal::OutsideHours { next: Some(_) })));
}

#[test]
fn a_holiday_is_closed_and_a_make_up_day_is_open() {
    let mut scene = Scene::new();
    let special = |of_month, kind| SpecialDay { day: day(11, of_month), kind, name: "演示假日".into() };
    scene.set(Administrator::LoadCalendar { year: 2026, days: vec![special(23, DayKind::Rest), special(28, DayKind::Work)] });
    assert!(matches!(scene.reserve("A1", None), Err(Refusal::OutsideHours { .. })));
    scene.until(at(10, 0).plus_minutes(5 * 24 * 60));
    assert!(scene.reserve("A1", None).is_ok());
}

#[test]
fn a_group_is_served_on_its_weekdays() {
    let mut scene = Scene::new();
    let mut tuesdays = a_group("relief", 'C');
    tuesdays.weekdays = vec![2];
    scene.set(Administrator::SetGroup { group: tuesdays });
    assert_eq!(scene.reserve("C1", None).err(), Some(Refusal::GroupNotToday { group: group("relief") }));
    scene.until(at(9, 0).plus_minutes(24 * 60));
    assert!(scene.reserve("C1", None).is_ok());
}

/// One ticket in every state, then midnight.
fn a_day_left_open() -> (Scene, Vec<TicketId>) {
    let mut scene = Scene::open();
    let mut tickets: Vec<TicketId> = (0..4).map(|_| scene.take("A1")).collect();
    scene.call(1).unwrap();
    scene.at_window(1, Clerk::MarkMissed).unwrap();
    scene.call(1).unwrap();
    scene.at_window(1, Clerk::Start).unwrap();
    scene.at_window(1, Clerk::Finish).unwrap();
    scene.call(1).unwrap();
    scene.at_window(1, Clerk::Start).unwrap();
    tickets.push(scene.take("C1"));
    scene.call(4).unwrap();
    scene.manager(Manager::LetHelp { window: WindowNumber(4), group: group("social") }).unwrap();
    scene.citizen(Citizen::CallHelp { device: DeviceName::new(KIOSK) }).unwrap();
    tickets.push(scene.reserve("B1", None).unwrap().ticket);
    (scene, tickets)
}

fn outcomes(scene: &Scene) -> Vec<(TicketId, Outcome)> {
    let ended = |event: &Event| match event {
        Event::Floor(Floor::TicketEnded { ticket, outcome, .. }) => Some((*ticket, *outcome)),
        _ => None,
    };
    let mut outcomes: Vec<_> = scene.log.iter().filter_map(ended).collect();
    outcomes.sort_unstable();
    outcomes
}

#[test]
fn at_midnight_every_open_ticket_has_an_outcome_of_its_own() {
    let (mut scene, tickets) = a_day_left_open();
    let midnight = Moment::at(day(11, 24), chrono::NaiveTime::MIN);
    scene.until(midnight.plus_seconds(-1));
    assert_eq!(next_due(&scene.hall), Some(midnight));
    scene.until(midnight);
    let expected: Vec<_> =
        tickets.iter().copied().zip([MissedAtDayEnd, Served, LeftOpenAtDayEnd, NotServedAtDayEnd, NotServedAtDayEnd, NotServedAtDayEnd]).collect();
    assert_eq!(outcomes(&scene), expected);
    let closed = scene.log.iter().filter(|event| matches!(event, Event::Floor(Floor::WindowClosed { .. }))).count();
    let taken_back = scene.log.iter().filter(|event| matches!(event, Event::Floor(Floor::HelpTakenBack { .. }))).count();
    assert_eq!((closed, taken_back), (4, 1));
    assert!(scene.hall.floor.tickets.is_empty() && scene.hall.floor.help_calls.is_empty());
    assert_eq!(next_due(&scene.hall), None);
    assert!(scene.hall.public_appraisal.ratable(tickets[2]).is_some(), "whose service was left open may still rate it");
}

#[test]
fn the_first_command_of_a_new_day_ends_the_old_one_before_it() {
    let (mut scene, tickets) = a_day_left_open();
    scene.now = at(9, 0).plus_minutes(24 * 60);
    let number = scene.reserve("A1", None).unwrap().number;
    assert_eq!(number.to_string(), "A001");
    assert_eq!(outcomes(&scene).len(), tickets.len());
    assert_eq!(scene.hall.floor.tickets.len(), 1);
    assert_eq!(scene.replayed(), scene.hall);
}

#[test]
fn a_refused_command_leaves_what_is_due_to_the_clock() {
    let (mut scene, _) = a_day_left_open();
    scene.now = at(3, 0).plus_minutes(24 * 60);
    let events = scene.log.len();
    assert!(scene.reserve("A1", None).is_err());
    assert_eq!(scene.log.len(), events);
}
