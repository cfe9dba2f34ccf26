//! 社会监督考评 · social supervision and evaluation: one rating for each ticket served.

use serde::{Deserialize, Serialize};

use crate::ids::{StaffNumber, TextRef, TicketId, WindowNumber};
use crate::moment::Moment;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    TicketRated {
        ticket: TicketId,
        staff: StaffNumber,
        window: WindowNumber,
        level: u8,
        reasons: Vec<String>,
        words: Option<TextRef>,
        phone: Option<TextRef>,
        at: Moment,
    },
}
