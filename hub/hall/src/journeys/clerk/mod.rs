//! What a clerk does at a window, and what guides and managers do by hand at the desk.

mod desk;
mod serving;

use super::{Decided, done};
use crate::Hall;
use crate::command::{Clerk, Refusal};
use crate::event::Event;
use crate::floor::{Event as Floor, Ticket, WindowState, Working};
use crate::ids::{StaffNumber, WindowNumber};
use crate::moment::Moment;
use crate::regulations::badge;

pub(super) fn decide(hall: &Hall, staff: &StaffNumber, act: &Clerk, now: Moment) -> Decided {
    match act {
        Clerk::OpenWindow { window } => open_window(hall, staff, *window, now),
        Clerk::PauseWindow { minutes } => pause_window(hall, staff, *minutes, now),
        Clerk::ResumeWindow => resume_window(hall, staff, now),
        Clerk::CloseWindow => close_window(hall, staff, now),

        Clerk::CallNext => serving::call_next(hall, staff, now),
        Clerk::CallChosen { number, reason } => serving::call_chosen(hall, staff, *number, reason, now),
        Clerk::CallAgain => serving::call_again(hall, staff, now),
        Clerk::MarkMissed => serving::mark_missed(hall, staff, now),
        Clerk::Start => serving::start(hall, staff, now),
        Clerk::Finish => serving::finish(hall, staff, now),
        Clerk::Transfer { to } => serving::transfer(hall, staff, to, now),
        Clerk::Park { minutes } => serving::park(hall, staff, *minutes, now),
        Clerk::Undo => serving::undo(hall, staff, now),

        Clerk::BringBack { number } => desk::bring_back(hall, staff, *number, now),
        Clerk::IssueByHand { service, class, class_words, company, code } => {
            let asked = desk::ByHand { service, class: *class, class_words: class_words.as_ref(), company: *company, code };
            desk::issue_by_hand(hall, staff, &asked, now)
        }
        Clerk::ConfirmAssistance { number } => desk::confirm_assistance(hall, staff, *number, now),
        Clerk::AskCompany { number } => desk::ask_company(hall, staff, *number, now),
        Clerk::CancelTicket { number } => desk::cancel(hall, staff, *number, now),
        Clerk::AnswerHelp { device } => desk::answer_help(hall, staff, device, now),
    }
}

/// The window that this person has open, with what is going on there.
struct AtWindow<'a> {
    window: WindowNumber,
    working: &'a Working,
    ticket: Option<&'a Ticket>,
}

impl<'a> AtWindow<'a> {
    fn of(hall: &'a Hall, staff: &StaffNumber) -> Result<Self, Refusal> {
        let window = *hall.floor.at_window.get(staff).ok_or(Refusal::NoWindowOpen)?;
        let working = hall.floor.working.get(&window).ok_or(Refusal::NoWindowOpen)?;
        Ok(Self { window, working, ticket: hall.floor.ticket_at(window) })
    }

    fn ticket(&self) -> Result<&'a Ticket, Refusal> {
        self.ticket.ok_or(Refusal::WindowIdle)
    }

    fn allow_free(&self) -> Result<(), Refusal> {
        self.ticket.map_or(Ok(()), |ticket| Err(Refusal::WindowBusy { number: ticket.number }))
    }

    fn allow_open(&self) -> Result<(), Refusal> {
        match self.working.state {
            WindowState::Open { .. } => Ok(()),
            WindowState::Paused { .. } => Err(Refusal::WindowPaused),
        }
    }
}

/// R04.2 decides whether the person may open any window at all.
fn open_window(hall: &Hall, staff: &StaffNumber, window: WindowNumber, now: Moment) -> Decided {
    badge::allow_window(&hall.staff, staff)?;
    hall.floor.windows.get(&window).ok_or(Refusal::UnknownWindow)?;
    if let Some(other) = hall.floor.at_window.get(staff) {
        return Err(Refusal::OtherWindowOpen { window: *other });
    }
    if let Some(working) = hall.floor.working.get(&window) {
        return Err(Refusal::WindowTaken { staff: working.staff.clone() });
    }
    done(Floor::WindowOpened { window, staff: staff.clone(), at: now })
}

fn pause_window(hall: &Hall, staff: &StaffNumber, minutes: Option<u16>, now: Moment) -> Decided {
    let here = AtWindow::of(hall, staff)?;
    here.allow_open()?;
    here.allow_free()?;
    let back_at = minutes.map(|minutes| now.plus_minutes(i64::from(minutes)));
    done(Floor::WindowPaused { window: here.window, back_at, at: now })
}

fn resume_window(hall: &Hall, staff: &StaffNumber, now: Moment) -> Decided {
    let here = AtWindow::of(hall, staff)?;
    match here.working.state {
        WindowState::Open { .. } => Err(Refusal::WindowNotPaused),
        WindowState::Paused { .. } => done(Floor::WindowResumed { window: here.window, at: now }),
    }
}

fn close_window(hall: &Hall, staff: &StaffNumber, now: Moment) -> Decided {
    let here = AtWindow::of(hall, staff)?;
    here.allow_free()?;
    done(Floor::WindowClosed { window: here.window, staff: staff.clone(), at: now, reason: None })
}

/// R16.2: whoever started this service is fixed as first contact as soon as the next act makes the start final.
fn fix_first_contact(hall: &Hall, ticket: &Ticket) -> Option<Event> {
    hall.first_contact.fix_start(&hall.floor, ticket.id).map(Event::from)
}
