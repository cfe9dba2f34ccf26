//! Draws what the model shows, and says which key was touched; decides nothing.

mod closed;
mod elder;
mod fade;
mod guide;
mod home;
mod keyboard;
mod low;
mod priority;
mod rating;
mod services;
mod stage;
mod ticket;
mod view;
mod waiting;

use eframe::egui::{Ui, UiBuilder, vec2};
use sunhall_protocol::Moment;
use sunhall_screen::theme::{self, Palette};
use sunhall_screen::widgets::notes::{Answered, Dialog};
use sunhall_screen::{spotlight, ui_map};

use crate::model::{Kiosk, Screen, Shown, Tap};
use crate::pages::LOW_SHIFT;
use view::View;

/// Where the head ends and the decision begins.
const HEAD: f32 = 312.0;
/// Where the middle of a dialog stands, and in low reach.
const DIALOG: f32 = 960.0;
const DIALOG_LOW: f32 = 1400.0;

/// Draws one frame of the kiosk at the hub's time `now`; answers what was touched.
pub fn show_ui(ui: &mut Ui, kiosk: &Kiosk, now: Moment) -> Vec<Tap> {
    let palette = if kiosk.modes.contrast { Palette::HIGH_CONTRAST } else { Palette::STANDARD };
    if theme::palette(ui.ctx()) != palette {
        theme::set_palette(ui.ctx(), palette);
    }
    spotlight::set(ui.ctx(), kiosk.being_read().map_or(&[], |part| &part.marks));
    let mut view = View::new(ui, kiosk, now);
    let shown = kiosk.shown();
    let name = shown.name().unwrap_or_else(|| kiosk.screen.name());
    ui_map::set_screen(ui.ctx(), name, &view.version());
    if kiosk.modes.low {
        let lower = UiBuilder::new().max_rect(view.frame.translate(vec2(0.0, LOW_SHIFT)));
        ui.scope_builder(lower, |ui| shown_ui(&mut view, ui, shown));
    } else {
        shown_ui(&mut view, ui, shown);
    }
    spotlight::show_ui(ui, view.frame.min.y + HEAD);
    fade::cross_fade_ui(ui, kiosk.picture());
    if shown != Shown::Starting {
        dialog_ui(&mut view, ui);
    }
    view.taps
}

fn shown_ui(view: &mut View<'_>, ui: &mut Ui, shown: Shown) {
    match shown {
        Shown::Starting => closed::starting_ui(view, ui),
        Shown::Disconnected => closed::disconnected_ui(view, ui),
        Shown::Locked => closed::locked_ui(view, ui),
        Shown::Closed => closed::closed_ui(view, ui),
        Shown::Screen => screen_ui(view, ui),
    }
}

fn screen_ui(view: &mut View<'_>, ui: &mut Ui) {
    match &view.kiosk.screen {
        Screen::Home | Screen::Browse if view.is_elder() => elder::home_ui(view, ui),
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
    let middle = if view.is_low() { DIALOG_LOW } else { DIALOG };
    let large = view.is_elder();
    if let Some(seconds) = view.kiosk.idle_left(view.now) {
        let explained = view.say_with("kiosk-idle-note", &[("seconds", seconds.into())]);
        let (question, safe, other) = (view.say("kiosk-idle-question"), view.say("kiosk-idle-continue"), view.say("kiosk-idle-leave"));
        match (Dialog { question: &question, explained: &explained, safe: &safe, other: &other, middle, large }).show_ui(ui) {
            Some(Answered::Safe) => view.tap(Tap::Stay),
            Some(Answered::Other) => view.tap(Tap::Leave),
            None => {}
        }
    } else if matches!(view.kiosk.screen, Screen::Ticket { cancelling: true, .. }) {
        let (question, explained) = (view.say("kiosk-cancel-question"), view.say("kiosk-cancel-note"));
        let (safe, other) = (view.say("kiosk-cancel-keep"), view.say("kiosk-cancel-give-up"));
        match (Dialog { question: &question, explained: &explained, safe: &safe, other: &other, middle, large }).show_ui(ui) {
            Some(Answered::Safe) => view.tap(Tap::Keep),
            Some(Answered::Other) => view.tap(Tap::GiveUp),
            None => {}
        }
    }
}
