//! Who serves: the people of the hall with their roles and badges. Names and phones lie beside the log.

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use crate::ids::{FileHash, RoleCode, StaffNumber, TextRef, WindowNumber};
use crate::roles::Verb;

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

/// A role that the hall made for itself, beside the seven that are built in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HallRole {
    pub code: RoleCode,
    pub name: String,
    pub name_en: String,
    pub verbs: Vec<Verb>,
}

/// A staff member. The badge (R04.2) is complete with portrait, name, position, number and phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    pub number: StaffNumber,
    pub roles: Vec<Role>,
    /// Roles of the hall's own; see [`HallRole`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hall_roles: Vec<RoleCode>,
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

/// A part of the badge (R04.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BadgePart {
    Portrait,
    Name,
    Position,
    Number,
    Phone,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    StaffSet(Staff),
    RoleSet(HallRole),
    RoleRemoved { role: RoleCode },
}

/// All staff by number, and the hall's own roles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roster {
    pub people: OrdMap<StaffNumber, Staff>,
    pub roles: OrdMap<RoleCode, HallRole>,
}

impl Staff {
    /// R04.2: photo, name, position, number and phone.
    pub fn badge_missing(&self) -> Vec<BadgePart> {
        let parts = [
            (BadgePart::Portrait, self.portrait.is_some()),
            (BadgePart::Name, self.name.is_some()),
            (BadgePart::Position, !self.position.trim().is_empty()),
            (BadgePart::Number, !self.number.as_str().is_empty()),
            (BadgePart::Phone, self.phone.is_some()),
        ];
        parts.into_iter().filter(|(_, present)| !present).map(|(part, _)| part).collect()
    }
}

impl Roster {
    /// A person who still works here.
    pub fn present(&self, staff: &StaffNumber) -> Option<&Staff> {
        self.people.get(staff).filter(|person| !person.left)
    }

    /// The hall's own roles of a person, in the order in which they were given.
    pub fn roles_of<'a>(&'a self, person: &'a Staff) -> impl Iterator<Item = &'a HallRole> {
        person.hall_roles.iter().filter_map(|code| self.roles.get(code))
    }

    /// Whether the roles of this person, built in or the hall's own, allow it.
    pub fn allows(&self, person: &Staff, verb: Verb) -> bool {
        person.roles.iter().any(|role| role.may(verb)) || self.roles_of(person).any(|role| role.verbs.contains(&verb))
    }

    /// Choosing a ticket is a permission of the person, given singly or by a role of the hall's own.
    pub fn may_choose(&self, staff: &StaffNumber) -> bool {
        self.present(staff).is_some_and(|person| person.may_choose || self.roles_of(person).any(|role| role.verbs.contains(&Verb::CallChosen)))
    }

    pub(crate) fn apply(&mut self, event: &Event) {
        match event {
            Event::StaffSet(person) => {
                self.people.insert(person.number.clone(), person.clone());
            }
            Event::RoleSet(role) => {
                self.roles.insert(role.code.clone(), role.clone());
            }
            Event::RoleRemoved { role } => {
                self.roles.remove(role);
            }
        }
    }
}
