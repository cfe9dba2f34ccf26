//! Every screen drawn without a window: its keys are found by their names in both languages, and lead where they say.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod sample;

use std::cell::RefCell;
use std::rc::Rc;

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use sample::{NOW, answer_to, kiosk, tap};
use sunhall_kiosk::model::{Event, Kiosk, Screen, Tap};
use sunhall_kiosk::printer::{Outcome, Report};
use sunhall_kiosk::ui::show_ui;
use sunhall_protocol::Bilingual;
use sunhall_protocol::board::HoursState;
use sunhall_protocol::order::{Lock, Order};
use sunhall_protocol::presence::PrinterState;
use sunhall_protocol::wording::Wording;
use sunhall_protocol::words::{Language, say};
use sunhall_screen::frame;

type Shared = Rc<RefCell<Kiosk>>;
/// Leads a kiosk to one of its screens.
type Lead = Box<dyn Fn(&mut Kiosk)>;

/// A window of the kiosk's size in which taps reach the model.
fn harness(kiosk: Kiosk) -> (Harness<'static>, Shared) {
    let shared = Rc::new(RefCell::new(kiosk));
    let drawn = Rc::clone(&shared);
    let mut installed = false;
    let harness = Harness::builder().with_size(eframe::egui::vec2(1080.0, 1920.0)).build_ui(move |ui| {
        if !std::mem::replace(&mut installed, true) {
            frame::install(ui.ctx());
            return;
        }
        let taps = show_ui(ui, &drawn.borrow(), NOW);
        for tap in taps {
            drawn.borrow_mut().on(Event::Tap(tap), NOW);
        }
    });
    (harness, shared)
}

fn open(language: Language) -> Kiosk {
    kiosk(language, HoursState::Open)
}

fn with_ticket(language: Language) -> Kiosk {
    let mut kiosk = open(language);
    let actions = tap(&mut kiosk, &[Tap::Group("social".into()), Tap::Service("SB01".into()), Tap::Take]);
    answer_to(&mut kiosk, &actions, NOW);
    let actions = kiosk.on(Event::Printed(Report { outcome: Outcome::Printed, paper_low: false }), NOW);
    answer_to(&mut kiosk, &actions, NOW);
    kiosk
}

#[test]
fn three_touches_in_both_languages() {
    for (language, group, service, take) in [
        (Language::Chinese, "社会保障", "城乡居民基本养老保险参保登记", "取号"),
        (Language::English, "Social security", "Joining the residents' pension scheme", "Take a number"),
    ] {
        let (mut harness, kiosk) = harness(open(language));
        harness.run_steps(3);
        harness.get_by_label_contains(group).click();
        harness.run_steps(3);
        harness.get_by_label(service).click();
        harness.run_steps(3);
        harness.get_by_label(take).click();
        harness.run_steps(2);
        assert!(matches!(kiosk.borrow().screen, Screen::Taking { .. }), "{:?}", kiosk.borrow().screen);
    }
}

#[test]
fn the_ticket_shows_number_window_and_code() {
    let (mut harness, _) = harness(with_ticket(Language::Chinese));
    harness.run_steps(3);
    for words in ["A012", "2", "小票已印好，请取走", "15–20 分钟"] {
        assert!(harness.query_all_by_label(words).next().is_some(), "{words}");
    }
    harness.get_by_label("好了").click();
    harness.run_steps(3);
    assert!(harness.query_by_label("您要办什么事？").is_some());
}

#[test]
fn help_is_one_touch_away_on_every_open_screen() {
    let rate = |kiosk: &mut Kiosk| {
        let mut taps = vec![Tap::Rate];
        taps.extend("A012".chars().map(Tap::Letter));
        taps.push(Tap::Find);
        taps.extend("7Q4M2KPX".chars().map(Tap::Letter));
        taps.push(Tap::Find);
        let actions = tap(kiosk, &taps);
        answer_to(kiosk, &actions, NOW);
    };
    let social = || Tap::Group("social".into());
    let guide = || Tap::Service("SB01".into());
    let screens: Vec<Lead> = vec![
        Box::new(|_| {}),
        Box::new(move |kiosk| drop(tap(kiosk, &[social()]))),
        Box::new(move |kiosk| drop(tap(kiosk, &[Tap::Search, Tap::Letter('L')]))),
        Box::new(move |kiosk| drop(tap(kiosk, &[guide()]))),
        Box::new(move |kiosk| drop(tap(kiosk, &[guide(), Tap::More]))),
        Box::new(move |kiosk| drop(tap(kiosk, &[guide(), Tap::Priority]))),
        Box::new(move |kiosk| drop(tap(kiosk, &[guide(), Tap::Take]))),
        Box::new(move |kiosk| {
            kiosk.on(Event::Printer(PrinterState::PaperOut), NOW);
            let actions = tap(kiosk, &[guide(), Tap::Take]);
            answer_to(kiosk, &actions, NOW);
        }),
        Box::new(|kiosk| drop(tap(kiosk, &[Tap::Rate]))),
        Box::new(rate),
    ];
    for language in Language::ALL {
        for (index, lead) in screens.iter().enumerate() {
            let mut model = open(language);
            lead(&mut model);
            let (mut harness, _) = harness(model);
            harness.run_steps(3);
            assert!(harness.query_by_label(&say(language, "common-call-staff")).is_some(), "screen {index} in {language}");
        }
    }
}

