//! Windows: the clerk's verbs for programs beside the clerk. Each needs a clerk at the window (R04.2).

use axum::Json;
use axum::extract::State;
use sunhall_hall::Verb;
use sunhall_hall::command::Clerk;
use sunhall_hall::floor;
use sunhall_hall::ids::{ServiceCode, StaffNumber, WindowNumber};
use sunhall_hall::reading::WindowDoing;

use super::error::{ApiError, ApiJson, ApiPath, Problem, decided};
use super::token::Caller;
use super::types::{AtWindow, ForMinutes, OpenWindow, ToService, ToWindow, TransferTo, WindowStatus};
use crate::web::commands;
use crate::web::refusals::About;
use crate::web::state::Shared;

async fn act(app: &Shared, caller: &Caller, window: &str, verb: Verb, act: Clerk) -> Result<Json<AtWindow>, ApiError> {
    caller.allow(verb)?;
    let (id, window) = (caller.id()?, number(window)?);
    let clerk = caller.clerk_at(window)?;
    give(app, caller, id, window, clerk, act).await
}

async fn give(
    app: &Shared,
    caller: &Caller,
    id: crate::engine::CommandId,
    window: WindowNumber,
    clerk: StaffNumber,
    act: Clerk,
) -> Result<Json<AtWindow>, ApiError> {
    let about = About { staff: Some(clerk.clone()), number: None, window: Some(window) };
    let outcome = app.engine.clerks().ask(id, caller.actor(Some(clerk.clone())), clerk, commands::clerk(act)).await;
    let answer = decided(app, outcome, &about)?;
    Ok(Json(AtWindow::of(&app.engine.hall(), window.0, &answer)))
}

fn number(text: &str) -> Result<WindowNumber, ApiError> {
    text.parse().map(WindowNumber).map_err(|_| ApiError::missing())
}

/// All windows as of now.
#[utoipa::path(get, path = "/api/v1/windows", tag = "windows", responses((status = 200, body = Vec<WindowStatus>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem)))]
pub async fn list(State(app): State<Shared>, caller: Caller) -> Result<Json<Vec<WindowStatus>>, ApiError> {
    caller.allow(Verb::SeeFloor)?;
    let windows = caller.hall.windows_now(app.engine.now()).into_iter().map(|at| WindowStatus {
        window: at.window.number.0,
        state: doing(at.doing).to_owned(),
        staff: at.working.map(|working| working.staff.to_string()),
        number: at.ticket.map(|ticket| ticket.number.to_string()),
        waiting: at.waiting,
    });
    Ok(Json(windows.collect()))
}

fn doing(doing: WindowDoing) -> &'static str {
    match doing {
        WindowDoing::Closed => "closed",
        WindowDoing::Paused { .. } => "paused",
        WindowDoing::Idle => "idle",
        WindowDoing::Called => "called",
        WindowDoing::Serving => "serving",
    }
}

/// Opens the window for a clerk who is signed on (R04.2).
#[utoipa::path(post, path = "/api/v1/windows/{window}/open", tag = "windows", request_body = OpenWindow, params(("window" = u16, Path), ("Idempotency-Key" = String, Header, format = Uuid)), responses((status = 200, body = AtWindow), (status = 400, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem), (status = 500, body = Problem), (status = 503, body = Problem)))]
pub async fn open(State(app): State<Shared>, caller: Caller, ApiPath(window): ApiPath, ApiJson(body): ApiJson<OpenWindow>) -> Result<Json<AtWindow>, ApiError> {
    caller.allow(Verb::OpenWindow)?;
    let (id, window, staff) = (caller.id()?, number(&window)?, StaffNumber::new(body.staff.as_str()));
    caller.allow_window(window)?;
    if !app.sessions.signed_on(&staff) {
        return Err(ApiError::not_signed_on(&body.staff));
    }
    give(&app, &caller, id, window, staff, Clerk::OpenWindow { window }).await
}

/// Sends the ticket to another service's queue or to another window; the order stays.
#[utoipa::path(post, path = "/api/v1/windows/{window}/transfer", tag = "windows", request_body = TransferTo, params(("window" = u16, Path), ("Idempotency-Key" = String, Header, format = Uuid)), responses((status = 200, body = AtWindow), (status = 400, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem), (status = 500, body = Problem), (status = 503, body = Problem)))]
pub async fn transfer(
    State(app): State<Shared>,
    caller: Caller,
    ApiPath(window): ApiPath,
    ApiJson(body): ApiJson<TransferTo>,
) -> Result<Json<AtWindow>, ApiError> {
    let to = match body {
        TransferTo::Service(ToService { service }) => floor::TransferTo::Service(ServiceCode::new(service)),
        TransferTo::Window(ToWindow { window }) => floor::TransferTo::Window(WindowNumber(window)),
    };
    act(&app, &caller, &window, Verb::Transfer, Clerk::Transfer { to }).await
}

/// The clerk leaves for a while.
#[utoipa::path(post, path = "/api/v1/windows/{window}/pause", tag = "windows", request_body = ForMinutes, params(("window" = u16, Path), ("Idempotency-Key" = String, Header, format = Uuid)), responses((status = 200, body = AtWindow), (status = 400, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem), (status = 500, body = Problem), (status = 503, body = Problem)))]
pub async fn pause(
    State(app): State<Shared>,
    caller: Caller,
    ApiPath(window): ApiPath,
    ApiJson(body): ApiJson<ForMinutes>,
) -> Result<Json<AtWindow>, ApiError> {
    act(&app, &caller, &window, Verb::PauseWindow, Clerk::PauseWindow { minutes: body.minutes }).await
}

