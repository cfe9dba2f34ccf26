//! Colours, sizes and the egui style of every screen: the tokens of the look, written down once.

use egui::style::WidgetVisuals;
use egui::{Color32, Context, CornerRadius, FontFamily, FontId, Id, Stroke, TextStyle, Theme, Vec2};

use crate::fonts::BOLD;

/// The colours one mode of the screens uses; the names are those of the look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    pub red: Color32,
    pub red_deep: Color32,
    pub red_pale: Color32,
    pub gold: Color32,
    pub gold_line: Color32,
    pub gold_pale: Color32,
    pub ink: Color32,
    pub ink_soft: Color32,
    pub paper: Color32,
    pub counter: Color32,
    pub white: Color32,
    pub line: Color32,
    pub edge: Color32,
    pub green: Color32,
    pub green_pale: Color32,
    pub amber: Color32,
    pub amber_pale: Color32,
    pub blue: Color32,
    pub blue_pale: Color32,
    pub grey: Color32,
    pub night: Color32,
    /// The part of the sun clock's ring that lies ahead.
    pub ring_ahead: Color32,
    /// Page dots that are not the present page.
    pub dot: Color32,
    /// Second text on the closed, dark head.
    pub night_soft: Color32,
    /// Width of the rims of touchable things; they keep their hard edge only in the standard palette.
    pub rim: u8,
    pub shadows: bool,
}

pub const RED: Color32 = Color32::from_rgb(0x9B, 0x14, 0x28);
pub const RED_DEEP: Color32 = Color32::from_rgb(0x7E, 0x0E, 0x20);
pub const RED_PALE: Color32 = Color32::from_rgb(0xFB, 0xEB, 0xEC);
pub const GOLD: Color32 = Color32::from_rgb(0xF5, 0xC9, 0x5F);
pub const GOLD_LINE: Color32 = Color32::from_rgb(0xC8, 0x93, 0x2B);
pub const GOLD_PALE: Color32 = Color32::from_rgb(0xFC, 0xEF, 0xD2);
pub const INK: Color32 = Color32::from_rgb(0x21, 0x1A, 0x17);
pub const INK_SOFT: Color32 = Color32::from_rgb(0x4D, 0x44, 0x3D);
pub const PAPER: Color32 = Color32::from_rgb(0xF8, 0xF4, 0xED);
pub const COUNTER: Color32 = Color32::from_rgb(0xF1, 0xEB, 0xE1);
pub const WHITE: Color32 = Color32::from_rgb(0xFF, 0xFF, 0xFF);
pub const LINE: Color32 = Color32::from_rgb(0xDD, 0xD3, 0xC5);
pub const EDGE: Color32 = Color32::from_rgb(0x8C, 0x7E, 0x70);
pub const GREEN: Color32 = Color32::from_rgb(0x12, 0x56, 0x3A);
pub const GREEN_PALE: Color32 = Color32::from_rgb(0xE6, 0xF2, 0xEA);
pub const AMBER: Color32 = Color32::from_rgb(0x74, 0x40, 0x00);
pub const AMBER_PALE: Color32 = Color32::from_rgb(0xFD, 0xF0, 0xDC);
pub const BLUE: Color32 = Color32::from_rgb(0x1B, 0x4B, 0x73);
pub const BLUE_PALE: Color32 = Color32::from_rgb(0xE8, 0xF0, 0xF6);
pub const GREY: Color32 = Color32::from_rgb(0xCF, 0xC7, 0xBC);
pub const NIGHT: Color32 = Color32::from_rgb(0x2A, 0x23, 0x20);
pub const RING_AHEAD: Color32 = Color32::from_rgb(0xF3, 0xDF, 0xB0);
pub const RING_AHEAD_STALE: Color32 = Color32::from_rgb(0xE0, 0xD9, 0xCF);
pub const RING_PASSED_STALE: Color32 = Color32::from_rgb(0xA7, 0x9C, 0x90);
pub const RING_CLOSED: Color32 = Color32::from_rgb(0x54, 0x48, 0x3F);
pub const HEAD_STALE: Color32 = Color32::from_rgb(0xEE, 0xE8, 0xDF);
pub const LINE_CLOSED: Color32 = Color32::from_rgb(0x5E, 0x0A, 0x18);
pub const DOT: Color32 = Color32::from_rgb(0xCF, 0xC2, 0xB2);
pub const NIGHT_SOFT: Color32 = Color32::from_rgb(0xE9, 0xE0, 0xD4);
pub const ARC_REST: Color32 = Color32::from_rgb(0xC9, 0x69, 0x7A);

impl Palette {
    pub const STANDARD: Self = Self {
        red: RED,
        red_deep: RED_DEEP,
        red_pale: RED_PALE,
        gold: GOLD,
        gold_line: GOLD_LINE,
        gold_pale: GOLD_PALE,
        ink: INK,
        ink_soft: INK_SOFT,
        paper: PAPER,
        counter: COUNTER,
        white: WHITE,
        line: LINE,
        edge: EDGE,
        green: GREEN,
        green_pale: GREEN_PALE,
        amber: AMBER,
        amber_pale: AMBER_PALE,
        blue: BLUE,
        blue_pale: BLUE_PALE,
        grey: GREY,
        night: NIGHT,
        ring_ahead: RING_AHEAD,
        dot: DOT,
        night_soft: NIGHT_SOFT,
        rim: 2,
        shadows: true,
    };

