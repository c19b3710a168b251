//! Text for bytes and bytes for text, without tables and without branches on what is encoded.
//!
//! A table is read at a secret place, and a branch is taken for a secret reason; both can be seen from
//! outside through caches and timing. Here every character comes from arithmetic, on many bytes at once.
//!
//! | constant | characters | for 32 bytes | bits in a character |
//! |---|---|---|---|
//! | [`HEX`], [`HEX_UPPER`], [`HEX_ANY_CASE`] | 16 | 64 | 4 |
//! | [`BASE32`], [`BASE32_UNPADDED`], [`BASE32_HEX`], [`BASE32_HEX_UNPADDED`] | 32 and `=` | 56 or 52 | 5 |
//! | [`CROCKFORD`], [`CROCKFORD_CHECKED`] | 32 | 52 or 53 | 5 |
//! | [`BASE58`] | 58 | 44 | 5.86 |
//! | [`BASE62`] | 62 | 43 | 5.95 |
//! | [`BASE64`], [`BASE64_UNPADDED`], [`URLSAFE`], [`URLSAFE_PADDED`] | 64 and `=` | 44 or 43 | 6 |
//!
//! The length of a text says the number of its bytes and nothing else, with every encoding here. It is not secret.
//!
//! # Decoding is strict
//!
//! There is one text for each string of bytes, with the exceptions that [`HEX_ANY_CASE`] and [`CROCKFORD`] name, and
//! whatever else is refused: another alphabet's characters, white space, missing or additional padding, bits that are not
//! zero where the last character has bits to spare (RFC 4648, section 3.5), other lengths. All of the text is read in any
//! case, in a time that depends on its length, and the verdict is looked at once, at the end. Where it is a refusal, the
//! destination is overwritten with zeros.
//!
//! # In place
//!
//! A token is made in memory of exactly the final length, with the raw bytes standing at its end. The
//! encoders read from there and write from the front: [`Encoding::encode_in_place`]. The text is longer than the
//! bytes in each group, so the front never overtakes what is still to be read, and no other copy of the secret is
//! made. Decoding goes the other way round: [`Encoding::decode_in_place`]. Neither needs the heap.
//!
//! # Examples
//!
//! ```
//! use wellspring_tokens::encoding::{DecodeError, BASE58, HEX, URLSAFE};
//!
//! let mut text = [0; 8];
//! HEX.encode(b"\x00\xC0\xFF\xEE", &mut text)?;
//! assert_eq!(&text, b"00c0ffee");
//!
//! let mut text = [0; URLSAFE.encoded_len(4)];
//! URLSAFE.encode(b"\x00\xC0\xFF\xEE", &mut text)?;
//! assert_eq!(&text, b"AMD_7g");
//!
//! let mut bytes = [0; 4];
//! assert_eq!(URLSAFE.decode("AMD_7g", &mut bytes), Ok(()));
//! assert_eq!(&bytes, b"\x00\xC0\xFF\xEE");
//! // Not the text of these bytes: the last four bits are not zeros.
//! assert_eq!(URLSAFE.decode("AMD_7h", &mut bytes), Err(DecodeError::Invalid));
//! assert_eq!(bytes, [0; 4]);
//!
//! assert_eq!(BASE58.encoded_len(32), 44);
//! # Ok::<(), wellspring_tokens::encoding::LengthError>(())
//! ```
//!
//! The same two bytes in all of them:
//!
//! ```
//! use wellspring_tokens::encoding::*;
//!
//! let text = |encoding: Encoding| {
//!     let mut text = vec![0; encoding.encoded_len(2)];
//!     encoding.encode(&[0xFB, 0xEF], &mut text).unwrap();
//!     String::from_utf8(text).unwrap()
//! };
//! assert_eq!([HEX, HEX_UPPER, HEX_ANY_CASE].map(text), ["fbef", "FBEF", "fbef"]);
//! assert_eq!([BASE32, BASE32_UNPADDED].map(text), ["7PXQ====", "7PXQ"]);
//! assert_eq!([BASE32_HEX, BASE32_HEX_UNPADDED].map(text), ["VFNG====", "VFNG"]);
//! assert_eq!([CROCKFORD, CROCKFORD_CHECKED, BASE62].map(text), ["1YZF", "1YZF4", "GmF"]);
//! assert_eq!([BASE64, BASE64_UNPADDED].map(text), ["++8=", "++8"]);
//! assert_eq!([URLSAFE_PADDED, URLSAFE].map(text), ["--8=", "--8"]);
//! ```

