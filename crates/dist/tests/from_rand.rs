//! rand's distributions from a source that can fail, and ours where rand wants one of its own.
#![cfg(feature = "rand")]
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use core::fmt::Debug;

use rand::distr::{Alphanumeric, Distribution as _, StandardUniform, Uniform};
use wellspring_dist::{
    Distribution, ForRand, FromRand, Random,
    distributions::{Binomial, Dirichlet, Gamma, StandardNormal, UnitSphere},
    rand_core::{TryRng, UnwrapErr},
};
use wellspring_entropy::{
    Error, System,
    testing::{Counting, Failing, Replay},
};

const SCRIPT: &[u8] =
    b"When in the course of human events it becomes necessary for one people to dissolve";

/// The value from a script, by rand's own hand and through a source that can fail; and the failure at each draw before.
fn agrees<T: PartialEq + Debug>(distribution: impl rand::distr::Distribution<T>, at_least: usize) {
    let adapted = FromRand(&distribution);
    for skip in 0..SCRIPT.len() {
        let mut script = SCRIPT.to_vec();
        script.rotate_left(skip);
        let script = || Replay::repeating(&script);
        let expected = distribution.sample(&mut UnwrapErr(script()));
        let mut source = Counting::new(script());
        assert_eq!(adapted.try_sample(&mut source), Ok(expected), "from {skip}");
        assert!(source.draws() >= at_least);
        for at in 1..=source.draws() {
            let mut source = Counting::new(Failing::at_draw(at, script()));
            assert_eq!(
                adapted.try_sample(&mut source),
                Err(Error::INJECTED),
                "from {skip} at {at}"
            );
            assert_eq!(source.draws(), at, "a source that failed is not asked again");
        }
        // The control: a failure just after the draw changes nothing.
        let mut source = Failing::at_draw(source.draws() + 1, script());
        assert!(adapted.try_sample(&mut source).is_ok());
    }
}

#[test]
fn values_are_those_of_rand_and_failures_those_of_the_source() {
    agrees::<u32>(StandardUniform, 1);
    agrees::<u128>(StandardUniform, 2);
    agrees::<[u8; 40]>(StandardUniform, 1);
    agrees::<f64>(StandardUniform, 1);
    agrees::<char>(StandardUniform, 1);
    agrees::<u8>(Alphanumeric, 1);
    agrees(Uniform::new(-5, 5).unwrap(), 1);
    agrees(Uniform::new_inclusive(0, u64::MAX - 1).unwrap(), 1);
    agrees(Uniform::new(1.0, 2.5).unwrap(), 1);
    agrees::<f64>(rand_distr::StandardNormal, 1);
    agrees(rand_distr::Normal::new(1.0, 2.0).unwrap(), 1);
    agrees(rand_distr::Gamma::new(0.3, 2.0).unwrap(), 2);
    agrees(rand_distr::Gamma::new(7.0, 2.0).unwrap(), 2);
    agrees(rand_distr::Binomial::new(20, 0.2).unwrap(), 1);
    agrees(rand_distr::Binomial::new(1000, 0.4).unwrap(), 2);
    agrees::<f64>(rand_distr::Poisson::new(3.0).unwrap(), 1);
    agrees::<f64>(rand_distr::Poisson::new(300.0).unwrap(), 1);
    agrees::<[f64; 3]>(rand_distr::UnitSphere, 2);
}

/// What rand's users do today.
#[test]
fn the_naive_way_panics() {
    let panicked = std::panic::catch_unwind(|| {
        let source = Failing::at_draw(1, System);
        let _: f64 = StandardUniform.sample(&mut UnwrapErr(source));
    });
    assert!(panicked.is_err());
}

/// Rejects every word but one in 256, from whichever source.
struct Rare;

impl rand::distr::Distribution<u32> for Rare {
    fn sample<R: rand::Rng + ?Sized>(&self, rng: &mut R) -> u32 {
        loop {
            let mut bytes = [0; 3];
            rng.fill_bytes(&mut bytes);
            if bytes[0] == 7 && rng.next_u64() >> 63 == 1 {
                return rng.next_u32();
            }
        }
    }
}

#[test]
fn a_loop_ends_after_the_failure() {
    for at in 1..20 {
        // Only zeros, which are rejected for ever; then the failure.
        let mut source = Failing::at_draw(at, Replay::repeating(&[0]));
        assert_eq!(source.try_draw(&FromRand(Rare)), Err(Error::INJECTED));
    }
}

#[test]
fn sources_may_be_unsized_or_infallible() {
    let mut system = System;
    let object: &mut dyn TryRng<Error = Error> = &mut system;
    let _: u8 = FromRand(Alphanumeric).try_sample(object).unwrap();
    let Ok::<u8, _>(letter) = FromRand(Alphanumeric).try_sample(&mut UnwrapErr(System));
    assert!(letter.is_ascii_alphanumeric());
}

#[test]
fn ours_in_place_of_theirs() {
    fn same<T: PartialEq + Debug>(distribution: impl Distribution<T> + Copy) {
        let source = || Replay::repeating(SCRIPT);
        let theirs = ForRand(distribution).sample(&mut UnwrapErr(source()));
        assert_eq!(distribution.try_sample(&mut source()), Ok(theirs));
        // There and back again.
        let back = FromRand(ForRand(distribution));
        assert_eq!(back.try_sample(&mut source()), distribution.try_sample(&mut source()));
    }
    same(StandardNormal);
    same(Gamma::new(0.5, 3.0).unwrap());
    same(Binomial::new(1 << 60, 0.4).unwrap());
    same(UnitSphere);
    same(Dirichlet::new([0.5, 1.0, 2.0]).unwrap());
    let mut rng = UnwrapErr(System);
    let sum: f64 = ForRand(StandardNormal).sample_iter(&mut rng).take(100).sum();
    assert!(sum.abs() < 1000.0);
}

/// Names that both traits have, as the README says to write them; the others need nothing.
#[test]
fn both_traits_are_in_scope() {
    use rand::RngExt;
    let rng = &mut UnwrapErr(System);
    let items = [1, 2, 3];
    assert_eq!(Random::sample(rng, &items, 3).len(), 3);
    assert!(rng.try_sample(&items, 4).is_err());
    Random::fill(rng, &mut [0; 4]);
    assert!(rng.range(1..=6) <= 6 && rng.random_range(1..=6) <= 6);
}
