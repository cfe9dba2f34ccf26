//! Bad input on the wire: refused, counted, answered politely where somebody waits for it, and the hub works on.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

use std::io::Write;
use std::net::TcpStream;

use rumqttc::v5::mqttbytes::v5::PublishProperties;
use serde_json::{Value, json};
use sunhall_hall::access::DeviceClass;
use sunhall_hall::command::Clerk;
use sunhall_hall::ids::WindowNumber;
use sunhall_hub::broker::PACKET_BYTES_MAX;
use sunhall_hub::wire::ASK_BYTES_MAX;
use sunhall_protocol::kiosk::{Carrier, KioskAnswer, KioskAsk, Reserved};
use sunhall_protocol::pad::{PadAnswer, PadAsk};
use sunhall_protocol::topics::Topic;
use sunhall_protocol::words::{self, Language};
use sunhall_protocol::{Answer, Outcome};
use sunhall_tests::hub::{Device, Hub};
use sunhall_tests::mqtt::Client;
use uuid::Uuid;

fn take(service: &str) -> KioskAsk {
    KioskAsk::TakeTicket { service: service.into(), class: None, company: false }
}

/// Makes a request out of an id and a good body, with one thing wrong.
type Bend = fn(Uuid, &Value) -> Value;

fn refusal_of<T: std::fmt::Debug>(answer: &Answer<T>) -> &sunhall_protocol::Refusal {
    let Outcome::Refused(refusal) = &answer.outcome else { panic!("not refused: {answer:?}") };
    refusal
}

async fn reserve(hub: &Hub, kiosk: &mut Device) -> Reserved {
    let answer: Answer<KioskAnswer> = kiosk.ask(hub.engine.new_id().0, &take("SB01")).await.unwrap();
    match answer.outcome {
        Outcome::Done(KioskAnswer::Reserved(reserved)) => reserved,
        other => panic!("no number: {other:?}"),
    }
}

/// A ticket that reached its citizen on paper.
async fn issue(hub: &Hub, kiosk: &mut Device) -> Reserved {
    let reserved = reserve(hub, kiosk).await;
    let confirm = KioskAsk::ConfirmTicket { ticket: reserved.ticket, carrier: Carrier::Paper };
    let answer: Answer<KioskAnswer> = kiosk.ask(hub.engine.new_id().0, &confirm).await.unwrap();
    assert_eq!(answer.outcome, Outcome::Done(KioskAnswer::Confirmed { ticket: reserved.ticket }));
    reserved
}

