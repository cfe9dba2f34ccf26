//! Forms as they come in: fields by name, read one after the other, with what is wrong said in words beside each.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;
use sunhall_hall::calendar::Span;
use sunhall_hall::{Day, Refusal};

use crate::engine::{CommandId, Outcome};
use crate::web::commands::{Malformed, command_id};
use crate::web::say::Say;

/// Opening spans that one day may have.
pub const SPANS_MAX: usize = 3;

/// The fields of a form, in order; a name may stand more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Posted(pub Vec<(String, String)>);

impl Posted {
    /// The first field of this name without blanks around it; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, value)| known == name && !value.trim().is_empty()).map(|(_, value)| value.trim())
    }

    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|known| known == value)
    }

    /// One more field, for forms that begin with what is so now.
    #[must_use]
    pub fn and(mut self, name: &str, value: &(impl std::fmt::Display + ?Sized)) -> Self {
        self.0.push((name.to_owned(), value.to_string()));
        self
    }

    pub fn id(&self) -> Result<CommandId, Malformed> {
        command_id(self.get("id"))
    }
}

/// What is wrong with a form, by field; what belongs to no field of the form is said above it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrong(pub BTreeMap<String, String>);

impl Wrong {
    /// Wrong as a whole.
    pub fn whole(words: String) -> Self {
        Self::field("", words)
    }

    pub fn field(name: &str, words: String) -> Self {
        Self(BTreeMap::from([(name.to_owned(), words)]))
    }

    /// How the engine ended a command: `None` when it was done.
    pub fn of(ui: Say, outcome: &Outcome, refused: impl FnOnce(&Refusal) -> String) -> Option<Self> {
        Some(match outcome {
            Outcome::Decided(Ok(_)) => return None,
            Outcome::Decided(Err(refusal)) => match field_of(refusal) {
                Some((field, key)) => Self::field(field, ui.say(key)),
                None => Self::whole(refused(refusal)),
            },
            Outcome::Busy => Self::whole(ui.say("refusal-busy")),
            Outcome::Fault => Self::whole(ui.say("refusal-saving-failed")),
            Outcome::IdRefused { hub_time } => Self::whole(ui.with("refusal-request-too-old", &[("time", crate::web::state::clock(*hub_time).into())])),
        })
    }
}

/// The field that a refusal is about, and what to say beside it.
fn field_of(refusal: &Refusal) -> Option<(&'static str, &'static str)> {
    Some(match refusal {
        Refusal::NameInvalid => ("code", "admin-wrong-code"),
        Refusal::NameTaken => ("code", "refusal-name-taken"),
        Refusal::ParameterInvalid => ("value", "refusal-parameter-invalid"),
        Refusal::SettingInvalid { what } => match what.as_str() {
            "name" => ("name", "admin-wrong-empty"),
            "letter" => ("letter", "admin-wrong-letter"),
            "weekdays" => ("weekdays", "admin-wrong-weekdays"),
            "help" => ("help", "admin-wrong-help"),
            "number" => ("number", "admin-wrong-window-number"),
            "from" => ("from", "refusal-parameter-date"),
            "hours" => ("spans", "admin-wrong-hours"),
            "day" => ("day", "refusal-parameter-date"),
            "reason" => ("reason", "admin-wrong-empty"),
            "not_sure" => ("not_sure", "group-wrong-not-sure"),
            "pledged_days" => ("pledged_days", "service-wrong-pledged"),
            "fee" => ("fee", "service-wrong-fee"),
            "originals" => ("originals", "service-wrong-originals"),
            _ => return None,
        },
        _ => return None,
    })
}

/// Reads the fields of one form and remembers what is wrong.
pub struct Reading<'a> {
    pub posted: &'a Posted,
    pub ui: Say,
    wrong: Wrong,
}

impl<'a> Reading<'a> {
    pub fn new(ui: Say, posted: &'a Posted) -> Self {
        Self { posted, ui, wrong: Wrong::default() }
    }

    /// All is well, or what is not.
    pub fn finish(self) -> Result<(), Wrong> {
        if self.wrong.0.is_empty() { Ok(()) } else { Err(self.wrong) }
    }

    pub fn blame(&mut self, name: &str, words: String) {
        self.wrong.0.entry(name.to_owned()).or_insert(words);
    }

    /// One line that may be empty.
    pub fn line(&mut self, name: &str, longest: usize) -> String {
        let text = self.posted.get(name);
        if text.chars().count() > longest {
            self.blame(name, self.ui.with("admin-wrong-long", &[("count", longest.into())]));
        } else if text.chars().any(|sign| sign.is_control() && sign != '\n' && sign != '\r') {
            self.blame(name, self.ui.say("admin-wrong-signs"));
        }
        text.replace('\r', "")
    }

