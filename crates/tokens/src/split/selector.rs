use core::{fmt, str::FromStr};

use super::SplitError;
use crate::encoding::URLSAFE;

/// The public half of a split token, by which its row is found.
///
/// It may be shown and logged; as text it has 22 characters, of which 21 are those with which the token starts. 2^64 tokens
/// have to be minted before two of them are likely to share one.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::Selector;
///
/// let selector = Selector::from([7; 16]);
/// assert_eq!(selector.to_string(), "BwcHBwcHBwcHBwcHBwcHBw");
/// assert_eq!("BwcHBwcHBwcHBwcHBwcHBw".parse(), Ok(selector));
/// ```
///
/// For the columns of a table:
///
/// ```
/// use wellspring_tokens::Selector;
///
/// let selector = Selector::from([7; Selector::LEN]);
/// assert_eq!(selector.to_string().len(), Selector::TEXT_LEN);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Selector([u8; Self::LEN]);

impl Selector {
    /// The length in bytes.
    pub const LEN: usize = 16;

    /// The length of the text in characters.
    pub const TEXT_LEN: usize = URLSAFE.encoded_len(Self::LEN);

    /// The bytes, for a column of them.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::Selector;
    ///
    /// let selector = Selector::from([7; 16]);
    /// assert_eq!(selector.as_bytes(), &[7; 16]);
    /// assert_eq!(selector.to_string().parse(), Ok(selector));
    /// ```
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; Self::LEN] {
        &self.0
    }
}

impl From<[u8; Self::LEN]> for Selector {
    fn from(bytes: [u8; Self::LEN]) -> Self {
        Self(bytes)
    }
}

/// 22 characters of base64url.
impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [0; Self::TEXT_LEN];
        URLSAFE.encode_public(&self.0, &mut text).map_err(|_| fmt::Error)?;
        f.pad(core::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Selector({self})")
    }
}

impl FromStr for Selector {
    type Err = SplitError;

    fn from_str(text: &str) -> Result<Self, SplitError> {
        let mut bytes = [0; Self::LEN];
        URLSAFE.decode_public(text.as_bytes(), &mut bytes).map_err(|_| SplitError::Selector)?;
        Ok(Self(bytes))
    }
}
