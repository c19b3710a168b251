//! For serde: secrets are written out where a field's attribute says so, with the word that every exposure has.
//!
//! The secret types implement `Deserialize` and not `Serialize`. A field that is to be written names this
//! module, which a reviewer finds with the same search as every other `expose_secret`:
//!
//! ```
//! use serde::{Deserialize, Serialize};
//! use wellspring_tokens::{SecretArray, SecretString};
//!
//! #[derive(Serialize, Deserialize)]
//! struct Credentials {
//!     user: String,
//!     #[serde(with = "wellspring_tokens::expose_secret")]
//!     password: SecretString,
//!     #[serde(with = "wellspring_tokens::expose_secret")]
//!     key: SecretArray<4>,
//!     #[serde(with = "wellspring_tokens::expose_secret::option", default)]
//!     old: Option<SecretString>,
//! }
//!
//! let json = r#"{"user":"ann","password":"s3cret","key":"00c0ffee","old":null}"#;
//! let credentials: Credentials = serde_json::from_str(json)?;
//! assert_eq!(credentials.password.expose_secret(), "s3cret");
//! assert_eq!(serde_json::to_string(&credentials)?, json);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! Without the attribute it does not compile:
//!
//! ```compile_fail,E0277
//! #[derive(serde::Serialize)]
//! struct Credentials {
//!     password: wellspring_tokens::SecretString,
//! }
//! ```
//!
//! Nor do the other types that hold a secret, for which there is no attribute:
//!
//! ```compile_fail,E0277
//! fn serialize<T: serde::Serialize>() {}
//! serialize::<wellspring_tokens::ApiKey>();
//! ```
//! ```compile_fail,E0277
//! fn serialize<T: serde::Serialize>() {}
//! serialize::<wellspring_tokens::OtpAuthSecret>();
//! ```
#![cfg_attr(feature = "sha2", doc = "```compile_fail,E0277")]
#![cfg_attr(feature = "sha2", doc = "fn serialize<T: serde::Serialize>() {}")]
#![cfg_attr(feature = "sha2", doc = "serialize::<wellspring_tokens::PresentedToken>();")]
#![cfg_attr(feature = "sha2", doc = "```")]
#![cfg_attr(feature = "url", doc = "```compile_fail,E0277")]
#![cfg_attr(feature = "url", doc = "fn serialize<T: serde::Serialize>() {}")]
#![cfg_attr(feature = "url", doc = "serialize::<wellspring_tokens::SecretUrl>();")]
#![cfg_attr(feature = "url", doc = "```")]
#![cfg_attr(feature = "locked", doc = "```compile_fail,E0277")]
#![cfg_attr(feature = "locked", doc = "fn serialize<T: serde::Serialize>() {}")]
#![cfg_attr(feature = "locked", doc = "serialize::<wellspring_tokens::Locked>();")]
#![cfg_attr(feature = "locked", doc = "```")]
//!
//! [`SecretString`] is a string. [`SecretBytes`] and [`SecretArray`] are hexadecimal digits where people read the
//! format (JSON, TOML), of lower case when written, and bytes elsewhere.
//!
//! # Security
//!
//! What the secret types make of the input leaves no copy: it goes into memory of its final size, and a `String` or
//! `Vec<u8>` that the format hands over is wiped. What the *format* keeps is out of reach:
//!
//! - the text or the bytes that are parsed or written are yours to wipe;
//! - `serde_json` reads strings with escapes, and with `from_reader` all strings, through a buffer that it does not
//!   wipe, and `to_string` and `to_vec` grow theirs: prefer `from_slice`, and `to_writer` into memory of enough capacity;
//! - `#[serde(flatten)]`, `#[serde(untagged)]` and `serde_json::Value` keep all values in between, in types that do not wipe.

use core::{fmt, marker::PhantomData};

use alloc::{string::String, vec::Vec};

use serde::{
    Deserialize, Deserializer, Serializer,
    de::{Error, Visitor},
};

use self::hex::{decode, encode};
use crate::{SecretArray, SecretBytes, SecretString};

mod hex;
pub mod option;

/// Writes the secret out.
///
/// # Errors
///
/// The serializer's.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{SecretBytes, SecretString, expose_secret::{self, Exposed}};
///
/// fn json(secret: &impl Exposed) -> serde_json::Value {
///     expose_secret::serialize(secret, serde_json::value::Serializer).unwrap()
/// }
/// assert_eq!(json(&SecretString::from("s3cret".to_owned())), "s3cret");
/// assert_eq!(json(&SecretBytes::from(vec![0xAB, 1])), "ab01");
/// ```
pub fn serialize<T: Exposed, S: Serializer>(secret: &T, serializer: S) -> Result<S::Ok, S::Error> {
    secret.expose_to(serializer)
}

