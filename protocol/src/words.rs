//! Every word a person sees or hears, looked up by key in `protocol/words/*.ftl`.
//!
//! Numbers are written plainly (`2316`); where a word wants thousands set apart, pass
//! [`grouped`]. Selectors (plurals, months, weekdays) only look at [`Argument::Number`].

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use chrono::Datelike;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, langid};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::envelope::Spoken;

fluent_templates::static_loader! {
    static WORDS = {
        locales: "words",
        fallback_language: "zh-CN",
        // Isolating marks would be drawn as boxes by screens and printers.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static CHINESE: LanguageIdentifier = langid!("zh-CN");
static ENGLISH: LanguageIdentifier = langid!("en");

/// The language somebody reads; Chinese where nobody chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum Language {
    /// 简体中文, `zh-CN`.
    #[default]
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English, `en`.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Both languages, Chinese first.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The tag used on the wire, in cookies and in `lang` attributes.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// The other language, for the second line that bilingual screens show.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Chinese => Self::English,
            Self::English => Self::Chinese,
        }
    }

    fn identifier(self) -> &'static LanguageIdentifier {
        match self {
            Self::Chinese => &CHINESE,
            Self::English => &ENGLISH,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.tag())
    }
}

/// The tag names no language we have words in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no words in the language {0:?}; known are zh-CN and en")]
pub struct UnknownLanguage(pub String);

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        match tag.trim() {
            "zh-CN" | "zh" => Ok(Self::Chinese),
            "en" => Ok(Self::English),
            other => Err(UnknownLanguage(other.to_owned())),
        }
    }
}

/// What fills a placeholder: a number that plurals may look at, or text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Argument {
    /// Written without grouping.
    Number(i64),
    /// Written as it stands.
    Text(String),
}

impl Argument {
    /// An argument from the wire, where all are text: plain figures count as numbers, so that plurals work, and what
    /// differs by language is said in the reader's.
    fn read(language: Language, text: &str) -> Self {
        match text.parse::<i64>() {
            Ok(number) if number.to_string() == text => Self::Number(number),
            _ => Self::Text(Spoken::read(text).map_or_else(|| text.to_owned(), |spoken| speak(language, &spoken))),
        }
    }

    fn value(&self) -> FluentValue<'_> {
        match self {
            Self::Number(number) => FluentValue::from(*number),
            Self::Text(text) => FluentValue::from(text.as_str()),
        }
    }
}

macro_rules! argument_from_number {
    ($($number:ty),*) => {$(
        impl From<$number> for Argument {
            fn from(number: $number) -> Self {
                Self::Number(i64::from(number))
            }
        }
    )*};
}
argument_from_number!(u8, u16, u32, i32, i64);

impl From<u64> for Argument {
    fn from(number: u64) -> Self {
        i64::try_from(number).map_or_else(|_| Self::Text(number.to_string()), Self::Number)
    }
}

