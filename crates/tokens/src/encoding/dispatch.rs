//! From the constant to the algorithm, once for each direction, and what follows the characters of the bytes.

use super::{Base, DecodeError, Encoding, Ending, alphabet, check, groups, radix, short};

const PADDING: u8 = b'=';

impl Encoding {
    /// The characters of `n` bytes, without what follows.
    #[inline]
    pub(super) const fn body_len(self, n: usize) -> usize {
        match self.base {
            Base::HexLower | Base::HexUpper | Base::HexAnyCase => n.saturating_mul(2),
            Base::Base32 | Base::Base32Hex | Base::Crockford => groups::encoded_len::<5>(n),
            // ceil(4n / 3) = n + ceil(n / 3)
            Base::Base64 | Base::UrlSafe => n.saturating_add(n.div_ceil(3)),
            Base::Base58 => radix::encoded_len::<58>(n),
            Base::Base62 => radix::encoded_len::<62>(n),
        }
    }

    /// The length of a padded text is a multiple of this.
    #[inline]
    pub(super) const fn padded_to(self) -> usize {
        match self.base {
            Base::Base64 | Base::UrlSafe => 4,
            _ => 8,
        }
    }

    pub(super) fn bytes_in(self, text: &[u8]) -> Result<usize, DecodeError> {
        let characters = text.len();
        let body = match self.ending {
            Ending::Nothing => Some(characters),
            Ending::CheckSymbol => characters.checked_sub(1),
            Ending::Padding => {
                // Less than a whole group of it. Counted in all of them, as sums.
                let last = text.iter().rev().take(self.padded_to() - 1);
                let count = |(count, all), byte: &u8| {
                    let all = all & u8::from(*byte == PADDING);
                    (count + usize::from(all), all)
                };
                Some(characters - last.fold((0, 1), count).0)
            }
        };
        let bytes = body.and_then(|body| {
            let n = match self.base {
                Base::HexLower | Base::HexUpper | Base::HexAnyCase => {
                    groups::whole_bytes::<4>(body)
                }
                Base::Base32 | Base::Base32Hex | Base::Crockford => groups::whole_bytes::<5>(body),
                Base::Base64 | Base::UrlSafe => groups::whole_bytes::<6>(body),
                Base::Base58 => radix::whole_bytes::<58>(body),
                Base::Base62 => radix::whole_bytes::<62>(body),
            };
            (self.body_len(n) == body && self.encoded_len(n) == characters).then_some(n)
        });
        bytes.ok_or(DecodeError::TextLength { characters })
    }

    /// Writes the text of `bytes`, or, for `None`, of the last `n` of `dest`, to all of `dest`.
    #[inline(always)]
    pub(super) fn write(self, bytes: Option<&[u8]>, n: usize, dest: &mut [u8]) {
        let start = if bytes.is_some() { 0 } else { dest.len().saturating_sub(n) };
        let source = (start, n);
        // Before its bytes are written over.
        let symbol = match self.ending {
            Ending::CheckSymbol => check::symbol(bytes.unwrap_or(dest).get(start..).unwrap_or(&[])),
            Ending::Nothing | Ending::Padding => PADDING,
        };
        match self.base {
            Base::HexLower | Base::HexAnyCase => {
                short::encode_hex::<alphabet::HexLower>(bytes, source, dest);
            }
            Base::HexUpper => short::encode_hex::<alphabet::HexUpper>(bytes, source, dest),
            Base::Base32 => groups::encode::<5, false, alphabet::Base32>(bytes, source, dest),
            Base::Base32Hex => {
                groups::encode::<5, false, alphabet::Base32Hex>(bytes, source, dest);
            }
            Base::Crockford => {
                groups::encode::<5, true, alphabet::Crockford>(bytes, source, dest);
            }
            Base::Base64 => groups::encode::<6, false, alphabet::Base64>(bytes, source, dest),
            Base::UrlSafe => groups::encode::<6, false, alphabet::UrlSafe>(bytes, source, dest),
            Base::Base58 => radix::encode::<58, alphabet::Base58>(bytes, n, dest),
            Base::Base62 => radix::encode::<62, alphabet::Base62>(bytes, n, dest),
        }
        if self.ending != Ending::Nothing {
            for place in dest.iter_mut().skip(self.body_len(n)) {
                *place = symbol;
            }
        }
    }

    /// Writes the bytes of `text`, or, for `None`, of the first `characters` of `dest`, to the first `n` of `dest`.
    /// What is returned is 0 if the text is valid. The lengths must be those of `n` bytes.
    #[inline(always)]
    pub(super) fn read(
        self,
        text: Option<&[u8]>,
        characters: usize,
        n: usize,
        dest: &mut [u8],
    ) -> u64 {
        let body = self.body_len(n);
        let ending = text.unwrap_or(dest).get(body..characters).unwrap_or(&[]);
        let symbol = ending.first().copied().unwrap_or(PADDING);
        // Padding stands behind all that is written, but is read before.
        let mut verdict = match self.ending {
            Ending::Padding => ending.iter().fold(0, |sum, byte| sum | u64::from(byte ^ PADDING)),
            Ending::Nothing | Ending::CheckSymbol => 0,
        };
        verdict |= match self.base {
            Base::HexLower => groups::decode::<4, false, alphabet::HexLower>(text, body, dest),
            Base::HexUpper => groups::decode::<4, false, alphabet::HexUpper>(text, body, dest),
            Base::HexAnyCase => groups::decode::<4, false, alphabet::HexAnyCase>(text, body, dest),
            Base::Base32 => groups::decode::<5, false, alphabet::Base32>(text, body, dest),
            Base::Base32Hex => groups::decode::<5, false, alphabet::Base32Hex>(text, body, dest),
            Base::Crockford => groups::decode::<5, true, alphabet::Crockford>(text, body, dest),
            Base::Base64 => groups::decode::<6, false, alphabet::Base64>(text, body, dest),
            Base::UrlSafe => groups::decode::<6, false, alphabet::UrlSafe>(text, body, dest),
            Base::Base58 => radix::decode::<58, alphabet::Base58>(text, body, dest, n),
            Base::Base62 => radix::decode::<62, alphabet::Base62>(text, body, dest, n),
        };
        if self.ending == Ending::CheckSymbol {
            verdict |= check::verify(symbol, dest.get(..n).unwrap_or(&[]));
        }
        verdict
    }
}
