//! What a display knows of its hall: the newest snapshots, the files they name, and whether all this is still true.

use std::collections::{BTreeMap, BTreeSet};

use sunhall_protocol::Moment;
use sunhall_protocol::board::{Board, HoursState, WindowState};
use sunhall_protocol::duty::{Badge, Duty};
use sunhall_protocol::live::Live;
use sunhall_protocol::notices::{Notice, NoticeIndex};
use sunhall_screen::announce::{Announced, Rules};
use sunhall_screen::link::News;
use sunhall_screen::orders::Orders;

/// Files kept beyond the ones that are named now; a file may come before the snapshot that names it.
const FILES_BYTES_MAX: usize = 16 << 20;

/// The hall as this display sees it.
#[derive(Clone, Debug, Default)]
pub struct Hall {
    pub board: Option<Board>,
    pub duty: Option<Duty>,
    pub notices: Option<NoticeIndex>,
    pub live: Option<Live>,
    pub files: BTreeMap<String, Vec<u8>>,
    /// Stale, with the moment of the last truth.
    pub stale: Option<Option<Moment>>,
    /// What staff ordered from afar.
    pub orders: Orders,
}

impl Hall {
    /// Takes in one piece of news.
    pub fn learn(&mut self, news: News) {
        match news {
            News::Board(board) => self.board = Some(*board),
            News::Duty(duty) => self.duty = Some(*duty),
            News::Notices(notices) => self.notices = Some(*notices),
            News::Live(live) => self.live = Some(*live),
            News::File { hash, bytes } => {
                self.files.insert(hash, bytes);
                self.drop_unnamed_files();
            }
            News::Order(order) => self.orders.take(*order),
            // Without a pulse the snapshot itself knows when it was true.
            News::Stale(last) => self.stale = Some(last.or(self.board.as_ref().map(|board| board.version.at))),
            News::Fresh => self.stale = None,
            News::Menu(_) | News::Told { .. } | News::Answer { .. } | News::HubTime { .. } => {}
        }
    }

    /// The calls of the board, newest first, each number once.
    pub fn calls(&self, shown: u64) -> Vec<&sunhall_protocol::board::Call> {
        let mut seen = BTreeSet::new();
        let calls = self.board.iter().flat_map(|board| &board.calls);
        calls.filter(|call| call.running <= shown && seen.insert(call.ticket.as_str())).collect()
    }

    pub fn announced(&self) -> Vec<Announced> {
        let calls = self.board.iter().flat_map(|board| &board.calls);
        calls.map(|call| Announced { running: call.running, ticket: call.ticket.clone(), window: call.window, at_ms: call.at.0 }).collect()
    }

    pub fn rules(&self) -> Rules {
        let Some(settings) = self.board.as_ref().map(|board| &board.settings) else { return Rules::default() };
        Rules {
            overlay: u64::from(settings.call_overlay_seconds) * 1000,
            repeats: settings.voice_repeats,
            once_over: settings.voice_once_over as usize,
            english: settings.voice_english,
        }
    }

    pub fn badge(&self, number: &str) -> Option<&Badge> {
        self.duty.as_ref()?.badges.iter().find(|badge| badge.number == number)
    }

    /// The notice bodies that have arrived, in the order of the rotation, with their index entry's seconds.
    pub fn notice_bodies(&self) -> Vec<(Notice, u32)> {
        let mut entries: Vec<_> = self.notices.iter().flat_map(|index| &index.entries).collect();
        entries.sort_by_key(|entry| entry.order);
        let bodies = entries.into_iter().filter_map(|entry| {
            let notice = serde_json::from_slice(self.files.get(&entry.hash)?).ok()?;
            Some((notice, entry.seconds))
        });
        bodies.collect()
    }

    /// Nobody is served any more and the doors are shut.
    pub fn is_closed(&self) -> bool {
        self.board.as_ref().is_some_and(|board| {
            let shut = matches!(board.hours.state, HoursState::Before | HoursState::Over | HoursState::Rest);
            shut && board.windows.iter().all(|window| window.state == WindowState::Closed && window.ticket.is_none())
        })
    }

    fn drop_unnamed_files(&mut self) {
        let held: usize = self.files.values().map(Vec::len).sum();
        if held <= FILES_BYTES_MAX {
            return;
        }
        let mut named: BTreeSet<&str> = BTreeSet::new();
        named.extend(self.duty.iter().flat_map(|duty| &duty.badges).filter_map(|badge| badge.portrait.as_deref()));
        named.extend(self.notices.iter().flat_map(|index| &index.entries).map(|entry| entry.hash.as_str()));
        self.files.retain(|hash, _| named.contains(hash.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sunhall_protocol::board::Call;

    fn hall(calls: &[(u64, &str)]) -> Hall {
        let calls = calls.iter().map(|(running, ticket)| Call { running: *running, ticket: (*ticket).into(), ..Call::default() });
        Hall { board: Some(Board { calls: calls.collect(), ..Board::default() }), ..Hall::default() }
    }

    #[test]
    fn a_recalled_number_stands_in_the_list_once() {
        let hall = hall(&[(9, "A002"), (8, "B001"), (7, "A002"), (6, "A001")]);
        let tickets = |shown| hall.calls(shown).iter().map(|call| call.ticket.clone()).collect::<Vec<_>>();
        assert_eq!(tickets(9), ["A002", "B001", "A001"]);
        assert_eq!(tickets(8), ["B001", "A002", "A001"], "a call that is still to be called out is not in the list yet");
    }

    #[test]
    fn files_nobody_names_go_when_there_are_too_many() {
        let mut hall = Hall::default();
        let duty = Duty { badges: vec![Badge { portrait: Some("kept".into()), ..Badge::default() }], ..Duty::default() };
        hall.learn(News::Duty(Box::new(duty)));
        hall.learn(News::File { hash: "kept".into(), bytes: vec![0; 10] });
        hall.learn(News::File { hash: "huge".into(), bytes: vec![0; FILES_BYTES_MAX + 1] });
        assert_eq!(hall.files.keys().collect::<Vec<_>>(), ["kept"]);
    }
}
