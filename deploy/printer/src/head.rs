//! The print head: carries out commands on the paper, in standard and in page mode.

use crate::command::Command;
use crate::glyph::{self, BASELINE, CELL, Place};
use crate::sheet::{Sheet, WIDTH};
use crate::symbol::Symbol;
use crate::text::letters;

/// Blank paper between cutter and print head, at the top of every slip.
const LEAD: i32 = 24;
/// Dots between two lines unless told otherwise.
const LINE_SPACING: i32 = 30;

/// A word on the paper, kept beside its picture so that tests and people can read it.
#[derive(Clone, Debug)]
pub struct Word {
    pub x: i32,
    pub y: i32,
    pub high: u8,
    pub text: String,
}

/// What is drawn once the height of its line is known.
enum Piece {
    Letter { character: char, printable: bool, cell_width: i32, wide: u8, high: u8, bold: bool, reverse: bool },
    Strip { width: i32, dots_high: i32, step: i32, bits: Vec<u8> },
}

struct Style {
    bold: bool,
    reverse: bool,
    align: u8,
    wide: u8,
    high: u8,
    hanzi: bool,
    spacing: i32,
    left: i32,
    width: i32,
}

impl Default for Style {
    fn default() -> Self {
        let width = WIDTH as i32;
        Self { bold: false, reverse: false, align: 0, wide: 1, high: 1, hanzi: true, spacing: LINE_SPACING, left: 0, width }
    }
}

/// Page mode: everything is drawn inside an area and reaches the paper with the form feed.
struct Page {
    left: i32,
    top: i32,
    height: i32,
    x: i32,
    y: i32,
    /// The lowest dot used, over all areas of this page.
    bottom: i32,
    sheet: Sheet,
    words: Vec<Word>,
}

pub struct Head {
    style: Style,
    sheet: Sheet,
    y: i32,
    x: i32,
    line: Vec<(i32, Piece)>,
    line_words: Vec<Word>,
    words: Vec<Word>,
    symbol: Symbol,
    symbols: Vec<String>,
    page: Option<Page>,
}

impl Default for Head {
    fn default() -> Self {
        Self {
            style: Style::default(),
            sheet: Sheet::default(),
            y: LEAD,
            x: 0,
            line: Vec::new(),
            line_words: Vec::new(),
            words: Vec::new(),
            symbol: Symbol::default(),
            symbols: Vec::new(),
            page: None,
        }
    }
}

impl Head {
    /// Dots of paper that have passed since the last cut.
    pub fn advanced(&self) -> i32 {
        self.y - LEAD
    }

    /// Takes the printed paper away; settings stay, as on a real printer.
    pub fn tear(&mut self) -> (Sheet, Vec<Word>, Vec<String>) {
        self.flush_line();
        let mut sheet = std::mem::take(&mut self.sheet);
        sheet.reach(self.y.max(0) as usize);
        self.y = LEAD;
        (sheet, std::mem::take(&mut self.words), std::mem::take(&mut self.symbols))
    }

    /// Forgets what was received but not printed.
    pub fn forget(&mut self) {
        self.line.clear();
        self.line_words.clear();
        self.x = 0;
        self.page = None;
    }

    pub fn run(&mut self, command: Command) {
        match command {
            Command::Initialize => {
                self.forget();
                self.style = Style::default();
            }
            Command::Text(bytes) => self.text(&bytes),
            Command::LineFeed => self.line_feed(self.style.spacing),
            Command::FeedDots(dots) => self.line_feed(i32::from(dots)),
            Command::FeedLines(lines) => self.line_feed(i32::from(lines) * self.style.spacing),
            Command::FormFeed => self.print_page(),
            Command::ClearPage => self.clear_page(),
            Command::Bold(on) => self.style.bold = on,
            Command::Reverse(on) => self.style.reverse = on,
            Command::Align(side) => self.style.align = side,
            Command::Size { wide, high } => (self.style.wide, self.style.high) = (wide, high),
            Command::Hanzi(on) => self.style.hanzi = on,
            Command::LineSpacing(dots) => self.style.spacing = dots.map_or(LINE_SPACING, i32::from),
            Command::AbsoluteX(x) => self.move_to(i32::from(x)),
            Command::AbsoluteY(y) => self.move_down(i32::from(y)),
            Command::LeftMargin(dots) => self.style.left = i32::from(dots),
            Command::AreaWidth(dots) => self.style.width = i32::from(dots),
            Command::PageMode => self.open_page(),
            Command::StandardMode => self.page = None,
            Command::PageArea { x, y, height, .. } => self.page_area(i32::from(x), i32::from(y), i32::from(height)),
            Command::Raster { row_bytes, rows, double_wide, double_high, bits } => {
                self.raster(row_bytes, rows, 1 + i32::from(double_wide), 1 + i32::from(double_high), &bits);
            }
            Command::Strip { columns, dots_high, double_wide, bits } => {
                let step = 1 + i32::from(double_wide);
                let width = columns as i32 * step;
                self.put(width, Piece::Strip { width, dots_high: dots_high as i32, step, bits });
            }
            Command::Symbol { function, data } => self.symbol(function, &data),
            Command::Cut { feed } => self.line_feed(i32::from(feed)),
            Command::RealTimeStatus(_) | Command::ClearBuffers | Command::TransmitStatus(_) | Command::Ignored => {}
        }
    }

