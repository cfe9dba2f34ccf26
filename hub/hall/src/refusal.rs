//! How a command is refused: a state of affairs, with the rule on which it rests.

use serde::{Deserialize, Serialize};

use crate::ids::{GroupCode, StaffNumber, TicketNumber, WindowNumber};
use crate::moment::Moment;
use crate::staff::Role;

/// The rule says no; each names its rule and, in `words`, the next step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    #[error("outside opening hours")]
    OutsideHours { next: Option<Moment> },
    #[error("numbers have stopped for today")]
    HoursOver { next: Option<Moment> },
    #[error("the group is not served today")]
    GroupNotToday { group: GroupCode },
    #[error("unknown service")]
    UnknownService,
    #[error("unknown group")]
    UnknownGroup,
    #[error("unknown window")]
    UnknownWindow,
    #[error("no such ticket today")]
    UnknownTicket,
    #[error("unknown person")]
    UnknownStaff,
    #[error("unknown device")]
    UnknownDevice,
    #[error("the device is out of service")]
    DeviceLocked,
    #[error("the device has no screen")]
    DeviceWithoutScreen,
    #[error("the device's file was fetched before")]
    DeviceFileTaken,
    #[error("this word of a screen may not be changed")]
    UnknownScreenText,
    #[error("at most {characters} characters")]
    TextTooLong { characters: u32 },
    #[error("one line of plain text")]
    TextNotPlain,
    #[error("unknown notice")]
    UnknownNotice,
    #[error("unknown token")]
    UnknownToken,
    #[error("the ticket has ended")]
    TicketEnded,
    #[error("the ticket is not waiting")]
    TicketNotWaiting,
    #[error("the ticket is not missed or parked")]
    TicketNotAway,
    #[error("the badge is not complete")]
    BadgeIncomplete,
    #[error("the person is not signed on at a window")]
    NoWindowOpen,
    #[error("the person already has window {window:?} open")]
    OtherWindowOpen { window: WindowNumber },
    #[error("the window is taken by {staff}")]
    WindowTaken { staff: StaffNumber },
    #[error("the window is paused")]
    WindowPaused,
    #[error("the window still has a ticket")]
    WindowBusy { number: TicketNumber },
    #[error("the window has no ticket")]
    WindowIdle,
    #[error("the window is not paused")]
    WindowNotPaused,
    #[error("nobody is waiting")]
    NoOneWaiting,
    #[error("only younger help tickets wait")]
    OnlyYoungHelp { minutes: u32 },
    #[error("too soon to call again")]
    TooSoonToCall { seconds: u32 },
    #[error("called often enough")]
    CallsUsedUp,
    #[error("service has started")]
    AlreadyStarted,
    #[error("service has not started")]
    NotStarted,
    #[error("there is nothing to undo")]
    NothingToUndo,
    #[error("longer than a ticket may be parked")]
    ParkTooLong { minutes_max: u32 },
    #[error("parked past closing")]
    ParkPastClosing,
    #[error("the window does not serve this")]
    WindowDoesNotServe,
    /// People with a head start have just passed; the earliest turn comes first.
    #[error("the earliest turn is next")]
    EarliestTurnNext,
    #[error("the role may not do this")]
    RoleMayNot { role_needed: Role },
    #[error("a reason is needed")]
    ReasonNeeded,
    #[error("not served yet, nothing to rate")]
    NotServedYet,
    #[error("rated already")]
    AlreadyRated,
    #[error("the time for rating is over")]
    RatingOver,
    #[error("not a valid level or reason")]
    RatingInvalid,
    #[error("the parameter does not exist")]
    UnknownParameter,
    #[error("nothing is set for this day")]
    UnknownDay,
    #[error("no such planned change")]
    UnknownPlan,
    #[error("the value does not fit its unit")]
    ParameterInvalid,
    #[error("a field of the notice is missing")]
    NoticeIncomplete { field: String },
    #[error("not a valid name")]
    NameInvalid,
    #[error("this name is taken")]
    NameTaken,
    #[error("this staff number was given before")]
    NumberGiven,
    #[error("nobody else could administrate")]
    LastAdministrator,
    #[error("only who has this right gives or takes it")]
    RightNotHeld,
    #[error("unknown role")]
    UnknownRole,
    #[error("{people} people still have the role")]
    RoleInUse { people: u32 },
    #[error("the setting contradicts another: {what}")]
    SettingInvalid { what: String },
    /// `snapshot` is a key of the words; sizes are KiB.
    #[error("the {snapshot} would be larger than screens can take: {kib} of {kib_max} KiB")]
    SnapshotTooLarge { snapshot: String, kib: u32, kib_max: u32 },
}

impl Refusal {
    /// The rule on which it rests: a clause of the regulations, or the chapter of the parameters.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::NoticeIncomplete { .. } => "R01.3",
            Self::BadgeIncomplete | Self::NumberGiven => "R04.2",
            Self::NotServedYet | Self::AlreadyRated | Self::RatingOver | Self::RatingInvalid => "R08.2",
            Self::OutsideHours { .. } | Self::HoursOver { .. } | Self::GroupNotToday { .. } => "R07.1",
            Self::RoleMayNot { .. }
            | Self::LastAdministrator
            | Self::RightNotHeld
            | Self::RoleInUse { .. }
            | Self::UnknownRole
            | Self::UnknownStaff
            | Self::UnknownDevice
            | Self::UnknownToken
            | Self::DeviceWithoutScreen
            | Self::DeviceFileTaken => "security",
            Self::UnknownService
            | Self::UnknownGroup
            | Self::UnknownWindow
            | Self::UnknownTicket
            | Self::UnknownNotice
            | Self::UnknownScreenText
            | Self::TextTooLong { .. }
            | Self::TextNotPlain
            | Self::UnknownParameter
            | Self::UnknownDay
            | Self::UnknownPlan
            | Self::ParameterInvalid
            | Self::NameInvalid
            | Self::NameTaken
            | Self::SettingInvalid { .. }
            | Self::SnapshotTooLarge { .. } => "setting",
            Self::DeviceLocked
            | Self::TicketEnded
            | Self::TicketNotWaiting
            | Self::TicketNotAway
            | Self::NoWindowOpen
            | Self::OtherWindowOpen { .. }
            | Self::WindowTaken { .. }
            | Self::WindowPaused
            | Self::WindowBusy { .. }
            | Self::WindowIdle
            | Self::WindowNotPaused
            | Self::NoOneWaiting
            | Self::OnlyYoungHelp { .. }
            | Self::TooSoonToCall { .. }
            | Self::CallsUsedUp
            | Self::AlreadyStarted
            | Self::NotStarted
            | Self::NothingToUndo
            | Self::ParkTooLong { .. }
            | Self::ParkPastClosing
            | Self::WindowDoesNotServe
            | Self::EarliestTurnNext
            | Self::ReasonNeeded => "queue",
        }
    }
}
