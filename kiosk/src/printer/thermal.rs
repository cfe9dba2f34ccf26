//! An ESC/POS printer: asks its state, sends the slip, and waits for the confirmation behind it.

use std::cell::Cell;
use std::time::{Duration, Instant};

use sunhall_protocol::presence::PrinterState;

use super::channel::Channel;
use super::{Outcome, Place, Printer, Report};

/// `DLE EOT 2`: why the printer stands still.
const ASK_STOP: &[u8] = &[0x10, 0x04, 2];
/// `DLE EOT 4`: the paper sensors.
const ASK_PAPER: &[u8] = &[0x10, 0x04, 4];
/// `GS r 1`: answered only when everything before it is on paper.
const ASK_WHEN_PRINTED: &[u8] = &[0x1d, b'r', 1];
/// `DLE ENQ 2`, then `DLE DC4 8`: forget the rest of the slip, so that it does not come out
/// later, with the next roll of paper, into somebody else's hand.
const FORGET: &[u8] = &[0x10, 0x05, 2, 0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8];

/// The time each answer may take.
#[derive(Clone, Copy, Debug)]
pub struct Deadlines {
    pub answer: Duration,
    pub write: Duration,
    pub slip: Duration,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self { answer: Duration::from_millis(800), write: Duration::from_secs(4), slip: Duration::from_secs(9) }
    }
}

/// A thermal printer behind a network address, a device or a file.
pub struct Thermal {
    place: Place,
    deadlines: Deadlines,
    /// A device stays open: its reading thread cannot be woken. A network printer serves others too.
    open: Option<Channel>,
    /// The way broke in the middle of a slip: what is left of it in the printer must not come out for somebody else.
    unfinished: bool,
}

impl Thermal {
    pub fn new(place: Place) -> Self {
        Self::with_deadlines(place, Deadlines::default())
    }

    pub fn with_deadlines(place: Place, deadlines: Deadlines) -> Self {
        Self { place, deadlines, open: None, unfinished: false }
    }

    /// Does `work` on an open channel and says what state it found.
    fn with_channel(&mut self, work: impl Fn(&Channel, &Deadlines) -> Report) -> Report {
        let channel = match self.open.take() {
            Some(channel) => Ok(channel),
            None => Channel::open(&self.place),
        };
        let channel = match channel {
            Ok(channel) => channel,
            Err(fault) => {
                tracing::warn!(place = ?self.place, %fault, "printer not reached");
                return Report { outcome: Outcome::Unreachable, paper_low: false };
            }
        };
        if self.unfinished && channel.write(FORGET, self.deadlines.write).is_ok() {
            self.unfinished = false;
        }
        let report = work(&channel, &self.deadlines);
        if matches!(self.place, Place::Device(_)) && report.outcome != Outcome::Unreachable {
            self.open = Some(channel);
        }
        report
    }
}

impl Printer for Thermal {
    fn state(&mut self) -> PrinterState {
        let report = self.with_channel(|channel, deadlines| report(ask_state(channel, deadlines)));
        match report.outcome {
            Outcome::Printed if report.paper_low => PrinterState::PaperLow,
            Outcome::Printed => PrinterState::Ready,
            Outcome::PrintedStatusUnknown => PrinterState::Unknown,
            Outcome::PaperOut => PrinterState::PaperOut,
            Outcome::CoverOpen => PrinterState::CoverOpen,
            Outcome::Jam => PrinterState::Jam,
            Outcome::Unreachable => PrinterState::Unreachable,
        }
    }

    fn print(&mut self, slip: &[u8]) -> Report {
        let began = Cell::new(false);
        let report = self.with_channel(|channel, deadlines| {
            let before = ask_state(channel, deadlines);
            began.set(matches!(before, PrinterState::Ready | PrinterState::PaperLow));
            match before {
                PrinterState::Ready | PrinterState::PaperLow => print_confirmed(channel, deadlines, slip),
                PrinterState::Unknown => match channel.write(slip, deadlines.write) {
                    Ok(()) => report(PrinterState::Unknown),
                    Err(_) => report(PrinterState::Unreachable),
                },
                stopped => report(stopped),
            }
        });
        self.unfinished |= began.get() && report.outcome == Outcome::Unreachable;
        report
    }
}

fn report(state: PrinterState) -> Report {
    Report { outcome: Outcome::of(state), paper_low: state == PrinterState::PaperLow }
}

fn ask_state(channel: &Channel, deadlines: &Deadlines) -> PrinterState {
    if !channel.can_answer() {
        return PrinterState::Unknown;
    }
    channel.drain();
    match ask(channel, deadlines, ASK_STOP) {
        Err(_) => PrinterState::Unreachable,
        Ok(None) => PrinterState::Unknown,
        Ok(Some(stop)) => stopped(stop).unwrap_or_else(|| {
            let paper = ask(channel, deadlines, ASK_PAPER).ok().flatten().unwrap_or_default();
            if paper & 0x60 != 0 {
                PrinterState::PaperOut
            } else if paper & 0x0c != 0 {
                PrinterState::PaperLow
            } else {
                PrinterState::Ready
            }
        }),
    }
}

fn ask(channel: &Channel, deadlines: &Deadlines, question: &[u8]) -> std::io::Result<Option<u8>> {
    channel.write(question, deadlines.write)?;
    Ok(channel.read(is_real_time, deadlines.answer))
}

fn print_confirmed(channel: &Channel, deadlines: &Deadlines, slip: &[u8]) -> Report {
    let until = Instant::now() + deadlines.slip;
    let whole = [slip, ASK_WHEN_PRINTED].concat();
    if channel.write(&whole, deadlines.write).is_err() {
        return report(PrinterState::Unreachable);
    }
    while Instant::now() < until {
        if channel.write(ASK_STOP, deadlines.write).is_err() {
            return report(PrinterState::Unreachable);
        }
        let slice = Instant::now() + deadlines.answer;
        // Both kinds of answer come in on one line, in any order.
        while let Some(byte) = channel.read(|byte| is_transmitted(byte) || is_real_time(byte), slice.saturating_duration_since(Instant::now())) {
            if is_transmitted(byte) {
                return Report { outcome: Outcome::Printed, paper_low: byte & 0x03 != 0 };
            }
            if let Some(state) = stopped(byte) {
                // Should this fail, the state is known all the same.
                let _ = channel.write(FORGET, deadlines.write);
                return report(state);
            }
        }
    }
    // It answers, stands not still, and yet does not confirm: some firmware lacks that answer.
    report(PrinterState::Unknown)
}

/// Real-time answers have bits 1 and 4 set, bits 0 and 7 clear.
fn is_real_time(byte: u8) -> bool {
    byte & 0x93 == 0x12
}

/// Transmitted states have bits 4 and 7 clear.
fn is_transmitted(byte: u8) -> bool {
    byte & 0x90 == 0
}

fn stopped(answer: u8) -> Option<PrinterState> {
    if answer & 0x04 != 0 {
        Some(PrinterState::CoverOpen)
    } else if answer & 0x20 != 0 {
        Some(PrinterState::PaperOut)
    } else if answer & 0x40 != 0 {
        Some(PrinterState::Jam)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_kinds_of_answer_are_told_apart() {
        for byte in [0x12, 0x16, 0x32, 0x52, 0x1e, 0x72, 0x7e] {
            assert!(is_real_time(byte) && !is_transmitted(byte), "{byte:#x}");
        }
        for byte in [0x00, 0x03, 0x0c, 0x0f] {
            assert!(is_transmitted(byte) && !is_real_time(byte), "{byte:#x}");
        }
    }
}
