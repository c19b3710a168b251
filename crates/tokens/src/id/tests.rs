extern crate std;

use std::{string::ToString, vec::Vec};

use wellspring_entropy::{
    Error as SourceError,
    testing::{Failing, Replay},
};

use super::{SequenceError, Ulid, UlidSequence, UnixMillis, Uuid, UuidV7Sequence};

fn at(millis: u64) -> UnixMillis {
    UnixMillis::new(millis).unwrap()
}

/// RFC 9562, appendices A.3 and A.6. The version and the variant come from nowhere else: the bytes have others.
#[test]
fn examples_of_rfc_9562() {
    let random = 0x919108f7_52d1_9320_5bac_f847db4148a8_u128.to_be_bytes();
    let id = Uuid::try_v4(&mut Replay::new(&random)).unwrap();
    assert_eq!(id.to_string(), "919108f7-52d1-4320-9bac-f847db4148a8");
    assert_eq!((id.version(), id.unix_millis()), (4, None));

    let random = [0xFC, 0xC3, 0x58, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F];
    let id = Uuid::try_v7(at(0x017F_22E2_79B0), &mut Replay::new(&random)).unwrap();
    assert_eq!(id.to_string(), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    assert_eq!("017F22E2-79B0-7CC3-98C4-DC0C0C07398F".parse(), Ok(id));
    assert_eq!((id.version(), id.unix_millis()), (7, Some(at(1_645_557_742_000))));
}

/// Every random bit is in its place, once: single bits and their complements through each kind.
#[test]
fn every_random_bit_shows() {
    let v4 = |bytes: [u8; 16]| Uuid::try_v4(&mut Replay::new(&bytes)).unwrap();
    let v7 = |bytes: [u8; 10]| Uuid::try_v7(at(0), &mut Replay::new(&bytes)).unwrap();
    let ulid = |bytes: [u8; 10]| Ulid::try_at(at(0), &mut Replay::new(&bytes)).unwrap();
    let number = |bytes: &[u8; 16]| u128::from_be_bytes(*bytes);
    let bits = |n: u32, of: &dyn Fn(u32) -> u128| {
        (0..n).map(|bit| of(bit).count_ones()).collect::<Vec<_>>()
    };
    let base = number(v4([0; 16]).as_bytes());
    assert_eq!(base, 4 << 76 | 2 << 62);
    let shown = bits(128, &|bit| number(v4((1u128 << bit).to_be_bytes()).as_bytes()) ^ base);
    assert_eq!(shown.iter().sum::<u32>(), 122);
    assert!((0..128).all(|bit| (shown[bit] == 0) == [62, 63, 76, 77, 78, 79].contains(&bit)));
    assert_eq!(number(v4([0xFF; 16]).as_bytes()) ^ base, u128::MAX ^ (0xF << 76 | 3 << 62));

    let ten = |bit: u32| -> [u8; 10] { *(1u128 << bit).to_be_bytes().last_chunk().unwrap() };
    let base = number(v7([0; 10]).as_bytes());
    let shown = bits(80, &|bit| number(v7(ten(bit)).as_bytes()) ^ base);
    assert_eq!(shown.iter().sum::<u32>(), 74);
    assert!((0..80).all(|bit| number(ulid(ten(bit)).as_bytes()) == 1 << bit));
}

/// What recipes say is what shows: as many bits as the test above counts.
#[cfg(feature = "alloc")]
#[test]
fn strengths() {
    use super::{UlidAt, UuidV4, UuidV7};
    use crate::{Bits, Recipe};

    assert_eq!(UuidV4.bits(), Bits::new(122));
    assert_eq!(UuidV7::at(at(0)).bits(), Bits::new(74));
    assert_eq!(UlidAt::time(at(0)).bits(), Bits::new(80));
}

/// The time is there only if both version and variant say so (RFC 9562, sections 4.1 and 5.7).
#[test]
fn only_version_7_of_the_variant_of_the_rfc_has_a_time() {
    let v7 = Uuid::try_v7(at(77), &mut Replay::repeating(&[0])).unwrap();
    for version in 0..16 {
        for variant in 0..4 {
            let mut bytes = *v7.as_bytes();
            bytes[6] = version << 4;
            bytes[8] = variant << 6;
            let time = (version == 7 && variant == 0b10).then_some(at(77));
            let id = Uuid::from_bytes(bytes);
            assert_eq!((id.version(), id.unix_millis()), (version, time), "{variant:02b}");
        }
    }
}

/// The specification's example time, and the largest there is.
#[test]
fn ulids() {
    let all = Ulid::try_at(UnixMillis::MAX, &mut Replay::repeating(&[0xFF])).unwrap();
    assert_eq!(all.to_string(), "7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
    // 01ARZ3NDEKTSV4RRFFQ69G5FAV of the specification is 01563e3a-b5d3-d676-4c61-efb99302bd5b.
    let id: Ulid = "01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap();
    assert_eq!(u128::from_be_bytes(*id.as_bytes()), 0x01563e3a_b5d3_d676_4c61_efb99302bd5b);
    assert_eq!(id.unix_millis(), at(0x01563e3ab5d3));
    assert_eq!("01arz3ndektsv4rrffq69g5fav".parse(), Ok(id));
    for text in [
        "",
        "01ARZ3NDEKTSV4RRFFQ69G5FA",
        "8ZZZZZZZZZZZZZZZZZZZZZZZZZ",
        "01ARZ3NDEKTSV4RRFFQ69G5FAU",
    ] {
        assert!(text.parse::<Ulid>().is_err(), "{text}");
    }
}

#[test]
fn texts_that_are_no_uuid() {
    for text in [
        "",
        "-",
        "----",
        "919108f752d143209bacf847db4148a8",
        "919108f7-52d1-4320-9bac-f847db4148a",
        "919108f7-52d1-4320-9bac-f847db4148a8-",
        "-919108f7-52d1-4320-9bac-f847db4148a8",
        "919108f75-2d1-4320-9bac-f847db4148a8",
        "g19108f7-52d1-4320-9bac-f847db4148a8",
        "{919108f7-52d1-4320-9bac-f847db4148a8}",
        "é19108f7-52d1-4320-9bac-f847db4148a8",
    ] {
        let error = text.parse::<Uuid>().unwrap_err();
        assert_eq!(error.to_string(), "not a UUID of 36 characters, as in RFC 9562");
    }
}

#[test]
fn each_of_a_sequence_is_above_the_last() {
    let clock = [5, 5, 5, 4, 9, 9, 0, 10].map(at);
    let mut source = Replay::repeating(b"any bytes will do for this");
    let (mut uuids, mut ulids) = (UuidV7Sequence::new(), UlidSequence::new());
    let uuids: Vec<_> =
        clock.iter().map(|now| uuids.try_next(*now, &mut source).unwrap()).collect();
    let ulids: Vec<_> =
        clock.iter().map(|now| ulids.try_next(*now, &mut source).unwrap()).collect();
    assert!(uuids.is_sorted_by(|a, b| a < b && a.to_string() < b.to_string()));
    assert!(ulids.is_sorted_by(|a, b| a < b && a.to_string() < b.to_string()));
    let times = [5, 5, 5, 5, 9, 9, 9, 10].map(at);
    assert!(uuids.iter().map(|id| id.unix_millis().unwrap()).eq(times));
    assert!(uuids.iter().all(|id| id.version() == 7 && id.as_bytes()[8] >> 6 == 0b10));
    assert!(ulids.iter().map(|id| id.unix_millis()).eq(times));
}

/// The step is 1 where the source gives 0, and 2^32 where it gives the most.
#[test]
fn no_step_is_0() {
    for (byte, step) in [(0, 1), (0xFF, 1 << 32)] {
        let mut uuids = UuidV7Sequence::new();
        let first = uuids.try_next(at(7), &mut Replay::repeating(&[0])).unwrap();
        let second = uuids.try_next(at(7), &mut Replay::repeating(&[byte])).unwrap();
        let [first, second] = [first, second].map(|id| u128::from_be_bytes(*id.as_bytes()));
        assert_eq!(second - first, step);
    }
}

#[test]
fn where_a_millisecond_is_full() {
    let ones = || Replay::repeating(&[0xFF]);
    let mut ulids = UlidSequence::new();
    let last = ulids.try_next(at(7), &mut ones()).unwrap();
    assert!(last.to_string().ends_with("ZZZZZZZZZZZZZZZZ"));
    for _ in 0..2 {
        assert_eq!(ulids.try_next(at(7), &mut ones()), Err(SequenceError::Exhausted));
    }
    assert_eq!(ulids.try_next(at(8), &mut ones()).unwrap().unix_millis(), at(8));

    // A UUID goes on in the next millisecond, and with new random bits.
    let mut uuids = UuidV7Sequence::new();
    let first = uuids.try_next(at(7), &mut ones()).unwrap();
    assert_eq!(first.to_string(), "00000000-0007-7fff-bfff-ffffffffffff");
    let next = uuids.try_next(at(7), &mut Replay::repeating(&[0x40])).unwrap();
    assert_eq!(next.to_string(), "00000000-0008-7404-8101-010101010101");
    let mut uuids = UuidV7Sequence::new();
    uuids.try_next(UnixMillis::MAX, &mut ones()).unwrap();
    assert_eq!(uuids.try_next(at(0), &mut ones()), Err(SequenceError::Exhausted));
}

/// After a failure a sequence goes on as if nothing had been asked.
#[test]
fn a_failure_leaves_the_sequence_where_it_was() {
    let source = || Replay::repeating(b"some more bytes, which are the same each time");
    let error = SequenceError::Source(SourceError::INJECTED);
    let failed = Err(error);
    let (mut a, mut b) = (UuidV7Sequence::new(), UuidV7Sequence::new());
    for now in [3, 3, 2, 4] {
        assert_eq!(a.try_next(at(now), &mut Failing::at_draw(1, source())), failed);
        assert_eq!(a.try_next(at(now), &mut source()), b.try_next(at(now), &mut source()));
    }
    let mut full = UuidV7Sequence::new();
    full.try_next(at(3), &mut Replay::repeating(&[0xFF])).unwrap();
    let mut fails_later = Failing::at_draw(2, source());
    assert_eq!(full.try_next(at(3), &mut fails_later), failed);
    let message = error.to_string();
    assert!(message.starts_with("the source of randomness failed"), "{message}");
    assert!(Uuid::try_v4(&mut Failing::at_draw(1, source())).is_err());
    assert!(Uuid::try_v7(at(0), &mut Failing::at_byte(10, source())).is_err());
    assert!(Ulid::try_at(at(0), &mut Failing::at_byte(10, source())).is_err());
}

#[test]
fn times() {
    assert_eq!(UnixMillis::new((1 << 48) - 1), Ok(UnixMillis::MAX));
    assert_eq!(
        UnixMillis::new(1 << 48).unwrap_err().to_string(),
        "`millis` is 281474976710656, allowed is 0..=281474976710655, up to the year 10889"
    );
    #[cfg(feature = "std")]
    assert!((at(1_600_000_000_000)..at(1 << 47)).contains(&UnixMillis::now()));
}
