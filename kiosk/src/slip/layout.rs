//! Lays a slip out as look/c02 draws it, in the cells of the printer's own font.

use escpos::errors::Result;

use super::ink::{Ink, WIDTH, symbol_size};
use super::wrap::{Letter, clause_bold, plain, text_width, wrap};
use super::{Arrangement, Words};

/// Where the plate begins, and how wide it is.
const PLATE_X: u16 = 376;
const PLATE_WIDTH: u16 = WIDTH - PLATE_X;
/// Largest side of the QR code.
const SYMBOL: u16 = 196;
/// Gap between number and plate, QR code and words.
const GAP: u16 = 24;
/// Line pitch of running text.
const PITCH: u8 = 38;
const CELL: u16 = 12;
/// The baseline of a character, from the top of its cell.
const BASELINE: u16 = 21;
const SOLID: u8 = 0xff;
const DASHED: u8 = 0xf8;

pub fn bytes(words: &Words, arrangement: Arrangement) -> anyhow::Result<Vec<u8>> {
    Ok(write(&narrowed(words), arrangement)?)
}

fn write(words: &Words, arrangement: Arrangement) -> Result<Vec<u8>> {
    let mut ink = Ink::start()?;
    head(&mut ink, words)?;
    sign(&mut ink, words)?;
    facts(&mut ink, words)?;
    materials(&mut ink, words)?;
    match arrangement {
        Arrangement::Beside if words.url.is_some() => code_beside(&mut ink, words)?,
        Arrangement::Beside | Arrangement::Above => code_above(&mut ink, words)?,
    }
    rules(&mut ink, words)?;
    ink.finish()
}

fn head(ink: &mut Ink, words: &Words) -> Result<()> {
    let (upper, lower) = sun();
    ink.pitch(24)?;
    ink.strip(&upper)?;
    ink.end()?;
    ink.strip(&lower)?;
    ink.text(" ", false)?;
    ink.text(&words.hall, true)?;
    if let Some(again) = &words.again {
        let width = text_width(again) as u16 + 2 * CELL;
        ink.column(WIDTH - width)?;
        ink.reverse(true)?;
        ink.text(&format!(" {again} "), false)?;
        ink.reverse(false)?;
    }
    ink.end()?;
    ink.space(12)?;
    ink.rule(6, SOLID)?;
    ink.space(16)
}

/// Number and plate: gold and red on the screens, large and reversed on paper.
fn sign(ink: &mut Ink, words: &Words) -> Result<()> {
    ink.pitch(PITCH)?;
    ink.text(&words.yours, false)?;
    let width = text_width(&words.go) as u16;
    // English says more than fits above the plate; it may begin further left.
    let centred = PLATE_X + PLATE_WIDTH.saturating_sub(width) / 2;
    ink.column(centred.min(WIDTH.saturating_sub(width)))?;
    ink.text(&words.go, false)?;
    ink.end()?;
    let cells = words.number.chars().count().max(1) as u16;
    let scale = ((PLATE_X - CELL) / (cells * CELL)).min(7) as u8;
    ink.size(scale, scale)?;
    ink.text(&words.number, true)?;
    plate(ink, &words.plate)?;
    ink.size(1, 1)?;
    ink.end()?;
    ink.space(20)
}

fn plate(ink: &mut Ink, text: &str) -> Result<()> {
    let cells = (text_width(text) as u16 / CELL).max(1);
    let all = PLATE_WIDTH / CELL;
    // One digit keeps its shape in the middle of a square; more of them share its width; words are wider than it.
    let (wide, high) = match cells {
        1 => (6, 6),
        2 => (5, 6),
        3 => (3, 5),
        _ => (2, 2),
    };
    let edge = (all.saturating_sub(cells * wide) / 2).max(1);
    ink.column(WIDTH - (cells * wide + 2 * edge) * CELL)?;
    ink.reverse(true)?;
    for (text, wide) in [(" ", edge), (text, wide), (" ", edge)] {
        ink.size(wide.min(8) as u8, high)?;
        ink.text(text, true)?;
    }
    ink.reverse(false)
}

fn facts(ink: &mut Ink, words: &Words) -> Result<()> {
    let large = wrap(&plain(&words.service, true), usize::from(WIDTH / 2));
    if large.len() <= 2 {
        ink.pitch(56)?;
        ink.size(2, 2)?;
        for line in large {
            ink.letters(&line)?;
            ink.end()?;
        }
        ink.size(1, 1)?;
        ink.space(8)?;
        ink.pitch(PITCH)?;
    } else {
        ink.pitch(PITCH)?;
        lines(ink, &plain(&words.service, true))?;
    }
    lines(ink, &plain(&words.ahead, false))?;
    if let Some(expected) = &words.expected {
        lines(ink, &plain(expected, true))?;
    }
    lines(ink, &plain(&words.taken, false))
}

