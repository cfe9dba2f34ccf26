//! The clerk's page in its three states, and the guide desk.

use askama::Template;

use super::{Frame, Help};

#[derive(Debug, Template)]
#[template(path = "clerk.html")]
pub struct ClerkPage<'a> {
    pub frame: &'a Frame,
    pub stage: &'a Stage,
}

/// The part of the page that the live stream sends.
#[derive(Debug, Template)]
#[template(path = "clerk.html", block = "live")]
pub struct ClerkLive<'a> {
    pub frame: &'a Frame,
    pub stage: &'a Stage,
}

/// What the clerk's page is about now.
#[derive(Clone, Debug)]
pub enum Stage {
    Choose(Choose),
    Idle(Box<Idle>),
    Serving(Box<Serving>),
}

#[derive(Clone, Debug, Default)]
pub struct Choose {
    pub windows: Vec<WindowChoice>,
}

#[derive(Clone, Debug, Default)]
pub struct WindowChoice {
    pub number: u16,
    pub label: String,
    pub groups: String,
    pub usual: bool,
    /// Who has it open already.
    pub taken: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Idle {
    pub title: String,
    pub promise: String,
    pub can_call: bool,
    pub queues: Vec<Queue>,
    pub assistance: Option<String>,
    pub paused: bool,
    pub away: String,
    pub missed: String,
    pub may_choose: bool,
    pub toast: Option<Toast>,
    pub today: Today,
    pub helps: Vec<Help>,
}

/// One group that the window serves or helps; counts only, no persons.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    pub count: u32,
    pub name: String,
    pub helps: bool,
    pub line: Option<String>,
    pub note: Option<String>,
}

/// The last act while it can be undone.
#[derive(Clone, Debug, Default)]
pub struct Toast {
    /// Tells one act from the next, so that the countdown starts again.
    pub act: String,
    pub text: String,
    pub seconds: u32,
    pub left: String,
    /// `left` with `#` for the figure, for the countdown on the page.
    pub pattern: String,
}

#[derive(Clone, Debug, Default)]
pub struct Today {
    pub done: u32,
    pub average: String,
    pub rated: bool,
    pub ratings: String,
    pub ratings_note: String,
}

#[derive(Clone, Debug, Default)]
pub struct Serving {
    pub started: bool,
    pub number: String,
    pub service: String,
    pub taken: String,
    pub note: Option<String>,
    pub spent_label: String,
    pub spent: String,
    pub usual: String,
    pub greeting: String,
    pub marks: Vec<Mark>,
    pub fee: String,
    pub limit: String,
    pub materials: Vec<String>,
    pub times: String,
    /// Company can still be asked for.
    pub company: bool,
    pub why: String,
    pub behind: String,
    pub toast: Option<Toast>,
    pub today: Today,
    pub helps: Vec<Help>,
}

/// One thing to know about the person at the window, with its icon.
#[derive(Clone, Debug)]
pub struct Mark {
    pub icon: &'static str,
    pub tone: &'static str,
    pub text: String,
}

#[derive(Debug, Template)]
#[template(path = "desk.html")]
pub struct DeskPage<'a> {
    pub frame: &'a Frame,
    pub v: &'a Desk,
}

#[derive(Debug, Template)]
#[template(path = "desk.html", block = "live")]
pub struct DeskLive<'a> {
    pub frame: &'a Frame,
    pub v: &'a Desk,
}

#[derive(Clone, Debug, Default)]
pub struct Desk {
    pub sentence: String,
    pub helps: Vec<Help>,
    pub groups: Vec<DeskGroup>,
    pub missed: String,
    pub tickets: Vec<DeskTicket>,
    pub windows: Vec<super::manager::Window>,
}

#[derive(Clone, Debug, Default)]
pub struct DeskGroup {
    pub plate: String,
    pub name: String,
    pub count: u32,
}

#[derive(Clone, Debug, Default)]
pub struct DeskTicket {
    pub number: String,
    /// Where its slip is printed again, for whom that is allowed.
    pub slip: Option<String>,
    pub service: String,
    pub line: String,
    pub assisted: bool,
    pub company: bool,
}
