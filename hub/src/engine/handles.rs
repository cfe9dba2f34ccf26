//! Handles: each gives the commands of its own group and no others.

use std::net::IpAddr;

use sunhall_hall::Command;
use sunhall_hall::command::{Administrator, Citizen, Clerk, Manager};
use sunhall_hall::ids::{DeviceName, StaffNumber};

use super::{Actor, Ask, CommandId, Engine, Outcome};
use crate::draw::Draw;

tokio::task_local! {
    /// The address for which the running task asks; pages and API set it at their door.
    pub static ASKED_FROM: IpAddr;
}

/// A command of the running task.
fn ask(id: CommandId, actor: Actor, device: Option<DeviceName>, make: impl FnOnce(&mut Draw) -> Command + Send + 'static) -> Ask {
    Ask { id, actor, device, from: ASKED_FROM.try_with(|from| *from).ok(), make: Box::new(make) }
}

macro_rules! handle {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone)]
        pub struct $name {
            engine: Engine,
        }

        impl $name {
            pub(super) fn new(engine: Engine) -> Self {
                Self { engine }
            }
        }
    };
}

handle!(
    /// What citizens do, at a kiosk or on a phone.
    CitizenHandle
);
handle!(
    /// What clerks and guides do.
    ClerkHandle
);
handle!(
    /// What the keys of a call pad do for the window they are bound to.
    PadHandle
);
handle!(
    /// What hall managers do.
    ManagerHandle
);
handle!(
    /// What administrators do, and the console on their behalf.
    AdministratorHandle
);

impl CitizenHandle {
    pub async fn ask(&self, id: CommandId, device: Option<DeviceName>, make: impl FnOnce(&mut Draw) -> Citizen + Send + 'static) -> Outcome {
        self.engine.ask(ask(id, Actor::Citizen, device, move |draw| Command::Citizen(make(draw)))).await
    }
}

impl ClerkHandle {
    pub async fn ask(&self, id: CommandId, actor: Actor, staff: StaffNumber, make: impl FnOnce(&mut Draw) -> Clerk + Send + 'static) -> Outcome {
        self.engine.ask(ask(id, actor, None, move |draw| Command::Clerk { staff, act: make(draw) })).await
    }
}

/// The keys of a call pad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PadAct {
    CallNext,
    CallAgain,
    MarkMissed,
    Start,
    Finish,
}

impl PadHandle {
    /// `staff` is the clerk who has the pad's window open.
    pub async fn ask(&self, id: CommandId, device: DeviceName, staff: StaffNumber, act: PadAct) -> Outcome {
        let act = match act {
            PadAct::CallNext => Clerk::CallNext,
            PadAct::CallAgain => Clerk::CallAgain,
            PadAct::MarkMissed => Clerk::MarkMissed,
            PadAct::Start => Clerk::Start,
            PadAct::Finish => Clerk::Finish,
        };
        let actor = Actor::Staff(staff.clone());
        self.engine.ask(ask(id, actor, Some(device), move |_| Command::Clerk { staff, act })).await
    }
}

impl ManagerHandle {
    pub async fn ask(&self, id: CommandId, actor: Actor, staff: StaffNumber, make: impl FnOnce(&mut Draw) -> Manager + Send + 'static) -> Outcome {
        self.engine.ask(ask(id, actor, None, move |draw| Command::Manager { staff, act: make(draw) })).await
    }
}

impl AdministratorHandle {
    pub async fn ask(&self, id: CommandId, actor: Actor, staff: StaffNumber, make: impl FnOnce(&mut Draw) -> Administrator + Send + 'static) -> Outcome {
        self.engine.ask(ask(id, actor, None, move |draw| Command::Administrator { staff, act: make(draw) })).await
    }
}
