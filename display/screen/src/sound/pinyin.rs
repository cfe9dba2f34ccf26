//! How the call sentence is said, written by hand piece by piece: only figures and letters vary, so no polyphone can go wrong.

use sunhall_protocol::board::CallWording;

/// A part of a sentence: the recording that says it, and how the computed voice reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Name of the recording, without its ending.
    pub clip: String,
    /// Pinyin with tone numbers, or English.
    pub read: String,
}

impl Piece {
    fn new(clip: impl Into<String>, read: impl Into<String>) -> Self {
        Self { clip: clip.into(), read: read.into() }
    }
}

/// The text of a sentence for the computed voice.
pub fn text(pieces: &[Piece]) -> String {
    let words: Vec<&str> = pieces.iter().map(|piece| piece.read.as_str()).collect();
    words.join(" ")
}

/// A call as it is said in Chinese: 请 A 零幺二号，到 2 号窗口.
pub fn call(ticket: &str, window: u16, wording: CallWording, one_as_yao: bool) -> Vec<Piece> {
    let (before, between, after) = match wording {
        CallWording::PleaseGo => (Some(PLEASE), NUMBER_TO, WINDOW),
        CallWording::PleaseGoServed => (Some(PLEASE), NUMBER_TO, WINDOW_SERVED),
        CallWording::NumberPleaseGo => (None, NUMBER_PLEASE_TO, WINDOW),
    };
    let fixed = |(clip, read): (&str, &str)| Piece::new(clip, read);
    let mut pieces: Vec<Piece> = before.map(fixed).into_iter().collect();
    pieces.extend(ticket.chars().filter_map(|sign| sign_of_number(sign, one_as_yao)));
    pieces.push(fixed(between));
    pieces.extend(window_number(window));
    pieces.push(fixed(after));
    pieces
}

const PLEASE: (&str, &str) = ("please", "qing3");
const NUMBER_TO: (&str, &str) = ("number-to", "hao4, dao4");
const NUMBER_PLEASE_TO: (&str, &str) = ("number-please-to", "hao4, qing3 dao4");
const WINDOW: (&str, &str) = ("window", "hao4 chuang1 kou3");
const WINDOW_SERVED: (&str, &str) = ("window-served", "hao4 chuang1 kou3 ban4 li3");
const TEN: (&str, &str) = ("ten", "shi2");

pub(super) const DIGITS: [&str; 10] = ["ling2", "yi1", "er4", "san1", "si4", "wu3", "liu4", "qi1", "ba1", "jiu3"];
const YAO: (&str, &str) = ("digit-yao", "yao1");

/// The letters as a Chinese hall says them. The computed voice's own names for C, G, J, R and Z are other sounds: its R is 儿.
const LETTERS: [&str; 26] = [
    "ei1",
    "bi4",
    "xi1",
    "di4",
    "yi4",
    "ai2 fu5",
    "ji4",
    "ai2 qu5",
    "ai4",
    "jie4",
    "kei4",
    "ai2 lou5",
    "ai2 mu5",
    "en1",
    "ou1",
    "pi4",
    "kiu1",
    "a4 er5",
    "ai2 si5",
    "ti4",
    "you1",
    "wei1",
    "da2 bu5 liu5",
    "ai2 ke5 si5",
    "wai4",
    "zei4",
];

/// One letter or figure of a ticket number.
pub(super) fn sign_of_number(sign: char, one_as_yao: bool) -> Option<Piece> {
    let small = sign.to_ascii_lowercase();
    if small.is_ascii_lowercase() {
        return Some(Piece::new(format!("letter-{small}"), LETTERS[usize::from(small as u8 - b'a')]));
    }
    let digit = sign.to_digit(10)?;
    Some(if digit == 1 && one_as_yao { Piece::new(YAO.0, YAO.1) } else { digit_of(digit) })
}

fn digit_of(digit: u32) -> Piece {
    Piece::new(format!("digit-{digit}"), DIGITS[(digit % 10) as usize])
}

