use alloc::{boxed::Box, string::String};

use zeroize::Zeroize;

use crate::secret::{NotUtf8, SecretBytes, bytes::wipe_all, secret, wipe};

/// Secret text that is wiped when dropped: a token, a password.
///
/// Compare it with [`compare_digest`](crate::compare_digest) or [`subtle::ConstantTimeEq`].
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Secrets, compare_digest};
///
/// let session = System.token_urlsafe(32);
/// assert_eq!(session.expose_secret().len(), 43);
/// assert_eq!(format!("{session:?}"), "SecretString([REDACTED])");
/// assert!(!compare_digest("guess", session.expose_secret()));
/// ```
///
/// What would leak does not compile, and there is something to write instead:
///
/// | instead of | write |
/// |---|---|
/// | `{token}`, `token.to_string()`, `token.as_str()` | [`token.expose_secret()`](Self::expose_secret), where it leaves the program |
/// | `token == supplied` | [`compare_digest(supplied, &token)`](crate::compare_digest) |
/// | `token.clone()` | one value behind an `Arc`, or a second one by `expose_secret().to_owned().into()` |
/// | `#[derive(Serialize)]` on what holds it | that, and `#[serde(with = "wellspring_tokens::expose_secret")]` on the field |
/// | a key of a `HashMap`, a column to look up by | `token.digest()`, with the feature `sha2` |
/// | `SecretString::from("…")` | `SecretString::from("…".to_owned())`: a text that is borrowed stays where it is, unwiped |
///
/// ```compile_fail,E0369
/// # use wellspring_tokens::SecretString;
/// let equal = |a: SecretString| a == "guess";
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::SecretString;
/// let print = |a: SecretString| format!("{a}");
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::SecretString;
/// fn clone<T: Clone>() {}
/// clone::<SecretString>();
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::SecretString;
/// fn text<T: AsRef<str>>() {}
/// text::<SecretString>();
/// ```
/// ```compile_fail,E0599
/// # use wellspring_tokens::SecretString;
/// let text = |a: SecretString| a.as_bytes().to_vec();
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::SecretString;
/// let text = |a: &str| SecretString::from(a);
/// ```
pub struct SecretString(Box<str>);

secret!(SecretString, |secret| secret.0.as_bytes());

impl SecretString {
    /// From ASCII characters, without a copy.
    ///
    /// The check for UTF-8 looks at the top bit of each byte, which is 0 in all of them and so tells
    /// nothing.
    pub(crate) fn from_ascii(text: SecretBytes) -> Self {
        match Self::try_from(text) {
            Ok(text) => text,
            Err(NotUtf8) => unreachable!("the encoders and the password alphabets are ASCII"),
        }
    }

    /// Takes the box out, which is then the receiver's to wipe.
    pub(crate) fn into_inner(mut self) -> Box<str> {
        core::mem::take(&mut self.0)
    }

    /// The secret itself.
    #[inline]
    #[must_use]
    #[doc(alias = "as_str", alias = "to_string", alias = "into_string", alias = "as_bytes")]
    pub fn expose_secret(&self) -> &str {
        &self.0
    }

    /// The length in bytes, which is not secret.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no text at all.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::SecretString;
    ///
    /// assert!(SecretString::from(String::new()).is_empty());
    /// assert!(!SecretString::from("x".to_owned()).is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Takes the box over; no copy is made.
impl From<Box<str>> for SecretString {
    fn from(text: Box<str>) -> Self {
        Self(text)
    }
}

/// Takes a string over if it is full; else copies the text into memory of its exact size and wipes all that the
/// string has, spare capacity included. What the string left behind while it grew is out of reach: give it its
/// capacity beforehand.
impl From<String> for SecretString {
    fn from(text: String) -> Self {
        if text.len() == text.capacity() {
            // Without spare capacity this does not reallocate.
            return Self(text.into_boxed_str());
        }
        let secret = Self(Box::from(text.as_str()));
        wipe_all(&mut text.into_bytes());
        secret
    }
}

/// Takes the bytes over; no copy is made. Where they are not UTF-8 they are wiped.
///
/// How long the check takes, depends on which bytes begin a character, not on which character it is.
impl TryFrom<SecretBytes> for SecretString {
    type Error = NotUtf8;

    fn try_from(bytes: SecretBytes) -> Result<Self, NotUtf8> {
        // The vector has exactly the capacity of its length, so neither step reallocates.
        match String::from_utf8(bytes.into_inner().into_vec()) {
            Ok(text) => Ok(Self(text.into_boxed_str())),
            Err(error) => {
                wipe(&mut error.into_bytes());
                Err(NotUtf8)
            }
        }
    }
}

impl Zeroize for SecretString {
    /// Wipes the text and leaves an empty one.
    fn zeroize(&mut self) {
        wipe(&mut core::mem::take(&mut self.0).into_boxed_bytes());
    }
}
