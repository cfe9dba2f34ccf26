//! The components by their names: every key can be found, pressed and read aloud.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use sunhall_screen::frame::{KIOSK, at, install, show_ui};
use sunhall_screen::icons;
use sunhall_screen::theme::{self, Palette};
use sunhall_screen::ui_map;
use sunhall_screen::widgets::faces::faces_ui;
use sunhall_screen::widgets::notes::{Answered, Dialog};
use sunhall_screen::widgets::row::{PagerWords, Row, pager_ui};
use sunhall_screen::widgets::{Key, KeyLook, Side, Tile};

#[derive(Default)]
struct Pressed {
    taken: u32,
    page: usize,
    face: Option<usize>,
    answer: Option<Answered>,
    ask: bool,
    waiting: bool,
}

fn harness(state: Pressed) -> Harness<'static, Pressed> {
    Harness::builder()
        .with_size(egui::vec2(1080.0, 1920.0))
        .with_context_setup(|ctx| {
            install(ctx);
            ui_map::enable(ctx);
        })
        .build_ui_state(|ui, state: &mut Pressed| show_ui(ui, KIOSK, |ui| sheet_ui(ui, state)), state)
}

fn sheet_ui(ui: &mut egui::Ui, state: &mut Pressed) {
    let mut key = Key::red("取号").icon(icons::TICKET, 60.0);
    if state.waiting {
        key = key.waiting("正在取号", -10.0);
    }
    if key.show_ui(ui, at(ui, 48.0, 1200.0, 984.0, 128.0)).clicked() {
        state.taken += 1;
    }
    Key::new("打印").disabled("打印机没有纸了").show_ui(ui, at(ui, 48.0, 1000.0, 300.0, 100.0));
    let side = Side::Count { count: "4", unit: "人等" };
    Tile { side, ..Tile::new(icons::USERS_THREE, "社会保障", "养老 就业 社保卡") }.show_ui(ui, at(ui, 48.0, 100.0, 482.0, 122.0));
    let rest = Tile { look: KeyLook::NotToday, ..Tile::new(icons::BABY, "卫生健康", "周二、周四可办") };
    if rest.show_ui(ui, at(ui, 550.0, 100.0, 482.0, 122.0)).clicked() {
        state.taken += 10;
    }
    let long = "城乡居民基本养老保险关系转移接续申请和个人账户一次性待遇申领（含丧葬补助）";
    Row { right: "10 个工作日", ..Row::new(long) }.show_ui(ui, at(ui, 48.0, 260.0, 984.0, 124.0));
    let words = PagerWords { back: "上一页", place: "第 1 页，共 2 页", on: "下一页", size: 34.0 };
    state.page = pager_ui(ui, at(ui, 48.0, 420.0, 984.0, 84.0), state.page, 2, words);
    let labels = ["非常满意", "满意", "基本满意", "不满意", "非常不满意"];
    state.face = faces_ui(ui, at(ui, 48.0, 600.0, 984.0, 226.0), labels, state.face).or(state.face);
    if state.ask {
        let dialog =
            Dialog { question: "还在办吗？", explained: "20 秒后回到首页", safe: "继续办", other: "不办了", middle: 540.0, large: false };
        state.answer = dialog.show_ui(ui).or(state.answer);
    }
}

#[test]
fn keys_tiles_and_pagers_are_pressed_by_name() {
    let mut harness = harness(Pressed::default());
    harness.get_by_label("取号").click();
    harness.run();
    harness.get_by_label("卫生健康").click();
    harness.run();
    assert_eq!(harness.state().taken, 11, "a group that is not served today can still be opened");
    harness.get_by_label("下一页").click();
    harness.run();
    assert_eq!(harness.state().page, 1);
    harness.get_by_label("满意").click();
    harness.run();
    assert_eq!(harness.state().face, Some(1));
    assert!(harness.query_by_label("社会保障 4 人等").is_some(), "the count is read aloud with the name");
}

#[test]
fn a_disabled_key_says_why_and_a_waiting_key_takes_no_second_tap() {
    let mut harness = harness(Pressed { waiting: true, ..Pressed::default() });
    harness.step();
    assert!(harness.query_by_label("打印机没有纸了").is_some());
    harness.get_by_label("取号").click();
    harness.step();
    harness.step();
    assert_eq!(harness.state().taken, 0);
}

#[test]
fn a_dialog_is_answered_with_either_key() {
    for (word, answer) in [("继续办", Answered::Safe), ("不办了", Answered::Other)] {
        let mut harness = harness(Pressed { ask: true, ..Pressed::default() });
        harness.run();
        harness.get_by_label(word).click();
        harness.run();
        assert_eq!(harness.state().answer, Some(answer));
    }
}

#[test]
fn the_keyboard_reaches_the_keys() {
    let mut harness = harness(Pressed::default());
    harness.get_by_label("取号").focus();
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
    assert_eq!(harness.state().taken, 1);
}

#[test]
fn the_screen_map_tells_where_each_key_is() {
    let mut harness = harness(Pressed::default());
    harness.step();
    let _ = ui_map::take(&harness.ctx);
    harness.step();
    let map = ui_map::take(&harness.ctx).expect("recording was enabled");
    let key = map.items.iter().find(|item| item.label == "取号").expect("the key is on the map");
    assert_eq!((key.rect, key.enabled), ([48.0, 1200.0, 984.0, 128.0], true));
    let print = map.items.iter().find(|item| item.label == "打印").expect("the disabled key is on the map");
    assert!(!print.enabled);
}

#[test]
fn a_smaller_screen_shows_the_whole_frame() {
    let mut harness = Harness::builder()
        .with_size(egui::vec2(540.0, 1200.0))
        .with_context_setup(install)
        .build_ui_state(|ui, state: &mut Pressed| show_ui(ui, KIOSK, |ui| sheet_ui(ui, state)), Pressed::default());
    harness.run();
    harness.get_by_label("取号").click();
    harness.run();
    assert_eq!(harness.state().taken, 1);
    assert!((harness.ctx.pixels_per_point() - 0.5).abs() < 0.001);
}

#[test]
fn high_contrast_keeps_every_key() {
    let mut harness = harness(Pressed::default());
    theme::set_palette(&harness.ctx, Palette::HIGH_CONTRAST);
    harness.run();
    harness.get_by_label("取号").click();
    harness.run();
    assert_eq!(harness.state().taken, 1);
}
