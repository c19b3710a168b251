//! Passwords that satisfy a policy, each with the same probability.
//!
//! Every character is drawn uniformly from the whole alphabet, so every string of the length has the same
//! probability; strings that miss the policy are thrown away whole and drawn again. What remains is uniform
//! over the passwords that satisfy the policy: a conditional probability of equals is equal.
//!
//! The usual recipe draws one character of each class, fills up and shuffles. That is *not* uniform: it
//! reaches a password once for each way in which its characters could have been the obligatory ones. At ten
//! characters of four classes some passwords are then 5.14 times likelier than others. The tests have it as
//! their negative control.
//!
//! **Bounds.** A policy whose share of satisfying strings is below [`MIN_SHARE`] is refused, so the expected
//! number of draws is at most its inverse. After 45 times the expected number the source is called stuck:
//! `(1 - p)^(45 / p) < e^-45 < 2^-64`.
//!
//! **Cost.** As many characters as fit come from each 64-bit word ([`Dice`](wellspring_dist::Dice)), so that 20 of an alphabet of 62 take 16 bytes
//! and 20 of all 94 take 24.
//!
//! **Time.** An index becomes a character by arithmetic, the same for all of the alphabet, and whether a string satisfies the
//! policy is computed without branches on its characters. What the time shows is how many words and strings were
//! thrown away, which says nothing about the ones that were kept.

mod alphabet;
mod policy;

use rand_core::TryCryptoRng;

use self::alphabet::Alphabet;
pub use self::policy::{Class, PasswordPolicy, PolicyError};
use crate::{Error, SecretBytes, SecretString};

/// The smallest share of strings that a policy may leave.
const MIN_SHARE: f64 = 1.0 / 65_536.0;

/// How many strings are drawn, in multiples of the expected number, before the source is called stuck.
const PATIENCE: f64 = 45.0;

/// A uniform password among those that satisfy `policy`.
pub(crate) fn draw<R: TryCryptoRng + ?Sized>(
    policy: &PasswordPolicy,
    rng: &mut R,
) -> Result<SecretString, Error<R::Error>> {
    let alphabet = Alphabet::new(policy)?;
    let length = policy.len();
    let mut password = SecretBytes::zeroed(length).ok_or(Error::TooLong { n: length })?;

    let mut draws = 0;
    while draws < alphabet.max_draws() {
        draws += 1;
        let mut places = password.as_mut().iter_mut();
        let draw = |index: u32| {
            // Below 94.
            let [index, ..] = index.to_le_bytes();
            if let Some(place) = places.next() {
                *place = index;
            }
        };
        alphabet.dice().try_each(rng, length, draw).map_err(Error::Source)?;
        alphabet.spell(password.as_mut());
        if alphabet.satisfied(password.as_mut()) {
            return Ok(SecretString::from_ascii(password));
        }
    }
    Err(Error::Stuck { draws })
}

#[cfg(test)]
mod tests;
