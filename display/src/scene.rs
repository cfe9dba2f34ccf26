//! What every board is drawn from, and the words they share: time, date, head, second language.

use std::collections::BTreeMap;

use egui::{Context, TextureHandle, Ui};
use sunhall_protocol::board::{Hours, HoursState, Span};
use sunhall_protocol::words::{self, Argument, Language};
use sunhall_protocol::{Bilingual, Moment};
use sunhall_screen::announce::Present;
use sunhall_screen::widgets::notes::Pages;
use sunhall_screen::widgets::portrait;
use sunhall_screen::widgets::{Header, SunClock, SunState};

use crate::hall::Hall;

/// Everything one frame is drawn from.
pub struct Scene<'a> {
    pub hall: &'a Hall,
    pub language: Language,
    /// The hall's time.
    pub now: Moment,
    /// The newest call that may stand in a list.
    pub shown: u64,
    /// The call on the overlay.
    pub present: Option<&'a Present>,
    pub pictures: &'a Pictures,
    pub pages: Option<Pages>,
    /// How far the list of calls has moved down after the last call, 0 to 1.
    pub settled: f32,
}

impl Scene<'_> {
    pub fn say(&self, key: &str) -> String {
        self.say_in(self.language, key)
    }

    pub fn say_with(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        words::say_with(self.language, key, arguments)
    }

    /// The same word in the other language, as the boards show it beside.
    pub fn beside(&self, key: &str) -> String {
        self.say_in(self.language.other(), key)
    }

    /// A word as this hall says it.
    pub fn say_in(&self, language: Language, key: &str) -> String {
        self.hall.board.as_ref().map_or_else(|| words::say(language, key), |board| board.wording.say(language, key))
    }

    pub fn text<'t>(&self, text: &'t Bilingual) -> &'t str {
        text.text(self.language)
    }

    /// A text in the other language; empty where it would only say the same again.
    pub fn text_beside<'t>(&self, text: &'t Bilingual) -> &'t str {
        let other = text.text(self.language.other());
        if other == self.text(text) { "" } else { other }
    }

    pub fn hours(&self) -> Option<&Hours> {
        let live = self.hall.live.as_ref().map(|live| &live.hours);
        self.hall.board.as_ref().map(|board| &board.hours).or(live)
    }

    pub fn hall_name(&self) -> Bilingual {
        let live = self.hall.live.as_ref().map(|live| &live.hall);
        self.hall.board.as_ref().map(|board| &board.hall).or(live).cloned().unwrap_or_default()
    }

    /// The sun clock of now.
    pub fn clock(&self) -> SunClock {
        let spans = self.hours().map(|hours| hours.spans.iter().map(minutes).collect()).unwrap_or_default();
        let state = if self.hall.stale.is_some() {
            SunState::Stale
        } else if self.hall.is_closed() {
            SunState::Closed
        } else {
            SunState::Open
        };
        SunClock { now: Some(minute_of_day(self.now)), spans, state }
    }

    /// Draws the head of a display.
    pub fn head_ui(&self, ui: &mut Ui, title: &str, second: &str) {
        let (month, day, weekday) = calendar(self.now);
        let date = words::date(self.language, month, day);
        let weekday = words::say_with(self.language, "common-weekday", &[("weekday", weekday.into())]);
        Header { title, second, brand: ("", ""), date: (&date, &weekday), clock: self.clock() }.display_ui(ui);
    }

    /// Why a window has no clerk at this hour, and whether the hour alone explains it.
    pub fn without_clerk(&self) -> (&'static str, bool) {
        match self.hours().map(|hours| hours.state) {
            Some(HoursState::Rest) => ("closed-title-rest", true),
            Some(HoursState::Before) => ("display-window-before", true),
            Some(HoursState::Break) => ("display-window-break", true),
            Some(HoursState::Over) => ("display-window-closed", true),
            Some(HoursState::Open | HoursState::LastCalls) | None => ("display-window-nobody", false),
        }
    }

    /// When the hall opens next, in words: 明天 星期二 08:30.
    pub fn next_opening(&self) -> Option<String> {
        let opening = self.hours()?.next_opening?;
        let time = opening.clock();
        let days = (opening.0 + DAY_OFFSET_MS).div_euclid(DAY_MS) - (self.now.0 + DAY_OFFSET_MS).div_euclid(DAY_MS);
        let (month, day, weekday) = calendar(opening);
        Some(match days {
            0 => self.say_with("closed-next-today", &[("time", time.into())]),
            1 => {
                let weekday = self.say_with("common-weekday", &[("weekday", weekday.into())]);
                self.say_with("closed-next-tomorrow", &[("weekday", weekday.into()), ("time", time.into())])
            }
            _ => {
                let date = words::date_weekday(self.language, month, day, weekday);
                self.say_with("closed-next-day", &[("date", date.into()), ("time", time.into())])
            }
        })
    }
}

const DAY_MS: i64 = 86_400_000;
const DAY_OFFSET_MS: i64 = 8 * 3_600_000;

/// Minutes since midnight in the hall.
pub fn minute_of_day(moment: Moment) -> u32 {
    u32::try_from((moment.0 + DAY_OFFSET_MS).rem_euclid(DAY_MS) / 60_000).unwrap_or(0)
}

fn minutes(span: &Span) -> (u32, u32) {
    (minute_of_day(span.from), minute_of_day(span.to))
}

/// Month, day and ISO weekday in the hall.
pub fn calendar(moment: Moment) -> (u32, u32, u32) {
    use chrono::Datelike;
    let local = moment.local();
    (local.month(), local.day(), local.weekday().number_from_monday())
}

/// `2026-12-07` as the language writes a day.
pub fn day_words(language: Language, day: &str) -> String {
    let mut parts = day.split('-').skip(1).filter_map(|part| part.parse::<u32>().ok());
    match (parts.next(), parts.next()) {
        (Some(month), Some(day)) => words::date(language, month, day),
        _ => day.to_owned(),
    }
}

/// The portraits that were made into textures.
#[derive(Default)]
pub struct Pictures {
    loaded: BTreeMap<String, Option<TextureHandle>>,
}

impl Pictures {
    /// Loads the portraits of the badges on duty that have arrived, and lets go of the others.
    pub fn load(&mut self, ctx: &Context, hall: &Hall) {
        let named: Vec<&String> = hall.duty.iter().flat_map(|duty| &duty.badges).filter_map(|badge| badge.portrait.as_ref()).collect();
        self.loaded.retain(|hash, _| named.contains(&hash));
        for hash in named {
            let Some(bytes) = hall.files.get(hash).filter(|_| !self.loaded.contains_key(hash)) else { continue };
            let picture = portrait::load(ctx, hash, bytes);
            if let Err(fault) = &picture {
                tracing::warn!(hash, %fault, "a portrait is no picture; the bust stands in");
            }
            self.loaded.insert(hash.clone(), picture.ok());
        }
    }

    pub fn of(&self, hash: Option<&String>) -> Option<&TextureHandle> {
        self.loaded.get(hash?)?.as_ref()
    }
}
