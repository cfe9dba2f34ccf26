//! Ids, groups and queues.

use axum::Json;
use axum::extract::State;
use sunhall_hall::Verb;
use sunhall_hall::ids::GroupCode;

use super::error::{ApiError, ApiPath, Problem};
use super::token::Caller;
use super::types::{GroupStatus, Line, LineTicket, Minutes, NewId};
use crate::web::state::Shared;

/// Places listed at most.
const LISTED_MAX: usize = 500;

/// Makes an id for a change.
#[utoipa::path(post, path = "/api/v1/ids", tag = "floor", responses((status = 200, body = NewId), (status = 401, body = Problem), (status = 429, body = Problem)))]
pub async fn ids(State(app): State<Shared>, _caller: Caller) -> Json<NewId> {
    Json(NewId { id: app.engine.new_id().0.to_string(), hub_time: app.engine.now().0 })
}

/// All groups with their counts and ranges.
#[utoipa::path(get, path = "/api/v1/groups", tag = "floor", responses((status = 200, body = Vec<GroupStatus>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem)))]
pub async fn groups(State(app): State<Shared>, caller: Caller) -> Result<Json<Vec<GroupStatus>>, ApiError> {
    caller.allow(Verb::SeeFloor)?;
    let (hall, now) = (&caller.hall, app.engine.now());
    let groups = hall.groups_now(now).into_iter().map(|group| GroupStatus {
        group: group.group.code.to_string(),
        letter: group.group.letter.to_string(),
        name: group.group.name.clone(),
        name_en: group.group.name_en.clone(),
        waiting: group.waiting,
        longest_minutes: group.longest_minutes.filter(|_| group.waiting > 0),
        minutes: group.estimate.map(|estimate| Minutes::of(hall, estimate, now)),
        windows: group.first_windows.iter().map(|window| window.0).collect(),
        open_today: group.open_today,
    });
    Ok(Json(groups.collect()))
}

/// Who waits in a group, in true calling order. Only for roles that see the live view.
#[utoipa::path(get, path = "/api/v1/groups/{group}/queue", tag = "floor", params(("group" = String, Path)), responses((status = 200, body = Line), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem)))]
pub async fn line(State(app): State<Shared>, caller: Caller, ApiPath(group): ApiPath) -> Result<Json<Line>, ApiError> {
    caller.allow(Verb::SeeLive)?;
    let (hall, now, code) = (&caller.hall, app.engine.now(), GroupCode::new(group.as_str()));
    if !hall.floor.groups.contains_key(&code) {
        return Err(ApiError::missing());
    }
    let tickets = hall.queue(&code, now, LISTED_MAX).into_iter().map(|place| LineTicket {
        ticket: place.ticket.0,
        number: place.number.to_string(),
        service: place.service.to_string(),
        minutes: place.minutes,
        head_start: place.head_start,
        needs_assistance: place.needs_assistance,
        unconfirmed: place.unconfirmed,
    });
    Ok(Json(Line { group, tickets: tickets.collect() }))
}
