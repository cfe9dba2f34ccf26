//! The calling overlay (d02): gold comes from the left, red from the right, number and window fill the wall.

use egui::emath::easing;
use egui::{Align, Align2, Rect, Ui, pos2, vec2};
use sunhall_protocol::board::Call;
use sunhall_screen::announce::Present;
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, face, run};
use sunhall_screen::widgets::sign::number_ui;
use sunhall_screen::{draw, theme};

use crate::scene::Scene;

const COVER_MS: f32 = 180.0;
const RED_LATER_MS: f32 = 80.0;
/// The slip alternates at 1 Hz for the first three seconds.
const ALTERNATE_MS: u64 = 3_000;

/// How far the overlay has come, `age` milliseconds after its call began: both covers from 0 to 1.
fn covers(age: u64, reduced: bool) -> (f32, f32) {
    if reduced {
        return (1.0, 1.0);
    }
    let share = |late: f32| easing::cubic_out(((age as f32 - late) / COVER_MS).clamp(0.0, 1.0));
    (share(0.0), share(RED_LATER_MS))
}

/// When the overlay looks different next; none when it stands still.
pub fn next_change(age: u64, reduced: bool) -> Option<u64> {
    match age {
        0..280 if !reduced => Some(16),
        0..ALTERNATE_MS => Some(500 - age % 500),
        _ => None,
    }
}

pub fn calling_ui(ui: &mut Ui, scene: &Scene<'_>, present: &Present, age: u64) {
    let palette = theme::palette(ui.ctx());
    let (gold, red) = covers(age, theme::reduced_motion(ui.ctx()));
    let pale = age < ALTERNATE_MS && age % 1_000 >= 500;
    let ground = if pale { palette.gold_pale } else { palette.gold };
    let frame = ui.max_rect();
    let left = Rect::from_min_size(frame.min, vec2(1230.0 * gold, frame.height()));
    let right = Rect::from_min_max(pos2(frame.max.x - 690.0 * red, frame.min.y), frame.max);
    ui.painter().rect_filled(left, 0, ground);
    ui.painter().rect_filled(right, 0, palette.red);
    if gold < 1.0 || red < 1.0 {
        return;
    }
    draw::arrow(ui.painter(), frame.min.x + 1229.0, frame.min.y + 540.0, 150.0_f32.min(130.0), ground);
    let ink = face(76.0, palette.ink).line(100.0);
    text::label_ui(ui, at(ui, 72.0, 52.0, 1000.0, 100.0), Align2::LEFT_CENTER, &scene.say("display-please"), ink);
    number_ui(ui, at(ui, 0.0, 200.0, 1230.0, 680.0), &present.call.ticket, 440.0, palette.ink);
    text::tell(ui, at(ui, 0.0, 200.0, 1230.0, 680.0), &present.call.ticket);
    let call = scene.hall.board.iter().flat_map(|board| &board.calls).find(|call| call.running == present.call.running);
    foot_ui(ui, scene, call);
    let window = present.call.window.to_string();
    let to = at(ui, 1260.0, 52.0, 610.0, 100.0);
    text::fitted_label_ui(ui, to, Align2::RIGHT_CENTER, &scene.say("display-to-window"), ink.color(palette.white), 44.0);
    number_ui(ui, at(ui, 1316.0, 190.0, 600.0, 690.0), &window, 600.0, palette.white);
    text::tell(ui, at(ui, 1316.0, 190.0, 600.0, 690.0), &window);
    voice_ui(ui, scene, present);
}

fn foot_ui(ui: &mut Ui, scene: &Scene<'_>, call: Option<&Call>) {
    let palette = theme::palette(ui.ctx());
    let group = call.map(|call| scene.text(&call.group)).unwrap_or_default();
    let ink = face(76.0, palette.ink).line(100.0);
    text::fitted_label_ui(ui, at(ui, 72.0, 896.0, 640.0, 108.0), Align2::LEFT_CENTER, group, ink, 44.0);
    let beside = [run(scene.beside("display-go-to-window"), face(52.0, palette.ink))];
    text::baseline_label_ui(ui, at(ui, 1180.0, 973.0, 0.0, 0.0).min, Align::Max, &beside);
}

fn voice_ui(ui: &mut Ui, scene: &Scene<'_>, present: &Present) {
    let palette = theme::palette(ui.ctx());
    let words = scene.say_with("display-call-times", &[("count", present.round.into()), ("total", present.rounds.into())]);
    let face = face(44.0, palette.white);
    let place = at(ui, 1240.0, 916.0, 624.0, 68.0);
    let taken = text::label_ui(ui, place, Align2::RIGHT_CENTER, &words, face);
    let sign = Rect::from_center_size(pos2(taken.min.x - 22.0 - 34.0, place.center().y), vec2(68.0, 68.0));
    Icon::new(icons::SPEAKER_HIGH, palette.white).fill().paint_ui(ui, sign);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gold_comes_first_and_both_stand_after_a_quarter_second() {
        let (gold, red) = covers(60, false);
        assert!(gold > 0.0 && red == 0.0);
        assert_eq!(covers(260, false), (1.0, 1.0));
        assert_eq!(covers(0, true), (1.0, 1.0), "with reduced motion everything is there at once");
    }

    #[test]
    fn a_standing_overlay_repaints_only_to_alternate() {
        assert_eq!(next_change(100, false), Some(16));
        assert_eq!(next_change(400, false), Some(100));
        assert_eq!(next_change(5_000, false), None);
        assert_eq!(next_change(100, true), Some(400), "reduced motion keeps the colour change and nothing else");
    }
}
