//! What devices see: snapshots after each act, again after a broker or hub restart, files in parts, the pulse.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

use std::collections::BTreeMap;

use sunhall_hall::Refusal;
use sunhall_hall::access::DeviceClass;
use sunhall_hall::command::{Administrator, Clerk};
use sunhall_hall::floor::Service;
use sunhall_hall::ids::{DeviceName, StaffNumber, WindowNumber};
use sunhall_hall::settings::Change;
use sunhall_hub::draw::{Draw, TextKind};
use sunhall_hub::engine::{self, Actor};
use sunhall_protocol::board::{Board, HoursState, WindowState};
use sunhall_protocol::duty::{Duty, DutyState};
use sunhall_protocol::kiosk::{Carrier, Guide, KioskAnswer, KioskAsk, Menu};
use sunhall_protocol::live::Live;
use sunhall_protocol::notices::{Notice, NoticeIndex};
use sunhall_protocol::pulse::Pulse;
use sunhall_protocol::topics::Topic;
use sunhall_protocol::{Answer, Outcome, SNAPSHOT_BYTES_MAX};
use sunhall_tests::hub::{Device, Hub, PUBLIC_URL};

/// A staff display that listens to everything it may.
async fn display(hub: &Hub, id: &str) -> Device {
    hub.enrol(id, DeviceClass::StaffDisplay, None).await.unwrap();
    let mut display = hub.device(id).await.unwrap();
    for topic in [Topic::Board, Topic::Duty, Topic::Notices, Topic::Live, Topic::Pulse] {
        display.listen(&topic).await.unwrap();
    }
    display
}

