//! When no number can be given: the hall is closed, the network is gone, or nothing has arrived yet.

use eframe::egui::{Align2, Stroke, Ui, UiBuilder, vec2};
use sunhall_protocol::board::{Hours, HoursState};
use sunhall_protocol::words;
use sunhall_screen::draw;
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, face};
use sunhall_screen::widgets::badge::card_ui;
use sunhall_screen::widgets::header::counter_ui;
use sunhall_screen::widgets::portrait::portrait_ui;
use sunhall_screen::widgets::row::Row;
use sunhall_screen::widgets::{Key, SunState};

use super::stage::part;
use super::view::View;
use crate::model::Tap;

/// Where the counter of a closed hall begins: it has no row of keys.
const CLOSED_COUNTER: f32 = 1563.0;

pub fn closed_ui(view: &mut View<'_>, ui: &mut Ui) {
    view.head_ui(ui, &view.hall_name(), &view.date_line(), SunState::Closed);
    let large = face(84.0, view.palette.ink).bold().line(110.0);
    // With keys in the counter, 读给我听 stands there; otherwise beside the title, as on the other large question.
    let is_there = view.staff_is_there() || view.is_low();
    let room = if is_there { 968.0 } else { 690.0 };
    text::fitted_label_ui(ui, at(ui, 56.0, 392.0, room, 120.0), Align2::LEFT_CENTER, &view.closed_title(), large, 44.0);
    let hours = view.hours();
    let still = (hours.state == HoursState::LastCalls).then(|| view.say(if view.opens_later() { "closed-still-serving-now" } else { "closed-still-serving" }));
    let other = || view.say_in(view.language.other(), "closed-title");
    let second = still.or_else(|| (hours.state == HoursState::Over).then(other)).unwrap_or_default();
    let soft = face(view.size(34.0, 40.0), view.palette.ink_soft);
    text::fitted_label_ui(ui, at(ui, 56.0, 516.0, 968.0, 60.0), Align2::LEFT_CENTER, &second, soft, 28.0);
    if !is_there {
        let read = view.read_key();
        if Key::new(&read.word).icon(read.icon, 48.0).size(view.size(36.0, 38.0)).look(read.look).show_ui(ui, at(ui, 763.0, 405.0, 269.0, 94.0)).clicked() {
            view.tap(read.tap);
        }
    }
    next_opening_ui(view, ui, &hours);
    let bold = face(view.size(42.0, 52.0), view.palette.ink).bold();
    text::label_ui(ui, at(ui, 56.0, view.size(862.0, 830.0), 968.0, 60.0), Align2::LEFT_CENTER, &view.say("closed-can-do"), bold);
    let ways = [
        (Tap::Browse, icons::FILE_TEXT, "closed-guides", "closed-guides-note"),
        (Tap::Search, icons::MAGNIFYING_GLASS, "kiosk-search-title", "kiosk-search-hint"),
        (Tap::Rate, icons::CHAT_CIRCLE_TEXT, "closed-rate", "closed-rate-note"),
    ];
    let (top, pitch, tall) = if view.is_elder() { (900.0, 156.0, 142.0) } else { (934.0, 136.0, 120.0) };
    for (index, (tap, icon, name, note)) in ways.into_iter().enumerate() {
        let (name, note) = (view.say(name), view.say(note));
        let icon = Some(Icon::new(icon, view.palette.red));
        let row = Row { note: &note, icon, name_size: view.size(42.0, 56.0), note_size: view.size(28.0, 36.0), ..Row::new(&name) };
        if row.show_ui(ui, at(ui, 48.0, top + index as f32 * pitch, 984.0, tall)).clicked() {
            view.tap(tap);
        }
    }
    if !is_there {
        return on_call_ui(view, ui);
    }
    let mut keys = vec![view.language_key(), view.read_key()];
    if view.staff_is_there() {
        keys.insert(0, view.help_key());
    }
    if view.is_low() {
        keys.insert(0, view.key(Tap::Low, "common-low-reach-off", icons::ARROWS_DOWN_UP));
    }
    if view.is_low() && !view.staff_is_there() {
        // Above stands who is on call, below there is no room.
        view.counter_keys_ui(ui, keys);
        return low_on_call_ui(view, ui);
    }
    view.counter_ui(ui, keys);
}

/// Who is on call, in the upper half of a hall whose keys stand in the lower.
fn low_on_call_ui(view: &mut View<'_>, ui: &mut Ui) {
    let mut upper = ui.new_child(UiBuilder::new().max_rect(view.frame.translate(vec2(0.0, -1200.0))));
    person_ui(view, &mut upper, 968.0);
}

