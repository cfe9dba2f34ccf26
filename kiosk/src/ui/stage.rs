//! The fixed parts round every decision: head, counter with its keys, foot with the guide on duty.

use eframe::egui::{Align2, Color32, Rect, Ui, UiBuilder, pos2, vec2};
use sunhall_protocol::words::{self, Language};
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, face};
use sunhall_screen::widgets::header::counter_ui;
use sunhall_screen::widgets::portrait::portrait_ui;
use sunhall_screen::widgets::{Header, Key, KeyLook, SunClock, SunState};

use super::closed::person_ui;
use super::view::View;
use crate::model::{Help, Screen, Tap};
use crate::tell::minute_of_day;

/// Where the counter begins, and its row of keys.
const COUNTER: f32 = 1376.0;
const KEYS: f32 = 1400.0;

/// One key of the counter.
pub struct CounterKey {
    pub tap: Tap,
    pub word: String,
    pub icon: char,
    pub look: KeyLook,
}

impl View<'_> {
    pub fn head_ui(&self, ui: &mut Ui, title: &str, second: &str, state: SunState) {
        let brand = (words::say(Language::Chinese, "common-hall-name"), words::say(Language::English, "common-hall-name"));
        let hours = self.hours();
        let spans = hours.spans.iter().map(|span| (minute_of_day(span.from), minute_of_day(span.to))).collect();
        let now = self.kiosk.last_heard.map(|_| minute_of_day(self.now));
        let clock = SunClock { now, spans, state };
        // The head stays where it is when all else moves down.
        let mut whole = ui.new_child(UiBuilder::new().max_rect(self.frame));
        Header { title, second, brand: (&brand.0, &brand.1), date: ("", ""), clock }.kiosk_ui(&mut whole);
    }

    pub fn key(&self, tap: Tap, word: &str, icon: char) -> CounterKey {
        CounterKey { tap, word: self.say(word), icon, look: KeyLook::White }
    }

    pub fn help_key(&self) -> CounterKey {
        CounterKey { look: KeyLook::Help, ..self.key(Tap::Help, "common-call-staff", icons::HAND_WAVING) }
    }

    pub fn back_key(&self) -> CounterKey {
        self.key(Tap::Back, "common-back", icons::ARROW_LEFT)
    }

    pub fn home_key(&self) -> CounterKey {
        self.key(Tap::Home, "common-home", icons::HOUSE)
    }

    pub fn language_key(&self) -> CounterKey {
        self.key(Tap::Language, "common-language", icons::TRANSLATE)
    }

    /// 读给我听, and while something is read the way to stop it.
    pub fn read_key(&self) -> CounterKey {
        if self.kiosk.being_read().is_some() {
            CounterKey { look: KeyLook::Chosen, ..self.key(Tap::ReadAloud, "common-voice-off", icons::SPEAKER_SLASH) }
        } else {
            self.key(Tap::ReadAloud, "common-voice-on", icons::SPEAKER_HIGH)
        }
    }

    /// The counter with its keys, and the guide on duty under them; in low reach the keys take the foot's place, and the
    /// upper half shows what is called now.
    pub fn counter_ui(&mut self, ui: &mut Ui, keys: Vec<CounterKey>) {
        self.counter_keys_ui(ui, keys);
        if self.is_low() {
            self.low_panel_ui(ui);
        } else {
            self.foot_ui(ui);
        }
    }

    /// The counter with its keys alone; they share the width, so that what does not exist leaves no gap.
    pub fn counter_keys_ui(&mut self, ui: &mut Ui, keys: Vec<CounterKey>) {
        counter_ui(ui, COUNTER);
        let (top, tall) = (self.size(KEYS, 1391.0), self.size(132.0, 148.0));
        self.key_row_ui(ui, keys, top, tall);
    }

    /// A row of keys of the counter.
    pub fn key_row_ui(&mut self, ui: &mut Ui, keys: Vec<CounterKey>, top: f32, tall: f32) {
        let count = keys.len().max(1) as f32;
        let width = (984.0 - 20.0 * (count - 1.0)) / count;
        // A single key or two need not be as wide as the counter.
        let width = width.min(482.0);
        for (index, key) in keys.into_iter().enumerate() {
            let rect = at(ui, 1032.0 - (width + 20.0) * (count - index as f32) + 20.0, top, width, tall);
            let (icon, size) = (self.size(50.0, 56.0).min(tall * 0.5), self.size(36.0, 44.0));
            let mut drawn = Key::new(&key.word).icon(key.icon, icon).size(size).look(key.look);
            if tall >= 120.0 {
                drawn = drawn.column();
            }
            if key.look == KeyLook::Help {
                drawn = drawn.bold();
            }
            if drawn.show_ui(ui, rect).clicked() {
                self.tap(key.tap);
            }
        }
    }

    /// The guide on duty; while help is called, what became of the call.
    pub fn foot_ui(&self, ui: &mut Ui) {
        let badge = self.kiosk.hall.guide_on_duty();
        if self.is_elder() {
            return self.elder_foot_ui(ui, 1024.0);
        }
        if self.nobody_is_there() {
            // At the right of home stands a key.
            return person_ui(self, ui, 550.0);
        }
        let picture = badge.and_then(|badge| self.portrait(ui, badge.portrait.as_ref()));
        portrait_ui(ui, at(ui, 56.0, 1596.0, 176.0, 220.0), 16.0, picture.as_ref());
        if let Some(help) = self.kiosk.help {
            return self.help_ui(ui, help);
        }
        let soft = face(30.0, self.palette.ink_soft).line(42.0);
        let Some(badge) = badge else {
            let words = self.say("kiosk-guide-none");
            text::fitted_label_ui(ui, at(ui, 264.0, 1640.0, 550.0, 130.0), Align2::LEFT_CENTER, &words, face(36.0, self.palette.ink).bold(), 28.0);
            return;
        };
        text::label_ui(ui, at(ui, 264.0, 1596.0, 760.0, 42.0), Align2::LEFT_CENTER, &self.say("kiosk-guide-today"), soft);
        let name = face(48.0, self.palette.ink).bold().line(66.0);
        text::fitted_label_ui(ui, at(ui, 264.0, 1638.0, 550.0, 66.0), Align2::LEFT_CENTER, &badge.name, name, 34.0);
        let position = self.text(&badge.position).into();
        let line = self.say_with("kiosk-position-line", &[("position", position), ("number", badge.number.as_str().into())]);
        text::fitted_label_ui(ui, at(ui, 264.0, 1706.0, 550.0, 44.0), Align2::LEFT_CENTER, &line, soft, 26.0);
        // At home a key stands at the right.
        let (here, room) = if self.kiosk.screen == Screen::Home { ("kiosk-guide-behind", 550.0) } else { ("kiosk-guide-here", 760.0) };
        text::fitted_label_ui(ui, at(ui, 264.0, 1750.0, room, 80.0), Align2::LEFT_TOP, &self.say(here), soft, 26.0);
    }

    /// The guide on duty in large type, up to `right`.
    pub fn elder_foot_ui(&self, ui: &mut Ui, right: f32) {
        if self.nobody_is_there() {
            let bold = face(48.0, self.palette.ink).bold().line(64.0);
            text::fitted_label_ui(ui, at(ui, 56.0, 1583.0, right - 56.0, 224.0), Align2::LEFT_CENTER, &self.on_call_words(), bold, 34.0);
            return;
        }
        let badge = self.kiosk.hall.guide_on_duty();
        let picture = badge.and_then(|badge| self.portrait(ui, badge.portrait.as_ref()));
        portrait_ui(ui, at(ui, 48.0, 1583.0, 180.0, 224.0), 16.0, picture.as_ref());
        let room = right - 257.0;
        let bold = face(56.0, self.palette.ink).bold().line(74.0);
        let place = at(ui, 257.0, 1634.0, room, 150.0);
        match (self.kiosk.help, badge) {
            (Some(help), _) => {
                let (key, color) = help_words(help, self);
                text::fitted_label_ui(ui, at(ui, 257.0, 1583.0, room, 224.0), Align2::LEFT_CENTER, &self.say(key), bold.color(color), 40.0);
            }
            (None, Some(badge)) => {
                text::fitted_label_ui(ui, at(ui, 257.0, 1634.0, room, 76.0), Align2::LEFT_CENTER, &badge.name, bold, 40.0);
                let soft = face(40.0, self.palette.ink_soft);
                text::fitted_label_ui(ui, at(ui, 257.0, 1708.0, room, 56.0), Align2::LEFT_CENTER, &self.say("kiosk-guide-today"), soft, 30.0);
            }
            (None, None) => drop(text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, &self.say("kiosk-guide-none"), bold, 36.0)),
        }
    }

    fn help_ui(&self, ui: &mut Ui, help: Help) {
        let (key, color) = help_words(help, self);
        let (note, icon) = match help {
            Help::Asking { .. } => ("", icons::HAND_WAVING),
            Help::Coming { .. } => ("kiosk-help-sent", icons::CHECK_CIRCLE),
            Help::Later { .. } => ("", icons::SIGNPOST),
        };
        Icon::new(icon, color).paint_ui(ui, at(ui, 264.0, 1632.0, 64.0, 64.0));
        let words = face(46.0, color).bold().line(60.0);
        let place = at(ui, 348.0, 1604.0, 460.0, 120.0);
        text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, &self.say(key), words, 32.0);
        if !note.is_empty() {
            let soft = face(32.0, self.palette.ink_soft);
            text::fitted_label_ui(ui, at(ui, 348.0, 1726.0, 460.0, 48.0), Align2::LEFT_CENTER, &self.say(note), soft, 28.0);
        }
    }

    /// The question of a screen, with an explaining line under it where there is one.
    pub fn question_ui(&self, ui: &mut Ui, question: &str, note: &str) {
        let bold = face(self.size(58.0, 76.0), self.palette.ink).bold();
        let bold = bold.line(bold.size * 1.31);
        let tall = if note.is_empty() { self.size(80.0, 100.0) } else { 80.0 };
        text::fitted_label_ui(ui, at(ui, 56.0, 336.0, 968.0, tall), Align2::LEFT_CENTER, question, bold, 36.0);
        if !note.is_empty() {
            let soft = face(self.size(32.0, 38.0), self.palette.ink_soft);
            text::fitted_label_ui(ui, at(ui, 56.0, 408.0, 968.0, 66.0), Align2::LEFT_CENTER, note, soft.line(soft.size * 1.2), 26.0);
        }
    }
}

/// What became of a call for help, and its colour.
pub fn help_words(help: Help, view: &View<'_>) -> (&'static str, Color32) {
    match help {
        Help::Asking { .. } => ("kiosk-help-waiting", view.palette.ink),
        Help::Coming { .. } => ("kiosk-help-coming", view.palette.green),
        Help::Later { .. } => ("kiosk-help-later", view.palette.ink),
    }
}

/// The part of `rect` between two of its own coordinates.
pub fn part(rect: Rect, left: f32, top: f32, width: f32, height: f32) -> Rect {
    Rect::from_min_size(pos2(rect.min.x + left, rect.min.y + top), vec2(width, height))
}

/// A Chinese sentence that takes two lines breaks behind its first comma rather than inside a word.
pub fn broken(sentence: &str) -> String {
    sentence.replacen('，', "，\n", 1)
}
