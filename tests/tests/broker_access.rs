//! The access matrix over real brokers: every class of device, every topic and foreign ones, as publish, last will and subscription.
//! What is delivered is asserted on each broker; reason codes only on the embedded one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use argon2::PasswordHasher;
use rumqttc::v5::mqttbytes::QoS;
use rumqttc::v5::mqttbytes::v5::{ConnectReturnCode, LastWill, PubAckReason, SubscribeReasonCode};
use sunhall_hub::broker::{self, Broker, Devices, Settings, TryLimit, mosquitto};
use sunhall_hub::clock::{Clock, MachineClock};
use sunhall_hub::trust::Trust;
use sunhall_protocol::access::DeviceClass;
use sunhall_protocol::topics::Topics;
use sunhall_tests::mosquitto::Mosquitto;
use sunhall_tests::mqtt::{Client, Credentials, Place, knock, topic};
use tempfile::TempDir;

const HUB_PASSWORD: &str = "the hub's own";
const PASSWORD: &str = "correct horse";
/// The stored hash of [`PASSWORD`], with the smallest cost: this test is not about hashing.
static SECRET: LazyLock<Arc<str>> = LazyLock::new(|| {
    let cheap = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, argon2::Params::new(8, 1, 1, None).unwrap());
    cheap.hash_password_with_salt(PASSWORD.as_bytes(), b"sixteen bytes of").unwrap().to_string().into()
});
const PREFIX: &str = "sunhall/1/demo/";

const CLIENTS: [(&str, DeviceClass); 5] = [
    ("hub", DeviceClass::Hub),
    ("kiosk-1", DeviceClass::Kiosk),
    ("wall-1", DeviceClass::PublicDisplay),
    ("live-1", DeviceClass::StaffDisplay),
    ("pad-1", DeviceClass::CallPad),
];

/// Everything that somebody could name, ours and foreign.
const TOPICS: [&str; 34] = [
    "sunhall/1/demo/board",
    "sunhall/1/demo/duty",
    "sunhall/1/demo/notices",
    "sunhall/1/demo/live",
    "sunhall/1/demo/pulse",
    "sunhall/1/demo/trust",
    "sunhall/1/demo/kiosk/kiosk-1/menu",
    "sunhall/1/demo/kiosk/kiosk-1/ask",
    "sunhall/1/demo/kiosk/kiosk-1/answer",
    "sunhall/1/demo/kiosk/kiosk-2/menu",
    "sunhall/1/demo/kiosk/kiosk-2/ask",
    "sunhall/1/demo/kiosk/kiosk-2/answer",
    "sunhall/1/demo/pad/pad-1/ask",
    "sunhall/1/demo/pad/pad-1/answer",
    "sunhall/1/demo/pad/pad-2/ask",
    "sunhall/1/demo/pad/pad-2/answer",
    "sunhall/1/demo/display/wall-1/show",
    "sunhall/1/demo/display/live-1/show",
    "sunhall/1/demo/display/wall-2/show",
    "sunhall/1/demo/file/ab12/0/1",
    "sunhall/1/demo/presence/hub",
    "sunhall/1/demo/presence/kiosk-1",
    "sunhall/1/demo/presence/wall-1",
    "sunhall/1/demo/presence/live-1",
    "sunhall/1/demo/presence/pad-1",
    "sunhall/1/demo/presence/stranger",
    "sunhall/1/demo/kiosk/kiosk-1/ask/deeper",
    "sunhall/1/demo/unheard-of",
    "sunhall/1/other/board",
    "sunhall/1/other/kiosk/kiosk-1/ask",
    "sunhall/2/demo/board",
    "board",
    "/",
    "$SYS/broker/version",
];

