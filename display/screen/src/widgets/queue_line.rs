//! The queue line: plate, arrow, slips in true calling order, minutes waited under each.

use egui::{Align, Align2, Color32, Rect, Stroke, Ui, pos2, vec2};

use super::sign::{PlateState, Slip, SlipState, plate_ui};
use crate::text::{self, face};
use crate::theme;

/// One waiting ticket.
#[derive(Clone, Copy, Debug)]
pub struct Waiting<'a> {
    pub slip: Slip<'a>,
    pub minutes: u32,
}

/// One group's line.
#[derive(Clone, Copy)]
pub struct QueueLine<'a> {
    pub name: &'a str,
    pub windows: &'a str,
    pub waiting: &'a [Waiting<'a>],
    /// Words instead of slips when nobody waits.
    pub nobody: &'a str,
    /// How many more wait than the line has room for: `+7`.
    pub more: &'a dyn Fn(usize) -> String,
    /// All who wait, shown slips included.
    pub count: usize,
    pub range: &'a str,
}

const NAME_WIDTH: f32 = 174.0;
const SLIP_WIDTH: f32 = 102.0;
const GAP: f32 = 10.0;
/// Lines lower than this draw smaller slips.
const ROOMY: f32 = 103.0;

impl QueueLine<'_> {
    pub fn show_ui(self, ui: &mut Ui, rect: Rect) {
        let palette = theme::palette(ui.ctx());
        let name = Rect::from_min_size(rect.min, vec2(NAME_WIDTH, rect.height()));
        text::fitted_label_ui(ui, name, Align2::LEFT_CENTER, self.name, face(32.0, palette.ink).line(36.0), 14.0);
        let wide = if self.windows.chars().count() > 2 { 88.0 } else { 44.0 };
        let left = name.max.x + GAP;
        let plate = Rect::from_center_size(pos2(left + wide / 2.0, rect.center().y), vec2(wide, 44.0));
        plate_ui(ui, plate, self.windows, PlateState::Open);
        let mid = rect.center().y;
        let start = plate.max.x + GAP;
        let arrow = vec![pos2(start + 18.0, mid - 16.0), pos2(start + 4.0, mid), pos2(start + 18.0, mid + 16.0)];
        ui.painter().line(arrow, Stroke::new(5.0, palette.red));
        let range = face(28.0, palette.ink_soft);
        let end = rect.max.x - text::measure(ui, self.range, range).x;
        text::label_ui(ui, Rect::from_min_max(pos2(end, rect.min.y), rect.max), Align2::RIGHT_CENTER, self.range, range);
        let first = start + 22.0 + GAP;
        if self.count == 0 {
            let place = Rect::from_min_max(pos2(first, rect.min.y), pos2(end, rect.max.y));
            text::label_ui(ui, place, Align2::LEFT_CENTER, self.nobody, face(30.0, palette.green).bold());
        } else {
            self.slips_ui(ui, rect, first, end - 16.0);
        }
    }

    fn slips_ui(self, ui: &mut Ui, rect: Rect, first: f32, end: f32) {
        let palette = theme::palette(ui.ctx());
        let fits = |room: f32| ((room + GAP) / (SLIP_WIDTH + GAP)).floor().max(0.0) as usize;
        let all = fits(end - first);
        let shown = if self.count > all { fits(end - first - 74.0) } else { all }.min(self.waiting.len());
        let scale = (rect.height() / ROOMY).min(1.0);
        let (tall, under) = (50.0 * scale, 34.0 * scale);
        let top = rect.center().y - (tall + under + 4.0) / 2.0 + 3.0;
        let mut x = first;
        for waiting in self.waiting.iter().take(shown) {
            let slip = Rect::from_min_size(pos2(x, top), vec2(SLIP_WIDTH, tall));
            waiting.slip.show_ui(ui, slip);
            let minutes = minutes_face(waiting.slip.state, palette.ink_soft, palette.red, palette.amber);
            let minutes = minutes.sized((minutes.size * scale).max(22.0));
            let below = Rect::from_min_size(pos2(x, slip.max.y + 4.0), vec2(SLIP_WIDTH, under));
            text::label_ui(ui, below, Align2::CENTER_CENTER, &waiting.minutes.to_string(), minutes);
            x += SLIP_WIDTH + GAP;
        }
        if self.count > shown {
            let words = (self.more)(self.count - shown);
            let at = pos2(x, top + tall / 2.0 + 11.0);
            text::baseline_label_ui(ui, at, Align::Min, &[text::run(words, face(30.0, palette.ink).bold())]);
        }
    }
}

fn minutes_face(state: SlipState, soft: Color32, late: Color32, soon: Color32) -> text::Face {
    match state {
        SlipState::Late => face(26.0, late).bold(),
        SlipState::Soon => face(26.0, soon).bold(),
        _ => face(26.0, soft),
    }
}
