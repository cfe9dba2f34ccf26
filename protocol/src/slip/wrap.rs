//! Breaks words into lines of a given width in the printer's own character cells.

/// Dots of a Latin cell; a Han cell has twice as many.
pub const CELL: usize = 12;

/// May not stand at the beginning of a line.
const CLOSING: &str = "，。、；：？！）》”’,.;:?!)";

/// A character and whether it is bold.
pub type Letter = (char, bool);

/// Dots that a character takes at single size.
pub fn width(character: char) -> usize {
    if character.is_ascii() { CELL } else { 2 * CELL }
}

pub fn text_width(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// All in one weight.
pub fn plain(text: &str, bold: bool) -> Vec<Letter> {
    text.chars().map(|character| (character, bold)).collect()
}

/// The first clause bold, the rest not.
pub fn clause_bold(text: &str) -> Vec<Letter> {
    let mut bold = true;
    let mut letters = Vec::new();
    for character in text.chars() {
        if bold && "，。：？,:?".contains(character) {
            bold = false;
        }
        letters.push((character, bold));
    }
    letters
}

/// Lines no wider than `limit`: Latin words stay whole, Han text breaks anywhere but before a closing mark.
pub fn wrap(letters: &[Letter], limit: usize) -> Vec<Vec<Letter>> {
    let mut lines = Vec::new();
    let mut line: Vec<Letter> = Vec::new();
    for letter in letters {
        line.push(*letter);
        if line.iter().map(|(character, _)| width(*character)).sum::<usize>() <= limit {
            continue;
        }
        let at = break_at(&line);
        let rest = line.split_off(at);
        lines.push(trimmed(line));
        line = rest.into_iter().skip_while(|(character, _)| *character == ' ').collect();
    }
    if !line.is_empty() {
        lines.push(trimmed(line));
    }
    lines
}

/// The last place where the too long line may be cut.
fn break_at(line: &[Letter]) -> usize {
    let may_break = |at: usize| {
        let (before, after) = (line[at - 1].0, line[at].0);
        let inside_word = before.is_ascii() && after.is_ascii() && before != ' ' && after != ' ';
        !inside_word && !CLOSING.contains(after) && after != ' '
    };
    (1..line.len()).rev().find(|at| may_break(*at)).unwrap_or(line.len() - 1).max(1)
}

fn trimmed(mut line: Vec<Letter>) -> Vec<Letter> {
    while line.last().is_some_and(|(character, _)| *character == ' ') {
        line.pop();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, limit: usize) -> Vec<String> {
        wrap(&plain(text, false), limit).iter().map(|line| line.iter().map(|(character, _)| *character).collect()).collect()
    }

    #[test]
    fn latin_words_stay_whole_and_marks_stay_behind() {
        assert_eq!(lines("Please have ready", 12 * 11), ["Please", "have ready"]);
        assert_eq!(lines("城乡居民，养老保险", 24 * 4), ["城乡居", "民，养老", "保险"]);
        assert_eq!(lines("前面 4 人", 24 * 10), ["前面 4 人"]);
    }

    #[test]
    fn nothing_is_lost_and_nothing_is_too_wide() {
        let text = "Incomprehensibilities 城乡居民基本养老保险参保登记，and more words";
        for limit in [24, 48, 100, 520] {
            let lines = lines(text, limit);
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
            assert!(lines.iter().all(|line| text_width(line) <= limit), "{limit}: {lines:?}");
        }
    }
}
