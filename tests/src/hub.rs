//! A demo hall's hub without pages, for tests of the wire: real store, engine, broker and bus, and a clock that stands still.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, bail};
use rumqttc::v5::mqttbytes::v5::{PubAckReason, PublishProperties};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sunhall_hall::access::DeviceClass;
use sunhall_hall::command::{Administrator, Clerk};
use sunhall_hall::ids::{DeviceName, StaffNumber, WindowNumber};
use sunhall_hall::{Answer, Moment};
use sunhall_hub::broker::{self, Broker, Devices};
use sunhall_hub::bus::{self, Bus};
use sunhall_hub::clock::MovedClock;
use sunhall_hub::config::example_with;
use sunhall_hub::credentials;
use sunhall_hub::engine::{Actor, Engine, Outcome};
use sunhall_hub::folder::Folder;
use sunhall_hub::import::import;
use sunhall_hub::trust::Pins;
use sunhall_protocol::topics::{Topic, Topics};
use sunhall_protocol::{Ask, WIRE_VERSION};
use tempfile::TempDir;
use uuid::Uuid;

use crate::checkout;
use crate::mqtt::{Client, Credentials, PATIENCE};

/// Monday 23 November 2026, 10:14 on the hall's wall clock.
pub const MORNING: Moment = Moment(1_795_400_040_000);

/// A demo public address.
pub const PUBLIC_URL: &str = "http://127.0.0.1:8080";

/// Every device of a test has the same password, so that it is hashed only once.
pub const PASSWORD: &str = "a password of tests";

pub struct Hub {
    pub engine: Engine,
    pub clock: Arc<MovedClock>,
    pub topics: Topics,
    pub broker: Broker,
    pub bus: Bus,
    own_password: String,
    secret: String,
    folder: Option<Folder>,
    data: TempDir,
}

impl Hub {
    /// A fresh demo hall at [`MORNING`], nobody at a window.
    pub async fn demo() -> anyhow::Result<Self> {
        let data = TempDir::new()?;
        let folder = Folder::init(&data.path().join("hub"), &example_with("demo", "127.0.0.1:0", "127.0.0.1:0", None))?;
        let clock = Arc::new(MovedClock::new(MORNING));
        let engine = folder.start(Arc::clone(&clock) as _, None)?;
        import(&engine, &checkout::top().join("deploy/demo")).await?;
        let topics = Topics::new("demo");
        let hub_password = credentials::random_password()?;
        let broker = start_broker(&engine, &topics, &hub_password, SocketAddr::from(([127, 0, 0, 1], 0))).await?;
        let bus = start_bus(&engine, &topics, &hub_password, &broker);
        let secret = credentials::hash(PASSWORD).await?;
        Ok(Self { engine, clock, topics, broker, bus, own_password: hub_password, secret, folder: Some(folder), data })
    }

    pub fn addr(&self) -> SocketAddr {
        self.broker.addr
    }

    /// Ends the broker and starts another on the same port, which knows nothing of the first.
    pub async fn restart_broker(&mut self) -> anyhow::Result<()> {
        let addr = self.broker.addr;
        let other = SocketAddr::from(([127, 0, 0, 1], 0));
        let spare = start_broker(&self.engine, &self.topics, &self.own_password, other).await?;
        std::mem::replace(&mut self.broker, spare).stop().await?;
        let again = start_broker(&self.engine, &self.topics, &self.own_password, addr).await?;
        std::mem::replace(&mut self.broker, again).stop().await
    }

    /// Ends the whole hub and starts it again on the same data folder.
    pub async fn restart(&mut self) -> anyhow::Result<()> {
        let topics = self.topics.clone();
        self.engine.stop().await;
        drop(self.folder.take());
        let folder = Folder::open(&self.data.path().join("hub"))?;
        let engine = folder.start(Arc::clone(&self.clock) as _, None)?;
        let hub_password = credentials::random_password()?;
        let broker = start_broker(&engine, &topics, &hub_password, SocketAddr::from(([127, 0, 0, 1], 0))).await?;
        let bus = start_bus(&engine, &topics, &hub_password, &broker);
        std::mem::replace(&mut self.bus, bus).stop().await;
        std::mem::replace(&mut self.broker, broker).stop().await?;
        (self.engine, self.own_password, self.folder) = (engine, hub_password, Some(folder));
        Ok(())
    }

    pub async fn administrate(&self, act: Administrator) -> anyhow::Result<()> {
        decided(self.engine.administrators().ask(self.engine.new_id(), Actor::Console, StaffNumber::console(), move |_| act).await)?;
        Ok(())
    }

    pub async fn enrol(&self, device: &str, class: DeviceClass, window: Option<u16>) -> anyhow::Result<()> {
        let (device, window, secret) = (DeviceName::new(device), window.map(WindowNumber), self.secret.clone());
        let administrators = self.engine.administrators();
        let enrol = administrators.ask(self.engine.new_id(), Actor::Console, StaffNumber::console(), move |draw| Administrator::Enrol {
            device,
            class,
            window,
            secret: draw.secret(&secret),
        });
        decided(enrol.await)?;
        Ok(())
    }

    pub async fn revoke(&self, device: &str) -> anyhow::Result<()> {
        self.administrate(Administrator::RevokeDevice { device: DeviceName::new(device) }).await
    }

    pub async fn clerk(&self, staff: &str, act: Clerk) -> anyhow::Result<Answer> {
        let staff = StaffNumber::new(staff);
        decided(self.engine.clerks().ask(self.engine.new_id(), Actor::Staff(staff.clone()), staff, move |_| act).await)
    }

