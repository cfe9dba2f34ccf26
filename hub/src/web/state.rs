//! What all handlers share: the engine, sign-ons, limits, and what the hub knows of itself.

use std::net::IpAddr;
use std::sync::Arc;

use chrono::Datelike;
use sunhall_hall::ids::{StaffNumber, TextRef, TokenName};
use sunhall_hall::staff::Staff;
use sunhall_hall::{Day, Moment};
use tokio::sync::{Semaphore, watch};
use tokio_util::sync::CancellationToken;

use super::api::Tokens;
use super::limits::{Limit, Rates, Tries};
use super::say::Say;
use super::session::Sessions;
use super::uploads::Uploads;
use crate::bus::Devices;
use crate::device_file::{DeviceFiles, Waiting};
use crate::engine::Engine;
use crate::trust::Trust;

/// Addresses may miss more often than an account: a whole hall stands behind one.
const ADDRESS_TRIES_FACTOR: u32 = 10;

/// Passwords looked at together; others wait their turn.
pub const CHECKS_AT_ONCE: usize = 4;

/// Handlers hold this behind an `Arc`.
pub struct App {
    pub engine: Engine,
    pub sessions: Sessions,
    pub tokens: Tokens,
    pub rates: Rates<TokenName>,
    pub accounts: Tries<String>,
    pub addresses: Tries<IpAddr>,
    pub codes: Tries<(IpAddr, String)>,
    /// Passwords hashed at the same time: each takes a core and some memory.
    pub checks: Semaphore,
    /// Photos made small at the same time: each fills memory.
    pub portraits: Semaphore,
    pub devices: Option<watch::Receiver<Devices>>,
    pub public_url: Option<String>,
    /// What device files say, and the passwords that wait to be fetched.
    pub device_files: DeviceFiles,
    pub waiting: Waiting,
    /// Folders of settings that were looked at and not brought in yet.
    pub uploads: Uploads,
    /// Pages are served over TLS, so that the cookie may say so.
    pub secure: bool,
    /// The hall's CA, for whoever comes to fetch it.
    pub trust: Option<Arc<Trust>>,
    pub metrics: Option<metrics_exporter_prometheus::PrometheusHandle>,
    /// Ends open streams when the hub stops.
    pub stopping: CancellationToken,
}

pub type Shared = Arc<App>;

impl App {
    /// The text behind a reference; empty once it was erased.
    pub fn text(&self, reference: &TextRef) -> String {
        self.engine.texts().get(reference).map(|text| text.to_string()).unwrap_or_default()
    }

    /// A person's name; the number where none is kept.
    pub fn name(&self, staff: &Staff) -> String {
        staff.name.as_ref().and_then(|name| self.engine.texts().get(name)).map_or_else(|| staff.number.to_string(), |name| name.to_string())
    }

    /// The name behind a number, also of somebody who has left.
    pub fn name_of(&self, number: &StaffNumber) -> String {
        if let Some(token) = number.as_token() {
            return token.to_string();
        }
        self.engine.hall().staff.people.get(number).map_or_else(|| number.to_string(), |staff| self.name(staff))
    }

    /// Limits of wrong tries as the parameters of today say.
    pub fn limits(&self, tries: &str, lock: &str) -> (Limit, Limit) {
        let (hall, now) = (self.engine.hall(), self.engine.now());
        let tries_max = u32::try_from(hall.figure(tries, now)).unwrap_or(0).max(1);
        let lock_ms = hall.figure(lock, now) * 60_000;
        (Limit { tries_max, lock_ms }, Limit { tries_max: tries_max.saturating_mul(ADDRESS_TRIES_FACTOR), lock_ms })
    }
}

/// `HH:MM` on the hall's wall clock.
pub fn clock(moment: Moment) -> String {
    sunhall_protocol::Moment(moment.0).clock()
}

/// A moment for a list: `今天 10:14`, or with its date.
pub fn when(ui: Say, moment: Moment, now: Moment) -> String {
    let day = moment.day();
    let date = if day == now.day() { ui.say("common-today") } else { date(ui, day) };
    format!("{date} {}", clock(moment))
}

/// A date; with its year when it lies in another one than today's might.
pub fn date(ui: Say, day: Day) -> String {
    ui.with("common-date-year", &[("year", day.0.year().to_string().into()), ("month", day.0.month().into()), ("day", day.0.day().into())])
}

/// Whole minutes from one moment to a later one; the first one that has begun counts, so that nobody reads 0.
pub fn minutes(from: Moment, to: Moment) -> u32 {
    u32::try_from(to.since(from).max(0) / 60_000).unwrap_or(u32::MAX).max(1)
}
