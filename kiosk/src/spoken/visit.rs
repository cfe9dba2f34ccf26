//! What is said of a number that was taken, and of a service that was done.

use sunhall_protocol::Refusal;
use sunhall_protocol::kiosk::{Found, Reserved};
use sunhall_protocol::presence::PrinterState;

use super::Speech;
use crate::model::SlipFate;
use crate::model::rating::is_good;

impl Speech<'_> {
    pub(super) fn ticket(&mut self, reserved: &Reserved, slip: SlipFate) {
        let tell = self.tell;
        let question = if tell.kiosk.heard { "kiosk-ticket-wait-area" } else { "kiosk-disconnected-valid" };
        let number = tell.say_with("kiosk-ticket-number", &[("ticket", reserved.number.as_str().into())]);
        let window = tell.plate(&reserved.windows);
        let go = if reserved.windows.is_empty() { window.clone() } else { tell.window_words(&reserved.windows) };
        self.part(&[&reserved.number], &[&number]);
        self.part(&[&window], &[&tell.say("kiosk-ticket-go"), &go]);
        let (label, ahead) = (tell.say("kiosk-ahead-label"), tell.ahead_value(reserved));
        self.part(&[&label, &ahead], &[&label, &ahead]);
        match tell.range_or_why(reserved) {
            Ok(range) => {
                let (label, minutes) = (tell.say("kiosk-range-label"), tell.range_value(range));
                self.part(&[&label, &minutes], &[&label, &minutes]);
            }
            Err(why) => self.words(why),
        }
        self.keys(&[question]);
        self.words(tell.slip_words(slip, &reserved.number));
        self.words(tell.missed_rule());
    }

    pub(super) fn choosing(&mut self, reserved: &Reserved, why: PrinterState) {
        let tell = self.tell;
        self.words(tell.printer_words(why));
        self.keys(&["kiosk-slip-choose", "kiosk-show-on-screen"]);
        if reserved.url.is_some() {
            self.keys(&["kiosk-save-to-phone"]);
        }
        if tell.kiosk.has_printer {
            self.keys(&["kiosk-slip-try-again"]);
        }
    }

    pub(super) fn refused(&mut self, refusal: &Refusal) {
        let words = self.tell.refusal(refusal);
        let sentence = words.split('\n').next().unwrap_or_default().to_owned();
        self.words(sentence);
        self.keys(&["common-home"]);
    }

    pub(super) fn rate_entry(&mut self) {
        self.keys(&["kiosk-code-enter", "kiosk-code-where"]);
    }

    pub(super) fn rate(&mut self, found: &Found, level: Option<u8>) {
        let tell = self.tell;
        let over = tell.say("rating-served-by");
        self.part(&[&over, &found.staff_name], &[&over, &found.staff_name]);
        self.keys(&["rating-question", "rating-5", "rating-4", "rating-3", "rating-2", "rating-1"]);
        let Some(level) = level else { return };
        let Some(menu) = &tell.kiosk.hall.menu else { return };
        let (title, reasons) = if is_good(level) { ("rating-good-title", &menu.good_reasons) } else { ("rating-why-title", &menu.bad_reasons) };
        self.part(&[], &[&tell.say(title), &tell.say("rating-choose-any")]);
        for reason in reasons {
            self.keys(&[reason]);
        }
        self.keys(&["rating-submit"]);
    }
}
