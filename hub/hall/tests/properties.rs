//! What must hold whatever people do: long random days against a plain model of the promises.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use sunhall_hall::command::{Citizen, Clerk, Manager};
use sunhall_hall::floor::{Carrier, Event as Floor, Origin, PriorityClass, State, TransferTo, Why};
use sunhall_hall::ids::{DeviceName, TicketId, TicketNumber, WindowNumber};
use sunhall_hall::{Command, Event, Hall, Moment, apply, next_due};
use support::{KIOSK, Scene, at, group, service, staff, text};

/// One step of a random day.
#[derive(Clone, Debug)]
enum Step {
    Do(Box<Command>),
    /// A number is taken and reaches the citizen.
    Take(String, Option<PriorityClass>),
    /// The clerk of this window does something that fits, by the lot drawn.
    Work(u16, usize),
    Pass(i64),
    /// The clock is asked although nothing may be due.
    Clock,
}

fn services() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["A1", "A2", "B1", "B2", "C1", "X9"]).prop_map(str::to_owned)
}

fn numbers() -> impl Strategy<Value = TicketNumber> {
    (prop::sample::select(vec!['A', 'B', 'C']), 1u32..25).prop_map(|(letter, count)| TicketNumber { letter, count })
}

fn classes() -> impl Strategy<Value = Option<PriorityClass>> {
    prop_oneof![2 => Just(None), 1 => prop::sample::select(PriorityClass::ALL.to_vec()).prop_map(Some)]
}

fn clerk_acts() -> impl Strategy<Value = Clerk> {
    prop_oneof![
        3 => (1u16..=4).prop_map(|window| Clerk::OpenWindow { window: WindowNumber(window) }),
        12 => Just(Clerk::CallNext),
        10 => Just(Clerk::Start),
        10 => Just(Clerk::Finish),
        3 => Just(Clerk::CallAgain),
        4 => Just(Clerk::MarkMissed),
        6 => Just(Clerk::Undo),
        2 => prop::option::of(1u16..90).prop_map(|minutes| Clerk::Park { minutes }),
        2 => services().prop_map(|code| Clerk::Transfer { to: TransferTo::Service(service(&code)) }),
        2 => (1u16..=5).prop_map(|window| Clerk::Transfer { to: TransferTo::Window(WindowNumber(window)) }),
        3 => numbers().prop_map(|number| Clerk::BringBack { number }),
        2 => numbers().prop_map(|number| Clerk::CallChosen { number, reason: text("reason") }),
        1 => numbers().prop_map(|number| Clerk::ConfirmAssistance { number }),
        1 => numbers().prop_map(|number| Clerk::AskCompany { number }),
        1 => numbers().prop_map(|number| Clerk::CancelTicket { number }),
        1 => (services(), classes()).prop_map(|(code, class)| Clerk::IssueByHand { service: service(&code), class, class_words: None, company: true, code: text("by-hand") }),
        1 => prop::option::of(1u16..20).prop_map(|minutes| Clerk::PauseWindow { minutes }),
        2 => Just(Clerk::ResumeWindow),
        1 => Just(Clerk::CloseWindow),
        1 => Just(Clerk::AnswerHelp { device: DeviceName::new(KIOSK) }),
    ]
}

fn manager_acts() -> impl Strategy<Value = Manager> {
    let windows = || (1u16..=5).prop_map(WindowNumber);
    let groups = || prop::sample::select(vec!["social", "medical", "relief", "none"]).prop_map(group);
    prop_oneof![
        (windows(), groups()).prop_map(|(window, group)| Manager::LetHelp { window, group }),
        (windows(), groups()).prop_map(|(window, group)| Manager::TakeBackHelp { window, group }),
        numbers().prop_map(|number| Manager::ApproveUrgent { number, reason: text("urgent") }),
        numbers().prop_map(|number| Manager::CancelTicket { number, reason: text("ended") }),
        windows().prop_map(|window| Manager::CloseWindow { window, reason: text("left") }),
    ]
}

fn citizen_acts() -> impl Strategy<Value = Citizen> {
    let tickets = || (1u64..60).prop_map(TicketId);
    prop_oneof![
        12 => (services(), classes()).prop_map(|(code, class)| Citizen::TakeTicket { service: service(&code), class, class_words: None, company: false, origin: Origin::Phone, code: text("code") }),
        12 => tickets().prop_map(|ticket| Citizen::ConfirmTicket { ticket, carrier: Carrier::Paper }),
        1 => tickets().prop_map(|ticket| Citizen::CancelTicket { ticket }),
        2 => (tickets(), 0u8..7).prop_map(|(ticket, level)| Citizen::Rate { ticket, level, reasons: vec!["rating-other".into()], words: None, phone: None }),
        1 => Just(Citizen::CallHelp { device: DeviceName::new(KIOSK) }),
    ]
}

