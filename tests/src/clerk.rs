//! Staff for tests: clerks, guides and managers who act as their own handle of the engine lets them.

use anyhow::{anyhow, bail};
use sunhall_hall::command::{Called, Clerk as Act, Manager, Reserved};
use sunhall_hall::ids::{ServiceCode, StaffNumber, TextRef, TicketNumber, WindowNumber};
use sunhall_hall::{Answer, Refusal};
use sunhall_hub::draw::{Draw, TextKind};
use sunhall_hub::engine::{Actor, Engine, Outcome};

/// A member of staff who is signed on.
pub struct Clerk {
    engine: Engine,
    pub staff: StaffNumber,
}

/// What the hall answers a member of staff.
pub type Said<T> = Result<T, Refusal>;

impl Clerk {
    pub fn new(engine: Engine, staff: &str) -> Self {
        Self { engine, staff: StaffNumber::new(staff) }
    }

    async fn ask(&self, make: impl FnOnce(&mut Draw) -> Act + Send + 'static) -> anyhow::Result<Said<Answer>> {
        let actor = Actor::Staff(self.staff.clone());
        decided(self.engine.clerks().ask(self.engine.new_id(), actor, self.staff.clone(), make).await)
    }

    /// Any act; the answer or the refusal.
    pub async fn act(&self, act: Act) -> anyhow::Result<Said<Answer>> {
        self.ask(move |_| act).await
    }

    /// An act that must not be refused.
    pub async fn does(&self, act: Act) -> anyhow::Result<Answer> {
        let told = format!("{act:?}");
        self.act(act).await?.map_err(|refusal| anyhow!("{} {told}: refused: {refusal}", self.staff))
    }

    pub async fn open(&self, window: u16) -> anyhow::Result<()> {
        self.does(Act::OpenWindow { window: WindowNumber(window) }).await.map(drop)
    }

    pub async fn call(&self) -> anyhow::Result<Called> {
        match self.does(Act::CallNext).await? {
            Answer::Called(called) => Ok(called),
            other => bail!("instead of a call: {other:?}"),
        }
    }

    /// A number given by hand.
    pub async fn issue(&self, service: &str) -> anyhow::Result<Reserved> {
        let service = ServiceCode::new(service);
        let said = self.ask(move |draw| Act::IssueByHand { service, class: None, class_words: None, company: false, code: draw.code() }).await?;
        match said {
            Ok(Answer::Reserved(reserved)) => Ok(reserved),
            other => bail!("instead of a number: {other:?}"),
        }
    }

    /// Choosing one ticket, with a reason.
    pub async fn call_chosen(&self, number: TicketNumber, reason: &str) -> anyhow::Result<Said<Answer>> {
        let reason = reason.to_owned();
        self.ask(move |draw| Act::CallChosen { number, reason: draw.text(TextKind::Reason, &reason) }).await
    }

    /// A manager's act with a reason kept aside.
    pub async fn manage(&self, reason: &str, act: impl FnOnce(TextRef) -> Manager + Send + 'static) -> anyhow::Result<Said<Answer>> {
        let (actor, reason) = (Actor::Staff(self.staff.clone()), reason.to_owned());
        let make = move |draw: &mut Draw| act(draw.text(TextKind::Reason, &reason));
        decided(self.engine.managers().ask(self.engine.new_id(), actor, self.staff.clone(), make).await)
    }
}

fn decided(outcome: Outcome) -> anyhow::Result<Said<Answer>> {
    match outcome {
        Outcome::Decided(decided) => Ok(decided),
        other => bail!("the hub answered {other:?}"),
    }
}

/// `A012` as a number; a test that mistypes it stops.
pub fn number(text: &str) -> TicketNumber {
    TicketNumber::parse(text).unwrap_or_else(|| panic!("{text:?} is no number"))
}
