//! What 读给我听 says of each screen: its parts in reading order, each with the words on the screen that it belongs to.

mod offer;
mod visit;

use sunhall_protocol::words::Language;
use sunhall_screen::sound::reading;
use sunhall_screen::sound::voice::Sentence;

use crate::model::{Screen, Shown};
use crate::tell::Tell;

/// One part of a screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The words on the screen round which the rim is drawn.
    pub marks: Vec<String>,
    /// What is said.
    pub words: String,
}

impl Part {
    /// For the voice: Chinese by its pinyin, also where it stands on an English screen.
    pub fn sentence(&self, language: Language) -> Sentence {
        if language == Language::Chinese || self.words.chars().any(is_han) {
            Sentence::Pinyin(reading::pinyin(&self.words))
        } else {
            Sentence::English(self.words.clone())
        }
    }
}

fn is_han(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

/// The parts of what is seen now.
pub fn parts(tell: &Tell<'_>) -> Vec<Part> {
    let mut speech = Speech { tell, parts: Vec::new() };
    match tell.kiosk.shown() {
        Shown::Starting => speech.keys(&["kiosk-starting"]),
        Shown::Disconnected => speech.keys(&["kiosk-disconnected-title", "kiosk-disconnected-desk", "kiosk-disconnected-valid", "kiosk-disconnected-again"]),
        Shown::Locked => {
            speech.keys(&["kiosk-locked-title"]);
            speech.words(tell.locked_message());
            speech.keys(&["kiosk-locked-desk", "kiosk-disconnected-valid"]);
        }
        Shown::Closed => speech.closed(),
        Shown::Screen => speech.screen(&tell.kiosk.screen),
    }
    speech.parts.retain(|part| !part.words.is_empty());
    speech.parts
}

struct Speech<'a> {
    tell: &'a Tell<'a>,
    parts: Vec<Part>,
}

impl Speech<'_> {
    fn screen(&mut self, screen: &Screen) {
        match screen {
            Screen::Home | Screen::Browse => self.home(),
            Screen::Services { group, page } => self.services(group, *page),
            Screen::Search { letters, page } => self.search(letters, *page),
            Screen::Guide { service } => self.guide(service),
            Screen::More { service, .. } => self.more(service),
            Screen::Priority { service } => self.priority(service.is_some()),
            Screen::Taking { .. } => self.keys(&["kiosk-ticket-taking"]),
            Screen::Printing { .. } | Screen::Confirming { .. } => self.keys(&["kiosk-printing"]),
            Screen::Choosing { reserved, why } => self.choosing(reserved, *why),
            Screen::Ticket { reserved, slip, .. } => self.ticket(reserved, *slip),
            Screen::Cancelled { number, .. } => self.words(self.tell.say_with("kiosk-cancelled", &[("ticket", number.as_str().into())])),
            Screen::Refused { refusal } => self.refused(refusal),
            Screen::RateEntry { .. } => self.rate_entry(),
            // While a phone number is typed its keys stand where the reasons do.
            Screen::Rate { found, level, typing, .. } => self.rate(found, level.filter(|_| !typing)),
            Screen::Thanks { .. } => self.keys(&["rating-kept"]),
        }
    }

    /// Words that are said as they stand there.
    fn words(&mut self, words: String) {
        self.parts.push(Part { marks: vec![words.clone()], words });
    }

    fn keys(&mut self, keys: &[&str]) {
        for key in keys {
            self.words(self.tell.say(key));
        }
    }

    /// Words about what is marked by others.
    fn part(&mut self, marks: &[&str], words: &[&str]) {
        let marks = marks.iter().map(|mark| (*mark).to_owned()).collect();
        let comma = if self.tell.is_english() { ", " } else { "，" };
        let words: Vec<&str> = words.iter().copied().filter(|words| !words.is_empty()).collect();
        self.parts.push(Part { marks, words: words.join(comma) });
    }
}
