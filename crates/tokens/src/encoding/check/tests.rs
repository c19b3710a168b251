#![allow(clippy::integer_division_remainder_used, reason = "the reference")]

use super::{modulo_37, symbol, verify};

#[test]
fn remainders() {
    for pair in 0..=u16::MAX {
        assert_eq!(modulo_37(&pair.to_be_bytes()), u64::from(pair % 37));
        let long = u128::from(pair).wrapping_mul(0x0123_4567_89AB_CDEF_0F1E_2D3C_4B5A_6979);
        assert_eq!(u128::from(modulo_37(&long.to_be_bytes())), long % 37);
    }
}

/// Of all bytes, the symbol and its lower case, and for 0 and 1 what looks like them.
#[test]
fn one_symbol_verifies() {
    for number in 0..37u8 {
        let expected = char::from(symbol(&[number]));
        for byte in 0..=u8::MAX {
            let read = match char::from(byte).to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            assert_eq!(verify(byte, &[number]) == 0, read == expected, "{number}, {byte}");
        }
    }
}
