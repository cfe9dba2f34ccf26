//! Lays a slip out as look/c02 draws it, in the cells of the printer's own font.

use super::plan::{Modules, Plan, Step, WIDTH, symbol_size};
use super::wrap::{Letter, clause_bold, plain, text_width, wrap};
use super::{Arrangement, Line, Words};

/// Where the plate begins, and how wide it is.
const PLATE_X: u16 = 376;
const PLATE_WIDTH: u16 = WIDTH - PLATE_X;
/// Largest side of the QR code, and of a large one.
const SYMBOL: u16 = 196;
const SYMBOL_LARGE: u16 = 264;
/// Gap between number and plate, QR code and words.
const GAP: u16 = 24;
/// Line pitch of running text, and of text twice as large.
const PITCH: u8 = 38;
const PITCH_LARGE: u8 = 56;
const CELL: u16 = 12;
/// The baseline of a character, from the top of its cell.
const BASELINE: u16 = 21;
const SOLID: u8 = 0xff;
const DASHED: u8 = 0xf8;

pub fn steps(words: &Words, arrangement: Arrangement, modules: Modules<'_>) -> Vec<Step> {
    let words = &narrowed(words);
    let mut plan = Plan::default();
    head(&mut plan, words);
    sign(&mut plan, words);
    facts(&mut plan, words);
    materials(&mut plan, words);
    match (arrangement, &words.url) {
        (Arrangement::Beside, Some(url)) => code_beside(&mut plan, words, url, modules),
        (Arrangement::Beside | Arrangement::Above, _) => code_above(&mut plan, words),
    }
    foot(&mut plan, words);
    plan.steps
}

fn head(plan: &mut Plan, words: &Words) {
    let (upper, lower) = sun();
    plan.add(Step::Pitch(24));
    plan.add(Step::Strip(upper));
    plan.add(Step::End);
    plan.add(Step::Strip(lower));
    let mut name = Vec::new();
    if let Some(hall) = &words.hall {
        plan.text(" ", false);
        if hall.large {
            // The large name has lines of its own, below the sun.
            name = plain(&hall.text, true);
        } else {
            plan.text(&hall.text, true);
        }
    }
    if let Some(again) = &words.again {
        let width = text_width(again) as u16 + 2 * CELL;
        plan.add(Step::Column(WIDTH - width));
        plan.add(Step::Reverse(true));
        plan.text(&format!(" {again} "), false);
        plan.add(Step::Reverse(false));
    }
    plan.add(Step::End);
    if !name.is_empty() {
        plan.add(Step::Space(8));
        lines(plan, &name, true);
    }
    plan.add(Step::Space(12));
    plan.rule(6, SOLID);
    plan.add(Step::Space(16));
}

/// Number and plate: gold and red on the screens, large and reversed on paper.
fn sign(plan: &mut Plan, words: &Words) {
    plan.add(Step::Pitch(PITCH));
    plan.text(&words.yours, false);
    let width = text_width(&words.go) as u16;
    // English says more than fits above the plate; it may begin further left.
    let centred = PLATE_X + PLATE_WIDTH.saturating_sub(width) / 2;
    plan.add(Step::Column(centred.min(WIDTH.saturating_sub(width))));
    plan.text(&words.go, false);
    plan.add(Step::End);
    let cells = words.number.chars().count().max(1) as u16;
    let scale = ((PLATE_X - CELL) / (cells * CELL)).min(7) as u8;
    plan.size(scale, scale);
    plan.text(&words.number, true);
    plate(plan, &words.plate);
    plan.size(1, 1);
    plan.add(Step::End);
    plan.add(Step::Space(20));
}

fn plate(plan: &mut Plan, text: &str) {
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
    plan.add(Step::Column(WIDTH - (cells * wide + 2 * edge) * CELL));
    plan.add(Step::Reverse(true));
    for (text, wide) in [(" ", edge), (text, wide), (" ", edge)] {
        plan.size(wide.min(8) as u8, high);
        plan.text(text, true);
    }
    plan.add(Step::Reverse(false));
}

fn facts(plan: &mut Plan, words: &Words) {
    if let Some(service) = &words.service {
        let letters = plain(&service.text, true);
        // A large name that would take more than two lines is printed plainly.
        let large = service.large && wrap(&letters, usize::from(WIDTH / 2)).len() <= 2;
        lines(plan, &letters, large);
        if large {
            plan.add(Step::Space(8));
        }
    }
    if let Some(ahead) = &words.ahead {
        lines(plan, &plain(&ahead.text, false), ahead.large);
    }
    if let Some(expected) = &words.expected {
        lines(plan, &plain(&expected.text, true), expected.large);
    }
    lines(plan, &plain(&words.taken, false), false);
}

fn materials(plan: &mut Plan, words: &Words) {
    let Some(bring) = words.bring.as_ref().filter(|_| !words.materials.is_empty()) else { return };
    dashed(plan);
    let scale = magnified(plan, bring.large);
    let label = text_width(&bring.text) as u16 * scale;
    // A long label stands on its own line, so that the papers keep the width.
    let x = if label <= 120 { label + GAP } else { 0 };
    plan.text(&bring.text, true);
    if x == 0 {
        plan.add(Step::End);
    }
    let indent = 36 * scale;
    for material in &words.materials {
        let item = plain(&format!("□ {material}"), false);
        for (index, line) in wrap(&item, usize::from((WIDTH - x - indent) / scale)).into_iter().enumerate() {
            plan.add(Step::Column(if index == 0 { x } else { x + indent }));
            plan.add(Step::Text(line));
            plan.add(Step::End);
        }
    }
    magnified(plan, false);
}

