//! Places in order, with the number before any of them at hand: blocks in an ordered map, so that a copy costs nothing.

use std::ops::Bound;

use imbl::OrdMap;

use crate::ids::TicketId;
use crate::moment::Moment;

/// Places kept together; a hundred thousand make two hundred blocks.
const BLOCK: usize = 512;

/// Where a ticket stands: the moment of its turn, and between equal turns the one set earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub turn: Moment,
    pub set: u64,
    pub ticket: TicketId,
}

impl Place {
    /// A place that no ticket holds, before every ticket whose turn was set at or after `set` at that moment.
    pub fn before(turn: Moment, set: u64) -> Self {
        Self { turn, set, ticket: TicketId(0) }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranks {
    /// Blocks by a lower bound of what they hold; no block is empty.
    blocks: OrdMap<Place, Vec<Place>>,
    len: usize,
}

impl Ranks {
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn first(&self) -> Option<Place> {
        self.blocks.get_min().and_then(|(_, block)| block.first()).copied()
    }

    /// How many places come before this one, which need not be held.
    pub fn rank(&self, place: Place) -> usize {
        let Some((start, block)) = self.blocks.get_prev(&place) else { return 0 };
        let later: usize = self.blocks.range((Bound::Excluded(*start), Bound::Unbounded)).map(|(_, block)| block.len()).sum();
        self.len - later - block.len() + block.partition_point(|held| *held < place)
    }

    pub fn iter(&self) -> impl Iterator<Item = Place> + '_ {
        self.blocks.values().flatten().copied()
    }

    pub fn insert(&mut self, place: Place) {
        let start = match self.blocks.get_prev(&place) {
            Some((start, _)) => *start,
            None => self.lower_the_first_block(place),
        };
        let block = self.blocks.entry(start).or_default();
        let Err(position) = block.binary_search(&place) else { return };
        block.insert(position, place);
        self.len += 1;
        if block.len() > BLOCK {
            // People mostly join at the end: then the full block stays full.
            let at = if position == BLOCK { BLOCK } else { BLOCK / 2 };
            let rest = block.split_off(at);
            if let Some(first) = rest.first() {
                self.blocks.insert(*first, rest);
            }
        }
    }

    pub fn remove(&mut self, place: Place) {
        let Some((start, _)) = self.blocks.get_prev(&place) else { return };
        let start = *start;
        let Some(block) = self.blocks.get_mut(&start) else { return };
        let Ok(position) = block.binary_search(&place) else { return };
        block.remove(position);
        self.len -= 1;
        if block.is_empty() {
            self.blocks.remove(&start);
        }
    }

    fn lower_the_first_block(&mut self, bound: Place) -> Place {
        if let Some((old, _)) = self.blocks.get_min() {
            let old = *old;
            if let Some(block) = self.blocks.remove(&old) {
                self.blocks.insert(bound, block);
            }
        }
        bound
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn place(number: u64) -> Place {
        Place { turn: Moment((number % 997) as i64), set: number, ticket: TicketId(number) }
    }

    proptest! {
        #[test]
        fn it_counts_like_a_plain_set(acts in prop::collection::vec((any::<bool>(), 0u64..3000), 0..4000)) {
            let mut ranks = Ranks::default();
            let mut plain = BTreeSet::new();
            for (add, number) in acts {
                let place = place(number);
                if add {
                    ranks.insert(place);
                    plain.insert(place);
                } else {
                    ranks.remove(place);
                    plain.remove(&place);
                }
            }
            prop_assert!(ranks.iter().eq(plain.iter().copied()));
            prop_assert_eq!(ranks.len(), plain.len());
            prop_assert_eq!(ranks.is_empty(), plain.is_empty());
            prop_assert_eq!(ranks.first(), plain.first().copied());
            for number in (0..3000).step_by(61) {
                prop_assert_eq!(ranks.rank(place(number)), plain.range(..place(number)).count());
            }
        }
    }

    #[test]
    fn a_hundred_thousand_in_a_row_stay_in_few_blocks() {
        let mut ranks = Ranks::default();
        for number in 0..100_000 {
            ranks.insert(Place { turn: Moment(number), set: number as u64, ticket: TicketId(number as u64) });
        }
        assert!(ranks.blocks.len() <= 200);
        assert_eq!(ranks.rank(Place::before(Moment(70_000), 0)), 70_000);
    }
}
