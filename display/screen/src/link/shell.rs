//! The thin shell of the link: one thread that moves bytes between the broker and the pure core.

use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, TrySendError, sync_channel};
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::Context as _;
use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::{ConnectReturnCode, Filter, LastWill, Packet, PublishProperties, SubscribeReasonCode};
use rumqttc::v5::{AsyncClient, Event, EventLoop, MqttOptions};
use rumqttc::{NetworkOptions, TlsConfiguration, Transport};
use serde::Serialize;
use sunhall_protocol::device::Enrolment;
use sunhall_protocol::presence::PrinterState;
use sunhall_protocol::{Ask, Moment, WIRE_VERSION};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::device_file::DeviceFile;
use super::pins::{self, Vouched};
use super::{Action, Input, LinkCore, News, RECONNECT_SECONDS, Ticks, command_id, hub_time};

/// Snapshots stay below 200 KiB; with headers nothing of ours comes near this.
const PACKET_MAX: u32 = 1 << 20;
const KEEP_ALIVE_SECONDS: u64 = 15;
/// Requests waiting for the link; a full queue answers *busy* at once.
const ORDERS_MAX: usize = 64;
const NEWS_MAX: usize = 1024;

/// The screen's end of the link.
pub struct Link {
    orders: mpsc::Sender<Order>,
    news: Receiver<News>,
    start: Instant,
    pulse: Option<(Moment, Ticks)>,
}

enum Order {
    Ask { id: Uuid, payload: Vec<u8> },
    Forget { id: Uuid },
    Printer(PrinterState),
}

impl Link {
    /// Starts the thread; `wake` is called after each piece of news.
    pub fn start(file: DeviceFile, wake: impl Fn() + Send + 'static) -> anyhow::Result<Self> {
        // A second provider is impossible; the first one installed is the same ring.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (orders, incoming) = mpsc::channel(ORDERS_MAX);
        let (teller, news) = sync_channel(NEWS_MAX);
        let start = Instant::now();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("the link's runtime")?;
        let run = move || {
            let core = LinkCore::new(&file, 0);
            let runner = Runner { core, file, start, teller, wake, connected: false, heard: false, vouched: Vouched::default(), announced: None };
            runtime.block_on(runner.run(incoming));
        };
        std::thread::Builder::new().name("link".into()).spawn(run).context("the link's thread")?;
        Ok(Self { orders, news, start, pulse: None })
    }

    /// The next piece of news, if there is one.
    #[expect(clippy::should_implement_trait, reason = "an iterator would promise an end; there is always more news")]
    pub fn next(&mut self) -> Option<News> {
        match self.news.try_recv() {
            Ok(news) => {
                if let News::HubTime { hub, at } = &news {
                    self.pulse = Some((*hub, *at));
                }
                Some(news)
            }
            Err(TryRecvError::Empty | TryRecvError::Disconnected) => None,
        }
    }

    /// The hub's time now; none before the first pulse.
    pub fn hub_time(&self) -> Option<Moment> {
        hub_time(self.pulse?, ticks(self.start))
    }

    /// Asks the hub; the answer comes as news with the id. None when the hub's time is unknown or too much is waiting.
    pub fn ask<T: Serialize>(&self, body: T) -> Option<Uuid> {
        let id = command_id(self.hub_time()?, chance());
        let ask = Ask { version: WIRE_VERSION, id, body };
        let payload = serde_json::to_vec(&ask).ok()?;
        self.orders.try_send(Order::Ask { id, payload }).ok()?;
        Some(id)
    }

    /// Asks with an id that the asker made, for instance the same one again; false when too much is waiting.
    pub fn send<T: Serialize>(&self, ask: &Ask<T>) -> bool {
        let Ok(payload) = serde_json::to_vec(ask) else { return false };
        self.orders.try_send(Order::Ask { id: ask.id, payload }).is_ok()
    }

    /// Stops repeating a request.
    pub fn forget(&self, id: Uuid) {
        // A full queue only means that the request is repeated once more; its answer then finds nobody.
        let _ = self.orders.try_send(Order::Forget { id });
    }

