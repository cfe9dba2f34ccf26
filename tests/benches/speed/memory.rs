//! `memory`: what hub, kiosk and display of the demo hall hold and use while nothing changes.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;

use crate::demo::Demo;
use crate::figure::Figure;
use crate::machine;

/// Programs of `deploy/run` that are looked at, and the MiB that each is to stay within.
const PROGRAMS: [(&str, f64); 3] = [("hub", 60.0), ("kiosk-1", 120.0), ("board-1", 120.0)];
/// Time for the screens to draw and the allocators to come to rest.
const SETTLE: Duration = Duration::from_secs(20);
/// Long enough for the hall board to turn several pages.
const WATCH: Duration = Duration::from_mins(1);
const TARGET_CPU_PERCENT: f64 = 1.0;

pub fn measure(scratch: &Path) -> anyhow::Result<Vec<Figure>> {
    let demo = Demo::start(&scratch.join("memory"))?;
    std::thread::sleep(SETTLE);
    let used = |name: &str| machine::used_seconds(demo.pid(name)?);
    let before = PROGRAMS.iter().map(|(name, _)| used(name)).collect::<anyhow::Result<Vec<_>>>()?;
    let watched = Instant::now();
    std::thread::sleep(WATCH);
    let seconds = watched.elapsed().as_secs_f64();
    let after = PROGRAMS.iter().map(|(name, _)| used(name)).collect::<anyhow::Result<Vec<_>>>()?;
    let mut figures = Vec::new();
    for (((name, limit), before), after) in PROGRAMS.into_iter().zip(before).zip(after) {
        let how = format!("demo hall on virtual screens, {:.0} s after start, {}", SETTLE.as_secs_f64(), machine::conditions());
        figures.push(Figure::cost(&format!("memory-{name}"), pss_mib(demo.pid(name)?)?, "MiB", None, format!("PSS, to stay within {limit:.0} MiB, {how}")));
        let percent = (after - before) / seconds * 100.0;
        let how = format!("of one core over {seconds:.0} s when nothing changes, to stay within {TARGET_CPU_PERCENT} %, {how}");
        figures.push(Figure::cost(&format!("cpu-{name}"), percent, "%", None, how));
    }
    Ok(figures)
}

fn pss_mib(pid: u32) -> anyhow::Result<f64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:")).context("no Pss in smaps_rollup")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kib / 1024.0)
}
