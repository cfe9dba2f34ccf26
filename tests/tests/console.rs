//! The program's commands: first start, devices, tokens, import, verify; through a running hub and without one.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, ensure};
use serde_json::Value;
use sunhall_hub::store::DATABASE;
use sunhall_tests::program::{self, Program};
use sunhall_tests::{checkout, wait};
use tempfile::TempDir;

struct Hub {
    program: PathBuf,
    data: PathBuf,
    _temporary: TempDir,
}

impl Hub {
    fn new() -> anyhow::Result<Self> {
        let temporary = TempDir::new()?;
        Ok(Self { program: program::hub()?, data: temporary.path().join("data"), _temporary: temporary })
    }

    fn run(&self, arguments: &[&str]) -> anyhow::Result<Output> {
        Ok(Command::new(&self.program).args(arguments).arg("--data").arg(&self.data).stdin(Stdio::null()).output()?)
    }

    /// Runs a command that must succeed; what it printed.
    fn done(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = self.run(arguments)?;
        ensure!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Runs a command that must fail; what it complained of.
    fn refused(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = self.run(arguments)?;
        ensure!(!output.status.success(), "{arguments:?} was not refused");
        Ok(String::from_utf8(output.stderr)? + &String::from_utf8(output.stdout)?)
    }

    fn enrol(&self, device: &str, class: &str) -> anyhow::Result<toml::Table> {
        let out = self.data.join(format!("{device}.toml"));
        self.done(&["enroll", device, "--class", class, "--out", &out.to_string_lossy()])?;
        Ok(std::fs::read_to_string(out)?.parse()?)
    }

    fn init(&self, more: &[&str]) -> anyhow::Result<String> {
        self.done(&[&["init", "--http", "127.0.0.1:0", "--mqtt", "127.0.0.1:0"], more].concat())
    }

    fn init_demo(&self) -> anyhow::Result<String> {
        let demo = demo();
        self.init(&["--demo", &demo.to_string_lossy(), "--at", "2026-11-23T10:14+08:00"])
    }
}

fn demo() -> PathBuf {
    checkout::top().join("deploy/demo")
}

#[test]
fn the_first_start_prints_one_password_and_none_is_a_default() -> anyhow::Result<()> {
    let hub = Hub::new()?;
    let said = hub.init(&["--hall", "new"])?;
    let password = said.lines().find_map(|line| line.split_once("one-time password: ")).context("a password is printed")?.1.to_owned();
    ensure!(password.len() == 19, "four groups of four, as people type them");
    ensure!(hub.refused(&["init"])?.contains("data folder already"));
    ensure!(hub.done(&["verify"])?.contains("everything is as it was written"));
    let stored = std::fs::read(hub.data.join(DATABASE))?;
    ensure!(!stored.windows(password.len()).any(|window| window == password.as_bytes()), "only its hash is kept");
    Ok(())
}

#[test]
fn a_slip_in_the_configuration_is_refused_with_its_line() -> anyhow::Result<()> {
    let hub = Hub::new()?;
    hub.init(&[])?;
    let path = hub.data.join("sunhall-hub.toml");
    let text = std::fs::read_to_string(&path)?;
    let line = text.lines().position(|line| line.starts_with("public_reach")).context("the example has it")? + 1;
    std::fs::write(&path, text.replace("public_reach", "publik_reach"))?;
    let complaint = hub.refused(&["serve"])?;
    ensure!(complaint.contains("publik_reach") && complaint.contains(&format!("line {line}")), "{complaint}");
    Ok(())
}

#[test]
fn a_first_start_that_would_not_do_leaves_nothing_behind() -> anyhow::Result<()> {
    let hub = Hub::new()?;
    for wrong in [["--hall", "Bad Hall"], ["--http", "nonsense"], ["--http", "0.0.0.0:8080"]] {
        hub.refused(&[&["init"], &wrong[..]].concat())?;
        ensure!(!hub.data.exists(), "{wrong:?} left a folder");
    }
    ensure!(hub.refused(&["serve"])?.contains("sunhall-hub init"), "where to begin is said");
    hub.init(&["--hall", "new"])?;
    Ok(())
}

#[test]
fn nothing_is_enrolled_whose_file_cannot_be_kept() -> anyhow::Result<()> {
    let hub = Hub::new()?;
    hub.init(&["--hall", "new"])?;
    let nowhere = hub.data.join("nowhere/k9.toml");
    let complaint = hub.refused(&["enroll", "k9", "--class", "kiosk", "--out", &nowhere.to_string_lossy()])?;
    ensure!(complaint.contains("nothing was enrolled") && complaint.matches("os error").count() == 1, "{complaint}");
    let first = hub.enrol("k9", "kiosk")?;
    let again = hub.data.join("again.toml");
    let taken = hub.refused(&["enroll", "k9", "--class", "kiosk", "--out", &again.to_string_lossy()])?;
    ensure!(taken.contains("taken") && taken.contains("sunhall-hub enroll k9 --again") && !again.exists(), "{taken}");
    let kept = hub.data.join("k9.toml");
    hub.refused(&["enroll", "k9", "--class", "kiosk", "--out", &kept.to_string_lossy()])?;
    ensure!(std::fs::read_to_string(&kept)?.parse::<toml::Table>()? == first, "a file that holds a password is not touched");
    hub.done(&["enroll", "k9", "--again", "--out", &kept.to_string_lossy()])?;
    let renewed = std::fs::read_to_string(&kept)?.parse::<toml::Table>()?;
    ensure!(renewed["password"] != first["password"] && renewed["class"] == first["class"], "the same device with a new password");
    ensure!(hub.refused(&["enroll", "k7", "--again", "--out", &again.to_string_lossy()])?.contains("no device k7") && !again.exists());
    hub.done(&["revoke", "k9"])?;
    ensure!(hub.enrol("k9", "kiosk")?["password"] != renewed["password"]);
    for (wrong, words) in [
        (vec!["enroll", "K 9", "--class", "kiosk"], "lower-case letters"),
        (vec!["enroll", "k8", "--class", "kiosk", "--window", "2"], "call pad"),
        (vec!["token", "two words", "--role", "manager"], "letters, digits and hyphens"),
    ] {
        let complaint = hub.refused(&wrong)?;
        ensure!(complaint.contains(words), "{wrong:?}: {complaint}");
    }
    Ok(())
}

#[test]
fn the_data_of_another_hall_is_named() -> anyhow::Result<()> {
    let hub = Hub::new()?;
    hub.init(&["--hall", "new"])?;
    let path = hub.data.join("sunhall-hub.toml");
    std::fs::write(&path, std::fs::read_to_string(&path)?.replace("hall = \"new\"", "hall = \"other\""))?;
    let complaint = hub.refused(&["verify"])?;
    ensure!(complaint.contains("belongs to the hall new") && !complaint.contains("event 0"), "{complaint}");
    Ok(())
}

#[tokio::test]
async fn commands_go_through_the_running_hub_or_do_it_themselves() -> anyhow::Result<()> {
    let hub = Hub::new()?;
    hub.init_demo()?;
    let alone = hub.enrol("kiosk-1", "kiosk")?;
    ensure!(alone["class"].as_str() == Some("kiosk") && alone["hall"].as_str() == Some("demo") && alone["device"].as_str() == Some("kiosk-1"));

    let mut serving = Program::start(&hub.program, &hub.data)?;
    let addresses = serving.ready().await?;
    let through = hub.enrol("board-1", "public-display")?;
    ensure!(through["broker"].as_str() == Some(addresses.mqtt.to_string().as_str()), "the running hub knows its address");
    ensure!(alone["password"] != through["password"]);
    ensure!(hub.refused(&["enroll", "board-1", "--class", "kiosk"])?.contains("taken"));
    ensure!(hub.refused(&["enroll", "pad-1", "--class", "call-pad"])?.contains("window"), "a call pad needs its window");
    let token = hub.done(&["token", "county", "--role", "manager"])?;
    ensure!(token.starts_with("county.") && token.trim().len() == "county.".len() + 26, "{token}");
    ensure!(hub.done(&["import", &demo().to_string_lossy()])?.contains("0 changed"), "importing again changes nothing");
    ensure!(hub.done(&["rebuild-views"])?.contains("views rebuilt from 123 events"));
    ensure!(hub.done(&["verify"])?.contains("123 events"), "verify reads beside a running hub");
    ensure!(hub.refused(&["serve"])?.contains("another process writes"));

    serving.kill().await?;
    ensure!(hub.enrol("kiosk-2", "kiosk")?.contains_key("password"), "a killed hub leaves nothing in the way");
    ensure!(hub.done(&["verify"])?.contains("124 events"));
    Ok(())
}

#[test]
fn a_stop_is_graceful() -> anyhow::Result<()> {
    for sign in ["TERM", "INT"] {
        let hub = Hub::new()?;
        hub.init_demo()?;
        let ready = hub.data.join("ready.json");
        let mut child = Command::new(&hub.program)
            .args(["serve", "--data"])
            .arg(&hub.data)
            .arg("--ready")
            .arg(&ready)
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .spawn()?;
        let said: Value = wait::until(60, "the hub", || serde_json::from_str(&std::fs::read_to_string(&ready).ok()?).ok());
        ensure!(said["now"].as_str().is_some_and(|now| now.starts_with("2026-11-23T10:1")), "{said}");
        ensure!(Command::new("kill").args([format!("-{sign}"), child.id().to_string()]).status()?.success());
        let status = wait::until(30, "the end", || child.try_wait().ok().flatten());
        ensure!(status.success(), "{sign}: {status}");
        let left = hub.data.join(format!("{DATABASE}-wal"));
        ensure!(!left.exists() || std::fs::metadata(&left)?.len() == 0, "everything is in the database");
    }
    Ok(())
}

#[test]
fn verify_fails_and_names_what_was_touched() -> anyhow::Result<()> {
    let hub = Hub::new()?;
    hub.init_demo()?;
    let connection = rusqlite::Connection::open(hub.data.join(DATABASE))?;
    connection.execute_batch("UPDATE event SET nonce = zeroblob(16) WHERE seq = 7")?;
    drop(connection);
    ensure!(hub.refused(&["verify"])?.contains("event 7: its hash does not fit"));
    ensure!(hub.refused(&["serve"])?.contains("event 7"), "a hub does not start on it");
    Ok(())
}

/// A copy of the demo folder with one file changed.
fn changed_demo(to: &Path, file: &str, from: &str, into: &str) -> anyhow::Result<()> {
    for path in checkout::files(&demo(), "") {
        let target = to.join(path.strip_prefix(demo())?);
        std::fs::create_dir_all(target.parent().context("a file has a folder")?)?;
        std::fs::copy(&path, &target)?;
    }
    let text = std::fs::read_to_string(to.join(file))?;
    ensure!(text.contains(from), "{file} does not hold {from:?}");
    Ok(std::fs::write(to.join(file), text.replacen(from, into, 1))?)
}

#[test]
fn an_import_stops_at_what_is_wrong_and_names_it() -> anyhow::Result<()> {
    for (file, from, into, word) in [
        ("notices/grain-subsidy.toml", "total = \"152340\"", "total = \"152341\"", "differs from its rows"),
        ("notices/grain-subsidy.toml", "liability = ", "liabilities = ", "liabilities"),
        ("notices/grain-subsidy.toml", "fee = { text = \"不收费\" }", "", "the field fee is missing"),
        ("notices/grain-subsidy.toml", "by = \"0001\"", "by = \"\"", "review"),
        ("hall.toml", "first = [\"enquiry\"]", "first = [\"elsewhere\"]", "window 1: refused: unknown group"),
        ("hall.toml", "demo = true", "demo = true\ncolour = \"red\"", "colour"),
        ("services.csv", ",10wd,", ",10weeks,", "10wd or 15d"),
        ("groups.csv", "social,A,", "social,Q,", "group social: refused"),
        ("staff.toml", "roles = [\"leader\"]", "roles = [\"king\"]", "king"),
    ] {
        let hub = Hub::new()?;
        let folder = TempDir::new()?;
        changed_demo(folder.path(), file, from, into)?;
        let complaint = hub.refused(&["init", "--http", "127.0.0.1:0", "--demo", &folder.path().to_string_lossy(), "--at", "2026-11-23T10:14+08:00"])?;
        ensure!(complaint.contains(word), "{file} with {into:?}: {complaint}");
    }
    Ok(())
}
