//! One CA follows the other while real links run, and nobody visits a device: present at it, away for the whole time, and never fooled.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use sunhall_hall::access::DeviceClass;
use sunhall_hub::clock::{Clock, MachineClock};
use sunhall_hub::config::Answers;
use sunhall_hub::console::{self, ConsoleAnswer, ConsoleAsk};
use sunhall_hub::folder::Folder;
use sunhall_hub::serve::{self, Hub};
use sunhall_hub::trust::Trust;
use sunhall_hub::trust::certificate::certificates;
use sunhall_hub::wire::device_class;
use sunhall_protocol::device::Enrolment;
use sunhall_screen::link::{Link, News, read_enrolment};
use sunhall_tests::wait;
use tempfile::TempDir;
use tokio_rustls::TlsAcceptor;

const SECONDS: u64 = 40;

/// A hall whose hub runs in this process at ports that stay the same.
struct House {
    data: PathBuf,
    hub: Option<Hub>,
    _temporary: TempDir,
}

impl House {
    async fn new() -> anyhow::Result<Self> {
        let temporary = TempDir::new()?;
        let data = temporary.path().join("data");
        let free = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let answers =
            Answers { hall: "demo".into(), http: "127.0.0.1:0".into(), mqtt: free.to_string(), names: vec!["127.0.0.1".into()], ..Answers::default() };
        drop(Folder::init(&data, &answers.config())?);
        let mut house = Self { data, hub: None, _temporary: temporary };
        house.start().await?;
        Ok(house)
    }

    async fn start(&mut self) -> anyhow::Result<()> {
        self.hub = Some(serve::start(Folder::open(&self.data)?, Arc::new(MachineClock::default()), None).await?);
        Ok(())
    }

    /// Every link loses its connection and finds the hub again.
    async fn restart(&mut self) -> anyhow::Result<()> {
        if let Some(hub) = self.hub.take() {
            hub.stop().await?;
        }
        self.start().await
    }

    fn trust(&self) -> anyhow::Result<&Trust> {
        self.hub.as_ref().and_then(|hub| hub.trust.as_deref()).context("the hub speaks TLS")
    }

    async fn enrol(&self, device: &str) -> anyhow::Result<PathBuf> {
        let (class, password) = (DeviceClass::PublicDisplay, "a password of tests".to_owned());
        let ask = ConsoleAsk::Enrol { id: None, device: device.into(), class, window: None, password: password.clone() };
        let ConsoleAnswer::Enrolled { hall, broker, ca } = console::ask(&self.data, ask).await? else { bail!("not enrolled") };
        let path = self.data.join(format!("{device}.toml"));
        std::fs::write(&path, toml::to_string(&Enrolment { hall, device: device.into(), class: device_class(class), password, broker, ca })?)?;
        Ok(path)
    }
}

/// A running link and its device file.
struct Device {
    link: Link,
    path: PathBuf,
}

impl Device {
    fn start(path: &Path) -> anyhow::Result<Self> {
        Ok(Self { link: Link::start(read_enrolment(path, &[device_class(DeviceClass::PublicDisplay)])?, || {})?, path: path.to_owned() })
    }

    /// Waits for the hub's next pulse.
    fn hears_the_hub(&mut self) {
        while self.link.next().is_some() {}
        wait::until(SECONDS, "a pulse", || self.link.next().filter(|news| matches!(news, News::HubTime { .. })));
    }

    /// Waits until the file holds these CAs and no other.
    fn knows(&self, what: &str, pems: &[&str]) {
        let wanted: Vec<_> = pems.iter().flat_map(|pem| certificates(pem).unwrap_or_default()).collect();
        wait::until(SECONDS, what, || (self.certificates() == wanted).then_some(()));
    }

    fn certificates(&self) -> Vec<rustls::pki_types::CertificateDer<'static>> {
        let Ok(file) = read_enrolment(&self.path, &[device_class(DeviceClass::PublicDisplay)]) else { return Vec::new() };
        file.ca.as_deref().and_then(|pem| certificates(pem).ok()).unwrap_or_default()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn a_ca_follows_the_other_and_devices_keep_both_until_the_new_one_was_seen() -> anyhow::Result<()> {
    let mut house = House::new().await?;
    let (present, away) = (house.enrol("wall-1").await?, house.enrol("wall-2").await?);
    let old = house.trust()?.ca_pem();
    let mut device = Device::start(&present)?;
    tokio::task::block_in_place(|| device.hears_the_hub());
    device.knows("its CA from the beginning", &[&old]);

    house.trust()?.announce(MachineClock::default().now())?;
    let both = house.trust()?.pins().borrow().to_string();
    let new = both.strip_prefix(&old).context("the older one comes first")?.to_owned();
    tokio::task::block_in_place(|| device.knows("both CAs once the next one is announced", &[&old, &new]));

    // The new one issues; the running connection was vouched for by the old one, so the device keeps both.
    house.trust()?.take_over(MachineClock::default().now())?;
    ensure!(house.trust()?.ca_pem() == new);
    tokio::task::block_in_place(|| device.hears_the_hub());
    device.knows("both CAs as long as only the old one has vouched", &[&old, &new]);

    // The next connection shows the new one, and the old one goes.
    house.restart().await?;
    tokio::task::block_in_place(|| device.knows("the new CA alone", &[&new]));
    tokio::task::block_in_place(|| device.hears_the_hub());

    // Somebody who was away for the whole time follows by the old CA's word, then knows the new one, then drops the old one.
    let mut device = Device::start(&away)?;
    tokio::task::block_in_place(|| device.knows("both CAs after coming back", &[&old, &new]));
    house.restart().await?;
    tokio::task::block_in_place(|| device.knows("the new CA alone after coming back", &[&new]));
    tokio::task::block_in_place(|| device.hears_the_hub());
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn a_device_talks_to_no_hub_for_which_its_ca_does_not_vouch() -> anyhow::Result<()> {
    let house = House::new().await?;
    let path = house.enrol("wall-1").await?;
    let foreign = Trust::open(TempDir::new()?.path(), "demo", &["127.0.0.1".to_owned()], MachineClock::default().now())?;
    let mut enrolment: Enrolment = toml::from_str(&std::fs::read_to_string(&path)?)?;
    enrolment.ca = Some(foreign.ca_pem());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    enrolment.broker = listener.local_addr()?.to_string();
    std::fs::write(&path, toml::to_string(&enrolment)?)?;
    let device = Device::start(&path)?;
    let (guest, _) = tokio::time::timeout(Duration::from_secs(SECONDS), listener.accept()).await??;
    let greeted = TlsAcceptor::from(house.trust()?.server("mqtt")?).accept(guest).await;
    ensure!(greeted.is_err_and(|error| error.to_string().contains("fatal alert")), "the device ends the greeting and says why");
    device.knows("what its file says", &[&foreign.ca_pem()]);
    Ok(())
}
