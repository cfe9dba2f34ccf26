//! The home screen: one question, a search, the groups as tiles, and the door for whoever does not know.

use eframe::egui::{Align2, Rect, Ui, pos2, vec2};
use sunhall_protocol::kiosk::MenuGroup;
use sunhall_screen::draw;
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, face};
use sunhall_screen::widgets::header::counter_ui;
use sunhall_screen::widgets::sign::{PlateState, plate_ui};
use sunhall_screen::widgets::tile::Side;
use sunhall_screen::widgets::{Ground, Key, KeyLook, SunState, Tile};

use super::stage::part;
use super::view::View;
use crate::model::{Screen, Tap};

const COLUMNS: usize = 2;

/// Where the parts of the home screen stand: top and height of each.
struct Places {
    question: (f32, f32),
    search: (f32, f32),
    /// Four rows of tiles; more or fewer share the place.
    tiles: (f32, f32),
    gap: f32,
    not_sure: (f32, f32),
    counter: f32,
    /// The rows of keys: first what one may also do, then what is always there.
    also: (f32, f32),
    always: (f32, f32),
}

const USUAL: Places = Places {
    question: (338.0, 88.0),
    search: (440.0, 96.0),
    tiles: (560.0, 540.0),
    gap: 20.0,
    not_sure: (1121.0, 104.0),
    counter: 1248.0,
    also: (1268.0, 92.0),
    always: (1384.0, 132.0),
};

/// As the others, seen from the frame that stands lower.
const LOW: Places = Places {
    question: (484.0, 88.0),
    search: (592.0, 88.0),
    tiles: (698.0, 474.0),
    gap: 14.0,
    not_sure: (1186.0, 100.0),
    counter: 1298.0,
    also: (1312.0, 86.0),
    always: (1412.0, 130.0),
};

pub fn home_ui(view: &mut View<'_>, ui: &mut Ui) {
    let state = if view.kiosk.hall.gives_numbers() { SunState::Open } else { SunState::Closed };
    view.head_ui(ui, &view.hall_name(), &view.date_line(), state);
    let places = if view.is_low() { &LOW } else { &USUAL };
    if view.is_low() {
        moved_ui(view, ui);
    }
    question_ui(view, ui, places);
    search_ui(view, ui, places);
    tiles_ui(view, ui, places);
    not_sure_ui(view, ui, places);
    keys_ui(view, ui, places);
}

/// That the keys have moved, and how they move back.
fn moved_ui(view: &View<'_>, ui: &mut Ui) {
    let card = at(ui, 48.0, 342.0, 984.0, 112.0);
    let rim = f32::from(view.palette.rim);
    draw::rimmed(ui.painter(), card, 20.0, view.palette.blue_pale, if rim > 2.0 { rim } else { 0.0 }, view.palette.blue);
    Icon::new(icons::WHEELCHAIR, view.palette.blue).paint_ui(ui, part(card, 36.0, 24.0, 64.0, 64.0));
    let bold = face(34.0, view.palette.blue).bold().line(44.0);
    text::fitted_label_ui(ui, part(card, 126.0, 12.0, 836.0, 44.0), Align2::LEFT_CENTER, &view.say("kiosk-low-title"), bold, 28.0);
    let plain = face(32.0, view.palette.ink).line(42.0);
    text::fitted_label_ui(ui, part(card, 126.0, 56.0, 836.0, 44.0), Align2::LEFT_CENTER, &view.say("kiosk-low-note"), plain, 26.0);
}

fn question_ui(view: &View<'_>, ui: &mut Ui, places: &Places) {
    let question = view.say("kiosk-home-question");
    let bold = face(66.0, view.palette.ink).bold().line(86.0);
    let (top, tall) = places.question;
    text::fitted_label_ui(ui, at(ui, 52.0, top, 620.0, tall), Align2::LEFT_CENTER, &question, bold, 44.0);
    let other = view.say_in(view.language.other(), "kiosk-home-question");
    text::fitted_label_ui(ui, at(ui, 672.0, top + 24.0, 356.0, 60.0), Align2::RIGHT_CENTER, &other, face(30.0, view.palette.ink_soft), 26.0);
}

fn search_ui(view: &mut View<'_>, ui: &mut Ui, places: &Places) {
    let words = view.say("kiosk-search");
    let laid = Ground::new(&words, KeyLook::Quiet).show_ui(ui, at(ui, 48.0, places.search.0, 984.0, places.search.1));
    let rim = eframe::egui::Stroke::new(3.0, view.palette.red);
    ui.painter().rect_stroke(laid.rect, 20, rim, eframe::egui::StrokeKind::Inside);
    let middle = laid.rect.center().y;
    Icon::new(icons::MAGNIFYING_GLASS, view.palette.red).paint_ui(ui, Rect::from_center_size(pos2(laid.rect.min.x + 54.0, middle), vec2(52.0, 52.0)));
    let keys = Rect::from_center_size(pos2(laid.rect.max.x - 56.0, middle), vec2(54.0, 54.0));
    Icon::new(icons::KEYBOARD, view.palette.ink_soft).paint_ui(ui, keys);
    let place = Rect::from_min_max(laid.rect.min + vec2(102.0, 0.0), laid.rect.max - vec2(100.0, 0.0));
    text::fitted_words_ui(ui, place, Align2::LEFT_CENTER, &words, face(36.0, view.palette.ink_soft), 28.0);
    if laid.response.clicked() {
        view.tap(Tap::Search);
    }
}

