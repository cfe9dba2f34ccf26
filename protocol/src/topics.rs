//! Every topic name, built and parsed only here.

use crate::WIRE_VERSION;

/// The topics of one hall: `sunhall/1/{hall}/…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topics {
    prefix: String,
}

/// A parsed topic. Device ids and hashes are the owner's text; nothing is decoded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    Board,
    Duty,
    Notices,
    Live,
    Pulse,
    Trust,
    /// `kiosk/{id}/menu`
    KioskMenu(String),
    /// `kiosk/{id}/order`, what staff order it to do.
    KioskOrder(String),
    KioskAsk(String),
    KioskAnswer(String),
    PadAsk(String),
    PadAnswer(String),
    /// `display/{id}/{what}`, words of the hub to one display.
    Display(String, String),
    /// `file/{hash}/{part}/{parts}`, parts counted from 0.
    File {
        hash: String,
        part: u32,
        parts: u32,
    },
    Presence(String),
}

impl Topics {
    /// Topics of the hall named `hall`.
    pub fn new(hall: &str) -> Self {
        Self { prefix: format!("sunhall/{WIRE_VERSION}/{hall}/") }
    }

    /// `sunhall/1/{hall}/`
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    pub fn name(&self, topic: &Topic) -> String {
        format!("{}{}", self.prefix, topic.path())
    }

    /// Filter for every file part.
    pub fn files(&self) -> String {
        format!("{}file/#", self.prefix)
    }

    /// Filter for what the hub says to one display.
    pub fn to_display(&self, id: &str) -> String {
        format!("{}display/{id}/+", self.prefix)
    }

    /// Filters of the hub: requests and presence of every device.
    pub fn hub_filters(&self) -> Vec<String> {
        ["kiosk/+/ask", "pad/+/ask", "presence/+"].iter().map(|path| format!("{}{path}", self.prefix)).collect()
    }

    /// The topic behind a full name; `None` for anything that is not ours.
    pub fn parse(&self, name: &str) -> Option<Topic> {
        Topic::parse(name.strip_prefix(&self.prefix)?)
    }
}

impl Topic {
    /// The part behind `sunhall/1/{hall}/`.
    pub fn path(&self) -> String {
        match self {
            Self::Board => "board".into(),
            Self::Duty => "duty".into(),
            Self::Notices => "notices".into(),
            Self::Live => "live".into(),
            Self::Pulse => "pulse".into(),
            Self::Trust => "trust".into(),
            Self::KioskMenu(id) => format!("kiosk/{id}/menu"),
            Self::KioskOrder(id) => format!("kiosk/{id}/order"),
            Self::KioskAsk(id) => format!("kiosk/{id}/ask"),
            Self::KioskAnswer(id) => format!("kiosk/{id}/answer"),
            Self::PadAsk(id) => format!("pad/{id}/ask"),
            Self::PadAnswer(id) => format!("pad/{id}/answer"),
            Self::Display(id, what) => format!("display/{id}/{what}"),
            Self::File { hash, part, parts } => format!("file/{hash}/{part}/{parts}"),
            Self::Presence(id) => format!("presence/{id}"),
        }
    }

    fn parse(path: &str) -> Option<Self> {
        let levels: Vec<&str> = path.split('/').collect();
        if levels.iter().any(|level| level.is_empty() || level.contains(['+', '#'])) {
            return None;
        }
        let topic = match levels.as_slice() {
            ["board"] => Self::Board,
            ["duty"] => Self::Duty,
            ["notices"] => Self::Notices,
            ["live"] => Self::Live,
            ["pulse"] => Self::Pulse,
            ["trust"] => Self::Trust,
            ["kiosk", id, "menu"] => Self::KioskMenu((*id).into()),
            ["kiosk", id, "order"] => Self::KioskOrder((*id).into()),
            ["kiosk", id, "ask"] => Self::KioskAsk((*id).into()),
            ["kiosk", id, "answer"] => Self::KioskAnswer((*id).into()),
            ["pad", id, "ask"] => Self::PadAsk((*id).into()),
            ["pad", id, "answer"] => Self::PadAnswer((*id).into()),
            ["display", id, what] => Self::Display((*id).into(), (*what).into()),
            ["file", hash, part, parts] => Self::File { hash: (*hash).into(), part: part.parse().ok()?, parts: parts.parse().ok()? },
            ["presence", id] => Self::Presence((*id).into()),
            _ => return None,
        };
        Some(topic)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_parses_back_to_itself() {
        let topics = Topics::new("demo");
        let id = || "kiosk-1".to_owned();
        for topic in [
            Topic::Board,
            Topic::Duty,
            Topic::Notices,
            Topic::Live,
            Topic::Pulse,
            Topic::Trust,
            Topic::KioskMenu(id()),
            Topic::KioskOrder(id()),
            Topic::KioskAsk(id()),
            Topic::KioskAnswer(id()),
            Topic::PadAsk(id()),
            Topic::PadAnswer(id()),
            Topic::Display(id(), "show".into()),
            Topic::File { hash: "ab12".into(), part: 0, parts: 2 },
            Topic::Presence(id()),
        ] {
            assert_eq!(topics.parse(&topics.name(&topic)), Some(topic));
        }
    }

    #[test]
    fn foreign_and_wild_names_are_not_ours() {
        let topics = Topics::new("demo");
        for name in ["sunhall/1/other/board", "sunhall/2/demo/board", "sunhall/1/demo/kiosk/+/ask", "sunhall/1/demo/#", "$SYS/x", "sunhall/1/demo/kiosk//ask"] {
            assert_eq!(topics.parse(name), None, "{name}");
        }
    }
}
