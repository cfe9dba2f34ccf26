//! Which device may speak and listen where: one table, enforced by the broker on publish, subscribe and last will.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::topics::{Topic, Topics};

/// What a device is. The hub itself is a client of the broker too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DeviceClass {
    Hub,
    Kiosk,
    PublicDisplay,
    StaffDisplay,
    CallPad,
}

impl DeviceClass {
    pub const ALL: [Self; 5] = [Self::Hub, Self::Kiosk, Self::PublicDisplay, Self::StaffDisplay, Self::CallPad];

    /// As it is written in a device file and on the console.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hub => "hub",
            Self::Kiosk => "kiosk",
            Self::PublicDisplay => "public-display",
            Self::StaffDisplay => "staff-display",
            Self::CallPad => "call-pad",
        }
    }
}

/// How a row of the table names topics; `{id}` is the device's own id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub class: DeviceClass,
    /// Paths behind `sunhall/1/{hall}/` that it may publish (and leave as last will).
    pub publish: &'static [&'static str],
    /// Filters behind `sunhall/1/{hall}/` that it may subscribe to, exactly as written.
    pub subscribe: &'static [&'static str],
}

/// The whole access matrix.
pub const TABLE: [Row; 5] = [
    Row {
        class: DeviceClass::Hub,
        publish: &[
            "board",
            "duty",
            "notices",
            "live",
            "pulse",
            "trust",
            "kiosk/+/menu",
            "kiosk/+/order",
            "kiosk/+/answer",
            "pad/+/answer",
            "display/+/+",
            "file/+/+/+",
            "presence/+",
        ],
        subscribe: &["kiosk/+/ask", "pad/+/ask", "presence/+"],
    },
    Row {
        class: DeviceClass::Kiosk,
        publish: &["kiosk/{id}/ask", "presence/{id}"],
        // Orders first: whoever is out of service learns it before there is anything to show.
        subscribe: &["kiosk/{id}/order", "board", "duty", "pulse", "trust", "kiosk/{id}/menu", "kiosk/{id}/answer", "file/#"],
    },
    Row {
        class: DeviceClass::PublicDisplay,
        publish: &["presence/{id}"],
        subscribe: &["display/{id}/+", "board", "duty", "notices", "pulse", "trust", "file/#"],
    },
    Row {
        class: DeviceClass::StaffDisplay,
        publish: &["presence/{id}"],
        subscribe: &["display/{id}/+", "board", "duty", "notices", "live", "pulse", "trust", "file/#"],
    },
    Row { class: DeviceClass::CallPad, publish: &["pad/{id}/ask", "presence/{id}"], subscribe: &["pulse", "trust", "pad/{id}/answer"] },
];

/// The filters that a device of this class subscribes to.
pub fn subscriptions(topics: &Topics, class: DeviceClass, id: &str) -> Vec<String> {
    row(class).subscribe.iter().map(|path| format!("{}{}", topics.prefix(), path.replace("{id}", id))).collect()
}

/// May this device publish to, or leave a last will on, the topic called `name`?
pub fn may_publish(topics: &Topics, class: DeviceClass, id: &str, name: &str) -> bool {
    let Some(topic) = topics.parse(name) else { return false };
    safe(id) && row(class).publish.iter().any(|pattern| fits(&pattern.replace("{id}", id), &topic))
}

/// May this device subscribe with `filter`? Only filters of the table, letter by letter; shared subscriptions never.
pub fn may_subscribe(topics: &Topics, class: DeviceClass, id: &str, filter: &str) -> bool {
    let Some(path) = filter.strip_prefix(topics.prefix()) else { return false };
    safe(id) && row(class).subscribe.iter().any(|allowed| allowed.replace("{id}", id) == path)
}

