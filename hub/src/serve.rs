//! A whole hub: engine, broker, bus, pages and console, started in order and stopped in the reverse one.

use std::net::SocketAddr;
use std::sync::Arc;

use metrics_exporter_prometheus::PrometheusHandle;
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::console::Console;
use crate::engine::Engine;
use crate::folder::Folder;

/// A running hub.
pub struct Hub {
    pub engine: Engine,
    pub http: SocketAddr,
    /// Where devices connect: host and port.
    pub mqtt: String,
    pub public_url: Option<String>,
    console: JoinHandle<()>,
    // Released last: until then no other process may write here.
    folder: Folder,
}

/// Starts everything on a data folder. `metrics` is what `/metrics` shows.
pub async fn start(folder: Folder, clock: Arc<dyn Clock>, metrics: Option<PrometheusHandle>) -> anyhow::Result<Hub> {
    let engine = folder.start(clock, None)?;
    let config = &folder.config;
    let mqtt = config.broker();
    let http = config.http_listen().map_err(anyhow::Error::msg)?;
    let public_url = config.public_url(http);
    let _ = metrics;
    let console = Console { engine: engine.clone(), hall: config.hall.clone(), broker: mqtt.clone() }.serve(&folder.path)?;
    Ok(Hub { engine, http, mqtt, public_url, console, folder })
}

impl Hub {
    /// Ends when the writer has ended by itself, which only a defect or another writer can cause.
    pub async fn broken(&self) {
        let mut live = self.engine.live();
        while live.changed().await.is_ok() {}
    }

    /// Lets nobody in any more, finishes what is under way, and leaves the journal whole.
    pub async fn stop(self) -> anyhow::Result<()> {
        self.console.abort();
        let _gone = std::fs::remove_file(self.folder.path.join(crate::console::SOCKET));
        self.engine.stop().await;
        drop(self.folder);
        Ok(())
    }
}
