//! The slip (yours, gold), the plate (where, red) and both joined, gold pointing into red.

use egui::{Align, Align2, Color32, Rect, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

use crate::draw;
use crate::text::{self, Face, face};
use crate::theme::{self, Palette};

/// Text never takes more of a slip's or plate's width than this.
const WIDTH_SHARE: f32 = 0.9;

/// What a slip says about its number besides the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum SlipState {
    /// Waiting, or called right now: gold.
    #[default]
    Waiting,
    /// Called before: pale gold with a gold rim.
    Called,
    /// Issued without the network: dashed rim.
    Offline,
    /// Waits longer than promised: red rim.
    Late,
    /// Nearly so: amber rim.
    Soon,
    /// Data are stale: grey.
    Stale,
}

/// A number on its slip.
#[derive(Clone, Copy, Debug)]
pub struct Slip<'a> {
    pub number: &'a str,
    pub state: SlipState,
    /// The small blue tab of staff screens; never set on public ones.
    pub priority: bool,
}

impl<'a> Slip<'a> {
    pub fn new(number: &'a str) -> Self {
        Self { number, state: SlipState::Waiting, priority: false }
    }

    #[must_use]
    pub fn state(self, state: SlipState) -> Self {
        Self { state, ..self }
    }

    #[must_use]
    pub fn priority(self, priority: bool) -> Self {
        Self { priority, ..self }
    }

    pub fn show_ui(self, ui: &mut Ui, rect: Rect) {
        let palette = theme::palette(ui.ctx());
        let radius = draw::sign_radius(rect.height());
        let painter = ui.painter();
        match self.state {
            SlipState::Waiting => draw::round(painter, rect, radius, palette.gold),
            SlipState::Called => draw::rimmed(painter, rect, radius, palette.gold_pale, 3.0, palette.gold),
            SlipState::Offline => {
                draw::round(painter, rect, radius, palette.gold_pale);
                draw::dashed(painter, rect, radius, 3.0, palette.gold_line);
            }
            SlipState::Late => outlined(ui, rect, radius, palette.gold, 5.0, palette.red),
            SlipState::Soon => outlined(ui, rect, radius, palette.gold, 4.0, palette.amber),
            SlipState::Stale => draw::round(painter, rect, radius, palette.grey),
        }
        if self.priority {
            let tab = Rect::from_min_size(rect.min + vec2(8.0, -7.0), vec2(26.0, 14.0));
            draw::round(ui.painter(), tab, 4.0, palette.blue);
        }
        number_ui(ui, rect, self.number, rect.height() * 0.6, palette.ink);
        text::tell(ui, rect, self.number);
    }
}

fn outlined(ui: &Ui, rect: Rect, radius: f32, fill: Color32, width: f32, rim: Color32) {
    let stroke = Stroke::new(width, rim);
    ui.painter().rect(rect, draw::corners(radius), fill, stroke, StrokeKind::Outside);
}

/// Draws a number in the middle of `rect`: the given size, or what its width allows.
pub fn number_ui(ui: &Ui, rect: Rect, number: &str, size: f32, color: Color32) -> Rect {
    placed_number_ui(ui, rect, Align2::CENTER_CENTER, number, size, color)
}

/// As `number_ui`, at any side of `rect`.
pub fn placed_number_ui(ui: &Ui, rect: Rect, align: Align2, number: &str, size: f32, color: Color32) -> Rect {
    let wanted = face(size, color).bold();
    let width = text::measure_large(ui, number, wanted);
    let room = rect.width() * if align.x() == Align::Center { WIDTH_SHARE } else { 1.0 };
    let fitted = if width > room { wanted.sized(size * room / width) } else { wanted };
    text::large_words_ui(ui, rect, align, number, fitted)
}

/// A window's plate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum PlateState {
    #[default]
    Open,
    /// Not open, or the data are stale.
    Closed,
}

/// Draws a plate: one window, several as `2–4`, or words such as 等叫号.
pub fn plate_ui(ui: &mut Ui, rect: Rect, window: &str, state: PlateState) {
    let palette = theme::palette(ui.ctx());
    let fill = if state == PlateState::Open { palette.red } else { palette.ink_soft };
    draw::round(ui.painter(), rect, draw::sign_radius(rect.height()), fill);
    number_ui(ui, rect, window, rect.height() * 0.67, palette.white);
    text::tell(ui, rect, window);
}

/// How a joined sign is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum JoinedState {
    /// Being called: gold and red with the arrow.
    #[default]
    Current,
    /// Called before: pale gold, no arrow.
    History,
    /// Stale: grey, no arrow.
    Stale,
}

