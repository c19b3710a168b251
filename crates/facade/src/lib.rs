#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(feature = "alloc", doc = include_str!("../README.md"))]
#![cfg_attr(
    not(feature = "alloc"),
    doc = "Secure numbers and choices from the operating system; the README is here with the feature `alloc`."
)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "alloc")]
mod mint;
mod numbers;
mod sequences;
#[cfg(feature = "alloc")]
mod token;

#[cfg(feature = "csprng")]
#[cfg_attr(docsrs, doc(cfg(feature = "csprng")))]
pub use wellspring_csprng::{
    self as csprng, KeyErasureRng, ReproducibleRng, ThreadRng, thread_rng,
};
pub use wellspring_dist::{self as dist, Distribution, Random, distributions};
pub use wellspring_entropy::{self as entropy, Error as SourceError, System as SystemRandom};
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub use wellspring_tokens::expose_secret;
pub use wellspring_tokens::{
    self as tokens, Bits, Gate, TooWeak, Ulid, UlidSequence, UnixMillis, Uuid, UuidV7Sequence,
    compare_digest, encoding, rand_core,
};
#[cfg(feature = "alloc")]
#[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
pub use wellspring_tokens::{
    ApiKey, Capital, Characters, Class, KeyAlphabet, KeyChecksum, KeyError, KeyFormat, NanoId, Otp,
    OtpAlgorithm, OtpAuth, OtpAuthSecret, Passphrase, PassphraseOptions, PasswordPolicy,
    PasswordSet, Place, PolicyError, Recipe, RecoveryCode, RecoveryCodes, SecretArray, SecretBytes,
    SecretString, Secrets, UlidAt, UuidV4, UuidV7, WordList,
};
#[cfg(feature = "sha2")]
#[cfg_attr(docsrs, doc(cfg(feature = "sha2")))]
pub use wellspring_tokens::{
    Digest, KeyId, PresentedToken, Refused, RefusedReason, Selector, SplitFormat, StoredToken,
    UnixTime, VerifiedToken,
};
#[cfg(feature = "url")]
#[cfg_attr(docsrs, doc(cfg(feature = "url")))]
pub use wellspring_tokens::{Link, LinkError, SecretText, SecretUrl};
#[cfg(feature = "locked")]
#[cfg_attr(docsrs, doc(cfg(feature = "locked")))]
pub use wellspring_tokens::{LockError, Locked};

#[cfg(feature = "alloc")]
#[cfg_attr(docsrs, doc(cfg(feature = "alloc")))]
pub use crate::{
    mint::{TokenError, mint, passphrase, password, try_mint, try_passphrase, try_password},
    sequences::{sample, try_sample},
    token::{
        token_array, token_bytes, token_hex, token_urlsafe, try_token_array, try_token_bytes,
        try_token_hex, try_token_urlsafe,
    },
};
pub use crate::{
    numbers::{DrawError, randbelow, randbits, try_randbelow, try_randbits},
    sequences::{choice, shuffle, try_choice, try_shuffle},
};

/// How many random bytes make a token when nothing else is said: 32, which are 256 bits.
pub const DEFAULT_ENTROPY: usize = 32;

/// The pages are tested as the documentation of something that only the doc tests see.
#[cfg(all(doctest, feature = "alloc"))]
#[doc = include_str!("../../../docs/PYTHON.md")]
struct Python;

#[cfg(all(doctest, feature = "alloc"))]
#[doc = include_str!("../../../README.md")]
struct Front;

/// Pages that show everything there is.
#[cfg(all(
    doctest,
    feature = "csprng",
    feature = "locked",
    feature = "num_bigint",
    feature = "serde",
    feature = "sha2",
    feature = "url",
    feature = "wordlists"
))]
mod pages {
    #[doc = include_str!("../../../docs/COOKBOOK.md")]
    struct Cookbook;

    #[doc = include_str!("../../../docs/MIGRATING.md")]
    struct Migrating;

    #[doc = include_str!("../../../docs/SCALE.md")]
    struct Scale;
}
