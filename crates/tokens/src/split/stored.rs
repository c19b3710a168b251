use core::fmt;

use subtle::ConstantTimeEq;

use super::{PresentedToken, Selector, SplitError, UnixTime, digest, purpose::Purpose};
use crate::Digest;

/// What a database holds of a split token: nothing that opens anything.
///
/// Four columns: [`selector`](Self::selector), the unique key, [`digest`](Self::digest), [`purpose`](Self::purpose) and
/// [`expires`](Self::expires); [`from_parts`](Self::from_parts) puts them together again. With the feature `serde` it is
/// serialized as these fields. The digest is computed over the other three as well, so that a row in which one is altered
/// fits no token: it is not the SHA-256 of the verifier alone, and nothing else can be moved into the row.
///
/// `Debug` leaves the digest out: in a log it would serve only to check guesses.
///
/// # Examples
///
/// ```
/// use core::time::Duration;
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Secrets, SplitFormat, SplitRecipe, StoredToken};
///
/// let session = SplitFormat::new("session", Duration::from_secs(86_400))?;
/// let recipe: SplitRecipe = session.at(1_750_000_000);
/// let (_, stored) = System.mint(&recipe);
///
/// let (selector, digest) = (*stored.selector().as_bytes(), *stored.digest().as_bytes());
/// let again = StoredToken::from_parts(selector, digest, stored.purpose(), stored.expires())?;
/// assert_eq!(again, stored);
/// # Ok::<(), wellspring_tokens::SplitError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct StoredToken {
    selector: Selector,
    digest: Digest,
    purpose: Purpose,
    expires: UnixTime,
}

impl StoredToken {
    /// A row as it comes out of the database.
    ///
    /// # Errors
    ///
    /// [`SplitError`] if that is no purpose.
    pub fn from_parts(
        selector: impl Into<Selector>,
        digest: impl Into<Digest>,
        purpose: &str,
        expires: impl Into<UnixTime>,
    ) -> Result<Self, SplitError> {
        Ok(Self {
            selector: selector.into(),
            digest: digest.into(),
            purpose: Purpose::new(purpose)?,
            expires: expires.into(),
        })
    }

    /// The key of the row.
    #[must_use]
    pub const fn selector(&self) -> Selector {
        self.selector
    }

    /// SHA-256 of these 113 bytes, with which other programs verify as well:
    ///
    /// | bytes | what |
    /// |---|---|
    /// | 24 | `wellspring split token 1` |
    /// | 1 | the length of the purpose |
    /// | 32 | the purpose, filled up with zeros |
    /// | 8 | the expiry in seconds since 1970, most significant byte first |
    /// | 16 | the selector |
    /// | 32 | the verifier |
    #[must_use]
    pub const fn digest(&self) -> Digest {
        self.digest
    }

    /// What the token is for.
    #[must_use]
    pub fn purpose(&self) -> &str {
        self.purpose.as_str()
    }

    /// The first second in which the token is no longer valid.
    #[must_use]
    pub const fn expires(&self) -> UnixTime {
        self.expires
    }

    pub(super) fn of(
        selector: Selector,
        verifier: &[u8],
        purpose: Purpose,
        expires: UnixTime,
    ) -> Self {
        let digest = digest(&purpose, expires, &selector, verifier);
        Self { selector, digest, purpose, expires }
    }

    /// What is verified against where there is no row. Whether it fits is not looked at.
    pub(super) fn decoy(purpose: Purpose) -> Self {
        let (selector, digest) = ([0; Selector::LEN].into(), [0; Digest::LEN].into());
        Self { selector, digest, purpose, expires: UnixTime::default() }
    }

    pub(super) const fn purpose_name(&self) -> Purpose {
        self.purpose
    }

    /// Whether the row is the other half of what was presented, in constant time.
    pub(super) fn fits(&self, presented: &PresentedToken) -> bool {
        let (selector, verifier) = presented.halves();
        let digest = digest(&self.purpose, self.expires, &selector, verifier);
        let same = digest.ct_eq(&self.digest) & selector.as_bytes().ct_eq(self.selector.as_bytes());
        same.into()
    }
}

impl fmt::Debug for StoredToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredToken")
            .field("selector", &self.selector)
            .field("purpose", &self.purpose)
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}

/// That a token was verified: the evidence which a function can ask for, and the key of the row to delete.
///
/// # Examples
///
/// ```
/// use core::time::Duration;
/// use wellspring_entropy::System;
/// use wellspring_tokens::{PresentedToken, Secrets, SplitFormat, VerifiedToken};
///
/// /// A function that cannot be called before a token was verified.
/// fn set_password(token: VerifiedToken) -> bool {
///     token.purpose() == "password-reset"
/// }
/// let reset = SplitFormat::new("password-reset", Duration::from_secs(900))?;
/// let (token, stored) = System.mint(&reset.at(1_750_000_000));
/// let presented = PresentedToken::parse(token.expose_secret())?;
/// let verified = reset.verify(&presented, Some(&stored), 1_750_000_001)?;
/// assert_eq!((verified.selector(), verified.expires()), (stored.selector(), stored.expires()));
/// assert!(set_password(verified));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub struct VerifiedToken {
    stored: StoredToken,
}

impl VerifiedToken {
    pub(super) const fn of(stored: StoredToken) -> Self {
        Self { stored }
    }

    /// The key of the row.
    #[must_use]
    pub const fn selector(&self) -> Selector {
        self.stored.selector
    }

    /// What the token is for.
    #[must_use]
    pub fn purpose(&self) -> &str {
        self.stored.purpose()
    }

    /// The first second in which the token is no longer valid.
    #[must_use]
    pub const fn expires(&self) -> UnixTime {
        self.stored.expires
    }
}
