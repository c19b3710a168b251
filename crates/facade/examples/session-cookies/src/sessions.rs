//! The sessions that are open, without HTTP.

use core::time::Duration;
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use wellspring::{
    PresentedToken, Refused, SecretString, Selector, SplitFormat, StoredToken, TokenError,
    UnixTime, VerifiedToken, try_mint,
};

/// Twelve hours, and then a new login.
pub(crate) const SESSION: SplitFormat = match SplitFormat::new("session", LIFETIME) {
    Ok(format) => format,
    #[allow(clippy::panic, reason = "in a constant it is an error of the compiler")]
    Err(_) => panic!("the purpose or the lifetime is not allowed"),
};

const LIFETIME: Duration = Duration::from_secs(12 * 60 * 60);

/// The open sessions: what of a token is stored, and whose it is.
pub struct Sessions {
    rows: Mutex<HashMap<Selector, (StoredToken, String)>>,
    clock: Box<dyn Fn() -> UnixTime + Send + Sync>,
    may_log_in: Check,
}

type Check = Box<dyn Fn(&str, &SecretString) -> bool + Send + Sync>;

impl Sessions {
    /// None yet. `may_log_in` looks at a name and a password, and `clock` is the time, which a test turns forward.
    pub fn new(
        may_log_in: impl Fn(&str, &SecretString) -> bool + Send + Sync + 'static,
        clock: impl Fn() -> UnixTime + Send + Sync + 'static,
    ) -> Self {
        Self { rows: Mutex::default(), clock: Box::new(clock), may_log_in: Box::new(may_log_in) }
    }

    /// A new session, if that is the password. The browser gets the token; what is kept opens nothing.
    ///
    /// # Errors
    ///
    /// The operating system's failure.
    pub(crate) fn log_in(
        &self,
        user: &str,
        password: &SecretString,
    ) -> Result<Option<SecretString>, TokenError> {
        if !(self.may_log_in)(user, password) {
            return Ok(None);
        }
        let (token, stored) = try_mint(&SESSION.at((self.clock)()))?;
        self.rows().insert(stored.selector(), (stored, user.to_owned()));
        Ok(Some(token))
    }

    /// Whose session it is.
    pub(crate) fn user(&self, token: &str) -> Result<String, Refused> {
        self.verify(token).map(|(_, user)| user)
    }

    /// The same session under a new token; the old one ends.
    pub(crate) fn renew(&self, token: &str) -> Result<Option<SecretString>, TokenError> {
        let Ok((old, user)) = self.verify(token) else { return Ok(None) };
        let (token, stored) = try_mint(&SESSION.at((self.clock)()))?;
        let mut rows = self.rows();
        // Somebody may have ended it in between: then there is nothing to renew.
        if rows.remove(&old.selector()).is_none() {
            return Ok(None);
        }
        rows.insert(stored.selector(), (stored, user));
        Ok(Some(token))
    }

    /// Ends it, if it is one.
    pub(crate) fn log_out(&self, token: &str) {
        if let Ok((verified, _)) = self.verify(token) {
            self.rows().remove(&verified.selector());
        }
    }

    /// Forgets those that have expired, and says how many are left: for a timer.
    pub fn sweep(&self) -> usize {
        let now = (self.clock)();
        let mut rows = self.rows();
        rows.retain(|_, (stored, _)| stored.expires() > now);
        rows.len()
    }

    /// The three steps for every token: parse, look up, verify.
    fn verify(&self, token: &str) -> Result<(VerifiedToken, String), Refused> {
        let presented = PresentedToken::parse(token)?;
        let row = self.rows().get(&presented.selector()).cloned();
        let (stored, user) = row.unzip();
        let verified = SESSION.verify(&presented, stored.as_ref(), (self.clock)())?;
        Ok((verified, user.unwrap_or_default()))
    }

    /// Each change is one step, so a thread that panicked has left nothing half done.
    fn rows(&self) -> MutexGuard<'_, HashMap<Selector, (StoredToken, String)>> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl core::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Sessions").finish_non_exhaustive()
    }
}
