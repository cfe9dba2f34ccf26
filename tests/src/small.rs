//! A small hall for tests of the heart: one group, one service, one window, one clerk, and no edges.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use chrono::NaiveTime;
use sunhall_hall::calendar::{Span, Week};
use sunhall_hall::command::{Administrator, Citizen, Clerk, Reserved};
use sunhall_hall::floor::{Carrier, Fee, Group, Guide, Origin, Service, Window};
use sunhall_hall::ids::{DeviceName, GroupCode, ServiceCode, StaffNumber, TicketId, WindowNumber};
use sunhall_hall::staff::{Role, Staff};
use sunhall_hall::{Answer, Day, Moment, Profile};
use sunhall_hub::clock::MovedClock;
use sunhall_hub::console::done;
use sunhall_hub::draw::{Draw, TextKind};
use sunhall_hub::engine::{Actor, CommandId, Engine, Lookup, Outcome, Setup, StartError};
use sunhall_hub::store::{self, DATABASE, Journal, Reader, SecurityLog, Store};

/// The hall's id.
pub const HALL: &str = "small";

/// Monday 23 November 2026, 10:00.
pub fn morning() -> Moment {
    at(23, 10, 0)
}

/// A moment in November 2026.
pub fn at(day: u32, hour: u32, minute: u32) -> Moment {
    let (Some(day), Some(time)) = (chrono::NaiveDate::from_ymd_opt(2026, 11, day), NaiveTime::from_hms_opt(hour, minute, 0)) else {
        panic!("there is no such moment")
    };
    Moment::at(Day(day), time)
}

/// An engine on a folder, with a clock that is moved.
pub struct Small {
    pub folder: PathBuf,
    pub clock: Arc<MovedClock>,
    pub engine: Engine,
}

impl Small {
    /// A new hall in `folder`, open around the clock.
    pub async fn new(folder: &Path) -> anyhow::Result<Self> {
        let small = Self::open(folder, morning())?;
        small.furnish().await?;
        Ok(small)
    }

    /// Opens what is in `folder`.
    pub fn open(folder: &Path, now: Moment) -> anyhow::Result<Self> {
        Self::open_with(folder, now, |store| Box::new(store)).context("the hall does not start")
    }