/// The foot of a hall in which nobody is: who is on call, the numbers for emergencies, and the other language.
fn on_call_ui(view: &mut View<'_>, ui: &mut Ui) {
    counter_ui(ui, CLOSED_COUNTER);
    person_ui(view, ui, 560.0);
    let language = view.language_key();
    let key = Key::new(&language.word).icon(language.icon, 44.0).column().size(view.size(34.0, 40.0));
    if key.show_ui(ui, at(ui, 834.0, 1600.0, 190.0, 110.0)).clicked() {
        view.tap(language.tap);
    }
}

/// Portrait, name and phone of the person on call, and the three numbers. The name leaves room for a key at the right.
pub fn person_ui(view: &View<'_>, ui: &mut Ui, room: f32) {
    let soft = face(view.size(34.0, 40.0), view.palette.ink_soft).line(view.size(46.0, 52.0));
    let emergency = view.say("closed-emergency");
    let Some(person) = view.kiosk.hall.menu.as_ref().and_then(|menu| menu.on_call.as_ref()) else {
        text::fitted_label_ui(ui, at(ui, 56.0, 1632.0, 740.0, 60.0), Align2::LEFT_CENTER, &emergency, soft, 28.0);
        return;
    };
    let picture = view.portrait(ui, person.portrait.as_ref());
    portrait_ui(ui, at(ui, 56.0, 1600.0, 160.0, 200.0), 12.0, picture.as_ref());
    let label = face(view.size(30.0, 36.0), view.palette.ink_soft).line(46.0);
    text::fitted_label_ui(ui, at(ui, 250.0, 1598.0, room, 46.0), Align2::LEFT_CENTER, &view.on_call_label(), label, 26.0);
    let bold = face(view.size(48.0, 56.0), view.palette.ink).bold().line(66.0);
    text::fitted_label_ui(ui, at(ui, 250.0, 1644.0, room, 66.0), Align2::LEFT_CENTER, &person.name, bold, 32.0);
    let phone = view.on_call_phone(person);
    text::fitted_label_ui(ui, at(ui, 250.0, 1712.0, 774.0, soft.line), Align2::LEFT_CENTER, &phone, soft, 28.0);
    text::fitted_label_ui(ui, at(ui, 250.0, 1712.0 + soft.line, 774.0, soft.line), Align2::LEFT_CENTER, &emergency, soft, 28.0);
}

fn next_opening_ui(view: &View<'_>, ui: &mut Ui, hours: &Hours) {
    let Some(next) = hours.next_opening else { return };
    let card = at(ui, 48.0, 600.0, 984.0, 220.0);
    card_ui(ui, card, 20.0);
    let foot = card.min + vec2(100.0, 146.0);
    draw::half_disc(ui.painter(), foot, 34.0, eframe::egui::Color32::TRANSPARENT, Stroke::new(6.0, view.palette.gold_line));
    draw::arc(ui.painter(), foot, 52.0, 15.0, 165.0, Stroke::new(6.0, view.palette.gold));
    ui.painter().hline((foot.x - 60.0)..=(foot.x + 60.0), foot.y + 3.0, Stroke::new(6.0, view.palette.gold_line));
    let soft = face(34.0, view.palette.ink_soft);
    text::label_ui(ui, part(card, 196.0, 20.0, 760.0, 46.0), Align2::LEFT_CENTER, &view.say("closed-next-label"), soft);
    let bold = face(68.0, view.palette.ink).bold().line(88.0);
    text::fitted_label_ui(ui, part(card, 196.0, 66.0, 760.0, 88.0), Align2::LEFT_CENTER, &view.next_words(next), bold, 40.0);
    let spans: Vec<String> = hours.next_spans.iter().map(|span| view.span_words(*span)).collect();
    let spans = spans.join("　");
    text::fitted_label_ui(ui, part(card, 196.0, 156.0, 760.0, 44.0), Align2::LEFT_CENTER, &spans, face(32.0, view.palette.ink_soft), 26.0);
}

