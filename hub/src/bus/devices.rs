//! Devices as the bus follows them: what each was ordered, and that nobody stays connected with a password that holds no more.

use sunhall_hall::access::{Device, DeviceClass};
use sunhall_hall::ids::DeviceName;
use sunhall_protocol::order::ORDER;
use sunhall_protocol::topics::Topic;

use super::publisher::Publisher;
use super::round;
use crate::snapshots;

impl Publisher {
    /// Cuts off whose enrolment or password ended, clears what was kept for them, and publishes new orders.
    pub(super) async fn follow_devices(&mut self, again: bool) {
        let now = round::newest(&self.settings);
        let before = std::mem::replace(&mut self.devices, now.hall.access.devices.clone());
        for (name, was) in before.iter().filter(|(_, was)| !was.revoked) {
            match now.hall.access.device(name) {
                Some(is) if is.secret.key == was.secret.key => {}
                Some(is) if is.class == was.class => self.expel(name).await,
                Some(_) | None => self.part_with(name, was).await,
            }
        }
        if !self.is_connected() {
            return;
        }
        for (name, device) in now.hall.access.devices.iter().filter(|(_, device)| !device.revoked) {
            let Some(topic) = order_topic(name, device.class) else { continue };
            let order = snapshots::order(device, sunhall_protocol::Version::default());
            let news = self.orders.entry(name.clone()).or_default().take(order, round::version(&now), again);
            self.send(topic, news).await;
        }
    }

    async fn expel(&self, device: &DeviceName) {
        tracing::info!(%device, "a device's password ended");
        if let Some(expeller) = &self.settings.expeller {
            expeller.expel(device.as_str()).await;
        }
    }

    async fn part_with(&mut self, name: &DeviceName, was: &Device) {
        self.expel(name).await;
        self.orders.remove(name);
        let menu = self.menus.remove(name).map(|_| Topic::KioskMenu(name.to_string()));
        if !self.is_connected() {
            return;
        }
        let kept = [menu, order_topic(name, was.class), Some(Topic::Presence(name.to_string()))];
        for topic in kept.into_iter().flatten() {
            self.publish(topic, Vec::new()).await;
        }
    }
}

/// Where a device hears its orders; call pads have no screen to order about.
fn order_topic(name: &DeviceName, class: DeviceClass) -> Option<Topic> {
    match class {
        DeviceClass::Kiosk => Some(Topic::KioskOrder(name.to_string())),
        DeviceClass::PublicDisplay | DeviceClass::StaffDisplay => Some(Topic::Display(name.to_string(), ORDER.to_owned())),
        DeviceClass::CallPad => None,
    }
}
