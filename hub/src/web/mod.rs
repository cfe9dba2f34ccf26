//! The hub in the browser: pages of each role, the phone's pages, the JSON API, live events.

mod admin;
mod answer;
pub mod api;
mod assets;
mod ca;
mod clerk;
mod commands;
mod desk;
mod doors;
mod frame;
mod guard;
mod health;
mod issue;
mod language;
mod limits;
mod live;
mod manager;
mod me;
mod ops;
mod phone;
mod public;
mod refusals;
pub mod router;
mod say;
mod secret;
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
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::bus::Devices;
use crate::device_file::{DeviceFiles, Waiting};
use crate::engine::Engine;
use crate::store::Sessions as Table;
use crate::trust::{Entrance, Trust};
use session::Sessions;
use state::{App, CHECKS_AT_ONCE};

pub use admin::paper::svg as slip_picture;

/// What the pages are started with.
pub struct Settings<'a> {
    pub engine: Engine,
    /// Already bound, so that the address is known before anything answers.
    pub listener: TcpListener,
    /// With it the pages speak TLS.
    pub trust: Option<Arc<Trust>>,
    /// Already bound: a second listener that has the public pages alone.
    pub public: Option<TcpListener>,
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
    /// Where the public pages are: on their own listener, or among the others.
    pub public: SocketAddr,
    stopping: CancellationToken,
    servers: Vec<JoinHandle<()>>,
}

/// What the pages speak behind TLS.
const PROTOCOL: &str = "http/1.1";

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
        checks: Semaphore::new(CHECKS_AT_ONCE),
        portraits: Semaphore::new(1),
        devices: settings.devices,
        public_url: settings.public_url,
        device_files: settings.device_files,
        waiting: Waiting::default(),
        uploads: uploads::Uploads::new(settings.folder),
        secure: settings.trust.is_some(),
        trust: settings.trust.clone(),
        metrics: settings.metrics,
        stopping: stopping.clone(),
    });
    let public = settings.public.map(|listener| (listener, router::public_router(Arc::clone(&app))));
    let public_addr = public.as_ref().map_or(Ok(addr), |(listener, _)| listener.local_addr())?;
    let pages = router::router(app);
    let mut servers = vec![match settings.trust {
        Some(trust) => doors::encrypted(Entrance::new(settings.listener, trust.server(PROTOCOL)?)?, pages, stopping.clone()),
        None => doors::plain(settings.listener, pages, stopping.clone()),
    }];
    servers.extend(public.map(|(listener, pages)| doors::plain(listener, pages, stopping.clone())));
    Ok(Web { addr, public: public_addr, stopping, servers })
}

impl Web {
    /// Ends open streams, lets answers under way finish, and returns when the ports are free.
    pub async fn stop(self) {
        self.stopping.cancel();
        for server in self.servers {
            if let Err(error) = server.await {
                tracing::error!(%error, "the pages ended badly");
            }
        }
    }
}
