//! What a screen says in passing: ribbon with page dots, banner, dialog, toast.

use egui::{Align, Align2, Color32, Id, Modal, Rect, Ui, pos2, vec2};

use super::badge::card_ui;
use super::key::Key;
use crate::draw;
use crate::icons::Icon;
use crate::text::{self, face};
use crate::theme::{self, Palette};

/// Which page of how many is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pages {
    pub present: usize,
    pub count: usize,
}

/// The foot of a wall screen, 1000–1080: one icon, one sentence, page dots.
pub fn ribbon_ui(ui: &mut Ui, icon: Icon, sentence: &str, pages: Option<Pages>) {
    let palette = theme::palette(ui.ctx());
    let frame = ui.max_rect();
    let rect = Rect::from_min_max(pos2(frame.min.x, frame.min.y + 1000.0), frame.max);
    ui.painter().rect_filled(rect, 0, palette.counter);
    ui.painter().hline(rect.x_range(), rect.min.y + 1.0, egui::Stroke::new(2.0, palette.line));
    let sign = Rect::from_center_size(pos2(rect.min.x + 68.0, rect.center().y), vec2(40.0, 40.0));
    icon.paint_ui(ui, sign);
    let dots = pages.map_or(0.0, |pages| dots_ui(ui, pos2(rect.max.x - 48.0, rect.center().y), pages, &palette));
    let place = Rect::from_min_max(pos2(rect.min.x + 106.0, rect.min.y + 2.0), pos2(rect.max.x - 72.0 - dots, rect.max.y));
    text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, sentence, face(32.0, palette.ink), 26.0);
}

/// Draws the dots with their right end at `end`; answers their width. More than twelve would say nothing.
fn dots_ui(ui: &Ui, end: egui::Pos2, pages: Pages, palette: &Palette) -> f32 {
    const DOTS_MAX: usize = 12;
    let count = pages.count.min(DOTS_MAX);
    let present = if pages.count > DOTS_MAX { pages.present * DOTS_MAX / pages.count } else { pages.present };
    let mut x = end.x;
    for index in (0..count).rev() {
        let width = if index == present { 40.0 } else { 14.0 };
        let dot = Rect::from_min_size(pos2(x - width, end.y - 7.0), vec2(width, 14.0));
        let fill = if index == present { palette.red } else { palette.dot };
        draw::round(ui.painter(), dot, 7.0, fill);
        x -= width + 12.0;
    }
    end.x - x
}

/// What a banner is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Soon due, paused, no network.
    Amber,
    /// Late, urgent.
    Red,
    /// Done, in order.
    Green,
}

impl Tone {
    /// Ground and ink of the tone.
    pub fn colors(self, palette: &Palette) -> (Color32, Color32) {
        match self {
            Self::Amber => (palette.amber_pale, palette.amber),
            Self::Red => (palette.red_pale, palette.red),
            Self::Green => (palette.green_pale, palette.green),
        }
    }
}

/// One line: what happened, and what to do now.
pub fn banner_ui(ui: &mut Ui, rect: Rect, tone: Tone, icon: char, sentence: &str, size: f32) {
    let palette = theme::palette(ui.ctx());
    let (ground, ink) = tone.colors(&palette);
    draw::round(ui.painter(), rect, 12.0, ground);
    if palette.rim > 2 {
        draw::rimmed(ui.painter(), rect, 12.0, ground, f32::from(palette.rim), ink);
    }
    let side = size * 1.42;
    let sign = Rect::from_center_size(pos2(rect.min.x + 22.0 + side / 2.0, rect.center().y), vec2(side, side));
    Icon::new(icon, ink).paint_ui(ui, sign);
    let place = Rect::from_min_max(pos2(sign.max.x + 16.0, rect.min.y), pos2(rect.max.x - 16.0, rect.max.y));
    text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, sentence, face(size, ink).bold(), size * 0.7);
}

/// One question, two answers; the safe one is red and left.
#[derive(Clone, Copy, Debug)]
pub struct Dialog<'a> {
    pub question: &'a str,
    pub explained: &'a str,
    pub safe: &'a str,
    pub other: &'a str,
    /// How far down the frame its middle stands.
    pub middle: f32,
    /// Larger type and taller keys.
    pub large: bool,
}

/// How a dialog was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    Safe,
    Other,
}