/// What each client may publish and leave as last will, of [`TOPICS`], behind the prefix. Written out by hand, not read from the table.
fn may_publish(id: &str) -> Vec<&'static str> {
    match id {
        "hub" => vec![
            "board",
            "duty",
            "notices",
            "live",
            "pulse",
            "trust",
            "kiosk/kiosk-1/menu",
            "kiosk/kiosk-1/answer",
            "kiosk/kiosk-2/menu",
            "kiosk/kiosk-2/answer",
            "pad/pad-1/answer",
            "pad/pad-2/answer",
            "display/wall-1/show",
            "display/live-1/show",
            "display/wall-2/show",
            "file/ab12/0/1",
            "presence/hub",
            "presence/kiosk-1",
            "presence/wall-1",
            "presence/live-1",
            "presence/pad-1",
            "presence/stranger",
        ],
        "kiosk-1" => vec!["kiosk/kiosk-1/ask", "presence/kiosk-1"],
        "wall-1" => vec!["presence/wall-1"],
        "live-1" => vec!["presence/live-1"],
        "pad-1" => vec!["pad/pad-1/ask", "presence/pad-1"],
        other => panic!("{other} is not in this test"),
    }
}

/// The filters of each client, behind the prefix.
fn may_subscribe(id: &str) -> Vec<&'static str> {
    match id {
        "hub" => vec!["kiosk/+/ask", "pad/+/ask", "presence/+"],
        "kiosk-1" => vec!["board", "duty", "pulse", "trust", "kiosk/kiosk-1/menu", "kiosk/kiosk-1/answer", "file/#"],
        "wall-1" => vec!["board", "duty", "notices", "pulse", "trust", "display/wall-1/+", "file/#"],
        "live-1" => vec!["board", "duty", "notices", "live", "pulse", "trust", "display/live-1/+", "file/#"],
        "pad-1" => vec!["pulse", "trust", "pad/pad-1/answer"],
        other => panic!("{other} is not in this test"),
    }
}

/// Which client gets a message on this topic, if it was let through.
fn receivers(topic: &str) -> Vec<&'static str> {
    let path = topic.strip_prefix(PREFIX).unwrap_or("-");
    let fits = |filter: &&str| {
        let mut levels = path.split('/');
        for level in filter.split('/') {
            match (level, levels.next()) {
                ("#", Some(_)) => return true,
                ("+", Some(_)) => {}
                (level, Some(own)) if level == own => {}
                _ => return false,
            }
        }
        levels.next().is_none()
    };
    CLIENTS.iter().map(|(id, _)| *id).filter(|id| may_subscribe(id).iter().any(fits)).collect()
}

/// The brokers on which each story is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Embedded, on loopback without TLS.
    Plain,
    /// Embedded, with TLS towards the network.
    Tls,
    /// Outside, with TLS, on the sample configuration.
    Mosquitto,
}

macro_rules! on_each_broker {
    ($($story:ident: $($kind:ident)*;)*) => {
        $(#[allow(non_snake_case, reason = "the tests are named after the brokers")]
        mod $story {
            use super::Kind;
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $kind() {
                super::$story(Kind::$kind).await;
            })*
        })*
    };
}

on_each_broker! {
    every_class_publishes_only_what_its_row_says: Plain Tls Mosquitto;
    a_last_will_is_published_only_where_the_device_may_publish: Plain Tls Mosquitto;
    every_class_subscribes_only_with_the_filters_of_its_row: Plain Tls Mosquitto;
    only_enrolled_devices_come_in_under_their_own_name: Plain Tls Mosquitto;
    a_revoked_device_is_cut_off_and_stays_out: Plain Tls Mosquitto;
    too_many_wrong_passwords_lock_the_device_and_no_other: Plain Tls;
    a_stopped_broker_frees_its_port_and_keeps_nothing: Plain Tls;
}

enum Running {
    Embedded(Broker),
    Outside(Mosquitto),
}

/// A broker with the five clients enrolled; the class of each can be changed, and every look at it is counted.
struct House {
    kind: Kind,
    running: Running,
    ca: Option<Arc<str>>,
    classes: Arc<Mutex<BTreeMap<String, DeviceClass>>>,
    looks: tokio::sync::watch::Receiver<u64>,
    folder: TempDir,
}

