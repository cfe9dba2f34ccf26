//! An example slip for the preview: a made-up number of the hall's own longest everyday service.

use sunhall_hall::floor::Service;
use sunhall_hall::screens::SlipLayout;
use sunhall_hall::{Hall, Profile};
use sunhall_protocol::Moment;
use sunhall_protocol::slip::Slip;
use sunhall_protocol::words::Language;

use crate::snapshots;
use crate::web::state::App;

/// Everybody sees that these are examples.
const CODE: &str = "7Q4M-2KPX";
const WHOLE_CODE: &str = "7Q4M2KPX000000000000000000";

/// What the slip of the next visitor would look like.
pub fn slip(app: &App, hall: &Hall, layout: SlipLayout, profile: &Profile, language: Language) -> Slip {
    let text = |zh: &str, en: &str| if language == Language::English && !en.is_empty() { en.to_owned() } else { zh.to_owned() };
    let now = app.engine.now();
    let figure = |key: &str| u32::try_from(hall.figure(key, now)).unwrap_or(0);
    let service = example(hall);
    let letter = service.and_then(|service| hall.floor.groups.get(&service.group)).map_or('A', |group| group.letter);
    let windows = service.map(|service| hall.floor.first_windows(&service.group, Some(&service.code))).unwrap_or_default();
    Slip {
        ticket: 0,
        staffed: true,
        language,
        hall: text(&profile.name, &profile.name_en),
        number: format!("{letter}012"),
        windows: windows.iter().map(|window| window.0).collect(),
        service: service.map(|service| text(&service.name, &service.name_en)).unwrap_or_default(),
        ahead: 4,
        range: Some((15, 20)),
        taken_at: Moment(now.0),
        materials: service.map(|service| service.materials.clone()).unwrap_or_default(),
        code: CODE.to_owned(),
        url: app.public_url.as_ref().map(|base| format!("{base}/t/{WHOLE_CODE}")),
        demo: profile.demo,
        return_minutes: figure("queue.return_within"),
        return_places: figure("queue.return_places"),
        guide_desk: text(&profile.guide_desk, &profile.guide_desk_en),
        guide: None,
        supervision_phone: profile.supervision_phone.clone(),
        note: text(&profile.slip_note, &profile.slip_note_en),
        again: false,
        layout: snapshots::slip_layout(layout),
        wording: snapshots::wording(hall, &[sunhall_hall::screens::Place::Slip]),
    }
}

/// The longest name among the services that are offered and need something brought along.
fn example(hall: &Hall) -> Option<&Service> {
    let offered = hall.floor.services.values().map(AsRef::as_ref).filter(|service| service.offered && !service.materials.is_empty());
    offered.max_by_key(|service| (service.materials.len() <= 4, service.name.chars().count()))
}
