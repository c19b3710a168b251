//! Any description of an API key, any source and any text: no panic in a `try_` form, what is minted is read, and what
//! is read is a key, letter by letter.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use wellspring::{
    Secrets,
    tokens::{KeyAlphabet, KeyChecksum, KeyFormat},
};
use wellspring_entropy::testing::Replay;

#[derive(Arbitrary, Debug)]
struct Input {
    prefix: String,
    bits: Option<u32>,
    characters: Option<usize>,
    alphabet: u8,
    checksum: u8,
    script: Vec<u8>,
    text: Vec<u8>,
    change: Option<(u8, u8)>,
}

fn format(input: &Input) -> Option<KeyFormat> {
    use KeyAlphabet::{Base58, Base62, Crockford, Hex};
    use KeyChecksum::{None as Nothing, Payload, Whole};
    let mut format = KeyFormat::try_new(&input.prefix);
    if format.is_err() {
        // Few strings are prefixes.
        format = KeyFormat::try_new("acme_live_");
    }
    let mut format = format.ok()?;
    if let Some(bits) = input.bits {
        format = format.try_payload_bits(bits).unwrap_or(format);
    }
    if let Some(characters) = input.characters {
        format = format.try_payload_chars(characters).unwrap_or(format);
    }
    let alphabet = [Base62, Base58, Crockford, Hex][usize::from(input.alphabet & 3)];
    let checksum = [Nothing, Payload, Whole, Whole][usize::from(input.checksum & 3)];
    Some(format.try_alphabet(alphabet).unwrap_or(format).checksum(checksum))
}

fuzz_target!(|input: Input| {
    let Some(format) = format(&input) else { return };
    assert!(!format.scanner_regex().is_empty());
    for text in [input.text.clone(), [format.prefix().as_bytes(), &input.text].concat()] {
        if let Ok(key) = format.parse(&text) {
            assert_eq!(key.expose_secret().as_bytes(), text);
            assert_eq!(text.len(), format.len());
        }
    }
    let Ok(key) = Replay::new(&input.script).try_mint(&format) else { return };
    let mut text = key.expose_secret().as_bytes().to_vec();
    assert_eq!(format.parse(&text).unwrap().expose_secret().as_bytes(), text);
    if let Some((place, byte)) = input.change {
        let place = usize::from(place) % text.len();
        let changed = text[place] != byte;
        text[place] = byte;
        let read = format.parse(&text);
        // One changed character is always found by a checksum.
        let checked = format != format.checksum(KeyChecksum::None);
        assert!(read.is_err() || !changed || !checked);
        assert!(KeyFormat::parse_any(&[format], &text).is_ok() == read.is_ok());
    }
});
