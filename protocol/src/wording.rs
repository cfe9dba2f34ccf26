//! Words that a hall says in its own way; whatever is not among them is said as in `words`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Bilingual;
use crate::words::{self, Language};

/// The hall's own words by key; an empty one leaves the usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Wording(pub BTreeMap<String, Bilingual>);

impl Wording {
    /// The word of `key` as this hall says it.
    pub fn say(&self, language: Language, key: &str) -> String {
        let own = self.0.get(key).map(|both| match language {
            Language::Chinese => both.zh.as_str(),
            Language::English => both.en.as_str(),
        });
        own.filter(|own| !own.is_empty()).map_or_else(|| words::say(language, key), str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hall_says_what_it_worded_and_the_rest_as_usual() {
        let own = Wording(BTreeMap::from([("kiosk-home-question".to_owned(), Bilingual::new("今天办什么？", ""))]));
        assert_eq!(own.say(Language::Chinese, "kiosk-home-question"), "今天办什么？");
        assert_eq!(own.say(Language::English, "kiosk-home-question"), words::say(Language::English, "kiosk-home-question"));
        assert_eq!(own.say(Language::Chinese, "closed-title"), words::say(Language::Chinese, "closed-title"));
    }
}
