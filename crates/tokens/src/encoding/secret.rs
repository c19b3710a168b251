//! Encodings from and into secret types.

use super::{DecodeError, Encoding, decode::accept};
use crate::{NoMemory, SecretBytes, SecretString, wipe::wipe_stack};

impl Encoding {
    /// The text of `bytes` as a secret, made in the memory in which it stays.
    ///
    /// # Panics
    ///
    /// If the text cannot be allocated. [`try_encode_to_secret`](Self::try_encode_to_secret) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::encoding::BASE32;
    ///
    /// let text = BASE32.encode_to_secret(b"hello");
    /// assert_eq!(text.expose_secret(), "NBSWY3DP");
    /// ```
    #[must_use]
    #[track_caller]
    pub fn encode_to_secret(self, bytes: &[u8]) -> SecretString {
        match self.try_encode_to_secret(bytes) {
            Ok(text) => text,
            Err(error) => refuse(&error),
        }
    }

    /// [`encode_to_secret`](Self::encode_to_secret), with an error instead of a panic: for bytes that come from outside.
    ///
    /// # Errors
    ///
    /// [`NoMemory`] if the text cannot be allocated.
    pub fn try_encode_to_secret(self, bytes: &[u8]) -> Result<SecretString, NoMemory> {
        let len = self.encoded_len(bytes.len());
        let mut text = SecretBytes::zeroed(len).ok_or(NoMemory { len })?;
        self.write(Some(bytes), bytes.len(), text.as_mut());
        wipe_stack::<512>();
        Ok(SecretString::from_ascii(text))
    }

    /// The bytes of `text` as a secret, made in the memory in which they stay.
    ///
    /// # Errors
    ///
    /// [`DecodeError::TextLength`] if no number of bytes becomes so many characters, [`DecodeError::Invalid`] if it
    /// is not a text of this encoding.
    ///
    /// # Panics
    ///
    /// If the bytes cannot be allocated, which are fewer than the characters.
    /// [`try_decode_to_secret`](Self::try_decode_to_secret) returns that as an error, too.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::encoding::{DecodeError, URLSAFE};
    ///
    /// assert_eq!(URLSAFE.decode_to_secret("aGVsbG8")?.expose_secret(), b"hello");
    /// assert_eq!(URLSAFE.decode_to_secret("aGVsbG9").unwrap_err(), DecodeError::Invalid);
    /// # Ok::<(), DecodeError>(())
    /// ```
    #[track_caller]
    pub fn decode_to_secret(self, text: impl AsRef<[u8]>) -> Result<SecretBytes, DecodeError> {
        match self.try_decode_to_secret(text) {
            Err(error @ DecodeError::NoMemory { .. }) => refuse(&error),
            result => result,
        }
    }

    /// [`decode_to_secret`](Self::decode_to_secret), with errors alone: for texts that come from outside.
    ///
    /// # Errors
    ///
    /// Those of [`decode_to_secret`](Self::decode_to_secret), and [`DecodeError::NoMemory`] if the bytes cannot be allocated.
    pub fn try_decode_to_secret(self, text: impl AsRef<[u8]>) -> Result<SecretBytes, DecodeError> {
        let text = text.as_ref();
        let n = self.bytes_in(text)?;
        let mut bytes = SecretBytes::zeroed(n).ok_or(DecodeError::NoMemory { bytes: n })?;
        let verdict = self.read(Some(text), text.len(), n, bytes.as_mut());
        wipe_stack::<512>();
        accept(verdict, bytes.as_mut())?;
        Ok(bytes)
    }
}

#[cold]
#[track_caller]
#[allow(clippy::panic, reason = "the documented behaviour of the plain forms")]
fn refuse(error: &dyn core::fmt::Display) -> ! {
    panic!("{error}")
}
