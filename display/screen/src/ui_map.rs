//! What a screen shows, written to a file so that somebody outside can wait for it and find its keys; nothing is read back.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::mutex::Mutex;
use egui::{Context, Id, Rect};
use serde::{Deserialize, Serialize};

/// One thing on the screen, its rectangle in pixels of the whole screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    pub label: String,
    pub rect: [f32; 4],
    pub enabled: bool,
}

/// The whole screen at one moment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct UiMap {
    /// Which screen is shown, by its name in the program.
    pub screen: String,
    /// The version of the snapshot behind it; empty before the first.
    pub version: String,
    pub items: Vec<Item>,
}

#[derive(Default)]
struct Recorder {
    present: UiMap,
}

type Shared = Arc<Mutex<Recorder>>;

fn recorder(ctx: &Context) -> Option<Shared> {
    ctx.data(|data| data.get_temp::<Shared>(Id::unique("sunhall ui map")))
}

/// Starts recording; without this call the widgets register nothing.
pub fn enable(ctx: &Context) {
    ctx.data_mut(|data| data.insert_temp(Id::unique("sunhall ui map"), Shared::default()));
}

/// Names the screen that is drawn in this frame and the snapshot it shows.
pub fn set_screen(ctx: &Context, screen: &str, version: &str) {
    if let Some(shared) = recorder(ctx) {
        let mut recorder = shared.lock();
        screen.clone_into(&mut recorder.present.screen);
        version.clone_into(&mut recorder.present.version);
    }
}

/// Registers something that a person can see at `rect` (in points).
pub fn record(ctx: &Context, label: &str, rect: Rect, enabled: bool) {
    let Some(shared) = recorder(ctx) else { return };
    let scale = ctx.pixels_per_point();
    let origin = ctx.input(|input| input.viewport().inner_rect).map_or(egui::Pos2::ZERO, |inner| inner.min);
    let moved = rect.translate(origin.to_vec2());
    let pixels = [moved.min.x, moved.min.y, moved.width(), moved.height()].map(|value| (value * scale).round());
    shared.lock().present.items.push(Item { label: label.to_owned(), rect: pixels, enabled });
}

/// Takes what this frame registered and makes room for the next.
pub fn take(ctx: &Context) -> Option<UiMap> {
    let shared = recorder(ctx)?;
    let mut recorder = shared.lock();
    let next = UiMap { items: Vec::new(), ..recorder.present.clone() };
    Some(std::mem::replace(&mut recorder.present, next))
}

/// Writes the maps of a running screen, each change once and always as a whole file.
#[derive(Debug)]
pub struct Writer {
    path: PathBuf,
    last: Option<UiMap>,
}

impl Writer {
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), last: None }
    }

    /// Writes `map` unless it is what the file already says.
    pub fn write(&mut self, map: UiMap) -> io::Result<()> {
        if self.last.as_ref() == Some(&map) {
            return Ok(());
        }
        let mut beside = self.path.clone().into_os_string();
        beside.push(".new");
        fs::write(&beside, serde_json::to_vec(&map)?)?;
        fs::rename(&beside, &self.path)?;
        self.last = Some(map);
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop where its story breaks")]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_written_only_when_it_changed() {
        let path = std::env::temp_dir().join(format!("sunhall-ui-map-{}.json", std::process::id()));
        let mut writer = Writer::new(&path);
        let map = UiMap { screen: "home".into(), version: "7".into(), items: vec![] };
        writer.write(map.clone()).unwrap();
        fs::remove_file(&path).unwrap();
        writer.write(map.clone()).unwrap();
        assert!(!path.exists(), "the same map was written twice");
        writer.write(UiMap { version: "8".into(), ..map }).unwrap();
        let read: UiMap = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        assert_eq!(read.version, "8");
        fs::remove_file(&path).unwrap();
    }
}
