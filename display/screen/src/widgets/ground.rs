//! The ground that keys, tiles and rows are drawn on: rim, hard edge, pressed, focused, not to be chosen.

use egui::{Color32, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::draw;
use crate::theme::{self, KEY_EDGE, Palette, RADIUS};
use crate::{spotlight, ui_map};

/// A key comes up again in this time, in seconds.
const UP_TIME: f32 = 0.09;

/// What a key looks like while nobody touches it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum KeyLook {
    #[default]
    White,
    /// The one key that leads on.
    Red,
    /// Getting help: always a red rim.
    Help,
    /// Chosen: green rim and ground.
    Chosen,
    /// Being read aloud, or offered first: gold ground, gold rim.
    Spoken,
    /// Gold ground with a thin gold rim: the door for whoever does not know where to go.
    Offered,
    /// Can be opened but not taken today.
    NotToday,
    /// No lower edge: fields and quiet keys.
    Quiet,
}

/// The ground that something touchable is drawn on.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    pub name: &'a str,
    pub look: KeyLook,
    pub enabled: bool,
    pub radius: f32,
}

/// What came of drawing a ground.
#[derive(Debug)]
pub struct Laid {
    pub response: Response,
    /// Where the contents go; it moves with the key.
    pub rect: Rect,
    pub text: Color32,
    pub icon: Color32,
}

impl<'a> Ground<'a> {
    pub fn new(name: &'a str, look: KeyLook) -> Self {
        Self { name, look, enabled: true, radius: f32::from(RADIUS) }
    }

    /// Draws the ground, names it for screen readers and answers where its contents go.
    pub fn show_ui(self, ui: &mut Ui, rect: Rect) -> Laid {
        let id = ui.scope_id().with(("key", self.name, rect.min.x as i32, rect.min.y as i32));
        let sense = if self.enabled { Sense::click() } else { Sense::focusable_noninteractive() };
        let response = ui.interact(rect, id, sense);
        response.widget_info(|| {
            let info = WidgetInfo::labeled(Role::Button, self.enabled, self.name);
            // A screen reader says that a choice is made.
            WidgetInfo { selected: (self.look == KeyLook::Chosen).then_some(true), ..info }
        });
        ui_map::record(ui.ctx(), self.name, rect, self.enabled);
        let down = press(ui, id, self.enabled && response.is_pointer_button_down_on());
        let palette = theme::palette(ui.ctx());
        let is_read = spotlight::is_on(ui.ctx(), self.name);
        let look = match self.look {
            KeyLook::White | KeyLook::Quiet | KeyLook::Offered | KeyLook::NotToday if is_read => KeyLook::Spoken,
            look => look,
        };
        let style = style(look, &palette, self.enabled, down > 0.5);
        let moved = if style.edge.is_some() { rect.translate(vec2(0.0, KEY_EDGE * down)) } else { rect };
        if let Some(edge) = style.edge.filter(|_| palette.shadows) {
            let lower = Rect::from_min_max(moved.min + vec2(0.0, KEY_EDGE * (1.0 - down)), rect.max + vec2(0.0, KEY_EDGE));
            draw::round(ui.painter(), lower, self.radius, edge);
        }
        if !palette.shadows && look == KeyLook::NotToday {
            draw::round(ui.painter(), moved, self.radius, style.fill);
            draw::dashed(ui.painter(), moved, self.radius, style.rim, palette.ink);
        } else {
            draw::rimmed(ui.painter(), moved, self.radius, style.fill, style.rim, style.rim_color);
        }
        if is_read {
            spotlight::key(ui.ctx(), moved, self.radius);
        }
        if response.has_focus() {
            focus_ring(ui, moved, self.radius, &palette);
        }
        Laid { response, rect: moved, text: style.text, icon: style.icon }
    }
}

/// The arc that turns while an answer is awaited.
pub fn waiting_arc_ui(ui: &Ui, rect: Rect, seconds: f64, color: Color32) {
    let width = rect.width() * 0.11;
    let radius = rect.width() / 2.0 - width;
    draw::arc(ui.painter(), rect.center(), radius, 0.0, 360.0, Stroke::new(width, color.gamma_multiply(0.4)));
    let from = 90.0 - (seconds * 300.0 % 360.0) as f32;
    draw::arc(ui.painter(), rect.center(), radius, from, from - 90.0, Stroke::new(width, color));
}

/// The ring round what the keyboard or a screen reader points at.
pub fn focus_ring(ui: &Ui, rect: Rect, radius: f32, palette: &Palette) {
    let ring = rect.expand(4.0);
    let stroke = Stroke::new(6.0, palette.blue);
    ui.painter().rect_stroke(ring, draw::corners(radius + 4.0), stroke, StrokeKind::Outside);
}

struct Style {
    fill: Color32,
    rim: f32,
    rim_color: Color32,
    edge: Option<Color32>,
    text: Color32,
    icon: Color32,
}

fn style(look: KeyLook, palette: &Palette, enabled: bool, down: bool) -> Style {
    let rim = f32::from(palette.rim);
    let white = Style {
        fill: if down { palette.gold_pale } else { palette.white },
        rim,
        rim_color: palette.edge,
        edge: Some(palette.line),
        text: palette.ink,
        icon: palette.red,
    };
    match look {
        KeyLook::White => white,
        KeyLook::Red => Style {
            fill: if down { palette.red_deep } else { palette.red },
            rim_color: palette.red_deep,
            edge: Some(palette.red_deep),
            text: palette.white,
            icon: palette.white,
            ..white
        },
        KeyLook::Help => Style { rim: 4.0, rim_color: palette.red, text: palette.red, ..white },
        KeyLook::Chosen => Style { fill: palette.green_pale, rim: 4.0, rim_color: palette.green, icon: palette.green, ..white },
        KeyLook::Spoken => Style { fill: palette.gold_pale, rim: 6.0, rim_color: palette.gold_line, ..white },
        KeyLook::Offered => Style { fill: palette.gold_pale, rim_color: palette.gold_line, ..white },
        KeyLook::NotToday => Style {
            fill: if enabled { palette.paper } else { palette.counter },
            rim_color: palette.line,
            edge: None,
            text: if enabled { palette.ink } else { palette.ink_soft },
            icon: palette.edge,
            ..white
        },
        KeyLook::Quiet => Style { edge: None, ..white },
    }
}

/// How far down the key is, 0 to 1: down at once, up in 90 ms.
fn press(ui: &Ui, id: Id, down: bool) -> f32 {
    if down {
        ui.ctx().animate_value_with_time(id, 1.0, 0.0)
    } else {
        let time = if theme::reduced_motion(ui.ctx()) { 0.0 } else { UP_TIME };
        ui.ctx().animate_value_with_time(id, 0.0, time)
    }
}