impl From<usize> for Argument {
    fn from(number: usize) -> Self {
        Self::from(number as u64)
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Argument {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// The word of `key`, which must have no placeholders.
pub fn say(language: Language, key: &str) -> String {
    say_with(language, key, &[])
}

/// The word of `key` with its placeholders filled.
///
/// A key that does not exist is our defect: tests find it; a running hall shows the key.
pub fn say_with(language: Language, key: &str, arguments: &[(&str, Argument)]) -> String {
    let values = arguments.iter().map(|(name, argument)| (*name, argument.value()));
    let said = look_up(language, key, &values.collect());
    debug_assert!(said.is_some(), "no word {key:?} with the arguments {arguments:?}");
    said.unwrap_or_else(|| key.to_owned())
}

/// The sentence of a refusal, and its rule on a second line where it has one.
///
/// Refusals come over the wire, perhaps from a newer hub: an unknown key becomes a kind
/// general sentence instead of a defect.
pub fn refusal(language: Language, refusal: &crate::Refusal) -> String {
    let arguments = refusal.arguments.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let sentence = spoken(language, &refusal.key, arguments).unwrap_or_else(|| say(language, "refusal-unknown"));
    match &refusal.rule {
        Some(rule) => {
            let named = look_up(language, &format!("rule-{rule}"), &HashMap::new()).unwrap_or_else(|| rule.clone());
            let rule = say_with(language, "refusal-rule", &[("rule", named.into())]);
            format!("{sentence}\n{rule}")
        }
        None => sentence,
    }
}

/// The word of `key` filled with arguments as they travel; see [`Spoken`]. `None` when key or arguments do not fit.
pub fn spoken<'a>(language: Language, key: &str, arguments: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<String> {
    let read: Vec<(&str, Argument)> = arguments.into_iter().map(|(name, text)| (name, Argument::read(language, text))).collect();
    look_up(language, key, &read.iter().map(|(name, argument)| (*name, argument.value())).collect())
}

fn speak(language: Language, spoken: &Spoken) -> String {
    match spoken {
        Spoken::Moment(moment) => {
            let local = moment.local();
            let day = date_weekday(language, local.month(), local.day(), local.weekday().number_from_monday());
            format!("{day} {}", moment.clock())
        }
        Spoken::Weekdays(days) => weekdays(language, &days.iter().map(|day| u32::from(*day)).collect::<Vec<_>>()),
        Spoken::Word(key) => look_up(language, key, &HashMap::new()).unwrap_or_else(|| key.clone()),
        Spoken::Both(both) => both.text(language).to_owned(),
    }
}

/// 11月23日, or 23 November.
pub fn date(language: Language, month: u32, day: u32) -> String {
    let arguments = [("month", month.into()), ("day", day.into())];
    say_with(language, "common-date", &arguments)
}

/// 11月23日 星期一, or Monday 23 November; `weekday` counts from Monday = 1.
pub fn date_weekday(language: Language, month: u32, day: u32, weekday: u32) -> String {
    let arguments = [("month", month.into()), ("day", day.into()), ("weekday", weekday.into())];
    say_with(language, "common-date-weekday", &arguments)
}

/// 星期一, or Monday; `weekday` counts from Monday = 1.
pub fn weekday(language: Language, weekday: u32) -> String {
    say_with(language, "common-weekday", &[("weekday", weekday.into())])
}

/// 周二、周四, or Tuesday and Thursday; each counts from Monday = 1.
pub fn weekdays(language: Language, weekdays: &[u32]) -> String {
    let key = match language {
        Language::Chinese => "common-weekday-short",
        Language::English => "common-weekday",
    };
    let names: Vec<String> = weekdays.iter().map(|day| say_with(language, key, &[("weekday", (*day).into())])).collect();
    list(language, &names)
}

/// Names one after the other: 演示村、示范村, or A, B and C.
pub fn list(language: Language, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => {
            let before = before.join(&say(language, "common-list-separator"));
            let arguments = [("list", before.into()), ("last", last.into())];
            say_with(language, "common-list-last", &arguments)
        }
    }
}

/// The sentence with which staff screens begin: how many wait, and the longest of them in whole minutes.
pub fn waiting(language: Language, count: u32, longest_minutes: u32) -> String {
    match (count, longest_minutes) {
        (0, _) => say(language, "live-nobody-sentence"),
        (count, 0) => say_with(language, "live-waiting-new", &[("count", count.into())]),
        (count, minutes) => say_with(language, "live-waiting", &[("count", count.into()), ("minutes", minutes.into())]),
    }
}

/// A number with its thousands set apart, `2,316`, for sums and totals.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        written.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

fn look_up(language: Language, key: &str, values: &HashMap<&str, FluentValue<'_>>) -> Option<String> {
    WORDS.lookup_single_language(language.identifier(), key, Some(values)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_speak() {
        assert_eq!(say(Language::Chinese, "kiosk-take-number"), "取号");
        assert_eq!(say(Language::English, "kiosk-take-number"), "Take a number");
    }

    #[test]
    fn numbers_are_plain_and_placeholders_carry_no_hidden_marks() {
        let arguments = [("count", 2316.into())];
        assert_eq!(say_with(Language::Chinese, "common-people", &arguments), "2316 人");
        assert_eq!(say_with(Language::English, "common-people", &arguments), "2316 people");
        assert_eq!(say_with(Language::English, "common-people", &[("count", 1.into())]), "1 person");
        assert_eq!(grouped(2316), "2,316");
        assert_eq!(grouped(152_340), "152,340");
        assert_eq!((grouped(0), grouped(999), grouped(-1_000_000)), ("0".into(), "999".into(), "-1,000,000".into()));
    }

    #[test]
    fn dates_read_as_people_say_them() {
        assert_eq!(date_weekday(Language::Chinese, 11, 23, 1), "11月23日 星期一");
        assert_eq!(date_weekday(Language::English, 11, 23, 1), "Monday 23 November");
        assert_eq!(date(Language::English, 2, 1), "1 February");
        assert_eq!(weekdays(Language::Chinese, &[2, 4]), "周二、周四");
        assert_eq!(weekdays(Language::English, &[2, 4]), "Tuesday and Thursday");
        assert_eq!(weekdays(Language::English, &[1, 2, 4]), "Monday, Tuesday and Thursday");
    }

    #[test]
    fn a_refusal_names_its_rule_on_a_second_line() {
        let refused = crate::Refusal { key: "refusal-badge-missing".into(), arguments: [("field".into(), "照片".into())].into(), rule: Some("R04.2".into()) };
        let said = refusal(Language::Chinese, &refused);
        assert_eq!(said, "岗牌缺“照片”，窗口没有开。请管理员补齐后再上岗。\n依据：R04.2");
    }

    #[test]
    fn a_refusal_of_a_newer_hub_is_still_kind() {
        let refused = crate::Refusal { key: "word-of-next-year".into(), ..crate::Refusal::default() };
        assert_eq!(refusal(Language::English, &refused), say(Language::English, "refusal-unknown"));
    }

    #[test]
    fn figures_from_the_wire_are_numbers_and_ticket_numbers_are_not() {
        assert_eq!(Argument::read(Language::Chinese, "12"), Argument::Number(12));
        assert_eq!(Argument::read(Language::Chinese, "0102"), Argument::from("0102"));
        assert_eq!(Argument::read(Language::Chinese, "A012"), Argument::from("A012"));
    }

    #[test]
    fn languages_are_read_from_their_tags() {
        for language in Language::ALL {
            assert_eq!(language.tag().parse(), Ok(language));
            let json = serde_json::to_string(&language).expect("a tag");
            assert_eq!(json, format!("{:?}", language.tag()));
        }
        assert!("fr".parse::<Language>().is_err());
    }
}
