//! The hub in the browser: pages of each role, the phone's pages, the JSON API, live events.

mod admin;
mod answer;
pub mod api;
mod assets;
mod clerk;
mod commands;
mod desk;
mod frame;
mod guard;
mod health;
mod issue;
mod language;
mod limits;
mod live;
mod manager;
mod ops;
mod phone;
mod public;
mod refusals;
pub mod router;
mod say;
mod session;
mod sign_on;
mod state;
mod sun;
mod uploads;
mod view;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use metrics_exporter_prometheus::PrometheusHandle;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::bus::Devices;
use crate::device_file::{DeviceFiles, Waiting};
use crate::engine::Engine;
use crate::store::Sessions as Table;
use session::Sessions;
use state::App;

pub use admin::paper::svg as slip_picture;

/// What the pages are started with.
pub struct Settings<'a> {
    pub engine: Engine,
    /// Already bound, so that the address is known before anything answers.
    pub listener: TcpListener,
    /// The data folder, where sign-ons are kept.
    pub folder: &'a Path,
    /// Address of the public pages, without a slash at its end; none: no QR codes.
    pub public_url: Option<String>,
    /// What each device last said of itself.
    pub devices: Option<watch::Receiver<Devices>>,
    /// What the files of new devices say.
    pub device_files: DeviceFiles,
    /// What `/metrics` shows.
    pub metrics: Option<PrometheusHandle>,
}

/// The running pages.
pub struct Web {
    pub addr: SocketAddr,
    stopping: CancellationToken,
    server: JoinHandle<()>,
}

/// Serves the pages until [`Web::stop`].
pub fn start(settings: Settings<'_>) -> anyhow::Result<Web> {
    let addr = settings.listener.local_addr()?;
    let stopping = CancellationToken::new();
    let app = Arc::new(App {
        sessions: Sessions::new(Table::open(settings.folder)?)?,
        engine: settings.engine,
        tokens: api::Tokens::default(),
        rates: limits::Rates::default(),
        accounts: limits::Tries::default(),
        addresses: limits::Tries::default(),
        codes: limits::Tries::default(),
        devices: settings.devices,
        public_url: settings.public_url,
        device_files: settings.device_files,
        waiting: Waiting::default(),
        uploads: uploads::Uploads::new(settings.folder),
        secure: false,
        metrics: settings.metrics,
        stopping: stopping.clone(),
    });
    let service = router::router(app).into_make_service_with_connect_info::<SocketAddr>();
    let told = stopping.clone();
    let server = tokio::spawn(async move {
        let served = axum::serve(settings.listener, service).with_graceful_shutdown(async move { told.cancelled().await });
        if let Err(error) = served.await {
            tracing::error!(%error, "the pages have stopped");
        }
    });
    Ok(Web { addr, stopping, server })
}

impl Web {
    /// Ends open streams, lets answers under way finish, and returns when the port is free.
    pub async fn stop(self) {
        self.stopping.cancel();
        if let Err(error) = self.server.await {
            tracing::error!(%error, "the pages ended badly");
        }
    }
}
