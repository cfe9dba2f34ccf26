//! 低位操作: while all keys stand in the lower half, the upper half shows what is called now.

use std::collections::BTreeSet;

use eframe::egui::{Align2, Ui, UiBuilder};
use sunhall_protocol::board::Call;
use sunhall_screen::draw;
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, face};
use sunhall_screen::widgets::Joined;
use sunhall_screen::widgets::qr::qr_ui;

use super::stage::{help_words, part};
use super::view::View;
use crate::model::Screen;

/// Earlier calls beside the present one.
const EARLIER: usize = 3;

impl View<'_> {
    /// The call of this moment and those before it; what became of a call for help goes before both.
    pub fn low_panel_ui(&self, ui: &mut Ui) {
        let mut whole = ui.new_child(UiBuilder::new().max_rect(self.frame));
        let ui = &mut whole;
        if let Some(help) = self.kiosk.help {
            let (key, color) = help_words(help, self);
            Icon::new(icons::HAND_WAVING, color).paint_ui(ui, at(ui, 64.0, 430.0, 110.0, 110.0));
            let bold = face(56.0, color).bold();
            text::fitted_label_ui(ui, at(ui, 210.0, 400.0, 810.0, 170.0), Align2::LEFT_CENTER, &self.say(key), bold, 36.0);
            return;
        }
        let soft = face(36.0, self.palette.ink_soft);
        text::label_ui(ui, at(ui, 56.0, 350.0, 640.0, 50.0), Align2::LEFT_CENTER, &self.say("display-calling"), soft);
        let calls = self.kiosk.hall.board.as_ref().map(|board| latest(&board.calls)).unwrap_or_default();
        let place = at(ui, 48.0, 408.0, 696.0, 236.0);
        if let Some(call) = calls.first() {
            Joined::new(&call.ticket, &call.window.to_string(), 460.0, 176.0).show_ui(ui, place);
        } else {
            draw::rimmed(ui.painter(), place, 28.0, self.palette.white, 2.0, self.palette.line);
            let words = self.say("display-none-called");
            text::fitted_label_ui(ui, place.shrink(30.0), Align2::LEFT_CENTER, &words, face(44.0, self.palette.ink_soft), 30.0);
        }
        if !self.guide_code_ui(ui) {
            self.earlier_ui(ui, calls.get(1..).unwrap_or_default());
        }
    }

    fn earlier_ui(&self, ui: &mut Ui, calls: &[&Call]) {
        let soft = face(36.0, self.palette.ink_soft);
        if !calls.is_empty() {
            text::fitted_label_ui(ui, at(ui, 790.0, 350.0, 240.0, 50.0), Align2::LEFT_CENTER, &self.say("display-called-before"), soft, 28.0);
        }
        for (row, call) in calls.iter().take(EARLIER).enumerate() {
            let window = call.window.to_string();
            Joined::history(&call.ticket, &window, 160.0, 44.0).show_ui(ui, at(ui, 790.0, 408.0 + row as f32 * 80.0, 236.0, 66.0));
        }
    }

    /// On a guide its code stands beside the call: the foot, where it usually is, has become keys.
    fn guide_code_ui(&self, ui: &mut Ui) -> bool {
        let Screen::Guide { service } = &self.kiosk.screen else { return false };
        let Some(url) = self.kiosk.hall.service(service).and_then(|service| service.guide_url.as_ref()) else { return false };
        let card = at(ui, 790.0, 350.0, 242.0, 294.0);
        let name = self.say("guide-take-along");
        if !qr_ui(ui, part(card, 21.0, 58.0, 200.0, 200.0), url, &name) {
            return false;
        }
        text::fitted_words_ui(ui, part(card, 0.0, 0.0, 242.0, 56.0), Align2::CENTER_CENTER, &name, face(30.0, self.palette.ink_soft), 22.0);
        if self.kiosk.hall.menu.as_ref().is_some_and(|menu| menu.demo) {
            let reach = self.say("common-demo-local");
            text::fitted_label_ui(ui, part(card, 0.0, 258.0, 242.0, 36.0), Align2::CENTER_CENTER, &reach, face(24.0, self.palette.ink_soft), 18.0);
        }
        true
    }
}

/// One call for each ticket, the newest first.
fn latest(calls: &[Call]) -> Vec<&Call> {
    let mut seen = BTreeSet::new();
    calls.iter().filter(|call| seen.insert(&call.ticket)).collect()
}
