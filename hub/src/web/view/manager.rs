//! The manager's live page: the sentence first, then windows, queues, the day's chart, and what is to be done.

use askama::Template;

use super::Frame;

#[derive(Debug, Template)]
#[template(path = "manager.html")]
pub struct ManagerPage<'a> {
    pub frame: &'a Frame,
    pub v: &'a Manager,
}

#[derive(Debug, Template)]
#[template(path = "manager.html", block = "live")]
pub struct ManagerLive<'a> {
    pub frame: &'a Frame,
    pub v: &'a Manager,
}

#[derive(Clone, Debug, Default)]
pub struct Manager {
    pub sentence: String,
    pub rest: String,
    /// A manager may act; leaders and supervisors only look.
    pub may_act: bool,
    pub advice: Option<Advice>,
    pub windows_summary: String,
    pub windows: Vec<Window>,
    pub lines: Vec<Line>,
    pub chart: Chart,
    pub todo_count: String,
    pub todo: Vec<Todo>,
    pub today: String,
    pub yesterday: String,
    pub response: Option<String>,
    pub devices: Vec<Device>,
}

#[derive(Clone, Debug, Default)]
pub struct Advice {
    pub text: String,
    pub help: Option<HelpOffer>,
}

#[derive(Clone, Debug, Default)]
pub struct HelpOffer {
    pub window: u16,
    pub group: String,
    pub label: String,
}

#[derive(Clone, Debug, Default)]
pub struct Window {
    pub number: u16,
    pub clerk: String,
    pub ticket: Option<String>,
    pub now: String,
    pub tone: &'static str,
    pub icon: Option<&'static str>,
    pub closed: bool,
    /// Name of the key that opens its sheet.
    pub look: String,
}

/// A group's queue in true calling order.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub name: String,
    pub plate: String,
    pub tickets: Vec<LineTicket>,
    pub more: Option<String>,
    pub range: String,
    pub empty: String,
}

#[derive(Clone, Debug, Default)]
pub struct LineTicket {
    pub number: String,
    pub minutes: u32,
    pub tone: &'static str,
    pub first: bool,
    /// Nobody knows whether its slip was printed.
    pub doubtful: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Todo {
    pub icon: &'static str,
    pub tone: &'static str,
    pub title: String,
    pub note: Option<String>,
    pub act: Option<Act>,
}

#[derive(Clone, Debug, Default)]
pub struct Act {
    pub action: &'static str,
    pub fields: Vec<(&'static str, String)>,
    pub label: String,
}

#[derive(Clone, Debug, Default)]
pub struct Device {
    pub icon: &'static str,
    pub tone: &'static str,
    pub text: String,
}

/// Promised ranges and real waits by half hours.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    pub words: String,
    pub ticks: Vec<Tick>,
    pub bars: Vec<Bar>,
}

#[derive(Clone, Debug, Default)]
pub struct Tick {
    pub y: u32,
    pub text_y: u32,
    pub minutes: u32,
}

#[derive(Clone, Debug, Default)]
pub struct Bar {
    pub time: String,
    pub left: u32,
    pub middle: u32,
    /// Top and height of the promised range.
    pub promised: Option<(u32, u32)>,
    pub actual: Option<u32>,
    pub over: bool,
}
