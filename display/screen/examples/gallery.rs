//! All components on one sheet, to be looked at beside the picture of the look; for engineers, not part of any screen.

use egui::{Ui, pos2};
use sunhall_screen::frame::{Design, Window, at};
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::widgets::notes::{Tone, banner_ui, toast_ui};
use sunhall_screen::widgets::sign::plate_ui;
use sunhall_screen::widgets::{BadgeCard, Joined, Key, KeyLook, PlateState, Side, Slip, SlipState, SunClock, SunState, Tile};
use sunhall_screen::{frame, theme};

fn main() -> anyhow::Result<()> {
    let design = Design { width: 1600.0, height: 1760.0 };
    let window = Window { title: "gallery".into(), design, windowed: std::env::args().count() > 1, ui_map: None };
    frame::run(window, |_ctx| sheet_ui)
}

fn sheet_ui(ui: &mut Ui) {
    keys_ui(ui);
    tiles_ui(ui);
    signs_ui(ui);
    suns_ui(ui);
    notes_ui(ui);
}

fn keys_ui(ui: &mut Ui) {
    let red = || Key::red("取号").icon(icons::TICKET, 44.0).size(38.0);
    red().show_ui(ui, at(ui, 40.0, 424.0, 238.0, 104.0));
    red().disabled("打印机没有纸了").show_ui(ui, at(ui, 814.0, 424.0, 238.0, 104.0));
    let since = ui.input(|input| input.time) - 1.0;
    red().waiting("正在取号", since).show_ui(ui, at(ui, 1072.0, 424.0, 238.0, 104.0));
    Key::help("帮忙").icon(icons::HAND_WAVING, 44.0).size(38.0).show_ui(ui, at(ui, 1330.0, 424.0, 238.0, 104.0));
    let focused = red().name("取号 焦点").show_ui(ui, at(ui, 556.0, 424.0, 238.0, 104.0));
    focused.request_focus();
    Key::new("查办件").icon(icons::FOLDER_OPEN, 50.0).column().show_ui(ui, at(ui, 298.0, 400.0, 238.0, 132.0));
}

fn tiles_ui(ui: &mut Ui) {
    let tile = |name, detail| Tile { name_size: 38.0, detail_size: 26.0, icon_size: 60.0, ..Tile::new(icons::USERS_THREE, name, detail) };
    let side = Side::Count { count: "4", unit: "人等" };
    Tile { side, ..tile("社会保障", "养老 就业 社保卡") }.show_ui(ui, at(ui, 40.0, 656.0, 365.0, 122.0));
    Tile { look: KeyLook::Spoken, ..tile("社会保障", "养老 就业 社保卡") }.show_ui(ui, at(ui, 425.0, 656.0, 365.0, 122.0));
    let chosen = Tile { icon: icons::THUMBS_UP, look: KeyLook::Chosen, ..tile("态度热情", "可以多选") };
    chosen.show_ui(ui, at(ui, 810.0, 656.0, 365.0, 122.0));
    let rest = Tile { icon: icons::BABY, look: KeyLook::NotToday, ..tile("卫生健康", "周二、周四可办") };
    rest.show_ui(ui, at(ui, 1195.0, 656.0, 365.0, 122.0));
}

fn signs_ui(ui: &mut Ui) {
    let captions = Some(("您的号码", "叫到后，到"));
    let joined = Joined { radius: 22.0, captions, ..Joined::new("A012", "2", 390.0, 136.0) };
    joined.show_ui(ui, at(ui, 40.0, 914.0, 580.0, 190.0));
    Joined::history("B004", "3", 250.0, 60.0).show_ui(ui, at(ui, 660.0, 914.0, 350.0, 87.0));
    Joined::history("B004", "3", 250.0, 60.0).stale(true).show_ui(ui, at(ui, 660.0, 1017.0, 350.0, 87.0));
    Slip::new("A013").priority(true).show_ui(ui, at(ui, 1150.0, 914.0, 108.0, 56.0));
    Slip::new("K001").state(SlipState::Offline).show_ui(ui, at(ui, 1276.0, 914.0, 108.0, 56.0));
    Slip::new("D012").state(SlipState::Late).show_ui(ui, at(ui, 1402.0, 914.0, 108.0, 56.0));
    plate_ui(ui, at(ui, 1150.0, 1020.0, 72.0, 72.0), "2", PlateState::Open);
    plate_ui(ui, at(ui, 1238.0, 1020.0, 72.0, 72.0), "12", PlateState::Open);
    plate_ui(ui, at(ui, 1326.0, 1020.0, 130.0, 72.0), "2–4", PlateState::Open);
    plate_ui(ui, at(ui, 1472.0, 1020.0, 72.0, 72.0), "9", PlateState::Closed);
}

fn suns_ui(ui: &mut Ui) {
    let spans = vec![(510, 720), (840, 1050)];
    let states = [(614, SunState::Open), (940, SunState::Open), (647, SunState::Stale), (1104, SunState::Closed)];
    for (index, (now, state)) in states.into_iter().enumerate() {
        let place = at(ui, 40.0 + 250.0 * index as f32, 1180.0, 236.0, 140.0);
        let ground = if state == SunState::Closed { theme::NIGHT } else { theme::WHITE };
        ui.painter().rect_filled(place, 0, ground);
        SunClock { now: Some(now), spans: spans.clone(), state }.show_ui(ui, pos2(place.center().x, place.max.y - 8.0), 86.0);
    }
    let lines = ["社会保障岗", "工号 0203"];
    let card = BadgeCard { over: "", name: "演示乙", lines: &lines, picture: None, window: Some("2"), window_words: "", name_size: 34.0, line_size: 22.0 };
    card.show_ui(ui, at(ui, 1060.0, 1180.0, 500.0, 172.0));
}

fn notes_ui(ui: &mut Ui) {
    let done = Icon::new(icons::CHECK_CIRCLE, theme::GOLD).fill();
    toast_ui(ui, at(ui, 800.0, 1448.0, 760.0, 80.0), done, "A011 办好了", Some(("撤回", "8 秒")));
    banner_ui(ui, at(ui, 800.0, 1544.0, 760.0, 56.0), Tone::Amber, icons::WIFI_SLASH, "网络断了，照样可以取号", 24.0);
    let late = "D012 等了 31 分钟，超过答应的 30 分钟";
    banner_ui(ui, at(ui, 800.0, 1608.0, 760.0, 56.0), Tone::Red, icons::WARNING, late, 24.0);
    banner_ui(ui, at(ui, 800.0, 1672.0, 760.0, 56.0), Tone::Green, icons::RECEIPT, "小票已印好，请取走", 24.0);
    sunhall_screen::widgets::faces::faces_ui(ui, at(ui, 40.0, 1448.0, 740.0, 226.0), ["非常满意", "满意", "基本满意", "不满意", "非常不满意"], Some(1));
    sunhall_screen::widgets::qr::qr_ui(ui, at(ui, 40.0, 40.0, 240.0, 240.0), "http://127.0.0.1:8088/t/abc", "QR");
    sunhall_screen::widgets::ring::countdown_ui(ui, at(ui, 320.0, 40.0, 120.0, 120.0), 9.0, 15.0);
}
