//! Characters that the printer's own font lacks, as dots from the bundled font.

use eframe::egui::{Color32, FontFamily, FontId};
use eframe::epaint::text::{Fonts, TextOptions};

/// Dots of a Han cell, both ways.
pub const SIDE: usize = 24;

/// The character as 24 columns of three bytes for `ESC * 33`; nothing when our font lacks it too.
pub fn columns(character: char) -> Option<Vec<u8>> {
    let mut fonts = Fonts::new(TextOptions { font_hinting: false, ..TextOptions::default() }, sunhall_screen::fonts::definitions());
    let mut view = fonts.with_pixels_per_point(1.0);
    let font = FontId::new(SIDE as f32, FontFamily::Proportional);
    if !view.has_glyph(&font, character) {
        return None;
    }
    let galley = view.layout_no_wrap(character.to_string(), font, Color32::WHITE);
    let image = view.image();
    let glyph = galley.rows.first()?.glyphs.first()?;
    let (min, max) = (glyph.uv_rect.min.map(usize::from), glyph.uv_rect.max.map(usize::from));
    let size = [max[0].checked_sub(min[0])?, max[1].checked_sub(min[1])?];
    // Centred in the cell: the ink of a Han character is.
    let offset = size.map(|side| SIDE.saturating_sub(side) / 2);
    let mut columns = vec![0_u8; SIDE * SIDE / 8];
    for y in 0..size[1].min(SIDE) {
        for x in 0..size[0].min(SIDE) {
            let pixel = image[(min[0] + x, min[1] + y)];
            if pixel.a() >= 110 {
                let (column, row) = (offset[0] + x, offset[1] + y);
                columns[column * SIDE / 8 + row / 8] |= 0x80 >> (row % 8);
            }
        }
    }
    Some(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_name_character_has_dots_and_an_unknown_one_none() {
        let black: u32 = columns('㛃').iter().flatten().map(|byte| byte.count_ones()).sum();
        assert!((60..400).contains(&black), "{black} dots");
        assert_eq!(columns('\u{f8f0}'), None);
    }
}
