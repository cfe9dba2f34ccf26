//! What pages and API send, as commands: the one place of the web where message and command meet.

use serde::Deserialize;
use sunhall_hall::command::{Citizen, Clerk, Manager};
use sunhall_hall::floor::{Origin, PriorityClass, TransferTo};
use sunhall_hall::ids::{DeviceName, GroupCode, ServiceCode, TicketId, TicketNumber, WindowNumber};
use uuid::Uuid;

use crate::draw::{Draw, TextKind};
use crate::engine::CommandId;

/// Words by a person are cut off nowhere else; longer ones are refused.
pub const WORDS_MAX: usize = 300;

/// A form of a staff page; each act reads the fields it needs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub id: String,
    pub window: String,
    pub minutes: String,
    pub number: String,
    pub reason: String,
    pub service: String,
    pub class: String,
    pub company: String,
    pub to: String,
    pub group: String,
    pub device: String,
}

/// The word key of a field that could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed(pub &'static str);

/// Makes the command inside the engine, where chance is.
pub type Make<T> = Box<dyn FnOnce(&mut Draw) -> T + Send>;

/// The id that the page's form carries.
pub fn command_id(text: &str) -> Result<CommandId, Malformed> {
    Uuid::try_parse(text.trim()).map(CommandId).map_err(|_| Malformed("common-unknown"))
}

impl Form {
    pub fn id(&self) -> Result<CommandId, Malformed> {
        command_id(&self.id)
    }

    pub fn window(&self) -> Result<WindowNumber, Malformed> {
        self.window.trim().parse().map(WindowNumber).map_err(|_| Malformed("term-window"))
    }

    pub fn number(&self) -> Result<TicketNumber, Malformed> {
        TicketNumber::parse(&self.number).ok_or(Malformed("term-ticket"))
    }

    pub fn minutes(&self) -> Result<Option<u16>, Malformed> {
        let text = self.minutes.trim();
        if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| Malformed("unit-min")) }
    }

    pub fn group(&self) -> GroupCode {
        GroupCode::new(self.group.trim())
    }

    pub fn service(&self) -> ServiceCode {
        ServiceCode::new(self.service.trim())
    }

    pub fn device(&self) -> DeviceName {
        DeviceName::new(self.device.trim())
    }

    /// Words that an act needs.
    pub fn reason(&self) -> Result<String, Malformed> {
        let reason = self.reason.trim();
        let fits = !reason.is_empty() && reason.chars().count() <= WORDS_MAX;
        if fits { Ok(reason.to_owned()) } else { Err(Malformed("common-reason")) }
    }

    pub fn transfer(&self) -> Result<TransferTo, Malformed> {
        match self.to.trim().split_once(':') {
            Some(("service", code)) => Ok(TransferTo::Service(ServiceCode::new(code))),
            Some(("window", number)) => number.parse().map(|number| TransferTo::Window(WindowNumber(number))).map_err(|_| Malformed("term-window")),
            _ => Err(Malformed("window-transfer")),
        }
    }

    pub fn class(&self) -> Result<Option<PriorityClass>, Malformed> {
        match self.class.trim() {
            "" => Ok(None),
            name => class(name).map(Some).ok_or(Malformed("desk-issue-class")),
        }
    }
}

/// A priority class by its name on the wire.
pub fn class(name: &str) -> Option<PriorityClass> {
    CLASSES.iter().find(|(known, _)| *known == name).map(|(_, class)| *class)
}

pub fn class_name(class: PriorityClass) -> &'static str {
    CLASSES.iter().find(|(_, known)| *known == class).map_or("", |(name, _)| name)
}

/// Names of the priority classes on the wire and in erasable rows.
pub const CLASSES: [(&str, PriorityClass); 4] =
    [("elderly", PriorityClass::Elderly), ("access", PriorityClass::Access), ("pregnant", PriorityClass::Pregnant), ("soldier", PriorityClass::Soldier)];

/// An act at a window or the desk without anything drawn.
pub fn clerk(act: Clerk) -> Make<Clerk> {
    Box::new(move |_| act)
}

/// Choosing one ticket, with the reason kept aside.
pub fn call_chosen(number: TicketNumber, reason: String) -> Make<Clerk> {
    Box::new(move |draw| Clerk::CallChosen { number, reason: draw.text(TextKind::Reason, &reason) })
}

pub fn issue_by_hand(service: ServiceCode, class: Option<PriorityClass>, company: bool) -> Make<Clerk> {
    Box::new(move |draw| Clerk::IssueByHand {
        service,
        class,
        class_words: class.map(|class| draw.text(TextKind::PriorityClass, class_name(class))),
        company,
        code: draw.code(),
    })
}

/// What a manager does about a ticket or a window, with the reason kept aside.
pub fn manager(reason: String, act: impl FnOnce(sunhall_hall::ids::TextRef) -> Manager + Send + 'static) -> Make<Manager> {
    Box::new(move |draw| act(draw.text(TextKind::Reason, &reason)))
}

pub fn take_ticket(service: ServiceCode, class: Option<PriorityClass>, company: bool) -> Make<Citizen> {
    Box::new(move |draw| Citizen::TakeTicket {
        service,
        class,
        class_words: class.map(|class| draw.text(TextKind::PriorityClass, class_name(class))),
        company,
        origin: Origin::Phone,
        code: draw.code(),
    })
}

/// A rating; words and phone are kept aside where they can be erased.
pub fn rate(ticket: TicketId, level: u8, reasons: Vec<String>, words: Option<String>, phone: Option<String>) -> Make<Citizen> {
    Box::new(move |draw| Citizen::Rate {
        ticket,
        level,
        reasons,
        words: words.map(|words| draw.text(TextKind::Words, &words)),
        phone: phone.map(|phone| draw.text(TextKind::Phone, &phone)),
    })
}
