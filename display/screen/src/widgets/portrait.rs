//! A portrait 4:5 on a badge; without a photo a drawn neutral bust, never a letter or a logo.

use egui::{Color32, ColorImage, Context, CornerRadius, Pos2, Rect, TextureHandle, TextureId, TextureOptions, Ui, pos2};

use crate::draw;
use crate::theme;

/// Larger pictures are refused: nobody needs them on a badge and they would fill the memory.
const SIDE_MAX: u32 = 2000;

const GROUND: Color32 = Color32::from_rgb(0xED, 0xE6, 0xDA);
const CLOTH: Color32 = Color32::from_rgb(0x4A, 0x55, 0x60);
const COLLAR: Color32 = Color32::from_rgb(0xF7, 0xF3, 0xEC);
const SKIN: Color32 = Color32::from_rgb(0xCD, 0xBF, 0xAE);
const HAIR: Color32 = Color32::from_rgb(0x3A, 0x32, 0x2D);

/// Turns the bytes of a PNG or JPEG into a texture; refuses what is neither or far too large.
pub fn load(ctx: &Context, name: &str, bytes: &[u8]) -> Result<TextureHandle, image::ImageError> {
    let mut reader = image::ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    reader.limits(limits);
    let mut picture = reader.decode()?;
    // A badge is never shown taller than 440 points; more pixels would only cost memory.
    if picture.height() > 880 {
        picture = picture.thumbnail(704, 880);
    }
    let pixels = picture.to_rgba8();
    let size = [pixels.width() as usize, pixels.height() as usize];
    let image = ColorImage::from_rgba_unmultiplied(size, pixels.as_raw());
    Ok(ctx.load_texture(name, image, TextureOptions::LINEAR))
}

/// Draws the portrait, cut to `rect` from its middle, or the neutral bust.
pub fn portrait_ui(ui: &Ui, rect: Rect, radius: f32, picture: Option<&TextureHandle>) {
    match picture {
        Some(texture) => picture_ui(ui, rect, radius, texture.id(), texture.aspect_ratio()),
        None => bust_ui(ui, rect, radius),
    }
}

fn picture_ui(ui: &Ui, rect: Rect, radius: f32, id: TextureId, aspect: f32) {
    let wanted = rect.aspect_ratio();
    let (u, v) = if aspect > wanted { (wanted / aspect, 1.0) } else { (1.0, aspect / wanted) };
    let uv = Rect::from_center_size(pos2(0.5, 0.5), egui::vec2(u, v));
    let shape = egui::epaint::RectShape::filled(rect, draw::corners(radius), Color32::WHITE).with_texture(id, uv);
    ui.painter().add(shape);
}

fn bust_ui(ui: &Ui, rect: Rect, radius: f32) {
    draw::round(ui.painter(), rect, radius, GROUND);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    // The drawing is 120 × 150; it covers the rectangle and stands in its middle.
    let unit = (rect.width() / 120.0).max(rect.height() / 150.0);
    let origin = rect.center() - egui::vec2(60.0, 75.0) * unit;
    let p = |x: f32, y: f32| -> Pos2 { origin + egui::vec2(x, y) * unit };
    let mut cloth = draw::curve(p(10.0, 150.0), p(10.0, 116.0), p(34.0, 104.0), p(60.0, 104.0));
    cloth.extend(draw::curve(p(60.0, 104.0), p(86.0, 104.0), p(110.0, 116.0), p(110.0, 150.0)));
    draw::fan(&painter, p(60.0, 150.0), &cloth, CLOTH);
    let collar = [p(46.0, 104.0), p(60.0, 122.0), p(74.0, 104.0), p(66.0, 96.0), p(54.0, 96.0), p(46.0, 104.0)];
    draw::fan(&painter, p(60.0, 104.0), &collar, COLLAR);
    let neck = Rect::from_min_max(p(51.0, 84.0), p(69.0, 106.0));
    draw::round(&painter, neck, 8.0 * unit, SKIN);
    let head = egui::epaint::EllipseShape::filled(p(60.0, 66.0), egui::vec2(24.0, 29.0) * unit, SKIN);
    painter.add(head);
    let mut crown = draw::curve(p(34.0, 66.0), p(32.0, 38.0), p(46.0, 30.0), p(60.0, 30.0));
    crown.extend(draw::curve(p(60.0, 30.0), p(74.0, 30.0), p(88.0, 38.0), p(86.0, 66.0)));
    let mut fringe = draw::curve(p(34.0, 66.0), p(38.0, 54.0), p(42.0, 50.0), p(60.0, 50.0));
    fringe.extend(draw::curve(p(60.0, 50.0), p(78.0, 50.0), p(82.0, 54.0), p(86.0, 66.0)));
    draw::band(&painter, &crown, &fringe, HAIR);
    let badge = Rect::from_min_max(p(78.0, 126.0), p(94.0, 135.0));
    let corners = CornerRadius::same((1.5 * unit) as u8);
    painter.rect_filled(badge, corners, theme::palette(ui.ctx()).red);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_picture_is_refused() {
        let ctx = Context::default();
        assert!(load(&ctx, "portrait", b"not a picture").is_err());
    }
}
