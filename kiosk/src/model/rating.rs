//! Rating: number and code, faces, reasons, a phone number if the citizen likes.

use std::collections::BTreeSet;

use sunhall_protocol::kiosk::{Found, KioskAsk};
use sunhall_protocol::{Moment, Refusal};

use super::{Action, Field, Kiosk, Screen, Tap};

/// Characters of the code on a slip, its dash aside.
pub const CODE_LENGTH: usize = 8;
/// A letter and up to five digits.
const NUMBER_LENGTH_MAX: usize = 6;
const PHONE_LENGTH_MAX: usize = 16;
const LETTERS_MAX: usize = 12;
/// Letters and digits that codes are made of; what looks alike is left out.
pub const CODE_LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Kiosk {
    pub(super) fn rate(&mut self, tap: Tap, now: Moment) -> Vec<Action> {
        match tap {
            Tap::Find => return self.find_ticket(now),
            Tap::Submit => return self.submit(now),
            Tap::Field(wanted) => {
                if let Screen::RateEntry { field, .. } = &mut self.screen {
                    *field = wanted;
                }
            }
            tap => {
                if let Screen::Rate { level, reasons, typing, .. } = &mut self.screen {
                    match tap {
                        Tap::Level(chosen) => {
                            let was_good = level.map(is_good);
                            *level = Some(chosen);
                            // The two lists of reasons differ; what was ticked in the other would mean nothing.
                            if was_good != Some(is_good(chosen)) {
                                reasons.clear();
                            }
                        }
                        Tap::Reason(key) => {
                            if !reasons.remove(&key) {
                                reasons.insert(key);
                            }
                        }
                        _ => *typing = !*typing,
                    }
                }
            }
        }
        Vec::new()
    }

    pub(super) fn type_key(&mut self, tap: &Tap) {
        match &mut self.screen {
            Screen::Search { letters, page } => {
                edit(letters, tap, LETTERS_MAX);
                *page = 0;
            }
            Screen::RateEntry { number, code, field, refusal, .. } => {
                *refusal = None;
                match field {
                    Field::Number => edit(number, tap, NUMBER_LENGTH_MAX),
                    Field::Code => edit(code, tap, CODE_LENGTH),
                }
            }
            Screen::Rate { phone, typing: true, refusal, .. } => {
                *refusal = None;
                edit(phone, tap, PHONE_LENGTH_MAX);
            }
            _ => {}
        }
    }

    fn find_ticket(&mut self, now: Moment) -> Vec<Action> {
        let Screen::RateEntry { number, code, field, asking, .. } = &mut self.screen else { return Vec::new() };
        if !is_number(number) || *asking {
            return Vec::new();
        }
        if code.chars().count() < CODE_LENGTH {
            *field = Field::Code;
            return Vec::new();
        }
        *asking = true;
        let ask = KioskAsk::FindTicket { number: number.clone(), code: dashed(code) };
        vec![self.send(ask, now)]
    }

    pub(super) fn found(&mut self, found: Found) {
        if let Screen::RateEntry { code, .. } = &self.screen {
            self.screen = Screen::Rate {
                found: Box::new(found),
                code: dashed(code),
                level: None,
                reasons: BTreeSet::new(),
                phone: String::new(),
                typing: false,
                sending: false,
                refusal: None,
            };
        }
    }

    fn submit(&mut self, now: Moment) -> Vec<Action> {
        let Screen::Rate { found, code, level: Some(level), reasons, phone, typing, sending, refusal } = &mut self.screen else { return Vec::new() };
        if *sending {
            return Vec::new();
        }
        (*sending, *typing, *refusal) = (true, false, None);
        let ask = KioskAsk::Rate {
            number: found.number.clone(),
            code: code.clone(),
            level: *level,
            reasons: reasons.iter().cloned().collect(),
            words: None,
            phone: (!phone.is_empty()).then(|| phone.clone()),
        };
        vec![self.send(ask, now)]
    }

    pub(super) fn rating_refused(&mut self, refused: Refusal) {
        match &mut self.screen {
            Screen::RateEntry { asking, refusal, .. } => {
                *asking = false;
                *refusal = Some(refused);
            }
            Screen::Rate { sending, refusal, .. } => {
                *sending = false;
                *refusal = Some(refused);
            }
            _ => {}
        }
    }
}

/// 非常满意, 满意 and 基本满意 are asked what was good, the others what went wrong.
pub fn is_good(level: u8) -> bool {
    level >= 3
}

/// A letter and three to five digits.
pub fn is_number(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(|letter| letter.is_ascii_uppercase())
        && letters.clone().all(|digit| digit.is_ascii_digit())
        && (3..=5).contains(&letters.count())
}

/// The code as slips print it.
pub fn dashed(code: &str) -> String {
    match code.split_at_checked(CODE_LENGTH / 2) {
        Some((first, second)) if !second.is_empty() => format!("{first}-{second}"),
        _ => code.to_owned(),
    }
}

fn edit(text: &mut String, tap: &Tap, limit: usize) {
    match tap {
        Tap::Letter(letter) if text.chars().count() < limit => text.push(*letter),
        Tap::Delete => {
            text.pop();
        }
        Tap::Clear => text.clear(),
        _ => {}
    }
}
