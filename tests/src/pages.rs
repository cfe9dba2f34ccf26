//! A demo hall with its pages and API in this process, and a clock that is moved.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail, ensure};
use sunhall_hall::Moment;
use sunhall_hall::command::Administrator;
use sunhall_hall::ids::{StaffNumber, TokenName, WindowNumber};
use sunhall_hall::staff::{Role, Staff};
use sunhall_hub::clock::MovedClock;
use sunhall_hub::config::example_with;
use sunhall_hub::credentials;
use sunhall_hub::device_file::DeviceFiles;
use sunhall_hub::draw::Draw;
use sunhall_hub::engine::{Actor, Engine, Outcome};
use sunhall_hub::folder::Folder;
use sunhall_hub::import::import;
use sunhall_hub::trust::Pins;
use sunhall_hub::web::{self, Web};
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::checkout;
use crate::http::{Answer, Request};
use crate::hub::MORNING;

/// Minutes in milliseconds.
pub const MINUTE: i64 = 60_000;

pub struct Pages {
    pub engine: Engine,
    pub clock: Arc<MovedClock>,
    pub addr: SocketAddr,
    now: Moment,
    web: Option<Web>,
    folder: Option<Folder>,
    path: PathBuf,
    _data: TempDir,
}

impl Pages {
    /// A fresh demo hall at [`MORNING`].
    pub async fn demo() -> anyhow::Result<Self> {
        let data = TempDir::new()?;
        let path = data.path().join("hub");
        let folder = Folder::init(&path, &example_with("demo", "127.0.0.1:0", "127.0.0.1:0", None))?;
        let clock = Arc::new(MovedClock::new(MORNING));
        let engine = folder.start(Arc::clone(&clock) as _, None)?;
        import(&engine, &checkout::top().join("deploy/demo")).await?;
        let web = start(&engine, &path).await?;
        Ok(Self { engine, clock, addr: web.addr, now: MORNING, web: Some(web), folder: Some(folder), path, _data: data })
    }

    /// Stops everything and starts it again on the same data.
    pub async fn restart(&mut self) -> anyhow::Result<()> {
        if let Some(web) = self.web.take() {
            web.stop().await;
        }
        self.engine.stop().await;
        drop(self.folder.take());
        let folder = Folder::open(&self.path)?;
        self.engine = folder.start(Arc::clone(&self.clock) as _, None)?;
        let web = start(&self.engine, &self.path).await?;
        (self.addr, self.web, self.folder) = (web.addr, Some(web), Some(folder));
        Ok(())
    }

    pub fn pass(&mut self, milliseconds: i64) {
        self.now = Moment(self.now.0 + milliseconds);
        self.clock.set(self.now);
    }

    /// Where the data lies.
    pub fn folder(&self) -> &std::path::Path {
        &self.path
    }

    pub async fn send(&self, request: &Request) -> anyhow::Result<Answer> {
        request.send(self.addr).await
    }

    /// Signs somebody on and returns the cookie header.
    pub async fn sign_on(&self, number: &str, secret: &str) -> anyhow::Result<String> {
        let answer = self.send(&Request::form("/sign-on", &[("number", number), ("secret", secret)])).await?;
        ensure!(answer.status == 303, "{number}: {}", answer.status);
        Ok(format!("sunhall={}", answer.cookie("sunhall").context("no cookie")?))
    }

    /// Signs on one of the demo's people.
    pub async fn demo_sign_on(&self, number: &str) -> anyhow::Result<String> {
        self.sign_on(number, &format!("yanshi-{number}-demo")).await
    }

    /// A form given by somebody signed on, with an id of the hub.
    pub async fn give(&self, cookie: &str, path: &str, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
        let id = self.engine.new_id().0.to_string();
        let mut all = vec![("id", id.as_str())];
        all.extend_from_slice(fields);
        self.send(&Request::form(path, &all).header("cookie", cookie)).await
    }

    pub async fn administrate(&self, make: impl FnOnce(&mut Draw) -> Administrator + Send + 'static) -> anyhow::Result<()> {
        let outcome = self.engine.administrators().ask(self.engine.new_id(), Actor::Console, StaffNumber::console(), make).await;
        match outcome {
            Outcome::Decided(Ok(_)) => Ok(()),
            other => bail!("{other:?}"),
        }
    }

    pub async fn set(&self, key: &str, value: &str) -> anyhow::Result<()> {
        let (key, value, from) = (key.to_owned(), value.to_owned(), self.now.day());
        self.administrate(move |_| Administrator::SetParameter { key, value, from, confirmed: true }).await
    }

    /// Somebody with one role only, who signs on with `secret`.
    pub async fn hire(&self, number: &str, role: Role, secret: &str, once: bool) -> anyhow::Result<()> {
        let hall = self.engine.hall();
        let pattern = hall.staff.people.values().next().context("nobody to copy")?.clone();
        let staff = Staff { number: StaffNumber::new(number), roles: vec![role], usual_window: None, left: false, ..pattern };
        self.administrate(move |_| Administrator::SetStaff { staff }).await?;
        let (staff, stored) = (StaffNumber::new(number), credentials::hash(secret).await?);
        self.administrate(move |draw| Administrator::SetCredential { staff, secret: draw.secret(&stored), once }).await
    }

    /// A token as its holder keeps it.
    pub async fn token(&self, name: &str, role: Role, windows: &[u16]) -> anyhow::Result<String> {
        let secret = credentials::random_password()?;
        let stored = credentials::hash_token(&secret)?;
        let (token, windows) = (TokenName::new(name), windows.iter().copied().map(WindowNumber).collect());
        self.administrate(move |draw| Administrator::IssueToken { token, role, windows, secret: draw.secret(&stored) }).await?;
        Ok(credentials::token_text(name, &secret))
    }

    pub async fn revoke_token(&self, name: &str) -> anyhow::Result<()> {
        let token = TokenName::new(name);
        self.administrate(move |_| Administrator::RevokeToken { token }).await
    }
}

async fn start(engine: &Engine, path: &std::path::Path) -> anyhow::Result<Web> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    web::start(web::Settings {
        engine: engine.clone(),
        listener,
        trust: None,
        public: None,
        folder: path,
        public_url: Some(url),
        devices: None,
        device_files: device_files(),
        metrics: None,
    })
}

/// What device files say in these tests, where no broker runs.
fn device_files() -> DeviceFiles {
    DeviceFiles { hall: "demo".to_owned(), broker: "127.0.0.1:1883".to_owned(), pins: Pins::None }
}