impl Dialog<'_> {
    /// Draws the dialog over the dimmed screen, sized for kiosks; it takes every tap until it is answered.
    pub fn show_ui(self, ui: &mut Ui) -> Option<Answered> {
        let palette = theme::palette(ui.ctx());
        let frame = ui.max_rect();
        let scrim = Color32::from_rgba_unmultiplied(palette.night.r(), palette.night.g(), palette.night.b(), 140);
        let size = if self.large { vec2(984.0, 500.0) } else { vec2(880.0, 380.0) };
        let below = self.middle - frame.height() * 0.5;
        let place = Rect::from_center_size(pos2(frame.center().x, frame.min.y + self.middle), size);
        let modal = Modal::new(Id::unique("sunhall dialog"))
            .backdrop_color(scrim)
            .frame(egui::Frame::NONE)
            .area(Modal::default_area(Id::unique("sunhall dialog area")).fixed_pos(place.min).anchor(Align2::CENTER_CENTER, vec2(0.0, below)))
            .show(ui.ctx(), |ui| {
                let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
                self.body_ui(ui, rect, &palette)
            });
        modal.inner
    }

    fn body_ui(self, ui: &mut Ui, rect: Rect, palette: &Palette) -> Option<Answered> {
        if palette.shadows {
            draw::shadow(ui.painter(), rect, 24.0);
        }
        card_ui(ui, rect, 24.0);
        let inner = rect.shrink2(vec2(48.0, 40.0));
        let scale = if self.large { 1.3 } else { 1.0 };
        let question = face(56.0 * scale, palette.ink).bold();
        let upper = Rect::from_min_size(inner.min, vec2(inner.width(), 76.0 * scale));
        text::fitted_label_ui(ui, upper, Align2::LEFT_CENTER, self.question, question, 40.0);
        let middle = Rect::from_min_size(pos2(inner.min.x, upper.max.y), vec2(inner.width(), 88.0 * scale));
        text::fitted_label_ui(ui, middle, Align2::LEFT_CENTER, self.explained, face(34.0 * scale, palette.ink_soft), 28.0 * scale);
        let size = vec2((inner.width() - 24.0) / 2.0, if self.large { 148.0 } else { 112.0 });
        let left = Rect::from_min_size(pos2(inner.min.x, inner.max.y - size.y), size);
        let right = left.translate(vec2(size.x + 24.0, 0.0));
        if Key::red(self.safe).size(44.0 * scale).show_ui(ui, left).clicked() {
            return Some(Answered::Safe);
        }
        Key::new(self.other).size(44.0 * scale).show_ui(ui, right).clicked().then_some(Answered::Other)
    }
}

/// What was done, and for a few seconds the way back; true when it is taken back.
pub fn toast_ui(ui: &mut Ui, rect: Rect, icon: Icon, sentence: &str, undo: Option<(&str, &str)>) -> bool {
    let palette = theme::palette(ui.ctx());
    draw::round(ui.painter(), rect, 14.0, palette.night);
    let side = rect.height() * 0.48;
    let sign = Rect::from_center_size(pos2(rect.min.x + 26.0 + side / 2.0, rect.center().y), vec2(side, side));
    icon.paint_ui(ui, sign);
    let mut end = rect.max.x - 14.0;
    let mut taken_back = false;
    if let Some((word, left)) = undo {
        let size = rect.height() * 0.33;
        let width = text::measure(ui, word, face(size, palette.ink).bold()).x + text::measure(ui, left, face(size, palette.ink)).x + 60.0;
        let key = Rect::from_min_max(pos2(end - width, rect.min.y + 12.0), pos2(end, rect.max.y - 12.0));
        taken_back =
            super::ground::Ground { radius: 10.0, ..super::ground::Ground::new(word, super::ground::KeyLook::Quiet) }.show_ui(ui, key).response.clicked();
        let runs = [text::run(word, face(size, palette.ink).bold()), text::run(format!("  {left}"), face(size, palette.ink))];
        text::baseline_words_ui(ui, pos2(key.center().x, key.center().y + size * 0.36), Align::Center, &runs);
        end = key.min.x;
    }
    let place = Rect::from_min_max(pos2(sign.max.x + 18.0, rect.min.y), pos2(end - 12.0, rect.max.y));
    let words = face(rect.height() * 0.33, palette.white);
    text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, sentence, words, 24.0);
    taken_back
}
