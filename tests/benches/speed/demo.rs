//! The demo hall as `deploy/run` starts it, on virtual screens, for figures that are taken from outside.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use sunhall_tests::checkout::top;

const PATIENCE: Duration = Duration::from_mins(10);

/// `deploy/run` and everything that it started; told to stop when this is dropped.
pub struct Demo {
    child: Child,
    log: PathBuf,
    /// The demo hall's folder.
    pub hall: PathBuf,
    /// Process ids of what it started, by name: `hub`, `kiosk-1`, `board-1`.
    pub processes: BTreeMap<String, u32>,
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ended = self.child.wait();
    }
}

impl Demo {
    /// Starts a new demo hall below `state` and waits until every program of it runs.
    pub fn start(state: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(state)?;
        let hall = state.join("sunhall/demo");
        let log = state.join("run.log");
        let output = std::fs::File::create(&log)?;
        let mut command = Command::new(top().join("deploy/run"));
        // Without a display of the desktop every program gets a virtual screen, so that the figure is the same everywhere.
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env("XDG_STATE_HOME", state);
        command.args(["--yes", "--at", "2026-11-23T10:14+08:00"]).stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
        let mut demo = Self { child: command.spawn().context("deploy/run")?, log, hall, processes: BTreeMap::new() };
        demo.processes = demo.until("deploy/run to start everything", |demo| read(&demo.hall.join("pids")))?;
        Ok(demo)
    }

    /// Waits until there is an answer; `deploy/run` that ended gives none.
    pub fn until<T>(&mut self, what: &str, mut look: impl FnMut(&Self) -> Option<T>) -> anyhow::Result<T> {
        let began = Instant::now();
        loop {
            if let Some(found) = look(self) {
                return Ok(found);
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("deploy/run ended ({status}): {}", std::fs::read_to_string(&self.log)?);
            }
            ensure!(began.elapsed() < PATIENCE, "waited in vain for {what}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub fn pid(&self, name: &str) -> anyhow::Result<u32> {
        self.processes.get(name).copied().with_context(|| format!("deploy/run started no {name}"))
    }
}

/// Name and process id of what `deploy/run` started, once it has started everything.
fn read(pids: &Path) -> Option<BTreeMap<String, u32>> {
    let text = std::fs::read_to_string(pids).ok()?;
    text.lines().map(|line| line.split_once(' ').and_then(|(name, pid)| Some((name.to_owned(), pid.parse().ok()?)))).collect()
}
