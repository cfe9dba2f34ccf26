//! The fixed parts round every decision: head, counter with its keys, foot with the guide on duty.

use chrono::{Datelike, Timelike};
use eframe::egui::{Align2, Rect, Ui, pos2, vec2};
use sunhall_protocol::board::HoursState;
use sunhall_protocol::words::{self, Language};
use sunhall_protocol::{Bilingual, Moment};
use sunhall_screen::frame::at;
use sunhall_screen::icons::{self, Icon};
use sunhall_screen::text::{self, face};
use sunhall_screen::widgets::header::counter_ui;
use sunhall_screen::widgets::portrait::portrait_ui;
use sunhall_screen::widgets::{Header, Key, KeyLook, SunClock, SunState};

use super::view::View;
use crate::model::{Help, Tap};

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
        let hours = self.kiosk.hall.board.as_ref().map(|board| board.hours.clone()).unwrap_or_default();
        let spans = hours.spans.iter().map(|span| (minute_of_day(span.from), minute_of_day(span.to))).collect();
        let clock = SunClock { now: minute_of_day(self.now), spans, state };
        Header { title, second, brand: (&brand.0, &brand.1), date: ("", ""), clock }.kiosk_ui(ui);
    }

    /// 11月23日 星期一, today.
    pub fn today(&self) -> String {
        let local = self.now.local();
        words::date_weekday(self.language, local.month(), local.day(), local.weekday().number_from_monday())
    }

    /// Date and what the hall's hours say of the rest of the day.
    pub fn date_line(&self) -> String {
        let date = self.today();
        let hours = self.kiosk.hall.board.as_ref().map(|board| board.hours.clone()).unwrap_or_default();
        let last = hours.spans.last().map(|span| span.to.clock());
        let next = hours.next_opening.map(Moment::clock);
        let (key, time) = match hours.state {
            HoursState::Open => ("kiosk-date-open-until", last),
            HoursState::Break => ("kiosk-date-break", next),
            HoursState::Before => ("kiosk-date-before", next),
            HoursState::LastCalls | HoursState::Over => ("kiosk-date-over", None),
            HoursState::Rest => ("kiosk-date-rest", None),
        };
        let mut arguments = vec![("date", date.into())];
        arguments.extend(time.map(|time| ("time", time.into())));
        self.say_with(key, &arguments)
    }

    pub fn hall_name(&self) -> String {
        let nowhere = Bilingual::new(words::say(Language::Chinese, "common-hall-name"), words::say(Language::English, "common-hall-name"));
        self.text(self.kiosk.hall.menu.as_ref().map_or(&nowhere, |menu| &menu.hall))
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

    /// The counter with its keys; they share the width, so that what does not exist leaves no gap.
    pub fn counter_ui(&mut self, ui: &mut Ui, keys: Vec<CounterKey>) {
        counter_ui(ui, COUNTER);
        let count = keys.len().max(1) as f32;
        let width = ((984.0 - 20.0 * (count - 1.0)) / count).min(482.0);
        for (index, key) in keys.into_iter().enumerate() {
            let rect = at(ui, 1032.0 - (width + 20.0) * (count - index as f32) + 20.0, KEYS, width, 132.0);
            let mut drawn = Key::new(&key.word).icon(key.icon, 50.0).column().size(36.0).look(key.look);
            if key.look == KeyLook::Help {
                drawn = drawn.bold();
            }
            if drawn.show_ui(ui, rect).clicked() {
                self.tap(key.tap);
            }
        }
        self.foot_ui(ui);
    }

    /// The guide on duty; while help is called, what became of the call.
    fn foot_ui(&self, ui: &mut Ui) {
        let badge = self.kiosk.hall.guide_on_duty();
        let picture = badge.and_then(|badge| self.portrait(ui, badge.portrait.as_ref()));
        portrait_ui(ui, at(ui, 56.0, 1596.0, 176.0, 220.0), 16.0, picture.as_ref());
        if let Some(help) = self.kiosk.help {
            return self.help_ui(ui, help);
        }
        let soft = face(30.0, self.palette.ink_soft).line(42.0);
        let Some(badge) = badge else {
            let words = self.say("kiosk-guide-none");
            text::fitted_label_ui(ui, at(ui, 264.0, 1640.0, 768.0, 130.0), Align2::LEFT_CENTER, &words, face(36.0, self.palette.ink).bold(), 28.0);
            return;
        };
        text::label_ui(ui, at(ui, 264.0, 1596.0, 760.0, 42.0), Align2::LEFT_CENTER, &self.say("kiosk-guide-today"), soft);
        let name = face(48.0, self.palette.ink).bold().line(66.0);
        text::fitted_label_ui(ui, at(ui, 264.0, 1638.0, 760.0, 66.0), Align2::LEFT_CENTER, &badge.name, name, 34.0);
        let position = self.text(&badge.position).into();
        let line = self.say_with("kiosk-position-line", &[("position", position), ("number", badge.number.as_str().into())]);
        text::fitted_label_ui(ui, at(ui, 264.0, 1706.0, 760.0, 44.0), Align2::LEFT_CENTER, &line, soft, 26.0);
        text::fitted_label_ui(ui, at(ui, 264.0, 1750.0, 760.0, 80.0), Align2::LEFT_TOP, &self.say("kiosk-guide-here"), soft, 26.0);
    }

    fn help_ui(&self, ui: &mut Ui, help: Help) {
        let (key, note, icon, color) = match help {
            Help::Asking { .. } => ("kiosk-help-waiting", "", icons::HAND_WAVING, self.palette.ink),
            Help::Coming { .. } => ("kiosk-help-coming", "kiosk-help-sent", icons::CHECK_CIRCLE, self.palette.green),
            Help::Later { .. } => ("kiosk-help-later", "", icons::SIGNPOST, self.palette.ink),
        };
        Icon::new(icon, color).paint_ui(ui, at(ui, 264.0, 1632.0, 64.0, 64.0));
        let words = face(46.0, color).bold().line(60.0);
        let place = at(ui, 348.0, 1604.0, 680.0, 120.0);
        text::fitted_label_ui(ui, place, Align2::LEFT_CENTER, &self.say(key), words, 32.0);
        if !note.is_empty() {
            let soft = face(32.0, self.palette.ink_soft);
            text::fitted_label_ui(ui, at(ui, 348.0, 1716.0, 680.0, 48.0), Align2::LEFT_CENTER, &self.say(note), soft, 28.0);
        }
    }

    /// The question of a screen, with an explaining line under it where there is one.
    pub fn question_ui(&self, ui: &mut Ui, question: &str, note: &str) {
        let bold = face(58.0, self.palette.ink).bold().line(76.0);
        text::fitted_label_ui(ui, at(ui, 56.0, 336.0, 968.0, 80.0), Align2::LEFT_CENTER, question, bold, 36.0);
        if !note.is_empty() {
            let soft = face(32.0, self.palette.ink_soft).line(38.0);
            text::fitted_label_ui(ui, at(ui, 56.0, 408.0, 968.0, 66.0), Align2::LEFT_CENTER, note, soft, 26.0);
        }
    }
}

/// Minutes since midnight on the hall's clock.
pub fn minute_of_day(moment: Moment) -> u32 {
    let local = moment.local();
    local.hour() * 60 + local.minute()
}

/// The part of `rect` between two of its own coordinates.
pub fn part(rect: Rect, left: f32, top: f32, width: f32, height: f32) -> Rect {
    Rect::from_min_size(pos2(rect.min.x + left, rect.min.y + top), vec2(width, height))
}
