//! What a user sees of a generator: all lengths, failures, threads, and what it does not print.
#![cfg(feature = "std")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::{collections::HashSet, thread};
use wellspring_csprng::{
    Cipher, KeyErasureRng, Protection, ReproducibleRng, ThreadRng,
    entropy::{
        Error, System,
        testing::{Counting, Failing, Replay},
    },
    rand_core::{Rng, TryCryptoRng, TryRng},
    thread_rng,
};

const CIPHERS: [Cipher; 2] = [Cipher::Aes256, Cipher::ChaCha20];

fn is_sent<T: Send>(_: &T) {}
fn is_copied<T: Copy>(_: &T) {}

/// All bytes come from the generator and none is written beyond: a canary on both sides, and no run of nine zeros or of nine bytes
/// as they were before. By chance there is one at any place of the 2^25 that this file looks at with a probability of 2^-46.
fn fills(rng: &mut impl TryRng<Error = Error>, len: usize) {
    let mut memory = vec![0xA5; len + 32];
    rng.try_fill_bytes(&mut memory[16..len + 16]).unwrap();
    assert_eq!((&memory[..16], &memory[len + 16..]), (&[0xA5; 16][..], &[0xA5; 16][..]), "{len}");
    let filled = &memory[16..len + 16];
    assert!(!filled.windows(9).any(|run| run == [0xA5; 9] || run == [0; 9]), "{len}");
}

#[test]
fn every_length_is_filled_to_its_end() {
    // All that are short, all around the size of the state, and of those between one in 61, which shares no factor with a block.
    let step = if cfg!(miri) { 571 } else { 1 };
    let lengths = || (0..=300).chain((301..4000).step_by(61)).chain(4000..=4200).step_by(step);
    for cipher in CIPHERS {
        let mut rng = KeyErasureRng::new().with_cipher(cipher);
        lengths().for_each(|len| fills(&mut rng, len));
    }
    lengths().for_each(|len| fills(&mut thread_rng(), len));
    for len in [100_000, (1 << 20) + 7].into_iter().filter(|_| cfg!(not(miri))) {
        fills(&mut KeyErasureRng::new(), len);
        fills(&mut thread_rng(), len);
    }
}

#[test]
#[should_panic(expected = "100")]
fn negative_control_half_a_fill_is_seen() {
    struct Half;

    impl TryRng for Half {
        type Error = Error;

        fn try_next_u32(&mut self) -> Result<u32, Error> {
            System.try_next_u32()
        }

        fn try_next_u64(&mut self) -> Result<u64, Error> {
            System.try_next_u64()
        }

        fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Error> {
            System.try_fill(&mut dest[..50])
        }
    }
    fills(&mut Half, 100);
}

/// Words of both sizes and bytes in turn, so that buffers end in the middle of one.
fn numbers(rng: &mut impl TryRng<Error = Error>) -> Vec<u64> {
    let rounds = if cfg!(miri) { 40 } else { 200 };
    let round = |_| {
        let mut bytes = [0; 11];
        rng.try_fill_bytes(&mut bytes).unwrap();
        let from_bytes = u64::from_le_bytes(bytes[3..].try_into().unwrap());
        let halves = [rng.try_next_u32().unwrap(), rng.try_next_u32().unwrap()];
        let from_halves = u64::from(halves[0]) << 32 | u64::from(halves[1]);
        [rng.try_next_u64().unwrap(), from_bytes, from_halves]
    };
    (0..rounds).flat_map(round).collect()
}

/// 4200 words: two are equal by chance with a probability below 2^-40.
#[test]
fn no_two_threads_and_no_two_generators_say_the_same() {
    let mut all = numbers(&mut thread_rng());
    all.extend(numbers(&mut KeyErasureRng::new()));
    all.extend(numbers(&mut KeyErasureRng::new()));
    let threads: Vec<_> = (0..4).map(|_| thread::spawn(|| numbers(&mut thread_rng()))).collect();
    for thread in threads {
        all.extend(thread.join().unwrap());
    }
    let distinct: HashSet<u64> = all.iter().copied().collect();
    assert_eq!(distinct.len(), all.len());
    let again = || {
        let mut rng = ReproducibleRng::from_number(1);
        (0..1000).map(move |_| rng.next_u64())
    };
    assert_eq!(again().chain(again()).collect::<HashSet<_>>().len(), 1000, "negative control");
}

#[test]
fn a_generator_moves_to_another_thread() {
    let mut rng = KeyErasureRng::new();
    is_sent(&rng);
    let mut seen: HashSet<u64> = numbers(&mut rng).into_iter().collect();
    let before = seen.len();
    let mut rng = thread::spawn(move || {
        let there = numbers(&mut rng);
        (rng, there)
    });
    let (moved, there) = rng.join().unwrap();
    seen.extend(there);
    assert_eq!(seen.len(), 2 * before);
    rng = thread::spawn(move || (moved, Vec::new()));
    let (mut moved, _) = rng.join().unwrap();
    seen.extend(numbers(&mut moved));
    assert_eq!(seen.len(), 3 * before);
}

