//! Chance: keys, salts, nonces and codes come from one generator, and what is drawn for a command goes into its transaction.

use std::sync::Arc;

use rand::rngs::{SysError, SysRng};
use rand::{Rng, SeedableRng, TryRng};
use rand_chacha::ChaCha20Rng;
use sunhall_hall::Moment;
use sunhall_hall::ids::{FileHash, TextRef};

/// Crockford's letters: no I, L, O or U, so that a code read aloud or copied by hand stays itself.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters of a whole code, 128 bits: 103 of them chance, 25 the minute in which it was drawn.
pub const CODE_LENGTH: usize = 26;

/// Where the minute stands in a code, in bits from the right: behind the short code, so that codes of one time lie together in the index.
const CODE_MINUTE: (u32, u128) = (65, (1 << 25) - 1);

/// Characters of a code that stand on paper and count only together with the number.
pub const SHORT_CODE_LENGTH: usize = 8;

/// What an erasable row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    Name,
    Phone,
    Words,
    Reason,
    PriorityClass,
    Code,
    Secret,
}

impl TextKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Words => "words",
            Self::Reason => "reason",
            Self::PriorityClass => "priority_class",
            Self::Code => "code",
            Self::Secret => "secret",
        }
    }
}

/// An erasable row. It has no `Debug` on purpose: what it holds must not reach a log.
#[derive(Clone)]
pub struct TextRow {
    pub key: Arc<str>,
    pub kind: TextKind,
    pub salt: [u8; 16],
    pub text: Arc<str>,
}

/// A file that lies beside the log under its own hash.
#[derive(Clone)]
pub struct FileRow {
    pub hash: FileHash,
    pub bytes: Arc<[u8]>,
}

/// Rows that were drawn for one command.
#[derive(Clone, Default)]
pub struct Rows {
    pub texts: Vec<TextRow>,
    pub files: Vec<FileRow>,
}

/// The one generator, and the rows drawn since the last command.
pub struct Draw {
    chance: ChaCha20Rng,
    rows: Rows,
    now: Moment,
}

impl Draw {
    /// A generator seeded by the operating system.
    pub fn from_system() -> Result<Self, SysError> {
        let mut seed = [0; 32];
        SysRng.try_fill_bytes(&mut seed)?;
        Ok(Self::from_seed(seed))
    }

    /// A generator with a known seed, for simulation.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self { chance: ChaCha20Rng::from_seed(seed), rows: Rows::default(), now: Moment::default() }
    }

    /// What is drawn from here on belongs to this moment.
    pub fn set_now(&mut self, now: Moment) {
        self.now = now;
    }

    /// What was drawn since the last command was accepted.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// A key for an erasable row: 80 random bits behind the moment, so that rows of one time lie together on disk.
    fn key(&mut self) -> Arc<str> {
        let mut bytes = self.bytes();
        bytes[..6].copy_from_slice(&self.now.0.to_be_bytes()[2..]);
        hex(&bytes).into()
    }

    /// Keeps `text` in an erasable row and returns what the log may hold of it.
    pub fn text(&mut self, kind: TextKind, text: &str) -> TextRef {
        let key = self.key();
        let salt = self.bytes();
        let hash = text_hash(&salt, text).into();
        self.rows.texts.push(TextRow { key: Arc::clone(&key), kind, salt, text: text.into() });
        TextRef { key, hash }
    }

    /// A new ticket code; the first eight of its characters are the short code.
    pub fn code(&mut self) -> TextRef {
        let (place, mask) = CODE_MINUTE;
        let minute = u128::from(self.now.0.div_euclid(60_000).unsigned_abs()) & mask;
        let chance = u128::from_be_bytes(self.bytes()) & !(mask << place);
        self.text(TextKind::Code, &crockford(chance | minute << place))
    }

    /// Keeps what a password is checked against; see `credentials`.
    pub fn secret(&mut self, stored: &str) -> TextRef {
        self.text(TextKind::Secret, stored)
    }

    /// Keeps a file beside the log under the hash of its bytes.
    pub fn file(&mut self, bytes: &[u8]) -> FileHash {
        let hash = file_hash(bytes);
        self.rows.files.push(FileRow { hash: hash.clone(), bytes: bytes.into() });
        hash
    }

    /// Sixteen bytes, for instance the nonce of an event's leaf.
    pub fn bytes(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        self.chance.fill_bytes(&mut bytes);
        bytes
    }

    /// Takes what was drawn since the last time.
    pub fn take_rows(&mut self) -> Rows {
        std::mem::take(&mut self.rows)
    }
}

