//! The index of notices on the wall, in the order of their rotation.

use sunhall_hall::regulations::disclosure::Notice;
use sunhall_protocol::Version;
use sunhall_protocol::notices::{NoticeEntry, NoticeIndex};

use super::Look;

/// The notices on display today.
pub fn notices(look: &Look<'_>) -> NoticeIndex {
    let today = look.now.day();
    let page = look.figure("screen.page");
    let entry = |notice: &Notice| NoticeEntry {
        id: notice.put.id.to_string(),
        version: notice.version,
        order: notice.put.order,
        // Only the screen knows how much stands on each of its pages; it stays longer where there is more to read.
        seconds: page,
        hash: notice.put.body.to_string(),
    };
    let entries = look.hall.disclosure.showing(today).into_iter().map(entry).collect();
    NoticeIndex { version: Version::default(), entries }
}