/// QR code at the left, words at its right, code large below them.
fn code_beside(plan: &mut Plan, words: &Words, url: &Line, modules: Modules<'_>) {
    dashed(plan);
    let largest = if url.large { SYMBOL_LARGE } else { SYMBOL };
    let (side, _) = symbol_size(modules(&url.text), largest);
    let x = side + GAP;
    let note = words.code.as_ref().map(|_| &words.code_note);
    let mut notes = Vec::new();
    for (index, text) in words.follow.iter().chain(note).enumerate() {
        notes.extend(wrap(&plain(text, index == 0), usize::from(WIDTH - x)));
    }
    let code = words.code.as_ref().map(|code| (code, code_scale(code, WIDTH - x)));
    let code_height = code.map_or(0, |(_, scale)| u16::from(scale) * 24 + 8);
    let used = notes.len() as u16 * u16::from(PITCH) + code_height;
    let height = used.max(side);
    let top = (height - used) / 2;
    plan.add(Step::OpenPage(height));
    plan.add(Step::Row(height.midpoint(side)));
    plan.add(Step::Column(0));
    plan.symbol(&url.text, largest);
    let count = notes.len() as u16;
    for (index, note) in notes.into_iter().enumerate() {
        plan.add(Step::Row(top + index as u16 * u16::from(PITCH) + BASELINE));
        plan.add(Step::Column(x));
        plan.add(Step::Text(note));
    }
    if let Some((code, scale)) = code {
        plan.add(Step::Row(top + count * u16::from(PITCH) + u16::from(scale) * BASELINE + 4));
        plan.add(Step::Column(x));
        plan.size(scale, scale);
        plan.text(&code.text, true);
        plan.size(1, 1);
    }
    plan.add(Step::ClosePage);
    plan.add(Step::Space(20));
}

fn code_above(plan: &mut Plan, words: &Words) {
    if words.url.is_none() && words.code.is_none() {
        return;
    }
    dashed(plan);
    if let Some(url) = &words.url {
        for (index, text) in words.follow.iter().enumerate() {
            lines(plan, &plain(text, index == 0), false);
        }
        plan.add(Step::Centred(true));
        plan.symbol(&url.text, if url.large { SYMBOL_LARGE } else { SYMBOL });
        plan.add(Step::Centred(false));
        plan.add(Step::Space(12));
    }
    if let Some(code) = &words.code {
        lines(plan, &plain(&words.code_note, false), false);
        let scale = code_scale(code, WIDTH);
        plan.add(Step::Pitch(scale * 24 + 12));
        plan.size(scale, scale);
        plan.text(&code.text, true);
        plan.add(Step::End);
        plan.size(1, 1);
    }
    plan.add(Step::Space(4));
}

/// Twice the size, or plain where that is wider than the room.
fn code_scale(code: &Line, room: u16) -> u8 {
    if code.large && text_width(&code.text) as u16 * 2 <= room { 2 } else { 1 }
}

fn foot(plan: &mut Plan, words: &Words) {
    if words.foot.is_empty() {
        return;
    }
    plan.rule(3, SOLID);
    plan.add(Step::Space(14));
    plan.add(Step::Pitch(PITCH));
    for (line, clause) in &words.foot {
        let letters = if *clause { clause_bold(&line.text) } else { plain(&line.text, false) };
        lines(plan, &letters, line.large);
    }
}

fn dashed(plan: &mut Plan) {
    plan.add(Step::Space(2));
    plan.rule(3, DASHED);
    plan.add(Step::Space(14));
    plan.add(Step::Pitch(PITCH));
}

fn lines(plan: &mut Plan, letters: &[Letter], large: bool) {
    let scale = magnified(plan, large);
    for line in wrap(letters, usize::from(WIDTH / scale)) {
        plan.add(Step::Text(line));
        plan.add(Step::End);
    }
    magnified(plan, false);
}

/// Sets size and pitch of running text, and says how many times it is enlarged.
fn magnified(plan: &mut Plan, large: bool) -> u16 {
    let (scale, pitch) = if large { (2, PITCH_LARGE) } else { (1, PITCH) };
    plan.add(Step::Pitch(pitch));
    plan.size(scale, scale);
    u16::from(scale)
}

/// Dashes and curly quotes fill a whole Han cell in the printer's font, which tears Latin text apart.
fn narrowed(words: &Words) -> Words {
    let plain = |text: &String| text.replace(['–', '—'], "-").replace('’', "'");
    let line = |line: &Option<Line>| line.as_ref().map(|line| Line { text: plain(&line.text), large: line.large });
    let all = |texts: &Vec<String>| texts.iter().map(plain).collect();
    Words {
        hall: line(&words.hall),
        ahead: line(&words.ahead),
        expected: line(&words.expected),
        service: line(&words.service),
        bring: line(&words.bring),
        foot: words.foot.iter().map(|(line, clause)| (Line { text: plain(&line.text), large: line.large }, *clause)).collect(),
        follow: all(&words.follow),
        code_note: plain(&words.code_note),
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
