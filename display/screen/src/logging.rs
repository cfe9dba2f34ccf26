//! What a screen writes to its log: one line per event on standard error, `RUST_LOG` decides how much.

use std::process::ExitCode;

use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _, fmt};

use crate::renderer;

/// Starts the log; a second call changes nothing.
pub fn start() {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,rumqttc=warn,eframe=warn,egui=warn,winit=error,egui_system_font_provider=error"));
    let lines = fmt::layer().with_ansi(false).with_writer(std::io::stderr).with_filter(filter);
    // Only a second start fails, and then the first log is in force.
    let _ = tracing_subscriber::registry().with(lines).with(renderer::listener()).try_init();
}

/// How a screen ends: with one sentence for whoever started it, not with the stack of its functions.
pub fn ended(outcome: anyhow::Result<ExitCode>) -> ExitCode {
    match outcome {
        Ok(code) => code,
        Err(fault) => {
            eprintln!("{fault:#}");
            ExitCode::FAILURE
        }
    }
}
