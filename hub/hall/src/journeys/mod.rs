//! What each kind of person does, and what time does; a journey never calls another.

mod administrator;
mod citizen;
mod clerk;
pub(crate) mod clock;
mod manager;

use crate::Hall;
use crate::command::{Answer, Command, Refusal};
use crate::event::Event;
use crate::moment::Moment;

/// The facts and the answer of a command that is allowed.
pub(crate) type Decided = Result<(Vec<Event>, Answer), Refusal>;

pub(crate) fn decide(hall: &Hall, command: &Command, now: Moment) -> Decided {
    match command {
        Command::Citizen(act) => citizen::decide(hall, act, now),
        Command::Clerk { staff, act } => {
            hall.allow_verb(staff, act.verb())?;
            clerk::decide(hall, staff, act, now)
        }
        Command::Manager { staff, act } => {
            hall.allow_verb(staff, act.verb())?;
            manager::decide(hall, staff, act, now)
        }
        Command::Administrator { staff, act } => administrator::decide(hall, staff, act, now),
        Command::Clock => Ok((clock::settle(hall, now), Answer::Done)),
    }
}

/// Nothing to write down.
#[expect(clippy::unnecessary_wraps, reason = "it stands where a decision is asked for")]
fn nothing() -> Decided {
    Ok((Vec::new(), Answer::Done))
}

/// One fact.
#[expect(clippy::unnecessary_wraps, reason = "it stands where a decision is asked for")]
fn done(event: impl Into<Event>) -> Decided {
    Ok((vec![event.into()], Answer::Done))
}