/// Number and window as one sign.
#[derive(Clone, Copy, Debug)]
pub struct Joined<'a> {
    pub number: &'a str,
    pub window: &'a str,
    /// Width of the gold part.
    pub slip_width: f32,
    pub radius: f32,
    pub number_size: f32,
    pub window_size: f32,
    pub state: JoinedState,
    /// Small words over number and window.
    pub captions: Option<(&'a str, &'a str)>,
    /// Shows the slip pale for the moment, as it does while it is being called.
    pub pale: bool,
    /// How far slip and plate have come: opacity, and points above their place.
    pub coming: [(f32, f32); 2],
}

impl<'a> Joined<'a> {
    pub fn new(number: &'a str, window: &'a str, slip_width: f32, size: f32) -> Self {
        Self {
            number,
            window,
            slip_width,
            radius: 28.0,
            number_size: size,
            window_size: size,
            state: JoinedState::Current,
            captions: None,
            pale: false,
            coming: [(1.0, 0.0); 2],
        }
    }

    /// The small sign of the list of earlier calls.
    pub fn history(number: &'a str, window: &'a str, slip_width: f32, size: f32) -> Self {
        Self { radius: 14.0, state: JoinedState::History, ..Self::new(number, window, slip_width, size) }
    }

    #[must_use]
    pub fn stale(self, stale: bool) -> Self {
        if stale { Self { state: JoinedState::Stale, ..self } } else { self }
    }

    pub fn show_ui(self, ui: &mut Ui, rect: Rect) {
        let palette = theme::palette(ui.ctx());
        let (slip, plate) = rect.split_left_right_at_x(rect.min.x + self.slip_width);
        let [of_slip, of_plate] = self.coming;
        let mut coming = ui.new_child(UiBuilder::new().max_rect(rect));
        coming.multiply_opacity(of_plate.0);
        self.plate_ui(&coming, plate.translate(vec2(0.0, -of_plate.1)), &palette);
        let mut coming = ui.new_child(UiBuilder::new().max_rect(rect));
        coming.multiply_opacity(of_slip.0);
        self.slip_ui(&coming, slip.translate(vec2(0.0, -of_slip.1)), &palette);
        text::tell(ui, slip, self.number);
        text::tell(ui, plate, self.window);
    }

    /// Captions push what is under them down.
    fn lower(&self, part: Rect) -> f32 {
        if self.captions.is_some() { part.height() * 0.14 } else { 0.0 }
    }

    fn caption_face(part: Rect, color: Color32) -> Face {
        face((part.height() * 0.125).max(24.0), color)
    }

    fn plate_ui(&self, ui: &Ui, plate: Rect, palette: &Palette) {
        let ground = if self.state == JoinedState::Stale { palette.ink_soft } else { palette.red };
        ui.painter().rect_filled(plate, draw::right_corners(self.radius), ground);
        let shift = if self.state == JoinedState::Current { plate.height() * 0.025 } else { 0.0 };
        let mut room = plate.translate(vec2(shift, self.lower(plate)));
        if self.state == JoinedState::Current && self.window.chars().count() > 1 {
            // Wider numbers keep clear of the arrow.
            room.min.x += plate.height() * 0.09;
        }
        number_ui(ui, room, self.window, self.window_size, palette.white);
        if let Some((_, over_window)) = self.captions {
            caption_ui(ui, plate, over_window, Self::caption_face(plate, palette.white));
        }
    }

    fn slip_ui(&self, ui: &Ui, slip: Rect, palette: &Palette) {
        let gold = match self.state {
            JoinedState::Current if self.pale => palette.gold_pale,
            JoinedState::Current => palette.gold,
            JoinedState::History => palette.gold_pale,
            JoinedState::Stale => palette.grey,
        };
        let rim = if self.state == JoinedState::History { 3.0 } else { 0.0 };
        ui.painter().rect(slip, draw::left_corners(self.radius), gold, Stroke::new(rim, palette.gold), StrokeKind::Inside);
        if self.state == JoinedState::Current {
            draw::arrow(ui.painter(), slip.max.x - 1.0, slip.center().y, slip.height() * 0.13, gold);
        }
        number_ui(ui, slip.translate(vec2(0.0, self.lower(slip))), self.number, self.number_size, palette.ink);
        if let Some((over_number, _)) = self.captions {
            caption_ui(ui, slip, over_number, Self::caption_face(slip, palette.ink));
        }
    }
}

fn caption_ui(ui: &Ui, part: Rect, words: &str, face: Face) {
    let top = part.height() * 0.07;
    let place = Rect::from_min_size(pos2(part.min.x, part.min.y + top), vec2(part.width(), face.line));
    text::fitted_words_ui(ui, place, Align2::CENTER_CENTER, words, face, face.size * 0.6);
}
