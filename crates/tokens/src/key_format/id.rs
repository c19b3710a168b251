use core::fmt;

use super::{ApiKey, prefix::Prefix};
use crate::secret::Digest;

/// The name of a key, for logs, support and audits: `acme_live_id_` and 24 hexadecimal digits.
///
/// It is computed from the key, and always the same of the same key. It is no key of the same format, and the format's parser and
/// scanner do not take it for one, because none has `_` behind its prefix. A format whose own prefix is `acme_live_id_`, or an end of
/// that such as `id_`, could take it for a key if it had 24 characters and no checksum: do not name one so.
///
/// # Security
///
/// The digits are the first 96 bits of the SHA-256 of a fixed text and the key. Whoever has the name can only try keys
/// until one has that name, and a key has at least [112 bits](crate::KeyFormat::MIN_BITS). The fixed text keeps it
/// apart from the [`Digest`] of the key, of which it tells nothing. Among 2^32 keys the probability that two have the
/// same name is below 2^-32: enough to index by, but it is the digest that is compared.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{KeyFormat, KeyId, Secrets};
///
/// const KEY: KeyFormat = KeyFormat::new("acme_live_");
/// let [one, other]: [KeyId; 2] = [System.mint(&KEY).id(), System.mint(&KEY).id()];
/// assert_ne!(one, other);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId {
    prefix: Prefix,
    hash: [u8; 12],
}

/// No key starts like this, since no prefix has a space.
const DOMAIN: &[u8] = b"wellspring key id:";

impl ApiKey {
    /// What may be logged in place of the key.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::{KeyFormat, Secrets};
    ///
    /// const KEY: KeyFormat = KeyFormat::new("acme_live_").payload_bits(160);
    /// let key = System.mint(&KEY);
    /// let logged = key.id().to_string();
    /// assert!(logged.starts_with("acme_live_id_") && logged.len() == 13 + 24);
    /// assert_eq!(KEY.parse(key.expose_secret())?.id(), key.id());
    /// # Ok::<(), wellspring_tokens::KeyError>(())
    /// ```
    #[must_use]
    pub fn id(&self) -> KeyId {
        let all = Digest::of_parts([DOMAIN, self.expose_secret().as_bytes()]);
        let mut hash = [0; 12];
        for (place, &byte) in hash.iter_mut().zip(all.as_bytes()) {
            *place = byte;
        }
        KeyId { prefix: self.format().prefix, hash }
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}id_", self.prefix.as_str())?;
        self.hash.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
