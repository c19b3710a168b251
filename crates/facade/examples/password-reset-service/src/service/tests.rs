//! What does not show from outside: whether a password was hashed, and what is in the log.
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use core::{cell::RefCell, error::Error};
use std::sync::{
    Mutex,
    mpsc::{Receiver, Sender, channel},
};

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
    response::{IntoResponse, Response},
};
use tempfile::TempDir;
use tower::ServiceExt;
use wellspring::{SecretString, SecretUrl, UnixTime};

use super::Service;
use crate::{
    Failure, Mailer, Store, app,
    failure::LINES,
    tokens::{self, RESET, SESSION},
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
    let password = secret("correct horse battery staple");
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

/// Says that it has begun to send, and then waits until it may.
struct Slow(Sender<()>, Mutex<Receiver<()>>);

impl Mailer for Slow {
    fn send_link(&self, _: &str, _: &SecretUrl) -> Result<(), Box<dyn Error + Send + Sync>> {
        self.0.send(())?;
        Ok(self.1.lock().unwrap().recv()?)
    }
}

/// The answer to a forgotten password is there while mail is not: no request looks an address up, mints or sends, whether there is an
/// account or not.
#[tokio::test]
async fn no_answer_waits_for_mail() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path().join("db")).unwrap();
    store.add_account("ann@example.com").unwrap();
    let ((begun, begins), (release, released)) = (channel(), channel());
    let mailer = Slow(begun, Mutex::new(released));
    let clock = || UnixTime::from(NOW);
    let app = app(Service::new(store, mailer, "https://example.com", clock).unwrap());
    let forgot = async |email: &str| {
        let request = Request::post("/forgot")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(["email=", email].concat()));
        answer(app.clone().oneshot(request.unwrap()).await.unwrap()).await
    };
    let first = forgot("ann@example.com").await;
    assert_eq!(first.0, StatusCode::OK);
    begins.recv().unwrap();
    // From here on whoever waited for mail would wait for ever.
    for email in ["bob@example.com", "ann@example.com", ""] {
        assert_eq!(forgot(email).await, first, "{email}");
    }
    assert!(begins.try_recv().is_err());
    release.send(()).unwrap();
    // The second of Ann's is next: Bob's was looked up, and nothing was sent.
    begins.recv().unwrap();
    release.send(()).unwrap();
}

/// Status, headers and page: all that a browser sees.
async fn answer(response: Response) -> (StatusCode, String, Vec<u8>) {
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap().to_vec();
    (parts.status, format!("{:?}", parts.headers), body)
}

/// A token that was valid when it was verified and is used up before it is redeemed: whoever comes second changes nothing, and is
/// answered like somebody with a token that never was.
#[tokio::test]
async fn a_token_that_is_used_in_between_is_refused_like_any_other() {
    let (_folder, service) = service();
    let ann = service.store.account("ann@example.com").unwrap().unwrap();
    let (token, stored) = tokens::mint(&RESET, UnixTime::from(NOW)).unwrap();
    assert!(service.store.insert_token(&stored, &ann, UnixTime::from(NOW)).unwrap());
    let [first, second] = ["the first password", "the second password"].map(secret);
    let late = service.reset_by(token.expose_secret(), &second, |password| {
        service.reset(token.expose_secret(), &first).unwrap();
        crate::passwords::hash(password)
    });
    let late = late.unwrap_err();
    assert!(matches!(late, Failure::Used));
    assert!(service.log_in("ann@example.com", &second).is_err());
    assert!(service.log_in("ann@example.com", &first).is_ok());
    let unknown = tokens::mint(&RESET, UnixTime::from(NOW)).unwrap().0;
    let unknown = service.reset(unknown.expose_secret(), &second).unwrap_err();
    assert!(matches!(unknown, Failure::Refused(_)));
    let late = answer(late.into_response()).await;
    assert_eq!(late.0, StatusCode::BAD_REQUEST);
    assert_eq!(late, answer(unknown.into_response()).await);
    // The control: another failure has another answer.
    assert_ne!(late, answer(Failure::Login.into_response()).await);
}

/// The same of a session that ends between its verification and the look-up of its account.
#[test]
fn a_session_that_ends_in_between_is_nobodys() {
    let (_folder, service) = service();
    let password = secret("correct horse battery staple");
    let session = service.log_in("ann@example.com", &password).unwrap();
    let verified = service.verify(&SESSION, session.expose_secret()).unwrap();
    service.log_out(session.expose_secret()).unwrap();
    assert_eq!(service.store.email(verified).unwrap(), None);
    assert!(matches!(service.who(session.expose_secret()), Err(Failure::Refused(_))));
}

fn secret(text: &str) -> SecretString {
    SecretString::from(text.to_owned())
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
        let lines = || LINES.with_borrow(Clone::clone);
        let before = lines().len();
        app.clone().oneshot(request.unwrap()).await.unwrap();
        let new = lines().split_off(before);
        assert_eq!(new, ["refused: Unknown"]);
        assert!(!new.concat().contains(unknown.expose_secret()));
    }
}
