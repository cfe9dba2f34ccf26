//! Devices of citizens for tests: a kiosk and a call pad that ask over MQTT, and a screen that keeps the newest snapshots.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, ensure};
use rumqttc::v5::mqttbytes::v5::{PublishProperties, SubscribeReasonCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sunhall_protocol::access::{self, DeviceClass};
use sunhall_protocol::board::Board;
use sunhall_protocol::duty::Duty;
use sunhall_protocol::kiosk::{Carrier, Found, KioskAnswer, KioskAsk, Menu, PriorityClass, Reserved};
use sunhall_protocol::live::Live;
use sunhall_protocol::topics::{Topic, Topics};
use sunhall_protocol::{Answer, Ask, Outcome, Refusal, WIRE_VERSION};
use uuid::Uuid;

use crate::mqtt::{Client, Credentials, PATIENCE, Place, topic};

/// A device that asks and is answered: a kiosk or a call pad.
pub struct Asker {
    client: Client,
    ask: String,
    answer: String,
}

impl Asker {
    pub async fn kiosk(to: impl Into<Place>, topics: &Topics, id: &str, password: &str) -> anyhow::Result<Self> {
        Self::connect(to, topics, id, password, Topic::KioskAsk(id.into()), Topic::KioskAnswer(id.into())).await
    }

    pub async fn pad(to: impl Into<Place>, topics: &Topics, id: &str, password: &str) -> anyhow::Result<Self> {
        Self::connect(to, topics, id, password, Topic::PadAsk(id.into()), Topic::PadAnswer(id.into())).await
    }

    async fn connect(to: impl Into<Place>, topics: &Topics, id: &str, password: &str, ask: Topic, answer: Topic) -> anyhow::Result<Self> {
        let mut client = Client::connect(to, &Credentials::of(id, password)).await?;
        let (ask, answer) = (topics.name(&ask), topics.name(&answer));
        let code = client.subscribe(&answer).await?;
        ensure!(matches!(code, SubscribeReasonCode::Success(_)), "the broker refused {answer}: {code:?}");
        Ok(Self { client, ask, answer })
    }

    /// Asks once and waits for the answer to this id; `None` when it did not come in time or the connection ended.
    pub async fn try_ask<A: Serialize, B: DeserializeOwned>(&mut self, id: Uuid, body: &A, patience: Duration) -> Option<Answer<B>> {
        let payload = serde_json::to_vec(&Ask { version: WIRE_VERSION, id, body }).ok()?;
        let properties = PublishProperties {
            response_topic: Some(self.answer.clone()),
            correlation_data: Some(id.as_bytes().to_vec().into()),
            ..PublishProperties::default()
        };
        let asked = async {
            self.client.publish_with(&self.ask, false, payload, properties).await.ok()?;
            loop {
                let message = self.client.next().await.ok()?;
                let Ok(answer) = serde_json::from_slice::<Answer<B>>(&message.payload) else { continue };
                if answer.id == id {
                    return Some(answer);
                }
            }
        };
        tokio::time::timeout(patience, asked).await.ok().flatten()
    }

    pub async fn ask<A: Serialize, B: DeserializeOwned>(&mut self, id: Uuid, body: &A) -> anyhow::Result<Outcome<B>> {
        self.try_ask(id, body, PATIENCE).await.map(|answer| answer.outcome).context("no answer came")
    }
}

/// What a kiosk is told: the answer, or the polite no. Everything else is an error of the test.
pub type Said<T> = Result<T, Refusal>;

/// A kiosk whose command ids come from `new_id`.
pub struct Kiosk {
    asker: Asker,
    new_id: Box<dyn FnMut() -> Uuid + Send>,
}

impl Kiosk {
    pub fn new(asker: Asker, new_id: impl FnMut() -> Uuid + Send + 'static) -> Self {
        Self { asker, new_id: Box::new(new_id) }
    }

    pub async fn ask(&mut self, body: KioskAsk) -> anyhow::Result<Said<KioskAnswer>> {
        let id = (self.new_id)();
        self.ask_as(id, &body).await
    }

    /// Asks with an id of the caller's choice, to repeat it.
    pub async fn ask_as(&mut self, id: Uuid, body: &KioskAsk) -> anyhow::Result<Said<KioskAnswer>> {
        match self.asker.ask(id, body).await? {
            Outcome::Done(answer) => Ok(Ok(answer)),
            Outcome::Refused(refusal) => Ok(Err(refusal)),
            other @ (Outcome::Busy | Outcome::Fault) => anyhow::bail!("the hub answered {other:?}"),
        }
    }

    /// A reserved number.
    pub async fn take(&mut self, service: &str, class: Option<PriorityClass>) -> anyhow::Result<Said<Reserved>> {
        let said = self.ask(KioskAsk::TakeTicket { service: service.into(), class, company: false }).await?;
        said.map_or_else(
            |refusal| Ok(Err(refusal)),
            |answer| match answer {
                KioskAnswer::Reserved(reserved) => Ok(Ok(reserved)),
                other => anyhow::bail!("instead of a number: {other:?}"),
            },
        )
    }

    /// A number that has reached its citizen on paper.
    pub async fn take_and_print(&mut self, service: &str, class: Option<PriorityClass>) -> anyhow::Result<Reserved> {
        let reserved = self.take(service, class).await?.map_err(|refusal| anyhow::anyhow!("refused: {refusal:?}"))?;
        let said = self.ask(KioskAsk::ConfirmTicket { ticket: reserved.ticket, carrier: Carrier::Paper }).await?;
        ensure!(said == Ok(KioskAnswer::Confirmed { ticket: reserved.ticket }), "not confirmed: {said:?}");
        Ok(reserved)
    }

    pub async fn find(&mut self, number: &str, code: &str) -> anyhow::Result<Said<Found>> {
        let said = self.ask(KioskAsk::FindTicket { number: number.into(), code: code.into() }).await?;
        said.map_or_else(
            |refusal| Ok(Err(refusal)),
            |answer| match answer {
                KioskAnswer::Found(found) => Ok(Ok(found)),
                other => anyhow::bail!("instead of a ticket: {other:?}"),
            },
        )
    }

    pub async fn rate(&mut self, number: &str, code: &str, level: u8, reasons: &[&str]) -> anyhow::Result<Said<KioskAnswer>> {
        let reasons = reasons.iter().map(|reason| (*reason).to_owned()).collect();
        self.ask(KioskAsk::Rate { number: number.into(), code: code.into(), level, reasons, words: None, phone: None }).await
    }
}

/// A screen: it subscribes to everything its class may see and keeps the newest payload of each topic.
pub struct Screen {
    client: Client,
    topics: Topics,
    shown: BTreeMap<String, Vec<u8>>,
}

impl Screen {
    pub async fn connect(to: impl Into<Place>, topics: &Topics, class: DeviceClass, id: &str, password: &str) -> anyhow::Result<Self> {
        let mut client = Client::connect(to, &Credentials::of(id, password)).await?;
        for filter in access::subscriptions(topics, class, id) {
            let code = client.subscribe(&filter).await?;
            ensure!(matches!(code, SubscribeReasonCode::Success(_)), "the broker refused {filter}: {code:?}");
        }
        Ok(Self { client, topics: topics.clone(), shown: BTreeMap::new() })
    }

    /// Waits until the newest snapshot under `wanted` fits.
    pub async fn wait<T: DeserializeOwned>(&mut self, wanted: &Topic, what: &str, mut fits: impl FnMut(&T) -> bool) -> anyhow::Result<T> {
        let name = self.topics.name(wanted);
        let waiting = async {
            loop {
                for message in self.client.delivered() {
                    self.shown.insert(topic(&message), message.payload.to_vec());
                }
                if let Some(payload) = self.shown.get(&name) {
                    let snapshot: T = serde_json::from_slice(payload).with_context(|| format!("{name} cannot be read"))?;
                    if fits(&snapshot) {
                        return anyhow::Ok(snapshot);
                    }
                }
                let message = self.client.next().await?;
                self.shown.insert(topic(&message), message.payload.to_vec());
            }
        };
        match tokio::time::timeout(PATIENCE, waiting).await {
            Ok(Ok(snapshot)) => Ok(snapshot),
            Ok(Err(error)) => Err(error.context(format!("waiting for {what}; shown: {}", self.last(&name)))),
            Err(_) => anyhow::bail!("waited in vain for {what}; shown: {}", self.last(&name)),
        }
    }

    /// Shows `see` every snapshot under `wanted`, until it answers true or the connection ends.
    pub async fn watch<T: DeserializeOwned>(&mut self, wanted: &Topic, mut see: impl FnMut(&T) -> bool) -> anyhow::Result<()> {
        let name = self.topics.name(wanted);
        loop {
            let message = self.client.next().await?;
            if topic(&message) == name && see(&serde_json::from_slice(&message.payload)?) {
                return Ok(());
            }
        }
    }

    fn last(&self, name: &str) -> String {
        self.shown.get(name).map_or_else(|| "nothing".into(), |payload| String::from_utf8_lossy(payload).chars().take(6000).collect())
    }

    pub async fn board(&mut self, what: &str, fits: impl FnMut(&Board) -> bool) -> anyhow::Result<Board> {
        self.wait(&Topic::Board, what, fits).await
    }

    pub async fn duty(&mut self, what: &str, fits: impl FnMut(&Duty) -> bool) -> anyhow::Result<Duty> {
        self.wait(&Topic::Duty, what, fits).await
    }

    pub async fn live(&mut self, what: &str, fits: impl FnMut(&Live) -> bool) -> anyhow::Result<Live> {
        self.wait(&Topic::Live, what, fits).await
    }

    pub async fn menu(&mut self, id: &str, what: &str, fits: impl FnMut(&Menu) -> bool) -> anyhow::Result<Menu> {
        self.wait(&Topic::KioskMenu(id.into()), what, fits).await
    }

    /// Waits until something was delivered on a topic that fits.
    pub async fn until_shown(&mut self, what: &str, fits: impl Fn(&str) -> bool) -> anyhow::Result<()> {
        while !self.shown().keys().any(|name| fits(name)) {
            let message = self.client.next().await.with_context(|| format!("waiting for {what}"))?;
            self.shown.insert(topic(&message), message.payload.to_vec());
        }
        Ok(())
    }

    /// Everything delivered so far, by topic.
    pub fn shown(&mut self) -> &BTreeMap<String, Vec<u8>> {
        for message in self.client.delivered() {
            self.shown.insert(topic(&message), message.payload.to_vec());
        }
        &self.shown
    }
}
