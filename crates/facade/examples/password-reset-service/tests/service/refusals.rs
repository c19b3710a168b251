//! What attackers do, and what they learn from it.

use std::fs;

use axum::http::{HeaderMap, StatusCode, header};
use rusqlite::Connection;

use crate::site::{Answer, PASSWORD, Site, login_form};

fn same(a: &Answer, b: &Answer) -> bool {
    let all = |headers: &HeaderMap| format!("{headers:?}");
    a.status == b.status && all(&a.headers) == all(&b.headers) && a.body == b.body
}

#[tokio::test]
async fn nobody_learns_which_accounts_exist() {
    let site = Site::new();
    let unknown = site.post("/forgot", "email=bob%40example.com", "").await;
    let known = site.post("/forgot", "email=ann%40example.com", "").await;
    assert_eq!(known.status, StatusCode::OK);
    assert!(same(&unknown, &known));
    // The queue is in order: if there were a mail to Bob, it would be the first.
    site.next_mail();
    assert!(!site.has_mail());
    // Mail goes to the address of the account, not to the one that was asked for.
    site.post("/forgot", "email=ANN%40example.com", "").await;
    site.next_mail();

    let unknown = site.post("/login", "email=bob%40example.com&password=x", "").await;
    let without_password = site.log_in("x").await.err().unwrap();
    let token = site.forget().await;
    site.reset(&token, PASSWORD).await;
    let wrong = site.log_in("x").await.err().unwrap();
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert!(same(&unknown, &wrong) && same(&without_password, &wrong));
}

/// Malformed, unknown, wrong, for another purpose, used, expired: one answer.
#[tokio::test]
async fn every_invalid_token_gets_the_same_answer() {
    let site = Site::new();
    let used = site.forget().await;
    site.reset(&used, PASSWORD).await;
    let session = site.log_in(PASSWORD).await.ok().unwrap();
    let session = session.split_once('=').unwrap().1;
    let genuine = site.forget().await;
    let flip = |byte: &str| if byte == "A" { "B" } else { "A" };
    let wrong = format!("{}{}", &genuine[..63], flip(&genuine[63..]));
    let unknown = format!("{}{}", flip(&genuine[..1]), &genuine[1..]);
    let first = site.reset("", PASSWORD).await;
    assert_eq!(first.status, StatusCode::BAD_REQUEST);
    for token in ["x", &genuine[1..], &wrong, &unknown, session, &used] {
        assert!(same(&first, &site.reset(token, PASSWORD).await), "{token}");
    }
    // None of that has hurt the genuine one, until its time is over.
    site.wait(15 * 60 - 1);
    assert_eq!(site.reset(&genuine, PASSWORD).await.status, StatusCode::OK);
    let expired = site.forget().await;
    site.wait(15 * 60);
    assert!(same(&first, &site.reset(&expired, PASSWORD).await));
}

#[tokio::test]
async fn a_reset_token_is_no_session() {
    let site = Site::new();
    let token = site.forget().await;
    assert!(!site.knows(&format!("__Host-session={token}")).await);
    for cookie in ["", "__Host-session=", "__Host-session=x", "session=x", "\"", ";;=;"] {
        assert!(!site.knows(cookie).await);
    }
}

/// Not even by whoever can change its row: the purpose and the expiry are part of the digest.
#[tokio::test]
async fn a_reset_token_is_not_made_a_session_in_the_database() {
    let site = Site::new();
    let token = site.forget().await;
    let database = Connection::open(site.folder.path().join("db")).unwrap();
    assert_eq!(database.execute("UPDATE tokens SET purpose = 'session'", []).unwrap(), 1);
    assert!(!site.knows(&format!("__Host-session={token}")).await);
    let sql = "UPDATE tokens SET purpose = 'password-reset', expires = expires + 1";
    assert_eq!(database.execute(sql, []).unwrap(), 1);
    assert_eq!(site.reset(&token, PASSWORD).await.status, StatusCode::BAD_REQUEST);
    // The control: as it was, it is valid.
    assert_eq!(database.execute("UPDATE tokens SET expires = expires - 1", []).unwrap(), 1);
    assert_eq!(site.reset(&token, PASSWORD).await.status, StatusCode::OK);
}

/// Fields that are missing are empty, and the answers are the pages of this service.
#[tokio::test]
async fn incomplete_forms() {
    let site = Site::new();
    let same_page = async |path: &str, empty: &str, missing: &str| {
        let answer = site.post(path, missing, "").await;
        assert!(answer.body.starts_with("<!doctype html>"), "{}", answer.body);
        assert!(same(&answer, &site.post(path, empty, "").await), "{path} {missing}");
        answer.status
    };
    let token = site.forget().await;
    assert_eq!(same_page("/forgot", "email=", "").await, StatusCode::OK);
    assert_eq!(same_page("/login", "email=&password=", "").await, StatusCode::UNAUTHORIZED);
    assert_eq!(same_page("/reset", "token=&password=", "").await, StatusCode::BAD_REQUEST);
    let (empty, missing) = (format!("token={token}&password="), format!("token={token}"));
    assert_eq!(same_page("/reset", &empty, &missing).await, StatusCode::BAD_REQUEST);
    let form = site.get("/reset", "").await;
    assert!(same(&form, &site.get("/reset?token=", "").await));
    assert!(form.status == StatusCode::BAD_REQUEST && form.body.starts_with("<!doctype html>"));
}

#[tokio::test]
async fn what_the_headers_say() {
    let site = Site::new();
    let token = site.forget().await;
    let page = site.get(&format!("/reset?token={token}"), "").await;
    let failed = site.get("/reset?token=x", "").await;
    let missing = site.get("/nothing", "").await;
    for answer in [&page, &failed, &missing] {
        assert_eq!(answer.headers[header::REFERRER_POLICY], "no-referrer");
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("script"), "{policy}");
    }
    site.reset(&token, PASSWORD).await;
    let answer = site.post("/login", &login_form(PASSWORD), "").await;
    let cookie = &answer.headers[header::SET_COOKIE];
    assert!(cookie.is_sensitive());
    let text = cookie.to_str().unwrap();
    assert!(text.starts_with("__Host-session=") && text.contains("; Path=/;"), "{text}");
    for attribute in ["Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(text.split("; ").any(|part| part == attribute), "{text}");
    }
}

#[tokio::test]
async fn what_is_no_token_does_not_get_into_the_page() {
    let site = Site::new();
    for token in ["%22%3E%3Cscript%3E", "x", "", &"A".repeat(63), &"%22".repeat(64)] {
        let answer = site.get(&format!("/reset?token={token}"), "").await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert!(!answer.body.contains("script") && !answer.body.contains("value="));
    }
    let answer = site.post("/login", &"x".repeat(5_000), "").await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

/// Who reads the files of the database has no token: nothing of a verifier is in them, while the selectors are.
#[tokio::test]
async fn the_database_holds_no_token() {
    let site = Site::new();
    let token = site.forget().await;
    let raw = bytes_of(&token);
    let mut files = Vec::new();
    for file in fs::read_dir(site.folder.path()).unwrap() {
        files.extend(fs::read(file.unwrap().path()).unwrap());
    }
    let found = |bytes: &[u8]| files.windows(bytes.len()).any(|window| window == bytes);
    assert!(found(&raw[..16]));
    for verifier in raw[16..].windows(8) {
        assert!(!found(verifier));
    }
    assert!(!found(&token.as_bytes()[24..]));
}

fn bytes_of(token: &str) -> [u8; 48] {
    let mut raw = [0; 48];
    wellspring::encoding::URLSAFE.decode(token, &mut raw).unwrap();
    raw
}
