//! Identifiers against the `uuid` crate, and ids of any alphabet by their counts.
#![cfg(feature = "alloc")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::collections::BTreeSet;

use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Counting, Failing, Replay},
};
use wellspring_tokens::{Bits, Error, NanoId, Recipe, Secrets, UlidAt, UnixMillis, UuidV4, UuidV7};

#[cfg(feature = "uuid")]
mod against_uuid {
    use proptest::prelude::*;
    use wellspring_entropy::{System, testing::Replay};
    use wellspring_tokens::{Secrets, UnixMillis, Uuid, UuidV4};

    proptest! {
        #[test]
        fn the_same_texts(bytes: [u8; 16]) {
            let (ours, theirs) = (Uuid::from_bytes(bytes), uuid::Uuid::from_bytes(bytes));
            prop_assert_eq!(ours.to_string(), theirs.hyphenated().to_string());
            prop_assert_eq!(&*ours.to_text(), theirs.hyphenated().to_string());
            prop_assert_eq!(usize::from(ours.version()), theirs.get_version_num());
            prop_assert_eq!(theirs.to_string().to_uppercase().parse(), Ok(ours));
            prop_assert_eq!(uuid::Uuid::from(ours), theirs);
            prop_assert_eq!(Uuid::from(theirs), ours);
        }

        /// What we read, they read, and as the same; they read more forms.
        #[test]
        fn any_text(text in "[0-9a-fA-F-]{30,40}|\\PC*|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") {
            let theirs = text.parse::<uuid::Uuid>();
            match text.parse::<Uuid>() {
                Ok(ours) => prop_assert_eq!(theirs, Ok(ours.into())),
                Err(_) => prop_assert!(theirs.is_err() || text.len() != 36),
            }
        }

        #[test]
        fn versions_and_times(bytes: [u8; 16], millis in 0..1u64 << 48) {
            let id = uuid::Uuid::from(Uuid::try_v4(&mut Replay::new(&bytes)).unwrap());
            prop_assert_eq!(id.get_version(), Some(uuid::Version::Random));
            prop_assert_eq!(id.get_variant(), uuid::Variant::RFC4122);
            let time = UnixMillis::new(millis).unwrap();
            let id = uuid::Uuid::from(Uuid::try_v7(time, &mut Replay::new(&bytes)).unwrap());
            prop_assert_eq!(id.get_version(), Some(uuid::Version::SortRand));
            prop_assert_eq!(id.get_variant(), uuid::Variant::RFC4122);
            prop_assert_eq!(id.as_u128() >> 80, u128::from(millis));
        }
    }

    #[test]
    fn a_recipe_gives_their_type() {
        let id: uuid::Uuid = System.mint(&UuidV4).into();
        assert_eq!(id.get_version_num(), 4);
    }
}

/// The alphabet of the `nanoid` libraries, in their order; ours has the same characters.
#[test]
fn the_default_is_nanoids() {
    let theirs = "useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict";
    let set = |text: &str| text.chars().collect::<BTreeSet<_>>();
    assert_eq!((set(theirs), theirs.len()), (set(NanoId::ALPHABET), NanoId::ALPHABET.len()));
    let seen: String = (0..200).map(|_| System.mint(&NanoId::default())).collect();
    // 64 * (63/64)^4200 < 2^-89
    assert_eq!(set(&seen), set(theirs));
}

/// Equally spaced words of 64 bits, of which each gives an id of one character, reach every symbol of every size of alphabet. (That all are
/// equally likely is proved in `wellspring-dist`.) An alphabet of which half was never used has been seen.
#[test]
fn every_symbol_is_reached() {
    let ascii: String = (' '..='~').collect();
    for size in 1..=95 {
        let recipe = NanoId::with_alphabet(&ascii[..size], 1).unwrap();
        let mut seen = BTreeSet::new();
        for word in 0..95 * 16u64 {
            let bytes = (0x002B_1DA4_6102_B1DA * word + (1 << 40)).to_le_bytes();
            seen.insert(mint_from(&recipe, bytes));
        }
        assert_eq!(seen.len(), size);
    }
}

/// A word that is rejected, which at most one in sixteen is, is followed by another.
fn mint_from(recipe: &NanoId, word: [u8; 8]) -> String {
    let mut words = word.to_vec();
    words.extend(word.map(|byte| byte ^ 0x33));
    words.extend([0x55; 64]);
    Replay::new(&words).mint(recipe)
}

