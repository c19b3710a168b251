//! `wellspring hex`, `urlsafe`, `base32` and `base58`: random bytes as text.

use clap::Args;
use wellspring::{
    Bits, DEFAULT_ENTROPY, SecretString, Secrets, TokenError,
    encoding::{BASE32_UNPADDED, BASE58},
};

use crate::{
    Source,
    error::Failure,
    output::{Delivery, Repeat},
    size,
    status::Status,
    streams::Streams,
    strength::{Strength, counted, token},
};

#[derive(Debug, Args)]
pub(crate) struct Token {
    /// Random bytes in the token, 1 to 1M (K and M are 1024 and 1024²)
    #[arg(default_value_t = DEFAULT_ENTROPY)]
    #[arg(value_parser = size::text(size::token), allow_negative_numbers = true)]
    bytes: usize,

    #[command(flatten)]
    repeat: Repeat,

    #[command(flatten)]
    delivery: Delivery,
}

impl Default for Token {
    fn default() -> Self {
        let (repeat, delivery) = Default::default();
        Self { bytes: DEFAULT_ENTROPY, repeat, delivery }
    }
}

/// How the bytes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Hex,
    Urlsafe,
    Base32,
    Base58,
}

impl Token {
    pub(crate) fn run(
        &self,
        encoding: Encoding,
        source: &mut Source<'_>,
        streams: &mut Streams<'_>,
    ) -> Result<Status, Failure> {
        let strength = self.strength(encoding)?;
        self.delivery.repeat(self.repeat.count, &strength, source, streams, |source, batch| {
            batch.text(encoding.mint(self.bytes, source)?.expose_secret())
        })
    }

    fn strength(&self, encoding: Encoding) -> Result<Strength<'static>, Failure> {
        let (bytes, name) = (self.bytes, encoding.name());
        if encoding == Encoding::Base58 && bytes > LARGEST_BASE58 {
            return Err(Failure::usage(format!(
                "BYTES: a token of base58, which is one large number, has 1 to {LARGEST_BASE58} bytes; \
                 `wellspring urlsafe` takes up to 1M"
            )));
        }
        let what = format!("a token of {}", counted(bytes as u128, "byte", "bytes"));
        let strength = Strength::uniform(what, Bits::of_text(256, bytes), "tokens");
        Ok(strength.or_use(move |bits| match name {
            "base58" if bits.div_ceil(8) as usize > LARGEST_BASE58 => token("urlsafe", bits),
            _ => token(name, bits),
        }))
    }
}

/// It takes a time that grows with the square of the size: here, some milliseconds.
const LARGEST_BASE58: usize = 4096;

impl Encoding {
    const fn name(self) -> &'static str {
        match self {
            Self::Hex => "hex",
            Self::Urlsafe => "urlsafe",
            Self::Base32 => "base32",
            Self::Base58 => "base58",
        }
    }

    fn mint(self, n: usize, source: &mut Source<'_>) -> Result<SecretString, TokenError> {
        let encoding = match self {
            Self::Hex => return source.try_token_hex(n),
            Self::Urlsafe => return source.try_token_urlsafe(n),
            Self::Base32 => BASE32_UNPADDED,
            Self::Base58 => BASE58,
        };
        let bytes = source.try_token_bytes(n)?;
        encoding.try_encode_to_secret(bytes.expose_secret()).map_err(|_| TokenError::TooLong { n })
    }
}
