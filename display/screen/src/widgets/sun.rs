//! The sun clock: half a disc on the line holds the time, the ring round it fills over today's opening hours.

use egui::{Align, Color32, Pos2, Stroke, Ui, vec2};

use crate::draw;
use crate::text::{self, face};
use crate::theme::{self, RING_AHEAD_STALE, RING_CLOSED, RING_PASSED_STALE};

/// Degrees that the lunch break takes out of the ring.
const BREAK: f32 = 44.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum SunState {
    #[default]
    Open,
    /// Data are stale: everything grey.
    Stale,
    /// The hall is closed: the sun is only an outline.
    Closed,
}

/// Now and today's opening hours, all in minutes since midnight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SunClock {
    /// None until the hall's time is known: a clock that could be wrong is not shown.
    pub now: Option<u32>,
    pub spans: Vec<(u32, u32)>,
    pub state: SunState,
}

impl SunClock {
    /// Draws the clock with its disc standing on `foot`, the middle of its lower side.
    pub fn show_ui(&self, ui: &mut Ui, foot: Pos2, disc: f32) {
        let palette = theme::palette(ui.ctx());
        let (ring, stroke) = (disc * 1.2, disc * 0.055);
        let (fill, rim, ahead, passed, ink) = match self.state {
            SunState::Open => (palette.gold, Stroke::NONE, palette.ring_ahead, palette.gold_line, palette.ink),
            SunState::Stale => (palette.grey, Stroke::NONE, RING_AHEAD_STALE, RING_PASSED_STALE, palette.ink),
            SunState::Closed => (Color32::TRANSPARENT, Stroke::new(3.0, palette.gold), RING_CLOSED, RING_CLOSED, palette.white),
        };
        draw::half_disc(ui.painter(), foot, disc, fill, rim);
        for (from, to) in self.ring() {
            draw::arc(ui.painter(), foot, ring, from, to, Stroke::new(stroke, ahead));
        }
        for (from, to) in self.passed() {
            draw::arc(ui.painter(), foot, ring, from, to, Stroke::new(stroke, passed));
        }
        let Some(now) = self.now else { return };
        let words = face(disc * 0.55, ink).bold();
        let time = format!("{:02}:{:02}", now / 60 % 24, now % 60);
        text::baseline_label_ui(ui, foot - vec2(0.0, disc * 0.262), Align::Center, &[text::run(time, words)]);
    }

    /// The ring's pieces, one for each span, from left to right in degrees.
    fn ring(&self) -> Vec<(f32, f32)> {
        let count = self.spans.len() as f32;
        if self.spans.is_empty() {
            return Vec::new();
        }
        let gap = if self.spans.len() == 2 { BREAK } else { BREAK / 2.0 };
        let each = (180.0 - gap * (count - 1.0)) / count;
        (0..self.spans.len())
            .map(|index| {
                let from = 180.0 - (each + gap) * index as f32;
                (from, from - each)
            })
            .collect()
    }

    fn passed(&self) -> Vec<(f32, f32)> {
        let now = self.now.unwrap_or(0);
        let pieces = self.ring().into_iter().zip(&self.spans);
        pieces
            .filter(|(_, (opens, _))| now > *opens)
            .map(|((from, to), (opens, closes))| {
                let length = closes.saturating_sub(*opens).max(1) as f32;
                let share = (now.min(*closes) - opens) as f32 / length;
                (from, from + (to - from) * share)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(now: u32) -> SunClock {
        SunClock { now: Some(now), spans: vec![(510, 720), (840, 1050)], state: SunState::Open }
    }

    #[test]
    fn the_ring_fills_over_the_hours_and_stops_for_lunch() {
        assert!(clock(480).passed().is_empty());
        let morning = clock(615).passed();
        assert_eq!(morning.len(), 1);
        assert!((morning[0].1 - 146.0).abs() < 0.5, "half of the morning is half of its arc");
        let lunch = clock(780).passed();
        assert_eq!(lunch, vec![(180.0, 112.0)]);
        let evening = clock(1200).passed();
        assert_eq!(evening, vec![(180.0, 112.0), (68.0, 0.0)]);
    }

    #[test]
    fn one_span_is_one_arc_and_a_day_off_has_none() {
        let whole = SunClock { now: Some(600), spans: vec![(540, 1020)], state: SunState::Open };
        assert_eq!(whole.ring(), vec![(180.0, 0.0)]);
        assert!(SunClock::default().ring().is_empty());
    }
}
