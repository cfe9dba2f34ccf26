//! The head of a screen: brand, name, date, sun clock, and the counter line under it.

use egui::{Align2, Color32, Rect, Stroke, Ui, pos2, vec2};

use super::sun::{SunClock, SunState};
use crate::draw;
use crate::frame::at;
use crate::text::{self, face};
use crate::theme::{self, HEAD_STALE, LINE_CLOSED, Palette};

/// What a head says; its state is that of its clock.
#[derive(Clone, Debug, Default)]
pub struct Header<'a> {
    pub title: &'a str,
    pub second: &'a str,
    /// Product name in front of the title on kiosks, bold and plain part.
    pub brand: (&'a str, &'a str),
    /// Date and weekday, on displays beside the clock.
    pub date: (&'a str, &'a str),
    pub clock: SunClock,
}

struct Colors {
    top: Color32,
    bottom: Color32,
    line: Color32,
    start: Color32,
    ink: Color32,
    soft: Color32,
}

fn colors(state: SunState, palette: &Palette) -> Colors {
    let open = Colors { top: palette.white, bottom: palette.gold_pale, line: palette.red, start: palette.gold, ink: palette.ink, soft: palette.ink_soft };
    match state {
        // Without shadows there is no gradient either.
        SunState::Open if !palette.shadows => Colors { bottom: palette.white, ..open },
        SunState::Open => open,
        SunState::Stale => Colors { bottom: HEAD_STALE, line: palette.ink_soft, start: palette.grey, ..open },
        SunState::Closed => Colors { top: palette.night, bottom: palette.night, line: LINE_CLOSED, ink: palette.white, soft: palette.night_soft, ..open },
    }
}

impl Header<'_> {
    /// The head of a wall screen: 0–150, its line 150–162.
    pub fn display_ui(&self, ui: &mut Ui) {
        let palette = theme::palette(ui.ctx());
        let colors = colors(self.clock.state, &palette);
        draw::gradient(ui.painter(), at(ui, 0.0, 0.0, 1920.0, 150.0), colors.top, colors.bottom);
        let foot = at(ui, 1745.5, 150.5, 0.0, 0.0).min;
        self.clock.show_ui(ui, foot, 104.0);
        line_ui(ui, at(ui, 0.0, 150.0, 1920.0, 12.0), 320.0, &colors);
        brand_mark_ui(ui, at(ui, 48.0, 30.0, 96.0, 96.0), colors.ink, self.clock.state == SunState::Closed);
        let title = face(60.0, colors.ink).bold().line(73.0);
        let place = at(ui, 168.0, 34.0, 1080.0, 73.0);
        if text::measure(ui, self.title, title.sized(40.0)).x <= place.width() {
            text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, self.title, title, 40.0);
        } else {
            // The longest titles stand in two lines above the second text.
            text::fitted_label_ui(ui, at(ui, 168.0, 10.0, 1080.0, 96.0), Align2::LEFT_CENTER, self.title, title.sized(38.0).line(47.0), 26.0);
        }
        let second = face(26.0, colors.soft).line(32.0);
        text::fitted_label_ui(ui, at(ui, 168.0, 104.0, 1100.0, 36.0), Align2::LEFT_CENTER, self.second, second, 18.0);
        let date = face(32.0, colors.ink).line(44.0);
        text::label_ui(ui, at(ui, 1280.0, 46.0, 300.0, 44.0), Align2::RIGHT_CENTER, self.date.0, date);
        text::label_ui(ui, at(ui, 1280.0, 90.0, 300.0, 44.0), Align2::RIGHT_CENTER, self.date.1, date);
    }

    /// The head of a kiosk: 0–300, its line 300–312.
    pub fn kiosk_ui(&self, ui: &mut Ui) {
        let palette = theme::palette(ui.ctx());
        let colors = colors(self.clock.state, &palette);
        draw::gradient(ui.painter(), at(ui, 0.0, 0.0, 1080.0, 300.0), colors.top, colors.bottom);
        let foot = at(ui, 839.75, 300.5, 0.0, 0.0).min;
        self.clock.show_ui(ui, foot, 150.0);
        line_ui(ui, at(ui, 0.0, 300.0, 1080.0, 12.0), 200.0, &colors);
        brand_mark_ui(ui, at(ui, 56.0, 44.0, 60.0, 60.0), colors.ink, self.clock.state == SunState::Closed);
        let brand = [text::run(self.brand.0, face(34.0, colors.ink).bold()), text::run(format!("  {}", self.brand.1), face(34.0, colors.soft))];
        let baseline = at(ui, 136.0, 86.0, 0.0, 0.0).min;
        text::baseline_label_ui(ui, baseline, egui::Align::Min, &brand);
        let title = face(60.0, colors.ink).bold().line(76.0);
        let place = at(ui, 56.0, 124.0, 580.0, 84.0);
        text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, self.title, title, 40.0);
        let second = face(32.0, colors.soft).line(44.0);
        text::fitted_label_ui(ui, at(ui, 56.0, 210.0, 590.0, 84.0), Align2::LEFT_TOP, self.second, second, 28.0);
    }
}

fn line_ui(ui: &Ui, rect: Rect, gold: f32, colors: &Colors) {
    ui.painter().rect_filled(rect, 0, colors.line);
    let start = Rect::from_min_size(rect.min, vec2(gold, rect.height()));
    ui.painter().rect_filled(start, 0, colors.start);
}

/// The sun over the line: the product's mark.
pub fn brand_mark_ui(ui: &Ui, rect: Rect, ink: Color32, closed: bool) {
    let palette = theme::palette(ui.ctx());
    let unit = rect.width() / 64.0;
    let foot = rect.min + vec2(32.0, 42.0) * unit;
    draw::half_disc(ui.painter(), foot, 18.0 * unit, palette.gold, Stroke::NONE);
    let ring = Stroke::new(4.5 * unit, palette.red);
    draw::arc(ui.painter(), foot, 25.5 * unit, 0.0, 180.0, ring);
    let line = Rect::from_min_max(rect.min + vec2(2.0, 44.5) * unit, rect.min + vec2(62.0, 52.0) * unit);
    let fill = if closed { ink } else { palette.red };
    draw::round(ui.painter(), line, unit, fill);
}

/// The darker ground under the decision, from `top` to the foot of the frame.
pub fn counter_ui(ui: &Ui, top: f32) {
    let palette = theme::palette(ui.ctx());
    let frame = ui.max_rect();
    let ground = Rect::from_min_max(pos2(frame.min.x, frame.min.y + top), frame.max);
    ui.painter().rect_filled(ground, 0, palette.counter);
    ui.painter().hline(ground.x_range(), ground.min.y + 1.0, Stroke::new(2.0, palette.line));
}