/// Bytes that look like chance and are the same in each run.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    blake3::Hasher::new().update(&seed.to_le_bytes()).finalize_xof().fill(&mut bytes);
    bytes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_storm_of_malformed_requests_changes_nothing_and_the_hub_still_answers() {
    let hub = Hub::demo().await.unwrap();
    let mut kiosk = hub.kiosk("kiosk-1").await.unwrap();
    let before = hub.engine.live().borrow().seq;
    let id = hub.engine.new_id().0;
    let good = serde_json::to_vec(&json!({"version": 1, "id": id, "body": take("SB01")})).unwrap();
    for length in 0..good.len() {
        kiosk.send(&good[..length], kiosk.properties(id)).await.unwrap();
    }
    for seed in 0..300 {
        kiosk.send(noise(seed, seed as usize * 7 % 4096), PublishProperties::default()).await.unwrap();
        let mut bent = good.clone();
        let place = seed as usize * 31 % bent.len();
        bent[place] = bent[place].wrapping_add(1 + (seed % 200) as u8);
        // No correlation data: even a bent request that is still JSON names nobody who waits.
        kiosk.send(bent, PublishProperties::default()).await.unwrap();
    }
    for flood in [vec![b'['; ASK_BYTES_MAX], vec![b'{'; ASK_BYTES_MAX + 1], noise(9, PACKET_BYTES_MAX - 4096), vec![b' '; PACKET_BYTES_MAX - 4096]] {
        kiosk.send(flood, PublishProperties::default()).await.unwrap();
    }
    reserve(&hub, &mut kiosk).await;
    let after = hub.engine.live().wait_for(|live| live.seq > before).await.unwrap().seq;
    assert_eq!(after, before + 1, "only the good request left a fact");
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_waits_for_an_answer_is_told_politely() {
    let hub = Hub::demo().await.unwrap();
    let mut kiosk = hub.kiosk("kiosk-1").await.unwrap();
    let body = serde_json::to_value(take("SB01")).unwrap();
    let cases: [(&str, Bend); 6] = [
        ("refusal-wrong-version", |id, body| json!({"version": 2, "id": id, "body": body})),
        ("refusal-unknown-fields", |id, body| json!({"version": 1, "id": id, "body": body, "urgent": true})),
        ("refusal-malformed", |id, body| json!({"id": id, "body": body})),
        ("refusal-malformed", |id, _| json!({"version": 1, "id": id, "body": {"call_next": {}}})),
        ("refusal-malformed", |id, _| json!({"version": 1, "id": id, "body": {"take_ticket": {"service": ["SB01"], "company": false}}})),
        ("refusal-malformed", |id, _| json!({"version": 1, "id": id, "body": {"rate": {"number": "A001", "code": "x", "level": 900, "reasons": []}}})),
    ];
    for (key, make) in cases {
        let id = hub.engine.new_id().0;
        let payload = serde_json::to_vec(&make(id, &body)).unwrap();
        kiosk.send(payload, kiosk.properties(id)).await.unwrap();
        let answer: Answer<KioskAnswer> = kiosk.answer(id).await.unwrap();
        assert_eq!(refusal_of(&answer).key, key);
        for language in Language::ALL {
            assert_ne!(words::refusal(language, refusal_of(&answer)), words::say(language, "refusal-unknown"));
        }
    }
    let (too_large, foreign, other) = (hub.engine.new_id().0, hub.engine.new_id().0, hub.engine.new_id().0);
    kiosk.send(vec![b'x'; ASK_BYTES_MAX + 1], kiosk.properties(too_large)).await.unwrap();
    assert_eq!(refusal_of(&kiosk.answer::<KioskAnswer>(too_large).await.unwrap()).key, "refusal-malformed");
    // A response topic of somebody else, and correlation data of another request.
    let payload = |id: Uuid| serde_json::to_vec(&json!({"version": 1, "id": id, "body": body})).unwrap();
    let strange = PublishProperties { response_topic: Some("sunhall/1/demo/board".into()), ..kiosk.properties(foreign) };
    kiosk.send(payload(foreign), strange).await.unwrap();
    assert_eq!(refusal_of(&kiosk.answer::<KioskAnswer>(foreign).await.unwrap()).key, "refusal-malformed");
    kiosk.send(payload(hub.engine.new_id().0), kiosk.properties(other)).await.unwrap();
    reserve(&hub, &mut kiosk).await;
    assert_eq!(hub.engine.hall().floor.tickets.len(), 1, "nothing else took a number");
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_packet_beyond_the_limit_and_garbage_on_the_port_end_only_their_own_connection() {
    let hub = Hub::demo().await.unwrap();
    let mut kiosk = hub.kiosk("kiosk-1").await.unwrap();
    hub.enrol("kiosk-2", DeviceClass::Kiosk, None).await.unwrap();
    for seed in 0..200 {
        let mut stream = TcpStream::connect(hub.addr()).unwrap();
        // The broker may hang up in the middle; that is what is wanted of it.
        let _hung_up = stream.write_all(&noise(seed, 1 + seed as usize * 13 % 3000));
    }
    let mut large = hub.device("kiosk-2").await.unwrap();
    let topic = hub.topics.name(&Topic::KioskAsk("kiosk-2".into()));
    assert!(large.client.publish(&topic, false, vec![0; PACKET_BYTES_MAX + 1]).await.is_err());
    reserve(&hub, &mut kiosk).await;
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_repeated_with_its_id_gets_the_same_answer_also_after_a_restart() {
    let mut hub = Hub::demo().await.unwrap();
    let mut kiosk = hub.kiosk("kiosk-1").await.unwrap();
    let id = hub.engine.new_id().0;
    let first: Answer<KioskAnswer> = kiosk.ask(id, &take("SB01")).await.unwrap();
    let again: Answer<KioskAnswer> = kiosk.ask(id, &take("SB01")).await.unwrap();
    assert_eq!(first.outcome, again.outcome);
    hub.restart().await.unwrap();
    let mut kiosk = hub.device("kiosk-1").await.unwrap();
    kiosk.listen(&Topic::KioskAnswer("kiosk-1".into())).await.unwrap();
    let restarted: Answer<KioskAnswer> = kiosk.ask(id, &take("SB01")).await.unwrap();
    assert_eq!(first.outcome, restarted.outcome);
    assert_eq!(hub.engine.hall().floor.tickets.len(), 1);
    // The same id for something else is not the same request.
    let other: Answer<KioskAnswer> = kiosk.ask(id, &KioskAsk::CallHelp).await.unwrap();
    assert_eq!(refusal_of(&other).key, "refusal-request-reused");
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ids_far_from_the_hubs_time_are_refused_with_that_time() {
    let hub = Hub::demo().await.unwrap();
    let mut kiosk = hub.kiosk("kiosk-1").await.unwrap();
    let made_at = |at: sunhall_hall::Moment| uuid::Builder::from_unix_timestamp_millis(at.0 as u64, &[7; 10]).into_uuid();
    let now = hub.engine.now();
    for (id, key) in [
        (made_at(now.plus_minutes(11)), "refusal-request-ahead"),
        (made_at(now.plus_minutes(-60 * 24 * 31)), "refusal-request-too-old"),
        (Uuid::from_u128(77), "refusal-malformed"),
    ] {
        let answer: Answer<KioskAnswer> = kiosk.ask(id, &take("SB01")).await.unwrap();
        assert_eq!(refusal_of(&answer).key, key);
        assert_eq!(answer.hub_time.0, now.0);
        words::refusal(Language::English, refusal_of(&answer));
    }
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_codes_are_counted_once_each_and_lock_the_number_at_that_kiosk() {
    let hub = Hub::demo().await.unwrap();
    let mut kiosk = hub.kiosk("kiosk-1").await.unwrap();
    let reserved = issue(&hub, &mut kiosk).await;
    let wrong = KioskAsk::Rate { number: reserved.number.clone(), code: "0000-0000".into(), level: 5, reasons: vec![], words: None, phone: None };
    let repeated = hub.engine.new_id().0;
    for _ in 0..8 {
        let answer: Answer<KioskAnswer> = kiosk.ask(repeated, &wrong).await.unwrap();
        assert_eq!((refusal_of(&answer).key.as_str(), refusal_of(&answer).arguments["left"].as_str()), ("refusal-rating-code", "4"));
    }
    for left in ["3", "2", "1", "0"] {
        let answer: Answer<KioskAnswer> = kiosk.ask(hub.engine.new_id().0, &wrong).await.unwrap();
        assert_eq!(refusal_of(&answer).arguments["left"], left);
    }
    let right = KioskAsk::FindTicket { number: reserved.number.clone(), code: reserved.code.clone() };
    let locked: Answer<KioskAnswer> = kiosk.ask(hub.engine.new_id().0, &right).await.unwrap();
    assert_eq!((refusal_of(&locked).key.as_str(), refusal_of(&locked).arguments["minutes"].as_str()), ("refusal-too-many-tries", "15"));
    // Another kiosk is not locked, and the ticket simply has not been served yet.
    let mut other = hub.kiosk("kiosk-2").await.unwrap();
    let answer: Answer<KioskAnswer> = other.ask(hub.engine.new_id().0, &right).await.unwrap();
    assert_eq!(refusal_of(&answer).key, "refusal-not-served-yet");
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kiosk_touches_only_the_tickets_that_it_gave_out() {
    let hub = Hub::demo().await.unwrap();
    let mut one = hub.kiosk("kiosk-1").await.unwrap();
    let mut other = hub.kiosk("kiosk-2").await.unwrap();
    let reserved = reserve(&hub, &mut one).await;
    for foreign in [KioskAsk::CancelTicket { ticket: reserved.ticket }, KioskAsk::ConfirmTicket { ticket: reserved.ticket, carrier: Carrier::Screen }] {
        let answer: Answer<KioskAnswer> = other.ask(hub.engine.new_id().0, &foreign).await.unwrap();
        assert_eq!(refusal_of(&answer).key, "refusal-no-such-ticket");
    }
    let answer: Answer<KioskAnswer> = one.ask(hub.engine.new_id().0, &KioskAsk::CancelTicket { ticket: reserved.ticket }).await.unwrap();
    assert_eq!(answer.outcome, Outcome::Done(KioskAnswer::Cancelled { ticket: reserved.ticket }));
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_pad_acts_for_the_clerk_at_its_own_window_and_for_nobody_else() {
    let hub = Hub::demo().await.unwrap();
    let mut kiosk = hub.kiosk("kiosk-1").await.unwrap();
    let reserved = issue(&hub, &mut kiosk).await;
    hub.enrol("pad-2", DeviceClass::CallPad, Some(2)).await.unwrap();
    let mut pad = hub.device("pad-2").await.unwrap();
    pad.listen(&Topic::PadAnswer("pad-2".into())).await.unwrap();
    let nobody: Answer<PadAnswer> = pad.press(hub.engine.new_id().0, &PadAsk::CallNext).await.unwrap();
    assert_eq!(refusal_of(&nobody).key, "refusal-not-signed-on");
    hub.clerk("0203", Clerk::OpenWindow { window: WindowNumber(2) }).await.unwrap();
    let id = hub.engine.new_id().0;
    let called: Answer<PadAnswer> = pad.press(id, &PadAsk::CallNext).await.unwrap();
    assert_eq!(called.outcome, Outcome::Done(PadAnswer::Window { ticket: Some(reserved.number) }));
    let again: Answer<PadAnswer> = pad.press(id, &PadAsk::CallNext).await.unwrap();
    assert_eq!(again.outcome, called.outcome);
    // A kiosk's request on a pad's topic is not even delivered, and a pad has no words of a kiosk.
    let strange: Answer<PadAnswer> = pad.press(hub.engine.new_id().0, &take("SB01")).await.unwrap();
    assert_eq!(refusal_of(&strange).key, "refusal-malformed");
    hub.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn presence_is_read_and_rubbish_in_it_is_not() {
    let hub = Hub::demo().await.unwrap();
    let kiosk = hub.kiosk("kiosk-1").await.unwrap();
    let mut devices = hub.bus.devices();
    let name = sunhall_hall::ids::DeviceName::new("kiosk-1");
    let mut client: Client = kiosk.client;
    let topic = hub.topics.name(&Topic::Presence("kiosk-1".into()));
    client.publish(&topic, true, r#"{"online":true,"program":"0.1.0","printer":"paper_out","newer":1}"#).await.unwrap();
    let said = devices.wait_for(|devices| devices.contains_key(&name)).await.unwrap()[&name].clone();
    assert_eq!((said.presence.online, said.presence.program.as_str()), (true, "0.1.0"));
    for rubbish in [noise(1, 100), vec![b'{'; 8192]] {
        client.publish(&topic, true, rubbish).await.unwrap();
    }
    client.publish(&topic, true, r#"{"online":false}"#).await.unwrap();
    let said = devices.wait_for(|devices| !devices[&name].presence.online).await.unwrap()[&name].clone();
    assert_eq!(said.presence.program, "");
    hub.stop().await.unwrap();
}
