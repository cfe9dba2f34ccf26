//! The key: white or red, pressed, focused, disabled with its reason, waiting for an answer; and the ground of tiles and rows.

use egui::{Align2, Color32, Rect, Response, Ui, pos2, vec2};

use super::ground::{Ground, KeyLook, Laid, waiting_arc_ui};
use crate::icons::Icon;
use crate::text::{self, Face, face};
use crate::theme::{self, RADIUS};

/// An answer that comes sooner than this shows no waiting arc, in seconds.
const WAIT_SHOWN_AFTER: f64 = 0.3;

/// A key with a word, an icon, both beside or above each other.
#[derive(Clone, Debug)]
pub struct Key<'a> {
    label: &'a str,
    name: Option<&'a str>,
    look: KeyLook,
    icon: Option<Icon>,
    icon_size: f32,
    icon_after: bool,
    column: bool,
    size: f32,
    bold: bool,
    radius: f32,
    reason: Option<&'a str>,
    waiting: Option<(&'a str, f64)>,
}

impl<'a> Key<'a> {
    pub fn new(label: &'a str) -> Self {
        Self {
            label,
            name: None,
            look: KeyLook::White,
            icon: None,
            icon_size: 44.0,
            icon_after: false,
            column: false,
            size: 36.0,
            bold: false,
            radius: f32::from(RADIUS),
            reason: None,
            waiting: None,
        }
    }

    /// The red key of a screen.
    pub fn red(label: &'a str) -> Self {
        Self { look: KeyLook::Red, bold: true, size: 54.0, ..Self::new(label) }
    }

    /// Getting help.
    pub fn help(label: &'a str) -> Self {
        Self { look: KeyLook::Help, bold: true, ..Self::new(label) }
    }

    #[must_use]
    pub fn look(self, look: KeyLook) -> Self {
        Self { look, ..self }
    }

    /// The name for screen readers, where it says more than the word on the key.
    #[must_use]
    pub fn name(self, name: &'a str) -> Self {
        Self { name: Some(name), ..self }
    }

    /// An icon of `size`; its colour follows the look.
    #[must_use]
    pub fn icon(self, glyph: char, size: f32) -> Self {
        Self { icon: Some(Icon::new(glyph, Color32::PLACEHOLDER)), icon_size: size, ..self }
    }

    /// An icon that keeps the weight and colour it has.
    #[must_use]
    pub fn drawn(self, icon: Icon, size: f32) -> Self {
        Self { icon: Some(icon), icon_size: size, ..self }
    }

    /// The icon stands behind the word.
    #[must_use]
    pub fn icon_after(self) -> Self {
        Self { icon_after: true, ..self }
    }

    /// The icon stands above the word.
    #[must_use]
    pub fn column(self) -> Self {
        Self { column: true, ..self }
    }

    #[must_use]
    pub fn size(self, size: f32) -> Self {
        Self { size, ..self }
    }

    #[must_use]
    pub fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    #[must_use]
    pub fn radius(self, radius: f32) -> Self {
        Self { radius, ..self }
    }

    /// Takes no tap; the reason is written under the key.
    #[must_use]
    pub fn disabled(self, reason: &'a str) -> Self {
        Self { reason: Some(reason), ..self }
    }

    /// Waits for an answer since `since` (in `egui` seconds): takes no second tap, shows `doing` after 300 ms.
    #[must_use]
    pub fn waiting(self, doing: &'a str, since: f64) -> Self {
        Self { waiting: Some((doing, since)), ..self }
    }

