use std::collections::BTreeMap;

use sunhall_protocol::WIRE_VERSION;
use sunhall_protocol::board::BoardSettings;
use sunhall_protocol::presence::Presence;

use super::*;

fn core(class: DeviceClass, device: &str) -> LinkCore {
    let enrolment = Enrolment { hall: "demo".into(), device: device.into(), class, password: String::new(), broker: "127.0.0.1:1".into(), ca: None };
    LinkCore::new(&enrolment, 0)
}

fn pulse(hub_ms: i64, versions: &[(&str, u64)]) -> Vec<u8> {
    let at = |seq| Version { seq, at: Moment(0) };
    let versions: BTreeMap<_, _> = versions.iter().map(|(name, seq)| ((*name).to_owned(), at(*seq))).collect();
    json(&Pulse { hub_time: Moment(hub_ms), versions })
}

fn hear(core: &mut LinkCore, path: &str, payload: &[u8], now: Ticks) -> Vec<Action> {
    core.on(Input::Message { topic: &format!("sunhall/1/demo/{path}"), payload }, now)
}

fn published(actions: &[Action]) -> usize {
    actions.iter().filter(|action| matches!(action, Action::Publish { request: Some(_), .. })).count()
}

#[test]
fn a_connected_device_subscribes_to_its_own_topics_and_says_it_is_there() {
    let actions = core(DeviceClass::Kiosk, "kiosk-1").on(Input::Connected, 0);
    let Action::Subscribe(filters) = &actions[0] else { panic!("first it subscribes") };
    assert!(filters.contains(&"sunhall/1/demo/kiosk/kiosk-1/answer".to_owned()));
    let Action::Publish { topic, payload, retain, .. } = &actions[1] else { panic!("then it says so") };
    assert_eq!(topic, "sunhall/1/demo/presence/kiosk-1");
    assert!(*retain && serde_json::from_slice::<Presence>(payload).unwrap().online);
}

#[test]
fn silence_means_stale_and_the_next_pulse_means_fresh() {
    let mut core = core(DeviceClass::PublicDisplay, "wall");
    core.on(Input::Connected, 0);
    hear(&mut core, "pulse", &pulse(1_000_000, &[]), 1_000);
    assert_eq!(core.next_due(), 16_000);
    assert!(core.on(Input::Tick, 15_999).is_empty());
    assert_eq!(core.on(Input::Tick, 16_000), vec![Action::Tell(News::Stale(Some(Moment(1_000_000))))]);
    assert!(core.on(Input::Tick, 20_000).is_empty(), "stale is told once");
    let again = hear(&mut core, "pulse", &pulse(1_020_000, &[]), 21_000);
    assert!(again.contains(&Action::Tell(News::Fresh)));
}

#[test]
fn the_hall_decides_how_long_silence_may_last() {
    let mut core = core(DeviceClass::PublicDisplay, "wall");
    let board = Board { settings: BoardSettings { stale_after_seconds: 30, ..BoardSettings::default() }, ..Board::default() };
    hear(&mut core, "board", &json(&board), 0);
    assert!(core.on(Input::Tick, 29_999).is_empty());
    assert_eq!(core.on(Input::Tick, 30_000), vec![Action::Tell(News::Stale(None))]);
}

#[test]
fn a_snapshot_that_says_the_same_again_is_no_news() {
    let mut core = core(DeviceClass::PublicDisplay, "wall");
    let board = |phone: &str| json(&Board { supervision_phone: phone.into(), ..Board::default() });
    let tells = |actions: Vec<Action>| actions.iter().filter(|action| matches!(action, Action::Tell(News::Board(_)))).count();
    assert_eq!(tells(hear(&mut core, "board", &board("1"), 0)), 1);
    assert_eq!(tells(hear(&mut core, "board", &board("1"), 1_000)), 0, "a hub that starts again publishes everything again");
    assert_eq!(tells(hear(&mut core, "board", &board("2"), 2_000)), 1);
    assert_eq!(tells(hear(&mut core, "board", &board("1"), 3_000)), 1, "what was true before may be true again");
}

#[test]
fn a_newer_version_in_the_pulse_subscribes_again_to_that_snapshot_only() {
    let mut core = core(DeviceClass::PublicDisplay, "wall");
    let board = Board { version: Version { seq: 7, at: Moment(0) }, ..Board::default() };
    hear(&mut core, "board", &json(&board), 0);
    let same = hear(&mut core, "pulse", &pulse(5, &[("board", 7)]), 10);
    assert!(!same.iter().any(|action| matches!(action, Action::Subscribe(_))));
    let newer = hear(&mut core, "pulse", &pulse(9, &[("board", 8), ("live", 8)]), 20);
    assert!(newer.contains(&Action::Subscribe(vec!["sunhall/1/demo/board".into()])), "a public display never asks for live");
}

