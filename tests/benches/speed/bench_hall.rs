//! Making the measured hall: a new data folder, the generated catalogue imported, as `init --demo` and `import` do it.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};
use sunhall_hall::Moment;
use sunhall_hall::access::DeviceClass;
use sunhall_hall::command::Clerk;
use sunhall_hall::ids::{StaffNumber, WindowNumber};
use sunhall_hall::staff::Role;
use sunhall_hub::clock::Clock;
use sunhall_hub::config;
use sunhall_hub::console::{Console, ConsoleAnswer, ConsoleAsk, done};
use sunhall_hub::credentials::{random_password, token_text};
use sunhall_hub::engine::{Actor, Engine};
use sunhall_hub::folder::Folder;
use sunhall_hub::trust::Pins;

use crate::folder::{self, HALL};

/// A prepared data folder whose hall is not running.
pub struct Prepared {
    /// Milliseconds that the hall's clock is ahead of the machine's.
    pub offset_ms: i64,
    /// A token of the role clerk for each window, as its holder presents it.
    pub tokens: Vec<String>,
    /// Password of the public display [`DISPLAY`].
    pub display_password: String,
}

/// Id of the enrolled public display.
pub const DISPLAY: &str = "board-1";

/// Makes `data` with a hall of so many windows whose clock stands at `begin`, and imports `catalogue`.
pub async fn make(data: &Path, catalogue: &Path, windows: u16, clock: Arc<dyn Clock>, begin: Moment) -> anyhow::Result<(Folder, Engine)> {
    folder::write(catalogue, windows)?;
    let configuration = config::example_with(HALL, "127.0.0.1:0", "127.0.0.1:0", Some(config::LOOPBACK));
    let folder = Folder::init(data, &configuration)?;
    let offset_ms = begin.since(clock.now());
    let engine = folder.start(clock, Some(offset_ms))?;
    sunhall_hub::import::import(&engine, catalogue).await?;
    Ok((folder, engine))
}

/// Opens every window with its clerk and gives each a token, so that the API can call there.
pub async fn open_windows(folder: Folder, engine: Engine, windows: u16, clock: &dyn Clock) -> anyhow::Result<Prepared> {
    let console = Console { engine: engine.clone(), hall: HALL.to_owned(), broker: folder.config.broker(None), pins: Pins::None, trust: None };
    let mut tokens = Vec::new();
    for window in 1..=windows {
        let staff = StaffNumber::new(folder::clerk(window));
        let opened =
            engine.clerks().ask(engine.new_id(), Actor::Staff(staff.clone()), staff, move |_| Clerk::OpenWindow { window: WindowNumber(window) }).await;
        done(opened).with_context(|| format!("window {window}"))?;
        let (name, secret) = (format!("bench-{window}"), random_password()?);
        tokens.push(token_text(&name, &secret));
        act(&console, ConsoleAsk::Token { id: None, name, role: Role::Clerk, windows: vec![window], secret }).await?;
    }
    let display_password = random_password()?;
    act(
        &console,
        ConsoleAsk::Enrol { id: None, device: DISPLAY.to_owned(), class: DeviceClass::PublicDisplay, window: None, password: display_password.clone() },
    )
    .await?;
    let offset_ms = engine.now().since(clock.now());
    engine.stop().await;
    drop(folder);
    Ok(Prepared { offset_ms, tokens, display_password })
}

async fn act(console: &Console, ask: ConsoleAsk) -> anyhow::Result<()> {
    match console.act(ask).await {
        ConsoleAnswer::Failed { why } => bail!(why),
        _ => Ok(()),
    }
}
