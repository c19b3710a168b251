use super::{Alphabet, Base32, Base58, Base62, Base64, Crockford, HexAnyCase, HexLower, UrlSafe};
use super::{CrockfordCheck, TOP_BITS, ascii, characters, values};

/// One byte has each of its values, between neighbours that are all the same.
fn every_byte_in_every_lane(bytes: u8, others: &[u8], check: impl Fn(u64, usize, u8)) {
    for byte in 0..=bytes {
        for (lane, other) in (0..8).flat_map(|lane| others.iter().map(move |other| (lane, *other)))
        {
            let mut word = [other; 8];
            word[lane] = byte;
            check(u64::from_le_bytes(word), lane, byte);
        }
    }
}

fn agrees<A: Alphabet>(alphabet: &[u8], read_as: impl Fn(u8) -> u8) {
    let most = u8::try_from(alphabet.len() - 1).unwrap();
    every_byte_in_every_lane(most, &[0, most], |word, lane, value| {
        let text = characters::<A>(word, ascii()).to_le_bytes();
        assert_eq!(text[lane], alphabet[usize::from(value)]);
        assert!(text.iter().all(|character| alphabet.contains(character)));
    });
    let others = [alphabet[0], alphabet[alphabet.len() - 1], 0, 0x7F, 0xFF];
    every_byte_in_every_lane(u8::MAX, &others, |word, lane, character| {
        let value = values::<A>(word).to_le_bytes()[lane];
        match alphabet.iter().position(|other| *other == read_as(character)) {
            Some(place) => assert_eq!(usize::from(value), place),
            None => assert!(u64::from(value) & TOP_BITS > 0, "{character}"),
        }
    });
}

#[test]
fn every_character() {
    let same = |character| character;
    agrees::<HexLower>(b"0123456789abcdef", same);
    agrees::<HexAnyCase>(b"0123456789ABCDEF", |c| c.to_ascii_uppercase());
    agrees::<Base32>(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", same);
    agrees::<Base58>(b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", same);
    agrees::<Base62>(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", same);
    agrees::<Base64>(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", same);
    agrees::<UrlSafe>(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", same);
    let lenient = |character: u8| match character.to_ascii_uppercase() {
        b'O' => b'0',
        b'I' | b'L' => b'1',
        other => other,
    };
    agrees::<Crockford>(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ", lenient);
    agrees::<CrockfordCheck>(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U", lenient);
}
