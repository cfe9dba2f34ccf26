//! 大字简版: six choices in large type, one under the other, each read aloud in turn; help is the largest.

use eframe::egui::{Align2, Rect, Ui, UiBuilder, pos2, vec2};
use sunhall_protocol::kiosk::MenuGroup;
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::spotlight;
use sunhall_screen::text::{self, face};
use sunhall_screen::widgets::header::counter_ui;
use sunhall_screen::widgets::{Ground, Key, KeyLook, SunState};

use super::stage::part;
use super::view::View;
use crate::model::Tap;

/// Where the choices stand: top of the first, and height of each with its gap.
struct Places {
    top: f32,
    row: f32,
    gap: f32,
    help: f32,
}

const USUAL: Places = Places { top: 506.0, row: 146.0, gap: 20.0, help: 178.0 };
/// In the whole frame: from the middle down, with a row of keys under it.
const LOW: Places = Places { top: 944.0, row: 126.0, gap: 13.0, help: 136.0 };

pub fn home_ui(view: &mut View<'_>, ui: &mut Ui) {
    let state = if view.kiosk.hall.gives_numbers() { SunState::Open } else { SunState::Closed };
    view.head_ui(ui, &view.hall_name(), &view.date_line(), state);
    // Its places are those of the whole frame, in low reach too.
    let mut whole = ui.new_child(UiBuilder::new().max_rect(view.frame));
    let ui = &mut whole;
    let places = if view.is_low() { &LOW } else { &USUAL };
    let question = face(88.0, view.palette.ink).bold().line(112.0);
    if view.is_low() {
        view.low_panel_ui(ui);
        text::fitted_label_ui(ui, at(ui, 56.0, 760.0, 968.0, 120.0), Align2::LEFT_CENTER, &view.say("kiosk-elder-question"), question, 56.0);
    } else {
        text::fitted_label_ui(ui, at(ui, 56.0, 370.0, 690.0, 112.0), Align2::LEFT_CENTER, &view.say("kiosk-elder-question"), question, 56.0);
        again_ui(view, ui, at(ui, 763.0, 377.0, 269.0, 94.0));
    }
    let groups: Vec<MenuGroup> = view.kiosk.hall.menu.iter().flat_map(|menu| &menu.groups).filter(|group| group.in_elder_mode).cloned().collect();
    for (index, group) in groups.iter().enumerate() {
        let rect = at(ui, 48.0, places.top + index as f32 * (places.row + places.gap), 984.0, places.row);
        choice_ui(view, ui, rect, group);
    }
    let below = places.top + groups.len() as f32 * (places.row + places.gap);
    help_ui(view, ui, at(ui, 48.0, below + 8.0, 984.0, places.help));
    if view.is_low() { low_keys_ui(view, ui) } else { foot_ui(view, ui) }
}

/// 再读一遍, and while it reads 不读了.
fn again_ui(view: &mut View<'_>, ui: &mut Ui, rect: Rect) {
    let reading = view.kiosk.being_read().is_some();
    let (word, icon) = if reading { ("common-voice-off", icons::SPEAKER_SLASH) } else { ("common-read-again", icons::SPEAKER_HIGH) };
    if Key::new(&view.say(word)).icon(icon, 48.0).size(38.0).show_ui(ui, rect).clicked() {
        view.tap(Tap::ReadAloud);
    }
}

