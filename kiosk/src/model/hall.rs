//! What the hub has told: menu, board, badges, guides, portraits.

use std::collections::BTreeMap;

use sunhall_protocol::board::{Board, BoardGroup, HoursState};
use sunhall_protocol::duty::{Badge, Duty};
use sunhall_protocol::kiosk::{Guide, Menu, MenuGroup, MenuService, MenuSettings};

/// Snapshots as they came, and the files they name.
#[derive(Clone, Debug, Default)]
pub struct Hall {
    pub menu: Option<Menu>,
    pub board: Option<Board>,
    pub duty: Option<Duty>,
    pub(super) guides: BTreeMap<String, Guide>,
    /// PNG bytes by hash.
    pub portraits: BTreeMap<String, Vec<u8>>,
}

impl Hall {
    /// Keeps a file: a guide, or the portrait of the guide on duty or of somebody to be rated.
    pub fn keep_file(&mut self, hash: String, bytes: Vec<u8>) {
        match serde_json::from_slice::<Guide>(&bytes) {
            Ok(guide) => {
                self.guides.insert(hash, guide);
            }
            Err(_) => {
                self.portraits.insert(hash, bytes);
            }
        }
    }

    pub fn services_of(&self, group: &str) -> Vec<&MenuService> {
        self.services().filter(|service| service.group == group).collect()
    }

    pub fn services(&self) -> impl Iterator<Item = &MenuService> {
        self.menu.iter().flat_map(|menu| &menu.services)
    }

    pub fn service(&self, code: &str) -> Option<&MenuService> {
        self.services().find(|service| service.code == code)
    }

    pub fn group(&self, code: &str) -> Option<&MenuGroup> {
        self.menu.iter().flat_map(|menu| &menu.groups).find(|group| group.code == code)
    }

    /// Counts and expectation of a group at this moment.
    pub fn queue(&self, group: &str) -> Option<&BoardGroup> {
        self.board.iter().flat_map(|board| &board.groups).find(|queue| queue.code == group)
    }

    /// Is a window open now that would call the group's numbers?
    pub fn has_open_window(&self, group: &str) -> bool {
        self.board.as_ref().is_some_and(|board| board.has_open_window(group))
    }

    pub fn guide_of(&self, service: &MenuService) -> Option<&Guide> {
        self.guides.get(service.guide.as_ref()?)
    }

    /// The badge of the guide on duty.
    pub fn guide_on_duty(&self) -> Option<&Badge> {
        let duty = self.duty.as_ref()?;
        let number = duty.guide.as_ref()?;
        duty.badges.iter().find(|badge| badge.number == *number)
    }

    pub fn badge(&self, number: &str) -> Option<&Badge> {
        self.duty.iter().flat_map(|duty| &duty.badges).find(|badge| badge.number == number)
    }

    pub fn settings(&self) -> MenuSettings {
        self.menu.as_ref().map(|menu| menu.settings.clone()).unwrap_or_default()
    }

    /// Whether numbers are given at this hour.
    pub fn gives_numbers(&self) -> bool {
        self.board.as_ref().is_some_and(|board| board.hours.state == HoursState::Open)
    }

    /// Whether a number for this service can be taken now.
    pub fn can_take(&self, service: &MenuService) -> bool {
        self.gives_numbers() && self.queue(&service.group).is_some_and(|queue| queue.open_today)
    }
}
