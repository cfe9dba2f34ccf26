//! What a phone shows of a ticket: the number and where to go, how many are ahead, and what to do in each state.

use sunhall_hall::floor::{Outcome, State, Ticket as Held};
use sunhall_hall::ids::{ServiceCode, TicketId, TicketNumber};
use sunhall_hall::regulations::public_appraisal::{BAD_REASONS, GOOD_REASONS, OTHER_REASON};
use sunhall_hall::{Hall, Moment};

use crate::web::issue::{plate, service_name};
use crate::web::say::Say;
use crate::web::state::{App, clock};
use crate::web::view::public::{Ahead, Face, IconLine, Rating, Ticket};

/// People drawn before the reader's own place.
const DRAWN_MAX: u32 = 4;

/// Mouths from very satisfied to very dissatisfied.
const MOUTHS: [(u8, &str); 5] = [(5, "M14 28Q24 40 34 28"), (4, "M15 30Q24 37 33 30"), (3, "M16 32H32"), (2, "M15 34Q24 28 33 34"), (1, "M14 36Q24 24 34 36")];

/// The page of a ticket that is still live, or may still be rated.
pub fn ticket(app: &App, ui: Say, id: TicketId, address: &str) -> Option<Ticket> {
    let (hall, now) = (app.engine.hall(), app.engine.now());
    match hall.floor.ticket(id) {
        Some(held) => Some(live(&hall, ui, held, now, address)),
        None => past(app, &hall, ui, id, now, address),
    }
}

fn live(hall: &Hall, ui: Say, held: &Held, now: Moment, address: &str) -> Ticket {
    let (plate, where_words) = plate(hall, ui, held);
    let waits = matches!(held.state, State::Reserved | State::Waiting);
    let ahead = waits.then(|| ahead(hall, ui, held, now, &plate)).flatten();
    let mut page = Ticket {
        address: address.to_owned(),
        say: say(hall, ui, held, ahead.as_ref().map_or(u32::MAX, |(count, _)| *count)),
        called: false,
        where_label: ui.say("kiosk-ticket-go"),
        plate,
        where_words,
        ahead: ahead.map(|(_, ahead)| ahead),
        reminder: waits.then(|| ui.say("phone-reminder")),
        may_cancel: !matches!(held.state, State::Serving { .. } | State::Ended { .. }),
        rating: rating(hall, ui, held.id),
        ..base(hall, ui, held.number, &held.service, now)
    };
    if let State::Called { window, .. } | State::Serving { window, .. } = held.state {
        page.called = matches!(held.state, State::Called { .. });
        page.plate = window.0.to_string();
        page.where_words = false;
        page.where_label = ui.say("phone-go-now");
    }
    if let State::Ended { .. } = held.state {
        page.where_label = ui.say("term-window");
    }
    if let State::Missed { .. } = held.state {
        let figure = |key: &str| hall.figure(key, now);
        let text = ui.with("kiosk-ticket-missed", &[("minutes", figure("queue.return_within").into()), ("count", figure("queue.return_places").into())]);
        page.lines.insert(0, IconLine { icon: "arrow-u-up-left", text });
    }
    page
}

/// A ticket of an earlier day, as long as it may be rated.
fn past(app: &App, hall: &Hall, ui: Say, id: TicketId, now: Moment, address: &str) -> Option<Ticket> {
    let served = hall.public_appraisal.ratable(id).map(|served| (served.number, served.service.clone(), Some(served.window), Some(Outcome::Served)));
    let kept = || app.engine.reports().ticket(id).map(|kept| (kept.number, kept.service, kept.window, kept.outcome));
    let (number, service, window, outcome) = served.or_else(kept)?;
    // Only whoever was served was at a window.
    let window = window.filter(|_| matches!(outcome, Some(Outcome::Served | Outcome::LeftOpenAtDayEnd)));
    let rating = rating(hall, ui, id);
    Some(Ticket {
        address: address.to_owned(),
        say: ui.say(outcome.map_or("phone-over", ended_words)),
        where_label: ui.say("term-window"),
        plate: window.map_or_else(|| "–".to_owned(), |window| window.0.to_string()),
        rating,
        ..base(hall, ui, number, &service, now)
    })
}

