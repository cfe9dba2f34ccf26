//! Who may do what: one table of roles and verbs.

use serde::{Deserialize, Serialize};

use crate::command::{Administrator, Clerk, Manager};
use crate::settings::Change;
use crate::staff::Role;

/// One thing that staff may do; every staff command has one, and so has every kind of page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    OpenWindow,
    PauseWindow,
    ResumeWindow,
    CloseWindow,
    CallNext,
    CallChosen,
    CallAgain,
    MarkMissed,
    Start,
    Finish,
    Transfer,
    Park,
    BringBack,
    Undo,
    IssueByHand,
    ConfirmAssistance,
    AskCompany,
    TakeBackTicket,
    AnswerHelp,

    LetHelp,
    TakeBackHelp,
    ApproveUrgent,
    CancelTicket,
    CloseLeftWindow,

    SetHall,
    SetHours,
    LoadCalendar,
    SetGroup,
    SetService,
    SetWindow,
    SetStaff,
    TakeBackPlan,
    SetParameter,
    PublishNotice,
    WithdrawNotice,
    Enrol,
    RevokeDevice,
    RenewDevice,
    TakeDeviceFile,
    SetCredential,
    IssueToken,
    RevokeToken,
    SetRole,
    RemoveRole,
    /// Ends somebody else's sign-on.
    RevokeSession,
    /// Opens an account again that wrong passwords have locked.
    UnlockAccount,
    SetScreenText,
    SetSlip,

    LockDevice,
    UnlockDevice,
    RestartDevice,

    /// Counts, windows and badges of today, without persons.
    SeeFloor,
    /// The managers' live view: queues by number, waits, help calls.
    SeeLive,
    /// Parameters, hours, groups, services, windows, staff and devices as they are set.
    SeeSettings,
    /// The record of past days.
    SeeRecord,
    /// Who signed on, from where, and what was refused.
    SeeSecurity,
}

impl Verb {
    pub const ALL: [Self; 56] = [
        Self::OpenWindow,
        Self::PauseWindow,
        Self::ResumeWindow,
        Self::CloseWindow,
        Self::CallNext,
        Self::CallChosen,
        Self::CallAgain,
        Self::MarkMissed,
        Self::Start,
        Self::Finish,
        Self::Transfer,
        Self::Park,
        Self::BringBack,
        Self::Undo,
        Self::IssueByHand,
        Self::ConfirmAssistance,
        Self::AskCompany,
        Self::TakeBackTicket,
        Self::AnswerHelp,
        Self::LetHelp,
        Self::TakeBackHelp,
        Self::ApproveUrgent,
        Self::CancelTicket,
        Self::CloseLeftWindow,
        Self::SetHall,
        Self::SetHours,
        Self::LoadCalendar,
        Self::SetGroup,
        Self::SetService,
        Self::SetWindow,
        Self::SetStaff,
        Self::TakeBackPlan,
        Self::SetParameter,
        Self::PublishNotice,
        Self::WithdrawNotice,
        Self::Enrol,
        Self::RevokeDevice,
        Self::RenewDevice,
        Self::TakeDeviceFile,
        Self::SetCredential,
        Self::IssueToken,
        Self::RevokeToken,
        Self::SetRole,
        Self::RemoveRole,
        Self::RevokeSession,
        Self::UnlockAccount,
        Self::SetScreenText,
        Self::SetSlip,
        Self::LockDevice,
        Self::UnlockDevice,
        Self::RestartDevice,
        Self::SeeFloor,
        Self::SeeLive,
        Self::SeeSettings,
        Self::SeeRecord,
        Self::SeeSecurity,
    ];