    /// A line that must say something.
    pub fn needed(&mut self, name: &str, longest: usize) -> String {
        let text = self.line(name, longest);
        if text.is_empty() {
            self.blame(name, self.ui.say("admin-wrong-empty"));
        }
        text
    }

    /// The code of something new, which stays for good.
    pub fn code(&mut self, name: &str) -> String {
        let code = self.needed(name, 40);
        if !code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            self.blame(name, self.ui.say("admin-wrong-code"));
        }
        code
    }

    /// One item a line; empty lines count for nothing.
    pub fn lines(&mut self, name: &str, longest: usize) -> Vec<String> {
        let text = self.line(name, longest);
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// A whole number between two others.
    pub fn whole(&mut self, name: &str, least: u32, most: u32) -> u32 {
        let read = u32::from_str(self.posted.get(name)).ok().filter(|figure| (least..=most).contains(figure));
        if read.is_none() {
            self.blame(name, self.ui.with("admin-wrong-figure", &[("least", least.into()), ("most", most.into())]));
        }
        read.unwrap_or(least)
    }

    /// A day that is needed.
    pub fn day(&mut self, name: &str) -> Option<Day> {
        let read = day(self.posted.get(name));
        if read.is_none() {
            self.blame(name, self.ui.say("admin-wrong-day"));
        }
        read
    }

    /// A day, or `today` where none is given; none before it.
    pub fn from(&mut self, name: &str, today: Day) -> Day {
        if self.posted.get(name).is_empty() {
            return today;
        }
        let read = self.day(name).unwrap_or(today);
        if read < today {
            self.blame(name, self.ui.say("refusal-parameter-date"));
        }
        read
    }

    /// Opening spans, in order; a pair left empty counts for nothing.
    pub fn spans(&mut self, name: &str) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for pair in 1..=SPANS_MAX {
            let texts = ["from", "to"].map(|end| self.posted.get(&format!("{name}-{pair}-{end}")));
            let times = texts.map(|text| NaiveTime::parse_from_str(text, "%H:%M").or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S")).ok());
            match times {
                [Some(from), Some(to)] if from < to && spans.last().is_none_or(|last| last.to <= from) => spans.push(Span { from, to }),
                [Some(_), Some(_)] => self.blame(name, self.ui.say("admin-wrong-hours")),
                [None, None] if texts == ["", ""] => {}
                _ => self.blame(name, self.ui.say("admin-wrong-time")),
            }
        }
        spans
    }

    /// One of the values that are offered.
    pub fn one_of<T: Clone>(&mut self, name: &str, offered: &[(&str, T)]) -> Option<T> {
        let value = self.posted.get(name);
        let found = offered.iter().find(|(known, _)| *known == value).map(|(_, meaning)| meaning.clone());
        if found.is_none() {
            self.blame(name, self.ui.say("admin-wrong-choice"));
        }
        found
    }

    pub fn ticked(&self, name: &str) -> bool {
        self.posted.get(name) == "yes"
    }
}

/// `2026-11-26`, in years that people plan for.
pub fn day(text: &str) -> Option<Day> {
    use chrono::Datelike;
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|date| (2000..=2199).contains(&date.year())).map(Day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(fields: &[(&str, &str)]) -> Posted {
        fields.iter().fold(Posted::default(), |posted, (name, value)| posted.and(name, value))
    }

    #[test]
    fn each_field_says_its_own_fault_and_good_ones_none() {
        let posted =
            posted(&[("name", "  "), ("days", "12x"), ("from", "2026-02-30"), ("w-1-from", "8.30"), ("kind", "what"), ("place", "一楼"), ("bell", "a\u{7}")]);
        let mut read = Reading::new(Say::default(), &posted);
        let today = day("2026-11-26").unwrap();
        assert_eq!((read.needed("name", 20), read.whole("days", 0, 99), read.from("from", today)), (String::new(), 0, today));
        assert_eq!((read.spans("w"), read.one_of("kind", &[("a", 1)]), read.line("place", 20)), (Vec::new(), None, "一楼".to_owned()));
        read.line("bell", 20);
        let Err(wrong) = read.finish() else { panic!("nothing was wrong") };
        assert_eq!(wrong.0.keys().collect::<Vec<_>>(), ["bell", "days", "from", "kind", "name", "w"]);
    }

    #[test]
    fn a_day_before_today_is_refused_and_none_means_today() {
        let today = day("2026-11-26").unwrap();
        let read = |text: &str| {
            let posted = posted(&[("from", text)]);
            let mut read = Reading::new(Say::default(), &posted);
            (read.from("from", today), read.finish().is_ok())
        };
        assert_eq!(read(""), (today, true));
        assert_eq!(read("2026-11-26"), (today, true));
        assert_eq!(read("2026-12-01"), (day("2026-12-01").unwrap(), true));
        assert!(!read("2026-11-25").1 && !read("tomorrow").1 && !read("9999-01-01").1);
    }
}