    /// Tells the hub what the printer says.
    pub fn printer(&self, state: PrinterState) {
        // The next change of the printer tells again.
        let _ = self.orders.try_send(Order::Printer(state));
    }
}

fn ticks(start: Instant) -> Ticks {
    Ticks::try_from(start.elapsed().as_millis()).unwrap_or(Ticks::MAX)
}

/// The machine's own clock in milliseconds, as it is told to the hub for comparison and used for nothing else.
fn wall_clock() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Ten bytes of chance, taken from a fresh id of the uuid generator.
fn chance() -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes.copy_from_slice(&Uuid::now_v7().as_bytes()[6..]);
    bytes
}

struct Runner<W> {
    core: LinkCore,
    file: DeviceFile,
    start: Instant,
    teller: SyncSender<News>,
    wake: W,
    connected: bool,
    heard: bool,
    vouched: Vouched,
    /// CAs that the hub announced and that were not looked at yet.
    announced: Option<String>,
}

impl<W: Fn()> Runner<W> {
    async fn run(mut self, mut orders: mpsc::Receiver<Order>) {
        let options = match self.options() {
            Ok(options) => options,
            Err(fault) => {
                tracing::error!("this device cannot reach its hall: {fault:#}");
                return;
            }
        };
        let (client, mut events) = AsyncClient::new(options, ORDERS_MAX);
        loop {
            let due = self.start + Duration::from_millis(self.core.next_due().min(Ticks::from(u32::MAX)));
            let alive = tokio::select! {
                event = poll(&mut events) => self.event(event, &client).await,
                order = orders.recv() => self.order(order, &client),
                () = tokio::time::sleep_until(due.into()) => self.feed(Input::Tick, &client),
            };
            if !alive {
                return;
            }
            self.follow_announcement(&mut events);
        }
    }

    /// Only over a connection for which a CA of this device vouched does a word about CAs count.
    fn follow_announcement(&mut self, events: &mut EventLoop) {
        let Some(announced) = self.announced.take() else { return };
        let vouched = self.vouched.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let (Some(own), Some(vouched)) = (&self.file.ca, vouched) else { return };
        let Some(adopted) = pins::adopt(&announced, &vouched) else {
            tracing::warn!("the hub announced certificates that cannot be read");
            return;
        };
        if pins::split(own) == adopted {
            return;
        }
        let adopted = adopted.concat();
        if let Ok(tls) = self.transport(&adopted) {
            events.options.set_transport(tls);
            self.file.trust(adopted);
        }
    }

    fn transport(&self, ca: &str) -> anyhow::Result<Transport> {
        Ok(Transport::tls_with_config(TlsConfiguration::Rustls(Arc::new(pins::client(ca, Arc::clone(&self.vouched))?))))
    }

    fn options(&self) -> anyhow::Result<MqttOptions> {
        let enrolment: &Enrolment = &self.file;
        let (host, port) = pins::host_and_port(&enrolment.broker)?;
        let mut options = MqttOptions::new(&enrolment.device, host, port);
        options
            .set_credentials(&enrolment.device, &enrolment.password)
            .set_clean_start(true)
            .set_keep_alive(Duration::from_secs(KEEP_ALIVE_SECONDS))
            .set_connection_timeout(5)
            .set_max_packet_size(Some(PACKET_MAX))
            .set_network_options(network());
        let (topic, payload) = self.core.last_will();
        options.set_last_will(LastWill::new(topic, payload, QoS::AtLeastOnce, true, None));
        if let Some(ca) = &enrolment.ca {
            options.set_transport(self.transport(ca)?);
        }
        Ok(options)
    }

    async fn event(&mut self, event: Result<Event, String>, client: &AsyncClient) -> bool {
        match event {
            Ok(Event::Incoming(packet)) => self.packet(packet, client),
            Ok(Event::Outgoing(_)) => true,
            Err(fault) => {
                if std::mem::take(&mut self.connected) {
                    tracing::warn!(fault, "the connection to the broker is gone");
                }
                let alive = self.feed(Input::Disconnected, client);
                tokio::time::sleep(Duration::from_secs(RECONNECT_SECONDS)).await;
                alive && self.feed(Input::Tick, client)
            }
        }
    }

