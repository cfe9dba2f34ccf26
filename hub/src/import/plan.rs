//! What an import would change, found out on a copy of the hall: every step is decided there, and nothing is written.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use sunhall_hall::{Command, Decision, Refusal, apply, decide};

use super::{Author, HallFile, PARTS, Source, What};
use crate::draw::Draw;
use crate::engine::Engine;

/// One change, and why the hall would not take it.
#[derive(Clone, Debug)]
pub struct Planned {
    pub what: What,
    pub refusal: Option<Refusal>,
}

#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub changes: Vec<Planned>,
    pub unchanged: u32,
    /// What would be left out, and why.
    pub notes: Vec<String>,
}

impl Plan {
    /// Whether the hall would take everything.
    pub fn is_good(&self) -> bool {
        self.changes.iter().all(|planned| planned.refusal.is_none())
    }
}

/// Looks what importing the folder would do now.
pub fn plan(engine: &Engine, folder: &Path, author: &Author) -> anyhow::Result<Plan> {
    let file = HallFile::read(folder)?;
    let now = engine.now();
    let mut draw = Draw::from_system().context("the operating system gives no random numbers")?;
    draw.set_now(now);
    let mut hall = engine.hall();
    let mut plan = Plan::default();
    for part in PARTS {
        let mut source = Source { folder, hall: Arc::clone(&hall), engine, now, notes: Vec::new() };
        for step in part(&mut source, &file)? {
            let Some(make) = step.make else {
                plan.unchanged += 1;
                continue;
            };
            let command = Command::Administrator { staff: author.staff.clone(), act: make(&mut draw) };
            let Decision { events, answer } = decide(&hall, &command, now);
            let mut next = (*hall).clone();
            for event in &events {
                apply(&mut next, event);
            }
            hall = Arc::new(next);
            plan.changes.push(Planned { what: step.what, refusal: answer.err() });
        }
        plan.notes.append(&mut source.notes);
    }
    Ok(plan)
}
