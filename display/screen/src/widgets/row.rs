//! A row of a list: name left, limit and fee right, caret; lists are paged by keys, never scrolled.

use egui::{Align, Align2, Color32, Rect, Response, Ui, pos2, vec2};

use super::ground::{Ground, KeyLook};
use super::key::Key;
use crate::icons::{self, Icon};
use crate::text::{self, face};
use crate::theme;

/// One service in a list.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    pub name: &'a str,
    /// Words under the name, where there are any.
    pub note: &'a str,
    /// Bold words at the right: the limit.
    pub right: &'a str,
    /// Under them: the fee, with its colour.
    pub right_below: (&'a str, Color32),
    pub icon: Option<Icon>,
    pub look: KeyLook,
    pub name_size: f32,
    pub smallest: f32,
    pub note_size: f32,
    pub right_width: f32,
}

impl<'a> Row<'a> {
    pub fn new(name: &'a str) -> Self {
        Self {
            name,
            note: "",
            right: "",
            right_below: ("", Color32::PLACEHOLDER),
            icon: None,
            look: KeyLook::White,
            name_size: 44.0,
            smallest: 30.0,
            note_size: 28.0,
            right_width: 210.0,
        }
    }

    pub fn show_ui(self, ui: &mut Ui, rect: Rect) -> Response {
        let palette = theme::palette(ui.ctx());
        let laid = Ground::new(self.name, self.look).show_ui(ui, rect);
        let mut inner = Rect::from_min_max(laid.rect.min + vec2(30.0, 6.0), laid.rect.max - vec2(24.0, 6.0));
        if let Some(icon) = self.icon {
            let side = 60.0_f32.min(inner.height());
            let place = Rect::from_center_size(pos2(inner.min.x + side / 2.0, inner.center().y), vec2(side, side));
            icon.paint_ui(ui, place);
            inner.min.x += side + 28.0;
        }
        let caret = Rect::from_center_size(pos2(inner.max.x - 20.0, inner.center().y), vec2(40.0, 40.0));
        let mark = if self.look == KeyLook::Chosen { icons::CHECK } else { icons::CARET_RIGHT };
        Icon::new(mark, laid.icon).bold().paint_ui(ui, caret);
        inner.max.x = caret.min.x - 20.0;
        if !self.right.is_empty() || !self.right_below.0.is_empty() {
            let right = Rect::from_min_max(pos2(inner.max.x - self.right_width, inner.min.y), inner.max);
            self.right_ui(ui, right);
            inner.max.x = right.min.x - 16.0;
        }
        let name = face(self.name_size, laid.text).bold().line(self.name_size * 1.23);
        if self.note.is_empty() {
            text::fitted_words_ui(ui, inner, Align2::LEFT_CENTER, self.name, name, self.smallest);
        } else {
            let line = self.note_size * 1.36;
            let galley = text::fit(ui, self.name, name, vec2(inner.width(), inner.height() - line), Align::Min, self.smallest);
            let top = inner.center().y - f32::midpoint(galley.size().y, line);
            let lower = top + galley.size().y;
            text::paint_ui(ui, Rect::from_min_max(pos2(inner.min.x, top), inner.max), Align2::LEFT_TOP, galley);
            let note = Rect::from_min_max(pos2(inner.min.x, lower), pos2(inner.max.x, lower + line));
            text::fitted_words_ui(ui, note, Align2::LEFT_CENTER, self.note, face(self.note_size, palette.ink_soft), 26.0);
        }
        laid.response
    }

    fn right_ui(self, ui: &Ui, place: Rect) {
        let palette = theme::palette(ui.ctx());
        let middle = place.center().y;
        let upper = Rect::from_min_max(pos2(place.min.x, middle - 42.0), pos2(place.max.x, middle + 2.0));
        let lower = Rect::from_min_max(pos2(place.min.x, middle + 2.0), pos2(place.max.x, middle + 42.0));
        let bold = face(32.0, palette.ink).bold();
        line_ui(ui, upper, self.right, bold);
        let (words, color) = self.right_below;
        let color = if color == Color32::PLACEHOLDER { palette.ink_soft } else { color };
        line_ui(ui, lower, words, face(30.0, color));
    }
}

/// One line at the right of its place: a second one would stand in the line above.
fn line_ui(ui: &Ui, place: Rect, words: &str, style: text::Face) {
    let runs = text::fit_runs(ui, vec![text::run(words, style)], place.width());
    text::paint_ui(ui, place, Align2::RIGHT_CENTER, text::layout(ui, &runs, f32::INFINITY, Align::LEFT));
}

/// Words of the pager, already in the person's language.
#[derive(Clone, Copy, Debug)]
pub struct PagerWords<'a> {
    pub back: &'a str,
    pub place: &'a str,
    pub on: &'a str,
    /// Size of all three.
    pub size: f32,
}

/// The keys that turn pages; answers the page to show (counted from 0).
pub fn pager_ui(ui: &mut Ui, rect: Rect, page: usize, pages: usize, words: PagerWords<'_>) -> usize {
    let palette = theme::palette(ui.ctx());
    let size = vec2(if words.size > 40.0 { 300.0 } else { 240.0 }, rect.height());
    let left = Rect::from_min_size(rect.min, size);
    let right = Rect::from_min_size(pos2(rect.max.x - size.x, rect.min.y), size);
    let mut back = Key::new(words.back).icon(icons::CARET_LEFT, 40.0).size(words.size);
    let mut on = Key::new(words.on).icon(icons::CARET_RIGHT, 40.0).icon_after().size(words.size);
    if page == 0 {
        back = back.disabled("");
    }
    if page + 1 >= pages {
        on = on.disabled("");
    }
    let went_back = back.show_ui(ui, left).clicked();
    let went_on = on.show_ui(ui, right).clicked();
    let middle = Rect::from_min_max(pos2(left.max.x, rect.min.y), pos2(right.min.x, rect.max.y));
    text::fitted_label_ui(ui, middle, Align2::CENTER_CENTER, words.place, face(words.size, palette.ink_soft), 28.0);
    if went_back {
        page.saturating_sub(1)
    } else if went_on && page + 1 < pages {
        page + 1
    } else {
        page
    }
}
