//! Forms, cookies and headers.

use std::sync::Arc;

use axum::{
    Form, Router,
    extract::{DefaultBodyLimit, Query, State},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, LOCATION, REFERRER_POLICY, SET_COOKIE,
            X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::map_response,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;
use wellspring::SecretString;

use crate::{Failure, Service, pages, tokens::SESSION};

type App = State<Arc<Service>>;

/// The whole service.
pub fn app(service: Service) -> Router {
    Router::new()
        .route("/", get(account))
        .route("/forgot", get(async || pages::page(pages::FORGOT)).post(forgot))
        .route("/reset", get(reset_form).post(reset))
        .route("/login", get(async || pages::page(pages::LOGIN)).post(log_in))
        .route("/logout", axum::routing::post(log_out))
        .layer(map_response(headers))
        // No form here is longer.
        .layer(DefaultBodyLimit::max(4_096))
        .with_state(Arc::new(service))
}

/// In all of these, a field that is not there is empty: what an empty one is answered with is decided elsewhere.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Forgot {
    email: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Token {
    token: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Reset {
    token: String,
    password: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct LogIn {
    email: String,
    password: String,
}

async fn forgot(State(service): App, Form(form): Form<Forgot>) -> Html<String> {
    service.forgot(form.email);
    pages::page(pages::SENT)
}

async fn reset_form(Query(query): Query<Token>) -> Result<Html<String>, Failure> {
    let token = SecretString::from(query.token);
    pages::reset(token.expose_secret())
}

async fn reset(State(service): App, Form(form): Form<Reset>) -> Result<Html<String>, Failure> {
    let (token, password) = (SecretString::from(form.token), SecretString::from(form.password));
    blocking(move || service.reset(token.expose_secret(), &password)).await?;
    Ok(pages::page(pages::CHANGED))
}

async fn log_in(State(service): App, Form(form): Form<LogIn>) -> Result<Response, Failure> {
    let password = SecretString::from(form.password);
    let session = blocking(move || service.log_in(&form.email, &password)).await?;
    let seconds = SESSION.lifetime().as_secs();
    let cookie = cookie(session.expose_secret(), seconds)?;
    Ok((StatusCode::SEE_OTHER, [(LOCATION, HeaderValue::from_static("/")), (SET_COOKIE, cookie)])
        .into_response())
}

async fn log_out(State(service): App, headers: HeaderMap) -> Result<Response, Failure> {
    if let Some(session) = session(&headers) {
        match blocking(move || service.log_out(session.expose_secret())).await {
            Err(failure @ Failure::Refused(_)) => failure.log(),
            ended => ended?,
        }
    }
    let cookie = cookie("", 0)?;
    Ok((
        StatusCode::SEE_OTHER,
        [(LOCATION, HeaderValue::from_static("/login")), (SET_COOKIE, cookie)],
    )
        .into_response())
}

/// Who is logged in, or the way to the form.
async fn account(State(service): App, headers: HeaderMap) -> Result<Response, Failure> {
    let Some(session) = session(&headers) else { return Ok(to_login()) };
    match blocking(move || service.who(session.expose_secret())).await {
        Ok(email) => Ok(pages::account(&email).into_response()),
        Err(failure @ (Failure::Refused(_) | Failure::Used)) => {
            failure.log();
            Ok(to_login())
        }
        Err(failure) => Err(failure),
    }
}

fn to_login() -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, HeaderValue::from_static("/login"))]).into_response()
}

/// SQLite and password hashes block, and so have threads of their own.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work).await?
}

/// `__Host-`: no subdomain can set it, and it is sent over TLS alone (RFC 6265bis, section 4.1.3.2).
const NAME: &str = "__Host-session=";

/// Out of reach of scripts and of forms on other sites.
fn cookie(session: &str, seconds: u64) -> Result<HeaderValue, Failure> {
    let text =
        format!("{NAME}{session}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Lax");
    let mut value = HeaderValue::from_str(SecretString::from(text).expose_secret())?;
    // Not in the tables of HTTP/2, nor in `Debug`.
    value.set_sensitive(true);
    Ok(value)
}

fn session(headers: &HeaderMap) -> Option<SecretString> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut cookies = cookies.flat_map(|value| value.split(';'));
    let session = cookies.find_map(|cookie| cookie.trim().strip_prefix(NAME))?;
    Some(SecretString::from(Box::<str>::from(session)))
}

/// For every answer: links in these pages, and these pages, carry tokens.
async fn headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// One answer for every token that is not valid. The log has the reason.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        self.log();
        let (status, text) = match self {
            Self::Refused(_) | Self::Used => {
                (StatusCode::BAD_REQUEST, "This link is not valid, or not any more.")
            }
            Self::Login => (StatusCode::UNAUTHORIZED, "The address or the password is wrong."),
            Self::Password => (
                StatusCode::BAD_REQUEST,
                "The password has fewer than 15 characters, or more than 256.",
            ),
            Self::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "Something is broken here."),
        };
        (status, pages::page(&format!("<p>{text}</p>"))).into_response()
    }
}
