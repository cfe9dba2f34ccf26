//! Hall → what screens show: pure functions of the hall, the hour and what is looked up beside it.

mod board;
mod duty;
mod guides;
mod live;
mod menu;
mod notices;
mod order;
mod screens;
mod settings;
mod size;

use std::sync::Arc;

use sunhall_hall::ids::TextRef;
use sunhall_hall::reading::GroupNow;
use sunhall_hall::{Hall, Moment};
use sunhall_protocol::Bilingual;

use crate::store::{DayTotals, Month};

pub use board::board;
pub use duty::duty;
pub use guides::{Body, guides};
pub use live::live;
pub use menu::menu;
pub use notices::notices;
pub use order::order;
pub use screens::{slip_layout, wording};
pub use size::allow_edit;

/// Everything that a snapshot is made from.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub hall: &'a Hall,
    pub now: Moment,
    /// Reads an erasable row; nothing once it is erased.
    pub text: &'a dyn Fn(&TextRef) -> Option<Arc<str>>,
    /// The groups as of now, in the order of their letters; estimates are worked out once for all snapshots.
    pub groups: &'a [GroupNow<'a>],
    /// This month up to yesterday, and yesterday, from the views.
    pub month: &'a Month,
    pub yesterday: &'a DayTotals,
    /// Address of the public pages, without a slash at its end; no address, no link.
    pub public_url: Option<&'a str>,
}

impl Look<'_> {
    /// The text of a row, empty when it is erased or not there.
    fn words(&self, reference: Option<&TextRef>) -> String {
        reference.and_then(|reference| (self.text)(reference)).map(|text| text.to_string()).unwrap_or_default()
    }

    /// An address below the public pages.
    fn link(&self, path: &str) -> Option<String> {
        self.public_url.map(|base| format!("{base}/{path}"))
    }

    fn hall_name(&self) -> Bilingual {
        let profile = &self.hall.floor.profile;
        Bilingual::new(profile.name.clone(), profile.name_en.clone())
    }
}

/// A moment of the hall as it stands on the wire.
pub fn moment(moment: Moment) -> sunhall_protocol::Moment {
    sunhall_protocol::Moment(moment.0)
}
