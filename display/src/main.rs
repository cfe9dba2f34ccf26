//! `sunhall-display`: reads its device file, opens its window, links to the hall and shows one board.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Parser;
use egui::Ui;
use sunhall_display::Show;
use sunhall_display::wall::{Wall, sentence};
use sunhall_protocol::words::Language;
use sunhall_screen::announce::Step;
use sunhall_screen::frame::{DISPLAY, Window};
use sunhall_screen::link::{Link, read_enrolment};
use sunhall_screen::sound::Sound;
use sunhall_screen::{frame, logging};

/// A wall display of a SunHall service hall.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The device file that the hub wrote for this display.
    #[arg(long)]
    device: PathBuf,
    /// board, window N, duty or live.
    #[arg(long, num_args = 1..=2, value_names = ["BOARD", "NUMBER"])]
    show: Vec<String>,
    /// A normal window instead of the whole screen.
    #[arg(long)]
    window: bool,
    /// Write what is shown to this file.
    #[arg(long)]
    ui_map: Option<PathBuf>,
    /// zh or en; the other language stands beside.
    #[arg(long, default_value = "zh")]
    lang: String,
    /// A folder of recorded clips for the voice.
    #[arg(long)]
    voice_pack: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    logging::start();
    let arguments = Arguments::parse();
    let show = show(&arguments.show)?;
    let language: Language = arguments.lang.parse()?;
    let enrolment = read_enrolment(&arguments.device)?;
    let window = Window { title: format!("SunHall {}", enrolment.device), design: DISPLAY, windowed: arguments.window, ui_map: arguments.ui_map };
    // Only the hall board is heard; every other display stays silent and opens no sound card.
    let sound = if show == Show::Board { Some(Sound::start(arguments.voice_pack).context("the sound thread")?) } else { None };
    let (lengths_in, lengths) = channel();
    frame::run(window, move |ctx| {
        let waker = ctx.clone();
        let link = Link::start(enrolment, move || waker.request_repaint());
        if let Err(fault) = &link {
            tracing::error!(%fault, "this display has no link to its hall");
        }
        let mut program = Program { wall: Wall::new(show, language), link, sound, lengths, lengths_in };
        move |ui: &mut Ui| program.draw_ui(ui)
    })
}

fn show(words: &[String]) -> anyhow::Result<Show> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    Ok(match words.as_slice() {
        ["board"] => Show::Board,
        ["duty"] => Show::Duty,
        ["live"] => Show::Live,
        ["window", number] => Show::Window(number.parse().context("the window's number")?),
        _ => bail!("--show takes: board, window N, duty or live"),
    })
}

struct Program {
    wall: Wall,
    link: anyhow::Result<Link>,
    sound: Option<Sound>,
    lengths: Receiver<Duration>,
    lengths_in: Sender<Duration>,
}

impl Program {
    fn draw_ui(&mut self, ui: &mut Ui) {
        if let Ok(link) = &mut self.link {
            while let Some(news) = link.next() {
                let hub = link.hub_time();
                self.wall.learn(ui.ctx(), news, hub);
            }
        }
        while let Ok(length) = self.lengths.try_recv() {
            self.wall.voice_takes(length);
        }
        for step in self.wall.advance() {
            self.hear(ui, step);
        }
        self.wall.draw_ui(ui);
    }

    fn hear(&self, ui: &Ui, step: Step) {
        let Some(sound) = &self.sound else { return };
        match step {
            Step::Chime => sound.chime(),
            Step::Speak { call, english } => {
                let (lengths, waker) = (self.lengths_in.clone(), ui.ctx().clone());
                sound.speak(sentence(&call, english, self.wall.one_as_yao()), move |length| {
                    // A closed display no longer waits for its voice.
                    let _ = lengths.send(length);
                    waker.request_repaint();
                });
            }
            Step::Done { .. } => {}
        }
    }
}
