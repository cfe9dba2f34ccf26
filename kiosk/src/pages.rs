//! How much fits on a screen in each mode, so that what is read aloud is what is drawn.

use sunhall_protocol::kiosk::MenuService;

use crate::model::Modes;
use crate::tell::Tell;

/// In low reach the decision and its keys move down by so much.
pub const LOW_SHIFT: f32 = 350.0;

/// A list of rows with the keys that turn its pages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct List {
    pub rows: usize,
    pub top: f32,
    pub row: f32,
    pub gap: f32,
    pub pager: f32,
    pub pager_tall: f32,
}

/// The services of a group.
pub fn services(modes: Modes) -> List {
    match (modes.elder, modes.low) {
        (false, false) => List { rows: 6, top: 436.0, row: 124.0, gap: 16.0, pager: 1274.0, pager_tall: 84.0 },
        (false, true) => List { rows: 5, top: 596.0, row: 118.0, gap: 14.0, pager: 1266.0, pager_tall: 84.0 },
        (true, false) => List { rows: 4, top: 442.0, row: 176.0, gap: 14.0, pager: 1210.0, pager_tall: 148.0 },
        (true, true) => List { rows: 3, top: 596.0, row: 188.0, gap: 14.0, pager: 1210.0, pager_tall: 148.0 },
    }
}

/// What a search found, above the letter keys.
pub fn found(modes: Modes) -> List {
    if modes.low {
        List { rows: 2, top: 596.0, row: 112.0, gap: 12.0, pager: 850.0, pager_tall: 84.0 }
    } else {
        List { rows: 3, top: 448.0, row: 124.0, gap: 16.0, pager: 868.0, pager_tall: 84.0 }
    }
}

/// The list of papers on a guide: where it stands, and how many of them are shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Papers {
    pub top: f32,
    pub room: f32,
    pub shown: usize,
    /// The sentence behind them; empty where every row is a paper.
    pub end: String,
}

/// A row of the list is never lower than this.
const PAPER_LEAST: f32 = 56.0;
const PAPER_LEAST_ELDER: f32 = 76.0;

pub fn papers(tell: &Tell<'_>, service: &MenuService) -> Papers {
    let elder = tell.kiosk.modes.elder;
    let (top, least) = if elder { (744.0, PAPER_LEAST_ELDER) } else { (686.0, PAPER_LEAST) };
    let room = papers_bottom(tell, service) - top - 12.0;
    let fitting = (room / least).floor().max(1.0) as usize;
    let count = service.materials.len();
    let shown = if count <= fitting { count } else { fitting.saturating_sub(1) };
    let end = if count > 0 && count == fitting { String::new() } else { tell.papers_end(count, shown) };
    Papers { top, room, shown, end }
}

/// Where the list of papers has to end.
fn papers_bottom(tell: &Tell<'_>, service: &MenuService) -> f32 {
    let bottom = take_bottom(tell, service);
    if tell.kiosk.modes.elder {
        return bottom - 16.0;
    }
    let bottom = more_bottom(tell, service, bottom);
    if has_nearer(service) { bottom - 124.0 } else { bottom }
}

/// Where the keys above 取号 begin.
pub fn take_bottom(tell: &Tell<'_>, service: &MenuService) -> f32 {
    match (tell.kiosk.hall.can_take(service), tell.kiosk.modes.elder) {
        (true, true) => 1044.0,
        (false, true) => 1190.0,
        (true, false) => 1120.0,
        (false, false) => 1204.0,
    }
}

/// The free place above the key to conditions, steps and basis, where there is one.
pub fn more_bottom(tell: &Tell<'_>, service: &MenuService, bottom: f32) -> f32 {
    if tell.kiosk.hall.guide_of(service).is_some() { bottom - 116.0 } else { bottom - 16.0 }
}

/// Whether the service can be had closer to home, or is carried to the county.
pub fn has_nearer(service: &MenuService) -> bool {
    !service.also_at.is_empty() || service.county
}
