//! The service from outside: requests in, answers and lines of the log out.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use std::sync::{Arc, Mutex};

use api_key_service::{Keys, LIVE, OLD, app};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use tower::ServiceExt;

struct Site {
    app: Router,
    keys: Arc<Keys>,
    log: Arc<Mutex<Vec<String>>>,
}

fn site() -> Site {
    let (keys, log) = (Arc::new(Keys::default()), Arc::new(Mutex::new(Vec::new())));
    let lines = Arc::clone(&log);
    let app = app(Arc::clone(&keys), move |line| lines.lock().unwrap().push(line.to_owned()));
    Site { app, keys, log }
}

impl Site {
    async fn send(&self, method: &str, path: &str, key: &str) -> (StatusCode, String) {
        let request = Request::builder().method(method).uri(path);
        let request = request.header(header::AUTHORIZATION, format!("Bearer {key}"));
        let answer = self.app.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let status = answer.status();
        let body = to_bytes(answer.into_body(), 1 << 16).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    async fn hello(&self, key: &str) -> StatusCode {
        self.send("GET", "/hello", key).await.0
    }
}

#[tokio::test]
async fn a_key_opens_and_its_text_is_in_no_log() {
    let site = site();
    let key = site.keys.mint("ann").unwrap();
    let answer = site.send("GET", "/hello", key.expose_secret()).await;
    assert_eq!(answer, (StatusCode::OK, "Hello, ann.\n".to_owned()));
    let log = site.log.lock().unwrap().concat();
    assert_eq!(log, format!("GET /hello {}", key.id()));
    let payload = &key.expose_secret()[LIVE.prefix().len()..];
    assert!(!log.contains(payload) && !format!("{:?}{:?}", site.keys, key).contains(payload));
}

/// Of keys with one wrong character the table is asked for none; the control is a key that is right and nobody's.
#[tokio::test]
async fn what_cannot_be_a_key_is_not_looked_up() {
    let site = site();
    let key = site.keys.mint("ann").unwrap();
    let text = key.expose_secret();
    for at in LIVE.prefix().len()..text.len() {
        let other = if &text[at..=at] == "x" { "y" } else { "x" };
        let wrong = format!("{}{other}{}", &text[..at], &text[at + 1..]);
        assert_eq!(site.hello(&wrong).await, StatusCode::UNAUTHORIZED);
    }
    for wrong in ["", "acme_live_", "x", &text[1..], &text.to_uppercase()] {
        assert_eq!(site.hello(wrong).await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(site.keys.look_ups(), 0);
    let stranger = wellspring::mint(&LIVE);
    assert_eq!(site.hello(stranger.expose_secret()).await, StatusCode::UNAUTHORIZED);
    assert_eq!(site.keys.look_ups(), 1);
}

#[tokio::test]
async fn a_key_is_changed_without_a_gap() {
    let site = site();
    let old = site.keys.mint("ann").unwrap();
    let (status, new) = site.send("POST", "/keys", old.expose_secret()).await;
    assert_eq!(status, StatusCode::CREATED);
    let new = new.trim_end();
    assert_eq!(site.hello(old.expose_secret()).await, StatusCode::OK);
    assert_eq!(site.hello(new).await, StatusCode::OK);
    assert_eq!(site.send("POST", "/keys", new).await.0, StatusCode::CONFLICT);

    let revoked = site.send("DELETE", "/keys", old.expose_secret()).await;
    assert_eq!(revoked.0, StatusCode::NO_CONTENT);
    assert_eq!(site.hello(old.expose_secret()).await, StatusCode::UNAUTHORIZED);
    assert_eq!(site.hello(new).await, StatusCode::OK);
    // And by the name that stands in the log.
    let name = LIVE.parse(new).unwrap().id().to_string();
    assert!(site.keys.revoke_by_name(&name) && !site.keys.revoke_by_name(&name));
    assert_eq!(site.hello(new).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn keys_of_the_format_before_go_on() {
    let site = site();
    let old = site.keys.mint_as(&OLD, "bob").unwrap();
    assert!(old.expose_secret().starts_with("acme_key_"));
    assert_eq!(site.hello(old.expose_secret()).await, StatusCode::OK);
    let (status, new) = site.send("POST", "/keys", old.expose_secret()).await;
    assert!(status == StatusCode::CREATED && new.starts_with("acme_live_"));
}

/// What a scanner does with the expression, by hand: the prefix, then as many characters of the alphabet as there are.
#[test]
fn a_lost_key_is_found_in_a_text() {
    let key = wellspring::mint(&LIVE);
    let text = format!("# remove before committing\nexport ACME={}\n", key.expose_secret());
    let at = text.find(LIVE.prefix()).unwrap();
    assert_eq!(&text[at..at + LIVE.len()], key.expose_secret());
    assert!(LIVE.scanner_regex().contains(LIVE.prefix()));
    assert!(LIVE.parse(&text[at..at + LIVE.len()]).is_ok());
}
