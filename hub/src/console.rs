//! The console: commands of the command line, given to the running hub through a socket in the data folder, or done here when none runs.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use sunhall_hall::access::DeviceClass;
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::{DeviceName, StaffNumber, TokenName, WindowNumber};
use sunhall_hall::staff::Role;
use sunhall_protocol::access;
use sunhall_protocol::topics::Topics;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::broker::mosquitto;
use crate::clock::{Clock, MachineClock};
use crate::credentials;
use crate::engine::{Actor, CommandId, Engine, Outcome};
use crate::export;
use crate::folder::Folder;
use crate::import;
use crate::serve::{open_trust, pins};
use crate::trust::certificate::Server;
use crate::trust::{Pins, Trust};
use crate::wire::device_class;

/// Name of the socket in the data folder.
pub const SOCKET: &str = "console.sock";

/// Longest request in bytes; a path and a few words.
const ASK_BYTES_MAX: u64 = 64 * 1024;
/// How long a hub that is starting up is waited for.
const PATIENCE: Duration = Duration::from_secs(15);

/// What the console asks. Ids and passwords are made by the asker, so that a repeat asks for the same thing.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ConsoleAsk {
    Enrol {
        id: Option<Uuid>,
        device: String,
        class: DeviceClass,
        window: Option<u16>,
        password: String,
    },
    /// A new password for a device that is in already.
    Renew {
        id: Option<Uuid>,
        device: String,
        password: String,
    },
    Revoke {
        id: Option<Uuid>,
        device: String,
    },
    Token {
        id: Option<Uuid>,
        name: String,
        role: Role,
        windows: Vec<u16>,
        secret: String,
    },
    Import {
        folder: PathBuf,
    },
    /// Writes the settings into a folder that is new or empty.
    Export {
        folder: PathBuf,
    },
    RebuildViews,
    /// What an external broker needs; `user` and `hash` are the hub's own there, `names` those of the broker's machine.
    BrokerFiles {
        user: String,
        hash: String,
        names: Vec<String>,
    },
    /// Something about the hall's CA.
    Authority {
        act: AuthorityAct,
    },
    /// The hub's time and where its log ends, for whoever makes ids.
    Status,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ConsoleAnswer {
    /// The device may come in; `broker` is where it connects, when that is known.
    Enrolled {
        hall: String,
        broker: String,
        /// The CAs that the device is to accept; none where there is no TLS.
        ca: Option<String>,
    },
    /// The device may come in with its new password only.
    Renewed {
        class: DeviceClass,
        hall: String,
        broker: String,
        ca: Option<String>,
    },
    Revoked,
    TokenIssued,
    Imported {
        changed: u32,
        unchanged: u32,
        notes: Vec<String>,
    },
    Exported {
        files: u32,
    },
    ViewsRebuilt {
        events: u64,
    },
    BrokerFiles(BrokerFiles),
    /// What there is to say, line by line.
    Authority {
        lines: Vec<String>,
    },
    Status {
        now_ms: i64,
        events: u64,
    },
    Failed {
        why: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthorityAct {
    Show,
    /// Devices learn the next CA from now on.
    Announce,
    /// The announced CA issues from now on.
    TakeOver,
    /// The server's certificate is issued anew.
    Renew,
}

/// The contents of an external broker's files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BrokerFiles {
    pub passwords: String,
    pub access: String,
    /// A certificate of the hall's CA for the broker, its key, and the CA; none where the hall has no CA.
    pub certificate: Option<String>,
    pub key: Option<String>,
    pub ca: Option<String>,
    /// Devices that must be enrolled again before they can come in there.
    pub left_out: Vec<String>,
}

/// What the console knows besides the engine.
#[derive(Clone)]
pub struct Console {
    pub engine: Engine,
    pub hall: String,
    /// Address of the broker as devices are to use it.
    pub broker: String,
    /// The CAs by which devices know that broker.
    pub pins: Pins,
    /// The hall's own CA, where the hub speaks TLS.
    pub trust: Option<Arc<Trust>>,
}

impl Console {
    pub async fn act(&self, ask: ConsoleAsk) -> ConsoleAnswer {
        self.try_act(ask).await.unwrap_or_else(|error| ConsoleAnswer::Failed { why: format!("{error:#}") })
    }

    async fn try_act(&self, ask: ConsoleAsk) -> anyhow::Result<ConsoleAnswer> {
        match ask {
            ConsoleAsk::Enrol { id, device, class, window, password } => {
                let stored = credentials::hash_of_device(password).await?;
                let (device, window) = (DeviceName::new(device), window.map(WindowNumber));
                self.administer(id, move |draw| Administrator::Enrol { device, class, window, secret: draw.secret(&stored) }).await?;
                let ca = self.pins.read()?;
                Ok(ConsoleAnswer::Enrolled { hall: self.hall.clone(), broker: self.broker.clone(), ca })
            }
            ConsoleAsk::Renew { id, device, password } => {
                let stored = credentials::hash_of_device(password).await?;
                let device = DeviceName::new(device);
                let class = self.engine.hall().access.device(&device).map(|device| device.class).with_context(|| format!("no device {device} is let in"))?;
                self.administer(id, move |draw| Administrator::RenewDevice { device, secret: draw.secret(&stored) }).await?;
                Ok(ConsoleAnswer::Renewed { class, hall: self.hall.clone(), broker: self.broker.clone(), ca: self.pins.read()? })
            }
            ConsoleAsk::Revoke { id, device } => {
                let device = DeviceName::new(device);
                self.administer(id, move |_| Administrator::RevokeDevice { device }).await?;
                Ok(ConsoleAnswer::Revoked)
            }
            ConsoleAsk::Token { id, name, role, windows, secret } => {
                let stored = credentials::hash_token(&secret)?;
                let (token, windows) = (TokenName::new(name), windows.into_iter().map(WindowNumber).collect());
                self.administer(id, move |draw| Administrator::IssueToken { token, role, windows, secret: draw.secret(&stored) }).await?;
                Ok(ConsoleAnswer::TokenIssued)
            }
            ConsoleAsk::Import { folder } => {
                let summary = import::import(&self.engine, &folder).await?;
                Ok(ConsoleAnswer::Imported { changed: summary.changed, unchanged: summary.unchanged, notes: summary.notes })
            }
            ConsoleAsk::Export { folder } => {
                let files = export::files(&self.engine, &self.hall)?;
                export::write(&folder, &files)?;
                Ok(ConsoleAnswer::Exported { files: files.len() as u32 })
            }
            ConsoleAsk::RebuildViews => Ok(ConsoleAnswer::ViewsRebuilt { events: self.engine.rebuild_views().await? }),
            ConsoleAsk::BrokerFiles { user, hash, names } => Ok(ConsoleAnswer::BrokerFiles(self.broker_files(&user, &hash, &names)?)),
            ConsoleAsk::Authority { act } => Ok(ConsoleAnswer::Authority { lines: self.authority(act)? }),
            ConsoleAsk::Status => Ok(ConsoleAnswer::Status { now_ms: self.engine.now().0, events: self.engine.newest().seq }),
        }
    }

    fn authority(&self, act: AuthorityAct) -> anyhow::Result<Vec<String>> {
        let trust = self.trust.as_ref().context("this hall has no CA: its configuration has no section [tls]")?;
        let now = MachineClock::default().now();
        let changes = match act {
            AuthorityAct::Show => Vec::new(),
            AuthorityAct::Announce => vec![trust.announce(now)?],
            AuthorityAct::TakeOver => trust.take_over(now)?,
            AuthorityAct::Renew => vec![trust.renew(now)?],
        };
        if changes.is_empty() && act == AuthorityAct::TakeOver {
            bail!("no CA is announced; announce it first and give devices time to hear of it");
        }
        Ok(changes.iter().map(ToString::to_string).chain(trust.describe()?).collect())
    }

    fn broker_files(&self, user: &str, hash: &str, names: &[String]) -> anyhow::Result<BrokerFiles> {
        let (hall, texts) = (self.engine.hall(), self.engine.texts());
        let (mut passwords, mut users, mut left_out) =
            (vec![(user.to_owned(), hash.to_owned())], vec![(user.to_owned(), access::DeviceClass::Hub)], Vec::new());
        for (name, device) in hall.access.devices.iter().filter(|(_, device)| !device.revoked) {
            match texts.get(&device.secret).as_deref().and_then(mosquitto::stored) {
                Some(stored) => {
                    passwords.push((name.to_string(), stored.to_owned()));
                    users.push((name.to_string(), device_class(device.class)));
                }
                None => left_out.push(name.to_string()),
            }
        }
        let server = match &self.trust {
            Some(trust) if !names.is_empty() => Some(trust.issue_for(names, MachineClock::default().now())?),
            _ => None,
        };
        Ok(BrokerFiles {
            passwords: mosquitto::passwords(passwords.iter().map(|(user, hash)| (user.as_str(), hash.as_str()))),
            access: mosquitto::access(&Topics::new(&self.hall), users.iter().map(|(user, class)| (user.as_str(), *class))),
            certificate: server.as_ref().map(Server::chain_pem),
            key: server.as_ref().map(Server::key_pem),
            ca: self.trust.as_ref().map(|trust| trust.pins().borrow().to_string()),
            left_out,
        })
    }

    async fn administer(&self, id: Option<Uuid>, make: impl FnOnce(&mut crate::draw::Draw) -> Administrator + Send + 'static) -> anyhow::Result<()> {
        let id = id.map_or_else(|| self.engine.new_id(), CommandId);
        let outcome = self.engine.administrators().ask(id, Actor::Console, StaffNumber::console(), make).await;
        done(outcome)
    }

    /// Listens in the data folder until the handle is aborted.
    pub fn serve(self, folder: &Path) -> anyhow::Result<JoinHandle<()>> {
        let path = folder.join(SOCKET);
        // We hold the folder's lock, so a socket that is there was left behind by a hub that was killed.
        if path.exists() {
            std::fs::remove_file(&path).with_context(|| format!("the old socket {} cannot be removed", path.display()))?;
        }
        let listener = UnixListener::bind(&path).with_context(|| format!("the console cannot listen at {}", path.display()))?;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).context("the console's socket cannot be made private")?;
        Ok(tokio::spawn(async move {
            loop {
                match listener.accept().await {
                    Ok((stream, _)) => drop(tokio::spawn(converse(self.clone(), stream))),
                    Err(error) => {
                        tracing::warn!(%error, "a console could not be heard");
                        tokio::time::sleep(Duration::from_millis(100)).await;
                    }
                }
            }
        }))
    }
}

