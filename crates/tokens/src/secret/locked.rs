use core::fmt;
use std::io;

use zeroize::Zeroize;

use self::pages::Pages;
use super::{SecretArray, SecretBytes, SecretString, secret, wipe};

#[cfg_attr(not(target_os = "linux"), path = "locked/disabled.rs")]
#[cfg_attr(target_os = "linux", path = "locked/linux.rs")]
mod pages;

/// A secret that lives long, in pages of its own that leave the process in no way that can be helped: a key that is used
/// until the service ends.
///
/// The pages are never written to the swap (`mlock`), are not in a core dump (`MADV_DONTDUMP`), and a child made by `fork`
/// does not have them (`MADV_DONTFORK`). They are wiped and given back when dropped. All of that holds before the
/// first byte is written, or there is an error: it never falls back to plain memory.
///
/// Each takes at least a page, mostly 4 KiB, of what the system lets a process lock, often 8 MiB. So it is for a few keys,
/// and not for every session.
///
/// # Security
///
/// Hibernation writes all memory to the disk, locked or not, and whoever may read `/proc/PID/mem` reads it. The memory is gone in a
/// child made by `fork`, which therefore ends with a segmentation fault when it exposes or drops the secret; programs
/// that are started with [`std::process::Command`] are not concerned.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Locked, Secrets};
///
/// match Locked::try_from(System.token_bytes(32)) {
///     Ok(key) => assert!(key.expose_secret().len() == 32 && !key.is_empty()),
///     // Where locking is refused: in containers, or without Linux.
///     Err(error) => println!("{error}"),
/// }
/// ```
///
/// What would leak does not compile: `==`, `Display`, `Clone`, `AsRef`, `Deref`.
///
/// ```compile_fail,E0369
/// # use wellspring_tokens::Locked;
/// let equal = |a: Locked, b: Locked| a == b;
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::Locked;
/// let print = |a: Locked| format!("{a}");
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::Locked;
/// fn clone<T: Clone>() {}
/// clone::<Locked>();
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::Locked;
/// fn bytes<T: AsRef<[u8]>>() {}
/// bytes::<Locked>();
/// ```
/// ```compile_fail,E0614
/// # use wellspring_tokens::Locked;
/// let text = |a: Locked| (*a).len();
/// ```
#[doc(alias = "mlock", alias = "VirtualLock", alias = "sodium_mlock", alias = "secure memory")]
pub struct Locked {
    pages: Pages,
}

secret!(Locked, |secret| secret.pages.bytes());

impl Locked {
    /// What `fill` writes into `len` zeros, in locked memory.
    ///
    /// To try whether memory can be locked and keep the secret where it cannot, copy from it here.
    ///
    /// # Errors
    ///
    /// [`LockError`]; `fill` is not called then.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use wellspring_tokens::Locked;
    ///
    /// # fn derive(password: &[u8], salt: &[u8], key: &mut [u8]) { key.fill(7) }
    /// let key = Locked::init_with(32, |key| derive(b"password", b"salt", key))?;
    /// assert_eq!(key.expose_secret(), [7; 32]);
    /// # Ok::<(), wellspring_tokens::LockError>(())
    /// ```
    pub fn init_with(len: usize, fill: impl FnOnce(&mut [u8])) -> Result<Self, LockError> {
        // In the secret type before it is filled: a panic in `fill` wipes it, too.
        let mut secret = Self { pages: Pages::locked(len)? };
        fill(secret.pages.bytes_mut());
        Ok(secret)
    }

