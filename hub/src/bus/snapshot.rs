//! One published snapshot: what it last said and since when, so that only changes go out.

use serde::Serialize;
use sunhall_protocol::board::Board;
use sunhall_protocol::duty::Duty;
use sunhall_protocol::kiosk::Menu;
use sunhall_protocol::live::Live;
use sunhall_protocol::notices::NoticeIndex;
use sunhall_protocol::order::Order;
use sunhall_protocol::{SNAPSHOT_BYTES_MAX, Version};

/// A message with a version of its own.
pub trait Versioned: Clone + PartialEq + Serialize {
    fn set_version(&mut self, version: Version);
}

macro_rules! versioned {
    ($($message:ty),*) => {$(
        impl Versioned for $message {
            fn set_version(&mut self, version: Version) {
                self.version = version;
            }
        }
    )*};
}
versioned!(Board, Duty, Live, Menu, NoticeIndex, Order);

/// The content last published, under the version at which it became true.
pub struct Kept<T> {
    content: Option<T>,
    version: Version,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { content: None, version: Version::default() }
    }
}

/// What is to be done with new content.
#[derive(Debug, PartialEq, Eq)]
pub enum News {
    Same,
    /// Publish these bytes.
    Changed(Vec<u8>),
    /// Larger than a snapshot may be: what was published stays.
    TooLarge(usize),
}

impl<T: Versioned> Kept<T> {
    /// Version of what was last published, if anything was.
    pub fn version(&self) -> Option<Version> {
        self.content.as_ref().map(|_| self.version)
    }

    /// Compares without versions; `again` publishes even what has not changed, under the version that it had.
    pub fn take(&mut self, mut content: T, now: Version, again: bool) -> News {
        content.set_version(Version::default());
        let same = self.content.as_ref() == Some(&content);
        if same && !again {
            return News::Same;
        }
        let version = if same { self.version } else { now };
        let mut message = content.clone();
        message.set_version(version);
        // Snapshots hold texts, figures and lists of them, which always have a JSON form.
        let bytes = serde_json::to_vec(&message).unwrap_or_default();
        if bytes.len() > SNAPSHOT_BYTES_MAX {
            return News::TooLarge(bytes.len());
        }
        (self.content, self.version) = (Some(content), version);
        News::Changed(bytes)
    }
}

#[cfg(test)]
mod tests {
    use sunhall_protocol::Moment;

    use super::*;

    fn version(seq: u64) -> Version {
        Version { seq, at: Moment(seq as i64 * 1000) }
    }

    fn board(phone: &str) -> Board {
        Board { supervision_phone: phone.into(), ..Board::default() }
    }

    fn published(news: News) -> Board {
        let News::Changed(bytes) = news else { panic!("{news:?}") };
        serde_json::from_slice(&bytes).unwrap()
    }

    #[test]
    fn only_changes_go_out_and_the_version_says_when_they_became_true() {
        let mut kept = Kept::default();
        assert_eq!(kept.version(), None);
        assert_eq!(published(kept.take(board("1"), version(1), false)).version, version(1));
        assert_eq!(kept.take(board("1"), version(2), false), News::Same);
        assert_eq!(kept.version(), Some(version(1)));
        assert_eq!(published(kept.take(board("2"), version(3), false)).version, version(3));
    }

    #[test]
    fn publishing_again_keeps_the_version() {
        let mut kept = Kept::default();
        kept.take(board("1"), version(1), false);
        assert_eq!(published(kept.take(board("1"), version(5), true)).version, version(1));
        assert_eq!(published(kept.take(board("2"), version(6), true)).version, version(6));
    }

    #[test]
    fn what_is_too_large_is_kept_back_and_the_old_stays() {
        let mut kept = Kept::default();
        kept.take(board("1"), version(1), false);
        let large = board(&"9".repeat(SNAPSHOT_BYTES_MAX));
        assert!(matches!(kept.take(large, version(2), false), News::TooLarge(_)));
        assert_eq!(kept.version(), Some(version(1)));
        assert_eq!(kept.take(board("1"), version(3), false), News::Same);
    }
}
