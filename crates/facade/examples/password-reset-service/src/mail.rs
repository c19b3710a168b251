//! Mail is sent after the answer.
//!
//! Whether there is an account must not show in the answer to a forgotten password, nor in how long it takes. So the request
//! only puts the address into a queue, and a thread looks it up, mints and sends. The queue has an end: what does not fit is
//! dropped, with the same answer.

use core::error::Error;
use std::{
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
};

use wellspring::SecretUrl;

use crate::failure::log;

/// How mail leaves.
pub trait Mailer: Send {
    /// Sends the link to somebody who asked for it.
    ///
    /// # Errors
    ///
    /// Whatever hinders it, without the link in its text.
    fn send_link(&self, to: &str, link: &SecretUrl) -> Result<(), Box<dyn Error + Send + Sync>>;
}

const QUEUE: usize = 1_000;

/// Runs `work` on every address that is put into the queue, until all senders are gone.
pub(crate) fn queue<F>(work: F) -> SyncSender<String>
where
    F: Fn(&str) -> Result<(), Box<dyn Error + Send + Sync>> + Send + 'static,
{
    let (sender, receiver): (_, Receiver<String>) = sync_channel(QUEUE);
    thread::spawn(move || {
        for email in receiver {
            if let Err(error) = work(&email) {
                log(&format!("no link sent: {error}"));
            }
        }
    });
    sender
}
