//! What an administrator words anew: chosen words of kiosk, display and slip, and which lines a slip carries.

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use crate::ids::StaffNumber;
use crate::moment::Moment;
use crate::refusal::Refusal;

/// Where a word is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Kiosk,
    Display,
    Slip,
}

/// A word that may be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changeable {
    /// Key of the words.
    pub key: &'static str,
    pub places: &'static [Place],
    /// Chinese characters that fit where it stands; English may have [`ENGLISH_WIDTH`] times as many letters.
    pub characters_max: u32,
}

/// Letters take about a third of a Han character's width, and English says the same in more of them.
pub const ENGLISH_WIDTH: u32 = 3;

/// Characters of the note at the foot of a slip.
pub const NOTE_MAX: u32 = 60;

/// Characters of what a locked screen says.
pub const LOCK_MESSAGE_MAX: u32 = 40;

const fn changeable(key: &'static str, places: &'static [Place], characters_max: u32) -> Changeable {
    Changeable { key, places, characters_max }
}

/// Every word that may be changed; all others stay as they are.
pub const TEXTS: [Changeable; 17] = [
    changeable("kiosk-home-question", &[Place::Kiosk], 14),
    changeable("kiosk-not-sure", &[Place::Kiosk], 16),
    changeable("kiosk-not-sure-note", &[Place::Kiosk], 22),
    changeable("kiosk-guide-here", &[Place::Kiosk], 32),
    changeable("kiosk-guide-none", &[Place::Kiosk], 30),
    changeable("closed-title", &[Place::Kiosk, Place::Display], 12),
    changeable("closed-title-rest", &[Place::Kiosk, Place::Display], 12),
    changeable("closed-still-serving", &[Place::Kiosk, Place::Display], 32),
    changeable("kiosk-disconnected-desk", &[Place::Kiosk], 36),
    changeable("display-none-called", &[Place::Display], 24),
    changeable("display-straight-on", &[Place::Display], 8),
    changeable("display-fees", &[Place::Display], 24),
    changeable("closed-emergency", &[Place::Display], 36),
    changeable("slip-bring", &[Place::Slip], 6),
    changeable("slip-follow", &[Place::Slip], 13),
    changeable("slip-scan", &[Place::Slip], 13),
    changeable("slip-code", &[Place::Slip], 13),
];

/// Words in both languages; an empty one leaves the usual word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worded {
    pub zh: String,
    pub en: String,
}

/// How a line of the slip is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineSize {
    Off,
    #[default]
    Normal,
    Large,
}

/// Which lines a slip carries, in their fixed order. Number and plate always stand on it; the note is [`crate::Profile::slip_note`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// As the slip was designed: service and code large, everything on it.
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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    TextSet { key: String, words: Worded, staff: StaffNumber, at: Moment },
    TextCleared { key: String, staff: StaffNumber, at: Moment },
    SlipSet { slip: SlipLayout, staff: StaffNumber, at: Moment },
}

/// What differs from the usual words, and the slip's layout.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screens {
    pub texts: OrdMap<String, Worded>,
    pub slip: SlipLayout,
}

/// The row of a word that may be changed.
pub fn changeable_text(key: &str) -> Option<&'static Changeable> {
    TEXTS.iter().find(|text| text.key == key)
}

/// One line without anything that only machines read, within the length that fits.
pub(crate) fn allow_words(words: &Worded, characters_max: u32) -> Result<Worded, Refusal> {
    Ok(Worded { zh: allow_line(&words.zh, characters_max)?, en: allow_line(&words.en, characters_max * ENGLISH_WIDTH)? })
}

fn allow_line(text: &str, characters: u32) -> Result<String, Refusal> {
    let text = text.trim();
    if text.chars().any(is_unseen) {
        return Err(Refusal::TextNotPlain);
    }
    if text.chars().count() > characters as usize { Err(Refusal::TextTooLong { characters }) } else { Ok(text.to_owned()) }
}

/// Control characters, and marks that turn the direction of writing or take no room.
fn is_unseen(character: char) -> bool {
    character.is_control() || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

impl Screens {
    pub(crate) fn set_text(&self, key: &str, words: &Worded, staff: &StaffNumber, at: Moment) -> Result<Option<Event>, Refusal> {
        let known = changeable_text(key).ok_or(Refusal::UnknownScreenText)?;
        let words = allow_words(words, known.characters_max)?;
        let (key, staff) = (key.to_owned(), staff.clone());
        if words == Worded::default() {
            return Ok(self.texts.contains_key(&key).then_some(Event::TextCleared { key, staff, at }));
        }
        Ok((self.texts.get(&key) != Some(&words)).then_some(Event::TextSet { key, words, staff, at }))
    }

    pub(crate) fn set_slip(&self, slip: &SlipLayout, staff: &StaffNumber, at: Moment) -> Option<Event> {
        let known = self.slip == *slip;
        (!known).then(|| Event::SlipSet { slip: *slip, staff: staff.clone(), at })
    }

    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::TextSet { key, words, .. } => {
                self.texts.insert(key.clone(), words.clone());
            }
            Event::TextCleared { key, .. } => {
                self.texts.remove(key);
            }
            Event::SlipSet { slip, .. } => self.slip = *slip,
        }
    }
}
