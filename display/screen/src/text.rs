//! Placed text: faces, bold runs inside a sentence, wrapping, fitting by two lines and then by size, never by "…".

use std::borrow::Cow;
use std::sync::Arc;

use egui::emath::TSTransform;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Align2, Color32, FontFamily, FontId, Galley, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use crate::fonts::{BOLD, LIFT};
use crate::{spotlight, ui_map};

/// Share of the size that is left when a text needs a smaller one.
const SHRINK: f32 = 0.86;
/// Line height where the look gives none.
const LINE_HEIGHT: f32 = 1.3;

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Face {
    pub size: f32,
    pub bold: bool,
    pub color: Color32,
    /// Height of one line in points.
    pub line: f32,
}

/// A regular face; bold and line height are set on it.
pub fn face(size: f32, color: Color32) -> Face {
    Face { size, bold: false, color, line: (size * LINE_HEIGHT).round() }
}

impl Face {
    #[must_use]
    pub fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    #[must_use]
    pub fn color(self, color: Color32) -> Self {
        Self { color, ..self }
    }

    /// The same face with lines of `line` points.
    #[must_use]
    pub fn line(self, line: f32) -> Self {
        Self { line, ..self }
    }

    /// The same face at another size; its lines keep their share of the size.
    #[must_use]
    pub fn sized(self, size: f32) -> Self {
        Self { size, line: self.line * size / self.size, ..self }
    }

    fn font(self) -> FontId {
        let family = if self.bold { FontFamily::Name(BOLD.into()) } else { FontFamily::Proportional };
        FontId::new(self.size, family)
    }

    fn format(self) -> TextFormat {
        TextFormat { line_height: Some(self.line), ..TextFormat::simple(self.font(), self.color) }
    }
}

/// A piece of a sentence with a face of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub text: String,
    pub face: Face,
}

pub fn run(text: impl Into<String>, face: Face) -> Run {
    Run { text: text.into(), face }
}

/// Splits a sentence in which `**` opens and closes bold runs.
pub fn runs(sentence: &str, face: Face) -> Vec<Run> {
    sentence
        .split("**")
        .enumerate()
        .filter(|(_, part)| !part.is_empty())
        .map(|(index, part)| run(part, Face { bold: face.bold || index % 2 == 1, ..face }))
        .collect()
}

/// The sentence as it is read aloud: without marks.
pub fn plain(sentence: &str) -> String {
    sentence.replace("**", "")
}

/// Lays the runs out in lines of at most `width`.
pub fn layout(ui: &Ui, runs: &[Run], width: f32, align: Align) -> Arc<Galley> {
    let mut job = LayoutJob { wrap: TextWrapping::wrap_at_width(width), halign: align, ..LayoutJob::default() };
    for run in runs {
        job.append(&with_latin_apostrophes(&run.text), 0.0, run.face.format());
    }
    ui.painter().layout_job(job)
}

/// The family draws ’ as wide as a Han character; inside a Latin word the plain apostrophe belongs.
fn with_latin_apostrophes(text: &str) -> Cow<'_, str> {
    if !text.contains('’') {
        return Cow::Borrowed(text);
    }
    let mut before = ' ';
    let drawn = text.chars().map(|sign| {
        let latin = sign == '’' && before.is_ascii_alphanumeric();
        before = sign;
        if latin { '\'' } else { sign }
    });
    Cow::Owned(drawn.collect())
}

/// The size of one unbroken line.
pub fn measure(ui: &Ui, sentence: &str, face: Face) -> Vec2 {
    layout(ui, &runs(sentence, face), f32::INFINITY, Align::LEFT).size()
}

/// Lays `sentence` out in at most `lines` lines: smaller in steps of 0.86, never below `smallest`, never cut with "…".
pub fn fit(ui: &Ui, sentence: &str, face: Face, space: Vec2, align: Align, smallest: f32) -> Arc<Galley> {
    let mut size = face.size;
    loop {
        let fitted = layout(ui, &runs(sentence, face.sized(size)), space.x, align);
        let last = size <= smallest || size <= 1.0;
        if last || (fitted.size().y <= space.y + 1.0 && fitted.size().x <= space.x + 1.0) {
            return fitted;
        }
        size = (size * SHRINK).max(smallest);
    }
}

/// The runs at the size at which they fit one line of `width`.
pub fn fit_runs(ui: &Ui, runs: Vec<Run>, width: f32) -> Vec<Run> {
    let wide: f32 = runs.iter().map(|run| measure(ui, &run.text, run.face).x).sum();
    let factor = (width / wide.max(1.0)).min(1.0);
    runs.into_iter().map(|run| Run { face: run.face.sized(run.face.size * factor), ..run }).collect()
}

/// Draws laid-out text inside `rect` and answers the rectangle it takes.
pub fn paint_ui(ui: &Ui, rect: Rect, align: Align2, galley: Arc<Galley>) -> Rect {
    let taken = align.align_size_within_rect(galley.size(), rect);
    let anchor = Pos2::new(taken.min.x - galley.rect.min.x, taken.min.y - galley.rect.min.y);
    ui.painter().galley(anchor, galley, Color32::PLACEHOLDER);
    taken
}

