//! Every free function and its twin really draws: all of a small support appears, and no two secrets are the
//! same. A function that returned a constant, the first item or the input's own order would fail here.
#![cfg(feature = "alloc")]
#![allow(clippy::indexing_slicing, reason = "a test may stop where it stands")]

use core::{fmt::Debug, hash::Hash};
use std::collections::HashSet;

use wellspring as secrets;
use wellspring::{Class, PasswordPolicy};

/// 400 draws reach each of at most six equally likely values: the chance of a miss is at most
/// 6 (5/6)^400 < 2^-102.
fn reaches_all<T: Eq + Hash + Debug>(support: usize, draw: impl FnMut() -> T) {
    assert!(support <= 6);
    let seen: HashSet<T> = core::iter::repeat_with(draw).take(400).collect();
    assert_eq!(seen.len(), support, "{seen:?}");
}

#[test]
fn numbers() {
    reaches_all(6, || secrets::randbelow(6u8));
    reaches_all(6, || secrets::try_randbelow(6u128).unwrap());
    reaches_all(4, || secrets::randbits::<u64>(2));
    reaches_all(4, || secrets::try_randbits::<u128>(2).unwrap());
    // All bits, the top one too: a bit that is never set in 200 draws has a chance of 2^-200.
    let ored = |draw: &dyn Fn() -> u128| (0..200).fold(0, |bits, _| bits | draw());
    assert_eq!(ored(&|| secrets::randbits::<u64>(64).into()), u64::MAX.into());
    assert_eq!(ored(&|| secrets::try_randbits::<u64>(64).unwrap().into()), u64::MAX.into());
    assert_eq!(ored(&|| secrets::randbits(128)), u128::MAX);
    assert_eq!(ored(&|| secrets::try_randbits(128).unwrap()), u128::MAX);
}

#[test]
fn choices() {
    const ITEMS: [&str; 3] = ["ann", "bob", "cy"];
    reaches_all(3, || secrets::choice(&ITEMS));
    reaches_all(3, || secrets::try_choice(&ITEMS).unwrap());
    reaches_all(6, || secrets::sample(&ITEMS, 2));
    reaches_all(6, || secrets::try_sample(&ITEMS, 2).unwrap());
    reaches_all(6, || {
        let mut items = ITEMS;
        secrets::shuffle(&mut items);
        items
    });
    reaches_all(6, || {
        let mut items = ITEMS;
        secrets::try_shuffle(&mut items).unwrap();
        items
    });
}

/// Each of the 32 places takes more than one value in 64 draws: at most 16 values are possible at a place
/// of a hexadecimal token, so the chance of a place that does not is below 64 * 16^-63 < 2^-245.
fn every_place_varies(mut draw: impl FnMut() -> Vec<u8>) {
    let draws: Vec<Vec<u8>> = (0..64).map(|_| draw()).collect();
    let len = draws[0].len();
    assert!(len >= 20 && draws.iter().all(|draw| draw.len() == len));
    for place in 0..len {
        assert!(
            draws.iter().any(|draw| draw[place] != draws[0][place]),
            "place {place} is constant"
        );
    }
    // No half repeats the other: 2^-32 or less for each draw if it were by chance, so not in two of them.
    let repeats = |draw: &&Vec<u8>| {
        let (first, second) = draw.split_at(len >> 1);
        second.starts_with(first)
    };
    assert!(draws.iter().filter(repeats).count() < 2);
    assert_eq!(draws.into_iter().collect::<HashSet<_>>().len(), 64);
}

#[test]
fn tokens() {
    let text = |token: secrets::SecretString| token.expose_secret().as_bytes().to_vec();
    let bytes = |token: secrets::SecretBytes| token.expose_secret().to_vec();
    let array = |token: secrets::SecretArray<32>| token.expose_secret().to_vec();
    every_place_varies(|| bytes(secrets::token_bytes(32)));
    every_place_varies(|| bytes(secrets::try_token_bytes(32).unwrap()));
    every_place_varies(|| array(secrets::token_array()));
    every_place_varies(|| array(secrets::try_token_array().unwrap()));
    every_place_varies(|| text(secrets::token_hex(32)));
    every_place_varies(|| text(secrets::try_token_hex(32).unwrap()));
    every_place_varies(|| text(secrets::token_urlsafe(32)));
    every_place_varies(|| text(secrets::try_token_urlsafe(32).unwrap()));
    for policy in [
        PasswordPolicy::length(20),
        Class::ALL.into_iter().fold(PasswordPolicy::length(20), |p, class| p.at_least(1, class)),
    ] {
        every_place_varies(|| text(secrets::password(&policy)));
        every_place_varies(|| text(secrets::try_password(&policy).unwrap()));
    }
}
