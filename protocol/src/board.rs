//! The public snapshot `board`: counts, ranges, windows and the last calls. Kiosks read it too.

use chrono::Timelike;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::wording::Wording;
use crate::{Bilingual, Moment, Version};

/// Everything that a hall board, a calling overlay and a window sign show, badges aside (those are in `duty`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Board {
    pub version: Version,
    pub hall: Bilingual,
    pub hours: Hours,
    pub groups: Vec<BoardGroup>,
    pub windows: Vec<BoardWindow>,
    /// The last calls, newest first, recalls included, at most twenty.
    pub calls: Vec<Call>,
    /// Numbers that were missed today and may come back, newest first, at most twenty.
    pub missed: Vec<String>,
    pub supervision_phone: String,
    pub settings: BoardSettings,
    /// The hall's own words on displays.
    #[serde(default)]
    pub wording: Wording,
}

/// The hall's hours today and what holds now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Hours {
    /// Opening spans of today, in order; empty on a day off.
    pub spans: Vec<Span>,
    pub state: HoursState,
    /// The next opening after now, if the calendar knows one within sixty days.
    pub next_opening: Option<Moment>,
    /// Opening spans of the day of `next_opening`.
    pub next_spans: Vec<Span>,
    /// Why the hall itself keeps this day closed or opens it otherwise, as everybody may read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Bilingual>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    pub from: Moment,
    pub to: Moment,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HoursState {
    /// Before the first opening of a working day.
    Before,
    Open,
    /// Open, but numbers have stopped because closing is near.
    LastCalls,
    /// Between two spans.
    Break,
    /// After the last span.
    Over,
    /// No opening today.
    #[default]
    Rest,
}

impl Board {
    /// Is a clerk signed on at a window that serves or helps the group? A short pause counts as yes.
    pub fn has_open_window(&self, group: &str) -> bool {
        let serves = |window: &&BoardWindow| window.first_groups.iter().chain(&window.help_groups).any(|code| code == group);
        self.windows.iter().filter(serves).any(|window| window.state != WindowState::Closed)
    }
}

/// One queue.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BoardGroup {
    pub code: String,
    pub letter: String,
    pub name: Bilingual,
    pub waiting: u32,
    /// Expected minutes for a ticket taken now; absent with too few samples.
    pub range: Option<Range>,
    /// Windows that serve the group first.
    pub first_windows: Vec<u16>,
    /// False on a day when this group is not served.
    pub open_today: bool,
    /// ISO weekdays (1 = Monday) on which the group is served; empty = whenever the hall is open.
    pub weekdays: Vec<u8>,
}

/// Minutes, rounded outward; `low` is never 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Range {
    pub low: u32,
    pub high: u32,
}

/// One window as the public sees it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BoardWindow {
    pub number: u16,
    pub state: WindowState,
    /// When a paused window is expected back.
    pub back_at: Option<Moment>,
    /// The number called to or served at this window.
    pub ticket: Option<String>,
    /// True once service has started.
    pub serving: bool,
    /// Group of that ticket.
    pub ticket_group: Option<String>,
    /// Codes of the groups it serves first.
    pub first_groups: Vec<String>,
    /// Codes of the groups it helps.
    pub help_groups: Vec<String>,
    /// What it serves first, in short names; empty when the hall named none.
    #[serde(default)]
    pub services: Vec<Bilingual>,
    /// Waiting tickets of its first groups.
    pub waiting: u32,
    /// Number of the clerk signed on, as in `duty`.
    pub staff: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WindowState {
    Open,
    Paused,
    #[default]
    Closed,
}

/// One call or recall. A display speaks the calls above the last it spoke, none older than 60 s.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Call {
    /// Running number over all calls and recalls of the hall; never reused.
    pub running: u64,
    pub ticket: String,
    pub window: u16,
    pub group: Bilingual,
    pub at: Moment,
    /// 1 = first call, up to `queue.calls`.
    pub times: u8,
}

/// Parameters that screens need, in the unit of the name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BoardSettings {
    pub stale_after_seconds: u32,
    pub call_overlay_seconds: u32,
    pub call_history: u32,
    pub calls_max: u32,
    pub voice_repeats: u32,
    pub voice_once_over: u32,
    pub voice_english: bool,
    /// True: the digit 1 is spoken 幺, else 一.
    pub one_as_yao: bool,
    pub page_seconds: u32,
    pub page_speed: u32,
    pub return_places: u32,
    pub return_within_minutes: u32,
    pub topic_days: u32,
    #[serde(default)]
    pub wording: CallWording,
    /// How loud a screen is from which minute of the day on, in order; empty = as loud as it is set.
    #[serde(default)]
    pub volumes: Vec<VolumeFrom>,
}

/// How a call is worded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CallWording {
    /// 请 A012 号，到 2 号窗口
    #[default]
    PleaseGo,
    /// 请 A012 号，到 2 号窗口办理
    PleaseGoServed,
    /// A012 号，请到 2 号窗口
    NumberPleaseGo,
}

/// From this minute of the day on a screen is so loud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct VolumeFrom {
    pub minute: u16,
    pub percent: u8,
}

impl BoardSettings {
    /// How loud a screen is at this moment, in percent; before the first minute of the list the last one still holds.
    pub fn volume_percent(&self, now: Moment) -> u8 {
        let local = now.local();
        let minute = local.hour() * 60 + local.minute();
        let begun = self.volumes.iter().rev().find(|from| u32::from(from.minute) <= minute);
        begun.or(self.volumes.last()).map_or(100, |from| from.percent.min(100))
    }
}

impl Default for BoardSettings {
    /// The suggested values of `parameters.csv`, used until the first snapshot arrives.
    fn default() -> Self {
        Self {
            stale_after_seconds: 15,
            call_overlay_seconds: 7,
            call_history: 5,
            calls_max: 3,
            voice_repeats: 2,
            voice_once_over: 3,
            voice_english: false,
            one_as_yao: true,
            page_seconds: 12,
            page_speed: 6,
            return_places: 3,
            return_within_minutes: 60,
            topic_days: 5,
            wording: CallWording::PleaseGo,
            volumes: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_volume_follows_the_time_of_day_round_the_clock() {
        let from = |minute, percent| VolumeFrom { minute, percent };
        let settings = BoardSettings { volumes: vec![from(480, 100), from(1050, 60)], ..BoardSettings::default() };
        // Minute 0 of 1970 is 08:00 in the hall.
        let at = |hour: i64, minute: i64| settings.volume_percent(Moment(((hour - 8) * 60 + minute) * 60_000 + 86_400_000));
        assert_eq!([at(0, 0), at(7, 59), at(8, 0), at(17, 29), at(17, 30), at(23, 59)], [60, 60, 100, 100, 60, 60]);
        assert_eq!(BoardSettings::default().volume_percent(Moment(0)), 100);
    }
}
