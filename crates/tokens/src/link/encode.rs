//! Percent-encoding (RFC 3986, section 2.1) of everything but the unreserved characters (section 2.3).

use crate::encoding::HEX;

/// Whether all bytes are unreserved: letters, digits, `-`, `.`, `_` and `~`.
///
/// Without branches and tables, and without an early end: which character of a token it is remains unknown. That it is none
/// of the others is no secret.
pub(super) fn is_unreserved(bytes: &[u8]) -> bool {
    bytes.iter().fold(0xFF, |all, byte| all & unreserved(*byte)) == 0xFF
}

/// All ones if the byte is unreserved, else 0.
const fn unreserved(byte: u8) -> u8 {
    // With bit 5 set, upper case is lower case, and nothing else becomes a letter.
    let letter = within(byte | 0x20, b'a', b'z');
    let mark = within(byte, b'-', b'.') | within(byte, b'_', b'_') | within(byte, b'~', b'~');
    letter | within(byte, b'0', b'9') | mark
}

/// All ones from `low` to `high`. Each difference is negative, and its upper byte all ones, exactly if its bound is kept.
const fn within(byte: u8, low: u8, high: u8) -> u8 {
    let [_, above] = (low as i16 - 1 - byte as i16).to_le_bytes();
    let [_, below] = (byte as i16 - 1 - high as i16).to_le_bytes();
    above & below
}

/// The length of the encoded text; `usize::MAX` if it is more.
pub(super) fn len(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .fold(0, |len: usize, byte| len.saturating_add(if unreserved(*byte) == 0 { 3 } else { 1 }))
}

/// Writes the encoded text to `dest`, which has its length.
pub(super) fn write(bytes: &[u8], mut dest: &mut [u8]) {
    for byte in bytes {
        let width = if unreserved(*byte) == 0 { 3 } else { 1 };
        let Some((place, rest)) = dest.split_at_mut_checked(width) else { return };
        match place {
            [percent, digits @ ..] if width == 3 => {
                *percent = b'%';
                // Two digits for one byte; RFC 3986, section 2.1, wants them upper-case.
                _ = HEX.encode(&[*byte], digits);
                digits.make_ascii_uppercase();
            }
            _ => place.fill(*byte),
        }
        dest = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::{is_unreserved, len, unreserved, write};

    #[test]
    fn every_byte() {
        for byte in 0..=255u8 {
            let plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
            assert_eq!(unreserved(byte), if plain { 0xFF } else { 0 }, "{byte}");
            assert_eq!(is_unreserved(&[b'a', byte, b'_']), plain);
            let mut dest = [0; 3];
            let dest = &mut dest[..len(&[byte])];
            write(&[byte], dest);
            let expected =
                if plain { char::from(byte).into() } else { alloc::format!("%{byte:02X}") };
            assert_eq!(dest, expected.as_bytes());
        }
        assert!(is_unreserved(b""));
    }
}
