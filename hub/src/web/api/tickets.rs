//! Tickets: take, confirm, look, give back, rate, bring back.

use axum::Json;
use axum::extract::State;
use sunhall_hall::command::{Citizen, Clerk};
use sunhall_hall::ids::{ServiceCode, TicketId, TicketNumber, WindowNumber};
use sunhall_hall::{Answer, Verb};

use super::error::{ApiError, ApiJson, ApiPath, Problem, decided};
use super::token::Caller;
use super::types::{BringBack, Confirm, Done, Rate, TakeTicket, Taken, TicketStatus};
use crate::web::commands::{self, WORDS_MAX};
use crate::web::refusals::About;
use crate::web::state::Shared;

/// The longest phone number that is kept.
const PHONE_MAX: usize = 20;

/// Takes a number. It counts once it is confirmed; one given by hand counts at once.
#[utoipa::path(post, path = "/api/v1/tickets", tag = "tickets", request_body = TakeTicket, params(("Idempotency-Key" = String, Header, format = Uuid)), responses((status = 200, body = Taken), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem), (status = 500, body = Problem), (status = 503, body = Problem)))]
pub async fn take(State(app): State<Shared>, caller: Caller, ApiJson(body): ApiJson<TakeTicket>) -> Result<Json<Taken>, ApiError> {
    caller.allow(Verb::IssueByHand)?;
    let id = caller.id()?;
    let class = body.class.map(Into::into);
    let service = ServiceCode::new(body.service.as_str());
    let outcome = if body.by_hand {
        let make = commands::issue_by_hand(service, class, body.company);
        app.engine.clerks().ask(id, caller.actor(None), caller.author(), make).await
    } else {
        app.engine.citizens().ask(id, None, commands::take_ticket(service, class, body.company)).await
    };
    match decided(&app, outcome, &About::default())? {
        Answer::Reserved(reserved) => Ok(Json(Taken::of(&app, &caller.hall, &reserved))),
        _ => Err(ApiError::refused("refusal-request-reused", None)),
    }
}

/// Where a ticket of today stands.
#[utoipa::path(get, path = "/api/v1/tickets/{ticket}", tag = "tickets", params(("ticket" = u64, Path)), responses((status = 200, body = TicketStatus), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem)))]
pub async fn status(State(app): State<Shared>, caller: Caller, ApiPath(ticket): ApiPath) -> Result<Json<TicketStatus>, ApiError> {
    caller.allow(Verb::SeeFloor)?;
    let ticket = caller.hall.floor.ticket(ticket_id(&ticket)?).ok_or_else(ApiError::missing)?;
    caller.allow_ticket(ticket)?;
    Ok(Json(TicketStatus::of(&caller.hall, ticket, app.engine.now())))
}

/// The number reached the citizen.
#[utoipa::path(post, path = "/api/v1/tickets/{ticket}/confirm", tag = "tickets", request_body = Confirm, params(("ticket" = u64, Path), ("Idempotency-Key" = String, Header, format = Uuid)), responses((status = 200, body = Done), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem), (status = 500, body = Problem), (status = 503, body = Problem)))]
pub async fn confirm(State(app): State<Shared>, caller: Caller, ApiPath(ticket): ApiPath, ApiJson(body): ApiJson<Confirm>) -> Result<Json<Done>, ApiError> {
    caller.allow(Verb::IssueByHand)?;
    let (id, ticket) = (caller.id()?, ticket_id(&ticket)?);
    let carrier = body.carrier.into();
    citizen(&app, id, Citizen::ConfirmTicket { ticket, carrier }).await
}

/// The citizen gives the number back.
#[utoipa::path(post, path = "/api/v1/tickets/{ticket}/cancel", tag = "tickets", params(("ticket" = u64, Path), ("Idempotency-Key" = String, Header, format = Uuid)), responses((status = 200, body = Done), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem), (status = 500, body = Problem), (status = 503, body = Problem)))]
pub async fn cancel(State(app): State<Shared>, caller: Caller, ApiPath(ticket): ApiPath) -> Result<Json<Done>, ApiError> {
    caller.allow(Verb::IssueByHand)?;
    let (id, ticket) = (caller.id()?, ticket_id(&ticket)?);
    citizen(&app, id, Citizen::CancelTicket { ticket }).await
}

async fn citizen(app: &Shared, id: crate::engine::CommandId, act: Citizen) -> Result<Json<Done>, ApiError> {
    let outcome = app.engine.citizens().ask(id, None, move |_| act).await;
    decided(app, outcome, &About::default()).map(|_| Json(Done { done: true }))
}

/// Rates the service of a ticket, once.
#[utoipa::path(post, path = "/api/v1/tickets/{ticket}/rating", tag = "tickets", request_body = Rate, params(("ticket" = u64, Path), ("Idempotency-Key" = String, Header, format = Uuid)), responses((status = 200, body = Done), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem), (status = 500, body = Problem), (status = 503, body = Problem)))]
pub async fn rate(State(app): State<Shared>, caller: Caller, ApiPath(ticket): ApiPath, ApiJson(body): ApiJson<Rate>) -> Result<Json<Done>, ApiError> {
    caller.allow(Verb::IssueByHand)?;
    let (id, ticket) = (caller.id()?, ticket_id(&ticket)?);
    let long = |text: &Option<String>, most: usize| text.as_ref().is_some_and(|text| text.chars().count() > most);
    if long(&body.words, WORDS_MAX) || long(&body.phone, PHONE_MAX) {
        return Err(ApiError::malformed("words"));
    }
    let outcome = app.engine.citizens().ask(id, None, commands::rate(ticket, body.level, body.reasons, body.words, body.phone)).await;
    decided(&app, outcome, &About::default()).map(|_| Json(Done { done: true }))
}

/// A missed or parked ticket comes back.
#[utoipa::path(post, path = "/api/v1/tickets/bring-back", tag = "tickets", request_body = BringBack, params(("Idempotency-Key" = String, Header, format = Uuid)), responses((status = 200, body = Done), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem), (status = 500, body = Problem), (status = 503, body = Problem)))]
pub async fn bring_back(State(app): State<Shared>, caller: Caller, ApiJson(body): ApiJson<BringBack>) -> Result<Json<Done>, ApiError> {
    caller.allow(Verb::BringBack)?;
    let id = caller.id()?;
    let number = TicketNumber::parse(&body.number).ok_or_else(|| ApiError::malformed("number"))?;
    let clerk = body.window.map(|window| caller.clerk_at(WindowNumber(window))).transpose()?;
    let author = clerk.clone().unwrap_or_else(|| caller.author());
    let outcome = app.engine.clerks().ask(id, caller.actor(clerk), author, commands::clerk(Clerk::BringBack { number })).await;
    decided(&app, outcome, &About { number: Some(number), ..About::default() }).map(|_| Json(Done { done: true }))
}

fn ticket_id(text: &str) -> Result<TicketId, ApiError> {
    text.parse().map(TicketId).map_err(|_| ApiError::missing())
}
