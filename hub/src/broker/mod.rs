//! The embedded broker behind our own words: start, address, stop. Who comes in and what may be said is decided here; which broker it is, nobody else knows.

mod devices;
mod door;
pub mod mosquitto;
mod network;
mod tries;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use mqtt5::broker::config::{StorageBackend, StorageConfig};
use mqtt5::broker::router::MessageRouter;
use mqtt5::broker::{BrokerConfig, BrokerShutdownHandle, MqttBroker};
use rustls::ServerConfig;
use sunhall_protocol::access::{self, DeviceClass};
use sunhall_protocol::topics::Topics;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use self::devices::Devices;
use self::door::{Door, Guests};
use self::network::Network;
pub use self::tries::TryLimit;

/// Client id and user name of the hub itself; no device can be enrolled under it.
pub const HUB_ID: &str = "hub";

/// The largest packet that a client may send or get.
pub const PACKET_BYTES_MAX: usize = 1 << 20;

/// The largest message that the broker keeps for later subscribers.
const RETAINED_BYTES_MAX: usize = 256 << 10;

/// Clients that name no shorter keep-alive are dropped after one and a half times this silence.
const KEEP_ALIVE: Duration = Duration::from_secs(30);

const SESSION_EXPIRY: Duration = Duration::from_hours(24);
const CLIENTS_MAX: usize = 10_000;
const SUBSCRIPTIONS_MAX: usize = 32;

impl Devices {
    /// The class of `id`; the hub's own id is never a device.
    fn class_of(&self, id: &str) -> Option<DeviceClass> {
        if id == HUB_ID { Some(DeviceClass::Hub) } else { (self.class)(id).filter(|class| *class != DeviceClass::Hub) }
    }
}

/// What a broker is started with.
pub struct Settings {
    /// Port 0 takes any free one.
    pub addr: SocketAddr,
    pub topics: Topics,
    /// The hub's own password, made anew for each start.
    pub hub_password: String,
    pub devices: Devices,
    /// How devices are greeted; without it the broker speaks without TLS.
    pub tls: Option<Arc<ServerConfig>>,
}

/// What the broker speaks to devices when it speaks TLS.
pub const PROTOCOL: &str = "mqtt";

/// A running broker.
pub struct Broker {
    /// Where devices connect.
    pub addr: SocketAddr,
    /// Where the hub's own client connects: the same address, or with TLS one of this machine's at which only the hub is let in.
    pub hub_addr: SocketAddr,
    network: Option<Network>,
    shutdown: BrokerShutdownHandle,
    task: JoinHandle<mqtt5::Result<()>>,
    router: Arc<MessageRouter>,
}

/// Cuts devices off whose enrolment ended.
#[derive(Clone)]
pub struct Expeller {
    router: Arc<MessageRouter>,
}

/// May the device publish on, or leave a last will at, `topic`?
pub fn may_publish(devices: &Devices, topics: &Topics, id: &str, topic: &str) -> bool {
    devices.class_of(id).is_some_and(|class| access::may_publish(topics, class, id, topic))
}

/// May the device subscribe with `filter`?
pub fn may_subscribe(devices: &Devices, topics: &Topics, id: &str, filter: &str) -> bool {
    devices.class_of(id).is_some_and(|class| access::may_subscribe(topics, class, id, filter))
}

/// Starts a broker that keeps nothing beyond its own life: the hub publishes every snapshot again.
pub async fn start(settings: Settings) -> anyhow::Result<Broker> {
    let within = if settings.tls.is_some() { SocketAddr::from((Ipv4Addr::LOCALHOST, 0)) } else { settings.addr };
    let outside = match settings.tls {
        Some(tls) => Some((TcpListener::bind(settings.addr).await.with_context(|| format!("the broker cannot listen on {}", settings.addr))?, tls)),
        None => None,
    };
    let door = Arc::new(Door::new(settings.topics, &settings.hub_password, settings.devices));
    let guests = |who| Arc::new(door::Entry { door: Arc::clone(&door), who });
    let config = config(within);
    let mut broker = MqttBroker::with_config(config.clone()).await.with_context(|| format!("the broker cannot listen on {within}"))?;
    broker = broker.with_auth_provider(guests(if outside.is_some() { Guests::Hub } else { Guests::Everybody }));
    let hub_addr = broker.local_addr().context("the broker did not say where it listens")?;
    let network = outside.map(|(listener, tls)| Network::open(listener, tls, &broker, config, guests(Guests::Devices))).transpose()?;
    let addr = network.as_ref().map_or(hub_addr, Network::addr);
    let (shutdown, router, ready) = (broker.shutdown_handle(), broker.router(), broker.ready_receiver());
    let task = tokio::spawn(async move { broker.run().await });
    wait_until_ready(ready).await?;
    tracing::info!(%addr, tls = network.is_some(), "the broker listens");
    Ok(Broker { addr, hub_addr, network, shutdown, task, router })
}

fn config(addr: SocketAddr) -> BrokerConfig {
    let mut config = BrokerConfig::new()
        .with_bind_address(addr)
        .with_max_clients(CLIENTS_MAX)
        .with_max_packet_size(PACKET_BYTES_MAX)
        .with_max_retained_message_size(RETAINED_BYTES_MAX)
        .with_max_subscriptions_per_client(SUBSCRIPTIONS_MAX)
        .with_session_expiry(SESSION_EXPIRY)
        .with_sys_topics_enabled(false)
        .with_storage(StorageConfig::new().with_backend(StorageBackend::Memory).with_persistence(false));
    config.server_keep_alive = Some(KEEP_ALIVE);
    config
}

async fn wait_until_ready(mut ready: watch::Receiver<bool>) -> anyhow::Result<()> {
    ready.wait_for(|ready| *ready).await.context("the broker ended before it was ready")?;
    Ok(())
}

impl Broker {
    pub fn expeller(&self) -> Expeller {
        Expeller { router: Arc::clone(&self.router) }
    }

    /// Ends the broker and waits until its port is free again.
    pub async fn stop(self) -> anyhow::Result<()> {
        if let Some(network) = self.network {
            network.close().await;
        }
        self.shutdown.shutdown();
        self.task.await.context("the broker's task")?.context("the broker ended badly")
    }
}

impl Expeller {
    /// Cuts a device off at once: nothing more is delivered to it, and what it says is refused.
    pub async fn expel(&self, id: &str) {
        self.router.unregister_client(id).await;
    }
}
