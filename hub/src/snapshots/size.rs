//! No edit may make a snapshot larger than screens take: it is measured before the edit counts.

use std::sync::Arc;

use serde::Serialize;
use sunhall_hall::ids::TextRef;
use sunhall_hall::{Hall, Moment, Refusal};
use sunhall_protocol::SNAPSHOT_BYTES_MAX;

use super::Look;
use crate::store::{DayTotals, Month};

const KIB: usize = 1024;

/// Room left for what changes by itself: versions, tickets, calls, names of kiosks.
const SPARE: usize = 8 * KIB;

/// Refuses the hall when one of its snapshots would be larger than [`SNAPSHOT_BYTES_MAX`] less a reserve.
pub fn allow_edit(hall: &Hall, now: Moment, text: &dyn Fn(&TextRef) -> Option<Arc<str>>, public_url: Option<&str>) -> Result<(), Refusal> {
    let groups = hall.groups_now(now);
    let (month, yesterday) = (Month::default(), DayTotals::default());
    let look = Look { hall, now, text, groups: &groups, month: &month, yesterday: &yesterday, public_url };
    let sizes = [
        ("snapshot-menu", bytes(&super::menu(&look, ""))),
        ("snapshot-board", bytes(&super::board(&look))),
        ("snapshot-duty", bytes(&super::duty(&look))),
        ("snapshot-notices", bytes(&super::notices(&look))),
    ];
    let kib = |bytes: usize| u32::try_from(bytes.div_ceil(KIB)).unwrap_or(u32::MAX);
    match sizes.into_iter().find(|(_, bytes)| bytes + SPARE > SNAPSHOT_BYTES_MAX) {
        Some((snapshot, bytes)) => Err(Refusal::SnapshotTooLarge { snapshot: snapshot.to_owned(), kib: kib(bytes), kib_max: kib(SNAPSHOT_BYTES_MAX - SPARE) }),
        None => Ok(()),
    }
}

/// Length on the wire; snapshots hold texts, figures and lists of them, which always have a JSON form.
fn bytes(snapshot: &impl Serialize) -> usize {
    serde_json::to_vec(snapshot).map_or(0, |json| json.len())
}
