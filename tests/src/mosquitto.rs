//! A real Mosquitto on the sample configuration, as an external broker for tests.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, ensure};

use crate::{checkout, wait};

/// Where Debian puts the program; not everybody has that folder in the path.
const PROGRAM: &str = "/usr/sbin/mosquitto";

/// Where the sample configuration expects its files.
const SAMPLE_FILES: &str = "/etc/mosquitto/sunhall";

/// A running Mosquitto. It is killed when it is dropped.
pub struct Mosquitto {
    child: Child,
    pub addr: SocketAddr,
    config: PathBuf,
    log: PathBuf,
}

impl Mosquitto {
    /// Starts it on a free port with the files of `folder`, as `sunhall-hub broker-files` wrote them.
    pub fn start(folder: &Path) -> anyhow::Result<Self> {
        let addr = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let sample = std::fs::read_to_string(checkout::top().join("deploy/mosquitto/sunhall.conf"))?;
        ensure!(sample.contains(SAMPLE_FILES) && sample.contains("\nlistener 8883\n"), "the sample has changed");
        let sample = sample.replace(SAMPLE_FILES, &folder.to_string_lossy());
        // The test's folder is readable by whoever runs the test, so the broker stays that user.
        let sample = sample.replace("\nlistener 8883\n", &format!("\nuser root\nlistener {} {}\n", addr.port(), addr.ip()));
        let (config, log) = (folder.join("mosquitto.conf"), folder.join("mosquitto.log"));
        std::fs::write(&config, sample)?;
        let child = launch(&config, &log)?;
        let mut running = Self { child, addr, config, log };
        running.wait_until_it_listens()?;
        Ok(running)
    }

    /// Ends it and starts it again on the same port; it remembers nothing.
    pub fn restart(&mut self) -> anyhow::Result<()> {
        self.stop()?;
        self.child = launch(&self.config, &self.log)?;
        self.wait_until_it_listens()
    }

    pub fn stop(&mut self) -> anyhow::Result<()> {
        if self.child.try_wait()?.is_some() {
            return Ok(());
        }
        self.signal("TERM")?;
        self.child.wait()?;
        Ok(())
    }

    /// Makes it read its files again, as `systemctl reload mosquitto` does.
    pub fn reload(&self) -> anyhow::Result<()> {
        self.signal("HUP")
    }

    fn signal(&self, name: &str) -> anyhow::Result<()> {
        ensure!(Command::new("kill").args([format!("-{name}"), self.child.id().to_string()]).status()?.success(), "kill -{name}");
        Ok(())
    }

    fn wait_until_it_listens(&mut self) -> anyhow::Result<()> {
        let (addr, child) = (self.addr, &mut self.child);
        let ended = wait::until(30, "Mosquitto", || match child.try_wait() {
            Ok(Some(status)) => Some(Some(status)),
            _ => std::net::TcpStream::connect(addr).is_ok().then_some(None),
        });
        ensure!(ended.is_none(), "Mosquitto ended with {ended:?}: {}", std::fs::read_to_string(&self.log).unwrap_or_default());
        Ok(())
    }
}

impl Drop for Mosquitto {
    fn drop(&mut self) {
        // It may have ended already.
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

fn launch(config: &Path, log: &Path) -> anyhow::Result<Child> {
    let output = std::fs::OpenOptions::new().create(true).append(true).open(log)?;
    let mut command = Command::new(PROGRAM);
    command.arg("-v").arg("-c").arg(config).stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
    command.spawn().with_context(|| format!("{PROGRAM} is needed (Debian package mosquitto)"))
}
