//! The printer's own thread: waiting for paper must not stop the screen.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use sunhall_protocol::presence::PrinterState;

use crate::printer::{Outcome, Printer, Report};
use crate::slip::{self, Arrangement, Slip};

enum Job {
    AskState,
    /// A slip, and until when it may still be begun.
    Print(Box<Slip>, Instant),
}

/// A slip that waited longer for the printer is not begun any more: its citizen has been shown another way.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// What the printer's thread found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    State(PrinterState),
    /// What became of the slip of this ticket.
    Printed {
        ticket: u64,
        report: Report,
    },
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
        let _ = self.jobs.send(Job::Print(slip, Instant::now() + PATIENCE));
    }

    pub fn next(&self) -> Option<Found> {
        self.found.try_recv().ok()
    }
}

const TOO_LATE: Report = Report { outcome: Outcome::Unreachable, paper_low: false };

fn work(mut printer: Box<dyn Printer>, arrangement: Arrangement, jobs: &Receiver<Job>, finder: &Sender<Found>, wake: impl Fn()) {
    for job in jobs {
        let found = match job {
            Job::AskState => Found::State(printer.state()),
            Job::Print(slip, until) => {
                let in_time = Instant::now() < until;
                let report = if in_time { print(printer.as_mut(), &slip, arrangement) } else { TOO_LATE };
                Found::Printed { ticket: slip.ticket, report }
            }
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
            TOO_LATE
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop where its story breaks")]
mod tests {
    use super::*;

    /// Counts what it prints.
    struct Counting(Sender<()>);

    impl Printer for Counting {
        fn state(&mut self) -> PrinterState {
            PrinterState::Ready
        }

        fn print(&mut self, _slip: &[u8]) -> Report {
            self.0.send(()).unwrap();
            Report { outcome: Outcome::Printed, paper_low: false }
        }
    }

    #[test]
    fn a_slip_whose_time_has_passed_is_never_begun() {
        let (jobs, to_do) = channel();
        let (finder, found) = channel();
        let (counter, printed) = channel();
        let now = Instant::now();
        for (ticket, until) in [(1, now), (2, now + PATIENCE)] {
            jobs.send(Job::Print(Box::new(Slip { ticket, ..Slip::default() }), until)).unwrap();
        }
        drop(jobs);
        work(Box::new(Counting(counter)), Arrangement::Beside, &to_do, &finder, || {});
        let outcome = |ticket, outcome| Found::Printed { ticket, report: Report { outcome, paper_low: false } };
        assert_eq!(found.try_iter().collect::<Vec<_>>(), [outcome(1, Outcome::Unreachable), outcome(2, Outcome::Printed)]);
        assert_eq!(printed.try_iter().count(), 1);
    }
}
