//! Requests at the same time.

use core::time::Duration;
use std::{path::Path, sync::Barrier, thread};

use axum::http::StatusCode;
use rusqlite::{Connection, OptionalExtension, Result};
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::site::{PASSWORD, Site, login_form, post, reset_form, send};

const REQUESTS: usize = 64;
const THREADS: usize = 16;

/// Each of the requests brings a password of its own; the one that succeeds is the one that logs in afterwards.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_requests_with_one_token_one_succeeds() {
    let site = Site::new();
    let token = site.forget().await;
    let password = |number: usize| format!("password number {number}");
    let mut requests = JoinSet::new();
    for number in 0..REQUESTS {
        let (app, form) = (site.app(), reset_form(&token, &password(number)));
        requests.spawn(async move { (number, send(app, post("/reset", &form, "")).await) });
    }
    let (mut successful, mut refused) = (Vec::new(), Vec::new());
    while let Some(answer) = requests.join_next().await {
        let (number, answer) = answer.unwrap();
        match answer.status {
            StatusCode::OK => successful.push(number),
            StatusCode::BAD_REQUEST => refused.push(answer.body),
            other => panic!("{other}: {}", answer.body),
        }
    }
    assert_eq!((successful.len(), refused.len()), (1, REQUESTS - 1));
    // Whether they came too late or lost on the way does not show.
    assert!(refused.iter().all(|body| *body == refused[0]));
    assert!(site.log_in(&password(successful[0])).await.is_ok());
    assert!(site.log_in(PASSWORD).await.is_err());
}

/// Many links for one account, all used at once: the first to be used ends the others.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_links_of_one_account_one_succeeds() {
    let site = Site::new();
    let mut requests = JoinSet::new();
    let mut tokens = Vec::new();
    for _ in 0..16 {
        tokens.push(site.forget().await);
    }
    for token in tokens {
        let (app, form) = (site.app(), reset_form(&token, PASSWORD));
        requests.spawn(async move { send(app, post("/reset", &form, "")).await.status });
    }
    let statuses = requests.join_all().await;
    let successful = statuses.iter().filter(|status| **status == StatusCode::OK).count();
    assert_eq!(successful, 1, "{statuses:?}");
}

/// Logins with the old password, of which some have compared it and not yet a session when the new one is set.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_session_outlives_the_password_that_it_was_opened_with() {
    let site = Site::new();
    let token = site.forget().await;
    site.reset(&token, PASSWORD).await;
    let token = site.forget().await;
    let mut requests = JoinSet::new();
    for number in 0..32 {
        let (app, form) = (
            site.app(),
            match number {
                8 => reset_form(&token, "another password"),
                _ => login_form(PASSWORD),
            },
        );
        let path = if number == 8 { "/reset" } else { "/login" };
        requests.spawn(async move { send(app, post(path, &form, "")).await });
    }
    for answer in requests.join_all().await {
        if let Some(cookie) = answer.cookie() {
            assert!(!site.knows(&cookie).await);
        }
    }
    assert!(site.log_in(PASSWORD).await.is_err());
    assert!(site.log_in("another password").await.is_ok());
}

/// How many of many threads get the one row, if each takes it with `take`.
fn winners(take: impl Fn(&Connection, &Barrier) -> Result<bool> + Sync) -> usize {
    let folder = TempDir::new().unwrap();
    let open = |path: &Path| {
        let connection = Connection::open(path.join("db")).unwrap();
        connection.busy_timeout(Duration::from_secs(10)).unwrap();
        // Whether it reaches the disk does not matter here, and takes long.
        connection.pragma_update(None, "synchronous", "off").unwrap();
        connection
    };
    open(folder.path()).execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1);").unwrap();
    let together = Barrier::new(THREADS);
    thread::scope(|scope| {
        let one = || take(&open(folder.path()), &together).unwrap();
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(one)).collect();
        threads.into_iter().map(|thread| usize::from(thread.join().unwrap())).sum()
    })
}

/// What the service relies on, and the control: who looks first and deletes then lets everybody in who looked in between.
#[test]
fn one_statement_takes_the_row_and_two_do_not() {
    let one = winners(|connection, together| {
        together.wait();
        let sql = "DELETE FROM t RETURNING x";
        Ok(connection.query_row(sql, [], |_| Ok(())).optional()?.is_some())
    });
    assert_eq!(one, 1);
    let two = winners(|connection, together| {
        let found = connection.query_row("SELECT x FROM t", [], |_| Ok(())).optional()?.is_some();
        together.wait();
        connection.execute("DELETE FROM t", [])?;
        Ok(found)
    });
    assert_eq!(two, THREADS);
}
