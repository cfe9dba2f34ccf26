//! A whole hall as files: what was exported and imported into a fresh hall is set alike; an upload is looked at first; bad files are named.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveTime;
use sunhall_hall::Hall;
use sunhall_hall::calendar::{OwnDay, Span};
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::{GroupCode, ServiceCode, StaffNumber, TextRef};
use sunhall_hall::screens::{LineSize, SlipLayout, Worded};
use sunhall_hub::archive;
use sunhall_hub::clock::MovedClock;
use sunhall_hub::config::example_with;
use sunhall_hub::engine::{Actor, Engine};
use sunhall_hub::export::{self, File};
use sunhall_hub::folder::Folder;
use sunhall_hub::import::import;
use sunhall_tests::checkout;
use sunhall_tests::http::{Answer, Request};
use sunhall_tests::hub::{MORNING, decided};
use sunhall_tests::whole::Whole;
use tempfile::TempDir;

const ADMINISTRATOR: &str = "0102";
const MANAGER: &str = "7001";

fn fresh(data: &Path) -> (Folder, Engine) {
    let folder = Folder::init(data, &example_with("demo", "127.0.0.1:0", "127.0.0.1:0", None)).unwrap();
    let engine = folder.start(Arc::new(MovedClock::new(MORNING)), None).unwrap();
    (folder, engine)
}

async fn set(engine: &Engine, act: Administrator) {
    let outcome = engine.administrators().ask(engine.new_id(), Actor::Console, StaffNumber::console(), move |_| act).await;
    decided(outcome).unwrap();
}

/// Everything that an administrator sets, with erasable texts read out; people who publish and moments are not settings.
fn settings(engine: &Engine) -> String {
    let hall: Arc<Hall> = engine.hall();
    let text = |reference: Option<&TextRef>| reference.and_then(|reference| engine.texts().get(reference)).map(|text| text.to_string());
    let staff: BTreeMap<_, _> = hall
        .staff
        .people
        .iter()
        .map(|(number, person)| {
            let plain = sunhall_hall::staff::Staff { name: None, phone: None, ..person.clone() };
            (number.clone(), (plain, text(person.name.as_ref()), text(person.phone.as_ref())))
        })
        .collect();
    let today = MORNING.day();
    let parameters: Vec<_> = sunhall_hall::policy::catalogue()
        .keys()
        .map(|key| {
            let later: Vec<_> = hall.policy.settings.get(key).into_iter().flatten().filter(|setting| setting.from > today).cloned().collect();
            (key.clone(), hall.policy.text(key, today).to_owned(), hall.policy.suggested(key, today), later)
        })
        .collect();
    let notices: Vec<_> = hall.disclosure.notices.values().filter(|notice| notice.withdrawn.is_none()).map(|notice| notice.put.clone()).collect();
    format!(
        "{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}",
        hall.floor.profile,
        (&hall.floor.groups, &hall.floor.windows),
        hall.floor.services,
        hall.calendar,
        staff,
        parameters,
        hall.screens,
        notices
    )
}

