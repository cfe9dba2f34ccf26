//! The machine on which it is measured: what else runs, and how its file cache is emptied.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::ensure;
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
