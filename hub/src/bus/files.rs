//! Files on the wire: guides, notice bodies and portraits in retained parts under the hash of the whole, cleared when nothing names them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sunhall_hall::Hall;
use sunhall_hall::ids::FileHash;
use sunhall_protocol::duty::Duty;
use sunhall_protocol::notices::NoticeIndex;
use sunhall_protocol::topics::Topic;

use crate::engine::Engine;
use crate::snapshots;

/// Bytes in one part; well below what the broker keeps and takes.
const PART_BYTES: usize = 128 << 10;

/// The parts of each published file.
#[derive(Default)]
pub struct Files {
    published: BTreeMap<String, u32>,
}

/// What is named now: guides with their bytes, all else by hash.
pub struct Wanted {
    guides: BTreeMap<String, Vec<u8>>,
    stored: BTreeSet<String>,
}

impl Wanted {
    pub fn of(hall: &Hall, notices: &NoticeIndex, duty: &Duty) -> Self {
        let bodies = notices.entries.iter().map(|entry| entry.hash.clone());
        let portraits = duty.badges.iter().filter_map(|badge| badge.portrait.clone());
        Self { guides: snapshots::guides(hall), stored: bodies.chain(portraits).collect() }
    }

    fn names(&self) -> BTreeSet<&String> {
        self.guides.keys().chain(&self.stored).collect()
    }

    fn bytes(&self, engine: &Engine, hash: &str) -> Option<Arc<[u8]>> {
        self.guides.get(hash).map(|guide| guide.as_slice().into()).or_else(|| engine.file(&FileHash::new(hash)))
    }
}

impl Files {
    /// The hashes to publish now; all of them when the broker may have lost them.
    pub fn missing(&self, wanted: &Wanted, again: bool) -> Vec<String> {
        wanted.names().into_iter().filter(|hash| again || !self.published.contains_key(*hash)).cloned().collect()
    }

    /// The messages of one file, which counts as published from now on; none when it does not lie beside the log.
    pub fn publish(&mut self, wanted: &Wanted, engine: &Engine, hash: &str) -> Vec<(Topic, Vec<u8>)> {
        let Some(bytes) = wanted.bytes(engine, hash) else {
            tracing::error!(hash, "a file is named but does not lie beside the log");
            return Vec::new();
        };
        let pieces: Vec<&[u8]> = if bytes.is_empty() { vec![&[]] } else { bytes.chunks(PART_BYTES).collect() };
        let parts = u32::try_from(pieces.len()).unwrap_or(u32::MAX);
        self.published.insert(hash.to_owned(), parts);
        (0..).zip(pieces).map(|(part, piece)| (Topic::File { hash: hash.to_owned(), part, parts }, piece.to_vec())).collect()
    }

    /// The parts of files that nothing names any more, to be cleared.
    pub fn surplus(&mut self, wanted: &Wanted) -> Vec<Topic> {
        let names = wanted.names();
        let (kept, gone): (BTreeMap<_, _>, BTreeMap<_, _>) = std::mem::take(&mut self.published).into_iter().partition(|(hash, _)| names.contains(hash));
        self.published = kept;
        gone.into_iter().flat_map(|(hash, parts)| (0..parts).map(move |part| Topic::File { hash: hash.clone(), part, parts })).collect()
    }
}
