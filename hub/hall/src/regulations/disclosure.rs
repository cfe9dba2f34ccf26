//! 政务村务公开 · open affairs: notices before, during and after.

use serde::{Deserialize, Serialize};

use crate::command::NoticePut;
use crate::ids::{NoticeId, StaffNumber, TextRef};
use crate::moment::Moment;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    NoticePublished { notice: NoticePut, version: u32, staff: StaffNumber, at: Moment },
    NoticeWithdrawn { notice: NoticeId, staff: StaffNumber, reason: TextRef, at: Moment },
}
