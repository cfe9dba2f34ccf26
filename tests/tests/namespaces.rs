//! Hub, kiosk and display as three machines: real programs in network namespaces of their own, joined by cables that the test pulls.
//! It needs root and iproute2; where namespaces cannot be made it fails and says so.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail, ensure};
use serde_json::Value;
use sunhall_tests::{checkout, program, wait};
use tempfile::TempDir;

/// Addresses of the hub on its two cables; they mean nothing outside the namespaces.
const KIOSK_SIDE: &str = "10.77.1.1";
const DISPLAY_SIDE: &str = "10.77.2.1";

/// A machine may be slow with everything drawn in software.
const SECONDS: u64 = 90;

/// A namespace; it goes away with what runs in it.
struct Machine {
    name: String,
    running: Vec<Child>,
}

impl Machine {
    fn new(role: &str) -> anyhow::Result<Self> {
        let name = format!("sunhall-{}-{role}", std::process::id());
        ip(&["netns", "add", &name]).context("network namespaces cannot be made here; this test needs root and iproute2")?;
        ip(&["-n", &name, "link", "set", "lo", "up"])?;
        Ok(Self { name, running: Vec::new() })
    }

    /// A command on this machine.
    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &self.name]).arg(program).stdin(Stdio::null());
        command
    }

    fn run(&self, program: &str, arguments: &[&str]) -> anyhow::Result<String> {
        let output = self.command(program).args(arguments).output()?;
        ensure!(output.status.success(), "{program} {arguments:?} on {}: {}", self.name, String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8(output.stdout)?)
    }

    fn begin(&mut self, mut command: Command, log: &Path) -> anyhow::Result<()> {
        let output = std::fs::File::create(log)?;
        self.running.push(command.stdout(output.try_clone()?).stderr(output).spawn()?);
        Ok(())
    }

    /// A virtual screen; its name for programs on it.
    fn screen(&mut self, size: &str, folder: &Path) -> anyhow::Result<String> {
        let file = folder.join(format!("{}.display", self.name));
        let mut command = self.command("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", &format!("{size}x24"), "-nolisten", "tcp", "-noreset"]);
        self.running.push(command.stdout(std::fs::File::create(&file)?).stderr(Stdio::null()).spawn()?);
        let number = wait::until(SECONDS, "a virtual screen", || std::fs::read_to_string(&file).ok().filter(|text| text.ends_with('\n')));
        Ok(format!(":{}", number.trim()))
    }

    /// Pulls the cable or puts it in again.
    fn cable(&self, state: &str) -> anyhow::Result<()> {
        ip(&["-n", &self.name, "link", "set", "eth0", state])
    }

    /// The page of an address as curl gets it: its status.
    fn status(&self, more: &[&str], url: &str) -> anyhow::Result<String> {
        self.run("curl", &[&["--silent", "--max-time", "20", "--output", "/dev/null", "--write-out", "%{http_code}"], more, &[url]].concat())
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        for child in self.running.iter_mut().rev() {
            // It may have ended already.
            let _gone = child.kill();
            let _gone = child.wait();
        }
        let _gone = ip(&["netns", "del", &self.name]);
    }
}

