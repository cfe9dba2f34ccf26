//! Planned changes and days of the hall itself: made by time, told when they no longer fit, never lost in a replay.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod support;

use chrono::NaiveTime;
use proptest::prelude::*;
use sunhall_hall::calendar::{HoursState, OwnDay, Span};
use sunhall_hall::command::{Administrator, Answer, Clerk};
use sunhall_hall::ids::{PlanId, WindowNumber};
use sunhall_hall::settings::Change;
use sunhall_hall::staff::Role;
use sunhall_hall::{Command, Day, Event, Moment, Refusal, next_due, planned};
use support::{Scene, a_group, a_service, a_window, at, day, group, office_hours, person, service, staff};

fn give(scene: &mut Scene, act: Administrator) -> Result<Answer, Refusal> {
    scene.attempt(Command::Administrator { staff: staff("9001"), act })
}

fn plan(scene: &mut Scene, change: Change, from: Day) -> Result<Answer, Refusal> {
    give(scene, Administrator::Plan { change: Box::new(change), from })
}

fn morning(day: Day) -> Moment {
    Moment::at(day, NaiveTime::from_hms_opt(9, 0, 0).unwrap())
}

#[test]
fn a_planned_change_is_made_when_its_day_begins_and_not_before() {
    let mut scene = Scene::open();
    let window = a_window(4, &["relief"], &["social"], &["C1"]);
    assert_eq!(plan(&mut scene, Change::Window(window.clone()), day(11, 25)), Ok(Answer::Done));
    scene.until(Moment::at(day(11, 24), NaiveTime::from_hms_opt(23, 59, 59).unwrap()));
    assert_ne!(scene.hall.floor.windows[&WindowNumber(4)], window);
    scene.until(morning(day(11, 25)));
    assert_eq!(scene.hall.floor.windows[&WindowNumber(4)], window);
    assert!(scene.hall.planned.waiting.is_empty() && scene.hall.planned.not_made.is_empty());
    assert_eq!(scene.replayed(), scene.hall);
}

#[test]
fn time_wakes_for_a_plan_although_no_day_is_under_way() {
    let mut scene = Scene::new();
    assert_eq!(next_due(&scene.hall), None);
    plan(&mut scene, Change::Group(a_group("new", 'J')), day(12, 1)).unwrap();
    assert_eq!(next_due(&scene.hall), Some(Moment::at(day(12, 1), NaiveTime::MIN)));
}

#[test]
fn a_plan_is_for_a_later_day_and_must_fit_the_hall_of_that_day() {
    let mut scene = Scene::new();
    let from = Err(Refusal::SettingInvalid { what: "from".into() });
    assert_eq!(plan(&mut scene, Change::Group(a_group("new", 'J')), day(11, 23)), from);
    assert_eq!(plan(&mut scene, Change::Group(a_group("new", 'J')), day(11, 22)), from);
    assert_eq!(plan(&mut scene, Change::Group(a_group("new", 'I')), day(12, 1)), Err(Refusal::SettingInvalid { what: "letter".into() }));
    let serves_new = Change::Window(a_window(5, &["new"], &[], &[]));
    assert_eq!(plan(&mut scene, serves_new.clone(), day(12, 2)), Err(Refusal::UnknownGroup));
    plan(&mut scene, Change::Group(a_group("new", 'J')), day(12, 1)).unwrap();
    assert_eq!(plan(&mut scene, serves_new.clone(), day(11, 30)), Err(Refusal::UnknownGroup));
    assert_eq!(plan(&mut scene, serves_new, day(12, 1)), Ok(Answer::Done));
    scene.until(morning(day(12, 1)));
    assert!(scene.hall.floor.windows[&WindowNumber(5)].first.contains(&group("new")));
}

