//! What the pages about people show besides lists and forms.

use askama::Template;

use super::Frame;

/// The badge 岗牌 as the window's sign shows it, and what it still lacks.
#[derive(Clone, Debug, Default)]
pub struct Badge {
    pub portrait: Option<String>,
    /// Words over the name.
    pub over: String,
    pub name: String,
    pub position: String,
    pub number: String,
    pub phone: String,
    /// The window this person usually opens.
    pub window: Option<u16>,
    pub window_words: String,
    /// The QR of the public page, and what it is for.
    pub qr: Option<String>,
    pub qr_words: String,
    pub caption: String,
    /// What is missing before a window may open; empty: nothing.
    pub missing: String,
    /// Where the badge to wear is printed.
    pub print: Option<String>,
}

/// The badge to wear, as paper.
#[derive(Debug, Template)]
#[template(path = "badge.html")]
pub struct BadgePage<'a> {
    pub frame: &'a Frame,
    pub badge: &'a Badge,
    pub back: &'a str,
}
