//! What leaders and managers read of the past: totals from the views, without a single rating that could be traced to a citizen.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, params};
use sunhall_hall::floor::Outcome;
use sunhall_hall::ids::{GroupCode, ServiceCode, StaffNumber, TicketId, TicketNumber, WindowNumber};
use sunhall_hall::regulations::public_appraisal;
use sunhall_hall::{Day, Moment};

use super::reader::Reader;
use super::views::outcome_of;

/// The lowest level that counts as satisfied.
fn satisfied_from() -> u8 {
    (1..=5).find(|level| public_appraisal::satisfied(*level)).unwrap_or(5)
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub served: u32,
    /// Ratings and those of them that are satisfied; `None` while there are fewer than `rating.show_from`.
    pub rated: Option<Rated>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rated {
    pub count: u32,
    pub satisfied: u32,
}

/// The month to date, up to yesterday.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Month {
    pub hall: Totals,
    pub staff: BTreeMap<StaffNumber, Totals>,
}

/// One day that is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayTotals {
    pub issued: u32,
    pub served: u32,
    pub cancelled: u32,
    pub missed: u32,
    pub not_served: u32,
    /// Median wait from reserved to first call.
    pub wait_seconds_median: Option<u32>,
    pub rated: Option<Rated>,
}

/// What the record keeps of a ticket, today's or an older one's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastTicket {
    pub ticket: TicketId,
    pub day: String,
    pub number: TicketNumber,
    pub group: GroupCode,
    pub service: ServiceCode,
    pub window: Option<WindowNumber>,
    pub staff: Option<StaffNumber>,
    pub reserved_at: Moment,
    pub called_at: Option<Moment>,
    pub started_at: Option<Moment>,
    pub ended_at: Option<Moment>,
    /// How it ended; none while it is open.
    pub outcome: Option<Outcome>,
    pub rated: bool,
}

#[derive(Clone)]
pub struct Reports {
    reader: Reader,
    show_from: u32,
    today: Day,
}

impl Reports {
    pub fn new(reader: Reader, show_from: u32, today: Day) -> Self {
        Self { reader, show_from, today }
    }

    /// The month of `today` up to yesterday, for the hall and for each of its staff.
    pub fn month(&self) -> Month {
        let first = self.today.0.format("%Y-%m-01").to_string();
        let until = self.today.0.to_string();
        let rows = self.reader.query(|connection| month(connection, &first, &until).map(Some)).unwrap_or_default();
        let mut month = Month::default();
        let (mut hall, mut hall_rated) = (0, Rated::default());
        for (staff, served, rated) in rows {
            hall += served;
            hall_rated = Rated { count: hall_rated.count + rated.count, satisfied: hall_rated.satisfied + rated.satisfied };
            month.staff.insert(StaffNumber::new(staff), Totals { served, rated: self.shown(rated) });
        }
        month.hall = Totals { served: hall, rated: self.shown(hall_rated) };
        month
    }

    /// Totals of a day that is over; nothing of today, whose ratings are shown from tomorrow.
    pub fn day(&self, day: Day) -> DayTotals {
        if day >= self.today {
            return DayTotals::default();
        }
        let found = self.reader.query(|connection| day_totals(connection, &day.0.to_string()).map(Some));
        let Some((mut totals, rated)) = found else { return DayTotals::default() };
        totals.rated = self.shown(rated);
        totals
    }

    pub fn yesterday(&self) -> DayTotals {
        self.day(self.today.minus(1))
    }

    pub fn ticket(&self, ticket: TicketId) -> Option<PastTicket> {
        self.reader.query(|connection| {
            let sql = "SELECT id, day, letter, count, group_code, service, window, staff, reserved_at, called_at, started_at, ended_at, outcome,
                 rated_at IS NOT NULL FROM ticket WHERE id = ?1";
            connection.prepare_cached(sql)?.query_row([ticket.0 as i64], past_ticket).optional()
        })
    }