fn steps() -> impl Strategy<Value = Step> {
    let clerks = prop::sample::select(vec!["1001", "1002", "1003", "1004", "3001"]);
    prop_oneof![
        40 => (1u16..=4, 0usize..100).prop_map(|(window, lot)| Step::Work(window, lot)),
        16 => (services(), classes()).prop_map(|(code, class)| Step::Take(code, class)),
        10 => (clerks, clerk_acts()).prop_map(|(who, act)| Step::Do(Box::new(Command::Clerk { staff: staff(who), act }))),
        5 => citizen_acts().prop_map(|act| Step::Do(Box::new(Command::Citizen(act)))),
        2 => manager_acts().prop_map(|act| Step::Do(Box::new(Command::Manager { staff: staff("2001"), act }))),
        20 => (0i64..30).prop_map(Step::Pass),
        4 => (0i64..600).prop_map(Step::Pass),
        1 => Just(Step::Clock),
    ]
}

/// A call of a group that counts for the cap.
#[derive(Clone, Debug)]
struct CountedCall {
    running: u64,
    group: String,
    overtakes: bool,
}

/// What the model keeps beside the hall.
#[derive(Default)]
struct Seen {
    numbers: BTreeSet<(String, TicketNumber)>,
    tickets: BTreeSet<TicketId>,
    ended: BTreeSet<TicketId>,
    calls: Vec<CountedCall>,
    last_call: BTreeMap<u16, u64>,
}

/// Plays the steps; after each, everything that must hold is checked.
fn play(steps: &[Step]) -> (Scene, Seen) {
    play_in(Scene::open(), steps)
}

fn play_in(mut scene: Scene, steps: &[Step]) -> (Scene, Seen) {
    let mut seen = Seen::default();
    for step in steps {
        match step {
            Step::Pass(seconds) => {
                let target = scene.now.plus_seconds(*seconds);
                while let Some(due) = next_due(&scene.hall).filter(|due| *due <= target) {
                    scene.now = scene.now.max(due);
                    watched(&mut scene, &mut seen, Command::Clock);
                }
                scene.now = target;
            }
            Step::Clock => watched(&mut scene, &mut seen, Command::Clock),
            Step::Do(command) => watched(&mut scene, &mut seen, command.as_ref().clone()),
            Step::Take(code, class) => {
                let ticket = TicketId(scene.hall.floor.next_ticket().0);
                let take =
                    Citizen::TakeTicket { service: service(code), class: *class, class_words: None, company: false, origin: Origin::Phone, code: text("code") };
                watched(&mut scene, &mut seen, Command::Citizen(take));
                watched(&mut scene, &mut seen, Command::Citizen(Citizen::ConfirmTicket { ticket, carrier: Carrier::Screen }));
            }
            Step::Work(window, lot) => {
                let act = fitting(&scene.hall, *window, *lot);
                watched(&mut scene, &mut seen, Command::Clerk { staff: staff(&format!("100{window}")), act });
            }
        }
    }
    (scene, seen)
}

/// What a clerk at this window would do next; the lot decides where several acts fit.
fn fitting(hall: &Hall, window: u16, lot: usize) -> Clerk {
    let number = WindowNumber(window);
    let Some(working) = hall.floor.working.get(&number) else { return Clerk::OpenWindow { window: number } };
    if matches!(working.state, sunhall_hall::floor::WindowState::Paused { .. }) {
        return Clerk::ResumeWindow;
    }
    let away = hall.floor.missed().chain(hall.floor.parked()).next().map(|ticket| ticket.number);
    match (hall.floor.ticket_at(number).map(|ticket| &ticket.state), lot) {
        (_, 0..15) => Clerk::Undo,
        (None, 15..30) => away.map_or(Clerk::CallNext, |number| Clerk::BringBack { number }),
        (None, 85..100) => {
            let group = hall.floor.windows[&number].first[0].clone();
            let chosen = hall.queue(&group, at(9, 0), 9).get(lot % 7).map(|waiting| waiting.number);
            match chosen {
                Some(number) if lot < 88 => Clerk::ConfirmAssistance { number },
                Some(number) => Clerk::CallChosen { number, reason: text("reason") },
                None => Clerk::CallNext,
            }
        }
        (None, _) => Clerk::CallNext,
        (Some(State::Called { .. }), 15..35) => Clerk::MarkMissed,
        (Some(State::Called { .. }), 35..45) => Clerk::CallAgain,
        (Some(State::Called { .. }), _) => Clerk::Start,
        (Some(_), 15..25) => Clerk::Park { minutes: Some(2) },
        (Some(_), 25..35) => Clerk::Transfer { to: TransferTo::Service(service(["A1", "A2", "B1", "C1"][lot % 4])) },
        (Some(_), 35..45) => Clerk::Transfer { to: TransferTo::Window(WindowNumber(lot as u16 % 4 + 1)) },
        (Some(_), _) => Clerk::Finish,
    }
}

