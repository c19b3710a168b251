//! What does not show from outside: whether a password was hashed, and what is in the log.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use core::{cell::RefCell, error::Error};

use axum::{
    body::Body,
    http::{Request, header},
};
use tempfile::TempDir;
use tower::ServiceExt;
use wellspring::{SecretString, SecretUrl, UnixTime};

use super::Service;
use crate::{
    Failure, Mailer, Store, app,
    failure::LINES,
    tokens::{self, RESET},
};

struct Nowhere;

impl Mailer for Nowhere {
    fn send_link(&self, _: &str, _: &SecretUrl) -> Result<(), Box<dyn Error + Send + Sync>> {
        Ok(())
    }
}

const NOW: u64 = 1_750_000_000;

/// With an account that has a password and one that has none.
fn service() -> (TempDir, Service) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path().join("db")).unwrap();
    let clock = || UnixTime::from(NOW);
    let service = Service::new(store.clone(), Nowhere, "https://example.com", clock).unwrap();
    for email in ["ann@example.com", "new@example.com"] {
        store.add_account(email).unwrap();
    }
    let ann = store.account("ann@example.com").unwrap().unwrap();
    let (token, stored) = tokens::mint(&RESET, clock()).unwrap();
    assert!(store.insert_token(&stored, &ann, clock()).unwrap());
    let password = SecretString::from(String::from("correct horse battery staple"));
    service.reset(token.expose_secret(), &password).unwrap();
    (folder, service)
}

/// Hashing takes long enough to be measured from afar: it is done once, with the same parameters, whether there is an account or not.
#[test]
fn every_login_hashes_once() {
    let (_folder, service) = service();
    let mut parameters = Vec::new();
    for email in ["ann@example.com", "new@example.com", "bob@example.com", ""] {
        let hashes = RefCell::new(Vec::new());
        let answer = service.log_in_by(email, |hash| {
            hashes.borrow_mut().push(hash.to_owned());
            Ok(false)
        });
        assert!(matches!(answer, Err(Failure::Login)), "{email}");
        let hashes = hashes.into_inner();
        assert_eq!(hashes.len(), 1, "{email}");
        // `$argon2id$v=…$m=…$`, without salt and hash.
        parameters.extend(
            hashes
                .iter()
                .map(|hash| hash.split('$').take(4).map(str::to_owned).collect::<Vec<_>>()),
        );
    }
    assert!(parameters.iter().all(|these| these.len() == 4 && *these == parameters[0]));
    // Where there is no password to compare with, a match lets nobody in.
    for email in ["new@example.com", "bob@example.com"] {
        assert!(matches!(service.log_in_by(email, |_| Ok(true)), Err(Failure::Login)));
    }
    assert!(service.log_in_by("ann@example.com", |_| Ok(true)).is_ok());
}

/// Of a link and of a session, shown and ended.
#[tokio::test]
async fn why_a_token_was_refused_is_in_the_log() {
    let (_folder, service) = service();
    let unknown = tokens::mint(&RESET, UnixTime::from(NOW)).unwrap().0;
    let cookie = ["__Host-session=", unknown.expose_secret()].concat();
    let form = ["token=", unknown.expose_secret(), "&password="].concat();
    let app = app(service);
    let requests = [
        Request::get("/").header(header::COOKIE, &cookie).body(Body::empty()),
        Request::post("/logout").header(header::COOKIE, &cookie).body(Body::empty()),
        Request::post("/reset")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form)),
    ];
    for request in requests {
        let lines = || LINES.lock().unwrap().clone();
        let before = lines().len();
        app.clone().oneshot(request.unwrap()).await.unwrap();
        let new = lines().split_off(before);
        assert_eq!(new, ["refused: Unknown"]);
        assert!(!new.concat().contains(unknown.expose_secret()));
    }
}
