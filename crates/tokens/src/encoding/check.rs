//! Crockford's check symbol: the number modulo 37, as one of his 32 digits or of five more characters.

use super::alphabet::{CrockfordCheck, ascii, characters, values};

/// The check symbol of the bytes as one number, the first byte being the most significant.
pub(super) fn symbol(bytes: &[u8]) -> u8 {
    characters::<CrockfordCheck>(modulo_37(bytes), ascii()).to_le_bytes()[0]
}

/// 0 if `symbol` is the check symbol of the bytes.
pub(super) fn verify(symbol: u8, bytes: &[u8]) -> u64 {
    (values::<CrockfordCheck>(symbol.into()) ^ modulo_37(bytes)) & 0xFF
}

/// Byte by byte: `x <= 36 * 256 + 255`, and `14170 / 2^19` is above 1 / 37 by `2 / (37 * 2^19)`, so that its floor is the
/// quotient for all `x < 2^18`.
fn modulo_37(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |rest, byte| {
        let x = rest << 8 | u64::from(*byte);
        x - 37 * ((x * 14170) >> 19)
    })
}

#[cfg(test)]
mod tests;
