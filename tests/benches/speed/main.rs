//! How fast the hall is, each figure beside its own floor in the same run: `issue call board restart memory start`, or those that are named.

mod api;
mod bench_hall;
mod board;
mod check;
mod demo;
mod figure;
mod floor;
mod folder;
mod history;
mod load;
mod machine;
mod memory;
mod restart;
mod serving;
mod start;
mod traffic;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use figure::Figure;

const NAMES: [&str; 6] = ["issue", "call", "board", "restart", "memory", "start"];

/// What a child process of the bench does.
#[derive(Clone, Copy)]
pub enum Mode {
    Floor,
    Read,
    Replay,
}

impl Mode {
    const ALL: [Self; 3] = [Self::Floor, Self::Read, Self::Replay];

    pub fn name(self) -> &'static str {
        match self {
            Self::Floor => "child-floor",
            Self::Read => "child-read",
            Self::Replay => "child-replay",
        }
    }

    fn run(self, path: &PathBuf) -> anyhow::Result<()> {
        match self {
            Self::Floor => floor::serve(path)?,
            Self::Read => println!("{}", restart::read(path)?),
            Self::Replay => println!("{}", restart::replay(path)?),
        }
        Ok(())
    }
}

fn main() -> anyhow::Result<()> {
    // Cargo adds its own flag to every bench.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let Some(mode) = Mode::ALL.into_iter().find(|mode| arguments.first().is_some_and(|first| first == mode.name())) {
        return mode.run(&PathBuf::from(arguments.get(1).context("a child works on a path")?));
    }
    if let Some(unknown) = arguments.iter().find(|name| !NAMES.contains(&name.as_str())) {
        bail!("{unknown} is none of {}", NAMES.join(" "));
    }
    let wanted = |name: &str| arguments.is_empty() || arguments.iter().any(|argument| argument == name);
    let scratch = tempfile::Builder::new().prefix("bench-").tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(measure(scratch.path(), wanted))
}

async fn measure(scratch: &Path, wanted: impl Fn(&str) -> bool) -> anyhow::Result<()> {
    let mut figures: Vec<Figure> = Vec::new();
    // Before the traffic, whose hundreds of megabytes the disk is still busy with afterwards.
    if wanted("board") {
        figures.extend(board::measure(scratch).await?);
    }
    if wanted("issue") || wanted("call") {
        figures.extend(traffic::measure(scratch, &wanted).await?);
    }
    if wanted("restart") {
        figures.extend(restart::measure(scratch).await?);
    }
    if wanted("memory") {
        figures.extend(memory::measure(scratch)?);
    }
    if wanted("start") {
        figures.extend(start::measure(scratch)?);
    }
    figure::print(&figures);
    Ok(())
}
