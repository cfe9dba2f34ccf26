//! Starts the kiosk: its device file, its printer, its window.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Parser;
use sunhall_kiosk::printer::Place;
use sunhall_kiosk::shell::{Settings, Shell};
use sunhall_kiosk::slip::Arrangement;
use sunhall_kiosk::worker::Worker;
use sunhall_protocol::access::DeviceClass;
use sunhall_protocol::words::Language;
use sunhall_screen::frame::{self, Ending, KIOSK, Window};
use sunhall_screen::link::{Link, read_enrolment};
use sunhall_screen::sound::Sound;
use sunhall_screen::{logging, theme};

/// The touchscreen in the hall: numbers, guides, ratings, help.
#[derive(Parser)]
#[command(name = "sunhall-kiosk", version)]
struct Arguments {
    /// The device file that `sunhall-hub enroll` wrote.
    #[arg(long, env = "SUNHALL_DEVICE")]
    device: PathBuf,
    /// `tcp://HOST:PORT`, `usb:/dev/usb/lp0`, `file:PATH` or `none`.
    #[arg(long, env = "SUNHALL_PRINTER", default_value = "none")]
    printer: Place,
    /// QR code beside its words, or above them for printers without a page mode.
    #[arg(long, value_enum, default_value_t)]
    slip: Arrangement,
    /// A window of half the size instead of the whole screen.
    #[arg(long)]
    window: bool,
    /// Write what is shown, and where, to this file.
    #[arg(long)]
    ui_map: Option<PathBuf>,
    /// Shows everything at once: no fading.
    #[arg(long, env = "SUNHALL_REDUCED_MOTION", value_parser = clap::builder::FalseyValueParser::new())]
    reduced_motion: bool,
    /// Black and white for everybody, not only for whoever asks for it.
    #[arg(long, env = "SUNHALL_HIGH_CONTRAST", value_parser = clap::builder::FalseyValueParser::new())]
    high_contrast: bool,
    /// Language of the home screen: zh or en.
    #[arg(long, default_value = "zh")]
    lang: Language,
}

fn main() -> ExitCode {
    logging::ended(run())
}

fn run() -> anyhow::Result<ExitCode> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let arguments = Arguments::parse();
    let enrolment = read_enrolment(&arguments.device, &[DeviceClass::Kiosk])?;
    let title = sunhall_protocol::words::say(arguments.lang, "common-product");
    let window = Window { title, design: KIOSK, windowed: arguments.window, ui_map: arguments.ui_map };
    // Recordings say calls only; what a screen says is read by the computed voice.
    let sound = Sound::start(None).inspect_err(|fault| tracing::warn!(%fault, "this kiosk stays silent")).ok();
    let reduced_motion = arguments.reduced_motion;
    // Both threads need the window's context to wake it, so they start with it.
    let settings = Settings { language: arguments.lang, contrast: arguments.high_contrast, has_printer: arguments.printer != Place::Nowhere };
    let (arrangement, printer) = (arguments.slip, arguments.printer.printer());
    let ending = Ending::default();
    let told = ending.clone();
    frame::run(window, move |ctx| {
        theme::set_reduced_motion(ctx, reduced_motion);
        let wake = || {
            let ctx = ctx.clone();
            move || ctx.request_repaint()
        };
        let started = Link::start(enrolment, wake()).and_then(|link| {
            let worker = Worker::start(printer, arrangement, wake()).context("the printer's thread")?;
            Ok(Shell::new(ctx, settings, link, worker, sound))
        });
        let mut shell = match started {
            Ok(shell) => Some(shell),
            Err(fault) => {
                tracing::error!("{fault:#}");
                None
            }
        };
        move |ui| match &mut shell {
            Some(shell) => {
                shell.frame_ui(ui);
                if shell.must_restart() {
                    told.restart(ui.ctx());
                }
            }
            None => ui.ctx().send_viewport_cmd(eframe::egui::ViewportCommand::Close),
        }
    })?;
    Ok(ending.code())
}
