//! Devices from the administrator's page to the device itself: a file fetched once, orders that arrive and stay, passwords that end at once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

use std::net::SocketAddr;

use rumqttc::v5::mqttbytes::v5::ConnectReturnCode;
use sunhall_hall::ids::DeviceName;
use sunhall_protocol::kiosk::{KioskAnswer, KioskAsk};
use sunhall_protocol::order::Order;
use sunhall_protocol::presence::Presence;
use sunhall_protocol::topics::Topic;
use sunhall_protocol::{Answer, Outcome};
use sunhall_tests::hub::Device;
use sunhall_tests::mqtt::{Credentials, knock};
use sunhall_tests::wait::until_true;
use sunhall_tests::whole::Whole;

const ADMINISTRATOR: &str = "0102";
const MANAGER: &str = "7001";
const CLERK: &str = "0203";

async fn enrol(hub: &Whole, cookie: &str, name: &str, class: &str, window: &str) -> sunhall_tests::http::Answer {
    hub.give(cookie, "/admin/devices/new", &[("code", name), ("class", class), ("window", window)]).await.unwrap()
}

fn kiosk_order() -> Topic {
    Topic::KioskOrder("kiosk-9".to_owned())
}

async fn take(kiosk: &mut Device, hub: &Whole) -> Answer<KioskAnswer> {
    let ask = KioskAsk::TakeTicket { service: "SB01".into(), class: None, company: false };
    kiosk.ask(hub.engine().new_id().0, &ask).await.unwrap()
}