    fn area_width(&self) -> i32 {
        self.style.width.min(WIDTH as i32 - self.style.left)
    }

    fn text(&mut self, bytes: &[u8]) {
        for letter in letters(bytes, self.style.hanzi) {
            let (wide, high) = (self.style.wide, self.style.high);
            let cell_width = letter.cells * CELL / 2 * i32::from(wide);
            if self.page.is_none() && self.x + cell_width > self.area_width() {
                self.line_feed(self.style.spacing);
            }
            self.note(letter.character, high);
            let Style { bold, reverse, .. } = self.style;
            let printable = letter.printable;
            self.put(cell_width, Piece::Letter { character: letter.character, printable, cell_width, wide, high, bold, reverse });
        }
    }

    /// Writes down the character where the head stands.
    fn note(&mut self, character: char, high: u8) {
        let (x, y) = self.page.as_ref().map_or((self.x, 0), |page| (page.x, page.y));
        let words = self.page.as_mut().map_or(&mut self.line_words, |page| &mut page.words);
        match words.last_mut() {
            Some(word) if word.high == high && word.y == y && word.x >= 0 => word.text.push(character),
            _ => words.push(Word { x, y, high, text: character.to_string() }),
        }
    }

    fn put(&mut self, width: i32, piece: Piece) {
        if let Some(page) = &mut self.page {
            let (x, y) = (page.left + page.x, page.top + page.y);
            page.x += width;
            page.bottom = page.bottom.max(y + CELL - BASELINE);
            draw_piece(&mut page.sheet, x, y, &piece);
        } else {
            self.line.push((self.x, piece));
            self.x += width;
        }
    }

    fn move_to(&mut self, x: i32) {
        let words = if let Some(page) = &mut self.page {
            page.x = x;
            &mut page.words
        } else {
            self.x = x;
            &mut self.line_words
        };
        // A jump ends a word, so that columns stay apart in the text.
        words.push(Word { x, y: i32::MIN, high: 0, text: String::new() });
    }

    fn move_down(&mut self, y: i32) {
        if let Some(page) = &mut self.page {
            page.y = y;
        }
    }

    fn line_feed(&mut self, dots: i32) {
        if let Some(page) = &mut self.page {
            page.x = 0;
            page.y += dots;
            return;
        }
        let used = self.flush_line();
        self.y += dots.max(used);
    }

    /// Draws the waiting line on the paper and says how high it was.
    fn flush_line(&mut self) -> i32 {
        let line = std::mem::take(&mut self.line);
        let above = line.iter().map(|(_, piece)| piece.above()).max().unwrap_or(0);
        let below = line.iter().map(|(_, piece)| piece.below()).max().unwrap_or(0);
        let shift = self.style.left + self.aligned(self.x);
        for (x, piece) in &line {
            draw_piece(&mut self.sheet, shift + x, self.y + above, piece);
        }
        for mut word in self.line_words.drain(..) {
            word.y = self.y;
            self.words.push(word);
        }
        self.x = 0;
        above + below
    }

    fn aligned(&self, width: i32) -> i32 {
        let free = (self.area_width() - width).max(0);
        match self.style.align {
            1 => free / 2,
            2 => free,
            _ => 0,
        }
    }

    fn raster(&mut self, row_bytes: usize, rows: usize, wide: i32, high: i32, bits: &[u8]) {
        let width = row_bytes as i32 * 8 * wide;
        let height = rows as i32 * high;
        let is_black = |x: i32, y: i32| {
            let byte = (y / high) as usize * row_bytes + (x / wide) as usize / 8;
            bits.get(byte).is_some_and(|byte| byte & (0x80 >> (x / wide % 8)) != 0)
        };
        self.stamp(width, height, &is_black);
    }

