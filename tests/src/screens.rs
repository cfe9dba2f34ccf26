//! The real display programs on a virtual screen for tests: started, watched through their screen maps, ended when dropped.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, ensure};
use serde::Deserialize;

use crate::{program, wait};

/// Xvfb with one screen of a wall display.
struct VirtualScreen {
    child: Child,
    name: String,
}

impl VirtualScreen {
    fn start() -> anyhow::Result<Self> {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "1920x1080x24", "-nolisten", "tcp", "-noreset"]);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().context("Xvfb")?;
        let told = child.stdout.take().context("Xvfb tells its number")?;
        let mut screen = Self { child, name: String::new() };
        let mut number = String::new();
        BufReader::new(told).read_line(&mut number)?;
        ensure!(!number.trim().is_empty(), "Xvfb did not start");
        screen.name = format!(":{}", number.trim());
        Ok(screen)
    }
}

impl Drop for VirtualScreen {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// What a screen map says.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Map {
    pub screen: String,
    pub version: String,
    pub items: Vec<Item>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Item {
    pub label: String,
}

impl Map {
    /// The first thing on the screen whose words contain `words`.
    pub fn sees(&self, words: &str) -> Option<&str> {
        self.items.iter().map(|item| item.label.as_str()).find(|label| label.contains(words))
    }
}

/// A running display program on a screen of its own: a window that another covers is not drawn.
pub struct Display {
    child: Child,
    _screen: VirtualScreen,
    map: PathBuf,
    log: PathBuf,
    pub name: String,
}

impl Display {
    /// Starts it with its device file; `show` as on the command line.
    pub fn start(folder: &Path, device: &str, show: &[&str]) -> anyhow::Result<Self> {
        let screen = VirtualScreen::start()?;
        let (map, log) = (folder.join(format!("{device}.json")), folder.join(format!("{device}.log")));
        let output = std::fs::File::create(&log)?;
        let mut command = Command::new(program::beside("sunhall-display")?);
        command.arg("--device").arg(folder.join(format!("{device}.toml"))).arg("--show").args(show).arg("--ui-map").arg(&map);
        command.env("DISPLAY", &screen.name).env_remove("WAYLAND_DISPLAY").env_remove("RUST_LOG");
        let child = command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output).spawn().context("sunhall-display")?;
        Ok(Self { child, _screen: screen, map, log, name: device.to_owned() })
    }

    /// What it shows now; nothing before its first picture.
    pub fn map(&self) -> Option<Map> {
        serde_json::from_slice(&std::fs::read(&self.map).ok()?).ok()
    }

    /// Waits until what it shows fits.
    pub fn until(&mut self, seconds: u64, what: &str, fits: impl Fn(&Map) -> bool) -> Map {
        let name = self.name.clone();
        wait::until(seconds, &format!("{name}: {what}"), || {
            assert!(self.lives(), "{name} has ended: {}", self.said());
            self.map().filter(|map| fits(map))
        })
    }

    /// It was not ended and not started anew.
    pub fn lives(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// What it wrote to its log.
    pub fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

fn end(child: &mut Child) {
    // It may have ended by itself already.
    let _killed = child.kill();
    let _gone = child.wait();
}
