//! MQTT in and out: the hub is a client of its broker like any other, so an embedded and an external one need the same code.

mod codes;
mod devices;
mod edge_answers;
mod files;
mod presence;
mod publisher;
mod requests;
mod round;
mod snapshot;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::{Filter, Packet, PubAck, PubAckReason, RetainForwardRule, SubAck, SubscribeReasonCode};
use rumqttc::v5::{AsyncClient, Event, EventLoop, MqttOptions};
use rumqttc::{NetworkOptions, TlsConfiguration, Transport};
use sunhall_protocol::topics::Topics;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::broker::{Expeller, HUB_ID, PACKET_BYTES_MAX};
use crate::engine::Engine;
use crate::trust::Pins;

pub use presence::{Device, Devices};

/// Messages that wait for the connection; beyond it the publisher waits.
const OUTBOX: usize = 64;

const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Between two attempts to reach a broker that is away.
const RETRY: Duration = Duration::from_millis(500);

/// What the bus is started with.
pub struct Settings {
    pub way: Way,
    /// The CAs by which devices know the broker; they are told whenever these change.
    pub pins: Pins,
    pub topics: Topics,
    pub engine: Engine,
    /// Address of the public pages, without a slash at its end.
    pub public_url: Option<String>,
    /// Cuts revoked devices off; an external broker has its own ways.
    pub expeller: Option<Expeller>,
}

/// How the hub reaches its broker, embedded or external.
pub struct Way {
    pub host: String,
    pub port: u16,
    pub user: String,
    /// None for an external broker that asks for none.
    pub password: Option<String>,
    /// The CAs that vouch for the broker; none where it is reached without TLS.
    pub pins: Pins,
}

impl Way {
    /// To a broker of this process.
    pub fn within(broker: SocketAddr, password: String) -> Self {
        Self { host: broker.ip().to_string(), port: broker.port(), user: HUB_ID.to_owned(), password: Some(password), pins: Pins::None }
    }
}

/// The running bus.
pub struct Bus {
    stop: CancellationToken,
    tasks: JoinSet<()>,
    devices: watch::Receiver<Devices>,
    connected: watch::Receiver<u64>,
}

/// Starts the hub's own client; it connects, and connects again, by itself.
pub fn start(settings: Settings) -> Bus {
    let (client, events) = AsyncClient::new(options(&settings), OUTBOX);
    let (connections, connected) = watch::channel(0);
    let (said, devices) = watch::channel(Devices::default());
    let stop = CancellationToken::new();
    let settings = Arc::new(settings);
    let requests = Arc::new(requests::Requests::new(Arc::clone(&settings), client.clone(), said));
    let publisher = publisher::Publisher::new(Arc::clone(&settings), client.clone(), connected.clone());
    let driver = Driver { settings: Arc::clone(&settings), client, filters: settings.topics.hub_filters(), connections, requests };
    let mut tasks = JoinSet::new();
    tasks.spawn(driver.run(events, stop.clone()));
    tasks.spawn(publisher.run(stop.clone()));
    Bus { stop, tasks, devices, connected }
}

impl Bus {
    /// What each device last said of itself.
    pub fn devices(&self) -> watch::Receiver<Devices> {
        self.devices.clone()
    }

    /// Counts the connections to the broker; 0 while there is none.
    pub fn connected(&self) -> watch::Receiver<u64> {
        self.connected.clone()
    }

    /// Ends the client after saying goodbye to the broker.
    pub async fn stop(mut self) {
        self.stop.cancel();
        while self.tasks.join_next().await.is_some() {}
    }
}

fn options(settings: &Settings) -> MqttOptions {
    let mut network = NetworkOptions::new();
    network.set_tcp_nodelay(true);
    let way = &settings.way;
    let mut options = MqttOptions::new(HUB_ID, way.host.clone(), way.port);
    options.set_clean_start(true).set_keep_alive(KEEP_ALIVE).set_max_packet_size(u32::try_from(PACKET_BYTES_MAX).ok()).set_network_options(network);
    if let Some(password) = &way.password {
        options.set_credentials(way.user.clone(), password.clone());
    }
    options.set_transport(transport(way));
    options
}

