//! What a device was ordered to do.

use sunhall_hall::access::Device;
use sunhall_protocol::order::{Lock, Order};
use sunhall_protocol::{Bilingual, Version};

use super::moment;

/// The order that stands for this device.
pub fn order(device: &Device, version: Version) -> Order {
    let lock = device.lock.as_ref().map(|lock| Lock { message: Bilingual::new(lock.message.clone(), lock.message_en.clone()), since: moment(lock.at) });
    Order { version, lock, restarts: device.restarts }
}
