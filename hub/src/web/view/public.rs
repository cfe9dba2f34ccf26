//! Pages without a sign-on: a ticket on the phone, a guide, a badge; and the small pages round a sign-on.

use askama::Template;

use super::Frame;

#[derive(Debug, Template)]
#[template(path = "ticket.html")]
pub struct TicketPage<'a> {
    pub frame: &'a Frame,
    pub v: &'a Ticket,
}

#[derive(Debug, Template)]
#[template(path = "ticket.html", block = "live")]
pub struct TicketLive<'a> {
    pub frame: &'a Frame,
    pub v: &'a Ticket,
}

#[derive(Clone, Debug, Default)]
pub struct Ticket {
    /// `/t/{code}`.
    pub address: String,
    pub say: String,
    pub number: String,
    pub called: bool,
    pub where_label: String,
    pub plate: String,
    /// The plate says words instead of a window number.
    pub where_words: bool,
    pub ahead: Option<Ahead>,
    pub reminder: Option<String>,
    pub lines: Vec<IconLine>,
    pub may_cancel: bool,
    pub rating: Option<Rating>,
    pub updated: String,
}

#[derive(Clone, Debug, Default)]
pub struct Ahead {
    pub people: String,
    pub range: Option<String>,
    pub plate: String,
    /// People drawn before the reader's place, and how many more there are.
    pub drawn: u32,
    pub more: Option<String>,
}

#[derive(Clone, Debug)]
pub struct IconLine {
    pub icon: &'static str,
    pub text: String,
}

#[derive(Clone, Debug, Default)]
pub struct Rating {
    pub faces: Vec<Face>,
    /// Key and words of each reason.
    pub reasons: Vec<(&'static str, String)>,
}

#[derive(Clone, Debug, Default)]
pub struct Face {
    pub level: u8,
    pub label: String,
    pub mouth: &'static str,
}

#[derive(Debug, Template)]
#[template(path = "guide.html")]
pub struct GuidePage<'a> {
    pub frame: &'a Frame,
    pub v: &'a Guide,
}

#[derive(Clone, Debug, Default)]
pub struct Guide {
    pub name: String,
    pub facts: Vec<Fact>,
    pub materials: Vec<String>,
    pub steps: Vec<String>,
    pub supervise: String,
}

#[derive(Clone, Debug, Default)]
pub struct Fact {
    pub title: String,
    pub text: String,
}

#[derive(Debug, Template)]
#[template(path = "supervise.html")]
pub struct SupervisePage<'a> {
    pub frame: &'a Frame,
    pub v: &'a Supervise,
}

#[derive(Clone, Debug, Default)]
pub struct Supervise {
    pub name: String,
    pub position: String,
    pub number: String,
    pub phone: String,
    pub portrait: Option<String>,
    pub window: Option<u16>,
    pub now: String,
    pub totals: Option<String>,
    pub line: String,
}

#[derive(Debug, Template)]
#[template(path = "public_message.html")]
pub struct PublicMessagePage<'a> {
    pub frame: &'a Frame,
    pub heading: &'a str,
    pub words: &'a str,
}

#[derive(Debug, Template)]
#[template(path = "sign_on.html")]
pub struct SignOnPage<'a> {
    pub frame: &'a Frame,
    pub then: &'a str,
    pub number: &'a str,
}

#[derive(Debug, Template)]
#[template(path = "lock.html")]
pub struct LockPage<'a> {
    pub frame: &'a Frame,
    pub then: &'a str,
    pub name: &'a str,
}

#[derive(Debug, Template)]
#[template(path = "me.html")]
pub struct MePage<'a> {
    pub frame: &'a Frame,
    pub name: &'a str,
    pub line: &'a str,
    pub sessions: Vec<OwnSession>,
    /// There are others than this one.
    pub others: bool,
    pub password_rule: &'a str,
    pub pin_rule: &'a str,
}

/// A sign-on as its owner sees it.
#[derive(Clone, Debug)]
pub struct OwnSession {
    pub id: String,
    /// It is the one of this page.
    pub here: bool,
    pub began: String,
    pub seen: String,
    pub address: String,
    pub locked: bool,
}

/// What a one-time password opens, and nothing else.
#[derive(Debug, Template)]
#[template(path = "password.html")]
pub struct PasswordPage<'a> {
    pub frame: &'a Frame,
    pub name: &'a str,
    pub rule: &'a str,
}

#[derive(Debug, Template)]
#[template(path = "message.html")]
pub struct MessagePage<'a> {
    pub frame: &'a Frame,
    pub words: &'a str,
}

/// The hall's CA; its fingerprint in lines.
#[derive(Debug, Template)]
#[template(path = "ca.html")]
pub struct AuthorityPage<'a> {
    pub frame: &'a Frame,
    pub lines: &'a [String],
}
