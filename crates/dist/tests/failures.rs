//! A source that fails, at every draw: the error comes back, nothing is lost and nothing half done.
#![cfg(feature = "alloc")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::expect_used,
    reason = "a test may stop where it stands"
)]

use core::convert::Infallible;

use rand_core::TryRng;
use wellspring_dist::{ArgumentError, Error, Random, rand_core};
use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Counting, Failing, Replay},
};

type Source = Failing<System>;

/// Calls `draw` with a source that fails at draw 1, 2, … until it no longer reaches the failure.
fn fails_at_every_draw<T>(
    at_least: usize,
    mut draw: impl FnMut(&mut Source) -> Result<T, SourceError>,
) {
    for at in 1.. {
        match draw(&mut Failing::at_draw(at, System)) {
            Err(error) => assert_eq!(error, SourceError::INJECTED),
            Ok(_) => {
                // The control: a source that fails only afterwards changes nothing.
                assert!(at > at_least, "the failure at draw {at} went unseen");
                return;
            }
        }
        assert!(at < 10_000, "never succeeds");
    }
}

fn source_error<T>(result: Result<T, Error<SourceError>>) -> Result<T, SourceError> {
    result.map_err(|error| match error {
        Error::Source(error) => error,
        other => panic!("not the source's error: {other}"),
    })
}

#[test]
fn numbers() {
    fails_at_every_draw(1, |r| source_error(r.try_below(10u8)));
    fails_at_every_draw(1, |r| source_error(r.try_below(u64::MAX)));
    fails_at_every_draw(2, |r| source_error(r.try_below(u128::MAX)));
    fails_at_every_draw(1, |r| source_error(r.try_range(-3..=3)));
    fails_at_every_draw(1, |r| source_error(r.try_bits::<u64>(64)));
    fails_at_every_draw(2, |r| source_error(r.try_bits::<u128>(128)));
    fails_at_every_draw(1, |r| r.try_bool());
    fails_at_every_draw(1, |r| r.try_f64());
    fails_at_every_draw(1, |r| r.try_f32());
}

#[test]
fn sequences_keep_their_items() {
    // Enough for several blocks of 32 words, so that the source also fails in the middle of a draw.
    let deck: Vec<u16> = (0..500).collect();
    fails_at_every_draw(1, |r| r.try_choose(&deck).map(drop));
    fails_at_every_draw(1, |r| source_error(r.try_sample(&deck, 5).map(drop)));
    fails_at_every_draw(2, |r| source_error(r.try_sample(&deck, 300).map(drop)));
    let mut moved = 0;
    fails_at_every_draw(2, |r| {
        let mut shuffled = deck.clone();
        let result = r.try_shuffle(&mut shuffled);
        moved = moved.max(deck.iter().zip(&shuffled).filter(|(a, b)| a != b).count());
        shuffled.sort_unstable();
        assert_eq!(shuffled, deck);
        result
    });
    assert!(moved > 400, "the last shuffle did happen");
}

#[test]
fn sequences_read_their_source_in_blocks() {
    // The greatest word is never rejected.
    let mut source = Counting::new(Replay::new(&[0xFF; 256]));
    source.shuffle(&mut [0; 52]);
    assert_eq!((source.draws(), source.bytes()), (1, 32));
    source.sample(&[0; 1000], 64);
    assert_eq!((source.draws(), source.bytes()), (2, 32 + 88));
}

/// What each single draw asks of its source: one call, of the size that its bound needs.
#[test]
fn single_draws_are_single_calls() {
    let cost = |draw: &dyn Fn(&mut Counting<Replay<'static>>)| {
        let mut source = Counting::new(Replay::new(&[0xFF; 256]));
        draw(&mut source);
        (source.draws(), source.bytes())
    };
    assert_eq!(cost(&|r| assert_eq!(r.below(10u8), 9)), (1, 4));
    assert_eq!(cost(&|r| assert_eq!(r.below(10u64), 9)), (1, 4));
    assert_eq!(cost(&|r| assert_eq!(r.below(6_000_000_000u64), 5_999_999_999)), (1, 8));
    assert_eq!(cost(&|r| assert_eq!(r.bits::<u64>(64), u64::MAX)), (1, 8));
    assert_eq!(cost(&|r| assert_eq!(r.choose(&[1, 2, 3]), Some(&3))), (1, 4));
    assert_eq!(cost(&|r| assert!(r.bool())), (1, 1));
    assert_eq!(cost(&|r| assert!(r.f32() < 1.0)), (1, 4));
    assert_eq!(cost(&|r| assert!(r.f64() < 1.0)), (1, 8));
}

