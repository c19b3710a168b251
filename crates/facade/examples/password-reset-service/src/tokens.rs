//! The tokens of this service: two kinds, which cannot be taken for each other.

use core::time::Duration;

use wellspring::{
    SecretString, Secrets, SplitFormat, StoredToken, SystemRandom, UnixTime, tokens::Error,
};

/// What a link in a mail carries. OWASP's Forgot Password Cheat Sheet wants it short-lived and valid once.
pub(crate) const RESET: SplitFormat = format("password-reset", 15 * 60);

/// What the cookie of a browser carries.
pub(crate) const SESSION: SplitFormat = format("session", 12 * 60 * 60);

/// In a constant the panic is an error of the compiler.
#[allow(clippy::panic, reason = "only constants call this")]
const fn format(purpose: &str, seconds: u64) -> SplitFormat {
    match SplitFormat::new(purpose, Duration::from_secs(seconds)) {
        Ok(format) => format,
        Err(_) => panic!("the purpose or the lifetime is not allowed"),
    }
}

/// A token that lives from `now` on, and its half for the database.
pub(crate) fn mint(
    format: &SplitFormat,
    now: UnixTime,
) -> Result<(SecretString, StoredToken), Error<wellspring::SourceError>> {
    SystemRandom.try_mint(&format.at(now))
}
