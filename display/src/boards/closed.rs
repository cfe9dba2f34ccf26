//! The hall is closed, or the display has not heard from it yet.

use egui::{Align2, Rect, Stroke, Ui, pos2, vec2};
use sunhall_protocol::board::{HoursState, Span};
use sunhall_protocol::order::Lock;
use sunhall_protocol::words::Language;
use sunhall_screen::draw;
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, face};
use sunhall_screen::theme;
use sunhall_screen::widgets::badge::card_ui;
use sunhall_screen::widgets::header::brand_mark_ui;
use sunhall_screen::widgets::notes::ribbon_ui;

use crate::scene::{Scene, minute_of_day};

/// Noon: spans that begin before it are mornings.
const NOON: u32 = 12 * 60;

pub fn closed_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let palette = theme::palette(ui.ctx());
    let name = scene.hall_name();
    scene.head_ui(ui, scene.text(&name), scene.text_beside(&name));
    let title = title(scene);
    let place = at(ui, 48.0, 230.0, 1824.0, 180.0);
    text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, &title, face(130.0, palette.ink).bold(), 60.0);
    let card = at(ui, 48.0, 450.0, 1824.0, 320.0);
    card_ui(ui, card, 24.0);
    let sign = Rect::from_center_size(pos2(card.min.x + 170.0, card.center().y), vec2(170.0, 170.0));
    Icon::new(icons::CLOCK, palette.red).paint_ui(ui, sign);
    let words = Rect::from_min_max(card.min + vec2(320.0, 34.0), card.max - vec2(40.0, 30.0));
    let line = |top: f32, tall: f32| Rect::from_min_size(pos2(words.min.x, words.min.y + top), vec2(words.width(), tall));
    text::label_ui(ui, line(0.0, 60.0), Align2::LEFT_CENTER, &scene.say("closed-next-label"), face(44.0, palette.ink_soft));
    let next = scene.next_opening().unwrap_or_else(|| scene.say("common-unknown"));
    text::fitted_label_ui(ui, line(60.0, 120.0), Align2::LEFT_CENTER, &next, face(92.0, palette.ink).bold(), 48.0);
    let spans = scene.hours().map(|hours| spans_words(scene, &hours.next_spans)).unwrap_or_default();
    text::fitted_label_ui(ui, line(186.0, 64.0), Align2::LEFT_CENTER, &spans, face(44.0, palette.ink_soft), 30.0);
    let phone = scene.hall.board.as_ref().map(|board| board.supervision_phone.as_str()).unwrap_or_default();
    let place = at(ui, 48.0, 810.0, 1824.0, 120.0);
    text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, &scene.say("closed-emergency"), face(44.0, palette.ink_soft), 30.0);
    let sentence = scene.say_with("display-supervise", &[("phone", phone.into())]);
    ribbon_ui(ui, Icon::new(icons::PHONE, palette.red), if phone.is_empty() { "" } else { &sentence }, scene.pages);
}

fn title(scene: &Scene<'_>) -> String {
    let opens = scene.hours().and_then(|hours| hours.next_opening).map(sunhall_protocol::Moment::clock);
    match (scene.hours().map(|hours| hours.state), opens) {
        (Some(HoursState::Before), Some(time)) => scene.say_with("closed-title-before", &[("time", time.into())]),
        (Some(HoursState::Rest), _) => match scene.hours().and_then(|hours| hours.reason.as_ref()) {
            Some(reason) => scene.say_with("closed-title-reason", &[("reason", scene.text(reason).into())]),
            None => scene.say("closed-title-rest"),
        },
        _ => scene.say("closed-title"),
    }
}

fn spans_words(scene: &Scene<'_>, spans: &[Span]) -> String {
    let words = spans.iter().map(|span| {
        let key = if minute_of_day(span.from) < NOON { "common-hours-morning" } else { "common-hours-afternoon" };
        scene.say_with(key, &[("from", span.from.clock().into()), ("to", span.to.clock().into())])
    });
    words.collect::<Vec<_>>().join("　")
}

