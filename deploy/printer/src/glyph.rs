//! The character generator: letters of the bundled fonts as dots.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider};

static REGULAR: &[u8] = include_bytes!("../../../display/screen/fonts/NotoSansSC-Regular-subset.ttf");
static BOLD: &[u8] = include_bytes!("../../../display/screen/fonts/NotoSansSC-Bold-subset.ttf");

/// Height of an unmagnified character cell.
pub const CELL: i32 = 24;
/// From the top of an unmagnified cell to its baseline.
pub const BASELINE: i32 = 21;
/// Lines sampled within one dot.
const SAMPLES: i32 = 4;

/// Where and how large one character stands.
#[derive(Clone, Copy)]
pub struct Place {
    pub left: i32,
    pub baseline: i32,
    pub cell_width: i32,
    pub wide: u8,
    pub high: u8,
    pub bold: bool,
}

/// Calls `dot` for every black dot of the character; says whether the fonts hold it.
pub fn draw(character: char, place: Place, dot: &mut dyn FnMut(i32, i32)) -> bool {
    let Some(outline) = outline(character, place) else {
        return false;
    };
    let (low, high) = outline.bounds();
    for y in low..=high {
        let mut cover = vec![0.0_f32; place.cell_width as usize];
        for sample in 0..SAMPLES {
            outline.scan(y as f32 + (sample as f32 + 0.5) / SAMPLES as f32, &mut cover);
        }
        for (x, amount) in cover.iter().enumerate() {
            if *amount >= 0.45 * SAMPLES as f32 {
                dot(place.left + x as i32, place.baseline + y);
            }
        }
    }
    true
}

fn outline(character: char, place: Place) -> Option<Outline> {
    let font = FontRef::new(if place.bold { BOLD } else { REGULAR }).ok()?;
    let glyph = font.charmap().map(character)?;
    // Latin letters share a cell of half the width, as the printer's own font does.
    let em = if character.is_ascii() { 21.0 } else { 24.0 };
    let size = Size::new(em);
    let advance = font.glyph_metrics(size, LocationRef::default()).advance_width(glyph)?;
    let cell = place.cell_width as f32 / f32::from(place.wide);
    let squeeze = (cell / advance).min(1.0);
    let mut outline = Outline {
        scale_x: squeeze * f32::from(place.wide),
        scale_y: f32::from(place.high),
        shift_x: (cell - advance * squeeze) / 2.0 * f32::from(place.wide),
        ..Outline::default()
    };
    let settings = DrawSettings::unhinted(size, LocationRef::default());
    font.outline_glyphs().get(glyph)?.draw(settings, &mut outline).ok()?;
    Some(outline)
}

/// The contours of a character as straight segments in dots, y downwards from the baseline.
#[derive(Default)]
struct Outline {
    segments: Vec<[f32; 4]>,
    scale_x: f32,
    scale_y: f32,
    shift_x: f32,
    start: (f32, f32),
    at: (f32, f32),
}

impl Outline {
    fn bounds(&self) -> (i32, i32) {
        let rows = || self.segments.iter().flat_map(|segment| [segment[1], segment[3]]);
        let low = rows().fold(f32::MAX, f32::min);
        let high = rows().fold(f32::MIN, f32::max);
        if low > high { (0, -1) } else { (low.floor() as i32, high.ceil() as i32) }
    }

    /// Adds how much of each dot the shape covers along one horizontal line.
    fn scan(&self, y: f32, cover: &mut [f32]) {
        let mut crossings: Vec<(f32, i32)> = Vec::new();
        for [x0, y0, x1, y1] in &self.segments {
            if (*y0 <= y) != (*y1 <= y) {
                let x = x0 + (y - y0) / (y1 - y0) * (x1 - x0);
                crossings.push((x, if y1 > y0 { 1 } else { -1 }));
            }
        }
        crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut winding = 0;
        for pair in crossings.windows(2) {
            winding += pair[0].1;
            if winding != 0 {
                add_span(cover, pair[0].0, pair[1].0);
            }
        }
    }

    fn line(&mut self, x: f32, y: f32) {
        self.segments.push([self.at.0, self.at.1, x, y]);
        self.at = (x, y);
    }

    fn place(&self, x: f32, y: f32) -> (f32, f32) {
        (x * self.scale_x + self.shift_x, -y * self.scale_y)
    }
}

fn add_span(cover: &mut [f32], from: f32, to: f32) {
    let from = from.max(0.0);
    let to = to.min(cover.len() as f32);
    for (x, amount) in cover.iter_mut().enumerate().skip(from as usize) {
        let left = x as f32;
        if left >= to {
            break;
        }
        *amount += (to.min(left + 1.0) - from.max(left)).max(0.0);
    }
}

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = self.place(x, y);
        self.start = self.at;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.place(x, y);
        self.line(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (from, middle, to) = (self.at, self.place(cx, cy), self.place(x, y));
        for step in 1..=8 {
            let t = step as f32 / 8.0;
            let bend = |a: f32, b: f32, c: f32| (1.0 - t).powi(2) * a + 2.0 * t * (1.0 - t) * b + t * t * c;
            self.line(bend(from.0, middle.0, to.0), bend(from.1, middle.1, to.1));
        }
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let corners = [self.at, self.place(ax, ay), self.place(bx, by), self.place(x, y)];
        for step in 1..=12 {
            let part = step as f32 / 12.0;
            let rest = 1.0 - part;
            let weights = [rest.powi(3), 3.0 * rest * rest * part, 3.0 * rest * part * part, part.powi(3)];
            let sum = |pick: fn(&(f32, f32)) -> f32| corners.iter().zip(weights).map(|(corner, weight)| pick(corner) * weight).sum();
            self.line(sum(|corner| corner.0), sum(|corner| corner.1));
        }
    }

    fn close(&mut self) {
        let (x, y) = self.start;
        self.line(x, y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_fills_its_cell_and_nothing_beside_it() {
        for (character, cell_width) in [('阳', 24), ('A', 12), ('W', 12), ('㛃', 24)] {
            let place = Place { left: 100, baseline: 50, cell_width, wide: 1, high: 1, bold: false };
            let mut dots = Vec::new();
            assert!(draw(character, place, &mut |x, y| dots.push((x, y))), "{character}");
            assert!(dots.len() > 25, "{character} has {} dots", dots.len());
            assert!(dots.iter().all(|(x, y)| (100..100 + cell_width).contains(x) && (26..56).contains(y)));
        }
    }

    #[test]
    fn an_unknown_character_is_reported() {
        let place = Place { left: 0, baseline: 21, cell_width: 24, wide: 1, high: 1, bold: false };
        assert!(!draw('\u{e000}', place, &mut |_, _| {}));
    }
}
