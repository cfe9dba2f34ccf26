//! The machine on which it is measured: what else runs, and how its file cache is emptied.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use anyhow::{Context, ensure};
use chrono::NaiveTime;
use sunhall_hall::Moment;
use sunhall_hub::clock::{Clock, MachineClock};

/// Cores and load, so that a figure taken on a busy machine says so.
pub fn conditions() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!("{cores} cores, load {}", load.split(' ').next().unwrap_or("unknown"))
}

/// Asks the kernel to drop the pages of a file, after writing back what is dirty.
pub fn forget_cache(file: &Path) -> anyhow::Result<()> {
    let mut argument = std::ffi::OsString::from("of=");
    argument.push(file);
    let status = Command::new("dd").arg(argument).args(["oflag=nocache", "conv=notrunc,fdatasync", "count=0"]).stderr(Stdio::null()).status()?;
    ensure!(status.success(), "the cache of {} could not be dropped", file.display());
    Ok(())
}

/// Half past ten of today, on the hall's wall clock.
pub fn mid_morning() -> Moment {
    let today = MachineClock::default().now().day();
    Moment::at(today, NaiveTime::MIN).plus_minutes(10 * 60 + 30)
}

/// Seconds of processor time that a process has used so far.
pub fn used_seconds(pid: u32) -> anyhow::Result<f64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The name in brackets may hold blanks; user and system time are the 12th and 13th field behind it.
    let (_, fields) = text.rsplit_once(')').context("a strange /proc/stat")?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let field = |place: usize| fields.get(place).context("a short /proc/stat")?.parse::<f64>().map_err(anyhow::Error::from);
    Ok((field(11)? + field(12)?) / *TICKS)
}

/// Ticks of `/proc` in a second.
static TICKS: LazyLock<f64> = LazyLock::new(|| {
    let output = Command::new("getconf").arg("CLK_TCK").output();
    output.ok().and_then(|output| String::from_utf8_lossy(&output.stdout).trim().parse().ok()).unwrap_or(100.0)
});
