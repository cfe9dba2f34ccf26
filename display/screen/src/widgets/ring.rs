//! The countdown ring: how long a screen stays, without hurrying anybody.

use std::time::Duration;

use egui::{Align2, Rect, Stroke, Ui, vec2};

use crate::draw;
use crate::text::{self, face};
use crate::theme;

/// Draws the seconds that are left inside the ring that empties; repaints once a second only.
pub fn countdown_ui(ui: &mut Ui, rect: Rect, left_seconds: f32, all_seconds: f32) {
    let palette = theme::palette(ui.ctx());
    let shown = left_seconds.ceil().max(0.0);
    let radius = rect.width().min(rect.height()) / 2.0;
    let width = radius * 0.14;
    let middle = radius - width / 2.0;
    draw::arc(ui.painter(), rect.center(), middle, 0.0, 360.0, Stroke::new(width, palette.ring_ahead));
    let part = (shown / all_seconds.max(1.0)).clamp(0.0, 1.0) * 360.0;
    if part > 0.5 {
        draw::arc(ui.painter(), rect.center(), middle, 90.0, 90.0 + part, Stroke::new(width, palette.gold_line));
    }
    let inner = Rect::from_center_size(rect.center(), vec2(radius * 1.6, radius * 1.6));
    text::label_ui(ui, inner, Align2::CENTER_CENTER, &format!("{shown:.0}"), face(radius * 0.8, palette.ink).bold());
    let to_next = left_seconds - (shown - 1.0).max(0.0);
    if left_seconds > 0.0 {
        ui.ctx().request_repaint_after(Duration::from_secs_f32(to_next.clamp(0.02, 1.0)));
    }
}
