//! Every method of `Random` with a source that fails, at each of its draws: the error comes back, what was to be filled
//! holds zeros, and what was to be put in order still holds its items. The plain form panics with that error.
#![cfg(all(feature = "alloc", feature = "num_bigint"))]
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may stop where it stands"
)]

use core::{cell::RefCell, panic::AssertUnwindSafe};
use std::panic;

use num_bigint::BigUint;
use wellspring_dist::{Alphabet, Error, Random, distributions::Gamma};
use wellspring_entropy::{
    Error as SourceError, System,
    testing::{Counting, Failing},
};

type Source = Failing<Counting<System>>;

/// A method by name: its twin, and itself.
struct Method {
    name: &'static str,
    /// How many draws there are at least, so that the failure is met in the middle of the work too.
    draws: usize,
    twin: fn(&mut Source) -> Result<(), SourceError>,
    plain: fn(&mut Source),
}

fn source<T>(result: Result<T, Error<SourceError>>) -> Result<(), SourceError> {
    match result {
        Ok(_) => Ok(()),
        Err(Error::Source(error)) => Err(error),
        Err(error) => panic!("the arguments are good: {error}"),
    }
}

/// Fills what held something else, and finds zeros there after a failure.
fn filled<T: Copy + Default + PartialEq, E>(
    dest: &mut [T],
    fill: impl FnOnce(&mut [T]) -> Result<(), E>,
) -> Result<(), E> {
    let result = fill(dest);
    assert!(result.is_ok() || dest.iter().all(|item| *item == T::default()));
    result
}

fn deck() -> Vec<u16> {
    (0..600).collect()
}

/// Puts a deck in order, and finds all of it afterwards.
fn ordered<E>(order: impl FnOnce(&mut [u16]) -> Result<(), E>) -> Result<(), E> {
    let mut items = deck();
    let result = order(&mut items);
    items.sort_unstable();
    assert_eq!(items, deck());
    result
}

/// `$twin` and `$plain` are what is done with a source `r`.
macro_rules! methods {
    ($($name:ident, $draws:literal, |$r:ident| $twin:expr, $plain:expr;)+) => {
        &[$(Method {
            name: stringify!($name),
            draws: $draws,
            twin: |$r| $twin,
            plain: |$r| ignore($plain),
        }),+]
    };
}

fn ignore<T>(_: T) {}

const BIG: [u64; 40] = [u64::MAX - 1; 40];

