//! 政务村务公开 · open affairs: notices before, during and after.

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use super::{Clause, Regulation};
use crate::command::{NoticePut, Refusal};
use crate::ids::{NoticeId, StaffNumber, TextRef};
use crate::moment::{Day, Moment};

pub const REGULATION: Regulation = Regulation {
    number: 1,
    title: "政务村务公开",
    title_en: "Open affairs",
    file: "disclosure.rs",
    clauses: &[
        Clause::not_yet("R01.1"),
        Clause::not_yet("R01.2"),
        Clause::by_rule("R01.3", "the secrecy review before publishing"),
        Clause::not_yet("R01.4"),
        Clause::not_yet("R01.5"),
    ],
};

/// R01.3: what every notice gives, as keys of the visible words.
pub const FIELDS: [&str; 8] =
    ["notice-basis", "notice-conditions", "notice-procedure", "notice-limit", "notice-result", "notice-fee", "notice-person", "notice-liability"];

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    NoticePublished { notice: NoticePut, version: u32, staff: StaffNumber, at: Moment },
    NoticeWithdrawn { notice: NoticeId, staff: StaffNumber, reason: TextRef, at: Moment },
}

/// All notices by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    pub notices: OrdMap<NoticeId, Notice>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub put: NoticePut,
    /// Counts from 1; grows with each publication.
    pub version: u32,
    pub published: Moment,
    pub withdrawn: Option<Moment>,
}

impl Record {
    /// Notices on display that day, in their order.
    pub fn showing(&self, day: Day) -> Vec<&Notice> {
        let shown = |notice: &&Notice| notice.withdrawn.is_none() && notice.put.until.is_none_or(|until| until >= day);
        let mut notices: Vec<&Notice> = self.notices.values().filter(shown).collect();
        notices.sort_by(|left, right| (left.put.order, &left.put.id).cmp(&(right.put.order, &right.put.id)));
        notices
    }

    /// R01.3: a notice that lacks one of its eight fields cannot be published; the refusal names the field.
    pub fn publish(&self, notice: &NoticePut, staff: &StaffNumber, now: Moment) -> Result<Event, Refusal> {
        if let Some(field) = FIELDS.iter().find(|field| !notice.fields.iter().any(|given| given == *field)) {
            return Err(Refusal::NoticeIncomplete { field: (*field).to_owned() });
        }
        if notice.title.trim().is_empty() || !(1..=3).contains(&notice.stage) {
            return Err(Refusal::SettingInvalid { what: notice.id.to_string() });
        }
        let version = self.notices.get(&notice.id).map_or(0, |before| before.version) + 1;
        Ok(Event::NoticePublished { notice: notice.clone(), version, staff: staff.clone(), at: now })
    }

    pub fn withdraw(&self, notice: &NoticeId, reason: &TextRef, staff: &StaffNumber, now: Moment) -> Result<Event, Refusal> {
        self.notices.get(notice).filter(|held| held.withdrawn.is_none()).ok_or(Refusal::UnknownNotice)?;
        Ok(Event::NoticeWithdrawn { notice: notice.clone(), staff: staff.clone(), reason: reason.clone(), at: now })
    }

    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::NoticePublished { notice, version, at, .. } => {
                self.notices.insert(notice.id.clone(), Notice { put: notice.clone(), version: *version, published: *at, withdrawn: None });
            }
            Event::NoticeWithdrawn { notice, at, .. } => {
                if let Some(notice) = self.notices.get_mut(notice) {
                    notice.withdrawn = Some(*at);
                }
            }
        }
    }
}
