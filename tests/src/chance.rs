//! Chance that can be repeated: the seed is printed by whoever uses it.

use uuid::Uuid;

/// A small generator (`SplitMix64`); good enough to choose what happens next.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The seed named by `SUNHALL_SEED`, else one from the machine's clock.
    pub fn seed() -> u64 {
        let named = std::env::var("SUNHALL_SEED").ok().and_then(|text| text.parse().ok());
        named.unwrap_or_else(|| std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(1, |since| since.as_secs()))
    }

    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which must not be 0.
    pub fn below(&mut self, end: u64) -> u64 {
        self.draw() % end
    }

    /// One of them.
    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[usize::try_from(self.below(all.len() as u64)).unwrap_or(0)]
    }

    /// A command id with the hub's time inside.
    pub fn id(&mut self, hub_time_ms: i64) -> Uuid {
        let mut tail = [0; 10];
        tail[..8].copy_from_slice(&self.draw().to_be_bytes());
        tail[8..].copy_from_slice(&self.draw().to_be_bytes()[..2]);
        uuid::Builder::from_unix_timestamp_millis(u64::try_from(hub_time_ms).unwrap_or(0), &tail).into_uuid()
    }
}
