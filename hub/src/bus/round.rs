//! One round of snapshots, made from the newest hall beside the publisher's loop: estimates and reports take their time.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sunhall_hall::floor::Estimate;
use sunhall_hall::ids::{GroupCode, TextRef};
use sunhall_hall::reading::GroupNow;
use sunhall_hall::{Day, Hall, Moment};
use sunhall_protocol::Version;
use sunhall_protocol::board::Board;
use sunhall_protocol::duty::Duty;
use sunhall_protocol::kiosk::Menu;
use sunhall_protocol::live::Live as LiveQueue;
use sunhall_protocol::notices::NoticeIndex;

use super::Settings;
use super::files::Wanted;
use crate::engine::Live;
use crate::snapshots::{self, Look, moment};
use crate::store::{DayTotals, Month};

/// Totals of past days change only by late ratings; they are read again after this time and on a new day.
const TOTALS_AGE: Duration = Duration::from_mins(10);

/// The estimate of each group that has one.
pub type Ranges = BTreeMap<GroupCode, Estimate>;

/// What the views say of past days, and when that was read.
pub struct Totals {
    month: Month,
    yesterday: DayTotals,
    day: Day,
    read: Instant,
}

pub struct Round {
    pub version: Version,
    pub ranges: Ranges,
    pub totals: Arc<Totals>,
    pub live: LiveQueue,
    pub duty: Duty,
    pub notices: NoticeIndex,
    /// Without a kiosk's name.
    pub menu: Menu,
    pub wanted: Wanted,
}

/// Makes everything but the board.
pub fn make(settings: &Settings, totals: Option<Arc<Totals>>) -> Round {
    let now = newest(settings);
    let fresh = |totals: &Arc<Totals>| totals.day == now.at.day() && totals.read.elapsed() < TOTALS_AGE;
    let totals = totals.filter(fresh).unwrap_or_else(|| Arc::new(read_totals(settings, now.at.day())));
    let groups = now.hall.groups_now(now.at);
    let made = look(settings, &now, &groups, (&totals.month, &totals.yesterday), |look| {
        (snapshots::live(look), snapshots::duty(look), snapshots::notices(look), snapshots::menu(look, ""))
    });
    let (live, duty, notices, menu) = made;
    let ranges = groups.iter().filter_map(|group| Some((group.group.code.clone(), group.estimate?))).collect();
    let wanted = Wanted::of(&now.hall, &notices, &duty);
    Round { version: version(&now), ranges, totals, live, duty, notices, menu, wanted }
}

/// The board with these ranges.
pub fn board(settings: &Settings, now: &Live, ranges: &Ranges) -> Board {
    let groups = groups(&now.hall, now.at, ranges);
    look(settings, now, &groups, (&Month::default(), &DayTotals::default()), snapshots::board)
}

/// The newest state, with the time that it is now.
pub fn newest(settings: &Settings) -> Live {
    let mut newest = settings.engine.live().borrow().clone();
    newest.at = newest.at.max(settings.engine.now());
    newest
}

pub fn version(now: &Live) -> Version {
    Version { seq: now.seq, at: moment(now.at) }
}

/// The groups as of now, with estimates from elsewhere.
fn groups<'a>(hall: &'a Hall, now: Moment, ranges: &Ranges) -> Vec<GroupNow<'a>> {
    let day = now.day();
    let open = !hall.calendar.spans(day).is_empty();
    let mut groups: Vec<GroupNow<'_>> = hall
        .floor
        .groups
        .values()
        .map(|group| GroupNow {
            group,
            waiting: hall.floor.waiting(&group.code),
            open_today: open && hall.group_served(&group.code, day),
            estimate: ranges.get(&group.code).copied(),
            first_windows: hall.floor.first_windows(&group.code, None),
            longest_minutes: None,
        })
        .collect();
    groups.sort_by_key(|group| group.group.letter);
    groups
}

fn look<T>(settings: &Settings, now: &Live, groups: &[GroupNow<'_>], (month, yesterday): (&Month, &DayTotals), make: impl FnOnce(&Look<'_>) -> T) -> T {
    let texts = settings.engine.texts();
    make(&Look { hall: &now.hall, now: now.at, text: &|text: &TextRef| texts.get(text), groups, month, yesterday, public_url: settings.public_url.as_deref() })
}

fn read_totals(settings: &Settings, day: Day) -> Totals {
    let reports = settings.engine.reports();
    Totals { month: reports.month(), yesterday: reports.yesterday(), day, read: Instant::now() }
}