    /// The roles that may do this; the first is the one a refusal names.
    pub fn roles(self) -> &'static [Role] {
        match self {
            Self::OpenWindow
            | Self::PauseWindow
            | Self::ResumeWindow
            | Self::CloseWindow
            | Self::CallNext
            | Self::CallChosen
            | Self::CallAgain
            | Self::MarkMissed
            | Self::Start
            | Self::Finish
            | Self::Transfer
            | Self::Park
            | Self::Undo
            | Self::TakeBackTicket => &[Role::Clerk],
            Self::BringBack | Self::IssueByHand | Self::ConfirmAssistance | Self::AskCompany | Self::AnswerHelp => &[Role::Clerk, Role::Guide, Role::Manager],
            Self::LetHelp | Self::TakeBackHelp | Self::ApproveUrgent | Self::CancelTicket | Self::CloseLeftWindow => &[Role::Manager],
            Self::SetHall
            | Self::SetHours
            | Self::LoadCalendar
            | Self::SetGroup
            | Self::SetService
            | Self::SetWindow
            | Self::SetStaff
            | Self::TakeBackPlan
            | Self::SetParameter
            | Self::PublishNotice
            | Self::WithdrawNotice
            | Self::Enrol
            | Self::RevokeDevice
            | Self::RenewDevice
            | Self::TakeDeviceFile
            | Self::SetCredential
            | Self::IssueToken
            | Self::RevokeToken
            | Self::SetRole
            | Self::RemoveRole
            | Self::RevokeSession
            | Self::UnlockAccount
            | Self::SetScreenText
            | Self::SetSlip => &[Role::Administrator],
            Self::LockDevice | Self::UnlockDevice | Self::RestartDevice => &[Role::Administrator, Role::Manager],
            Self::SeeFloor => &Role::ALL,
            Self::SeeLive => &[Role::Manager, Role::Leader, Role::Supervisor],
            Self::SeeSettings => &[Role::Administrator, Role::Manager, Role::Leader, Role::Supervisor],
            Self::SeeRecord => &[Role::Supervisor, Role::Manager, Role::Leader, Role::Archivist],
            Self::SeeSecurity => &[Role::Administrator, Role::Supervisor],
        }
    }

    /// The verb as words and addresses name it: `open-window`.
    pub fn key(self) -> String {
        let debug = format!("{self:?}");
        let mut key = String::with_capacity(debug.len() + 4);
        for letter in debug.chars() {
            if letter.is_ascii_uppercase() && !key.is_empty() {
                key.push('-');
            }
            key.push(letter.to_ascii_lowercase());
        }
        key
    }

    /// The verb of such a name.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.key() == key)
    }

    /// A right of administrators alone: nobody gives it to others, or takes it from them, without having it.
    pub fn guarded(self) -> bool {
        self.roles() == [Role::Administrator]
    }
}

impl Role {
    /// Whether this role may do it.
    pub fn may(self, verb: Verb) -> bool {
        verb.roles().contains(&self)
    }
}

impl Clerk {
    pub fn verb(&self) -> Verb {
        match self {
            Self::OpenWindow { .. } => Verb::OpenWindow,
            Self::PauseWindow { .. } => Verb::PauseWindow,
            Self::ResumeWindow => Verb::ResumeWindow,
            Self::CloseWindow => Verb::CloseWindow,
            Self::CallNext => Verb::CallNext,
            Self::CallChosen { .. } => Verb::CallChosen,
            Self::CallAgain => Verb::CallAgain,
            Self::MarkMissed => Verb::MarkMissed,
            Self::Start => Verb::Start,
            Self::Finish => Verb::Finish,
            Self::Transfer { .. } => Verb::Transfer,
            Self::Park { .. } => Verb::Park,
            Self::BringBack { .. } => Verb::BringBack,
            Self::Undo => Verb::Undo,
            Self::IssueByHand { .. } => Verb::IssueByHand,
            Self::ConfirmAssistance { .. } => Verb::ConfirmAssistance,
            Self::AskCompany { .. } => Verb::AskCompany,
            Self::CancelTicket { .. } => Verb::TakeBackTicket,
            Self::AnswerHelp { .. } => Verb::AnswerHelp,
        }
    }
}

impl Manager {
    pub fn verb(&self) -> Verb {
        match self {
            Self::LetHelp { .. } => Verb::LetHelp,
            Self::TakeBackHelp { .. } => Verb::TakeBackHelp,
            Self::ApproveUrgent { .. } => Verb::ApproveUrgent,
            Self::CancelTicket { .. } => Verb::CancelTicket,
            Self::CloseWindow { .. } => Verb::CloseLeftWindow,
        }
    }
}