/// Sixteen random bytes from the operating system, for passwords and ids made outside the engine.
pub fn system_bytes() -> Result<[u8; 16], SysError> {
    let mut bytes = [0; 16];
    SysRng.try_fill_bytes(&mut bytes)?;
    Ok(bytes)
}

/// The salted hash by which the log holds a text.
pub fn text_hash(salt: &[u8], text: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(salt);
    hasher.update(text.as_bytes());
    hasher.finalize().to_hex().to_string()
}

/// The name of a file beside the log.
pub fn file_hash(bytes: &[u8]) -> FileHash {
    FileHash::new(blake3::hash(bytes).to_hex().as_str())
}

/// A code as somebody typed or scanned it, in its one form: upper case, without hyphens and blanks, I and L as 1, O as 0.
pub fn normal_code(typed: &str) -> String {
    let kept = typed.chars().filter(|letter| !matches!(letter, '-' | ' '));
    kept.map(|letter| match letter.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    })
    .collect()
}

pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)] as char, DIGITS[usize::from(byte & 15)] as char]).collect()
}

/// 128 bits as 26 of Crockford's characters, most significant first.
pub fn crockford(bits: u128) -> String {
    (0..CODE_LENGTH).rev().map(|place| CROCKFORD[(bits >> (5 * place)) as usize & 31] as char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_26_crockford_characters_and_differ() {
        let mut draw = Draw::from_seed([7; 32]);
        let (first, second) = (draw.code(), draw.code());
        let rows = draw.take_rows().texts;
        assert_ne!(first, second);
        assert_ne!(rows[0].text, rows[1].text);
        for row in &rows {
            assert_eq!(row.text.len(), CODE_LENGTH);
            assert_eq!(normal_code(&row.text), *row.text, "a code is already in its one form");
        }
        assert_eq!(crockford(u128::MAX), format!("7{}", "Z".repeat(25)));
        assert_eq!(crockford(0), "0".repeat(26));
    }

    #[test]
    fn codes_of_one_minute_lie_together_behind_their_short_codes() {
        let mut draw = Draw::from_seed([7; 32]);
        let mut code_at = |minute: i64| {
            draw.set_now(Moment(minute * 60_000 + 1));
            draw.code();
            draw.take_rows().texts[0].text.to_string()
        };
        let minute = |code: &str| code[SHORT_CODE_LENGTH..SHORT_CODE_LENGTH + 5].to_owned();
        let (first, second, later) = (code_at(29_900_000), code_at(29_900_000), code_at(29_900_001));
        assert_eq!(minute(&first), minute(&second));
        assert!(minute(&second) < minute(&later));
        assert_ne!(first[..SHORT_CODE_LENGTH], second[..SHORT_CODE_LENGTH]);
        assert_ne!(first[SHORT_CODE_LENGTH + 5..], second[SHORT_CODE_LENGTH + 5..]);
    }

    #[test]
    fn typed_codes_are_read_kindly() {
        assert_eq!(normal_code("abcd-ilo1"), "ABCD1101");
        assert_eq!(normal_code(" 7h2k 9p4q "), "7H2K9P4Q");
    }

    #[test]
    fn the_log_can_prove_a_text_only_with_its_salt() {
        let mut draw = Draw::from_seed([1; 32]);
        let reference = draw.text(TextKind::Words, "排队太久");
        let same_again = draw.text(TextKind::Words, "排队太久");
        let rows = draw.take_rows().texts;
        assert_ne!(reference.hash, same_again.hash, "equal texts do not show as equal");
        assert_eq!(*reference.hash, text_hash(&rows[0].salt, &rows[0].text));
        assert!(draw.take_rows().texts.is_empty());
    }

    #[test]
    fn the_same_seed_draws_the_same() {
        let (mut one, mut other) = (Draw::from_seed([3; 32]), Draw::from_seed([3; 32]));
        assert_eq!((one.code(), one.bytes()), (other.code(), other.bytes()));
    }
}
