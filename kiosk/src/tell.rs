//! The words of a screen, as they are drawn and as they are read aloud.

mod hours;

use sunhall_protocol::board::{BoardGroup, Range};
use sunhall_protocol::kiosk::{Fee, MenuGroup, MenuService, PriorityClass, Reserved};
use sunhall_protocol::presence::PrinterState;
use sunhall_protocol::words::{self, Argument, Language};
use sunhall_protocol::{Bilingual, Moment, Refusal};

use crate::model::{Kiosk, SlipFate};
pub use hours::minute_of_day;

/// What is known, when, and in which language it is told.
#[derive(Clone, Copy)]
pub struct Tell<'a> {
    pub kiosk: &'a Kiosk,
    pub now: Moment,
    pub language: Language,
}

impl<'a> Tell<'a> {
    pub fn new(kiosk: &'a Kiosk, now: Moment) -> Self {
        Self { kiosk, now, language: kiosk.language }
    }

    pub fn say(&self, key: &str) -> String {
        self.straight(self.say_in(self.language, key))
    }

    /// A word as this hall says it, for instance in the other language.
    pub fn say_in(&self, language: Language, key: &str) -> String {
        self.kiosk.hall.menu.as_ref().map_or_else(|| words::say(language, key), |menu| menu.wording.say(language, key))
    }

    /// What staff say about a kiosk out of service, or its own words.
    pub fn locked_message(&self) -> String {
        let own = self.kiosk.orders.lock().map(|lock| if self.is_english() { lock.message.en.clone() } else { lock.message.zh.clone() });
        own.filter(|own| !own.is_empty()).unwrap_or_else(|| self.say("kiosk-locked-message"))
    }

    pub fn say_with(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        self.straight(words::say_with(self.language, key, arguments))
    }

    pub fn text(&self, text: &Bilingual) -> String {
        self.straight(text.text(self.language).to_owned())
    }

    /// Curly quotes of a Chinese font are as wide as a Han character and tear English apart.
    fn straight(&self, words: String) -> String {
        if self.is_english() { words.replace(['‘', '’'], "'").replace(['“', '”'], "\"") } else { words }
    }

    pub fn is_english(&self) -> bool {
        self.language == Language::English
    }

