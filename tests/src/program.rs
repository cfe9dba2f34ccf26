//! The hub's real program for tests: found beside the tests, started on a data folder, killed without warning.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use serde_json::Value;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep};

use crate::checkout;

/// A start takes far less; a machine under load may need more than usual.
const START: Duration = Duration::from_mins(1);

/// The program that `SUNHALL_HUB` names, else the one that was built with these tests.
pub fn hub() -> anyhow::Result<PathBuf> {
    match std::env::var_os("SUNHALL_HUB") {
        Some(named) => Ok(named.into()),
        None => beside("sunhall-hub"),
    }
}

/// A program that was built with these tests; built now when it is not there.
pub fn beside(name: &str) -> anyhow::Result<PathBuf> {
    let own = std::env::current_exe()?;
    let folder = own.ancestors().nth(2).context("a test lies in the target folder")?;
    let program = folder.join(name);
    if !program.exists() {
        let built =
            std::process::Command::new(env!("CARGO")).args(["build", "--quiet", "-p", name, "-p", "sunhall-tests"]).current_dir(checkout::top()).status()?;
        ensure!(built.success() && program.exists(), "{name} was not built at {}", program.display());
    }
    Ok(program)
}

/// A running hub. It is killed when it is dropped.
pub struct Program {
    child: Child,
    ready: PathBuf,
    log: PathBuf,
}

/// Where a running hub answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addresses {
    pub mqtt: SocketAddr,
    pub http: SocketAddr,
    /// The second listener of the public pages.
    pub public: Option<SocketAddr>,
}

impl Program {
    /// Starts the hub; it writes its own log beside the data folder.
    pub fn start(program: &Path, data: &Path) -> anyhow::Result<Self> {
        let (ready, log) = (data.with_extension("ready"), data.with_extension("log"));
        if ready.exists() {
            std::fs::remove_file(&ready)?;
        }
        let output = std::fs::File::create(&log)?;
        let child = Command::new(program)
            .args(["serve", "--data"])
            .arg(data)
            .arg("--ready")
            .arg(&ready)
            .stdin(Stdio::null())
            .stdout(output.try_clone()?)
            .stderr(output)
            .kill_on_drop(true)
            .spawn()
            .with_context(|| program.display().to_string())?;
        Ok(Self { child, ready, log })
    }

    /// Waits until everything answers.
    pub async fn ready(&mut self) -> anyhow::Result<Addresses> {
        let deadline = Instant::now() + START;
        loop {
            if let Ok(text) = std::fs::read_to_string(&self.ready) {
                let said: Value = serde_json::from_str(&text)?;
                let address =
                    |name: &str| said[name].as_str().with_context(|| format!("no {name} in {text}"))?.parse().with_context(|| format!("{name} in {text}"));
                let public = said["public"].as_str().map(str::parse).transpose().with_context(|| format!("public in {text}"))?;
                return Ok(Addresses { mqtt: address("mqtt")?, http: address("http")?, public });
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("the hub ended by itself with {status}: {}", self.said());
            }
            ensure!(Instant::now() < deadline, "the hub was not ready in time: {}", self.said());
            sleep(Duration::from_millis(5)).await;
        }
    }

    /// Kills it (SIGKILL) and waits until it is gone.
    pub async fn kill(mut self) -> anyhow::Result<()> {
        if let Some(status) = self.child.try_wait()? {
            bail!("the hub had ended by itself with {status}: {}", self.said());
        }
        self.child.kill().await.context("the hub cannot be killed")
    }

    /// What it wrote to its log.
    pub fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }
}
