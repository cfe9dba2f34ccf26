//! `memory`: what hub, kiosk and display of the demo hall hold and use while nothing changes.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use sunhall_tests::checkout::top;

use crate::figure::Figure;
use crate::machine;

/// Programs of `deploy/run` that are looked at, and the MiB that each is to stay within.
const PROGRAMS: [(&str, f64); 3] = [("hub", 60.0), ("kiosk-1", 120.0), ("board-1", 120.0)];
const PATIENCE: Duration = Duration::from_mins(10);
/// Time for the screens to draw and the allocators to come to rest.
const SETTLE: Duration = Duration::from_secs(20);
const WATCH: Duration = Duration::from_secs(20);
const TARGET_CPU_PERCENT: f64 = 1.0;

/// `deploy/run` and everything that it started; told to stop when this is dropped.
struct Running {
    child: Child,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ended = self.child.wait();
    }
}

pub fn measure(scratch: &Path) -> anyhow::Result<Vec<Figure>> {
    let state = scratch.join("memory");
    std::fs::create_dir_all(&state)?;
    let pids = state.join("sunhall/demo/pids");
    let log = std::fs::File::create(state.join("run.log"))?;
    let mut command = Command::new(top().join("deploy/run"));
    // Without a display of the desktop every program gets a virtual screen, so that the figure is the same everywhere.
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env("XDG_STATE_HOME", &state);
    command.args(["--yes", "--at", "2026-11-23T10:14+08:00"]).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    let mut running = Running { child: command.spawn().context("deploy/run")? };
    let began = Instant::now();
    let processes = loop {
        if let Some(processes) = read(&pids) {
            break processes;
        }
        if let Some(status) = running.child.try_wait()? {
            bail!("deploy/run ended ({status}): {}", std::fs::read_to_string(state.join("run.log"))?);
        }
        ensure!(began.elapsed() < PATIENCE, "deploy/run did not start");
        std::thread::sleep(Duration::from_millis(200));
    };
    std::thread::sleep(SETTLE);
    let used = |name: &str| processes.get(name).with_context(|| format!("deploy/run started no {name}")).and_then(|pid| machine::used_seconds(*pid));
    let before = PROGRAMS.iter().map(|(name, _)| used(name)).collect::<anyhow::Result<Vec<_>>>()?;
    let watched = Instant::now();
    std::thread::sleep(WATCH);
    let seconds = watched.elapsed().as_secs_f64();
    let after = PROGRAMS.iter().map(|(name, _)| used(name)).collect::<anyhow::Result<Vec<_>>>()?;
    let mut figures = Vec::new();
    for (((name, limit), before), after) in PROGRAMS.into_iter().zip(before).zip(after) {
        let how = format!("demo hall on virtual screens, {:.0} s after start, {}", SETTLE.as_secs_f64(), machine::conditions());
        figures.push(Figure::cost(&format!("memory-{name}"), pss_mib(processes[name])?, "MiB", None, format!("PSS, to stay within {limit:.0} MiB, {how}")));
        let percent = (after - before) / seconds * 100.0;
        let how = format!("of one core over {seconds:.0} s when nothing changes, to stay within {TARGET_CPU_PERCENT} %, {how}");
        figures.push(Figure::cost(&format!("cpu-{name}"), percent, "%", None, how));
    }
    Ok(figures)
}

/// Name and process id of what `deploy/run` started, once it has started everything.
fn read(pids: &Path) -> Option<BTreeMap<String, u32>> {
    let text = std::fs::read_to_string(pids).ok()?;
    text.lines().map(|line| line.split_once(' ').and_then(|(name, pid)| Some((name.to_owned(), pid.parse().ok()?)))).collect()
}

fn pss_mib(pid: u32) -> anyhow::Result<f64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:")).context("no Pss in smaps_rollup")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kib / 1024.0)
}
