//! How any Chinese sentence is read aloud: longest known word first, then character by character; figures as people say them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::pinyin::{DIGITS, number, sign_of_number};

/// Sources and licences stand in the first lines of the table.
const TABLE: &str = include_str!("../../data/pinyin.txt");

/// Figures with more digits than this are numbers of something, not counts.
const COUNT_DIGITS: usize = 4;

static READINGS: LazyLock<Readings> = LazyLock::new(|| Readings::of(TABLE));

struct Readings {
    characters: HashMap<char, &'static str>,
    words: HashMap<&'static str, &'static str>,
    longest: usize,
}

/// Pinyin with tone numbers for the computed voice. Signs become pauses; what nobody can read is left out.
pub fn pinyin(sentence: &str) -> String {
    let letters: Vec<char> = sentence.chars().collect();
    let mut read = Spoken::default();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        at += if letter.is_ascii_digit() {
            figures(&letters[at..], &mut read)
        } else if letter.is_ascii_alphabetic() {
            latin(&letters[at..], &mut read)
        } else if let Some((words, length)) = READINGS.word_at(&letters[at..]) {
            read.say(words);
            length
        } else {
            match READINGS.characters.get(&letter) {
                Some(syllable) => read.say(syllable),
                None => read.pause(letter),
            }
            1
        };
    }
    read.words
}

#[derive(Default)]
struct Spoken {
    words: String,
}

impl Spoken {
    fn say(&mut self, syllables: &str) {
        if !self.words.is_empty() {
            self.words.push(' ');
        }
        self.words.push_str(syllables);
    }

    /// A short pause between parts of a sentence, a longer one after it; never two in a row.
    fn pause(&mut self, sign: char) {
        let pause = match sign {
            '，' | '、' | '：' | ',' | ':' | '·' | '（' | '）' | '“' | '”' | '—' | '　' => ',',
            '。' | '？' | '！' | '；' | '.' | '?' | '!' | ';' | '\n' => '.',
            _ => return,
        };
        if self.words.ends_with(|sign: char| sign.is_ascii_digit()) {
            self.words.push(pause);
        } else if pause == '.' && self.words.ends_with(',') {
            self.words.pop();
            self.words.push(pause);
        }
    }
}

/// A time, a range, a phone or a count; answers how many characters were read.
fn figures(letters: &[char], read: &mut Spoken) -> usize {
    let run = |from: usize| letters[from..].iter().take_while(|letter| letter.is_ascii_digit()).count();
    let text = |from: usize, length: usize| letters[from..from + length].iter().collect::<String>();
    let first = run(0);
    let next = letters.get(first).copied();
    let second = if next.is_some() { run(first + 1) } else { 0 };
    match (next, second) {
        (Some(':'), 2) if first <= 2 => {
            clock(&text(0, first), &text(first + 1, 2), read);
            first + 3
        }
        (Some('–'), 1..) => {
            count(&text(0, first), read);
            read.say("dao4");
            // What follows the dash is read as it is found.
            first + 1
        }
        (Some('.'), 1..) => {
            count(&text(0, first), read);
            read.say("dian3");
            one_by_one(&text(first + 1, second), read);
            first + 1 + second
        }
        (Some('-'), 1..) => {
            one_by_one(&text(0, first), read);
            read.pause(',');
            one_by_one(&text(first + 1, second), read);
            first + 1 + second
        }
        _ if text(0, first) == "2" && is_measured(&letters[first..]) => {
            read.say("liang3");
            first
        }
        _ => {
            count(&text(0, first), read);
            first
        }
    }
}

/// 两个人, but 二号窗口 and 二楼.
fn is_measured(behind: &[char]) -> bool {
    let mut behind = behind.iter().skip_while(|letter| **letter == ' ');
    behind.next().is_some_and(|letter| "人个位项样件次天年张份种步分本套".contains(*letter))
}

/// 8:30 is 八点三十分, 14:00 is 十四点, 9:05 is 九点零五分.
fn clock(hour: &str, minute: &str, read: &mut Spoken) {
    read.say(&number(hour.parse().unwrap_or(0)));
    read.say("dian3");
    let minutes: u32 = minute.parse().unwrap_or(0);
    if minutes == 0 {
        return;
    }
    if minutes < 10 {
        read.say(DIGITS[0]);
    }
    read.say(&number(minutes));
    read.say("fen1");
}

