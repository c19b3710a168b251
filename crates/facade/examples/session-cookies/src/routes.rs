//! Requests: who is it, log in, renew, log out.

use core::convert::Infallible;
use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{DefaultBodyLimit, FromRequestParts, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use serde::Deserialize;
use tower_cookies::{CookieManagerLayer, Cookies};
use wellspring::{SecretString, TokenError};

use crate::{Sessions, cookie};

/// Whoever is logged in. A handler that takes it is not called for anybody else.
#[derive(Debug)]
pub struct User(pub String);

/// The whole of it.
pub fn app(sessions: Sessions) -> Router {
    Router::new()
        .route("/", get(account))
        .route("/login", post(log_in))
        .route("/renew", post(renew))
        .route("/logout", post(log_out))
        .layer(CookieManagerLayer::new())
        // No form here is longer.
        .layer(DefaultBodyLimit::max(4_096))
        .with_state(Arc::new(sessions))
}

impl FromRequestParts<Arc<Sessions>> for User {
    type Rejection = StatusCode;

    async fn from_request_parts(
        parts: &mut Parts,
        sessions: &Arc<Sessions>,
    ) -> Result<Self, StatusCode> {
        let cookies = Cookies::from_request_parts(parts, sessions).await;
        let cookies = cookies.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
        let token = cookie::get(&cookies).ok_or(StatusCode::UNAUTHORIZED)?;
        // One answer, whatever was wrong.
        let user = sessions.user(token.expose_secret()).ok_or(StatusCode::UNAUTHORIZED)?;
        Ok(Self(user))
    }
}

async fn account(User(user): User) -> String {
    format!("You are {user}.\n")
}

#[derive(Deserialize)]
struct LogIn {
    user: String,
    password: String,
}

/// A new session each time; one that the browser had before, or that somebody put there, ends.
async fn log_in(
    State(sessions): State<Arc<Sessions>>,
    cookies: Cookies,
    Form(form): Form<LogIn>,
) -> Result<Response, Failure> {
    let password = SecretString::from(form.password);
    let Some(session) = sessions.log_in(&form.user, &password)? else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    if let Some(old) = cookie::get(&cookies) {
        sessions.log_out(old.expose_secret());
    }
    cookie::set(&cookies, &session);
    Ok(Redirect::to("/").into_response())
}

/// After a change of rights, or now and then.
async fn renew(
    State(sessions): State<Arc<Sessions>>,
    cookies: Cookies,
) -> Result<StatusCode, Failure> {
    let renewed = match cookie::get(&cookies) {
        Some(old) => sessions.renew(old.expose_secret())?,
        None => None,
    };
    let Some(session) = renewed else { return Ok(StatusCode::UNAUTHORIZED) };
    cookie::set(&cookies, &session);
    Ok(StatusCode::NO_CONTENT)
}

async fn log_out(
    State(sessions): State<Arc<Sessions>>,
    cookies: Cookies,
) -> Result<Redirect, Infallible> {
    if let Some(session) = cookie::get(&cookies) {
        sessions.log_out(session.expose_secret());
        cookie::clear(&cookies);
    }
    Ok(Redirect::to("/"))
}

/// The operating system gave no bytes: no session, and an answer that says so.
struct Failure(TokenError);

impl From<TokenError> for Failure {
    fn from(error: TokenError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        // Neither has anything of a secret in it.
        (StatusCode::INTERNAL_SERVER_ERROR, self.0.to_string()).into_response()
    }
}
