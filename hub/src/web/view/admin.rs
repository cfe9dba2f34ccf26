//! What the administrator's pages show: a menu, a head, and lists and forms that are described and not drawn one by one.

mod form;

use askama::Template;

use super::Frame;
use super::people::Badge;
pub use form::{Choice, Field, Form, Input, Part, Way};

pub use super::lists::{Cell, ChangeLine, List, Lists, Row};

/// What stands beside and above the content of a settings page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub menu: Vec<MenuPart>,
    pub title: String,
    /// One sentence that says what this page is for.
    pub lead: String,
    /// The page above this one.
    pub back: Option<Link>,
    /// Keys beside the title: something new, the history.
    pub links: Vec<Link>,
    /// What somebody should know before reading on.
    pub notes: Vec<Note>,
    /// The badge of the person whom the page is about.
    pub badge: Option<Badge>,
    /// A password that is shown this once.
    pub secret: Option<String>,
    /// What is so and is not changed here, as name and value.
    pub facts: Vec<(String, String)>,
    /// What may be done with one key each, before anything is typed.
    pub acts: Option<List>,
    pub forms: Vec<Form>,
    /// What the lists are filtered by.
    pub find: Option<Find>,
    pub lists: Lists,
    /// To earlier and later pages of a long list.
    pub pages: Vec<Link>,
}

/// A form that asks for the same page again, filtered.
#[derive(Clone, Debug)]
pub struct Find {
    pub action: &'static str,
    pub fields: Vec<Field>,
    pub save: String,
}

#[derive(Clone, Debug)]
pub struct MenuPart {
    pub name: String,
    pub entries: Vec<MenuEntry>,
}

#[derive(Clone, Debug)]
pub struct MenuEntry {
    pub href: &'static str,
    pub icon: &'static str,
    pub name: String,
    pub here: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Link {
    pub href: String,
    pub icon: &'static str,
    pub name: String,
}

/// A banner of the page itself; `tone` is `amber`, `red` or `green`.
#[derive(Clone, Debug)]
pub struct Note {
    pub tone: &'static str,
    pub icon: &'static str,
    pub text: String,
    pub link: Option<Link>,
}

/// A settings page.
#[derive(Debug, Template)]
#[template(path = "admin.html")]
pub struct AdminPage<'a> {
    pub frame: &'a Frame,
    pub page: &'a Page,
}

/// The same without what stands round it, as the page's script puts it in.
#[derive(Debug, Template)]
#[template(path = "admin.html", block = "content")]
pub struct AdminContent<'a> {
    pub frame: &'a Frame,
    pub page: &'a Page,
}
