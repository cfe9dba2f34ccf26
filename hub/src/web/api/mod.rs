//! The JSON API: the floor's verbs for other programs, each request by a token.

mod error;
mod queue;
mod tickets;
mod token;
mod types;
mod windows;

use std::sync::LazyLock;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use utoipa::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::state::Shared;

pub use token::Tokens;

#[derive(OpenApi)]
#[openapi(
    info(title = "SunHall 阳光大厅", description = "Tickets, windows and queues of one hall. Every change carries an `Idempotency-Key`, a UUIDv7 with the hub's time; a repeat gets the first answer. `POST /api/v1/ids` makes one."),
    modifiers(&Bearer),
    security(("token" = []))
)]
struct Api;

struct Bearer;

impl utoipa::Modify for Bearer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        document.components.get_or_insert_with(Default::default).add_security_scheme("token", scheme);
    }
}

/// What an address that does not exist answers.
pub fn missing() -> Response {
    error::ApiError::missing().into_response()
}

fn open() -> OpenApiRouter<Shared> {
    OpenApiRouter::with_openapi(Api::openapi())
        .routes(routes!(queue::ids))
        .routes(routes!(queue::groups))
        .routes(routes!(queue::line))
        .routes(routes!(tickets::take))
        .routes(routes!(tickets::status))
        .routes(routes!(tickets::confirm))
        .routes(routes!(tickets::cancel))
        .routes(routes!(tickets::rate))
        .routes(routes!(tickets::bring_back))
        .routes(routes!(windows::list))
        .routes(routes!(windows::open))
        .routes(routes!(windows::pause))
        .routes(routes!(windows::resume))
        .routes(routes!(windows::close))
        .routes(routes!(windows::next))
        .routes(routes!(windows::again))
        .routes(routes!(windows::missed))
        .routes(routes!(windows::start))
        .routes(routes!(windows::finish))
        .routes(routes!(windows::transfer))
        .routes(routes!(windows::park))
        .routes(routes!(windows::undo))
}

/// The API's routes.
pub fn router() -> Router<Shared> {
    open().split_for_parts().0
}

/// The document as it is stored beside the sources.
pub fn document_text() -> String {
    let document = open().split_for_parts().1;
    document.to_pretty_json().map(|text| text + "\n").unwrap_or_default()
}

/// The document for whoever asks; it holds nothing of the hall.
pub async fn document() -> Response {
    static TEXT: LazyLock<String> = LazyLock::new(document_text);
    ([(header::CONTENT_TYPE, "application/json")], TEXT.as_str()).into_response()
}

/// What every answer of the API carries.
pub async fn headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
