//! The built-in fonts: Noto Sans SC in two weights, Phosphor icons in three, nothing read from disk.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, FontTweak};

/// Family of bold text; characters missing in Bold come from Regular.
pub const BOLD: &str = "bold";
/// Families of the icons by weight.
pub const ICON: &str = "icon";
pub const ICON_BOLD: &str = "icon-bold";
pub const ICON_FILL: &str = "icon-fill";

const REGULAR_FONT: &[u8] = include_bytes!("../fonts/NotoSansSC-Regular-subset.ttf");
const BOLD_FONT: &[u8] = include_bytes!("../fonts/NotoSansSC-Bold-subset.ttf");
const PHOSPHOR: &[u8] = include_bytes!("../fonts/Phosphor.ttf");
const PHOSPHOR_BOLD: &[u8] = include_bytes!("../fonts/Phosphor-Bold.ttf");
const PHOSPHOR_FILL: &[u8] = include_bytes!("../fonts/Phosphor-Fill.ttf");

/// Capitals and Han sit below the middle of a Noto row; this lifts them so that a slip shows its number centred.
pub const LIFT: f32 = -0.06;

/// Gives `ctx` the product's fonts.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

/// The fonts as egui wants them; the kiosk also prints rare characters with them.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in [("regular", REGULAR_FONT), (BOLD, BOLD_FONT)] {
        let tweak = FontTweak { y_offset_factor: LIFT, ..FontTweak::default() };
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes).tweak(tweak)));
    }
    for (name, bytes) in [(ICON, PHOSPHOR), (ICON_BOLD, PHOSPHOR_BOLD), (ICON_FILL, PHOSPHOR_FILL)] {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        fonts.families.insert(FontFamily::Name(name.into()), vec![name.to_owned()]);
    }
    let regular = vec!["regular".to_owned(), ICON.to_owned()];
    let bold = vec![BOLD.to_owned(), "regular".to_owned(), ICON.to_owned()];
    fonts.families.insert(FontFamily::Proportional, regular.clone());
    fonts.families.insert(FontFamily::Monospace, regular);
    fonts.families.insert(FontFamily::Name(BOLD.into()), bold);
    fonts
}