/// CAs that cannot be read vouch for nobody; they are read again before the next attempt.
fn transport(way: &Way) -> Transport {
    match way.pins.client() {
        Ok(None) => Transport::tcp(),
        Ok(Some(tls)) => Transport::tls_with_config(TlsConfiguration::Rustls(tls)),
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "the broker's CA cannot be read");
            Transport::tls(Vec::new(), None, None)
        }
    }
}

/// Polls the connection; it never waits for anybody else.
struct Driver {
    settings: Arc<Settings>,
    client: AsyncClient,
    filters: Vec<String>,
    connections: watch::Sender<u64>,
    requests: Arc<requests::Requests>,
}

impl Driver {
    async fn run(self, mut events: EventLoop, stop: CancellationToken) {
        let mut attempts = 0_u64;
        let mut count = 0;
        loop {
            let event = tokio::select! {
                () = stop.cancelled() => break,
                event = events.poll() => event,
            };
            match event {
                Ok(Event::Incoming(Packet::ConnAck(_))) => {
                    (attempts, count) = (0, count + 1);
                    tracing::info!(connection = count, "the hub is connected to the broker");
                    self.subscribe();
                    self.connections.send_replace(count);
                }
                Ok(Event::Incoming(Packet::Publish(publish))) => self.requests.handle(publish),
                Ok(Event::Incoming(Packet::PubAck(said))) => published(&said),
                Ok(Event::Incoming(Packet::SubAck(said))) => subscribed(&said),
                Ok(_) => {}
                Err(fault) => {
                    self.connections.send_replace(0);
                    if attempts == 0 {
                        tracing::warn!(%fault, "the broker is away; the hub tries again until it is back");
                    }
                    attempts += 1;
                    events.options.set_transport(transport(&self.settings.way));
                    tokio::select! {
                        () = stop.cancelled() => break,
                        () = tokio::time::sleep(RETRY) => {}
                    }
                }
            }
        }
        self.goodbye(&mut events).await;
    }

    /// Subscribing waits for room in the outbox, which only the driver makes: so it is a task of its own.
    fn subscribe(&self) {
        let (client, filters) = (self.client.clone(), self.filters.clone());
        tokio::spawn(async move {
            let filters = filters.into_iter().map(|path| {
                // A request that somebody had kept would be asked again at every start.
                let kept = if path.ends_with("/ask") { RetainForwardRule::Never } else { RetainForwardRule::OnEverySubscribe };
                let mut filter = Filter::new(path, QoS::AtLeastOnce);
                filter.retain_forward_rule = kept;
                filter
            });
            if let Err(fault) = client.subscribe_many(filters.collect::<Vec<_>>()).await {
                tracing::error!(%fault, "the hub cannot subscribe to requests");
            }
        });
    }

    async fn goodbye(&self, events: &mut EventLoop) {
        let said = self.client.try_disconnect();
        let leave = async { while said.is_ok() && !matches!(events.poll().await, Ok(Event::Outgoing(rumqttc::Outgoing::Disconnect)) | Err(_)) {} };
        // A broker that no longer reads must not hold up the end.
        if tokio::time::timeout(Duration::from_secs(1), leave).await.is_err() {
            tracing::debug!("the broker did not take the goodbye");
        }
    }
}

fn published(said: &PubAck) {
    match said.reason {
        PubAckReason::Success | PubAckReason::NoMatchingSubscribers => {}
        reason => {
            metrics::counter!("sunhall_bus_refused_publishes_total").increment(1);
            tracing::error!(?reason, "the broker refused a message of the hub");
        }
    }
}

fn subscribed(said: &SubAck) {
    for code in &said.return_codes {
        if !matches!(code, SubscribeReasonCode::Success(_)) {
            metrics::counter!("sunhall_bus_refused_subscriptions_total").increment(1);
            tracing::error!(?code, "the broker refused a subscription of the hub");
        }
    }
}