fn base(hall: &Hall, ui: Say, number: TicketNumber, service: &ServiceCode, now: Moment) -> Ticket {
    let mut lines = vec![IconLine { icon: "folder", text: service_name(hall, ui, service) }];
    let materials = hall.floor.services.get(service).map(|service| service.materials.clone()).unwrap_or_default();
    if !materials.is_empty() {
        let papers = sunhall_protocol::words::list(ui.language, &materials);
        lines.push(IconLine { icon: "identification-card", text: ui.with("ticket-bring", &[("papers", papers.into())]) });
    }
    let desk = ui.name(&hall.floor.profile.guide_desk, &hall.floor.profile.guide_desk_en);
    lines.push(IconLine { icon: "signpost", text: ui.with("slip-guide-desk-plain", &[("place", desk.into())]) });
    Ticket { number: number.to_string(), lines, updated: ui.with("phone-updates", &[("time", clock(now).into())]), ..Ticket::default() }
}

/// First what a good clerk would say.
fn say(hall: &Hall, ui: Say, held: &Held, ahead: u32) -> String {
    match &held.state {
        State::Reserved => ui.say("phone-reserved"),
        State::Waiting if !hall.floor.is_staffed(held) => ui.say("kiosk-window-unstaffed"),
        State::Waiting if ahead <= 2 => ui.say("phone-near"),
        State::Waiting => ui.say("phone-wait"),
        State::Called { window, .. } => ui.with("phone-now", &[("window", window.0.into())]),
        State::Serving { window, .. } => ui.with("phone-serving", &[("window", window.0.into())]),
        State::Missed { .. } => ui.say("phone-missed"),
        State::Parked { until } => ui.with("phone-parked", &[("time", clock(*until).into())]),
        State::Ended { outcome, .. } => ui.say(ended_words(*outcome)),
    }
}

/// How a ticket ended, today or on an earlier day; thanks only to whoever was served.
fn ended_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Served => "phone-finished",
        Outcome::Cancelled | Outcome::CancelledByStaff => "phone-cancelled",
        Outcome::MissedAtDayEnd => "phone-missed-day",
        Outcome::NotServedAtDayEnd => "phone-not-served",
        Outcome::LeftOpenAtDayEnd => "phone-over",
    }
}

fn ahead(hall: &Hall, ui: Say, held: &Held, now: Moment, plate: &str) -> Option<(u32, Ahead)> {
    let count = hall.ahead(held.id)?;
    let range = hall.estimate(held.id, now).map(|estimate| hall.shown_minutes(estimate, now));
    let people = if count == 0 { ui.say("kiosk-ahead-none") } else { ui.with("common-people", &[("count", count.into())]) };
    let ahead = Ahead {
        people,
        range: range.map(|(low, high)| ui.with("phone-range", &[("low", low.into()), ("high", high.into())])),
        plate: plate.to_owned(),
        drawn: count.min(DRAWN_MAX),
        more: (count > DRAWN_MAX).then(|| format!("+{}", count - DRAWN_MAX)),
    };
    Some((count, ahead))
}

/// The rating, while it is open and not given yet.
fn rating(hall: &Hall, ui: Say, id: TicketId) -> Option<Rating> {
    hall.public_appraisal.ratable(id).filter(|ratable| ratable.rated.is_none())?;
    let faces = MOUTHS.iter().map(|(level, mouth)| Face { level: *level, label: ui.say(&format!("rating-{level}")), mouth });
    let keys = GOOD_REASONS.into_iter().chain(BAD_REASONS).chain([OTHER_REASON]);
    Some(Rating { faces: faces.collect(), reasons: keys.map(|key| (key, ui.say(key))).collect() })
}
