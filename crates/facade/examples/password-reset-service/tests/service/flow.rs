//! What users do.

use axum::http::{StatusCode, header};

use crate::site::{PASSWORD, Site};

#[tokio::test]
async fn a_forgotten_password_is_set_and_logs_in() {
    let site = Site::new();
    let token = site.forget().await;
    let form = site.get(&format!("/reset?token={token}"), "").await;
    assert_eq!(form.status, StatusCode::OK);
    assert!(form.body.contains(&format!("value=\"{token}\"")));
    assert_eq!(site.reset(&token, PASSWORD).await.status, StatusCode::OK);
    let session = site.log_in(PASSWORD).await.ok().expect("a session");
    assert!(site.knows(&session).await);
    assert!(site.knows(&format!("a=b; {session}; c=d")).await);
    let answer = site.post("/logout", "", &session).await;
    assert_eq!(answer.headers[header::LOCATION], "/login");
    assert!(answer.headers[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
    assert!(!site.knows(&session).await);
    // Once more does no harm.
    assert_eq!(site.post("/logout", "", &session).await.status, StatusCode::SEE_OTHER);
}

/// Programs that look at links in mails before their readers do must not use them up.
#[tokio::test]
async fn to_look_at_a_link_does_not_use_it_up() {
    let site = Site::new();
    let token = site.forget().await;
    for _ in 0..3 {
        let form = site.get(&format!("/reset?token={token}"), "").await;
        assert_eq!(form.status, StatusCode::OK);
    }
    assert_eq!(site.reset(&token, PASSWORD).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_new_password_ends_all_sessions_and_all_links() {
    let site = Site::new();
    let first = site.forget().await;
    assert_eq!(site.reset(&first, PASSWORD).await.status, StatusCode::OK);
    let sessions =
        [site.log_in(PASSWORD).await.ok().unwrap(), site.log_in(PASSWORD).await.ok().unwrap()];
    let (second, third) = (site.forget().await, site.forget().await);
    assert_eq!(site.reset(&second, "another password").await.status, StatusCode::OK);
    for session in &sessions {
        assert!(!site.knows(session).await);
    }
    for used in [&first, &second, &third] {
        assert_eq!(site.reset(used, "a third password").await.status, StatusCode::BAD_REQUEST);
    }
    assert!(site.log_in(PASSWORD).await.is_err());
    let session = site.log_in("another password").await.ok().unwrap();
    assert!(site.knows(&session).await);
}

#[tokio::test]
async fn a_bad_password_leaves_the_link_valid() {
    let site = Site::new();
    let token = site.forget().await;
    for bad in ["", "fourteen chars", &"x".repeat(257)] {
        let answer = site.reset(&token, bad).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(answer.body.contains("fewer than 15"));
    }
    assert_eq!(site.reset(&token, "fifteen charact").await.status, StatusCode::OK);
}

#[tokio::test]
async fn links_and_sessions_expire() {
    let site = Site::new();
    let token = site.forget().await;
    site.wait(15 * 60);
    assert_eq!(site.reset(&token, PASSWORD).await.status, StatusCode::BAD_REQUEST);
    let token = site.forget().await;
    site.wait(15 * 60 - 1);
    assert_eq!(site.reset(&token, PASSWORD).await.status, StatusCode::OK);
    let session = site.log_in(PASSWORD).await.ok().unwrap();
    site.wait(12 * 60 * 60 - 1);
    assert!(site.knows(&session).await);
    site.wait(1);
    assert!(!site.knows(&session).await);
}
