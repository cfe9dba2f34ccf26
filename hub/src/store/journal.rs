//! The journal's border: what the engine asks to be written, and what it reads back.

use serde::{Deserialize, Serialize};
use sunhall_hall::ids::{DeviceName, StaffNumber, TokenName};
use sunhall_hall::{Answer, Event, Moment, Refusal};
use uuid::Uuid;

use crate::draw::Rows;

/// The id that the asker gave a command, `UUIDv7` with the hub's time inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CommandId(pub Uuid);

impl CommandId {
    /// The moment inside the id; `None` unless it is of version 7.
    pub fn made_at(&self) -> Option<Moment> {
        let timestamp = (self.0.get_version_num() == 7).then(|| self.0.get_timestamp())??;
        let (seconds, nanos) = timestamp.to_unix();
        Some(Moment(i64::try_from(seconds).ok()?.checked_mul(1000)? + i64::from(nanos / 1_000_000)))
    }
}

/// Who gave a command; stored with each of its events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    Citizen,
    Staff(StaffNumber),
    /// An API token; `staff` is the clerk who is signed on at the window it acts for.
    Token {
        token: TokenName,
        staff: Option<StaffNumber>,
    },
    Console,
    Clock,
}

/// An event on its way into the log.
#[derive(Clone, Debug)]
pub struct Fact {
    pub time: Moment,
    pub actor: Actor,
    pub device: Option<DeviceName>,
    pub command: Option<CommandId>,
    pub nonce: [u8; 16],
    pub event: Event,
}

/// What a command was answered.
pub type Decided = Result<Answer, Refusal>;

/// An answer on its way into the table of replies.
#[derive(Clone, Debug)]
pub struct Reply {
    pub id: CommandId,
    pub at: Moment,
    /// Who asked; a repeat by somebody else is not a repeat.
    pub asker: String,
    pub decided: Decided,
}

/// Everything that one transaction makes durable.
#[derive(Clone, Default)]
pub struct Batch {
    pub facts: Vec<Fact>,
    pub rows: Rows,
    pub replies: Vec<Reply>,
}

impl Batch {
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.replies.is_empty() && self.rows.texts.is_empty() && self.rows.files.is_empty()
    }
}

/// The end of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub seq: u64,
    pub time: Option<Moment>,
}

/// The world failed; nothing of the batch was written.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("the disk is full")]
    DiskFull,
    #[error("the database is held by another program")]
    Held,
    #[error("another hub has written to this journal: this one steps down")]
    Fenced,
    #[error("event {seq}: {what}")]
    Damaged { seq: u64, what: String },
    #[error("the data folder was written by a newer program (version {found}, this one knows {known})")]
    Newer { found: i64, known: i64 },
    #[error("the database refuses to be durable: {0}")]
    NotDurable(String),
    #[error("{0}")]
    Storage(String),
}

/// Where events, texts, views and replies become durable together. SQLite now; another database later.
pub trait Journal: Send {
    /// Gives every stored event to `apply`, in order, verifying the chain; returns the end of the log.
    fn replay(&mut self, apply: &mut dyn FnMut(&Event)) -> Result<Head, Fault>;

    /// Writes the whole batch in one transaction and returns the new end of the log once it is durable; on a fault nothing was written.
    fn append(&mut self, batch: &Batch) -> Result<Head, Fault>;

    /// The stored answer to a command.
    fn reply(&mut self, id: CommandId) -> Result<Option<Reply>, Fault>;

    /// Empties the views and writes them again from the log; returns the number of events read.
    fn rebuild_views(&mut self) -> Result<u64, Fault>;

    /// Forgets answers to commands made before `before`.
    fn forget_replies(&mut self, before: Moment) -> Result<(), Fault>;
}
