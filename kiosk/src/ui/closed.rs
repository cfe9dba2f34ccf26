//! When no number can be given: the hall is closed, the network is gone, or nothing has arrived yet.

use chrono::Datelike;
use eframe::egui::{Align2, Stroke, Ui, vec2};
use sunhall_protocol::Moment;
use sunhall_protocol::board::{Hours, HoursState, Span};
use sunhall_protocol::words;
use sunhall_screen::draw;
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, face};
use sunhall_screen::widgets::SunState;
use sunhall_screen::widgets::badge::card_ui;
use sunhall_screen::widgets::row::Row;

use super::stage::{minute_of_day, part};
use super::view::View;
use crate::model::Tap;

const NOON: u32 = 12 * 60;

pub fn closed_ui(view: &mut View<'_>, ui: &mut Ui) {
    view.head_ui(ui, &view.hall_name(), &view.date_line(), SunState::Closed);
    let large = face(84.0, view.palette.ink).bold().line(110.0);
    text::fitted_label_ui(ui, at(ui, 56.0, 392.0, 968.0, 120.0), Align2::LEFT_CENTER, &title(view), large, 44.0);
    let hours = view.kiosk.hall.board.as_ref().map(|board| board.hours.clone()).unwrap_or_default();
    if hours.state == HoursState::LastCalls {
        let soft = face(36.0, view.palette.ink_soft);
        text::fitted_label_ui(ui, at(ui, 56.0, 520.0, 968.0, 60.0), Align2::LEFT_CENTER, &view.say("closed-still-serving"), soft, 28.0);
    }
    next_opening_ui(view, ui, &hours);
    text::label_ui(ui, at(ui, 56.0, 862.0, 968.0, 60.0), Align2::LEFT_CENTER, &view.say("closed-can-do"), face(42.0, view.palette.ink).bold());
    let ways = [
        (Tap::Browse, icons::FILE_TEXT, "closed-guides", "closed-guides-note"),
        (Tap::Search, icons::MAGNIFYING_GLASS, "kiosk-search-title", "kiosk-search-hint"),
        (Tap::Rate, icons::CHAT_CIRCLE_TEXT, "closed-rate", "closed-rate-note"),
    ];
    for (index, (tap, icon, name, note)) in ways.into_iter().enumerate() {
        let (name, note) = (view.say(name), view.say(note));
        let row = Row { note: &note, icon: Some(Icon::new(icon, view.palette.red)), name_size: 42.0, ..Row::new(&name) };
        if row.show_ui(ui, at(ui, 48.0, 934.0 + index as f32 * 136.0, 984.0, 120.0)).clicked() {
            view.tap(tap);
        }
    }
    let mut keys = vec![view.language_key()];
    if hours.state == HoursState::LastCalls || hours.state == HoursState::Break {
        keys.insert(0, view.help_key());
    }
    view.counter_ui(ui, keys);
}

/// Why the hall gives no numbers now.
pub fn title(view: &View<'_>) -> String {
    let hours = view.kiosk.hall.board.as_ref().map(|board| board.hours.clone()).unwrap_or_default();
    let time = hours.next_opening.map(Moment::clock).unwrap_or_default();
    match hours.state {
        HoursState::Break => view.say_with("closed-title-break", &[("time", time.into())]),
        HoursState::Before => view.say_with("closed-title-before", &[("time", time.into())]),
        HoursState::Rest => view.say("closed-title-rest"),
        HoursState::Open | HoursState::LastCalls | HoursState::Over => view.say("closed-title"),
    }
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
    text::fitted_label_ui(ui, part(card, 196.0, 66.0, 760.0, 88.0), Align2::LEFT_CENTER, &next_words(view, next), bold, 40.0);
    let spans: Vec<String> = hours.next_spans.iter().map(|span| span_words(view, *span)).collect();
    let spans = spans.join("　");
    text::fitted_label_ui(ui, part(card, 196.0, 156.0, 760.0, 44.0), Align2::LEFT_CENTER, &spans, face(32.0, view.palette.ink_soft), 26.0);
}

