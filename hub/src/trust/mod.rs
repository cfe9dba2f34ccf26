//! The hall's trust: its CA, the server's certificate, and their renewal without visiting a device.
//!
//! Everything lies in the folder `trust` of the data folder. A CA comes and goes in two steps: first the next one is announced,
//! so that devices accept both; later it takes over, certified by the one before, so that whoever was away still follows.

pub mod certificate;
mod entrance;
mod pins;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Context;
use rustls::ServerConfig;
use sunhall_hall::Moment;
use tokio::sync::watch;

use self::certificate::{Authority, SERVER_DAYS, Server};
pub use self::entrance::Entrance;
use self::entrance::Shown;
pub use self::pins::Pins;
use crate::folder::{make_private, replace};

/// The folder in the data folder.
pub const FOLDER: &str = "trust";

/// The CA that browsers and devices are given, for everybody to read.
pub const CA_FILE: &str = "hall-ca.crt";

const AUTHORITY_FILE: &str = "authority.pem";
const NEXT_FILE: &str = "next-authority.pem";
const SERVER_FILE: &str = "server.pem";

/// A server's certificate is issued anew so long before its end.
const SERVER_LEFT_DAYS: i64 = 60;

/// The next CA is announced so long before the present one ends, and takes over so long before.
const ANNOUNCE_LEFT_DAYS: i64 = 2 * 365;
const TAKE_OVER_LEFT_DAYS: i64 = 365;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// What changed when it was looked after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Devices are told of this CA from now on.
    Announced { fingerprint: String },
    /// This CA issues from now on.
    TookOver { fingerprint: String },
    /// The server has a new certificate.
    Issued { until: Moment },
}

impl fmt::Display for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Announced { fingerprint } => write!(formatter, "devices are told of the next CA {fingerprint}"),
            Self::TookOver { fingerprint } => write!(formatter, "the CA is now {fingerprint}"),
            Self::Issued { until } => write!(formatter, "the server has a new certificate until {}", until.day().0),
        }
    }
}

/// The trust of a running hub.
pub struct Trust {
    folder: PathBuf,
    hall: String,
    names: Vec<String>,
    shown: Arc<Shown>,
    state: Mutex<State>,
    pins: watch::Sender<Arc<str>>,
}

struct State {
    authority: Authority,
    next: Option<Authority>,
}

impl Trust {
    /// Opens the folder and makes what is missing; the server's certificate stands for these names and addresses.
    pub fn open(data: &Path, hall: &str, names: &[String], now: Moment) -> anyhow::Result<Self> {
        let folder = data.join(FOLDER);
        make_private(&folder)?;
        let authority = if let Some(pem) = text(&folder.join(AUTHORITY_FILE))? {
            Authority::read(&pem).with_context(|| folder.join(AUTHORITY_FILE).display().to_string())?
        } else {
            let authority = Authority::new(hall, now)?;
            replace(&folder.join(AUTHORITY_FILE), &authority.pem(), 0o600)?;
            tracing::info!(fingerprint = certificate::fingerprint(&authority.certificate), "the hall has a CA");
            authority
        };
        let next = text(&folder.join(NEXT_FILE))?.map(|pem| Authority::read(&pem)).transpose().context(NEXT_FILE)?;
        // A hub that was killed while it took over has removed nothing yet.
        let next = next.filter(|next| next.certificate != authority.certificate);
        let server = match text(&folder.join(SERVER_FILE))?.map(|pem| Server::read(&pem)) {
            Some(Ok(server)) if fits(&server, &authority, names, now) => server,
            _ => issue(&folder, &authority, names, now)?,
        };
        let pins = bundle(&authority, next.as_ref());
        let trust = Self {
            shown: Arc::new(Shown::new(&server)?),
            state: Mutex::new(State { authority, next }),
            pins: watch::Sender::new(pins.into()),
            folder,
            hall: hall.to_owned(),
            names: names.to_owned(),
        };
        trust.tend(now)?;
        trust.write_ca_file()?;
        Ok(trust)
    }

    /// Does what is due by itself: issues anew, announces, lets take over.
    pub fn tend(&self, now: Moment) -> anyhow::Result<Vec<Change>> {
        let mut changes = Vec::new();
        let left = |state: &State| anyhow::Ok(days(now, certificate::read(&state.authority.certificate)?.until));
        if self.state().next.is_none() && left(&self.state())? < ANNOUNCE_LEFT_DAYS {
            changes.push(self.announce(now)?);
        }
        if self.state().next.is_some() && left(&self.state())? < TAKE_OVER_LEFT_DAYS {
            changes.extend(self.take_over(now)?);
        }
        let server = text(&self.folder.join(SERVER_FILE))?.map(|pem| Server::read(&pem)).transpose()?;
        if server.is_none_or(|server| !fits(&server, &self.state().authority, &self.names, now)) {
            changes.push(self.renew(now)?);
        }
        Ok(changes)
    }

