//! The home screen: one question, a search, the groups as tiles, and the door for whoever does not know.

use eframe::egui::{Align2, Rect, Ui, vec2};
use sunhall_protocol::kiosk::MenuGroup;
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, face};
use sunhall_screen::widgets::sign::{PlateState, plate_ui};
use sunhall_screen::widgets::tile::Side;
use sunhall_screen::widgets::{Ground, KeyLook, SunState, Tile};

use super::view::View;
use crate::model::{Screen, Tap};

const COLUMNS: usize = 2;
const GAP: f32 = 20.0;
/// The tiles' place, as many rows as there are.
const TOP: f32 = 560.0;
const BOTTOM: f32 = 1206.0;

pub fn home_ui(view: &mut View<'_>, ui: &mut Ui) {
    let state = if view.kiosk.hall.gives_numbers() { SunState::Open } else { SunState::Closed };
    view.head_ui(ui, &view.hall_name(), &view.date_line(), state);
    question_ui(view, ui);
    search_ui(view, ui);
    tiles_ui(view, ui);
    not_sure_ui(view, ui);
    keys_ui(view, ui);
}

fn question_ui(view: &View<'_>, ui: &mut Ui) {
    let question = view.say("kiosk-home-question");
    let bold = face(66.0, view.palette.ink).bold().line(86.0);
    text::fitted_label_ui(ui, at(ui, 52.0, 338.0, 620.0, 88.0), Align2::LEFT_CENTER, &question, bold, 44.0);
    let other = view.say_in(view.language.other(), "kiosk-home-question");
    text::fitted_label_ui(ui, at(ui, 672.0, 362.0, 356.0, 60.0), Align2::RIGHT_CENTER, &other, face(30.0, view.palette.ink_soft), 26.0);
}

fn search_ui(view: &mut View<'_>, ui: &mut Ui) {
    let words = view.say("kiosk-search");
    let laid = Ground::new(&words, KeyLook::Quiet).show_ui(ui, at(ui, 48.0, 440.0, 984.0, 96.0));
    let rim = eframe::egui::Stroke::new(3.0, view.palette.red);
    ui.painter().rect_stroke(laid.rect, 20, rim, eframe::egui::StrokeKind::Inside);
    let middle = laid.rect.center().y;
    Icon::new(icons::MAGNIFYING_GLASS, view.palette.red).paint_ui(ui, Rect::from_min_size(laid.rect.min + vec2(28.0, 22.0), vec2(52.0, 52.0)));
    let keys = Rect::from_center_size(eframe::egui::pos2(laid.rect.max.x - 56.0, middle), vec2(54.0, 54.0));
    Icon::new(icons::KEYBOARD, view.palette.ink_soft).paint_ui(ui, keys);
    let place = Rect::from_min_max(laid.rect.min + vec2(102.0, 0.0), laid.rect.max - vec2(100.0, 0.0));
    text::fitted_words_ui(ui, place, Align2::LEFT_CENTER, &words, face(36.0, view.palette.ink_soft), 28.0);
    if laid.response.clicked() {
        view.tap(Tap::Search);
    }
}

fn tiles_ui(view: &mut View<'_>, ui: &mut Ui) {
    let Some(menu) = &view.kiosk.hall.menu else { return };
    let groups: Vec<&MenuGroup> = menu.groups.iter().filter(|group| !group.not_sure).collect();
    let rows = groups.len().div_ceil(COLUMNS).max(1) as f32;
    let height = ((BOTTOM - TOP - GAP * (rows - 1.0)) / rows).min(146.0);
    for (index, group) in groups.into_iter().enumerate() {
        let (row, column) = ((index / COLUMNS) as f32, (index % COLUMNS) as f32);
        let rect = at(ui, 48.0 + column * 502.0, TOP + row * (height + GAP), 482.0, height);
        if tile_ui(view, ui, rect, group) {
            view.tap(Tap::Group(group.code.clone()));
        }
    }
}

