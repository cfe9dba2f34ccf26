//! The screens of the kiosk, each with what it must remember.

use std::collections::BTreeSet;

use sunhall_protocol::kiosk::{Found, Reserved};
use sunhall_protocol::presence::PrinterState;
use sunhall_protocol::{Moment, Refusal};

/// Where a citizen is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    Home,
    /// The groups of a hall that gives no numbers now: for reading the guides.
    Browse,
    Services {
        group: String,
        page: usize,
    },
    Search {
        letters: String,
        page: usize,
    },
    Guide {
        service: String,
    },
    /// Conditions, steps, basis.
    More {
        service: String,
        page: usize,
    },
    /// Asked before a service was chosen, or from its guide.
    Priority {
        service: Option<String>,
    },
    Taking {
        service: String,
        since: Moment,
    },
    Printing {
        reserved: Box<Reserved>,
        since: Moment,
    },
    /// No slip: screen or phone?
    Choosing {
        reserved: Box<Reserved>,
        why: PrinterState,
    },
    /// The number has reached the citizen; the hub is being told.
    Confirming {
        reserved: Box<Reserved>,
        slip: SlipFate,
        since: Moment,
    },
    Ticket {
        reserved: Box<Reserved>,
        slip: SlipFate,
        since: Moment,
        /// The question whether the number is to be given up is open.
        cancelling: bool,
    },
    Cancelled {
        number: String,
        since: Moment,
    },
    Refused {
        refusal: Refusal,
    },
    RateEntry {
        number: String,
        code: String,
        field: Field,
        asking: bool,
        refusal: Option<Refusal>,
    },
    Rate {
        found: Box<Found>,
        code: String,
        level: Option<u8>,
        reasons: BTreeSet<String>,
        phone: String,
        /// The digit keys are open.
        typing: bool,
        sending: bool,
        refusal: Option<Refusal>,
    },
    Thanks {
        since: Moment,
    },
}

/// What is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Starting,
    Disconnected,
    /// Staff took this kiosk out of service.
    Locked,
    Closed,
    Screen,
}

impl Shown {
    /// The name in the screen map, unless it is that of the screen itself.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Starting => Some("starting"),
            Self::Disconnected => Some("disconnected"),
            Self::Locked => Some("locked"),
            Self::Closed => Some("closed"),
            Self::Screen => None,
        }
    }
}

/// What became of the slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlipFate {
    Printed,
    /// A printer that does not answer.
    Unsure,
    OnScreen,
    OnPhone,
    PrintingAgain,
    NotPrinted,
}

/// How a citizen wants the number when there is no slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Screen,
    Phone,
    /// Somebody has brought paper, or closed the cover.
    Slip,
}

/// How the kiosk is shown to this citizen; wiped with the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modes {
    /// 大字简版: six choices, large type, read aloud.
    pub elder: bool,
    /// 低位操作: everything to touch in the lower half.
    pub low: bool,
    /// 黑白分明.
    pub contrast: bool,
}

/// Which of the two fields is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Number,
    Code,
}

/// A call for staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help {
    Asking {
        since: Moment,
    },
    Coming {
        since: Moment,
    },
    /// Nobody answered, or nobody is free.
    Later {
        since: Moment,
    },
}

impl Screen {
    /// The name in the screen map.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Browse => "browse",
            Self::Services { .. } => "services",
            Self::Search { .. } => "search",
            Self::Guide { .. } => "guide",
            Self::More { .. } => "more",
            Self::Priority { .. } => "priority",
            Self::Taking { .. } => "taking",
            Self::Printing { .. } | Self::Confirming { .. } => "printing",
            Self::Choosing { .. } => "choosing",
            Self::Ticket { .. } => "ticket",
            Self::Cancelled { .. } => "cancelled",
            Self::Refused { .. } => "refused",
            Self::RateEntry { .. } => "rate-entry",
            Self::Rate { .. } => "rate",
            Self::Thanks { .. } => "thanks",
        }
    }

    /// What makes this screen another one than the last: not its counts, nor what is typed or ticked on it.
    pub fn picture(&self) -> String {
        let service = self.service().unwrap_or_default();
        let (group, page) = match self {
            Self::Services { group, page } => (group.as_str(), *page),
            Self::Search { page, .. } | Self::More { page, .. } => ("", *page),
            _ => ("", 0),
        };
        format!("{} {service} {group} {page}", self.name())
    }

    /// A number is on its way to the citizen or there: nothing may take it off the screen.
    pub fn holds_a_ticket(&self) -> bool {
        matches!(self, Self::Printing { .. } | Self::Choosing { .. } | Self::Confirming { .. } | Self::Ticket { .. })
    }

    /// The service that is being read about or asked for.
    pub fn service(&self) -> Option<&str> {
        match self {
            Self::Guide { service } | Self::More { service, .. } | Self::Taking { service, .. } => Some(service),
            Self::Priority { service } => service.as_deref(),
            _ => None,
        }
    }
}
