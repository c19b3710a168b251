//! Passwords, passphrases and everything else that is minted, drawn from [`SystemRandom`].

use wellspring_tokens::{Error, Passphrase, PasswordPolicy, Recipe, SecretString, Secrets};

use crate::{SourceError, SystemRandom};

/// Why there is no token or password: an argument or a policy that is not allowed, or the operating
/// system's failure.
///
/// With the feature `std` it is an error of `std::io` as well, so that `?` is enough in functions that read and write.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "std")]
/// # fn main() -> std::io::Result<()> {
/// use std::io;
/// use wellspring as secrets;
///
/// use secrets::{Class, PasswordPolicy};
///
/// fn saved(policy: &PasswordPolicy, mut file: impl io::Write) -> io::Result<()> {
///     file.write_all(secrets::try_password(policy)?.expose_secret().as_bytes())
/// }
///
/// saved(&PasswordPolicy::length(20), io::sink())?;
/// let error = saved(&PasswordPolicy::length(3).at_least(4, Class::Digit), io::sink()).unwrap_err();
/// assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "std"))]
/// # fn main() {}
/// ```
#[doc(alias = "Error")]
pub type TokenError = Error<SourceError>;

/// A password that satisfies `policy`; every one that does has the same probability.
///
/// For many passwords of one policy, count them once: `let set = policy.to_set()?`, then `SystemRandom.mint(&set)`.
///
/// # Panics
///
/// If no password satisfies `policy`, or it is too complex to count, or the operating system fails. [`try_password`] returns that as an error.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// use secrets::{Class, PasswordPolicy};
///
/// let policy = PasswordPolicy::length(16).at_least(1, Class::Upper).at_least(1, Class::Digit);
/// let password = secrets::password(&policy);
/// assert_eq!(password.expose_secret().len(), 16);
/// ```
#[doc(alias = "generate_password")]
#[must_use]
#[track_caller]
pub fn password(policy: &PasswordPolicy) -> SecretString {
    SystemRandom.password(policy)
}

/// [`password`], with errors instead of panics.
///
/// # Errors
///
/// A policy error if no password satisfies `policy` or it is too complex to count, or the operating system's failure.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// use secrets::{Class, PasswordPolicy};
///
/// let password = secrets::try_password(&PasswordPolicy::length(20))?;
/// assert_eq!(password.len(), 20);
///
/// let error = secrets::try_password(&PasswordPolicy::length(3).at_least(4, Class::Digit)).unwrap_err();
/// assert_eq!(error.to_string(), "the minimums sum to 4, allowed is at most the length, 3");
/// # Ok::<(), secrets::TokenError>(())
/// ```
pub fn try_password(policy: &PasswordPolicy) -> Result<SecretString, TokenError> {
    SystemRandom.try_password(policy)
}

/// A passphrase: words of a list, with the options that `recipe` says.
///
/// # Panics
///
/// If the operating system fails. [`try_passphrase`] returns that as an error.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// use secrets::{Passphrase, PassphraseOptions, WordList};
///
/// let list = WordList::new(["correct", "horse", "battery", "staple"])?;
/// let recipe = Passphrase::new(&list, PassphraseOptions::words(6))?;
/// let passphrase = secrets::passphrase(&recipe);
/// assert_eq!(passphrase.expose_secret().split('-').count(), 6);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "diceware")]
#[must_use]
#[track_caller]
pub fn passphrase(recipe: &Passphrase) -> SecretString {
    SystemRandom.passphrase(recipe)
}

/// [`passphrase`], with errors instead of panics.
///
/// # Errors
///
/// The operating system's failure, or an argument error if the text cannot be allocated.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// use secrets::{Bits, Passphrase, PassphraseOptions, WordList};
///
/// let list = WordList::new(["alpha", "bravo", "charlie", "delta"])?;
/// let recipe = Passphrase::new(&list, PassphraseOptions::at_least(Bits::new(20)))?;
/// assert_eq!(secrets::try_passphrase(&recipe)?.expose_secret().split('-').count(), 10);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn try_passphrase(recipe: &Passphrase) -> Result<SecretString, TokenError> {
    SystemRandom.try_passphrase(recipe)
}

/// What a [`Recipe`] describes: an API key, a code, a passphrase, an identifier, a split token, a password of a counted
/// set.
///
/// # Panics
///
/// If the operating system fails. [`try_mint`] returns that as an error.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// use secrets::{KeyFormat, Otp, Recipe};
///
/// const KEY: KeyFormat = KeyFormat::new("acme_live_").payload_bits(160);
/// let key = secrets::mint(&KEY);
/// assert!(KEY.parse(key.expose_secret()).is_ok());
///
/// let code = Otp::digits(6)?;
/// assert_eq!(secrets::mint(&code).len(), 6);
/// assert_eq!(format!("{:.2}", code.bits()), "19.93");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
// The compiler proposes it to who writes `uuid4()`, as it would a type with these words.
#[doc(alias = "uuid4", alias = "uuid7", alias = "randomUUID")]
#[must_use]
#[track_caller]
pub fn mint<T: Recipe + ?Sized>(recipe: &T) -> T::Minted {
    SystemRandom.mint(recipe)
}

/// [`mint`], with errors instead of panics.
///
/// # Errors
///
/// The operating system's failure, or an argument error if the text cannot be allocated.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// use secrets::{RecoveryCode, Recipe};
///
/// let sheet = RecoveryCode::groups(2, 5)?.list(10)?;
/// assert_eq!(secrets::try_mint(&sheet)?.len(), 10);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn try_mint<T: Recipe + ?Sized>(recipe: &T) -> Result<T::Minted, TokenError> {
    SystemRandom.try_mint(recipe)
}
