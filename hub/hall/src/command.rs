//! Commands by actor, and what they answer.

use serde::{Deserialize, Serialize};

use crate::floor::{Carrier, Estimate, Group, Origin, PriorityClass, Service, TransferTo, Why, Window};
use crate::ids::{
    DeviceName, FileHash, GroupCode, NoticeId, PlanId, RoleCode, ServiceCode, StaffNumber, TextRef, TicketId, TicketNumber, TokenName, WindowNumber,
};
use crate::moment::{Day, Moment};
pub use crate::refusal::Refusal;
use crate::settings::Change;
use crate::staff::{HallRole, Role, Staff};

/// One command; each edge holds a handle for its own group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    Citizen(Citizen),
    Clerk {
        staff: StaffNumber,
        act: Clerk,
    },
    Manager {
        staff: StaffNumber,
        act: Manager,
    },
    Administrator {
        staff: StaffNumber,
        act: Administrator,
    },
    /// Time itself: whatever is due by `now` happens.
    Clock,
}

/// What a citizen does at a kiosk or on a phone. Codes were checked at the edge.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Citizen {
    /// `code` names the erasable row of the ticket's code, `class_words` the one of the priority class.
    TakeTicket {
        service: ServiceCode,
        class: Option<PriorityClass>,
        class_words: Option<TextRef>,
        company: bool,
        origin: Origin,
        code: TextRef,
    },
    ConfirmTicket {
        ticket: TicketId,
        carrier: Carrier,
    },
    CancelTicket {
        ticket: TicketId,
    },
    /// `level` 5 very satisfied … 1 very dissatisfied; reasons are keys such as `rating-reason-manner` (R04.1, R08.2).
    Rate {
        ticket: TicketId,
        level: u8,
        reasons: Vec<String>,
        words: Option<TextRef>,
        phone: Option<TextRef>,
    },
    CallHelp {
        device: DeviceName,
    },
}

