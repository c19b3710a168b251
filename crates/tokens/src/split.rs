//! Tokens in two halves: one to look up by, one to verify.
//!
//! A database finds a row by comparing keys, in a time that depends on where they differ; a secret must not be found that way.
//! So a token has a *selector*, which is public and the key of the row, and a *verifier*, which is secret and of which the row
//! holds a digest. Whoever reads the database has no token, and whoever times the look-up learns about selectors. The scheme and
//! both words are from Paragon Initiative Enterprises, "Split Tokens: Token-Based Authentication Protocols without Side-Channels"
//! (2017).
//!
//! # The text
//!
//! 16 bytes of selector and 32 of verifier, 48 together, as base64url: 64 characters without padding and without spare bits, so
//! that each text of 64 characters of the alphabet is one token and no token has a second spelling. There is nothing to
//! choose. A shorter verifier would save characters that nobody types, and a longer one would be stronger than its digest. There
//! is no version in it either: another format would have another length, and what is hashed says which it is.
//!
//! # What is hashed
//!
//! | bytes | what |
//! |---|---|
//! | 24 | `wellspring split token 1` |
//! | 1 | the length of the purpose |
//! | 32 | the purpose, filled up with zeros |
//! | 8 | the expiry, seconds since 1970, most significant byte first |
//! | 16 | the selector |
//! | 32 | the verifier |
//!
//! Each part has a fixed place, so no two tokens hash the same bytes, and every token takes the same two blocks of SHA-256.
//! Purpose, expiry and selector are in it because rows are written by more hands than one thinks: a migration, an injected
//! `UPDATE`, a tool of the support. Whoever can change one column cannot make a reset token out of a session, prolong it, or put
//! the digest of their own token under the selector of somebody else's. Two things are beyond it. The digest has no key, so
//! whoever can write whole rows can write one for a token of their own. And the column that says whose token it is, is the
//! application's.
//!
//! The price is that an expiry cannot be moved. A session that is prolonged is minted anew, which it should be anyway.
//!
//! # What is told
//!
//! A refusal has a reason for the log and one text for everybody. The reason depends on the verifier first: that a token is for
//! another purpose or has expired is said only of a genuine one, so an application that shows it tells nothing to those who do
//! not hold the token. The digest is computed and compared whatever the row says, and if there is no row, for a decoy.

use core::time::Duration;

use rand_core::TryCryptoRng;

use crate::{
    Bits, Digest, Error, Recipe, SecretBytes, SecretString, encoding::URLSAFE, secret::wipe,
};

mod error;
mod presented;
mod purpose;
mod selector;
#[cfg(feature = "serde")]
mod serde;
mod stored;
mod time;

use self::purpose::Purpose;
pub use self::{
    error::{Refused, RefusedReason, SplitError},
    presented::PresentedToken,
    selector::Selector,
    stored::{StoredToken, VerifiedToken},
    time::UnixTime,
};

/// What split tokens are for and how long they live: a reset link, a session, an invitation.
///
/// A token is one text of 64 URL-safe characters. What is stored of it is a [`StoredToken`], from which the token cannot be
/// computed.
///
/// # Examples
///
/// ```
/// use core::time::Duration;
/// use wellspring_entropy::System;
/// use wellspring_tokens::{PresentedToken, RefusedReason, Secrets, SplitFormat};
///
/// let reset = SplitFormat::new("password-reset", Duration::from_secs(900))?;
/// let now = 1_750_000_000;
/// let (token, stored) = System.mint(&reset.at(now));
/// assert_eq!(token.len(), SplitFormat::TOKEN_LEN);
/// assert_eq!(stored.expires().as_secs(), now + reset.lifetime().as_secs());
///
/// // Later, with what somebody sent: parse, look the row up, verify.
/// let presented = PresentedToken::parse(token.expose_secret())?;
/// assert_eq!(presented.selector(), stored.selector());
/// assert!(reset.verify(&presented, Some(&stored), now + 899).is_ok());
///
/// let refused = reset.verify(&presented, Some(&stored), now + 900).unwrap_err();
/// assert_eq!(refused.reason(), RefusedReason::Expired);
/// assert_eq!(refused.to_string(), "the token is not valid");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[doc(alias = "reset token", alias = "session token", alias = "selector.verifier")]
pub struct SplitFormat {
    purpose: Purpose,
    lifetime: Duration,
}

impl SplitFormat {
    /// The length of a token in characters.
    pub const TOKEN_LEN: usize = URLSAFE.encoded_len(RAW_LEN);

    /// The most bytes of a purpose.
    pub const MAX_PURPOSE: usize = Purpose::MAX_LEN;

