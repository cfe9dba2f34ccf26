//! A hall with TLS on real programs: who knows its CA comes in, nobody else; the public pages stand by themselves; certificates change while connections last.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, ensure};
use rumqttc::v5::mqttbytes::v5::ConnectReturnCode;
use sunhall_hub::broker::{self, Devices};
use sunhall_hub::clock::{Clock, MachineClock};
use sunhall_hub::trust::certificate::{self, Authority, Server};
use sunhall_hub::trust::{self, Trust};
use sunhall_hub::web::router::{Needs, table};
use sunhall_protocol::device::Enrolment;
use sunhall_protocol::kiosk::{KioskAnswer, KioskAsk};
use sunhall_protocol::topics::Topics;
use sunhall_tests::citizen::{Asker, Kiosk};
use sunhall_tests::http::Request;
use sunhall_tests::mqtt::{Client, Credentials, Place, knock};
use sunhall_tests::program::{self, Addresses, Program};
use sunhall_tests::{checkout, hub, tls};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A demo hall with TLS on loopback, and its real program.
struct House {
    data: PathBuf,
    program: PathBuf,
    said: String,
    _temporary: TempDir,
}

impl House {
    fn new() -> anyhow::Result<Self> {
        let temporary = TempDir::new()?;
        let mut house = Self { data: temporary.path().join("data"), program: program::hub()?, said: String::new(), _temporary: temporary };
        let demo = checkout::top().join("deploy/demo");
        let listen = "127.0.0.1:0";
        let answers = ["init", "--address", "127.0.0.1", "--http", listen, "--mqtt", listen, "--public", listen, "--at", "2026-11-23T10:14+08:00", "--demo"];
        house.said = house.run(&[&answers[..], &[&demo.to_string_lossy()]].concat())?;
        Ok(house)
    }

    fn run(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = Command::new(&self.program).args(arguments).arg("--data").arg(&self.data).stdin(Stdio::null()).output()?;
        ensure!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8(output.stdout)?)
    }

    fn enrol(&self, device: &str, class: &str) -> anyhow::Result<Enrolment> {
        let out = self.data.join(format!("{device}.toml"));
        self.run(&["enroll", device, "--class", class, "--out", &out.to_string_lossy()])?;
        Ok(toml::from_str(&std::fs::read_to_string(out)?)?)
    }

    async fn serve(&self) -> anyhow::Result<(Program, Addresses)> {
        let mut running = Program::start(&self.program, &self.data)?;
        let addresses = running.ready().await?;
        Ok((running, addresses))
    }

    fn trust(&self, file: &str) -> PathBuf {
        self.data.join(trust::FOLDER).join(file)
    }

    fn ca(&self) -> anyhow::Result<Arc<str>> {
        Ok(std::fs::read_to_string(self.trust(trust::CA_FILE))?.into())
    }
}