#[test]
fn every_guide_can_be_drawn_in_both_languages() {
    for language in Language::ALL {
        let (mut harness, kiosk) = harness(open(language));
        let codes: Vec<String> = kiosk.borrow().hall.services().map(|service| service.code.clone()).collect();
        assert!(codes.len() > 60);
        for code in codes {
            tap(&mut kiosk.borrow_mut(), &[Tap::Home, Tap::Service(code.clone())]);
            harness.run_steps(2);
            // English is drawn with straight quotes.
            let name = kiosk.borrow().hall.service(&code).unwrap().name.text(language).replace(['‘', '’'], "'");
            assert!(harness.query_all_by_label(&name).next().is_some(), "{code}");
            tap(&mut kiosk.borrow_mut(), &[Tap::More]);
            harness.run_steps(2);
        }
    }
}

#[test]
fn closed_disconnected_and_starting_promise_nothing() {
    for (state, heard, words) in [
        (HoursState::Over, true, "今天已经下班"),
        (HoursState::Break, true, "午休时间，14:00 继续"),
        (HoursState::Open, false, "网络断了，这台机器暂时不能取号"),
    ] {
        let mut model = kiosk(Language::Chinese, state);
        model.on(Event::Heard(heard), NOW);
        let (mut harness, _) = harness(model);
        harness.run_steps(3);
        assert!(harness.query_by_label(words).is_some(), "{words}");
        assert!(harness.query_by_label("取号").is_none());
    }
    let (mut harness, _) = harness(Kiosk::new(Language::Chinese, Box::new(|_| uuid::Uuid::nil())));
    harness.run_steps(3);
    assert!(harness.query_by_label("正在准备，马上就好").is_some());
}

#[test]
fn the_idle_question_is_answered_by_touch() {
    let mut model = open(Language::Chinese);
    tap(&mut model, &[Tap::Group("social".into())]);
    model.on(Event::Tick, NOW.plus_seconds(45));
    model.warned_at = Some(NOW);
    let (mut harness, kiosk) = harness(model);
    harness.run_steps(3);
    harness.get_by_label("继续办").click();
    harness.run_steps(3);
    assert_eq!(kiosk.borrow().warned_at, None);
    assert!(matches!(kiosk.borrow().screen, Screen::Services { .. }));
}

#[test]
fn a_locked_kiosk_says_so_kindly_with_the_words_of_the_staff_or_its_own() {
    let lock = |zh: &str, en: &str| Order { lock: Some(Lock { message: Bilingual::new(zh, en), since: NOW }), ..Order::default() };
    for (language, order, words) in [
        (Language::Chinese, lock("正在换纸，五分钟就好", ""), "正在换纸，五分钟就好"),
        (Language::English, lock("正在换纸，五分钟就好", ""), "Please use another machine"),
        (Language::English, lock("正在换纸", "New paper is coming"), "New paper is coming"),
        (Language::Chinese, lock("", ""), "请您换一台机器"),
    ] {
        let mut kiosk = open(language);
        kiosk.on(Event::Order(Box::new(order)), NOW);
        let (harness, _) = harness(kiosk);
        for words in [words, &say(language, "kiosk-locked-title"), &say(language, "common-call-staff")] {
            assert!(harness.query_all_by_label_contains(words).next().is_some(), "{words}");
        }
        assert!(harness.query_all_by_label_contains(&say(language, "kiosk-search")).next().is_none());
    }
}

#[test]
fn a_hall_words_its_greeting_in_its_own_way() {
    let own = [("kiosk-home-question".to_owned(), Bilingual::new("今天想办哪件事？", "What brings you here?"))];
    let menu = sunhall_protocol::kiosk::Menu { wording: Wording(own.into()), ..sample::menu() };
    for (language, words) in [(Language::Chinese, "今天想办哪件事？"), (Language::English, "What brings you here?")] {
        let mut kiosk = open(language);
        kiosk.on(Event::Menu(Box::new(menu.clone())), NOW);
        let (harness, _) = harness(kiosk);
        assert!(harness.query_all_by_label_contains(words).next().is_some(), "{words}");
    }
}
