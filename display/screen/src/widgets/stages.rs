//! The stage thread 事前—事中—事后: rings with ticks and the line between; the present stage is filled.

use egui::{Align2, Rect, Stroke, Ui, pos2, vec2};

use crate::icons::{self, Icon};
use crate::text::{self, face};
use crate::theme;

/// One stage, words in the language of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageWords {
    pub title: String,
    pub date: String,
    pub reached: bool,
    pub present: bool,
}

/// Draws the thread over the width of `rect`.
pub fn stages_ui(ui: &mut Ui, rect: Rect, stages: &[StageWords]) {
    const RING: f32 = 68.0;
    /// Between two stages at least this.
    const BETWEEN: f32 = 24.0;
    let palette = theme::palette(ui.ctx());
    let title = face(30.0, palette.ink).bold().line(40.0);
    let date = face(30.0, palette.ink_soft).line(40.0);
    let gaps = stages.len().saturating_sub(1) as f32;
    // Words too long for the width break into lines of their share of it.
    let share = (rect.width() - gaps * BETWEEN) / stages.len().max(1) as f32 - RING - 18.0;
    let wide = |stage: &StageWords| text::measure(ui, &stage.title, title).x.max(text::measure(ui, &stage.date, date).x);
    let all: f32 = stages.iter().map(|stage| RING + 18.0 + wide(stage)).sum();
    let crowded = all + gaps * BETWEEN > rect.width();
    let widths: Vec<f32> = stages.iter().map(|stage| RING + 18.0 + if crowded { share } else { wide(stage) }).collect();
    let between = (rect.width() - widths.iter().sum::<f32>()) / gaps.max(1.0);
    let mut x = rect.min.x;
    for (index, stage) in stages.iter().enumerate() {
        let center = pos2(x + RING / 2.0, rect.center().y);
        let rim = if stage.reached { palette.red } else { palette.line };
        let fill = if stage.present { palette.red } else { palette.white };
        ui.painter().circle(center, RING / 2.0 - 2.0, fill, Stroke::new(4.0, rim));
        if stage.reached {
            let tick = Rect::from_center_size(center, vec2(38.0, 38.0));
            let color = if stage.present { palette.white } else { palette.red };
            Icon::new(icons::CHECK, color).bold().paint_ui(ui, tick);
        }
        let words = Rect::from_min_max(pos2(x + RING + 18.0, center.y - 40.0), pos2(x + widths[index] + 2.0, center.y));
        text::fitted_label_ui(ui, words, Align2::LEFT_CENTER, &stage.title, title, 16.0);
        text::fitted_label_ui(ui, words.translate(vec2(0.0, 40.0)), Align2::LEFT_CENTER, &stage.date, date, 16.0);
        x += widths[index];
        if let Some(next) = stages.get(index + 1) {
            let color = if next.reached { palette.red } else { palette.line };
            if between > 60.0 {
                ui.painter().hline(x + 24.0..=x + between - 24.0, center.y, Stroke::new(4.0, color));
            }
        }
        x += between;
    }
}
