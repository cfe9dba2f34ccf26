//! Every screen drawn without a window: its keys are found by their names in both languages, and lead where they say.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod sample;

use std::cell::RefCell;
use std::rc::Rc;

use eframe::egui::accesskit::Role;
use eframe::egui::{Color32, Key, Rect};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable};
use sample::{NOW, answer_to, kiosk, tap};
use sunhall_kiosk::model::{Event, Kiosk, Modes, Screen, Tap};
use sunhall_kiosk::printer::{Outcome, Report};
use sunhall_kiosk::tell::Tell;
use sunhall_kiosk::ui::show_ui;
use sunhall_protocol::Bilingual;
use sunhall_protocol::board::HoursState;
use sunhall_protocol::order::{Lock, Order};
use sunhall_protocol::presence::PrinterState;
use sunhall_protocol::wording::Wording;
use sunhall_protocol::words::{Language, say};
use sunhall_screen::sound::voice::Sentence;
use sunhall_screen::text::{self, face};
use sunhall_screen::{frame, spotlight, theme};

/// Every key on the screen, in the order in which it was drawn: its name and its place.
fn keys(harness: &Harness<'_>) -> Vec<(String, Rect)> {
    let nodes = harness.query_all_by_role(Role::Button);
    let key = |node: egui_kittest::Node<'_>| (node.accesskit_node().label().unwrap_or_default(), node.rect());
    nodes.map(key).collect()
}

