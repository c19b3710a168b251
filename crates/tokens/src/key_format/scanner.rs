//! The regular expression with which scanners find leaked keys.

use alloc::{format, string::String};

use super::KeyFormat;

impl KeyFormat {
    /// A regular expression that finds keys of this format in any text, for secret scanners.
    ///
    /// An engine whose classes are of characters, as Rust's and grep's in a UTF-8 locale, misses a key right before a byte that is not UTF-8.
    ///
    /// Its first group is the key: prefix, and exactly as many characters as there are behind it. Behind the key is no further
    /// letter or digit of ASCII. Before it may be anything, since what stands before a leaked key often ends with a letter or digit that
    /// belongs to something else: the escape of a quoted string (`\n`, `\x3d`, `\075`), of a URL (`%3D`), of a mail (`=3D`), a colour of a
    /// terminal (`\x1b[32m`), a word of another script, or another key.
    ///
    /// It errs on finding. What is found may be a text that only looks like a key, or the end of one of a longer prefix that ends like
    /// this: [`parse`](Self::parse) of the group tells, and is right but for one in 2^32 if there is a
    /// [checksum of all of the key](crate::KeyChecksum::Whole).
    ///
    /// The dialect is what RE2, Go, Rust, Hyperscan, PCRE and Python have in common, and reads the same in all of them: a group, classes, a count,
    /// no look-around, and no `\b`, which some mean of ASCII and some of Unicode. It goes as it is into a rule of gitleaks or TruffleHog, which search for a word first:
    /// give them the prefix. GitHub's custom patterns have a field for each part: what is in the parentheses is the secret format, what is
    /// behind them is `after secret`, and as `before secret` any character has to be allowed.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::KeyFormat;
    ///
    /// const KEY: KeyFormat = KeyFormat::new("acme_live_").payload_bits(160);
    /// assert_eq!(KEY.scanner_regex(), "(acme_live_[0-9A-Za-z]{33})(?:[^0-9A-Za-z]|$)");
    /// ```
    #[must_use]
    pub fn scanner_regex(&self) -> String {
        // Of the prefix there is nothing to escape: letters, digits and `_`.
        let (prefix, alphabet) = (self.prefix(), self.alphabet);
        let characters = self.characters + self.checksum_len();
        format!("({prefix}{alphabet}{{{characters}}})(?:[^0-9A-Za-z]|$)")
    }
}
