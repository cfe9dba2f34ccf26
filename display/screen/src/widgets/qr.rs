//! A QR code with its quiet zone, drawn as ink squares on white.

use egui::{Color32, ColorImage, Id, Rect, TextureOptions, Ui};
use qrcode::{Color, EcLevel, QrCode};

use crate::draw;
use crate::text;
use crate::theme;

/// Modules of white round the code; scanners need them.
const QUIET: usize = 4;

/// Draws `content` as a code over `rect`; `name` tells a screen reader what it opens. False when it is too long.
pub fn qr_ui(ui: &mut Ui, rect: Rect, content: &str, name: &str) -> bool {
    let id = Id::unique(("sunhall qr", content));
    let Some(image) = picture(content) else { return false };
    let texture = ui.ctx().load_texture_cached("qr", id, image, TextureOptions::NEAREST);
    draw::round(ui.painter(), rect, 8.0, theme::palette(ui.ctx()).white);
    let uv = Rect::from_min_max(egui::Pos2::ZERO, egui::pos2(1.0, 1.0));
    ui.painter().image(texture.id(), rect, uv, Color32::WHITE);
    text::tell(ui, rect, name);
    true
}

fn picture(content: &str) -> Option<ColorImage> {
    let code = QrCode::with_error_correction_level(content, EcLevel::M).ok()?;
    let side = code.width() + QUIET * 2;
    let colors = code.to_colors();
    let mut pixels = vec![Color32::WHITE; side * side];
    for (index, color) in colors.iter().enumerate() {
        let (x, y) = (index % code.width() + QUIET, index / code.width() + QUIET);
        if *color == Color::Dark {
            pixels[y * side + x] = theme::INK;
        }
    }
    Some(ColorImage::new([side, side], pixels))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop where its story breaks")]
mod tests {
    use super::*;

    #[test]
    fn a_code_keeps_its_quiet_zone_and_a_too_long_text_has_none() {
        let image = picture("http://127.0.0.1:8088/t/abc").unwrap();
        let side = image.size[0];
        assert!(image.pixels[..side * QUIET].iter().all(|pixel| *pixel == Color32::WHITE));
        assert_eq!(image.pixels[side * QUIET + QUIET], theme::INK, "the first finder starts inside the quiet zone");
        assert!(picture(&"长".repeat(4000)).is_none());
    }
}