impl Administrator {
    pub fn verb(&self) -> Verb {
        match self {
            Self::SetHall { .. } => Verb::SetHall,
            Self::SetHours { .. } | Self::SetDay { .. } | Self::ClearDay { .. } => Verb::SetHours,
            Self::LoadCalendar { .. } => Verb::LoadCalendar,
            Self::SetGroup { .. } => Verb::SetGroup,
            Self::SetService { .. } => Verb::SetService,
            Self::SetWindow { .. } => Verb::SetWindow,
            Self::SetStaff { .. } | Self::AddStaff { .. } | Self::SetPortrait { .. } => Verb::SetStaff,
            Self::SetRole { .. } => Verb::SetRole,
            Self::RemoveRole { .. } => Verb::RemoveRole,
            Self::Plan { change, .. } => change.verb(),
            Self::TakeBackPlan { .. } => Verb::TakeBackPlan,
            Self::SetParameter { .. } => Verb::SetParameter,
            Self::PublishNotice { .. } => Verb::PublishNotice,
            Self::WithdrawNotice { .. } => Verb::WithdrawNotice,
            Self::Enrol { .. } => Verb::Enrol,
            Self::RevokeDevice { .. } => Verb::RevokeDevice,
            Self::RenewDevice { .. } => Verb::RenewDevice,
            Self::TakeDeviceFile { .. } => Verb::TakeDeviceFile,
            Self::LockDevice { .. } => Verb::LockDevice,
            Self::UnlockDevice { .. } => Verb::UnlockDevice,
            Self::RestartDevice { .. } => Verb::RestartDevice,
            Self::SetScreenText { .. } => Verb::SetScreenText,
            Self::SetSlip { .. } => Verb::SetSlip,
            Self::SetCredential { .. } => Verb::SetCredential,
            Self::IssueToken { .. } => Verb::IssueToken,
            Self::RevokeToken { .. } => Verb::RevokeToken,
        }
    }
}

impl Change {
    pub fn verb(&self) -> Verb {
        match self {
            Self::Hall(_) => Verb::SetHall,
            Self::Hours(_) => Verb::SetHours,
            Self::Group(_) => Verb::SetGroup,
            Self::Service(_) => Verb::SetService,
            Self::Window(_) => Verb::SetWindow,
            Self::Staff(_) => Verb::SetStaff,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written out once more by hand: one line for each role, one column for each verb in the order of `Verb::ALL`;
    /// window and desk, manager, administrator, orders to devices, reading.
    const MATRIX: [(Role, &str); 7] = [
        (Role::Clerk, "YYYYYYYYYYYYYYYYYYY ..... ........................ ... Y...."),
        (Role::Guide, "............Y.YYY.Y ..... ........................ ... Y...."),
        (Role::Manager, "............Y.YYY.Y YYYYY ........................ YYY YYYY."),
        (Role::Leader, "................... ..... ........................ ... YYYY."),
        (Role::Supervisor, "................... ..... ........................ ... YYYYY"),
        (Role::Archivist, "................... ..... ........................ ... Y..Y."),
        (Role::Administrator, "................... ..... YYYYYYYYYYYYYYYYYYYYYYYY YYY Y.Y.Y"),
    ];

    #[test]
    fn every_role_may_exactly_what_the_matrix_says() {
        assert_eq!(MATRIX.map(|(role, _)| role), Role::ALL);
        for (role, line) in MATRIX {
            let may: Vec<bool> = line.bytes().filter(|byte| *byte != b' ').map(|byte| byte == b'Y').collect();
            assert_eq!(may.len(), Verb::ALL.len());
            for (verb, may) in Verb::ALL.into_iter().zip(may) {
                assert_eq!(role.may(verb), may, "{role:?} {verb:?}");
            }
        }
    }

    #[test]
    fn every_verb_is_listed_once_and_belongs_to_somebody() {
        let listed: std::collections::BTreeSet<Verb> = Verb::ALL.into_iter().collect();
        assert_eq!(listed.len(), Verb::ALL.len());
        assert!(Verb::ALL.into_iter().all(|verb| !verb.roles().is_empty()));
        for verb in Verb::ALL {
            assert_eq!(Verb::parse(&verb.key()), Some(verb));
        }
        assert_eq!(Verb::OpenWindow.key(), "open-window");
    }
}
