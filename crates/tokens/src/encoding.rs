//! Hexadecimal and base64url, without tables and without branches on what is encoded.
//!
//! A table is read at a secret place, and a branch is taken for a secret reason; both can be seen from
//! outside through caches and timing. Here every character comes from arithmetic, on many bytes at once.
//!
//! A token is made in memory of exactly the final length, with the raw bytes standing at its end. The
//! encoders read from there and write from the front. The text is longer than the bytes in each group, so the
//! front never overtakes what is still to be read, and no other copy of the secret is made.
//!
//! # Examples
//!
//! ```
//! use wellspring_tokens::encoding::{Encoding, HEX, URLSAFE};
//!
//! let mut text = [0; 8];
//! HEX.encode(b"\x00\xC0\xFF\xEE", &mut text)?;
//! assert_eq!(&text, b"00c0ffee");
//!
//! let mut text = [0; URLSAFE.encoded_len(4)];
//! URLSAFE.encode(b"\x00\xC0\xFF\xEE", &mut text)?;
//! assert_eq!(&text, b"AMD_7g");
//! # Ok::<(), wellspring_tokens::encoding::LengthError>(())
//! ```

use core::fmt;

mod lanes;

/// A way to write bytes as text, one of [`HEX`] and [`URLSAFE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    base: Base,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    Hex,
    Base64Url,
}

/// Hexadecimal, lower case (RFC 4648, section 8): 2 characters a byte.
pub const HEX: Encoding = Encoding { base: Base::Hex };

/// Base64 with the URL and filename safe alphabet, without padding (RFC 4648, sections 5 and 3.2):
/// 4 characters for 3 bytes, and 2 or 3 for the 1 or 2 that are left.
pub const URLSAFE: Encoding = Encoding { base: Base::Base64Url };

impl Encoding {
    /// How many characters `n` bytes become; `usize::MAX` if that is more than a `usize` holds.
    #[must_use]
    pub const fn encoded_len(self, n: usize) -> usize {
        match self.base {
            Base::Hex => n.saturating_mul(2),
            Base::Base64Url => {
                // ceil(4n / 3) = n + ceil(n / 3)
                n.saturating_add(n.div_ceil(3))
            }
        }
    }

    /// Writes `bytes` as ASCII characters to `dest`.
    ///
    /// # Errors
    ///
    /// [`LengthError`] if `dest` does not have exactly [`encoded_len`](Self::encoded_len) bytes; nothing
    /// is written then.
    #[inline]
    pub fn encode(self, bytes: &[u8], dest: &mut [u8]) -> Result<(), LengthError> {
        let expected = self.encoded_len(bytes.len());
        if dest.len() != expected {
            return Err(LengthError { actual: dest.len(), expected });
        }
        self.write(Some(bytes), bytes.len(), dest);
        Ok(())
    }

    /// Encodes the last `n` bytes of `dest` over all of it; its length must be `encoded_len(n)`.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) fn encode_in_place(self, n: usize, dest: &mut [u8]) {
        debug_assert_eq!(dest.len(), self.encoded_len(n));
        self.write(None, n, dest);
    }

    #[inline]
    fn write(self, bytes: Option<&[u8]>, n: usize, dest: &mut [u8]) {
        match self.base {
            Base::Hex => {
                lanes::expand::<4, 4>(bytes, n, dest, lanes::load_4, lanes::spread_4, lanes::hex);
            }
            Base::Base64Url => {
                lanes::expand::<6, 8>(
                    bytes,
                    n,
                    dest,
                    lanes::load_6,
                    lanes::spread_6,
                    lanes::base64url,
                );
            }
        }
    }
}

/// The destination does not have the length of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LengthError {
    actual: usize,
    expected: usize,
}

impl fmt::Display for LengthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { actual, expected } = self;
        write!(f, "`dest` has {actual} bytes, allowed are exactly the {expected} of the text")
    }
}

impl core::error::Error for LengthError {}
