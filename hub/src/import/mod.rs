//! Import: a folder of CSV and TOML files becomes commands to the hall. Asking again changes nothing that is already so.

pub mod calendar;
mod catalogue;
mod files;
mod notices;
mod people;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sunhall_hall::command::Administrator;
use sunhall_hall::ids::StaffNumber;
use sunhall_hall::{Hall, Moment};

use crate::console::done;
use crate::draw::Draw;
use crate::engine::{Actor, Engine};

pub use catalogue::opening_calendar;
pub use files::HallFile;
pub use people::demo_sign_ons;

/// What an import did.
#[derive(Debug, Default)]
pub struct Summary {
    pub changed: u32,
    pub unchanged: u32,
    /// What was left out, and why.
    pub notes: Vec<String>,
}

type Make = Box<dyn FnOnce(&mut Draw) -> Administrator + Send>;
type Part = fn(&mut Source<'_>, &HallFile) -> anyhow::Result<Vec<Step>>;

/// One command with the words that name it when the hall refuses it. `None` is already so.
struct Step {
    what: String,
    make: Option<Make>,
}

impl Step {
    fn set(what: impl Into<String>, needed: bool, make: impl FnOnce(&mut Draw) -> Administrator + Send + 'static) -> Self {
        Self { what: what.into(), make: needed.then(|| Box::new(make) as Make) }
    }
}

/// Everything that one kind of file needs to become steps.
struct Source<'a> {
    folder: &'a Path,
    hall: Arc<Hall>,
    engine: &'a Engine,
    now: Moment,
    notes: Vec<String>,
}

impl Source<'_> {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// Reads the folder and gives the hall what differs. A refusal stops the import and names what was refused.
pub async fn import(engine: &Engine, folder: &Path) -> anyhow::Result<Summary> {
    let file = HallFile::read(folder)?;
    let mut summary = Summary::default();
    // What is named stands before what names it.
    let parts: [Part; 9] = [
        catalogue::hall,
        catalogue::calendar,
        catalogue::parameters,
        catalogue::groups,
        catalogue::services,
        catalogue::windows,
        people::staff,
        people::credentials,
        notices::notices,
    ];
    for part in parts {
        let mut source = Source { folder, hall: engine.hall(), engine, now: engine.now(), notes: Vec::new() };
        for step in part(&mut source, &file)? {
            let Some(make) = step.make else {
                summary.unchanged += 1;
                continue;
            };
            let outcome = engine.administrators().ask(engine.new_id(), Actor::Console, StaffNumber::console(), make).await;
            done(outcome).map_err(|error| error.context(format!("{}: {}", folder.display(), step.what)))?;
            summary.changed += 1;
        }
        summary.notes.append(&mut source.notes);
    }
    Ok(summary)
}