async fn house(kind: Kind) -> House {
    let folder = TempDir::new().unwrap();
    let enrolled = CLIENTS.iter().skip(1).map(|(id, class)| ((*id).to_owned(), *class)).collect::<BTreeMap<_, _>>();
    let classes = Arc::new(Mutex::new(enrolled));
    let (look, looks) = tokio::sync::watch::channel(0);
    let names = ["127.0.0.1".to_owned()];
    let trust = Trust::open(folder.path(), "demo", &names, MachineClock::default().now()).unwrap();
    let ca = (kind != Kind::Plain).then(|| Arc::from(trust.ca_pem()));
    let running = if kind == Kind::Mosquitto {
        let server = trust.issue_for(&names, MachineClock::default().now()).unwrap();
        std::fs::write(folder.path().join("server.pem"), server.chain_pem()).unwrap();
        std::fs::write(folder.path().join("server-key.pem"), server.key_pem()).unwrap();
        write_files(folder.path(), &CLIENTS);
        Running::Outside(Mosquitto::start(folder.path()).unwrap())
    } else {
        let tls = (kind == Kind::Tls).then(|| trust.server(broker::PROTOCOL).unwrap());
        Running::Embedded(embedded(Arc::clone(&classes), look, tls).await)
    };
    House { kind, running, ca, classes, looks, folder }
}

async fn embedded(classes: Arc<Mutex<BTreeMap<String, DeviceClass>>>, look: tokio::sync::watch::Sender<u64>, tls: Option<Arc<rustls::ServerConfig>>) -> Broker {
    let for_secret = Arc::clone(&classes);
    let devices = Devices {
        class: Arc::new(move |id| {
            look.send_modify(|looks| *looks += 1);
            classes.lock().unwrap().get(id).copied()
        }),
        secret: Arc::new(move |id| for_secret.lock().unwrap().contains_key(id).then(|| Arc::clone(&SECRET))),
        limit: Arc::new(|| TryLimit { tries: 5, lock: Duration::from_mins(15) }),
        wrong: Arc::new(|_, _| {}),
    };
    let addr = SocketAddr::from(([127, 0, 0, 1], 0));
    broker::start(Settings { addr, topics: Topics::new("demo"), hub_password: HUB_PASSWORD.into(), devices, tls }).await.unwrap()
}

/// Writes passwords and access of an external broker.
fn write_files(folder: &Path, clients: &[(&str, DeviceClass)]) {
    let hashes: Vec<String> = clients.iter().map(|(id, _)| mosquitto::hash(if *id == "hub" { HUB_PASSWORD } else { PASSWORD }).unwrap()).collect();
    let users = clients.iter().zip(&hashes).map(|((id, _), hash)| (*id, hash.as_str()));
    std::fs::write(folder.join("passwd"), mosquitto::passwords(users)).unwrap();
    std::fs::write(folder.join("acl"), mosquitto::access(&Topics::new("demo"), clients.iter().copied())).unwrap();
}

impl House {
    /// Where this client connects: towards the network, or from within as the hub does.
    fn place(&self, id: &str) -> Place {
        match &self.running {
            Running::Embedded(broker) if id == "hub" => broker.hub_addr.into(),
            Running::Embedded(broker) => Place { addr: broker.addr, ca: self.ca.clone() },
            Running::Outside(broker) => Place { addr: broker.addr, ca: self.ca.clone() },
        }
    }

    async fn connect(&self, id: &str, will: Option<LastWill>) -> Client {
        Client::connect_with_will(self.place(id), &credentials(id), will).await.unwrap()
    }

    async fn subscribed(&self, id: &str) -> Client {
        let mut client = self.connect(id, None).await;
        for filter in may_subscribe(id) {
            let code = client.subscribe(&format!("{PREFIX}{filter}")).await.unwrap();
            assert_eq!(code, SubscribeReasonCode::Success(QoS::AtLeastOnce), "{id} subscribes to {filter}");
        }
        client
    }

    /// Every client connected and subscribed to all that it may.
    async fn everybody(&self) -> BTreeMap<&'static str, Client> {
        let mut clients = BTreeMap::new();
        for (id, _) in CLIENTS {
            clients.insert(id, self.subscribed(id).await);
        }
        clients
    }

    /// Waits until the broker has decided on the will of a client that left. An external one decides before it lets the same client in again.
    async fn has_decided(&mut self, before: u64) {
        if self.kind != Kind::Mosquitto {
            tokio::time::timeout(Duration::from_secs(20), self.looks.wait_for(|looks| *looks > before)).await.unwrap().unwrap();
        }
    }

    /// Ends a device's enrolment.
    async fn revoke(&self, id: &str) {
        self.classes.lock().unwrap().remove(id);
        match &self.running {
            Running::Embedded(broker) => broker.expeller().expel(id).await,
            Running::Outside(broker) => {
                let left: Vec<_> = CLIENTS.into_iter().filter(|(client, _)| *client != id).collect();
                write_files(self.folder.path(), &left);
                broker.reload().unwrap();
            }
        }
    }

    async fn stop(self) {
        match self.running {
            Running::Embedded(broker) => broker.stop().await.unwrap(),
            Running::Outside(mut broker) => broker.stop().unwrap(),
        }
    }
}

