//! The one writer: decides and applies each command on a clone, commits, swaps, answers, publishes. Everybody else holds a handle.

mod handles;
mod replies;
mod security;
mod writer;

use std::net::IpAddr;
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, PoisonError, RwLock};

use sunhall_hall::ids::{DeviceName, FileHash, TextRef, TicketId, TicketNumber, TokenName};
use sunhall_hall::{Command, Hall, Moment, Refusal};
use tokio::sync::{oneshot, watch};
use uuid::Uuid;

use crate::clock::{Clock, ClockBehind, HubTime};
use crate::draw::{self, Draw};
use crate::store::{self, Fault, Journal, Reader, Reports, SecurityEntry, SecurityLog, SecurityQuery, Texts};

pub use crate::store::{Actor, CommandId};
pub use handles::{ASKED_FROM, AdministratorHandle, CitizenHandle, ClerkHandle, ManagerHandle, PadAct, PadHandle};

/// Commands that wait; one more is answered *busy* at once.
pub const MAILBOX: usize = 4_096;

/// An id made further ahead of the hub's time than this is refused.
pub const ID_AHEAD_MAX_MS: i64 = 10 * 60 * 1000;

/// A command on its way to the writer. `make` runs there, with the one generator; a repeat never runs it.
pub struct Ask {
    pub id: CommandId,
    pub actor: Actor,
    pub device: Option<DeviceName>,
    /// The address of whoever asked through a page or the API.
    pub from: Option<IpAddr>,
    pub make: Box<dyn FnOnce(&mut Draw) -> Command + Send>,
}

/// How a command ended for its asker.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Decided and durable.
    Decided(crate::store::Decided),
    /// The mailbox is full; nothing happened.
    Busy,
    /// It could not be written; nothing happened.
    Fault,
    /// The id is not of version 7, too old, too far ahead, or was used by somebody else.
    IdRefused { hub_time: Moment },
}

/// The newest published state.
#[derive(Clone)]
pub struct Live {
    pub hall: Arc<Hall>,
    pub seq: u64,
    pub at: Moment,
}

/// Reads an erasable row.
pub type Lookup<'a> = &'a dyn Fn(&TextRef) -> Option<Arc<str>>;

