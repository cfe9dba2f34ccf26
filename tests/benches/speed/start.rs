//! `start`: from the command `deploy/run`, everything built, to the first number on the kiosk's screen.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, ensure};
use serde_json::Value;

use crate::demo::Demo;
use crate::figure::Figure;
use crate::machine;

const ROUNDS: usize = 3;
const LIMIT_SECONDS: f64 = 10.0;

/// What a citizen presses, and the screen that it is on.
const WAY: [(&str, &str); 3] = [("home", "社会保障"), ("services", "城乡居民基本养老保险参保登记"), ("guide", "取号")];

pub fn measure(scratch: &Path) -> anyhow::Result<Vec<Figure>> {
    let mut seconds = (0..ROUNDS).map(|round| first_ticket(&scratch.join(format!("start-{round}")))).collect::<anyhow::Result<Vec<_>>>()?;
    seconds.sort_by(f64::total_cmp);
    let how =
        format!("deploy/run with everything built to a number on the kiosk, median of {ROUNDS}, to stay within {LIMIT_SECONDS} s, {}", machine::conditions());
    Ok(vec![Figure::cost("start", seconds[ROUNDS / 2], "s", None, how)])
}

fn first_ticket(state: &Path) -> anyhow::Result<f64> {
    let began = Instant::now();
    let mut demo = Demo::start(state)?;
    let display = display_of(demo.pid("kiosk-1")?)?;
    for (screen, label) in WAY {
        let (x, y) = demo.until(label, |demo| place(&demo.hall, screen, label))?;
        for act in [vec!["mousemove", &x, &y], vec!["mousedown", "1"], vec!["mouseup", "1"]] {
            let pressed = Command::new("xdotool").args(&act).env("DISPLAY", &display).status().context("xdotool")?;
            ensure!(pressed.success(), "xdotool {act:?}");
        }
    }
    demo.until("a number", |demo| (map(&demo.hall)?["screen"] == "ticket").then_some(()))?;
    Ok(began.elapsed().as_secs_f64())
}

/// What the kiosk says it shows.
fn map(hall: &Path) -> Option<Value> {
    serde_json::from_str(&std::fs::read_to_string(hall.join("kiosk-1.json")).ok()?).ok()
}

/// The middle of a key that can be pressed.
fn place(hall: &Path, screen: &str, label: &str) -> Option<(String, String)> {
    let map = map(hall).filter(|map| map["screen"] == screen)?;
    let fits = |item: &&Value| item["enabled"] == true && item["label"].as_str().is_some_and(|own| own.contains(label));
    let rect = &map["items"].as_array()?.iter().find(fits)?["rect"];
    let middle = |from: usize| Some((rect[from].as_f64()? + rect[from + 2].as_f64()? / 2.0).round().to_string());
    Some((middle(0)?, middle(1)?))
}

/// The X display on which a program draws.
fn display_of(pid: u32) -> anyhow::Result<String> {
    let environment = std::fs::read(format!("/proc/{pid}/environ"))?;
    let mut variables = environment.split(|byte| *byte == 0).map(String::from_utf8_lossy);
    variables.find_map(|variable| variable.strip_prefix("DISPLAY=").map(str::to_owned)).context("the kiosk has no display")
}
