//! Every method works on the generators of the feature `csprng` as it does on `SystemRandom`.
#![cfg(feature = "csprng")]
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::collections::HashSet;

use wellspring::{
    self as secrets, KeyErasureRng, PasswordPolicy, Random, ReproducibleRng, Secrets, SourceError,
    SystemRandom,
    distributions::Normal,
    rand_core::{TryCryptoRng, TryRng},
    thread_rng,
};

/// Some of each kind; what they return is tested where they are defined.
fn all_of_it(rng: &mut (impl TryCryptoRng<Error = SourceError> + ?Sized)) {
    let rolls: HashSet<u8> = (0..400).map(|_| rng.range(1..=6)).collect();
    // A face is missing with a probability of 6 (5/6)^400 < 2^-102.
    assert_eq!(rolls.len(), 6);
    assert!(rng.below(1_000_000_u32) < 1_000_000);
    assert!(rng.try_below(0_u8).is_err());
    assert!(rng.bits::<u128>(100) < 1 << 100);
    assert!((0.0..1.0).contains(&rng.f64()));
    assert_eq!(rng.choose(&["one"]), Some(&"one"));
    let mut cards: Vec<u32> = (0..52).collect();
    rng.shuffle(&mut cards);
    cards.sort_unstable();
    assert!(cards.iter().copied().eq(0..52));
    assert_eq!(rng.try_sample(&cards, 5).unwrap().len(), 5);
    assert!(rng.draw(&Normal::new(0.0, 1.0).unwrap()).is_finite());
    let mut bytes = [0; 4096];
    rng.fill(&mut bytes);
    // A run of 8 zeros by chance: 2^-52.
    assert!(!bytes.windows(8).any(|window| window == [0; 8]));

    let tokens: HashSet<String> =
        (0..100).map(|_| rng.token_hex(16).expose_secret().to_owned()).collect();
    assert_eq!(tokens.len(), 100);
    assert_eq!(rng.token_urlsafe(32).expose_secret().len(), 43);
    assert_eq!(rng.try_token_bytes(5000).unwrap().len(), 5000);
    assert_ne!(rng.token_array::<32>().expose_secret(), &[0; 32]);
    assert_eq!(rng.password(&PasswordPolicy::length(20)).expose_secret().chars().count(), 20);
    assert_eq!(rng.mint(&secrets::UuidV4).to_string().len(), 36);
}

#[test]
fn everything_works_on_every_generator() {
    all_of_it(&mut SystemRandom);
    all_of_it(&mut thread_rng());
    all_of_it(&mut KeyErasureRng::new());
    let mut boxed: Box<dyn TryCryptoRng<Error = SourceError>> = Box::new(KeyErasureRng::new());
    all_of_it(&mut *boxed);
}

#[test]
fn the_handle_is_copied_and_shares_its_generator() {
    let (mut one, mut other) = (thread_rng(), thread_rng());
    let mut third = one;
    let numbers: HashSet<u64> = (0..300)
        .flat_map(|_| [one.try_next_u64(), other.try_next_u64(), third.try_next_u64()])
        .map(Result::unwrap)
        .collect();
    assert_eq!(numbers.len(), 900);
}

#[test]
fn numbers_of_a_simulation_are_those_of_its_seed() {
    let play = |seed| {
        let mut rng = ReproducibleRng::from_number(seed);
        let mut cards: Vec<u32> = (0..52).collect();
        rng.shuffle(&mut cards);
        (cards, rng.f64().to_bits(), rng.below(1_000_u32))
    };
    assert_eq!(play(2026), play(2026));
    assert_ne!(play(2026), play(2027), "negative control");
}
