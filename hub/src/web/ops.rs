//! For whoever keeps the hub running: does it live, is it ready, what has it counted.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::state::Shared;

/// The process lives.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The writer answers and nobody has told the hub to stop.
pub async fn readyz(State(app): State<Shared>) -> Response {
    let writer = app.engine.live().has_changed().is_ok();
    if writer && !app.stopping.is_cancelled() {
        (StatusCode::OK, "ready\n").into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
    }
}

pub async fn metrics(State(app): State<Shared>) -> Response {
    match &app.metrics {
        Some(metrics) => ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], metrics.render()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
