//! The slip printer: its state before, the slip, and whether the slip really came out.

mod channel;
mod place;
mod thermal;

pub use place::{Place, UnknownPlace};
pub use thermal::Thermal;

use sunhall_protocol::presence::PrinterState;

/// How a print ended. Only [`Outcome::Printed`] was confirmed by the printer itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Printed,
    /// Written without error to a printer that does not say what became of it.
    PrintedStatusUnknown,
    PaperOut,
    CoverOpen,
    Jam,
    Unreachable,
}

/// What a print led to, and whether somebody should bring paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    pub outcome: Outcome,
    pub paper_low: bool,
}

/// Something that puts a slip on paper. Every call returns within its deadlines.
pub trait Printer: Send {
    /// What the printer says of itself now.
    fn state(&mut self) -> PrinterState;

    /// Prints one slip of ESC/POS bytes and waits until the printer confirms it or the deadline passed.
    fn print(&mut self, slip: &[u8]) -> Report;
}

impl Outcome {
    /// Whether the slip is, or may be, in the citizen's hand.
    pub fn is_printed(self) -> bool {
        matches!(self, Self::Printed | Self::PrintedStatusUnknown)
    }

    fn of(state: PrinterState) -> Self {
        match state {
            PrinterState::Ready | PrinterState::PaperLow => Self::Printed,
            PrinterState::Unknown => Self::PrintedStatusUnknown,
            PrinterState::PaperOut => Self::PaperOut,
            PrinterState::CoverOpen => Self::CoverOpen,
            PrinterState::Jam => Self::Jam,
            PrinterState::Unreachable => Self::Unreachable,
        }
    }
}

/// A kiosk without a printer: numbers go to the screen or the phone.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPrinter;

impl Printer for NoPrinter {
    fn state(&mut self) -> PrinterState {
        PrinterState::Unreachable
    }

    fn print(&mut self, _slip: &[u8]) -> Report {
        Report { outcome: Outcome::Unreachable, paper_low: false }
    }
}
