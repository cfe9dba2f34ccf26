//! Sheets: what opens over a page for one act, or stands alone where there is no script.

use askama::Template;

use super::Frame;
use crate::web::say::Say;

/// A sheet as a page of its own.
#[derive(Debug, Template)]
#[template(path = "plain.html")]
pub struct SheetPage<'a> {
    pub frame: &'a Frame,
    pub inside: &'a str,
}

#[derive(Debug, Template)]
#[template(path = "sheet_pause.html")]
pub struct Pause {
    pub ui: Say,
    pub choices: Vec<(u16, String)>,
}

#[derive(Debug, Template)]
#[template(path = "sheet_park.html")]
pub struct Park {
    pub ui: Say,
    pub choices: Vec<(u16, String)>,
}

/// One question, two answers; the safe one is red and left.
#[derive(Debug, Template)]
#[template(path = "sheet_question.html")]
pub struct Question {
    pub ui: Say,
    pub asks: String,
    pub keep: String,
    pub act: String,
    pub action: &'static str,
    pub back: &'static str,
    pub fields: Vec<(&'static str, String)>,
}

#[derive(Clone, Debug)]
pub struct ServiceChoice {
    pub code: String,
    pub letter: char,
    pub name: String,
    /// Name, aliases and initials in lower case.
    pub search: String,
}

#[derive(Debug, Template)]
#[template(path = "sheet_transfer.html")]
pub struct Transfer {
    pub ui: Say,
    pub services: Vec<ServiceChoice>,
    pub windows: Vec<(u16, String)>,
}

#[derive(Clone, Debug)]
pub struct AwayTicket {
    pub number: String,
    pub service: String,
    pub line: String,
}

#[derive(Debug, Template)]
#[template(path = "sheet_missed.html")]
pub struct Missed {
    pub ui: Say,
    pub tickets: Vec<AwayTicket>,
}

/// An act that needs a reason, perhaps about one of the tickets.
#[derive(Debug, Template)]
#[template(path = "sheet_reason.html")]
pub struct Reason {
    pub ui: Say,
    pub title: String,
    pub label: String,
    pub action: &'static str,
    pub fields: Vec<(&'static str, String)>,
    pub tickets: Vec<(String, String)>,
}

#[derive(Debug, Template)]
#[template(path = "sheet_issue.html")]
pub struct Issue {
    pub ui: Say,
    pub services: Vec<ServiceChoice>,
    pub classes: Vec<(&'static str, String)>,
}

/// A number issued by hand, and the slip that the page prints.
#[derive(Debug, Template)]
#[template(path = "sheet_slip.html")]
pub struct SlipSheet<'a> {
    pub ui: Say,
    pub v: &'a Slip,
}

#[derive(Clone, Debug, Default)]
pub struct Slip {
    pub issued: String,
    pub first_contact: bool,
    pub hall: String,
    pub number: String,
    pub plate: String,
    pub plate_words: bool,
    pub service: String,
    pub ahead: String,
    pub taken: String,
    pub bring: Option<String>,
    pub code: String,
    /// Where a phone shows the ticket, and the same as a QR code.
    pub address: Option<String>,
    pub qr: Option<String>,
    pub missed: String,
    pub desk: String,
    pub line: String,
    pub demo: Option<String>,
}

#[derive(Debug, Template)]
#[template(path = "sheet_shortcuts.html")]
pub struct Shortcuts {
    pub ui: Say,
    pub rows: Vec<(&'static str, String)>,
}

/// A manager lets a window help a group.
#[derive(Debug, Template)]
#[template(path = "sheet_lend.html")]
pub struct Lend {
    pub ui: Say,
    pub windows: Vec<(u16, String)>,
    pub groups: Vec<(String, String)>,
}
