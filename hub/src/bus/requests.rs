//! Requests of kiosks and call pads: read strictly, handled side by side but bounded, answered on the asker's own topic.

mod kiosk;
mod pad;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rumqttc::v5::AsyncClient;
use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::{Publish, PublishProperties};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sunhall_hall::access::{Device, DeviceClass};
use sunhall_hall::ids::DeviceName;
use sunhall_protocol::topics::Topic;
use sunhall_protocol::{Answer, Ask, Outcome, WIRE_VERSION};
use tokio::sync::{Semaphore, watch};
use uuid::Uuid;

use super::codes::CodeTries;
use super::edge_answers::EdgeAnswers;
use super::{Devices, Settings, presence};
use crate::wire::{Fault, Malformed, decode, refused};

/// Requests handled at the same time; one more is answered *busy*.
const AT_ONCE: usize = 256;

/// Seconds after which an answer that nobody fetched is worthless: the asker has asked again.
const ANSWER_EXPIRY: u32 = 60;

pub struct Requests {
    settings: Arc<Settings>,
    client: AsyncClient,
    devices: watch::Sender<Devices>,
    permits: Arc<Semaphore>,
    codes: Mutex<CodeTries>,
    edge_answers: Mutex<EdgeAnswers>,
}

/// A request on its way: who asked, with which message.
struct Request {
    device: DeviceName,
    /// The topic on which this device is answered, whatever it asked for.
    answer: Topic,
    message: Publish,
}

impl Request {
    fn of(id: String, answer: fn(String) -> Topic, message: Publish) -> Self {
        Self { device: DeviceName::new(id.as_str()), answer: answer(id), message }
    }
}

impl Requests {
    pub fn new(settings: Arc<Settings>, client: AsyncClient, devices: watch::Sender<Devices>) -> Self {
        Self { settings, client, devices, permits: Arc::new(Semaphore::new(AT_ONCE)), codes: Mutex::default(), edge_answers: Mutex::default() }
    }

    /// Takes a message from the broker. It returns at once: the work is done in a task of its own.
    pub fn handle(self: &Arc<Self>, message: Publish) {
        let name = String::from_utf8_lossy(&message.topic).into_owned();
        match self.settings.topics.parse(&name) {
            Some(Topic::KioskAsk(id)) => self.enter(DeviceClass::Kiosk, Request::of(id, Topic::KioskAnswer, message)),
            Some(Topic::PadAsk(id)) => self.enter(DeviceClass::CallPad, Request::of(id, Topic::PadAnswer, message)),
            Some(Topic::Presence(id)) => self.presence(&DeviceName::new(id), &message.payload),
            _ => tracing::warn!(topic = %name.escape_debug(), "a message came on a topic to which the hub did not subscribe"),
        }
    }

    fn enter(self: &Arc<Self>, class: DeviceClass, request: Request) {
        let this = Arc::clone(self);
        match Arc::clone(&self.permits).try_acquire_owned() {
            Ok(permit) => {
                tokio::spawn(async move {
                    this.serve(class, request).await;
                    drop(permit);
                });
            }
            Err(_) => self.busy(&request),
        }
    }

    async fn serve(&self, class: DeviceClass, request: Request) {
        // The broker lets only this device publish here; the class is looked at again because an external broker may not.
        let Some(device) = self.enrolled(&request.device, class) else {
            self.malformed::<()>(&request, &Malformed { id: correlation(&request.message), fault: Fault::OtherShape }, refused("refusal-device-unknown")).await;
            return;
        };
        match class {
            DeviceClass::Kiosk => match self.read(&request) {
                Ok(ask) => {
                    let (id, outcome) = (ask.id, self.kiosk(&request.device, ask).await);
                    self.answer(&request, id, outcome).await;
                }
                Err(malformed) => self.malformed::<()>(&request, &malformed, Outcome::Refused(malformed.fault.refusal())).await,
            },
            DeviceClass::CallPad => match self.read(&request) {
                Ok(ask) => {
                    let (id, outcome) = (ask.id, self.pad(&request.device, &device, &ask).await);
                    self.answer(&request, id, outcome).await;
                }
                Err(malformed) => self.malformed::<()>(&request, &malformed, Outcome::Refused(malformed.fault.refusal())).await,
            },
            DeviceClass::PublicDisplay | DeviceClass::StaffDisplay => {}
        }
    }