fn watched(scene: &mut Scene, seen: &mut Seen, command: Command) {
    let from = scene.log.len();
    let mut before = scene.hall.clone();
    let refused = scene.attempt(command).is_err();
    let events: Vec<Event> = scene.log[from..].to_vec();
    assert!(!refused || events.is_empty(), "a refusal wrote {events:?}");
    for event in &events {
        watch_event(&before, seen, event);
        apply(&mut before, event);
        check_places(&before);
    }
    assert!(before == scene.hall);
}

fn watch_event(before: &Hall, seen: &mut Seen, event: &Event) {
    let Event::Floor(fact) = event else { return };
    match fact {
        Floor::TicketReserved { ticket, day, number, .. } => {
            assert!(seen.numbers.insert((day.0.to_string(), *number)), "{number} twice");
            assert!(seen.tickets.insert(*ticket), "{ticket:?} twice");
        }
        Floor::TicketCalled { ticket, window, running, why, at, .. } => {
            check_call(before, *ticket, *window, *why, *at);
            let held = before.floor.ticket(*ticket).unwrap();
            seen.last_call.insert(window.0, *running);
            if !held.needs_assistance {
                // Told apart from the hall's own word: a head start, and an earlier turn that this window could call.
                let overtakes = held.head_start_minutes > 0
                    && could_call(before, *window, held.group.as_str(), *at).iter().any(|other| (other.turn, other.set) < (held.turn, held.set));
                seen.calls.push(CountedCall { running: *running, group: held.group.to_string(), overtakes });
            }
        }
        Floor::ActUndone { window, act, .. } if *act == sunhall_hall::floor::Act::Call => {
            let running = seen.last_call[&window.0];
            seen.calls.retain(|call| call.running != running);
        }
        Floor::ActUndone { ticket, act, .. } if *act == sunhall_hall::floor::Act::Finish => drop(seen.ended.remove(ticket)),
        Floor::TicketEnded { ticket, .. } => assert!(seen.ended.insert(*ticket), "{ticket:?} ended twice"),
        Floor::DayEnded { .. } => {
            assert_eq!(seen.tickets, seen.ended, "a ticket without an outcome");
            assert!(before.floor.working.is_empty() && before.floor.lent.is_empty());
        }
        _ => {}
    }
}

/// Who without need of assistance waits in the group and may be called at the window now.
fn could_call(hall: &Hall, window: WindowNumber, code: &str, now: Moment) -> Vec<sunhall_hall::floor::Ticket> {
    let setup = &hall.floor.windows[&window];
    let lent = hall.floor.lent.contains_key(&(window, group(code)));
    let serves = setup.first.contains(&group(code)) || lent;
    let helps = |ticket: &sunhall_hall::floor::Ticket| setup.help.contains(&group(code)) && now.since(ticket.turn) >= 15 * 60_000;
    let may = |ticket: &sunhall_hall::floor::Ticket| match ticket.only_window {
        Some(only) => only == window,
        None => (serves || helps(ticket)) && (setup.services.is_empty() || setup.services.contains(&ticket.service)),
    };
    let waits =
        |ticket: &&std::sync::Arc<sunhall_hall::floor::Ticket>| ticket.state == State::Waiting && !ticket.needs_assistance && ticket.group == group(code);
    hall.floor.tickets.values().filter(waits).filter(|ticket| may(ticket)).map(|ticket| ticket.as_ref().clone()).collect()
}

/// Nobody of an earlier effective time is passed, unless the cap, a choice or assistance says so.
fn check_call(before: &Hall, ticket: TicketId, window: WindowNumber, why: Why, now: Moment) {
    let held = before.floor.ticket(ticket).unwrap();
    assert_eq!(held.state, State::Waiting, "only who waits is called");
    assert_eq!(before.floor.working[&window].ticket, None, "one ticket at one window");
    let others = could_call(before, window, held.group.as_str(), now);
    let earlier: Vec<_> = others.iter().filter(|other| (other.effective(), other.set) < (held.effective(), held.set)).collect();
    match why {
        Why::NeedsAssistance => assert!(held.needs_assistance),
        Why::Chosen => {}
        Why::Cap => assert!(others.iter().all(|other| (held.turn, held.set) <= (other.turn, other.set)), "when the cap bites the earliest turn is next"),
        Why::Earliest | Why::HeadStart { .. } | Why::Transferred | Why::Help => assert!(earlier.is_empty(), "{held:?} passed {earlier:?}"),
    }
}

