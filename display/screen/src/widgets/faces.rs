//! The five faces of a rating: all alike until one is chosen, so that nobody is steered.

use egui::{Align2, Color32, Pos2, Rect, Stroke, Ui, pos2, vec2};

use super::ground::{Ground, KeyLook};
use crate::draw;
use crate::text::{self, face};
use crate::theme::{self, Palette};

/// Draws five faces with their labels in `rect`; answers which one was touched (0 = best).
pub fn faces_ui(ui: &mut Ui, rect: Rect, labels: [&str; 5], chosen: Option<usize>) -> Option<usize> {
    const GAP: f32 = 16.0;
    let palette = theme::palette(ui.ctx());
    let width = (rect.width() - GAP * 4.0) / 5.0;
    let mut touched = None;
    for (index, label) in labels.into_iter().enumerate() {
        let place = Rect::from_min_size(rect.min + vec2((width + GAP) * index as f32, 0.0), vec2(width, rect.height()));
        let is_chosen = chosen == Some(index);
        let laid = Ground::new(label, KeyLook::White).show_ui(ui, place);
        if is_chosen {
            chosen_rim_ui(ui, laid.rect, index, &palette);
        }
        let side = 104.0_f32.min(laid.rect.height() * 0.5);
        let center = pos2(laid.rect.center().x, laid.rect.min.y + 18.0 + side / 2.0);
        face_ui(ui, center, side, index, is_chosen, &palette);
        let words = Rect::from_min_max(pos2(laid.rect.min.x + 6.0, center.y + side / 2.0 + 8.0), laid.rect.max - vec2(6.0, 6.0));
        let mut label_face = face(34.0, palette.ink).line(40.0);
        if is_chosen {
            label_face = label_face.bold();
        }
        // A word is never broken: the longest one of a label decides its size.
        let longest = label.split(' ').map(|word| text::measure(ui, word, label_face.bold()).x).fold(1.0, f32::max);
        label_face = label_face.sized(34.0 * (words.width() / longest).min(1.0));
        text::fitted_words_ui(ui, words, Align2::CENTER_CENTER, label, label_face, 26.0);
        if laid.response.clicked() {
            touched = Some(index);
        }
    }
    touched
}

fn chosen_rim_ui(ui: &Ui, rect: Rect, index: usize, palette: &Palette) {
    let (ground, rim) = tone(index, palette);
    draw::rimmed(ui.painter(), rect, f32::from(theme::RADIUS), ground, 5.0, rim);
}

fn tone(index: usize, palette: &Palette) -> (Color32, Color32) {
    match index {
        0 | 1 => (palette.green_pale, palette.green),
        2 => (palette.amber_pale, palette.amber),
        _ => (palette.red_pale, palette.red),
    }
}

/// One face: 0 smiles most, 4 least.
fn face_ui(ui: &Ui, center: Pos2, side: f32, index: usize, filled: bool, palette: &Palette) {
    let unit = side / 100.0;
    let at = |x: f32, y: f32| center + vec2(x - 50.0, y - 50.0) * unit;
    let (ink, fill) = if filled { (palette.white, tone(index, palette).1) } else { (palette.ink_soft, Color32::TRANSPARENT) };
    let rim = if filled { fill } else { palette.ink_soft };
    let painter = ui.painter();
    painter.circle(center, 45.0 * unit, fill, Stroke::new(5.0 * unit, rim));
    painter.circle_filled(at(36.0, 43.0), 5.5 * unit, ink);
    painter.circle_filled(at(64.0, 43.0), 5.5 * unit, ink);
    let bend = [22.0, 14.0, 0.0, -14.0, -22.0][index.min(4)];
    let middle = if bend < 0.0 { 72.0 } else { 62.0 };
    let mouth = draw::curve(at(31.0, middle), at(40.0, middle + bend), at(60.0, middle + bend), at(69.0, middle));
    painter.line(mouth, Stroke::new(5.5 * unit, ink));
}
