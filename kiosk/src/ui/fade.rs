//! From one screen to the next: what was there fades out over what is there now. Nothing slides, and a still screen is not drawn again.

use std::sync::Arc;

use eframe::egui::epaint::ClippedShape;
use eframe::egui::mutex::Mutex;
use eframe::egui::{Id, Ui, emath};
use sunhall_screen::theme;

/// How long one screen shines through the next.
const SECONDS: f64 = 0.16;
/// The sign of a new ticket comes in this time, its plate so much later, from so far above.
const SIGN_SECONDS: f64 = 0.22;
const PLATE_LATER: f64 = 0.12;
const SIGN_ABOVE: f32 = 24.0;

#[derive(Default)]
struct Seen {
    screen: String,
    /// What the last frame painted.
    last: Vec<ClippedShape>,
    /// What is fading out, and since when.
    leaving: Option<(f64, Vec<ClippedShape>)>,
}

/// Call after everything of `screen` is drawn: paints the screen before it on top, paler and paler.
pub fn cross_fade_ui(ui: &Ui, screen: String) {
    let ctx = ui.ctx();
    let layer = ui.layer_id();
    let shared = ctx.data_mut(|data| data.get_temp_mut_or_default::<Arc<Mutex<Seen>>>(Id::unique("kiosk fade")).clone());
    let mut seen = shared.lock();
    let now = ui.input(|input| input.time);
    let shapes = ctx.graphics(|graphics| graphics.get(layer).map(|list| list.all_entries().cloned().collect()));
    let before = std::mem::replace(&mut seen.last, shapes.unwrap_or_default());
    if seen.screen != screen {
        let is_first = seen.screen.is_empty();
        seen.screen = screen;
        seen.leaving = (!is_first && !theme::reduced_motion(ctx)).then_some((now, before));
    }
    let Some((since, shapes)) = &seen.leaving else { return };
    let gone = ((now - since) / SECONDS).min(1.0) as f32;
    if gone >= 1.0 {
        seen.leaving = None;
        return;
    }
    let mut painter = ctx.layer_painter(layer);
    painter.set_opacity(1.0 - emath::easing::cubic_out(gone));
    for shape in shapes {
        painter.with_clip_rect(shape.clip_rect).add(shape.shape.clone());
    }
    ctx.request_repaint();
}

/// How far a part of a new ticket's sign has come: its opacity, and how far above its place it still is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coming {
    pub opacity: f32,
    pub above: f32,
}

/// Sign and plate of the ticket with this number, which came to the screen with this frame or an earlier one.
pub fn ticket_comes(ui: &Ui, number: &str) -> [Coming; 2] {
    let ctx = ui.ctx();
    let now = ui.input(|input| input.time);
    let since = ctx.data_mut(|data| *data.get_temp_mut_or(Id::unique(("kiosk ticket", number)), now));
    let age = if theme::reduced_motion(ctx) { f64::INFINITY } else { now - since };
    if age < PLATE_LATER + SIGN_SECONDS {
        ctx.request_repaint();
    }
    [0.0, PLATE_LATER].map(|later| coming(age - later))
}

fn coming(age: f64) -> Coming {
    let opacity = emath::easing::cubic_out((age / SIGN_SECONDS).clamp(0.0, 1.0) as f32);
    Coming { opacity, above: SIGN_ABOVE * (1.0 - opacity) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_comes_from_above_and_stays() {
        assert_eq!(coming(-0.1), Coming { opacity: 0.0, above: 24.0 });
        let half = coming(0.11);
        assert!(half.opacity > 0.8 && half.above < 5.0, "{half:?}");
        assert_eq!(coming(0.22), Coming { opacity: 1.0, above: 0.0 });
        assert_eq!(coming(f64::INFINITY), Coming { opacity: 1.0, above: 0.0 });
    }
}
