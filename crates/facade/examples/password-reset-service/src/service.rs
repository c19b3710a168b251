//! What the service does, without HTTP. Everything here blocks.

use core::error::Error;
use std::sync::mpsc::SyncSender;

use wellspring::{
    Link, LinkError, PresentedToken, SecretString, SplitFormat, UnixTime, VerifiedToken,
};

use crate::{
    Failure, Mailer, Store, mail, passwords,
    store::Account,
    tokens::{self, RESET, SESSION},
};

/// Accounts that can log in, log out and set a new password.
pub struct Service {
    store: Store,
    forgotten: SyncSender<String>,
    clock: Clock,
    /// What a password is compared with where there is no account.
    decoy: String,
}

type Clock = Box<dyn Fn() -> UnixTime + Send + Sync>;

impl Service {
    /// A service whose links lead to `base`, `https://example.com`.
    ///
    /// `clock` is the time, which a test turns forward.
    ///
    /// # Errors
    ///
    /// If `base` cannot carry a token, or a decoy cannot be hashed.
    pub fn new(
        store: Store,
        mailer: impl Mailer + 'static,
        base: &str,
        clock: impl Fn() -> UnixTime + Clone + Send + Sync + 'static,
    ) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let link = reset_link(base)?;
        let decoy = tokens::mint(&SESSION, UnixTime::default())?.0;
        let decoy = passwords::hash(&decoy).map_err(|_| "the decoy cannot be hashed")?;
        let forgotten = {
            let (store, clock) = (store.clone(), clock.clone());
            mail::queue(move |email| {
                let Some(account) = store.account(email)? else { return Ok(()) };
                let now = clock();
                let (token, stored) = tokens::mint(&RESET, now)?;
                if store.insert_token(&stored, &account, now)? {
                    mailer.send_link(&account.email, &link.with(&token)?)?;
                }
                Ok(())
            })
        };
        Ok(Self { store, forgotten, clock: Box::new(clock), decoy })
    }

    /// Sends a link to the address if it is of an account. Nobody learns whether it is.
    pub(crate) fn forgot(&self, email: String) {
        _ = self.forgotten.try_send(email);
    }

    /// Sets a new password with the token of a link, once, and ends all sessions.
    ///
    /// The token is verified before the password is hashed, so that only those who have one make the server work; and it is
    /// used up after that, so that a failure in between leaves it valid.
    pub(crate) fn reset(&self, token: &str, password: &SecretString) -> Result<(), Failure> {
        self.reset_by(token, password, passwords::hash)
    }

    /// [`reset`](Self::reset) with whoever hashes, which takes long enough for other requests to come in between.
    fn reset_by(
        &self,
        token: &str,
        password: &SecretString,
        hash: impl FnOnce(&SecretString) -> Result<String, Failure>,
    ) -> Result<(), Failure> {
        let verified = self.verify(&RESET, token)?;
        passwords::check(password)?;
        let hash = hash(password)?;
        if self.store.redeem(verified, &hash)? { Ok(()) } else { Err(Failure::Used) }
    }

    /// A new session. An address without an account costs as much time as a wrong password.
    pub(crate) fn log_in(
        &self,
        email: &str,
        password: &SecretString,
    ) -> Result<SecretString, Failure> {
        self.log_in_by(email, |hash| passwords::verify(password, hash))
    }

    /// [`log_in`](Self::log_in) with whoever says whether it is the password of a hash: asked once, whatever the address.
    fn log_in_by(
        &self,
        email: &str,
        is_of: impl FnOnce(&str) -> Result<bool, Failure>,
    ) -> Result<SecretString, Failure> {
        let account = self.store.account(email)?;
        let hash = account.as_ref().and_then(|account| account.password.as_deref());
        let genuine = is_of(hash.unwrap_or(&self.decoy))?;
        let can_log_in = |account: &Account| genuine && account.password.is_some();
        let Some(account) = account.filter(can_log_in) else { return Err(Failure::Login) };
        let now = (self.clock)();
        let (token, stored) = tokens::mint(&SESSION, now)?;
        let kept = self.store.insert_token(&stored, &account, now)?;
        if kept { Ok(token) } else { Err(Failure::Login) }
    }

    /// The address of whoever's session this is.
    pub(crate) fn who(&self, session: &str) -> Result<String, Failure> {
        let verified = self.verify(&SESSION, session)?;
        self.store.email(verified)?.ok_or(Failure::Used)
    }

    /// Ends the session.
    pub(crate) fn log_out(&self, session: &str) -> Result<(), Failure> {
        let verified = self.verify(&SESSION, session)?;
        Ok(self.store.delete_token(verified)?)
    }

    /// The three steps for every token: parse, look up, verify.
    fn verify(&self, format: &SplitFormat, text: &str) -> Result<VerifiedToken, Failure> {
        let presented = PresentedToken::parse(text)?;
        let stored = self.store.token(presented.selector())?;
        Ok(format.verify(&presented, stored.as_ref(), (self.clock)())?)
    }
}

impl core::fmt::Debug for Service {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Service").field("store", &self.store).finish_non_exhaustive()
    }
}

fn reset_link(base: &str) -> Result<Link, LinkError> {
    let base = base.trim_end_matches('/');
    Link::query(&[base, "/reset"].concat(), "token")
}

#[cfg(test)]
mod tests;
