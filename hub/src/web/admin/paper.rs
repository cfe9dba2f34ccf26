//! A slip as a picture: carries out the same steps as the printer, on paper of the same dots.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};
use sunhall_protocol::slip::{Arrangement, Letter, MARGIN, PAPER, Slip, Step, WIDTH, symbol_size, width};

use crate::web::say::escaped;

/// Blank paper above the first line, as the cutter leaves it, and below the last.
const LEAD: i32 = 24;
const TAIL: i32 = 24;
/// A character's cell is so high, its baseline so far from the top.
const CELL: i32 = 24;
const BASELINE: i32 = 21;

/// The slip as an SVG of the printer's dots, named for those who cannot see it.
pub fn svg(slip: &Slip, name: &str) -> String {
    let mut paper = Paper::default();
    for step in slip.steps(Arrangement::Beside, &modules) {
        paper.take(&step);
    }
    paper.finish(name)
}

fn code(content: &str) -> Option<QrCode> {
    QrCode::with_error_correction_level(content, EcLevel::M).ok()
}

fn modules(content: &str) -> u16 {
    code(content).map_or(0, |code| code.width() as u16)
}

/// What stands in a line and is drawn once its height is known.
enum Piece {
    Text { x: i32, letters: Vec<Letter>, wide: i32, high: i32, reverse: bool },
    Strip { x: i32, columns: Vec<u8> },
}

struct Paper {
    body: String,
    y: i32,
    x: i32,
    pitch: i32,
    wide: i32,
    high: i32,
    reverse: bool,
    centred: bool,
    line: Vec<Piece>,
    /// Top of the open page and its height.
    page: Option<(i32, i32)>,
    row: i32,
}

impl Default for Paper {
    fn default() -> Self {
        Self { body: String::new(), y: LEAD, x: 0, pitch: 30, wide: 1, high: 1, reverse: false, centred: false, line: Vec::new(), page: None, row: 0 }
    }
}

impl Paper {
    fn take(&mut self, step: &Step) {
        match step {
            Step::Pitch(dots) => self.pitch = i32::from(*dots),
            Step::Size { wide, high } => (self.wide, self.high) = (i32::from(*wide), i32::from(*high)),
            Step::Reverse(on) => self.reverse = *on,
            Step::Centred(on) => self.centred = *on,
            Step::Text(letters) => self.text(letters),
            Step::Strip(columns) => {
                self.line.push(Piece::Strip { x: self.x, columns: columns.clone() });
                self.x += (columns.len() / 3) as i32;
            }
            Step::Column(x) => self.x = i32::from(*x),
            Step::End => self.feed(self.pitch),
            Step::Space(dots) => self.feed(i32::from(*dots)),
            Step::Rule { high, pattern } => self.rule(i32::from(*high), *pattern),
            Step::Symbol { content, side } => self.symbol(content, *side),
            Step::OpenPage(height) => self.page = Some((self.y, i32::from(*height))),
            Step::Row(y) => self.row = i32::from(*y),
            Step::ClosePage => {
                if let Some((top, height)) = self.page.take() {
                    self.y = top + height;
                }
            }
        }
    }

    fn text(&mut self, letters: &[Letter]) {
        let piece = Piece::Text { x: self.x, letters: letters.to_vec(), wide: self.wide, high: self.high, reverse: self.reverse };
        let dots: i32 = letters.iter().map(|(letter, _)| width(*letter) as i32).sum();
        self.x += dots * self.wide;
        match self.page {
            // On a page text stands on its own baseline at once.
            Some((top, _)) => self.draw(&piece, top + self.row - BASELINE * self.high, CELL * self.high),
            None => self.line.push(piece),
        }
    }

    /// Draws the waiting line, all on one baseline, and goes on below it.
    fn feed(&mut self, dots: i32) {
        let height = self.line.iter().map(Piece::height).max().unwrap_or(0);
        for piece in std::mem::take(&mut self.line) {
            self.draw(&piece, self.y, height);
        }
        self.x = 0;
        self.y += dots.max(height);
    }

