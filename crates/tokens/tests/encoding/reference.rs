//! What each encoding is, said a second time: by other people's encoders, and by big numbers.

use data_encoding::{
    BASE32, BASE32_NOPAD, BASE32HEX, BASE32HEX_NOPAD, BASE64, BASE64_NOPAD, BASE64URL,
    BASE64URL_NOPAD, HEXLOWER, HEXLOWER_PERMISSIVE, HEXUPPER,
};
use num_bigint::BigUint;
use wellspring_tokens::encoding::{self as ours, Encoding};

pub(crate) const CROCKFORD: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
pub(crate) const BASE58: &str = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
pub(crate) const BASE62: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

#[derive(Clone, Debug)]
pub(crate) enum Reference {
    /// One text for each string of bytes.
    Strict(data_encoding::Encoding),
    Permissive(data_encoding::Encoding),
    /// The digits of a number, in this alphabet.
    Number(&'static str),
    Crockford {
        checked: bool,
    },
}

pub(crate) fn all() -> [(Encoding, Reference); 15] {
    use Reference::{Crockford, Number, Permissive, Strict};
    [
        (ours::HEX, Strict(HEXLOWER)),
        (ours::HEX_UPPER, Strict(HEXUPPER)),
        (ours::HEX_ANY_CASE, Permissive(HEXLOWER_PERMISSIVE)),
        (ours::BASE32, Strict(BASE32)),
        (ours::BASE32_UNPADDED, Strict(BASE32_NOPAD)),
        (ours::BASE32_HEX, Strict(BASE32HEX)),
        (ours::BASE32_HEX_UNPADDED, Strict(BASE32HEX_NOPAD)),
        (ours::BASE64, Strict(BASE64)),
        (ours::BASE64_UNPADDED, Strict(BASE64_NOPAD)),
        (ours::URLSAFE, Strict(BASE64URL_NOPAD)),
        (ours::URLSAFE_PADDED, Strict(BASE64URL)),
        (ours::CROCKFORD, Crockford { checked: false }),
        (ours::CROCKFORD_CHECKED, Crockford { checked: true }),
        (ours::BASE58, Number(BASE58)),
        (ours::BASE62, Number(BASE62)),
    ]
}

impl Reference {
    pub(crate) fn encode(&self, bytes: &[u8]) -> String {
        match self {
            Self::Strict(oracle) | Self::Permissive(oracle) => oracle.encode(bytes),
            Self::Number(alphabet) => digits(alphabet, bytes),
            Self::Crockford { checked } => {
                let mut text = digits(CROCKFORD, bytes);
                if *checked {
                    text.push(check_symbol(&BigUint::from_bytes_be(bytes)));
                }
                text
            }
        }
    }

    pub(crate) fn decode(&self, text: &[u8]) -> Option<Vec<u8>> {
        match self {
            // It takes padding inside, too.
            Self::Strict(oracle) => {
                oracle.decode(text).ok().filter(|bytes| oracle.encode(bytes).as_bytes() == text)
            }
            Self::Permissive(oracle) => oracle.decode(text).ok(),
            Self::Number(alphabet) => from_digits(alphabet, text),
            Self::Crockford { checked } => {
                let text: Vec<u8> = text.iter().map(|byte| folded(*byte)).collect();
                if !checked {
                    return from_digits(CROCKFORD, &text);
                }
                let (symbol, digits) = text.split_last()?;
                let bytes = from_digits(CROCKFORD, digits)?;
                let expected = check_symbol(&BigUint::from_bytes_be(&bytes));
                (char::from(*symbol) == expected).then_some(bytes)
            }
        }
    }
}

/// The least number of digits for which there are as many texts as strings of `n` bytes.
pub(crate) fn length(base: usize, n: usize) -> usize {
    let (all, mut texts, mut length) = (BigUint::from(1u8) << (8 * n), BigUint::from(1u8), 0);
    while texts < all {
        texts *= base;
        length += 1;
    }
    length
}

fn digits(alphabet: &str, bytes: &[u8]) -> String {
    let alphabet = alphabet.as_bytes();
    let mut number = BigUint::from_bytes_be(bytes);
    let mut text = vec![alphabet[0]; length(alphabet.len(), bytes.len())];
    for place in text.iter_mut().rev() {
        let digit = usize::try_from(&number % alphabet.len()).unwrap();
        *place = alphabet[digit];
        number /= alphabet.len();
    }
    assert_eq!(number, BigUint::ZERO);
    String::from_utf8(text).unwrap()
}

fn from_digits(alphabet: &str, text: &[u8]) -> Option<Vec<u8>> {
    let base = alphabet.len();
    let n = (0..=text.len()).find(|n| length(base, *n) == text.len())?;
    let mut number = BigUint::ZERO;
    for character in text {
        number = number * base + alphabet.bytes().position(|other| other == *character)?;
    }
    let bytes = if number == BigUint::ZERO { Vec::new() } else { number.to_bytes_be() };
    let zeros = n.checked_sub(bytes.len())?;
    Some([vec![0; zeros], bytes].concat())
}

/// D. Crockford's table of what is read as what.
fn folded(character: u8) -> u8 {
    match character.to_ascii_uppercase() {
        b'O' => b'0',
        b'I' | b'L' => b'1',
        other => other,
    }
}

fn check_symbol(number: &BigUint) -> char {
    let rest = usize::try_from(number % 37u8).unwrap();
    char::from(format!("{CROCKFORD}*~$=U").as_bytes()[rest])
}
