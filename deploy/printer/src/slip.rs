//! One printed slip: its picture, its words, and what can be found in them.

use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;

use crate::head::Word;
use crate::sheet::{Sheet, WIDTH};

/// What came out of the printer between two cuts.
#[derive(Clone, Serialize)]
pub struct Slip {
    /// Counted from 1 since the printer was switched on.
    pub index: u32,
    /// Cut as a whole; otherwise torn off after a jam or when the paper ended.
    pub complete: bool,
    pub lines: Vec<String>,
    /// The ticket number: the largest text that has the form of one.
    pub number: Option<String>,
    /// Eight-character codes, `7Q4M-2KPX`.
    pub codes: Vec<String>,
    /// Contents of the QR codes.
    pub symbols: Vec<String>,
    pub height: usize,
    #[serde(skip)]
    pub sheet: Sheet,
}

impl Slip {
    pub fn new(index: u32, complete: bool, sheet: Sheet, words: Vec<Word>, symbols: Vec<String>) -> Self {
        let number = find_number(&words);
        let lines = lines(words);
        let codes = lines.iter().flat_map(|line| line.split_whitespace()).filter(|word| is_code(word));
        let codes = codes.map(str::to_owned).collect();
        Self { index, complete, number, codes, symbols, height: sheet.height(), lines, sheet }
    }

    /// Writes picture, lines and findings into the folder; the newest is also `latest.png`.
    pub fn keep(&self, folder: &Path) -> io::Result<()> {
        let path = |ending: &str| folder.join(format!("slip-{:04}.{ending}", self.index));
        fs::write(path("txt"), self.lines.join("\n") + "\n")?;
        fs::write(path("json"), serde_json::to_vec_pretty(self)?)?;
        let picture = self.sheet.picture();
        picture.save(path("png")).map_err(io::Error::other)?;
        // Renamed into place, so that a reader never meets half a picture.
        fs::copy(path("png"), folder.join("latest.tmp"))?;
        fs::rename(folder.join("latest.tmp"), folder.join("latest.png"))
    }

    /// How much of the paper is black, in percent: an empty slip has none.
    pub fn ink_percent(&self) -> usize {
        let dots = (0..self.height).flat_map(|y| (0..WIDTH).map(move |x| (x, y)));
        let black = dots.filter(|(x, y)| self.sheet.is_black(*x, *y)).count();
        black * 100 / (self.height * WIDTH).max(1)
    }
}

/// Words of the same height on the paper form a line, from left to right.
fn lines(mut words: Vec<Word>) -> Vec<String> {
    words.retain(|word| !word.text.trim().is_empty());
    words.sort_by_key(|word| (word.y, word.x));
    let mut lines: Vec<(i32, String)> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some((y, line)) if *y == word.y => {
                line.push_str("  ");
                line.push_str(word.text.trim());
            }
            _ => lines.push((word.y, word.text.trim().to_owned())),
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

fn find_number(words: &[Word]) -> Option<String> {
    let numbers = words.iter().filter(|word| is_number(word.text.trim()));
    numbers.max_by_key(|word| word.high).map(|word| word.text.trim().to_owned())
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(|letter: char| letter.is_ascii_uppercase());
    digits.is_some_and(|digits| (3..=5).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_code(text: &str) -> bool {
    let crockford = |half: &str| half.len() == 4 && half.chars().all(|letter| "0123456789ABCDEFGHJKMNPQRSTVWXYZ".contains(letter));
    text.split_once('-').is_some_and(|(first, second)| crockford(first) && crockford(second))
}