    fn draw(&mut self, piece: &Piece, top: i32, height: i32) {
        match piece {
            Piece::Text { x, letters, wide, high, reverse } => {
                let top = top + (height - CELL * high) * BASELINE / CELL;
                self.words((i32::from(MARGIN) + x, top), letters, (*wide, *high), *reverse);
            }
            Piece::Strip { x, columns } => self.strip(i32::from(MARGIN) + x, top, columns),
        }
    }

    fn words(&mut self, (left, top): (i32, i32), letters: &[Letter], (wide, high): (i32, i32), reverse: bool) {
        let dots: i32 = letters.iter().map(|(letter, _)| width(*letter) as i32).sum();
        if reverse {
            // Writing into a string cannot fail.
            let _ = write!(self.body, r#"<rect x="{left}" y="{top}" width="{}" height="{}"/>"#, dots * wide, CELL * high);
        }
        let ink = if reverse { r##" fill="#fff""## } else { "" };
        let mut x = 0;
        for run in letters.chunk_by(|one, other| one.1 == other.1) {
            // Blanks leave room and draw nothing: pages would join them.
            let (mut text, mut places) = (String::new(), Vec::new());
            for (letter, _) in run {
                let dots = width(*letter) as i32;
                if *letter != ' ' {
                    text.push(*letter);
                    places.push((x + dots / 2).to_string());
                }
                x += dots;
            }
            if text.is_empty() {
                continue;
            }
            let weight = if run[0].1 { r#" font-weight="700""# } else { "" };
            let _ = write!(
                self.body,
                r#"<text transform="translate({left} {}) scale({wide} {high})" x="{}"{weight}{ink}>{}</text>"#,
                top + BASELINE * high,
                places.join(" "),
                escaped(&text)
            );
        }
    }

    fn strip(&mut self, left: i32, top: i32, columns: &[u8]) {
        let mut path = String::new();
        for (x, column) in columns.chunks_exact(3).enumerate() {
            let black = |y: usize| column[y / 8] & (0x80 >> (y % 8)) != 0;
            let mut y = 0;
            while y < 24 {
                let length = (y..24).take_while(|at| black(*at)).count();
                if length > 0 {
                    let _ = write!(path, "M{} {}h1v{length}h-1z", left + x as i32, top + y as i32);
                }
                y += length.max(1);
            }
        }
        let _ = write!(self.body, r#"<path d="{path}"/>"#);
    }

    fn rule(&mut self, high: i32, pattern: u8) {
        let mut path = String::new();
        for part in 0..i32::from(WIDTH) / 8 {
            let black = (pattern.leading_ones() as i32).min(8);
            let _ = write!(path, "M{} {}h{black}v{high}h-{black}z", i32::from(MARGIN) + part * 8, self.y);
        }
        let _ = write!(self.body, r#"<path d="{path}"/>"#);
        self.y += high;
    }

    fn symbol(&mut self, content: &str, largest: u16) {
        let Some(code) = code(content) else { return };
        let (side, dot) = symbol_size(code.width() as u16, largest);
        let (side, dot) = (i32::from(side), i32::from(dot));
        let left = i32::from(MARGIN) + if self.centred { (i32::from(WIDTH) - side) / 2 } else { self.x };
        let top = self.page.map_or(self.y, |(top, _)| top + self.row - side);
        let mut path = String::new();
        for (index, color) in code.to_colors().iter().enumerate() {
            if *color == Color::Dark {
                let (x, y) = ((index % code.width()) as i32, (index / code.width()) as i32);
                let _ = write!(path, "M{} {}h{dot}v{dot}h-{dot}z", left + x * dot, top + y * dot);
            }
        }
        let _ = write!(self.body, r#"<path d="{path}"/>"#);
        match self.page {
            Some(_) => self.x += side,
            None => self.y += side,
        }
    }

    fn finish(mut self, name: &str) -> String {
        self.feed(0);
        let height = self.y + TAIL;
        format!(
            r##"<svg class="paper-dots" viewBox="0 0 {PAPER} {height}" role="img" aria-label="{}" font-size="24" text-anchor="middle"><rect width="{PAPER}" height="{height}" fill="#fff"/>{}</svg>"##,
            escaped(name),
            self.body
        )
    }
}

impl Piece {
    fn height(&self) -> i32 {
        match self {
            Self::Text { high, .. } => CELL * high,
            Self::Strip { .. } => CELL,
        }
    }
}
