//! The sun that is the clock of a page: the ring round it fills over today's opening hours, the gap on top is the break.

use std::f64::consts::PI;

/// A piece of the ring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arc {
    pub path: String,
    /// Already behind us.
    pub passed: bool,
}

const MIDDLE: f64 = 54.4;
const RADIUS: f64 = 50.4;

/// The arcs of the opening spans (from, to) in minutes of the day, faint first, the part that has passed over it.
pub fn arcs(spans: &[(u32, u32)], now: u32) -> Vec<Arc> {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Vec::new() };
    let (begin, end) = (first.0, last.1);
    if end <= begin {
        return Vec::new();
    }
    let angle = |minute: u32| PI * (1.0 - f64::from(minute.clamp(begin, end) - begin) / f64::from(end - begin));
    let faint = spans.iter().map(|(from, to)| Arc { path: path(angle(*from), angle(*to)), passed: false });
    let passed = spans.iter().filter(|(from, _)| now > *from).map(|(from, to)| Arc { path: path(angle(*from), angle(now.min(*to))), passed: true });
    faint.chain(passed).collect()
}

fn path(from: f64, to: f64) -> String {
    let point = |angle: f64| (MIDDLE + RADIUS * angle.cos(), MIDDLE - RADIUS * angle.sin());
    let ((x1, y1), (x2, y2)) = (point(from), point(to));
    format!("M{x1:.2} {y1:.2}A{RADIUS} {RADIUS} 0 0 1 {x2:.2} {y2:.2}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ring_fills_from_left_to_right_and_leaves_the_break_open() {
        let day = [(510, 720), (840, 1050)];
        let morning = arcs(&day, 630);
        assert_eq!(morning.iter().filter(|arc| arc.passed).count(), 1);
        assert!(morning[0].path.starts_with("M4.00 54.40A"), "{}", morning[0].path);
        assert!(morning[1].path.ends_with("104.80 54.40"), "{}", morning[1].path);
        assert_eq!(arcs(&day, 1100).iter().filter(|arc| arc.passed).count(), 2);
        assert!(arcs(&[], 600).is_empty());
    }
}
