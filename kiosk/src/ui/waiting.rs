//! Between the red key and the ticket: reserving, printing, another way when there is no slip, and a polite no.

use eframe::egui::{Align2, Rect, Ui, pos2, vec2};
use sunhall_protocol::kiosk::Reserved;
use sunhall_protocol::presence::PrinterState;
use sunhall_protocol::{Moment, Refusal};
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, face};
use sunhall_screen::theme;
use sunhall_screen::widgets::badge::card_ui;
use sunhall_screen::widgets::ground::waiting_arc_ui;
use sunhall_screen::widgets::notes::{Tone, banner_ui};
use sunhall_screen::widgets::row::Row;
use sunhall_screen::widgets::{Key, SunState};

use super::view::View;
use crate::model::{SLOW_SECONDS, Tap, Wanted};

/// A turning arc needs a new picture this often while somebody waits.
const FRAME: std::time::Duration = std::time::Duration::from_millis(40);

pub fn taking_ui(view: &mut View<'_>, ui: &mut Ui, service: &str, since: Moment) {
    let name = view.service_name(service);
    let slow = view.now.0 - since.0 > SLOW_SECONDS * 1000;
    let note = if slow { view.say("kiosk-ticket-slow") } else { String::new() };
    busy_ui(view, ui, &view.say("kiosk-ticket-taking"), &name, &note, since);
}

pub fn printing_ui(view: &mut View<'_>, ui: &mut Ui, since: Moment) {
    busy_ui(view, ui, &view.say("kiosk-printing"), "", "", since);
}

fn busy_ui(view: &mut View<'_>, ui: &mut Ui, title: &str, name: &str, note: &str, since: Moment) {
    view.head_ui(ui, &view.hall_name(), &view.date_line(), SunState::Open);
    let card = at(ui, 48.0, 520.0, 984.0, 560.0);
    card_ui(ui, card, 20.0);
    let arc = Rect::from_center_size(pos2(card.center().x, card.min.y + 160.0), vec2(150.0, 150.0));
    waiting_arc_ui(ui, arc, (view.now.0 - since.0) as f64 / 1000.0, view.palette.red);
    if !theme::reduced_motion(ui.ctx()) {
        ui.ctx().request_repaint_after(FRAME);
    }
    let bold = face(view.size(58.0, 70.0), view.palette.ink).bold();
    let line = |top: f32, tall: f32| Rect::from_min_size(card.min + vec2(40.0, top), vec2(card.width() - 80.0, tall));
    text::fitted_label_ui(ui, line(270.0, 90.0), Align2::CENTER_CENTER, title, bold, 36.0);
    text::fitted_label_ui(ui, line(360.0, 60.0), Align2::CENTER_CENTER, name, face(view.size(36.0, 42.0), view.palette.ink_soft), 26.0);
    text::fitted_label_ui(ui, line(430.0, 90.0), Align2::CENTER_CENTER, note, face(34.0, view.palette.amber).bold(), 26.0);
    let keys = vec![view.help_key(), view.read_key()];
    view.counter_ui(ui, keys);
}

/// No slip: the number on the screen, or on the phone.
pub fn choosing_ui(view: &mut View<'_>, ui: &mut Ui, reserved: &Reserved, why: PrinterState) {
    let name = view.service_name(&reserved.service);
    view.head_ui(ui, &view.hall_name(), &name, SunState::Open);
    let words = view.printer_words(why);
    if !words.is_empty() {
        banner_ui(ui, at(ui, 48.0, 342.0, 984.0, 172.0), Tone::Amber, icons::PRINTER, &words, view.size(36.0, 42.0));
    }
    let question = face(view.size(58.0, 66.0), view.palette.ink).bold();
    text::fitted_label_ui(ui, at(ui, 56.0, 530.0, 968.0, 90.0), Align2::LEFT_CENTER, &view.say("kiosk-slip-choose"), question, 36.0);
    let mut ways = vec![(Wanted::Screen, icons::HAND_POINTING, view.say("kiosk-show-on-screen"))];
    if reserved.url.is_some() {
        ways.push((Wanted::Phone, icons::DEVICE_MOBILE, view.say("kiosk-save-to-phone")));
    }
    if view.kiosk.has_printer {
        ways.push((Wanted::Slip, icons::PRINTER, view.say("kiosk-slip-try-again")));
    }
    for (index, (wanted, icon, word)) in ways.into_iter().enumerate() {
        let row = Row { icon: Some(Icon::new(icon, view.palette.red)), name_size: view.size(50.0, 64.0), ..Row::new(&word) };
        if row.show_ui(ui, at(ui, 48.0, 640.0 + index as f32 * 180.0, 984.0, 160.0)).clicked() {
            view.tap(Tap::Choose(wanted));
        }
    }
    let mut cancel = view.key(Tap::GiveUp, "kiosk-ticket-cancel", icons::PROHIBIT);
    cancel.word = view.say("kiosk-ticket-cancel");
    let keys = vec![cancel, view.help_key(), view.read_key()];
    view.counter_ui(ui, keys);
}

