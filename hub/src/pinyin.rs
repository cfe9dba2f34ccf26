//! Pinyin initials of a text, by which the kiosk finds a service: 老年证 is `lnz`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Source and licences stand in the first lines of the table.
const TABLE: &str = include_str!("../data/pinyin.txt");

static INITIALS: LazyLock<Initials> = LazyLock::new(|| Initials::read(TABLE));

struct Initials {
    characters: HashMap<char, char>,
    words: HashMap<&'static str, &'static str>,
    longest: usize,
}

/// The first letter of each syllable of `text`, in lower case: longest known word first,
/// then character by character. Latin letters and digits stay, everything else is left out.
pub fn initials(text: &str) -> String {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = String::new();
    let mut at = 0;
    while let Some((_, letter)) = letters.get(at) {
        if let Some((word, length)) = INITIALS.word_at(text, &letters, at) {
            found.push_str(word);
            at += length;
        } else {
            found.extend(INITIALS.of_character(*letter));
            at += 1;
        }
    }
    found
}

impl Initials {
    fn read(table: &'static str) -> Self {
        let mut read = Self { characters: HashMap::new(), words: HashMap::new(), longest: 0 };
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        for (left, right) in lines.filter_map(|line| line.split_once(' ')) {
            match left.chars().next() {
                Some(initial) if initial.is_ascii() => {
                    read.characters.extend(right.chars().map(|character| (character, initial)));
                }
                _ => {
                    read.longest = read.longest.max(left.chars().count());
                    // Our own words come first and are not overwritten.
                    read.words.entry(left).or_insert(right);
                }
            }
        }
        read
    }

    /// The longest known word that begins at `at`, and how many characters it has.
    fn word_at(&self, text: &str, letters: &[(usize, char)], at: usize) -> Option<(&str, usize)> {
        let start = letters.get(at)?.0;
        (2..=self.longest.min(letters.len() - at)).rev().find_map(|length| {
            let end = letters.get(at + length).map_or(text.len(), |(end, _)| *end);
            let initials = self.words.get(text.get(start..end)?)?;
            Some((*initials, length))
        })
    }

    fn of_character(&self, character: char) -> Option<char> {
        if character.is_ascii_alphanumeric() {
            return Some(character.to_ascii_lowercase());
        }
        self.characters.get(&character).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_found_by_their_initials() {
        assert_eq!(initials("老年证"), "lnz");
        assert_eq!(initials("养老保险"), "ylbx");
        assert_eq!(initials("城乡居民基本养老保险参保登记"), "cxjmjbylbxcbdj");
    }

    #[test]
    fn words_decide_how_a_character_is_read() {
        assert_eq!(initials("银行"), "yh");
        assert_eq!(initials("重新"), "cx");
        assert_eq!(initials("长者"), "zz");
        assert_eq!(initials("长寿钱"), "csq");
        assert_eq!(initials("改银行卡"), "gyhk");
        assert_eq!(initials("调解"), "tj");
        assert_eq!(initials("重度残疾人护理补贴"), "zdcjrhlbt");
    }

    #[test]
    fn letters_and_digits_stay_and_signs_go() {
        assert_eq!(initials("A类、换证（3 年）"), "alhz3n");
        assert_eq!(initials(""), "");
        assert_eq!(initials("？——𪚥"), "");
    }

    #[test]
    fn the_table_covers_the_common_characters() {
        assert!(INITIALS.characters.len() > 8_000);
        assert!(INITIALS.words.len() > 400);
        assert!(INITIALS.characters.values().all(char::is_ascii_lowercase));
        let whole = |(word, letters): (&&str, &&str)| word.chars().count() == letters.len();
        assert!(INITIALS.words.iter().all(whole));
    }
}