/// One line asks, one line answers, until the other side closes.
async fn converse(console: Console, stream: UnixStream) {
    let (read, mut write) = stream.into_split();
    let mut read = BufReader::new(read);
    loop {
        let mut line = String::new();
        match (&mut read).take(ASK_BYTES_MAX).read_line(&mut line).await {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
        let answer = match serde_json::from_str(&line) {
            Ok(ask) => console.act(ask).await,
            Err(error) => ConsoleAnswer::Failed { why: format!("not a request: {error}") },
        };
        let Ok(mut text) = serde_json::to_string(&answer) else { return };
        text.push('\n');
        if write.write_all(text.as_bytes()).await.is_err() {
            return;
        }
    }
}

/// Asks the hub that runs on this data folder, or does it here under the folder's lock.
pub async fn ask(folder: &Path, ask: ConsoleAsk) -> anyhow::Result<ConsoleAnswer> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(own) = Folder::try_open(folder)? {
            return alone(&own, ask).await;
        }
        if let Ok(stream) = UnixStream::connect(folder.join(SOCKET)).await {
            return over(stream, &ask).await;
        }
        // The hub that holds the lock is still starting, or just ending.
        if Instant::now() > deadline {
            bail!("another process holds {} and does not answer", folder.display());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn alone(folder: &Folder, ask: ConsoleAsk) -> anyhow::Result<ConsoleAnswer> {
    let clock = Arc::new(MachineClock::default());
    let trust = open_trust(folder, clock.now())?;
    let pins = pins(folder, trust.as_ref())?;
    let engine = folder.start(clock, None)?;
    let console = Console { engine: engine.clone(), hall: folder.config.hall.clone(), broker: folder.config.broker(None), pins, trust };
    let answer = console.act(ask).await;
    engine.stop().await;
    Ok(answer)
}

async fn over(stream: UnixStream, ask: &ConsoleAsk) -> anyhow::Result<ConsoleAnswer> {
    let (read, mut write) = stream.into_split();
    let mut text = serde_json::to_string(ask)?;
    text.push('\n');
    write.write_all(text.as_bytes()).await.context("the hub could not be asked")?;
    let mut line = String::new();
    BufReader::new(read).read_line(&mut line).await.context("the hub did not answer")?;
    if line.is_empty() {
        bail!("the hub ended before it answered; ask again to learn whether it was done");
    }
    serde_json::from_str(&line).context("the hub's answer cannot be read")
}

/// What is done is done; everything else is an error in words.
pub fn done(outcome: Outcome) -> anyhow::Result<()> {
    match outcome {
        Outcome::Decided(Ok(_)) => Ok(()),
        Outcome::Decided(Err(refusal)) => bail!("refused: {refusal}"),
        Outcome::Busy => bail!("the hub is busy; ask again"),
        Outcome::Fault => bail!("the hub could not save it; nothing was changed"),
        Outcome::IdRefused { hub_time } => bail!("the command's id does not hold at the hub's time ({} ms)", hub_time.0),
    }
}
