//! The printed slip of a ticket: what stands on it, in the citizen's language, line by line. The kiosk prints it, the administrator's page draws it.

mod layout;
mod plan;
mod wrap;

use chrono::Datelike;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Moment;
use crate::wording::Wording;
use crate::words::{self, Argument, Language, say, say_with};

pub use plan::{MARGIN, Modules, PAPER, Step, WIDTH, symbol_size};
pub use wrap::{CELL, Letter, width};

/// How the QR code stands to the words about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// Side by side, by the printer's page mode.
    #[default]
    Beside,
    /// One above the other, for printers without a page mode.
    Above,
}

/// How a line is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineSize {
    Off,
    #[default]
    Normal,
    Large,
}

/// Which lines a slip carries, in their fixed order. Number and plate always stand on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SlipLayout {
    pub hall: LineSize,
    pub service: LineSize,
    pub ahead: LineSize,
    pub range: LineSize,
    pub bring: LineSize,
    pub qr: LineSize,
    pub code: LineSize,
    pub missed: LineSize,
    pub guide_desk: LineSize,
    pub phone: LineSize,
    pub note: LineSize,
    pub fee: LineSize,
}

impl Default for SlipLayout {
    /// As the slip was designed.
    fn default() -> Self {
        let normal = LineSize::Normal;
        Self {
            hall: normal,
            service: LineSize::Large,
            ahead: normal,
            range: normal,
            bring: normal,
            qr: normal,
            code: LineSize::Large,
            missed: normal,
            guide_desk: normal,
            phone: normal,
            note: normal,
            fee: normal,
        }
    }
}

/// Everything that a slip says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slip {
    /// Whose slip it is; not printed.
    pub ticket: u64,
    pub language: Language,
    pub hall: String,
    pub number: String,
    pub windows: Vec<u16>,
    pub service: String,
    pub ahead: u32,
    /// Whether somebody is at a window that would call it.
    pub staffed: bool,
    /// Expected minutes, low and high.
    pub range: Option<(u32, u32)>,
    pub taken_at: Moment,
    pub materials: Vec<String>,
    /// Eight characters that count together with the number.
    pub code: String,
    pub url: Option<String>,
    pub demo: bool,
    pub return_minutes: u32,
    pub return_places: u32,
    pub guide_desk: String,
    /// The guide on duty.
    pub guide: Option<String>,
    pub supervision_phone: String,
    /// The hall's own line at the foot.
    pub note: String,
    /// A second slip of the same ticket.
    pub again: bool,
    pub layout: SlipLayout,
    pub wording: Wording,
}

/// A line that is on the slip, and whether it is large.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Line {
    text: String,
    large: bool,
}

impl Line {
    /// The line, unless it was left out or has nothing to say.
    fn of(size: LineSize, text: impl Into<String>) -> Option<Self> {
        let (text, large) = (text.into(), size == LineSize::Large);
        (size != LineSize::Off && !text.is_empty()).then_some(Self { text, large })
    }
}

/// The slip in words, ready to be laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Words {
    hall: Option<Line>,
    again: Option<String>,
    yours: String,
    go: String,
    number: String,
    plate: String,
    service: Option<Line>,
    ahead: Option<Line>,
    expected: Option<Line>,
    taken: String,
    bring: Option<Line>,
    materials: Vec<String>,
    follow: Vec<String>,
    code_note: String,
    code: Option<Line>,
    url: Option<Line>,
    /// What stands below the last rule; the first clause of the first `rules` lines is bold.
    foot: Vec<(Line, bool)>,
}

impl Slip {
    /// The steps of a printing head.
    pub fn steps(&self, arrangement: Arrangement, modules: Modules<'_>) -> Vec<Step> {
        layout::steps(&self.words(), arrangement, modules)
    }

    fn say(&self, key: &str) -> String {
        self.wording.say(self.language, key)
    }

    fn words(&self) -> Words {
        let (language, layout) = (self.language, &self.layout);
        let materials = if layout.bring == LineSize::Off { Vec::new() } else { self.materials.clone() };
        Words {
            hall: Line::of(layout.hall, self.hall.as_str()),
            again: self.again.then(|| say(language, "slip-reprint")),
            yours: say(language, "kiosk-ticket-yours"),
            go: say(language, "kiosk-ticket-go"),
            number: self.number.clone(),
            plate: plate(&self.windows).unwrap_or_else(|| say(language, "kiosk-ticket-window-later")),
            service: Line::of(layout.service, self.service.as_str()),
            ahead: Line::of(layout.ahead, self.ahead_words()),
            expected: self.expected().and_then(|words| Line::of(layout.range, words)),
            taken: self.taken_words(),
            bring: Line::of(layout.bring, self.say("slip-bring")),
            materials,
            follow: self.follow_words(),
            code_note: self.say("slip-code"),
            code: Line::of(layout.code, self.code.as_str()),
            url: self.url.as_deref().and_then(|url| Line::of(layout.qr, url)),
            foot: self.foot_lines(),
        }
    }