    /// The sentence of a refusal, its rule on a second line.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        words::refusal(self.language, refusal)
    }

    /// `2`, `2–4` for neighbours, `2/5` for others; 等叫号 while none is known.
    pub fn plate(&self, windows: &[u16]) -> String {
        match windows {
            [] => self.say("kiosk-ticket-window-later"),
            [only] => only.to_string(),
            [first, .., last] if windows.windows(2).all(|pair| pair[1] == pair[0] + 1) => format!("{first}–{last}"),
            several => several.iter().map(u16::to_string).collect::<Vec<_>>().join("/"),
        }
    }

    /// 2 号窗口, Window 2.
    pub fn window_words(&self, windows: &[u16]) -> String {
        if windows.is_empty() { String::new() } else { self.say_with("kiosk-at-window", &[("window", self.plate(windows).into())]) }
    }

    /// How long a service takes, in a word or two.
    pub fn limit(&self, service: &MenuService) -> String {
        match service.pledged_days {
            0 => self.say("common-same-day"),
            days => self.say_with("common-working-days", &[("count", days.into())]),
        }
    }

    pub fn fee(&self, service: &MenuService) -> String {
        match &service.fee {
            Fee::Zero => self.say("common-free"),
            Fee::Amount(amount) => self.say_with("guide-fee-amount", &[("amount", amount.as_str().into())]),
            Fee::Local(_) => self.say("guide-fee-local"),
        }
    }

    /// The fee in the one line of a list; what kind of fee it is stands in the guide.
    pub fn fee_short(&self, service: &MenuService) -> String {
        match &service.fee {
            Fee::Local(_) => self.say("guide-fee-local-short"),
            Fee::Zero | Fee::Amount(_) => self.fee(service),
        }
    }

    /// 周二、周四 for the days on which a group is served.
    pub fn days(&self, weekdays: &[u8]) -> String {
        let days: Vec<u32> = weekdays.iter().copied().map(u32::from).collect();
        words::weekdays(self.language, &days)
    }

    pub fn service_name(&self, code: &str) -> String {
        self.kiosk.hall.service(code).map(|service| self.text(&service.name)).unwrap_or_default()
    }

    /// What the elder screen calls a group, and what it says beside the name; English keeps the group's own name.
    pub fn elder_group(&self, group: &MenuGroup) -> (String, String) {
        if self.is_english() || group.elder_name.is_empty() {
            return (self.text(&group.name), self.text(&group.summary));
        }
        let note = if group.not_sure && group.elder_summary.is_empty() { self.say("kiosk-elder-other-note") } else { group.elder_summary.clone() };
        (group.elder_name.clone(), note)
    }

    pub fn hall_name(&self) -> String {
        let nowhere = Bilingual::new(words::say(Language::Chinese, "common-hall-name"), words::say(Language::English, "common-hall-name"));
        self.text(self.kiosk.hall.menu.as_ref().map_or(&nowhere, |menu| &menu.hall))
    }

    /// Why no number can be taken for a service now.
    pub fn not_now(&self, service: &MenuService) -> String {
        let hall = &self.kiosk.hall;
        let weekdays = hall.queue(&service.group).map(|queue| queue.weekdays.clone()).unwrap_or_default();
        if !hall.gives_numbers() {
            self.closed_title()
        } else if weekdays.is_empty() {
            self.say("kiosk-no-window-now")
        } else {
            self.say_with("kiosk-not-today", &[("days", self.days(&weekdays).into())])
        }
    }

    /// 大约 15–20 分钟, where the queue can promise it.
    pub fn about(&self, range: Option<Range>) -> Option<String> {
        range.map(|range| self.say_with("common-minutes-about", &[("low", range.low.into()), ("high", range.high.into())]))
    }

    /// 4 人等, or 不用等.
    pub fn waiting(&self, count: u32) -> String {
        if count == 0 { self.say("kiosk-waiting-none") } else { self.say_with("kiosk-waiting-count", &[("count", count.into())]) }
    }

    /// 前面 4 人.
    pub fn ahead_short(&self, count: u32) -> String {
        if count == 0 { self.say("kiosk-ahead-none") } else { self.say_with("kiosk-ahead-short", &[("count", count.into())]) }
    }

    /// What stands behind the plate of a queue, and how long one would wait; while nobody has signed on at its windows, that.
    pub fn queue_words(&self, queue: &BoardGroup) -> (String, String) {
        if self.kiosk.hall.has_open_window(&queue.code) {
            return (self.queue_line(queue.waiting), self.about(queue.range).unwrap_or_default());
        }
        let upper = match queue.waiting {
            0 if self.is_english() => String::new(),
            0 => self.say("kiosk-window-label"),
            count => self.queue_line(count),
        };
        (upper, self.say("kiosk-window-unstaffed"))
    }

    /// What the red key promises: how many come first, and how long it takes.
    pub fn take_words(&self, queue: &BoardGroup) -> (String, Option<String>) {
        match (self.kiosk.hall.has_open_window(&queue.code), queue.waiting) {
            (true, waiting) => (self.ahead_short(waiting), self.about(queue.range)),
            (false, 0) => (self.say("kiosk-window-unstaffed"), None),
            (false, waiting) => (self.ahead_short(waiting), None),
        }
    }

    /// What a list of services says of its queue: 号窗口 · 4 人等, behind the plate.
    pub fn queue_line(&self, count: u32) -> String {
        let count = self.waiting(count);
        // English names the window by its plate alone.
        if self.is_english() {
            return format!("**{count}**");
        }
        let label = self.say("kiosk-window-label");
        self.say_with("common-dot-line", &[("first", label.into()), ("second", format!("**{count}**").into())])
    }

    pub fn statutory(&self, service: &MenuService) -> String {
        service.statutory.map_or(String::new(), |limit| {
            let key = if limit.working { "guide-statutory" } else { "guide-statutory-days" };
            self.say_with(key, &[("count", limit.days.into())])
        })
    }

    /// What stands last in the list of papers, of which so many are shown.
    pub fn papers_end(&self, count: usize, shown: usize) -> String {
        match count {
            0 => self.say("guide-nothing-needed"),
            count if count > shown => self.say_with("guide-materials-count", &[("count", count.into())]),
            _ => self.say("guide-nothing-else"),
        }
    }

    /// How many come first, on a ticket.
    pub fn ahead_value(&self, reserved: &Reserved) -> String {
        match reserved.ahead {
            0 if !self.kiosk.hall.has_open_window(&reserved.group) => self.say("kiosk-ticket-first"),
            0 => self.say("kiosk-ticket-next"),
            count => self.say_with("common-people", &[("count", count.into())]),
        }
    }

    /// How long it takes, or why nothing is promised.
    pub fn range_or_why(&self, reserved: &Reserved) -> Result<Range, String> {
        if !self.kiosk.hall.has_open_window(&reserved.group) {
            return Err(self.say("kiosk-window-unstaffed"));
        }
        reserved.range.ok_or_else(|| self.say("kiosk-ticket-no-estimate"))
    }

    pub fn range_value(&self, range: Range) -> String {
        self.say_with("kiosk-range-value", &[("low", range.low.into()), ("high", range.high.into())])
    }

    pub fn expected(&self, reserved: &Reserved, range: Range) -> String {
        let clock = |minutes: u32| reserved.taken_at.plus_seconds(i64::from(minutes) * 60).clock();
        self.say_with("kiosk-ticket-expected", &[("from", clock(range.low).into()), ("to", clock(range.high).into())])
    }

    pub fn note_down(&self, number: &str) -> String {
        self.say_with("kiosk-note-down", &[("ticket", number.into())])
    }

    /// What became of the slip, and what to do.
    pub fn slip_words(&self, slip: SlipFate, number: &str) -> String {
        match slip {
            SlipFate::Printed => self.say("kiosk-ticket-take-slip"),
            SlipFate::Unsure => self.say("kiosk-slip-unsure"),
            SlipFate::OnScreen => self.note_down(number),
            SlipFate::OnPhone => self.say("kiosk-ticket-scan"),
            SlipFate::PrintingAgain => self.say("kiosk-slip-reprinting"),
            SlipFate::NotPrinted => self.say("kiosk-slip-failed"),
        }
    }

    /// The rule for a missed call, in one sentence.
    pub fn missed_rule(&self) -> String {
        let settings = self.kiosk.hall.settings();
        let missed = [("minutes", settings.return_within_minutes.into()), ("count", settings.return_places.into())];
        self.say_with("kiosk-ticket-missed-short", &missed)
    }

    /// Why no slip can be printed now, and what to do, in kind words; nothing where there is no printer.
    pub fn printer_words(&self, state: PrinterState) -> String {
        if !self.kiosk.has_printer {
            return String::new();
        }
        match state {
            PrinterState::PaperOut => self.say("kiosk-paper-out"),
            PrinterState::CoverOpen => self.say("kiosk-cover-open"),
            PrinterState::Jam => self.say("kiosk-printer-jam"),
            PrinterState::Ready | PrinterState::PaperLow | PrinterState::Unreachable | PrinterState::Unknown => self.say("kiosk-printer-away"),
        }
    }

    /// Conditions, steps, basis: title and body.
    pub fn guide_parts(&self, service: &MenuService) -> Vec<(String, String)> {
        let guide = self.kiosk.hall.guide_of(service).cloned().unwrap_or_default();
        let steps: Vec<String> = guide.steps.iter().enumerate().map(|(index, step)| format!("{}. {step}", index + 1)).collect();
        let phone = self.kiosk.hall.menu.as_ref().map(|menu| menu.supervision_phone.clone()).unwrap_or_default();
        let parts = [
            ("kiosk-materials-title", service.materials.join("\n")),
            ("guide-conditions", guide.conditions),
            ("guide-steps", steps.join("\n")),
            ("guide-basis", guide.basis),
            ("rating-line", phone),
        ];
        parts.into_iter().filter(|(_, body)| !body.is_empty()).map(|(key, body)| (self.say(key), body)).collect()
    }

    /// The four reasons to be seen sooner: class, name, note.
    pub fn classes(&self) -> [(PriorityClass, String, String); 4] {
        let settings = self.kiosk.hall.settings();
        let (elder, infant) = ([("age", settings.elder_age.into())], [("age", settings.infant_age.into())]);
        [
            (PriorityClass::Elderly, self.say_with("kiosk-priority-elderly", &elder), self.say("kiosk-priority-elderly-note")),
            (PriorityClass::Access, self.say("kiosk-priority-access"), self.say("kiosk-priority-access-note")),
            (PriorityClass::Pregnant, self.say("kiosk-priority-pregnant"), self.say_with("kiosk-priority-pregnant-note", &infant)),
            (PriorityClass::Soldier, self.say("kiosk-priority-soldier"), self.say("kiosk-priority-soldier-note")),
        ]
    }
}