#[tokio::test]
async fn staff_pages_speak_tls_and_nothing_else() -> anyhow::Result<()> {
    let house = House::new()?;
    let ca = house.ca()?;
    let fingerprint = certificate::certificates(&ca)?.first().map(|certificate| certificate::fingerprint(certificate)).context("a CA")?;
    ensure!(house.said.contains(&fingerprint) && house.said.contains(trust::CA_FILE), "the first start names its CA: {}", house.said);
    let (_running, Addresses { http, .. }) = house.serve().await?;
    let known = Place { addr: http, ca: Some(Arc::clone(&ca)) };
    let page = Request::get("/sign-on").send(known.clone()).await?;
    ensure!(page.status == 200 && page.header("strict-transport-security").is_some_and(|hsts| hsts.starts_with("max-age=")), "{page:?}");
    let signed = Request::form("/sign-on", &[("number", "0203"), ("secret", "yanshi-0203-demo")]).send(known.clone()).await?;
    let cookie = signed.header("set-cookie").context("a sign-on sets its cookie")?;
    ensure!(cookie.contains("Secure") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");

    let other = Trust::open(TempDir::new()?.path(), "demo", &["127.0.0.1".to_owned()], MachineClock::default().now())?;
    ensure!(tls::connect(http, &other.ca_pem()).await.is_err(), "another hall's CA does not vouch");
    ensure!(Request::get("/sign-on").send(http).await.is_err(), "nothing is said without TLS");
    Ok(())
}

#[tokio::test]
async fn the_public_pages_have_a_listener_that_knows_of_no_sign_on() -> anyhow::Result<()> {
    let house = House::new()?;
    let (_running, Addresses { http, public, .. }) = house.serve().await?;
    let (staff, public) = (Place { addr: http, ca: Some(house.ca()?) }, public.context("a public listener")?);
    let signed = Request::form("/sign-on", &[("number", "0203"), ("secret", "yanshi-0203-demo")]).send(staff).await?;
    let cookie = format!("sunhall={}", signed.cookie("sunhall").context("signed on")?);

    let open: Vec<&str> = table().filter(|(_, _, needs)| *needs == Needs::Public).map(|(_, path, _)| path).collect();
    let expected =
        ["/language", "/t/{code}", "/t/{code}/live", "/t/{code}/cancel", "/t/{code}/rate", "/g/{service}", "/s/{staff}", "/file/{hash}", "/ca", "/ca/file"];
    ensure!(open.len() == expected.len() + 1 && expected.iter().all(|path| open.contains(path)) && open.contains(&"/static/{*path}"), "{open:?}");
    for (method, path, needs) in table() {
        let named =
            path.replace("{ticket}", "1").replace("{window}", "2").replace("{service}", "SB01").replace("{staff}", "0203").replace("{*path}", "base.css");
        let request = if method == "GET" { Request::get(&named) } else { Request::form(&named, &[]) };
        let answer = request.header("cookie", &cookie).send(public).await?;
        ensure!(answer.status < 500 && answer.header("strict-transport-security").is_none(), "{method} {path}: {answer:?}");
        if needs != Needs::Public {
            ensure!(answer.status == 404 && !answer.body.contains("0203"), "{method} {path}: {answer:?}");
        }
        ensure!(answer.cookie("sunhall").is_none(), "{method} {path} sets a sign-on");
    }
    for path in ["/api/v1/queue", "/api/openapi.json", "/metrics", "/healthz"] {
        ensure!(Request::get(path).send(public).await?.status == 404, "{path}");
    }
    for path in ["/g/SB01", "/s/0203", "/static/base.css", "/ca", "/ca/file"] {
        ensure!(Request::get(path).send(public).await?.status == 200, "{path}");
    }
    let language = Request::get("/language?to=en&then=/ca").send(public).await?;
    ensure!(language.header("set-cookie").is_some_and(|cookie| !cookie.contains("Secure")), "a phone without TLS keeps its language: {language:?}");
    Ok(())
}

#[tokio::test]
async fn the_public_pages_offer_the_ca_and_its_fingerprint() -> anyhow::Result<()> {
    let house = House::new()?;
    let (_running, Addresses { public, .. }) = house.serve().await?;
    let public = public.context("a public listener")?;
    let file = Request::get("/ca/file").send(public).await?;
    ensure!(file.body == *house.ca()? && file.header("content-type") == Some("application/x-x509-ca-cert"), "{file:?}");
    let fingerprint = certificate::certificates(&file.body)?.first().map(|certificate| certificate::fingerprint(certificate)).context("a CA")?;
    let page = Request::get("/ca").send(public).await?.body;
    for pairs in fingerprint.split(':').collect::<Vec<_>>().chunks(8) {
        ensure!(page.contains(&pairs.join(" ")), "{page}");
    }
    Ok(())
}

#[tokio::test]
async fn a_kiosk_with_its_file_takes_a_number_over_tls() -> anyhow::Result<()> {
    let house = House::new()?;
    let (_running, Addresses { mqtt, .. }) = house.serve().await?;
    let file = house.enrol("kiosk-1", "kiosk")?;
    ensure!(file.ca.as_deref() == Some(&*house.ca()?) && file.broker == mqtt.to_string(), "{file:?}");
    let (place, topics) = (Place { addr: mqtt, ca: file.ca.as_deref().map(Arc::from) }, Topics::new("demo"));
    // Guests who never greet hold up nobody.
    let mut silent = Vec::new();
    for _ in 0..20 {
        silent.push(TcpStream::connect(mqtt).await?);
    }
    let mut kiosk = Kiosk::new(Asker::kiosk(place.clone(), &topics, "kiosk-1", &file.password).await?, ids());
    let said = kiosk.ask(KioskAsk::TakeTicket { service: "SB01".into(), class: None, company: false }).await?;
    ensure!(matches!(said, Ok(KioskAnswer::Reserved(_))), "{said:?}");
    ensure!(knock(mqtt, &Credentials::of("kiosk-1", &file.password)).await.is_err(), "nothing is said without TLS");
    ensure!(knock(place, &Credentials::of("kiosk-1", "wrong")).await? == ConnectReturnCode::BadUserNamePassword);
    Ok(())
}

/// Command ids with the hall's time, which stands a little before 10:15.
fn ids() -> impl FnMut() -> uuid::Uuid {
    let mut count = 0;
    move || {
        count += 1;
        uuid::Builder::from_unix_timestamp_millis(hub::MORNING.0.unsigned_abs(), &[count; 10]).into_uuid()
    }
}

#[tokio::test]
async fn a_certificate_that_ends_soon_is_issued_anew_at_the_start() -> anyhow::Result<()> {
    let house = House::new()?;
    let now = MachineClock::default().now();
    let authority = Authority::read(&std::fs::read_to_string(house.trust("authority.pem"))?)?;
    let ending = authority.issue(&["127.0.0.1".to_owned()], now, 20)?;
    std::fs::write(house.trust("server.pem"), ending.pem())?;
    let (_running, Addresses { http, .. }) = house.serve().await?;
    let served = Server::read(&std::fs::read_to_string(house.trust("server.pem"))?)?;
    ensure!(served.facts()?.until.since(now) > 300 * 24 * 3_600_000);
    ensure!(shown(http, &house.ca()?).await? == served.chain[0], "and it is the one that is shown");
    Ok(())
}

/// The certificate that a listener shows.
async fn shown(addr: std::net::SocketAddr, ca: &str) -> anyhow::Result<rustls::pki_types::CertificateDer<'static>> {
    let stream = tls::connect(addr, ca).await?;
    let certificates = stream.get_ref().1.peer_certificates().context("it showed none")?;
    Ok(certificates.first().context("it showed none")?.clone().into_owned())
}

