use rand_core::TryCryptoRng;

use super::{ApiKey, KeyFormat};
use crate::{Bits, Error, Recipe, SecretBytes, SecretString};

/// Every payload has the same probability.
impl Recipe for KeyFormat {
    type Minted = ApiKey;

    /// Of the payload: neither the prefix nor the checksum is drawn.
    fn bits(&self) -> Bits {
        Bits::of_text(self.alphabet.size(), self.characters)
    }

    fn try_mint<R: TryCryptoRng + ?Sized>(&self, rng: &mut R) -> Result<ApiKey, Error<R::Error>> {
        let n = self.len();
        let mut text = SecretBytes::zeroed(n).ok_or(Error::TooLong { n })?;
        let (prefix, secret) = text.as_mut().split_at_mut(self.prefix.len());
        prefix.copy_from_slice(self.prefix.as_bytes());

        let (payload, checksum) = secret.split_at_mut(self.characters);
        let mut places = payload.iter_mut();
        let draw = |index: u32| {
            // Below 62.
            let [index, ..] = index.to_le_bytes();
            if let Some(place) = places.next() {
                *place = index;
            }
        };
        self.alphabet.dice().try_each(rng, self.characters, draw).map_err(Error::Source)?;
        self.alphabet.spell(payload);
        self.write_checksum(payload, checksum);
        Ok(ApiKey::new(SecretString::from_ascii(text), *self))
    }
}
