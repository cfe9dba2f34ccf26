//! Handles: each gives the commands of its own group and no others.

use sunhall_hall::Command;
use sunhall_hall::command::{Administrator, Citizen, Clerk, Manager};
use sunhall_hall::ids::{DeviceName, StaffNumber};

use super::{Actor, Ask, CommandId, Engine, Outcome};
use crate::draw::Draw;

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
        let make = Box::new(move |draw: &mut Draw| Command::Citizen(make(draw)));
        self.engine.ask(Ask { id, actor: Actor::Citizen, device, make }).await
    }
}

impl ClerkHandle {
    pub async fn ask(&self, id: CommandId, actor: Actor, staff: StaffNumber, make: impl FnOnce(&mut Draw) -> Clerk + Send + 'static) -> Outcome {
        let make = Box::new(move |draw: &mut Draw| Command::Clerk { staff, act: make(draw) });
        self.engine.ask(Ask { id, actor, device: None, make }).await
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
        self.engine.ask(Ask { id, actor, device: Some(device), make: Box::new(move |_| Command::Clerk { staff, act }) }).await
    }
}

impl ManagerHandle {
    pub async fn ask(&self, id: CommandId, actor: Actor, staff: StaffNumber, make: impl FnOnce(&mut Draw) -> Manager + Send + 'static) -> Outcome {
        let make = Box::new(move |draw: &mut Draw| Command::Manager { staff, act: make(draw) });
        self.engine.ask(Ask { id, actor, device: None, make }).await
    }
}

impl AdministratorHandle {
    pub async fn ask(&self, id: CommandId, actor: Actor, staff: StaffNumber, make: impl FnOnce(&mut Draw) -> Administrator + Send + 'static) -> Outcome {
        let make = Box::new(move |draw: &mut Draw| Command::Administrator { staff, act: make(draw) });
        self.engine.ask(Ask { id, actor, device: None, make }).await
    }
}
