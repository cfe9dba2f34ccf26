//! What of a command belongs into the security log: passwords, rights, tokens, devices, and acts that were refused for want of a right.

use std::net::IpAddr;

use sunhall_hall::command::Administrator;
use sunhall_hall::ids::StaffNumber;
use sunhall_hall::settings::Change;
use sunhall_hall::{Command, Moment, Refusal};

use crate::store::{Decided, SecurityEntry, SecurityKind};

/// The line of a decided command; most leave none.
pub fn entry(command: &Command, decided: &Decided, now: Moment, from: Option<IpAddr>) -> Option<SecurityEntry> {
    let (who, kind, about) = match (command, decided) {
        (Command::Administrator { staff, act }, Ok(_)) => {
            let (kind, about) = done(staff, act)?;
            (staff, kind, about)
        }
        (Command::Clerk { staff, .. } | Command::Manager { staff, .. } | Command::Administrator { staff, .. }, Err(refusal)) if for_want_of_right(refusal) => {
            (staff, SecurityKind::ActRefused, act_name(command)?)
        }
        (Command::Citizen(_) | Command::Clerk { .. } | Command::Manager { .. } | Command::Administrator { .. } | Command::Clock, _) => return None,
    };
    Some(SecurityEntry::new(now, kind).by(who.as_str()).about(about).from(from))
}

fn for_want_of_right(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::RoleMayNot { .. } | Refusal::RightNotHeld | Refusal::LastAdministrator)
}

/// The act's own name: its verb.
fn act_name(command: &Command) -> Option<String> {
    let verb = match command {
        Command::Clerk { act, .. } => act.verb(),
        Command::Manager { act, .. } => act.verb(),
        Command::Administrator { act, .. } => act.verb(),
        Command::Citizen(_) | Command::Clock => return None,
    };
    Some(verb.key())
}

fn done(by: &StaffNumber, act: &Administrator) -> Option<(SecurityKind, String)> {
    use Administrator as Act;
    Some(match act {
        Act::SetCredential { staff, once: false, .. } if staff == by => (SecurityKind::PasswordChanged, staff.to_string()),
        Act::SetCredential { staff, .. } => (SecurityKind::PasswordGiven, staff.to_string()),
        Act::SetStaff { staff } | Act::AddStaff { staff } => (SecurityKind::RightsChanged, staff.number.to_string()),
        Act::SetRole { role } => (SecurityKind::RightsChanged, role.name.clone()),
        Act::RemoveRole { role } => (SecurityKind::RightsChanged, role.to_string()),
        Act::IssueToken { token, .. } => (SecurityKind::TokenIssued, token.to_string()),
        Act::RevokeToken { token } => (SecurityKind::TokenRevoked, token.to_string()),
        // A new password, or the file that holds it, lets a device in anew.
        Act::Enrol { device, .. } | Act::RenewDevice { device, .. } | Act::TakeDeviceFile { device } => (SecurityKind::DeviceEnrolled, device.to_string()),
        Act::RevokeDevice { device } => (SecurityKind::DeviceRevoked, device.to_string()),
        Act::LockDevice { device, .. } => (SecurityKind::DeviceLocked, device.to_string()),
        Act::UnlockDevice { device, .. } => (SecurityKind::DeviceUnlocked, device.to_string()),
        Act::RestartDevice { device, .. } => (SecurityKind::DeviceRestarted, device.to_string()),
        // Rights that are planned are given now, though they begin later.
        Act::Plan { change, .. } => match &**change {
            Change::Staff(person) => (SecurityKind::RightsChanged, person.number.to_string()),
            Change::Hall(_) | Change::Hours(_) | Change::Group(_) | Change::Service(_) | Change::Window(_) => return None,
        },
        Act::TakeBackPlan { .. }
        | Act::SetDay { .. }
        | Act::ClearDay { .. }
        | Act::SetHall { .. }
        | Act::SetHours { .. }
        | Act::LoadCalendar { .. }
        | Act::SetGroup { .. }
        | Act::SetService { .. }
        | Act::SetWindow { .. }
        | Act::SetPortrait { .. }
        | Act::SetParameter { .. }
        | Act::SetScreenText { .. }
        | Act::SetSlip { .. }
        | Act::PublishNotice { .. }
        | Act::WithdrawNotice { .. } => return None,
    })
}
