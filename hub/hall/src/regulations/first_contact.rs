//! 首问负责 · first asked, first responsible: who was asked first, never overwritten.

use serde::{Deserialize, Serialize};

use crate::ids::{StaffNumber, TicketId};
use crate::moment::Moment;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// R16.2: the clerk at the start of service, or whoever issued by hand; fixed once undo has run out.
    FirstContactSet { ticket: TicketId, staff: StaffNumber, at: Moment },
}