/// Draws a sentence (with `**bold**` runs) in `rect`, wrapped, without telling anybody: for words inside a named widget.
pub fn words_ui(ui: &Ui, rect: Rect, align: Align2, sentence: &str, face: Face) -> Rect {
    let galley = layout(ui, &runs(sentence, face), rect.width(), align.x());
    paint_ui(ui, rect, align, galley)
}

/// Draws a sentence that makes itself smaller before it leaves `rect`; silent as `words_ui`.
pub fn fitted_words_ui(ui: &Ui, rect: Rect, align: Align2, sentence: &str, face: Face, smallest: f32) -> Rect {
    let galley = fit(ui, sentence, face, rect.size(), align.x(), smallest);
    paint_ui(ui, rect, align, galley)
}

/// Sizes above this are drawn from one set of smaller glyphs: a set for each would fill the glyph atlas.
const LARGE: f32 = 240.0;
/// The size of that one set.
const LARGE_GLYPHS: f32 = 220.0;

fn fraction(face: Face) -> (Face, f32) {
    if face.size <= LARGE {
        return (face, 1.0);
    }
    (face.sized(LARGE_GLYPHS), face.size / LARGE_GLYPHS)
}

/// The width of one line of giant text.
pub fn measure_large(ui: &Ui, words: &str, face: Face) -> f32 {
    let (small, times) = fraction(face);
    measure(ui, words, small).x * times
}

/// Draws one line of giant text; silent as `words_ui`.
pub fn large_words_ui(ui: &Ui, rect: Rect, align: Align2, words: &str, face: Face) -> Rect {
    let (small, times) = fraction(face);
    let galley = layout(ui, &[run(words, small)], f32::INFINITY, Align::LEFT);
    let taken = align.align_size_within_rect(galley.size() * times, rect);
    let mut shape = egui::epaint::TextShape::new(Pos2::ZERO, galley, face.color);
    shape.transform(TSTransform::new(taken.min.to_vec2(), times));
    ui.painter().add(shape);
    taken
}

/// Draws a sentence that a screen reader and the screen map can find.
pub fn label_ui(ui: &mut Ui, rect: Rect, align: Align2, sentence: &str, face: Face) -> Rect {
    let taken = words_ui(ui, rect, align, sentence, face);
    tell(ui, taken, &plain(sentence));
    taken
}

/// As `label_ui`, for text that may be longer than its place.
pub fn fitted_label_ui(ui: &mut Ui, rect: Rect, align: Align2, sentence: &str, face: Face, smallest: f32) -> Rect {
    let taken = fitted_words_ui(ui, rect, align, sentence, face, smallest);
    tell(ui, taken, &plain(sentence));
    taken
}

/// Draws runs of different sizes on one baseline; `at` is the left end, middle or right end of it.
pub fn baseline_words_ui(ui: &Ui, at: Pos2, align: Align, runs: &[Run]) -> Rect {
    let galleys: Vec<_> = runs.iter().map(|run| (layout(ui, std::slice::from_ref(run), f32::INFINITY, Align::LEFT), run.face)).collect();
    let width: f32 = galleys.iter().map(|(galley, _)| galley.size().x).sum();
    let mut x = match align {
        Align::Min => at.x,
        Align::Center => at.x - width / 2.0,
        Align::Max => at.x - width,
    };
    let mut taken = Rect::NOTHING;
    for (galley, face) in galleys {
        let y = at.y - baseline(&galley) - LIFT * face.size;
        let size = galley.size();
        ui.painter().galley(Pos2::new(x, y), galley, face.color);
        taken = taken.union(Rect::from_min_size(Pos2::new(x, y), size));
        x += size.x;
    }
    taken
}

/// As `baseline_words_ui`, and tells what was drawn.
pub fn baseline_label_ui(ui: &mut Ui, at: Pos2, align: Align, runs: &[Run]) -> Rect {
    let taken = baseline_words_ui(ui, at, align, runs);
    let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
    tell(ui, taken, &whole);
    taken
}

/// Makes something already drawn findable by screen readers, tests and the screen map.
pub fn tell(ui: &mut Ui, rect: Rect, label: &str) -> Response {
    let id = ui.next_auto_id();
    ui.skip_ahead_auto_ids(1);
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, label));
    ui_map::record(ui.ctx(), label, rect, true);
    spotlight::words(ui.ctx(), label, rect);
    response
}

/// The part of `rect` that lies right of its first `left` points and below its first `top` points.
pub fn inset(rect: Rect, left: f32, top: f32) -> Rect {
    Rect::from_min_max(rect.min + vec2(left, top), rect.max)
}

fn baseline(galley: &Galley) -> f32 {
    galley.rows.first().map_or(0.0, |row| row.pos.y + row.glyphs.first().map_or(row.size.y, |glyph| glyph.pos.y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_apostrophe_in_a_latin_word_is_narrow() {
        assert_eq!(with_latin_apostrophes("Manager’s screen"), "Manager's screen");
        assert_eq!(with_latin_apostrophes("他说‘好’了"), "他说‘好’了");
    }

    #[test]
    fn marks_make_bold_runs() {
        let ordinary = face(30.0, Color32::BLACK);
        let split = runs("请 **A012** 号到 **2 号窗口**", ordinary);
        let bold: Vec<_> = split.iter().filter(|run| run.face.bold).map(|run| run.text.as_str()).collect();
        assert_eq!(bold, ["A012", "2 号窗口"]);
        assert_eq!(plain("请 **A012** 号"), "请 A012 号");
    }
}