/// Every ticket stands in exactly one place, and every place holds only what belongs there.
fn check_places(hall: &Hall) {
    let floor = &hall.floor;
    let mut at_windows = BTreeSet::new();
    for (window, working) in &floor.working {
        assert_eq!(floor.at_window.get(&working.staff), Some(window));
        if let Some(ticket) = working.ticket {
            assert!(at_windows.insert(ticket), "{ticket:?} at two windows");
            let (State::Called { window: held, .. } | State::Serving { window: held, .. }) = floor.ticket(ticket).unwrap().state else {
                panic!("{ticket:?} is not here")
            };
            assert_eq!(held, *window);
        }
    }
    let mut places: BTreeMap<TicketId, u32> = at_windows.iter().map(|ticket| (*ticket, 1)).collect();
    let queued = floor
        .groups
        .keys()
        .filter_map(|group| floor.queue(group))
        .flat_map(|queue| queue.lanes().flat_map(|(_, ranks)| ranks.iter().collect::<Vec<_>>()))
        .map(|place| place.ticket);
    let away = floor.missed().chain(floor.parked()).chain(floor.reserved()).map(|ticket| ticket.id);
    let ended = floor.tickets.values().filter(|ticket| !ticket.open()).map(|ticket| ticket.id);
    for ticket in queued.chain(away).chain(ended) {
        *places.entry(ticket).or_default() += 1;
    }
    assert!(places.values().all(|count| *count == 1), "in two places: {places:?}");
    assert_eq!(places.len(), floor.tickets.len(), "a ticket is lost");
    for group in floor.groups.keys() {
        let waiting = floor.tickets.values().filter(|ticket| ticket.group == *group && ticket.state == State::Waiting).count();
        assert_eq!(floor.waiting(group) as usize, waiting);
        for ticket in floor.tickets.values().filter(|ticket| ticket.group == *group && ticket.state == State::Waiting) {
            let ahead = floor
                .tickets
                .values()
                .filter(|other| other.group == *group && other.state == State::Waiting && (other.effective(), other.set) < (ticket.effective(), ticket.set));
            assert_eq!(hall.ahead(ticket.id), Some(ahead.count() as u32));
        }
    }
}