#[test]
fn a_request_is_repeated_with_the_same_id_until_it_is_answered() {
    let mut core = core(DeviceClass::Kiosk, "kiosk-1");
    let id = command_id(Moment(1_700_000_000_000), [7; 10]);
    assert_eq!(published(&core.on(Input::Ask { id, payload: b"ask".to_vec() }, 0)), 0, "not before there is a connection");
    let first = core.on(Input::Connected, 100);
    assert_eq!(published(&first), 1);
    assert_eq!(published(&core.on(Input::Tick, 1_000)), 0);
    let again = core.on(Input::Tick, 1_600);
    let Some(Action::Publish { request: Some(request), .. }) = again.first() else { panic!("it is repeated") };
    assert_eq!(request.correlation, *id.as_bytes());
    assert_eq!(request.response_topic, "sunhall/1/demo/kiosk/kiosk-1/answer");
    let answer = |outcome| json(&Answer { version: WIRE_VERSION, id, hub_time: Moment(0), outcome });
    assert!(hear(&mut core, "kiosk/kiosk-1/answer", &answer(Outcome::<Value>::Busy), 1_700).is_empty());
    assert_eq!(published(&core.on(Input::Tick, 3_700)), 1, "a busy hub is asked again");
    let done = hear(&mut core, "kiosk/kiosk-1/answer", &answer(Outcome::Done(Value::Bool(true))), 3_800);
    assert_eq!(done, vec![Action::Tell(News::Answer { id, outcome: Outcome::Done(Value::Bool(true)) })]);
    assert_eq!(published(&core.on(Input::Tick, 60_000)), 0);
    assert!(hear(&mut core, "kiosk/kiosk-1/answer", &answer(Outcome::Done(Value::Null)), 60_001).is_empty(), "a second answer finds nobody");
}

#[test]
fn a_lost_connection_asks_again_as_soon_as_it_is_back() {
    let mut core = core(DeviceClass::Kiosk, "kiosk-1");
    core.on(Input::Connected, 0);
    let id = command_id(Moment(1), [1; 10]);
    assert_eq!(published(&core.on(Input::Ask { id, payload: Vec::new() }, 10)), 1);
    core.on(Input::Disconnected, 20);
    assert_eq!(published(&core.on(Input::Tick, 9_000)), 0);
    assert_eq!(published(&core.on(Input::Connected, 9_100)), 1);
}

#[test]
fn ids_carry_the_hubs_time() {
    let id = command_id(Moment(1_795_400_000_123), [9; 10]);
    let (seconds, nanos) = id.get_timestamp().unwrap().to_unix();
    assert_eq!((seconds, nanos / 1_000_000), (1_795_400_000, 123));
    assert_eq!(id.get_version_num(), 7);
}

#[test]
fn rubbish_changes_nothing() {
    let mut core = core(DeviceClass::PublicDisplay, "wall");
    for payload in [&b""[..], b"{", b"[]", b"\xff\xfe", br#"{"version":3}"#] {
        for path in ["board", "duty", "notices", "live", "pulse", "kiosk/wall/answer", "file/ab/0/0", "elsewhere"] {
            assert!(hear(&mut core, path, payload, 0).is_empty(), "{path}");
        }
    }
}

fn presences(actions: &[Action]) -> Vec<Presence> {
    let said = actions.iter().filter_map(|action| match action {
        Action::Publish { topic, payload, request: None, .. } if topic.contains("presence") => serde_json::from_slice(payload).ok(),
        _ => None,
    });
    said.collect()
}

#[test]
fn the_clock_is_compared_with_each_pulse_and_told_when_it_moved() {
    let mut core = core(DeviceClass::Kiosk, "kiosk-1");
    core.on(Input::Connected, 0);
    core.on(Input::Clock(1_003_400), 1_000);
    let first = presences(&hear(&mut core, "pulse", &pulse(1_000_000, &[]), 1_000));
    assert_eq!((first[0].clock_seconds, first[0].since, first[0].locked), (Some(3), Some(Moment(1_000_000)), false));
    core.on(Input::Clock(1_009_000), 6_000);
    assert!(presences(&hear(&mut core, "pulse", &pulse(1_005_000, &[]), 6_000)).is_empty(), "a second more is no news");
    core.on(Input::Clock(900_000), 11_000);
    let moved = presences(&hear(&mut core, "pulse", &pulse(1_010_000, &[]), 11_000));
    assert_eq!((moved[0].clock_seconds, moved[0].since), (Some(-110), Some(Moment(1_000_000))));
}

#[test]
fn orders_are_told_and_the_lock_is_answered_in_the_presence() {
    let order = Order { lock: Some(sunhall_protocol::order::Lock::default()), restarts: 2, ..Order::default() };
    for (class, device, path) in [(DeviceClass::Kiosk, "kiosk-1", "kiosk/kiosk-1/order"), (DeviceClass::PublicDisplay, "wall", "display/wall/order")] {
        let mut core = core(class, device);
        core.on(Input::Connected, 0);
        let actions = hear(&mut core, path, &json(&order), 5);
        assert!(actions.contains(&Action::Tell(News::Order(Box::new(order.clone())))));
        assert!(presences(&actions)[0].locked);
        let cleared = hear(&mut core, path, b"", 6);
        assert!(!presences(&cleared)[0].locked, "a cleared order is none");
        assert!(hear(&mut core, path, b"nonsense", 7).is_empty());
    }
}
