//! How the API says no: a key, the sentence in both languages, the rule, and what filled the sentence.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sunhall_hall::staff::Role;
use sunhall_hall::{Answer, Refusal};
use sunhall_protocol::words::{self, Language};
use utoipa::ToSchema;

use crate::engine::Outcome;
use crate::web::refusals::{self, About};
use crate::web::state::{App, clock};
use crate::wire;

/// What went wrong, for programs and for people.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Key of the sentence, for instance `refusal-no-one-waiting`.
    pub key: String,
    pub text: Both,
    /// Rule id such as `R04.2`, or `queue`.
    pub rule: Option<String>,
    pub arguments: BTreeMap<String, String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Both {
    #[serde(rename = "zh-CN")]
    pub chinese: String,
    pub en: String,
}

/// An answer that is no success.
#[derive(Debug)]
pub struct ApiError {
    status: StatusCode,
    told: Box<[sunhall_protocol::Refusal; 2]>,
}

impl ApiError {
    fn plain(status: StatusCode, key: &str, arguments: &[(&str, [String; 2])], rule: Option<&str>) -> Self {
        let told = [0, 1].map(|language| sunhall_protocol::Refusal {
            key: key.to_owned(),
            arguments: arguments.iter().map(|(name, values)| ((*name).to_owned(), values[language].clone())).collect(),
            rule: rule.map(str::to_owned),
        });
        Self { status, told: Box::new(told) }
    }

    pub fn nobody() -> Self {
        Self::plain(StatusCode::UNAUTHORIZED, "refusal-token", &[], None)
    }

    pub fn too_fast() -> Self {
        Self::plain(StatusCode::TOO_MANY_REQUESTS, "error-too-fast", &[("seconds", ["1".to_owned(), "1".to_owned()])], None)
    }

    pub fn forbidden(key: &str) -> Self {
        Self::plain(StatusCode::FORBIDDEN, key, &[], None)
    }

    pub fn role(needed: Role) -> Self {
        let names = Language::ALL.map(|language| words::say(language, wire::role_key(needed)));
        Self::plain(StatusCode::FORBIDDEN, "refusal-role-may-not", &[("role", names)], Some("security"))
    }

    pub fn refused(key: &str, rule: Option<&str>) -> Self {
        Self::plain(StatusCode::CONFLICT, key, &[], rule)
    }

    /// R04.2: a window opens with a clerk who has signed on.
    pub fn not_signed_on(staff: &str) -> Self {
        Self::plain(StatusCode::CONFLICT, "refusal-clerk-away", &[("number", [staff.to_owned(), staff.to_owned()])], Some("R04.2"))
    }

    pub fn malformed(field: &str) -> Self {
        Self::plain(StatusCode::UNPROCESSABLE_ENTITY, "error-malformed", &[("field", [field.to_owned(), field.to_owned()])], None)
    }

    pub fn missing() -> Self {
        Self::plain(StatusCode::NOT_FOUND, "error-no-such-thing", &[], None)
    }

    /// A refusal of the hall.
    pub fn of(app: &App, refusal: &Refusal, about: &About) -> Self {
        let status = match refusal {
            Refusal::RoleMayNot { .. } => StatusCode::FORBIDDEN,
            Refusal::UnknownTicket | Refusal::UnknownWindow | Refusal::UnknownService | Refusal::UnknownGroup => StatusCode::NOT_FOUND,
            _ => StatusCode::CONFLICT,
        };
        Self { status, told: Box::new(Language::ALL.map(|language| refusals::told(app, language, refusal, about))) }
    }
}

/// The answer inside an outcome, or why there is none.
pub fn decided(app: &App, outcome: Outcome, about: &About) -> Result<Answer, ApiError> {
    match outcome {
        Outcome::Decided(Ok(answer)) => Ok(answer),
        Outcome::Decided(Err(refusal)) => Err(ApiError::of(app, &refusal, about)),
        Outcome::Busy => Err(ApiError::plain(StatusCode::SERVICE_UNAVAILABLE, "refusal-busy", &[], None)),
        Outcome::Fault => Err(ApiError::plain(StatusCode::INTERNAL_SERVER_ERROR, "error-fault", &[], None)),
        Outcome::IdRefused { hub_time } => {
            let time = clock(hub_time);
            Err(ApiError::plain(StatusCode::UNPROCESSABLE_ENTITY, "refusal-request-too-old", &[("time", [time.clone(), time])], None))
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let say = |place: usize, language: Language| {
            let mut told = self.told[place].clone();
            told.rule = None;
            words::refusal(language, &told)
        };
        let text = Both { chinese: say(0, Language::Chinese), en: say(1, Language::English) };
        let [told, _] = *self.told;
        let mut response = (self.status, Json(Problem { key: told.key, text, rule: told.rule, arguments: told.arguments })).into_response();
        if matches!(self.status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// The one changing part of an address; one that is no text names nothing.
pub struct ApiPath(pub String);

impl<S: Send + Sync> FromRequestParts<S> for ApiPath {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        Path::<String>::from_request_parts(parts, state).await.map(|Path(text)| Self(text)).map_err(|_| ApiError::missing())
    }
}

/// A JSON body whose mistakes are told as a [`Problem`]; an empty body reads as no fields.
pub struct ApiJson<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for ApiJson<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let empty = request.headers().get(header::CONTENT_LENGTH).is_none_or(|length| length == "0");
        if empty && !request.headers().contains_key(header::TRANSFER_ENCODING) {
            return serde_json::from_str("{}").map(Self).map_err(|_| ApiError::malformed("body"));
        }
        Json::<T>::from_request(request, state).await.map(|Json(body)| Self(body)).map_err(|rejection| match rejection {
            JsonRejection::MissingJsonContentType(_) => ApiError::plain(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "error-malformed",
                &[("field", ["Content-Type".to_owned(), "Content-Type".to_owned()])],
                None,
            ),
            JsonRejection::BytesRejection(_) => {
                ApiError::plain(StatusCode::PAYLOAD_TOO_LARGE, "error-too-large", &[("limit", ["64 KiB".to_owned(), "64 KiB".to_owned()])], None)
            }
            other => ApiError::malformed(field_of(&other.body_text()).unwrap_or("body")),
        })
    }
}

/// The field that a reader of JSON complains about, in its sentence `… target type: FIELD: what is wrong at line 1 column 2`.
fn field_of(complaint: &str) -> Option<&str> {
    let (_, about) = complaint.split_once("target type: ")?;
    let named = about.split_once(": ").map(|(field, _)| field).filter(|field| !field.contains(' ') && *field != ".");
    // A field that is missing or not known has no place of its own.
    named.or_else(|| about.split('`').nth(1))
}

#[cfg(test)]
mod tests {
    use super::field_of;

    #[test]
    fn the_field_that_is_wrong_is_named() {
        let told = |about: &str| field_of(&format!("Failed to deserialize the JSON body into the target type: {about}")).map(str::to_owned);
        assert_eq!(told("minutes: invalid type: string \"x\", expected u16 at line 1 column 14").as_deref(), Some("minutes"));
        assert_eq!(told("colour: unknown field `colour`, expected `minutes` at line 1 column 9").as_deref(), Some("colour"));
        assert_eq!(told("missing field `staff` at line 1 column 2").as_deref(), Some("staff"));
        assert_eq!(told("data did not match any variant of untagged enum TransferTo"), None);
        assert_eq!(field_of("Failed to parse the request body as JSON"), None);
    }
}