#[test]
fn a_plan_changes_only_what_it_changed_and_keeps_what_others_set_meanwhile() {
    let mut scene = Scene::new();
    let mut then = a_service("A1", "social");
    then.pledged_days = 3;
    plan(&mut scene, Change::Service(Box::new(then.clone())), day(12, 1)).unwrap();
    let mut later = a_service("A1", "social");
    later.name_en = "Planned twice".into();
    plan(&mut scene, Change::Service(Box::new(later)), day(12, 2)).unwrap();
    let mut meanwhile = a_service("A1", "social");
    meanwhile.offered = false;
    give(&mut scene, Administrator::SetService { service: Box::new(meanwhile) }).unwrap();
    let mut hours = office_hours();
    hours.days[5] = hours.days[0].clone();
    plan(&mut scene, Change::Hours(hours), day(12, 1)).unwrap();
    let mut shorter = office_hours();
    shorter.days[4].pop();
    give(&mut scene, Administrator::SetHours { hours: shorter.clone() }).unwrap();
    scene.until(morning(day(12, 3)));
    let now = &scene.hall.floor.services[&service("A1")];
    assert_eq!((now.pledged_days, now.offered, now.name_en.as_str()), (3, false, "Planned twice"));
    assert_eq!(scene.hall.calendar.week.days[4], shorter.days[4]);
    assert_eq!(scene.hall.calendar.week.days[5], shorter.days[0]);
}

#[test]
fn what_no_longer_fits_is_recorded_and_shown_until_somebody_has_seen_it() {
    let mut scene = Scene::new();
    plan(&mut scene, Change::Group(a_group("new", 'J')), day(12, 1)).unwrap();
    give(&mut scene, Administrator::SetGroup { group: a_group("other", 'J') }).unwrap();
    scene.until(morning(day(12, 1)));
    assert!(!scene.hall.floor.groups.contains_key(&group("new")));
    let not_made = &scene.hall.planned.not_made[&PlanId(1)];
    assert_eq!(not_made.refusal, Refusal::SettingInvalid { what: "letter".into() });
    assert_eq!(scene.replayed(), scene.hall);
    give(&mut scene, Administrator::TakeBackPlan { plan: PlanId(1) }).unwrap();
    assert!(scene.hall.planned.not_made.is_empty());
    assert_eq!(give(&mut scene, Administrator::TakeBackPlan { plan: PlanId(1) }), Err(Refusal::UnknownPlan));
}

#[test]
fn something_new_that_somebody_made_meanwhile_is_not_overwritten() {
    let mut scene = Scene::new();
    plan(&mut scene, Change::Window(a_window(5, &["social"], &[], &[])), day(12, 1)).unwrap();
    give(&mut scene, Administrator::SetWindow { window: a_window(5, &["relief"], &[], &[]) }).unwrap();
    scene.until(morning(day(12, 1)));
    assert_eq!(scene.hall.floor.windows[&WindowNumber(5)], a_window(5, &["relief"], &[], &[]));
    assert_eq!(scene.hall.planned.not_made[&PlanId(1)].refusal, Refusal::NameTaken);
}

#[test]
fn a_plan_taken_back_is_never_made() {
    let mut scene = Scene::new();
    plan(&mut scene, Change::Group(a_group("new", 'J')), day(12, 1)).unwrap();
    give(&mut scene, Administrator::TakeBackPlan { plan: PlanId(1) }).unwrap();
    assert_eq!(give(&mut scene, Administrator::TakeBackPlan { plan: PlanId(1) }), Err(Refusal::UnknownPlan));
    assert_eq!(next_due(&scene.hall), None);
    plan(&mut scene, Change::Group(a_group("next", 'H')), day(12, 1)).unwrap();
    assert!(scene.hall.planned.plan(PlanId(2)).is_some(), "ids are not given twice");
}

#[test]
fn somebody_at_a_window_may_be_planned_to_leave_tomorrow() {
    let mut scene = Scene::open();
    let mut leaves = person("1001", &[Role::Clerk]);
    leaves.left = true;
    assert_eq!(give(&mut scene, Administrator::SetStaff { staff: leaves.clone() }), Err(Refusal::SettingInvalid { what: "window".into() }));
    plan(&mut scene, Change::Staff(leaves), day(11, 24)).unwrap();
    scene.until(morning(day(11, 24)));
    assert!(scene.hall.person(&staff("1001")).is_none());
    assert_eq!(scene.at_window(1, Clerk::OpenWindow { window: WindowNumber(1) }), Err(Refusal::UnknownStaff));
}

