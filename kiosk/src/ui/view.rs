//! What every screen needs while it is drawn: the model, the moment, the words, and the taps it found.

use eframe::egui::{Id, TextureHandle, Ui};
use sunhall_protocol::kiosk::{Fee, MenuService};
use sunhall_protocol::words::{self, Argument, Language};
use sunhall_protocol::{Bilingual, Moment, Refusal};
use sunhall_screen::theme::{self, Palette};
use sunhall_screen::widgets::portrait;

use crate::model::{Kiosk, Tap};

pub struct View<'a> {
    pub kiosk: &'a Kiosk,
    pub now: Moment,
    pub language: Language,
    pub palette: Palette,
    pub taps: Vec<Tap>,
}

impl<'a> View<'a> {
    pub fn new(ui: &Ui, kiosk: &'a Kiosk, now: Moment) -> Self {
        Self { kiosk, now, language: kiosk.language, palette: theme::palette(ui.ctx()), taps: Vec::new() }
    }

    pub fn tap(&mut self, tap: Tap) {
        self.taps.push(tap);
    }

    pub fn say(&self, key: &str) -> String {
        self.straight(self.say_in(self.language, key))
    }

    /// A word as this hall says it, for instance in the other language.
    pub fn say_in(&self, language: Language, key: &str) -> String {
        self.kiosk.hall.menu.as_ref().map_or_else(|| words::say(language, key), |menu| menu.wording.say(language, key))
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

    /// Sequence number of the board that is shown, for the screen map.
    pub fn version(&self) -> String {
        self.kiosk.hall.board.as_ref().map(|board| board.version.seq.to_string()).unwrap_or_default()
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

    /// 周二、周四 for the days on which a group is served.
    pub fn days(&self, weekdays: &[u8]) -> String {
        let days: Vec<u32> = weekdays.iter().copied().map(u32::from).collect();
        words::weekdays(self.language, &days)
    }

    /// The portrait with this hash as a texture; none while it has not come.
    pub fn portrait(&self, ui: &Ui, hash: Option<&String>) -> Option<TextureHandle> {
        let hash = hash?;
        let id = Id::unique(("kiosk portrait", hash));
        if let Some(texture) = ui.ctx().data(|data| data.get_temp::<TextureHandle>(id)) {
            return Some(texture);
        }
        let bytes = self.kiosk.hall.portraits.get(hash)?;
        // A picture that cannot be read is drawn as the neutral bust.
        let texture = portrait::load(ui.ctx(), hash, bytes).ok()?;
        ui.ctx().data_mut(|data| data.insert_temp(id, texture.clone()));
        Some(texture)
    }
}