/// Reads a secret; the types implement [`Deserialize`] as well.
///
/// # Errors
///
/// The format's, with one sentence of ours in it: its own could repeat what it found.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{SecretString, expose_secret};
///
/// let password: SecretString = expose_secret::deserialize(&mut serde_json::Deserializer::from_str("\"s3cret\""))?;
/// assert_eq!(password.expose_secret(), "s3cret");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn deserialize<'de, T: Exposed + Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}

/// The types that [`serialize`] writes: [`SecretString`], [`SecretBytes`] and [`SecretArray`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a secret that `expose_secret` writes",
    note = "these are: `SecretString`, `SecretBytes` and `SecretArray`; an `Option` of one has `expose_secret::option`"
)]
pub trait Exposed: sealed::Sealed {
    #[doc(hidden)]
    fn expose_to<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

mod sealed {
    #[allow(unnameable_types, reason = "that it cannot be named is its purpose")]
    pub trait Sealed {}
    impl Sealed for crate::SecretString {}
    impl Sealed for crate::SecretBytes {}
    impl<const N: usize> Sealed for crate::SecretArray<N> {}
}

impl Exposed for SecretString {
    fn expose_to<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose_secret())
    }
}

impl Exposed for SecretBytes {
    fn expose_to<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self.expose_secret(), serializer)
    }
}

impl<const N: usize> Exposed for SecretArray<N> {
    fn expose_to<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self.expose_secret(), serializer)
    }
}

fn write<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    if !serializer.is_human_readable() {
        return serializer.serialize_bytes(bytes);
    }
    let too_long = || serde::ser::Error::custom("no memory for the secret as text");
    serializer.serialize_str(encode(bytes).ok_or_else(too_long)?.expose_secret())
}

impl<'de> Deserialize<'de> for SecretString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // `string` says that we would own it: a format that has one hands it over, and we wipe it.
        let text = deserializer.deserialize_string(Reader(PhantomData));
        text.map_err(|_| no_secret::<Self, _>())
    }
}

impl<'de> Deserialize<'de> for SecretBytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl<'de, const N: usize> Deserialize<'de> for SecretArray<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wrong = |_| Error::custom(format_args!("the secret does not have {N} bytes"));
        read(deserializer)?.try_into().map_err(wrong)
    }
}

fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SecretBytes, D::Error> {
    let reader = Reader(PhantomData::<SecretBytes>);
    let bytes = match deserializer.is_human_readable() {
        true => deserializer.deserialize_string(reader),
        false => deserializer.deserialize_byte_buf(reader),
    };
    bytes.map_err(|_| no_secret::<SecretBytes, _>())
}

/// Takes what a format may hand over.
struct Reader<T>(PhantomData<T>);

/// How a secret comes out of text and out of bytes.
trait Readable: Sized {
    const EXPECTED: &'static str;
    fn from_text(text: &str) -> Option<Self>;
    fn from_bytes(bytes: SecretBytes) -> Option<Self>;

    fn from_owned_text(text: String) -> Option<Self> {
        Self::from_text(SecretString::from(text).expose_secret())
    }
}

impl Readable for SecretString {
    const EXPECTED: &'static str = "a secret as text";

    fn from_text(text: &str) -> Option<Self> {
        let mut copy = SecretBytes::zeroed(text.len())?;
        copy.as_mut().copy_from_slice(text.as_bytes());
        copy.try_into().ok()
    }

    fn from_bytes(bytes: SecretBytes) -> Option<Self> {
        bytes.try_into().ok()
    }

    fn from_owned_text(text: String) -> Option<Self> {
        Some(text.into())
    }
}

impl Readable for SecretBytes {
    const EXPECTED: &'static str = "a secret as hexadecimal digits or bytes";

    fn from_text(text: &str) -> Option<Self> {
        decode(text)
    }

    fn from_bytes(bytes: SecretBytes) -> Option<Self> {
        Some(bytes)
    }
}

impl<T: Readable> Visitor<'_> for Reader<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text).ok_or_else(no_secret::<T, E>)
    }

    fn visit_string<E: Error>(self, text: String) -> Result<T, E> {
        T::from_owned_text(text).ok_or_else(no_secret::<T, E>)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<T, E> {
        let mut copy = SecretBytes::zeroed(bytes.len()).ok_or_else(no_secret::<T, E>)?;
        copy.as_mut().copy_from_slice(bytes);
        T::from_bytes(copy).ok_or_else(no_secret::<T, E>)
    }

    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<T, E> {
        T::from_bytes(bytes.into()).ok_or_else(no_secret::<T, E>)
    }
}

/// All that any error says. Formats repeat in theirs what they found, `12345678` where the PIN has no quotes.
fn no_secret<T: Readable, E: Error>() -> E {
    E::custom(format_args!("cannot read {}", T::EXPECTED))
}

#[cfg(test)]
mod tests;