    fn shown(&self, rated: Rated) -> Option<Rated> {
        (rated.count > 0 && rated.count >= self.show_from).then_some(rated)
    }
}

fn month(connection: &Connection, first: &str, until: &str) -> Result<Vec<(String, u32, Rated)>, rusqlite::Error> {
    let sql = "SELECT staff, sum(served), sum(rated), sum(satisfied) FROM (
          SELECT staff, count(*) AS served, 0 AS rated, 0 AS satisfied FROM ticket
            WHERE day >= ?1 AND day < ?2 AND outcome IN ('served', 'left_open_at_day_end') AND staff IS NOT NULL GROUP BY staff
          UNION ALL
          SELECT rated_staff, 0, count(*), sum(level >= ?3) FROM ticket
            WHERE day >= date(?1, '-31 days') AND day < ?2 AND date(rated_at / 1000 + 28800, 'unixepoch') >= ?1
              AND date(rated_at / 1000 + 28800, 'unixepoch') < ?2 AND rated_staff IS NOT NULL GROUP BY rated_staff
        ) GROUP BY staff";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement
        .query_map(params![first, until, satisfied_from()], |row| Ok((row.get(0)?, row.get(1)?, Rated { count: row.get(2)?, satisfied: row.get(3)? })))?;
    rows.collect()
}

fn day_totals(connection: &Connection, day: &str) -> Result<(DayTotals, Rated), rusqlite::Error> {
    let sql = "SELECT count(*), coalesce(sum(outcome IN ('served', 'left_open_at_day_end')), 0),
          coalesce(sum(outcome IN ('cancelled', 'cancelled_by_staff')), 0), coalesce(sum(outcome = 'missed_at_day_end'), 0),
          coalesce(sum(outcome = 'not_served_at_day_end'), 0), count(level), coalesce(sum(level >= ?2), 0) FROM ticket WHERE day = ?1";
    let (mut totals, rated) = connection.prepare_cached(sql)?.query_row(params![day, satisfied_from()], |row| {
        let totals = DayTotals {
            issued: row.get(0)?,
            served: row.get(1)?,
            cancelled: row.get(2)?,
            missed: row.get(3)?,
            not_served: row.get(4)?,
            wait_seconds_median: None,
            rated: None,
        };
        Ok((totals, Rated { count: row.get(5)?, satisfied: row.get(6)? }))
    })?;
    let sql = "SELECT (first_called_at - reserved_at) / 1000 FROM ticket WHERE day = ?1 AND first_called_at IS NOT NULL ORDER BY 1";
    let waits: Vec<u32> = connection.prepare_cached(sql)?.query_map([day], |row| row.get(0))?.collect::<Result<_, _>>()?;
    totals.wait_seconds_median = waits.get(waits.len() / 2).copied();
    Ok((totals, rated))
}

fn past_ticket(row: &Row<'_>) -> Result<PastTicket, rusqlite::Error> {
    let text = |column: usize| row.get::<_, String>(column);
    let moment = |column: usize| row.get::<_, Option<i64>>(column).map(|at| at.map(Moment));
    Ok(PastTicket {
        ticket: TicketId(row.get::<_, i64>(0)? as u64),
        day: text(1)?,
        number: TicketNumber { letter: text(2)?.chars().next().unwrap_or('?'), count: row.get(3)? },
        group: GroupCode::new(text(4)?),
        service: ServiceCode::new(text(5)?),
        window: row.get::<_, Option<u16>>(6)?.map(WindowNumber),
        staff: row.get::<_, Option<String>>(7)?.map(StaffNumber::new),
        reserved_at: Moment(row.get(8)?),
        called_at: moment(9)?,
        started_at: moment(10)?,
        ended_at: moment(11)?,
        outcome: row.get::<_, Option<String>>(12)?.as_deref().and_then(outcome_of),
        rated: row.get(13)?,
    })
}