/// What a clerk (or a guide, by hand) does. The window is the one the clerk has open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Clerk {
    OpenWindow {
        window: WindowNumber,
    },
    PauseWindow {
        minutes: Option<u16>,
    },
    ResumeWindow,
    CloseWindow,
    CallNext,
    /// Choosing a ticket is a permission and needs a reason.
    CallChosen {
        number: TicketNumber,
        reason: TextRef,
    },
    CallAgain,
    MarkMissed,
    Start,
    Finish,
    Transfer {
        to: TransferTo,
    },
    Park {
        minutes: Option<u16>,
    },
    /// A missed or parked ticket comes back.
    BringBack {
        number: TicketNumber,
    },
    Undo,
    /// A ticket issued by hand, at a window or the guide desk.
    IssueByHand {
        service: ServiceCode,
        class: Option<PriorityClass>,
        class_words: Option<TextRef>,
        company: bool,
        code: TextRef,
    },
    /// R16.5: confirmed by staff, the next free suitable window.
    ConfirmAssistance {
        number: TicketNumber,
    },
    /// R16.5: somebody accompanies; moves nobody.
    AskCompany {
        number: TicketNumber,
    },
    CancelTicket {
        number: TicketNumber,
    },
    AnswerHelp {
        device: DeviceName,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Manager {
    /// Until taken back or day end, the window helps the group without the wait of `queue.help_after`.
    LetHelp {
        window: WindowNumber,
        group: GroupCode,
    },
    TakeBackHelp {
        window: WindowNumber,
        group: GroupCode,
    },
    /// An urgent matter, approved: the turn moves back by `queue.head_start_urgent`.
    ApproveUrgent {
        number: TicketNumber,
        reason: TextRef,
    },
    CancelTicket {
        number: TicketNumber,
        reason: TextRef,
    },
    /// Closes a window that its clerk left open.
    CloseWindow {
        window: WindowNumber,
        reason: TextRef,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Administrator {
    SetHall {
        profile: Box<crate::Profile>,
    },
    SetHours {
        hours: crate::calendar::Week,
    },
    /// Every named day of the year replaces what was known of that year.
    LoadCalendar {
        year: i32,
        days: Vec<crate::calendar::SpecialDay>,
    },
    /// A day that the hall itself keeps closed or opens otherwise.
    SetDay {
        day: crate::calendar::OwnDay,
    },
    ClearDay {
        day: Day,
    },
    SetGroup {
        group: Group,
    },
    SetService {
        service: Box<Service>,
    },
    SetWindow {
        window: Window,
    },
    SetStaff {
        staff: Staff,
    },
    /// Somebody new: the number was never given before.
    AddStaff {
        staff: Staff,
    },
    /// The picture of a badge; none takes it away.
    SetPortrait {
        staff: StaffNumber,
        portrait: Option<FileHash>,
    },
    SetRole {
        role: HallRole,
    },
    RemoveRole {
        role: RoleCode,
    },
    /// The change is made when its day begins.
    Plan {
        change: Box<Change>,
        from: Day,
    },
    /// Also how somebody says that they have seen a plan that could not be made.
    TakeBackPlan {
        plan: PlanId,
    },
    SetParameter {
        key: String,
        value: String,
        from: Day,
        confirmed: bool,
    },
    PublishNotice {
        notice: NoticePut,
    },
    WithdrawNotice {
        notice: NoticeId,
        reason: TextRef,
    },
    /// `secret` names the erasable row with the password's hash.
    Enrol {
        device: DeviceName,
        class: crate::access::DeviceClass,
        window: Option<WindowNumber>,
        secret: TextRef,
    },
    RevokeDevice {
        device: DeviceName,
    },
    /// A new password for a device whose file was lost.
    RenewDevice {
        device: DeviceName,
        secret: TextRef,
    },
    /// The one time that the file with the present password is fetched.
    TakeDeviceFile {
        device: DeviceName,
    },
    /// Out of service until it is unlocked; empty words leave the screen its own.
    LockDevice {
        device: DeviceName,
        message: String,
        message_en: String,
    },
    UnlockDevice {
        device: DeviceName,
    },
    RestartDevice {
        device: DeviceName,
    },
    /// Other words for a key of [`crate::screens::TEXTS`]; empty ones bring back the usual.
    SetScreenText {
        key: String,
        words: crate::screens::Worded,
    },
    SetSlip {
        slip: crate::screens::SlipLayout,
    },
    SetCredential {
        staff: StaffNumber,
        secret: TextRef,
        once: bool,
    },
    IssueToken {
        token: TokenName,
        role: Role,
        windows: Vec<WindowNumber>,
        secret: TextRef,
    },
    RevokeToken {
        token: TokenName,
    },
}

/// What the hall knows of a notice; its body lies beside the log as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticePut {
    pub id: NoticeId,
    pub category: String,
    pub title: String,
    /// Last day on display.
    pub until: Option<Day>,
    pub order: u32,
    /// Characters of the body and pages of its table, from which the time on screen follows.
    pub characters: u32,
    pub body: FileHash,
    /// Which of the eight fields hold a value, a reason why not, or a planned date (R01.3), by their words key.
    pub fields: Vec<String>,
    /// The furthest stage reached: 1 before, 2 during, 3 after.
    pub stage: u8,
}

/// What a decided command answers; edges turn it into messages and pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    Done,
    Reserved(Reserved),
    Confirmed {
        ticket: TicketId,
    },
    Called(Called),
    /// The window's state after an act on its ticket.
    Window {
        window: WindowNumber,
        ticket: Option<TicketId>,
    },
    Undone {
        window: WindowNumber,
        ticket: Option<TicketId>,
    },
    Rated,
}

/// A number that waits for its confirmation, or (issued by hand) is issued at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reserved {
    pub ticket: TicketId,
    pub number: TicketNumber,
    pub service: ServiceCode,
    pub group: GroupCode,
    pub windows: Vec<WindowNumber>,
    pub ahead: u32,
    pub estimate: Option<Estimate>,
    pub turn: Moment,
    /// Row of the ticket's code; the code itself is read from the erasable row.
    pub code: TextRef,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Called {
    pub ticket: TicketId,
    pub number: TicketNumber,
    pub window: WindowNumber,
    pub times: u8,
    pub why: Why,
    /// How many waiting tickets of an earlier turn this call passed.
    pub passed: u32,
}