/// Every mode and what it is called.
fn every_mode() -> [(&'static str, Modes); 5] {
    let mode = |elder, low, contrast| Modes { elder, low, contrast };
    [
        ("usual", mode(false, false, false)),
        ("elder", mode(true, false, false)),
        ("low", mode(false, true, false)),
        ("elder low", mode(true, true, false)),
        ("contrast", mode(false, false, true)),
    ]
}

/// Draws every screen in every mode and language.
fn everywhere(mut look: impl FnMut(&str, Modes, &mut Harness<'static>, &Shared)) {
    for language in Language::ALL {
        for (mode, modes) in every_mode() {
            for (name, state, lead) in sample::every_screen() {
                let mut model = kiosk(language, state);
                model.modes = modes;
                lead(&mut model);
                let (mut harness, shared) = harness(model);
                harness.run_steps(3);
                look(&format!("{name} {mode} {language}"), modes, &mut harness, &shared);
            }
        }
    }
}

type Shared = Rc<RefCell<Kiosk>>;
/// Leads a kiosk to one of its screens.
type Lead = Box<dyn Fn(&mut Kiosk)>;

/// A window of the kiosk's size in which taps reach the model.
fn harness(kiosk: Kiosk) -> (Harness<'static>, Shared) {
    let shared = Rc::new(RefCell::new(kiosk));
    let drawn = Rc::clone(&shared);
    let mut installed = false;
    let harness = Harness::builder().with_step_dt(0.04).with_size(eframe::egui::vec2(1080.0, 1920.0)).build_ui(move |ui| {
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
    let actions = kiosk.on(Event::Printed { ticket: 12, report: Report { outcome: Outcome::Printed, paper_low: false } }, NOW);
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
    assert!(harness.query_by_label("08:00").is_none(), "no time before the hub has told it");
}

/// A kiosk led to one screen of the sample, drawn.
fn drawn(name: &str, language: Language) -> Harness<'static> {
    let (_, state, lead) = sample::every_screen().into_iter().find(|(known, ..)| *known == name).unwrap();
    let mut model = kiosk(language, state);
    lead(&mut model);
    let (mut harness, _) = harness(model);
    harness.run_steps(3);
    harness
}

/// Everything that is written on a screen, joined.
fn written(harness: &Harness<'_>) -> String {
    let labels = harness.query_all_by(|_| true).filter_map(|node| node.accesskit_node().label().or(node.accesskit_node().value()));
    labels.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_kiosk_that_never_connected_shows_the_way_and_no_time() {
    for language in Language::ALL {
        let text = written(&drawn("never-connected", language));
        assert!(text.contains(&say(language, "kiosk-disconnected-title")) && text.contains(&say(language, "kiosk-disconnected-desk")), "{text}");
        for wrong in ["08:00", "1月1日", "1970", "January"] {
            assert!(!text.contains(wrong), "{wrong}: {text}");
        }
    }
}

#[test]
fn nothing_is_promised_while_nobody_is_at_the_window() {
    for language in Language::ALL {
        let promises = ["kiosk-waiting-none", "kiosk-ticket-next", "kiosk-ahead-none"];
        for name in ["services-unstaffed", "ticket-unstaffed"] {
            let text = written(&drawn(name, language));
            assert!(text.contains(&say(language, "kiosk-window-unstaffed")), "{name}: {text}");
            assert!(
                !promises.iter().any(|key| text.lines().any(|line| line.contains(&say(language, key)) && line != say(language, "kiosk-ahead-label"))),
                "{name}: {text}"
            );
            // The rule for a missed call says the same words inside its sentence.
            assert!(!text.lines().any(|line| line == say(language, "kiosk-range-label")), "{name}: {text}");
        }
        // The words on the red key are drawn inside it, and named by nobody.
        let mut model = open(language);
        model.on(Event::Board(Box::new(sample::unstaffed(HoursState::Open, 0))), NOW);
        let queue = model.hall.queue("social").cloned().unwrap();
        assert_eq!(Tell::new(&model, NOW).take_words(&queue), (say(language, "kiosk-window-unstaffed"), None));
        let waiting = written(&drawn("services-unstaffed-waiting", language));
        assert!(waiting.contains('3') && waiting.contains(&say(language, "kiosk-window-unstaffed")), "{waiting}");
        let served = written(&drawn("ticket", language));
        assert!(!served.contains(&say(language, "kiosk-window-unstaffed")));
    }
}

#[test]
fn a_slip_promises_nothing_while_nobody_is_at_the_window() {
    let mut model = open(Language::Chinese);
    let reserved = sunhall_protocol::kiosk::Reserved { ahead: 0, range: None, ..sample::reserved() };
    assert!(model.slip(&reserved, false).staffed);
    model.on(Event::Board(Box::new(sample::unstaffed(HoursState::Open, 0))), NOW);
    assert!(!model.slip(&reserved, false).staffed);
}

#[test]
fn limit_and_fee_of_a_row_are_one_line_each_and_large_enough_to_read() {
    for (language, width) in [(Language::Chinese, 210.0), (Language::English, 256.0)] {
        let model = open(language);
        let mut installed = false;
        let mut harness = Harness::builder().build_ui(move |ui| {
            if !std::mem::replace(&mut installed, true) {
                return frame::install(ui.ctx());
            }
            let tell = Tell::new(&model, NOW);
            for service in model.hall.services() {
                // As in `rows_ui`: a local fee has more room in Chinese.
                let local = matches!(service.fee, sunhall_protocol::kiosk::Fee::Local(_)) && language == Language::Chinese;
                let width = if local { 290.0 } else { width };
                for (words, style) in [(tell.limit(service), face(26.0, Color32::BLACK).bold()), (tell.fee_short(service), face(26.0, Color32::BLACK))] {
                    let needed = text::measure(ui, &words, style).x;
                    assert!(needed <= width, "{words}: {needed} of {width}");
                }
            }
        });
        harness.run_steps(3);
    }
}

#[test]
fn before_lunch_the_day_is_not_over() {
    for language in Language::ALL {
        let text = written(&drawn("last-calls-lunch", language));
        for over in ["closed-title", "closed-title-last", "closed-still-serving"] {
            assert!(!text.lines().any(|line| line == say(language, over)), "{over}: {text}");
        }
        assert!(text.contains("14:00") && text.contains(&say(language, "closed-still-serving-now")), "{text}");
        let evening = written(&drawn("last-calls", language));
        assert!(evening.contains(&say(language, "closed-title-last")) && evening.contains(&say(language, "closed-still-serving")), "{evening}");
    }
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

/// How long the screen may sleep after its last frame.
fn sleeps(harness: &Harness<'_>) -> std::time::Duration {
    harness.output().viewport_output[&eframe::egui::ViewportId::ROOT].repaint_delay
}

#[test]
fn one_screen_fades_into_the_next_and_then_stands_still() {
    for reduced in [false, true] {
        let (mut harness, kiosk) = harness(open(Language::Chinese));
        theme::set_reduced_motion(&harness.ctx, reduced);
        harness.run_steps(8);
        assert!(sleeps(&harness) > std::time::Duration::from_secs(30), "an idle home screen is not drawn again");
        let shapes = harness.output().shapes.len();
        tap(&mut kiosk.borrow_mut(), &[Tap::Rate]);
        harness.run_steps(1);
        let (moves, during) = (sleeps(&harness).is_zero(), harness.output().shapes.len());
        assert_eq!(moves, !reduced);
        harness.run_steps(6);
        assert!(sleeps(&harness) > std::time::Duration::from_secs(30), "and then nothing moves");
        let painted_too = during - harness.output().shapes.len();
        assert_eq!(painted_too, if reduced { 0 } else { shapes }, "the home screen shines through for a moment");
    }
}

#[test]
fn every_screen_stands_still_or_repaints_once_a_second() {
    for (name, state, lead) in sample::every_screen() {
        let mut model = kiosk(Language::Chinese, state);
        lead(&mut model);
        let (mut harness, _) = harness(model);
        harness.run_steps(14);
        // The arc turns while somebody waits for a number.
        let turns = matches!(name, "taking" | "printing");
        let still = sleeps(&harness) >= std::time::Duration::from_millis(20);
        assert!(still, "{name} repaints all the time");
        assert_eq!(sleeps(&harness) < std::time::Duration::from_millis(900), turns, "{name} sleeps {:?}", sleeps(&harness));
    }
}

#[test]
fn a_guide_with_an_address_can_be_taken_along() {
    let without = || {
        let mut menu = sample::menu();
        menu.services.iter_mut().for_each(|service| service.guide_url = None);
        menu
    };
    let mut real = sample::menu();
    real.demo = false;
    for (menu, shown, reach) in [
        (sample::menu(), true, "演示：只在本机能打开"),
        (real, true, "扫一扫就能看，不用下载，不用登录"),
        (without(), false, "就在您身后的引导台，不会用可以直接叫我"),
    ] {
        let mut model = open(Language::Chinese);
        model.on(Event::Menu(Box::new(menu)), NOW);
        tap(&mut model, &[Tap::Service("SB01".into())]);
        let (mut harness, kiosk) = harness(model);
        harness.run_steps(3);
        assert_eq!(harness.query_all_by_label("用手机把指南带走").next().is_some(), shown);
        assert!(harness.query_by_label(reach).is_some(), "{reach}");
        // What became of a call for help is always to be seen.
        tap(&mut kiosk.borrow_mut(), &[Tap::Help]);
        harness.run_steps(3);
        assert!(harness.query_by_label("正在告诉引导员").is_some());
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

#[test]
fn a_closed_hall_names_who_is_on_call() {
    for (state, label) in [(HoursState::Over, "今晚值班"), (HoursState::Rest, "今天值班"), (HoursState::Before, "今天值班")] {
        let (mut harness, kiosk) = harness(kiosk(Language::Chinese, state));
        harness.run_steps(3);
        for words in [label, "演示丙", "值班电话 0000-0000000", "救命 120 · 火灾 119 · 报警 110", "English"] {
            assert!(harness.query_by_label(words).is_some(), "{words}");
        }
        // Nobody is called whom the hall has not named; the three numbers always stand there.
        let menu = sunhall_protocol::kiosk::Menu { on_call: None, ..sample::menu() };
        kiosk.borrow_mut().on(Event::Menu(Box::new(menu)), NOW);
        harness.run_steps(3);
        assert!(harness.query_by_label(label).is_none() && harness.query_by_label("演示丙").is_none());
        assert!(harness.query_by_label("救命 120 · 火灾 119 · 报警 110").is_some());
    }
    let (mut harness, _) = harness(kiosk(Language::Chinese, HoursState::Break));
    harness.run_steps(3);
    assert!(harness.query_by_label("演示丙").is_none() && harness.query_by_label("找人帮忙").is_some(), "in the lunch break the guide is there");
}

#[test]
fn in_an_empty_hall_no_guide_is_behind_anybody() {
    everywhere(|place, modes, harness, _| {
        if !place.starts_with("browse") || modes.low {
            return;
        }
        let (text, language) = (written(harness), if place.ends_with("zh-CN") { Language::Chinese } else { Language::English });
        assert!(text.contains(&say(language, "closed-emergency")), "{place}: {text}");
        assert!(!text.contains(&say(language, "kiosk-guide-today")), "{place}: {text}");
    });
}

/// A window of letters is no place for large keys.
const LETTERS: [&str; 5] = ["search", "search-found", "rate-entry", "rate-code", "rate-bad"];

#[test]
fn every_key_is_whole_apart_and_within_reach_in_every_mode() {
    everywhere(|place, modes, harness, _| {
        let keys = keys(harness);
        let name = place.split(' ').next().unwrap();
        let is_dialog = matches!(name, "cancelling" | "idle-question");
        assert!(!keys.is_empty(), "{place}");
        for (index, (key, rect)) in keys.iter().enumerate() {
            assert!(!key.is_empty(), "{place}: a key without a name at {rect:?}");
            assert!(rect.min.x >= 40.0 && rect.max.x <= 1040.0 && rect.max.y <= 1904.0, "{place}: {key} {rect:?} leaves the frame");
            assert!(rect.height() >= 60.0, "{place}: {key} {rect:?}");
            if modes.low {
                assert!(rect.min.y >= 935.0, "{place}: {key} {rect:?} is out of reach");
            } else {
                assert!(rect.min.y >= 370.0, "{place}: {key} {rect:?} stands in the top fifth");
            }
            if modes.elder && !LETTERS.contains(&name) && !name.starts_with("rate") {
                assert!(rect.height() >= 88.0, "{place}: {key} {rect:?} is small");
            }
            for (other, there) in keys[..index].iter().filter(|_| !is_dialog) {
                assert!(!rect.shrink(1.0).intersects(there.shrink(1.0)), "{place}: {key} {rect:?} lies on {other} {there:?}");
            }
        }
    });
}

#[test]
fn help_and_reading_aloud_are_one_touch_away_wherever_somebody_is() {
    everywhere(|place, modes, harness, shared| {
        let language = shared.borrow().language;
        let has = |key: &str| harness.query_by_label(&say(language, key)).is_some();
        let nobody = ["closed", "before", "rest", "disconnected", "never-connected", "browse"];
        let name = place.split(' ').next().unwrap();
        let is_home = matches!(name, "home" | "browse") && modes.elder;
        let help = if is_home { has("kiosk-elder-help") } else { has("common-call-staff") };
        assert!(help || nobody.contains(&name), "{place} has no help");
        let read = if is_home { has("common-read-again") } else { has("common-voice-on") };
        assert!(read, "{place} cannot be read aloud");
    });
}

#[test]
fn what_is_read_aloud_stands_on_the_screen() {
    everywhere(|place, _, harness, shared| {
        let kiosk = shared.borrow();
        let parts = sunhall_kiosk::spoken::parts(&Tell::new(&kiosk, NOW));
        assert!(!parts.is_empty(), "{place} says nothing");
        let labels: Vec<String> = harness.query_all_by(|_| true).filter_map(|node| node.accesskit_node().label().or(node.accesskit_node().value())).collect();
        for part in parts.iter().filter(|part| !part.marks.is_empty()) {
            let stands =
                |mark: &String| labels.iter().any(|label| label.strip_prefix(mark.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')));
            assert!(part.marks.iter().any(stands), "{place}: {:?} is nowhere", part.marks);
            let empty = matches!(part.sentence(kiosk.language), Sentence::Pinyin(words) | Sentence::English(words) if words.is_empty());
            assert!(!empty, "{place}: nothing to say of {:?}", part.words);
        }
    });
}

#[test]
fn what_is_being_read_has_a_gold_rim() {
    let (mut harness, kiosk) = harness(open(Language::Chinese));
    harness.run_steps(3);
    let lit = |harness: &Harness<'_>| spotlight::count(&harness.ctx);
    assert_eq!(lit(&harness), 0);
    tap(&mut kiosk.borrow_mut(), &[Tap::ReadAloud]);
    harness.run_steps(2);
    assert_eq!(lit(&harness), 1, "the question");
    tap(&mut kiosk.borrow_mut(), &[Tap::ReadAloud]);
    harness.run_steps(2);
    assert_eq!(lit(&harness), 0);
}

/// Names of the keys in the order in which Tab reaches them, until it begins again.
fn tabbed(harness: &mut Harness<'_>) -> Vec<(String, Rect)> {
    let mut reached: Vec<(String, Rect)> = Vec::new();
    loop {
        harness.key_press(Key::Tab);
        harness.step();
        let focused = harness.query_all_by_role(Role::Button).find(|node| node.accesskit_node().is_focused());
        let Some(node) = focused else { return reached };
        let key = (node.accesskit_node().label().unwrap_or_default(), node.rect());
        if reached.first() == Some(&key) || reached.len() > 80 {
            return reached;
        }
        reached.push(key);
    }
}

#[test]
fn the_keyboard_reaches_every_key_in_reading_order() {
    everywhere(|place, _, harness, _| {
        let is_dialog = place.starts_with("cancelling") || place.starts_with("idle-question");
        let all = keys(harness);
        let reached = tabbed(harness);
        if is_dialog {
            assert_eq!(reached.len(), 2, "{place}: only the two answers, {reached:?}");
            return;
        }
        let missing: Vec<_> = all.iter().filter(|key| !reached.contains(key)).collect();
        assert!(missing.is_empty(), "{place}: Tab does not reach {missing:?}");
        for pair in reached.windows(2) {
            let ((first, from), (second, to)) = (&pair[0], &pair[1]);
            let lower = to.center().y >= from.max.y - 4.0 && to.min.y > from.min.y - 4.0;
            let right = to.min.x >= from.max.x - 4.0 && to.max.y > from.min.y;
            assert!(lower || right, "{place}: {second} {to:?} comes after {first} {from:?}");
        }
    });
}

#[test]
fn a_number_can_be_taken_with_the_keyboard_alone() {
    let (mut harness, kiosk) = harness(open(Language::Chinese));
    harness.run_steps(3);
    for wanted in ["社会保障 4 人等", "城乡居民基本养老保险参保登记", "取号"] {
        for _ in 0..80 {
            harness.key_press(Key::Tab);
            harness.step();
            let focused = harness.query_all_by_role(Role::Button).find(|node| node.accesskit_node().is_focused());
            if focused.and_then(|node| node.accesskit_node().label()).as_deref() == Some(wanted) {
                break;
            }
        }
        harness.key_press(Key::Enter);
        harness.run_steps(3);
    }
    assert!(matches!(kiosk.borrow().screen, Screen::Taking { .. }), "{:?}", kiosk.borrow().screen);
}

#[test]
fn a_chosen_reason_says_that_it_is_chosen() {
    let mut model = open(Language::Chinese);
    tap(&mut model, &[Tap::Priority, Tap::Company]);
    let (mut harness, _) = harness(model);
    harness.run_steps(3);
    let node = harness.get_by_label("想请人全程陪同");
    assert_eq!(node.accesskit_node().toggled(), Some(eframe::egui::accesskit::Toggled::True));
}

#[test]
fn the_modes_are_found_by_their_keys() {
    let (mut harness, kiosk) = harness(open(Language::Chinese));
    let mut press = |word: &str| {
        harness.run_steps(3);
        harness.get_by_label(word).click();
        harness.run_steps(3);
        kiosk.borrow().modes
    };
    assert!(press("低位操作").low);
    assert!(!press("移回原处").low);
    assert!(press("大字简版").elder);
    assert!(press("黑白分明").contrast);
    assert_eq!(press("普通版"), Modes::default());
}

#[test]
fn low_reach_shows_the_present_call_once() {
    let mut board = sample::board(HoursState::Open);
    let call = |running, ticket: &str, window, times| sunhall_protocol::board::Call { running, ticket: ticket.into(), window, times, ..Default::default() };
    board.calls = vec![call(4, "A009", 2, 2), call(3, "A009", 2, 1), call(2, "B004", 3, 1)];
    let mut model = open(Language::Chinese);
    model.on(Event::Board(Box::new(board)), NOW);
    model.modes.low = true;
    let (mut harness, _) = harness(model);
    harness.run_steps(3);
    for words in ["正在叫号", "A009", "刚才叫过", "B004"] {
        assert!(harness.query_by_label(words).is_some(), "{words}");
    }
}

#[test]
fn a_printer_that_cannot_print_is_told_in_kind_words() {
    for (state, words) in [
        (PrinterState::PaperOut, "kiosk-paper-out"),
        (PrinterState::CoverOpen, "kiosk-cover-open"),
        (PrinterState::Jam, "kiosk-printer-jam"),
        (PrinterState::Unreachable, "kiosk-printer-away"),
    ] {
        for has_printer in [true, false] {
            let mut model = open(Language::Chinese).with_printer(has_printer);
            model.on(Event::Printer(state), NOW);
            let actions = tap(&mut model, &[Tap::Service("SB01".into()), Tap::Take]);
            answer_to(&mut model, &actions, NOW);
            let (mut harness, _) = harness(model);
            harness.run_steps(3);
            for key in [words, "kiosk-slip-try-again"] {
                assert_eq!(harness.query_by_label(&say(Language::Chinese, key)).is_some(), has_printer, "{key}");
            }
            assert!(harness.query_by_label("显示在屏幕上").is_some());
        }
    }
}