#[tokio::test]
async fn a_new_certificate_is_shown_at_once_and_connections_last() -> anyhow::Result<()> {
    let (folder, names, now) = (TempDir::new()?, ["127.0.0.1".to_owned()], MachineClock::default().now());
    let trust = Trust::open(folder.path(), "demo", &names, now)?;
    let broker = embedded(&trust).await?;
    let ca: Arc<str> = trust.ca_pem().into();
    let mut device = Client::connect(Place { addr: broker.addr, ca: Some(Arc::clone(&ca)) }, &Credentials::of("wall-1", hub::PASSWORD)).await?;
    let before = shown(broker.addr, &ca).await?;
    trust.renew(now)?;
    ensure!(shown(broker.addr, &ca).await? != before);
    device.publish("sunhall/1/demo/presence/wall-1", false, "still here").await?;

    trust.announce(now)?;
    ensure!(trust.take_over(now)?.len() == 2);
    shown(broker.addr, &ca).await.context("who knows only the old CA follows by its word for the new one")?;
    shown(broker.addr, &trust.ca_pem()).await.context("who knows the new CA needs no old one")?;
    device.publish("sunhall/1/demo/presence/wall-1", false, "still here").await?;
    broker.stop().await
}

async fn embedded(trust: &Trust) -> anyhow::Result<broker::Broker> {
    let secret: Arc<str> = sunhall_hub::credentials::hash(hub::PASSWORD).await?.into();
    let devices = Devices {
        class: Arc::new(|id| (id == "wall-1").then_some(sunhall_protocol::access::DeviceClass::PublicDisplay)),
        secret: Arc::new(move |_| Some(Arc::clone(&secret))),
        limit: Arc::new(|| broker::TryLimit { tries: 5, lock: Duration::from_mins(15) }),
        wrong: Arc::new(|_, _| {}),
    };
    let (addr, tls) = (([127, 0, 0, 1], 0).into(), Some(trust.server(broker::PROTOCOL)?));
    broker::start(broker::Settings { addr, topics: Topics::new("demo"), hub_password: "the hub's own".into(), devices, tls }).await
}

