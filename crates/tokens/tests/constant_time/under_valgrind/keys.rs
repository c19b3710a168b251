//! API keys.

use wellspring_tokens::{KeyAlphabet, KeyChecksum, KeyFormat, Secrets};

use super::memcheck::{MAKE_DEFINED, MAKE_UNDEFINED, Undefined, errors, request};

/// Keys of every alphabet and checksum. One branch for each word asks whether it is thrown away, and has to; there
/// are exactly as many as words.
pub(super) fn minted() -> usize {
    let mint = |(format, words)| errors(|| Undefined.mint(&format)).abs_diff(words);
    key_formats().map(mint).sum()
}

/// The same keys read. Two branches depend on the characters, and have to: whether all are of the alphabet, and whether the
/// checksum is right.
pub(super) fn read() -> usize {
    let read = |(format, _): (KeyFormat, usize)| {
        let key = Undefined.mint(&format);
        request(MAKE_DEFINED, key.expose_secret().as_bytes());
        let mut text = key.expose_secret().as_bytes().to_vec();
        request(MAKE_UNDEFINED, &text[format.prefix().len()..]);
        let verdicts = if format == format.checksum(KeyChecksum::None) { 1 } else { 2 };
        let count = errors(|| format.parse(&text)).abs_diff(verdicts);
        request(MAKE_DEFINED, &text);
        text.clear();
        count
    };
    key_formats().map(read).sum()
}

/// Formats, and how many words a key takes.
fn key_formats() -> impl Iterator<Item = (KeyFormat, usize)> {
    let lengths = [34, 35, 36, 37, 38, 39, 40, 41];
    lengths.into_iter().flat_map(|n| {
        let format = KeyFormat::new("acme_").payload_chars(n);
        // 62^10 < 2^60 < 62^11, and for 58; 32^12 and 16^15 are 2^60.
        let alphabets = [
            (format, n.div_ceil(10)),
            (format.alphabet(KeyAlphabet::Base58), n.div_ceil(10)),
            (format.alphabet(KeyAlphabet::Crockford), n.div_ceil(12)),
            (format.alphabet(KeyAlphabet::Hex), n.div_ceil(15)),
        ];
        let checksums = [KeyChecksum::None, KeyChecksum::Payload, KeyChecksum::Whole];
        checksums.into_iter().flat_map(move |checksum| {
            alphabets.map(|(format, words)| (format.checksum(checksum), words))
        })
    })
}
