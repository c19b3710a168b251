//! Hexadecimal both ways, in secret types, without a branch on what the digits are.

use crate::{SecretBytes, SecretString, encoding::HEX};

pub(super) fn encode(bytes: &[u8]) -> Option<SecretString> {
    let mut text = SecretBytes::zeroed(HEX.encoded_len(bytes.len()))?;
    HEX.encode(bytes, text.as_mut()).ok()?;
    Some(SecretString::from_ascii(text))
}

/// `None` if the text is not digits of either case, two for each byte.
pub(super) fn decode(text: &str) -> Option<SecretBytes> {
    let pairs = text.as_bytes().chunks_exact(2);
    let odd = !pairs.remainder().is_empty();
    let mut bytes = SecretBytes::zeroed(text.len() >> 1)?;
    let mut wrong = 0;
    for (byte, pair) in bytes.as_mut().iter_mut().zip(pairs) {
        let value = pair.iter().fold(0, |value, digit| value << 4 | nibble(*digit));
        // The value of a digit has 4 bits; what is no digit has set the upper ones.
        wrong |= value;
        *byte = value.to_le_bytes()[0];
    }
    (wrong >> 8 == 0 && !odd).then_some(bytes)
}

/// The value of a digit, or -1. The masks come from the signs of differences, as in [`crate::encoding`]: compilers
/// turn comparisons into jumps.
fn nibble(digit: u8) -> i16 {
    let decimal = i16::from(digit) - i16::from(b'0');
    let letter = i16::from(digit | 0x20) - i16::from(b'a');
    let not_decimal = (decimal | (9 - decimal)) >> 15;
    let not_letter = (letter | (5 - letter)) >> 15;
    (decimal & !not_decimal) | ((letter + 10) & !not_letter) | (not_decimal & not_letter)
}

#[cfg(test)]
mod tests {
    use super::{decode, encode, nibble};

    #[test]
    fn every_byte_is_a_digit_or_not() {
        for digit in 0..=u8::MAX {
            let value =
                char::from(digit).to_digit(16).map_or(-1, |value| value.try_into().unwrap());
            assert_eq!(nibble(digit), value, "{digit}");
        }
    }

    #[test]
    fn every_pair_of_ascii_characters() {
        for (high, low) in (0..128u8).flat_map(|high| (0..128).map(move |low| (high, low))) {
            let text = [high, low];
            let text = core::str::from_utf8(&text).unwrap();
            // Unlike ours, `from_str_radix` takes a sign.
            let plain = text.bytes().all(|digit| digit.is_ascii_hexdigit());
            let value = u8::from_str_radix(text, 16).ok().filter(|_| plain);
            let decoded = decode(text).map(|bytes| bytes.expose_secret()[0]);
            assert_eq!(decoded, value, "{text:?}");
        }
    }

    #[test]
    fn lengths_and_round_trips() {
        let bytes: [u8; 100] = core::array::from_fn(|i| u8::try_from((i * 37) & 0xFF).unwrap());
        for n in 0..=bytes.len() {
            let text = encode(&bytes[..n]).unwrap();
            assert_eq!(decode(text.expose_secret()).unwrap().expose_secret(), &bytes[..n]);
            if n > 0 {
                assert!(decode(&text.expose_secret()[1..]).is_none());
            }
        }
    }
}