#[test]
fn without_tls_only_this_machine_is_listened_on_and_the_refusal_names_the_line() -> anyhow::Result<()> {
    let house = House::new()?;
    let path = house.data.join("sunhall-hub.toml");
    let text = std::fs::read_to_string(&path)?;
    let open = text.replace("[tls]", "# [tls]").replace("names = [\"127.0.0.1\"]", "").replace("listen = \"127.0.0.1:0\"", "listen = \"0.0.0.0:0\"");
    std::fs::write(&path, &open)?;
    let line = open.lines().position(|line| line == "listen = \"0.0.0.0:0\"").context("a line")? + 1;
    let output = Command::new(&house.program).args(["serve", "--data"]).arg(&house.data).output()?;
    let complaint = String::from_utf8(output.stderr)?;
    ensure!(!output.status.success() && complaint.contains(&format!("line {line}")) && complaint.contains("[tls]"), "{complaint}");
    Ok(())
}

#[test]
fn init_asks_on_a_terminal_until_the_answers_will_do() -> anyhow::Result<()> {
    let folder = TempDir::new()?;
    let data = folder.path().join("data");
    let answers = "Li Qiao\rliqiao\r梨桥镇便民服务大厅\rhall.example, 192.0.2.7\rlan\r\r";
    let said = on_a_terminal(&program::hub()?, &["init", "--data", &data.to_string_lossy()], answers)?;
    let config = std::fs::read_to_string(data.join("sunhall-hub.toml")).with_context(|| said.clone())?;
    for line in ["hall = \"liqiao\"", "names = [\"hall.example\", \"192.0.2.7\"]", "public_url = \"http://hall.example:8080\"", "listen = \"0.0.0.0:8883\""] {
        ensure!(config.lines().any(|own| own == line), "{line} in {config}");
    }
    for word in ["大厅代号", "这个代号不能用", "https://hall.example:8443/", "http://hall.example:8080/ca", "指纹", "一次性密码"] {
        ensure!(said.contains(word), "{word} in {said}");
    }
    Ok(())
}

/// Runs a program on a terminal of its own (`script` makes one), with these keys pressed.
fn on_a_terminal(program: &Path, arguments: &[&str], keys: &str) -> anyhow::Result<String> {
    use std::io::Write;
    let command = std::iter::once(program.to_string_lossy().into_owned()).chain(arguments.iter().map(|argument| (*argument).to_owned())).collect::<Vec<_>>();
    let mut child = Command::new("script")
        .args(["--quiet", "--return", "--command", &command.join(" "), "/dev/null"])
        .env("LC_ALL", "zh_CN.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    child.stdin.take().context("a keyboard")?.write_all(keys.as_bytes())?;
    let output = child.wait_with_output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    ensure!(output.status.success(), "{said}");
    Ok(said)
}

#[tokio::test]
async fn a_stranger_who_speaks_no_tls_learns_nothing() -> anyhow::Result<()> {
    let house = House::new()?;
    let (running, Addresses { http, mqtt, .. }) = house.serve().await?;
    for addr in [http, mqtt] {
        let mut stream = TcpStream::connect(addr).await?;
        stream.write_all(b"GET / HTTP/1.1\r\nhost: hall\r\n\r\n").await?;
        let mut said = Vec::new();
        // The connection may also be reset.
        let _reset = stream.read_to_end(&mut said).await;
        ensure!(!String::from_utf8_lossy(&said).contains("HTTP"), "{said:?}");
    }
    running.kill().await
}