/// At every draw of the source: an error, zeros, and the next call tries again.
#[test]
fn a_failing_source_is_an_error_each_time_and_no_more() {
    for cipher in CIPHERS {
        for n in 1..6 {
            let failing = Failing::at_draw(n, System);
            let counted = Counting::new(&failing);
            let mut rng = KeyErasureRng::over(&counted).with_cipher(cipher);
            let (mut drawn, mut failures) = (HashSet::new(), 0);
            for _ in 0..700 {
                let mut bytes = [0xA5; 32];
                match rng.try_fill_bytes(&mut bytes) {
                    Ok(()) => assert!(drawn.insert(bytes), "a repetition"),
                    Err(error) => {
                        failures += 1;
                        assert_eq!((error, bytes), (Error::INJECTED, [0; 32]));
                    }
                }
            }
            assert!(failures > 0, "negative control");
            let asked = counted.draws();
            assert!(rng.try_fill_bytes(&mut [0; 5000]).is_err(), "a long request");
            assert!(rng.reseed().is_err() || rng.protection() != Protection::Pages);
            assert!(counted.draws() > asked, "each is a new attempt");
        }
    }
}

#[test]
fn a_flaky_source_costs_draws_and_no_quality() {
    let flaky = Failing::at_random(1, 3, 2026, System);
    let mut rng = KeyErasureRng::over(&flaky);
    let draws: Vec<u64> = (0..5000).filter_map(|_| rng.try_next_u64().ok()).collect();
    assert!(draws.len() > 2500);
    assert_eq!(draws.iter().collect::<HashSet<_>>().len(), draws.len());
}

/// 32 bytes for each 4064, and for each long request; that is what a copy of the machine depends on.
#[test]
fn the_source_is_asked_once_for_each_buffer() {
    let counted = Counting::new(System);
    let mut rng = KeyErasureRng::over(&counted);
    rng.reseed().unwrap();
    if rng.protection() != Protection::Pages {
        return;
    }
    assert_eq!((counted.draws(), counted.bytes()), (1, 32));
    let mut bytes = [0; 32];
    (0..127).for_each(|_| rng.try_fill_bytes(&mut bytes).unwrap());
    assert_eq!(counted.draws(), 1, "4064 bytes");
    rng.try_fill_bytes(&mut bytes).unwrap();
    assert_eq!(counted.draws(), 2, "and the 4065th");
    rng.try_fill_bytes(&mut [0; 2048]).unwrap();
    assert_eq!(counted.draws(), 2);
    (3..6).for_each(|n| {
        rng.try_fill_bytes(&mut [0; 2049]).unwrap();
        assert_eq!((counted.draws(), counted.bytes()), (n, n * 32));
    });
}

/// The promise about copies of a machine, with two generators that have the same source up to a point, as twins do.
#[test]
fn twins_share_what_is_left_of_one_buffer_at_most() {
    let mut probe = KeyErasureRng::over(System);
    probe.try_next_u64().unwrap();
    if probe.protection() != Protection::Pages {
        return println!("not checked: without a state, there is no buffer to share");
    }
    let script: Vec<u8> = (0..4000_u32).flat_map(|i| (i * i).to_le_bytes()).collect();
    for long in [false, true] {
        let other: Vec<u8> = script[..32].iter().chain(script[64..].iter()).copied().collect();
        let sources = [Replay::new(&script), Replay::new(&other)];
        let [mut one, mut twin] = [&sources[0], &sources[1]].map(KeyErasureRng::over);
        let mut draw = |len| {
            let mut bytes = [vec![0; len], vec![0; len]];
            one.try_fill_bytes(&mut bytes[0]).unwrap();
            twin.try_fill_bytes(&mut bytes[1]).unwrap();
            bytes[0] == bytes[1]
        };
        assert!(draw(8));
        if long {
            assert!(!draw(3000), "a long request has fresh bytes of its own");
            assert!(draw(8), "and leaves the buffer");
        } else {
            assert_eq!((0..1000).take_while(|_| draw(8)).count(), (4064 >> 3) - 1);
        }
        assert!((0..1000).filter(|_| draw(64)).count() < 64);
        assert_eq!((0..1000).filter(|_| draw(64)).count(), 0, "never again");
    }
}

#[test]
fn nothing_is_printed_of_a_state() {
    let mut rng = KeyErasureRng::over(Replay::repeating(&[0xAB]));
    rng.try_next_u64().unwrap();
    let text = format!("{rng:?}");
    assert!(text.starts_with("KeyErasureRng { cipher: ") && text.ends_with(" .. }"), "{text}");
    assert!(text.len() < 150, "{text}");
    assert_eq!(format!("{:?}", thread_rng()), "ThreadRng { .. }");
    assert_eq!(format!("{:?}", ReproducibleRng::from_number(7)), "ReproducibleRng { .. }");
}

#[test]
fn the_handle_is_a_copy_of_nothing() {
    is_copied(&thread_rng());
    assert_eq!(size_of::<ThreadRng>(), 0);
}

#[test]
fn a_generator_is_what_others_take() {
    fn crypto(_: &mut impl TryCryptoRng<Error = Error>) {}
    crypto(&mut KeyErasureRng::new());
    crypto(&mut thread_rng());
    let mut object: Box<dyn TryCryptoRng<Error = Error> + Send> = Box::new(KeyErasureRng::new());
    assert_ne!(object.try_next_u64(), object.try_next_u64());
}

/// A lock is refused or kept; the generator works after both.
#[test]
fn a_state_can_be_locked() {
    let mut rng = KeyErasureRng::new();
    assert_eq!(rng.protection(), Protection::Unmade);
    let locked = rng.lock();
    match rng.protection() {
        Protection::Pages => _ = locked,
        _ => assert!(locked.is_err()),
    }
    fills(&mut rng, 100);
}
