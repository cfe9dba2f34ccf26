//! The printed slip of a ticket: what stands on it, in the citizen's language, as ESC/POS bytes.

mod ink;
mod layout;
mod rare;
mod wrap;

use sunhall_protocol::Moment;
use sunhall_protocol::words::{self, Argument, Language, say, say_with};

use chrono::Datelike;

/// How the QR code stands to the words about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Arrangement {
    /// Side by side, by the printer's page mode.
    #[default]
    Beside,
    /// One above the other, for printers without a page mode.
    Above,
}

/// Everything that a slip says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slip {
    pub language: Language,
    pub hall: String,
    pub number: String,
    pub windows: Vec<u16>,
    pub service: String,
    pub ahead: u32,
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
    /// What the hall wants to stand at the foot of every slip.
    pub note: String,
    /// A second slip of the same ticket.
    pub again: bool,
}

/// The slip in words, ready to be laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Words {
    hall: String,
    again: Option<String>,
    yours: String,
    go: String,
    number: String,
    plate: String,
    service: String,
    ahead: String,
    expected: Option<String>,
    taken: String,
    bring: String,
    materials: Vec<String>,
    follow: Vec<String>,
    code_note: String,
    code: String,
    url: Option<String>,
    rules: Vec<String>,
    note: String,
    fees: String,
}

impl Slip {
    /// The bytes for the printer.
    pub fn bytes(&self, arrangement: Arrangement) -> anyhow::Result<Vec<u8>> {
        layout::bytes(&self.words(), arrangement)
    }

    fn words(&self) -> Words {
        let language = self.language;
        Words {
            hall: self.hall.clone(),
            again: self.again.then(|| say(language, "slip-reprint")),
            yours: say(language, "kiosk-ticket-yours"),
            go: say(language, "kiosk-ticket-go"),
            number: self.number.clone(),
            plate: plate(&self.windows).unwrap_or_else(|| say(language, "kiosk-ticket-window-later")),
            service: self.service.clone(),
            ahead: self.ahead_words(),
            expected: self.range.map(|(low, high)| self.expected_words(low, high)),
            taken: self.taken_words(),
            bring: say(language, "slip-bring"),
            materials: self.materials.clone(),
            follow: self.follow_words(),
            code_note: say(language, "slip-code"),
            code: self.code.clone(),
            url: self.url.clone(),
            rules: self.rule_words(),
            note: self.note.clone(),
            fees: say_with(language, "ticket-fees", &[("phone", self.supervision_phone.as_str().into())]),
        }
    }

    fn ahead_words(&self) -> String {
        let count: Argument = self.ahead.into();
        match self.range {
            _ if self.ahead == 0 => say(self.language, "slip-ahead-none"),
            Some((low, high)) => say_with(self.language, "slip-ahead-range", &[("count", count), ("low", low.into()), ("high", high.into())]),
            None => say_with(self.language, "slip-ahead-only", &[("count", count)]),
        }
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
        if self.url.is_none() {
            return Vec::new();
        }
        let note = if self.demo { "common-demo-local" } else { "slip-scan" };
        vec![say(self.language, "slip-follow"), say(self.language, note)]
    }

    fn rule_words(&self) -> Vec<String> {
        let language = self.language;
        let missed = [("minutes", self.return_minutes.into()), ("count", self.return_places.into())];
        let place: Argument = self.guide_desk.as_str().into();
        let desk = match &self.guide {
            Some(name) => say_with(language, "slip-guide-desk", &[("place", place), ("name", name.into())]),
            None => say_with(language, "slip-guide-desk-plain", &[("place", place)]),
        };
        vec![say_with(language, "slip-missed", &missed), desk]
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
