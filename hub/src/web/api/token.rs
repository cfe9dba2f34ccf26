//! Whose request it is: a token is looked up by hash in memory, so that the way of a request stays short.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use sunhall_hall::floor::Ticket;
use sunhall_hall::ids::{StaffNumber, TokenName, WindowNumber};
use sunhall_hall::staff::Role;
use sunhall_hall::{Hall, Moment, Verb};
use uuid::Uuid;

use super::error::ApiError;
use crate::credentials;
use crate::engine::{ASKED_FROM, Actor, CommandId};
use crate::store::{SecurityEntry, SecurityKind};
use crate::web::state::{App, Shared};

/// Checked tokens kept; there are never many.
const KEPT_MAX: usize = 1000;

/// The header that makes a change repeatable.
const KEY: &str = "idempotency-key";

/// Name of a token and key of the secret against which it was checked.
type Checked = (TokenName, Arc<str>);

/// Tokens that were checked once. An entry counts only while the hall holds the same secret for the name.
#[derive(Default)]
pub struct Tokens {
    checked: RwLock<HashMap<[u8; 32], Checked>>,
    /// When each token was last presented since the hub started.
    used: RwLock<HashMap<TokenName, Moment>>,
}

impl Tokens {
    /// When the token last opened the API since the hub started.
    pub fn last_used(&self, name: &TokenName) -> Option<Moment> {
        self.used.read().unwrap_or_else(PoisonError::into_inner).get(name).copied()
    }

    fn note_use(&self, name: &TokenName, now: Moment) {
        let minute = |at: Moment| at.0.div_euclid(60_000);
        // Once a minute is exact enough, and keeps the way of a request short.
        if self.last_used(name).is_none_or(|before| minute(before) != minute(now)) {
            self.used.write().unwrap_or_else(PoisonError::into_inner).insert(name.clone(), now);
        }
    }

    async fn name(&self, app: &App, hall: &Hall, presented: &str) -> Option<TokenName> {
        let hash = *blake3::hash(presented.as_bytes()).as_bytes();
        let known = self.checked.read().unwrap_or_else(PoisonError::into_inner).get(&hash).cloned();
        if let Some((name, key)) = known {
            return hall.access.token(&name).is_some_and(|token| token.secret.key == key).then_some(name);
        }
        let (name, secret) = credentials::split_token(presented)?;
        let name = TokenName::new(name);
        let token = hall.access.token(&name)?;
        if !credentials::check(app.text(&token.secret), secret).await {
            return None;
        }
        let mut checked = self.checked.write().unwrap_or_else(PoisonError::into_inner);
        if checked.len() >= KEPT_MAX {
            checked.clear();
        }
        checked.insert(hash, (name.clone(), Arc::clone(&token.secret.key)));
        Some(name)
    }
}

/// A program that may speak.
pub struct Caller {
    pub token: TokenName,
    pub hall: Arc<Hall>,
    role: Role,
    windows: Vec<WindowNumber>,
    key: Option<Result<CommandId, ()>>,
    app: Shared,
}

impl Caller {
    /// The id of a change.
    pub fn id(&self) -> Result<CommandId, ApiError> {
        match self.key {
            Some(Ok(id)) => Ok(id),
            Some(Err(())) | None => Err(ApiError::malformed("Idempotency-Key")),
        }
    }

    pub fn allow(&self, verb: Verb) -> Result<(), ApiError> {
        if self.role.may(verb) {
            return Ok(());
        }
        let from = ASKED_FROM.try_with(|from| *from).ok();
        let entry = SecurityEntry::new(self.app.engine.now(), SecurityKind::ActRefused);
        self.app.engine.note(&entry.by(self.author().as_str()).from(from).about(verb.key()));
        Err(ApiError::role(verb.roles().first().copied().unwrap_or(Role::Administrator)))
    }

    /// The token as author of what no person stands behind.
    pub fn author(&self) -> StaffNumber {
        StaffNumber::of_token(&self.token)
    }

    pub fn actor(&self, staff: Option<StaffNumber>) -> Actor {
        Actor::Token { token: self.token.clone(), staff }
    }

    /// A token with windows may speak for those only.
    pub fn allow_window(&self, window: WindowNumber) -> Result<(), ApiError> {
        if self.windows.is_empty() || self.windows.contains(&window) { Ok(()) } else { Err(ApiError::forbidden("refusal-token")) }
    }

    /// R04.2: the clerk who is at the window; without one a token can do nothing there.
    pub fn clerk_at(&self, window: WindowNumber) -> Result<StaffNumber, ApiError> {
        self.allow_window(window)?;
        let working = self.hall.floor.working.get(&window);
        working.map(|working| working.staff.clone()).ok_or_else(|| ApiError::refused("refusal-needs-clerk", Some("R04.2")))
    }

    /// A token with windows sees only what its windows may call.
    pub fn allow_ticket(&self, ticket: &Ticket) -> Result<(), ApiError> {
        let mine = |window: &WindowNumber| self.hall.floor.relation(*window, &ticket.group) != sunhall_hall::floor::Relation::Stranger;
        if self.windows.is_empty() || self.windows.iter().any(mine) { Ok(()) } else { Err(ApiError::forbidden("refusal-token")) }
    }
}

impl FromRequestParts<Shared> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, ApiError> {
        let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let presented = text(header::AUTHORIZATION.as_str()).and_then(|value| value.strip_prefix("Bearer ")).ok_or_else(ApiError::nobody)?;
        let hall = app.engine.hall();
        let Some(name) = app.tokens.name(app, &hall, presented.trim()).await else {
            let from = ASKED_FROM.try_with(|from| *from).ok();
            app.engine.note(&SecurityEntry::new(app.engine.now(), SecurityKind::TokenWrong).from(from));
            return Err(ApiError::nobody());
        };
        let (now, per_second) = (app.engine.now(), hall.figure("security.api_rate", app.engine.now()));
        if !app.rates.allow(&name, u32::try_from(per_second).unwrap_or(0), now) {
            return Err(ApiError::too_fast());
        }
        app.tokens.note_use(&name, now);
        let token = hall.access.token(&name).ok_or_else(ApiError::nobody)?;
        let (role, windows) = (token.role, token.windows.clone());
        let key = text(KEY).map(|key| Uuid::try_parse(key.trim()).map(CommandId).map_err(|_| ()));
        Ok(Self { token: name, hall, role, windows, key, app: Arc::clone(app) })
    }
}