fn credentials(id: &str) -> Credentials {
    Credentials::of(id, if id == "hub" { HUB_PASSWORD } else { PASSWORD })
}

/// Waits until each client got everything that was sent before, by a last message that each of them gets.
async fn collect(clients: &mut BTreeMap<&'static str, Client>) -> BTreeSet<(&'static str, String, String)> {
    let mut got = BTreeSet::new();
    let last = |id: &str| if id == "hub" { format!("{PREFIX}presence/hub") } else { format!("{PREFIX}pulse") };
    for own in ["hub", "pad-1"].map(last) {
        clients.get_mut("hub").unwrap().publish(&own, false, "last").await.unwrap();
    }
    for (id, client) in clients.iter_mut() {
        loop {
            let message = client.next().await.unwrap();
            let said = String::from_utf8(message.payload.to_vec()).unwrap();
            if said == "last" {
                break;
            }
            got.insert((*id, topic(&message), said));
        }
    }
    got
}

async fn every_class_publishes_only_what_its_row_says(kind: Kind) {
    let house = house(kind).await;
    let mut clients = house.everybody().await;
    let mut expected = BTreeSet::new();
    for (id, _) in CLIENTS {
        for name in TOPICS {
            let said = format!("{id} on {name}");
            let reason = clients.get_mut(id).unwrap().publish(name, false, said.clone()).await.unwrap();
            let may = name.strip_prefix(PREFIX).is_some_and(|path| may_publish(id).contains(&path));
            if may {
                assert!(matches!(reason, PubAckReason::Success | PubAckReason::NoMatchingSubscribers), "{said}: {reason:?}");
                expected.extend(receivers(name).into_iter().map(|receiver| (receiver, name.to_owned(), said.clone())));
            } else if kind != Kind::Mosquitto {
                assert_eq!(reason, PubAckReason::NotAuthorized, "{said}");
            }
        }
    }
    assert!(expected.len() > 20);
    assert_eq!(collect(&mut clients).await, expected);
    house.stop().await;
}

async fn a_last_will_is_published_only_where_the_device_may_publish(kind: Kind) {
    let mut house = house(kind).await;
    let mut clients = house.everybody().await;
    let mut expected = BTreeSet::new();
    for (id, _) in CLIENTS.into_iter().skip(1) {
        // The device gives way to a second connection that leaves the will; then it comes back.
        drop(clients.remove(id));
        for name in TOPICS.into_iter().filter(|name| !name.starts_with('$')) {
            let said = format!("will of {id} on {name}");
            let will = LastWill::new(name, said.clone(), QoS::AtLeastOnce, true, None);
            let leaving = house.connect(id, Some(will)).await;
            let before = *house.looks.borrow_and_update();
            drop(leaving);
            house.has_decided(before).await;
            if name.strip_prefix(PREFIX).is_some_and(|path| may_publish(id).contains(&path)) {
                expected.extend(receivers(name).into_iter().filter(|receiver| *receiver != id).map(|receiver| (receiver, name.to_owned(), said.clone())));
            }
        }
        clients.insert(id, house.subscribed(id).await);
    }
    assert_eq!(expected.len(), 6, "four presences and two asks, each to the hub");
    // A will that was let through is on its way once the class was looked up; the hub sees each before it goes on.
    let mut got = BTreeSet::new();
    let hub = clients.get_mut("hub").unwrap();
    while got.len() < expected.len() {
        let message = hub.next().await.unwrap();
        got.insert(("hub", topic(&message), String::from_utf8(message.payload.to_vec()).unwrap()));
    }
    got.extend(collect(&mut clients).await);
    assert_eq!(got, expected);
    house.stop().await;
}

