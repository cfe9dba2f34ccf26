//! An MQTT client for tests: it connects as a device, and says what the broker answered and what was delivered.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::{ConnectReturnCode, Filter, LastWill, Packet, PubAckReason, Publish, PublishProperties, SubscribeReasonCode};
use rumqttc::v5::{AsyncClient, ConnectionError, Event, MqttOptions};
use rumqttc::{NetworkOptions, Outgoing, TlsConfiguration, Transport};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

pub use crate::tls::Place;
use crate::tls::trusting;

/// A test waits this long for what must happen.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Who connects, with what.
#[derive(Clone)]
pub struct Credentials {
    pub client: String,
    pub user: String,
    pub password: String,
}

impl Credentials {
    /// A device under its own name.
    pub fn of(id: &str, password: &str) -> Self {
        Self { client: id.into(), user: id.into(), password: password.into() }
    }
}

/// A connected client. Dropping it breaks the connection without a goodbye, so that its last will is published.
pub struct Client {
    sender: AsyncClient,
    acks: mpsc::UnboundedReceiver<Ack>,
    delivered: mpsc::UnboundedReceiver<Publish>,
    task: JoinHandle<()>,
}

enum Ack {
    Published(u16, PubAckReason),
    Subscribed(Vec<SubscribeReasonCode>),
    /// The number under which the next publish went out.
    Sent(u16),
    Ended(String),
}

impl Drop for Client {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn options(place: &Place, credentials: &Credentials, will: Option<LastWill>) -> anyhow::Result<MqttOptions> {
    let mut options = MqttOptions::new(credentials.client.clone(), place.addr.ip().to_string(), place.addr.port());
    options
        .set_credentials(credentials.user.clone(), credentials.password.clone())
        .set_clean_start(true)
        .set_keep_alive(Duration::from_secs(15))
        .set_max_packet_size(Some(4 << 20))
        .set_network_options(no_delay());
    if let Some(will) = will {
        options.set_last_will(will);
    }
    if let Some(ca) = &place.ca {
        options.set_transport(Transport::tls_with_config(TlsConfiguration::Rustls(trusting(ca)?)));
    }
    Ok(options)
}

fn no_delay() -> NetworkOptions {
    let mut network = NetworkOptions::new();
    network.set_tcp_nodelay(true);
    network
}

/// The broker's word to somebody who tries to come in.
pub async fn knock(at: impl Into<Place>, credentials: &Credentials) -> anyhow::Result<ConnectReturnCode> {
    let (_client, mut events) = AsyncClient::new(options(&at.into(), credentials, None)?, 8);
    let said = tokio::time::timeout(PATIENCE, events.poll()).await.context("the broker said nothing")?;
    match said {
        Ok(Event::Incoming(Packet::ConnAck(ack))) => Ok(ack.code),
        Err(ConnectionError::ConnectionRefused(code)) => Ok(code),
        other => bail!("instead of an answer to CONNECT: {other:?}"),
    }
}

impl Client {
    pub async fn connect(to: impl Into<Place>, credentials: &Credentials) -> anyhow::Result<Self> {
        Self::connect_with_will(to, credentials, None).await
    }