/// The demo hall with something changed of every kind.
async fn changed(engine: &Engine) {
    import(engine, &checkout::top().join("deploy/demo")).await.unwrap();
    let hall = engine.hall();
    let time = |hour| NaiveTime::from_hms_opt(hour, 15, 0).unwrap();
    let today = MORNING.day();
    let own = OwnDay { day: today.plus(3), spans: vec![Span { from: time(9), to: time(11) }], reason: "停电检修".into(), reason_en: "Power works".into() };
    set(engine, Administrator::SetDay { day: own }).await;
    for (from, value) in [(today, "4"), (today.plus(9), "5")] {
        set(engine, Administrator::SetParameter { key: "queue.calls".into(), value: value.into(), from, confirmed: true }).await;
    }
    let mut group = hall.floor.groups[&GroupCode::new("social")].clone();
    (group.weekdays, group.elder_summary) = (vec![1, 3], "养老金,\"社保卡\"".into());
    set(engine, Administrator::SetGroup { group }).await;
    let mut service = (*hall.floor.services[&ServiceCode::new("SB01")]).clone();
    (service.offered, service.also_at, service.originals) = (false, vec!["演示村".into()], Vec::new());
    set(engine, Administrator::SetService { service: Box::new(service) }).await;
    let mut person = hall.staff.people[&StaffNumber::new("0210")].clone();
    (person.left, person.usual_window) = (true, None);
    set(engine, Administrator::SetStaff { staff: person }).await;
    let words = Worded { zh: "今天到此为止".into(), en: String::new() };
    set(engine, Administrator::SetScreenText { key: "closed-title".into(), words }).await;
    set(engine, Administrator::SetSlip { slip: SlipLayout { fee: LineSize::Off, ahead: LineSize::Large, ..SlipLayout::default() } }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_export_into_a_fresh_hall_gives_the_same_settings_and_no_secrets() {
    let data = TempDir::new().unwrap();
    let (_one, engine) = fresh(&data.path().join("one"));
    changed(&engine).await;
    let files = export::files(&engine, "demo").unwrap();
    let everything: Vec<u8> = files.iter().flat_map(|file| file.bytes.clone()).collect();
    let everything = String::from_utf8_lossy(&everything);
    for secret in ["password", "pin =", "argon2", "yanshi-0102-demo", "pbkdf2"] {
        assert!(!everything.contains(secret), "{secret} left the hub");
    }
    let folder = data.path().join("export");
    export::write(&folder, &files).unwrap();
    assert!(export::write(&folder, &files).is_err(), "a folder with something in it is left alone");

    let (_two, other) = fresh(&data.path().join("two"));
    import(&other, &folder).await.unwrap();
    let (before, after) = (settings(&engine), settings(&other));
    for (before, after) in before.lines().zip(after.lines()) {
        assert_eq!(before, after);
    }
    assert_eq!(before, after);
    let again = import(&other, &folder).await.unwrap();
    assert_eq!(again.changed, 0, "importing again changes nothing");
    assert_eq!(export::files(&other, "demo").unwrap().len(), files.len());
    engine.stop().await;
    other.stop().await;
}

/// A form with one file, as a browser sends it.
async fn upload(hub: &Whole, cookie: &str, bytes: &[u8]) -> Answer {
    let mark = "a-mark-between-parts";
    let mut body = format!("--{mark}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"hall.zip\"\r\n\r\n").into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(format!("\r\n--{mark}--\r\n").as_bytes());
    let request = Request::new("POST", "/admin/transfer/upload").header("content-type", &format!("multipart/form-data; boundary={mark}"));
    hub.send(&request.header("sec-fetch-site", "same-origin").header("cookie", cookie).bytes(body)).await.unwrap()
}

/// The demo hall's own export with one file changed.
fn with(files: &[File], path: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut files = files.to_vec();
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    file.bytes = change(std::str::from_utf8(&file.bytes).unwrap()).into_bytes();
    archive::pack(&files).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upload_shows_what_would_change_and_changes_it_only_then() {
    let hub = Whole::demo().await.unwrap();
    let admin = hub.sign_on(ADMINISTRATOR).await.unwrap();
    let exported = hub.give(&admin, "/admin/transfer/export", &[]).await.unwrap();
    assert_eq!((exported.status, exported.header("content-type")), (200, Some("application/zip")));
    let files = export::files(hub.engine(), "demo").unwrap();
    let same = upload(&hub, &admin, &archive::pack(&files).unwrap()).await;
    assert!(same.status == 200 && same.body.contains("没有要改的"), "{}", same.body);

    let bytes = with(&files, "groups.csv", |text| text.replace("社会保障", "社会保险"));
    let plan = upload(&hub, &admin, &bytes).await;
    assert!(plan.status == 200 && plan.body.contains("要改 1 处") && plan.body.contains("groups.csv 第"), "{}", plan.body);
    let social = || hub.engine().hall().floor.groups[&GroupCode::new("social")].name.clone();
    assert_eq!(social(), "社会保障", "looking changes nothing");
    let name = plan.body.split_once("name=\"upload\" value=\"").and_then(|(_, rest)| rest.split_once('"')).unwrap().0;
    let done = hub.give(&admin, "/admin/transfer/import", &[("upload", name)]).await.unwrap();
    assert_eq!(done.status, 303);
    assert_eq!(social(), "社会保险");
    let history = hub.page(&admin, "/admin/history?kind=group&thing=social").await.unwrap().body;
    assert!(history.contains("演示丑") || history.contains("0102"), "the change stands under the name of whoever made it");
    hub.give(&admin, "/admin/transfer/import", &[("upload", name)]).await.unwrap();
    assert!(hub.page(&admin, "/admin/transfer").await.unwrap().body.contains("已经不在了"), "an upload is used once");
    hub.stop().await.unwrap();
}

/// What is done to a file before it is handed over.
type Spoil = fn(&str) -> String;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bad_files_are_named_with_their_line_and_change_nothing() {
    let hub = Whole::demo().await.unwrap();
    let (admin, manager) = (hub.sign_on(ADMINISTRATOR).await.unwrap(), hub.sign_on(MANAGER).await.unwrap());
    let before = hub.engine().hall();
    let files = export::files(hub.engine(), "demo").unwrap();
    let cases: [(&str, Spoil, &str); 6] = [
        ("hall.toml", |text| text.replacen("name =", "nom =", 1), "hall.toml 第"),
        ("groups.csv", |text| text.replacen("letter", "lettre", 1), "groups.csv 第 1 行"),
        ("services.csv", |text| text.replacen(",zero,", ",free,", 1), "services.csv 第"),
        ("services.csv", |text| format!("{text}one,two\n"), "services.csv 第"),
        ("calendar.csv", |text| format!("{text}2026-02-30,rest,演示\n"), "calendar.csv 第"),
        ("staff.toml", |text| format!("{text}\n[[staff]]\nnumber = 7\n"), "staff.toml 第"),
    ];
    for (path, spoil, told) in cases {
        let answer = upload(&hub, &admin, &with(&files, path, spoil)).await;
        assert!(answer.status == 422 && answer.body.contains(told), "{path}: {} {}", answer.status, answer.body);
    }
    let refused = upload(&hub, &admin, &with(&files, "groups.csv", |text| text.replacen("social,A,", "social,Z,", 1))).await;
    assert!(refused.status == 200 && refused.body.contains("改不了") && !refused.body.contains("就这样改"), "{}", refused.body);
    for bytes in [&b""[..], b"nonsense", &archive::pack(&[File { path: "hall.toml".into(), bytes: Vec::new() }]).unwrap()] {
        assert_eq!(upload(&hub, &admin, bytes).await.status, 422);
    }
    assert_eq!(upload(&hub, &manager, b"PK").await.status, 403);
    assert_eq!(hub.give(&manager, "/admin/transfer/export", &[]).await.unwrap().status, 403);
    assert_eq!(hub.engine().hall(), before);
    hub.stop().await.unwrap();
}