    /// Makes the next CA, unless one is announced already, and tells devices of it.
    pub fn announce(&self, now: Moment) -> anyhow::Result<Change> {
        let mut state = self.state();
        if let Some(next) = &state.next {
            return Ok(Change::Announced { fingerprint: certificate::fingerprint(&next.certificate) });
        }
        let next = Authority::new(&self.hall, now)?;
        replace(&self.folder.join(NEXT_FILE), &next.pem(), 0o600)?;
        let fingerprint = certificate::fingerprint(&next.certificate);
        state.next = Some(next);
        self.tell(&state);
        Ok(Change::Announced { fingerprint })
    }

    /// The announced CA issues from now on; nothing when none is announced.
    pub fn take_over(&self, now: Moment) -> anyhow::Result<Vec<Change>> {
        let mut state = self.state();
        let Some(next) = &state.next else { return Ok(Vec::new()) };
        let next = Authority::read(&next.pem())?.vouched_by(&state.authority, now)?;
        // One file holds key and certificates, so there is no moment at which they do not belong together.
        replace(&self.folder.join(AUTHORITY_FILE), &next.pem(), 0o600)?;
        (state.authority, state.next) = (next, None);
        let fingerprint = certificate::fingerprint(&state.authority.certificate);
        let server = issue(&self.folder, &state.authority, &self.names, now)?;
        self.shown.show(&server)?;
        self.tell(&state);
        drop(state);
        std::fs::remove_file(self.folder.join(NEXT_FILE)).context(NEXT_FILE)?;
        self.write_ca_file()?;
        Ok(vec![Change::TookOver { fingerprint }, Change::Issued { until: server.facts()?.until }])
    }

    /// Issues the server's certificate anew and shows it to whoever connects from now on.
    pub fn renew(&self, now: Moment) -> anyhow::Result<Change> {
        let server = issue(&self.folder, &self.state().authority, &self.names, now)?;
        self.shown.show(&server)?;
        Ok(Change::Issued { until: server.facts()?.until })
    }

    /// A certificate of this hall for another program, for instance an external broker.
    pub fn issue_for(&self, names: &[String], now: Moment) -> anyhow::Result<Server> {
        Ok(self.state().authority.issue(names, now, SERVER_DAYS)?)
    }

    /// The CAs that devices accept, as one text; it changes when one is announced or takes over.
    pub fn pins(&self) -> watch::Receiver<Arc<str>> {
        self.pins.subscribe()
    }

    /// Fingerprint of the present CA.
    pub fn fingerprint(&self) -> String {
        certificate::fingerprint(&self.state().authority.certificate)
    }

    /// What there is, line by line.
    pub fn describe(&self) -> anyhow::Result<Vec<String>> {
        let state = self.state();
        let line = |what: &str, authority: &Authority| {
            let until = certificate::read(&authority.certificate)?.until.day().0;
            anyhow::Ok(format!("{what} until {until}: {}", certificate::fingerprint(&authority.certificate)))
        };
        let mut lines = vec![line("CA", &state.authority)?];
        if let Some(next) = &state.next {
            lines.push(line("next CA, announced,", next)?);
        }
        lines.push(format!("file {}", self.folder.join(CA_FILE).display()));
        Ok(lines)
    }

    /// The present CA as text.
    pub fn ca_pem(&self) -> String {
        certificate::pem_of(&self.state().authority.certificate)
    }

    /// Where the CA lies for people to fetch.
    pub fn ca_file(&self) -> PathBuf {
        self.folder.join(CA_FILE)
    }

    /// How a listener greets; always with the newest certificate.
    pub fn server(&self, protocol: &str) -> anyhow::Result<Arc<ServerConfig>> {
        entrance::server(Arc::clone(&self.shown), protocol)
    }

    fn tell(&self, state: &State) {
        self.pins.send_replace(bundle(&state.authority, state.next.as_ref()).into());
    }

    fn write_ca_file(&self) -> anyhow::Result<()> {
        replace(&self.ca_file(), &self.ca_pem(), 0o644)
    }

    /// A thread that panicked while holding it left nothing half done: files are replaced whole.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Is this still the right certificate for these names?
fn fits(server: &Server, authority: &Authority, names: &[String], now: Moment) -> bool {
    let (Ok(facts), Some(own)) = (server.facts(), server.chain.first()) else { return false };
    // Near the end of its CA a certificate is as long as it can be.
    let longest = certificate::read(&authority.certificate).map_or(0, |ca| days(now, ca.until)).min(SERVER_LEFT_DAYS);
    facts.names == certificate::whole(names) && authority.issued(own) && days(now, facts.until) >= longest
}

fn issue(folder: &Path, authority: &Authority, names: &[String], now: Moment) -> anyhow::Result<Server> {
    let server = authority.issue(names, now, SERVER_DAYS)?;
    replace(&folder.join(SERVER_FILE), &server.pem(), 0o600)?;
    Ok(server)
}

fn bundle(authority: &Authority, next: Option<&Authority>) -> String {
    [Some(authority), next].into_iter().flatten().map(|authority| certificate::pem_of(&authority.certificate)).collect()
}

fn days(from: Moment, until: Moment) -> i64 {
    until.since(from).div_euclid(DAY_MS)
}

/// The text of a file; nothing when it is not there.
fn text(path: &Path) -> anyhow::Result<Option<String>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| path.display().to_string()),
    }
}

#[cfg(test)]
mod tests;
