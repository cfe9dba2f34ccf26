//! Draws the kiosk's screens one after the other and keeps each as a picture, to be looked at beside those of the look.
//!
//! `pictures FOLDER zh|en [NAME…]`; without names every screen.

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::path::{Path, PathBuf};

use eframe::egui::{self, Ui, ViewportCommand};
use sample::{Lead, NOW};
use sunhall_kiosk::model::Kiosk;
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
}

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "pictures".into()));
    let language: Language = arguments.next().unwrap_or_else(|| "zh".into()).parse()?;
    let names: Vec<String> = arguments.collect();
    std::fs::create_dir_all(&folder)?;
    let mut left = sample::every_screen();
    left.retain(|(name, ..)| names.is_empty() || names.iter().any(|wanted| wanted == name));
    left.reverse();
    let window = Window { title: "pictures".into(), design: KIOSK, windowed: false, ui_map: None };
    frame::run(window, move |ctx| {
        theme::set_reduced_motion(ctx, true);
        let mut pictures = Pictures { folder, language, left, present: None, frames: 0 };
        move |ui: &mut Ui| pictures.frame_ui(ui)
    })
}

impl Pictures {
    fn frame_ui(&mut self, ui: &mut Ui) {
        let taken = ui.input(|input| {
            input.raw.events.iter().find_map(|event| match event {
                egui::Event::Screenshot { image, .. } => Some(image.clone()),
                _ => None,
            })
        });
        if let (Some(image), Some((name, _))) = (taken, &self.present) {
            if let Err(fault) = keep(&self.folder.join(format!("{name}.png")), &image) {
                eprintln!("{name}: {fault:#}");
            }
            self.present = None;
        }
        if self.present.is_none() {
            let Some((name, state, lead)) = self.left.pop() else { return ui.ctx().send_viewport_cmd(ViewportCommand::Close) };
            let mut kiosk = sample::kiosk(self.language, state);
            lead(&mut kiosk);
            (self.present, self.frames) = (Some((name, kiosk)), 0);
        }
        if let Some((_, kiosk)) = &self.present {
            show_ui(ui, kiosk, NOW);
        }
        self.frames += 1;
        if self.frames == FRAMES {
            ui.ctx().send_viewport_cmd(ViewportCommand::Screenshot(egui::UserData::default()));
        }
        ui.ctx().request_repaint();
    }
}

fn keep(path: &Path, picture: &egui::ColorImage) -> anyhow::Result<()> {
    let [width, height] = picture.size.map(|side| side as u32);
    let bytes: Vec<u8> = picture.pixels.iter().flat_map(|pixel| pixel.to_array()).collect();
    image::save_buffer(path, &bytes, width, height, image::ColorType::Rgba8)?;
    Ok(())
}
