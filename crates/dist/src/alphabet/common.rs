use alloc::vec::Vec;

use super::Alphabet;

/// The common alphabets, all in the order of ASCII.
impl Alphabet {
    /// `0123456789`
    ///
    /// # Examples
    ///
    /// ```
    /// # use wellspring_dist::Alphabet;
    /// assert!(Alphabet::digits().chars().eq('0'..='9'));
    /// ```
    #[must_use]
    pub fn digits() -> Self {
        Self::preset(b"0123456789")
    }

    /// `0123456789abcdef`
    ///
    /// # Examples
    ///
    /// ```
    /// # use wellspring_dist::Alphabet;
    /// assert!(Alphabet::hex().chars().eq("0123456789abcdef".chars()));
    /// ```
    #[must_use]
    pub fn hex() -> Self {
        Self::preset(b"0123456789abcdef")
    }

    /// `a` to `z`
    ///
    /// # Examples
    ///
    /// ```
    /// # use wellspring_dist::Alphabet;
    /// assert!(Alphabet::lowercase().chars().eq('a'..='z'));
    /// ```
    #[must_use]
    #[doc(alias = "ascii_lowercase")]
    pub fn lowercase() -> Self {
        Self::preset(b"abcdefghijklmnopqrstuvwxyz")
    }

    /// `A` to `Z`
    ///
    /// # Examples
    ///
    /// ```
    /// # use wellspring_dist::Alphabet;
    /// assert!(Alphabet::uppercase().chars().eq('A'..='Z'));
    /// ```
    #[must_use]
    #[doc(alias = "ascii_uppercase")]
    pub fn uppercase() -> Self {
        Self::preset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    }

    /// The 52 letters `A` to `Z` and `a` to `z`.
    ///
    /// # Examples
    ///
    /// ```
    /// # use wellspring_dist::Alphabet;
    /// assert!(Alphabet::letters().chars().eq(('A'..='Z').chain('a'..='z')));
    /// ```
    #[must_use]
    #[doc(alias = "ascii_letters", alias = "Alphabetic")]
    pub fn letters() -> Self {
        Self::preset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    }

    /// The 62 characters `0` to `9`, `A` to `Z` and `a` to `z`.
    ///
    /// # Examples
    ///
    /// ```
    /// # use wellspring_dist::Alphabet;
    /// assert!(Alphabet::alphanumeric().chars().all(|character| character.is_ascii_alphanumeric()));
    /// assert_eq!(Alphabet::alphanumeric().len(), 62);
    /// ```
    #[must_use]
    #[doc(alias = "base62")]
    pub fn alphanumeric() -> Self {
        Self::preset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    }

    /// The 94 visible characters of ASCII, `!` to `~`.
    ///
    /// # Examples
    ///
    /// ```
    /// # use wellspring_dist::Alphabet;
    /// assert!(Alphabet::visible().chars().eq('!'..='~'));
    /// ```
    #[must_use]
    #[doc(alias = "printable")]
    pub fn visible() -> Self {
        let visible: Vec<u8> = (b'!'..=b'~').collect();
        Self::preset(&visible)
    }

    /// The 32 digits and capitals without `I`, `L`, `O` and `U`, for codes that people read and type: D. Crockford, "Base 32".
    ///
    /// # Examples
    ///
    /// ```
    /// # use wellspring_dist::Alphabet;
    /// assert_eq!(Alphabet::crockford().bits_per_character(), 5.0);
    /// ```
    #[must_use]
    #[doc(alias = "base32")]
    pub fn crockford() -> Self {
        Self::preset(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    }

    /// The 58 digits and letters without `0`, `I`, `O` and `l`, as in Bitcoin's addresses.
    ///
    /// # Examples
    ///
    /// ```
    /// # use wellspring_dist::Alphabet;
    /// assert!(Alphabet::base58().len() == 58 && Alphabet::base58().chars().all(|character| !"0IOl".contains(character)));
    /// ```
    #[must_use]
    pub fn base58() -> Self {
        Self::preset(b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
    }
}
