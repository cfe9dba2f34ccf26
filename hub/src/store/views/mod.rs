//! Views: what search, history and reports read, kept from the events in the same transaction and rebuilt from them at will.

pub mod changes;

use rusqlite::{Connection, Params, params};
use sunhall_hall::floor::{Carrier, Origin, Outcome, Why};
use sunhall_hall::regulations::{first_contact, public_appraisal};
use sunhall_hall::{Event, Moment, floor};

use super::journal::{Actor, Fault};
use super::storage;

/// Raised whenever the tables below or their rules change; a folder with another number is rebuilt at start.
const VERSION: &str = "3";

/// The columns of a ticket's history, without its id.
const COLUMNS: &str = "day TEXT NOT NULL, letter TEXT NOT NULL, count INTEGER NOT NULL, group_code TEXT NOT NULL, service TEXT NOT NULL,
  origin TEXT NOT NULL, code TEXT NOT NULL, turn INTEGER NOT NULL, head_start_minutes INTEGER NOT NULL, reserved_at INTEGER NOT NULL,
  promise_low_seconds INTEGER, promise_high_seconds INTEGER, issued_at INTEGER, carrier TEXT, calls INTEGER NOT NULL DEFAULT 0,
  first_called_at INTEGER, called_at INTEGER, window INTEGER, staff TEXT, why TEXT, passed INTEGER, missed INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER, first_contact TEXT, ended_at INTEGER, outcome TEXT, level INTEGER, rated_at INTEGER, rated_staff TEXT";

/// Every table that holds a view, in the order of comparison.
pub const TABLES: [&str; 3] = ["ticket", "ticket_before", changes::TABLE];

/// An event with what its row says around it.
pub struct Stored<'a> {
    pub seq: u64,
    pub time: Moment,
    pub actor: &'a Actor,
    pub event: &'a Event,
}

/// Makes the tables of the views where they are missing.
pub fn create(connection: &Connection) -> Result<(), Fault> {
    connection
        .execute_batch(&format!(
            "CREATE TABLE IF NOT EXISTS ticket(id INTEGER PRIMARY KEY, {COLUMNS});
             -- Letters after the count: the numbers of one moment lie together, so that a commit writes few pages.
             CREATE INDEX IF NOT EXISTS ticket_number ON ticket(day, count, letter);
             CREATE INDEX IF NOT EXISTS ticket_code ON ticket(code);
             CREATE TABLE IF NOT EXISTS ticket_before(window INTEGER PRIMARY KEY, id INTEGER NOT NULL, {});",
            COLUMNS.replace("window INTEGER, ", "at_window INTEGER, ")
        ))
        .map_err(storage)?;
    changes::create(connection)
}

/// Are the views those of this program?
pub fn current(connection: &Connection) -> Result<bool, Fault> {
    let found = connection.query_row("SELECT value FROM meta WHERE key = 'views'", [], |row| row.get::<_, String>(0));
    match found {
        Ok(version) => Ok(version == VERSION),
        Err(rusqlite::Error::QueryReturnedNoRows) => Ok(false),
        Err(error) => Err(storage(error)),
    }
}

/// Empties the views; the events are then to be written again, in order.
pub fn clear(connection: &Connection) -> Result<(), Fault> {
    for table in TABLES {
        connection.execute_batch(&format!("DROP TABLE IF EXISTS {table}")).map_err(storage)?;
    }
    create(connection)?;
    connection.execute("INSERT OR REPLACE INTO meta(key, value) VALUES('views', ?1)", [VERSION]).map_err(storage)?;
    Ok(())
}

