//! "Why is this one next" always has a sentence as answer: its key and what fills it.

use sunhall_hall::floor::{Ticket, Why};
use sunhall_hall::policy::keys;
use sunhall_hall::{Hall, Moment};
use sunhall_protocol::Bilingual;
use sunhall_protocol::envelope::Spoken;

use super::Texts;

/// A sentence to be said in the reader's language with `words::spoken`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub key: &'static str,
    pub arguments: Vec<(&'static str, String)>,
}

/// Why `ticket` was called. `reason` is the row of the reason given by staff, for a ticket that was chosen.
pub fn why(hall: &Hall, texts: Texts<'_>, ticket: &Ticket, reason: Option<&sunhall_hall::ids::TextRef>) -> Option<Sentence> {
    let called = ticket.called.as_ref()?;
    let group = || {
        let name = hall.floor.groups.get(&ticket.group).map(|group| Bilingual::new(group.name.clone(), group.name_en.clone()));
        Spoken::Both(name.unwrap_or_default()).write()
    };
    let count = called.passed.to_string();
    let (key, arguments) = match called.why {
        Why::Earliest => ("why-earliest", vec![("group", group()), ("time", clock(ticket.turn))]),
        Why::HeadStart { minutes } => ("why-head-start", vec![("minutes", minutes.to_string()), ("count", count)]),
        Why::Cap => ("why-cap", vec![("time", clock(ticket.turn))]),
        Why::NeedsAssistance => ("why-assistance", vec![("count", count)]),
        Why::Help => ("why-help", vec![("minutes", hall.policy.whole(keys::HELP_AFTER, called.at.day()).to_string())]),
        Why::Transferred => ("why-transferred-here", vec![]),
        Why::Chosen => {
            let reason = reason.and_then(texts).map(|reason| reason.to_string()).unwrap_or_default();
            ("why-chosen", vec![("reason", reason), ("count", count)])
        }
    };
    Some(Sentence { key, arguments })
}

fn clock(moment: Moment) -> String {
    moment.time().format("%H:%M").to_string()
}
