//! Who serves: the people of the hall with their roles and badges. Names and phones lie beside the log.

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use crate::ids::{FileHash, StaffNumber, TextRef, WindowNumber};

/// What a person may do; the verbs of each are in [`Role::may`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Clerk,
    Guide,
    Manager,
    Leader,
    Supervisor,
    Archivist,
    Administrator,
}

impl Role {
    pub const ALL: [Self; 7] = [Self::Clerk, Self::Guide, Self::Manager, Self::Leader, Self::Supervisor, Self::Archivist, Self::Administrator];
}

/// A staff member. The badge (R04.2) is complete with portrait, name, position, number and phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    pub number: StaffNumber,
    pub roles: Vec<Role>,
    pub name: Option<TextRef>,
    pub phone: Option<TextRef>,
    pub position: String,
    pub position_en: String,
    pub department: String,
    pub department_en: String,
    pub portrait: Option<FileHash>,
    /// The window this person usually opens.
    pub usual_window: Option<WindowNumber>,
    /// May choose a particular ticket, with a reason.
    pub may_choose: bool,
    /// No longer here: cannot sign on, stays in the record.
    pub left: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    StaffSet(Staff),
}

/// All staff by number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roster {
    pub people: OrdMap<StaffNumber, Staff>,
}