/// The most overtaking calls among any `of` successive calls of a group.
fn longest_run(seen: &Seen, of: usize) -> usize {
    let overtaking = |code: &&str| {
        let calls: Vec<bool> = seen.calls.iter().filter(|call| call.group == **code).map(|call| call.overtakes).collect();
        (0..calls.len()).map(|from| calls[from..].iter().take(of).filter(|overtakes| **overtakes).count()).max().unwrap_or(0)
    };
    ["social", "medical", "relief"].iter().map(overtaking).max().unwrap_or(0)
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 48, max_shrink_iters: 4000, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    /// Numbers, places, windows, order and outcomes are checked at every step by [`play`]; and the log alone gives the same hall.
    #[test]
    fn replay_equals_live_and_every_ticket_has_one_place(steps in prop::collection::vec(steps(), 1..260)) {
        let (scene, _) = play(&steps);
        prop_assert!(scene.replayed() == scene.hall);
    }

    /// Of any three successive calls of a group at most one overtakes; recalls, undone calls and assistance aside.
    #[test]
    fn the_cap_holds_over_every_three_successive_calls(steps in prop::collection::vec(steps(), 1..400)) {
        let (_, seen) = play(&steps);
        prop_assert!(longest_run(&seen, 3) <= 1, "{:?}", seen.calls);
    }

    /// The same for every run of calls that the parameters may name.
    #[test]
    fn the_cap_holds_as_the_parameters_say(steps in prop::collection::vec(steps(), 1..300), of in 1usize..6, max in 0usize..3, one_queue: bool) {
        let mut scene = Scene::open();
        if one_queue {
            scene.set_all_windows_to_social();
        }
        scene.parameter("queue.overtake_of", &of.to_string());
        scene.parameter("queue.overtake_max", &max.to_string());
        let (_, seen) = play_in(scene, &steps);
        prop_assert!(longest_run(&seen, of) <= max, "{} of {}: {:?}", max, of, seen.calls);
    }

    /// Many windows at one queue, calling and taking back at once: even then no two overtaking calls come together.
    #[test]
    fn the_cap_holds_whatever_is_undone(work in prop::collection::vec((1u16..=4, prop::sample::select(vec![0usize, 0, 50, 50, 50])), 1..120)) {
        let mut scene = Scene::open();
        scene.set_all_windows_to_social();
        for _ in 0..20 {
            scene.take("A1");
            scene.take_elderly("A1");
        }
        let steps: Vec<Step> = work.into_iter().flat_map(|(window, lot)| [Step::Work(window, lot), Step::Pass(1)]).collect();
        let (_, seen) = play_in(scene, &steps);
        prop_assert!(longest_run(&seen, 3) <= 1, "{:?}", seen.calls);
    }

    /// Once nobody new comes, everybody who waits is called, also who was sent to a window that stays closed.
    #[test]
    fn nobody_starves(steps in prop::collection::vec(steps(), 1..260)) {
        let (mut scene, _) = play(&steps);
        scene.until(scene.now.plus_minutes(61).min(at(23, 30).max(scene.now)));
        let working: Vec<_> = scene.hall.floor.working.iter().map(|(window, working)| (*window, working.staff.to_string())).collect();
        for (window, clerk) in working {
            for act in [Clerk::Start, Clerk::Finish] {
                let _ = scene.clerk(&clerk, act);
            }
            let _ = scene.manager(Manager::CloseWindow { window, reason: text("all anew") });
        }
        let groups = ["social", "medical", "relief"].map(group);
        let most = groups.iter().map(|group| scene.hall.floor.waiting(group)).sum::<u32>() + 8;
        for _ in 0..most {
            for window in [1, 2, 4] {
                let clerk = format!("100{window}");
                for act in [Clerk::OpenWindow { window: WindowNumber(window) }, Clerk::ResumeWindow, Clerk::Start, Clerk::Finish, Clerk::CallNext] {
                    let _ = scene.clerk(&clerk, act);
                }
            }
        }
        for group in &groups {
            prop_assert_eq!(scene.hall.floor.waiting(group), 0, "{:?}", scene.hall.queue(group, scene.now, 9));
        }
    }

    /// Whatever was open has an outcome when the day has ended, and the next day begins with the first number.
    #[test]
    fn the_end_of_the_day_settles_everything(steps in prop::collection::vec(steps(), 1..200)) {
        let (mut scene, mut seen) = play(&steps);
        scene.now = at(23, 59).plus_minutes(2).max(scene.now);
        watched(&mut scene, &mut seen, Command::Clock);
        prop_assert_eq!(&seen.tickets, &seen.ended);
        prop_assert!(scene.hall.floor.tickets.is_empty() && scene.hall.floor.working.is_empty());
        prop_assert_eq!(next_due(&scene.hall), None);
        scene.until(at(9, 0).plus_minutes(24 * 60));
        prop_assert_eq!(scene.reserve("A1", None).unwrap().number.to_string(), "A001");
        prop_assert!(scene.replayed() == scene.hall);
    }
}

/// The random days are worth something only if everything happens in them.
#[test]
fn random_days_hold_every_kind_of_event() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy = prop::collection::vec(steps(), 350..400);
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..40 {
        let steps = proptest::strategy::ValueTree::current(&strategy.new_tree(&mut runner).unwrap());
        for event in &play(&steps).0.log {
            *kinds.entry(kind(event)).or_default() += 1;
        }
    }
    let wanted = [
        "why Earliest",
        "why HeadStart",
        "why Cap",
        "why NeedsAssistance",
        "why Help",
        "why Transferred",
        "why Chosen",
        "undone Call",
        "undone Miss",
        "undone Start",
        "undone Finish",
        "undone Transfer",
        "undone Park",
        "ended Served",
        "ended Cancelled",
        "ended CancelledByStaff",
    ];
    for want in wanted {
        assert!(kinds.get(want).is_some_and(|count| *count >= 3), "{want} is missing in {kinds:#?}");
    }
}

fn kind(event: &Event) -> String {
    let word = |debug: String| debug.split([' ', '{', '(']).next().unwrap_or_default().to_owned();
    match event {
        Event::Floor(Floor::TicketCalled { why, .. }) => format!("why {}", word(format!("{why:?}"))),
        Event::Floor(Floor::ActUndone { act, .. }) => format!("undone {act:?}"),
        Event::Floor(Floor::TicketEnded { outcome, .. }) => format!("ended {outcome:?}"),
        Event::Floor(fact) => word(format!("{fact:?}")),
        other => word(format!("{other:?}")),
    }
}