fn ip(arguments: &[&str]) -> anyhow::Result<()> {
    let output = Command::new("ip").args(arguments).output().context("ip is needed (Debian package iproute2)")?;
    ensure!(output.status.success(), "ip {arguments:?}: {}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(())
}

/// A cable between the hub and another machine, which has its own network and sends everything to the hub.
fn join(hub: &Machine, other: &Machine, port: &str, address: &str) -> anyhow::Result<()> {
    let theirs = address.replace(".1.1", ".1.2").replace(".2.1", ".2.2");
    ip(&["link", "add", port, "netns", &hub.name, "type", "veth", "peer", "name", "eth0", "netns", &other.name])?;
    for (machine, link, own) in [(hub, port, address), (other, "eth0", theirs.as_str())] {
        ip(&["-n", &machine.name, "addr", "add", &format!("{own}/24"), "dev", link])?;
        ip(&["-n", &machine.name, "link", "set", link, "up"])?;
    }
    route(other, address)
}

fn route(machine: &Machine, address: &str) -> anyhow::Result<()> {
    ip(&["-n", &machine.name, "route", "replace", "default", "via", address])
}

/// What a program says that it shows.
struct Screen {
    map: PathBuf,
    display: String,
}

impl Screen {
    fn now(&self) -> Option<Value> {
        serde_json::from_str(&std::fs::read_to_string(&self.map).ok()?).ok()
    }

    fn shows(&self, what: &str, names: &[&str]) {
        wait::until(SECONDS, what, || self.now().filter(|map| map["screen"].as_str().is_some_and(|name| names.contains(&name))));
    }

    /// The middle of something that can be pressed, or only seen.
    fn find(&self, label: &str) -> [i64; 2] {
        wait::until(SECONDS, label, || {
            let map = self.now()?;
            let item = map["items"].as_array()?.iter().find(|item| item["label"].as_str().is_some_and(|own| own.contains(label)))?;
            let side = |place: usize| item["rect"][place].as_f64();
            Some([(side(0)? + side(2)? / 2.0).round() as i64, (side(1)? + side(3)? / 2.0).round() as i64])
        })
    }

    fn press(&self, machine: &Machine, label: &str) -> anyhow::Result<()> {
        let at = self.find(label).map(|place| place.to_string());
        let pressed =
            machine.command("xdotool").env("DISPLAY", &self.display).args(["mousemove", &at[0], &at[1], "mousedown", "1", "mouseup", "1"]).status()?;
        ensure!(pressed.success(), "{label} was not pressed");
        Ok(())
    }
}

/// The hub on its own machine, with the device files of the others.
struct Hall {
    folder: TempDir,
    hub: Machine,
    kiosk: Machine,
    display: Machine,
}

impl Hall {
    fn new() -> anyhow::Result<Self> {
        let (folder, hub, kiosk, display) = (TempDir::new()?, Machine::new("hub")?, Machine::new("kiosk")?, Machine::new("display")?);
        join(&hub, &kiosk, "kiosk", KIOSK_SIDE)?;
        join(&hub, &display, "display", DISPLAY_SIDE)?;
        let mut hall = Self { folder, hub, kiosk, display };
        let demo = checkout::top().join("deploy/demo").to_string_lossy().into_owned();
        let url = format!("http://{KIOSK_SIDE}:8080");
        hall.command(&["init", "--address", KIOSK_SIDE, "--address", DISPLAY_SIDE, "--public-url", &url, "--at", "2026-11-23T10:14+08:00", "--demo", &demo])?;
        for (device, class) in [("kiosk-1", "kiosk"), ("board-1", "public-display")] {
            hall.command(&["enroll", device, "--class", class, "--out", &hall.path(&format!("{device}.toml"))])?;
        }
        let mut serve = hall.hub.command(program::hub()?);
        serve.args(["serve", "--data", &hall.path("data"), "--ready", &hall.path("ready")]);
        let log = hall.folder.path().join("hub.log");
        hall.hub.begin(serve, &log)?;
        let ready = hall.folder.path().join("ready");
        wait::until(SECONDS, "the hub", || ready.exists().then_some(()));
        Ok(hall)
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }

    fn command(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let program = program::hub()?.to_string_lossy().into_owned();
        self.hub.run(&program, &[arguments, &["--data", &self.path("data")]].concat())
    }

    /// Starts one of the screens on its machine.
    fn screen(&mut self, which: &str) -> anyhow::Result<Screen> {
        let program = program::hub()?.with_file_name(format!("sunhall-{which}"));
        ensure!(program.exists(), "{} is not built", program.display());
        let (device, size, more): (_, _, &[&str]) = match which {
            "kiosk" => ("kiosk-1", "1080x1920", &["--printer", "none"]),
            "display" => ("board-1", "1920x1080", &["--show", "board"]),
            other => bail!("there is no {other}"),
        };
        let (file, map, log) = (self.path(&format!("{device}.toml")), self.path(&format!("{device}.json")), self.folder.path().join(format!("{device}.log")));
        let folder = self.folder.path().to_owned();
        let machine = if which == "kiosk" { &mut self.kiosk } else { &mut self.display };
        let display = machine.screen(size, &folder)?;
        let mut command = machine.command(program);
        command.args(["--device", &file, "--ui-map", &map]).args(more).env("DISPLAY", &display).env_remove("WAYLAND_DISPLAY");
        machine.begin(command, &log)?;
        Ok(Screen { map: map.into(), display })
    }
}

#[test]
fn three_machines_make_a_hall_and_a_pulled_cable_is_told_and_survived() -> anyhow::Result<()> {
    let mut hall = Hall::new()?;
    let (kiosk, board) = (hall.screen("kiosk")?, hall.screen("display")?);
    kiosk.shows("the kiosk's home", &["home"]);
    board.shows("the board", &["board"]);

    // A citizen takes a number at the kiosk, and it is seen on the other machine.
    let take = |hall: &Hall| {
        kiosk.press(&hall.kiosk, "社会保障")?;
        kiosk.shows("the services", &["services"]);
        kiosk.press(&hall.kiosk, "城乡居民基本养老保险参保登记")?;
        kiosk.shows("the guide", &["guide"]);
        kiosk.press(&hall.kiosk, "取号")
    };
    take(&hall)?;
    board.find("1 人在等");

    // The display's cable is pulled: it says so instead of showing what may be wrong, and comes back by itself.
    hall.display.cable("down")?;
    board.shows("that its figures are old", &["stale"]);
    hall.display.cable("up")?;
    route(&hall.display, DISPLAY_SIDE)?;
    board.shows("the board again", &["board", "calling"]);
    Ok(())
}

#[test]
fn other_machines_reach_what_they_should_and_nothing_else() -> anyhow::Result<()> {
    let hall = Hall::new()?;
    let (kiosk, ca) = (&hall.kiosk, hall.path("data/trust/hall-ca.crt"));
    let staff = format!("https://{KIOSK_SIDE}:8443/sign-on");
    ensure!(kiosk.status(&["--cacert", &ca], &staff)? == "200");
    ensure!(hall.display.status(&["--cacert", &ca], &format!("https://{DISPLAY_SIDE}:8443/sign-on"))? == "200", "by its other address too");
    ensure!(kiosk.status(&[], &staff).is_err_and(|error| !format!("{error:#}").is_empty()), "nobody vouches for it without the hall's CA");
    ensure!(kiosk.status(&[], &format!("http://{KIOSK_SIDE}:8443/sign-on")).is_err(), "nothing is said without TLS");
    ensure!(kiosk.status(&[], &format!("http://{KIOSK_SIDE}:8080/g/SB01"))? == "200");
    ensure!(kiosk.status(&[], &format!("http://{KIOSK_SIDE}:8080/sign-on"))? == "404");

    // Every port of the hub that answers to another machine is one of the three.
    let listening = hall.hub.run("ss", &["--listening", "--tcp", "--numeric", "--no-header"])?;
    let open: Vec<&str> = listening.lines().filter_map(|line| line.split_whitespace().nth(3)).filter(|address| !address.starts_with("127.")).collect();
    ensure!(open.len() == 3, "{listening}");
    for port in ["8443", "8883", "8080"] {
        ensure!(open.iter().any(|address| address.ends_with(&format!(":{port}"))), "{port} in {listening}");
    }
    Ok(())
}
