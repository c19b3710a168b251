//! The practical example of Python's `secrets` lesson: a ten-character password with at least one lower-case
//! letter, one upper-case letter, one digit and one symbol; a token; and a link with which somebody can set a
//! new password.
//!
//! ```console
//! $ cargo run --release -p wellspring --example password_reset
//! ```

use std::io::{self, Write};

use wellspring as secrets;
use wellspring::{Class, DEFAULT_ENTROPY, PasswordPolicy};

fn main() -> Result<(), Box<dyn core::error::Error>> {
    // Unlike one character of each class, filled up and shuffled, every password that satisfies this policy is
    // equally likely.
    let policy = PasswordPolicy::length(10)
        .at_least(1, Class::Lower)
        .at_least(1, Class::Upper)
        .at_least(1, Class::Digit)
        .at_least(1, Class::Symbol);
    let password = secrets::try_password(&policy)?;
    let token = secrets::try_token_hex(DEFAULT_ENTROPY)?;
    let reset = secrets::try_token_urlsafe(DEFAULT_ENTROPY)?;

    // Showing a secret gives it away: what is written here stays in the buffer of standard output, in the
    // terminal and in its history. Each value itself is wiped at the end of its scope.
    let mut out = io::stdout().lock();
    writeln!(out, "password  {}", password.expose_secret())?;
    writeln!(out, "token     {}", token.expose_secret())?;
    writeln!(out, "link      https://example.com/reset={}", reset.expose_secret())?;

    // When the link comes back, what it carries is compared in constant time.
    let supplied = reset.expose_secret();
    if !secrets::compare_digest(supplied, reset.expose_secret()) {
        return Err("the link does not fit".into());
    }
    Ok(())
}