/// What stands in the page's banner after the last act.
async fn told(hub: &Whole, cookie: &str, path: &str) -> String {
    hub.page(cookie, path).await.unwrap().body
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kiosk_is_enrolled_from_the_page_and_its_file_leaves_once() {
    let hub = Whole::demo().await.unwrap();
    let admin = hub.sign_on(ADMINISTRATOR).await.unwrap();
    let made = enrol(&hub, &admin, "kiosk-9", "kiosk", "").await;
    assert_eq!((made.status, made.header("location")), (303, Some("/admin/devices/kiosk-9")));
    let page = told(&hub, &admin, "/admin/devices/kiosk-9").await;
    assert!(page.contains("下载设备文件") && page.contains("kiosk-9 建好了"), "{page}");
    let file = hub.fetch_file(&admin, "kiosk-9").await.unwrap();
    assert!(!page.contains(&file.password), "the page itself never shows the password");
    hub.connect(&file).await.unwrap();

    let again = hub.give(&admin, "/admin/devices/kiosk-9/file", &[]).await.unwrap();
    assert_eq!((again.status, again.header("location")), (303, Some("/admin/devices/kiosk-9")));
    let page = told(&hub, &admin, "/admin/devices/kiosk-9").await;
    assert!(page.contains("已经下载过一次") && page.contains("换新密码") && !page.contains("/admin/devices/kiosk-9/file"), "{page}");
    assert!(page.contains("下载了设备文件"), "who fetched it stands in the history");
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_locked_kiosk_is_told_refused_and_still_locked_after_everything_started_again() {
    let hub = Whole::demo().await.unwrap();
    let (admin, manager) = (hub.sign_on(ADMINISTRATOR).await.unwrap(), hub.sign_on(MANAGER).await.unwrap());
    enrol(&hub, &admin, "kiosk-9", "kiosk", "").await;
    let mut file = hub.fetch_file(&admin, "kiosk-9").await.unwrap();
    let mut kiosk = hub.connect(&file).await.unwrap();
    kiosk.listen(&kiosk_order()).await.unwrap();
    kiosk.listen(&Topic::KioskAnswer("kiosk-9".into())).await.unwrap();
    kiosk.shows::<Order>(&kiosk_order(), |order| order.lock.is_none()).await.unwrap();
    assert!(matches!(take(&mut kiosk, &hub).await.outcome, Outcome::Done(KioskAnswer::Reserved(_))));

    let locked = hub.give(&manager, "/admin/devices/kiosk-9/lock", &[("zh", "正在换纸，请用旁边那台"), ("en", "New paper is coming")]).await.unwrap();
    assert_eq!(locked.status, 303, "{}", locked.body);
    let order = kiosk.shows::<Order>(&kiosk_order(), |order| order.lock.is_some()).await.unwrap();
    assert_eq!(order.lock.unwrap().message.zh, "正在换纸，请用旁边那台");
    let Outcome::Refused(refusal) = take(&mut kiosk, &hub).await.outcome else { panic!("a locked kiosk gave a number") };
    assert_eq!(refusal.key, "refusal-device-locked");
    let page = told(&hub, &manager, "/admin/devices/kiosk-9").await;
    assert!(page.contains("正在换纸，请用旁边那台") && page.contains("恢复使用") && !page.contains("换新密码"), "a manager orders and takes no passwords");

    let hub = hub.restart().await.unwrap();
    file.broker.clone_from(&hub.hub.mqtt);
    let mut kiosk = hub.connect(&file).await.unwrap();
    kiosk.listen(&kiosk_order()).await.unwrap();
    kiosk.listen(&Topic::KioskAnswer("kiosk-9".into())).await.unwrap();
    kiosk.shows::<Order>(&kiosk_order(), |order| order.lock.is_some()).await.unwrap();
    let manager = hub.sign_on(MANAGER).await.unwrap();
    hub.give(&manager, "/admin/devices/kiosk-9/unlock", &[]).await.unwrap();
    kiosk.shows::<Order>(&kiosk_order(), |order| order.lock.is_none()).await.unwrap();
    assert!(matches!(take(&mut kiosk, &hub).await.outcome, Outcome::Done(KioskAnswer::Reserved(_))));
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_display_is_locked_and_told_to_start_again_on_its_own_topic() {
    let hub = Whole::demo().await.unwrap();
    let admin = hub.sign_on(ADMINISTRATOR).await.unwrap();
    enrol(&hub, &admin, "wall-9", "public-display", "").await;
    let mut wall = hub.connect(&hub.fetch_file(&admin, "wall-9").await.unwrap()).await.unwrap();
    wall.listen_to("sunhall/1/demo/display/wall-9/+").await.unwrap();
    let topic = Topic::Display("wall-9".into(), "order".into());
    let first = wall.shows::<Order>(&topic, |_| true).await.unwrap();
    hub.give(&admin, "/admin/devices/wall-9/restart", &[]).await.unwrap();
    let again = wall.shows::<Order>(&topic, |order| order.restarts == first.restarts + 1).await.unwrap();
    assert_eq!(again.lock, None);
    hub.give(&admin, "/admin/devices/wall-9/lock", &[]).await.unwrap();
    let locked = wall.shows::<Order>(&topic, |order| order.lock.is_some()).await.unwrap();
    assert_eq!((locked.lock.unwrap().message.zh.as_str(), locked.restarts), ("", first.restarts + 1));
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_password_ends_the_old_one_at_once_and_so_does_revoking() {
    let hub = Whole::demo().await.unwrap();
    let admin = hub.sign_on(ADMINISTRATOR).await.unwrap();
    enrol(&hub, &admin, "kiosk-9", "kiosk", "").await;
    let old = hub.fetch_file(&admin, "kiosk-9").await.unwrap();
    let mut kiosk = hub.connect(&old).await.unwrap();
    hub.give(&admin, "/admin/devices/kiosk-9/renew", &[]).await.unwrap();
    kiosk.client.ended().await.unwrap();
    let (addr, credentials) = (old.broker.parse::<SocketAddr>().unwrap(), |password: &str| Credentials::of("kiosk-9", password));
    assert_eq!(knock(addr, &credentials(&old.password)).await.unwrap(), ConnectReturnCode::BadUserNamePassword);
    let new = hub.fetch_file(&admin, "kiosk-9").await.unwrap();
    assert_ne!(new.password, old.password);
    let mut kiosk = hub.connect(&new).await.unwrap();

    let unsure = hub.give(&admin, "/admin/devices/kiosk-9/revoke", &[]).await.unwrap();
    assert_eq!(unsure.status, 422);
    assert!(unsure.body.contains("请先打勾"));
    hub.give(&admin, "/admin/devices/kiosk-9/revoke", &[("sure", "yes")]).await.unwrap();
    kiosk.client.ended().await.unwrap();
    assert_eq!(knock(addr, &credentials(&new.password)).await.unwrap(), ConnectReturnCode::BadUserNamePassword);
    assert!(hub.engine().hall().access.device(&DeviceName::new("kiosk-9")).is_none());
    let list = told(&hub, &admin, "/admin/devices").await;
    assert!(list.contains("已收回"), "{list}");
    assert_eq!(enrol(&hub, &admin, "kiosk-9", "kiosk", "").await.status, 303, "the name may be used again");
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_was_never_fetched_is_gone_after_a_restart_and_a_new_password_helps() {
    let hub = Whole::demo().await.unwrap();
    let admin = hub.sign_on(ADMINISTRATOR).await.unwrap();
    enrol(&hub, &admin, "kiosk-9", "kiosk", "").await;
    let hub = hub.restart().await.unwrap();
    let admin = hub.sign_on(ADMINISTRATOR).await.unwrap();
    let gone = hub.give(&admin, "/admin/devices/kiosk-9/file", &[]).await.unwrap();
    assert_eq!(gone.status, 303);
    assert!(told(&hub, &admin, "/admin/devices/kiosk-9").await.contains("请换新密码"));
    hub.give(&admin, "/admin/devices/kiosk-9/renew", &[]).await.unwrap();
    hub.connect(&hub.fetch_file(&admin, "kiosk-9").await.unwrap()).await.unwrap();
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_device_says_of_itself_stands_on_its_page_and_on_the_managers() {
    let hub = Whole::demo().await.unwrap();
    let (admin, manager) = (hub.sign_on(ADMINISTRATOR).await.unwrap(), hub.sign_on(MANAGER).await.unwrap());
    enrol(&hub, &admin, "kiosk-9", "kiosk", "").await;
    let mut kiosk = hub.connect(&hub.fetch_file(&admin, "kiosk-9").await.unwrap()).await.unwrap();
    let presence = Presence {
        online: true,
        program: "0.1.7".into(),
        printer: Some(sunhall_protocol::presence::PrinterState::CoverOpen),
        clock_seconds: Some(-95),
        locked: false,
        since: Some(sunhall_protocol::Moment(hub.engine().now().0)),
    };
    kiosk.client.publish("sunhall/1/demo/presence/kiosk-9", true, serde_json::to_vec(&presence).unwrap()).await.unwrap();
    until_true(20, "the page shows it", || async { told(&hub, &admin, "/admin/devices/kiosk-9").await.contains("0.1.7") }).await;
    let page = told(&hub, &admin, "/admin/devices/kiosk-9").await;
    for words in ["在线", "盖子没有合上", "慢 95 秒", "0.1.7"] {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(told(&hub, &manager, "/hall").await.contains("取号机 kiosk-9 打印机的盖子没有合上"));
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bad_input_and_strangers_change_nothing() {
    let hub = Whole::demo().await.unwrap();
    let (admin, clerk) = (hub.sign_on(ADMINISTRATOR).await.unwrap(), hub.sign_on(CLERK).await.unwrap());
    let before = hub.engine().hall();
    for (name, class, window) in [
        ("", "kiosk", ""),
        ("Kiosk 9", "kiosk", ""),
        ("../etc", "kiosk", ""),
        ("kiosk-9", "hub", ""),
        ("pad-9", "call-pad", ""),
        ("pad-9", "call-pad", "77"),
        (&"k".repeat(41), "kiosk", ""),
    ] {
        let answer = enrol(&hub, &admin, name, class, window).await;
        assert_eq!(answer.status, 422, "{name} {class} {window}: {}", answer.body);
        assert!(answer.body.contains("aria-invalid") || answer.body.contains("role=\"alert\""));
    }
    assert_eq!(enrol(&hub, &clerk, "kiosk-9", "kiosk", "").await.status, 403);
    for act in ["file", "renew", "unlock", "restart", "lock"] {
        let path = format!("/admin/devices/nobody/{act}");
        assert!(matches!(hub.give(&admin, &path, &[]).await.unwrap().status, 303), "{act}");
        assert_eq!(hub.give(&clerk, &path, &[]).await.unwrap().status, 403, "{act}");
    }
    assert_eq!(hub.engine().hall(), before);
    enrol(&hub, &admin, "kiosk-9", "kiosk", "").await;
    let long = hub.give(&admin, "/admin/devices/kiosk-9/lock", &[("zh", &"长".repeat(41))]).await.unwrap();
    assert_eq!(long.status, 422);
    assert!(long.body.contains("最多 40 字"), "{}", long.body);
    assert!(hub.engine().hall().access.device(&DeviceName::new("kiosk-9")).unwrap().lock.is_none());
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn orders_and_wrong_passwords_stand_in_the_security_log() {
    let hub = Whole::demo().await.unwrap();
    let admin = hub.sign_on(ADMINISTRATOR).await.unwrap();
    enrol(&hub, &admin, "kiosk-9", "kiosk", "").await;
    let file = hub.fetch_file(&admin, "kiosk-9").await.unwrap();
    let broker: SocketAddr = file.broker.parse().unwrap();
    for _ in 0..3 {
        let code = knock(broker, &Credentials::of("kiosk-9", "not its password")).await.unwrap();
        assert_eq!(code, ConnectReturnCode::BadUserNamePassword);
    }
    for act in ["lock", "restart", "unlock"] {
        let done = hub.give(&admin, &format!("/admin/devices/kiosk-9/{act}"), &[("zh", "正在换纸"), ("en", "New paper is coming")]).await.unwrap();
        assert_eq!(done.status, 303, "{act}: {}", done.body);
    }
    for (kind, lines) in [("device-password-wrong", 1), ("device-locked", 1), ("device-restarted", 1), ("device-unlocked", 1)] {
        let sheet = hub.page(&admin, &format!("/admin/security.csv?kind={kind}")).await.unwrap().body;
        assert_eq!(sheet.lines().filter(|line| line.contains("kiosk-9")).count(), lines, "{kind}: {sheet}");
    }
    hub.stop().await.unwrap();
}