/// Writes half of the request before it fails, as rand_core allows.
struct Halfway;

impl TryRng for Halfway {
    type Error = SourceError;

    fn try_next_u32(&mut self) -> Result<u32, SourceError> {
        Err(SourceError::INJECTED)
    }

    fn try_next_u64(&mut self) -> Result<u64, SourceError> {
        Err(SourceError::INJECTED)
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), SourceError> {
        let half = dest.len() >> 1;
        dest[..half].fill(0xAA);
        Err(SourceError::INJECTED)
    }
}

#[test]
fn a_buffer_is_filled_or_zero() {
    let mut dest = [0x55; 64];
    assert_eq!(Halfway.try_fill(&mut dest), Err(SourceError::INJECTED));
    assert_eq!(dest, [0; 64]);
    // The control: the generator itself does leave its half behind.
    assert_eq!(Halfway.try_fill_bytes(&mut dest), Err(SourceError::INJECTED));
    assert_eq!(dest[..32], [0xAA; 32]);
}

#[test]
fn bad_arguments_draw_nothing() {
    let mut source = Counting::new(System);
    assert!(matches!(source.try_below(0usize), Err(Error::Argument(_))));
    assert!(matches!(source.try_range(3..3u128), Err(Error::Argument(_))));
    #[allow(clippy::reversed_empty_ranges, reason = "the reversed range is the bad argument")]
    let reversed = source.try_range(3..-3i64);
    assert!(matches!(reversed, Err(Error::Argument(_))));
    assert!(matches!(source.try_range(i8::MIN..i8::MIN), Err(Error::Argument(_))));
    assert_eq!(
        source.try_bits::<u64>(65),
        Err(Error::Argument(ArgumentError::TooManyBits { k: 65, width: 64 }))
    );
    assert_eq!(
        source.try_bits::<u128>(u32::MAX),
        Err(Error::Argument(ArgumentError::TooManyBits { k: u32::MAX.into(), width: 128 }))
    );
    assert!(matches!(source.try_sample(&[1], 2), Err(Error::Argument(_))));
    assert_eq!(source.draws(), 0);
}

fn panic_message(draw: impl FnOnce() + core::panic::UnwindSafe) -> String {
    let payload = std::panic::catch_unwind(draw).expect_err("no panic");
    payload.downcast_ref::<String>().expect("a formatted message").clone()
}

#[test]
fn plain_forms_panic_with_the_argument_or_the_source() {
    assert_eq!(
        panic_message(|| _ = System.below(0u16)),
        "`n` is 0, allowed is 1..=65535 (drawing from wellspring_entropy::system::System)"
    );
    let failing = || Failing::at_draw(1, System).with_error(SourceError::from_os(5));
    let message = panic_message(move || _ = failing().below(6u8));
    assert!(message.contains("operating system error 5"), "{message}");
    assert!(message.contains("Failing<wellspring_entropy::system::System>"), "{message}");
    let message = panic_message(move || _ = failing().f64());
    assert!(message.contains("operating system error 5"), "{message}");
}

/// A generator that cannot fail, and every other kind of receiver.
#[test]
fn any_receiver_will_do() {
    struct Counter(u64);
    impl TryRng for Counter {
        type Error = Infallible;

        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            self.try_next_u64().map(|word| (word >> 32) as u32)
        }

        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
            Ok(self.0)
        }

        fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Infallible> {
            rand_core::utils::fill_bytes_via_next_word(dest, || self.try_next_u64())
        }
    }
    let mut counter = Counter(0);
    let Ok(_) = counter.try_f64();
    assert!(counter.below(6u8) < 6);
    assert!(counter.range(1..=6) <= 6);
    let object: &mut dyn TryRng<Error = Infallible> = &mut counter;
    assert!(object.below(6u8) < 6);
    assert_eq!(object.sample(&[1, 2, 3], 2).len(), 2);
    assert!(Box::new(counter).below(6u8) < 6);
}
