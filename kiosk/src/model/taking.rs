//! Taking a number: reserved, printed or shown, confirmed, and only then a ticket.

use sunhall_protocol::kiosk::{Carrier, KioskAsk, PriorityClass, Reserved};
use sunhall_protocol::presence::PrinterState;
use sunhall_protocol::{Moment, Refusal};

use super::{Action, Draft, Heard, Kiosk, Screen, SlipFate, Wanted};
use crate::printer::{Outcome, Report};
use crate::slip::Slip;

impl Kiosk {
    /// The class was touched: with a service it takes the number, without one it is kept for later.
    pub(super) fn choose_class(&mut self, class: PriorityClass, now: Moment) -> Vec<Action> {
        let Screen::Priority { service } = &self.screen else { return Vec::new() };
        if service.is_some() {
            self.draft.class = Some(class);
            return self.take(now);
        }
        self.draft.class = if self.draft.class == Some(class) { None } else { Some(class) };
        self.back();
        Vec::new()
    }

    pub(super) fn take(&mut self, now: Moment) -> Vec<Action> {
        let (Screen::Guide { service } | Screen::Priority { service: Some(service) }) = &self.screen else {
            // 不需要 before a service was chosen.
            if matches!(self.screen, Screen::Priority { .. }) {
                self.draft.class = None;
                self.back();
            }
            return Vec::new();
        };
        let service = service.clone();
        if !self.hall.service(&service).is_some_and(|service| self.hall.can_take(service)) {
            return Vec::new();
        }
        let Draft { class, company } = self.draft;
        self.screen = Screen::Taking { service: service.clone(), since: now };
        vec![self.send(KioskAsk::TakeTicket { service, class, company }, now)]
    }

    pub(super) fn reserved(&mut self, reserved: Reserved, now: Moment) -> Vec<Action> {
        if !matches!(self.screen, Screen::Taking { .. }) {
            // Whoever asked has gone; the number must not wait for nobody.
            return vec![self.send(KioskAsk::CancelTicket { ticket: reserved.ticket }, now)];
        }
        if cannot_print(self.printer) {
            self.screen = Screen::Choosing { reserved: Box::new(reserved), why: self.printer };
            return Vec::new();
        }
        let slip = self.slip(&reserved, false);
        self.screen = Screen::Printing { reserved: Box::new(reserved), since: now };
        vec![Action::Print(Box::new(slip))]
    }

    pub(super) fn printed(&mut self, ticket: u64, report: Report, now: Moment) -> Vec<Action> {
        self.printer = state_after(report);
        match &mut self.screen {
            Screen::Printing { reserved, .. } if reserved.ticket == ticket => {
                let reserved = reserved.clone();
                if report.outcome.is_printed() {
                    return self.confirm_paper(reserved, report.outcome, now);
                }
                self.screen = Screen::Choosing { reserved, why: self.printer };
            }
            // It came out after all, while the citizen was asked for another way.
            Screen::Choosing { reserved, .. } if reserved.ticket == ticket && report.outcome.is_printed() => {
                let reserved = reserved.clone();
                return self.confirm_paper(reserved, report.outcome, now);
            }
            Screen::Choosing { reserved, why } if reserved.ticket == ticket => *why = self.printer,
            Screen::Ticket { reserved, slip, since, .. } if reserved.ticket == ticket => {
                *slip = match report.outcome {
                    Outcome::Printed => SlipFate::Printed,
                    Outcome::PrintedStatusUnknown => SlipFate::Unsure,
                    Outcome::PaperOut | Outcome::CoverOpen | Outcome::Jam | Outcome::Unreachable => SlipFate::NotPrinted,
                };
                *since = now;
            }
            // A slip of somebody who has left says only how the printer is.
            _ => {}
        }
        Vec::new()
    }

    fn confirm_paper(&mut self, reserved: Box<Reserved>, outcome: Outcome, now: Moment) -> Vec<Action> {
        let sure = outcome == Outcome::Printed;
        let (carrier, slip) = if sure { (Carrier::Paper, SlipFate::Printed) } else { (Carrier::PaperStatusUnknown, SlipFate::Unsure) };
        self.confirm(reserved, carrier, slip, now)
    }

    /// The printer has not said anything for too long.
    pub(super) fn printing_took_too_long(&mut self) {
        if let Screen::Printing { reserved, .. } = &self.screen {
            self.screen = Screen::Choosing { reserved: reserved.clone(), why: PrinterState::Unreachable };
        }
    }

    pub(super) fn choose(&mut self, wanted: Wanted, now: Moment) -> Vec<Action> {
        let Screen::Choosing { reserved, .. } = &self.screen else { return Vec::new() };
        let reserved = reserved.clone();
        match wanted {
            Wanted::Screen => self.confirm(reserved, Carrier::Screen, SlipFate::OnScreen, now),
            Wanted::Phone => self.confirm(reserved, Carrier::Phone, SlipFate::OnPhone, now),
            Wanted::Slip => {
                let slip = self.slip(&reserved, false);
                self.screen = Screen::Printing { reserved, since: now };
                vec![Action::Print(Box::new(slip))]
            }
        }
    }