/// Staff took this display out of service: what they say about it, in both languages, and where else to look.
pub fn locked_ui(ui: &mut Ui, scene: &Scene<'_>, lock: &Lock) {
    let palette = theme::palette(ui.ctx());
    let name = scene.hall_name();
    scene.head_ui(ui, scene.text(&name), scene.text_beside(&name));
    let message = |language: Language, key: &str, own: &str| if own.is_empty() { scene.say_in(language, key) } else { own.to_owned() };
    let (zh, en) =
        (message(Language::Chinese, "display-locked-message", &lock.message.zh), message(Language::English, "display-locked-message", &lock.message.en));
    let (first, second) = if scene.language == Language::Chinese { (zh, en) } else { (en, zh) };
    let card = at(ui, 48.0, 250.0, 1824.0, 420.0);
    draw::rimmed(ui.painter(), card, 24.0, palette.amber_pale, 4.0, palette.amber);
    let sign = Rect::from_center_size(pos2(card.min.x + 180.0, card.center().y), vec2(190.0, 190.0));
    Icon::new(icons::PAUSE_CIRCLE, palette.amber).paint_ui(ui, sign);
    let words = Rect::from_min_max(card.min + vec2(340.0, 30.0), card.max - vec2(48.0, 30.0));
    let line = |top: f32, tall: f32| Rect::from_min_size(pos2(words.min.x, words.min.y + top), vec2(words.width(), tall));
    let bold = face(60.0, palette.amber).bold();
    text::fitted_label_ui(ui, line(0.0, 76.0), Align2::LEFT_CENTER, &scene.say("display-locked-title"), bold, 36.0);
    text::fitted_label_ui(ui, line(86.0, 160.0), Align2::LEFT_CENTER, &first, face(84.0, palette.ink).bold().line(100.0), 44.0);
    text::fitted_label_ui(ui, line(258.0, 100.0), Align2::LEFT_CENTER, &second, face(44.0, palette.ink_soft), 30.0);
    let place = at(ui, 48.0, 710.0, 1824.0, 100.0);
    text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, &scene.say("display-locked-elsewhere"), face(56.0, palette.ink).bold(), 34.0);
    let place = at(ui, 48.0, 820.0, 1824.0, 70.0);
    text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, &scene.beside("display-locked-elsewhere"), face(38.0, palette.ink_soft), 28.0);
    let since = scene.say_with("kiosk-locked-since", &[("time", lock.since.clock().into())]);
    ribbon_ui(ui, Icon::new(icons::INFO, palette.red), &since, scene.pages);
}

/// Nothing was heard from the hall since this program began.
pub fn starting_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let palette = theme::palette(ui.ctx());
    brand_mark_ui(ui, at(ui, 840.0, 300.0, 240.0, 240.0), palette.ink, false);
    let line = at(ui, 420.0, 620.0, 1080.0, 0.0);
    ui.painter().hline(line.x_range(), line.min.y, Stroke::new(2.0, palette.line));
    let key = if scene.hall.stale.is_some() { "display-reconnecting" } else { "display-starting" };
    let seconds = sunhall_screen::link::RECONNECT_SECONDS;
    let words = if scene.hall.stale.is_some() { scene.say_with(key, &[("seconds", seconds.into())]) } else { scene.say(key) };
    let place = at(ui, 160.0, 650.0, 1600.0, 90.0);
    text::fitted_label_ui(ui, place, Align2::CENTER_CENTER, &words, face(56.0, palette.ink).bold(), 36.0);
    let beside = if scene.hall.stale.is_some() { String::new() } else { scene.beside(key) };
    text::label_ui(ui, at(ui, 160.0, 744.0, 1600.0, 60.0), Align2::CENTER_CENTER, &beside, face(36.0, palette.ink_soft));
}