mod alphabet;
mod check;
mod constants;
mod decode;
mod dispatch;
mod error;
mod groups;
mod radix;
#[cfg(feature = "alloc")]
mod secret;
mod short;
mod words;

use crate::wipe::wipe_stack;

pub use self::constants::{
    BASE32, BASE32_HEX, BASE32_HEX_UNPADDED, BASE32_UNPADDED, BASE58, BASE62, BASE64,
    BASE64_UNPADDED, CROCKFORD, CROCKFORD_CHECKED, HEX, HEX_ANY_CASE, HEX_UPPER, URLSAFE,
    URLSAFE_PADDED,
};
pub use self::error::{DecodeError, LengthError};
pub(crate) use self::short::{crockford_of_16, hex_of_16};

/// A way to write bytes as text: one of the constants of this module.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::encoding::{BASE58, Encoding, HEX, URLSAFE};
///
/// let lengths = [HEX, URLSAFE, BASE58].map(|encoding: Encoding| encoding.encoded_len(32));
/// assert_eq!(lengths, [64, 43, 44]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    base: Base,
    ending: Ending,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    HexLower,
    HexUpper,
    HexAnyCase,
    Base32,
    Base32Hex,
    Crockford,
    Base58,
    Base62,
    Base64,
    UrlSafe,
}

/// What follows the characters of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Nothing,
    Padding,
    CheckSymbol,
}

impl Encoding {
    /// How many characters `n` bytes become; `usize::MAX` if that is more than a `usize` holds.
    #[inline]
    #[must_use]
    pub const fn encoded_len(self, n: usize) -> usize {
        let body = self.body_len(n);
        match self.ending {
            Ending::Nothing => body,
            Ending::Padding => match body.checked_next_multiple_of(self.padded_to()) {
                Some(len) => len,
                None => usize::MAX,
            },
            Ending::CheckSymbol => body.saturating_add(1),
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
        let encoded = self.encode_public(bytes, dest);
        wipe_stack::<512>();
        encoded
    }

    /// [`encode`](Self::encode) for bytes that are no secret: what it leaves on the stack stays there.
    #[inline]
    pub(crate) fn encode_public(self, bytes: &[u8], dest: &mut [u8]) -> Result<(), LengthError> {
        let expected = self.encoded_len(bytes.len());
        if dest.len() != expected {
            return Err(LengthError { actual: dest.len(), expected });
        }
        self.write(Some(bytes), bytes.len(), dest);
        Ok(())
    }

    /// Replaces the last `n` bytes of `dest` by their text, which takes all of it.
    ///
    /// What stands before these bytes does not matter. No copy of them is left.
    ///
    /// # Errors
    ///
    /// [`LengthError`] if `dest` does not have exactly [`encoded_len(n)`](Self::encoded_len) bytes; nothing
    /// is written then.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::encoding::{HEX, URLSAFE};
    ///
    /// let mut token = [0; URLSAFE.encoded_len(4)];
    /// token[2..].copy_from_slice(b"\x00\xC0\xFF\xEE");
    /// URLSAFE.encode_in_place(4, &mut token)?;
    /// assert_eq!(&token, b"AMD_7g");
    /// assert_eq!(URLSAFE.decode_in_place(&mut token).unwrap(), b"\x00\xC0\xFF\xEE");
    ///
    /// assert!(HEX.encode_in_place(4, &mut token).is_err(), "their text has 8 characters");
    /// # Ok::<(), wellspring_tokens::encoding::LengthError>(())
    /// ```
    #[inline]
    pub fn encode_in_place(self, n: usize, dest: &mut [u8]) -> Result<(), LengthError> {
        let expected = self.encoded_len(n);
        if dest.len() != expected {
            return Err(LengthError { actual: dest.len(), expected });
        }
        self.write(None, n, dest);
        wipe_stack::<512>();
        Ok(())
    }

    /// [`encode_in_place`](Self::encode_in_place) where the length is right by construction.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) fn write_in_place(self, n: usize, dest: &mut [u8]) {
        debug_assert_eq!(dest.len(), self.encoded_len(n));
        self.write(None, n, dest);
        wipe_stack::<512>();
    }
}