fn tiles_ui(view: &mut View<'_>, ui: &mut Ui, places: &Places) {
    let Some(menu) = &view.kiosk.hall.menu else { return };
    let groups: Vec<&MenuGroup> = menu.groups.iter().filter(|group| !group.not_sure).collect();
    let rows = groups.len().div_ceil(COLUMNS).max(1) as f32;
    let (top, tall) = places.tiles;
    let height = ((tall - places.gap * (rows - 1.0)) / rows).min(146.0);
    for (index, group) in groups.into_iter().enumerate() {
        let (row, column) = ((index / COLUMNS) as f32, (index % COLUMNS) as f32);
        let rect = at(ui, 48.0 + column * 502.0, top + row * (height + places.gap), 482.0, height);
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
fn not_sure_ui(view: &mut View<'_>, ui: &mut Ui, places: &Places) {
    let Some(group) = view.kiosk.hall.menu.iter().flat_map(|menu| &menu.groups).find(|group| group.not_sure) else { return };
    let (title, note) = (view.say("kiosk-not-sure"), view.say("kiosk-not-sure-note"));
    let laid = Ground::new(&title, KeyLook::Offered).show_ui(ui, at(ui, 48.0, places.not_sure.0, 984.0, places.not_sure.1));
    let middle = laid.rect.center().y;
    let sign = Rect::from_min_size(pos2(laid.rect.min.x + 24.0, middle - 34.0), vec2(68.0, 68.0));
    Icon::new(icons::SIGNPOST, view.palette.red).paint_ui(ui, sign);
    let mut right = laid.rect.max.x - 26.0;
    if !group.first_windows.is_empty() {
        let shown = view.plate(&group.first_windows);
        let label = view.say("kiosk-window-label");
        let words = face(32.0, view.palette.ink);
        let width = text::measure(ui, &label, words).x;
        // 1 号窗口, but Window 1.
        let (plate_right, words_left) = if view.is_english() { (right, right - 68.0 - 18.0 - width) } else { (right - width - 16.0, right - width) };
        plate_ui(ui, Rect::from_min_size(pos2(plate_right - 68.0, middle - 34.0), vec2(68.0, 68.0)), &shown, PlateState::Open);
        let place = Rect::from_min_size(pos2(words_left, laid.rect.min.y), vec2(width + 8.0, laid.rect.height()));
        text::words_ui(ui, place, Align2::LEFT_CENTER, &label, words);
        right -= width + 68.0 + 34.0;
    }
    let place = Rect::from_min_max(pos2(sign.max.x + 24.0, middle - 46.0), pos2(right, middle + 8.0));
    text::fitted_words_ui(ui, place, Align2::LEFT_CENTER, &title, face(42.0, view.palette.ink).bold().line(52.0), 32.0);
    let place = Rect::from_min_max(pos2(sign.max.x + 24.0, middle + 8.0), pos2(right, middle + 46.0));
    text::fitted_words_ui(ui, place, Align2::LEFT_CENTER, &note, face(28.0, view.palette.ink_soft).line(34.0), 26.0);
    if laid.response.clicked() {
        view.tap(Tap::Group(group.code.clone()));
    }
}

fn keys_ui(view: &mut View<'_>, ui: &mut Ui, places: &Places) {
    counter_ui(ui, places.counter);
    let browsing = view.kiosk.screen == Screen::Browse;
    let mut priority = view.key(Tap::Priority, "kiosk-priority", icons::HEART);
    if view.kiosk.draft.class.is_some() || view.kiosk.draft.company {
        priority.look = KeyLook::Chosen;
    }
    let rate = view.key(Tap::Rate, "kiosk-rate", icons::CHAT_CIRCLE_TEXT);
    let elder = view.key(Tap::Elder, "common-large-type", icons::TEXT_AA);
    let mut also = vec![rate, view.read_key()];
    let mut always = vec![view.help_key(), elder, view.language_key()];
    if browsing {
        always.insert(0, view.home_key());
    } else if view.is_low() {
        also.insert(1, priority);
    } else {
        always.insert(0, priority);
    }
    if view.is_low() {
        always.insert(0, view.key(Tap::Low, "common-low-reach-off", icons::ARROWS_DOWN_UP));
    }
    view.key_row_ui(ui, also, places.also.0, places.also.1);
    view.key_row_ui(ui, always, places.always.0, places.always.1);
    if view.is_low() {
        view.low_panel_ui(ui);
    } else {
        view.foot_ui(ui);
        low_key_ui(view, ui);
    }
}

/// The one key in the foot: whoever sits can reach it.
fn low_key_ui(view: &mut View<'_>, ui: &mut Ui) {
    let word = view.say("common-low-reach");
    let icon = Icon::new(icons::WHEELCHAIR, view.palette.blue);
    if Key::new(&word).drawn(icon, 60.0).column().size(34.0).show_ui(ui, at(ui, 824.0, 1597.0, 200.0, 146.0)).clicked() {
        view.tap(Tap::Low);
    }
}
