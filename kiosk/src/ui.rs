//! Draws what the model shows, and says which key was touched; decides nothing.

mod closed;
mod guide;
mod home;
mod keyboard;
mod priority;
mod rating;
mod services;
mod stage;
mod ticket;
mod view;
mod waiting;

use eframe::egui::Ui;
use sunhall_protocol::Moment;
use sunhall_screen::ui_map;
use sunhall_screen::widgets::notes::{Answered, Dialog};

use crate::model::{Kiosk, Screen, Shown, Tap};
use view::View;

/// Draws one frame of the kiosk at the hub's time `now`; answers what was touched.
pub fn show_ui(ui: &mut Ui, kiosk: &Kiosk, now: Moment) -> Vec<Tap> {
    let mut view = View::new(ui, kiosk, now);
    let shown = kiosk.shown();
    let name = match shown {
        Shown::Starting => "starting",
        Shown::Disconnected => "disconnected",
        Shown::Locked => "locked",
        Shown::Closed => "closed",
        Shown::Screen => kiosk.screen.name(),
    };
    ui_map::set_screen(ui.ctx(), name, &view.version());
    match shown {
        Shown::Starting => closed::starting_ui(&mut view, ui),
        Shown::Disconnected => closed::disconnected_ui(&mut view, ui),
        Shown::Locked => closed::locked_ui(&mut view, ui),
        Shown::Closed => closed::closed_ui(&mut view, ui),
        Shown::Screen => screen_ui(&mut view, ui),
    }
    if shown != Shown::Starting {
        dialog_ui(&mut view, ui);
    }
    view.taps
}

fn screen_ui(view: &mut View<'_>, ui: &mut Ui) {
    match &view.kiosk.screen {
        Screen::Home | Screen::Browse => home::home_ui(view, ui),
        Screen::Services { group, page } => services::services_ui(view, ui, group, *page),
        Screen::Search { letters, page } => services::search_ui(view, ui, letters, *page),
        Screen::Guide { service } => guide::guide_ui(view, ui, service),
        Screen::More { service, page } => guide::more_ui(view, ui, service, *page),
        Screen::Priority { service } => priority::priority_ui(view, ui, service.as_deref()),
        Screen::Taking { service, since } => waiting::taking_ui(view, ui, service, *since),
        Screen::Printing { since, .. } | Screen::Confirming { since, .. } => waiting::printing_ui(view, ui, *since),
        Screen::Choosing { reserved, why } => waiting::choosing_ui(view, ui, reserved, *why),
        Screen::Ticket { reserved, slip, .. } => ticket::ticket_ui(view, ui, reserved, *slip),
        Screen::Cancelled { number, .. } => waiting::cancelled_ui(view, ui, number),
        Screen::Refused { refusal } => waiting::refused_ui(view, ui, refusal),
        Screen::RateEntry { number, code, field, asking, refusal } => rating::entry_ui(view, ui, number, code, *field, *asking, refusal.as_ref()),
        Screen::Rate { .. } => rating::rate_ui(view, ui),
        Screen::Thanks { .. } => rating::thanks_ui(view, ui),
    }
}

fn dialog_ui(view: &mut View<'_>, ui: &mut Ui) {
    if let Some(seconds) = view.kiosk.idle_left(view.now) {
        let explained = view.say_with("kiosk-idle-note", &[("seconds", seconds.into())]);
        let (question, safe, other) = (view.say("kiosk-idle-question"), view.say("kiosk-idle-continue"), view.say("kiosk-idle-leave"));
        match (Dialog { question: &question, explained: &explained, safe: &safe, other: &other }).show_ui(ui) {
            Some(Answered::Safe) => view.tap(Tap::Stay),
            Some(Answered::Other) => view.tap(Tap::Leave),
            None => {}
        }
    } else if matches!(view.kiosk.screen, Screen::Ticket { cancelling: true, .. }) {
        let (question, explained) = (view.say("kiosk-cancel-question"), view.say("kiosk-cancel-note"));
        let (safe, other) = (view.say("kiosk-cancel-keep"), view.say("kiosk-cancel-give-up"));
        match (Dialog { question: &question, explained: &explained, safe: &safe, other: &other }).show_ui(ui) {
            Some(Answered::Safe) => view.tap(Tap::Keep),
            Some(Answered::Other) => view.tap(Tap::GiveUp),
            None => {}
        }
    }
}
