//! The signal is gone (d07): the time of the last truth, what was called until then, what people can do now.

use egui::{Align2, Rect, Stroke, Ui, pos2, vec2};
use sunhall_protocol::Moment;
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::link::RECONNECT_SECONDS;
use sunhall_screen::text::{self, face, run};
use sunhall_screen::widgets::badge::card_ui;
use sunhall_screen::widgets::notes::{Pages, ribbon_ui};
use sunhall_screen::{draw, theme};

use super::board::stale_calls_ui;
use crate::scene::Scene;

/// What people can do: icon, the deed, its explanation.
const DEEDS: [(char, &str, &str); 3] = [
    (icons::HAND_WAVING, "display-stale-register", "display-stale-register-note"),
    (icons::SPEAKER_HIGH, "display-stale-wait", "display-stale-go"),
    (icons::TICKET, "display-stale-no-number", "display-stale-no-number-note"),
];

pub fn stale_ui(ui: &mut Ui, scene: &Scene<'_>, since: Moment) {
    let palette = theme::palette(ui.ctx());
    let name = scene.hall_name();
    scene.head_ui(ui, scene.text(&name), scene.text_beside(&name));
    let time = since.clock();
    banner_ui(ui, scene, &time);
    let before = scene.say_with("display-stale-before", &[("time", time.clone().into())]);
    text::label_ui(ui, at(ui, 48.0, 408.0, 1100.0, 54.0), Align2::LEFT_CENTER, &before, face(40.0, palette.ink).bold());
    stale_calls_ui(ui, scene, 480.0);
    let missing = scene.say_with("display-stale-missing", &[("time", time.into())]);
    let soft = face(34.0, palette.ink_soft).line(50.0);
    text::fitted_label_ui(ui, at(ui, 48.0, 850.0, 1140.0, 50.0), Align2::LEFT_CENTER, &missing, soft, 28.0);
    let valid = format!("{}{}{}", scene.say("display-stale-valid"), gap(scene), scene.say("display-stale-resume"));
    text::fitted_label_ui(ui, at(ui, 48.0, 900.0, 1140.0, 88.0), Align2::LEFT_TOP, &valid, soft.line(44.0), 28.0);
    deeds_ui(ui, scene);
    let arguments = [("hall", scene.text(&name).into()), ("seconds", RECONNECT_SECONDS.into())];
    let reconnect = scene.say_with("display-stale-reconnect", &arguments);
    ribbon_ui(ui, Icon::new(icons::ARROWS_CLOCKWISE, palette.red), &reconnect, Some(Pages { present: 0, count: 1 }));
}

/// What stands between two sentences: nothing in Chinese, a space in English.
fn gap(scene: &Scene<'_>) -> &'static str {
    match scene.language {
        sunhall_protocol::words::Language::Chinese => "",
        sunhall_protocol::words::Language::English => " ",
    }
}

fn banner_ui(ui: &mut Ui, scene: &Scene<'_>, time: &str) {
    let palette = theme::palette(ui.ctx());
    let rect = at(ui, 48.0, 194.0, 1824.0, 176.0);
    draw::rimmed(ui.painter(), rect, 24.0, palette.amber_pale, 4.0, palette.amber);
    let sign = Rect::from_center_size(pos2(rect.min.x + 104.0, rect.center().y), vec2(112.0, 112.0));
    Icon::new(icons::WIFI_SLASH, palette.amber).paint_ui(ui, sign);
    let words = Rect::from_min_max(pos2(rect.min.x + 200.0, rect.min.y + 20.0), pos2(rect.max.x - 30.0, rect.max.y - 18.0));
    let upper = Rect::from_min_size(words.min, vec2(words.width(), 88.0));
    let what = scene.say_with("display-stale", &[("time", time.into())]);
    text::fitted_label_ui(ui, upper, Align2::LEFT_CENTER, &what, face(68.0, palette.amber).bold().line(88.0), 44.0);
    let beside = sunhall_protocol::words::say_with(scene.language.other(), "display-stale", &[("time", time.into())]);
    let runs = [run(scene.say("display-stale-listen"), face(38.0, palette.ink).bold()), run(format!("　{beside}"), face(36.0, palette.ink_soft))];
    let runs = text::fit_runs(ui, runs.to_vec(), words.width());
    text::baseline_label_ui(ui, pos2(words.min.x, words.max.y - 14.0), egui::Align::Min, &runs);
}

fn deeds_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let palette = theme::palette(ui.ctx());
    let card = at(ui, 1224.0, 410.0, 648.0, 546.0);
    card_ui(ui, card, 20.0);
    let title = Rect::from_min_size(card.min + vec2(42.0, 34.0), vec2(560.0, 64.0));
    text::label_ui(ui, title, Align2::LEFT_CENTER, &scene.say("display-stale-can-do"), face(44.0, palette.ink).bold());
    deed_rows_ui(ui, scene, Rect::from_min_max(card.min + vec2(0.0, 112.0), card.max));
}

/// What people can do, row by row; window signs show it too.
pub fn deed_rows_ui(ui: &mut Ui, scene: &Scene<'_>, card: Rect) {
    let palette = theme::palette(ui.ctx());
    for (index, (icon, deed, note)) in DEEDS.into_iter().enumerate() {
        let top = card.min.y + 142.0 * index as f32;
        if index > 0 {
            ui.painter().hline(card.min.x + 42.0..=card.max.x - 42.0, top - 6.0, Stroke::new(2.0, palette.line));
        }
        let sign = Rect::from_center_size(pos2(card.min.x + 80.0, top + 62.0), vec2(76.0, 76.0));
        Icon::new(icon, palette.red).paint_ui(ui, sign);
        let words = Rect::from_min_max(pos2(card.min.x + 144.0, top + 14.0), pos2(card.max.x - 24.0, top + 124.0));
        let upper = Rect::from_min_size(words.min, vec2(words.width(), 52.0));
        text::fitted_label_ui(ui, upper, Align2::LEFT_CENTER, &scene.say(deed), face(36.0, palette.ink).bold().line(48.0), 28.0);
        let lower = upper.translate(vec2(0.0, 50.0));
        text::fitted_label_ui(ui, lower, Align2::LEFT_CENTER, &scene.say(note), face(34.0, palette.ink_soft).line(46.0), 26.0);
    }
}
