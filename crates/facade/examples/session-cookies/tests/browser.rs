//! What a browser sees: cookies set, sent back, renewed, cleared and expired.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use core::sync::atomic::{AtomicU64, Ordering};
use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use session_cookies::{Sessions, app};
use tower::ServiceExt;
use wellspring::{UnixTime, compare_digest};

const HOURS: u64 = 3600;

/// One user, and a clock that stands still.
fn site() -> (Router, Arc<AtomicU64>) {
    let time = Arc::new(AtomicU64::new(1_750_000_000));
    let clock = {
        let time = Arc::clone(&time);
        move || UnixTime::from(time.load(Ordering::SeqCst))
    };
    let sessions = Sessions::new(
        |user, password| user == "ann" && compare_digest(password, "correct horse"),
        clock,
    );
    (app(sessions), time)
}

async fn send(
    site: &Router,
    method: &str,
    path: &str,
    cookie: &str,
    form: &str,
) -> (StatusCode, HeaderMap, String) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form.to_owned()));
    let (parts, body) = site.clone().oneshot(request.unwrap()).await.unwrap().into_parts();
    let body = to_bytes(body, 1 << 16).await.unwrap();
    (parts.status, parts.headers, String::from_utf8(body.to_vec()).unwrap())
}

const ANN: &str = "user=ann&password=correct+horse";

/// Logs in, and returns the cookie as a browser would send it, and how it was set.
async fn log_in(site: &Router, cookie: &str) -> (String, String) {
    let (status, headers, _) = send(site, "POST", "/login", cookie, ANN).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let set = headers[header::SET_COOKIE].to_str().unwrap().to_owned();
    (set.split(';').next().unwrap().to_owned(), set)
}

async fn is_ann(site: &Router, cookie: &str) -> bool {
    let (status, _, body) = send(site, "GET", "/", cookie, "").await;
    assert_eq!(status == StatusCode::OK, body == "You are ann.\n");
    status == StatusCode::OK
}

#[tokio::test]
async fn a_login_is_remembered_until_the_logout() {
    let (site, _) = site();
    assert!(!is_ann(&site, "").await);
    let (cookie, set) = log_in(&site, "").await;
    for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=43200"] {
        assert!(set.split("; ").any(|part| part == attribute), "{attribute}: {set}");
    }
    assert!(cookie.starts_with("__Host-session=") && !set.contains("Domain"));
    assert!(is_ann(&site, &cookie).await);

    let (status, headers, _) = send(&site, "POST", "/logout", &cookie, "").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let cleared = headers[header::SET_COOKIE].to_str().unwrap();
    // A browser refuses to touch a `__Host-` cookie without these.
    assert!(cleared.starts_with("__Host-session=;") && cleared.contains("Max-Age=0"), "{cleared}");
    assert!(cleared.contains("Secure") && cleared.contains("Path=/"), "{cleared}");
    assert!(!is_ann(&site, &cookie).await);
}

#[tokio::test]
async fn nobody_else_is_let_in() {
    let (site, _) = site();
    for form in ["user=ann&password=wrong", "user=bob&password=correct+horse", "user=&password="] {
        let (status, headers, _) = send(&site, "POST", "/login", "", form).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert!(!headers.contains_key(header::SET_COOKIE));
    }
    let (cookie, _) = log_in(&site, "").await;
    // One character of the secret half is another one.
    let last = if cookie.ends_with('A') { 'B' } else { 'A' };
    let other = format!("{}{last}", &cookie[..cookie.len() - 1]);
    for wrong in [other.as_str(), "__Host-session=", "__Host-session=x", "session=x"] {
        assert!(!is_ann(&site, wrong).await, "{wrong}");
    }
    assert!(is_ann(&site, &cookie).await);
}

#[tokio::test]
async fn every_login_has_a_session_of_its_own_and_ends_the_one_before() {
    let (site, _) = site();
    let (planted, _) = log_in(&site, "").await;
    let (cookie, _) = log_in(&site, &planted).await;
    assert_ne!(planted, cookie);
    assert!(!is_ann(&site, &planted).await);
    assert!(is_ann(&site, &cookie).await);
    // Another browser's is another session.
    let (elsewhere, _) = log_in(&site, "").await;
    assert!(is_ann(&site, &elsewhere).await && is_ann(&site, &cookie).await);
}

#[tokio::test]
async fn a_renewed_session_has_twelve_hours_again_and_another_token() {
    let (site, time) = site();
    let (cookie, _) = log_in(&site, "").await;
    time.fetch_add(11 * HOURS, Ordering::SeqCst);
    let (status, headers, _) = send(&site, "POST", "/renew", &cookie, "").await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let set = headers[header::SET_COOKIE].to_str().unwrap();
    let renewed = set.split(';').next().unwrap().to_owned();
    assert!(!is_ann(&site, &cookie).await);
    time.fetch_add(11 * HOURS, Ordering::SeqCst);
    assert!(is_ann(&site, &renewed).await);
    time.fetch_add(HOURS, Ordering::SeqCst);
    assert!(!is_ann(&site, &renewed).await);
    assert_eq!(send(&site, "POST", "/renew", &renewed, "").await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(send(&site, "POST", "/renew", "", "").await.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn no_renewal_moves_the_end_a_week_after_the_login() {
    let (site, time) = site();
    let (mut cookie, _) = log_in(&site, "").await;
    for _ in 0..16 {
        time.fetch_add(10 * HOURS, Ordering::SeqCst);
        let (status, headers, _) = send(&site, "POST", "/renew", &cookie, "").await;
        assert_eq!(status, StatusCode::NO_CONTENT);
        let set = headers[header::SET_COOKIE].to_str().unwrap();
        set.split(';').next().unwrap().clone_into(&mut cookie);
    }
    // 160 hours of 168.
    time.fetch_add(8 * HOURS - 1, Ordering::SeqCst);
    assert!(is_ann(&site, &cookie).await);
    time.fetch_add(1, Ordering::SeqCst);
    assert!(!is_ann(&site, &cookie).await);
    assert_eq!(send(&site, "POST", "/renew", &cookie, "").await.0, StatusCode::UNAUTHORIZED);
}

#[test]
fn what_has_expired_is_forgotten() {
    let sessions = Sessions::new(|_, _| true, || UnixTime::from(0));
    assert_eq!(sessions.sweep(), 0);
    assert_eq!(format!("{sessions:?}"), "Sessions { .. }");
}
