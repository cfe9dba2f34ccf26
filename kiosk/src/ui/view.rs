//! What every screen needs while it is drawn: the model, the moment, the words, and the taps it found.

use std::ops::Deref;

use eframe::egui::{Id, Rect, TextureHandle, Ui};
use sunhall_protocol::Moment;
use sunhall_screen::theme::{self, Palette};
use sunhall_screen::widgets::portrait;

use crate::model::{Kiosk, Tap};
use crate::tell::Tell;

pub struct View<'a> {
    tell: Tell<'a>,
    pub palette: Palette,
    /// The whole frame; in low reach the screens are drawn in one that stands lower.
    pub frame: Rect,
    pub taps: Vec<Tap>,
}

impl<'a> Deref for View<'a> {
    type Target = Tell<'a>;

    fn deref(&self) -> &Tell<'a> {
        &self.tell
    }
}

impl<'a> View<'a> {
    pub fn new(ui: &Ui, kiosk: &'a Kiosk, now: Moment) -> Self {
        Self { tell: Tell::new(kiosk, now), palette: theme::palette(ui.ctx()), frame: ui.max_rect(), taps: Vec::new() }
    }

    pub fn tap(&mut self, tap: Tap) {
        self.taps.push(tap);
    }

    pub fn is_elder(&self) -> bool {
        self.kiosk.modes.elder
    }

    pub fn is_low(&self) -> bool {
        self.kiosk.modes.low
    }

    /// A size, or that of the large type.
    pub fn size(&self, usual: f32, elder: f32) -> f32 {
        if self.is_elder() { elder } else { usual }
    }

    /// Sequence number of the board that is shown, for the screen map.
    pub fn version(&self) -> String {
        self.kiosk.hall.board.as_ref().map(|board| board.version.seq.to_string()).unwrap_or_default()
    }

    /// The portrait with this hash as a texture; none while it has not come.
    pub fn portrait(&self, ui: &Ui, hash: Option<&String>) -> Option<TextureHandle> {
        let hash = hash?;
        let id = Id::unique(("kiosk portrait", hash));
        if let Some(texture) = ui.ctx().data(|data| data.get_temp::<TextureHandle>(id)) {
            return Some(texture);
        }
        let bytes = self.kiosk.hall.portraits.get(hash)?;
        // A picture that cannot be read is drawn as the neutral bust.
        let texture = portrait::load(ui.ctx(), hash, bytes).ok()?;
        ui.ctx().data_mut(|data| data.insert_temp(id, texture.clone()));
        Some(texture)
    }
}
