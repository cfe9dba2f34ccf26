//! A whole hub: engine, broker, bus, pages and console, started in order and stopped in the reverse one.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use metrics_exporter_prometheus::PrometheusHandle;
use sunhall_hall::Moment;
use sunhall_protocol::topics::Topics;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::config::External;
use crate::console::Console;
use crate::device_file::DeviceFiles;
use crate::engine::Engine;
use crate::folder::Folder;
use crate::trust::{Pins, Trust};
use crate::{broker, bus, credentials, web};

/// How often the certificates are looked at.
const LOOK_AT_CERTIFICATES: Duration = Duration::from_hours(1);

/// A running hub.
pub struct Hub {
    pub engine: Engine,
    pub http: SocketAddr,
    /// The second listener of the public pages.
    pub public: Option<SocketAddr>,
    /// Where devices connect: host and port.
    pub mqtt: String,
    pub public_url: Option<String>,
    /// The hall's CA, where the hub speaks TLS.
    pub trust: Option<Arc<Trust>>,
    web: web::Web,
    bus: bus::Bus,
    broker: Option<broker::Broker>,
    console: JoinHandle<()>,
    caretaker: Option<JoinHandle<()>>,
    // Released last: until then no other process may write here.
    folder: Folder,
}

/// Starts everything on a data folder. `metrics` is what `/metrics` shows.
pub async fn start(folder: Folder, clock: Arc<dyn Clock>, metrics: Option<PrometheusHandle>) -> anyhow::Result<Hub> {
    let engine = folder.start(Arc::clone(&clock), None)?;
    let config = &folder.config;
    let trust = open_trust(&folder, clock.now())?;
    let topics = Topics::new(&config.hall);
    let hub_password = credentials::random_password().context("the operating system gives no random numbers")?;

    let broker = if config.mqtt.external.is_some() {
        None
    } else {
        let addr = config.mqtt_listen().map_err(anyhow::Error::msg)?;
        let devices = broker::Devices::enrolled(&engine);
        let tls = trust.as_ref().map(|trust| trust.server(broker::PROTOCOL)).transpose()?;
        Some(broker::start(broker::Settings { addr, topics: topics.clone(), hub_password: hub_password.clone(), devices, tls }).await?)
    };
    let mqtt = config.broker(broker.as_ref().map(|broker| broker.addr));
    let pins = pins(&folder, trust.as_ref())?;
    let way = match &broker {
        Some(broker) => bus::Way::within(broker.hub_addr, hub_password),
        None => external_way(&folder, pins.clone())?,
    };

    let listener = listen(config.http_listen().map_err(anyhow::Error::msg)?).await?;
    let public = match config.public_listen().map_err(anyhow::Error::msg)? {
        Some(address) => Some(listen(address).await?),
        None => None,
    };
    let own_public = public.as_ref().map(TcpListener::local_addr).transpose().context("the public pages' address is unknown")?;
    let http = listener.local_addr().context("the pages' address is unknown")?;
    let public_url = config.public_url(own_public.unwrap_or(http));
    let bus = bus::start(bus::Settings {
        way,
        pins: pins.clone(),
        topics,
        engine: engine.clone(),
        public_url: public_url.clone(),
        expeller: broker.as_ref().map(broker::Broker::expeller),
    });
    let web = web::start(web::Settings {
        engine: engine.clone(),
        listener,
        trust: trust.clone(),
        public,
        folder: &folder.path,
        public_url: public_url.clone(),
        devices: Some(bus.devices()),
        device_files: DeviceFiles { hall: config.hall.clone(), broker: mqtt.clone(), pins: pins.clone() },
        metrics,
    })?;
    let console = Console { engine: engine.clone(), hall: config.hall.clone(), broker: mqtt.clone(), pins, trust: trust.clone() }.serve(&folder.path)?;
    let caretaker = trust.clone().map(|trust| tokio::spawn(look_after(trust, clock)));
    Ok(Hub { engine, http, public: own_public, mqtt, public_url, trust, web, bus, broker, console, caretaker, folder })
}

/// The trust of a data folder whose configuration asks for TLS.
pub fn open_trust(folder: &Folder, now: Moment) -> anyhow::Result<Option<Arc<Trust>>> {
    let Some(tls) = &folder.config.tls else { return Ok(None) };
    Ok(Some(Arc::new(Trust::open(&folder.path, &folder.config.hall, &tls.names, now)?)))
}

/// The CAs by which devices know the broker of this hall.
pub fn pins(folder: &Folder, trust: Option<&Arc<Trust>>) -> anyhow::Result<Pins> {
    let mqtt = &folder.config.mqtt;
    let external = folder.config.external().map_err(anyhow::Error::msg)?;
    Ok(match (external, &mqtt.external_ca) {
        (Some(external), _) if !external.tls => Pins::None,
        (Some(_), Some(file)) => Pins::File(folder.path.join(file)),
        (Some(_) | None, _) => trust.map_or(Pins::None, |trust| Pins::Hall(Arc::clone(trust))),
    })
}

/// The hub's way to the external broker that the configuration names.
fn external_way(folder: &Folder, pins: Pins) -> anyhow::Result<bus::Way> {
    let mqtt = &folder.config.mqtt;
    let External { host, port, .. } = folder.config.external().map_err(anyhow::Error::msg)?.context("no external broker is named")?;
    let password = mqtt.external_password_file.as_ref().map(|file| folder.path.join(file));
    let password = password.map(|file| std::fs::read_to_string(&file).with_context(|| file.display().to_string())).transpose()?;
    Ok(bus::Way { host, port, user: mqtt.external_user.clone(), password: password.map(|text| text.trim().to_owned()), pins })
}

async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("the pages cannot listen on {address}"))
}

/// Looks at the certificates again and again: each is issued anew before its end.
async fn look_after(trust: Arc<Trust>, clock: Arc<dyn Clock>) {
    loop {
        tokio::time::sleep(LOOK_AT_CERTIFICATES).await;
        match trust.tend(clock.now()) {
            Ok(changes) => changes.iter().for_each(|change| tracing::info!("{change}")),
            Err(error) => tracing::error!(error = format!("{error:#}"), "the certificates could not be renewed; tried again in an hour"),
        }
    }
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
        if let Some(caretaker) = self.caretaker {
            caretaker.abort();
        }
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