const METHODS: &[Method] = methods! {
    below, 2, |r| source(r.try_below(u128::MAX)), r.below(u128::MAX);
    range, 1, |r| source(r.try_range('a'..='z')), r.range('a'..='z');
    range_step, 1, |r| source(r.try_range_step(0..100, 7)), r.range_step(0..100, 7);
    bits, 2, |r| source(r.try_bits::<u128>(100)), r.bits::<u128>(100);
    below_big, 2, |r| source(r.try_below_big(&(BigUint::from(3u8) << 4000u32))), r.below_big(&(BigUint::from(3u8) << 4000u32));
    bits_big, 2, |r| source(r.try_bits_big::<BigUint>(4001)), r.bits_big::<BigUint>(4001);
    fill_below, 2, |r| filled(&mut [7; 40], |dest| source(r.try_fill_below(&BIG, dest))), r.fill_below(&BIG, &mut [7; 40]);
    fill_bits, 2, |r| filled(&mut [7u32; 99], |dest| source(r.try_fill_bits(3001, dest))), r.fill_bits(3001, &mut [7u32; 99]);
    bool, 1, |r| r.try_bool().map(drop), r.bool();
    f64, 1, |r| r.try_f64().map(drop), r.f64();
    f32, 1, |r| r.try_f32().map(drop), r.f32();
    uniform, 1, |r| source(r.try_uniform(-1.0..=3.5)), r.uniform(-1.0..=3.5);
    draw, 2, |r| r.try_draw(&Gamma::new(0.5, 1.0).unwrap()).map(drop), r.draw(&Gamma::new(0.5, 1.0).unwrap());
    choose, 1, |r| r.try_choose(&[1, 2, 3]).map(drop), r.choose(&[1, 2, 3]);
    choose_mut, 1, |r| r.try_choose_mut(&mut [1, 2, 3]).map(drop), _ = r.choose_mut(&mut [1, 2, 3]);
    choose_iter, 3, |r| r.try_choose_iter(0..5000).map(drop), r.choose_iter(0..5000);
    choose_weighted, 1, |r| source(r.try_choose_weighted(&[1, 2, 3], |w| *w)), r.choose_weighted(&[1, 2, 3], |w| *w);
    sample, 2, |r| source(r.try_sample(&deck(), 300)), r.sample(&deck(), 300).len();
    sample_indices, 2, |r| source(r.try_sample_indices(1 << 30, 300)), r.sample_indices(1 << 30, 300);
    sample_array, 1, |r| source(r.try_sample_array::<_, 9>(&deck())), r.sample_array::<_, 9>(&deck()).len();
    sample_iter, 3, |r| source(r.try_sample_iter(0..5000, 7)), r.sample_iter(0..5000, 7);
    sample_counts, 2, |r| source(r.try_sample_counts(&[1, 2], &[500, 700], 400)), r.sample_counts(&[1, 2], &[500, 700], 400).len();
    sample_weighted, 2, |r| source(r.try_sample_weighted(&deck(), 200, |w| u64::from(*w) + 1)), r.sample_weighted(&deck(), 200, |w| u64::from(*w) + 1).len();
    shuffle, 3, |r| ordered(|items| r.try_shuffle(items)), r.shuffle(&mut deck());
    partial_shuffle, 2, |r| ordered(|items| source(r.try_partial_shuffle(items, 400))), _ = r.partial_shuffle(&mut deck(), 400);
    string, 2, |r| source(r.try_string(&Alphabet::alphanumeric(), 400)), r.string(&Alphabet::alphanumeric(), 400);
    fill, 1, |r| filled(&mut [7; 99], |dest| r.try_fill(dest)), r.fill(&mut [7; 99]);
};

/// How many draws the twin makes of a source that does not fail. At each of them it returns the failure.
fn draws(method: &Method) -> usize {
    let failed = |at: &usize| match (method.twin)(&mut failing(*at)) {
        Ok(()) => false,
        Err(error) => {
            assert_eq!(error, SourceError::INJECTED, "{} at {at}", method.name);
            true
        }
    };
    // An end, should a method fail for ever.
    (1..1000).take_while(failed).count()
}

fn failing(at: usize) -> Source {
    Failing::at_draw(at, Counting::new(System))
}

#[test]
fn the_table_has_every_method() {
    let source = include_str!("../src/random.rs");
    let (_, body) = source.split_once("pub trait Random").unwrap();
    let lines = body.lines().filter_map(|line| line.strip_prefix("    fn "));
    let names: Vec<&str> = lines.map(|line| line.split(['(', '<']).next().unwrap()).collect();
    let plain: Vec<&str> = names.into_iter().filter(|name| !name.starts_with("try_")).collect();
    assert_eq!(METHODS.iter().map(|method| method.name).collect::<Vec<_>>(), plain);
}

#[test]
fn a_failure_at_any_draw_is_returned() {
    for method in METHODS {
        let draws = draws(method);
        assert!((method.draws..999).contains(&draws), "{}: {draws}", method.name);
    }
}

thread_local! {
    /// Where the last panic of this thread says that it is.
    static PANICKED_IN: RefCell<String> = const { RefCell::new(String::new()) };
}

#[test]
fn the_plain_form_panics_with_the_failure_where_it_is_called() {
    panic::set_hook(Box::new(|info| {
        let file = info.location().map_or("nowhere", |location| location.file());
        PANICKED_IN.with_borrow_mut(|place| file.clone_into(place));
    }));
    for method in METHODS {
        for at in 1..=method.draws {
            let panic = panic::catch_unwind(AssertUnwindSafe(|| (method.plain)(&mut failing(at))));
            let payload = panic.expect_err(method.name);
            let place = PANICKED_IN.take();
            assert!(place.ends_with("every_method.rs"), "{}: {place}", method.name);
            let message = payload.downcast_ref::<String>().expect("a formatted message");
            let error = SourceError::INJECTED.to_string();
            assert!(message.contains(&error), "{}: {message}", method.name);
            assert!(message.contains("Failing<"), "{}: {message}", method.name);
        }
    }
}
