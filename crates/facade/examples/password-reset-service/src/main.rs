//! Runs the service on one port, with mail on standard error.
#![forbid(unsafe_code)]

use core::error::Error;
use std::{
    env,
    io::{Write, stderr},
    time::SystemTime,
};

use password_reset_service::{Mailer, Service, Store, app};
use tokio::net::TcpListener;
use wellspring::SecretUrl;

/// Shows mails instead of sending them, which gives the links away: for trying this out alone.
struct Screen;

impl Mailer for Screen {
    fn send_link(&self, to: &str, link: &SecretUrl) -> Result<(), Box<dyn Error + Send + Sync>> {
        writeln!(stderr().lock(), "To: {to}\n\nSet a new password: {}\n", link.expose_secret())?;
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let [file, email] = env::args().skip(1).collect::<Vec<_>>().try_into().map_err(|_| {
        "usage: password-reset-service FILE EMAIL: the database, and the address of an account in it"
    })?;
    let store = Store::open(file)?;
    store.add_account(&email)?;
    let service =
        Service::new(store, Screen, "http://localhost:3000", || SystemTime::now().into())?;
    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    writeln!(stderr().lock(), "http://{}/forgot", listener.local_addr()?)?;
    axum::serve(listener, app(service)).await?;
    Ok(())
}
