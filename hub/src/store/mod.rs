//! The store: the only place that writes SQL. A sealed log, erasable texts, files, remembered replies and views, in one database.

mod envelope;
mod journal;
mod reader;
mod reports;
mod schema;
mod seal;
mod security;
mod session;
mod sqlite;
#[cfg(test)]
mod tests;
mod verify;
mod views;

pub use journal::{Actor, Batch, CommandId, Decided, Fact, Fault, Head, Journal, Reply};
pub use reader::{Reader, Texts};
pub use reports::{DayTotals, Month, PastTicket, Reports, Totals};
pub use seal::{Digest, Side, proof, proved_root, root_of};
pub use security::{SECURITY, SecurityEntry, SecurityKind, SecurityLog, SecurityQuery};
pub use session::{SESSIONS, Sessions, StoredSession};
pub use sqlite::{DATABASE, Store};
pub use verify::{Finding, Verified, verify};
pub use views::changes::{self, Change, Wanted};

/// What SQLite reports, in our words.
#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands errors over by value")]
fn storage(error: rusqlite::Error) -> Fault {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => Fault::DiskFull,
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => Fault::Held,
        _ => Fault::Storage(error.to_string()),
    }
}
