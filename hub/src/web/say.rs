//! What a template asks for: words in the reader's language, icons, and the opening of a form that gives one command.

use std::fmt::Write as _;

use askama::filters::Safe;
use sunhall_protocol::words::{self, Argument, Language};

/// Stands in a rendered page where each form gets a command id of its own when the page is sent.
pub const ID_MARK: &str = "@id@";

/// The words of one reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Say {
    pub language: Language,
}

/// What the page says about the last act: kept, refused or not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub tone: Tone,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Done,
    Refused,
    Fault,
}

impl Say {
    pub fn new(language: Language) -> Self {
        Self { language }
    }

    pub fn tag(self) -> &'static str {
        self.language.tag()
    }

    pub fn other_tag(self) -> &'static str {
        self.language.other().tag()
    }

    pub fn say(self, key: &str) -> String {
        words::say(self.language, key)
    }

    pub fn with(self, key: &str, arguments: &[(&str, Argument)]) -> String {
        words::say_with(self.language, key, arguments)
    }

    /// One of two names by language; the Chinese one where no English one is kept.
    pub fn name<'a>(self, chinese: &'a str, english: &'a str) -> &'a str {
        match self.language {
            Language::English if !english.is_empty() => english,
            _ => chinese,
        }
    }

    /// An icon of the sprite; decoration beside words, so readers skip it.
    #[expect(clippy::unused_self, reason = "templates reach everything through the words")]
    pub fn icon(self, name: &str, class: &str) -> Safe<String> {
        Safe(format!(r#"<svg class="icon {class}" aria-hidden="true"><use href="/static/icons.svg#{name}"/></svg>"#))
    }

    /// Opens a form that gives one command; its id is filled in when the page is sent.
    #[expect(clippy::unused_self, reason = "templates reach everything through the words")]
    pub fn form(self, action: &str) -> Safe<String> {
        form(action, "#said")
    }

    /// The same on a sheet, which shows a refusal itself.
    #[expect(clippy::unused_self, reason = "templates reach everything through the words")]
    pub fn sheet_form(self, action: &str) -> Safe<String> {
        form(action, "#sheet-said")
    }

    /// “按 F2 也可以”, with the key drawn.
    pub fn press(self, key: &str) -> Safe<String> {
        let around = self.with("window-press-key", &[("key", ID_MARK.into())]);
        let (before, after) = around.split_once(ID_MARK).unwrap_or((&around, ""));
        Safe(format!(r#"{} <kbd class="letter">{}</kbd> {}"#, escaped(before.trim()), escaped(key), escaped(after.trim())))
    }

    pub fn banner(self, said: &Said) -> Safe<String> {
        let (class, icon) = match said.tone {
            Tone::Done => ("banner green", "check-circle-fill"),
            Tone::Refused => ("banner", "info"),
            Tone::Fault => ("banner red", "warning-fill"),
        };
        Safe(format!(r#"<div class="{class}">{}<span>{}</span></div>"#, self.icon(icon, "").0, escaped(&said.text)))
    }

    pub fn minutes(self, count: u32) -> String {
        self.with("common-minutes", &[("count", count.into())])
    }

    /// Two sentences, one after the other.
    pub fn both(self, first: &str, second: &str) -> String {
        format!("{first}{}{second}", self.say("common-sentence-space"))
    }
}

fn form(action: &str, target: &str) -> Safe<String> {
    let action = escaped(action);
    Safe(format!(r#"<form method="post" action="{action}" hx-post="{action}" hx-target="{target}"><input type="hidden" name="id" value="{ID_MARK}">"#))
}

/// A part of an address that somebody gave, made safe to stand in one.
pub fn plain_path(part: &str) -> String {
    part.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '-').collect()
}

/// Text made safe between tags and inside quotes.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' | '<' | '>' | '"' | '\'' => drop(write!(safe, "&#{};", u32::from(sign))),
            _ => safe.push(sign),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_by_people_cannot_become_markup() {
        let said = Said { tone: Tone::Refused, text: r#"<script>"'&"#.into() };
        let banner = Say::default().banner(&said).0;
        assert!(banner.contains("&#60;script&#62;&#34;&#39;&#38;") && !banner.contains("<script>"), "{banner}");
    }

    #[test]
    fn the_key_stands_inside_its_sentence() {
        assert_eq!(Say::default().press("F2").0, r#"按 <kbd class="letter">F2</kbd> 也可以"#);
    }
}
