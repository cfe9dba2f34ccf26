//! How the broker knows the devices: from the hall as it is now, and from the store's erasable rows.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use sunhall_hall::ids::DeviceName;
use sunhall_protocol::access::DeviceClass;

use super::TryLimit;
use crate::engine::Engine;
use crate::store::{SecurityEntry, SecurityKind};
use crate::wire::device_class;

/// Answers a question about a client id; nothing for unknown and revoked devices.
pub type LookUp<T> = Arc<dyn Fn(&str) -> Option<T> + Send + Sync>;

/// Told of a client id and the address from which it came.
pub type Told = Arc<dyn Fn(&str, IpAddr) + Send + Sync>;

/// How the broker looks a device up.
#[derive(Clone)]
pub struct Devices {
    /// Asked on every publish and subscription, so it reads memory only.
    pub class: LookUp<DeviceClass>,
    /// The stored hash of the device's password.
    pub secret: LookUp<Arc<str>>,
    /// How often a wrong password may be tried, and how long a lock lasts.
    pub limit: Arc<dyn Fn() -> TryLimit + Send + Sync>,
    /// Hears of a device's wrong password: of the first, and of each that locks the device for its address.
    pub wrong: Told,
}

impl Devices {
    /// The devices that are enrolled in the engine's hall.
    pub fn enrolled(engine: &Engine) -> Self {
        let (for_class, for_secret, for_limit, for_wrong) = (engine.clone(), engine.clone(), engine.clone(), engine.clone());
        Self {
            class: Arc::new(move |id| for_class.hall().access.device(&DeviceName::new(id)).map(|device| device_class(device.class))),
            secret: Arc::new(move |id| {
                let hall = for_secret.hall();
                for_secret.texts().get(&hall.access.device(&DeviceName::new(id))?.secret)
            }),
            limit: Arc::new(move || {
                let (hall, now) = (for_limit.hall(), for_limit.now());
                let figure = |key| u32::try_from(hall.figure(key, now)).unwrap_or(0);
                TryLimit { tries: figure("security.login_tries"), lock: Duration::from_mins(figure("security.login_lock").into()) }
            }),
            wrong: Arc::new(move |id, from| {
                for_wrong.note(&SecurityEntry::new(for_wrong.now(), SecurityKind::DevicePasswordWrong).about(id).from(Some(from)));
            }),
        }
    }
}
