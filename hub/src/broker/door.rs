//! The door of the broker: who may come in with which password, and the access table on every publish, will and subscription.

use std::collections::HashMap;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use mqtt5::broker::auth::{AuthProvider, AuthResult};
use mqtt5::packet::connect::ConnectPacket;
use mqtt5::types::ReasonCode;
use sunhall_protocol::access::safe;
use sunhall_protocol::topics::Topics;
use tokio::sync::Semaphore;

use super::tries::Tries;
use super::{Devices, HUB_ID, may_publish, may_subscribe};
use crate::credentials;

type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Passwords hashed at the same time: each takes a core and some memory.
const CHECKS_AT_ONCE: usize = 2;

pub struct Door {
    topics: Topics,
    hub_password: blake3::Hash,
    devices: Devices,
    /// Key of the fingerprints below; random, so they mean nothing outside this process.
    key: [u8; 32],
    /// Stored hash and fingerprint of the password that last opened it, by device: reconnecting devices need no slow check.
    known: Mutex<HashMap<String, (Arc<str>, blake3::Hash)>>,
    tries: Mutex<Tries>,
    checks: Semaphore,
}

/// Whom one of the broker's listeners lets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guests {
    Everybody,
    Hub,
    Devices,
}

/// The door as it stands at one listener.
pub struct Entry {
    pub door: Arc<Door>,
    pub who: Guests,
}

/// Why somebody was not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refused {
    NoCredentials,
    /// Client id and user name differ, or the id is not one of ours.
    ForeignId,
    /// The hub comes from within and devices from outside.
    OtherEntry,
    UnknownDevice,
    TooManyTries,
    WrongPassword,
}

impl Refused {
    /// Strangers learn only that they were not let in.
    fn reason(self) -> ReasonCode {
        match self {
            Self::NoCredentials => ReasonCode::NotAuthorized,
            Self::TooManyTries => ReasonCode::ConnectionRateExceeded,
            Self::ForeignId | Self::OtherEntry | Self::UnknownDevice | Self::WrongPassword => ReasonCode::BadUsernameOrPassword,
        }
    }
}

impl Door {
    pub fn new(topics: Topics, hub_password: &str, devices: Devices) -> Self {
        let key: [u8; 32] = rand::random();
        Self {
            topics,
            hub_password: blake3::keyed_hash(&key, hub_password.as_bytes()),
            devices,
            key,
            known: Mutex::default(),
            tries: Mutex::default(),
            checks: Semaphore::new(CHECKS_AT_ONCE),
        }
    }

    async fn admit(&self, connect: &ConnectPacket, from: SocketAddr, who: Guests) -> Result<String, Refused> {
        let (Some(user), Some(password)) = (&connect.username, &connect.password) else { return Err(Refused::NoCredentials) };
        if *user != connect.client_id || !safe(user) {
            return Err(Refused::ForeignId);
        }
        if who != Guests::Everybody && (who == Guests::Hub) != (user == HUB_ID) {
            return Err(Refused::OtherEntry);
        }
        if user == HUB_ID {
            return self.admit_hub(password).map(|()| user.clone());
        }
        if self.devices.class_of(user).is_none() {
            return Err(Refused::UnknownDevice);
        }
        let secret = (self.devices.secret)(user).ok_or(Refused::UnknownDevice)?;
        self.check(user, password, secret, from).await.map(|()| user.clone())
    }

    fn admit_hub(&self, password: &[u8]) -> Result<(), Refused> {
        // Hashes compare in constant time.
        if self.fingerprint(password) == self.hub_password { Ok(()) } else { Err(Refused::WrongPassword) }
    }

    async fn check(&self, id: &str, password: &[u8], secret: Arc<str>, from: SocketAddr) -> Result<(), Refused> {
        let limit = (self.devices.limit)();
        if held(&self.tries).locked(from.ip(), id, &secret, Instant::now()) {
            return Err(Refused::TooManyTries);
        }
        let fingerprint = self.fingerprint(password);
        if held(&self.known).get(id).is_some_and(|(opened, with)| *opened == secret && *with == fingerprint) {
            return Ok(());
        }
        if self.verify(password, &secret).await {
            held(&self.tries).forget(from.ip(), id);
            held(&self.known).insert(id.to_owned(), (secret, fingerprint));
            return Ok(());
        }
        if held(&self.tries).wrong(from.ip(), id, &secret, limit, Instant::now()) {
            (self.devices.wrong)(id, from.ip());
        }
        Err(Refused::WrongPassword)
    }

    async fn verify(&self, password: &[u8], secret: &Arc<str>) -> bool {
        let Ok(password) = str::from_utf8(password) else { return false };
        let Ok(_permit) = self.checks.acquire().await else { return false };
        credentials::check(&**secret, password).await
    }

    fn fingerprint(&self, password: &[u8]) -> blake3::Hash {
        blake3::keyed_hash(&self.key, password)
    }
}

impl AuthProvider for Entry {
    fn authenticate<'a>(&'a self, connect: &'a ConnectPacket, from: SocketAddr) -> Later<'a, mqtt5::Result<AuthResult>> {
        Box::pin(async move {
            match self.door.admit(connect, from, self.who).await {
                Ok(user) => Ok(AuthResult::success_with_user(user)),
                Err(refused) => {
                    metrics::counter!("sunhall_broker_refused_total").increment(1);
                    tracing::warn!(client = %connect.client_id.escape_debug(), %from, ?refused, "a client was not let in");
                    Ok(AuthResult::fail(refused.reason()))
                }
            }
        })
    }

    fn authorize_publish<'a>(&'a self, id: &str, _user: Option<&'a str>, topic: &'a str) -> Later<'a, bool> {
        let may = may_publish(&self.door.devices, &self.door.topics, id, topic);
        if !may {
            report(id, topic, "publish");
        }
        Box::pin(async move { may })
    }

    fn authorize_subscribe<'a>(&'a self, id: &str, _user: Option<&'a str>, filter: &'a str) -> Later<'a, bool> {
        let may = may_subscribe(&self.door.devices, &self.door.topics, id, filter);
        if !may {
            report(id, filter, "subscribe");
        }
        Box::pin(async move { may })
    }
}

fn report(id: &str, topic: &str, act: &'static str) {
    metrics::counter!("sunhall_broker_foreign_topics_total").increment(1);
    tracing::warn!(client = %id.escape_debug(), topic = %topic.escape_debug(), act, "a topic outside the access table was refused");
}

/// The content of a lock; a thread that panicked while holding it left nothing half done.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
