//! The pinyin of the call sentence, written by hand: only figures and letters vary, so no polyphone can go wrong.

/// How a call sounds: 请 A 零幺二号，到 2 号窗口, as pinyin with tone numbers.
pub fn call(ticket: &str, window: u16, one_as_yao: bool) -> String {
    let number: Vec<String> = ticket.chars().filter_map(|sign| spoken(sign, one_as_yao)).collect();
    format!("qing3 {} hao4, dao4 {} hao4 chuang1 kou3", number.join(" "), count(window))
}

/// The same call in English.
pub fn english_call(ticket: &str, window: u16) -> String {
    let number: Vec<String> = ticket.chars().map(|sign| sign.to_string()).collect();
    format!("Number {}, please go to window {window}", number.join(" "))
}

/// One letter or figure of a ticket number.
fn spoken(sign: char, one_as_yao: bool) -> Option<String> {
    if sign.is_ascii_alphabetic() {
        return Some(sign.to_ascii_uppercase().to_string());
    }
    let digit = sign.to_digit(10)?;
    Some(if digit == 1 && one_as_yao { "yao1".to_owned() } else { DIGITS[digit as usize].to_owned() })
}

const DIGITS: [&str; 10] = ["ling2", "yi1", "er4", "san1", "si4", "wu3", "liu4", "qi1", "ba1", "jiu3"];

/// A window's number, read as a number up to 99 and digit by digit above.
fn count(number: u16) -> String {
    let digit = |value: u16| DIGITS[usize::from(value % 10)];
    match number {
        0..10 => digit(number).to_owned(),
        10 => "shi2".to_owned(),
        11..20 => format!("shi2 {}", digit(number)),
        20..100 if number.is_multiple_of(10) => format!("{} shi2", digit(number / 10)),
        20..100 => format!("{} shi2 {}", digit(number / 10), digit(number)),
        _ => number.to_string().chars().filter_map(|sign| spoken(sign, false)).collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_one_by_one_and_windows_as_numbers() {
        assert_eq!(call("A012", 2, true), "qing3 A ling2 yao1 er4 hao4, dao4 er4 hao4 chuang1 kou3");
        assert_eq!(call("A012", 2, false), "qing3 A ling2 yi1 er4 hao4, dao4 er4 hao4 chuang1 kou3");
        assert_eq!(call("K1001", 12, true), "qing3 K yao1 ling2 ling2 yao1 hao4, dao4 shi2 er4 hao4 chuang1 kou3");
        assert_eq!((count(10).as_str(), count(20).as_str(), count(101).as_str()), ("shi2", "er4 shi2", "yi1 ling2 yi1"));
    }

    #[test]
    fn english_spells_the_number() {
        assert_eq!(english_call("A012", 2), "Number A 0 1 2, please go to window 2");
    }
}