    /// A connected device.
    pub async fn device(&self, id: &str) -> anyhow::Result<Device> {
        Ok(Device { id: id.to_owned(), topics: self.topics.clone(), client: Client::connect(self.addr(), &Credentials::of(id, PASSWORD)).await? })
    }

    /// An enrolled and connected kiosk that hears its answers.
    pub async fn kiosk(&self, id: &str) -> anyhow::Result<Device> {
        self.enrol(id, DeviceClass::Kiosk, None).await?;
        let mut kiosk = self.device(id).await?;
        kiosk.listen(&Topic::KioskAnswer(id.to_owned())).await?;
        Ok(kiosk)
    }

    pub async fn stop(self) -> anyhow::Result<()> {
        self.bus.stop().await;
        self.broker.stop().await?;
        self.engine.stop().await;
        Ok(())
    }
}

async fn start_broker(engine: &Engine, topics: &Topics, hub_password: &str, addr: SocketAddr) -> anyhow::Result<Broker> {
    broker::start(broker::Settings { addr, topics: topics.clone(), hub_password: hub_password.to_owned(), devices: Devices::enrolled(engine), tls: None }).await
}

fn start_bus(engine: &Engine, topics: &Topics, hub_password: &str, broker: &Broker) -> Bus {
    bus::start(bus::Settings {
        pins: Pins::None,
        way: bus::Way::within(broker.hub_addr, hub_password.to_owned()),
        topics: topics.clone(),
        engine: engine.clone(),
        public_url: Some(PUBLIC_URL.to_owned()),
        expeller: Some(broker.expeller()),
    })
}

/// What the hall answered, or its refusal as an error.
pub fn decided(outcome: Outcome) -> anyhow::Result<Answer> {
    match outcome {
        Outcome::Decided(Ok(answer)) => Ok(answer),
        Outcome::Decided(Err(refusal)) => bail!("refused: {refusal}"),
        other => bail!("not decided: {other:?}"),
    }
}

/// A device's client that knows its own topics.
pub struct Device {
    pub id: String,
    pub topics: Topics,
    pub client: Client,
}

impl Device {
    pub async fn listen(&mut self, topic: &Topic) -> anyhow::Result<()> {
        let name = self.topics.name(topic);
        self.listen_to(&name).await
    }

    pub async fn listen_to(&mut self, filter: &str) -> anyhow::Result<()> {
        match self.client.subscribe(filter).await? {
            rumqttc::v5::mqttbytes::v5::SubscribeReasonCode::Success(_) => Ok(()),
            code => bail!("{filter}: {code:?}"),
        }
    }

    /// The properties of a well-formed request of this kiosk.
    pub fn properties(&self, id: Uuid) -> PublishProperties {
        PublishProperties {
            response_topic: Some(self.topics.name(&Topic::KioskAnswer(self.id.clone()))),
            correlation_data: Some(id.as_bytes().to_vec().into()),
            ..PublishProperties::default()
        }
    }

    /// Sends bytes as a request, with these properties.
    pub async fn send(&mut self, payload: impl Into<Vec<u8>>, properties: PublishProperties) -> anyhow::Result<()> {
        let topic = self.topics.name(&Topic::KioskAsk(self.id.clone()));
        let reason = self.client.publish_with(&topic, false, payload, properties).await?;
        if reason != PubAckReason::Success {
            bail!("the broker said {reason:?}");
        }
        Ok(())
    }

    /// Asks as a kiosk and waits for the answer with the same id.
    pub async fn ask<B: Serialize, A: DeserializeOwned>(&mut self, id: Uuid, body: &B) -> anyhow::Result<sunhall_protocol::Answer<A>> {
        let payload = serde_json::to_vec(&Ask { version: WIRE_VERSION, id, body })?;
        self.send(payload, self.properties(id)).await?;
        self.answer(id).await
    }

    /// Asks as a call pad.
    pub async fn press<B: Serialize, A: DeserializeOwned>(&mut self, id: Uuid, body: &B) -> anyhow::Result<sunhall_protocol::Answer<A>> {
        let payload = serde_json::to_vec(&Ask { version: WIRE_VERSION, id, body })?;
        let properties = PublishProperties { response_topic: Some(self.topics.name(&Topic::PadAnswer(self.id.clone()))), ..self.properties(id) };
        let topic = self.topics.name(&Topic::PadAsk(self.id.clone()));
        self.client.publish_with(&topic, false, payload, properties).await?;
        self.answer(id).await
    }

    pub async fn answer<A: DeserializeOwned>(&mut self, id: Uuid) -> anyhow::Result<sunhall_protocol::Answer<A>> {
        let waiting = id.as_bytes().to_vec();
        let fits = |message: &rumqttc::v5::mqttbytes::v5::Publish| {
            message.properties.as_ref().and_then(|properties| properties.correlation_data.as_deref()) == Some(waiting.as_slice())
        };
        let message = self.client.next_where(fits).await?;
        serde_json::from_slice(&message.payload).context("an answer that cannot be read")
    }

    /// The next message on `topic` that `fits`.
    pub async fn shows<T: DeserializeOwned>(&mut self, topic: &Topic, mut fits: impl FnMut(&T) -> bool) -> anyhow::Result<T> {
        let name = self.topics.name(topic);
        tokio::time::timeout(PATIENCE, async {
            loop {
                let message = self.client.next_where(|message| message.topic == name.as_bytes()).await?;
                let said: T = serde_json::from_slice(&message.payload).with_context(|| format!("{name} cannot be read"))?;
                if fits(&said) {
                    return Ok(said);
                }
            }
        })
        .await
        .with_context(|| format!("{} never showed it", topic.path()))?
    }
}
