//! Which page a wall shows now, pure: pages follow each other, a call interrupts, then the same page starts again.

use crate::Show;

/// Milliseconds of the screen's own clock.
pub type Ticks = u64;

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Board,
    /// A page of the duty wall.
    Duty(usize),
    /// A page of a notice, by its place in the rotation.
    Notice(usize, usize),
}

/// A page and how long it stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub kind: Kind,
    pub stays: Ticks,
    /// Its dot in the ribbon.
    pub dot: usize,
}

/// How long each kind of page stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Material {
    pub page: Ticks,
    pub duty_pages: usize,
    /// For each notice how long each of its pages stays.
    pub notices: Vec<Vec<Ticks>>,
}

/// After so many other pages in a row the hall board comes again: whoever waits must see it.
const OTHERS_IN_A_ROW: usize = 2;

/// Lays out the rotation of a display.
pub fn plan(show: Show, material: &Material) -> Vec<Slot> {
    let duty = (0..material.duty_pages).map(|page| (Kind::Duty(page), material.page, 0));
    let notices = material
        .notices
        .iter()
        .enumerate()
        .flat_map(|(notice, pages)| pages.iter().enumerate().map(move |(page, stays)| (Kind::Notice(notice, page), *stays, notice + 1)));
    let others: Vec<_> = duty.chain(notices).collect();
    let first_dot = usize::from(show == Show::Board);
    let slot = |(kind, stays, dot): (Kind, Ticks, usize)| {
        let dot = if material.duty_pages == 0 { dot.saturating_sub(1) } else { dot };
        Slot { kind, stays, dot: dot + first_dot }
    };
    if show != Show::Board {
        return others.into_iter().map(slot).collect();
    }
    let board = Slot { kind: Kind::Board, stays: material.page, dot: 0 };
    if others.is_empty() {
        return vec![board];
    }
    let chunks = others.chunks(OTHERS_IN_A_ROW);
    chunks.flat_map(|chunk| std::iter::once(board).chain(chunk.iter().copied().map(slot))).collect()
}

/// How many dots a plan has.
pub fn dots(plan: &[Slot]) -> usize {
    plan.iter().map(|slot| slot.dot + 1).max().unwrap_or(0)
}

/// Where a display is in its plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rotation {
    place: usize,
    since: Ticks,
}

impl Rotation {
    /// The page to show at `now`; none when there is nothing to show.
    pub fn tick(&mut self, plan: &[Slot], now: Ticks) -> Option<Slot> {
        if self.place > 0 && self.place >= plan.len() {
            *self = Self { place: 0, since: now };
        }
        let present = plan.get(self.place)?;
        if plan.len() > 1 && now >= self.since + present.stays {
            *self = Self { place: (self.place + 1) % plan.len(), since: now };
        }
        plan.get(self.place).copied()
    }

    /// A call was shown until `now`: the same page starts again.
    pub fn restart(&mut self, now: Ticks) {
        self.since = now;
    }

    /// Since when the page is shown.
    pub fn since(&self) -> Ticks {
        self.since
    }

    /// When the next page comes.
    pub fn next_due(&self, plan: &[Slot]) -> Option<Ticks> {
        if plan.len() < 2 {
            return None;
        }
        plan.get(self.place).map(|slot| self.since + slot.stays)
    }
}

/// How long a page of `characters` stays: `page` at least, longer when there is more to read.
pub fn reading_time(characters: usize, page: Ticks, per_second: u32) -> Ticks {
    let seconds = characters.div_ceil(per_second.max(1) as usize) as Ticks;
    page.max(seconds * 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn material(duty_pages: usize, notices: &[usize]) -> Material {
        Material { page: 12_000, duty_pages, notices: notices.iter().map(|pages| vec![12_000; *pages]).collect() }
    }

    #[test]
    fn the_hall_board_comes_again_after_two_other_pages() {
        let plan = plan(Show::Board, &material(1, &[3]));
        let kinds: Vec<_> = plan.iter().map(|slot| slot.kind).collect();
        assert_eq!(kinds, [Kind::Board, Kind::Duty(0), Kind::Notice(0, 0), Kind::Board, Kind::Notice(0, 1), Kind::Notice(0, 2)]);
        assert_eq!(dots(&plan), 3);
    }

    #[test]
    fn a_page_stays_its_time_and_starts_again_after_a_call() {
        let plan = plan(Show::Duty, &material(2, &[]));
        let mut rotation = Rotation::default();
        assert_eq!(rotation.tick(&plan, 0).map(|slot| slot.kind), Some(Kind::Duty(0)));
        rotation.restart(11_000);
        assert_eq!(rotation.tick(&plan, 12_500).map(|slot| slot.kind), Some(Kind::Duty(0)));
        assert_eq!(rotation.tick(&plan, 23_000).map(|slot| slot.kind), Some(Kind::Duty(1)));
        assert_eq!(rotation.tick(&plan, 35_000).map(|slot| slot.kind), Some(Kind::Duty(0)));
    }

    #[test]
    fn a_board_alone_never_turns_and_a_shorter_plan_begins_anew() {
        let alone = plan(Show::Board, &material(0, &[]));
        let mut rotation = Rotation::default();
        assert_eq!(rotation.next_due(&alone), None);
        let long = plan(Show::Board, &material(2, &[1]));
        for now in [0, 12_000, 24_000, 36_000] {
            rotation.tick(&long, now);
        }
        assert_eq!(rotation.tick(&alone, 40_000).map(|slot| slot.kind), Some(Kind::Board));
        assert!(rotation.tick(&[], 41_000).is_none());
        assert_eq!(rotation.since(), 40_000, "without pages nothing begins");
    }

    #[test]
    fn long_pages_stay_longer() {
        assert_eq!(reading_time(30, 12_000, 6), 12_000);
        assert_eq!(reading_time(150, 12_000, 6), 25_000);
    }
}