    fn confirm(&mut self, reserved: Box<Reserved>, carrier: Carrier, slip: SlipFate, now: Moment) -> Vec<Action> {
        let ticket = reserved.ticket;
        self.screen = Screen::Confirming { reserved, slip, since: now };
        vec![self.send(KioskAsk::ConfirmTicket { ticket, carrier }, now)]
    }

    pub(super) fn show_ticket(&mut self, now: Moment) -> Vec<Action> {
        let Screen::Confirming { reserved, slip, .. } = &self.screen else { return Vec::new() };
        self.touched_at = now;
        self.screen = Screen::Ticket { reserved: reserved.clone(), slip: *slip, since: now, cancelling: false };
        vec![self.sound(Heard::Ticket, now)]
    }

    pub(super) fn reprint(&mut self) -> Vec<Action> {
        let Screen::Ticket { reserved, slip, .. } = &mut self.screen else { return Vec::new() };
        if *slip == SlipFate::PrintingAgain {
            return Vec::new();
        }
        *slip = SlipFate::PrintingAgain;
        let reserved = reserved.clone();
        vec![Action::Print(Box::new(self.slip(&reserved, true)))]
    }

    pub(super) fn ask_to_cancel(&mut self, asked: bool) {
        if let Screen::Ticket { cancelling, .. } = &mut self.screen {
            *cancelling = asked;
        }
    }

    pub(super) fn give_up(&mut self, now: Moment) -> Vec<Action> {
        let (Screen::Ticket { reserved, .. } | Screen::Choosing { reserved, .. }) = &self.screen else { return Vec::new() };
        let ticket = reserved.ticket;
        vec![self.send(KioskAsk::CancelTicket { ticket }, now)]
    }

    pub(super) fn cancelled(&mut self, ticket: u64, now: Moment) {
        if let Screen::Ticket { reserved, .. } | Screen::Choosing { reserved, .. } = &self.screen
            && reserved.ticket == ticket
        {
            self.screen = Screen::Cancelled { number: reserved.number.clone(), since: now };
        }
    }

    pub(super) fn cancel_refused(&mut self, refusal: Refusal) {
        if matches!(self.screen, Screen::Ticket { cancelling: true, .. } | Screen::Choosing { .. }) {
            self.screen = Screen::Refused { refusal };
        }
    }

    /// Everything the paper says, in the language the citizen reads now.
    pub fn slip(&self, reserved: &Reserved, again: bool) -> Slip {
        let language = self.language;
        let service = self.hall.service(&reserved.service);
        let menu = self.hall.menu.as_ref();
        let settings = self.hall.settings();
        Slip {
            ticket: reserved.ticket,
            language,
            hall: menu.map(|menu| menu.hall.text(language).to_owned()).unwrap_or_default(),
            number: reserved.number.clone(),
            windows: reserved.windows.clone(),
            service: service.map(|service| service.name.text(language).to_owned()).unwrap_or_default(),
            ahead: reserved.ahead,
            staffed: self.hall.has_open_window(&reserved.group),
            range: reserved.range.map(|range| (range.low, range.high)),
            taken_at: reserved.taken_at,
            materials: service.map(|service| service.materials.clone()).unwrap_or_default(),
            code: reserved.code.clone(),
            url: reserved.url.clone(),
            demo: menu.is_some_and(|menu| menu.demo),
            return_minutes: settings.return_within_minutes,
            return_places: settings.return_places,
            guide_desk: menu.map(|menu| menu.guide_desk.text(language).to_owned()).unwrap_or_default(),
            guide: self.hall.guide_on_duty().map(|badge| badge.name.clone()),
            supervision_phone: menu.map(|menu| menu.supervision_phone.clone()).unwrap_or_default(),
            again,
            note: menu.map(|menu| menu.slip_note.text(language).to_owned()).unwrap_or_default(),
            layout: menu.map(|menu| menu.slip).unwrap_or_default(),
            wording: menu.map(|menu| menu.wording.clone()).unwrap_or_default(),
        }
    }
}

/// A state in which trying to print would only cost the citizen time.
fn cannot_print(state: PrinterState) -> bool {
    matches!(state, PrinterState::PaperOut | PrinterState::CoverOpen | PrinterState::Jam | PrinterState::Unreachable)
}

fn state_after(report: Report) -> PrinterState {
    match report.outcome {
        Outcome::Printed if report.paper_low => PrinterState::PaperLow,
        Outcome::Printed => PrinterState::Ready,
        Outcome::PrintedStatusUnknown => PrinterState::Unknown,
        Outcome::PaperOut => PrinterState::PaperOut,
        Outcome::CoverOpen => PrinterState::CoverOpen,
        Outcome::Jam => PrinterState::Jam,
        Outcome::Unreachable => PrinterState::Unreachable,
    }
}
