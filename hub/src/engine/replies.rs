//! Remembered answers: the newest in memory, the others in the journal.

use std::collections::{HashMap, VecDeque};

use crate::store::{CommandId, Fault, Journal, Reply};

/// Answers kept in memory.
const RECENT_MAX: usize = 4_096;

#[derive(Default)]
pub struct Replies {
    recent: HashMap<CommandId, Reply>,
    order: VecDeque<CommandId>,
}

impl Replies {
    /// The answer that this command had before, here or before a restart.
    pub fn find(&self, id: CommandId, journal: &mut dyn Journal) -> Result<Option<Reply>, Fault> {
        match self.recent.get(&id) {
            Some(reply) => Ok(Some(reply.clone())),
            None => journal.reply(id),
        }
    }

    pub fn remember(&mut self, reply: Reply) {
        let id = reply.id;
        if self.recent.insert(id, reply).is_none() {
            self.order.push_back(id);
        }
        while self.order.len() > RECENT_MAX {
            if let Some(oldest) = self.order.pop_front() {
                self.recent.remove(&oldest);
            }
        }
    }
}