    /// Draws the key; `clicked()` of the answer is the tap.
    pub fn show_ui(self, ui: &mut Ui, rect: Rect) -> Response {
        let name = self.name.unwrap_or(self.label);
        let taking = self.reason.is_none() && self.waiting.is_none();
        let look = if self.reason.is_some() { KeyLook::NotToday } else { self.look };
        let ground = Ground { name, look, enabled: taking, radius: self.radius };
        let laid = ground.show_ui(ui, rect);
        let now = ui.input(|input| input.time);
        let waited = self.waiting.filter(|(_, since)| now - since >= WAIT_SHOWN_AFTER);
        if let Some((_, since)) = self.waiting {
            let shown_in = (since + WAIT_SHOWN_AFTER - now).max(0.033);
            ui.ctx().request_repaint_after_secs(shown_in as f32);
        }
        self.contents_ui(ui, &laid, waited.map(|(doing, since)| (doing, now - since)));
        if let Some(reason) = self.reason {
            let palette = theme::palette(ui.ctx());
            let below = Rect::from_min_size(pos2(rect.min.x, rect.max.y + 6.0), vec2(rect.width(), 80.0));
            text::label_ui(ui, below, Align2::CENTER_TOP, reason, face(28.0, palette.ink_soft));
        }
        laid.response
    }

    fn contents_ui(&self, ui: &Ui, laid: &Laid, waited: Option<(&str, f64)>) {
        let label = waited.map_or(self.label, |(doing, _)| doing);
        let mut words = face(self.size, laid.text);
        if self.bold {
            words = words.bold();
        }
        let has_icon = self.icon.is_some() || waited.is_some();
        if self.column && has_icon {
            self.column_ui(ui, laid, label, words, waited);
        } else {
            self.row_ui(ui, laid, label, words, waited, has_icon);
        }
    }

    fn row_ui(&self, ui: &Ui, laid: &Laid, label: &str, words: Face, waited: Option<(&str, f64)>, has_icon: bool) {
        let gap = if has_icon && !label.is_empty() { 14.0 } else { 0.0 };
        let icon_width = if has_icon { self.icon_size } else { 0.0 };
        let room = vec2(laid.rect.width() - icon_width - gap - 24.0, laid.rect.height() - 12.0);
        let galley = text::fit(ui, label, words, room, egui::Align::LEFT, 28.0_f32.min(self.size));
        let width = icon_width + gap + galley.size().x;
        let left = laid.rect.center().x - width / 2.0;
        let (icon_left, text_left) = if self.icon_after { (left + galley.size().x + gap, left) } else { (left, left + icon_width + gap) };
        let middle = laid.rect.center().y;
        let icon = Rect::from_center_size(pos2(icon_left + icon_width / 2.0, middle), vec2(icon_width, icon_width));
        self.sign_ui(ui, icon, laid, waited);
        let place = Rect::from_min_size(pos2(text_left, laid.rect.min.y), vec2(galley.size().x, laid.rect.height()));
        text::paint_ui(ui, place, Align2::LEFT_CENTER, galley);
    }

    fn column_ui(&self, ui: &Ui, laid: &Laid, label: &str, words: Face, waited: Option<(&str, f64)>) {
        let room = vec2(laid.rect.width() - 16.0, laid.rect.height() - self.icon_size - 12.0);
        let galley = text::fit(ui, label, words, room, egui::Align::Center, 26.0_f32.min(self.size));
        let height = self.icon_size + 6.0 + galley.size().y;
        let top = laid.rect.center().y - height / 2.0;
        let center = pos2(laid.rect.center().x, top + self.icon_size / 2.0);
        self.sign_ui(ui, Rect::from_center_size(center, vec2(self.icon_size, self.icon_size)), laid, waited);
        let place = Rect::from_min_max(pos2(laid.rect.min.x, top + self.icon_size + 6.0), laid.rect.max);
        text::paint_ui(ui, place, Align2::CENTER_TOP, galley);
    }

    fn sign_ui(&self, ui: &Ui, rect: Rect, laid: &Laid, waited: Option<(&str, f64)>) {
        if let Some((_, seconds)) = waited {
            waiting_arc_ui(ui, rect, seconds, laid.icon);
        } else if let Some(icon) = self.icon {
            let color = if icon.color == Color32::PLACEHOLDER { laid.icon } else { icon.color };
            icon.color(color).paint_ui(ui, rect);
        }
    }
}
