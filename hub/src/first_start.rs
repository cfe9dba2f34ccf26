//! The first start: a data folder, its clock, its first administrator, and for a demo hall its furniture.

use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use chrono::{DateTime, FixedOffset};
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::StaffNumber;
use sunhall_hall::staff::{Role, Staff};
use sunhall_hall::{Day, Hall, Moment, Profile};
use sunhall_hub::clock::{Clock, MachineClock};
use sunhall_hub::config::{Answers, LOOPBACK, host_port};
use sunhall_hub::console::done;
use sunhall_hub::credentials;
use sunhall_hub::draw::Draw;
use sunhall_hub::engine::{Actor, Engine};
use sunhall_hub::folder::{Folder, write_private};
use sunhall_hub::import::{self, HallFile};
use sunhall_hub::serve::open_trust;
use sunhall_hub::trust::Trust;
use sunhall_protocol::words;

use crate::arguments::Init;
use crate::questions::{self, Answered};

/// Number of the administrator whom the first start creates.
const FIRST_ADMINISTRATOR: &str = "admin";

/// Holds the demo hall's sign-ons in words, so that `serve` can say them.
const SIGN_ONS: &str = "demo-sign-ons";

/// A demo hall starts at the real time only if it stays open at least this long.
const OPEN_AT_LEAST_MINUTES: i64 = 60;

pub async fn init(data: &Path, mut init: Init) -> anyhow::Result<()> {
    let demo_folder = init.demo.take();
    let demo = demo_folder.as_deref().map(|folder| HallFile::read(folder).map(|file| (folder, file))).transpose()?;
    if let Some((folder, file)) = &demo
        && !file.demo
    {
        bail!("{} does not say demo = true", folder.display());
    }
    let clock = Arc::new(MachineClock::default());
    let offset_ms = match &demo {
        Some((folder, file)) => Some(demo_offset_ms(folder, file, init.at.as_deref(), clock.now())?),
        None => None,
    };
    let Answered { answers, name } = answered(init, demo.map(|(_, file)| file.id))?;
    let folder = Folder::init(data, &answers.config())?;
    let trust = open_trust(&folder, clock.now())?;
    let engine = folder.start(clock, offset_ms)?;
    let furnished = furnish(&engine, data, demo_folder.as_deref(), name).await;
    engine.stop().await;
    furnished?;
    if let Some(trust) = trust {
        tell_addresses(&answers, &trust);
    }
    let next = [("what", format!("sunhall-hub serve --data {}", data.display()).into())];
    println!("{}", words::say_with(questions::language(), "init-ready", &next));
    Ok(())
}

/// The answers for the configuration: from the arguments, and on a terminal from whoever sits there.
fn answered(mut init: Init, demo: Option<String>) -> anyhow::Result<Answered> {
    if let Some(hall) = demo {
        init.public_url = init.public_url.or_else(|| Some(LOOPBACK.to_owned()));
        return Ok(questions::without_asking(&init, &hall));
    }
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        return questions::ask(init, questions::language(), std::io::stdin().lock(), std::io::stdout());
    }
    let hall = init.hall.clone().unwrap_or_else(|| "hall".to_owned());
    Ok(questions::without_asking(&init, &hall))
}

/// Where everything is, and how browsers come to trust it.
fn tell_addresses(answers: &Answers, trust: &Trust) {
    let (language, port) = (questions::language(), |listen: &str| listen.rsplit(':').next().and_then(|port| port.parse().ok()).unwrap_or_default());
    let name = answers.names.first().map_or("localhost", String::as_str);
    let tell = |key: &str, what: String| println!("{}", words::say_with(language, key, &[("what", what.into())]));
    tell("init-staff-pages", format!("https://{}/", host_port(name, port(&answers.http))));
    if let Some(public) = &answers.public_listen {
        tell("init-public-pages", format!("http://{}/", host_port(name, port(public))));
        tell("init-ca-page", format!("http://{}/ca", host_port(name, port(public))));
    }
    tell("init-ca-file", trust.ca_file().display().to_string());
    tell("init-ca-fingerprint", trust.fingerprint());
}

