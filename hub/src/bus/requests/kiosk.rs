//! What a kiosk asks. Codes are checked here, at the edge; the hall checks the rules.

use sunhall_hall::floor::Origin;
use sunhall_hall::ids::{DeviceName, TextRef, TicketId, TicketNumber};
use sunhall_hall::regulations::public_appraisal::Ratable;
use sunhall_hall::{Answer, Hall, Moment, Refusal as HallRefusal};
use sunhall_protocol::kiosk::{KioskAnswer, KioskAsk};
use sunhall_protocol::{Ask, Outcome, Refusal};
use uuid::Uuid;

use super::super::codes::{Leave, Limit};
use super::{Requests, held};
use crate::engine::CommandId;
use crate::wire::{self, KioskCommand, refused};

/// Characters of a citizen's own words with a rating, and of a phone number.
const WORDS_MAX: usize = 500;
const PHONE_MAX: usize = 20;

/// Reasons that may be ticked at once; there are fewer.
const REASONS_MAX: usize = 20;

impl Requests {
    pub(super) async fn kiosk(&self, kiosk: &DeviceName, ask: Ask<KioskAsk>) -> Outcome<KioskAnswer> {
        let id = ask.id;
        match ask.body {
            KioskAsk::TakeTicket { service, class, company } => {
                let command = wire::take_ticket(kiosk.clone(), &service, class, company);
                self.command(kiosk, id, command, Self::kiosk_answer).await
            }
            KioskAsk::ConfirmTicket { ticket, carrier } => match self.own(kiosk, TicketId(ticket)) {
                Some(ticket) => self.command(kiosk, id, wire::confirm(ticket, carrier), Self::kiosk_answer).await,
                None => refused("refusal-no-such-ticket"),
            },
            KioskAsk::CancelTicket { ticket } => match self.own(kiosk, TicketId(ticket)) {
                Some(ticket) => self.command(kiosk, id, wire::cancel(ticket), move |_, _, answer| wire::cancelled(ticket, &answer)).await,
                None => refused("refusal-no-such-ticket"),
            },
            KioskAsk::FindTicket { number, code } => self.once(kiosk, id, || self.find(kiosk, &number, &code)),
            KioskAsk::Rate { number, code, level, reasons, words, phone } => {
                if let Some(refusal) = unfit(&reasons, words.as_deref(), phone.as_deref()) {
                    return Outcome::Refused(refusal);
                }
                match self.check_code(kiosk, id, &number, &code) {
                    Ok(ticket) => {
                        let command = wire::rate(ticket, level, reasons, filled(words), filled(phone));
                        self.command(kiosk, id, command, Self::kiosk_answer).await
                    }
                    Err(told) => *told,
                }
            }
            KioskAsk::CallHelp => self.command(kiosk, id, wire::call_help(kiosk.clone()), |_, _, answer| wire::help_called(&answer)).await,
        }
    }

    async fn command(
        &self,
        kiosk: &DeviceName,
        id: Uuid,
        command: KioskCommand,
        done: impl FnOnce(&Self, &Hall, Answer) -> Option<KioskAnswer>,
    ) -> Outcome<KioskAnswer> {
        let engine = &self.settings.engine;
        let ended = engine.citizens().ask(CommandId(id), Some(kiosk.clone()), command).await;
        let hall = engine.hall();
        wire::outcome(&hall, &|text: &TextRef| engine.texts().get(text), CommandId(id), ended, engine.now(), |answer| done(self, &hall, answer))
    }

    fn kiosk_answer(&self, hall: &Hall, answer: Answer) -> Option<KioskAnswer> {
        let texts = self.settings.engine.texts();
        wire::kiosk_answer(hall, &|text: &TextRef| texts.get(text), self.settings.public_url.as_deref(), answer)
    }

    /// A kiosk acts only on tickets that it gave out. One that the hall no longer holds is left to the stored replies.
    fn own(&self, kiosk: &DeviceName, ticket: TicketId) -> Option<TicketId> {
        let hall = self.settings.engine.hall();
        let foreign = hall.floor.ticket(ticket).is_some_and(|ticket| ticket.origin != Origin::Kiosk(kiosk.clone()));
        (!foreign).then_some(ticket)
    }

