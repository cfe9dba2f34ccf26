//! Finding a service by pinyin initials, everyday words or English words.

use sunhall_protocol::kiosk::MenuService;

use super::Hall;

/// Services that fit the typed letters, best first; all of them while nothing is typed.
pub fn find<'a>(hall: &'a Hall, letters: &str) -> Vec<&'a MenuService> {
    let wanted = letters.to_ascii_lowercase();
    let mut found: Vec<(u8, &MenuService)> = hall.services().filter_map(|service| rank(service, &wanted).map(|rank| (rank, service))).collect();
    // The sort is stable: equals keep the order of the menu.
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, service)| service).collect()
}

/// How well a service fits: the smaller the better.
fn rank(service: &MenuService, wanted: &str) -> Option<u8> {
    if wanted.is_empty() {
        return Some(0);
    }
    let initials = || service.initials.iter().map(|initials| initials.to_ascii_lowercase());
    let words = || service.name.en.split(|letter: char| !letter.is_ascii_alphanumeric()).map(str::to_ascii_lowercase);
    if initials().any(|initials| initials == wanted) {
        Some(0)
    } else if initials().any(|initials| initials.starts_with(wanted)) {
        Some(1)
    } else if words().any(|word| word.starts_with(wanted)) {
        Some(2)
    } else if initials().any(|initials| initials.contains(wanted)) {
        Some(3)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use sunhall_protocol::Bilingual;
    use sunhall_protocol::kiosk::Menu;

    use super::*;

    fn service(code: &str, name: &str, english: &str, initials: &[&str]) -> MenuService {
        let initials = initials.iter().map(ToString::to_string).collect();
        MenuService { code: code.into(), name: Bilingual::new(name, english), initials, ..MenuService::default() }
    }

    fn codes(letters: &str) -> Vec<String> {
        let services = vec![
            service("SB01", "养老保险参保登记", "Pension enrolment", &["ylbxcbdj", "yl"]),
            service("MZ10", "老年证", "Senior card", &["lnz"]),
            service("HJ02", "补领身份证", "Replace an ID card", &["blsfz", "sfz"]),
        ];
        let hall = Hall { menu: Some(Menu { services, ..Menu::default() }), ..Hall::default() };
        find(&hall, letters).iter().map(|service| service.code.clone()).collect()
    }

    #[test]
    fn initials_aliases_and_english_words_are_found() {
        assert_eq!(codes("LNZ"), ["MZ10"]);
        assert_eq!(codes("sfz"), ["HJ02"]);
        assert_eq!(codes("PENS"), ["SB01"]);
        assert_eq!(codes("card"), ["MZ10", "HJ02"]);
        assert_eq!(codes("yl"), ["SB01"]);
        assert!(codes("qq").is_empty());
        assert_eq!(codes("").len(), 3);
    }
}
