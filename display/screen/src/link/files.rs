//! Files that arrive in parts: collected until whole, within bounds, then handed on.

use std::collections::BTreeMap;

/// More parts than this are no file of ours.
const PARTS_MAX: u32 = 64;
/// Files that may be incomplete at the same time.
const OPEN_MAX: usize = 256;

/// The parts that have come so far.
#[derive(Debug, Default)]
pub struct Files {
    open: BTreeMap<String, BTreeMap<u32, Vec<u8>>>,
}

impl Files {
    /// Adds one part; answers the whole file when it was the last one missing. An empty part is a file being cleared.
    pub fn add(&mut self, hash: &str, part: u32, parts: u32, payload: &[u8]) -> Option<Vec<u8>> {
        if payload.is_empty() {
            self.open.remove(hash);
            return None;
        }
        if parts == 0 || parts > PARTS_MAX || part >= parts {
            return None;
        }
        if parts == 1 {
            return Some(payload.to_vec());
        }
        if self.open.len() >= OPEN_MAX && !self.open.contains_key(hash) {
            self.open.pop_first();
        }
        let collected = self.open.entry(hash.to_owned()).or_default();
        collected.insert(part, payload.to_vec());
        if collected.len() < parts as usize {
            return None;
        }
        let whole = self.open.remove(hash)?;
        Some(whole.into_values().flatten().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_in_any_order() {
        let mut files = Files::default();
        assert_eq!(files.add("ab", 1, 2, b"two"), None);
        assert_eq!(files.add("ab", 0, 2, b"one "), Some(b"one two".to_vec()));
        assert_eq!(files.add("cd", 0, 1, b"whole"), Some(b"whole".to_vec()));
    }

    #[test]
    fn impossible_parts_and_cleared_files_are_nothing() {
        let mut files = Files::default();
        assert_eq!(files.add("ab", 2, 2, b"x"), None);
        assert_eq!(files.add("ab", 0, 0, b"x"), None);
        assert_eq!(files.add("ab", 0, 2, b"x"), None);
        assert_eq!(files.add("ab", 0, 2, b""), None);
        assert_eq!(files.add("ab", 1, 2, b"y"), None, "a cleared file starts again");
    }
}