/// Looks at the hall as it would be after an administrator's edit, and refuses what no screen could take.
pub type AllowEdit = Box<dyn Fn(&Hall, Moment, Lookup<'_>) -> Result<(), Refusal> + Send>;

/// What the engine is started with.
pub struct Setup {
    pub journal: Box<dyn Journal>,
    pub reader: Reader,
    pub security: SecurityLog,
    pub clock: Arc<dyn Clock>,
    pub offset_ms: i64,
    pub draw: Draw,
    pub allow_edit: AllowEdit,
}

#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Journal(#[from] Fault),
    #[error(transparent)]
    Clock(#[from] ClockBehind),
    #[error("the engine's thread cannot start: {0}")]
    Thread(#[from] std::io::Error),
}

enum Mail {
    Ask(Ask, oneshot::Sender<Outcome>),
    /// Look at the clock now; answered once whatever was due is durable.
    Wake(oneshot::Sender<()>),
    RebuildViews(oneshot::Sender<Result<u64, Fault>>),
    Stop(oneshot::Sender<()>),
}

/// What writer and handles share.
struct Shared {
    current: RwLock<Live>,
    time: HubTime,
    reader: Reader,
    security: SecurityLog,
}

/// Cheap handle of the one writer thread.
#[derive(Clone)]
pub struct Engine {
    mailbox: SyncSender<Mail>,
    live: watch::Receiver<Live>,
    shared: Arc<Shared>,
}

impl Engine {
    /// Replays the journal and starts the writer's thread.
    pub fn start(mut setup: Setup) -> Result<Self, StartError> {
        let mut hall = Hall::default();
        let head = setup.journal.replay(&mut |event| sunhall_hall::apply(&mut hall, event))?;
        let time = HubTime::new(setup.clock, setup.offset_ms, head.time)?;
        let live = Live { hall: Arc::new(hall), seq: head.seq, at: time.now() };
        tracing::info!(events = head.seq, "journal replayed");
        let shared = Arc::new(Shared { current: RwLock::new(live.clone()), time, reader: setup.reader, security: setup.security });
        let (mailbox, inbox) = sync_channel(MAILBOX);
        let (publish, live) = watch::channel(live);
        let writer = writer::Writer::new(setup.journal, setup.draw, setup.allow_edit, Arc::clone(&shared), publish);
        std::thread::Builder::new().name("engine".to_owned()).spawn(move || writer.run(&inbox))?;
        Ok(Self { mailbox, live, shared })
    }

    pub fn citizens(&self) -> CitizenHandle {
        CitizenHandle::new(self.clone())
    }

    pub fn clerks(&self) -> ClerkHandle {
        ClerkHandle::new(self.clone())
    }

    pub fn pads(&self) -> PadHandle {
        PadHandle::new(self.clone())
    }

    pub fn managers(&self) -> ManagerHandle {
        ManagerHandle::new(self.clone())
    }

    pub fn administrators(&self) -> AdministratorHandle {
        AdministratorHandle::new(self.clone())
    }

    /// Newest published state, and news of the next; it ends when the writer has ended.
    pub fn live(&self) -> watch::Receiver<Live> {
        self.live.clone()
    }

    /// The hall as it is now.
    pub fn hall(&self) -> Arc<Hall> {
        self.newest().hall
    }

    /// The state that the newest answer came from; it may be about to be published.
    pub fn newest(&self) -> Live {
        self.shared.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The hub's time.
    pub fn now(&self) -> Moment {
        self.shared.time.now()
    }

    /// When an API token's latest command was answered, as far back as answers are kept.
    pub fn last_asked(&self, token: &TokenName) -> Option<Moment> {
        self.shared.reader.last_asked(&format!("token:{token}"))
    }

    /// How far the hub's time is ahead of this machine's clock, in milliseconds.
    pub fn shift_ms(&self) -> i64 {
        self.shared.time.shift_ms()
    }

    /// A command id with the hub's time, for askers that have no clock of their own.
    pub fn new_id(&self) -> CommandId {
        let chance = draw::system_bytes().unwrap_or_else(|_| *Uuid::now_v7().as_bytes());
        let mut tail = [0; 10];
        tail.copy_from_slice(&chance[6..]);
        let millis = u64::try_from(self.now().0).unwrap_or(0);
        CommandId(uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid())
    }

    pub fn texts(&self) -> Texts {
        self.shared.reader.texts()
    }

    pub fn file(&self, hash: &FileHash) -> Option<Arc<[u8]>> {
        self.shared.reader.file(hash)
    }

    /// The ticket that the whole code of a QR names.
    pub fn ticket_by_code(&self, code: &str) -> Option<TicketId> {
        self.shared.reader.ticket_by_code(code)
    }

    /// The ticket that number and short code name together; today's, or one that may still be rated.
    pub fn ticket_by_number(&self, number: TicketNumber, short_code: &str) -> Option<TicketId> {
        let today = self.now().day();
        let days = parameter(&self.hall(), "rating.open_days", today);
        self.shared.reader.ticket_by_number(number, short_code, (0..=u64::from(days)).map(|ago| today.minus(ago)))
    }

    /// Notes something in the security log.
    pub fn note(&self, entry: &SecurityEntry) {
        self.shared.security.note(entry, self.hall().figure("security.log_months", entry.at));
    }

    /// Lines of the security log.
    pub fn security(&self, query: &SecurityQuery) -> Result<(Vec<SecurityEntry>, u32), Fault> {
        self.shared.security.read(query)
    }

    pub fn reports(&self) -> Reports {
        let today = self.now().day();
        Reports::new(self.shared.reader.clone(), parameter(&self.hall(), "rating.show_from", today), today)
    }

    /// What administrators changed, the latest first, and how many changes there are on all pages.
    pub fn changes(&self, wanted: &store::Wanted) -> (Vec<store::Change>, u32) {
        store::changes::read(&self.shared.reader, wanted)
    }

    /// Does now what time has made due, and returns when it is durable.
    pub async fn wake(&self) {
        let (done, waiting) = oneshot::channel();
        if self.mailbox.try_send(Mail::Wake(done)).is_ok() {
            let _ended = waiting.await;
        }
    }

    /// Writes the views again from the log, while commands wait.
    pub async fn rebuild_views(&self) -> Result<u64, Fault> {
        let (done, waiting) = oneshot::channel();
        let gone = || Fault::Storage("the writer has ended".to_owned());
        self.mailbox.try_send(Mail::RebuildViews(done)).map_err(|_| gone())?;
        waiting.await.unwrap_or_else(|_| Err(gone()))
    }

    /// Ends the writer after the batch at hand.
    pub async fn stop(&self) {
        let (done, waiting) = oneshot::channel();
        let mut mail = Mail::Stop(done);
        while let Err(TrySendError::Full(back)) = self.mailbox.try_send(mail) {
            mail = back;
            tokio::task::yield_now().await;
        }
        let _ended = waiting.await;
    }

    async fn ask(&self, ask: Ask) -> Outcome {
        let (answer, waiting) = oneshot::channel();
        match self.mailbox.try_send(Mail::Ask(ask, answer)) {
            Ok(()) => waiting.await.unwrap_or(Outcome::Fault),
            Err(TrySendError::Full(_)) => {
                metrics::counter!("sunhall_commands_total", "outcome" => "busy").increment(1);
                Outcome::Busy
            }
            Err(TrySendError::Disconnected(_)) => Outcome::Fault,
        }
    }
}

/// A parameter that is a count.
fn parameter(hall: &Hall, key: &str, today: sunhall_hall::Day) -> u32 {
    u32::try_from(hall.policy.whole(key, today)).unwrap_or(0)
}
