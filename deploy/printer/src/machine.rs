//! The whole printer as one value: bytes go in, answers and slips come out.

use std::collections::VecDeque;

use crate::command::{self, Command};
use crate::head::Head;
use crate::mechanism::Condition;
use crate::slip::Slip;

#[derive(Default)]
pub struct Machine {
    condition: Condition,
    head: Head,
    received: Vec<u8>,
    pending: VecDeque<Command>,
    slips: u32,
}

/// What taking in some bytes led to.
#[derive(Default)]
pub struct Outcome {
    pub answers: Vec<u8>,
    pub slips: Vec<Slip>,
}

impl Machine {
    pub fn condition(&self) -> Condition {
        self.condition
    }

    /// Somebody opens the cover, loads paper, pulls out a jam. A half slip is torn off then.
    pub fn set(&mut self, condition: Condition) -> Outcome {
        let was_stopped = !self.condition.can_print();
        self.condition = condition;
        let mut outcome = Outcome::default();
        if was_stopped && condition.can_print() && self.head.advanced() > 0 {
            outcome.slips.push(self.tear(false));
        }
        self.pump(&mut outcome);
        outcome
    }

    /// Real-time commands are answered although the printing ones before them wait.
    pub fn receive(&mut self, bytes: &[u8]) -> Outcome {
        let mut outcome = Outcome::default();
        self.received.extend_from_slice(bytes);
        let mut used = 0;
        while let Some((command, length)) = command::next(&self.received[used..]) {
            used += length;
            match command {
                Command::RealTimeStatus(number) => outcome.answers.extend(self.condition.real_time(number)),
                Command::ClearBuffers => self.clear(&mut outcome),
                other => {
                    self.pending.push_back(other);
                    self.pump(&mut outcome);
                }
            }
        }
        self.received.drain(..used);
        outcome
    }

    /// The connection ended: half a command will never be completed.
    pub fn hang_up(&mut self) {
        self.received.clear();
    }

    fn clear(&mut self, outcome: &mut Outcome) {
        self.pending.clear();
        self.head.forget();
        if self.head.advanced() > 0 {
            outcome.slips.push(self.tear(false));
        }
    }

    fn pump(&mut self, outcome: &mut Outcome) {
        while self.condition.can_print() {
            let Some(command) = self.pending.pop_front() else {
                return;
            };
            match command {
                Command::TransmitStatus(number) => outcome.answers.extend(self.condition.transmitted(number)),
                Command::Cut { .. } => {
                    self.head.run(command);
                    outcome.slips.push(self.tear(true));
                }
                other => self.head.run(other),
            }
            self.condition = self.condition.after(self.head.advanced());
        }
    }

    fn tear(&mut self, complete: bool) -> Slip {
        self.slips += 1;
        let (sheet, words, symbols) = self.head.tear();
        Slip::new(self.slips, complete, sheet, words, symbols)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SLIP: &[u8] = b"\x1b@\x1d!\x66A012\n\x1d!\x007Q4M-2KPX\n\x1b$\x10\x00left\x1b$\x10\x01right\n\x1dV\x42\x10";

    #[test]
    fn a_slip_is_read_back() {
        let mut machine = Machine::default();
        let outcome = machine.receive(SLIP);
        let slip = &outcome.slips[0];
        assert!(slip.complete);
        assert_eq!(slip.lines, ["A012", "7Q4M-2KPX", "left  right"]);
        assert_eq!(slip.number.as_deref(), Some("A012"));
        assert_eq!(slip.codes, ["7Q4M-2KPX"]);
    }

    #[test]
    fn status_is_answered_while_printing_waits() {
        let mut machine = Machine::default();
        machine.set(Condition::PaperOut);
        let outcome = machine.receive(&[SLIP, b"\x1dr\x01\x10\x04\x04"].concat());
        assert!(outcome.slips.is_empty());
        assert_eq!(outcome.answers, [0x7e]);
        let outcome = machine.set(Condition::Ready);
        assert_eq!(outcome.slips.len(), 1, "what waited in the buffer is printed");
        assert_eq!(outcome.answers, [0], "and then its transmitted status follows");
    }

    #[test]
    fn a_jam_leaves_half_a_slip_and_clearing_forgets_the_rest() {
        let mut machine = Machine::default();
        machine.set(Condition::JamAfter(100));
        let outcome = machine.receive(&[SLIP, b"\x10\x04\x03\x10\x05\x02"].concat());
        assert_eq!(outcome.answers, [0x1a]);
        assert_eq!(outcome.slips[0].lines, ["A012"]);
        assert!(!outcome.slips[0].complete);
        assert!(machine.set(Condition::Ready).slips.is_empty());
        assert!(machine.receive(SLIP).slips[0].complete);
    }
}