    /// A picture that stands on a line of its own; in page mode its foot is on the baseline.
    fn stamp(&mut self, width: i32, height: i32, is_black: &dyn Fn(i32, i32) -> bool) {
        let (left, top) = if let Some(page) = &mut self.page {
            page.bottom = page.bottom.max(page.top + page.y);
            (page.left + page.x, page.top + page.y - height)
        } else {
            self.y += self.flush_line();
            (self.style.left + self.aligned(width), self.y)
        };
        let sheet = self.page.as_mut().map_or(&mut self.sheet, |page| &mut page.sheet);
        for y in 0..height {
            for x in (0..width).filter(|x| is_black(*x, y)) {
                sheet.set(left + x, top + y, true);
            }
        }
        match &mut self.page {
            Some(page) => page.x += width,
            None => self.y += height,
        }
    }

    fn symbol(&mut self, function: u8, data: &[u8]) {
        if let Some((content, code, dot)) = self.symbol.run(function, data) {
            let side = code.width() as i32;
            let colors = code.to_colors();
            let is_black = |x: i32, y: i32| colors[((y / dot) * side + x / dot) as usize] == qrcode::Color::Dark;
            self.stamp(side * dot, side * dot, &is_black);
            self.symbols.push(content);
        }
    }

    fn open_page(&mut self) {
        let used = self.flush_line();
        self.y += used;
        let (left, top, x, y, bottom) = (0, 0, 0, BASELINE, 0);
        let (sheet, words) = (Sheet::default(), Vec::new());
        self.page = Some(Page { left, top, height: i32::from(u16::MAX), x, y, bottom, sheet, words });
    }

    fn page_area(&mut self, x: i32, y: i32, height: i32) {
        if let Some(page) = &mut self.page {
            (page.left, page.top, page.height) = (x, y, height);
            (page.x, page.y) = (0, BASELINE);
        }
    }

    fn clear_page(&mut self) {
        if let Some(page) = &mut self.page {
            page.sheet = Sheet::default();
            page.words.clear();
        }
    }

    fn print_page(&mut self) {
        let Some(page) = self.page.take() else { return };
        let height = page.bottom.max((page.top + page.height).min(i32::from(u16::MAX) - 1));
        let height = if page.height == i32::from(u16::MAX) { page.bottom } else { height };
        for y in 0..page.sheet.height().min(height as usize) {
            for x in (0..WIDTH).filter(|x| page.sheet.is_black(*x, y)) {
                self.sheet.set(x as i32, self.y + y as i32, true);
            }
        }
        let offset = self.y;
        self.words.extend(page.words.into_iter().map(|mut word| {
            word.y = word.y.saturating_add(offset);
            word
        }));
        self.y += height;
    }
}

impl Piece {
    fn above(&self) -> i32 {
        match self {
            Self::Letter { high, .. } => BASELINE * i32::from(*high),
            Self::Strip { .. } => BASELINE,
        }
    }

    fn below(&self) -> i32 {
        match self {
            Self::Letter { high, .. } => (CELL - BASELINE) * i32::from(*high),
            Self::Strip { dots_high, .. } => dots_high - BASELINE,
        }
    }
}

fn draw_piece(sheet: &mut Sheet, x: i32, baseline: i32, piece: &Piece) {
    match piece {
        Piece::Letter { character, printable, cell_width, wide, high, bold, reverse } => {
            let top = baseline - piece.above();
            let height = CELL * i32::from(*high);
            if *reverse {
                sheet.fill(x, top, *cell_width, height);
            }
            let place = Place { left: x, baseline, cell_width: *cell_width, wide: *wide, high: *high, bold: *bold };
            let known = *printable && glyph::draw(*character, place, &mut |x, y| sheet.set(x, y, !reverse));
            if !known {
                draw_box(sheet, x + 2, top + 2, cell_width - 4, height - 4);
            }
        }
        Piece::Strip { width, dots_high, step, bits } => {
            for x_dot in 0..*width {
                for y_dot in 0..*dots_high {
                    let byte = (x_dot / step) as usize * *dots_high as usize / 8 + y_dot as usize / 8;
                    if bits.get(byte).is_some_and(|byte| byte & (0x80 >> (y_dot % 8)) != 0) {
                        sheet.set(x + x_dot, baseline - BASELINE + y_dot, true);
                    }
                }
            }
        }
    }
}

/// What a printer draws for a character that its font lacks.
fn draw_box(sheet: &mut Sheet, x: i32, y: i32, width: i32, height: i32) {
    sheet.fill(x, y, width, 1);
    sheet.fill(x, y + height - 1, width, 1);
    sheet.fill(x, y, 1, height);
    sheet.fill(x + width - 1, y, 1, height);
}