fn tile_ui(view: &View<'_>, ui: &mut Ui, rect: Rect, group: &MenuGroup) -> bool {
    let queue = view.kiosk.hall.queue(&group.code);
    let open = queue.is_some_and(|queue| queue.open_today);
    let count = queue.map_or(0, |queue| queue.waiting).to_string();
    let (unit, free) = (view.say("kiosk-waiting-label"), view.say("kiosk-waiting-none"));
    let days = queue.filter(|queue| !queue.weekdays.is_empty()).map(|queue| view.days(&queue.weekdays));
    let later = days.map_or_else(|| view.say("closed-title-rest"), |days| view.say_with("kiosk-days-only", &[("days", days.into())]));
    let (name, detail) = (view.text(&group.name), if open { view.text(&group.summary) } else { later });
    let mut tile = Tile::new(icons::by_name(&group.icon).unwrap_or(icons::SIGNPOST), &name, &detail);
    if view.is_english() {
        tile = Tile { name_size: 38.0, detail_size: 26.0, icon_size: 64.0, side_below: true, ..tile };
    }
    // Counts are of people who wait now; a closed hall has none to tell.
    let side = match queue {
        Some(queue) if open && view.kiosk.hall.gives_numbers() => {
            if queue.waiting == 0 && !view.kiosk.hall.has_open_window(&group.code) {
                // Nobody waits, but nobody would call either: no promise.
                Side::Nothing
            } else if queue.waiting == 0 {
                Side::NoWait(&free)
            } else {
                Side::Count { count: &count, unit: &unit }
            }
        }
        _ => Side::Nothing,
    };
    let look = if open { KeyLook::White } else { KeyLook::NotToday };
    Tile { side, look, ..tile }.show_ui(ui, rect).clicked()
}

/// The wide key to the first contact.
fn not_sure_ui(view: &mut View<'_>, ui: &mut Ui) {
    let Some(group) = view.kiosk.hall.menu.iter().flat_map(|menu| &menu.groups).find(|group| group.not_sure) else { return };
    let (title, note) = (view.say("kiosk-not-sure"), view.say("kiosk-not-sure-note"));
    let laid = Ground::new(&title, KeyLook::Offered).show_ui(ui, at(ui, 48.0, 1228.0, 984.0, 122.0));
    let middle = laid.rect.center().y;
    let sign = Rect::from_min_size(eframe::egui::pos2(laid.rect.min.x + 24.0, middle - 34.0), vec2(68.0, 68.0));
    Icon::new(icons::SIGNPOST, view.palette.red).paint_ui(ui, sign);
    let mut right = laid.rect.max.x - 26.0;
    if !group.first_windows.is_empty() {
        let shown = view.plate(&group.first_windows);
        let label = view.say("kiosk-window-label");
        let words = face(32.0, view.palette.ink);
        let width = text::measure(ui, &label, words).x;
        // 1 号窗口, but Window 1.
        let (plate_right, words_left) = if view.is_english() { (right, right - 68.0 - 18.0 - width) } else { (right - width - 16.0, right - width) };
        plate_ui(ui, Rect::from_min_size(eframe::egui::pos2(plate_right - 68.0, middle - 34.0), vec2(68.0, 68.0)), &shown, PlateState::Open);
        let place = Rect::from_min_size(eframe::egui::pos2(words_left, laid.rect.min.y), vec2(width + 8.0, laid.rect.height()));
        text::words_ui(ui, place, Align2::LEFT_CENTER, &label, words);
        right -= width + 68.0 + 34.0;
    }
    let place = Rect::from_min_max(eframe::egui::pos2(sign.max.x + 24.0, middle - 48.0), eframe::egui::pos2(right, middle + 8.0));
    text::fitted_words_ui(ui, place, Align2::LEFT_CENTER, &title, face(42.0, view.palette.ink).bold().line(54.0), 32.0);
    let place = Rect::from_min_max(eframe::egui::pos2(sign.max.x + 24.0, middle + 8.0), eframe::egui::pos2(right, middle + 48.0));
    text::fitted_words_ui(ui, place, Align2::LEFT_CENTER, &note, face(28.0, view.palette.ink_soft), 26.0);
    if laid.response.clicked() {
        view.tap(Tap::Group(group.code.clone()));
    }
}

fn keys_ui(view: &mut View<'_>, ui: &mut Ui) {
    let keys = if view.kiosk.screen == Screen::Browse {
        vec![view.home_key(), view.help_key(), view.language_key()]
    } else {
        let mut priority = view.key(Tap::Priority, "kiosk-priority", icons::HEART);
        if view.kiosk.draft.class.is_some() || view.kiosk.draft.company {
            priority.look = KeyLook::Chosen;
        }
        let rate = view.key(Tap::Rate, "kiosk-rate", icons::CHAT_CIRCLE_TEXT);
        vec![priority, view.help_key(), rate, view.language_key()]
    };
    view.counter_ui(ui, keys);
}