/// Keeps the views in step with one event.
pub fn write(connection: &Connection, stored: &Stored<'_>) -> Result<(), Fault> {
    let views = Views { connection };
    changes::write(connection, stored)?;
    match stored.event {
        Event::Floor(event) => views.floor(event),
        Event::FirstContact(first_contact::Event::FirstContactSet { ticket, staff, .. }) => {
            views.run("UPDATE ticket SET first_contact = ?2 WHERE id = ?1", params![id(ticket.0), staff.as_str()])
        }
        Event::PublicAppraisal(public_appraisal::Event::TicketRated { ticket, staff, level, at, .. }) => {
            views.run("UPDATE ticket SET level = ?2, rated_at = ?3, rated_staff = ?4 WHERE id = ?1", params![id(ticket.0), level, at.0, staff.as_str()])
        }
        Event::FirstContact(first_contact::Event::DayFiled { .. })
        | Event::PublicAppraisal(
            public_appraisal::Event::RatingOpened { .. } | public_appraisal::Event::RatingWithdrawn { .. } | public_appraisal::Event::RatingsClosed { .. },
        )
        | Event::Access(_)
        | Event::Calendar(_)
        | Event::Disclosure(_)
        | Event::Planned(_)
        | Event::Policy(_)
        | Event::Screens(_)
        | Event::Staff(_) => Ok(()),
    }
}

struct Views<'a> {
    connection: &'a Connection,
}

impl Views<'_> {
    fn run(&self, sql: &str, parameters: impl Params) -> Result<(), Fault> {
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.execute(parameters)).map_err(storage)?;
        Ok(())
    }

    fn floor(&self, event: &floor::Event) -> Result<(), Fault> {
        use floor::Event as E;
        match event {
            E::TicketReserved { .. } => self.reserved(event),
            E::TicketIssued { ticket, carrier, at } => {
                self.run("UPDATE ticket SET issued_at = ?2, carrier = ?3 WHERE id = ?1", params![id(ticket.0), at.0, carrier_name(*carrier)])
            }
            E::TicketEnded { ticket, outcome, at, window, .. } => {
                if let Some(window) = window {
                    self.remember(ticket.0, window.0)?;
                }
                self.run("UPDATE ticket SET ended_at = ?2, outcome = ?3 WHERE id = ?1", params![id(ticket.0), at.0, outcome_name(*outcome)])
            }
            E::TicketCalled { ticket, window, staff, why, passed, at, .. } => {
                self.remember(ticket.0, window.0)?;
                self.run(
                    "UPDATE ticket SET calls = calls + 1, first_called_at = coalesce(first_called_at, ?2), called_at = ?2, window = ?3, staff = ?4,
                       why = ?5, passed = ?6 WHERE id = ?1",
                    params![id(ticket.0), at.0, window.0, staff.as_str(), why_name(*why), passed],
                )
            }
            E::TicketCalledAgain { ticket, at, .. } => {
                self.run("UPDATE ticket SET calls = calls + 1, called_at = ?2 WHERE id = ?1", params![id(ticket.0), at.0])
            }
            E::TicketMissed { ticket, window, .. } => {
                self.remember(ticket.0, window.0)?;
                self.run("UPDATE ticket SET missed = missed + 1 WHERE id = ?1", params![id(ticket.0)])
            }
            E::ServiceStarted { ticket, window, staff, at } => {
                self.remember(ticket.0, window.0)?;
                self.run("UPDATE ticket SET started_at = ?2, window = ?3, staff = ?4 WHERE id = ?1", params![id(ticket.0), at.0, window.0, staff.as_str()])
            }
            E::TicketTransferred { ticket, window, group, service, .. } => {
                self.remember(ticket.0, window.0)?;
                self.run("UPDATE ticket SET group_code = ?2, service = ?3 WHERE id = ?1", params![id(ticket.0), group.as_str(), service.as_str()])
            }
            E::TicketParked { ticket, window, .. } => self.remember(ticket.0, window.0),
            E::TicketReturned { ticket, turn: Some(turn), .. } | E::TurnSet { ticket, turn, .. } => self.turn(ticket.0, *turn),
            E::ActUndone { window, ticket, .. } => self.undo(ticket.0, window.0),
            E::ProfileSet(_)
            | E::GroupSet(_)
            | E::ServiceSet(_)
            | E::WindowSet(_)
            | E::TicketUnconfirmed { .. }
            | E::TicketReturned { turn: None, .. }
            | E::AssistanceConfirmed { .. }
            | E::CompanyAsked { .. }
            | E::WindowOpened { .. }
            | E::WindowPaused { .. }
            | E::WindowResumed { .. }
            | E::WindowClosed { .. }
            | E::HelpLent { .. }
            | E::HelpTakenBack { .. }
            | E::HelpCalled { .. }
            | E::HelpAnswered { .. }
            | E::DayEnded { .. } => Ok(()),
        }
    }

    fn reserved(&self, event: &floor::Event) -> Result<(), Fault> {
        let floor::Event::TicketReserved { ticket, day, number, group, service, origin, turn, head_start_minutes, promise, code, .. } = event else {
            return Ok(());
        };
        self.run(
            "INSERT INTO ticket(id, day, letter, count, group_code, service, origin, code, turn, head_start_minutes, reserved_at,
               promise_low_seconds, promise_high_seconds) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?9, ?11, ?12)",
            params![
                id(ticket.0),
                day.0.to_string(),
                number.letter.to_string(),
                number.count,
                group.as_str(),
                service.as_str(),
                origin_name(origin),
                &*code.key,
                turn.0,
                head_start_minutes,
                promise.map(|promise| promise.low_seconds),
                promise.map(|promise| promise.high_seconds)
            ],
        )
    }

    fn turn(&self, ticket: u64, turn: Moment) -> Result<(), Fault> {
        self.run("UPDATE ticket SET turn = ?2, head_start_minutes = 0 WHERE id = ?1", params![id(ticket), turn.0])
    }

    /// Keeps the row as it is before an act at `window`, so that the act can be undone.
    fn remember(&self, ticket: u64, window: u16) -> Result<(), Fault> {
        self.run("INSERT OR REPLACE INTO ticket_before SELECT ?2, * FROM ticket WHERE id = ?1", params![id(ticket), window])
    }

    fn undo(&self, ticket: u64, window: u16) -> Result<(), Fault> {
        self.run(&RESTORE, params![id(ticket), window])
    }
}