fn choice_ui(view: &mut View<'_>, ui: &mut Ui, rect: Rect, group: &MenuGroup) {
    let (name, note) = view.elder_group(group);
    let queue = view.kiosk.hall.queue(&group.code);
    let closed = queue.filter(|queue| !queue.open_today && !queue.weekdays.is_empty());
    let later = closed.map(|queue| view.say_with("kiosk-days-only", &[("days", view.days(&queue.weekdays).into())]));
    let look = if later.is_some() { KeyLook::NotToday } else { KeyLook::White };
    let laid = Ground::new(&name, look).show_ui(ui, rect);
    let glyph = if group.not_sure { icons::DOTS_THREE_CIRCLE } else { icons::by_name(&group.icon).unwrap_or(icons::SIGNPOST) };
    let sign = Rect::from_center_size(pos2(laid.rect.min.x + 84.0, laid.rect.center().y), vec2(88.0, 88.0));
    Icon::new(glyph, laid.icon).paint_ui(ui, sign);
    let mut right = laid.rect.max.x - 34.0;
    if spotlight::is_on(ui.ctx(), &name) {
        let speaker = Rect::from_center_size(pos2(right - 32.0, laid.rect.center().y), vec2(64.0, 64.0));
        Icon::new(icons::SPEAKER_HIGH, view.palette.red).fill().paint_ui(ui, speaker);
        right = speaker.min.x - 34.0;
    }
    let bold = face(68.0, laid.text).bold();
    let place = Rect::from_min_max(pos2(sign.max.x + 36.0, laid.rect.min.y), pos2(right, laid.rect.max.y));
    let room = if view.is_english() { place.width() } else { place.width() * 0.58 };
    let taken = text::fitted_words_ui(ui, part(place, 0.0, 0.0, room, place.height()), Align2::LEFT_CENTER, &name, bold, 46.0);
    let soft = match &later {
        Some(_) => face(38.0, view.palette.amber).bold(),
        None => face(38.0, view.palette.ink_soft),
    };
    let place = Rect::from_min_max(pos2(taken.max.x + 24.0, laid.rect.min.y), pos2(right, laid.rect.max.y));
    // An English name may leave no room: the name is what counts.
    if place.width() > 180.0 {
        text::fitted_words_ui(ui, place, Align2::RIGHT_CENTER, later.as_ref().unwrap_or(&note), soft, 34.0);
    }
    if laid.response.clicked() {
        view.tap(Tap::Group(group.code.clone()));
    }
}

/// The largest key; where nobody is there to help it leads home.
fn help_ui(view: &mut View<'_>, ui: &mut Ui, rect: Rect) {
    let is_open = view.kiosk.hall.gives_numbers() || view.staff_is_there();
    let (word, note, icon, tap) = if is_open {
        (view.say("kiosk-elder-help"), view.say("kiosk-help-coming"), icons::HAND_WAVING, Tap::Help)
    } else {
        (view.say("common-home"), String::new(), icons::HOUSE, Tap::Home)
    };
    let laid = Ground::new(&word, KeyLook::Red).show_ui(ui, rect);
    let sign = Rect::from_center_size(pos2(laid.rect.min.x + 84.0, laid.rect.center().y), vec2(92.0, 92.0));
    Icon::new(icon, laid.icon).paint_ui(ui, sign);
    let place = Rect::from_min_max(pos2(sign.max.x + 36.0, laid.rect.min.y + 10.0), laid.rect.max - vec2(30.0, 10.0));
    let bold = face(72.0, laid.text).bold().line(84.0);
    if note.is_empty() {
        text::fitted_words_ui(ui, place, Align2::LEFT_CENTER, &word, bold, 48.0);
    } else {
        let middle = place.min.y + place.height() * 0.62;
        text::fitted_words_ui(ui, Rect::from_min_max(place.min, pos2(place.max.x, middle)), Align2::LEFT_CENTER, &word, bold, 48.0);
        let lower = Rect::from_min_max(pos2(place.min.x, middle), place.max);
        text::fitted_words_ui(ui, lower, Align2::LEFT_CENTER, &note, face(38.0, laid.text).line(46.0), 32.0);
    }
    if laid.response.clicked() {
        view.tap(tap);
    }
}

fn foot_ui(view: &mut View<'_>, ui: &mut Ui) {
    counter_ui(ui, 1545.0);
    view.elder_foot_ui(ui, 720.0);
    for (index, (tap, word, icon)) in switches().into_iter().enumerate() {
        let key = Key::new(&view.say(word)).icon(icon, 44.0).size(38.0).show_ui(ui, at(ui, 742.0, 1581.0 + index as f32 * 126.0, 290.0, 102.0));
        if key.clicked() {
            view.tap(tap);
        }
    }
}

/// Read again, black and white, usual type, keys back: all of them where they can be reached.
fn low_keys_ui(view: &mut View<'_>, ui: &mut Ui) {
    counter_ui(ui, 1794.0);
    again_ui(view, ui, at(ui, 48.0, 1806.0, 231.0, 90.0));
    let [contrast, usual] = switches();
    let keys = [contrast, usual, (Tap::Low, "common-low-reach-off", icons::ARROWS_DOWN_UP)];
    for (index, (tap, word, icon)) in keys.into_iter().enumerate() {
        let rect = at(ui, 299.0 + index as f32 * 251.0, 1806.0, 231.0, 90.0);
        if Key::new(&view.say(word)).icon(icon, 38.0).size(36.0).show_ui(ui, rect).clicked() {
            view.tap(tap);
        }
    }
}

fn switches() -> [(Tap, &'static str, char); 2] {
    [(Tap::Contrast, "common-high-contrast", icons::CIRCLE_HALF), (Tap::Elder, "common-normal-type", icons::ARROW_U_UP_LEFT)]
}
