//! Runs it on one port, with one customer, who is shown the first key.
#![forbid(unsafe_code)]

use core::error::Error;
use std::{
    io::{Write, stderr},
    sync::Arc,
};

use api_key_service::{Keys, app};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let keys = Arc::new(Keys::default());
    let first = keys.mint("ann")?;
    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    let address = listener.local_addr()?;
    writeln!(stderr().lock(), "http://{address}, with a key for ann: {}", first.expose_secret())?;
    let log = |line: &str| _ = writeln!(stderr().lock(), "{line}");
    axum::serve(listener, app(keys, log)).await?;
    Ok(())
}
