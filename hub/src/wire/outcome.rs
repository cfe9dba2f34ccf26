//! How a command ended, as its asker is told.

use sunhall_hall::{Answer, Hall, Moment};
use sunhall_protocol::envelope::Spoken;
use sunhall_protocol::{Outcome, Refusal};

use super::{Texts, refusal};
use crate::engine;
use crate::store::CommandId;

/// The engine's outcome as a message; `done` turns an answer into one, or nothing when it answers another question.
pub fn outcome<T>(hall: &Hall, texts: Texts<'_>, id: CommandId, ended: engine::Outcome, now: Moment, done: impl FnOnce(Answer) -> Option<T>) -> Outcome<T> {
    match ended {
        engine::Outcome::Decided(Ok(answer)) => done(answer).map_or_else(|| refused("refusal-request-reused"), Outcome::Done),
        engine::Outcome::Decided(Err(why)) => Outcome::Refused(refusal(hall, texts, &why, now)),
        engine::Outcome::Busy => Outcome::Busy,
        engine::Outcome::Fault => Outcome::Fault,
        engine::Outcome::IdRefused { hub_time } => Outcome::Refused(id_refused(id, hub_time)),
    }
}

/// A refusal of the edge itself, without arguments.
pub fn refused<T>(key: &str) -> Outcome<T> {
    Outcome::Refused(Refusal { key: key.to_owned(), ..Refusal::default() })
}

/// Why an id was refused shows in the id itself.
fn id_refused(id: CommandId, hub_time: Moment) -> Refusal {
    let Some(made) = id.made_at() else { return Refusal { key: "refusal-malformed".to_owned(), ..Refusal::default() } };
    let key = if made.since(hub_time) > engine::ID_AHEAD_MAX_MS {
        "refusal-request-ahead"
    } else if hub_time.since(made) > engine::ID_AHEAD_MAX_MS {
        "refusal-request-too-old"
    } else {
        return Refusal { key: "refusal-request-reused".to_owned(), ..Refusal::default() };
    };
    let time = Spoken::Moment(sunhall_protocol::Moment(hub_time.0)).write();
    Refusal { key: key.to_owned(), arguments: [("time".to_owned(), time)].into(), rule: None }
}