fn count(digits: &str, read: &mut Spoken) {
    // 110, 119 and 120 are called so, and so is whatever begins with a nought or is longer than a count.
    let called = digits.len() > COUNT_DIGITS || (digits.len() > 1 && digits.starts_with('0')) || matches!(digits, "110" | "119" | "120" | "12345");
    match digits.parse() {
        Ok(value) if !called => read.say(&number(value)),
        _ => one_by_one(digits, read),
    }
}

fn one_by_one(digits: &str, read: &mut Spoken) {
    for piece in digits.chars().filter_map(|sign| sign_of_number(sign, true)) {
        read.say(&piece.read);
    }
}

/// Letters one by one; with the figures behind them they are a ticket's number or a code.
fn latin(letters: &[char], read: &mut Spoken) -> usize {
    let length = letters.iter().take_while(|letter| letter.is_ascii_alphanumeric()).count();
    for piece in letters[..length].iter().filter_map(|sign| sign_of_number(*sign, true)) {
        read.say(&piece.read);
    }
    length
}

impl Readings {
    fn of(table: &'static str) -> Self {
        let mut read = Self { characters: HashMap::new(), words: HashMap::new(), longest: 0 };
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        for (left, right) in lines.filter_map(|line| line.split_once(' ')) {
            if left.is_ascii() {
                read.characters.extend(right.chars().map(|character| (character, left)));
            } else {
                read.longest = read.longest.max(left.chars().count());
                // Our own words come first and are not overwritten.
                read.words.entry(left).or_insert(right);
            }
        }
        read
    }

    /// The longest known word at the beginning, and how many characters it has.
    fn word_at(&self, letters: &[char]) -> Option<(&'static str, usize)> {
        (2..=self.longest.min(letters.len())).rev().find_map(|length| {
            let word: String = letters[..length].iter().collect();
            Some((*self.words.get(word.as_str())?, length))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_decide_how_a_character_is_read() {
        assert_eq!(pinyin("重印小票"), "chong2 yin4 xiao3 piao4");
        assert_eq!(pinyin("银行"), "yin2 hang2");
        assert_eq!(pinyin("原件，看完还您"), "yuan2 jian4, kan4 wan2 huan2 nin2");
        assert_eq!(pinyin("还要办"), "hai2 yao4 ban4");
        assert_eq!(pinyin("请坐，叫到您再过去。"), "qing3 zuo4, jiao4 dao4 nin2 zai4 guo4 qu4.");
    }

    #[test]
    fn figures_are_read_as_people_say_them() {
        assert_eq!(pinyin("15–20 分钟"), "shi2 wu3 dao4 er4 shi2 fen1 zhong1");
        assert_eq!(pinyin("2 人等"), "liang3 ren2 deng3");
        assert_eq!(pinyin("08:30"), "ba1 dian3 san1 shi2 fen1");
        assert_eq!(pinyin("14:00 继续"), "shi2 si4 dian3 ji4 xu4");
        assert_eq!(pinyin("9:05"), "jiu3 dian3 ling2 wu3 fen1");
        assert_eq!(pinyin("您的号码是 A012"), "nin2 de5 hao4 ma3 shi4 ei1 ling2 yao1 er4");
        assert_eq!(pinyin("报警 110"), "bao4 jing3 yao1 yao1 ling2");
        assert_eq!(pinyin("0000-0000001"), "ling2 ling2 ling2 ling2, ling2 ling2 ling2 ling2 ling2 ling2 yao1");
        assert_eq!(pinyin("2.5 元"), "er4 dian3 wu3 yuan2");
        assert_eq!(pinyin("2 号窗口"), "er4 hao4 chuang1 kou3");
        assert_eq!(pinyin("1 个工作日"), "yi1 ge4 gong1 zuo4 ri4");
    }

    #[test]
    fn signs_are_pauses_and_never_two() {
        assert_eq!(pinyin("（需要，优先安排？）"), "xu1 yao4, you1 xian1 an1 pai2.");
        assert_eq!(pinyin("…★"), "");
    }

    #[test]
    fn the_table_can_be_spoken() {
        let syllable =
            |text: &str| text.ends_with(|tone: char| ('1'..='5').contains(&tone)) && text[..text.len() - 1].chars().all(|letter| letter.is_ascii_lowercase());
        assert!(READINGS.characters.len() > 8_000 && READINGS.words.len() > 4_000);
        assert!(READINGS.characters.values().all(|read| syllable(read)));
        for (word, read) in &READINGS.words {
            assert!(read.split(' ').count() == word.chars().count() && read.split(' ').all(syllable), "{word} {read}");
        }
    }
}