/// Filters of every row and foreign ones, plain and shared.
fn filters() -> BTreeSet<String> {
    let mut filters: BTreeSet<String> = TOPICS.iter().filter(|name| **name != "/").map(|name| (*name).to_owned()).collect();
    for (id, _) in CLIENTS {
        filters.extend(may_subscribe(id).into_iter().map(|filter| format!("{PREFIX}{filter}")));
    }
    let wild = [
        "#",
        "+",
        "+/+/+/+",
        "$SYS/#",
        "sunhall/#",
        "sunhall/1/#",
        "sunhall/1/+/board",
        "sunhall/+/demo/board",
        "sunhall/1/demo/#",
        "sunhall/1/demo/+",
        "sunhall/1/demo/kiosk/#",
        "sunhall/1/demo/kiosk/+/answer",
        "sunhall/1/demo/kiosk/+/menu",
        "sunhall/1/demo/kiosk/kiosk-1/+",
        "sunhall/1/demo/kiosk/kiosk-1/#",
        "sunhall/1/demo/display/+/+",
        "sunhall/1/demo/display/#",
        "sunhall/1/demo/file/+/+/+",
        "sunhall/1/other/#",
        "sunhall/1/demo/board/#",
    ];
    filters.extend(wild.map(str::to_owned));
    let shared: Vec<String> = filters.iter().map(|filter| format!("$share/group/{filter}")).collect();
    filters.extend(shared);
    filters
}

async fn every_class_subscribes_only_with_the_filters_of_its_row(kind: Kind) {
    let house = house(kind).await;
    let mut clients = BTreeMap::new();
    for (id, _) in CLIENTS {
        let mut client = house.connect(id, None).await;
        for filter in filters() {
            let code = client.subscribe(&filter).await.unwrap();
            if filter.strip_prefix(PREFIX).is_some_and(|path| may_subscribe(id).contains(&path)) {
                assert_eq!(code, SubscribeReasonCode::Success(QoS::AtLeastOnce), "{id} subscribes to {filter}");
            } else if kind != Kind::Mosquitto {
                assert!(!matches!(code, SubscribeReasonCode::Success(_)), "{id} subscribes to {filter}");
            }
        }
        clients.insert(id, client);
    }
    // Whatever was said to a wish, nothing comes that is not in the row.
    let mut expected = BTreeSet::new();
    for (id, _) in CLIENTS {
        for path in may_publish(id) {
            let (name, said) = (format!("{PREFIX}{path}"), format!("{id} on {path}"));
            clients.get_mut(id).unwrap().publish(&name, true, said.clone()).await.unwrap();
            expected.extend(receivers(&name).into_iter().map(|receiver| (receiver, name.clone(), said.clone())));
        }
    }
    assert_eq!(collect(&mut clients).await, expected);
    // Nor does what is kept come to whoever asks for everything later.
    for (id, _) in CLIENTS {
        clients.remove(id);
        let mut late = house.connect(id, None).await;
        for filter in ["#".to_owned(), format!("{PREFIX}#")] {
            late.subscribe(&filter).await.unwrap();
        }
        for path in may_subscribe(id) {
            late.subscribe(&format!("{PREFIX}{path}")).await.unwrap();
        }
        clients.insert(id, late);
    }
    for (id, name, said) in collect(&mut clients).await {
        assert!(receivers(&name).contains(&id), "{id} got {said}");
    }
    house.stop().await;
}