#[test]
fn wide_alphabets() {
    let recipe = NanoId::with_alphabet("♠♥♦♣", 30).unwrap();
    let id = System.mint(&recipe);
    assert!(id.chars().count() == 30 && id.chars().all(|suit| "♠♥♦♣".contains(suit)));
    assert_eq!(recipe.bits(), Bits::new(60));
    let all: String = ('\u{0}'..=char::MAX).take(65_536).collect();
    assert_eq!(NanoId::with_alphabet(&all, 8).unwrap().bits(), Bits::new(128));
    let more: String = ('\u{0}'..=char::MAX).take(65_537).collect();
    for refused in ["", "aa", &more] {
        assert!(NanoId::with_alphabet(refused, 1).is_err());
    }
    assert_eq!(NanoId::new(0).unwrap_err().to_string(), "the length is 0, allowed is at least 1");
    assert!(NanoId::with_alphabet("aba", 1).unwrap_err().to_string().contains('a'));
}

/// Fractions and negative numbers do not compile. Of the lengths that do, 0 is refused, and the others make as many characters
/// of as many bytes as they need: no more draws for an id than one for each character, however long.
#[test]
fn a_length_is_a_whole_number_and_bounds_the_work() {
    assert!(NanoId::new(0).is_err() && NanoId::with_alphabet("ab", 0).is_err());
    let mut source = Counting::new(System);
    for length in (1..=100).chain([4096, 100_000]) {
        let before = source.draws();
        assert_eq!(source.mint(&NanoId::new(length).unwrap()).len(), length);
        assert!((1..=length).contains(&(source.draws() - before)), "{length}");
    }
    let before = source.draws();
    assert!(source.try_mint(&NanoId::new(usize::MAX).unwrap()).is_err());
    assert_eq!(source.draws(), before);
}

#[test]
fn failures() {
    let mut source = Counting::new(System);
    for n in [usize::MAX, isize::MAX.unsigned_abs()] {
        for alphabet in ["ab", "♠♥"] {
            // There are 32-bit systems that have 2 GiB to give.
            if usize::BITS == 32 && n < usize::MAX && alphabet == "ab" {
                continue;
            }
            let recipe = NanoId::with_alphabet(alphabet, n).unwrap();
            assert_eq!(source.try_mint(&recipe), Err(Error::TooLong { n }));
        }
    }
    assert_eq!(source.draws(), 0);
    let failed = Error::Source(SourceError::INJECTED);
    let failing = || Failing::at_draw(1, System);
    let time = UnixMillis::new(1).unwrap();
    assert_eq!(failing().try_mint(&UuidV4), Err(failed.clone()));
    assert_eq!(failing().try_mint(&UuidV7::at(time)), Err(failed.clone()));
    assert_eq!(failing().try_mint(&UlidAt::time(time)), Err(failed.clone()));
    assert_eq!(failing().try_mint(&NanoId::default()), Err(failed.clone()));
    // 300 characters of 6 bits take 30 words, one block of 240 bytes.
    for at in 1..=240 {
        let recipe = NanoId::new(300).unwrap();
        assert_eq!(Failing::at_byte(at, System).try_mint(&recipe), Err(failed.clone()));
    }
}

/// Value stability. The digits of `word * 64^10 >> 64` in base 64 are ten characters of each word; the expected texts come from a Python
/// program that divides.
#[test]
fn known_answers() {
    let mut byte = 102u8;
    let script: Vec<u8> = (0..64)
        .map(|_| {
            byte = byte.wrapping_add(167);
            byte
        })
        .collect();
    let mint = |recipe: &NanoId| Replay::new(&script).mint(recipe);
    assert_eq!(mint(&NanoId::default()), "nvdQqQJbtA1i_I4TqT7ED");
    assert_eq!(
        mint(&NanoId::with_alphabet("346789ABCDEFGHJKLMNPQRTUVWXY", 12).unwrap()),
        "MEUDKBAJ3JUQ"
    );
    let time = UnixMillis::new(1_469_918_176_385).unwrap();
    let ulid = Replay::new(&script).mint(&UlidAt::time(time));
    assert_eq!(ulid.to_string(), "01ARYZ6S411PT5P0N9A3VSWHFC");
    let uuid = Replay::new(&script).mint(&UuidV4);
    assert_eq!(uuid.to_string(), "0db45b02-a950-479e-85ec-933ae1882fd6");
}