    /// [`init_with`](Self::init_with) where filling can fail; what was written is wiped then.
    ///
    /// # Errors
    ///
    /// [`LockError`], and inside of that what `fill` returns: `??` passes on both.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::Locked;
    ///
    /// let key = Locked::try_init_with(32, |key| System.try_fill(key))??;
    /// assert_eq!(key.len(), 32);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn try_init_with<E>(
        len: usize,
        fill: impl FnOnce(&mut [u8]) -> Result<(), E>,
    ) -> Result<Result<Self, E>, LockError> {
        let mut result = Ok(());
        let secret = Self::init_with(len, |bytes| result = fill(bytes))?;
        Ok(result.map(|()| secret))
    }

    /// The secret itself.
    #[must_use]
    pub fn expose_secret(&self) -> &[u8] {
        self.pages.bytes()
    }

    /// The number of bytes, which is not secret.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pages.bytes().len()
    }

    /// Whether there are no bytes at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Why memory could not be locked. Nothing of the secret is in it.
///
/// ```
/// # use wellspring_tokens::{LockError, Locked};
/// assert!(matches!(Locked::init_with(1 << 40, |_| ()), Err(LockError::NotAvailable | LockError::Memory { .. } | LockError::Limit { .. })));
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum LockError {
    /// This system is not Linux. Others lock memory as well, but say nothing about dumps.
    NotAvailable,
    /// The kernel gives no pages for `len` bytes.
    Memory {
        /// The number of bytes asked for.
        len: usize,
        /// What the kernel said.
        error: io::Error,
    },
    /// The kernel does not lock `len` bytes more: they, in whole pages, exceed the limit `RLIMIT_MEMLOCK`.
    Limit {
        /// The number of bytes asked for.
        len: usize,
        /// The limit in bytes, where it can be read: what was locked before counts against it.
        limit: Option<u64>,
        /// What the kernel said.
        error: io::Error,
    },
    /// The kernel locks pages, but does not keep them out of dumps or children.
    Exposed {
        /// The advice that it refused, `MADV_DONTDUMP` or `MADV_DONTFORK`.
        advice: &'static str,
        /// What the kernel said.
        error: io::Error,
    },
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAvailable => {
                f.write_str("locked memory that is in no core dump is available on Linux alone")
            }
            Self::Memory { len, error } => write!(f, "no pages for {len} bytes: {error}"),
            Self::Limit { len, limit, error } => {
                write!(f, "{len} bytes in whole pages cannot be locked: {error}; RLIMIT_MEMLOCK ")?;
                match limit {
                    Some(limit) => write!(f, "allows {limit} bytes in all")?,
                    None => f.write_str("could not be read")?,
                }
                f.write_str("; raise it with `ulimit -l` or LimitMEMLOCK= of systemd")
            }
            Self::Exposed { advice, error } => {
                write!(
                    f,
                    "{advice} was refused, without which the secret leaves the process: {error}"
                )
            }
        }
    }
}

impl core::error::Error for LockError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::NotAvailable => None,
            Self::Memory { error, .. }
            | Self::Limit { error, .. }
            | Self::Exposed { error, .. } => Some(error),
        }
    }
}

/// Moves the bytes; they are wiped where they were, also where memory cannot be locked.
impl TryFrom<SecretBytes> for Locked {
    type Error = LockError;

    fn try_from(secret: SecretBytes) -> Result<Self, LockError> {
        let bytes = secret.expose_secret();
        Self::init_with(bytes.len(), |locked| locked.copy_from_slice(bytes))
    }
}

/// Moves the text as its UTF-8; it is wiped where it was, also where memory cannot be locked.
impl TryFrom<SecretString> for Locked {
    type Error = LockError;

    fn try_from(secret: SecretString) -> Result<Self, LockError> {
        SecretBytes::from(secret).try_into()
    }
}

/// Moves the bytes; they are wiped where they were, also where memory cannot be locked.
impl<const N: usize> TryFrom<SecretArray<N>> for Locked {
    type Error = LockError;

    fn try_from(secret: SecretArray<N>) -> Result<Self, LockError> {
        SecretBytes::from(secret).try_into()
    }
}

impl Zeroize for Locked {
    fn zeroize(&mut self) {
        wipe(self.pages.bytes_mut());
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests;
