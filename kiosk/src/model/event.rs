//! What can happen to a kiosk, what a citizen can touch, and what the shell is then asked to do.

use sunhall_protocol::board::Board;
use sunhall_protocol::duty::Duty;
use sunhall_protocol::kiosk::{KioskAnswer, KioskAsk, Menu, PriorityClass};
use sunhall_protocol::order::Order;
use sunhall_protocol::presence::PrinterState;
use sunhall_protocol::{Answer, Ask};
use sunhall_screen::sound::voice::Sentence;
use uuid::Uuid;

use super::{Field, Wanted};
use crate::printer::Report;
use crate::slip::Slip;

/// Something that happened to the kiosk.
#[derive(Clone, Debug)]
pub enum Event {
    Tap(Tap),
    Menu(Box<Menu>),
    Board(Box<Board>),
    Duty(Box<Duty>),
    /// What staff ordered from afar.
    Order(Box<Order>),
    /// A guide or a portrait, by its hash.
    File {
        hash: String,
        bytes: Vec<u8>,
    },
    Answer(Box<Answer<KioskAnswer>>),
    /// Whether the hub is heard.
    Heard(bool),
    Printer(PrinterState),
    /// What became of the slip of this ticket.
    Printed {
        ticket: u64,
        report: Report,
    },
    /// The voice has begun with the part of this number, and takes so many milliseconds.
    Speaking {
        part: u64,
        milliseconds: i64,
    },
    Tick,
}

/// A key that a citizen touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tap {
    Home,
    Back,
    Language,
    /// 大字简版 and back.
    Elder,
    /// 低位操作 and back.
    Low,
    /// 黑白分明 and back.
    Contrast,
    /// 读给我听, and stop.
    ReadAloud,
    Help,
    HelpSeen,
    Stay,
    Leave,
    /// The guides of a hall that is closed.
    Browse,
    Group(String),
    Search,
    Service(String),
    Page(usize),
    Letter(char),
    Delete,
    Clear,
    More,
    Priority,
    Class(PriorityClass),
    Company,
    Take,
    Choose(Wanted),
    Reprint,
    Cancel,
    Keep,
    GiveUp,
    Done,
    Rate,
    Field(Field),
    Find,
    Level(u8),
    Reason(String),
    Phone,
    Submit,
}

/// What the shell is to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    Send(Ask<KioskAsk>),
    /// Nobody waits for the answer any more.
    Forget(Uuid),
    Print(Box<Slip>),
    /// Read the printer's state, so that lacking paper is known before a number is taken.
    AskPrinter,
    /// Say a part of the screen, as loud as the hour allows.
    Speak {
        part: u64,
        sentence: Sentence,
        percent: u8,
    },
    /// Stop in the middle of a word.
    Hush,
    /// Let something be heard, as loud as the hour allows.
    Sound {
        sound: Heard,
        percent: u8,
    },
}

/// What is heard besides words. A refusal is not heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The answer to a touch.
    Touch,
    /// A number has reached the citizen.
    Ticket,
}