    /// Tokens for `purpose`, 1 to 32 visible ASCII characters, which live for `lifetime`, rounded down to whole seconds.
    ///
    /// # Errors
    ///
    /// [`SplitError`] if the purpose is empty, too long or has other characters, or if the lifetime is less than a second.
    ///
    /// # Examples
    ///
    /// As a constant, which the compiler checks:
    ///
    /// ```
    /// # use core::time::Duration;
    /// # use wellspring_tokens::SplitFormat;
    /// const SESSION: SplitFormat = match SplitFormat::new("session", Duration::from_secs(43_200)) {
    ///     Ok(format) => format,
    ///     Err(_) => panic!("no purpose, or no lifetime"),
    /// };
    /// assert!(SESSION.purpose() == "session" && SESSION.purpose().len() <= SplitFormat::MAX_PURPOSE);
    /// ```
    pub const fn new(purpose: &str, lifetime: Duration) -> Result<Self, SplitError> {
        let purpose = match Purpose::new(purpose) {
            Ok(purpose) => purpose,
            Err(error) => return Err(error),
        };
        match lifetime.as_secs() {
            0 => Err(SplitError::Lifetime { lifetime }),
            secs => Ok(Self { purpose, lifetime: Duration::from_secs(secs) }),
        }
    }

    /// What the tokens are for.
    #[must_use]
    pub fn purpose(&self) -> &str {
        self.purpose.as_str()
    }

    /// How long they live.
    #[must_use]
    pub const fn lifetime(&self) -> Duration {
        self.lifetime
    }

    /// What is to be minted at `now`: a token that expires a [`lifetime`](Self::lifetime) later.
    #[must_use]
    pub fn at(&self, now: impl Into<UnixTime>) -> SplitRecipe {
        SplitRecipe { purpose: self.purpose, expires: now.into().plus(self.lifetime) }
    }

    /// Whether what was presented is the token of which `stored` is the other half, is for this purpose, and has not expired.
    ///
    /// `stored` is the row that was found under [`PresentedToken::selector`], or `None` if there was none. A token is valid
    /// before its expiry, not at it.
    ///
    /// To accept a token once, delete its row after this and act only if a row was deleted.
    ///
    /// # Errors
    ///
    /// [`Refused`], with one text and a reason of its own for each cause.
    ///
    /// # Security
    ///
    /// The same two blocks are hashed and the same bytes compared, in constant time, whatever the row says and if there is
    /// none. What the database does before that takes its own time, but only the selector goes there.
    pub fn verify(
        &self,
        presented: &PresentedToken,
        stored: Option<&StoredToken>,
        now: impl Into<UnixTime>,
    ) -> Result<VerifiedToken, Refused> {
        let decoy = StoredToken::decoy(self.purpose);
        let row = stored.unwrap_or(&decoy);
        let reason = match (stored, row.fits(presented)) {
            (None, _) => RefusedReason::Unknown,
            (Some(_), false) => RefusedReason::Verifier,
            (Some(_), true) if row.purpose_name() != self.purpose => RefusedReason::Purpose,
            (Some(_), true) if now.into() >= row.expires() => RefusedReason::Expired,
            (Some(stored), true) => return Ok(VerifiedToken::of(*stored)),
        };
        Err(Refused::because(reason))
    }
}

/// One token that is to be minted: for a purpose, until a time. [`SplitFormat::at`] makes it.
///
/// Minted are the text for the user and the half that is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SplitRecipe {
    purpose: Purpose,
    expires: UnixTime,
}

impl Recipe for SplitRecipe {
    type Minted = (SecretString, StoredToken);

    /// Those of the verifier: 256. The selector is public.
    fn bits(&self) -> Bits {
        Bits::of_text(256, VERIFIER_LEN)
    }

    fn try_mint<R: TryCryptoRng + ?Sized>(
        &self,
        rng: &mut R,
    ) -> Result<(SecretString, StoredToken), Error<R::Error>> {
        let mut text = SecretBytes::zeroed(SplitFormat::TOKEN_LEN)
            .ok_or(Error::TooLong { n: SplitFormat::TOKEN_LEN })?;
        let (_, raw) = text.as_mut().split_at_mut(SplitFormat::TOKEN_LEN - RAW_LEN);
        rng.try_fill_bytes(raw).map_err(Error::Source)?;
        let (selector, verifier) = halves(raw);
        let stored = StoredToken::of(selector, verifier, self.purpose, self.expires);
        URLSAFE.write_in_place(RAW_LEN, text.as_mut());
        Ok((SecretString::from_ascii(text), stored))
    }
}

const VERIFIER_LEN: usize = 32;
const RAW_LEN: usize = Selector::LEN + VERIFIER_LEN;

/// The selector, copied, and the verifier where it stands, of the [`RAW_LEN`] bytes of a token.
fn halves(raw: &[u8]) -> (Selector, &[u8]) {
    let (selector, verifier) = raw.split_first_chunk().unwrap_or((&[0; Selector::LEN], &[]));
    (Selector::from(*selector), verifier)
}

/// The digest of the table above.
fn digest(purpose: &Purpose, expires: UnixTime, selector: &Selector, verifier: &[u8]) -> Digest {
    let expires = expires.as_secs().to_be_bytes();
    let (len, name) = purpose.parts();
    let parts =
        [b"wellspring split token 1", &[len][..], name, &expires, selector.as_bytes(), verifier];
    let mut message = [0; 24 + 1 + Purpose::MAX_LEN + 8 + RAW_LEN];
    for (place, byte) in message.iter_mut().zip(parts.into_iter().flatten()) {
        *place = *byte;
    }
    let digest = Digest::of(&message);
    wipe(&mut message);
    digest
}

#[cfg(test)]
mod tests;
