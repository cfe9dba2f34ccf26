//! The slip as steps of a printing head, in dots: a printer carries them out, a page draws them.

use super::wrap::{Letter, plain};

/// Dots across the paper.
pub const PAPER: u16 = 576;
/// Dots from the left edge of the paper to the text.
pub const MARGIN: u16 = 28;
/// Dots that text may use.
pub const WIDTH: u16 = 520;

/// One step; what it sets holds until it is set again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Dots from line to line.
    Pitch(u8),
    /// How many times as wide and as high as a plain character.
    Size {
        wide: u8,
        high: u8,
    },
    /// White on black.
    Reverse(bool),
    Centred(bool),
    Text(Vec<Letter>),
    /// A picture of 24 rows inside the line, three bytes to a column.
    Strip(Vec<u8>),
    /// To this column, counted from the margin.
    Column(u16),
    /// Ends the line.
    End,
    /// So much blank paper.
    Space(u8),
    /// A rule over the whole width: the pattern is repeated for every eight dots.
    Rule {
        high: u16,
        pattern: u8,
    },
    /// A QR code, as large as fits into `side` dots.
    Symbol {
        content: String,
        side: u16,
    },
    /// Opens a page of this height: what follows may stand anywhere on it.
    OpenPage(u16),
    /// The baseline inside a page.
    Row(u16),
    /// Prints the page and returns to lines.
    ClosePage,
}

/// How many modules a QR code of this content has on a side.
pub type Modules<'a> = &'a dyn Fn(&str) -> u16;

/// Side of a QR code in dots and dots to a module, within `side` dots.
pub fn symbol_size(modules: u16, side: u16) -> (u16, u8) {
    let dots = (side / modules.max(1)).clamp(3, 8);
    (modules * dots, dots as u8)
}

/// Collects the steps.
#[derive(Default)]
pub(super) struct Plan {
    pub steps: Vec<Step>,
}

impl Plan {
    pub fn add(&mut self, step: Step) {
        self.steps.push(step);
    }

    pub fn size(&mut self, wide: u8, high: u8) {
        self.add(Step::Size { wide, high });
    }

    pub fn text(&mut self, text: &str, bold: bool) {
        self.add(Step::Text(plain(text, bold)));
    }

    pub fn rule(&mut self, high: u16, pattern: u8) {
        self.add(Step::Rule { high, pattern });
    }

    pub fn symbol(&mut self, content: &str, side: u16) {
        self.add(Step::Symbol { content: content.to_owned(), side });
    }
}
