//! The processes under load: the hub on a prepared data folder, and the floor. Each ends with its handle.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use serde::Deserialize;

use crate::{Mode, machine};

const PATIENCE: Duration = Duration::from_mins(1);

/// A program of the product, built beside this bench.
pub fn program(name: &str) -> anyhow::Result<PathBuf> {
    let own = std::env::current_exe()?;
    let built = own.parent().and_then(Path::parent).context("the bench lies in a target folder")?.join(name);
    ensure!(built.exists(), "{} is not built; deploy/bench builds it", built.display());
    Ok(built)
}

/// A child process that ends when this is dropped.
pub struct Serving {
    child: Child,
    pub http: String,
    /// Address of the broker; empty for the floor.
    pub mqtt: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _waited = self.child.wait();
    }
}

/// What the hub writes when everything answers.
#[derive(Deserialize)]
struct Ready {
    http: String,
    mqtt: String,
}

impl Serving {
    pub fn hub(data: &Path) -> anyhow::Result<Self> {
        let ready = data.join("ready.json");
        let log = std::fs::File::create(data.join("hub.log"))?;
        let mut command = Command::new(program("sunhall-hub")?);
        command.arg("serve").arg("--data").arg(data).arg("--ready").arg(&ready).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let mut serving = Self { child: command.spawn()?, http: String::new(), mqtt: String::new() };
        let began = Instant::now();
        while !ready.exists() {
            if let Some(status) = serving.child.try_wait()? {
                bail!("the hub ended ({status}): {}", std::fs::read_to_string(data.join("hub.log"))?);
            }
            ensure!(began.elapsed() < PATIENCE, "the hub is not ready after {} s", PATIENCE.as_secs());
            std::thread::sleep(Duration::from_millis(20));
        }
        let addresses: Ready = serde_json::from_slice(&std::fs::read(&ready)?)?;
        (serving.http, serving.mqtt) = (addresses.http, addresses.mqtt);
        Ok(serving)
    }

    pub fn floor(folder: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let mut child = Command::new(std::env::current_exe()?).arg(Mode::Floor.name()).arg(folder).stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().context("the floor's output")?;
        let mut serving = Self { child, http: String::new(), mqtt: String::new() };
        BufReader::new(output).read_line(&mut serving.http)?;
        serving.http.truncate(serving.http.trim_end().len());
        ensure!(!serving.http.is_empty(), "the floor did not start");
        Ok(serving)
    }

    pub fn used_seconds(&self) -> anyhow::Result<f64> {
        machine::used_seconds(self.child.id())
    }

    /// Asks the process to end as an operator would, and waits for it.
    pub fn stop(mut self) -> anyhow::Result<()> {
        let pid = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &pid]).status()?;
        let began = Instant::now();
        while self.child.try_wait()?.is_none() {
            ensure!(began.elapsed() < PATIENCE, "the hub does not stop");
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}
