//! The money table: heading on the counter's colour, striped rows, the total over a thick line, then whether it adds up.

use egui::{Align, Align2, Rect, Stroke, Ui, pos2, vec2};

use super::badge::card_ui;
use crate::draw;
use crate::text::{self, Face, face};
use crate::theme;

/// A page of a table; every text is ready to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Money<'a> {
    /// Title of each column and whether it holds figures.
    pub columns: &'a [(&'a str, bool)],
    pub rows: &'a [&'a [String]],
    /// The column whose figures are bold.
    pub amount: usize,
    /// Words and figure of the last line.
    pub total: (&'a str, &'a str),
}

const ROW: f32 = 62.0;
const TOTAL: f32 = 76.0;
const PAD: f32 = 24.0;

/// The height a table with so many rows takes.
pub fn height(rows: usize) -> f32 {
    ROW * (rows as f32 + 1.0) + TOTAL + 8.0
}

impl Money<'_> {
    pub fn show_ui(self, ui: &mut Ui, rect: Rect) {
        let palette = theme::palette(ui.ctx());
        card_ui(ui, rect, 16.0);
        let inner = rect.shrink(2.0);
        let head = Rect::from_min_size(inner.min, vec2(inner.width(), ROW));
        let round = egui::CornerRadius { nw: 14, ne: 14, sw: 0, se: 0 };
        ui.painter().rect_filled(head, round, palette.counter);
        let spans = self.spans(ui, inner);
        let heading = face(30.0, palette.ink).bold();
        for ((title, figures), span) in self.columns.iter().zip(&spans) {
            cell_ui(ui, head, *span, title, *figures, heading);
        }
        let mut y = head.max.y;
        for (index, cells) in self.rows.iter().enumerate() {
            let row = Rect::from_min_size(pos2(inner.min.x, y), vec2(inner.width(), ROW));
            let fill = if index % 2 == 0 { palette.white } else { palette.paper };
            ui.painter().rect_filled(row, 0, fill);
            for (column, cell) in cells.iter().enumerate().take(spans.len()) {
                let figures = self.columns.get(column).is_some_and(|(_, figures)| *figures);
                let ordinary = face(34.0, palette.ink);
                let cell_face = if column == self.amount { ordinary.bold() } else { ordinary };
                cell_ui(ui, row, spans[column], cell, figures, cell_face);
            }
            y += ROW;
        }
        ui.painter().hline(inner.x_range(), y + 2.0, Stroke::new(4.0, palette.ink));
        let last = Rect::from_min_max(pos2(inner.min.x + PAD, y + 4.0), pos2(inner.max.x - PAD, y + 4.0 + TOTAL));
        text::label_ui(ui, last, Align2::LEFT_CENTER, self.total.0, face(34.0, palette.ink).bold());
        text::label_ui(ui, last, Align2::RIGHT_CENTER, self.total.1, face(44.0, palette.ink).bold());
    }

    /// Left and right end of each column: what its longest text needs, the rest shared out.
    fn spans(self, ui: &Ui, inner: Rect) -> Vec<(f32, f32)> {
        let heading = face(30.0, theme::INK).bold();
        let ordinary = face(34.0, theme::INK).bold();
        let needs: Vec<f32> = self
            .columns
            .iter()
            .enumerate()
            .map(|(column, (title, _))| {
                let cells = self.rows.iter().filter_map(|row| row.get(column));
                let widest = cells.map(|cell| text::measure(ui, cell, ordinary).x).fold(0.0, f32::max);
                widest.max(text::measure(ui, title, heading).x) + PAD * 2.0
            })
            .collect();
        let all: f32 = needs.iter().sum();
        let factor = inner.width() / all.max(1.0);
        let mut x = inner.min.x;
        needs
            .into_iter()
            .map(|need| {
                let from = x;
                x += need * factor;
                (from, x)
            })
            .collect()
    }
}

fn cell_ui(ui: &mut Ui, row: Rect, span: (f32, f32), words: &str, figures: bool, face: Face) {
    let place = Rect::from_min_max(pos2(span.0 + PAD, row.min.y), pos2(span.1 - PAD, row.max.y));
    let align = if figures { Align::Max } else { Align::Min };
    text::fitted_label_ui(ui, place, Align2([align, Align::Center]), words, face, 18.0);
}

/// Whether the stated total agrees with its rows: a green or a red chip.
pub fn checked_ui(ui: &mut Ui, rect: Rect, words: &str, agrees: bool) {
    use crate::icons::{self, Icon};
    let palette = theme::palette(ui.ctx());
    let (ground, ink, glyph) = if agrees { (palette.green_pale, palette.green, icons::SEAL_CHECK) } else { (palette.red_pale, palette.red, icons::WARNING) };
    let words_face = face(32.0, ink).bold();
    let width = (text::measure(ui, words, words_face).x + 40.0 + 12.0 + 48.0).min(rect.width());
    let chip = Rect::from_min_size(rect.min, vec2(width, rect.height()));
    draw::round(ui.painter(), chip, rect.height() / 2.0, ground);
    let sign = Rect::from_center_size(pos2(chip.min.x + 44.0, chip.center().y), vec2(40.0, 40.0));
    Icon::new(glyph, ink).fill().paint_ui(ui, sign);
    let place = Rect::from_min_max(pos2(sign.max.x + 12.0, chip.min.y), pos2(chip.max.x - 16.0, chip.max.y));
    text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, words, words_face, 26.0);
}
