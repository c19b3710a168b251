//! Runs it on one port, for one user.
#![forbid(unsafe_code)]

use core::error::Error;
use std::{
    io::{Write, stderr},
    time::SystemTime,
};

use session_cookies::{Sessions, app};
use tokio::net::TcpListener;
use wellspring::{SecretString, compare_digest};

/// The one account, for trying this out alone.
fn may_log_in(user: &str, password: &SecretString) -> bool {
    user == "ann" && compare_digest(password, "correct horse")
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let sessions = Sessions::new(may_log_in, || SystemTime::now().into());
    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    writeln!(stderr().lock(), "http://{}", listener.local_addr()?)?;
    axum::serve(listener, app(sessions)).await?;
    Ok(())
}
