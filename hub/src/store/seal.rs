//! The seal of the log: leaves, chain and daily Merkle roots, behind one algorithm byte.

use blake3::Hasher;

/// Blake3; the first byte of every stored hash.
pub const BLAKE3: u8 = 1;

/// Bytes of a stored hash: algorithm and digest.
pub const SEALED_LENGTH: usize = 33;

pub type Digest = [u8; 32];

/// A digest as it is stored.
pub fn sealed(digest: &Digest) -> [u8; SEALED_LENGTH] {
    let mut bytes = [BLAKE3; SEALED_LENGTH];
    bytes[1..].copy_from_slice(digest);
    bytes
}

/// A stored hash as a digest, if it is one of an algorithm we know.
pub fn unsealed(bytes: &[u8]) -> Option<Digest> {
    let (algorithm, digest) = bytes.split_first()?;
    if *algorithm == BLAKE3 { digest.try_into().ok() } else { None }
}

/// Where the chain of a hall begins.
pub fn start(hall: &str) -> Digest {
    *blake3::hash(hall.as_bytes()).as_bytes()
}

/// What an event adds to the chain; the nonce keeps it from being guessed.
pub fn leaf(nonce: &[u8], envelope: &[u8]) -> Digest {
    let mut hasher = Hasher::new();
    hasher.update(&[0]);
    hasher.update(nonce);
    hasher.update(envelope);
    *hasher.finalize().as_bytes()
}

/// The next link.
pub fn link(previous: &Digest, leaf: &Digest) -> Digest {
    let mut joined = [0; 64];
    joined[..32].copy_from_slice(previous);
    joined[32..].copy_from_slice(leaf);
    *blake3::hash(&joined).as_bytes()
}

fn inner(left: &Digest, right: &Digest) -> Digest {
    let mut joined = [1; 65];
    joined[1..33].copy_from_slice(left);
    joined[33..].copy_from_slice(right);
    *blake3::hash(&joined).as_bytes()
}

/// The Merkle tree of one day, kept as the roots of its complete subtrees, tallest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    peaks: Vec<Digest>,
    leaves: u64,
}

impl Tree {
    pub fn push(&mut self, leaf: Digest) {
        let mut node = leaf;
        // Each trailing one-bit of the count is a complete subtree of the same height that the new node closes.
        for _ in 0..self.leaves.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                node = inner(&left, &node);
            }
        }
        self.peaks.push(node);
        self.leaves += 1;
    }

    /// The root over all leaves so far; `None` without any.
    pub fn root(&self) -> Option<Digest> {
        let mut peaks = self.peaks.iter().rev();
        let smallest = *peaks.next()?;
        Some(peaks.fold(smallest, |right, left| inner(left, &right)))
    }
}

/// Where a node of a proof stands beside the path from leaf to root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// The nodes that lead from the leaf at `index` to the root over `leaves`, so that one item is proved without showing the others.
pub fn proof(leaves: &[Digest], index: usize) -> Vec<(Side, Digest)> {
    if leaves.len() < 2 || index >= leaves.len() {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut path, beside) = if index < left.len() {
        (proof(left, index), root_of(right).map(|root| (Side::Right, root)))
    } else {
        (proof(right, index - left.len()), root_of(left).map(|root| (Side::Left, root)))
    };
    path.extend(beside);
    path
}

/// The root that a leaf and its proof lead to.
pub fn proved_root(leaf: Digest, path: &[(Side, Digest)]) -> Digest {
    path.iter().fold(leaf, |node, (side, beside)| match side {
        Side::Left => inner(beside, &node),
        Side::Right => inner(&node, beside),
    })
}

/// The root over `leaves`.
pub fn root_of(leaves: &[Digest]) -> Option<Digest> {
    let mut tree = Tree::default();
    for leaf in leaves {
        tree.push(*leaf);
    }
    tree.root()
}

/// The largest power of two below `count`.
fn split(count: usize) -> usize {
    1 << (usize::BITS - 1 - (count - 1).leading_zeros())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(count: u8) -> Vec<Digest> {
        (0..count).map(|byte| leaf(b"nonce", &[byte])).collect()
    }

    #[test]
    fn the_root_of_three_is_the_pair_and_the_single() {
        let leaves = leaves(3);
        assert_eq!(root_of(&leaves), Some(inner(&inner(&leaves[0], &leaves[1]), &leaves[2])));
        assert_eq!(root_of(&leaves[..1]), Some(leaves[0]));
        assert_eq!(root_of(&[]), None);
    }

    #[test]
    fn every_leaf_of_every_size_is_proved_and_no_other() {
        for count in 1..40 {
            let leaves = leaves(count);
            let root = root_of(&leaves).unwrap();
            for index in 0..leaves.len() {
                let path = proof(&leaves, index);
                assert_eq!(proved_root(leaves[index], &path), root, "{index} of {count}");
                assert_ne!(proved_root(leaf(b"other", &[index as u8]), &path), root);
            }
        }
    }

    #[test]
    fn an_inner_node_is_no_leaf() {
        let leaves = leaves(2);
        let mut joined = leaves[0].to_vec();
        joined.extend(leaves[1]);
        assert_ne!(root_of(&leaves), Some(leaf(&[], &joined)));
    }

    #[test]
    fn the_algorithm_stands_in_front() {
        let digest = start("demo");
        assert_eq!(sealed(&digest)[0], BLAKE3);
        assert_eq!(unsealed(&sealed(&digest)), Some(digest));
        let mut other = sealed(&digest);
        other[0] = 2;
        assert_eq!(unsealed(&other), None);
        assert_eq!(unsealed(&[]), None);
    }

    #[test]
    fn each_part_moves_the_link() {
        let first = link(&start("demo"), &leaf(b"n", b"e"));
        assert_ne!(first, link(&start("demo2"), &leaf(b"n", b"e")));
        assert_ne!(first, link(&start("demo"), &leaf(b"m", b"e")));
        assert_ne!(first, link(&start("demo"), &leaf(b"n", b"f")));
    }
}