async fn furnish(engine: &Engine, data: &Path, demo: Option<&Path>, name: Option<String>) -> anyhow::Result<()> {
    if let Some(name) = name {
        let profile = Box::new(Profile { name, ..Profile::default() });
        let set = move |_: &mut Draw| Administrator::SetHall { profile };
        done(engine.administrators().ask(engine.new_id(), Actor::Console, StaffNumber::console(), set).await)?;
    }
    if let Some(folder) = demo {
        let summary = import::import(engine, folder).await?;
        summary.notes.iter().for_each(|note| println!("left out: {note}"));
        println!("{} settings imported", summary.changed);
        write_private(&data.join(SIGN_ONS), &import::demo_sign_ons(folder)?)?;
    }
    if has_administrator(&engine.hall()) {
        return Ok(());
    }
    let password = create_administrator(engine).await?;
    let given = [("number", FIRST_ADMINISTRATOR.into()), ("what", password.into())];
    println!("{}", words::say_with(questions::language(), "init-administrator", &given));
    Ok(())
}

fn has_administrator(hall: &Hall) -> bool {
    let signs_on = |person: &&Staff| hall.access.credentials.contains_key(&person.number);
    hall.staff.people.values().filter(signs_on).any(|person| !person.left && person.roles.contains(&Role::Administrator))
}

async fn create_administrator(engine: &Engine) -> anyhow::Result<String> {
    let password = credentials::one_time_password()?;
    let stored = credentials::hash(password.clone()).await?;
    let number = StaffNumber::new(FIRST_ADMINISTRATOR);
    let staff = Staff {
        number: number.clone(),
        roles: vec![Role::Administrator],
        hall_roles: Vec::new(),
        name: None,
        phone: None,
        position: String::new(),
        position_en: String::new(),
        department: String::new(),
        department_en: String::new(),
        portrait: None,
        usual_window: None,
        may_choose: false,
        left: false,
    };
    let administrators = engine.administrators();
    done(administrators.ask(engine.new_id(), Actor::Console, StaffNumber::console(), move |_| Administrator::SetStaff { staff }).await)?;
    let set = administrators.ask(engine.new_id(), Actor::Console, StaffNumber::console(), move |draw| Administrator::SetCredential {
        staff: number,
        secret: draw.secret(&stored),
        once: true,
    });
    done(set.await)?;
    Ok(password)
}

/// The sign-ons of a demo hall, in words.
pub fn demo_sign_ons(data: &Path) -> Option<String> {
    std::fs::read_to_string(data.join(SIGN_ONS)).ok()
}

/// How far the demo hall's clock is ahead of the machine's: as asked, else not at all while the hall stays open, else to the next opening.
fn demo_offset_ms(folder: &Path, file: &HallFile, at: Option<&str>, now: Moment) -> anyhow::Result<i64> {
    if let Some(at) = at {
        return Ok(moment(at)?.since(now));
    }
    let calendar = import::opening_calendar(folder, file)?;
    let closing = calendar.spans(now.day()).into_iter().find(|span| span.from <= now && now < span.to).map(|span| span.to);
    if closing.is_some_and(|closing| closing.since(now) >= OPEN_AT_LEAST_MINUTES * 60_000) {
        println!("The demo hall runs at the real time.");
        return Ok(0);
    }
    let opening = calendar.next_opening(now).context("the demo hall never opens")?;
    println!("The demo hall would close soon or is closed now; its clock starts at its next opening, {}.", wall_clock(opening));
    Ok(opening.since(now))
}

/// `2026-11-23T10:14+08:00`, seconds allowed.
fn moment(text: &str) -> anyhow::Result<Moment> {
    let found = DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z").or_else(|_| DateTime::<FixedOffset>::parse_from_rfc3339(text));
    let found = found.with_context(|| format!("{text:?} is not a moment such as 2026-11-23T10:14+08:00"))?;
    Ok(Moment(found.timestamp_millis()))
}

/// A moment on the hall's wall clock, as `--at` takes it.
pub fn wall_clock(moment: Moment) -> String {
    let Day(day) = moment.day();
    format!("{day}T{}+08:00", moment.time().format("%H:%M"))
}
