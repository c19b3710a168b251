//! Requests: say hello, mint a second key, revoke the one in use.

use std::sync::Arc;

use axum::{
    Router,
    extract::{FromRequestParts, State},
    http::{
        StatusCode,
        header::{AUTHORIZATION, CACHE_CONTROL},
        request::Parts,
    },
    response::{IntoResponse, Response},
    routing::{get, post},
};
use wellspring::{KeyId, SecretString};

use crate::{Keys, TooMany};

/// A function that is told of each request by the name of its key.
type Log = Arc<dyn Fn(&str) + Send + Sync>;

#[derive(Clone)]
struct Service {
    keys: Arc<Keys>,
    log: Log,
}

/// The whole service.
pub fn app(keys: Arc<Keys>, log: impl Fn(&str) + Send + Sync + 'static) -> Router {
    Router::new()
        .route("/hello", get(hello))
        .route("/keys", post(mint).delete(revoke))
        .with_state(Service { keys, log: Arc::new(log) })
}

/// Whoever asks with a key. A handler that takes it is not called without one.
struct Customer {
    name: String,
    key: SecretString,
    id: KeyId,
}

impl FromRequestParts<Service> for Customer {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, service: &Service) -> Result<Self, StatusCode> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let key = header.and_then(|header| header.strip_prefix("Bearer "));
        let key = SecretString::from(key.unwrap_or_default().to_owned());
        let customer = service.keys.customer(&key);
        // One answer, whatever was wrong.
        let (name, id) = customer.ok_or(StatusCode::UNAUTHORIZED)?;
        (service.log)(&format!("{} {} {id}", parts.method, parts.uri.path()));
        Ok(Self { name, key, id })
    }
}

async fn hello(customer: Customer) -> String {
    format!("Hello, {}.\n", customer.name)
}

/// The answer is the only place where the key is ever seen.
async fn mint(State(service): State<Service>, customer: Customer) -> Response {
    match service.keys.mint(&customer.name) {
        Ok(key) => {
            (service.log)(&format!("minted {} by {}", key.id(), customer.id));
            let text = format!("{}\n", key.expose_secret());
            (StatusCode::CREATED, [(CACHE_CONTROL, "no-store")], text).into_response()
        }
        Err(error @ TooMany::Keys) => (StatusCode::CONFLICT, format!("{error}\n")).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{error}\n")).into_response(),
    }
}

async fn revoke(State(service): State<Service>, customer: Customer) -> StatusCode {
    if service.keys.revoke(&customer.key) { StatusCode::NO_CONTENT } else { StatusCode::GONE }
}
