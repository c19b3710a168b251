//! The encoders and decoders.

use wellspring_tokens::encoding::{self, Encoding};

use super::memcheck::{MAKE_DEFINED, MAKE_UNDEFINED, errors, request, secret};

const ENCODINGS: [Encoding; 15] = [
    encoding::HEX,
    encoding::HEX_UPPER,
    encoding::HEX_ANY_CASE,
    encoding::BASE32,
    encoding::BASE32_UNPADDED,
    encoding::BASE32_HEX,
    encoding::BASE32_HEX_UNPADDED,
    encoding::CROCKFORD,
    encoding::CROCKFORD_CHECKED,
    encoding::BASE58,
    encoding::BASE62,
    encoding::BASE64,
    encoding::BASE64_UNPADDED,
    encoding::URLSAFE,
    encoding::URLSAFE_PADDED,
];

/// Every length up to 100, so that every tail of every loop is run.
pub(super) fn encoders() -> usize {
    let secret = secret::<100>();
    let mut text = [0; 200];
    let count = errors(|| {
        for (encoding, n) in ENCODINGS.into_iter().flat_map(|e| (0..=100).map(move |n| (e, n))) {
            _ = encoding.encode(&secret[..n], &mut text[..encoding.encoded_len(n)]);
            drop(encoding.encode_to_secret(&secret[..n]));
        }
    });
    request(MAKE_DEFINED, &text);
    count
}

/// The texts of up to 100 bytes, valid ones, and with a wrong first or last character.
pub(super) fn decoders() -> usize {
    let lengths = || ENCODINGS.into_iter().flat_map(|e| (0..=100).map(move |n| (e, n)));
    let wrong = [None, Some(0), Some(1)];
    lengths().flat_map(|length| wrong.map(|wrong| decoder(length, wrong))).sum()
}

/// One branch for each of the three decoders has to depend on the text: the verdict, which is told. No more, and no
/// fewer: a verdict that is not looked at would show as well.
fn decoder((encoding, n): (Encoding, usize), wrong: Option<usize>) -> usize {
    let mut text = vec![0; encoding.encoded_len(n)];
    let bytes: Vec<u8> = (0..n).map(|i| i.wrapping_mul(197).to_le_bytes()[0]).collect();
    _ = encoding.encode(&bytes, &mut text);
    if let Some(place) = wrong.map(|end| end * text.len().saturating_sub(1)) {
        text.iter_mut().skip(place).take(1).for_each(|character| *character = b'!');
    }
    let (mut dest, mut buffer, shown) = (vec![0; n], text.clone(), text.clone());
    request(MAKE_UNDEFINED, &text);
    // Where the length is not given, the end is looked at: for padding, which tells the length.
    let is_padded = encoding.encoded_len(1) == encoding.encoded_len(2);
    let secret = if is_padded { text.len().saturating_sub(8) } else { text.len() };
    request(MAKE_UNDEFINED, &buffer[..secret]);
    request(MAKE_UNDEFINED, &shown[..secret]);
    let count = errors(|| {
        _ = encoding.decode(&text, &mut dest);
        _ = encoding.decode_in_place(&mut buffer);
        drop(encoding.decode_to_secret(&shown));
    });
    // Where nothing is secret, nothing is reported. Where the wrong character is at the end, which is none, the verdict is
    // known whatever the others are: memcheck sees that in most builds, and in those for size it does not.
    let of_secrets = 2 * usize::from(secret > 0);
    let is_known = is_padded && wrong == Some(1);
    let least = usize::from(!text.is_empty()) + if is_known { 0 } else { of_secrets };
    let most = usize::from(!text.is_empty()) + of_secrets;
    least.saturating_sub(count) + count.saturating_sub(most)
}