/// The network is gone: no number that could be wrong, the way to the desk, the moment of the last truth.
pub fn disconnected_ui(view: &mut View<'_>, ui: &mut Ui) {
    // Before the first word of the hub even the day is unknown.
    let today = view.kiosk.last_heard.map(|_| view.today()).unwrap_or_default();
    view.head_ui(ui, &view.hall_name(), &today, SunState::Stale);
    let card = at(ui, 48.0, 380.0, 984.0, 400.0);
    draw::rimmed(ui.painter(), card, 20.0, view.palette.amber_pale, 3.0, view.palette.amber);
    Icon::new(icons::WIFI_SLASH, view.palette.amber).paint_ui(ui, part(card, 40.0, 44.0, 100.0, 100.0));
    let bold = face(56.0, view.palette.amber).bold().line(74.0);
    text::fitted_label_ui(ui, part(card, 172.0, 30.0, 772.0, 160.0), Align2::LEFT_CENTER, &view.say("kiosk-disconnected-title"), bold, 36.0);
    let plain = face(view.size(44.0, 50.0), view.palette.ink).bold().line(60.0);
    text::fitted_label_ui(ui, part(card, 40.0, 210.0, 904.0, 160.0), Align2::LEFT_CENTER, &view.say("kiosk-disconnected-desk"), plain, 32.0);
    let soft = face(view.size(36.0, 42.0), view.palette.ink_soft).line(54.0);
    for (index, key) in ["kiosk-disconnected-valid", "kiosk-disconnected-again"].into_iter().enumerate() {
        let top = 820.0 + index as f32 * 124.0;
        Icon::new(icons::CHECK_CIRCLE, view.palette.green).paint_ui(ui, at(ui, 64.0, top + 8.0, 56.0, 56.0));
        text::fitted_label_ui(ui, at(ui, 148.0, top, 876.0, 112.0), Align2::LEFT_TOP, &view.say(key), soft, 28.0);
    }
    if let Some(last) = view.kiosk.last_heard {
        let since = view.say_with("kiosk-disconnected-since", &[("time", last.clock().into())]);
        text::label_ui(ui, at(ui, 56.0, 1290.0, 968.0, 50.0), Align2::LEFT_CENTER, &since, face(30.0, view.palette.ink_soft));
    }
    let keys = vec![view.language_key(), view.read_key()];
    view.counter_ui(ui, keys);
}

/// Staff took this kiosk out of service: what they say about it, the way to the desk, since when.
pub fn locked_ui(view: &mut View<'_>, ui: &mut Ui) {
    let state = if view.kiosk.hall.gives_numbers() { SunState::Open } else { SunState::Closed };
    view.head_ui(ui, &view.hall_name(), &view.date_line(), state);
    let Some(lock) = view.kiosk.orders.lock() else { return };
    let card = at(ui, 48.0, 380.0, 984.0, 460.0);
    draw::rimmed(ui.painter(), card, 20.0, view.palette.amber_pale, 3.0, view.palette.amber);
    Icon::new(icons::PAUSE_CIRCLE, view.palette.amber).paint_ui(ui, part(card, 40.0, 50.0, 100.0, 100.0));
    let bold = face(60.0, view.palette.amber).bold().line(78.0);
    text::fitted_label_ui(ui, part(card, 172.0, 30.0, 772.0, 150.0), Align2::LEFT_CENTER, &view.say("kiosk-locked-title"), bold, 36.0);
    let plain = face(46.0, view.palette.ink).bold().line(64.0);
    text::fitted_label_ui(ui, part(card, 40.0, 196.0, 904.0, 240.0), Align2::LEFT_TOP, &view.locked_message(), plain, 32.0);
    let soft = face(38.0, view.palette.ink_soft).line(54.0);
    let ways = [(icons::SIGNPOST, "kiosk-locked-desk"), (icons::CHECK_CIRCLE, "kiosk-disconnected-valid")];
    for (index, (icon, key)) in ways.into_iter().enumerate() {
        let top = 890.0 + index as f32 * 136.0;
        Icon::new(icon, view.palette.green).paint_ui(ui, at(ui, 64.0, top + 4.0, 60.0, 60.0));
        text::fitted_label_ui(ui, at(ui, 148.0, top, 876.0, 116.0), Align2::LEFT_TOP, &view.say(key), soft, 28.0);
    }
    let since = view.say_with("kiosk-locked-since", &[("time", lock.since.clock().into())]);
    text::label_ui(ui, at(ui, 56.0, 1290.0, 968.0, 50.0), Align2::LEFT_CENTER, &since, face(30.0, view.palette.ink_soft));
    let keys = vec![view.help_key(), view.language_key(), view.read_key()];
    view.counter_ui(ui, keys);
}

/// Before the first menu has come.
pub fn starting_ui(view: &mut View<'_>, ui: &mut Ui) {
    view.head_ui(ui, &view.hall_name(), "", SunState::Stale);
    let bold = face(66.0, view.palette.ink).bold();
    text::fitted_label_ui(ui, at(ui, 56.0, 640.0, 968.0, 120.0), Align2::CENTER_CENTER, &view.say("kiosk-starting"), bold, 40.0);
    let other = words::say(view.language.other(), "kiosk-starting");
    text::fitted_label_ui(ui, at(ui, 56.0, 760.0, 968.0, 70.0), Align2::CENTER_CENTER, &other, face(36.0, view.palette.ink_soft), 28.0);
}