async fn issue(hub: &Hub, kiosk: &mut Device) -> (u64, String) {
    let take = KioskAsk::TakeTicket { service: "SB01".into(), class: None, company: false };
    let answer: Answer<KioskAnswer> = kiosk.ask(hub.engine.new_id().0, &take).await.unwrap();
    let Outcome::Done(KioskAnswer::Reserved(reserved)) = answer.outcome else { panic!("{answer:?}") };
    assert_eq!(reserved.code.len(), 9);
    assert!(reserved.url.unwrap().starts_with(&format!("{PUBLIC_URL}/t/{}", reserved.code.replace('-', ""))));
    let confirm = KioskAsk::ConfirmTicket { ticket: reserved.ticket, carrier: Carrier::Paper };
    let _: Answer<KioskAnswer> = kiosk.ask(hub.engine.new_id().0, &confirm).await.unwrap();
    (reserved.ticket, reserved.number)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ticket_goes_from_kiosk_to_board_to_window_to_rating() {
    let hub = Hub::demo().await.unwrap();
    let mut wall = display(&hub, "live-1").await;
    let mut kiosk = hub.kiosk("kiosk-1").await.unwrap();
    let (_, number) = issue(&hub, &mut kiosk).await;
    let waiting = |board: &Board| board.groups.iter().any(|group| group.code == "social" && group.waiting == 1);
    let board: Board = wall.shows(&Topic::Board, waiting).await.unwrap();
    assert_eq!((board.hours.state, board.windows.len(), board.groups.len()), (HoursState::Open, 8, 9));

    hub.clerk("0203", Clerk::OpenWindow { window: WindowNumber(2) }).await.unwrap();
    wall.shows(&Topic::Duty, |duty: &Duty| {
        duty.badges.iter().any(|badge| badge.number == "0203" && badge.state == DutyState::OnDuty && badge.window == Some(2))
    })
    .await
    .unwrap();
    hub.clerk("0203", Clerk::CallNext).await.unwrap();
    let board: Board = wall.shows(&Topic::Board, |board: &Board| !board.calls.is_empty()).await.unwrap();
    assert_eq!((board.calls[0].ticket.as_str(), board.calls[0].window, board.calls[0].times), (number.as_str(), 2, 1));
    let window = board.windows.iter().find(|window| window.number == 2).unwrap();
    assert_eq!((window.state, window.ticket.as_deref(), window.serving), (WindowState::Open, Some(number.as_str()), false));

    hub.clerk("0203", Clerk::Start).await.unwrap();
    wall.shows(&Topic::Live, |live: &Live| live.windows.iter().any(|window| window.number == 2 && window.serving && window.clerk.as_deref() == Some("演示乙")))
        .await
        .unwrap();
    hub.clock.set(hub.engine.now().plus_minutes(4));
    hub.clerk("0203", Clerk::Finish).await.unwrap();
    wall.shows(&Topic::Live, |live: &Live| live.today.done == 1).await.unwrap();
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_served_ticket_is_found_and_rated_once() {
    let hub = Hub::demo().await.unwrap();
    let mut kiosk = hub.kiosk("kiosk-1").await.unwrap();
    let take = KioskAsk::TakeTicket { service: "SB01".into(), class: None, company: false };
    let answer: Answer<KioskAnswer> = kiosk.ask(hub.engine.new_id().0, &take).await.unwrap();
    let Outcome::Done(KioskAnswer::Reserved(slip)) = answer.outcome else { panic!("{answer:?}") };
    let _: Answer<KioskAnswer> = kiosk.ask(hub.engine.new_id().0, &KioskAsk::ConfirmTicket { ticket: slip.ticket, carrier: Carrier::Paper }).await.unwrap();
    hub.clerk("0203", Clerk::OpenWindow { window: WindowNumber(2) }).await.unwrap();
    for act in [Clerk::CallNext, Clerk::Start, Clerk::Finish] {
        hub.clerk("0203", act).await.unwrap();
    }
    let find = KioskAsk::FindTicket { number: slip.number.to_lowercase(), code: slip.code.to_lowercase() };
    let answer: Answer<KioskAnswer> = kiosk.ask(hub.engine.new_id().0, &find).await.unwrap();
    let Outcome::Done(KioskAnswer::Found(found)) = answer.outcome else { panic!("{answer:?}") };
    assert_eq!((found.staff.as_str(), found.staff_name.as_str(), found.window, found.ticket), ("0203", "演示乙", 2, slip.ticket));
    let rate = KioskAsk::Rate {
        number: slip.number.clone(),
        code: slip.code.clone(),
        level: 5,
        reasons: vec!["rating-good-fast".into()],
        words: Some("谢谢".into()),
        phone: None,
    };
    let id = hub.engine.new_id().0;
    let rated: Answer<KioskAnswer> = kiosk.ask(id, &rate).await.unwrap();
    assert_eq!(rated.outcome, Outcome::Done(KioskAnswer::Rated));
    let repeated: Answer<KioskAnswer> = kiosk.ask(id, &rate).await.unwrap();
    assert_eq!(repeated.outcome, rated.outcome);
    let second: Answer<KioskAnswer> = kiosk.ask(hub.engine.new_id().0, &rate).await.unwrap();
    assert!(matches!(second.outcome, Outcome::Refused(refusal) if refusal.key == "refusal-already-rated"));
    hub.stop().await.unwrap();
}

/// Everything that the broker keeps for a display and a kiosk, by topic; complete once every file that is named is there.
async fn kept(hub: &Hub) -> BTreeMap<String, Vec<u8>> {
    let mut kiosk = hub.device("kiosk-1").await.unwrap();
    let mut wall = hub.device("live-1").await.unwrap();
    kiosk.listen(&Topic::KioskMenu("kiosk-1".into())).await.unwrap();
    for topic in [Topic::Board, Topic::Duty, Topic::Notices, Topic::Live] {
        wall.listen(&topic).await.unwrap();
    }
    wall.listen_to(&hub.topics.files()).await.unwrap();
    let mut kept = BTreeMap::new();
    let menu = kiosk.client.next().await.unwrap();
    kept.insert(String::from_utf8(menu.topic.to_vec()).unwrap(), menu.payload.to_vec());
    while named(&kept).is_none_or(|hashes| !hashes.iter().all(|hash| file(&kept, hash).is_some())) {
        let message = wall.client.next().await.unwrap();
        kept.insert(String::from_utf8(message.topic.to_vec()).unwrap(), message.payload.to_vec());
    }
    assert!(kept.values().all(|payload| payload.len() <= SNAPSHOT_BYTES_MAX));
    kept
}

/// Hashes that the snapshots name; nothing while a snapshot is missing.
fn named(kept: &BTreeMap<String, Vec<u8>>) -> Option<Vec<String>> {
    let read = |path: &str| kept.get(&format!("sunhall/1/demo/{path}"));
    let menu: Menu = serde_json::from_slice(read("kiosk/kiosk-1/menu")?).unwrap();
    let notices: NoticeIndex = serde_json::from_slice(read("notices")?).unwrap();
    let duty: Duty = serde_json::from_slice(read("duty")?).unwrap();
    read("board").and(read("live"))?;
    let guides = menu.services.into_iter().filter_map(|service| service.guide);
    let portraits = duty.badges.into_iter().filter_map(|badge| badge.portrait);
    Some(guides.chain(portraits).chain(notices.entries.into_iter().map(|entry| entry.hash)).collect())
}

/// A file put together from its parts, once all of them are there; it must have the hash under which it came.
fn file(kept: &BTreeMap<String, Vec<u8>>, hash: &str) -> Option<Vec<u8>> {
    let prefix = format!("sunhall/1/demo/file/{hash}/");
    let parts: u32 = kept.keys().find_map(|name| name.strip_prefix(&prefix)?.split_once('/')?.1.parse().ok())?;
    let pieces: Option<Vec<&[u8]>> = (0..parts).map(|part| kept.get(&format!("{prefix}{part}/{parts}")).map(Vec::as_slice)).collect();
    let bytes = pieces?.concat();
    assert_eq!(blake3::hash(&bytes).to_hex().as_str(), hash);
    Some(bytes)
}

/// Waits until the bus has published everything on its newest connection: the pulse comes after all else.
async fn settled(hub: &Hub) {
    let mut wall = hub.device("live-1").await.unwrap();
    wall.listen(&Topic::Pulse).await.unwrap();
    let pulse: Pulse = wall.shows(&Topic::Pulse, |pulse: &Pulse| pulse.versions.len() == 5).await.unwrap();
    assert_eq!(pulse.hub_time.0, hub.engine.now().0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_snapshot_is_there_again_after_a_restart_of_broker_and_hub() {
    let mut hub = Hub::demo().await.unwrap();
    let mut kiosk = hub.kiosk("kiosk-1").await.unwrap();
    hub.enrol("live-1", DeviceClass::StaffDisplay, None).await.unwrap();
    issue(&hub, &mut kiosk).await;
    let mut connected = hub.bus.connected();
    settled(&hub).await;
    let before = kept(&hub).await;
    check_kept(&before);

    hub.restart_broker().await.unwrap();
    connected.wait_for(|count| *count == 2).await.unwrap();
    settled(&hub).await;
    assert_eq!(kept(&hub).await, before, "the same content under the same versions");

    hub.restart().await.unwrap();
    settled(&hub).await;
    let after = kept(&hub).await;
    check_kept(&after);
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    let board = |kept: &BTreeMap<String, Vec<u8>>| serde_json::from_slice::<Board>(&kept["sunhall/1/demo/board"]).unwrap();
    assert_eq!(Board { version: board(&before).version, ..board(&after) }, board(&before));
    assert!(board(&after).version >= board(&before).version);
    hub.stop().await.unwrap();
}

/// Every snapshot says what it should, and every file that it names holds what it is named for.
fn check_kept(kept: &BTreeMap<String, Vec<u8>>) {
    let read = |path: &str| kept.get(&format!("sunhall/1/demo/{path}")).unwrap_or_else(|| panic!("{path} is missing"));
    let menu: Menu = serde_json::from_slice(read("kiosk/kiosk-1/menu")).unwrap();
    assert!(menu.services.len() > 50 && menu.groups.len() == 9 && menu.demo && menu.kiosk == "kiosk-1");
    assert!(menu.services.iter().all(|service| service.initials.len() == 1 + service.aliases.len()));
    let notices: NoticeIndex = serde_json::from_slice(read("notices")).unwrap();
    assert!(notices.entries.len() >= 10 && notices.entries.is_sorted_by_key(|entry| entry.order));
    let duty: Duty = serde_json::from_slice(read("duty")).unwrap();
    assert!(duty.badges.len() >= 10 && duty.badges.iter().all(|badge| !badge.name.is_empty() && badge.portrait.is_some()));
    let file = |hash: &str| file(kept, hash).unwrap();
    for service in &menu.services {
        let guide: Guide = serde_json::from_slice(&file(service.guide.as_ref().unwrap())).unwrap();
        assert_eq!(guide.service, service.code);
    }
    for entry in &notices.entries {
        let notice: Notice = serde_json::from_slice(&file(&entry.hash)).unwrap();
        assert_eq!((notice.id, notice.fields.len()), (entry.id.clone(), 8));
    }
    for badge in &duty.badges {
        assert!(file(badge.portrait.as_ref().unwrap()).starts_with(b"\x89PNG"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_menu_goes_out_only_when_it_changed_and_old_guides_are_cleared() {
    let hub = Hub::demo().await.unwrap();
    let mut kiosk = hub.kiosk("kiosk-1").await.unwrap();
    kiosk.listen(&Topic::KioskMenu("kiosk-1".into())).await.unwrap();
    let first: Menu = kiosk.shows(&Topic::KioskMenu("kiosk-1".into()), |_: &Menu| true).await.unwrap();
    issue(&hub, &mut kiosk).await;
    let mut service = (**hub.engine.hall().floor.services.values().next().unwrap()).clone();
    service.guide.conditions = "改过的条件".into();
    let old = first.services.iter().find(|one| one.code == service.code.as_str()).unwrap().guide.clone().unwrap();
    kiosk.listen_to(&hub.topics.files()).await.unwrap();
    hub.administrate(Administrator::SetService { service: Box::new(service.clone()) }).await.unwrap();
    // Nothing of the ticket came in between: the very next menu is the one with the new guide.
    let second: Menu = kiosk.shows(&Topic::KioskMenu("kiosk-1".into()), |_: &Menu| true).await.unwrap();
    let new = second.services.iter().find(|one| one.code == service.code.as_str()).unwrap().guide.clone().unwrap();
    assert_ne!(new, old);
    assert!(second.version > first.version);
    let cleared = hub.topics.name(&Topic::File { hash: old, part: 0, parts: 1 });
    kiosk.client.next_where(|message| message.topic == cleared.as_bytes() && message.payload.is_empty()).await.unwrap();
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revoked_kiosk_is_cut_off_and_what_was_kept_for_it_is_cleared() {
    let hub = Hub::demo().await.unwrap();
    let mut kiosk = hub.kiosk("kiosk-1").await.unwrap();
    kiosk.listen(&Topic::KioskMenu("kiosk-1".into())).await.unwrap();
    kiosk.shows(&Topic::KioskMenu("kiosk-1".into()), |_: &Menu| true).await.unwrap();
    let presence = hub.topics.name(&Topic::Presence("kiosk-1".into()));
    kiosk.client.publish(&presence, true, r#"{"online":true}"#).await.unwrap();
    let name = DeviceName::new("kiosk-1");
    hub.bus.devices().wait_for(|devices| devices.contains_key(&name)).await.unwrap();
    hub.revoke("kiosk-1").await.unwrap();
    kiosk.client.ended().await.unwrap();
    hub.bus.devices().wait_for(|devices| !devices.contains_key(&name)).await.unwrap();
    assert!(hub.device("kiosk-1").await.is_err());
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_board_follows_the_hours_without_any_command() {
    let hub = Hub::demo().await.unwrap();
    let mut wall = display(&hub, "live-1").await;
    wall.shows(&Topic::Board, |board: &Board| board.hours.state == HoursState::Open).await.unwrap();
    hub.clock.set(hub.engine.now().plus_minutes(120));
    wall.shows(&Topic::Board, |board: &Board| board.hours.state == HoursState::Break).await.unwrap();
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edit_that_no_screen_could_take_is_refused_and_changes_nothing() {
    let hub = Hub::demo().await.unwrap();
    let before = hub.engine.newest();
    let service = (**before.hall.floor.services.values().next().unwrap()).clone();
    let with_aliases = |count| {
        let aliases = (0..count).map(|number| format!("同一事项的第{number}个常用说法")).collect();
        Administrator::SetService { service: Box::new(Service { aliases, ..service.clone() }) }
    };
    let refused = hub.administrate(with_aliases(6_000)).await.unwrap_err().to_string();
    assert!(refused.contains("snapshot-menu would be larger"), "{refused}");
    let after = hub.engine.newest();
    assert_eq!((after.seq, &after.hall.floor.services), (before.seq, &before.hall.floor.services));
    hub.administrate(with_aliases(60)).await.unwrap();

    // Neither may it be planned: its day would come with nobody there to be told.
    let Administrator::SetService { service } = with_aliases(6_000) else { unreachable!() };
    let from = hub.engine.now().day().plus(3);
    let planned = Administrator::Plan { change: Box::new(Change::Service(service)), from };
    let refused = hub.administrate(planned).await.unwrap_err().to_string();
    assert!(refused.contains("snapshot-menu would be larger"), "{refused}");
    assert!(hub.engine.hall().planned.waiting.is_empty());

    // A name that was only just written counts as well.
    let mut person = before.hall.staff.people.values().next().unwrap().clone();
    let named = move |draw: &mut Draw| {
        person.name = Some(draw.text(TextKind::Name, &"演".repeat(80_000)));
        Administrator::SetStaff { staff: person }
    };
    let id = hub.engine.new_id();
    let outcome = hub.engine.administrators().ask(id, Actor::Console, StaffNumber::console(), named).await;
    let engine::Outcome::Decided(Err(Refusal::SnapshotTooLarge { snapshot, kib, kib_max })) = outcome else { panic!("{outcome:?}") };
    assert!(snapshot == "snapshot-duty" && kib > kib_max, "{snapshot} {kib} {kib_max}");
    hub.stop().await.unwrap();
}
