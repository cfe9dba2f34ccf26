//! A whole demo hub in this process: engine, broker, bus and pages on free loopback ports, as `serve` starts them.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, ensure};
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::StaffNumber;
use sunhall_hall::staff::{Role, Staff};
use sunhall_hub::clock::MovedClock;
use sunhall_hub::config::{LOOPBACK, example_with};
use sunhall_hub::credentials;
use sunhall_hub::engine::{Actor, Engine};
use sunhall_hub::folder::Folder;
use sunhall_hub::import::import;
use sunhall_hub::serve::{self, Hub};
use sunhall_protocol::device::Enrolment;
use sunhall_protocol::topics::Topics;
use tempfile::TempDir;

use crate::checkout;
use crate::http::{Answer, Request};
use crate::hub::{Device, MORNING, decided};
use crate::mqtt::{Client, Credentials};

pub struct Whole {
    pub hub: Hub,
    pub topics: Topics,
    pub clock: Arc<MovedClock>,
    path: PathBuf,
    data: TempDir,
}

impl Whole {
    /// A fresh demo hall at [`MORNING`].
    pub async fn demo() -> anyhow::Result<Self> {
        let data = TempDir::new()?;
        let path = data.path().join("hub");
        let folder = Folder::init(&path, &example_with("demo", "127.0.0.1:0", "127.0.0.1:0", Some(LOOPBACK)))?;
        let clock = Arc::new(MovedClock::new(MORNING));
        let engine = folder.start(Arc::clone(&clock) as _, None)?;
        import(&engine, &checkout::top().join("deploy/demo")).await?;
        hire(&engine, "7001", Role::Manager).await?;
        engine.stop().await;
        drop(engine);
        let hub = serve::start(folder, Arc::clone(&clock) as _, None).await?;
        Ok(Self { hub, topics: Topics::new("demo"), clock, path, data })
    }

    /// Stops everything and starts it again on the same data.
    pub async fn restart(self) -> anyhow::Result<Self> {
        let Self { hub, topics, clock, path, data } = self;
        hub.stop().await?;
        let hub = serve::start(Folder::open(&path)?, Arc::clone(&clock) as _, None).await?;
        Ok(Self { hub, topics, clock, path, data })
    }

    pub fn engine(&self) -> &Engine {
        &self.hub.engine
    }

    pub async fn send(&self, request: &Request) -> anyhow::Result<Answer> {
        request.send(self.hub.http).await
    }

    /// Signs on one of the demo's people and returns the cookie header.
    pub async fn sign_on(&self, number: &str) -> anyhow::Result<String> {
        let secret = format!("yanshi-{number}-demo");
        let answer = self.send(&Request::form("/sign-on", &[("number", number), ("secret", &secret)])).await?;
        ensure!(answer.status == 303, "{number}: {}", answer.status);
        Ok(format!("sunhall={}", answer.cookie("sunhall").context("no cookie")?))
    }

    pub async fn page(&self, cookie: &str, path: &str) -> anyhow::Result<Answer> {
        self.send(&Request::get(path).header("cookie", cookie)).await
    }

    /// A form given by somebody signed on, with an id of the hub.
    pub async fn give(&self, cookie: &str, path: &str, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
        let id = self.engine().new_id().0.to_string();
        let mut all = vec![("id", id.as_str())];
        all.extend_from_slice(fields);
        self.send(&Request::form(path, &all).header("cookie", cookie)).await
    }

    /// The device file that the page gives out.
    pub async fn fetch_file(&self, cookie: &str, device: &str) -> anyhow::Result<Enrolment> {
        let answer = self.give(cookie, &format!("/admin/devices/{device}/file"), &[]).await?;
        ensure!(answer.status == 200, "{device}: {} {}", answer.status, answer.body);
        ensure!(answer.header("content-disposition") == Some(&format!("attachment; filename=\"{device}.toml\"")), "{:?}", answer.headers);
        toml::from_str(&answer.body).context("the device file cannot be read")
    }

    /// A device that comes in with its file.
    pub async fn connect(&self, file: &Enrolment) -> anyhow::Result<Device> {
        let client = Client::connect(file.broker.parse::<SocketAddr>()?, &Credentials::of(&file.device, &file.password)).await?;
        Ok(Device { id: file.device.clone(), topics: self.topics.clone(), client })
    }

    pub async fn stop(self) -> anyhow::Result<()> {
        self.hub.stop().await
    }
}

/// Somebody with one role only, who signs on as the demo's people do.
async fn hire(engine: &Engine, number: &str, role: Role) -> anyhow::Result<()> {
    let hall = engine.hall();
    let pattern = hall.staff.people.values().next().context("nobody to copy")?.clone();
    let staff = Staff { number: StaffNumber::new(number), roles: vec![role], usual_window: None, left: false, ..pattern };
    let administrators = engine.administrators();
    let console = || (engine.new_id(), Actor::Console, StaffNumber::console());
    let (id, actor, by) = console();
    decided(administrators.ask(id, actor, by, move |_| Administrator::SetStaff { staff }).await)?;
    let (whose, stored) = (StaffNumber::new(number), credentials::hash(format!("yanshi-{number}-demo")).await?);
    let (id, actor, by) = console();
    let set = administrators.ask(id, actor, by, move |draw| Administrator::SetCredential { staff: whose, secret: draw.secret(&stored), once: false });
    decided(set.await)?;
    Ok(())
}