    fn packet(&mut self, packet: Packet, client: &AsyncClient) -> bool {
        match packet {
            Packet::ConnAck(ack) if ack.code == ConnectReturnCode::Success => {
                self.connected = true;
                self.feed(Input::Connected, client)
            }
            Packet::Publish(publish) => {
                let Ok(topic) = std::str::from_utf8(&publish.topic) else { return true };
                self.feed(Input::Clock(wall_clock()), client);
                self.feed(Input::Message { topic, payload: &publish.payload }, client)
            }
            Packet::SubAck(ack) => {
                let refused = ack.return_codes.iter().filter(|code| !matches!(code, SubscribeReasonCode::Success(_))).count();
                if refused > 0 {
                    tracing::error!(refused, "the broker refused subscriptions");
                }
                true
            }
            Packet::PubAck(ack) => {
                use rumqttc::v5::mqttbytes::v5::PubAckReason::{NoMatchingSubscribers, Success};
                if !matches!(ack.reason, Success | NoMatchingSubscribers) {
                    tracing::error!(reason = ?ack.reason, "the broker refused a message");
                }
                true
            }
            _ => true,
        }
    }

    fn order(&mut self, order: Option<Order>, client: &AsyncClient) -> bool {
        match order {
            Some(Order::Ask { id, payload }) => self.feed(Input::Ask { id, payload }, client),
            Some(Order::Forget { id }) => self.feed(Input::Forget { id }, client),
            Some(Order::Printer(state)) => self.feed(Input::Printer(state), client),
            // The screen has closed.
            None => false,
        }
    }

    /// Gives the core its input and does what it says; false when the screen is gone.
    fn feed(&mut self, input: Input<'_>, client: &AsyncClient) -> bool {
        let mut told = false;
        for action in self.core.on(input, ticks(self.start)) {
            match action {
                Action::Subscribe(filters) => subscribe(client, filters),
                Action::Publish { topic, payload, retain, request } => publish(client, topic, payload, retain, request),
                Action::Trust(announced) => self.announced = Some(announced),
                Action::Tell(news @ News::HubTime { .. }) => {
                    // Only the first pulse changes what is shown; the others wait for the next frame.
                    told |= !std::mem::replace(&mut self.heard, true);
                    if matches!(self.teller.try_send(news), Err(TrySendError::Disconnected(_))) {
                        return false;
                    }
                }
                Action::Tell(news) => {
                    if self.teller.send(news).is_err() {
                        return false;
                    }
                    told = true;
                }
            }
        }
        if told {
            (self.wake)();
        }
        true
    }
}

async fn poll(events: &mut EventLoop) -> Result<Event, String> {
    events.poll().await.map_err(|fault| fault.to_string())
}

fn network() -> NetworkOptions {
    let mut network = NetworkOptions::new();
    network.set_tcp_nodelay(true);
    network
}

fn subscribe(client: &AsyncClient, filters: Vec<String>) {
    let filters = filters.into_iter().map(|path| {
        let qos = if path.ends_with("/pulse") { QoS::AtMostOnce } else { QoS::AtLeastOnce };
        Filter::new(path, qos)
    });
    if let Err(fault) = client.try_subscribe_many(filters) {
        tracing::warn!(%fault, "could not subscribe; the next pulse tries again");
    }
}

fn publish(client: &AsyncClient, topic: String, payload: Vec<u8>, retain: bool, request: Option<super::Request>) {
    let properties = PublishProperties {
        response_topic: request.as_ref().map(|request| request.response_topic.clone()),
        correlation_data: request.map(|request| request.correlation.to_vec().into()),
        ..PublishProperties::default()
    };
    if let Err(fault) = client.try_publish_with_properties(topic, QoS::AtLeastOnce, retain, payload, properties) {
        tracing::warn!(%fault, "could not send; it is repeated");
    }
}