/// Device ids are lower-case letters, digits and hyphens, 1 to 40 of them.
pub fn safe(id: &str) -> bool {
    (1..=40).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn row(class: DeviceClass) -> &'static Row {
    match class {
        DeviceClass::Hub => &TABLE[0],
        DeviceClass::Kiosk => &TABLE[1],
        DeviceClass::PublicDisplay => &TABLE[2],
        DeviceClass::StaffDisplay => &TABLE[3],
        DeviceClass::CallPad => &TABLE[4],
    }
}

fn fits(pattern: &str, topic: &Topic) -> bool {
    let path = topic.path();
    let mut levels = path.split('/');
    pattern.split('/').all(|level| levels.next().is_some_and(|own| level == "+" || level == own)) && levels.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_one_row_for_each_class_in_order() {
        for class in DeviceClass::ALL {
            assert_eq!(row(class).class, class);
            assert_eq!(serde_json::json!(class), class.name());
        }
    }

    #[test]
    fn a_kiosk_speaks_only_for_itself() {
        let topics = Topics::new("demo");
        let may = |name: &str| may_publish(&topics, DeviceClass::Kiosk, "kiosk-1", name);
        assert!(may("sunhall/1/demo/kiosk/kiosk-1/ask"));
        assert!(may("sunhall/1/demo/presence/kiosk-1"));
        for foreign in [
            "sunhall/1/demo/kiosk/kiosk-2/ask",
            "sunhall/1/demo/presence/kiosk-2",
            "sunhall/1/demo/board",
            "sunhall/1/demo/kiosk/kiosk-1/answer",
            "sunhall/1/demo/kiosk/kiosk-1/order",
            "sunhall/1/other/kiosk/kiosk-1/ask",
            "sunhall/1/demo/kiosk/kiosk-1/ask/deeper",
        ] {
            assert!(!may(foreign), "{foreign}");
        }
    }

    #[test]
    fn orders_come_from_the_hub_and_each_device_hears_its_own() {
        let topics = Topics::new("demo");
        let (kiosk, wall) = ("sunhall/1/demo/kiosk/kiosk-1/order", "sunhall/1/demo/display/wall-1/order");
        for class in DeviceClass::ALL {
            let may = |name: &str| may_publish(&topics, class, "kiosk-1", name) || may_publish(&topics, class, "wall-1", name);
            assert_eq!((may(kiosk), may(wall)), (class == DeviceClass::Hub, class == DeviceClass::Hub), "{class:?}");
        }
        assert!(may_subscribe(&topics, DeviceClass::Kiosk, "kiosk-1", kiosk));
        assert!(!may_subscribe(&topics, DeviceClass::Kiosk, "kiosk-2", kiosk));
        for class in [DeviceClass::PublicDisplay, DeviceClass::StaffDisplay] {
            assert!(subscriptions(&topics, class, "wall-1").contains(&"sunhall/1/demo/display/wall-1/+".to_owned()));
            assert!(!may_subscribe(&topics, class, "wall-1", kiosk));
        }
        assert!(subscriptions(&topics, DeviceClass::CallPad, "pad-1").iter().all(|filter| !filter.contains("order")));
    }

    #[test]
    fn wildcards_and_shared_subscriptions_are_refused() {
        let topics = Topics::new("demo");
        let may = |filter: &str| may_subscribe(&topics, DeviceClass::PublicDisplay, "wall-1", filter);
        assert!(may("sunhall/1/demo/board"));
        assert!(may("sunhall/1/demo/file/#"));
        for filter in ["#", "+", "sunhall/1/demo/#", "sunhall/1/demo/+", "sunhall/1/demo/live", "$share/g/sunhall/1/demo/board", "sunhall/1/demo/kiosk/+/ask"] {
            assert!(!may(filter), "{filter}");
        }
    }

    #[test]
    fn strange_ids_get_nothing() {
        let topics = Topics::new("demo");
        for id in ["", "+", "a/b", "A", "wall 1", "#"] {
            assert!(!may_publish(&topics, DeviceClass::PublicDisplay, id, &format!("sunhall/1/demo/presence/{id}")));
        }
    }
}
