use core::fmt;

use super::KeyFormatError;

/// The public start of a key, kept in place so that a description can be made at run time and copied.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Prefix {
    /// Zeros behind the text, so that equal texts are equal values.
    bytes: [u8; MAX],
    len: u8,
}

/// In characters.
pub(super) const MIN: usize = 3;
pub(super) const MAX: usize = 32;

impl Prefix {
    #[allow(
        clippy::indexing_slicing,
        reason = "the index is below the length; const has no iterators"
    )]
    #[allow(clippy::cast_possible_truncation, reason = "the length is at most 32")]
    pub(super) const fn new(text: &str) -> Result<Self, KeyFormatError> {
        let text = text.as_bytes();
        let length = text.len();
        if length < MIN || length > MAX {
            return Err(KeyFormatError::PrefixLength { length });
        }
        let (mut bytes, mut index) = ([0; MAX], 0);
        while index < length {
            if !(text[index].is_ascii_alphanumeric() || text[index] == b'_') {
                return Err(KeyFormatError::PrefixCharacter { index });
            }
            bytes[index] = text[index];
            index += 1;
        }
        if !text[0].is_ascii_alphabetic() {
            return Err(KeyFormatError::PrefixStart);
        }
        if text[length - 1] != b'_' {
            return Err(KeyFormatError::PrefixEnd);
        }
        Ok(Self { bytes, len: length as u8 })
    }

    pub(super) const fn len(&self) -> usize {
        self.len as usize
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len()).unwrap_or_default()
    }

    pub(super) fn as_str(&self) -> &str {
        core::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }
}

impl fmt::Debug for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use crate::KeyFormat;

    /// Who prints a description, as for a log, reads the prefix as text, without the room that is left behind it.
    #[test]
    fn a_description_shows_its_prefix() {
        let shown = format!("{:?}", KeyFormat::new("acme_live_"));
        assert!(shown.starts_with("KeyFormat { prefix: \"acme_live_\", "), "{shown}");
    }
}
