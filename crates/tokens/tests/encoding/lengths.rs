//! What the lengths are, and that they alone decide what is touched.

use wellspring_tokens::encoding::{DecodeError, HEX, URLSAFE};

use crate::reference::{self, Reference};

#[test]
fn a_destination_of_another_length_is_refused_untouched() {
    for (encoding, reference) in reference::all() {
        let text = reference.encode(b"bytes");
        let expected = text.len();
        for len in (0..20).filter(|&len| len != expected) {
            let mut dest = vec![0xAA; len];
            let error = encoding.encode(b"bytes", &mut dest).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("`dest` has {len} bytes, allowed are exactly the {expected} of the text")
            );
            assert_eq!(dest, vec![0xAA; len]);
            assert_eq!(encoding.encode_in_place(5, &mut dest), Err(error));
            for n in [usize::MAX, usize::MAX / 2] {
                assert!(encoding.encode_in_place(n, &mut dest).is_err());
            }
            assert_eq!(dest, vec![0xAA; len]);
        }
        for len in (0..20).filter(|&len| encoding.encoded_len(len) != expected) {
            let mut dest = vec![0xAA; len];
            let refused = DecodeError::DestLength { dest: len, characters: expected };
            assert_eq!(encoding.decode(&text, &mut dest), Err(refused));
            assert_eq!(dest, vec![0xAA; len]);
        }
    }
}

/// A destination that only the padding tells from the right one: the text is another's, and refused as such.
#[test]
fn a_destination_that_the_padding_contradicts() {
    for (encoding, reference) in reference::all() {
        let text = reference.encode(b"bytes!!");
        for len in (0..20).filter(|&len| len != 7 && encoding.encoded_len(len) == text.len()) {
            let mut dest = vec![0xAA; len];
            assert_eq!(encoding.decode(&text, &mut dest), Err(DecodeError::Invalid));
            assert_eq!(dest, vec![0; len]);
        }
    }
}

#[test]
fn nothing_overflows() {
    for (encoding, _) in reference::all() {
        assert_eq!(encoding.encoded_len(usize::MAX), usize::MAX);
        for shift in 0..usize::BITS {
            let n = usize::MAX >> shift;
            assert!(encoding.encoded_len(n) >= n);
            assert!(encoding.encoded_len(n) >= encoding.encoded_len(n - 1));
        }
    }
}

/// The lengths of numbers, where the next digit is nearest.
#[test]
fn lengths_are_the_least_that_suffice() {
    for (encoding, reference) in reference::all() {
        let Reference::Number(alphabet) = reference else { continue };
        let base = alphabet.len();
        // 256^n against base^length, going up together.
        let (mut n, mut length) = (0, 0);
        let (mut strings, mut texts) =
            (num_bigint::BigUint::from(1u8), num_bigint::BigUint::from(1u8));
        while n < 3000 {
            while texts < strings {
                texts *= base;
                length += 1;
            }
            assert_eq!(encoding.encoded_len(n), length, "{n}");
            assert_eq!(encoding.decoded_len(vec![b'1'; length]), Ok(n));
            strings <<= 8;
            n += 1;
        }
    }
}

/// The control: Bitcoin's form tells by its length how the bytes begin.
#[test]
fn a_length_tells_the_number_of_bytes_alone() {
    let lengths = |encode: &dyn Fn(&[u8]) -> usize| {
        let first = [0, 1, 14, 15, 255].map(|first| encode(&[first; 32]));
        first.iter().collect::<std::collections::BTreeSet<_>>().len()
    };
    assert!(lengths(&|bytes| bs58::encode(bytes).into_string().len()) > 1);
    for (encoding, _) in reference::all() {
        assert_eq!(lengths(&|bytes| encoding.encode_to_secret(bytes).len()), 1);
    }
}

#[test]
fn constants_are_computed_by_the_compiler() {
    const HEX_LENGTH: usize = HEX.encoded_len(16);
    const URLSAFE_LENGTH: usize = URLSAFE.encoded_len(16);
    assert_eq!((HEX_LENGTH, URLSAFE_LENGTH), (32, 22));
}