/// A window's number, read as a number up to 99 and figure by figure above.
fn window_number(number: u16) -> Vec<Piece> {
    let (tens, ones) = (u32::from(number / 10), u32::from(number % 10));
    match number {
        0..10 => vec![digit_of(ones)],
        10..100 => {
            let leading = (tens > 1).then(|| digit_of(tens));
            let trailing = (ones > 0).then(|| digit_of(ones));
            leading.into_iter().chain([Piece::new(TEN.0, TEN.1)]).chain(trailing).collect()
        }
        100.. => number.to_string().chars().filter_map(|sign| sign_of_number(sign, false)).collect(),
    }
}

/// A count in Chinese, as pinyin: 205 is `er4 bai3 ling2 wu3`. Above 9999 the figures are read one by one.
pub fn number(value: u32) -> String {
    if value > 9_999 {
        let figures: Vec<&str> = value.to_string().chars().filter_map(|sign| Some(DIGITS[sign.to_digit(10)? as usize])).collect();
        return figures.join(" ");
    }
    if value == 0 {
        return DIGITS[0].to_owned();
    }
    let mut words: Vec<&str> = Vec::new();
    let mut gap = false;
    for (place, unit) in [(1000, Some("qian1")), (100, Some("bai3")), (10, Some(TEN.1)), (1, None)] {
        let digit = (value / place) % 10;
        if digit == 0 {
            gap = !words.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            words.push(DIGITS[0]);
        }
        // 十二 at the beginning, 一百一十二 within; 两千, but 二百.
        let silent_one = place == 10 && digit == 1 && words.is_empty();
        let spoken = if digit == 2 && place == 1000 { "liang3" } else { DIGITS[digit as usize] };
        words.extend((!silent_one).then_some(spoken));
        words.extend(unit);
    }
    words.join(" ")
}

/// The same call in English.
pub fn english_call(ticket: &str, window: u16) -> Vec<Piece> {
    // The comma after a letter keeps the A from being read as the article.
    let sign = |sign: char| match sign.to_ascii_lowercase() {
        letter @ 'a'..='z' => Some(Piece::new(format!("letter-{letter}"), format!("{},", sign.to_ascii_uppercase()))),
        figure @ '0'..='9' => Some(Piece::new(format!("digit-{figure}"), figure)),
        _ => None,
    };
    let mut pieces = vec![Piece::new("number", "Number")];
    pieces.extend(ticket.chars().filter_map(sign));
    pieces.push(Piece::new("go-to-window", ", please go to window"));
    let (tens, ones) = (window / 10 * 10, window % 10);
    match window {
        0..10 => pieces.push(Piece::new(format!("digit-{window}"), window.to_string())),
        10..20 => pieces.push(Piece::new(format!("number-{window}"), window.to_string())),
        20..100 => {
            pieces.push(Piece::new(format!("number-{tens}"), tens.to_string()));
            pieces.extend((ones > 0).then(|| Piece::new(format!("digit-{ones}"), ones.to_string())));
        }
        100.. => pieces.extend(window.to_string().chars().filter_map(sign)),
    }
    pieces
}

/// Every recording of a Chinese pack.
pub fn chinese_clips() -> Vec<String> {
    let fixed = [PLEASE, NUMBER_TO, NUMBER_PLEASE_TO, WINDOW, WINDOW_SERVED, TEN, YAO].map(|(clip, _)| clip.to_owned());
    fixed.into_iter().chain(digit_clips()).chain(letter_clips()).collect()
}

/// Every recording of an English pack.
pub fn english_clips() -> Vec<String> {
    let numbers = (10..20).chain((20..100).step_by(10)).map(|number| format!("number-{number}"));
    ["number", "go-to-window"].map(str::to_owned).into_iter().chain(numbers).chain(digit_clips()).chain(letter_clips()).collect()
}

fn digit_clips() -> impl Iterator<Item = String> {
    (0..10).map(|digit| format!("digit-{digit}"))
}

