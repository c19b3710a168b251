//! Passwords are not tokens: people choose them, so they need a slow hash with a salt, and no digest for look-up.

use argon2::{
    Argon2, PasswordHasher, PasswordVerifier,
    password_hash::{self, phc::PasswordHash},
};
use wellspring::{SecretString, Secrets, SystemRandom};

use crate::Failure;

/// Argon2id with a random salt, in the format of the Password Hashing Competition. The parameters are those of the crate,
/// which are OWASP's.
pub(crate) fn hash(password: &SecretString) -> Result<String, Failure> {
    let salt = SystemRandom.try_token_array::<16>()?;
    let password = password.expose_secret().as_bytes();
    let hash: PasswordHash =
        Argon2::default().hash_password_with_salt(password, salt.expose_secret())?;
    Ok(hash.to_string())
}

/// Whether it is the password of `hash`.
pub(crate) fn verify(password: &SecretString, hash: &str) -> Result<bool, Failure> {
    let hash = PasswordHash::new(hash).map_err(password_hash::Error::from)?;
    match Argon2::default().verify_password(password.expose_secret().as_bytes(), &hash) {
        Ok(()) => Ok(true),
        Err(password_hash::Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// NIST SP 800-63B-4, section 3.1.1.2: at least 15 characters where it is all that is asked for, at least 64 allowed, and no
/// rules on their kinds.
///
/// The section wants a list of passwords that are known to have leaked as well, which is left out here.
pub(crate) fn check(password: &SecretString) -> Result<(), Failure> {
    let characters = password.expose_secret().chars().count();
    if (15..=256).contains(&characters) { Ok(()) } else { Err(Failure::Password) }
}
