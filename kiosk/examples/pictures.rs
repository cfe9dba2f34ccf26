//! Draws the kiosk's screens one after the other and keeps each as a picture, to be looked at beside those of the look.
//!
//! `pictures FOLDER zh|en MODES [NAME…]`; modes are `usual` or some of `elder`, `low`, `contrast`, `read` joined by `+`; without names every screen.

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use eframe::egui::{self, Ui, ViewportCommand};
use sample::{Lead, NOW};
use sunhall_kiosk::model::{Event, Kiosk, Modes, Tap};
use sunhall_kiosk::ui::show_ui;
use sunhall_protocol::board::HoursState;
use sunhall_protocol::words::Language;
use sunhall_screen::frame::{self, KIOSK, Window};
use sunhall_screen::theme;

/// Frames until the fonts are there and the screen has its final size.
const FRAMES: u32 = 4;

struct Pictures {
    folder: PathBuf,
    language: Language,
    left: Vec<(&'static str, HoursState, Lead)>,
    present: Option<(&'static str, Kiosk)>,
    frames: u32,
    modes: String,
    taken: (Sender<Arc<egui::ColorImage>>, Receiver<Arc<egui::ColorImage>>),
}

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "pictures".into()));
    let language: Language = arguments.next().unwrap_or_else(|| "zh".into()).parse()?;
    let modes = arguments.next().unwrap_or_default();
    let names: Vec<String> = arguments.collect();
    std::fs::create_dir_all(&folder)?;
    let mut left = sample::every_screen();
    left.retain(|(name, ..)| names.is_empty() || names.iter().any(|wanted| wanted == name));
    left.reverse();
    let window = Window { title: "pictures".into(), design: KIOSK, windowed: false, ui_map: None };
    frame::run(window, move |ctx| {
        theme::set_reduced_motion(ctx, true);
        let mut pictures = Pictures { folder, language, left, present: None, frames: 0, modes, taken: channel() };
        move |ui: &mut Ui| pictures.frame_ui(ui)
    })
}

impl Pictures {
    fn frame_ui(&mut self, ui: &mut Ui) {
        let taken = self.taken.1.try_recv().ok();
        if let (Some(image), Some((name, _))) = (taken, &self.present) {
            if let Err(fault) = keep(&self.folder.join(format!("{name}.png")), &image) {
                eprintln!("{name}: {fault:#}");
            }
            self.present = None;
        }
        if self.present.is_none() {
            let Some((name, state, lead)) = self.left.pop() else { return ui.ctx().send_viewport_cmd(ViewportCommand::Close) };
            let mut kiosk = sample::kiosk(self.language, state);
            let has = |mode: &str| self.modes.split('+').any(|named| named == mode);
            kiosk.modes = Modes { elder: has("elder"), low: has("low"), contrast: has("contrast") };
            lead(&mut kiosk);
            if has("read") {
                sample::tap(&mut kiosk, &[Tap::ReadAloud]);
                kiosk.on(Event::Tick, NOW.plus_seconds(9));
            }
            (self.present, self.frames) = (Some((name, kiosk)), 0);
        }
        if let Some((_, kiosk)) = &self.present {
            show_ui(ui, kiosk, NOW);
        }
        self.frames += 1;
        if self.frames == FRAMES {
            let taken = self.taken.0.clone();
            let callback = egui::ScreenshotCallback::new(move |image| drop(taken.send(image)));
            ui.ctx().send_viewport_cmd(ViewportCommand::Screenshot(callback));
        }
        ui.ctx().request_repaint();
    }
}

fn keep(path: &Path, picture: &egui::ColorImage) -> anyhow::Result<()> {
    let [width, height] = picture.size.map(|side| side as u32);
    let bytes: Vec<u8> = picture.pixels.iter().flat_map(egui::Color32::to_array).collect();
    image::save_buffer(path, &bytes, width, height, image::ColorType::Rgba8)?;
    Ok(())
}
