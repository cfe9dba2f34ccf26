//! A settings page whose form is shown with how its words look on a screen or on paper.

use askama::Template;
use askama::filters::Safe;

use super::Frame;
use super::admin::{Form, Input, Page};

/// One example of how it looks.
#[derive(Clone, Debug)]
pub struct Look {
    /// Empty where the words say enough.
    pub title: String,
    /// `kiosk`, `display`, `slip` or `paper`.
    pub place: &'static str,
    pub words: String,
    /// Language of the words.
    pub tag: &'static str,
    /// A drawn slip in place of words.
    pub paper: Option<String>,
}

impl Look {
    pub fn picture(&self) -> Option<Safe<&str>> {
        self.paper.as_deref().map(Safe)
    }
}

#[derive(Debug, Template)]
#[template(path = "admin_looks.html")]
pub struct LooksPage<'a> {
    pub frame: &'a Frame,
    pub page: &'a Page,
    pub form: &'a Form,
    /// Where the form goes to be looked at only.
    pub preview: String,
    /// The way back to what is usual, with the name of its key.
    pub default: Option<(String, String)>,
    pub looks_title: String,
    pub looks_note: String,
    pub looks: Vec<Look>,
}
