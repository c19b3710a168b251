use subtle::ConstantTimeEq;

use super::{DecodeError, Encoding};
use crate::wipe::{wipe, wipe_stack};

/// Bytes for text.
impl Encoding {
    /// How many bytes are in `text`: exactly, which with padding depends on how much of it there is.
    ///
    /// Nothing but the length and the padding is looked at.
    ///
    /// # Errors
    ///
    /// [`DecodeError::TextLength`] if no number of bytes becomes so many characters.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::encoding::{BASE64, URLSAFE};
    ///
    /// assert_eq!(URLSAFE.decoded_len("Zm8"), Ok(2));
    /// assert_eq!(BASE64.decoded_len("Zm8="), Ok(2));
    /// assert!(URLSAFE.decoded_len("Zm9vY").is_err());
    /// ```
    #[inline]
    pub fn decoded_len(self, text: impl AsRef<[u8]>) -> Result<usize, DecodeError> {
        self.bytes_in(text.as_ref())
    }

    /// Writes the bytes of `text` to `dest`, which must have exactly as many: [`decoded_len`](Self::decoded_len).
    ///
    /// # Errors
    ///
    /// [`DecodeError::DestLength`] if the text of `dest.len()` bytes has another length; nothing is written then.
    /// [`DecodeError::Invalid`] if `text` is not such a text; `dest` is all zeros then.
    ///
    /// # Security
    ///
    /// The time depends on the lengths, and on whether the text is valid.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::encoding::{CROCKFORD, HEX};
    ///
    /// let mut bytes = [0; 2];
    /// CROCKFORD.decode("1zwf", &mut bytes)?;
    /// assert_eq!(bytes, [0xFF, 0x8F]);
    /// assert!(HEX.decode("FF8F", &mut bytes).is_err(), "lower case is asked for");
    /// # Ok::<(), wellspring_tokens::encoding::DecodeError>(())
    /// ```
    #[inline]
    pub fn decode(self, text: impl AsRef<[u8]>, dest: &mut [u8]) -> Result<(), DecodeError> {
        let decoded = self.decode_public(text.as_ref(), dest);
        wipe_stack::<512>();
        decoded
    }

    /// [`decode`](Self::decode) for text that is no secret: what it leaves on the stack stays there.
    #[inline]
    pub(crate) fn decode_public(self, text: &[u8], dest: &mut [u8]) -> Result<(), DecodeError> {
        let n = dest.len();
        if text.len() != self.encoded_len(n) {
            return Err(DecodeError::DestLength { dest: n, characters: text.len() });
        }
        let verdict = self.read(Some(text), text.len(), n, dest);
        accept(verdict, dest)
    }

    /// Replaces the text in `buffer` by its bytes, and returns these; behind them are zeros.
    ///
    /// # Errors
    ///
    /// [`DecodeError::TextLength`] if no number of bytes becomes so many characters; nothing is written then.
    /// [`DecodeError::Invalid`] if it is not a text of this encoding; `buffer` is all zeros then.
    ///
    /// # Security
    ///
    /// As for [`decode`](Self::decode), and the time depends on the number of `=` at the end, with padding.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::encoding::BASE64;
    ///
    /// let mut buffer = *b"aGVsbG8=";
    /// assert_eq!(BASE64.decode_in_place(&mut buffer)?, b"hello");
    /// assert_eq!(&buffer, b"hello\0\0\0");
    /// # Ok::<(), wellspring_tokens::encoding::DecodeError>(())
    /// ```
    pub fn decode_in_place(self, buffer: &mut [u8]) -> Result<&mut [u8], DecodeError> {
        let (characters, n) = (buffer.len(), self.bytes_in(buffer)?);
        let verdict = self.read(None, characters, n, buffer);
        wipe_stack::<512>();
        accept(verdict, buffer)?;
        let (bytes, rest) = buffer.split_at_mut(n);
        wipe(rest);
        Ok(bytes)
    }
}

/// The only look at the verdict, which is 0 for a valid text.
#[inline]
pub(super) fn accept(verdict: u64, dest: &mut [u8]) -> Result<(), DecodeError> {
    if bool::from(verdict.ct_eq(&0)) {
        return Ok(());
    }
    wipe(dest);
    Err(DecodeError::Invalid)
}
