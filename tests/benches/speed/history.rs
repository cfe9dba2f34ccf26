//! Writes a long journal fast: the hall decides day after day of an ordinary hall, and the store seals what it decided.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use chrono::{NaiveDate, NaiveTime};
use sunhall_hall::command::{Answer, Citizen, Clerk};
use sunhall_hall::floor::{Carrier, Origin};
use sunhall_hall::ids::{DeviceName, ServiceCode, StaffNumber, TicketId, WindowNumber};
use sunhall_hall::{Command, Day, Decision, Hall, Moment, apply, decide};
use sunhall_hub::clock::MovedClock;
use sunhall_hub::draw::Draw;
use sunhall_hub::store::{Actor, Batch, CommandId, DATABASE, Fact, Journal, Reply, Store};
use uuid::Builder;

use crate::bench_hall;
use crate::folder::{self, HALL};

/// Windows of the hall whose history it is.
const WINDOWS: u16 = 8;
/// Tickets that each window serves on a day, and the minutes between them.
const PER_WINDOW: i64 = 50;
const EVERY_MINUTES: i64 = 9;
/// One citizen in so many rates.
const RATES: i64 = 3;

struct History {
    hall: Hall,
    store: Store,
    draw: Draw,
    batch: Batch,
    now: Moment,
    events: u64,
}

/// Fills `data` with at least `events` events; returns their number and the days they fill.
pub async fn write(data: &Path, catalogue: &Path, events: u64) -> anyhow::Result<(u64, u32)> {
    let mut day = Day(NaiveDate::from_ymd_opt(2026, 1, 1).context("the first day")?);
    let clock = Arc::new(MovedClock::new(morning(day)));
    let (folder, engine) = bench_hall::make(data, catalogue, WINDOWS, clock, morning(day)).await?;
    engine.stop().await;
    drop(folder);
    let services = folder::services(catalogue)?;
    let mut store = Store::open(&data.join(DATABASE), HALL)?;
    let mut hall = Hall::default();
    let head = store.replay(&mut |event| apply(&mut hall, event))?;
    let mut history = History { hall, store, draw: Draw::from_seed([7; 32]), batch: Batch::default(), now: morning(day), events: head.seq };
    let mut days = 0;
    while history.events < events {
        history.day(day, &services)?;
        day = day.next();
        days += 1;
    }
    Ok((history.events, days))
}

fn morning(day: Day) -> Moment {
    Moment::at(day, NaiveTime::MIN).plus_minutes(8 * 60 + 30)
}

impl History {
    fn day(&mut self, day: Day, services: &[String]) -> anyhow::Result<()> {
        self.now = morning(day);
        for window in 1..=WINDOWS {
            self.clerk(window, Clerk::OpenWindow { window: WindowNumber(window) })?;
        }
        for ticket in 0..PER_WINDOW {
            self.now = morning(day).plus_minutes(ticket * EVERY_MINUTES);
            self.round(services, ticket)?;
        }
        self.now = morning(day.next());
        self.give(&Command::Clock, &Actor::Clock, None)?;
        // One transaction a day: the same rows as a live hall writes, without waiting for each.
        let head = self.store.append(&std::mem::take(&mut self.batch))?;
        self.events = head.seq;
        Ok(())
    }

    /// Everybody takes a number, is called, served, and one in three rates.
    fn round(&mut self, services: &[String], count: i64) -> anyhow::Result<()> {
        let mut tickets = Vec::new();
        for window in 1..=WINDOWS {
            self.wait(3);
            tickets.push(self.take(&services[folder::group_of(window)])?);
        }
        self.wait(20);
        for act in [Clerk::CallNext, Clerk::Start] {
            for window in 1..=WINDOWS {
                self.wait(2);
                self.clerk(window, act.clone())?;
            }
        }
        self.wait(180);
        for window in 1..=WINDOWS {
            self.wait(5);
            self.clerk(window, Clerk::Finish)?;
        }
        self.wait(20);
        for ticket in tickets.into_iter().filter(|_| count % RATES == 0) {
            self.citizen(Citizen::Rate { ticket, level: 5, reasons: Vec::new(), words: None, phone: None })?;
        }
        Ok(())
    }

    fn wait(&mut self, seconds: i64) {
        self.now = self.now.plus_seconds(seconds);
    }

    fn take(&mut self, service: &str) -> anyhow::Result<TicketId> {
        let origin = Origin::Kiosk(DeviceName::new("kiosk-1"));
        let code = self.draw.code();
        let take = Citizen::TakeTicket { service: ServiceCode::new(service), class: None, class_words: None, company: false, origin, code };
        let Answer::Reserved(reserved) = self.citizen(take)? else { bail!("a number was not answered with a number") };
        self.citizen(Citizen::ConfirmTicket { ticket: reserved.ticket, carrier: Carrier::Paper })?;
        Ok(reserved.ticket)
    }

    fn citizen(&mut self, act: Citizen) -> anyhow::Result<Answer> {
        self.give(&Command::Citizen(act), &Actor::Citizen, Some(&DeviceName::new("kiosk-1")))
    }

    fn clerk(&mut self, window: u16, act: Clerk) -> anyhow::Result<Answer> {
        let staff = StaffNumber::new(folder::clerk(window));
        self.give(&Command::Clerk { staff: staff.clone(), act }, &Actor::Staff(staff), None)
    }

    /// What the engine's writer does with a command, up to the commit.
    fn give(&mut self, command: &Command, actor: &Actor, device: Option<&DeviceName>) -> anyhow::Result<Answer> {
        let now = self.now;
        let Decision { events, answer } = decide(&self.hall, command, now);
        let id = (*actor != Actor::Clock).then(|| self.id());
        let rows = self.draw.take_rows();
        self.batch.rows.texts.extend(rows.texts);
        for event in events {
            apply(&mut self.hall, &event);
            let nonce = self.draw.bytes();
            self.batch.facts.push(Fact { time: now, actor: actor.clone(), device: device.cloned(), command: id, nonce, event });
        }
        if let Some(id) = id {
            self.batch.replies.push(Reply { id, at: now, asker: "bench".to_owned(), decided: answer.clone() });
        }
        answer.with_context(|| format!("{command:?} at {}", now.0))
    }

    fn id(&mut self) -> CommandId {
        let mut tail = [0; 10];
        tail.copy_from_slice(&self.draw.bytes()[..10]);
        CommandId(Builder::from_unix_timestamp_millis(u64::try_from(self.now.0).unwrap_or(0), &tail).into_uuid())
    }
}