    fn ahead_words(&self) -> String {
        let count: Argument = self.ahead.into();
        match self.range.filter(|_| self.staffed) {
            _ if self.ahead == 0 && !self.staffed => say(self.language, "kiosk-ahead-none"),
            _ if self.ahead == 0 => say(self.language, "slip-ahead-none"),
            Some((low, high)) if self.layout.range != LineSize::Off => {
                say_with(self.language, "slip-ahead-range", &[("count", count), ("low", low.into()), ("high", high.into())])
            }
            Some(_) | None => say_with(self.language, "slip-ahead-only", &[("count", count)]),
        }
    }

    /// When it will be called; while nobody is at the window, that.
    fn expected(&self) -> Option<String> {
        if !self.staffed {
            return Some(say(self.language, "kiosk-window-unstaffed"));
        }
        self.range.map(|(low, high)| self.expected_words(low, high))
    }

    fn expected_words(&self, low: u32, high: u32) -> String {
        let at = |minutes: u32| self.taken_at.plus_seconds(i64::from(minutes) * 60).clock();
        say_with(self.language, "slip-expected", &[("from", at(low).into()), ("to", at(high).into())])
    }

    fn taken_words(&self) -> String {
        let local = self.taken_at.local();
        let date = local.format("%Y-%m-%d").to_string();
        let weekday = words::weekday(self.language, local.weekday().number_from_monday());
        let time = self.taken_at.clock();
        say_with(self.language, "slip-taken", &[("date", date.into()), ("weekday", weekday.into()), ("time", time.into())])
    }

    fn follow_words(&self) -> Vec<String> {
        if self.url.is_none() || self.layout.qr == LineSize::Off {
            return Vec::new();
        }
        let note = if self.demo { say(self.language, "common-demo-local") } else { self.say("slip-scan") };
        vec![self.say("slip-follow"), note]
    }

    /// Rules, desk, note, fees and phone; the last two share a line where they are alike.
    fn foot_lines(&self) -> Vec<(Line, bool)> {
        let (language, layout) = (self.language, &self.layout);
        let missed = [("minutes", self.return_minutes.into()), ("count", self.return_places.into())];
        let phone = [("phone", self.supervision_phone.as_str().into())];
        let (fee, fee_alone, line) = (say_with(language, "ticket-fees", &phone), say(language, "slip-fee"), say_with(language, "slip-phone", &phone));
        let mut lines = vec![
            (Line::of(layout.missed, say_with(language, "slip-missed", &missed)), true),
            (Line::of(layout.guide_desk, self.desk_words()), true),
            (Line::of(layout.note, self.note_words()), true),
        ];
        if layout.fee == layout.phone {
            lines.push((Line::of(layout.fee, fee), false));
        } else {
            lines.extend([(Line::of(layout.fee, fee_alone), false), (Line::of(layout.phone, line), false)]);
        }
        lines.into_iter().filter_map(|(line, clause)| Some((line?, clause))).collect()
    }

    /// The hall's own line, unless it only says again what stands beside the QR code.
    fn note_words(&self) -> &str {
        if self.follow_words().contains(&self.note) { "" } else { &self.note }
    }

    fn desk_words(&self) -> String {
        let place: Argument = self.guide_desk.as_str().into();
        match &self.guide {
            Some(name) => say_with(self.language, "slip-guide-desk", &[("place", place), ("name", name.into())]),
            None => say_with(self.language, "slip-guide-desk-plain", &[("place", place)]),
        }
    }
}

/// The windows on the plate: `2`, `2-4` for neighbours, `2/5` for others; nothing while none is known.
fn plate(windows: &[u16]) -> Option<String> {
    match windows {
        [] => None,
        [only] => Some(only.to_string()),
        [first, .., last] if windows.windows(2).all(|pair| pair[1] == pair[0] + 1) => Some(format!("{first}-{last}")),
        several => Some(several.iter().map(u16::to_string).collect::<Vec<_>>().join("/")),
    }
}