fn letter_clips() -> impl Iterator<Item = String> {
    ('a'..='z').map(|letter| format!("letter-{letter}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn said(ticket: &str, window: u16, wording: CallWording, one_as_yao: bool) -> String {
        text(&call(ticket, window, wording, one_as_yao))
    }

    #[test]
    fn figures_are_read_one_by_one_and_windows_as_numbers() {
        let plain = |ticket, window, yao| said(ticket, window, CallWording::PleaseGo, yao);
        assert_eq!(plain("A012", 2, true), "qing3 ei1 ling2 yao1 er4 hao4, dao4 er4 hao4 chuang1 kou3");
        assert_eq!(plain("A012", 2, false), "qing3 ei1 ling2 yi1 er4 hao4, dao4 er4 hao4 chuang1 kou3");
        assert_eq!(plain("K1001", 12, true), "qing3 kei4 yao1 ling2 ling2 yao1 hao4, dao4 shi2 er4 hao4 chuang1 kou3");
        let windows = [1, 10, 11, 20, 25, 101].map(|window| text(&window_number(window)));
        assert_eq!(windows, ["yi1", "shi2", "shi2 yi1", "er4 shi2", "er4 shi2 wu3", "yi1 ling2 yi1"]);
    }

    #[test]
    fn the_wording_is_a_choice_of_three() {
        assert_eq!(said("B3", 1, CallWording::PleaseGoServed, true), "qing3 bi4 san1 hao4, dao4 yi1 hao4 chuang1 kou3 ban4 li3");
        assert_eq!(said("B3", 1, CallWording::NumberPleaseGo, true), "bi4 san1 hao4, qing3 dao4 yi1 hao4 chuang1 kou3");
    }

    #[test]
    fn counts_up_to_9999_are_read_as_people_say_them() {
        let table = [
            (0, "ling2"),
            (2, "er4"),
            (10, "shi2"),
            (15, "shi2 wu3"),
            (20, "er4 shi2"),
            (100, "yi1 bai3"),
            (105, "yi1 bai3 ling2 wu3"),
            (110, "yi1 bai3 yi1 shi2"),
            (222, "er4 bai3 er4 shi2 er4"),
            (1000, "yi1 qian1"),
            (1002, "yi1 qian1 ling2 er4"),
            (1020, "yi1 qian1 ling2 er4 shi2"),
            (2018, "liang3 qian1 ling2 yi1 shi2 ba1"),
            (2300, "liang3 qian1 san1 bai3"),
            (9999, "jiu3 qian1 jiu3 bai3 jiu3 shi2 jiu3"),
            (10_203, "yi1 ling2 er4 ling2 san1"),
        ];
        for (value, read) in table {
            assert_eq!(number(value), read, "{value}");
        }
        let all: BTreeSet<String> = (0..=9999).map(number).collect();
        assert_eq!(all.len(), 10_000, "no two numbers sound the same");
    }

    #[test]
    fn english_spells_the_number() {
        assert_eq!(text(&english_call("A012", 2)), "Number A, 0 1 2 , please go to window 2");
        let windows = [8, 10, 13, 20, 47, 101].map(|window| text(&english_call("A1", window)).rsplit("window ").next().unwrap_or_default().to_owned());
        assert_eq!(windows, ["8", "10", "13", "20", "40 7", "1 0 1"]);
    }

    /// Whatever may be called, every recording it needs is on the written list.
    #[test]
    fn every_call_is_made_of_clips_on_the_list() {
        let (chinese, english): (BTreeSet<_>, BTreeSet<_>) = (chinese_clips().into_iter().collect(), english_clips().into_iter().collect());
        let mut used = (BTreeSet::new(), BTreeSet::new());
        for letter in 'A'..='Z' {
            for figure in 0..10 {
                for wording in [CallWording::PleaseGo, CallWording::PleaseGoServed, CallWording::NumberPleaseGo] {
                    for yao in [true, false] {
                        used.0.extend(call(&format!("{letter}{figure}{figure}1"), figure * 11 + 1, wording, yao).into_iter().map(|piece| piece.clip));
                    }
                }
                for window in [figure, figure + 10, figure * 11] {
                    used.1.extend(english_call(&format!("{letter}{figure}"), window).into_iter().map(|piece| piece.clip));
                }
            }
        }
        assert_eq!(used.0, chinese);
        assert_eq!(used.1, english);
    }
}