#[test]
fn a_clock_that_comes_late_makes_every_plan_in_order() {
    let mut scene = Scene::open();
    scene.take("A1");
    for (place, of_month) in [25, 24, 26].into_iter().enumerate() {
        let mut group = a_group("social", 'A');
        group.summary = format!("{place}");
        plan(&mut scene, Change::Group(group), day(11, of_month)).unwrap();
    }
    scene.now = morning(day(11, 27));
    scene.attempt(Command::Clock).unwrap();
    assert_eq!(scene.hall.floor.groups[&group("social")].summary, "2");
    assert!(scene.hall.floor.tickets.is_empty() && scene.hall.planned.waiting.is_empty());
    assert_eq!(scene.replayed(), scene.hall);
}

#[test]
fn a_day_of_the_hall_closes_or_opens_otherwise_and_says_why() {
    let mut scene = Scene::new();
    let own = |of_month, spans, reason: &str| Administrator::SetDay {
        day: OwnDay { day: day(11, of_month), spans, reason: reason.into(), reason_en: String::new() },
    };
    let span = |from, to| Span { from: NaiveTime::from_hms_opt(from, 0, 0).unwrap(), to: NaiveTime::from_hms_opt(to, 0, 0).unwrap() };
    let invalid = |what: &str| Err(Refusal::SettingInvalid { what: what.into() });
    assert_eq!(give(&mut scene, own(22, vec![], "停电检修")), invalid("day"));
    assert_eq!(give(&mut scene, own(24, vec![], " ")), invalid("reason"));
    assert_eq!(give(&mut scene, own(24, vec![span(12, 9)], "停电检修")), invalid("hours"));
    assert_eq!(give(&mut scene, own(24, vec![], "停电检修")), Ok(Answer::Done));
    assert_eq!(give(&mut scene, own(23, vec![span(10, 11)], "上午培训")), Ok(Answer::Done));
    assert_eq!(scene.hall.hours(at(9, 0)).state, HoursState::Before);
    assert_eq!(scene.hall.calendar.next_opening(at(11, 0)), Some(Moment::at(day(11, 25), NaiveTime::from_hms_opt(8, 30, 0).unwrap())));
    assert_eq!(scene.hall.calendar.own[&day(11, 24)].reason, "停电检修");
    let clear = |of_month| Administrator::ClearDay { day: day(11, of_month) };
    assert_eq!(give(&mut scene, clear(24)), Ok(Answer::Done));
    assert_eq!(give(&mut scene, clear(24)), Err(Refusal::UnknownDay));
    scene.until(morning(day(11, 24)));
    assert_eq!(give(&mut scene, clear(23)), Err(Refusal::UnknownDay), "what has been stays in the record");
    assert_eq!(scene.hall.hours(scene.now).state, HoursState::Open);
}

/// One step of random weeks of an administrator.
#[derive(Clone, Debug)]
enum Step {
    Set(Change),
    Plan(Change, u64),
    TakeBack(u64),
    Days(u64),
}

fn changes() -> impl Strategy<Value = Change> {
    let codes = || prop::sample::select(vec!["social", "medical", "n1", "n2"]);
    let letters = prop::sample::select("ABCDEFIJ".chars().collect::<Vec<_>>());
    prop_oneof![
        (codes(), letters, 0u8..4).prop_map(|(code, letter, lot)| {
            let mut group = a_group(code, letter);
            group.summary = lot.to_string();
            Change::Group(group)
        }),
        (codes(), prop::sample::select(vec!["A1", "S1", "S2"]), 0u32..3).prop_map(|(of, code, days)| {
            let mut service = a_service(code, of);
            service.pledged_days = days;
            Change::Service(Box::new(service))
        }),
        (1u16..7, codes(), codes()).prop_map(|(number, first, help)| Change::Window(a_window(number, &[first], &[help], &[]))),
        (prop::sample::select(vec!["1001", "1002", "5001"]), any::<bool>()).prop_map(|(number, left)| {
            let mut somebody = person(number, &[Role::Clerk]);
            somebody.left = left;
            Change::Staff(somebody)
        }),
        (0usize..7, 0usize..7).prop_map(|(from, to)| {
            let mut week = office_hours();
            week.days[to].clone_from(&office_hours().days[from]);
            Change::Hours(week)
        }),
    ]
}

