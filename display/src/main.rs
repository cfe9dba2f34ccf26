//! `sunhall-display`: reads its device file, opens its window, links to the hall and shows one board.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use clap::Parser;
use egui::Ui;
use sunhall_display::Show;
use sunhall_display::wall::Wall;
use sunhall_protocol::access::DeviceClass;
use sunhall_protocol::words::Language;
use sunhall_screen::announce::Step;
use sunhall_screen::frame::{DISPLAY, Ending, Window};
use sunhall_screen::link::{Link, read_enrolment};
use sunhall_screen::sound::Sound;
use sunhall_screen::sound::pack::Pack;
use sunhall_screen::{frame, logging};

/// A wall display of a SunHall service hall.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The device file that the hub wrote for this display.
    #[arg(long, env = "SUNHALL_DEVICE", required_unless_present = "check_voice")]
    device: Option<PathBuf>,
    /// board, window N, duty or live.
    #[arg(long, env = "SUNHALL_SHOW", num_args = 1..=2, value_delimiter = ' ', value_names = ["BOARD", "NUMBER"])]
    show: Vec<String>,
    /// A normal window instead of the whole screen.
    #[arg(long)]
    window: bool,
    /// Write what is shown to this file.
    #[arg(long)]
    ui_map: Option<PathBuf>,
    /// zh or en; the other language stands beside.
    #[arg(long, env = "SUNHALL_LANGUAGE", default_value = "zh")]
    lang: String,
    /// A folder of recordings for the voice, or a folder of such folders.
    #[arg(long, env = "SUNHALL_VOICE_PACK")]
    voice_pack: Option<PathBuf>,
    /// Says what is missing in a folder of recordings, and shows nothing.
    #[arg(long, value_name = "FOLDER")]
    check_voice: Option<PathBuf>,
}

fn main() -> ExitCode {
    logging::ended(run())
}

fn run() -> anyhow::Result<ExitCode> {
    logging::start();
    let arguments = Arguments::parse();
    if let Some(folder) = &arguments.check_voice {
        return check_voice(folder).map(|()| ExitCode::SUCCESS);
    }
    let show = show(&arguments.show)?;
    let language: Language = arguments.lang.parse()?;
    let enrolment = read_enrolment(&arguments.device.context("--device FILE is needed: the file that `sunhall-hub enroll` wrote")?, classes(show))?;
    let window = Window { title: format!("SunHall {}", enrolment.device), design: DISPLAY, windowed: arguments.window, ui_map: arguments.ui_map };
    // Only the hall board is heard; every other display stays silent and opens no sound card.
    let sound = if show == Show::Board { Some(Sound::start(arguments.voice_pack).context("the sound thread")?) } else { None };
    let (lengths_in, lengths) = channel();
    let ending = Ending::default();
    let told = ending.clone();
    frame::run(window, move |ctx| {
        let waker = ctx.clone();
        let link = Link::start(enrolment, move || frame::repaint_in(&waker, 0));
        if let Err(fault) = &link {
            tracing::error!(%fault, "this display has no link to its hall");
        }
        let mut program = Program { wall: Wall::new(show, language), link, sound, lengths, lengths_in };
        move |ui: &mut Ui| {
            program.draw_ui(ui);
            if program.wall.must_restart() {
                told.restart(ui.ctx());
            }
        }
    })?;
    Ok(ending.code())
}

/// Prints what whoever records a voice should know; fails while a call could need a recording that is not there.
fn check_voice(folder: &Path) -> anyhow::Result<()> {
    let packs = Pack::find(folder)?;
    ensure!(!packs.is_empty(), "there is no pack.toml in {}", folder.display());
    let mut whole = true;
    for pack in packs {
        let (lines, complete) = pack.check();
        println!("{}", lines.join("\n"));
        whole &= complete;
    }
    ensure!(whole, "not every call can be said with these recordings; the computed voice says those that cannot");
    Ok(())
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

/// Who may hear what this board shows.
fn classes(show: Show) -> &'static [DeviceClass] {
    match show {
        Show::Live => &[DeviceClass::StaffDisplay],
        Show::Board | Show::Window(_) | Show::Duty => &[DeviceClass::PublicDisplay, DeviceClass::StaffDisplay],
    }
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
            Step::Chime => {
                sound.volume(self.wall.volume());
                sound.chime();
            }
            Step::Speak { call, english } => {
                let (lengths, waker) = (self.lengths_in.clone(), ui.ctx().clone());
                sound.speak(self.wall.sentence(&call, english), move |length| {
                    // A closed display no longer waits for its voice.
                    let _ = lengths.send(length);
                    frame::repaint_in(&waker, 0);
                });
            }
            Step::Done { .. } => {}
        }
    }
}
