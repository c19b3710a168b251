#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(feature = "alloc", doc = include_str!("../README.md"))]
#![cfg_attr(
    not(feature = "alloc"),
    doc = "Constant-time comparison and encoders; the README is here with the feature `alloc`."
)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "alloc")]
extern crate alloc;

#[cfg(any(feature = "std", test))]
extern crate std;

pub mod encoding;

mod bits;
#[cfg(feature = "alloc")]
mod code;
mod compare;
#[cfg(feature = "alloc")]
mod error;
#[cfg(feature = "serde")]
pub mod expose_secret;
mod id;
#[cfg(feature = "alloc")]
mod key_format;
#[cfg(feature = "url")]
mod link;
#[cfg(feature = "alloc")]
mod passphrase;
#[cfg(feature = "alloc")]
mod password;
#[cfg(feature = "alloc")]
mod recipe;
#[cfg(feature = "alloc")]
mod secret;
#[cfg(feature = "alloc")]
mod secrets;
#[cfg(feature = "alloc")]
mod select;
#[cfg(feature = "alloc")]
mod spelling;
#[cfg(feature = "sha2")]
mod split;
mod wipe;

pub use crate::bits::{Bits, Gate, TooWeak};
#[cfg(feature = "alloc")]
pub use crate::code::{
    CodeError, Otp, OtpAlgorithm, OtpAuth, OtpAuthSecret, RecoveryCode, RecoveryCodes,
};
pub use crate::compare::{Comparable, compare_digest};
#[cfg(feature = "alloc")]
pub use crate::error::Error;
pub use crate::id::{
    IdText, ParseIdError, SequenceError, TimeError, Ulid, UlidSequence, UnixMillis, Uuid,
    UuidV7Sequence,
};
#[cfg(feature = "alloc")]
pub use crate::id::{NanoId, NanoIdError, UlidAt, UuidV4, UuidV7};
#[cfg(feature = "sha2")]
pub use crate::key_format::KeyId;
#[cfg(feature = "alloc")]
pub use crate::key_format::{
    ApiKey, KeyAlphabet, KeyChecksum, KeyError, KeyFormat, KeyFormatError,
};
#[cfg(feature = "url")]
pub use crate::link::{Link, LinkError, SecretText, SecretUrl};
#[cfg(feature = "alloc")]
pub use crate::passphrase::{
    Capital, Passphrase, PassphraseError, PassphraseOptions, Place, WordList, WordListError,
};
#[cfg(feature = "alloc")]
pub use crate::password::{
    Characters, Class, Count, Lengths, PasswordPolicy, PasswordSet, PolicyError, PolicyRule,
    RulesError,
};
#[cfg(feature = "alloc")]
pub use crate::recipe::Recipe;
#[cfg(feature = "std")]
pub use crate::secret::ReadError;
#[cfg(feature = "sha2")]
pub use crate::secret::{Digest, DigestError};
#[cfg(feature = "locked")]
pub use crate::secret::{LockError, Locked};
#[cfg(feature = "alloc")]
pub use crate::secret::{NoMemory, NotUtf8, SecretArray, SecretBytes, SecretString, WrongLength};
#[cfg(feature = "alloc")]
pub use crate::secrets::Secrets;
#[cfg(feature = "sha2")]
pub use crate::split::{
    PresentedToken, Refused, RefusedReason, Selector, SplitError, SplitFormat, SplitRecipe,
    StoredToken, UnixTime, VerifiedToken,
};
pub use rand_core;
pub use subtle;