    fn enrolled(&self, name: &DeviceName, class: DeviceClass) -> Option<Device> {
        self.settings.engine.hall().access.device(name).filter(|device| device.class == class).cloned()
    }

    fn read<T: Serialize + DeserializeOwned>(&self, request: &Request) -> Result<Ask<T>, Malformed> {
        let properties = request.message.properties.as_ref();
        let ask: Ask<T> = decode(&request.message.payload, properties.and_then(|properties| properties.correlation_data.as_deref()))?;
        let own = self.settings.topics.name(&request.answer);
        if properties.and_then(|properties| properties.response_topic.as_deref()) != Some(own.as_str()) {
            return Err(Malformed { id: Some(ask.id), fault: Fault::OtherResponseTopic });
        }
        Ok(ask)
    }

    /// Logs and counts what was not even a request, and answers politely where somebody waits for it.
    async fn malformed<T: Serialize>(&self, request: &Request, malformed: &Malformed, outcome: Outcome<T>) {
        metrics::counter!("sunhall_bus_malformed_total", "kind" => malformed.fault.name()).increment(1);
        tracing::warn!(device = %request.device, kind = malformed.fault.name(), bytes = request.message.payload.len(), "a request could not be read");
        if let Some(id) = malformed.id {
            self.answer(request, id, outcome).await;
        }
    }

    /// Too much at once: the answer is given if there is room for it, else the asker asks again anyway.
    fn busy(&self, request: &Request) {
        metrics::counter!("sunhall_bus_busy_total").increment(1);
        let Some(id) = correlation(&request.message) else { return };
        let (topic, payload, properties) = self.message::<()>(request, id, Outcome::Busy);
        let _asker_repeats = self.client.try_publish_with_properties(topic, QoS::AtLeastOnce, false, payload, properties);
    }

    async fn answer<T: Serialize>(&self, request: &Request, id: Uuid, outcome: Outcome<T>) {
        let (topic, payload, properties) = self.message(request, id, outcome);
        if let Err(fault) = self.client.publish_with_properties(topic, QoS::AtLeastOnce, false, payload, properties).await {
            tracing::warn!(%fault, "an answer could not be sent");
        }
    }

    fn message<T: Serialize>(&self, request: &Request, id: Uuid, outcome: Outcome<T>) -> (String, Vec<u8>, PublishProperties) {
        let hub_time = sunhall_protocol::Moment(self.settings.engine.now().0);
        // Answers hold texts and figures, which always have a JSON form.
        let payload = serde_json::to_vec(&Answer { version: WIRE_VERSION, id, hub_time, outcome }).unwrap_or_default();
        let properties = PublishProperties {
            correlation_data: Some(id.as_bytes().to_vec().into()),
            message_expiry_interval: Some(ANSWER_EXPIRY),
            ..PublishProperties::default()
        };
        (self.settings.topics.name(&request.answer), payload, properties)
    }

    fn presence(&self, device: &DeviceName, payload: &[u8]) {
        if payload.is_empty() {
            self.devices.send_if_modified(|devices| devices.remove(device).is_some());
            return;
        }
        if self.settings.engine.hall().access.device(device).is_none() {
            return;
        }
        let at = self.settings.engine.now();
        let Some(presence) = presence::read(payload) else {
            metrics::counter!("sunhall_bus_malformed_total", "kind" => "presence").increment(1);
            tracing::warn!(%device, "a presence could not be read");
            return;
        };
        self.devices.send_if_modified(|devices| {
            let said = super::Device { presence: presence.clone(), at };
            devices.insert(device.clone(), said).is_none_or(|before| before.presence != presence)
        });
    }
}

fn correlation(message: &Publish) -> Option<Uuid> {
    Uuid::from_slice(message.properties.as_ref()?.correlation_data.as_deref()?).ok()
}

/// The content of a lock; a thread that panicked while holding it left nothing half done.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