async fn only_enrolled_devices_come_in_under_their_own_name(kind: Kind) {
    let house = house(kind).await;
    let with = |client: &str, user: &str, password: &str| Credentials { client: client.into(), user: user.into(), password: password.into() };
    for refused in [
        with("kiosk-1", "kiosk-1", "wrong"),
        with("kiosk-1", "kiosk-1", ""),
        with("kiosk-1", "kiosk-1", HUB_PASSWORD),
        with("hub", "hub", PASSWORD),
        with("hub", "hub", ""),
        with("stranger", "stranger", PASSWORD),
        with("KIOSK-1", "KIOSK-1", PASSWORD),
        with("kiosk/1", "kiosk/1", PASSWORD),
        with("+", "+", PASSWORD),
    ] {
        let code = knock(house.place("kiosk-1"), &refused).await.unwrap();
        // An empty password is not even sent by the client library, and an impossible client id is refused before the door.
        let expected = match (refused.password.is_empty(), refused.client.contains('/')) {
            _ if kind == Kind::Mosquitto => {
                assert_ne!(code, ConnectReturnCode::Success, "{} as {}", refused.client, refused.user);
                continue;
            }
            (true, _) => ConnectReturnCode::NotAuthorized,
            (_, true) => ConnectReturnCode::ClientIdentifierNotValid,
            _ => ConnectReturnCode::BadUserNamePassword,
        };
        assert_eq!(code, expected, "{} as {}", refused.client, refused.user);
    }
    // Another client id with good credentials would take over somebody's session: refused, or known by the user's name all the same.
    let mut wall = house.subscribed("wall-1").await;
    for foreign in [with("wall-1", "kiosk-1", PASSWORD), with("hub", "kiosk-1", PASSWORD), with("kiosk-1", "live-1", PASSWORD)] {
        let code = knock(house.place("kiosk-1"), &foreign).await.unwrap();
        assert_eq!(code == ConnectReturnCode::Success, kind == Kind::Mosquitto, "{} as {}: {code:?}", foreign.client, foreign.user);
    }
    let mut hub = house.connect("hub", None).await;
    hub.publish(&format!("{PREFIX}board"), false, "still there").await.unwrap();
    assert_eq!(&wall.next().await.unwrap().payload[..], b"still there");
    assert_eq!(knock(house.place("kiosk-1"), &credentials("kiosk-1")).await.unwrap(), ConnectReturnCode::Success);
    if let (Kind::Tls, Running::Embedded(broker)) = (kind, &house.running) {
        let refused = ConnectReturnCode::BadUserNamePassword;
        assert_eq!(knock(house.place("kiosk-1"), &credentials("hub")).await.unwrap(), refused, "the hub does not come over the network");
        assert_eq!(knock(broker.hub_addr, &credentials("kiosk-1")).await.unwrap(), refused, "no device comes from within");
        assert!(knock(broker.addr, &credentials("kiosk-1")).await.is_err(), "nothing is said without TLS");
    }
    house.stop().await;
}

async fn too_many_wrong_passwords_lock_the_device_and_no_other(kind: Kind) {
    let house = house(kind).await;
    let place = house.place("kiosk-1");
    for _ in 0..5 {
        assert_eq!(knock(place.clone(), &Credentials::of("kiosk-1", "wrong")).await.unwrap(), ConnectReturnCode::BadUserNamePassword);
    }
    assert_eq!(knock(place.clone(), &credentials("kiosk-1")).await.unwrap(), ConnectReturnCode::ConnectionRateExceeded);
    assert_eq!(knock(place, &credentials("wall-1")).await.unwrap(), ConnectReturnCode::Success);
    house.stop().await;
}

async fn a_revoked_device_is_cut_off_and_stays_out(kind: Kind) {
    let house = house(kind).await;
    let mut hub = house.connect("hub", None).await;
    let mut wall = house.subscribed("wall-1").await;
    hub.publish(&format!("{PREFIX}board"), false, "before").await.unwrap();
    assert_eq!(&wall.next().await.unwrap().payload[..], b"before");

    house.revoke("wall-1").await;
    if kind == Kind::Mosquitto {
        // On its own terms: once it has read its files again.
        wall.ended().await.unwrap();
    }
    hub.publish(&format!("{PREFIX}board"), false, "after").await.unwrap();
    if kind != Kind::Mosquitto {
        wall.ended().await.unwrap();
    }
    assert!(wall.delivered().is_empty());
    assert_ne!(knock(house.place("wall-1"), &credentials("wall-1")).await.unwrap(), ConnectReturnCode::Success);
    house.stop().await;
}

async fn a_stopped_broker_frees_its_port_and_keeps_nothing(kind: Kind) {
    let house = house(kind).await;
    let (addr, mut hub, mut wall) = (house.place("wall-1").addr, house.connect("hub", None).await, house.connect("wall-1", None).await);
    hub.publish(&format!("{PREFIX}board"), true, "kept").await.unwrap();
    house.stop().await;
    hub.ended().await.unwrap();
    wall.ended().await.unwrap();
    let listener = std::net::TcpListener::bind(addr).unwrap();
    drop(listener);
}
