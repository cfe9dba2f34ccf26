//! A stand-in for the hub: publishes the demo hall's snapshots and answers a kiosk, for looking at its screens.
//!
//! `sample_hub HOST:PORT [open|break|before|last_calls|over|rest]`; the kiosk's device file names hall `demo`, device `kiosk-1`.

#[path = "../tests/sample/mod.rs"]
mod sample;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::Packet;
use rumqttc::v5::{AsyncClient, Event, MqttOptions};
use serde::Serialize;
use sunhall_protocol::board::HoursState;
use sunhall_protocol::kiosk::KioskAsk;
use sunhall_protocol::pulse::{PULSE_SECONDS, Pulse};
use sunhall_protocol::topics::{Topic, Topics};
use sunhall_protocol::{Answer, Ask, Moment, Outcome, WIRE_VERSION};

struct Hub {
    client: AsyncClient,
    topics: Topics,
    start: Instant,
}

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let broker = arguments.next().unwrap_or_else(|| "127.0.0.1:1883".into());
    let state: HoursState = serde_json::from_value(arguments.next().unwrap_or_else(|| "open".into()).into())?;
    let (host, port) = broker.rsplit_once(':').ok_or_else(|| anyhow::anyhow!("HOST:PORT"))?;
    let mut options = MqttOptions::new("hub", host, port.parse()?);
    options.set_max_packet_size(Some(1 << 20));
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run(options, state))
}

async fn run(options: MqttOptions, state: HoursState) -> anyhow::Result<()> {
    let (client, mut events) = AsyncClient::new(options, 256);
    let hub = Hub { client, topics: Topics::new("demo"), start: Instant::now() };
    let mut pulse = tokio::time::interval(Duration::from_secs(PULSE_SECONDS));
    loop {
        tokio::select! {
            event = events.poll() => match event? {
                Event::Incoming(Packet::ConnAck(_)) => hub.greet(state)?,
                Event::Incoming(Packet::Publish(message)) => hub.answer(&message.payload)?,
                _ => {}
            },
            _ = pulse.tick() => hub.say(&Topic::Pulse, false, &Pulse { hub_time: hub.now(), versions: BTreeMap::new() })?,
        }
    }
}

impl Hub {
    fn now(&self) -> Moment {
        Moment(sample::NOW.0 + self.start.elapsed().as_millis() as i64)
    }

    fn greet(&self, state: HoursState) -> anyhow::Result<()> {
        self.client.try_subscribe(self.topics.name(&Topic::KioskAsk("kiosk-1".into())), QoS::AtLeastOnce)?;
        self.say(&Topic::Board, true, &sample::board(state))?;
        self.say(&Topic::Duty, true, &sample::duty())?;
        self.say(&Topic::KioskMenu("kiosk-1".into()), true, &sample::menu())?;
        for (hash, bytes) in sample::guides() {
            self.publish(&Topic::File { hash, part: 0, parts: 1 }, true, bytes)?;
        }
        for (hash, bytes) in sample::portraits() {
            self.publish(&Topic::File { hash, part: 0, parts: 1 }, true, bytes)?;
        }
        Ok(())
    }

    fn answer(&self, payload: &[u8]) -> anyhow::Result<()> {
        let ask: Ask<KioskAsk> = serde_json::from_slice(payload)?;
        println!("{ask:?}");
        let mut done = sample::reply(&ask.body);
        if let sunhall_protocol::kiosk::KioskAnswer::Reserved(reserved) = &mut done {
            reserved.taken_at = self.now();
        }
        let answer = Answer { version: WIRE_VERSION, id: ask.id, hub_time: self.now(), outcome: Outcome::Done(done) };
        self.say(&Topic::KioskAnswer("kiosk-1".into()), false, &answer)
    }

    fn say<T: Serialize>(&self, topic: &Topic, retain: bool, message: &T) -> anyhow::Result<()> {
        self.publish(topic, retain, serde_json::to_vec(message)?)
    }

    fn publish(&self, topic: &Topic, retain: bool, payload: Vec<u8>) -> anyhow::Result<()> {
        Ok(self.client.try_publish(self.topics.name(topic), QoS::AtLeastOnce, retain, payload)?)
    }
}
