//! The duty wall (d04): who is here today, at which window, how to reach them.

use egui::{Align2, Color32, Rect, Ui, pos2, vec2};
use sunhall_protocol::duty::{Badge, Duty, DutyState};
use sunhall_protocol::words;
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, face};
use sunhall_screen::widgets::notes::ribbon_ui;
use sunhall_screen::widgets::portrait::portrait_ui;
use sunhall_screen::{draw, theme};

use super::board::plate_ui;
use crate::scene::Scene;

/// Cards on one page: five by two.
pub const CARDS: usize = 10;

/// How many pages the badges fill.
pub fn pages(duty: &Duty) -> usize {
    duty.badges.len().div_ceil(CARDS)
}

pub fn duty_ui(ui: &mut Ui, scene: &Scene<'_>, page: usize) {
    let Some(duty) = &scene.hall.duty else { return };
    let palette = theme::palette(ui.ctx());
    let second = scene.say_with("display-duty-subtitle", &[("hall", scene.text(&scene.hall_name()).into())]);
    scene.head_ui(ui, &scene.say("display-on-duty"), &second);
    for (index, badge) in duty.badges.iter().skip(page * CARDS).take(CARDS).enumerate() {
        let (column, row) = ((index % 5) as f32, (index / 5) as f32);
        let card = at(ui, 48.0 + 369.6 * column, 184.0 + 406.0 * row, 345.6, 388.0);
        card_ui(ui, scene, badge, card);
    }
    if duty.badges.is_empty() {
        let place = at(ui, 48.0, 440.0, 1824.0, 200.0);
        text::label_ui(ui, place, Align2::CENTER_CENTER, &scene.say("display-duty-none"), face(60.0, palette.ink).bold());
    }
    ribbon_ui(ui, Icon::new(icons::PHONE, palette.red), &month(scene, duty), scene.pages);
}

fn month(scene: &Scene<'_>, duty: &Duty) -> String {
    let gap = if scene.language == words::Language::English { " " } else { "" };
    let unhappy = scene.say_with("display-dissatisfied", &[("phone", duty.supervision_phone.as_str().into())]);
    if duty.month.rated == 0 {
        return unhappy;
    }
    let figure = |value: u32| words::grouped(i64::from(value)).into();
    let arguments = [("served", figure(duty.month.served)), ("rated", figure(duty.month.rated)), ("satisfied", figure(duty.month.satisfied))];
    format!("{}{gap}{unhappy}", scene.say_with("display-rated-hall", &arguments))
}

fn card_ui(ui: &mut Ui, scene: &Scene<'_>, badge: &Badge, card: Rect) {
    let palette = theme::palette(ui.ctx());
    let rim = if badge.leader { palette.gold_line } else { palette.line };
    draw::rimmed(ui.painter(), card, 20.0, palette.white, 2.0, rim);
    let inner = card.shrink2(vec2(20.0, 18.0));
    let picture = Rect::from_min_size(inner.min, vec2(134.0, 166.0));
    portrait_ui(ui, picture, 12.0, scene.pictures.of(badge.portrait.as_ref()));
    let right = Rect::from_min_max(pos2(picture.max.x + 20.0, inner.min.y), pos2(card.max.x - 8.0, picture.max.y));
    if let Some(chip) = chip(scene, badge, &palette) {
        state_ui(ui, scene, badge, &chip, right);
    } else {
        // Of whose place is no window nothing is known; the card then says where they belong.
        let at_window = badge.usual_window.is_some();
        let words = if at_window { scene.say("display-not-at-window") } else { scene.text(&badge.department).to_owned() };
        let soft = face(28.0, if at_window { palette.ink_soft } else { palette.ink }).line(40.0);
        text::fitted_label_ui(ui, right, Align2::LEFT_TOP, &words, soft, 20.0);
    }
    let line = |top: f32, tall: f32| Rect::from_min_size(pos2(inner.min.x, inner.min.y + top), vec2(inner.width(), tall));
    let name = face(46.0, palette.ink).bold().line(60.0);
    text::fitted_label_ui(ui, line(176.0, 60.0), Align2::LEFT_CENTER, &badge.name, name, 22.0);
    let soft = face(28.0, palette.ink_soft).line(38.0);
    text::fitted_label_ui(ui, line(236.0, 38.0), Align2::LEFT_CENTER, scene.text(&badge.position), soft, 15.0);
    let number = scene.say_with("common-staff-number", &[("number", badge.number.as_str().into())]);
    text::fitted_label_ui(ui, line(274.0, 38.0), Align2::LEFT_CENTER, &number, soft, 24.0);
    let phone = scene.say_with("common-phone", &[("phone", badge.phone.as_str().into())]);
    text::fitted_label_ui(ui, line(312.0, 38.0), Align2::LEFT_CENTER, &phone, soft, 24.0);
}

