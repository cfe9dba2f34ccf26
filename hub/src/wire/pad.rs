//! What a call pad asks for its window, and what it is answered.

use sunhall_hall::{Answer, Hall};
use sunhall_protocol::pad::{PadAnswer, PadAsk};

use crate::engine::PadAct;

pub fn pad_act(ask: PadAsk) -> PadAct {
    match ask {
        PadAsk::CallNext => PadAct::CallNext,
        PadAsk::CallAgain => PadAct::CallAgain,
        PadAsk::MarkMissed => PadAct::MarkMissed,
        PadAsk::Start => PadAct::Start,
        PadAsk::Finish => PadAct::Finish,
    }
}

/// The number now at the window; nothing when the answer belongs to another kind of request.
pub fn pad_answer(hall: &Hall, answer: &Answer) -> Option<PadAnswer> {
    let ticket = match answer {
        Answer::Called(called) => Some(called.number.to_string()),
        Answer::Window { ticket, .. } | Answer::Undone { ticket, .. } => {
            ticket.and_then(|ticket| hall.floor.ticket(ticket)).map(|ticket| ticket.number.to_string())
        }
        Answer::Done => None,
        Answer::Reserved(_) | Answer::Confirmed { .. } | Answer::Rated => return None,
    };
    Some(PadAnswer::Window { ticket })
}
