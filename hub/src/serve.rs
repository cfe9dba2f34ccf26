//! A whole hub: engine, broker, bus, pages and console, started in order and stopped in the reverse one.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use metrics_exporter_prometheus::PrometheusHandle;
use sunhall_protocol::topics::Topics;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::console::Console;
use crate::device_file::DeviceFiles;
use crate::engine::Engine;
use crate::folder::Folder;
use crate::{broker, bus, credentials, web};

/// A running hub.
pub struct Hub {
    pub engine: Engine,
    pub http: SocketAddr,
    /// Where devices connect: host and port.
    pub mqtt: String,
    pub public_url: Option<String>,
    web: web::Web,
    bus: bus::Bus,
    broker: Option<broker::Broker>,
    console: JoinHandle<()>,
    // Released last: until then no other process may write here.
    folder: Folder,
}

/// Starts everything on a data folder. `metrics` is what `/metrics` shows.
pub async fn start(folder: Folder, clock: Arc<dyn Clock>, metrics: Option<PrometheusHandle>) -> anyhow::Result<Hub> {
    let engine = folder.start(clock, None)?;
    let config = &folder.config;
    let topics = Topics::new(&config.hall);
    let hub_password = credentials::random_password().context("the operating system gives no random numbers")?;

    let broker = if config.mqtt.external.is_some() {
        None
    } else {
        let addr = config.mqtt_listen().map_err(anyhow::Error::msg)?;
        let devices = broker::Devices::enrolled(&engine);
        Some(broker::start(broker::Settings { addr, topics: topics.clone(), hub_password: hub_password.clone(), devices }).await?)
    };
    let mqtt = broker.as_ref().map_or_else(|| config.broker(), |broker| broker.addr.to_string());
    let (host, port) = mqtt.rsplit_once(':').with_context(|| format!("{mqtt:?} is not host:port"))?;
    let port = port.parse().with_context(|| format!("{mqtt:?} is not host:port"))?;

    let listen = config.http_listen().map_err(anyhow::Error::msg)?;
    let listener = TcpListener::bind(listen).await.with_context(|| format!("the pages cannot listen on {listen}"))?;
    let http = listener.local_addr().context("the pages' address is unknown")?;
    let public_url = config.public_url(http);
    let bus = bus::start(bus::Settings {
        host: host.to_owned(),
        port,
        password: broker.is_some().then_some(hub_password),
        topics,
        engine: engine.clone(),
        public_url: public_url.clone(),
        expeller: broker.as_ref().map(broker::Broker::expeller),
    });
    let web = web::start(web::Settings {
        engine: engine.clone(),
        listener,
        folder: &folder.path,
        public_url: public_url.clone(),
        devices: Some(bus.devices()),
        device_files: DeviceFiles { hall: config.hall.clone(), broker: mqtt.clone(), ca: None },
        metrics,
    })?;
    let console = Console { engine: engine.clone(), hall: config.hall.clone(), broker: mqtt.clone() }.serve(&folder.path)?;
    Ok(Hub { engine, http, mqtt, public_url, web, bus, broker, console, folder })
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
        self.web.stop().await;
        self.bus.stop().await;
        if let Some(broker) = self.broker {
            broker.stop().await?;
        }
        self.engine.stop().await;
        drop(self.folder);
        Ok(())
    }
}