    pub async fn connect_with_will(to: impl Into<Place>, credentials: &Credentials, will: Option<LastWill>) -> anyhow::Result<Self> {
        let (client, mut events) = AsyncClient::new(options(&to.into(), credentials, will)?, 256);
        let (ack, acks) = mpsc::unbounded_channel();
        let (deliver, delivered) = mpsc::unbounded_channel();
        match tokio::time::timeout(PATIENCE, events.poll()).await.context("the broker said nothing")?? {
            Event::Incoming(Packet::ConnAck(said)) if said.code == ConnectReturnCode::Success => {}
            other => bail!("not let in: {other:?}"),
        }
        let task = tokio::spawn(async move {
            loop {
                match events.poll().await {
                    Ok(Event::Incoming(Packet::Publish(publish))) => drop(deliver.send(publish)),
                    Ok(Event::Incoming(Packet::PubAck(said))) => drop(ack.send(Ack::Published(said.pkid, said.reason))),
                    Ok(Event::Incoming(Packet::SubAck(said))) => drop(ack.send(Ack::Subscribed(said.return_codes))),
                    Ok(Event::Outgoing(Outgoing::Publish(number))) => drop(ack.send(Ack::Sent(number))),
                    Ok(_) => {}
                    // A dropped connection is told once; nothing is tried again.
                    Err(fault) => return drop(ack.send(Ack::Ended(fault.to_string()))),
                }
            }
        });
        Ok(Self { sender: client, acks, delivered, task })
    }

    /// Publishes with quality 1 and waits for the broker's word.
    pub async fn publish(&mut self, topic: &str, retain: bool, payload: impl Into<Vec<u8>>) -> anyhow::Result<PubAckReason> {
        self.publish_with(topic, retain, payload, PublishProperties::default()).await
    }

    pub async fn publish_with(
        &mut self,
        topic: &str,
        retain: bool,
        payload: impl Into<Vec<u8>>,
        properties: PublishProperties,
    ) -> anyhow::Result<PubAckReason> {
        self.sender.publish_with_properties(topic, QoS::AtLeastOnce, retain, payload.into(), properties).await?;
        let mut number = None;
        let mut early = HashMap::new();
        loop {
            match self.ack().await? {
                Ack::Sent(sent) => number = Some(sent),
                Ack::Published(answered, reason) => drop(early.insert(answered, reason)),
                Ack::Subscribed(_) => {}
                Ack::Ended(fault) => bail!("the connection ended: {fault}"),
            }
            if let Some(reason) = number.and_then(|number| early.remove(&number)) {
                return Ok(reason);
            }
        }
    }

    /// Subscribes with one filter and waits for the broker's word.
    pub async fn subscribe(&mut self, filter: &str) -> anyhow::Result<SubscribeReasonCode> {
        // The client library checks filters itself only for emptiness; the broker's word is what counts.
        self.sender.subscribe_many([Filter::new(filter, QoS::AtLeastOnce)]).await?;
        loop {
            match self.ack().await? {
                Ack::Subscribed(codes) => return codes.into_iter().next().ok_or_else(|| anyhow!("an empty answer to SUBSCRIBE")),
                Ack::Published(..) | Ack::Sent(_) => {}
                Ack::Ended(fault) => bail!("the connection ended: {fault}"),
            }
        }
    }

    /// The next message delivered.
    pub async fn next(&mut self) -> anyhow::Result<Publish> {
        let next = tokio::time::timeout(PATIENCE, self.delivered.recv()).await.context("nothing was delivered")?;
        next.context("the connection ended")
    }

    /// Waits until a message fits.
    pub async fn next_where(&mut self, mut fits: impl FnMut(&Publish) -> bool) -> anyhow::Result<Publish> {
        loop {
            let message = self.next().await?;
            if fits(&message) {
                return Ok(message);
            }
        }
    }

    /// What was delivered up to now.
    pub fn delivered(&mut self) -> Vec<Publish> {
        std::iter::from_fn(|| self.delivered.try_recv().ok()).collect()
    }

    /// Waits until the broker has ended the connection.
    pub async fn ended(&mut self) -> anyhow::Result<()> {
        while !matches!(self.ack().await?, Ack::Ended(_)) {}
        Ok(())
    }

    async fn ack(&mut self) -> anyhow::Result<Ack> {
        let ack = tokio::time::timeout(PATIENCE, self.acks.recv()).await.context("the broker did not answer")?;
        ack.context("the connection ended")
    }
}

/// The topic of a delivered message.
pub fn topic(message: &Publish) -> String {
    String::from_utf8_lossy(&message.topic).into_owned()
}
