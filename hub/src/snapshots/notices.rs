//! The index of notices on the wall, in the order of their rotation.

use sunhall_hall::regulations::disclosure::Notice;
use sunhall_protocol::Version;
use sunhall_protocol::notices::{NoticeEntry, NoticeIndex};

use super::Look;

/// The notices on display today.
pub fn notices(look: &Look<'_>) -> NoticeIndex {
    let today = look.now.day();
    let (page, speed) = (look.figure("screen.page"), look.figure("screen.page_speed").max(1));
    let entry = |notice: &Notice| NoticeEntry {
        id: notice.put.id.to_string(),
        version: notice.version,
        order: notice.put.order,
        seconds: page.max(notice.put.characters.div_ceil(speed)),
        hash: notice.put.body.to_string(),
    };
    let entries = look.hall.disclosure.showing(today).into_iter().map(entry).collect();
    NoticeIndex { version: Version::default(), entries }
}