    /// Runs `answer` for the first request with this id only; repeats get what it said.
    fn once(&self, kiosk: &DeviceName, id: Uuid, answer: impl FnOnce() -> Outcome<KioskAnswer>) -> Outcome<KioskAnswer> {
        if let Some(before) = held(&self.edge_answers).get(kiosk, id) {
            return before;
        }
        let said = answer();
        held(&self.edge_answers).keep(kiosk, id, said.clone());
        said
    }

    fn find(&self, kiosk: &DeviceName, number: &str, code: &str) -> Outcome<KioskAnswer> {
        let ticket = match self.try_code(kiosk, number, code, |_| refusal("refusal-ticket-code", &[])) {
            Ok(ticket) => ticket,
            Err(refusal) => return Outcome::Refused(refusal),
        };
        let engine = &self.settings.engine;
        let (hall, now) = (engine.hall(), engine.now());
        let texts = |text: &TextRef| engine.texts().get(text);
        match ratable(&hall, ticket, now) {
            Ok(served) => Outcome::Done(KioskAnswer::Found(wire::found(&hall, &texts, ticket, served))),
            Err(why) => Outcome::Refused(wire::refusal(&hall, &texts, &why, now)),
        }
    }

    /// The ticket of number and code, or what the kiosk is told instead, the same for each repeat.
    fn check_code(&self, kiosk: &DeviceName, id: Uuid, number: &str, code: &str) -> Result<TicketId, Box<Outcome<KioskAnswer>>> {
        if let Some(before) = held(&self.edge_answers).get(kiosk, id) {
            return Err(Box::new(before));
        }
        let wrong = |left: u32| refusal("refusal-rating-code", &[("left", left.to_string())]);
        self.try_code(kiosk, number, code, wrong).map_err(|refusal| {
            let said = Outcome::Refused(refusal);
            held(&self.edge_answers).keep(kiosk, id, said.clone());
            Box::new(said)
        })
    }

    fn try_code(&self, kiosk: &DeviceName, number: &str, code: &str, wrong: impl FnOnce(u32) -> Refusal) -> Result<TicketId, Refusal> {
        let engine = &self.settings.engine;
        let (hall, now) = (engine.hall(), engine.now());
        let tries = u32::try_from(hall.figure("security.code_tries", now)).unwrap_or(0);
        let limit = Limit { tries, lock_minutes: hall.figure("security.code_lock", now) };
        let Some(number) = TicketNumber::parse(number) else { return Err(wrong(limit.tries)) };
        if let Leave::Locked { minutes } = held(&self.codes).leave(kiosk, number, limit, now) {
            metrics::counter!("sunhall_bus_codes_locked_total").increment(1);
            return Err(Refusal { rule: Some("security".to_owned()), ..refusal("refusal-too-many-tries", &[("minutes", minutes.to_string())]) });
        }
        let Some(ticket) = engine.ticket_by_number(number, code) else {
            let left = held(&self.codes).wrong(kiosk, number, limit, now);
            tracing::warn!(device = %kiosk, %number, left, "a wrong code");
            return Err(wrong(left));
        };
        held(&self.codes).right(kiosk, number);
        Ok(ticket)
    }
}

/// The ticket as something to be rated now.
fn ratable(hall: &Hall, ticket: TicketId, now: Moment) -> Result<&Ratable, HallRefusal> {
    let served = hall.public_appraisal.ratable(ticket).filter(|served| now < served.until);
    match served {
        Some(served) if served.rated.is_some() => Err(HallRefusal::AlreadyRated),
        Some(served) => Ok(served),
        None if hall.floor.ticket(ticket).is_some() => Err(HallRefusal::NotServedYet),
        None => Err(HallRefusal::RatingOver),
    }
}

/// What is wrong with the words that come with a rating.
fn unfit(reasons: &[String], words: Option<&str>, phone: Option<&str>) -> Option<Refusal> {
    let phone_letters = |letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '-' | ' ' | '(' | ')');
    if words.is_some_and(|words| words.chars().count() > WORDS_MAX) {
        return Some(refusal("refusal-text-too-long", &[("count", WORDS_MAX.to_string())]));
    }
    if phone.is_some_and(|phone| phone.len() > PHONE_MAX || !phone.chars().all(phone_letters)) {
        return Some(refusal("refusal-phone-number", &[]));
    }
    (reasons.len() > REASONS_MAX).then(|| refusal("refusal-rating-invalid", &[]))
}

/// A text that says something.
fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

fn refusal(key: &str, arguments: &[(&str, String)]) -> Refusal {
    let arguments = arguments.iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect();
    Refusal { key: key.to_owned(), arguments, rule: None }
}
