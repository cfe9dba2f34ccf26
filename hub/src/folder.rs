//! The data folder: its lock, its configuration, and the engine that opens on it.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};

use crate::clock::Clock;
use crate::config::{Config, FILE};
use crate::draw::Draw;
use crate::engine::{Engine, Lookup, Setup};
use crate::snapshots;
use crate::store::{DATABASE, Reader, SecurityLog, Store};

/// Key under which the clock's offset lies in the database: milliseconds that the hall is ahead of the machine.
const OFFSET: &str = "clock_offset_ms";

/// A data folder that this process alone may write to.
pub struct Folder {
    pub path: PathBuf,
    pub config: Config,
    _lock: File,
}

impl Folder {
    /// Makes a new data folder with its configuration; refuses one that is there already.
    pub fn init(path: &Path, config: &str) -> anyhow::Result<Self> {
        // Nothing is made for a configuration that would not do: the corrected command finds an empty place.
        Config::parse(config).map_err(anyhow::Error::msg)?;
        let file = path.join(FILE);
        if file.exists() || path.join(DATABASE).exists() {
            bail!("{} is a data folder already", path.display());
        }
        make_private(path)?;
        write_private(&file, config)?;
        Self::open(path)
    }

    /// Opens a data folder and takes its lock; the error says when another process has it.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        Self::try_open(path)?.with_context(|| format!("another process writes to {}", path.display()))
    }

    /// The same; nothing when another process has the lock.
    pub fn try_open(path: &Path) -> anyhow::Result<Option<Self>> {
        let config = Config::read(path)?;
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(path.join("lock"))
            .with_context(|| format!("the lock in {} cannot be opened", path.display()))?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Self { path: path.to_owned(), config, _lock: lock })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error).context("the data folder cannot be locked"),
        }
    }

    /// Opens the store, replays it and starts the engine. `offset_ms` is written at the first start only; later the stored one holds.
    pub fn start(&self, clock: Arc<dyn Clock>, offset_ms: Option<i64>) -> anyhow::Result<Engine> {
        let database = self.path.join(DATABASE);
        let store = Store::open(&database, &self.config.hall)?;
        let stored = store.meta(OFFSET)?.map(|text| text.parse::<i64>()).transpose().context("the stored clock offset is not a number")?;
        let offset_ms = if let Some(stored) = stored {
            stored
        } else {
            let first = offset_ms.unwrap_or(0);
            store.set_meta(OFFSET, &first.to_string())?;
            first
        };
        let draw = Draw::from_system().context("the operating system gives no random numbers")?;
        let reader = Reader::new(&database);
        let security = SecurityLog::open(&self.path)?;
        let public_url = self.config.http_listen().ok().and_then(|address| self.config.public_url(address));
        let allow_edit = Box::new(move |hall: &_, now, text: Lookup<'_>| snapshots::allow_edit(hall, now, text, public_url.as_deref()));
        Ok(Engine::start(Setup { journal: Box::new(store), reader, security, clock, offset_ms, draw, allow_edit })?)
    }
}

/// Writes a file that only this user may read, all at once.
pub fn write_private(path: &Path, text: &str) -> anyhow::Result<()> {
    use std::io::Write;
    let mut file =
        OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(path).with_context(|| format!("{} cannot be written", path.display()))?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).with_context(|| format!("{} cannot be written", path.display()))
}

/// Makes sure that a private file can be written, without touching what it holds; answers whether it is new.
pub fn reserve_private(path: &Path) -> anyhow::Result<bool> {
    let open = |options: &mut OpenOptions| options.write(true).mode(0o600).open(path);
    match open(OpenOptions::new().create_new(true)) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            open(&mut OpenOptions::new()).map(|_| false).with_context(|| format!("{} cannot be written", path.display()))
        }
        Err(error) => Err(error).with_context(|| format!("{} cannot be written", path.display())),
    }
}

/// Makes a folder that only this user may enter, unless it is there.
pub fn make_private(path: &Path) -> anyhow::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path).with_context(|| format!("the folder {} cannot be made", path.display()))
}

/// Puts a file in the place of another: whoever reads sees the old one or the new one, also after a crash.
pub fn replace(path: &Path, text: &str, mode: u32) -> anyhow::Result<()> {
    use std::io::Write;
    let unfinished = path.with_extension("unfinished");
    let written = || {
        let mut file = OpenOptions::new().create(true).truncate(true).write(true).mode(mode).open(&unfinished)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&unfinished, path)
    };
    written().with_context(|| format!("{} cannot be written", path.display()))
}
