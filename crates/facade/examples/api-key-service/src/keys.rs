//! The keys of all customers, without HTTP.

use core::{
    fmt,
    sync::atomic::{AtomicUsize, Ordering},
};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use wellspring::{ApiKey, Digest, KeyFormat, KeyId, SecretString, TokenError, try_mint};

/// What keys look like now.
pub const LIVE: KeyFormat = KeyFormat::new("acme_live_").payload_bits(256);

/// What they looked like before: no longer minted, and still good.
pub const OLD: KeyFormat = KeyFormat::new("acme_key_").payload_bits(160);

/// One to use, and one to change over to.
const MOST: usize = 2;

/// What is stored of the keys.
#[derive(Default)]
pub struct Keys {
    rows: Mutex<HashMap<Digest, Row>>,
    look_ups: AtomicUsize,
}

struct Row {
    customer: String,
    id: KeyId,
}

/// Why there is no new key.
#[derive(Debug)]
pub enum TooMany {
    /// The customer has as many as anybody may have.
    Keys,
    /// The operating system failed.
    Source(TokenError),
}

impl Keys {
    /// A new key for a customer, to be shown once.
    ///
    /// # Errors
    ///
    /// [`TooMany`].
    pub fn mint(&self, customer: &str) -> Result<ApiKey, TooMany> {
        self.mint_as(&LIVE, customer)
    }

    /// The same of another format: for keys of before.
    ///
    /// # Errors
    ///
    /// [`TooMany`].
    pub fn mint_as(&self, format: &KeyFormat, customer: &str) -> Result<ApiKey, TooMany> {
        let key = try_mint(format).map_err(TooMany::Source)?;
        let row = Row { customer: customer.to_owned(), id: key.id() };
        let mut rows = self.rows();
        if rows.values().filter(|row| row.customer == customer).count() >= MOST {
            return Err(TooMany::Keys);
        }
        rows.insert(key.digest(), row);
        Ok(key)
    }

    /// Whose key that is, and its name for the log. What cannot be a key is not looked up.
    pub(crate) fn customer(&self, supplied: &SecretString) -> Option<(String, KeyId)> {
        let key = KeyFormat::parse_any(&[LIVE, OLD], supplied.expose_secret()).ok()?;
        self.look_ups.fetch_add(1, Ordering::Relaxed);
        let rows = self.rows();
        let row = rows.get(&key.digest())?;
        Some((row.customer.clone(), row.id))
    }

    /// Ends a key. Its owner says which by showing it, the support by its name.
    pub(crate) fn revoke(&self, supplied: &SecretString) -> bool {
        let Ok(key) = KeyFormat::parse_any(&[LIVE, OLD], supplied.expose_secret()) else {
            return false;
        };
        self.rows().remove(&key.digest()).is_some()
    }

    /// The same by its name, as it stands in a log.
    pub fn revoke_by_name(&self, name: &str) -> bool {
        let mut rows = self.rows();
        let before = rows.len();
        rows.retain(|_, row| row.id.to_string() != name);
        rows.len() < before
    }

    /// How often the table was asked.
    pub fn look_ups(&self) -> usize {
        self.look_ups.load(Ordering::Relaxed)
    }

    /// Each change is one step, so a thread that panicked has left nothing half done.
    fn rows(&self) -> MutexGuard<'_, HashMap<Digest, Row>> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("look_ups", &self.look_ups).finish_non_exhaustive()
    }
}

impl fmt::Display for TooMany {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Keys => write!(f, "{MOST} keys are the most: revoke one first"),
            Self::Source(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for TooMany {}