/// 今天 14:00, 明天 星期二 08:30, or the date.
fn next_words(view: &View<'_>, next: Moment) -> String {
    let (today, then) = (view.now.local().date_naive(), next.local().date_naive());
    let weekday = words::weekday(view.language, then.weekday().number_from_monday());
    let time = next.clock();
    match (then - today).num_days() {
        0 => view.say_with("closed-next-today", &[("time", time.into())]),
        1 => view.say_with("closed-next-tomorrow", &[("weekday", weekday.into()), ("time", time.into())]),
        _ => {
            let date = words::date_weekday(view.language, then.month(), then.day(), then.weekday().number_from_monday());
            view.say_with("closed-next-day", &[("date", date.into()), ("time", time.into())])
        }
    }
}

fn span_words(view: &View<'_>, span: Span) -> String {
    let key = if minute_of_day(span.from) < NOON { "common-hours-morning" } else { "common-hours-afternoon" };
    view.say_with(key, &[("from", span.from.clock().into()), ("to", span.to.clock().into())])
}

/// The network is gone: no number that could be wrong, the way to the desk, the moment of the last truth.
pub fn disconnected_ui(view: &mut View<'_>, ui: &mut Ui) {
    view.head_ui(ui, &view.hall_name(), &view.today(), SunState::Stale);
    let card = at(ui, 48.0, 380.0, 984.0, 400.0);
    draw::rimmed(ui.painter(), card, 20.0, view.palette.amber_pale, 3.0, view.palette.amber);
    Icon::new(icons::WIFI_SLASH, view.palette.amber).paint_ui(ui, part(card, 40.0, 44.0, 100.0, 100.0));
    let bold = face(56.0, view.palette.amber).bold().line(74.0);
    text::fitted_label_ui(ui, part(card, 172.0, 30.0, 772.0, 160.0), Align2::LEFT_CENTER, &view.say("kiosk-disconnected-title"), bold, 36.0);
    let plain = face(44.0, view.palette.ink).bold().line(60.0);
    text::fitted_label_ui(ui, part(card, 40.0, 210.0, 904.0, 160.0), Align2::LEFT_CENTER, &view.say("kiosk-disconnected-desk"), plain, 32.0);
    let soft = face(36.0, view.palette.ink_soft).line(54.0);
    for (index, key) in ["kiosk-disconnected-valid", "kiosk-disconnected-again"].into_iter().enumerate() {
        let top = 820.0 + index as f32 * 124.0;
        Icon::new(icons::CHECK_CIRCLE, view.palette.green).paint_ui(ui, at(ui, 64.0, top + 8.0, 56.0, 56.0));
        text::fitted_label_ui(ui, at(ui, 148.0, top, 876.0, 112.0), Align2::LEFT_TOP, &view.say(key), soft, 28.0);
    }
    if let Some(last) = view.kiosk.last_heard {
        let since = view.say_with("kiosk-disconnected-since", &[("time", last.clock().into())]);
        text::label_ui(ui, at(ui, 56.0, 1290.0, 968.0, 50.0), Align2::LEFT_CENTER, &since, face(30.0, view.palette.ink_soft));
    }
    let keys = vec![view.language_key()];
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
    let own = match view.language {
        words::Language::Chinese => &lock.message.zh,
        words::Language::English => &lock.message.en,
    };
    let message = if own.is_empty() { view.say("kiosk-locked-message") } else { own.clone() };
    let plain = face(46.0, view.palette.ink).bold().line(64.0);
    text::fitted_label_ui(ui, part(card, 40.0, 196.0, 904.0, 240.0), Align2::LEFT_TOP, &message, plain, 32.0);
    let soft = face(38.0, view.palette.ink_soft).line(54.0);
    let ways = [(icons::SIGNPOST, "kiosk-locked-desk"), (icons::CHECK_CIRCLE, "kiosk-disconnected-valid")];
    for (index, (icon, key)) in ways.into_iter().enumerate() {
        let top = 890.0 + index as f32 * 136.0;
        Icon::new(icon, view.palette.green).paint_ui(ui, at(ui, 64.0, top + 4.0, 60.0, 60.0));
        text::fitted_label_ui(ui, at(ui, 148.0, top, 876.0, 116.0), Align2::LEFT_TOP, &view.say(key), soft, 28.0);
    }
    let since = view.say_with("kiosk-locked-since", &[("time", lock.since.clock().into())]);
    text::label_ui(ui, at(ui, 56.0, 1290.0, 968.0, 50.0), Align2::LEFT_CENTER, &since, face(30.0, view.palette.ink_soft));
    let keys = vec![view.help_key(), view.language_key()];
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
