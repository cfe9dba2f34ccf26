//! Import: a folder of CSV and TOML files becomes commands to the hall. Asking again changes nothing that is already so.

pub mod calendar;
mod catalogue;
pub(crate) mod files;
pub(crate) mod notices;
mod people;
mod plan;
mod screens;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sunhall_hall::command::Administrator;
use sunhall_hall::ids::StaffNumber;
use sunhall_hall::{Hall, Moment};

use crate::console::done;
use crate::draw::Draw;
use crate::engine::{Actor, Engine};

pub use catalogue::opening_calendar;
pub use files::{HallFile, Wrong};
pub use people::demo_sign_ons;
pub use plan::{Plan, Planned, plan};

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

/// What a step is about: a kind of thing as the history names it, the thing's own key, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct What {
    pub kind: &'static str,
    pub thing: String,
    pub file: String,
    pub line: Option<u64>,
}

impl What {
    #[allow(clippy::needless_pass_by_value, reason = "names, numbers and errors are handed over alike")]
    fn new(kind: &'static str, thing: impl ToString, file: &str) -> Self {
        Self { kind, thing: thing.to_string(), file: file.to_owned(), line: None }
    }

    /// The line of a row in its file.
    fn at(mut self, row: &files::Row<'_>) -> Self {
        self.line = row.line();
        self
    }
}

impl std::fmt::Display for What {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(formatter, ", line {line}")?;
        }
        write!(formatter, ": {} {}", self.kind, self.thing)
    }
}

/// One command with the words that name it when the hall refuses it. `None` is already so.
struct Step {
    what: What,
    make: Option<Make>,
}

impl Step {
    fn set(what: What, needed: bool, make: impl FnOnce(&mut Draw) -> Administrator + Send + 'static) -> Self {
        Self { what, make: needed.then(|| Box::new(make) as Make) }
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

// What is named stands before what names it.
const PARTS: [Part; 11] = [
    catalogue::hall,
    catalogue::calendar,
    catalogue::own_days,
    catalogue::parameters,
    catalogue::groups,
    catalogue::services,
    catalogue::windows,
    people::staff,
    people::credentials,
    screens::screens,
    notices::notices,
];

/// Who gives the commands of an import.
#[derive(Clone)]
pub struct Author {
    pub actor: Actor,
    pub staff: StaffNumber,
}

impl Author {
    /// Whoever sits at the hub's own console.
    pub fn console() -> Self {
        Self { actor: Actor::Console, staff: StaffNumber::console() }
    }
}

/// Reads the folder and gives the hall what differs. A refusal stops the import and names what was refused.
pub async fn import(engine: &Engine, folder: &Path) -> anyhow::Result<Summary> {
    import_by(engine, folder, &Author::console()).await
}

/// The same, by somebody.
pub async fn import_by(engine: &Engine, folder: &Path, author: &Author) -> anyhow::Result<Summary> {
    let file = HallFile::read(folder)?;
    let mut summary = Summary::default();
    for part in PARTS {
        let mut source = Source { folder, hall: engine.hall(), engine, now: engine.now(), notes: Vec::new() };
        for step in part(&mut source, &file)? {
            let Some(make) = step.make else {
                summary.unchanged += 1;
                continue;
            };
            let outcome = engine.administrators().ask(engine.new_id(), author.actor.clone(), author.staff.clone(), make).await;
            done(outcome).map_err(|error| error.context(step.what.to_string()))?;
            summary.changed += 1;
        }
        summary.notes.append(&mut source.notes);
    }
    Ok(summary)
}
