//! The sessions that are open, without HTTP.

use core::time::Duration;
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use wellspring::{
    PresentedToken, SecretString, Selector, SplitFormat, StoredToken, TokenError, UnixTime,
    VerifiedToken, try_mint,
};

/// Twelve hours, and then a new login, unless the session is renewed before; [`LONGEST`] is the end of that.
pub(crate) const SESSION: SplitFormat = match SplitFormat::new("session", LIFETIME) {
    Ok(format) => format,
    #[allow(clippy::panic, reason = "in a constant it is an error of the compiler")]
    Err(_) => panic!("the purpose or the lifetime is not allowed"),
};

const LIFETIME: Duration = Duration::from_secs(12 * 60 * 60);

/// A week after its login a session ends, however often it was renewed: somebody has to know the password again.
const LONGEST: u64 = 7 * 24 * 60 * 60;

/// What of a token is stored, whose it is, and since when they are logged in.
#[derive(Clone)]
struct Session {
    stored: StoredToken,
    user: String,
    login: UnixTime,
}

impl Session {
    fn is_over(&self, now: UnixTime) -> bool {
        self.stored.expires() <= now
            || now.as_secs() >= self.login.as_secs().saturating_add(LONGEST)
    }
}

/// The open sessions.
pub struct Sessions {
    rows: Mutex<HashMap<Selector, Session>>,
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
        let login = (self.clock)();
        let (token, stored) = try_mint(&SESSION.at(login))?;
        let user = user.to_owned();
        self.rows().insert(stored.selector(), Session { stored, user, login });
        Ok(Some(token))
    }

    /// Whose session it is, if it is one.
    pub(crate) fn user(&self, token: &str) -> Option<String> {
        self.verify(token).map(|session| session.user)
    }

    /// The same session under a new token, with its twelve hours from now; the old one ends.
    pub(crate) fn renew(&self, token: &str) -> Result<Option<SecretString>, TokenError> {
        let Some(Session { stored: old, user, login }) = self.verify(token) else {
            return Ok(None);
        };
        let (token, stored) = try_mint(&SESSION.at((self.clock)()))?;
        let mut rows = self.rows();
        // Somebody may have ended it in between: then there is nothing to renew.
        if rows.remove(&old.selector()).is_none() {
            return Ok(None);
        }
        rows.insert(stored.selector(), Session { stored, user, login });
        Ok(Some(token))
    }

    /// Ends it, if it is one.
    pub(crate) fn log_out(&self, token: &str) {
        if let Some(session) = self.verify(token) {
            self.rows().remove(&session.stored.selector());
        }
    }

    /// Forgets those that have expired, and says how many are left: for a timer.
    pub fn sweep(&self) -> usize {
        let now = (self.clock)();
        let mut rows = self.rows();
        rows.retain(|_, session| !session.is_over(now));
        rows.len()
    }

    /// The three steps for every token, which are parse, look up and verify; and the end that no renewal moves. A service with a
    /// log writes the [`Refused`](wellspring::Refused) there.
    fn verify(&self, token: &str) -> Option<Session> {
        let presented = PresentedToken::parse(token).ok()?;
        let session = self.rows().get(&presented.selector()).cloned();
        let now = (self.clock)();
        let stored = session.as_ref().map(|session| &session.stored);
        let _: VerifiedToken = SESSION.verify(&presented, stored, now).ok()?;
        session.filter(|session| !session.is_over(now))
    }

    /// Each change is one step, so a thread that panicked has left nothing half done.
    fn rows(&self) -> MutexGuard<'_, HashMap<Selector, Session>> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl core::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Sessions").finish_non_exhaustive()
    }
}