    /// The same with something around the store.
    pub fn open_with(folder: &Path, now: Moment, around: impl FnOnce(Store) -> Box<dyn Journal>) -> Result<Self, StartError> {
        let database = folder.join(DATABASE);
        let journal = around(Store::open(&database, HALL)?);
        let clock = Arc::new(MovedClock::new(now));
        let reader = Reader::new(&database);
        let security = SecurityLog::open(folder)?;
        let draw = Draw::from_system().map_err(std::io::Error::from)?;
        let allow_edit = Box::new(|_: &_, _, _: Lookup<'_>| Ok(()));
        let engine = Engine::start(Setup { journal, reader, security, clock: Arc::clone(&clock) as _, offset_ms: 0, draw, allow_edit })?;
        Ok(Self { folder: folder.to_owned(), clock, engine })
    }

    /// Ends the engine and opens the folder again, at the same time of day.
    pub async fn restart(self) -> anyhow::Result<Self> {
        let now = self.engine.now();
        self.engine.stop().await;
        let folder = self.folder.clone();
        drop(self);
        Self::open(&folder, now)
    }

    pub fn database(&self) -> PathBuf {
        self.folder.join(DATABASE)
    }

    /// Moves the clock and does what has become due.
    pub async fn time(&self, now: Moment) {
        self.clock.set(now);
        self.engine.wake().await;
    }

    pub async fn furnish(&self) -> anyhow::Result<()> {
        let midnight = NaiveTime::MIN;
        let end = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or(midnight);
        let week = Week { days: std::array::from_fn(|_| vec![Span { from: midnight, to: end }]) };
        self.set(|_| Administrator::SetHall { profile: Box::new(Profile { name: "小厅".into(), ..Profile::default() }) }).await?;
        self.set(|_| Administrator::SetHours { hours: week }).await?;
        self.set(|_| Administrator::SetGroup { group: group() }).await?;
        self.set(|_| Administrator::SetService { service: Box::new(service()) }).await?;
        let window = Window { number: WindowNumber(1), first: vec![GroupCode::new("enquiry")], help: Vec::new(), services: Vec::new() };
        self.set(|_| Administrator::SetWindow { window }).await?;
        self.set(clerk).await
    }

    async fn set(&self, make: impl FnOnce(&mut Draw) -> Administrator + Send + 'static) -> anyhow::Result<()> {
        done(self.engine.administrators().ask(self.engine.new_id(), Actor::Console, StaffNumber::console(), make).await)
    }

    /// A number at kiosk-1, with this command id.
    pub async fn take_as(&self, id: CommandId) -> Outcome {
        take(&self.engine, id, "kiosk-1").await
    }

    /// A number that was confirmed.
    pub async fn take(&self) -> anyhow::Result<Reserved> {
        let reserved = reserved(self.take_as(self.engine.new_id()).await)?;
        self.confirm(reserved.ticket).await?;
        Ok(reserved)
    }

    pub async fn confirm(&self, ticket: TicketId) -> anyhow::Result<()> {
        let confirm = move |_: &mut Draw| Citizen::ConfirmTicket { ticket, carrier: Carrier::Paper };
        done(self.engine.citizens().ask(self.engine.new_id(), Some(DeviceName::new("kiosk-1")), confirm).await)
    }

    pub async fn rate(&self, ticket: TicketId, level: u8, words: &'static str) -> anyhow::Result<()> {
        let rate = move |draw: &mut Draw| Citizen::Rate { ticket, level, reasons: Vec::new(), words: Some(draw.text(TextKind::Words, words)), phone: None };
        done(self.engine.citizens().ask(self.engine.new_id(), None, rate).await)
    }

    /// The clerk acts.
    pub async fn clerk(&self, act: Clerk) -> anyhow::Result<Answer> {
        let staff = StaffNumber::new("0203");
        match self.engine.clerks().ask(self.engine.new_id(), Actor::Staff(staff.clone()), staff, move |_| act).await {
            Outcome::Decided(Ok(answer)) => Ok(answer),
            other => bail!("{other:?}"),
        }
    }

    /// Everything that verify finds wrong, in words.
    pub fn findings(&self) -> anyhow::Result<Vec<String>> {
        findings(&self.database())
    }
}

/// Everything that verify finds wrong with a database of this hall, in words.
pub fn findings(database: &Path) -> anyhow::Result<Vec<String>> {
    Ok(store::verify(database, HALL)?.findings.iter().map(ToString::to_string).collect())
}

pub async fn take(engine: &Engine, id: CommandId, kiosk: &str) -> Outcome {
    let kiosk = DeviceName::new(kiosk);
    let origin = Origin::Kiosk(kiosk.clone());
    let make = move |draw: &mut Draw| Citizen::TakeTicket {
        service: ServiceCode::new("ZH01"),
        class: None,
        class_words: None,
        company: false,
        origin,
        code: draw.code(),
    };
    engine.citizens().ask(id, Some(kiosk), make).await
}

pub fn reserved(outcome: Outcome) -> anyhow::Result<Reserved> {
    match outcome {
        Outcome::Decided(Ok(Answer::Reserved(reserved))) => Ok(reserved),
        other => bail!("no number: {other:?}"),
    }
}

fn group() -> Group {
    Group {
        code: GroupCode::new("enquiry"),
        letter: 'A',
        name: "综合咨询".into(),
        name_en: "Enquiries".into(),
        summary: String::new(),
        summary_en: String::new(),
        icon: "question".into(),
        weekdays: Vec::new(),
        not_sure: true,
        in_elder_mode: false,
        elder_name: String::new(),
        elder_summary: String::new(),
    }
}

fn service() -> Service {
    Service {
        code: ServiceCode::new("ZH01"),
        group: GroupCode::new("enquiry"),
        name: "政策咨询与导办".into(),
        name_en: "Advice".into(),
        short: String::new(),
        department: "便民服务中心".into(),
        kind: "consult".into(),
        level_lowest: "town".into(),
        statutory: None,
        pledged_days: 0,
        fee: Fee::Zero,
        clock: None,
        materials: Vec::new(),
        originals: Vec::new(),
        aliases: Vec::new(),
        also_at: Vec::new(),
        guide: Guide::default(),
        offered: true,
    }
}

fn clerk(draw: &mut Draw) -> Administrator {
    Administrator::SetStaff {
        staff: Staff {
            number: StaffNumber::new("0203"),
            roles: vec![Role::Clerk],
            hall_roles: Vec::new(),
            name: Some(draw.text(TextKind::Name, "演示乙")),
            phone: Some(draw.text(TextKind::Phone, "0000-0000203")),
            position: "综合咨询岗".into(),
            position_en: String::new(),
            department: "便民服务中心".into(),
            department_en: String::new(),
            portrait: Some(draw.file(b"a portrait")),
            usual_window: Some(WindowNumber(1)),
            may_choose: false,
            left: false,
        },
    }
}
