//! The printer's own thread: waiting for paper must not stop the screen.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use sunhall_protocol::presence::PrinterState;

use crate::printer::{Outcome, Printer, Report};
use crate::slip::{self, Arrangement, Slip};

enum Job {
    AskState,
    Print(Box<Slip>),
}

/// What the printer's thread found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    State(PrinterState),
    Printed(Report),
}

/// The screen's end of the printer.
pub struct Worker {
    jobs: Sender<Job>,
    found: Receiver<Found>,
}

impl Worker {
    /// Starts the thread; `wake` is called after each finding.
    pub fn start(printer: Box<dyn Printer>, arrangement: Arrangement, wake: impl Fn() + Send + 'static) -> std::io::Result<Self> {
        let (jobs, to_do) = channel();
        let (finder, found) = channel();
        thread::Builder::new().name("printer".into()).spawn(move || work(printer, arrangement, &to_do, &finder, wake))?;
        Ok(Self { jobs, found })
    }

    pub fn ask_state(&self) {
        // Without its thread the printer says nothing; the model's patience then ends by itself.
        let _ = self.jobs.send(Job::AskState);
    }

    pub fn print(&self, slip: Box<Slip>) {
        // As above.
        let _ = self.jobs.send(Job::Print(slip));
    }

    pub fn next(&self) -> Option<Found> {
        self.found.try_recv().ok()
    }
}

fn work(mut printer: Box<dyn Printer>, arrangement: Arrangement, jobs: &Receiver<Job>, finder: &Sender<Found>, wake: impl Fn()) {
    for job in jobs {
        let found = match job {
            Job::AskState => Found::State(printer.state()),
            Job::Print(slip) => Found::Printed(print(printer.as_mut(), &slip, arrangement)),
        };
        if finder.send(found).is_err() {
            return;
        }
        wake();
    }
}

fn print(printer: &mut dyn Printer, slip: &Slip, arrangement: Arrangement) -> Report {
    match slip::bytes(slip, arrangement) {
        Ok(bytes) => printer.print(&bytes),
        Err(fault) => {
            tracing::error!(%fault, "the slip could not be written");
            Report { outcome: Outcome::Unreachable, paper_low: false }
        }
    }
}
