//! What is being read aloud: a gold rim round whatever on the screen carries these words.

use std::sync::Arc;

use egui::mutex::Mutex;
use egui::{Context, Id, Rect, Stroke, StrokeKind, Ui, vec2};

use crate::draw;
use crate::theme;

/// Width of the rim.
const RIM: f32 = 6.0;
/// Words nearer than this belong together.
const NEAR: f32 = 24.0;

/// Something lit: where it is, and how round its corners are.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Lit {
    rect: Rect,
    radius: f32,
}

#[derive(Default)]
struct Spotlight {
    words: Vec<String>,
    lit: Vec<Lit>,
}

fn shared(ctx: &Context) -> Arc<Mutex<Spotlight>> {
    ctx.data_mut(|data| data.get_temp_mut_or_default::<Arc<Mutex<Spotlight>>>(Id::unique("sunhall spotlight")).clone())
}

/// Lights whatever of this frame carries one of these words; none lights nothing. Call before anything is drawn.
pub fn set(ctx: &Context, words: &[String]) {
    let shared = shared(ctx);
    let mut light = shared.lock();
    light.lit.clear();
    words.clone_into(&mut light.words);
}

/// Whether a label is lit: it is one of the words, or begins with one that a space ends.
pub fn is_on(ctx: &Context, label: &str) -> bool {
    let shared = shared(ctx);
    let light = shared.lock();
    light.words.iter().any(|word| label.strip_prefix(word.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// Notes where words stand; their rim leaves them some room.
pub(crate) fn words(ctx: &Context, label: &str, rect: Rect) {
    if is_on(ctx, label) {
        shared(ctx).lock().lit.push(Lit { rect: rect.expand2(vec2(14.0, 8.0)), radius: 14.0 });
    }
}

/// Notes where a key stands.
pub(crate) fn key(ctx: &Context, rect: Rect, radius: f32) {
    shared(ctx).lock().lit.push(Lit { rect, radius });
}

/// How many things are lit in this frame.
pub fn count(ctx: &Context) -> usize {
    shared(ctx).lock().lit.len()
}

/// Paints the rims under `top` (the head repeats what stands below it), once everything is drawn.
pub fn show_ui(ui: &Ui, top: f32) {
    let shared = shared(ui.ctx());
    let lit = together(shared.lock().lit.iter().copied().filter(|lit| lit.rect.min.y > top));
    let stroke = Stroke::new(RIM, theme::palette(ui.ctx()).gold_line);
    for lit in &lit {
        ui.painter().rect_stroke(lit.rect, draw::corners(lit.radius), stroke, StrokeKind::Inside);
    }
}

/// Words that stand side by side get one rim round all of them.
fn together(lit: impl Iterator<Item = Lit>) -> Vec<Lit> {
    let mut rims: Vec<Lit> = Vec::new();
    for mut next in lit {
        while let Some(near) = rims.iter().position(|rim| rim.rect.expand(NEAR).intersects(next.rect)) {
            let rim = rims.swap_remove(near);
            next = Lit { rect: rim.rect.union(next.rect), radius: rim.radius.max(next.radius) };
        }
        rims.push(next);
    }
    rims
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn words_side_by_side_have_one_rim() {
        let lit = |x: f32, y: f32| Lit { rect: Rect::from_min_size(pos2(x, y), vec2(100.0, 40.0)), radius: 14.0 };
        let rims = together([lit(0.0, 0.0), lit(600.0, 0.0), lit(0.0, 50.0)].into_iter());
        let rects: Vec<Rect> = rims.iter().map(|rim| rim.rect).collect();
        assert_eq!(rects.len(), 2);
        assert!(rects.contains(&Rect::from_min_size(pos2(0.0, 0.0), vec2(100.0, 90.0))));
    }
}