/// Puts a remembered row back: every column but the window of the act.
static RESTORE: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
    let columns: Vec<String> = COLUMNS
        .split(',')
        .filter_map(|column| column.split_whitespace().next())
        .map(|name| if name == "window" { "at_window".to_owned() } else { name.to_owned() })
        .collect();
    format!("INSERT OR REPLACE INTO ticket SELECT id, {} FROM ticket_before WHERE id = ?1 AND window = ?2", columns.join(", "))
});

fn id(number: u64) -> i64 {
    number as i64
}

fn origin_name(origin: &Origin) -> String {
    match origin {
        Origin::Kiosk(device) => format!("kiosk:{device}"),
        Origin::Phone => "phone".to_owned(),
        Origin::Staff(staff) => format!("staff:{staff}"),
    }
}

fn carrier_name(carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::Paper => "paper",
        Carrier::PaperStatusUnknown => "paper_status_unknown",
        Carrier::Screen => "screen",
        Carrier::Phone => "phone",
        Carrier::Hand => "hand",
    }
}

pub fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Served => "served",
        Outcome::Cancelled => "cancelled",
        Outcome::CancelledByStaff => "cancelled_by_staff",
        Outcome::MissedAtDayEnd => "missed_at_day_end",
        Outcome::NotServedAtDayEnd => "not_served_at_day_end",
        Outcome::LeftOpenAtDayEnd => "left_open_at_day_end",
    }
}

/// The outcome of this name; none for one that this version does not know.
pub fn outcome_of(name: &str) -> Option<Outcome> {
    const ALL: [Outcome; 6] =
        [Outcome::Served, Outcome::Cancelled, Outcome::CancelledByStaff, Outcome::MissedAtDayEnd, Outcome::NotServedAtDayEnd, Outcome::LeftOpenAtDayEnd];
    ALL.into_iter().find(|outcome| outcome_name(*outcome) == name)
}

fn why_name(why: Why) -> &'static str {
    match why {
        Why::Earliest => "earliest",
        Why::HeadStart { .. } => "head_start",
        Why::Cap => "cap",
        Why::NeedsAssistance => "needs_assistance",
        Why::Help => "help",
        Why::Transferred => "transferred",
        Why::Chosen => "chosen",
    }
}
