//! GB18030 bytes as the characters a printer with a GBK font can and cannot print.

use encoding_rs::GB18030;

/// One character as received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    pub character: char,
    /// Cells of half a Han character's width: 1 or 2.
    pub cells: i32,
    /// Whether the printer's own font holds it: four-byte codes lie outside GBK.
    pub printable: bool,
}

/// Cuts a run of text; without Hanzi mode every byte is a character of its own.
pub fn letters(bytes: &[u8], hanzi: bool) -> Vec<Letter> {
    let mut letters = Vec::new();
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        let length = if *first < 0x80 || !hanzi {
            1
        } else if rest.get(1).is_some_and(|second| (0x30..=0x39).contains(second)) {
            4
        } else {
            2
        };
        let (code, after) = rest.split_at(length.min(rest.len()));
        letters.push(letter(code));
        rest = after;
    }
    letters
}

fn letter(code: &[u8]) -> Letter {
    let (text, _) = GB18030.decode_without_bom_handling(code);
    let character = text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
    Letter { character, cells: if code.len() == 1 { 1 } else { 2 }, printable: code.len() < 4 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_two_and_four_bytes() {
        let (bytes, _, _) = GB18030.encode("A阳㛃");
        let read = letters(&bytes, true);
        assert_eq!(read.iter().map(|letter| letter.character).collect::<String>(), "A阳㛃");
        assert_eq!(read.iter().map(|letter| letter.cells).collect::<Vec<_>>(), [1, 2, 2]);
        assert_eq!(read.iter().map(|letter| letter.printable).collect::<Vec<_>>(), [true, true, false]);
    }

    #[test]
    fn a_torn_character_is_survived() {
        assert_eq!(letters(&[0xd1], true).len(), 1);
        assert_eq!(letters(&[0x81, 0x30, 0x81], true).len(), 1);
    }
}