struct Chip {
    icon: char,
    key: &'static str,
    ground: Color32,
    ink: Color32,
    note: String,
}

/// The mark of what was said of somebody; none while nothing was.
fn chip(scene: &Scene<'_>, badge: &Badge, palette: &theme::Palette) -> Option<Chip> {
    let green = |note| Chip { icon: icons::CHECK_CIRCLE, key: "display-on-duty-now", ground: palette.green_pale, ink: palette.green, note };
    let back = |moment: Option<sunhall_protocol::Moment>, otherwise: &str| match moment {
        Some(moment) => scene.say_with("display-back-time", &[("time", moment.clock().into())]),
        None if otherwise.is_empty() => String::new(),
        None => scene.say(otherwise),
    };
    Some(match &badge.state {
        DutyState::OnDuty => green(String::new()),
        DutyState::Receiving => green(scene.say("display-receiving")),
        DutyState::Away { back_at } => Chip {
            icon: icons::HOURGLASS_MEDIUM,
            key: "display-away-short",
            ground: palette.amber_pale,
            ink: palette.amber,
            note: back(*back_at, "display-back-soon"),
        },
        DutyState::Out { until } => Chip { icon: icons::CAR, key: "display-out", ground: palette.blue_pale, ink: palette.blue, note: back(*until, "") },
        DutyState::Rest => Chip { icon: icons::MOON, key: "display-rest-day", ground: palette.counter, ink: palette.ink_soft, note: String::new() },
        // Without a rota nobody said that this person would be here: no mark, only words.
        DutyState::NotYet => return None,
    })
}

fn state_ui(ui: &mut Ui, scene: &Scene<'_>, badge: &Badge, chip: &Chip, place: Rect) {
    let palette = theme::palette(ui.ctx());
    let words = scene.say(chip.key);
    let bold = face(28.0, chip.ink).bold();
    let room = place.width() - 68.0;
    let wide = text::measure(ui, &words, bold).x.min(room);
    let ground = Rect::from_min_size(place.min, vec2(wide + 68.0, 52.0));
    draw::round(ui.painter(), ground, 26.0, chip.ground);
    let sign = Rect::from_center_size(pos2(ground.min.x + 29.0, ground.center().y), vec2(34.0, 34.0));
    let icon = Icon::new(chip.icon, chip.ink);
    let icon = if chip.icon == icons::HOURGLASS_MEDIUM { icon.bold() } else { icon.fill() };
    icon.paint_ui(ui, sign);
    let inner = Rect::from_min_max(pos2(sign.max.x + 8.0, ground.min.y), pos2(ground.max.x, ground.max.y));
    text::fitted_label_ui(ui, inner, Align2::LEFT_CENTER, &words, bold, 18.0);
    if let Some(window) = badge.window.filter(|_| chip.note.is_empty()) {
        let plate = Rect::from_min_size(pos2(place.min.x, ground.max.y + 14.0), vec2(60.0, 60.0));
        plate_ui(ui, plate, window);
        let behind = Rect::from_min_max(pos2(plate.max.x + 8.0, plate.min.y), pos2(place.max.x, plate.max.y));
        text::fitted_label_ui(ui, behind, Align2::LEFT_CENTER, &scene.say("display-window-label"), face(28.0, palette.ink), 22.0);
    } else if !chip.note.is_empty() {
        let below = Rect::from_min_max(pos2(place.min.x, ground.max.y + 6.0), pos2(place.max.x, ground.max.y + 86.0));
        text::fitted_label_ui(ui, below, Align2::LEFT_TOP, &chip.note, face(28.0, palette.ink).line(40.0), 22.0);
    }
}
