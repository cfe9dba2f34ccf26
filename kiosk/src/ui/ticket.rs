//! The ticket: number and window joined, how many are ahead, the code for the phone, what became of the slip.

use eframe::egui::{Align, Align2, Rect, Stroke, Ui, pos2, vec2};
use sunhall_protocol::kiosk::Reserved;
use sunhall_screen::draw;
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, Face, face, run};
use sunhall_screen::widgets::badge::card_ui;
use sunhall_screen::widgets::qr::qr_ui;
use sunhall_screen::widgets::{Ground, Joined, KeyLook, SunState};

use super::fade::ticket_comes;
use super::stage::{broken, part};
use super::view::View;
use crate::model::{SlipFate, Tap};

pub fn ticket_ui(view: &mut View<'_>, ui: &mut Ui, reserved: &Reserved, slip: SlipFate) {
    let name = view.service_name(&reserved.service);
    view.head_ui(ui, &view.say("kiosk-ticket-ready"), &name, SunState::Open);
    let question = if view.kiosk.heard { "kiosk-ticket-wait-area" } else { "kiosk-disconnected-valid" };
    view.question_ui(ui, &view.say(question), "");
    let (yours, go) = (view.say("kiosk-ticket-yours"), view.say("kiosk-ticket-go"));
    let window = view.plate(&reserved.windows);
    let coming = ticket_comes(ui, &reserved.number).map(|part| (part.opacity, part.above));
    let sign = Joined::new(&reserved.number, &window, view.size(664.0, 716.0), view.size(236.0, 300.0));
    let joined = Joined { captions: Some((&yours, &go)), coming, window_size: 236.0, ..sign };
    joined.show_ui(ui, at(ui, 48.0, 432.0, 984.0, 336.0));
    ahead_ui(view, ui, reserved);
    phone_ui(view, ui, reserved, slip);
    slip_ui(view, ui, reserved, slip);
    done_ui(view, ui);
    let mut keys = Vec::new();
    if slip != SlipFate::OnScreen && slip != SlipFate::OnPhone {
        keys.push(view.key(Tap::Reprint, "kiosk-ticket-reprint", icons::PRINTER));
    }
    keys.push(view.key(Tap::Cancel, "kiosk-ticket-cancel", icons::PROHIBIT));
    keys.push(view.help_key());
    keys.push(view.read_key());
    view.counter_ui(ui, keys);
}

fn ahead_ui(view: &View<'_>, ui: &mut Ui, reserved: &Reserved) {
    let card = at(ui, 48.0, view.size(792.0, 784.0), 984.0, 180.0);
    card_ui(ui, card, 20.0);
    let (soft, small) = (face(view.size(30.0, 36.0), view.palette.ink_soft).line(42.0), face(view.size(28.0, 34.0), view.palette.ink_soft).line(38.0));
    let bold = face(view.size(60.0, 70.0), view.palette.ink).bold().line(80.0);
    let half = card.width() / 2.0;
    let left = |top: f32, tall: f32| part(card, 30.0, top, half - 50.0, tall);
    text::fitted_label_ui(ui, left(18.0, 42.0), Align2::LEFT_CENTER, &view.say("kiosk-ahead-label"), soft, 24.0);
    text::fitted_label_ui(ui, left(58.0, 80.0), Align2::LEFT_CENTER, &view.ahead_value(reserved), bold, 36.0);
    text::fitted_label_ui(ui, left(134.0, 40.0), Align2::LEFT_CENTER, &view.say("kiosk-ticket-watch"), small.line(34.0), 22.0);
    ui.painter().vline(card.center().x, (card.min.y + 26.0)..=(card.max.y - 26.0), Stroke::new(2.0, view.palette.line));
    let right = |top: f32, tall: f32| part(card, half + 30.0, top, half - 50.0, tall);
    let range = match view.range_or_why(reserved) {
        Ok(range) => range,
        Err(why) => {
            let words = face(view.size(34.0, 40.0), view.palette.ink).bold();
            let taken = text::fitted_words_ui(ui, right(20.0, 140.0), Align2::LEFT_CENTER, &broken(&why), words, 28.0);
            text::tell(ui, taken, &why);
            return;
        }
    };
    text::fitted_label_ui(ui, right(18.0, 42.0), Align2::LEFT_CENTER, &view.say("kiosk-range-label"), soft, 24.0);
    text::fitted_label_ui(ui, right(58.0, 80.0), Align2::LEFT_CENTER, &view.range_value(range), bold, 36.0);
    text::fitted_label_ui(ui, right(136.0, 38.0), Align2::LEFT_CENTER, &view.expected(reserved, range), small, 22.0);
}

