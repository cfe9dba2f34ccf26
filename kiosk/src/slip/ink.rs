//! Writes text, lines and codes as ESC/POS, in dots.

use std::cell::RefCell;

use encoding_rs::GB18030;
use escpos::driver::Driver;
use escpos::errors::Result;
use escpos::printer::Printer;
use escpos::utils::{Encoder, Protocol, QRCodeCorrectionLevel, QRCodeModel, QRCodeOption};
use sunhall_protocol::slip::{Letter, MARGIN, Step, WIDTH, symbol_size};

use super::{modules, rare};

/// Collects what would go to a printer.
#[derive(Default)]
struct Collected(RefCell<Vec<u8>>);

impl Driver for Collected {
    fn name(&self) -> String {
        "collected".into()
    }

    fn write(&self, data: &[u8]) -> Result<()> {
        self.0.borrow_mut().extend_from_slice(data);
        Ok(())
    }

    fn read(&self, _buffer: &mut [u8]) -> Result<usize> {
        Ok(0)
    }

    fn flush(&self) -> Result<()> {
        Ok(())
    }
}

/// A slip being written.
pub struct Ink {
    printer: Printer<Collected>,
}

impl Ink {
    /// Starts a slip: Hanzi mode, dots as units, the margin.
    pub fn start() -> Result<Self> {
        let printer = Printer::new(Collected::default(), Protocol::new(Encoder::new(GB18030)), None);
        let mut ink = Self { printer };
        ink.printer.init()?.custom(&[0x1c, b'&'])?.motion_units(203, 203)?.smoothing(true)?;
        ink.command16(&[0x1d, b'L'], MARGIN)?;
        ink.command16(&[0x1d, b'W'], WIDTH)?;
        Ok(ink)
    }

    /// Feeds to the cutter and cuts.
    pub fn finish(mut self) -> Result<Vec<u8>> {
        self.printer.custom(&[0x1d, b'V', 66, 24])?.print()?;
        Ok(self.printer.driver().0.into_inner())
    }

    /// Carries out one step.
    pub fn take(&mut self, step: &Step) -> Result<()> {
        match step {
            Step::Pitch(dots) => self.printer.line_spacing(*dots).map(drop),
            Step::Size { wide, high } => self.printer.size(*wide, *high).map(drop),
            Step::Reverse(on) => self.printer.reverse(*on).map(drop),
            Step::Centred(on) => self.printer.custom(&[0x1b, b'a', u8::from(*on)]).map(drop),
            Step::Text(letters) => self.letters(letters),
            Step::Strip(columns) => self.strip(columns),
            Step::Column(x) => self.command16(&[0x1b, b'$'], *x),
            Step::End => self.printer.custom(b"\n").map(drop),
            Step::Space(dots) => self.printer.custom(&[0x1b, b'J', *dots]).map(drop),
            Step::Rule { high, pattern } => self.rule(*high, *pattern),
            Step::Symbol { content, side } => self.symbol(content, *side),
            Step::OpenPage(height) => self.open_page(*height),
            Step::Row(y) => self.command16(&[0x1d, b'$'], *y),
            Step::ClosePage => self.printer.custom(&[0x0c]).map(drop),
        }
    }

    /// Text in runs of one weight; characters outside the printer's font come as dots.
    fn letters(&mut self, letters: &[Letter]) -> Result<()> {
        for run in letters.chunk_by(|a, b| a.1 == b.1 && is_in_font(a.0) == is_in_font(b.0)) {
            let (first, bold) = run[0];
            let text: String = run.iter().map(|(character, _)| *character).collect();
            if is_in_font(first) {
                self.printer.bold(bold)?.write(&text)?.bold(false)?;
            } else {
                self.dots(&text)?;
            }
        }
        Ok(())
    }

    fn dots(&mut self, text: &str) -> Result<()> {
        for character in text.chars() {
            match rare::columns(character) {
                Some(columns) => self.strip(&columns)?,
                // 〓, the printers' mark for a character that is nowhere to be had.
                None => self.printer.write("〓").map(drop)?,
            }
        }
        Ok(())
    }

    fn strip(&mut self, columns: &[u8]) -> Result<()> {
        let count = u16::try_from(columns.len() / 3).unwrap_or(u16::MAX).to_le_bytes();
        self.printer.custom(&[&[0x1b, b'*', 33, count[0], count[1]], columns].concat()).map(drop)
    }

    fn rule(&mut self, high: u16, pattern: u8) -> Result<()> {
        let row_bytes = WIDTH / 8;
        let mut bytes = vec![0x1d, b'v', b'0', 0];
        bytes.extend(row_bytes.to_le_bytes());
        bytes.extend(high.to_le_bytes());
        bytes.extend(std::iter::repeat_n(pattern, usize::from(row_bytes * high)));
        self.printer.custom(&bytes).map(drop)
    }

    /// The printer's own QR code.
    fn symbol(&mut self, content: &str, side: u16) -> Result<()> {
        let (_, dots) = symbol_size(modules(content), side);
        let option = QRCodeOption::new(QRCodeModel::Model2, dots, QRCodeCorrectionLevel::M);
        self.printer.qrcode_option(content, option).map(drop)
    }

    fn open_page(&mut self, height: u16) -> Result<()> {
        let mut area = vec![0x1b, b'L', 0x1b, b'W'];
        for value in [MARGIN, 0, WIDTH, height] {
            area.extend(value.to_le_bytes());
        }
        self.printer.custom(&area).map(drop)
    }

    fn command16(&mut self, command: &[u8], value: u16) -> Result<()> {
        self.printer.custom(&[command, &value.to_le_bytes()].concat()).map(drop)
    }
}

/// Two bytes of GB18030 are GBK, which printers carry; four are beyond it.
fn is_in_font(character: char) -> bool {
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = GB18030.encode(character.encode_utf8(&mut buffer));
    !unmappable && bytes.len() <= 2
}
