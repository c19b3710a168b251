//! The sources of this crate, through its public surface.
#![cfg(all(feature = "testing", feature = "rand_core"))]

use wellspring_entropy::{
    Backend, Error, System,
    backends::{Portable, Syscall},
    rand_core::{TryCryptoRng, TryRng},
    testing::{Counting, Failing, Replay},
};

/// Lengths around words, pages and the 256 bytes up to which the kernel does not cut a request short.
const LENGTHS: [usize; 14] = [0, 1, 3, 4, 8, 31, 32, 255, 256, 257, 4095, 4096, 4097, 100_000];

#[test]
fn real_sources_fill_every_byte_and_no_more() {
    let sources: [&dyn Backend; 3] = [&System, &Syscall, &Portable];
    for source in sources {
        let mut probe = [0];
        if source.try_fill(&mut probe) == Err(Error::UNSUPPORTED) {
            println!("not checked: {} on this target", source.name());
            continue;
        }
        for len in LENGTHS {
            // A byte that stays at the canary in all of 16 fills: 2^-128 if it was ever written.
            let mut untouched = vec![true; len];
            for _ in 0..16 {
                let mut memory = vec![0xC5; len + 8];
                source.try_fill(&mut memory[..len]).unwrap();
                assert_eq!(memory[len..], [0xC5; 8], "{} wrote past the end", source.name());
                for (flag, byte) in untouched.iter_mut().zip(&memory) {
                    *flag &= *byte == 0xC5;
                }
            }
            assert!(!untouched.contains(&true), "{} left a byte unfilled", source.name());
        }
    }
}

#[test]
fn draws_differ() {
    let mut draws: Vec<[u8; 16]> = (0..10_000)
        .map(|_| {
            let mut draw = [0; 16];
            System.try_fill(&mut draw).unwrap();
            draw
        })
        .collect();
    draws.sort_unstable();
    draws.dedup();
    assert_eq!(draws.len(), 10_000, "a repeat among 10^4 draws of 128 bits: chance 2^-102");
}

#[test]
fn words_are_little_endian() {
    let mut source = Replay::new(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    assert_eq!(source.try_next_u32(), Ok(0x0403_0201));
    assert_eq!(source.try_next_u64(), Ok(0x0C0B_0A09_0807_0605));
    assert_eq!(source.try_next_u32(), Err(Error::EXHAUSTED));
    let mut last = [0];
    assert_eq!(source.try_fill_bytes(&mut last), Ok(()));
    assert_eq!((last, source.remaining()), ([13], 0));
}

#[test]
fn replay_repeats_only_when_asked_to() {
    let source = Replay::repeating(&[1, 2, 3]);
    let mut dest = [0; 7];
    source.try_fill(&mut dest).unwrap();
    assert_eq!(dest, [1, 2, 3, 1, 2, 3, 1]);
    source.try_fill(&mut dest[..2]).unwrap();
    assert_eq!((dest[..2].to_vec(), source.remaining()), (vec![2, 3], 3));

    for empty in [Replay::new(&[]), Replay::repeating(&[])] {
        assert_eq!(empty.try_fill(&mut []), Ok(()));
        assert_eq!(empty.try_fill(&mut dest), Err(Error::EXHAUSTED));
        assert_eq!(dest, [0; 7]);
    }
}

#[test]
fn failing_starts_exactly_where_it_is_told() {
    for at in 1..20 {
        let by_draw = Failing::at_draw(at, Replay::repeating(&[7]));
        let by_byte = Failing::at_byte(at, Replay::repeating(&[7]));
        for draw in 1..25 {
            let mut dest = [9; 3];
            let expected = if draw < at { Ok(()) } else { Err(Error::INJECTED) };
            assert_eq!(by_draw.try_fill(&mut dest), expected, "draw {draw} of {at}");
            assert_eq!(dest, if draw < at { [7; 3] } else { [0; 3] });

            let expected = if draw * 3 < at { Ok(()) } else { Err(Error::INJECTED) };
            assert_eq!(by_byte.try_fill(&mut dest), expected, "byte {at}, draw {draw}");
            assert_eq!(dest, if draw * 3 < at { [7; 3] } else { [0; 3] });
        }
    }
}

#[test]
fn failing_goes_on_failing_and_takes_any_error() {
    let mut source = Failing::at_byte(5, System).with_error(Error::custom(42));
    assert!(source.try_next_u32().is_ok());
    assert_eq!(source.try_next_u64(), Err(Error::custom(42)));
    assert_eq!(source.try_next_u32(), Err(Error::custom(42)));
}

#[test]
fn counting_counts_failures_too() {
    let source = Counting::new(Failing::at_draw(2, System));
    source.try_fill(&mut [0; 5]).unwrap();
    source.try_fill(&mut [0; 6]).unwrap_err();
    assert_eq!((source.draws(), source.bytes()), (2, 11));
    assert_eq!(source.name(), "a source that fails on purpose");
}

#[test]
#[cfg_attr(target_family = "wasm", ignore = "no threads there")]
fn test_sources_are_static_backends() {
    static SOURCE: Counting<Failing<Replay<'static>>> =
        Counting::new(Failing::at_draw(2, Replay::repeating(&[1])));
    let shared: &'static dyn Backend = &SOURCE;
    std::thread::scope(|scope| {
        scope.spawn(|| shared.try_fill(&mut [0; 2]).unwrap());
    });
    assert_eq!((shared.try_fill(&mut [0]), SOURCE.draws()), (Err(Error::INJECTED), 2));
}

#[test]
fn every_source_is_a_crypto_rng() {
    fn accepts(_: &dyn TryCryptoRng<Error = Error>) {}
    accepts(&System);
    accepts(&Replay::new(&[]));
    accepts(&Failing::at_draw(1, System));
    accepts(&Counting::new(System));
}
