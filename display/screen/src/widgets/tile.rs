//! The tile of a kiosk's home screen: icon, name, what is in it, how many wait.

use egui::{Align, Align2, Rect, Response, Ui, pos2, vec2};

use super::ground::{Ground, KeyLook};
use crate::icons::{self, Icon};
use crate::text::{self, face, run};
use crate::theme;

/// What stands at the right end of a tile's first line.
#[derive(Clone, Copy, Debug, Default)]
pub enum Side<'a> {
    #[default]
    Nothing,
    /// A bold count and its unit: 4 人等.
    Count { count: &'a str, unit: &'a str },
    /// Nobody waits: 不用等, in green.
    NoWait(&'a str),
}

/// One group on the home screen.
#[derive(Clone, Copy, Debug)]
pub struct Tile<'a> {
    pub icon: char,
    pub name: &'a str,
    pub detail: &'a str,
    pub side: Side<'a>,
    /// White, chosen, being read aloud or not today (then `detail` says when).
    pub look: KeyLook,
    pub icon_size: f32,
    pub name_size: f32,
    pub detail_size: f32,
    pub smallest: f32,
    /// The count stands on the second line, as longer English names need it.
    pub side_below: bool,
}

impl<'a> Tile<'a> {
    pub fn new(icon: char, name: &'a str, detail: &'a str) -> Self {
        Self {
            icon,
            name,
            detail,
            side: Side::Nothing,
            look: KeyLook::White,
            icon_size: 68.0,
            name_size: 44.0,
            detail_size: 28.0,
            smallest: 28.0,
            side_below: false,
        }
    }

    pub fn show_ui(self, ui: &mut Ui, rect: Rect) -> Response {
        let palette = theme::palette(ui.ctx());
        let spoken = self.spoken_name();
        let laid = Ground::new(&spoken, self.look).show_ui(ui, rect);
        let inner = laid.rect.shrink2(vec2(22.0, 0.0));
        let icon = Rect::from_center_size(pos2(inner.min.x + self.icon_size / 2.0, inner.center().y), vec2(self.icon_size, self.icon_size));
        Icon::new(self.icon, laid.icon).paint_ui(ui, icon);
        let left = icon.max.x + 20.0;
        let (name_line, detail_line) = (self.name_size * 1.23, self.detail_size * 1.36);
        let top = inner.center().y - f32::midpoint(name_line, detail_line);
        let first = Rect::from_min_max(pos2(left, top), pos2(inner.max.x, top + name_line));
        let second = Rect::from_min_max(pos2(left, top + name_line), pos2(inner.max.x, top + name_line + detail_line));
        let side = self.side_ui(ui, if self.side_below { second } else { first });
        let (mut name_place, mut detail_place) = (first, second);
        if self.side_below {
            detail_place.max.x -= side;
        } else {
            name_place.max.x -= side;
        }
        let name = face(self.name_size, laid.text).bold().line(name_line);
        text::fitted_words_ui(ui, name_place, Align2::LEFT_CENTER, self.name, name, self.smallest);
        let detail = if self.look == KeyLook::NotToday { face(self.detail_size, palette.amber).bold() } else { face(self.detail_size, palette.ink_soft) };
        text::fitted_words_ui(ui, detail_place, Align2::LEFT_CENTER, self.detail, detail.line(detail_line), 26.0);
        laid.response
    }

    /// Draws what stands at the right end of `line`; answers the width it takes with its gap.
    fn side_ui(self, ui: &Ui, line: Rect) -> f32 {
        let palette = theme::palette(ui.ctx());
        let size = self.name_size;
        let mark = Rect::from_center_size(pos2(line.max.x - size / 2.0, line.center().y), vec2(size, size));
        match self.look {
            KeyLook::Spoken => {
                Icon::new(icons::SPEAKER_HIGH, palette.red).fill().paint_ui(ui, mark);
                return size + 12.0;
            }
            KeyLook::Chosen => {
                Icon::new(icons::CHECK, palette.green).bold().paint_ui(ui, mark);
                return size + 12.0;
            }
            _ => {}
        }
        let baseline = pos2(line.max.x, line.center().y + size * 0.33);
        let small = size * 0.68;
        match self.side {
            Side::Nothing => 0.0,
            Side::Count { count, unit } => {
                let runs = [run(count, face(size * 0.86, palette.ink).bold()), run(format!(" {unit}"), face(small, palette.ink_soft))];
                text::baseline_words_ui(ui, baseline, Align::Max, &runs).width() + 12.0
            }
            Side::NoWait(words) => {
                let runs = [run(words, face(size * 0.73, palette.green).bold())];
                text::baseline_words_ui(ui, baseline, Align::Max, &runs).width() + 12.0
            }
        }
    }

    fn spoken_name(&self) -> String {
        let side = match self.side {
            Side::Nothing => String::new(),
            Side::Count { count, unit } => format!(" {count} {unit}"),
            Side::NoWait(words) => format!(" {words}"),
        };
        format!("{}{side}", self.name)
    }
}
