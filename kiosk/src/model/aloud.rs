//! 读给我听: the parts of a screen, said one after the other; a second touch or another screen stops it.

use sunhall_protocol::Moment;

use super::{Action, Kiosk};
use crate::spoken::{self, Part};
use crate::tell::Tell;

/// A breath between two parts.
const BREATH_MS: i64 = 350;
/// A voice that has said nothing of a part by then says nothing at all.
const VOICE_SECONDS: i64 = 8;

/// What is being read, and how far it is.
#[derive(Clone, Debug)]
pub struct Aloud {
    parts: Vec<Part>,
    at: usize,
    /// Number of the part that is being said.
    part: u64,
    /// The picture it belongs to.
    picture: String,
    /// When the part is over.
    until: Moment,
}

impl Kiosk {
    /// The part that is being read now.
    pub fn being_read(&self) -> Option<&Part> {
        let aloud = self.aloud.as_ref()?;
        aloud.parts.get(aloud.at)
    }

    pub(super) fn read_aloud(&mut self, now: Moment) -> Vec<Action> {
        if self.aloud.take().is_some() { vec![Action::Hush] } else { self.start_reading(now) }
    }

    pub(super) fn start_reading(&mut self, now: Moment) -> Vec<Action> {
        let parts = spoken::parts(&Tell::new(self, now));
        if parts.is_empty() {
            return Vec::new();
        }
        self.aloud = Some(Aloud { parts, at: 0, part: 0, picture: self.picture(), until: now });
        let mut actions = vec![Action::Hush];
        actions.extend(self.say_part(now));
        actions
    }

    /// Another picture than the one that is being read.
    pub(super) fn stop_reading_what_is_gone(&mut self) -> Option<Action> {
        let gone = self.aloud.as_ref().is_some_and(|aloud| aloud.picture != self.picture());
        if gone {
            self.aloud = None;
        }
        gone.then_some(Action::Hush)
    }

    /// The voice has begun with a part.
    pub(super) fn speaking(&mut self, part: u64, milliseconds: i64, now: Moment) {
        if let Some(aloud) = self.aloud.as_mut().filter(|aloud| aloud.part == part) {
            aloud.until = Moment(now.0 + milliseconds + BREATH_MS);
        }
    }

    /// The next part, when one is over.
    pub(super) fn read_on(&mut self, now: Moment) -> Option<Action> {
        if self.aloud_due().is_none_or(|due| due > now) {
            return None;
        }
        let aloud = self.aloud.as_mut()?;
        aloud.at += 1;
        // Somebody is listening; they get their time after the last word.
        self.touched_at = now;
        self.say_part(now)
    }

    pub(super) fn aloud_due(&self) -> Option<Moment> {
        Some(self.aloud.as_ref()?.until)
    }

    fn say_part(&mut self, now: Moment) -> Option<Action> {
        self.parts_read += 1;
        let language = self.language;
        let percent = self.percent(now);
        let aloud = self.aloud.as_mut()?;
        let Some(part) = aloud.parts.get(aloud.at) else {
            self.aloud = None;
            return None;
        };
        aloud.part = self.parts_read;
        aloud.until = now.plus_seconds(VOICE_SECONDS);
        Some(Action::Speak { part: aloud.part, sentence: part.sentence(language), percent })
    }
}
