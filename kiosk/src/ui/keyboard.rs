//! Letter and digit keys on the screen, and the field they write into.

use eframe::egui::{Align2, Rect, Ui, vec2};
use sunhall_screen::draw;
use sunhall_screen::frame::at;
use sunhall_screen::icons;
use sunhall_screen::text::{self, face};
use sunhall_screen::theme::Palette;
use sunhall_screen::widgets::Key;

use super::view::View;
use crate::model::Tap;

const GAP: f32 = 14.0;

/// Keys for `letters`, then delete and clear, `columns` to a row, filling `height` from `top`.
pub fn letters_ui(view: &mut View<'_>, ui: &mut Ui, letters: &str, columns: usize, top: f32, height: f32) {
    let count = letters.chars().count() + 2;
    let rows = count.div_ceil(columns);
    let key = vec2((984.0 - GAP * (columns as f32 - 1.0)) / columns as f32, (height - GAP * (rows as f32 - 1.0)) / rows as f32);
    let place = |ui: &Ui, index: usize, span: f32| {
        let (row, column) = ((index / columns) as f32, (index % columns) as f32);
        at(ui, 48.0 + column * (key.x + GAP), top + row * (key.y + GAP), key.x * span + GAP * (span - 1.0), key.y)
    };
    for (index, letter) in letters.chars().enumerate() {
        let word = letter.to_string();
        let rect = place(ui, index, 1.0);
        if Key::new(&word).size(view.size(44.0, 60.0)).bold().show_ui(ui, rect).clicked() {
            view.tap(Tap::Letter(letter));
        }
    }
    let left = count - 2;
    // What is left of the last row belongs to clearing.
    let span = (rows * columns - left - 1) as f32;
    let (delete, clear) = (view.say("kiosk-search-delete"), view.say("kiosk-search-clear"));
    let rect = place(ui, left, 1.0);
    if Key::new("").name(&delete).icon(icons::BACKSPACE, 48.0).show_ui(ui, rect).clicked() {
        view.tap(Tap::Delete);
    }
    let rect = place(ui, left + 1, span);
    if Key::new(&clear).size(view.size(34.0, 42.0)).show_ui(ui, rect).clicked() {
        view.tap(Tap::Clear);
    }
}

/// A field with what was typed, or with its hint.
pub fn field_ui(ui: &mut Ui, palette: &Palette, rect: Rect, typed: &str, hint: &str, active: bool) {
    let (rim, color) = if active { (3.0, palette.red) } else { (2.0, palette.edge) };
    draw::rimmed(ui.painter(), rect, 20.0, palette.white, rim, color);
    let inner = rect.shrink2(vec2(28.0, 0.0));
    if typed.is_empty() {
        text::fitted_label_ui(ui, inner, Align2::LEFT_CENTER, hint, face(36.0, palette.ink_soft), 26.0);
        return;
    }
    let words = text::fitted_label_ui(ui, inner, Align2::LEFT_CENTER, typed, face(52.0, palette.ink).bold(), 36.0);
    if active {
        let caret = Rect::from_center_size(words.right_center() + vec2(8.0, 0.0), vec2(4.0, 52.0));
        draw::round(ui.painter(), caret, 0.0, palette.red);
    }
}