/// The clerk is back.
#[utoipa::path(post, path = "/api/v1/windows/{window}/resume", tag = "windows", params(("window" = u16, Path), ("Idempotency-Key" = String, Header, format = Uuid)), responses((status = 200, body = AtWindow), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem), (status = 500, body = Problem), (status = 503, body = Problem)))]
pub async fn resume(State(app): State<Shared>, caller: Caller, ApiPath(window): ApiPath) -> Result<Json<AtWindow>, ApiError> {
    act(&app, &caller, &window, Verb::ResumeWindow, Clerk::ResumeWindow).await
}

/// Closes the window.
#[utoipa::path(post, path = "/api/v1/windows/{window}/close", tag = "windows", params(("window" = u16, Path), ("Idempotency-Key" = String, Header, format = Uuid)), responses((status = 200, body = AtWindow), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem), (status = 500, body = Problem), (status = 503, body = Problem)))]
pub async fn close(State(app): State<Shared>, caller: Caller, ApiPath(window): ApiPath) -> Result<Json<AtWindow>, ApiError> {
    act(&app, &caller, &window, Verb::CloseWindow, Clerk::CloseWindow).await
}

/// Calls whoever is next by the rules.
#[utoipa::path(post, path = "/api/v1/windows/{window}/next", tag = "windows", params(("window" = u16, Path), ("Idempotency-Key" = String, Header, format = Uuid)), responses((status = 200, body = AtWindow), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem), (status = 500, body = Problem), (status = 503, body = Problem)))]
pub async fn next(State(app): State<Shared>, caller: Caller, ApiPath(window): ApiPath) -> Result<Json<AtWindow>, ApiError> {
    act(&app, &caller, &window, Verb::CallNext, Clerk::CallNext).await
}

/// Calls the same ticket again.
#[utoipa::path(post, path = "/api/v1/windows/{window}/again", tag = "windows", params(("window" = u16, Path), ("Idempotency-Key" = String, Header, format = Uuid)), responses((status = 200, body = AtWindow), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem), (status = 500, body = Problem), (status = 503, body = Problem)))]
pub async fn again(State(app): State<Shared>, caller: Caller, ApiPath(window): ApiPath) -> Result<Json<AtWindow>, ApiError> {
    act(&app, &caller, &window, Verb::CallAgain, Clerk::CallAgain).await
}

/// Nobody came.
#[utoipa::path(post, path = "/api/v1/windows/{window}/missed", tag = "windows", params(("window" = u16, Path), ("Idempotency-Key" = String, Header, format = Uuid)), responses((status = 200, body = AtWindow), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem), (status = 500, body = Problem), (status = 503, body = Problem)))]
pub async fn missed(State(app): State<Shared>, caller: Caller, ApiPath(window): ApiPath) -> Result<Json<AtWindow>, ApiError> {
    act(&app, &caller, &window, Verb::MarkMissed, Clerk::MarkMissed).await
}

/// Service begins; the clerk becomes first contact (R16.2).
#[utoipa::path(post, path = "/api/v1/windows/{window}/start", tag = "windows", params(("window" = u16, Path), ("Idempotency-Key" = String, Header, format = Uuid)), responses((status = 200, body = AtWindow), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem), (status = 500, body = Problem), (status = 503, body = Problem)))]
pub async fn start(State(app): State<Shared>, caller: Caller, ApiPath(window): ApiPath) -> Result<Json<AtWindow>, ApiError> {
    act(&app, &caller, &window, Verb::Start, Clerk::Start).await
}

/// Service is finished.
#[utoipa::path(post, path = "/api/v1/windows/{window}/finish", tag = "windows", params(("window" = u16, Path), ("Idempotency-Key" = String, Header, format = Uuid)), responses((status = 200, body = AtWindow), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem), (status = 500, body = Problem), (status = 503, body = Problem)))]
pub async fn finish(State(app): State<Shared>, caller: Caller, ApiPath(window): ApiPath) -> Result<Json<AtWindow>, ApiError> {
    act(&app, &caller, &window, Verb::Finish, Clerk::Finish).await
}

/// The ticket comes back after a while, at the same place.
#[utoipa::path(post, path = "/api/v1/windows/{window}/park", tag = "windows", request_body = ForMinutes, params(("window" = u16, Path), ("Idempotency-Key" = String, Header, format = Uuid)), responses((status = 200, body = AtWindow), (status = 400, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem), (status = 500, body = Problem), (status = 503, body = Problem)))]
pub async fn park(State(app): State<Shared>, caller: Caller, ApiPath(window): ApiPath, ApiJson(body): ApiJson<ForMinutes>) -> Result<Json<AtWindow>, ApiError> {
    act(&app, &caller, &window, Verb::Park, Clerk::Park { minutes: body.minutes }).await
}

/// Takes the last act back, while nobody acted on it.
#[utoipa::path(post, path = "/api/v1/windows/{window}/undo", tag = "windows", params(("window" = u16, Path), ("Idempotency-Key" = String, Header, format = Uuid)), responses((status = 200, body = AtWindow), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem), (status = 500, body = Problem), (status = 503, body = Problem)))]
pub async fn undo(State(app): State<Shared>, caller: Caller, ApiPath(window): ApiPath) -> Result<Json<AtWindow>, ApiError> {
    act(&app, &caller, &window, Verb::Undo, Clerk::Undo).await
}