fn steps() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => changes().prop_map(Step::Set),
        6 => (changes(), 0u64..9).prop_map(|(change, days)| Step::Plan(change, days)),
        1 => (1u64..30).prop_map(Step::TakeBack),
        3 => (1u64..5).prop_map(Step::Days),
    ]
}

fn set(change: Change) -> Administrator {
    match change {
        Change::Hall(profile) => Administrator::SetHall { profile },
        Change::Hours(hours) => Administrator::SetHours { hours },
        Change::Group(group) => Administrator::SetGroup { group },
        Change::Service(service) => Administrator::SetService { service },
        Change::Window(window) => Administrator::SetWindow { window },
        Change::Staff(staff) => Administrator::SetStaff { staff },
    }
}

fn play(steps: &[Step]) -> Scene {
    let mut scene = Scene::open();
    for step in steps {
        let today = scene.now.day();
        let _answer = match step.clone() {
            Step::Set(change) => give(&mut scene, set(change)),
            Step::Plan(change, days) => plan(&mut scene, change, today.plus(days)),
            Step::TakeBack(id) => give(&mut scene, Administrator::TakeBackPlan { plan: PlanId(id) }),
            Step::Days(days) => {
                scene.until(morning(today.plus(days)));
                Ok(Answer::Done)
            }
        };
        assert!(next_due(&scene.hall).is_none_or(|due| due > scene.now), "something due was left");
    }
    scene
}

/// How each plan ended, by id; a plan ends once.
fn ends(log: &[Event]) -> (usize, usize, usize) {
    let (mut made, mut not_made, mut open) = (0, 0, std::collections::BTreeSet::new());
    for event in log {
        match event {
            Event::Planned(planned::Event::Planned(plan)) => assert!(open.insert(plan.id), "{:?} twice", plan.id),
            Event::Planned(planned::Event::Made { plan, .. }) => {
                assert!(open.remove(plan), "{plan:?} made without being planned");
                made += 1;
            }
            Event::Planned(planned::Event::NotMade { plan, .. }) => {
                assert!(open.contains(plan));
                not_made += 1;
            }
            Event::Planned(planned::Event::TakenBack { plan, .. }) => drop(open.remove(plan)),
            _ => {}
        }
    }
    (made, not_made, open.len())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn replay_equals_live_and_every_plan_ends_once(steps in prop::collection::vec(steps(), 1..40)) {
        let scene = play(&steps);
        prop_assert!(scene.replayed() == scene.hall);
        let (_, _, open) = ends(&scene.log);
        prop_assert_eq!(open, scene.hall.planned.waiting.len() + scene.hall.planned.not_made.len());
        let letters: Vec<char> = scene.hall.floor.groups.values().map(|group| group.letter).collect();
        let mut unique = letters.clone();
        unique.sort_unstable();
        unique.dedup();
        prop_assert_eq!(unique.len(), letters.len(), "two groups share a letter");
    }
}

/// Random weeks are worth something only if plans are made, and some in vain.
#[test]
fn random_weeks_hold_plans_of_every_end() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy = prop::collection::vec(steps(), 60..80);
    let (mut made, mut not_made) = (0, 0);
    for _ in 0..20 {
        let scene = play(&proptest::strategy::ValueTree::current(&strategy.new_tree(&mut runner).unwrap()));
        let ended = ends(&scene.log);
        made += ended.0;
        not_made += ended.1;
    }
    assert!(made > 20 && not_made > 5, "{made} made, {not_made} not");
}
