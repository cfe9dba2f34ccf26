//! What a kiosk asks, as commands; what the hall answers, as a kiosk's message.

use sunhall_hall::command::{self, Citizen};
use sunhall_hall::floor::{self, Origin};
use sunhall_hall::ids::{DeviceName, ServiceCode, TicketId};
use sunhall_hall::regulations::public_appraisal::Ratable;
use sunhall_hall::{Answer, Hall, Moment};
use sunhall_protocol::Bilingual;
use sunhall_protocol::board::Range;
use sunhall_protocol::kiosk::{Carrier, Found, KioskAnswer, PriorityClass, Reserved};

use super::Texts;
use crate::draw::{Draw, SHORT_CODE_LENGTH, TextKind};

/// A citizen's command that is made where chance is.
pub type KioskCommand = Box<dyn FnOnce(&mut Draw) -> Citizen + Send>;

pub fn take_ticket(kiosk: DeviceName, service: &str, class: Option<PriorityClass>, company: bool) -> KioskCommand {
    let service = ServiceCode::new(service);
    Box::new(move |draw| Citizen::TakeTicket {
        service,
        class: class.map(priority_class),
        class_words: class.map(|class| draw.text(TextKind::PriorityClass, class_word(class))),
        company,
        origin: Origin::Kiosk(kiosk),
        code: draw.code(),
    })
}

pub fn confirm(ticket: TicketId, carrier: Carrier) -> KioskCommand {
    let carrier = match carrier {
        Carrier::Paper => floor::Carrier::Paper,
        Carrier::PaperStatusUnknown => floor::Carrier::PaperStatusUnknown,
        Carrier::Screen => floor::Carrier::Screen,
        Carrier::Phone => floor::Carrier::Phone,
    };
    Box::new(move |_| Citizen::ConfirmTicket { ticket, carrier })
}

pub fn cancel(ticket: TicketId) -> KioskCommand {
    Box::new(move |_| Citizen::CancelTicket { ticket })
}

pub fn call_help(kiosk: DeviceName) -> KioskCommand {
    Box::new(move |_| Citizen::CallHelp { device: kiosk })
}

/// Words and phone of a rating are by and about a person: they go into erasable rows.
pub fn rate(ticket: TicketId, level: u8, reasons: Vec<String>, words: Option<String>, phone: Option<String>) -> KioskCommand {
    Box::new(move |draw| Citizen::Rate {
        ticket,
        level,
        reasons,
        words: words.map(|words| draw.text(TextKind::Words, &words)),
        phone: phone.map(|phone| draw.text(TextKind::Phone, &phone)),
    })
}

fn priority_class(class: PriorityClass) -> floor::PriorityClass {
    match class {
        PriorityClass::Elderly => floor::PriorityClass::Elderly,
        PriorityClass::Access => floor::PriorityClass::Access,
        PriorityClass::Pregnant => floor::PriorityClass::Pregnant,
        PriorityClass::Soldier => floor::PriorityClass::Soldier,
    }
}

/// How the class stands in its erasable row.
fn class_word(class: PriorityClass) -> &'static str {
    match class {
        PriorityClass::Elderly => "elderly",
        PriorityClass::Access => "access",
        PriorityClass::Pregnant => "pregnant",
        PriorityClass::Soldier => "soldier",
    }
}

/// The hall's answer to a kiosk. `Done` says too little by itself, see [`cancelled`] and [`help_called`].
pub fn kiosk_answer(hall: &Hall, texts: Texts<'_>, public_url: Option<&str>, answer: Answer) -> Option<KioskAnswer> {
    match answer {
        Answer::Reserved(reserved) => Some(KioskAnswer::Reserved(reserved_message(hall, texts, public_url, &reserved))),
        Answer::Confirmed { ticket } => Some(KioskAnswer::Confirmed { ticket: ticket.0 }),
        Answer::Rated => Some(KioskAnswer::Rated),
        Answer::Done | Answer::Called(_) | Answer::Window { .. } | Answer::Undone { .. } => None,
    }
}

pub fn cancelled(ticket: TicketId, answer: &Answer) -> Option<KioskAnswer> {
    matches!(answer, Answer::Done).then_some(KioskAnswer::Cancelled { ticket: ticket.0 })
}

pub fn help_called(answer: &Answer) -> Option<KioskAnswer> {
    matches!(answer, Answer::Done).then_some(KioskAnswer::HelpCalled)
}

fn reserved_message(hall: &Hall, texts: Texts<'_>, public_url: Option<&str>, reserved: &command::Reserved) -> Reserved {
    let code = texts(&reserved.code);
    Reserved {
        ticket: reserved.ticket.0,
        number: reserved.number.to_string(),
        service: reserved.service.to_string(),
        group: reserved.group.to_string(),
        windows: reserved.windows.iter().map(|window| window.0).collect(),
        ahead: reserved.ahead,
        range: reserved.estimate.map(|estimate| range(hall, estimate, reserved.turn)),
        taken_at: sunhall_protocol::Moment(reserved.turn.0),
        code: code.as_deref().map(printed_code).unwrap_or_default(),
        url: code.as_deref().zip(public_url).map(|(code, base)| format!("{base}/t/{code}")),
    }
}

fn range(hall: &Hall, estimate: floor::Estimate, at: Moment) -> Range {
    let (low, high) = hall.shown_minutes(estimate, at);
    Range { low, high }
}

/// The characters that stand on paper, `7Q4M-2KPX`.
fn printed_code(code: &str) -> String {
    let short: Vec<char> = code.chars().take(SHORT_CODE_LENGTH).collect();
    short.chunks(SHORT_CODE_LENGTH / 2).map(|half| half.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// A served ticket as the citizen sees it before rating: who served it, where.
pub fn found(hall: &Hall, texts: Texts<'_>, ticket: TicketId, served: &Ratable) -> Found {
    let person = hall.staff.people.get(&served.staff);
    Found {
        ticket: ticket.0,
        number: served.number.to_string(),
        service: served.service.to_string(),
        window: served.window.0,
        staff: served.staff.to_string(),
        staff_name: person.and_then(|person| texts(person.name.as_ref()?)).map(|name| name.to_string()).unwrap_or_default(),
        position: person.map(|person| Bilingual::new(person.position.clone(), person.position_en.clone())).unwrap_or_default(),
        portrait: person.and_then(|person| person.portrait.as_ref()).map(ToString::to_string),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_printed_in_two_halves() {
        assert_eq!(printed_code("7Q4M2KPX0123456789ABCDEFGH"), "7Q4M-2KPX");
        assert_eq!(printed_code(""), "");
    }

    #[test]
    fn a_priority_class_goes_into_an_erasable_row_and_only_there() {
        let mut draw = Draw::from_seed([5; 32]);
        let command = take_ticket(DeviceName::new("kiosk-1"), "SB01", Some(PriorityClass::Elderly), true)(&mut draw);
        let rows = draw.take_rows().texts;
        assert!(rows.iter().any(|row| &*row.text == "elderly"));
        assert!(matches!(command, Citizen::TakeTicket { class: Some(floor::PriorityClass::Elderly), class_words: Some(_), company: true, .. }));
        let plain = take_ticket(DeviceName::new("kiosk-1"), "SB01", None, false)(&mut draw);
        assert!(matches!(plain, Citizen::TakeTicket { class: None, class_words: None, .. }));
        assert_eq!(draw.take_rows().texts.len(), 1, "only the code");
    }
}
