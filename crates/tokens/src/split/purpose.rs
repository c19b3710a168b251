use core::fmt;

use super::SplitError;

/// What a token is for: 1 to 32 visible ASCII characters, filled up with zeros, of which there are none among them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Purpose {
    len: u8,
    name: [u8; Self::MAX_LEN],
}

impl Purpose {
    pub(super) const MAX_LEN: usize = 32;

    pub(super) const fn new(text: &str) -> Result<Self, SplitError> {
        let mut name = [0; Self::MAX_LEN];
        let (mut rest, mut room): (_, &mut [u8]) = (text.as_bytes(), &mut name);
        let mut len = 0;
        while let ([byte, next @ ..], [place, free @ ..]) = (rest, room) {
            if !byte.is_ascii_graphic() {
                return Err(SplitError::PurposeByte { index: len as usize, byte: *byte });
            }
            *place = *byte;
            len += 1;
            (rest, room) = (next, free);
        }
        if len == 0 || !rest.is_empty() {
            return Err(SplitError::PurposeLength { len: text.len() });
        }
        Ok(Self { len, name })
    }

    pub(super) fn as_str(&self) -> &str {
        let name = self.name.get(..usize::from(self.len)).unwrap_or_default();
        // It was text when it came.
        core::str::from_utf8(name).unwrap_or_default()
    }

    /// As they are hashed: the length and the name with its zeros.
    pub(super) const fn parts(&self) -> (u8, &[u8]) {
        (self.len, &self.name)
    }
}

impl fmt::Debug for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}