    /// White ground, black rims, ink = black: 黑白分明.
    pub const HIGH_CONTRAST: Self = Self {
        red: Color32::from_rgb(0x7A, 0x00, 0x16),
        red_deep: Color32::from_rgb(0x5A, 0x00, 0x10),
        red_pale: WHITE,
        gold: Color32::from_rgb(0xFF, 0xD2, 0x3F),
        gold_line: Color32::BLACK,
        gold_pale: Color32::from_rgb(0xFF, 0xF2, 0xC2),
        ink: Color32::BLACK,
        ink_soft: Color32::BLACK,
        paper: WHITE,
        counter: WHITE,
        line: Color32::BLACK,
        edge: Color32::BLACK,
        green: Color32::from_rgb(0x0A, 0x3D, 0x28),
        green_pale: WHITE,
        amber: Color32::from_rgb(0x55, 0x2E, 0x00),
        amber_pale: WHITE,
        blue: Color32::from_rgb(0x10, 0x35, 0x5A),
        blue_pale: WHITE,
        ring_ahead: GREY,
        dot: EDGE,
        rim: 4,
        shadows: false,
        ..Self::STANDARD
    };
}

/// Radius of kiosk keys and cards.
pub const RADIUS: u8 = 20;
/// The hard lower edge of a key.
pub const KEY_EDGE: f32 = 5.0;
/// Shares of the height that round a slip or a plate.
pub const SIGN_RADIUS: f32 = 0.16;

/// Makes `ctx` draw in the look: light theme, tokens, touch-sized spacing.
pub fn install(ctx: &Context) {
    ctx.set_theme(Theme::Light);
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        // A slow or trembling finger still means the key it touched.
        options.input_options.max_click_duration = 8.0;
        options.input_options.max_click_dist = 48.0;
    });
    set_palette(ctx, Palette::STANDARD);
}

/// The palette in force; the standard one until a screen sets another.
pub fn palette(ctx: &Context) -> Palette {
    ctx.data(|data| data.get_temp(palette_id())).unwrap_or(Palette::STANDARD)
}

/// Switches every widget to another palette from the next frame on.
pub fn set_palette(ctx: &Context, palette: Palette) {
    ctx.data_mut(|data| data.insert_temp(palette_id(), palette));
    ctx.all_styles_mut(|style| apply(style, &palette));
}

/// Shows everything at once when somebody asked for less motion.
pub fn set_reduced_motion(ctx: &Context, reduced: bool) {
    ctx.data_mut(|data| data.insert_temp(Id::unique("sunhall reduced motion"), reduced));
}

pub fn reduced_motion(ctx: &Context) -> bool {
    ctx.data(|data| data.get_temp(Id::unique("sunhall reduced motion"))).unwrap_or(false)
}

fn palette_id() -> Id {
    Id::unique("sunhall palette")
}

fn apply(style: &mut egui::Style, palette: &Palette) {
    let bold = |size: f32| FontId::new(size, FontFamily::Name(BOLD.into()));
    style.text_styles = [
        (TextStyle::Body, FontId::proportional(34.0)),
        (TextStyle::Button, bold(44.0)),
        (TextStyle::Heading, bold(60.0)),
        (TextStyle::Small, FontId::proportional(28.0)),
        (TextStyle::Monospace, FontId::proportional(30.0)),
        (TextStyle::Name("number".into()), bold(236.0)),
        (TextStyle::Name("question".into()), bold(66.0)),
        (TextStyle::Name("choice".into()), bold(44.0)),
        (TextStyle::Name("note".into()), FontId::proportional(30.0)),
    ]
    .into();
    style.spacing.item_spacing = Vec2::new(20.0, 16.0);
    style.spacing.button_padding = Vec2::new(28.0, 20.0);
    style.spacing.interact_size.y = 92.0;
    style.animation_time = 0.12;
    style.interaction.selectable_labels = false;
    let visuals = &mut style.visuals;
    visuals.panel_fill = palette.paper;
    visuals.window_fill = palette.white;
    visuals.override_text_color = Some(palette.ink);
    visuals.weak_text_color = Some(palette.ink_soft);
    visuals.hyperlink_color = palette.red;
    visuals.warn_fg_color = palette.amber;
    visuals.error_fg_color = palette.red;
    visuals.extreme_bg_color = palette.white;
    visuals.selection.bg_fill = palette.gold_pale;
    visuals.selection.stroke = Stroke::new(2.0, palette.ink);
    visuals.window_corner_radius = CornerRadius::same(24);
    visuals.disabled_alpha = 1.0;
    let inactive = WidgetVisuals {
        bg_fill: palette.white,
        weak_bg_fill: palette.white,
        bg_stroke: Stroke::new(f32::from(palette.rim), palette.edge),
        corner_radius: CornerRadius::same(RADIUS),
        fg_stroke: Stroke::new(2.0, palette.ink),
        expansion: 0.0,
    };
    visuals.widgets.inactive = inactive;
    visuals.widgets.hovered = inactive;
    visuals.widgets.open = inactive;
    visuals.widgets.active = WidgetVisuals { bg_fill: palette.gold_pale, weak_bg_fill: palette.gold_pale, ..inactive };
    visuals.widgets.noninteractive.bg_stroke = Stroke::new(2.0, palette.line);
}