pub fn cancelled_ui(view: &mut View<'_>, ui: &mut Ui, number: &str) {
    view.head_ui(ui, &view.hall_name(), &view.date_line(), SunState::Open);
    let words = view.say_with("kiosk-cancelled", &[("ticket", number.into())]);
    parting_ui(view, ui, icons::CHECK_CIRCLE, &words);
}

/// What happened, in the middle of the screen, and the way home.
pub fn parting_ui(view: &mut View<'_>, ui: &mut Ui, icon: char, words: &str) {
    let card = at(ui, 48.0, 520.0, 984.0, 460.0);
    card_ui(ui, card, 20.0);
    let sign = Rect::from_center_size(pos2(card.center().x, card.min.y + 150.0), vec2(140.0, 140.0));
    Icon::new(icon, view.palette.green).paint_ui(ui, sign);
    let place = Rect::from_min_size(card.min + vec2(40.0, 240.0), vec2(card.width() - 80.0, 180.0));
    text::fitted_label_ui(ui, place, Align2::CENTER_CENTER, words, face(view.size(58.0, 68.0), view.palette.ink).bold(), 34.0);
    let word = view.say("common-done");
    if Key::red(&word).size(view.size(54.0, 72.0)).show_ui(ui, at(ui, 48.0, 1206.0, 984.0, 148.0)).clicked() {
        view.tap(Tap::Done);
    }
    let keys = vec![view.home_key(), view.help_key(), view.read_key()];
    view.counter_ui(ui, keys);
}

pub fn refused_ui(view: &mut View<'_>, ui: &mut Ui, refusal: &Refusal) {
    view.head_ui(ui, &view.hall_name(), &view.date_line(), SunState::Open);
    let words = view.refusal(refusal);
    let (sentence, rule) = words.split_once('\n').unwrap_or((&words, ""));
    let card = at(ui, 48.0, 420.0, 984.0, 620.0);
    card_ui(ui, card, 20.0);
    let sign = Rect::from_center_size(pos2(card.center().x, card.min.y + 130.0), vec2(120.0, 120.0));
    Icon::new(icons::INFO, view.palette.amber).paint_ui(ui, sign);
    let line = |top: f32, tall: f32| Rect::from_min_size(card.min + vec2(56.0, top), vec2(card.width() - 112.0, tall));
    text::fitted_label_ui(ui, line(220.0, 280.0), Align2::LEFT_CENTER, sentence, face(view.size(48.0, 58.0), view.palette.ink).bold(), 32.0);
    text::fitted_label_ui(ui, line(520.0, 60.0), Align2::LEFT_CENTER, rule, face(view.size(30.0, 36.0), view.palette.ink_soft), 26.0);
    let word = view.say("common-home");
    if Key::red(&word).icon(icons::HOUSE, 64.0).size(view.size(54.0, 72.0)).show_ui(ui, at(ui, 48.0, 1206.0, 984.0, 148.0)).clicked() {
        view.tap(Tap::Home);
    }
    let keys = vec![view.help_key(), view.language_key(), view.read_key()];
    view.counter_ui(ui, keys);
}