fn materials(ink: &mut Ink, words: &Words) -> Result<()> {
    if words.materials.is_empty() {
        return Ok(());
    }
    dashed(ink)?;
    let label = text_width(&words.bring) as u16;
    // A long label stands on its own line, so that the papers keep the width.
    let x = if label <= 120 { label + GAP } else { 0 };
    ink.text(&words.bring, true)?;
    if x == 0 {
        ink.end()?;
    }
    for material in &words.materials {
        let item = plain(&format!("□ {material}"), false);
        for (index, line) in wrap(&item, usize::from(WIDTH - x - 36)).iter().enumerate() {
            ink.column(if index == 0 { x } else { x + 36 })?;
            ink.letters(line)?;
            ink.end()?;
        }
    }
    Ok(())
}

/// QR code at the left, words at its right, code large below them.
fn code_beside(ink: &mut Ink, words: &Words) -> Result<()> {
    dashed(ink)?;
    let content = words.url.as_deref().unwrap_or_default();
    let (side, _) = symbol_size(content, SYMBOL);
    let x = side + GAP;
    let mut notes = Vec::new();
    for (index, text) in words.follow.iter().chain([&words.code_note]).enumerate() {
        notes.extend(wrap(&plain(text, index == 0), usize::from(WIDTH - x)));
    }
    // The code is twice as high as a note.
    let used = notes.len() as u16 * u16::from(PITCH) + 56;
    let height = used.max(side);
    let top = (height - used) / 2;
    ink.open_page(height)?;
    ink.row(height.midpoint(side))?;
    ink.column(0)?;
    ink.symbol(content, SYMBOL)?;
    for (index, note) in notes.iter().enumerate() {
        ink.row(top + index as u16 * u16::from(PITCH) + BASELINE)?;
        ink.column(x)?;
        ink.letters(note)?;
    }
    ink.row(top + notes.len() as u16 * u16::from(PITCH) + 2 * BASELINE + 4)?;
    ink.column(x)?;
    ink.size(2, 2)?;
    ink.text(&words.code, true)?;
    ink.size(1, 1)?;
    ink.close_page()?;
    ink.space(20)
}

fn code_above(ink: &mut Ink, words: &Words) -> Result<()> {
    dashed(ink)?;
    if let Some(content) = &words.url {
        for (index, text) in words.follow.iter().enumerate() {
            lines(ink, &plain(text, index == 0))?;
        }
        ink.centred(true)?;
        ink.symbol(content, SYMBOL)?;
        ink.centred(false)?;
        ink.space(12)?;
    }
    lines(ink, &plain(&words.code_note, false))?;
    ink.pitch(60)?;
    ink.size(2, 2)?;
    ink.text(&words.code, true)?;
    ink.end()?;
    ink.size(1, 1)?;
    ink.space(4)
}

fn rules(ink: &mut Ink, words: &Words) -> Result<()> {
    ink.rule(3, SOLID)?;
    ink.space(14)?;
    ink.pitch(PITCH)?;
    for rule in &words.rules {
        lines(ink, &clause_bold(rule))?;
    }
    // What stands beside the code already need not stand here again.
    if !words.note.is_empty() && !words.follow.contains(&words.note) {
        lines(ink, &plain(&words.note, true))?;
    }
    lines(ink, &plain(&words.fees, false))
}

fn dashed(ink: &mut Ink) -> Result<()> {
    ink.space(2)?;
    ink.rule(3, DASHED)?;
    ink.space(14)?;
    ink.pitch(PITCH)
}

fn lines(ink: &mut Ink, letters: &[Letter]) -> Result<()> {
    for line in wrap(letters, usize::from(WIDTH)) {
        ink.letters(&line)?;
        ink.end()?;
    }
    Ok(())
}

/// Dashes and curly quotes fill a whole Han cell in the printer's font, which tears Latin text apart.
fn narrowed(words: &Words) -> Words {
    let plain = |text: &String| text.replace(['–', '—'], "-").replace('’', "'");
    let all = |texts: &Vec<String>| texts.iter().map(plain).collect();
    Words {
        ahead: plain(&words.ahead),
        expected: words.expected.as_ref().map(plain),
        service: plain(&words.service),
        rules: all(&words.rules),
        note: plain(&words.note),
        fees: plain(&words.fees),
        follow: all(&words.follow),
        materials: all(&words.materials),
        ..words.clone()
    }
}

/// The sun on its counter, 60 × 48 dots, as two strips of columns.
fn sun() -> (Vec<u8>, Vec<u8>) {
    const BASE: f32 = 36.0;
    let is_black = |x: i32, y: i32| {
        let (dx, dy) = (x as f32 + 0.5 - 30.0, y as f32 + 0.5 - BASE);
        let radius = dx.hypot(dy);
        let above = dy < 0.0;
        (above && (radius < 18.0 || (23.2..27.8).contains(&radius))) || (2.5..10.0).contains(&dy)
    };
    let strip = |top: i32| {
        let mut bytes = Vec::new();
        for x in 0..60 {
            for band in 0..3 {
                bytes.push((0..8).fold(0, |byte, bit| byte << 1 | u8::from(is_black(x, top + band * 8 + bit))));
            }
        }
        bytes
    };
    (strip(0), strip(24))
}
