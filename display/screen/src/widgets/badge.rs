//! The badge card 岗牌: portrait, name, position, number, plate.

use egui::{Align2, Rect, TextureHandle, Ui, pos2, vec2};

use super::portrait::portrait_ui;
use super::sign::{PlateState, plate_ui};
use crate::draw;
use crate::text::{self, face};
use crate::theme;

/// Who serves here, as a card of any size from 140 points of height.
#[derive(Clone, Copy)]
pub struct BadgeCard<'a> {
    /// Words over the name, for instance 刚才为您服务的是.
    pub over: &'a str,
    pub name: &'a str,
    /// Position, number, phone: one line each.
    pub lines: &'a [&'a str],
    pub picture: Option<&'a TextureHandle>,
    pub window: Option<&'a str>,
    /// Words behind the plate: 号窗口.
    pub window_words: &'a str,
    pub name_size: f32,
    pub line_size: f32,
}

impl BadgeCard<'_> {
    pub fn show_ui(self, ui: &mut Ui, rect: Rect) {
        let palette = theme::palette(ui.ctx());
        card_ui(ui, rect, 20.0);
        let inner = rect.shrink2(vec2(26.0, 20.0));
        let picture = Rect::from_min_size(inner.min, vec2(inner.height() * 0.8, inner.height()));
        portrait_ui(ui, picture, 12.0, self.picture);
        let right = self.window_ui(ui, inner);
        let left = picture.max.x + 24.0;
        let (name_line, line) = (self.name_size * 1.32, self.line_size * 1.38);
        let over_line = if self.over.is_empty() { 0.0 } else { 40.0 };
        let height = over_line + name_line + line * self.lines.len() as f32;
        let mut y = inner.center().y - height / 2.0;
        let mut next = |tall: f32| {
            let place = Rect::from_min_max(pos2(left, y), pos2(right - 12.0, y + tall));
            y += tall;
            place
        };
        if !self.over.is_empty() {
            text::label_ui(ui, next(over_line), Align2::LEFT_CENTER, self.over, face(30.0, palette.ink_soft));
        }
        let name = face(self.name_size, palette.ink).bold().line(name_line);
        text::fitted_label_ui(ui, next(name_line), Align2::LEFT_CENTER, self.name, name, 28.0);
        for words in self.lines {
            let soft = face(self.line_size, palette.ink_soft).line(line);
            text::fitted_label_ui(ui, next(line), Align2::LEFT_CENTER, words, soft, 20.0);
        }
    }

    /// Draws the plate and its words at the right end; answers where they begin.
    fn window_ui(self, ui: &mut Ui, inner: Rect) -> f32 {
        let Some(window) = self.window else { return inner.max.x };
        let palette = theme::palette(ui.ctx());
        let words = face(34.0, palette.ink);
        let behind = if self.window_words.is_empty() { 0.0 } else { text::measure(ui, self.window_words, words).x + 18.0 };
        let side = inner.height() * 0.66;
        let plate = Rect::from_center_size(pos2(inner.max.x - behind - side / 2.0, inner.center().y), vec2(side, side));
        plate_ui(ui, plate, window, PlateState::Open);
        if behind > 0.0 {
            let place = Rect::from_min_max(pos2(plate.max.x + 18.0, inner.min.y), pos2(inner.max.x + 4.0, inner.max.y));
            text::label_ui(ui, place, Align2::LEFT_CENTER, self.window_words, words);
        }
        plate.min.x
    }
}

/// A white card with its rim.
pub fn card_ui(ui: &Ui, rect: Rect, radius: f32) {
    let palette = theme::palette(ui.ctx());
    draw::rimmed(ui.painter(), rect, radius, palette.white, 2.0, palette.line);
}