/// The code to follow the ticket on a phone; without a public address only the rule for a missed call.
fn phone_ui(view: &View<'_>, ui: &mut Ui, reserved: &Reserved, slip: SlipFate) {
    let card = if view.is_elder() { at(ui, 48.0, 978.0, 984.0, 216.0) } else { at(ui, 48.0, 996.0, 984.0, 232.0) };
    card_ui(ui, card, 20.0);
    if slip == SlipFate::OnPhone {
        ui.painter().rect_stroke(card, 20, Stroke::new(4.0, view.palette.green), eframe::egui::StrokeKind::Inside);
    }
    let missed = view.missed_rule();
    let plain = face(view.size(30.0, 36.0), view.palette.ink_soft).line(view.size(44.0, 46.0));
    let title = face(view.size(40.0, 46.0), view.palette.ink).bold().line(56.0);
    let scan = view.say("kiosk-ticket-scan");
    let side = card.height() - 32.0;
    let shown = reserved.url.as_ref().is_some_and(|url| qr_ui(ui, part(card, 24.0, 16.0, side, side), url, &scan));
    if !shown {
        let note = view.note_down(&reserved.number);
        text::fitted_label_ui(ui, part(card, 36.0, 24.0, 912.0, 60.0), Align2::LEFT_CENTER, &note, title, 30.0);
        text::fitted_label_ui(ui, part(card, 36.0, 88.0, 912.0, 120.0), Align2::LEFT_TOP, &missed, plain, 26.0);
        return;
    }
    text::fitted_label_ui(ui, part(card, 250.0, 14.0, 710.0, 56.0), Align2::LEFT_CENTER, &scan, title, 30.0);
    let demo = view.kiosk.hall.menu.as_ref().is_some_and(|menu| menu.demo);
    let near = if demo { view.say("common-demo-local") } else { view.say("kiosk-ticket-near") };
    text::fitted_label_ui(ui, part(card, 250.0, 72.0, 710.0, 46.0), Align2::LEFT_CENTER, &near, plain, 24.0);
    text::fitted_label_ui(ui, part(card, 250.0, 118.0, 710.0, 94.0), Align2::LEFT_TOP, &missed, plain, 24.0);
}

fn slip_ui(view: &View<'_>, ui: &mut Ui, reserved: &Reserved, slip: SlipFate) {
    let band = if view.is_elder() { at(ui, 48.0, 1208.0, 596.0, 146.0) } else { at(ui, 48.0, 1252.0, 634.0, 102.0) };
    let green = (view.palette.green_pale, view.palette.green);
    let amber = (view.palette.amber_pale, view.palette.amber);
    let ((ground, ink), icon) = match slip {
        SlipFate::Printed => (green, icons::RECEIPT),
        SlipFate::Unsure => (amber, icons::RECEIPT),
        SlipFate::OnScreen => (green, icons::HAND_POINTING),
        SlipFate::OnPhone => (green, icons::DEVICE_MOBILE),
        SlipFate::PrintingAgain | SlipFate::NotPrinted => (amber, icons::PRINTER),
    };
    draw::rimmed(ui.painter(), band, 20.0, ground, if view.palette.shadows { 0.0 } else { 4.0 }, ink);
    Icon::new(icon, ink).paint_ui(ui, part(band, 26.0, band.height() / 2.0 - 28.0, 56.0, 56.0));
    let place = part(band, 102.0, 4.0, band.width() - 122.0, band.height() - 8.0);
    let bold = face(view.size(36.0, 46.0), ink).bold();
    text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, &view.slip_words(slip, &reserved.number), bold.line(bold.size * 1.22), 24.0);
}

/// 好了, with the seconds until the screen makes room by itself.
fn done_ui(view: &mut View<'_>, ui: &mut Ui) {
    let word = view.say("common-done");
    let place = if view.is_elder() { at(ui, 664.0, 1208.0, 368.0, 146.0) } else { at(ui, 702.0, 1252.0, 330.0, 102.0) };
    let laid = Ground::new(&word, KeyLook::Red).show_ui(ui, place);
    let bold: Face = face(view.size(44.0, 60.0), laid.text).bold();
    let baseline = pos2(laid.rect.center().x - 38.0, laid.rect.center().y + 16.0);
    let taken = text::baseline_words_ui(ui, baseline, Align::Center, &[run(&word, bold)]);
    if let Some(ends) = view.kiosk.ticket_ends() {
        let all = view.kiosk.hall.settings().ticket_seconds.max(1);
        let left = ((ends.0 - view.now.0).max(0) + 999) / 1000;
        let ring = Rect::from_center_size(pos2(taken.max.x + 46.0, laid.rect.center().y), vec2(56.0, 56.0));
        draw::arc(ui.painter(), ring.center(), 25.0, 0.0, 360.0, Stroke::new(5.0, sunhall_screen::theme::ARC_REST));
        let share = (left as f32 / all as f32).clamp(0.0, 1.0) * 360.0;
        draw::arc(ui.painter(), ring.center(), 25.0, 90.0, 90.0 + share, Stroke::new(5.0, laid.text));
        text::words_ui(ui, ring, Align2::CENTER_CENTER, &left.to_string(), face(24.0, laid.text));
        let next = (ends.0 - view.now.0 - 1).rem_euclid(1000) + 1;
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(next as u64));
    }
    if laid.response.clicked() {
        view.tap(Tap::Done);
    }
}
