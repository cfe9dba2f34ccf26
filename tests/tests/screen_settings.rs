//! Tokens, words of screens and the slip, from the administrator's pages to programs, screens and paper.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

use sunhall_protocol::board::Board;
use sunhall_protocol::kiosk::Menu;
use sunhall_protocol::slip::LineSize;
use sunhall_protocol::topics::Topic;
use sunhall_protocol::words::{Language, say};
use sunhall_tests::http::Request;
use sunhall_tests::whole::Whole;

const ADMINISTRATOR: &str = "0102";
const MANAGER: &str = "7001";

/// The text between two marks.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map_or("", |(found, _)| found)
}

async fn api(hub: &Whole, token: &str, path: &str) -> u16 {
    hub.send(&Request::get(path).header("authorization", &format!("Bearer {token}"))).await.unwrap().status
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_is_shown_once_works_and_ends_at_once() {
    let hub = Whole::demo().await.unwrap();
    let admin = hub.sign_on(ADMINISTRATOR).await.unwrap();
    let fields = [("code", "county-feed"), ("role", "supervisor"), ("windows", "2")];
    let made = hub.give(&admin, "/admin/tokens/new", &fields).await.unwrap();
    assert_eq!(made.status, 200);
    let shown = between(&made.body, "<code>county-feed.", "</code>");
    assert!(shown.len() > 20, "{}", made.body);
    let token = format!("county-feed.{shown}");
    let page = hub.page(&admin, "/admin/tokens/county-feed").await.unwrap().body;
    assert!(!page.contains(shown) && page.contains("没有用过"), "reading the page again does not show it again");

    assert_eq!(api(&hub, &token, "/api/v1/groups").await, 200);
    assert_eq!(api(&hub, "county-feed.wrong", "/api/v1/groups").await, 401);
    let page = hub.page(&admin, "/admin/tokens/county-feed").await.unwrap().body;
    assert!(!page.contains("没有用过") && page.contains("10:14"), "{page}");

    assert_eq!(hub.give(&admin, "/admin/tokens/new", &fields).await.unwrap().status, 422, "the name is taken");
    hub.give(&admin, "/admin/tokens/county-feed/revoke", &[]).await.unwrap();
    assert_eq!(api(&hub, &token, "/api/v1/groups").await, 401);
    let list = hub.page(&admin, "/admin/tokens").await.unwrap().body;
    assert!(list.contains("已收回"));
    for fields in [[("code", "a b"), ("role", "supervisor"), ("windows", "")], [("code", "ok"), ("role", "king"), ("windows", "")]] {
        assert_eq!(hub.give(&admin, "/admin/tokens/new", &fields).await.unwrap().status, 422, "{fields:?}");
    }
    assert_eq!(hub.give(&admin, "/admin/tokens/new", &[("code", "ok"), ("role", "clerk"), ("windows", "77")]).await.unwrap().status, 422);
    let manager = hub.sign_on(MANAGER).await.unwrap();
    assert_eq!(hub.give(&manager, "/admin/tokens/new", &fields).await.unwrap().status, 403);
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_sent_twice_shows_one_token_once() {
    let hub = Whole::demo().await.unwrap();
    let admin = hub.sign_on(ADMINISTRATOR).await.unwrap();
    let id = hub.engine().new_id().0.to_string();
    let form = Request::form("/admin/tokens/new", &[("id", id.as_str()), ("code", "twice"), ("role", "leader")]).header("cookie", &admin);
    assert_eq!(hub.send(&form).await.unwrap().status, 200);
    let again = hub.send(&form).await.unwrap();
    assert_eq!(again.status, 422);
    assert!(again.body.contains("不能再看第二次"), "{}", again.body);
    hub.stop().await.unwrap();
}

/// A kiosk and a wall, enrolled from the page and connected.
async fn screens(hub: &Whole, admin: &str) -> (sunhall_tests::hub::Device, sunhall_tests::hub::Device) {
    for (name, class) in [("kiosk-9", "kiosk"), ("wall-9", "public-display")] {
        hub.give(admin, "/admin/devices/new", &[("code", name), ("class", class)]).await.unwrap();
    }
    let mut kiosk = hub.connect(&hub.fetch_file(admin, "kiosk-9").await.unwrap()).await.unwrap();
    let mut wall = hub.connect(&hub.fetch_file(admin, "wall-9").await.unwrap()).await.unwrap();
    kiosk.listen(&Topic::KioskMenu("kiosk-9".into())).await.unwrap();
    wall.listen(&Topic::Board).await.unwrap();
    (kiosk, wall)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_are_looked_at_saved_and_brought_back() {
    let hub = Whole::demo().await.unwrap();
    let admin = hub.sign_on(ADMINISTRATOR).await.unwrap();
    let (mut kiosk, mut wall) = screens(&hub, &admin).await;
    let (menu, key) = (Topic::KioskMenu("kiosk-9".into()), "closed-title");
    let own = [("zh", "今天到此为止"), ("en", "That was today")];

    let look = hub.give(&admin, &format!("/admin/texts/{key}/preview"), &own).await.unwrap();
    assert!(look.status == 200 && look.body.contains("<p>今天到此为止</p>") && look.body.contains("<p>That was today</p>"), "{}", look.body);
    assert!(hub.engine().hall().screens.texts.is_empty(), "looking changes nothing");

    assert_eq!(hub.give(&admin, &format!("/admin/texts/{key}"), &own).await.unwrap().status, 303);
    let said = kiosk.shows::<Menu>(&menu, |menu| !menu.wording.0.is_empty()).await.unwrap();
    assert_eq!(said.wording.say(Language::English, key), "That was today");
    let said = wall.shows::<Board>(&Topic::Board, |board| !board.wording.0.is_empty()).await.unwrap();
    assert_eq!(said.wording.say(Language::Chinese, key), "今天到此为止");

    hub.give(&admin, &format!("/admin/texts/{key}/default"), &[]).await.unwrap();
    let said = wall.shows::<Board>(&Topic::Board, |board| board.wording.0.is_empty()).await.unwrap();
    assert_eq!(said.wording.say(Language::Chinese, key), say(Language::Chinese, key));

    for (path, zh, status) in [
        ("closed-title", "今".repeat(13), 200),
        ("closed-title", "一\n二".to_owned(), 200),
        ("kiosk-take-number", "好".to_owned(), 303),
        ("..%2Fslip", "好".to_owned(), 303),
    ] {
        let answer = hub.give(&admin, &format!("/admin/texts/{path}"), &[("zh", &zh), ("en", "")]).await.unwrap();
        assert_eq!(answer.status, status, "{path} {zh}");
        assert!(status == 303 || answer.body.contains("role=\"alert\""), "{}", answer.body);
    }
    assert!(hub.engine().hall().screens.texts.is_empty());
    let manager = hub.sign_on(MANAGER).await.unwrap();
    assert_eq!(hub.give(&manager, "/admin/texts/closed-title", &own).await.unwrap().status, 403);
    hub.stop().await.unwrap();
}

const SIZES: [(&str, &str); 12] = [
    ("hall", "normal"),
    ("service", "large"),
    ("ahead", "large"),
    ("range", "normal"),
    ("bring", "normal"),
    ("qr", "normal"),
    ("code", "large"),
    ("missed", "normal"),
    ("guide_desk", "normal"),
    ("phone", "normal"),
    ("note", "normal"),
    ("fee", "off"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slip_is_looked_at_saved_and_brought_back() {
    let hub = Whole::demo().await.unwrap();
    let admin = hub.sign_on(ADMINISTRATOR).await.unwrap();
    let (mut kiosk, _wall) = screens(&hub, &admin).await;
    let menu = Topic::KioskMenu("kiosk-9".into());
    let mut form = SIZES.to_vec();
    form.extend([("note-zh", "演示：下周一停电半天"), ("note-en", "Demo: no power on Monday morning")]);

    let look = hub.give(&admin, "/admin/slip/preview", &form).await.unwrap();
    assert_eq!(look.status, 200);
    assert!(look.body.matches("class=\"paper-dots\"").count() == 2 && !look.body.contains(">收费只按公示标准"), "{}", look.body);
    assert_eq!(hub.engine().hall().screens.slip, sunhall_hall::screens::SlipLayout::default());

    let saved = hub.give(&admin, "/admin/slip", &form).await.unwrap();
    assert_eq!(saved.status, 303, "{}", saved.body);
    let said = kiosk.shows::<Menu>(&menu, |menu| menu.slip.fee == LineSize::Off && menu.slip_note.zh.contains("停电")).await.unwrap();
    assert_eq!((said.slip.ahead, said.slip_note.en.as_str()), (LineSize::Large, "Demo: no power on Monday morning"));

    hub.give(&admin, "/admin/slip/default", &[]).await.unwrap();
    kiosk.shows::<Menu>(&menu, |menu| menu.slip == sunhall_protocol::slip::SlipLayout::default()).await.unwrap();
    for (name, value) in [("qr", "huge"), ("note-zh", &"注".repeat(61)), ("hall", "")] {
        let mut wrong: Vec<(&str, &str)> = form.iter().copied().filter(|(field, _)| *field != name).collect();
        wrong.push((name, value));
        let answer = hub.give(&admin, "/admin/slip", &wrong).await.unwrap();
        assert!(answer.status == 200 && answer.body.contains("role=\"alert\""), "{name}={value}: {}", answer.status);
        assert!(answer.body.contains("Demo: no power on Monday morning") && answer.body.contains(r#"<option value="large" selected>"#), "what was typed stays");
    }
    assert_eq!(hub.engine().hall().screens.slip, sunhall_hall::screens::SlipLayout::default());
    hub.stop().await.unwrap();
}
