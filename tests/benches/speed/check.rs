//! Was every acknowledged act done, and done once? What clients were answered, compared with the hub's journal.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use anyhow::ensure;
use serde::Deserialize;
use sunhall_hall::floor::{self, Outcome};
use sunhall_hall::{Day, Event};
use sunhall_hub::store::DATABASE;

use crate::serving::program;

/// What an answer said.
#[derive(Clone, Debug)]
pub enum Answered {
    Issued { number: String },
    Called { number: String, window: u16 },
    Started { number: String },
    Finished { number: String },
}

/// What the journal says of one number.
#[derive(Default)]
struct Written {
    reserved: u32,
    issued: u32,
    called: Vec<u16>,
    started: u32,
    served: u32,
}

#[derive(Deserialize)]
struct Envelope {
    event: Event,
}

/// What was found wrong, by kind; all are to be 0.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Wrong {
    pub duplicates: u64,
    pub double_calls: u64,
    pub lost: u64,
}

/// Compares all answers with the journal in `data`, whose hub has stopped, and lets the hub verify its own seal.
pub fn check(data: &Path, answers: &[Answered]) -> anyhow::Result<Wrong> {
    let (written, mut wrong) = read(data)?;
    let none = Written::default();
    let mut given = BTreeSet::new();
    for answer in answers {
        let of = |number: &String| written.get(number).unwrap_or(&none);
        let done = match answer {
            Answered::Issued { number } => {
                wrong.duplicates += u64::from(!given.insert(number));
                of(number).issued == 1
            }
            Answered::Called { number, window } => of(number).called.contains(window),
            Answered::Started { number } => of(number).started == 1,
            Answered::Finished { number } => of(number).served == 1,
        };
        wrong.lost += u64::from(!done);
    }
    for number in written.values() {
        wrong.duplicates += u64::from(number.reserved > 1);
        wrong.double_calls += u64::from(number.called.len() > 1 || number.started > 1 || number.served > 1);
    }
    let verified = Command::new(program("sunhall-hub")?).arg("verify").arg("--data").arg(data).output()?;
    ensure!(verified.status.success(), "verify: {}{}", String::from_utf8_lossy(&verified.stdout), String::from_utf8_lossy(&verified.stderr));
    Ok(wrong)
}

fn read(data: &Path) -> anyhow::Result<(BTreeMap<String, Written>, Wrong)> {
    let connection = rusqlite::Connection::open_with_flags(data.join(DATABASE), rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut statement = connection.prepare("SELECT envelope FROM event ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let (mut written, mut names, mut wrong): (BTreeMap<String, Written>, _, _) = (BTreeMap::new(), BTreeMap::new(), Wrong::default());
    let mut days: BTreeSet<Day> = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let Envelope { event: Event::Floor(event) } = serde_json::from_slice(row.get_ref(0)?.as_blob()?)? else { continue };
        match event {
            floor::Event::TicketReserved { ticket, number, day, .. } => {
                days.insert(day);
                wrong.duplicates += u64::from(names.insert(ticket, number.to_string()).is_some());
                written.entry(number.to_string()).or_default().reserved += 1;
            }
            floor::Event::TicketIssued { ticket, .. } => one(&names, &mut written, ticket).issued += 1,
            floor::Event::TicketCalled { ticket, window, .. } => one(&names, &mut written, ticket).called.push(window.0),
            floor::Event::ServiceStarted { ticket, .. } => one(&names, &mut written, ticket).started += 1,
            floor::Event::TicketEnded { ticket, outcome: Outcome::Served, .. } => one(&names, &mut written, ticket).served += 1,
            _ => {}
        }
    }
    ensure!(days.len() <= 1, "the run crossed midnight, so numbers begin again");
    Ok((written, wrong))
}

fn one<'a>(
    names: &BTreeMap<sunhall_hall::ids::TicketId, String>,
    written: &'a mut BTreeMap<String, Written>,
    ticket: sunhall_hall::ids::TicketId,
) -> &'a mut Written {
    written.entry(names.get(&ticket).cloned().unwrap_or_default()).or_default()
}
